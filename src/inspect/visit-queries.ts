/** Reading and writing visits and what they found. Knows no rule. */
import type { Db, Trx, VisitRecordsTable, VisitsTable } from '../db/tables.ts'

export function findVisit(db: Db, id: string): Promise<VisitsTable | undefined> {
  return db.selectFrom('visits').selectAll().where('id', '=', id).executeTakeFirst()
}

export function visitsOf(db: Db, cycleId: string): Promise<VisitsTable[]> {
  return db.selectFrom('visits').selectAll().where('cycle_id', '=', cycleId).orderBy('id').execute()
}

/** The last version of each visit of a year, or of one. */
export async function recordsOf(
  db: Db,
  of: { readonly cycleId: string; readonly visitId?: string },
): Promise<Map<string, VisitRecordsTable>> {
  let query = db
    .selectFrom('visit_records as record')
    .innerJoin('visits as visit', 'visit.id', 'record.visit_id')
    .selectAll('record')
    .where('visit.cycle_id', '=', of.cycleId)
  if (of.visitId !== undefined) query = query.where('visit.id', '=', of.visitId)
  return new Map((await query.orderBy('record.version').execute()).map((row) => [row.visit_id, row]))
}

export function insertVisit(trx: Trx, row: VisitsTable): Promise<unknown> {
  return trx.insertInto('visits').values(row).execute()
}

export function updateVisit(
  trx: Trx,
  id: string,
  change: Partial<Pick<VisitsTable, 'planned_on' | 'plan' | 'cancelled_reason'>>,
): Promise<unknown> {
  return trx.updateTable('visits').set(change).where('id', '=', id).execute()
}

export function insertRecord(trx: Trx, row: VisitRecordsTable): Promise<unknown> {
  return trx.insertInto('visit_records').values(row).execute()
}
