/** A sheet that somebody chose, as cells. Everything is read on this device; the library comes only when it is used. */
import { cellsOfCsv } from './csv.ts'
import { NotZipError, TooLargeError, withoutCompression } from './unpack.ts'

const BYTES_MAX = 5 * 1024 * 1024
const UNPACKED_BYTES_MAX = 64 * 1024 * 1024

export type Cells = readonly (readonly unknown[])[]

export type ReadFile =
  | { readonly is: 'cells'; readonly cells: Cells }
  | { readonly is: 'tooLarge' | 'unpacksTooLarge' | 'notSheet' }

/** The cells of a file's first sheet. Nothing of it leaves this device yet. */
export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > BYTES_MAX) return { is: 'tooLarge' }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (/\.csv$/i.test(file.name)) return { is: 'cells', cells: cellsOfCsv(textOf(bytes)) }
    const zip = await withoutCompression(bytes, UNPACKED_BYTES_MAX)
    const { readSheet } = await import('read-excel-file/browser')
    return { is: 'cells', cells: await readSheet(zip) }
  } catch (error) {
    return { is: error instanceof TooLargeError ? 'unpacksTooLarge' : 'notSheet' }
  }
}

/** Spreadsheets in China often write GB 18030 where they do not write UTF-8. */
function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  // No text has this; a picture that is called .csv does.
  if (bytes.includes(0)) throw new NotZipError()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}
