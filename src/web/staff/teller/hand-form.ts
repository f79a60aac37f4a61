/** The fields of a count by hand, each named by its place in what is sent, so that a difference points at its field. Pure. */
import type { HandCount } from '../../../ballot/model.ts'
import type { BallotKind, Figures } from '../../../ballot/questions.ts'
import { readCount } from './typed.ts'

/** The kinds of answers that are counted for an option, in the order of the form. */
export const COLUMNS = {
  choose: ['approvals'],
  each: ['approve', 'against', 'blank'],
  satisfaction: ['satisfied', 'basicallySatisfied', 'notSatisfied', 'blank'],
} as const

export type Column = (typeof COLUMNS)[BallotKind][number]

export const HEADS = ['issued', 'returned', 'valid', 'invalid'] as const

export interface HandForm {
  readonly kind: BallotKind
  readonly options: number
  /** By hands no slips are handed out: whoever is present has voted. */
  readonly hands: boolean
  readonly present: number
}

/** What stands in the fields, by JSON pointer. */
export type Entries = Readonly<Record<string, string>>

export function pointerOf(kind: BallotKind, option: number, column: Column): string {
  return kind === 'choose' ? `/figures/approvals/${option}` : `/figures/options/${option}/${column}`
}

export const BLANK = '/figures/blank'

/** All fields that have to be filled in, in order. */
export function pointersOf({ kind, options, hands }: HandForm): string[] {
  const heads = hands ? [] : HEADS.map((name) => `/${name}`)
  const figures = Array.from({ length: options }, (_, i) =>
    COLUMNS[kind].map((column) => pointerOf(kind, i, column)),
  ).flat()
  return [...heads, ...figures, ...(kind === 'choose' ? [BLANK] : [])]
}

/** The count as it is sent; undefined while a field is empty or no whole number. */
export function readHandForm(form: HandForm, entries: Entries): HandCount | undefined {
  const numbers = new Map(pointersOf(form).map((pointer) => [pointer, readCount(entries[pointer] ?? '')]))
  if ([...numbers.values()].includes(undefined)) return undefined
  const at = (pointer: string): number => numbers.get(pointer) ?? 0
  const heads = form.hands
    ? { issued: form.present, returned: form.present, valid: form.present, invalid: 0 }
    : { issued: at('/issued'), returned: at('/returned'), valid: at('/valid'), invalid: at('/invalid') }
  return { ...heads, figures: figuresIn(form, at) }
}

function figuresIn({ kind, options }: HandForm, at: (pointer: string) => number): HandCount['figures'] {
  const each = <T>(of: (value: (column: Column) => number) => T): T[] =>
    Array.from({ length: options }, (_, i) => of((column) => at(pointerOf(kind, i, column))))
  switch (kind) {
    case 'choose':
      return { kind, blank: at(BLANK), approvals: each((value) => value('approvals')) }
    case 'each':
      return {
        kind,
        options: each((value) => ({
          approve: value('approve'),
          against: value('against'),
          blank: value('blank'),
        })),
      }
    case 'satisfaction':
      return {
        kind,
        options: each((value) => ({
          satisfied: value('satisfied'),
          basicallySatisfied: value('basicallySatisfied'),
          notSatisfied: value('notSatisfied'),
          blank: value('blank'),
        })),
      }
  }
}

/** A count that was sent before, back in its fields. */
export function entriesOf(count: HandCount): Entries {
  const entries: Record<string, string> = {}
  for (const name of HEADS) entries[`/${name}`] = String(count[name])
  const figures: Figures = count.figures
  if (figures.kind === 'choose') {
    entries[BLANK] = String(figures.blank)
    for (const [i, value] of figures.approvals.entries()) entries[`/figures/approvals/${i}`] = String(value)
  } else {
    for (const [i, option] of figures.options.entries()) {
      for (const [column, value] of Object.entries(option))
        entries[`/figures/options/${i}/${column}`] = String(value)
    }
  }
  return entries
}
