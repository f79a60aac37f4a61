/** What became of a resident's demand, as far as the vote: the proposal, the candidate, and how the vote came out for it. */
import { BallotNotFoundError, findBallot } from '../ballot/handover.ts'
import type { Db } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { readBecame, readBecameOf, type Became } from '../order/handover.ts'
import { findMeeting } from '../people/handover.ts'
import type { Thread, VotedOn } from './model.ts'
import { findReserved } from './queries.ts'
import { readVotes } from './service.ts'

/** For a resident with a code. Throws `DemandNotFoundError`. */
export async function readThread(db: Db, code: string): Promise<Thread[]> {
  return withVotes(db, await readBecame(db, code))
}

/** For who works with the demand, or reads it. Throws `DemandNotFoundError`. */
export async function readThreadOf(db: Db, session: Session, demandId: string): Promise<Thread[]> {
  return withVotes(db, await readBecameOf(db, session, demandId))
}

function withVotes(db: Db, became: readonly Became[]): Promise<Thread[]> {
  return Promise.all(became.map(async (each) => ({ ...each, vote: await votedOn(db, each) })))
}

/** Null where there is nothing to vote on. */
async function votedOn(db: Db, { cycleId, candidateId }: Became): Promise<VotedOn | null> {
  if (candidateId === null) return null
  const votes = (await readVotes(db, cycleId)).filter(
    ({ state, reason }) => state === 'announced' && reason !== 'practice',
  )
  for (const { ballot, candidates, outcome, counts } of votes) {
    const place = candidates.findIndex(({ id }) => id === candidateId)
    if (place === -1 || outcome?.elected.includes(place) !== true) continue
    return {
      is: 'chosen',
      day: await dayOf(db, ballot),
      approvals: candidates[place]?.approvals ?? 0,
      deputies: counts?.shouldAttend ?? 0,
    }
  }
  const reserved = await findReserved(db, candidateId)
  if (reserved === undefined) return { is: 'open' }
  const last = votes.find(({ ballot }) => ballot === reserved.ballot_uuid)
  return {
    is: 'reserved',
    day: await dayOf(db, reserved.ballot_uuid),
    approvals: reserved.approvals,
    deputies: last?.counts?.shouldAttend ?? 0,
  }
}

/** The first day of the meeting that voted. */
async function dayOf(db: Db, uuid: string): Promise<string> {
  const ballot = await findBallot(db, uuid)
  if (ballot === undefined) throw new BallotNotFoundError()
  return (await findMeeting(db, ballot.meeting_id)).heldOn
}
