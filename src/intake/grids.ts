/** 网格 and 联络站: where residents are met, and which deputies look after where. */
import { appendAct } from '../board/handover.ts'
import { isoNow, today, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { Db, GridsTable, OpeningsTable, StationsTable } from '../db/tables.ts'
import { InvalidInputError } from '../errors.ts'
import type { Session } from '../http/session.ts'
import { deputiesOf, lockAssembly } from '../people/handover.ts'
import {
  GridNameTakenError,
  GridNotFoundError,
  StationNameTakenError,
  StationNotFoundError,
} from './errors.ts'
import type { Grid, GridChange, NewGrids, NewOpening, NewStation, Opening, Station } from './model.ts'
import {
  deleteOpening,
  deputiesOfGrids,
  findGrid,
  findStation,
  gridsOf,
  insertGrids,
  insertOpening,
  insertStation,
  openingsFrom,
  renameGrid,
  setGridDeputies,
  stationsOf,
} from './grid-queries.ts'

type Actor = Pick<Session, 'assemblyId' | 'role'>

/** All grids in the order in which they were made, each above what lies within it. */
export async function listGrids(db: Db, assemblyId: string): Promise<Grid[]> {
  const rows = await gridsOf(db, assemblyId)
  const deputies = new Map<string, string[]>()
  for (const { grid_id: gridId, deputy_id: deputyId } of await deputiesOfGrids(db, assemblyId))
    deputies.set(gridId, [...(deputies.get(gridId) ?? []), deputyId])
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    level: row.level,
    name: row.name,
    deputyIds: deputies.get(row.id) ?? [],
  }))
}

/** Makes what is missing on each way; what is there already is only given its deputies. All or none. */
export function addGrids(ctx: Context, actor: Actor, { grids }: NewGrids): Promise<{ made: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const { assemblyId } = actor
    await lockAssembly(trx, assemblyId)
    await requireDeputies(
      trx,
      assemblyId,
      grids.flatMap(({ deputyIds = [] }, i) =>
        deputyIds.map((id, j) => ({ id, pointer: `/grids/${i}/deputyIds/${j}` })),
      ),
    )
    const rows = await gridsOf(trx, assemblyId)
    const known = new Map(rows.map((row) => [keyOf(row.parent_id, row.name), row]))
    const made: GridsTable[] = []
    const looked = new Map<string, readonly string[]>()
    for (const { path, deputyIds } of grids) {
      let parent: GridsTable | undefined
      for (const name of path) {
        const key = keyOf(parent?.id ?? null, name)
        let grid = known.get(key)
        if (grid === undefined) {
          const id = ctx.newId()
          grid = {
            id,
            assembly_id: assemblyId,
            parent_id: parent?.id ?? null,
            level: (parent?.level ?? 0) + 1,
            path: `${parent?.path ?? ''}${id}/`,
            position: rows.length + made.length,
            name,
          }
          known.set(key, grid)
          made.push(grid)
        }
        parent = grid
      }
      if (parent !== undefined && deputyIds !== undefined) looked.set(parent.id, deputyIds)
    }
    await insertGrids(trx, made)
    for (const [id, deputyIds] of looked) await setGridDeputies(trx, id, deputyIds)
    await appendAct(trx, {
      assemblyId,
      act: 'intake.gridsAdded',
      role: actor.role,
      at: isoNow(ctx.clock),
      payload: { made: made.length, grids: rows.length + made.length },
    })
    return { made: made.length }
  })
}

