/** Rows of files, and who uses them. Knows no rule. */
import { forUpdate } from '../db/dialect.ts'
import type { Db, FilesTable, Trx } from '../db/tables.ts'

export function findFile(db: Db, sha256: string): Promise<FilesTable | undefined> {
  return db.selectFrom('files').selectAll().where('sha256', '=', sha256).executeTakeFirst()
}

export function lockFile(trx: Trx, sha256: string): Promise<FilesTable | undefined> {
  return trx
    .selectFrom('files')
    .selectAll()
    .where('sha256', '=', sha256)
    .$call(forUpdate(trx))
    .executeTakeFirst()
}

/** Held until the transaction ends, whether it was there or not. What was there is young again. */
export async function upsertFile(trx: Trx, row: FilesTable): Promise<void> {
  await trx
    .insertInto('files')
    .values(row)
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ stored_at: row.stored_at }))
    .execute()
}

/** Whether the row was not there before. */
export async function insertFileIfNew(trx: Trx, row: FilesTable): Promise<boolean> {
  const inserted = await trx
    .insertInto('files')
    .values(row)
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .returning('sha256')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function touchFile(trx: Trx, sha256: string, at: string): Promise<void> {
  await trx.updateTable('files').set({ stored_at: at }).where('sha256', '=', sha256).execute()
}

export async function deleteFile(trx: Trx, sha256: string): Promise<void> {
  await trx.deleteFrom('files').where('sha256', '=', sha256).execute()
}

export async function insertUse(trx: Trx, sha256: string, usedBy: string): Promise<void> {
  await trx
    .insertInto('file_uses')
    .values({ sha256, used_by: usedBy })
    .onConflict((conflict) => conflict.columns(['used_by', 'sha256']).doNothing())
    .execute()
}

export async function filesUsedBy(db: Db, names: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('file_uses')
    .select('sha256')
    .where('used_by', 'in', [...names])
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

export function filesOf(db: Db, sha256s: readonly string[]): Promise<FilesTable[]> {
  return db
    .selectFrom('files')
    .selectAll()
    .where('sha256', 'in', [...sha256s])
    .execute()
}

/** The files that it used. */
export async function deleteUses(trx: Trx, usedBy: string): Promise<string[]> {
  const rows = await trx
    .deleteFrom('file_uses')
    .where('used_by', '=', usedBy)
    .returning('file_uses.sha256')
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

export async function isUsed(db: Db, sha256: string): Promise<boolean> {
  const use = db.selectFrom('file_uses').select('sha256').where('sha256', '=', sha256)
  const photo = db.selectFrom('files').select('sha256').where('thumb_sha256', '=', sha256)
  const row = (await use.limit(1).executeTakeFirst()) ?? (await photo.limit(1).executeTakeFirst())
  return row !== undefined
}

export async function unusedFiles(db: Db, storedBefore: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('files')
    .select('sha256')
    .where('stored_at', '<', storedBefore)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('file_uses')
            .select('file_uses.sha256')
            .whereRef('file_uses.sha256', '=', 'files.sha256'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('files as photo')
            .select('photo.sha256')
            .whereRef('photo.thumb_sha256', '=', 'files.sha256'),
        ),
      ),
    )
    .orderBy('sha256')
    .limit(limit)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
