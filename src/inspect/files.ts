/** Pictures and documents of a year's inspection: sent before something shows them, kept for as long as it does. */
import type { Context } from '../context.ts'
import type { InspectionFilesTable, Trx } from '../db/tables.ts'
import { FileNotFoundError, handOut, holdFile, makeDocument, useKept } from '../files/handover.ts'
import type { Session } from '../http/session.ts'
import { cycleAssembly } from '../order/handover.ts'
import type { EvidenceFile, KeptEvidence } from '../pay/handover.ts'
import { FileUnknownError } from './errors.ts'
import { filesSentFor, findShown, insertSent, showFile } from './file-queries.ts'
import { readsMarked } from './question-view.ts'
import { changeYear, isInside, type Actor } from './year.ts'

type Audience = InspectionFilesTable['audience']

/** Its kind is seen from its bytes; a photo is written anew, without what a camera adds to it. */
export async function sendFile(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  bytes: Uint8Array,
): Promise<KeptEvidence> {
  const { sha256, kind, bytes: size } = await holdFile(ctx, await makeDocument(bytes))
  await changeYear(ctx, actor, cycleId, (trx) => insertSent(trx, cycleId, sha256))
  return { sha256, kind, bytes: size }
}

/**
 * From this transaction on they are shown to this audience; to the public pictures alone. Throws `FileUnknownError` for one
 * that was sent for something else: to know a digest is no right to read the file.
 */
export async function useFiles(
  ctx: Context,
  trx: Trx,
  cycleId: string,
  files: readonly EvidenceFile[],
  audience: Audience,
): Promise<void> {
  const wanted = [...new Map(files.map((file) => [file.sha256, file])).values()].toSorted(bySha256)
  const sent = await filesSentFor(
    trx,
    cycleId,
    wanted.map(({ sha256 }) => sha256),
  )
  for (const { sha256, title } of wanted) {
    const before = sent.get(sha256)
    const kept = before && (await useKept(ctx, trx, sha256, `inspection:${cycleId}`))
    if (before === undefined || kept === undefined) throw new FileUnknownError(title)
    const now = audience === 'public' && kept.kind !== 'jpeg' ? 'assembly' : audience
    // Who could once read it still can: it is known.
    await showFile(trx, { cycle_id: cycleId, sha256, title, audience: wider(before.audience, now) })
  }
}

/**
 * To the public the pictures of what is public, to who works for the assembly all that is shown; what stands with a question
 * that was marked, to who reads that question. Throws `FileNotFoundError`.
 */
export async function handOutFile(
  ctx: Context,
  session: Session | null,
  cycleId: string,
  { sha256, size }: { readonly sha256: string; readonly size: 'full' | 'thumb' },
) {
  const shown = await findShown(ctx.db, cycleId, sha256)
  if (shown?.title == null || !(await mayRead(ctx, session, shown))) throw new FileNotFoundError()
  const isPublic = shown.audience === 'public'
  return handOut(ctx, sha256, { name: shown.title, audience: isPublic ? 'public' : 'private', size })
}

async function mayRead(ctx: Context, session: Session | null, file: InspectionFilesTable): Promise<boolean> {
  switch (file.audience) {
    case 'public':
      return true
    case 'assembly':
      return isInside(session, await cycleAssembly(ctx.db, file.cycle_id))
    case 'asked':
      return readsMarked(ctx.db, session, file.cycle_id, file.sha256)
  }
}

const FROM_NARROW: readonly Audience[] = ['asked', 'assembly', 'public']

function wider(one: Audience, other: Audience): Audience {
  return FROM_NARROW.indexOf(one) > FROM_NARROW.indexOf(other) ? one : other
}

function bySha256(a: EvidenceFile, b: EvidenceFile): number {
  return a.sha256 < b.sha256 ? -1 : 1
}
