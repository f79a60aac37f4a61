/** What the hall's big screen is told. Never the name of a person, never a figure before it is announced. */
import type { BallotView, Counts } from '../ballot/handover.ts'
import type { Majority, Outcome, VoteView } from '../decide/handover.ts'
import type { Rule } from '../order/handover.ts'

export interface ScreenView {
  /** The service's clock, for countdowns. */
  readonly now: string
  readonly assembly: { readonly id: string; readonly name: string }
  /** The meeting of the current ballot, or the newest one. */
  readonly meeting: ScreenMeeting | null
  /** The ballot that the hall is at. `counts` and `figures` are null until it is announced. */
  readonly ballot: BallotView | null
  /** Cards handed out for it. */
  readonly issued: number | null
  /** What that ballot decides of a year, if it does. */
  readonly vote: ScreenVote | null
  /** The year's rule: of the current ballot, or of the newest year. */
  readonly rule: ScreenRule | null
}

export interface ScreenMeeting {
  readonly name: string
  readonly heldOn: string
  /** As they were when the box was opened, or as they are until then. */
  readonly shouldAttend: number
  readonly present: number
  readonly quorum: number
  readonly quorate: boolean
}

export interface ScreenVote {
  readonly seats: number
  readonly majority: Majority
  readonly reason: VoteView['reason']
  readonly candidates: readonly ScreenCandidate[]
  /** Indexes into `candidates`; null until announced, as `counts` and the approvals are. */
  readonly outcome: Outcome | null
  readonly counts: Counts | null
  readonly acceptedFewerReason: string | null
}

export interface ScreenCandidate {
  readonly name: string
  readonly place: string
  readonly budgetFen: number
  readonly approvals: number | null
}

export interface ScreenRule extends Pick<Rule, 'seats' | 'ratio' | 'ratioBasis' | 'marking' | 'majority'> {
  readonly year: number
  readonly adopted: boolean
  readonly listFixed: boolean
  /** Once the list is fixed; empty until then. */
  readonly candidates: readonly Omit<ScreenCandidate, 'approvals'>[]
}
