/** What a case's departments show as evidence: a picture drawn here and a short PDF, small, and the same each time. */
import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 480
const HEIGHT = 320
const GROUND = 250
const FLOOR = 36

type Colour = readonly [red: number, green: number, blue: number]

const WALLS: readonly Colour[] = [
  [196, 164, 124],
  [176, 92, 80],
  [120, 144, 156],
  [214, 196, 140],
  [140, 160, 120],
]
const WINDOW: Colour = [92, 128, 160]
const CRANE: Colour = [224, 160, 32]

/** A building site as a PNG: so many of so many floors stand, with a crane beside them until the last. */
export function sitePicture(site: number, floors: number, of: number): Uint8Array {
  const wall = WALLS[site % WALLS.length] as Colour
  const top = GROUND - floors * FLOOR
  const left = 120 + ((site * 23) % 80)
  const right = left + 160
  const pixel = (x: number, y: number): Colour => {
    if (y >= GROUND) return [126 - ((x + y) % 5), 116, 84]
    if (x >= left && x < right && y >= top) {
      const isWindow = (x - left) % 32 >= 10 && (x - left) % 32 < 24 && (y - top) % FLOOR >= 10
      return isWindow && (y - top) % FLOOR < 28 ? WINDOW : wall
    }
    if (floors < of && isCrane(x - right - 30, y)) return CRANE
    return [168 + Math.floor(y / 5), 204 + Math.floor(y / 8), 232]
  }
  return png(pixel)
}

function isCrane(x: number, y: number): boolean {
  const isMast = x >= 0 && x < 8 && y >= 40
  const isArm = y >= 40 && y < 47 && x >= -90 && x < 40
  return isMast || isArm || (x >= -70 && x < -67 && y >= 47 && y < 80)
}

function png(pixel: (x: number, y: number) => Colour): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  let at = 0
  for (let y = 0; y < HEIGHT; y += 1) {
    // Each row begins with its filter: none.
    at += 1
    for (let x = 0; x < WIDTH; x += 1) for (const part of pixel(x, y)) rows[at++] = part
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  // Eight bits for each of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

/** One page with one line of Latin letters. */
export function shortPdf(line: string): Uint8Array {
  const content = `BT /F1 18 Tf 40 120 Td (${line.replaceAll(/[^ -'*-[\]-~]/g, '?')}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const at of offsets) text += `${String(at).padStart(10, '0')} 00000 n \n`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}
