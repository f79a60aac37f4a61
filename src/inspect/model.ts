/** How a year is inspected: what comes in, what goes out. */
import { z } from 'zod'
import type { Counts } from '../ballot/handover.ts'
import type { BallotMethod, BallotState } from '../db/tables.ts'
import { NewVote } from '../decide/handover.ts'
import { Id, line } from '../http/fields.ts'
import { GradeRule, type Grade, type Marks } from './grade.ts'

/** As many as a ballot has room for. */
const PROJECTS_MAX = 60

export const InspectionRule = z.strictObject({
  /** So many days a unit has for an answer. */
  answerDays: z.int().min(1).max(90),
  /** Undefined where neither the year's rule nor the presidium says how projects are graded. */
  grades: GradeRule.optional(),
  /** Voters mark oral duty reports. */
  dutyMarks: z.boolean().default(false),
})
export type InspectionRule = z.infer<typeof InspectionRule>

/** Half a month, as for a question of a deputy that is answered in writing. */
export const USUAL_ANSWER_DAYS = 15

/**
 * A satisfaction ballot. Without `projectIds` over all that is to be judged; `names` where no vote of this service chose
 * anything, because the year began on paper.
 */
export const NewAssessment = NewVote.safeExtend({
  projectIds: z.array(Id).min(1).max(PROJECTS_MAX).optional(),
  names: z.array(line(80)).min(1).max(PROJECTS_MAX).optional(),
}).refine(({ names = [] }) => new Set(names).size === names.length, {
  path: ['names'],
  message: '有项目重名 / two projects have the same name',
})
export type NewAssessment = z.infer<typeof NewAssessment>

export interface AssessedProject {
  /** Null for one that was named by hand. */
  readonly id: string | null
  readonly name: string
  /** Once counted. */
  readonly marks: Marks | null
  readonly grade: Grade | null
}

export interface AssessmentView {
  readonly ballot: string
  readonly cycleId: string
  readonly year: number
  /** 1 for the first of the year; later ones judge again what fell short. */
  readonly round: number
  readonly state: BallotState
  readonly method: BallotMethod
  readonly rule: GradeRule
  /** Of how many heads half is needed; null before it is counted. */
  readonly base: number | null
  readonly counts: Counts | null
  readonly projects: readonly AssessedProject[]
  readonly announcement: string | null
}

/** One year of the series, by the last announced ballot on each project. */
export interface SatisfactionOfYear {
  readonly cycleId: string
  readonly year: number
  readonly projects: readonly (AssessedProject & { readonly round: number })[]
}
