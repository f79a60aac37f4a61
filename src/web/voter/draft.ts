/** A decision while it is being made. Pure. */
import type { Decision, Definition } from '../../ballot/questions.ts'

export type ChooseDraft = {
  readonly kind: 'choose'
  /** Places of the options, in ballot order. */
  readonly chosen: readonly number[]
  /** Nothing is chosen, on purpose; `chosen` is kept in case the voter comes back. */
  readonly blank: boolean
}

export type AnswersDraft = {
  readonly kind: 'each' | 'satisfaction'
  /** Per option: the place of the answer, null for 弃权, undefined while it has none. */
  readonly answers: readonly (number | null | undefined)[]
}

export type Draft = ChooseDraft | AnswersDraft

export function emptyDraft({ kind, options }: Definition): Draft {
  return kind === 'choose'
    ? { kind, chosen: [], blank: false }
    : { kind, answers: options.map(() => undefined) }
}

/** With the option chosen, or not any more; undefined when that would be one too many. */
export function toggled(draft: ChooseDraft, option: number, choicesMax: number): ChooseDraft | undefined {
  const { chosen } = draft
  if (chosen.includes(option)) return { ...draft, chosen: chosen.filter((other) => other !== option) }
  if (chosen.length >= choicesMax) return undefined
  return { ...draft, chosen: [...chosen, option].toSorted((a, b) => a - b) }
}

export function answered(draft: AnswersDraft, option: number, answer: number | null): AnswersDraft {
  return { ...draft, answers: draft.answers.with(option, answer) }
}

/** 弃权 for every option that has no answer yet. */
export function restAbstained(draft: AnswersDraft): AnswersDraft {
  return { ...draft, answers: draft.answers.map((answer) => (answer === undefined ? null : answer)) }
}

/** What will be sealed; undefined while an answer is missing. */
export function decisionOf(draft: Draft): Decision | undefined {
  if (draft.kind === 'choose') {
    if (draft.blank) return { kind: 'choose', chosen: [] }
    return draft.chosen.length > 0 ? { kind: 'choose', chosen: draft.chosen } : undefined
  }
  const answers = draft.answers.filter((answer) => answer !== undefined)
  return answers.length === draft.answers.length ? { kind: draft.kind, answers } : undefined
}

/** Where a voter was, and with what: to be kept, and gone on with. */
export interface Kept {
  readonly draft: Draft
  readonly option: number
  readonly reviewing: boolean
}

const UNANSWERED = -1

export function packed(uuid: string, { draft, option, reviewing }: Kept): string {
  const { kind } = draft
  const marks =
    draft.kind === 'choose'
      ? { chosen: draft.chosen, blank: draft.blank }
      : { answers: draft.answers.map((answer) => (answer === undefined ? UNANSWERED : answer)) }
  return JSON.stringify({ uuid, kind, ...marks, option, reviewing })
}

/** Undefined unless it is a draft of this ballot. */
export function unpacked(uuid: string, definition: Definition, text: string): Kept | undefined {
  const { kind, options, choicesMax } = definition
  const kept = JSON.parse(text) as Record<string, unknown>
  if (kept['uuid'] !== uuid || kept['kind'] !== kind) return undefined
  const option = Math.min(Math.max(0, Number(kept['option'])), options.length - 1)
  const at = { option, reviewing: kept['reviewing'] === true }
  if (kind !== 'choose') {
    const answers = (kept['answers'] as (number | null)[]).map((answer) =>
      answer === UNANSWERED ? undefined : answer,
    )
    return answers.length === options.length ? { draft: { kind, answers }, ...at } : undefined
  }
  const chosen = kept['chosen'] as number[]
  const fits = chosen.length <= choicesMax && chosen.every((place) => place < options.length)
  return fits ? { draft: { kind, chosen, blank: kept['blank'] === true }, ...at } : undefined
}
