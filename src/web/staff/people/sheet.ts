/** A sheet of deputies: which rows can be imported, and what is wrong with the others. Pure. */
import { headingOf, isUnprintable, textOf } from '../sheets/cells.ts'
import type { ReadRows } from '../sheets/rows.ts'

export interface SheetDeputy {
  readonly name: string
  readonly delegation: string | null
}

export type RowProblem =
  | { readonly is: 'noName' | 'unprintable' | 'notText' | 'known' }
  | { readonly is: 'tooLong'; readonly column: 'name' | 'delegation' }
  /** The same name and delegation stand in an earlier row. */
  | { readonly is: 'twice'; readonly row: number }

export interface SheetRow extends SheetDeputy {
  /** As the sheet numbers its rows, the heading being 1. */
  readonly row: number
  /** What must be put right before it can be imported, or looked at (`twice`, `known`). */
  readonly problem: RowProblem | undefined
}

const NAMES = ['姓名', '代表姓名', 'name']
const DELEGATIONS = ['代表团', '所属代表团', 'delegation']
const NAME_MAX = 40
const DELEGATION_MAX = 60
export const ROWS_MAX = 3000

/** Somebody may have this name twice in a list, but more often a row was pasted twice: a person decides. */
export function isDoubtful(problem: RowProblem): boolean {
  return problem.is === 'twice' || problem.is === 'known'
}

/** Reads cells, the first row holding the headings. `known` are the deputies that the list has already. */
export function readDeputies(
  cells: readonly (readonly unknown[])[],
  known: readonly SheetDeputy[],
): ReadRows<SheetRow, 'noName'> {
  const headings = (cells[0] ?? []).map((cell) => headingOf(cell))
  const nameAt = headings.findIndex((heading) => NAMES.includes(heading))
  const delegationAt = headings.findIndex((heading) => DELEGATIONS.includes(heading))
  if (nameAt < 0) return { is: 'wrong', why: 'noName' }
  const before = new Map<string, number>()
  const knownKeys = new Set(known.map(keyOf))
  const rows: SheetRow[] = []
  for (const [i, line] of cells.entries()) {
    if (i === 0 || line.every((cell) => textOf(cell) === '')) continue
    const row = i + 1
    const name = textOf(line[nameAt])
    const delegation = delegationAt < 0 ? '' : textOf(line[delegationAt])
    const deputy = { name, delegation: delegation === '' ? null : delegation }
    const key = keyOf(deputy)
    const twice = before.get(key)
    const problem = wrongWith(line[nameAt], deputy) ?? duplicate(twice, knownKeys.has(key))
    if (twice === undefined && name !== '') before.set(key, row)
    rows.push({ ...deputy, row, problem })
  }
  if (rows.length === 0) return { is: 'wrong', why: 'empty' }
  return rows.length > ROWS_MAX ? { is: 'wrong', why: 'tooMany' } : { is: 'rows', rows }
}

function wrongWith(cell: unknown, { name, delegation }: SheetDeputy): RowProblem | undefined {
  if (name === '') return { is: 'noName' }
  if (typeof cell !== 'string') return { is: 'notText' }
  if (isUnprintable(name) || isUnprintable(delegation ?? '')) return { is: 'unprintable' }
  if (name.length > NAME_MAX) return { is: 'tooLong', column: 'name' }
  if ((delegation?.length ?? 0) > DELEGATION_MAX) return { is: 'tooLong', column: 'delegation' }
  return undefined
}

function duplicate(twice: number | undefined, known: boolean): RowProblem | undefined {
  if (twice !== undefined) return { is: 'twice', row: twice }
  return known ? { is: 'known' } : undefined
}

function keyOf({ name, delegation }: SheetDeputy): string {
  return JSON.stringify([name.normalize('NFKC'), delegation?.normalize('NFKC') ?? ''])
}
