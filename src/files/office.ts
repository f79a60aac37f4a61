/** Whether a zip is a Word document or an Excel workbook, whole, and without anything that runs. */
import { BrokenDocumentError, MacroError, NotADocumentError } from './errors.ts'
import { unzipped, zipEntries } from './zip.ts'

const CONTENT_TYPES = '[Content_Types].xml'
const MAIN = 'application/vnd.openxmlformats-officedocument.'
const KINDS = {
  docx: `${MAIN}wordprocessingml.document.main+xml`,
  xlsx: `${MAIN}spreadsheetml.sheet.main+xml`,
} as const

/** Visual Basic, the older macros of Excel, and controls that run code. */
const RUNS = /vba(project|data)|macro|activex/i

/** Throws `BrokenDocumentError`, `NotADocumentError` or `MacroError`. */
export async function officeKind(zip: Uint8Array): Promise<keyof typeof KINDS> {
  const entries = zipEntries(zip)
  if (entries.some(({ name }) => RUNS.test(name))) throw new MacroError()
  let types: string | undefined
  for (const entry of entries) {
    if (entry.isFolder && entry.bytes > 0) throw new BrokenDocumentError('a folder that is a file')
    const data = await unzipped(zip, entry)
    const isXml = /\.(xml|rels|vml)$/i.test(entry.name)
    const text = isXml ? Buffer.from(data).toString('latin1') : ''
    // Office never writes one; what it can do is make a reader expand without end, or fetch.
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new BrokenDocumentError('<!DOCTYPE')
    if (entry.name === CONTENT_TYPES) types = text
  }
  if (types === undefined) throw new NotADocumentError()
  const overrides = [...types.matchAll(/<Override\b[^<>]*>/g)].map(([tag]) => ({
    part: /\bPartName="\/([^"]+)"/.exec(tag)?.[1] ?? '',
    type: /\bContentType="([^"]+)"/.exec(tag)?.[1] ?? '',
  }))
  if (RUNS.test(types)) throw new MacroError()
  for (const kind of ['docx', 'xlsx'] as const) {
    const main = overrides.filter(({ type }) => type === KINDS[kind])
    if (main.length === 1 && entries.some(({ name }) => name === main[0]?.part)) return kind
  }
  throw new NotADocumentError()
}
