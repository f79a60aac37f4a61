/** 网格: where residents are met, and which deputies look after where. */
import { appendAct } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db, GridsTable, Trx } from '../db/tables.ts'
import { InvalidInputError } from '../errors.ts'
import type { Session } from '../http/session.ts'
import { deputiesOf, lockAssembly } from '../people/handover.ts'
import { GridInUseError, GridNameTakenError, GridNotFoundError, GridPlaceError } from './errors.ts'
import {
  deleteGrid,
  deputiesOfGrids,
  findGrid,
  gridsOf,
  insertGrids,
  lockGrid,
  placeGrid,
  renameGrid,
  setGridDeputies,
  usesOfGrid,
} from './grid-queries.ts'
import { GRID_LEVELS_MAX, type Grid, type GridChange, type NewGrids } from './model.ts'

type Actor = Pick<Session, 'assemblyId' | 'role'>

/** All grids, each above what lies within it, those beside each other in the order in which they were made. */
export async function listGrids(db: Db, assemblyId: string): Promise<Grid[]> {
  const rows = inTreeOrder(await gridsOf(db, assemblyId))
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
    const next = Math.max(-1, ...rows.map(({ position }) => position)) + 1
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
            position: next + made.length,
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

/** Throws `GridNotFoundError`, `GridNameTakenError`, `GridPlaceError`. */
export function changeGrid(ctx: Context, actor: Actor, id: string, change: GridChange): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    await lockAssembly(trx, actor.assemblyId)
    const grid = await requireGrid(trx, actor.assemblyId, id)
    const { deputyIds, name = grid.name, parentId = grid.parent_id } = change
    if (name !== grid.name || parentId !== grid.parent_id) {
      const all = await gridsOf(trx, actor.assemblyId)
      const taken = all.some(
        (other) => other.id !== id && other.parent_id === parentId && other.name === name,
      )
      if (taken) throw new GridNameTakenError(name)
      await renameGrid(trx, id, name)
      if (parentId !== grid.parent_id) {
        const parent = parentId === null ? undefined : await requireGrid(trx, actor.assemblyId, parentId)
        await move(trx, grid, parent, all)
      }
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

/** Takes a grid elsewhere, with all that lies within it. */
async function move(
  trx: Trx,
  grid: GridsTable,
  parent: GridsTable | undefined,
  all: readonly GridsTable[],
): Promise<void> {
  if (parent?.path.startsWith(grid.path) === true) throw new GridPlaceError()
  const moved = all.filter(({ path }) => path.startsWith(grid.path))
  const deeper = (parent?.level ?? 0) + 1 - grid.level
  if (moved.some(({ level }) => level + deeper > GRID_LEVELS_MAX)) throw new GridPlaceError()
  const above = grid.path.slice(0, -`${grid.id}/`.length)
  for (const each of moved)
    await placeGrid(trx, each.id, {
      parent_id: each.id === grid.id ? (parent?.id ?? null) : each.parent_id,
      level: each.level + deeper,
      path: `${parent?.path ?? ''}${each.path.slice(above.length)}`,
    })
}

/** One that nothing refers to; who looked after it goes with it. Throws `GridInUseError`. */
export function removeGrid(ctx: Context, actor: Actor, id: string): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    const { assemblyId } = actor
    await lockAssembly(trx, assemblyId)
    await lockGrid(trx, id)
    const { name } = await requireGrid(trx, assemblyId, id)
    const uses = await usesOfGrid(trx, id)
    if (Object.values(uses).some((count) => count > 0)) throw new GridInUseError(uses)
    await deleteGrid(trx, id)
    const { length: grids } = await gridsOf(trx, assemblyId)
    await appendAct(trx, {
      assemblyId,
      act: 'intake.gridRemoved',
      role: actor.role,
      at: isoNow(ctx.clock),
      payload: { name, grids },
    })
  })
}

/** A grid of this assembly. Throws `GridNotFoundError`. */
export async function requireGrid(db: Db, assemblyId: string, id: string): Promise<GridsTable> {
  const grid = await findGrid(db, id)
  if (grid?.assembly_id !== assemblyId) throw new GridNotFoundError()
  return grid
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

/** A grid that was moved may be older than what it lies within now. */
function inTreeOrder(rows: readonly GridsTable[]): GridsTable[] {
  const below = new Map<string | null, GridsTable[]>()
  for (const row of rows) below.set(row.parent_id, [...(below.get(row.parent_id) ?? []), row])
  const from = (parentId: string | null): GridsTable[] =>
    (below.get(parentId) ?? []).flatMap((row) => [row, ...from(row.id)])
  return from(null)
}
