/** Rows of grids and stations. Knows no rule. */
import { forUpdate } from '../db/dialect.ts'
import type { Db, GridsTable, OpeningsTable, StationsTable, Trx } from '../db/tables.ts'
import { chunks } from './chunks.ts'

export function gridsOf(db: Db, assemblyId: string): Promise<GridsTable[]> {
  return db
    .selectFrom('grids')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function findGrid(db: Db, id: string): Promise<GridsTable | undefined> {
  return db.selectFrom('grids').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertGrids(trx: Trx, rows: readonly GridsTable[]): Promise<void> {
  for (const some of chunks(rows)) await trx.insertInto('grids').values(some).execute()
}

export async function renameGrid(trx: Trx, id: string, name: string): Promise<void> {
  await trx.updateTable('grids').set({ name }).where('id', '=', id).execute()
}

export async function placeGrid(
  trx: Trx,
  id: string,
  place: Pick<GridsTable, 'parent_id' | 'level' | 'path'>,
): Promise<void> {
  await trx.updateTable('grids').set(place).where('id', '=', id).execute()
}

/** How much of each refers to it. */
export async function usesOfGrid(db: Db, id: string) {
  const { count } = db.fn
  const { grids } = await db
    .selectFrom('grids')
    .select(count<number>('id').as('grids'))
    .where('parent_id', '=', id)
    .executeTakeFirstOrThrow()
  const { stations } = await db
    .selectFrom('stations')
    .select(count<number>('id').as('stations'))
    .where('grid_id', '=', id)
    .executeTakeFirstOrThrow()
  const { contacts } = await db
    .selectFrom('contacts')
    .select(count<number>('id').as('contacts'))
    .where('grid_id', '=', id)
    .executeTakeFirstOrThrow()
  const { demands } = await db
    .selectFrom('demands')
    .select(count<number>('id').as('demands'))
    .where('grid_id', '=', id)
    .executeTakeFirstOrThrow()
  return { grids, stations, contacts, demands }
}

/** With who looks after it. */
export async function deleteGrid(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('grid_deputies').where('grid_id', '=', id).execute()
  await trx.deleteFrom('grids').where('id', '=', id).execute()
}

/** So that nothing comes to refer to it meanwhile: PostgreSQL lets the row of a foreign key wait for this lock. */
export function lockGrid(trx: Trx, id: string): Promise<GridsTable | undefined> {
  return trx.selectFrom('grids').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

export function deputiesOfGrids(
  db: Db,
  assemblyId: string,
): Promise<{ grid_id: string; deputy_id: string }[]> {
  return db
    .selectFrom('grid_deputies')
    .innerJoin('grids', 'grids.id', 'grid_deputies.grid_id')
    .select(['grid_deputies.grid_id', 'grid_deputies.deputy_id'])
    .where('grids.assembly_id', '=', assemblyId)
    .orderBy('grid_deputies.deputy_id')
    .execute()
}

/** Those named look after the grid from now on, and nobody else. */
export async function setGridDeputies(trx: Trx, gridId: string, deputyIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('grid_deputies').where('grid_id', '=', gridId).execute()
  const rows = [...new Set(deputyIds)].map((deputyId) => ({ grid_id: gridId, deputy_id: deputyId }))
  if (rows.length > 0) await trx.insertInto('grid_deputies').values(rows).execute()
}

export function stationsOf(db: Db, assemblyId: string): Promise<StationsTable[]> {
  return db.selectFrom('stations').selectAll().where('assembly_id', '=', assemblyId).orderBy('name').execute()
}

export function findStation(db: Db, id: string): Promise<StationsTable | undefined> {
  return db.selectFrom('stations').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockStation(trx: Trx, id: string): Promise<StationsTable | undefined> {
  return trx.selectFrom('stations').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

export async function updateStation(
  trx: Trx,
  id: string,
  change: Omit<StationsTable, 'id' | 'assembly_id'>,
): Promise<void> {
  await trx.updateTable('stations').set(change).where('id', '=', id).execute()
}

export async function insertStation(trx: Trx, row: StationsTable): Promise<void> {
  await trx.insertInto('stations').values(row).execute()
}

/** From that day on, the next first. */
export function openingsFrom(db: Db, assemblyId: string, day: string): Promise<OpeningsTable[]> {
  return db
    .selectFrom('openings')
    .innerJoin('stations', 'stations.id', 'openings.station_id')
    .selectAll('openings')
    .where('stations.assembly_id', '=', assemblyId)
    .where('openings.held_on', '>=', day)
    .orderBy('openings.held_on')
    .orderBy('openings.begins')
    .orderBy('openings.id')
    .execute()
}

export async function insertOpening(trx: Trx, row: OpeningsTable): Promise<void> {
  await trx.insertInto('openings').values(row).execute()
}

export function findOpening(db: Db, stationId: string, id: string): Promise<OpeningsTable | undefined> {
  return db
    .selectFrom('openings')
    .selectAll()
    .where('id', '=', id)
    .where('station_id', '=', stationId)
    .executeTakeFirst()
}

export async function updateOpening(
  trx: Trx,
  id: string,
  change: Omit<OpeningsTable, 'id' | 'station_id'>,
): Promise<void> {
  await trx.updateTable('openings').set(change).where('id', '=', id).execute()
}

export async function deleteOpening(trx: Trx, stationId: string, id: string): Promise<void> {
  await trx.deleteFrom('openings').where('id', '=', id).where('station_id', '=', stationId).execute()
}
