/**
 * 附件: the files that a dossier names. A file is used by the proposal, whichever of its versions names it, and by the
 * candidate; so it is kept for as long as anybody may ask what a version said.
 */
import type { Context } from '../context.ts'
import type { Db, Trx } from '../db/tables.ts'
import { dropUses, FileNotFoundError, readKept, readUses, useKept } from '../files/handover.ts'
import type { AttachedFile, Attachment, DraftDossier } from './proposal-model.ts'
import { proposalOfCandidate, sentFor } from './proposal-queries.ts'

type WithAttachments = Pick<DraftDossier, 'attachments'>

/** Where a file may come from that a dossier names. */
interface Sources {
  /** The dossiers, or the year, that it was sent for. */
  readonly sentFor: readonly string[]
  /** Whatever named it before. */
  readonly usedBy: readonly string[]
}

export function ofProposal(proposalId: string, { cycleId }: { readonly cycleId?: string } = {}): Sources {
  return {
    sentFor: cycleId === undefined ? [proposalId] : [proposalId, cycleId],
    usedBy: [proposalUse(proposalId)],
  }
}

/** What was sent for the year, and what belongs to the candidate or to the proposal that it came from. */
export async function ofCandidate(db: Db, cycleId: string, candidateId: string): Promise<Sources> {
  const from = await proposalOfCandidate(db, candidateId)
  const own = from === undefined ? { sentFor: [], usedBy: [] } : ofProposal(from.id)
  return { sentFor: [cycleId, ...own.sentFor], usedBy: [candidateUse(candidateId), ...own.usedBy] }
}

/** Throws `FileNotFoundError` when one comes from elsewhere: to know a digest is no right to read the file. */
export async function requireAttachable(
  db: Db,
  { attachments = [] }: WithAttachments,
  sources: Sources,
): Promise<void> {
  if (attachments.length === 0) return
  const known = new Set([...(await sentFor(db, sources.sentFor)), ...(await readUses(db, sources.usedBy))])
  const unknown = attachments.find(({ sha256 }) => !known.has(sha256))
  if (unknown !== undefined) throw new FileNotFoundError(unknown.title)
}

/** A version of the proposal's dossier names them; it has been seen that it may. */
export function useInProposal(
  ctx: Context,
  trx: Trx,
  proposalId: string,
  dossier: WithAttachments,
): Promise<void> {
  return useAll(ctx, trx, dossier, proposalUse(proposalId))
}

/** The candidate's dossier names them, and no others any more. */
export async function useInCandidate(
  ctx: Context,
  trx: Trx,
  candidateId: string,
  dossier: WithAttachments,
): Promise<void> {
  await dropFromCandidate(trx, candidateId)
  await useAll(ctx, trx, dossier, candidateUse(candidateId))
}

/** What nobody else names is swept in time. */
export async function dropFromCandidate(trx: Trx, candidateId: string): Promise<void> {
  await dropUses(trx, candidateUse(candidateId))
}

/** In the order of their digests, so that two who use the same files do not wait for each other. */
async function useAll(
  ctx: Context,
  trx: Trx,
  { attachments = [] }: WithAttachments,
  use: string,
): Promise<void> {
  for (const { sha256, title } of attachments.toSorted(bySha256))
    if ((await useKept(ctx, trx, sha256, use)) === undefined) throw new FileNotFoundError(title)
}

function bySha256(a: Attachment, b: Attachment): number {
  return a.sha256 < b.sha256 ? -1 : 1
}

/** What the files are that these dossiers name: each once. */
export async function filesNamedBy(db: Db, dossiers: readonly WithAttachments[]): Promise<AttachedFile[]> {
  const named = dossiers.flatMap(({ attachments = [] }) => attachments.map(({ sha256 }) => sha256))
  const kept = await readKept(db, [...new Set(named)].toSorted())
  return kept.map(({ sha256, kind, bytes }) => ({ sha256, kind, bytes }))
}

function proposalUse(proposalId: string): string {
  return `proposal:${proposalId}`
}

function candidateUse(candidateId: string): string {
  return `candidate:${candidateId}`
}
