/** Files that nobody uses go: at once when they are to be forgotten, otherwise once they are a day old. */
import type { Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import { diskOf } from './keeping.ts'
import type { MadeFile } from './kinds.ts'
import { deleteFile, findFile, insertFileIfNew, isUsed, lockFile, unusedFiles } from './queries.ts'

type Sweeping = Pick<Context, 'db' | 'config' | 'clock'>

/** Long enough to fill in a form: a file is sent first, and used when the form is. */
const UNUSED_MAX_MS = 24 * 3_600_000
const AT_ONCE = 200
const BATCHES_MAX = 50

export interface SweepOptions {
  /** Ends the sweep after the file that it is at. */
  readonly signal?: AbortSignal
  /** Also look through the whole disk for files without a row: default. It takes long where there are many. */
  readonly disk?: boolean
}

/**
 * Removes what nobody has used for a day, with a row or without one. Gives how many files went. A sweep takes so many of
 * those with a row and leaves the rest to the next.
 */
export async function sweepFiles(ctx: Sweeping, { signal, disk = true }: SweepOptions = {}): Promise<number> {
  const beforeMs = ctx.clock.now().getTime() - UNUSED_MAX_MS
  const before = new Date(beforeMs).toISOString()
  let swept = 0
  const isStopped = (): boolean => signal?.aborted ?? false
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    if (isStopped()) return swept
    const unused = await unusedFiles(ctx.db, before, AT_ONCE)
    let gone = 0
    for (const sha256 of unused) {
      if (isStopped()) return swept + gone
      if (await sweepOne(ctx, sha256, before)) gone += 1
    }
    swept += gone
    if (gone === 0) break
  }
  if (!disk) return swept
  // What was written when the service stopped before it had a row.
  for await (const { sha256, bytes, storedMs } of diskOf(ctx).storedBefore(beforeMs)) {
    if (isStopped()) return swept
    if ((await findFile(ctx.db, sha256)) !== undefined) continue
    if (await sweepOne(ctx, sha256, before, { bytes, storedMs })) swept += 1
  }
  if (!isStopped()) await diskOf(ctx).removeUnfinished(beforeMs)
  return swept
}

/** Removes those of them that nobody uses now, whatever their age. */
export async function sweepNow(ctx: Sweeping, sha256s: readonly string[]): Promise<void> {
  for (const sha256 of sha256s) {
    const thumb = (await findFile(ctx.db, sha256))?.thumb_sha256
    if ((await sweepOne(ctx, sha256, null)) && thumb != null) await sweepOne(ctx, thumb, null)
  }
}

/** What was stored for a use that came to nothing goes at once, unless it has a row: then somebody else has come to keep it. */
export async function sweepStored(ctx: Sweeping, made: MadeFile): Promise<void> {
  const storedMs = ctx.clock.now().getTime()
  for (const each of [made, ...(made.thumb === null ? [] : [made.thumb])])
    await sweepOne(ctx, each.sha256, null, { bytes: each.bytes.length, storedMs })
}

/**
 * The row is held from before the last look until the bytes are gone: whoever wants to use the file meanwhile waits,
 * and then finds that it has to be written again.
 */
function sweepOne(
  ctx: Sweeping,
  sha256: string,
  before: string | null,
  rowless?: { readonly bytes: number; readonly storedMs: number },
): Promise<boolean> {
  return inTransaction(ctx.db, async (trx) => {
    if (rowless !== undefined) {
      const row = {
        sha256,
        kind: 'jpeg' as const,
        bytes: rowless.bytes,
        width: null,
        height: null,
        thumb_sha256: null,
        stored_at: new Date(rowless.storedMs).toISOString(),
      }
      if (!(await insertFileIfNew(trx, row))) return false
    }
    const row = await lockFile(trx, sha256)
    if (row === undefined || (before !== null && row.stored_at >= before)) return false
    if (await isUsed(trx, sha256)) return false
    await deleteFile(trx, sha256)
    await diskOf(ctx).remove(sha256)
    return true
  })
}
