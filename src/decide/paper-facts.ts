/** Gathers what the papers of a vote are made of. For the staff: how the cards were handled is not everybody's. */
import { BallotNotFoundError, findBallot, viewConsole } from '../ballot/handover.ts'
import type { Context } from '../context.ts'
import { fixedShortlist } from '../order/handover.ts'
import { assemblyName, findMeeting } from '../people/handover.ts'
import { VoteNotFoundError } from './errors.ts'
import type { PaperFacts } from './papers.ts'
import { readVote } from './service.ts'

/** What the papers of any ballot are made of. */
export type BallotPaper = Pick<PaperFacts, 'assembly' | 'meeting' | 'ballot' | 'cards' | 'archiveHead'>

/** Throws `VoteNotFoundError` where the vote is another assembly's. */
export async function readPaperFacts(
  ctx: Context,
  session: { readonly assemblyId: string },
  uuid: string,
): Promise<PaperFacts> {
  const vote = await readVote(ctx.db, uuid)
  const paper = await readBallotPaper(ctx, session, uuid)
  if (paper === undefined) throw new VoteNotFoundError()
  const { year } = await fixedShortlist(ctx.db, vote.cycleId)
  return { ...paper, year, vote }
}

/** Undefined where the ballot is another assembly's. */
export async function readBallotPaper(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { assemblyId }: { readonly assemblyId: string },
  uuid: string,
): Promise<BallotPaper | undefined> {
  const row = await findBallot(db, uuid)
  if (row === undefined) throw new BallotNotFoundError()
  if (row.assembly_id !== assemblyId) return undefined
  const { progress, missing: _, ...ballot } = await viewConsole(db, clock, row)
  const { name, heldOn } = await findMeeting(db, row.meeting_id)
  const { cardsMade, cardsIssued, cardsVoided, unusedDestroyed, unusedReason } = progress
  return {
    assembly: await assemblyName(db, assemblyId),
    meeting: { name, heldOn },
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
