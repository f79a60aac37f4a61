/** Reading and writing which files an inspection shows. Knows no rule. */
import type { Db, InspectionFilesTable, Trx } from '../db/tables.ts'

export async function insertSent(trx: Trx, cycleId: string, sha256: string): Promise<void> {
  await trx
    .insertInto('inspection_files')
    .values({ cycle_id: cycleId, sha256, title: null, audience: 'asked' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Those of these that were sent for the year, by their digest. */
export async function filesSentFor(
  db: Db,
  cycleId: string,
  sha256s: readonly string[],
): Promise<Map<string, InspectionFilesTable>> {
  if (sha256s.length === 0) return new Map()
  const rows = await db
    .selectFrom('inspection_files')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .where('sha256', 'in', sha256s)
    .execute()
  return new Map(rows.map((row) => [row.sha256, row]))
}

export function showFile(trx: Trx, { cycle_id, sha256, ...shown }: InspectionFilesTable): Promise<unknown> {
  return trx
    .updateTable('inspection_files')
    .set(shown)
    .where('cycle_id', '=', cycle_id)
    .where('sha256', '=', sha256)
    .execute()
}

export function findShown(
  db: Db,
  cycleId: string,
  sha256: string,
): Promise<InspectionFilesTable | undefined> {
  return db
    .selectFrom('inspection_files')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
}
