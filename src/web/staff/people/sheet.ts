/** A sheet of deputies: which rows can be imported, and what is wrong with the others. Pure. */

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

export type ReadSheet =
  | { readonly is: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly is: 'noName' | 'empty' | 'tooMany' }

const NAMES = ['姓名', '代表姓名', 'name']
const DELEGATIONS = ['代表团', '所属代表团', 'delegation']
const NAME_MAX = 40
const DELEGATION_MAX = 60
const ROWS_MAX = 3000
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u

/** Somebody may have this name twice in a list, but more often a row was pasted twice: a person decides. */
export function isDoubtful(problem: RowProblem): boolean {
  return problem.is === 'twice' || problem.is === 'known'
}

/** Reads cells, the first row holding the headings. `known` are the deputies that the list has already. */
export function readDeputies(
  cells: readonly (readonly unknown[])[],
  known: readonly SheetDeputy[],
): ReadSheet {
  const headings = (cells[0] ?? []).map((cell) => headingOf(cell))
  const nameAt = headings.findIndex((heading) => NAMES.includes(heading))
  const delegationAt = headings.findIndex((heading) => DELEGATIONS.includes(heading))
  if (nameAt < 0) return { is: 'noName' }
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
  if (rows.length === 0) return { is: 'empty' }
  return rows.length > ROWS_MAX ? { is: 'tooMany' } : { is: 'rows', rows }
}

function wrongWith(cell: unknown, { name, delegation }: SheetDeputy): RowProblem | undefined {
  if (name === '') return { is: 'noName' }
  if (typeof cell !== 'string') return { is: 'notText' }
  if (UNPRINTABLE.test(name) || UNPRINTABLE.test(delegation ?? '')) return { is: 'unprintable' }
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

/** Headings that are spread or padded with spaces are the same. */
function headingOf(cell: unknown): string {
  return textOf(cell).normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}

/** The trimmed text of a cell. Names of two characters are often spread by a space between them. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  const text = (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)).trim()
  return /^\p{Script=Han}\s+\p{Script=Han}$/u.test(text) ? text.replaceAll(/\s/g, '') : text
}

/** The cells of a comma-separated text (RFC 4180), also with semicolons or tabs, as spreadsheets in some places write. */
export function cellsOfCsv(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '')
  const firstLine = clean.split(/\r?\n/, 1)[0] ?? ''
  const separator = [',', '，', ';', '\t'].find((each) => firstLine.includes(each)) ?? ','
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let i = 0; i < clean.length; i++) {
    const c = clean[i] as string
    if (quoted) {
      if (c !== '"') cell += c
      else if (clean[i + 1] === '"') cell += clean[++i]
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === separator) {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (c === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''))
      cell = ''
      rows.push([])
    } else cell += c
  }
  rows.at(-1)?.push(cell.replace(/\r$/, ''))
  return rows
}
