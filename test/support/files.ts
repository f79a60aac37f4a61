/** Files as people send them, and as somebody would who means harm. */
import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import type { Asker } from './ballots.ts'

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

let shade = 0

/** A picture that no other call has made: a slope of grey with a coloured corner at the top left. */
export async function photoOf({
  width = 320,
  height = 240,
  format = 'jpeg' as 'jpeg' | 'png' | 'webp',
  orientation = 1,
  exif = {} as Record<string, Record<string, string>>,
} = {}): Promise<Uint8Array> {
  shade += 1
  const corner = { r: 255, g: (shade * 37) % 256, b: (shade * 101) % 256 }
  const quarter = { width: Math.max(1, width >> 2), height: Math.max(1, height >> 2), channels: 3 as const }
  const mark = await sharp({ create: { ...quarter, background: corner } })
    .raw()
    .toBuffer()
  const image = sharp({ create: { width, height, channels: 3, background: '#888888' } })
    .composite([{ input: mark, raw: quarter, top: 0, left: 0 }])
    .withExif(exif)
    .withMetadata({ orientation })
  return new Uint8Array(await image.toFormat(format).toBuffer())
}

/** The colour at a place of a picture. */
export async function pixelOf(bytes: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return [...data.subarray(at, at + 3)]
}

export function bytesOfText(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** A PDF of one empty page, with its table where it says. */
export function pdfOf(note = 'empty'): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Note (${note}) >>`,
  ]
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((body, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const table = text.length
  text += `xref\n0 4\n0000000000 65535 f \n`
  for (const at of offsets) text += `${String(at).padStart(10, '0')} 00000 n \n`
  text += `trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return bytesOfText(text)
}

export interface TestEntry {
  readonly name: string
  readonly data: string | Uint8Array
  /** What is said of it instead of what is so. */
  readonly says?: { readonly bytes?: number; readonly crc?: number; readonly localName?: string }
  readonly flags?: number
  readonly at?: number
}

/** A zip by hand, so that it can also lie. */
export function zipOf(
  entries: readonly TestEntry[],
  { comment = '', before = '', count = entries.length } = {},
): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from(before)]
  const list: Uint8Array[] = []
  let at = before.length
  for (const { name, data, says = {}, flags = 0, at: lied } of entries) {
    const plain = Buffer.from(data)
    const packed = deflateRawSync(plain, { level: 9 })
    const bytes = says.bytes ?? plain.length
    const crc = says.crc ?? crc32(plain)
    const local = Buffer.from(says.localName ?? name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(flags, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc, 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(bytes, 22)
    head.writeUInt16LE(local.length, 26)
    parts.push(head, local, packed)
    const named = Buffer.from(name)
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50, 0)
    row.writeUInt16LE(20, 4)
    row.writeUInt16LE(20, 6)
    row.writeUInt16LE(flags, 8)
    row.writeUInt16LE(8, 10)
    row.writeUInt32LE(crc, 16)
    row.writeUInt32LE(packed.length, 20)
    row.writeUInt32LE(bytes, 24)
    row.writeUInt16LE(named.length, 28)
    row.writeUInt32LE(lied ?? at, 42)
    list.push(row, named)
    at += head.length + local.length + packed.length
  }
  const rows = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(rows.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return new Uint8Array(Buffer.concat([...parts, rows, end, Buffer.from(comment)]))
}

const MAIN = 'application/vnd.openxmlformats-officedocument'
const TYPE = {
  docx: `${MAIN}.wordprocessingml.document.main+xml`,
  xlsx: `${MAIN}.spreadsheetml.sheet.main+xml`,
}
const PART = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' }

export function contentTypes(kind: 'docx' | 'xlsx', type = TYPE[kind]): TestEntry {
  const data =
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/${PART[kind]}" ContentType="${type}"/></Types>`
  return { name: '[Content_Types].xml', data }
}

/** What makes a document of a kind: its types, its main part, and what is added. */
export function officeEntries(kind: 'docx' | 'xlsx', ...more: readonly TestEntry[]): TestEntry[] {
  return [
    contentTypes(kind),
    { name: '_rels/.rels', data: '<Relationships/>' },
    { name: PART[kind], data: '<document>修路</document>' },
    ...more,
  ]
}

export function officeOf(kind: 'docx' | 'xlsx', ...more: readonly TestEntry[]): Uint8Array {
  return zipOf(officeEntries(kind, ...more))
}

/** Sends bytes as they are. */
export function putBytes(
  who: Asker,
  path: string,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  return who.fetch(path, {
    method: 'PUT',
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  })
}
