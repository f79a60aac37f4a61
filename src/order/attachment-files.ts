/** How an attachment comes in before a dossier names it, and who reads it afterwards. */
import type { Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db } from '../db/tables.ts'
import { FileNotFoundError, handOut, holdFile, makeDocument } from '../files/handover.ts'
import type { Session } from '../http/session.ts'
import {
  CandidateNotFoundError,
  CycleNotFoundError,
  ListFixedError,
  ProposalNotCollectedError,
} from './errors.ts'
import type { AttachedFile, DraftDossier } from './proposal-model.ts'
import { dossiersOf, insertSent } from './proposal-queries.ts'
import { requireTheirs, type ProposalPlace } from './proposals.ts'
import { seesDrafts } from './public-view.ts'
import { candidatesOf, findCycle } from './queries.ts'
import { dossierOf } from './service.ts'

/** For the dossier of a proposal, by whoever may save it. */
export async function sendForProposal(
  ctx: Context,
  session: Session,
  at: ProposalPlace,
  bytes: Uint8Array,
): Promise<AttachedFile> {
  const { state } = await requireTheirs(ctx.db, session, at)
  if (state === 'listed') throw new ProposalNotCollectedError()
  return send(ctx, session, { cycleId: at.cycleId, sentFor: at.proposalId, bytes })
}

/** For a dossier of the year that is written straight onto the list, or begun with what belongs to it. */
export function sendForYear(
  ctx: Context,
  session: Session,
  cycleId: string,
  bytes: Uint8Array,
): Promise<AttachedFile> {
  return send(ctx, session, { cycleId, sentFor: cycleId, bytes })
}

async function send(
  ctx: Context,
  { assemblyId }: Session,
  sent: { readonly cycleId: string; readonly sentFor: string; readonly bytes: Uint8Array },
): Promise<AttachedFile> {
  const cycle = await findCycle(ctx.db, sent.cycleId)
  if (cycle?.assembly_id !== assemblyId) throw new CycleNotFoundError()
  if (cycle.list_fixed === 1) throw new ListFixedError()
  const { sha256, kind, bytes } = await holdFile(ctx, await makeDocument(sent.bytes))
  await inTransaction(ctx.db, (trx) => insertSent(trx, sent.sentFor, sha256))
  return { sha256, kind, bytes }
}

/** For those who work on the proposal: whatever a version of its dossier names. */
export async function handOutOfProposal(ctx: Context, session: Session, at: ProposalPlace, sha256: string) {
  await requireTheirs(ctx.db, session, at)
  const versions = (await dossiersOf(ctx.db, at.proposalId)).map(
    ({ dossier }) => JSON.parse(dossier) as DraftDossier,
  )
  const name = titleIn(versions.toReversed(), sha256)
  return handOut(ctx, sha256, { name, audience: 'private', size: 'full' })
}

/** For everybody once the list is fixed; before that, for who sees its drafts. */
export async function handOutOfCandidate(
  ctx: Context,
  session: Session | null,
  { cycleId, candidateId }: { readonly cycleId: string; readonly candidateId: string },
  sha256: string,
) {
  const { fixed, dossier } = await shownCandidate(ctx.db, session, cycleId, candidateId)
  const name = titleIn([dossier], sha256)
  return handOut(ctx, sha256, { name, audience: fixed ? 'public' : 'private', size: 'full' })
}

async function shownCandidate(db: Db, session: Session | null, cycleId: string, candidateId: string) {
  const cycle = await findCycle(db, cycleId)
  if (cycle === undefined) throw new CycleNotFoundError()
  const fixed = cycle.list_fixed === 1
  const row = (await candidatesOf(db, cycleId)).find(({ id }) => id === candidateId)
  // A draft is not there for who does not see it.
  if (row === undefined || !(fixed || seesDrafts(session, cycle.assembly_id)))
    throw new CandidateNotFoundError()
  return { fixed, dossier: dossierOf(row) }
}

/** What it is called in the first of them that names it. Throws `FileNotFoundError` when none does. */
function titleIn(dossiers: readonly Pick<DraftDossier, 'attachments'>[], sha256: string): string {
  const found = dossiers.flatMap(({ attachments = [] }) => attachments).find((each) => each.sha256 === sha256)
  if (found === undefined) throw new FileNotFoundError()
  return found.title
}
