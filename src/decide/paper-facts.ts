/** Gathers what the papers of a vote are made of. For the staff: how the cards were handled is not everybody's. */
import { BallotNotFoundError, findBallot, viewConsole } from '../ballot/handover.ts'
import type { Context } from '../context.ts'
import { fixedShortlist } from '../order/handover.ts'
import { assemblyName, findMeeting } from '../people/handover.ts'
import { VoteNotFoundError } from './errors.ts'
import type { PaperFacts } from './papers.ts'
import { readVote } from './service.ts'

/** Throws `VoteNotFoundError` where the vote is another assembly's. */
export async function readPaperFacts(
  { db, clock }: Context,
  { assemblyId }: { readonly assemblyId: string },
  uuid: string,
): Promise<PaperFacts> {
  const vote = await readVote(db, uuid)
  const row = await findBallot(db, uuid)
  if (row === undefined) throw new BallotNotFoundError()
  if (row.assembly_id !== assemblyId) throw new VoteNotFoundError()
  const { progress, missing: _, ...ballot } = await viewConsole(db, clock, row)
  const { name, heldOn } = await findMeeting(db, row.meeting_id)
  const { year } = await fixedShortlist(db, vote.cycleId)
  const { cardsMade, cardsIssued, cardsVoided, unusedDestroyed, unusedReason } = progress
  return {
    assembly: await assemblyName(db, assemblyId),
    year,
    meeting: { name, heldOn },
    vote,
    ballot,
    cards:
      cardsMade === null
        ? null
        : {
            made: cardsMade,
            issued: cardsIssued,
            voided: cardsVoided,
            destroyed: unusedDestroyed,
            unusedReason,
          },
    archiveHead: row.head_hash,
  }
}
