/** Grids as a tree: each below what it lies within, siblings in the order in which they were made. Pure. */
import type { Grid } from '../../../intake/model.ts'

export function inTreeOrder(grids: readonly Grid[]): readonly Grid[] {
  const below = new Map<string | null, Grid[]>()
  for (const grid of grids) {
    const siblings = below.get(grid.parentId)
    if (siblings === undefined) below.set(grid.parentId, [grid])
    else siblings.push(grid)
  }
  const from = (parentId: string | null): readonly Grid[] =>
    (below.get(parentId) ?? []).flatMap((grid) => [grid, ...from(grid.id)])
  return from(null)
}

/** The whole way to each grid: 南片 › 玄真社区. */
export function waysOf(grids: readonly Grid[]): ReadonlyMap<string, string> {
  const ways = new Map<string, string>()
  for (const { id, parentId, name } of inTreeOrder(grids)) {
    const above = parentId === null ? undefined : ways.get(parentId)
    ways.set(id, above === undefined ? name : `${above} › ${name}`)
  }
  return ways
}
