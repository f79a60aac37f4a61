/**
 * A workbook (.xlsx) with one table, written row by row, so that two hundred thousand rows take no more memory than two
 * hundred. A cell is a text in the format of texts, whatever it begins with, or a number: it is never a formula.
 */
import { zipOf, type ZipFile } from './zip.ts'

/** An amount is given in hundredths of what it is shown in, and written exactly. */
export type Cell = string | number | { readonly hundredths: number }

export interface StreamedSheet {
  readonly name: string
  readonly headings: readonly string[]
  /** In characters. */
  readonly widths: readonly number[]
  /** Some rows at a time. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A sheet holds 1,048,576 rows; what is more goes to the next one. */
const SHEET_ROWS_MAX = 1_000_000

export function workbookOf(
  sheet: StreamedSheet,
  rowsMax = SHEET_ROWS_MAX,
): AsyncGenerator<Uint8Array, void, undefined> {
  return zipOf(filesOf(sheet, rowsMax))
}

async function* filesOf(sheet: StreamedSheet, rowsMax: number): AsyncGenerator<ZipFile, void, undefined> {
  const source: Source = { rows: sheet.rows[Symbol.asyncIterator](), left: [], ended: false }
  try {
    let sheets = 0
    while (!source.ended) {
      sheets += 1
      yield { name: `xl/worksheets/sheet${sheets}.xml`, pieces: piecesOf(sheet, source, rowsMax) }
    }
    yield* aroundThem(sheet.name, sheets)
  } finally {
    await source.rows.return?.()
  }
}

/** The rows that are still to come. */
interface Source {
  readonly rows: AsyncIterator<readonly (readonly Cell[])[]>
  left: readonly (readonly Cell[])[]
  ended: boolean
}

/** As many rows as there is room for; undefined when the sheet is full, or there are no more. */
async function take(source: Source, room: number): Promise<Source['left'] | undefined> {
  if (source.left.length === 0) {
    const { value, done } = await source.rows.next()
    if (done === true) {
      source.ended = true
      return undefined
    }
    source.left = value
  }
  if (room === 0) return undefined
  const some = source.left.slice(0, room)
  source.left = source.left.slice(room)
  return some
}

async function* piecesOf(
  { headings, widths }: StreamedSheet,
  source: Source,
  rowsMax: number,
): AsyncGenerator<string, void, undefined> {
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1" style="1"/>`,
  )
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${rowOf(headings, 1, 2)}`
  let room = rowsMax
  for (let rows = await take(source, room); rows !== undefined; rows = await take(source, room)) {
    const above = rowsMax - room + 1
    room -= rows.length
    yield rows.map((row, i) => rowOf(row, above + i + 1, 1)).join('')
  }
  yield '</sheetData></worksheet>'
}

function rowOf(cells: readonly Cell[], number: number, style: number): string {
  const all = cells.map((cell, i) => (cell === '' ? '' : cellOf(cell, `${COLUMNS[i]}${number}`, style)))
  return `<row r="${number}">${all.join('')}</row>`
}

const COLUMNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

function cellOf(text: Cell, place: string, style: number): string {
  if (typeof text === 'number') return `<c r="${place}" s="${STYLE_OF.number}"><v>${text}</v></c>`
  if (typeof text === 'object')
    return `<c r="${place}" s="${STYLE_OF.hundredths}"><v>${decimalOf(text.hundredths)}</v></c>`
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Through no floating point: 12345 is 123.45. */
function decimalOf(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What XML has no way to say is left out; a cell holds 32,767 characters. */
function escaped(text: string): string {
  return (
    text
      .slice(0, 32_767)
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  )
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Where the styles of numbers stand below. */
const STYLE_OF = { number: 3, hundredths: 4 }

/**
 * Format 49 is that of texts; a cell that is gone into and out of does not become a formula. 3 has thousands apart, 4 two
 * decimals with it.
 */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>${[3, 4].map((format) => `<xf numFmtId="${format}" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`).join('')}</cellXfs></styleSheet>`

function file(name: string, text: string): ZipFile {
  return { name, pieces: [XML + text] }
}

/** What makes sheets a workbook. */
function* aroundThem(name: string, sheets: number): Generator<ZipFile, void, undefined> {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1)
  yield file(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers
      .map((i) => `<sheet name="${escaped(i === 1 ? name : `${name}${i}`)}" sheetId="${i}" r:id="s${i}"/>`)
      .join('')}</sheets></workbook>`,
  )
  yield file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/>${numbers
      .map((i) => `<Relationship Id="s${i}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i}.xml"/>`)
      .join('')}</Relationships>`,
  )
  yield { name: 'xl/styles.xml', pieces: [STYLES] }
  yield file(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="w" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  yield file(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbers
      .map((i) => `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
      .join('')}</Types>`,
  )
}
