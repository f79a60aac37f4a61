/** The votes of a year: what comes in, what goes out. */
import { z } from 'zod'
import type { Counts } from '../ballot/handover.ts'
import type { BallotMethod, BallotState, VotesTable } from '../db/tables.ts'
import type { Became, Dossier } from '../order/handover.ts'
import { Id } from '../http/fields.ts'
import type { Outcome } from './outcome.ts'

export const NewVote = z
  .strictObject({
    meetingId: Id,
    tellerIds: z.array(Id).min(1).max(30),
    threshold: z.int().min(1),
  })
  .refine(({ threshold, tellerIds }) => threshold <= tellerIds.length, {
    path: ['threshold'],
    message: '开箱人数不能多于监票人数 / the threshold cannot exceed the number of tellers',
  })
  .refine(({ tellerIds }) => new Set(tellerIds).size === tellerIds.length, {
    path: ['tellerIds'],
    message: '有监票人重复 / a teller is named twice',
  })
export type NewVote = z.infer<typeof NewVote>

/** A candidate of an earlier year's reserve. */
export const Reserved = z.strictObject({ candidateId: Id })

export interface VoteView {
  readonly ballot: string
  readonly cycleId: string
  readonly reason: VotesTable['reason']
  readonly runoffOf: string | null
  readonly state: BallotState
  readonly method: BallotMethod
  readonly seats: number
  readonly majority: VotesTable['majority']
  readonly candidates: readonly {
    readonly id: string
    /** The candidate's place in the year's list. */
    readonly position: number
    readonly name: string
    /** Once counted. */
    readonly approvals: number | null
  }[]
  readonly counts: Counts | null
  /** Indexes into `candidates`; once announced. */
  readonly outcome: Outcome | null
  readonly announcement: string | null
  readonly acceptedFewerReason: string | null
}

/** What is known of each option of a vote's ballot, as the list was fixed; in ballot order. */
export interface VoteDossiers {
  readonly seats: number
  readonly majority: VotesTable['majority']
  readonly dossiers: readonly Dossier[]
}

/** How the year's votes came out for a candidate. */
export type VotedOn =
  /** Not voted on yet, or the places are not all filled. */
  | { readonly is: 'open' }
  /** On the meeting's day, of so many deputies in all. `reserved`: not chosen, kept for another year. */
  | {
      readonly is: 'chosen' | 'reserved'
      readonly day: string
      readonly approvals: number
      readonly deputies: number
    }

/** What a demand became, with the vote's outcome. */
export interface Thread extends Became {
  readonly vote: VotedOn | null
}
