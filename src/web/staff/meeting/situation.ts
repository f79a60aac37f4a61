/** Everything that a meeting's checklist shows, read together. */
import type { BallotConsole } from '../../../ballot/model.ts'
import type { VoteView } from '../../../decide/model.ts'
import type { CycleView } from '../../../order/model.ts'
import type { Meeting, MeetingWithAttendance } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { currentPractice, currentVote } from '../checklist.ts'
import { meetingsOfOtherYears, readJournal, type Entry } from './journal.ts'
import type { Judging } from './judging-situation.ts'

export type { BallotConsole, CycleView, Meeting, MeetingWithAttendance, VoteView }

export interface MeetingSituation {
  readonly cycle: CycleView
  readonly votes: readonly VoteView[]
  readonly vote: VoteView | null
  readonly ballot: BallotConsole | null
  readonly practice: BallotConsole | null
  readonly meetings: readonly Meeting[]
  readonly meeting: MeetingWithAttendance | null
  readonly journal: readonly Entry[]
  /** Where the meeting judges what was delivered instead of choosing. */
  readonly judging?: Judging
  /** When this was read, by the clock of this device. */
  readonly readAtMs: number
}

/** `chosen` is the meeting that the person has picked, if any. */
export async function readSituation(cycleId: string, chosen: string | undefined): Promise<MeetingSituation> {
  const id = { param: { id: cycleId } }
  const [cycle, { votes }, { meetings }, journal] = await Promise.all([
    body(api.order.cycles[':id'].$get(id)),
    body(api.decide.cycles[':id'].votes.$get(id)),
    body(api.people.meetings.$get()),
    readJournal(),
  ])
  const vote = currentVote(votes)
  const rehearsal = currentPractice(votes)
  const [ballot, practice] = await Promise.all([
    vote === null ? null : readConsole(vote.ballot),
    rehearsal === null ? null : readConsole(rehearsal.ballot),
  ])
  const meetingId =
    ballot?.progress.meetingId ??
    meetings.find(({ id: each }) => each === chosen)?.id ??
    meetingOf(cycle, meetings, journal)
  const meeting =
    meetingId === undefined ? null : await body(api.people.meetings[':id'].$get({ param: { id: meetingId } }))
  return { cycle, votes, vote, ballot, practice, meetings, meeting, journal, readAtMs: Date.now() }
}

function readConsole(uuid: string): Promise<BallotConsole> {
  return body(api.ballots[':uuid'].console.$get({ param: { uuid } }))
}

/**
 * The meeting that a year is decided at: the last one from the autumn before to the end of the year. Not one at which
 * another year was voted on, or practised: its heads are of another day.
 */
export function meetingOf(
  cycle: Pick<CycleView, 'id' | 'year'>,
  meetings: readonly Meeting[],
  journal: readonly Entry[],
): string | undefined {
  const others = meetingsOfOtherYears(journal, cycle.id)
  const fits = meetings.filter(
    ({ id, heldOn }) =>
      heldOn >= `${cycle.year - 1}-10-01` && heldOn <= `${cycle.year}-12-31` && !others.has(id),
  )
  return fits.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1)).at(-1)?.id
}
