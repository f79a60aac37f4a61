/**
 * How a file comes to stay: its bytes on the disk first, then its row with who uses it, in the transaction of the
 * act that needs it. Nothing that was acknowledged is lost; what nobody came to use is swept.
 */
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db, FilesTable, Trx } from '../db/tables.ts'
import { FileDisk } from './disk.ts'
import type { MadeFile } from './kinds.ts'
import { deleteUses, filesOf, filesUsedBy, insertUse, lockFile, touchFile, upsertFile } from './queries.ts'

type Keeping = Pick<Context, 'config' | 'clock' | 'newId'>

/** What others may know of a file. */
export interface KeptFile {
  readonly sha256: string
  readonly kind: FilesTable['kind']
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
}

/** Puts the bytes on the disk. Before the transaction that is to use them, so that it need not wait for the disk. */
export async function storeFile(ctx: Keeping, made: MadeFile): Promise<void> {
  for (const each of parts(made)) await diskOf(ctx).write(each.sha256, each.bytes, ctx.newId())
}

/** From this transaction on the file is there for `usedBy`, a name that its stage makes. It has been stored before. */
export async function useFile(ctx: Keeping, trx: Trx, made: MadeFile, usedBy: string): Promise<void> {
  await recordFile(ctx, trx, made)
  await insertUse(trx, made.sha256, usedBy)
}

/** Keeps a file that nobody uses yet: who is to use it says so within a day, with `useKept`. */
export async function holdFile(ctx: Context, made: MadeFile): Promise<KeptFile> {
  await storeFile(ctx, made)
  await inTransaction(ctx.db, (trx) => recordFile(ctx, trx, made))
  const { sha256, kind, width, height } = made
  return { sha256, kind, bytes: made.bytes.length, width, height }
}

async function recordFile(ctx: Keeping, trx: Trx, made: MadeFile): Promise<void> {
  for (const each of parts(made)) {
    await upsertFile(trx, {
      sha256: each.sha256,
      kind: each.kind,
      bytes: each.bytes.length,
      width: each.width,
      height: each.height,
      thumb_sha256: each.thumb?.sha256 ?? null,
      stored_at: isoNow(ctx.clock),
    })
    // Its row is held now. Before that, a sweep may have taken what storing had found in its place.
    await diskOf(ctx).write(each.sha256, each.bytes, ctx.newId())
  }
}

/** Uses a file that is kept already; undefined where there is none (any more). */
export async function useKept(
  ctx: Keeping,
  trx: Trx,
  sha256: string,
  usedBy: string,
): Promise<KeptFile | undefined> {
  const row = await lockFile(trx, sha256)
  if (row === undefined || !(await diskOf(ctx).has(sha256, row.bytes))) return undefined
  await touchFile(trx, sha256, isoNow(ctx.clock))
  await insertUse(trx, sha256, usedBy)
  return toKept(row)
}

/** Nothing is used by that name any more. Gives what it used: to be swept, once the transaction has ended. */
export function dropUses(trx: Trx, usedBy: string): Promise<string[]> {
  return deleteUses(trx, usedBy)
}

/** What is used by any of these names. */
export async function readUses(db: Db, names: readonly string[]): Promise<string[]> {
  return names.length === 0 ? [] : filesUsedBy(db, names)
}

export async function readKept(db: Db, sha256s: readonly string[]): Promise<KeptFile[]> {
  return sha256s.length === 0 ? [] : (await filesOf(db, sha256s)).map(toKept)
}

export function diskOf({ config }: Pick<Context, 'config'>): FileDisk {
  return new FileDisk(config.dataDir)
}

/** The thumbnail first: the photo's row names it. */
function parts(made: MadeFile): MadeFile[] {
  return made.thumb === null ? [made] : [made.thumb, made]
}

function toKept({ sha256, kind, bytes, width, height }: FilesTable): KeptFile {
  return { sha256, kind, bytes, width, height }
}
