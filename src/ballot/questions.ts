/**
 * How a ballot's kind becomes Belenios questions, a voter's decision becomes marks, and the opened sums become figures
 * that people announce. Pure and without zod: the voter's page uses it as it stands.
 */
import { secret, type Marks, type Question } from '../protocol/index.ts'

export type BallotKind = 'choose' | 'each' | 'satisfaction'

/** What is voted on: the options in ballot order; `choicesMax` is how many may be chosen (kind `choose` only). */
export interface Definition {
  readonly kind: BallotKind
  readonly title: string
  readonly options: readonly string[]
  readonly choicesMax: number
}

/** The answers of one option, by kind; blank (弃权) is the protocol's own and comes first in marks and sums. */
export const ANSWERS = {
  each: ['赞成', '反对'],
  satisfaction: ['满意', '基本满意', '不满意'],
} as const

/** A voter's decision, before it is sealed. */
export type Decision =
  /** `choose`: the places of the chosen options; none is a blank ballot. */
  | { readonly kind: 'choose'; readonly chosen: readonly number[] }
  /** `each` and `satisfaction`: per option the place of the answer, or null for 弃权. */
  | { readonly kind: 'each' | 'satisfaction'; readonly answers: readonly (number | null)[] }

export function questionsOf(definition: Definition): Question[] {
  const { kind, title, options, choicesMax } = definition
  if (kind === 'choose') {
    return [{ answers: [...options], blank: true, min: 1, max: choicesMax, question: title }]
  }
  return options.map((option) => ({
    answers: [...ANSWERS[kind]],
    blank: true,
    min: 1,
    max: 1,
    question: option,
  }))
}

/** The marks of a decision (specification §4.11.1). A decision that cannot be sealed is caught when sealing. */
export function marksOf(definition: Definition, decision: Decision): Marks[] {
  if (decision.kind !== definition.kind) throw new RangeError('the decision is of another kind of ballot')
  if (decision.kind === 'choose') {
    const marks = [0, ...definition.options.map((_, i) => Number(decision.chosen.includes(i)))]
    marks[0] = Number(decision.chosen.length === 0)
    return [secret(marks)]
  }
  if (decision.answers.length !== definition.options.length)
    throw new RangeError('one answer for each option is needed')
  const width = ANSWERS[decision.kind].length
  return decision.answers.map((answer) =>
    secret([Number(answer === null), ...Array.from({ length: width }, (_, i) => Number(answer === i))]),
  )
}

/** The opened sums as figures. */
export type Figures =
  | { readonly kind: 'choose'; readonly blank: number; readonly approvals: readonly number[] }
  | {
      readonly kind: 'each'
      readonly options: readonly {
        readonly approve: number
        readonly against: number
        readonly blank: number
      }[]
    }
  | {
      readonly kind: 'satisfaction'
      readonly options: readonly {
        readonly satisfied: number
        readonly basicallySatisfied: number
        readonly notSatisfied: number
        readonly blank: number
      }[]
    }

const at = (row: readonly number[], i: number): number => row[i] ?? 0

/** Reads the protocol's result (§4.21), one list per question with the blank votes first. */
export function figuresOf(kind: BallotKind, result: readonly (readonly number[])[]): Figures {
  switch (kind) {
    case 'choose': {
      const [blank = 0, ...approvals] = result[0] ?? []
      return { kind, blank, approvals }
    }
    case 'each':
      return {
        kind,
        options: result.map((row) => ({ approve: at(row, 1), against: at(row, 2), blank: at(row, 0) })),
      }
    case 'satisfaction':
      return {
        kind,
        options: result.map((row) => ({
          satisfied: at(row, 1),
          basicallySatisfied: at(row, 2),
          notSatisfied: at(row, 3),
          blank: at(row, 0),
        })),
      }
  }
}

/** Approvals per option: what an outcome is decided by. A satisfaction ballot approves nothing. */
export function approvalsOf(figures: Figures): readonly number[] {
  switch (figures.kind) {
    case 'choose':
      return figures.approvals
    case 'each':
      return figures.options.map(({ approve }) => approve)
    case 'satisfaction':
      return figures.options.map(({ satisfied }) => satisfied)
  }
}
