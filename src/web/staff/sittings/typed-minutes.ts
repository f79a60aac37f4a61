/** The minutes of a sitting as they stand in the fields. Pure. */
import type { Minutes, Pledge, Sitting } from '../../../inspect/sitting-model.ts'
import type { KeptEvidence } from '../../../pay/model.ts'
import { named, typedFiles, type TypedFile } from '../reporting/typed-file.ts'

export interface TypedItem {
  readonly key: string
  /** Empty for none in particular. */
  readonly projectId: string
  readonly deputyId: string
  readonly question: string
  readonly answer: string
}

export interface TypedPledge extends Omit<Pledge, 'projectId'> {
  readonly projectId: string
}

export interface TypedMinutes {
  readonly present: string
  readonly text: string
  readonly items: readonly TypedItem[]
  /** Those that do not stand yet. */
  readonly promises: readonly TypedPledge[]
  readonly files: readonly TypedFile[]
}

/** What the service has; before the first minutes, who was to come, and the questions that were asked in advance. */
export function typedMinutes(sitting: Sitting, files: readonly KeptEvidence[]): TypedMinutes {
  const { minutes, arrangement, questions, askedBy } = sitting
  return {
    present: minutes?.present ?? arrangement?.comers ?? '',
    text: minutes?.text ?? '',
    items:
      minutes?.items.map(({ project, deputy, question, answer }, i) => ({
        key: String(i),
        projectId: project?.id ?? '',
        deputyId: deputy?.id ?? '',
        question,
        answer,
      })) ??
      questions.map((question, i) => ({
        key: String(i),
        projectId: '',
        deputyId: askedBy?.id ?? '',
        question,
        answer: '',
      })),
    promises: [],
    files: typedFiles(minutes?.evidence ?? [], null, files),
  }
}

export type WrongMinutes = 'present' | 'text' | { readonly item: number } | { readonly promise: number }

export interface ReadMinutes {
  readonly minutes: Minutes
  readonly promises: Pledge[]
  readonly wrong: readonly WrongMinutes[]
}

export function readMinutes(typed: TypedMinutes): ReadMinutes {
  const minutes: Minutes = {
    present: typed.present.trim(),
    text: typed.text.trim(),
    items: typed.items.map(({ projectId, deputyId, question, answer }) => ({
      projectId: projectId === '' ? null : projectId,
      deputyId: deputyId === '' ? null : deputyId,
      question: question.trim(),
      answer: answer.trim(),
    })),
    evidence: named(typed.files, null),
  }
  const promises = typed.promises.map(({ projectId, text, unit, owner, ...pledge }) => ({
    ...pledge,
    projectId: projectId === '' ? null : projectId,
    text: text.trim(),
    unit: unit.trim(),
    owner: owner.trim(),
  }))
  const wrong: WrongMinutes[] = [
    ...(minutes.present === '' ? (['present'] as const) : []),
    ...(minutes.text === '' ? (['text'] as const) : []),
    ...minutes.items.flatMap(({ question, answer }, i) =>
      question === '' || answer === '' ? [{ item: i + 1 }] : [],
    ),
    ...promises.flatMap(({ text, unit, owner, dueOn }, i) =>
      [text, unit, owner, dueOn].includes('') ? [{ promise: i + 1 }] : [],
    ),
  ]
  return { minutes, promises, wrong }
}

/** Whether the service has exactly this: it arrived, and its answer was lost. */
export function isKept(sitting: Sitting, { minutes, promises }: Omit<ReadMinutes, 'wrong'>): boolean {
  const kept = sitting.minutes
  return (
    kept !== null &&
    kept.present === minutes.present &&
    kept.text === minutes.text &&
    kept.items.length === minutes.items.length &&
    kept.items.every(({ question, answer }, i) => {
      const own = minutes.items[i]
      return own?.question === question && own.answer === answer
    }) &&
    promises.every(({ id }) => sitting.promises.some((each) => each.id === id))
  )
}
