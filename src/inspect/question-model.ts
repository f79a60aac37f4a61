/** 问进度: what comes in, what goes out. */
import { z } from 'zod'
import { Id, line, paragraphs } from '../http/fields.ts'
import { EvidenceFiles, type EvidenceFile } from '../pay/handover.ts'
import type { NamedDeputy } from './supervision-model.ts'

export const RATINGS = ['satisfied', 'basically-satisfied', 'not-satisfied'] as const
export type Rating = (typeof RATINGS)[number]

/** On a project, whose unit is then asked; or for a sitting, and then the unit is named unless the project names it. */
export const NewQuestion = z
  .strictObject({
    projectId: Id.nullable().default(null),
    sittingId: Id.nullable().default(null),
    unit: line(80).nullable().default(null),
    text: paragraphs(2000),
    public: z.boolean().default(true),
  })
  .refine(({ projectId, sittingId }) => projectId !== null || sittingId !== null, {
    path: ['projectId'],
    message: '请选择项目 / please choose a project',
  })
  .refine(({ projectId, unit }) => (projectId === null) === (unit !== null), {
    path: ['unit'],
    message: '没有选择项目时才写单位 / a unit is named only where there is no project',
  })
export type NewQuestion = z.infer<typeof NewQuestion>

/** `from` is how many entries the writer has seen: what came in between is looked at first. */
const Seen = { from: z.int().min(1) }

export const NewAnswer = z.strictObject({ text: paragraphs(4000), evidence: EvidenceFiles, ...Seen })
export type NewAnswer = z.infer<typeof NewAnswer>

export const NewFollowUp = z.strictObject({ text: paragraphs(2000), ...Seen })
export type NewFollowUp = z.infer<typeof NewFollowUp>

export const NewRating = z.strictObject({
  rating: z.enum(RATINGS),
  text: paragraphs(500).nullable().default(null),
  ...Seen,
})
export type NewRating = z.infer<typeof NewRating>

export const QuestionParam = z.strictObject({ id: Id, questionId: Id })

const Yes = z
  .literal('1')
  .transform(() => true)
  .optional()

/** What of a year's questions is looked for; all that are given have to hold. */
export const QuestionFilter = z.strictObject({
  project: Id.optional(),
  waiting: Yes,
  overdue: Yes,
  mine: Yes,
})
export type QuestionFilter = z.infer<typeof QuestionFilter>

/** `waiting` for the unit; `answered`, and not rated yet; `rated`: closed, unless it is followed up. */
export type QuestionState = 'waiting' | 'answered' | 'rated'

export interface QuestionEntry {
  readonly act: 'ask' | 'answer' | 'follow' | 'rate'
  /** Null for a rating without words. */
  readonly text: string | null
  readonly evidence: readonly EvidenceFile[]
  readonly rating: Rating | null
  /** Until when what was asked here is to be answered. */
  readonly dueOn: string | null
  /** Of an answer: it came so many days after its day. */
  readonly daysLate: number
  readonly role: 'secretary' | 'department' | 'deputy'
  readonly at: string
}

export interface Question {
  readonly id: string
  readonly cycleId: string
  readonly projectId: string | null
  /** Its name. */
  readonly project: string | null
  readonly sittingId: string | null
  readonly deputy: NamedDeputy
  readonly unit: string
  readonly public: boolean
  readonly state: QuestionState
  /** Of what is not answered yet. */
  readonly dueOn: string | null
  readonly overdue: boolean
  /** 0 unless it is overdue. */
  readonly daysOver: number
  /** Asked by who reads it, or put to the reader's unit. */
  readonly mine: boolean
  readonly entries: readonly QuestionEntry[]
}
