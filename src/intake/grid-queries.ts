/** Rows of grids and stations. Knows no rule. */
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

export async function deleteOpening(trx: Trx, stationId: string, id: string): Promise<void> {
  await trx.deleteFrom('openings').where('id', '=', id).where('station_id', '=', stationId).execute()
}
