/** Reading and writing cycles and candidates. Knows no rule. */
import { forUpdate } from '../db/dialect.ts'
import type { CandidatesTable, CyclesTable, Db, Trx } from '../db/tables.ts'

export function insertCycle(trx: Trx, row: CyclesTable): Promise<unknown> {
  return trx.insertInto('cycles').values(row).execute()
}

export function findCycle(db: Db, id: string): Promise<CyclesTable | undefined> {
  return db.selectFrom('cycles').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockCycle(trx: Trx, id: string): Promise<CyclesTable | undefined> {
  return trx.selectFrom('cycles').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

export function listCycles(db: Db): Promise<CyclesTable[]> {
  return db.selectFrom('cycles').selectAll().orderBy('year', 'desc').orderBy('id').limit(200).execute()
}

export function latestCycleOf(db: Db, assemblyId: string): Promise<CyclesTable | undefined> {
  return db
    .selectFrom('cycles')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .orderBy('year', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The newest year first. */
export async function cycleIdsOf(db: Db, assemblyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cycles')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}

export async function hasYear(db: Db, assemblyId: string, year: number): Promise<boolean> {
  const row = await db
    .selectFrom('cycles')
    .select('id')
    .where('assembly_id', '=', assemblyId)
    .where('year', '=', year)
    .executeTakeFirst()
  return row !== undefined
}

export function updateCycle(trx: Trx, id: string, change: Partial<CyclesTable>): Promise<unknown> {
  return trx.updateTable('cycles').set(change).where('id', '=', id).execute()
}

export function candidatesOf(db: Db, cycleId: string): Promise<CandidatesTable[]> {
  return db.selectFrom('candidates').selectAll().where('cycle_id', '=', cycleId).orderBy('position').execute()
}

export function findCandidate(db: Db, id: string): Promise<CandidatesTable | undefined> {
  return db.selectFrom('candidates').selectAll().where('id', '=', id).executeTakeFirst()
}

export function insertCandidate(trx: Trx, row: CandidatesTable): Promise<unknown> {
  return trx.insertInto('candidates').values(row).execute()
}

export function updateCandidate(trx: Trx, id: string, change: Partial<CandidatesTable>): Promise<unknown> {
  return trx.updateTable('candidates').set(change).where('id', '=', id).execute()
}

export function deleteCandidate(trx: Trx, id: string): Promise<unknown> {
  return trx.deleteFrom('candidates').where('id', '=', id).execute()
}