/** Throws `GridNotFoundError`, `GridNameTakenError`. */
export function changeGrid(ctx: Context, actor: Actor, id: string, change: GridChange): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    await lockAssembly(trx, actor.assemblyId)
    const grid = await requireGrid(trx, actor.assemblyId, id)
    const { name, deputyIds } = change
    if (name !== undefined) {
      const others = await gridsOf(trx, actor.assemblyId)
      const taken = others.some(
        (other) => other.id !== id && other.parent_id === grid.parent_id && other.name === name,
      )
      if (taken) throw new GridNameTakenError(name)
      await renameGrid(trx, id, name)
    }
    if (deputyIds !== undefined) {
      await requireDeputies(
        trx,
        actor.assemblyId,
        deputyIds.map((each, i) => ({ id: each, pointer: `/deputyIds/${i}` })),
      )
      await setGridDeputies(trx, id, deputyIds)
    }
  })
}

/** With their next openings, to be shown to whoever wants to come: nothing here is secret. */
export async function listStations(ctx: Context, assemblyId: string): Promise<Station[]> {
  const openings = await openingsFrom(ctx.db, assemblyId, today(ctx.clock))
  return (await stationsOf(ctx.db, assemblyId)).map((row) => ({
    ...toStation(row),
    openings: openings.filter((opening) => opening.station_id === row.id).map(toOpening),
  }))
}

export async function addStation(
  ctx: Context,
  { assemblyId }: Actor,
  { name, place, gridId }: NewStation,
): Promise<{ id: string }> {
  const id = ctx.newId()
  try {
    await inTransaction(ctx.db, async (trx) => {
      if (gridId !== undefined) await requireGrid(trx, assemblyId, gridId)
      await insertStation(trx, { id, assembly_id: assemblyId, grid_id: gridId ?? null, name, place })
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw new StationNameTakenError(name)
    throw error
  }
  return { id }
}

export async function addOpening(
  ctx: Context,
  { assemblyId }: Actor,
  stationId: string,
  { heldOn, begins, ends, topic }: NewOpening,
): Promise<{ id: string }> {
  const id = ctx.newId()
  await inTransaction(ctx.db, async (trx) => {
    await requireStation(trx, assemblyId, stationId)
    await insertOpening(trx, {
      id,
      station_id: stationId,
      held_on: heldOn,
      begins,
      ends,
      topic: topic ?? null,
    })
  })
  return { id }
}

export async function removeOpening(
  ctx: Context,
  { assemblyId }: Actor,
  stationId: string,
  openingId: string,
): Promise<void> {
  await inTransaction(ctx.db, async (trx) => {
    await requireStation(trx, assemblyId, stationId)
    await deleteOpening(trx, stationId, openingId)
  })
}

/** A grid of this assembly. Throws `GridNotFoundError`. */
export async function requireGrid(db: Db, assemblyId: string, id: string): Promise<GridsTable> {
  const grid = await findGrid(db, id)
  if (grid?.assembly_id !== assemblyId) throw new GridNotFoundError()
  return grid
}

/** A station of this assembly. Throws `StationNotFoundError`. */
export async function requireStation(db: Db, assemblyId: string, id: string): Promise<StationsTable> {
  const station = await findStation(db, id)
  if (station?.assembly_id !== assemblyId) throw new StationNotFoundError()
  return station
}

/** Throws `InvalidInputError` that names the place of each who is no deputy of this assembly. */
export async function requireDeputies(
  db: Db,
  assemblyId: string,
  named: readonly { readonly id: string; readonly pointer: string }[],
): Promise<void> {
  if (named.length === 0) return
  const known = new Set((await deputiesOf(db, assemblyId)).map(({ id }) => id))
  const issues = named
    .filter(({ id }) => !known.has(id))
    .map(({ pointer }) => ({ pointer, message: '不是本级代表 / not a deputy of this assembly' }))
  if (issues.length > 0) throw new InvalidInputError(issues)
}

function keyOf(parentId: string | null, name: string): string {
  return `${parentId ?? ''}/${name}`
}

function toStation({ id, name, place, grid_id: gridId }: StationsTable): Omit<Station, 'openings'> {
  return { id, name, place, gridId }
}

function toOpening({ id, held_on: heldOn, begins, ends, topic }: OpeningsTable): Opening {
  return { id, heldOn, begins, ends, topic }
}
