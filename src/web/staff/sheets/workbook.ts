/** Sheets as a workbook. The library is heavy, and comes only when it is used. */
import type { Cell, Sheet } from '../../../decide/paper-parts.ts'

export async function saveSheets(fileName: string, sheets: readonly Sheet[]): Promise<void> {
  const { default: writeXlsxFile } = await import('write-excel-file/browser')
  const workbook = sheets.map(({ name, rows, widths }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    data: rows.map((row, i) => row.map((cell) => cellOf(cell, i === 0))),
  }))
  await writeXlsxFile(workbook).toFile(fileName)
}

/**
 * A text stays a text, whatever it begins with: the name of a project must not become a formula. The format is that
 * of texts, so that it stays one also when somebody goes into the cell and out again.
 */
function cellOf(cell: Cell, bold: boolean) {
  const weight = bold ? { fontWeight: 'bold' as const } : {}
  if (cell === null) return null
  if (typeof cell === 'string') return { type: String, value: cell, format: '@', wrap: true, ...weight }
  if (typeof cell === 'number') return { type: Number, value: cell, ...weight }
  return { type: Number, value: cell.whole === 0 ? 0 : cell.part / cell.whole, format: '0.0%' }
}
