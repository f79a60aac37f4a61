/** Grids out of a sheet, or out of lines that somebody typed. Pure. */
import type { NewGrids } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'

const LEVELS = ['一级网格', '二级网格', '三级网格', '四级网格']
const DEPUTIES = '代表'

export interface GridRow {
  /** As the sheet numbers its rows, the heading being 1. */
  readonly row: number
  readonly path: readonly string[]
  readonly deputyIds: readonly string[] | undefined
  readonly problem: undefined | { readonly is: 'gap' } | { readonly is: 'unknown'; readonly names: string }
}

export type ReadGrids =
  { readonly is: 'rows'; readonly rows: readonly GridRow[] } | { readonly is: 'noGrid' | 'empty' }

export function readGrids(cells: readonly (readonly unknown[])[], deputies: readonly Deputy[]): ReadGrids {
  const headings = (cells[0] ?? []).map((cell) => textOf(cell).replaceAll(/\s/g, ''))
  const at = LEVELS.map((level) => headings.indexOf(level))
  const deputiesAt = headings.indexOf(DEPUTIES)
  if ((at[0] ?? -1) < 0) return { is: 'noGrid' }
  const rows = cells.flatMap((line, i): GridRow[] => {
    if (i === 0 || line.every((cell) => textOf(cell) === '')) return []
    const names = at.map((place) => textOf(line[place]))
    const path = names.filter((name) => name !== '')
    const named = textOf(line[deputiesAt])
    const { ids, unknown } = deputiesNamed(named, deputies)
    const gap = path.length === 0 || names.slice(0, path.length).includes('')
    return [
      {
        row: i + 1,
        path,
        deputyIds: named === '' ? undefined : ids,
        problem: gap ? { is: 'gap' } : unknown === '' ? undefined : { is: 'unknown', names: unknown },
      },
    ]
  })
  return rows.length === 0 ? { is: 'empty' } : { is: 'rows', rows }
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

function textOf(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell).trim()
}
