/**
 * An archive as its parts, for tests that change one of them: read a `.bel`, change something, build it again with
 * all hashes, names, parents, heights and references computed anew, so that only the change itself gives it away.
 */
import {
  encodeRecord,
  readRecords,
  sha256Hex,
  compactJson,
  type ArchiveRecord,
  type EventType,
} from '../../src/protocol/index.ts'
import { present } from './present.ts'

/** What an archive says, without its chain. */
export interface Draft {
  timestampSec: number
  election: string
  trustees: string
  credentials: string
  ballots: string[]
  ended: boolean
  tally?: SizedTally | undefined
  decryptions: { owner: number; decryption: string }[]
  result?: string | undefined
}

export interface SizedTally {
  numTallied: number
  totalWeight: number
  tally: string
}

/** One record before its hash is known. `role` says what it is: `election`, `ballot:0`, `event:Ballot:0`, … */
export type Entry = DataEntry | EventEntry

export interface DataEntry {
  readonly kind: 'data'
  role: string
  /** The exact content; hashes of earlier records by their roles. */
  content: (hashOf: (role: string) => string) => string
}

export interface EventEntry {
  readonly kind: 'event'
  role: string
  type: EventType
  /** The role of the data that it refers to. */
  payload?: string | undefined
  /** Instead of what the chain asks for. The next event goes on from here. */
  height?: number
  parent?: string | null
  payloadHash?: string
  /** Changes the event's own text before it is hashed. */
  rewrite?: (text: string) => string
}

export interface Built {
  readonly bytes: Uint8Array
  readonly timestampSec: number
  readonly records: readonly BuiltRecord[]
  /** Where a role's record stands: the last one of that role. */
  at(role: string): { readonly record: number; readonly name: string; readonly height: number | undefined }
}

export interface BuiltRecord extends ArchiveRecord {
  readonly role: string
  /** Height of the event that the record is, or that the record precedes. */
  readonly height: number | undefined
  /** Where the record begins in the file. */
  readonly offset: number
}

export function copyOf(draft: Draft): Draft {
  return structuredClone(draft)
}

function data(role: string, content: string): Entry {
  return { kind: 'data', role, content: () => content }
}

function event(role: string, type: EventType, payload?: string): Entry {
  return { kind: 'event', role: `event:${role}`, type, payload }
}

/** The records of a draft in the order of the specification (§4.4). */
export function entriesOf(draft: Draft): Entry[] {
  const entries: Entry[] = [
    data('election', draft.election),
    data('trustees', draft.trustees),
    data('credentials', draft.credentials),
    {
      kind: 'data',
      role: 'setup',
      content: (hashOf) =>
        compactJson({
          election: hashOf('election'),
          trustees: hashOf('trustees'),
          credentials: hashOf('credentials'),
        }),
    },
    event('Setup', 'Setup', 'setup'),
  ]
  for (const [i, ballot] of draft.ballots.entries()) {
    entries.push(data(`ballot:${i}`, ballot), event(`Ballot:${i}`, 'Ballot', `ballot:${i}`))
  }
  if (draft.ended) entries.push(event('EndBallots', 'EndBallots'))
  if (draft.tally !== undefined) {
    const { numTallied, totalWeight, tally } = draft.tally
    entries.push(
      data('tally', tally),
      {
        kind: 'data',
        role: 'sizedTally',
        content: (hashOf) =>
          compactJson({
            num_tallied: numTallied,
            total_weight: totalWeight,
            encrypted_tally: hashOf('tally'),
          }),
      },
      event('EncryptedTally', 'EncryptedTally', 'sizedTally'),
    )
  }
  for (const [i, { owner, decryption }] of draft.decryptions.entries()) {
    entries.push(
      data(`decryption:${i}`, decryption),
      {
        kind: 'data',
        role: `owned:${i}`,
        content: (hashOf) => compactJson({ owner, payload: hashOf(`decryption:${i}`) }),
      },
      event(`PartialDecryption:${i}`, 'PartialDecryption', `owned:${i}`),
    )
  }
  if (draft.result !== undefined) {
    entries.push(data('result', draft.result), event('Result', 'Result', 'result'))
  }
  return entries
}

