/** Reading and writing the duty list and what was reported. Knows no rule. */
import type { Db, DutyHoldersTable, DutyReportsTable, Trx } from '../db/tables.ts'

/** One statement takes so many rows, within what SQLite takes as parameters. */
const ROWS_AT_ONCE = 200

/** Above every place of a list. */
const ASIDE = 1_000_000

/** In the order of the list. */
export function holdersOf(db: Db, cycleId: string): Promise<DutyHoldersTable[]> {
  return db
    .selectFrom('duty_holders')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('position')
    .execute()
}

export function findHolder(db: Db, id: string): Promise<DutyHoldersTable | undefined> {
  return db.selectFrom('duty_holders').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Those of these ids that stand on the list of another year. */
export async function heldElsewhere(db: Db, cycleId: string, ids: readonly string[]): Promise<boolean> {
  for (let i = 0; i < ids.length; i += ROWS_AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- a few pieces of one list
    const row = await db
      .selectFrom('duty_holders')
      .select('id')
      .where('id', 'in', ids.slice(i, i + ROWS_AT_ONCE))
      .where('cycle_id', '!=', cycleId)
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined) return true
  }
  return false
}

/** The whole list anew. Rows of `kept` stay, because something refers to them; all others go. */
export async function replaceHolders(
  trx: Trx,
  cycleId: string,
  rows: readonly DutyHoldersTable[],
  kept: ReadonlySet<string>,
): Promise<void> {
  await trx
    .deleteFrom('duty_holders')
    .where('cycle_id', '=', cycleId)
    .where('id', 'not in', trx.selectFrom('duty_reports').select('holder_id'))
    .execute()
  // No two may have one place, not even in between.
  await trx
    .updateTable('duty_holders')
    .set((eb) => ({ position: eb('position', '+', ASIDE) }))
    .where('cycle_id', '=', cycleId)
    .execute()
  for (const { id, ...row } of rows)
    // oxlint-disable-next-line no-await-in-loop -- in one transaction
    if (kept.has(id)) await trx.updateTable('duty_holders').set(row).where('id', '=', id).execute()
  const added = rows.filter(({ id }) => !kept.has(id))
  for (let i = 0; i < added.length; i += ROWS_AT_ONCE)
    // oxlint-disable-next-line no-await-in-loop -- in one transaction
    await trx
      .insertInto('duty_holders')
      .values(added.slice(i, i + ROWS_AT_ONCE))
      .execute()
}

/** Of all holders of a year, or of one; the oldest version first. */
export function dutyReportsOf(
  db: Db,
  of: { readonly cycleId: string; readonly holderId?: string },
): Promise<DutyReportsTable[]> {
  let query = db
    .selectFrom('duty_reports as report')
    .innerJoin('duty_holders as holder', 'holder.id', 'report.holder_id')
    .selectAll('report')
    .where('holder.cycle_id', '=', of.cycleId)
  if (of.holderId !== undefined) query = query.where('holder.id', '=', of.holderId)
  return query.orderBy('report.holder_id').orderBy('report.version').execute()
}

export function insertDutyReport(trx: Trx, row: DutyReportsTable): Promise<unknown> {
  return trx.insertInto('duty_reports').values(row).execute()
}
