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
