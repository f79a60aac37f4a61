/** Grids out of a sheet, or out of lines that somebody typed. Pure. */
import type { Grid, NewGrids } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { headingOf, textOf } from '../sheets/cells.ts'
import type { ReadRows } from '../sheets/rows.ts'
import { inTreeOrder } from './tree.ts'

export const LEVELS = ['一级网格', '二级网格', '三级网格', '四级网格']
const NAME_MAX = 40
export const DEPUTIES = '代表'

export interface GridRow {
  /** As the sheet numbers its rows, the heading being 1. */
  readonly row: number
  readonly path: readonly string[]
  /** As they stand there. */
  readonly deputies: string
  readonly deputyIds: readonly string[] | undefined
  readonly problem:
    undefined | { readonly is: 'gap' | 'tooLong' } | { readonly is: 'unknown'; readonly names: string }
}

export const ROWS_MAX = 2000

export function readGrids(
  cells: readonly (readonly unknown[])[],
  deputies: readonly Deputy[],
): ReadRows<GridRow, 'noGrid'> {
  const headings = (cells[0] ?? []).map(headingOf)
  const at = LEVELS.map((level, i) =>
    headings.findIndex((each) => each === level || each === `level${i + 1}`),
  )
  const deputiesAt = headings.findIndex((each) => each === DEPUTIES || each === 'deputies')
  if ((at[0] ?? -1) < 0) return { is: 'wrong', why: 'noGrid' }
  const rows = cells.flatMap((line, i): GridRow[] => {
    if (i === 0 || line.every((cell) => textOf(cell) === '')) return []
    const names = at.map((place) => textOf(line[place]))
    const path = names.filter((name) => name !== '')
    const named = textOf(line[deputiesAt])
    const { ids, unknown } = deputiesNamed(named, deputies)
    const tooLong = path.some((name) => name.length > NAME_MAX)
    const gap = path.length === 0 || names.slice(0, path.length).includes('')
    return [
      {
        row: i + 1,
        path,
        deputies: named,
        deputyIds: named === '' ? undefined : ids,
        problem: gap
          ? { is: 'gap' }
          : tooLong
            ? { is: 'tooLong' }
            : unknown === ''
              ? undefined
              : { is: 'unknown', names: unknown },
      },
    ]
  })
  if (rows.length === 0) return { is: 'wrong', why: 'empty' }
  return rows.length > ROWS_MAX ? { is: 'wrong', why: 'tooMany' } : { is: 'rows', rows }
}

/** A line for each grid, from the top: 南片/玄真社区/第一网格. */
export function gridsTyped(text: string): NewGrids['grids'] {
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/[/／]/)
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .filter((path) => path.length > 0)
    .map((path) => ({ path }))
}

/** Who is meant by names with 、 between them; whom the list does not have, or has twice, is named. */
export function deputiesNamed(
  text: string,
  deputies: readonly Deputy[],
): { readonly ids: readonly string[]; readonly unknown: string } {
  const names = [...new Set(text.split(/[、,，;；\n]/).map((name) => name.trim()))].filter(Boolean)
  const found = names.map((name) => deputies.filter((each) => each.active && each.name === name))
  return {
    ids: found.flatMap((each) => (each.length === 1 ? each.map(({ id }) => id) : [])),
    unknown: names.filter((_, i) => found[i]?.length !== 1).join('、'),
  }
}

/** In the order of the list of deputies. */
export function namesOf(ids: readonly string[], deputies: readonly Deputy[]): string {
  return deputies
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join('、')
}

/** The grids as a sheet that can be imported again, each below what it lies within. */
export function gridRows(
  grids: readonly Grid[],
  deputies: readonly Deputy[],
): readonly (readonly string[])[] {
  const paths = new Map<string, readonly string[]>()
  const rows = inTreeOrder(grids).map(({ id, parentId, name, deputyIds }) => {
    const path = [...(paths.get(parentId ?? '') ?? []), name]
    paths.set(id, path)
    return [...LEVELS.map((_, i) => path[i] ?? ''), namesOf(deputyIds, deputies)]
  })
  return [[...LEVELS, DEPUTIES], ...rows]
}
