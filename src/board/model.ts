/**
 * The journal: one hash chain of official acts for the whole deployment. Pure: knows no clock, database or HTTP, and
 * imports no zod, so that the auditor's page can use it.
 */
import { sha256Hex } from '../protocol/index.ts'
import { canonicalJson, type Json } from './canonical.ts'

/** An official act, as the stage that does it hands it over. */
export interface Act {
  readonly assemblyId: string
  /** `stage.whatWasDone`, in English camel case: `people.meetingConvened`. */
  readonly act: string
  /** In which role it was done: one of the staff's roles, `operator` (whoever runs the server) or `service` (nobody). */
  readonly role: string
  /** When, ISO-8601 UTC. */
  readonly at: string
  /** What the public may know of it: figures, digests, ids, titles; never a deputy's name. */
  readonly payload: { readonly [key: string]: Json }
}

/** One entry of the journal; its line is the compact JSON of these fields in this order. */
export interface JournalEntry {
  /** From 0, without gaps. */
  readonly seq: number
  readonly at: string
  readonly assembly: string
  readonly act: string
  readonly role: string
  readonly payload: Json
  /** SHA-256, in hex, of the payload's canonical text, which is the text that stands in the line. */
  readonly payloadDigest: string
  /** `hash` of the entry before, or 64 zeros. */
  readonly previous: string
  /** SHA-256, in hex, of the compact JSON of all the fields before this one. */
  readonly hash: string
}

/** What the first entry names as its predecessor. */
export const NO_PREVIOUS = '0'.repeat(64)

/** Where a chain stands: the number that the next entry gets, and the hash that it must name. */
export interface ChainEnd {
  readonly nextSeq: number
  readonly hash: string
}

export const EMPTY_CHAIN: ChainEnd = { nextSeq: 0, hash: NO_PREVIOUS }

/** An entry as it is stored: the payload is kept as its text. */
export interface StoredEntry extends Omit<JournalEntry, 'payload'> {
  readonly payload: string
}

/** Makes the entry for an act at the end of a chain. */
export function chainAct(end: ChainEnd, { assemblyId, act, role, at, payload }: Act): StoredEntry {
  const payloadText = canonicalJson(payload)
  const unhashed = {
    seq: end.nextSeq,
    at,
    assembly: assemblyId,
    act,
    role,
    payload: payloadText,
    payloadDigest: sha256Hex(payloadText),
    previous: end.hash,
  }
  return { ...unhashed, hash: entryHash(unhashed) }
}

/** The line of the journal, without its line feed. */
export function entryLine(entry: StoredEntry): string {
  return `${fieldsBeforeHash(entry)},"hash":${JSON.stringify(entry.hash)}}`
}

/** What `hash` must be. */
export function entryHash(entry: Omit<StoredEntry, 'hash'>): string {
  return sha256Hex(`${fieldsBeforeHash(entry)}}`)
}

/** The payload is put in as the very text that its digest is of, not as a value that is written again. */
function fieldsBeforeHash(entry: Omit<StoredEntry, 'hash'>): string {
  const { seq, at, assembly, act, role, payload, payloadDigest, previous } = entry
  const before = JSON.stringify({ seq, at, assembly, act, role }).slice(0, -1)
  const after = JSON.stringify({ payloadDigest, previous }).slice(1, -1)
  return `${before},"payload":${payload},${after}`
}
