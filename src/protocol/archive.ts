/**
 * The archive `<uuid>.bel` (specification §4.4): an old-style tar file that only grows. Written and read record by
 * record, so that no more than one record is in memory.
 *
 * Knows the container, the header and the form of events; what an event's payload means, `verify.ts` knows.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { FindingCode } from './findings.ts'
import { hash, literal, object, oneOf, optional, smallInteger, textLike, type Shaped } from './shape.ts'
import { compactJson, sha256Hex } from './text.ts'

const BLOCK = 512
/** No honest record comes near: a list of a million credentials has 67 MB. */
const RECORD_BYTES_MAX = 128 * 1024 * 1024

export const HEADER_NAME = 'BELENIOS'
export const RECORD_NAME = /^([0-9a-f]{64})\.(data|event)\.json$/

/** `header` (§4.4); seconds since 1970, as a string in the way of the reference. */
export const headerShape = object({
  version: literal(1),
  timestamp: textLike(/^(?:0|[1-9][0-9]{0,11})$/, 'seconds'),
})

/** `event` (§4.4). */
export const eventShape = object({
  parent: optional(hash),
  height: smallInteger,
  type: oneOf(
    'Setup',
    'Ballot',
    'EndBallots',
    'EncryptedTally',
    'Shuffle',
    'EndShuffles',
    'PartialDecryption',
    'Result',
  ),
  payload: optional(hash),
})
export type ArchiveEvent = Shaped<typeof eventShape>
export type EventType = ArchiveEvent['type']

/** One record to be written: its name in the archive and its exact content. */
export interface ArchiveRecord {
  readonly name: string
  readonly content: string
}

/** The first record of an archive (§4.4). `timestampSec` is the beginning of the election. */
export function headerRecord(timestampSec: number): ArchiveRecord {
  return { name: HEADER_NAME, content: compactJson({ version: 1, timestamp: String(timestampSec) }) }
}

/** A data record, named by its content. */
export function dataRecord(content: string): ArchiveRecord {
  return { name: `${sha256Hex(content)}.data.json`, content }
}

/** The hash of the last event, and its height: where the next one goes on. */
export interface ChainHead {
  readonly hash: string
  readonly height: number
}

/** An event record that goes on after `head`, and the new head. */
export function eventRecord(
  head: ChainHead | undefined,
  type: EventType,
  payload?: string,
): { readonly record: ArchiveRecord; readonly head: ChainHead } {
  const height = head === undefined ? 0 : head.height + 1
  const content = compactJson({
    ...(head === undefined ? {} : { parent: head.hash }),
    height,
    type,
    ...(payload === undefined ? {} : { payload }),
  })
  const eventHash = sha256Hex(content)
  return { record: { name: `${eventHash}.event.json`, content }, head: { hash: eventHash, height } }
}

/**
 * Several payloads and the event that refers to the last of them. What is built last is named in the event.
 */
export function recordsOf(
  head: ChainHead | undefined,
  type: EventType,
  contents: readonly string[],
): { readonly records: readonly ArchiveRecord[]; readonly head: ChainHead } {
  const last = contents.at(-1)
  const event = eventRecord(head, type, last === undefined ? undefined : sha256Hex(last))
  return { records: [...contents.map(dataRecord), event.record], head: event.head }
}

/** The bytes of one record in the file. Every record carries the archive's own time: none tells when it was added. */
export function encodeRecord({ name, content }: ArchiveRecord, timestampSec: number): Uint8Array {
  const body = utf8ToBytes(content)
  const bytes = new Uint8Array(BLOCK + Math.ceil(body.length / BLOCK) * BLOCK)
  bytes.set(tarHeader(name, body.length, timestampSec))
  bytes.set(body, BLOCK)
  return bytes
}

function tarHeader(name: string, size: number, mtimeSec: number): Uint8Array {
  const header = new Uint8Array(BLOCK)
  const put = (offset: number, field: string): void => header.set(utf8ToBytes(field), offset)
  put(0, name)
  put(100, '0000644\0')
  put(108, '0000000\0')
  put(116, '0000000\0')
  put(124, `${size.toString(8).padStart(11, '0')}\0`)
  put(136, `${mtimeSec.toString(8).padStart(11, '0')}\0`)
  put(148, '        0')
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return header
}

