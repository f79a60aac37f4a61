/** Where proposals came from, counted so that no figure leads to a door: by village and grid, by month. */
import type { Db } from '../db/tables.ts'
import type { Origin } from './proposal-model.ts'
import { askersOf, gridsOfYear, originsOf } from './proposal-queries.ts'

/** The smallest grid that is named. The fourth level may be one building. */
const LEVEL_MAX = 3

/** The origin of what nobody asked for, or where nobody asks for it. */
export const NOWHERE: Origin = {
  demands: 0,
  residents: 0,
  byChannel: { reception: 0, visit: 0, online: 0 },
  byGrid: [],
  byMonth: [],
}

/** The origin of each proposal of a year, by the proposal's id. */
export async function readOrigins(db: Db, cycleId: string): Promise<(proposalId: string) => Origin> {
  const [rows, askers, grids] = await Promise.all([
    originsOf(db, cycleId),
    askersOf(db, cycleId),
    gridsOfYear(db, cycleId),
  ])
  const gridOf = new Map(grids.map((grid) => [grid.id, grid]))
  const shownGrid = (id: string): string => waysOf(gridOf.get(id)?.path).at(LEVEL_MAX - 1) ?? id
  const nameOf = (id: string): string =>
    waysOf(gridOf.get(id)?.path)
      .map((above) => gridOf.get(above)?.name ?? '')
      .join(' ')
  return (proposalId) => {
    const mine = rows.filter(({ proposal_id: id }) => id === proposalId)
    const asked = askers.find(({ proposal_id: id }) => id === proposalId)
    const byChannel = { reception: 0, visit: 0, online: 0 }
    for (const { channel, demands } of mine) byChannel[channel] += demands
    const byGrid = sums(mine, ({ grid_id: id }) => (id === null ? undefined : shownGrid(id)))
    return {
      demands: asked?.demands ?? 0,
      residents: asked === undefined ? 0 : asked.named + asked.demands - asked.demands_of_named,
      byChannel,
      byGrid: byGrid.map(([gridId, demands]) => ({ gridId, name: nameOf(gridId), demands })),
      byMonth: sums(mine, ({ month }) => month).map(([month, demands]) => ({ month, demands })),
    }
  }
}

/** The ids from the top to a grid. */
function waysOf(path: string | undefined): string[] {
  return (path ?? '').split('/').filter((id) => id !== '')
}

/** How many demands fall to each key, in the order of the keys. */
function sums<Row extends { readonly demands: number }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | undefined,
): (readonly [key: string, demands: number])[] {
  const sum = new Map<string, number>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== undefined) sum.set(key, (sum.get(key) ?? 0) + row.demands)
  }
  return [...sum].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
