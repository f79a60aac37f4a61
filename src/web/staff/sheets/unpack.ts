/**
 * A workbook is a zip. It is unpacked here by the browser itself, counted byte by byte as it comes, so that a small file
 * that would fill the memory is left in time; then it is handed on as a zip without compression. (The library that
 * reads it would start workers from text to unpack the larger ones, which our content policy does not allow.)
 */

export class TooLargeError extends Error {}
/** No zip, or one that is damaged, encrypted, or packed in some odd way. */
export class NotZipError extends Error {}

const ENTRIES_MAX = 1000

interface Entry {
  readonly name: Uint8Array<ArrayBuffer>
  readonly data: Uint8Array<ArrayBuffer>
}

/** Throws `TooLargeError` for more than `bytesMax` unpacked, `NotZipError`. */
export async function withoutCompression(zip: Uint8Array<ArrayBuffer>, bytesMax: number): Promise<Blob> {
  const entries: Entry[] = []
  let left = bytesMax
  for (const { name, packed, deflated } of entriesOf(zip)) {
    const data = deflated ? await inflated(packed, left) : packed
    left -= data.length
    if (left < 0) throw new TooLargeError()
    entries.push({ name, data })
  }
  return new Blob(stored(entries))
}

/** As the directory at the end lists them; only the texts of which a workbook consists. */
function* entriesOf(zip: Uint8Array<ArrayBuffer>) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  try {
    const end = endOf(view)
    const count = view.getUint16(end + 10, true)
    if (count > ENTRIES_MAX) throw new NotZipError()
    let at = view.getUint32(end + 16, true)
    for (let i = 0; i < count; i += 1) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new NotZipError()
      const flags = view.getUint16(at + 8, true)
      const method = view.getUint16(at + 10, true)
      const length = view.getUint32(at + 20, true)
      const nameLength = view.getUint16(at + 28, true)
      const local = view.getUint32(at + 42, true)
      const name = zip.slice(at + 46, at + 46 + nameLength)
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
      if (!/\.xml(\.rels)?$/.test(new TextDecoder().decode(name))) continue
      if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) throw new NotZipError()
      const begins = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      if (begins + length > zip.length) throw new NotZipError()
      yield { name, packed: zip.subarray(begins, begins + length), deflated: method === 8 }
    }
  } catch (error) {
    // A number that leads out of the file.
    if (error instanceof RangeError) throw new NotZipError()
    throw error
  }
}

function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new NotZipError()
}

async function inflated(packed: Uint8Array<ArrayBuffer>, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new NotZipError()
    })
    if (done) break
    length += value.length
    if (length > bytesMax) {
      await reader.cancel()
      throw new TooLargeError()
    }
    pieces.push(value)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

function stored(entries: readonly Entry[]): Uint8Array<ArrayBuffer>[] {
  const files: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { name, data } of entries) {
    const sizes = [data.length, data.length, name.length] as const
    // Made by and for this page: no checksum is looked at.
    const local = header(
      30,
      0x04034b50,
      [
        [18, sizes[0]],
        [22, sizes[1]],
      ],
      [
        [4, 20],
        [26, sizes[2]],
      ],
    )
    const listed = header(
      46,
      0x02014b50,
      [
        [20, sizes[0]],
        [24, sizes[1]],
        [42, offset],
      ],
      [
        [4, 20],
        [6, 20],
        [28, sizes[2]],
      ],
    )
    files.push(local, name, data)
    directory.push(listed, name)
    offset += local.length + name.length + data.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = header(
    22,
    0x06054b50,
    [
      [12, size],
      [16, offset],
    ],
    [
      [8, entries.length],
      [10, entries.length],
    ],
  )
  return [...files, ...directory, end]
}

/** A header of zip: its mark, then numbers of four and of two bytes at their places. */
function header(
  length: number,
  mark: number,
  fours: readonly (readonly [number, number])[],
  twos: readonly (readonly [number, number])[],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, mark, true)
  for (const [at, value] of fours) view.setUint32(at, value, true)
  for (const [at, value] of twos) view.setUint16(at, value, true)
  return bytes
}
