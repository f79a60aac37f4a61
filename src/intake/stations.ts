/** 联络站: where deputies receive residents, and when they are open. */
import { today, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { Db, OpeningsTable, StationsTable } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import {
  OpeningNotFoundError,
  OpeningOverError,
  StationClosedError,
  StationNameTakenError,
  StationNotFoundError,
} from './errors.ts'
import {
  deleteOpening,
  findOpening,
  findStation,
  insertOpening,
  insertStation,
  lockStation,
  openingsFrom,
  stationsOf,
  updateOpening,
  updateStation,
} from './grid-queries.ts'
import { requireGrid } from './grids.ts'
import type { NewOpening, NewStation, Opening, Station, StationChange } from './model.ts'

type Actor = Pick<Session, 'assemblyId'>

/** With their next openings. */
export async function listStations(ctx: Context, assemblyId: string): Promise<Station[]> {
  const openings = await openingsFrom(ctx.db, assemblyId, today(ctx.clock))
  return (await stationsOf(ctx.db, assemblyId)).map((row) => ({
    ...toStation(row),
    openings: openings.filter((opening) => opening.station_id === row.id).map(toOpening),
  }))
}

/** To be shown to whoever wants to come: nothing here is secret. */
export async function openStations(ctx: Context, assemblyId: string): Promise<Station[]> {
  return (await listStations(ctx, assemblyId)).filter(({ closed }) => !closed)
}

/** Throws `StationNameTakenError`. */
export async function addStation(
  ctx: Context,
  { assemblyId }: Actor,
  { name, place, gridId }: NewStation,
): Promise<{ id: string }> {
  const id = ctx.newId()
  await unlessTaken(name, () =>
    inTransaction(ctx.db, async (trx) => {
      if (gridId !== undefined) await requireGrid(trx, assemblyId, gridId)
      const row = { id, assembly_id: assemblyId, grid_id: gridId ?? null, name, place, closed: 0 } as const
      await insertStation(trx, row)
    }),
  )
  return { id }
}

/** What was held there stays at it, under its new name. Throws `StationNameTakenError`. */
export function changeStation(
  ctx: Context,
  { assemblyId }: Actor,
  id: string,
  { name, place, gridId, closed }: StationChange,
): Promise<void> {
  return unlessTaken(name ?? '', () =>
    inTransaction(ctx.db, async (trx) => {
      const station = await requireStation(trx, assemblyId, id, lockStation)
      if (typeof gridId === 'string') await requireGrid(trx, assemblyId, gridId)
      await updateStation(trx, id, {
        name: name ?? station.name,
        place: place ?? station.place,
        grid_id: gridId === undefined ? station.grid_id : gridId,
        closed: closed === undefined ? station.closed : closed ? 1 : 0,
      })
    }),
  )
}

async function unlessTaken<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isUniqueViolation(error)) throw new StationNameTakenError(name)
    throw error
  }
}

/** Throws `StationClosedError`. */
export async function addOpening(
  ctx: Context,
  { assemblyId }: Actor,
  stationId: string,
  { heldOn, begins, ends, topic }: NewOpening,
): Promise<{ id: string }> {
  const id = ctx.newId()
  await inTransaction(ctx.db, async (trx) => {
    const { closed } = await requireStation(trx, assemblyId, stationId, lockStation)
    if (closed === 1) throw new StationClosedError()
    const row = { id, station_id: stationId, held_on: heldOn, begins, ends, topic: topic ?? null }
    await insertOpening(trx, row)
  })
  return { id }
}

/** One that is to come. Throws `OpeningNotFoundError`, `OpeningOverError`. */
export async function changeOpening(
  ctx: Context,
  { assemblyId }: Actor,
  { stationId, openingId }: OpeningAt,
  { heldOn, begins, ends, topic }: NewOpening,
): Promise<void> {
  await inTransaction(ctx.db, async (trx) => {
    await requireStation(trx, assemblyId, stationId, lockStation)
    const opening = await findOpening(trx, stationId, openingId)
    if (opening === undefined) throw new OpeningNotFoundError()
    requireToCome(ctx, opening)
    const change = { held_on: heldOn, begins, ends, topic: topic ?? null }
    await updateOpening(trx, openingId, change)
  })
}

/** Throws `OpeningOverError`. */
export async function removeOpening(
  ctx: Context,
  { assemblyId }: Actor,
  { stationId, openingId }: OpeningAt,
): Promise<void> {
  await inTransaction(ctx.db, async (trx) => {
    await requireStation(trx, assemblyId, stationId, lockStation)
    const opening = await findOpening(trx, stationId, openingId)
    // Removed already: whoever presses twice has what they wanted.
    if (opening === undefined) return
    requireToCome(ctx, opening)
    await deleteOpening(trx, stationId, openingId)
  })
}

interface OpeningAt {
  readonly stationId: string
  readonly openingId: string
}

/** Today's may still be changed: only the day is known here, and whether people stood before a closed door is not. */
function requireToCome({ clock }: Context, { held_on: day }: OpeningsTable): void {
  if (day < today(clock)) throw new OpeningOverError()
}

/** A station of this assembly. Throws `StationNotFoundError`. */
export async function requireStation<D extends Db>(
  db: D,
  assemblyId: string,
  id: string,
  find: (db: D, id: string) => Promise<StationsTable | undefined> = findStation,
): Promise<StationsTable> {
  const station = await find(db, id)
  if (station?.assembly_id !== assemblyId) throw new StationNotFoundError()
  return station
}

function toStation({ id, name, place, grid_id: gridId, closed }: StationsTable): Omit<Station, 'openings'> {
  return { id, name, place, gridId, closed: closed === 1 }
}

function toOpening({ id, held_on: heldOn, begins, ends, topic }: OpeningsTable): Opening {
  return { id, heldOn, begins, ends, topic }
}
