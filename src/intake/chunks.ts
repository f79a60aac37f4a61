/** One statement takes so many rows, within what SQLite takes as parameters. */
const ROWS_AT_ONCE = 500

export function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) yield rows.slice(i, i + ROWS_AT_ONCE)
}
