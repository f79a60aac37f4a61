/** The whole thread: from a demand to the verdict on what became of it, and back. */
import { z } from 'zod'
import type { Thread } from '../decide/handover.ts'
import { Id } from '../http/fields.ts'
import type { DemandBrief } from '../intake/handover.ts'
import type { ProjectBrief } from '../pay/handover.ts'
import type { CarriedOver } from './carry-over-model.ts'
import type { Grade, GradeRule, Marks } from './grade.ts'
import type { Question, QuestionEntry } from './question-model.ts'
import type { Sitting } from './sitting-model.ts'
import type { Undertaking } from './undertaking-model.ts'

export const ProjectParam = z.strictObject({ id: Id, projectId: Id })

/** One year of a demand's thread, to where it has come. */
export interface WholeThread extends Thread {
  /** From which earlier year it was proposed again and why; the reason's words once the proposal is no draft any more. */
  readonly carriedOver:
    (Pick<CarriedOver, 'year' | 'why' | 'reportDigest'> & { readonly reason: string | null }) | null
  /** Once a vote has chosen it. */
  readonly project: FollowedProject | null
}

export interface FollowedProject extends Pick<
  ProjectBrief,
  'id' | 'name' | 'state' | 'unit' | 'startBy' | 'finishBy' | 'closedOn' | 'planVersion' | 'weightedProgress'
> {
  /** Since when the first plan holds; null while there is none. */
  readonly approvedOn: string | null
  /** Of which day all this is. */
  readonly on: string
  readonly answers: Answered
  /** Those planned and those made, in the order of their days. */
  readonly visits: readonly {
    readonly id: string
    readonly state: 'planned' | 'made'
    readonly day: string
  }[]
  readonly undertakings: readonly FollowedUndertaking[]
  /** Those for everybody, the first one first. */
  readonly questions: readonly FollowedQuestion[]
  /** Those arranged and those held with it on their agenda. */
  readonly sittings: readonly (Pick<Sitting, 'id' | 'kind' | 'subject'> & {
    readonly state: 'arranged' | 'held'
    readonly day: string
  })[]
  /** The announced satisfaction ballots on it, the first one first. */
  readonly verdicts: readonly ProjectVerdict[]
}

export interface FollowedUndertaking extends Pick<
  Undertaking,
  'id' | 'from' | 'text' | 'unit' | 'dueOn' | 'state' | 'overdue'
> {
  /** The day of the visit or the sitting; after a verdict, the day on which it was written down. */
  readonly raisedOn: string
  /** The day since which it is no longer open; null while it is. */
  readonly since: string | null
}

export interface FollowedQuestion extends Pick<Question, 'id' | 'unit' | 'state' | 'dueOn' | 'overdue'> {
  readonly deputy: string
  readonly entries: readonly (Pick<QuestionEntry, 'act' | 'text' | 'rating'> & { readonly day: string })[]
}

/** How many demands a project answers, and of which categories; nothing of what anybody wrote. */
export interface Answered {
  readonly demands: number
  /** Those that at least two demands have: of one alone, somebody may have typed it. */
  readonly byCategory: readonly { readonly category: string; readonly demands: number }[]
}

export interface ProjectVerdict {
  readonly ballot: string
  /** The first day of the meeting. */
  readonly day: string
  readonly round: number
  readonly grade: Grade
  readonly marks: Marks
  readonly rule: GradeRule
  /** 应到 and 实到: shares are told of both. */
  readonly deputies: number
  readonly present: number
}

/** The way back, for who works for the assembly: the demands themselves, by the years in which they were collected. */
export interface AnsweredInYear {
  readonly year: number
  readonly cycleId: string
  readonly demands: readonly DemandBrief[]
}
