/**
 * A zip, written as it comes: nothing is held but the piece at hand and the list of names. Sizes follow each file
 * (a data descriptor), because they are not known before.
 */
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipFile {
  readonly name: string
  /** Its text, piece by piece. */
  readonly pieces: AsyncIterable<string> | Iterable<string>
}

/** 1980-01-01: the same content gives the same file. */
const TIME = 0
const DATE = 0x21
/** Sizes follow, and names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8

/** The files one after the other, then their list. None may reach 4 GB. */
export async function* zipOf(
  files: AsyncIterable<ZipFile> | Iterable<ZipFile>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const listed: Buffer[] = []
  let offset = 0
  for await (const { name, pieces } of files) {
    const named = Buffer.from(name)
    const start = offset
    const local = Buffer.concat([headerOf(0x04034b50, { named }), named])
    offset += local.length
    yield local
    const counted = { crc: 0, plain: 0 }
    let packed = 0
    for await (const piece of deflated(pieces, counted)) {
      packed += piece.length
      yield piece
    }
    const sizes = { crc: counted.crc, packed, plain: counted.plain }
    const descriptor = numbers([0x08074b50, sizes.crc, sizes.packed, sizes.plain])
    offset += packed + descriptor.length
    yield descriptor
    listed.push(headerOf(0x02014b50, { named, sizes, start }), named)
  }
  const directory = Buffer.concat(listed)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(listed.length / 2, 8)
  end.writeUInt16LE(listed.length / 2, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  yield Buffer.concat([directory, end])
}

/** Packs while it reads: what is not yet taken holds the reading back. */
async function* deflated(
  pieces: ZipFile['pieces'],
  counted: { crc: number; plain: number },
): AsyncGenerator<Buffer, void, undefined> {
  const deflate = createDeflateRaw()
  const feeding = (async () => {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece)
      counted.crc = crc32(bytes, counted.crc)
      counted.plain += bytes.length
      if (!deflate.write(bytes)) await roomIn(deflate)
    }
    deflate.end()
  })().catch((error: unknown) => {
    deflate.destroy(error as Error)
  })
  try {
    yield* deflate as AsyncIterable<Buffer>
  } finally {
    deflate.destroy()
    await feeding
  }
}

/** Once it takes more, or is not there any longer. */
function roomIn(stream: ReturnType<typeof createDeflateRaw>): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (go: () => void) => (): void => {
      stream.off('drain', drained).off('close', closed)
      go()
    }
    const drained = leave(resolve)
    const closed = leave(() => reject(new Error('nobody reads any longer')))
    stream.once('drain', drained).once('close', closed)
    if (stream.destroyed) closed()
  })
}

interface Sizes {
  readonly crc: number
  readonly packed: number
  readonly plain: number
}

/** What stands before a file, and, with its place and sizes, what stands for it in the list. */
function headerOf(
  mark: number,
  { named, sizes, start }: { readonly named: Buffer; readonly sizes?: Sizes; readonly start?: number },
): Buffer {
  const inList = start !== undefined
  const header = Buffer.alloc(inList ? 46 : 30)
  header.writeUInt32LE(mark, 0)
  let at = 4
  if (inList) at = header.writeUInt16LE(20, at)
  for (const number of [20, FLAGS, DEFLATE, TIME, DATE]) at = header.writeUInt16LE(number, at)
  for (const number of [sizes?.crc ?? 0, sizes?.packed ?? 0, sizes?.plain ?? 0])
    at = header.writeUInt32LE(number, at)
  header.writeUInt16LE(named.length, at)
  if (inList) header.writeUInt32LE(start, 42)
  return header
}

function numbers(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) buffer.writeUInt32LE(value, i * 4)
  return buffer
}
