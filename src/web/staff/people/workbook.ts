/** Files in and out. The libraries are heavy and come only when they are used. */
import { cellsOfCsv } from './sheet.ts'

const BYTES_MAX = 5 * 1024 * 1024

export type ReadFile =
  | { readonly is: 'cells'; readonly cells: readonly (readonly unknown[])[] }
  | { readonly is: 'tooLarge' | 'notSheet' }

/** The cells of a file's first sheet. Nothing of it leaves this device yet. */
export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > BYTES_MAX) return { is: 'tooLarge' }
  try {
    if (/\.csv$/i.test(file.name)) return { is: 'cells', cells: cellsOfCsv(await textOf(file)) }
    if (!(await isZip(file))) return { is: 'notSheet' }
    const { readSheet } = await import('read-excel-file/browser')
    return { is: 'cells', cells: await readSheet(file) }
  } catch {
    return { is: 'notSheet' }
  }
}

/** Spreadsheets in China often write GB 18030 where they do not write UTF-8. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

async function isZip(file: File): Promise<boolean> {
  const [p, k] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return p === 0x50 && k === 0x4b
}

/** Saves texts as a workbook. Every cell is a text: a name that begins with "=" stays a name. */
export async function saveSheet(
  fileName: string,
  sheet: string,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const { default: writeXlsxFile } = await import('write-excel-file/browser')
  const data = rows.map((row, i) =>
    row.map((value) => ({ type: String, value, ...(i === 0 ? { fontWeight: 'bold' as const } : {}) })),
  )
  await writeXlsxFile(data, { sheet, columns: [{ width: 16 }, { width: 24 }] }).toFile(fileName)
}
