/** What stands in the cells of a sheet, as people write it. Pure. */

/** Headings that are spread or padded with spaces are the same. */
export function headingOf(cell: unknown): string {
  return textOf(cell).normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}

/** The trimmed text of a cell. Names of two characters are often spread by a space between them. */
export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  const text = (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)).trim()
  return /^\p{Script=Han}\s+\p{Script=Han}$/u.test(text) ? text.replaceAll(/\s/g, '') : text
}

// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u

/** Whether a text has what no database keeps; `lines` says that it may have several. */
export function isUnprintable(text: string, { lines = false } = {}): boolean {
  return UNPRINTABLE.test(text) || (!lines && /[\t\n\u2028\u2029]/.test(text))
}

/** 2024-07-01, 2024/7/1, 2024.7.1, 2024年7月1日; undefined for a day that does not exist. */
export function dayOf(text: string): string | undefined {
  const [, year, month = '', day = ''] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
    []
  if (year === undefined) return undefined
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const there = new Date(`${written}T00:00:00Z`)
  return Number.isNaN(there.getTime()) || there.toISOString().slice(0, 10) !== written ? undefined : written
}
