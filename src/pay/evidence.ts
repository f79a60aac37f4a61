/** Pictures and documents that show what was done: sent before they are named, kept for as long as the project is. */
import type { Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Trx } from '../db/tables.ts'
import { FileNotFoundError, handOut, holdFile, makeDocument, useKept } from '../files/handover.ts'
import type { Session } from '../http/session.ts'
import { EvidenceUnknownError } from './errors.ts'
import type { EvidenceFile, KeptEvidence } from './model.ts'
import { changeProject, requireOpen, type Actor } from './projects.ts'
import { insertSent, sentFor } from './queries.ts'
import { findNamed, isInside } from './views.ts'

/** By whoever writes for the project or accepts it. Its kind is seen from its bytes; a photo is written anew. */
export async function sendEvidence(
  ctx: Context,
  actor: Actor,
  projectId: string,
  bytes: Uint8Array,
): Promise<KeptEvidence> {
  await changeProject(ctx, actor, projectId, async (_trx, { row }) => requireOpen(row))
  const { sha256, kind, bytes: size } = await holdFile(ctx, await makeDocument(bytes))
  await inTransaction(ctx.db, (trx) => insertSent(trx, projectId, sha256))
  return { sha256, kind, bytes: size }
}

/**
 * From this transaction on they are part of the project. Throws `EvidenceUnknownError` for one that was sent for something
 * else: to know a digest is no right to read the file.
 */
export async function useEvidence(
  ctx: Context,
  trx: Trx,
  projectId: string,
  files: readonly EvidenceFile[],
): Promise<void> {
  const wanted = [...new Map(files.map((file) => [file.sha256, file])).values()].toSorted(bySha256)
  const known = new Set(
    await sentFor(
      trx,
      projectId,
      wanted.map(({ sha256 }) => sha256),
    ),
  )
  for (const { sha256, title } of wanted) {
    if (!known.has(sha256) || (await useKept(ctx, trx, sha256, useOf(projectId))) === undefined)
      throw new EvidenceUnknownError(title)
  }
}

/** Pictures of reports for everybody; anything else for who works for the assembly. Throws `FileNotFoundError`. */
export async function handOutEvidence(
  ctx: Context,
  session: Session | null,
  projectId: string,
  { sha256, size }: { readonly sha256: string; readonly size: 'full' | 'thumb' },
) {
  const named = await findNamed(ctx.db, projectId, sha256)
  if (named === undefined || !(named.isPublic || isInside(session, named.assemblyId)))
    throw new FileNotFoundError()
  const { title: name, isPublic } = named
  return handOut(ctx, sha256, { name, audience: isPublic ? 'public' : 'private', size })
}

function useOf(projectId: string): string {
  return `project:${projectId}`
}

function bySha256(a: EvidenceFile, b: EvidenceFile): number {
  return a.sha256 < b.sha256 ? -1 : 1
}