/** A record as it was found in a file; or what is wrong with the file there, after which nothing more is read. */
export type FoundRecord =
  | {
      readonly ok: true
      /** From 1. */
      readonly number: number
      readonly name: string
      readonly bytes: Uint8Array
      /** The time in the record's header: the same in all of them, and in the archive's own header. */
      readonly timestampSec: number
      /** What is odd about its container; the content was read all the same. */
      readonly oddities: readonly FindingCode[]
    }
  | { readonly ok: false; readonly number: number; readonly code: FindingCode; readonly name?: string }

/**
 * Reads an archive record by record from chunks of any size. Never throws for bad data; an error of the source itself
 * passes through.
 */
export async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FoundRecord> {
  const source = new ByteSource(chunks)
  let archiveSec: number | undefined
  for (let number = 1; ; number++) {
    const header = await source.take(BLOCK)
    if (header.length === 0) {
      if (number === 1) yield { ok: false, number: 0, code: 'archive.empty' }
      return
    }
    const fields = header.length === BLOCK ? parseHeader(header) : undefined
    if (fields === undefined) {
      const code =
        header.length < BLOCK && number > 1
          ? 'archive.cut'
          : number > 1
            ? 'archive.header'
            : 'archive.notArchive'
      yield { ok: false, number, code }
      return
    }
    const { name, size, timestampSec, canonical } = fields
    archiveSec ??= timestampSec
    if (size > RECORD_BYTES_MAX) {
      yield { ok: false, number, code: 'archive.tooLarge', name }
      return
    }
    const bytes = await source.take(size)
    const padding = await source.take((BLOCK - (size % BLOCK)) % BLOCK)
    if (bytes.length < size || (size + padding.length) % BLOCK !== 0) {
      yield { ok: false, number, code: 'archive.cut', name }
      return
    }
    const oddities: FindingCode[] = []
    if (!canonical || timestampSec !== archiveSec) oddities.push('archive.header')
    if (padding.some((byte) => byte !== 0)) oddities.push('archive.padding')
    yield { ok: true, number, name, bytes, timestampSec, oddities }
  }
}

interface HeaderFields {
  readonly name: string
  readonly size: number
  readonly timestampSec: number
  readonly canonical: boolean
}

function parseHeader(header: Uint8Array): HeaderFields | undefined {
  const ascii = (from: number, to: number): string => {
    const end = header.indexOf(0, from)
    return String.fromCharCode(...header.subarray(from, end < 0 || end > to ? to : end))
  }
  const name = ascii(0, 100)
  const sizeText = ascii(124, 136)
  const timeText = ascii(136, 148)
  if (!/^[0-7]{11}$/.test(sizeText) || !/^[0-7]{11}$/.test(timeText)) return undefined
  const size = Number.parseInt(sizeText, 8)
  const timestampSec = Number.parseInt(timeText, 8)
  const expected = tarHeader(name, size, timestampSec)
  return { name, size, timestampSec, canonical: expected.every((byte, i) => byte === header[i]) }
}

/** Gathers chunks into pieces of the length asked for, shorter only at the end. */
class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>
  #pending: Uint8Array[] = []
  #length = 0

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async take(length: number): Promise<Uint8Array> {
    while (this.#length < length) {
      const next = await this.#chunks.next()
      if (next.done) break
      this.#pending.push(next.value)
      this.#length += next.value.length
    }
    const taken = new Uint8Array(Math.min(length, this.#length))
    let filled = 0
    while (filled < taken.length) {
      const chunk = this.#pending.shift() as Uint8Array
      const part = chunk.subarray(0, taken.length - filled)
      taken.set(part, filled)
      filled += part.length
      if (part.length < chunk.length) this.#pending.unshift(chunk.subarray(part.length))
    }
    this.#length -= filled
    return taken
  }
}