/** Computes names, parents, heights and references, and writes the file. */
export function build(
  entries: readonly Entry[],
  options: { readonly timestampSec: number; readonly header?: string },
): Built {
  const { timestampSec } = options
  const hashes = new Map<string, string>()
  const hashOf = (role: string): string => present(hashes.get(role), role)
  const header = options.header ?? compactJson({ version: 1, timestamp: String(timestampSec) })
  const records: (ArchiveRecord & { role: string; height?: number })[] = [
    { name: 'BELENIOS', content: header, role: 'header' },
  ]
  let parent: string | undefined
  let height = -1
  let waiting: (typeof records)[number][] = []
  for (const entry of entries) {
    if (entry.kind === 'data') {
      const content = entry.content(hashOf)
      const hash = sha256Hex(content)
      hashes.set(entry.role, hash)
      const record = { name: `${hash}.data.json`, content, role: entry.role }
      waiting.push(record)
      records.push(record)
      continue
    }
    height = entry.height ?? height + 1
    const before = entry.parent === undefined ? parent : (entry.parent ?? undefined)
    const payload = entry.payloadHash ?? (entry.payload === undefined ? undefined : hashOf(entry.payload))
    const plain = compactJson({
      ...(before === undefined ? {} : { parent: before }),
      height,
      type: entry.type,
      ...(payload === undefined ? {} : { payload }),
    })
    const content = entry.rewrite?.(plain) ?? plain
    parent = sha256Hex(content)
    for (const record of waiting) record.height = height
    waiting = []
    records.push({ name: `${parent}.event.json`, content, role: entry.role, height })
  }
  return joined(records, timestampSec)
}

/** The file of these records exactly as they are given. */
export function joined(
  records: readonly (ArchiveRecord & { readonly role: string; readonly height?: number | undefined })[],
  timestampSec: number,
): Built {
  const pieces = records.map((record) => encodeRecord(record, timestampSec))
  let offset = 0
  const built = records.map((record, i) => {
    const placed = { ...record, height: record.height, offset }
    offset += present(pieces[i]).length
    return placed
  })
  return {
    bytes: concat(pieces),
    timestampSec,
    records: built,
    at(role) {
      const i = built.findLastIndex((record) => record.role === role)
      const record = present(built[i], role)
      return { record: i + 1, name: record.name, height: record.height }
    },
  }
}

export function buildDraft(draft: Draft): Built {
  return build(entriesOf(draft), draft)
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

/** A stream of one file in pieces of the given length. */
export async function* inChunks(bytes: Uint8Array, length = bytes.length): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += length) yield bytes.subarray(offset, offset + length)
}

/** Takes a sound archive apart. Throws for one that is not: tests start from good ones. */
export async function readDraft(bytes: Uint8Array): Promise<Draft> {
  const contents = new Map<string, string>()
  const draft: Draft = {
    timestampSec: 0,
    election: '',
    trustees: '',
    credentials: '',
    ballots: [],
    ended: false,
    decryptions: [],
  }
  const decoder = new TextDecoder()
  const dataAt = (hash: unknown): string => present(contents.get(hash as string), `data ${String(hash)}`)
  for await (const record of readRecords(inChunks(bytes))) {
    if (!record.ok) throw new Error(`${record.code} at record ${record.number}`)
    const content = decoder.decode(record.bytes)
    const value = JSON.parse(content) as Record<string, unknown>
    if (record.number === 1) {
      draft.timestampSec = Number(value.timestamp)
    } else if (record.name.endsWith('.event.json')) {
      follow(draft, value.type as EventType, value.payload === undefined ? '' : dataAt(value.payload), dataAt)
    } else {
      contents.set(record.name.slice(0, 64), content)
    }
  }
  return draft
}

function follow(draft: Draft, type: EventType, payload: string, dataAt: (hash: unknown) => string): void {
  const fields = (): Record<string, unknown> => JSON.parse(payload) as Record<string, unknown>
  switch (type) {
    case 'Setup':
      draft.election = dataAt(fields().election)
      draft.trustees = dataAt(fields().trustees)
      draft.credentials = dataAt(fields().credentials)
      return
    case 'Ballot':
      draft.ballots.push(payload)
      return
    case 'EndBallots':
      draft.ended = true
      return
    case 'EncryptedTally':
      draft.tally = {
        numTallied: fields().num_tallied as number,
        totalWeight: fields().total_weight as number,
        tally: dataAt(fields().encrypted_tally),
      }
      return
    case 'PartialDecryption':
      draft.decryptions.push({ owner: fields().owner as number, decryption: dataAt(fields().payload) })
      return
    case 'Result':
      draft.result = payload
      return
    case 'Shuffle':
    case 'EndShuffles':
      throw new Error(`${type} is not expected here`)
  }
}
