/** Reading and writing progress meetings and appointments. Knows no rule. */
import type { Db, SittingsTable, SittingStepsTable, Trx } from '../db/tables.ts'

export function findSitting(db: Db, id: string): Promise<SittingsTable | undefined> {
  return db.selectFrom('sittings').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Of a year, the oldest first. */
export function sittingsOf(db: Db, cycleId: string): Promise<SittingsTable[]> {
  return db
    .selectFrom('sittings')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** Of all sittings of a year, or of one; by sitting, in order. */
export async function sittingStepsOf(
  db: Db,
  of: { readonly cycleId: string; readonly id?: string },
): Promise<Map<string, SittingStepsTable[]>> {
  let query = db
    .selectFrom('sitting_steps as step')
    .innerJoin('sittings as sitting', 'sitting.id', 'step.sitting_id')
    .selectAll('step')
    .where('sitting.cycle_id', '=', of.cycleId)
  if (of.id !== undefined) query = query.where('sitting.id', '=', of.id)
  const steps = new Map<string, SittingStepsTable[]>()
  for (const row of await query.orderBy('step.sitting_id').orderBy('step.position').execute()) {
    const before = steps.get(row.sitting_id)
    if (before === undefined) steps.set(row.sitting_id, [row])
    else before.push(row)
  }
  return steps
}

export function insertSitting(trx: Trx, row: SittingsTable): Promise<unknown> {
  return trx.insertInto('sittings').values(row).execute()
}

export function insertSittingStep(trx: Trx, row: SittingStepsTable): Promise<unknown> {
  return trx.insertInto('sitting_steps').values(row).execute()
}
