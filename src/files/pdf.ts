/**
 * Whether bytes are a PDF from their first to their last, and nothing besides. What stands in a PDF is not looked
 * into: it is only ever handed out to be saved.
 */
import { BrokenDocumentError } from './errors.ts'

const HEADER = /^%PDF-(1\.[0-7]|2\.0)[\r\n]/
/** What a reader looks for at the end. */
const TAIL = /startxref\s+(\d+)\s+%%EOF[\s\0]*$/
const TAIL_BYTES = 2048
/** Comments (the second line is one, of bytes that no text has), then the first object. */
const BODY = /^(?:[\r\n\s]|%[^\r\n<]*[\r\n])*\d+ \d+ obj/
/** After an end that is not the last: what was added later, or the rest of what encloses it. */
const AFTER_END = /^(?:\s|%[^\r\n<]*[\r\n])*(?:\d+ \d+ obj|xref|endstream|$)/

/** More often than anybody adds to a document: each is looked at. */
const ENDS_MAX = 1000

/** Throws `BrokenDocumentError`. */
export function requirePdf(bytes: Uint8Array): void {
  // One character a byte: only marks are looked for.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const header = HEADER.exec(text)
  if (header === null) throw new BrokenDocumentError('%PDF-')
  if (!BODY.test(text.slice(header[0].length, header[0].length + 4096)))
    throw new BrokenDocumentError('something stands before the first object')
  const tail = TAIL.exec(text.slice(-TAIL_BYTES))
  if (tail === null) throw new BrokenDocumentError('%%EOF')
  const table = text.slice(Number(tail[1]), Number(tail[1]) + 64)
  if (!/^\s*(xref|\d+ \d+ obj)/.test(table)) throw new BrokenDocumentError('startxref')
  let ends = 0
  for (const { index } of text.matchAll(/%%EOF/g)) {
    ends += 1
    if (ends > ENDS_MAX) throw new BrokenDocumentError(`%%EOF > ${ENDS_MAX}`)
    const after = text.slice(index + '%%EOF'.length, index + 512).replaceAll('\0', ' ')
    if (!AFTER_END.test(after)) throw new BrokenDocumentError('something stands after %%EOF')
  }
  if (endsAsZip(bytes)) throw new BrokenDocumentError('zip')
}

const ZIP_TAIL_BYTES = 22 + 0xffff

/** Whether a program that unpacks zips would find one: it looks at the end, wherever the beginning is. */
function endsAsZip(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = Math.max(0, bytes.length - ZIP_TAIL_BYTES)
  for (let at = bytes.length - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    const start = at - view.getUint32(at + 12, true)
    if (start >= 0 && view.getUint32(start, true) === 0x02014b50) return true
  }
  return false
}
