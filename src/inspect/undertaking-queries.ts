/** Reading and writing what units have undertaken to do. Knows no rule. */
import type { Db, Trx, UndertakingsTable, UndertakingStepsTable } from '../db/tables.ts'

export async function insertUndertakings(trx: Trx, rows: readonly UndertakingsTable[]): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('undertakings')
    .values([...rows])
    .execute()
}

export function insertUndertakingStep(trx: Trx, row: UndertakingStepsTable): Promise<unknown> {
  return trx.insertInto('undertaking_steps').values(row).execute()
}

/** All of a year, in the order of their first days. */
export function undertakingsOf(db: Db, cycleId: string): Promise<UndertakingsTable[]> {
  return db
    .selectFrom('undertakings')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
}

export function undertakingsById(db: Db, ids: readonly string[]): Promise<UndertakingsTable[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db.selectFrom('undertakings').selectAll().where('id', 'in', ids).execute()
}

/** Of all undertakings of a year, or of one; in order. */
export function undertakingStepsOf(
  db: Db,
  of: { readonly cycleId: string; readonly id?: string },
): Promise<UndertakingStepsTable[]> {
  let query = db
    .selectFrom('undertaking_steps as step')
    .innerJoin('undertakings as undertaking', 'undertaking.id', 'step.undertaking_id')
    .selectAll('step')
    .where('undertaking.cycle_id', '=', of.cycleId)
  if (of.id !== undefined) query = query.where('undertaking.id', '=', of.id)
  return query.orderBy('step.undertaking_id').orderBy('step.position').execute()
}

/** The deputy who asked for a sitting; undefined where none did. */
export async function askerOf(db: Db, sittingId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('sittings')
    .select('asked_by')
    .where('id', '=', sittingId)
    .executeTakeFirst()
  return row?.asked_by ?? undefined
}
