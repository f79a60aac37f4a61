/** An archive's table of contents, for looking things up. It checks nothing: that is the verifier's part. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ANSWERS, type BallotKind } from '../../ballot/questions.ts'
import { readRecords, sha256CompactBase64, type Question, type Report } from '../../protocol/index.ts'
import { piecesOf } from './bytes.ts'
import type { Asked, BallotEntry, Contents } from './found.ts'

const EVENT_NAME = /^([0-9a-f]{64})\.event\.json$/
const DATA_NAME = /^([0-9a-f]{64})\.data\.json$/

/** Data that waits for its event; an archive that holds more than this back is not an honest one. */
const WAITING_MAX = 16

export async function readContents(
  file: Blob,
): Promise<{ readonly contents: Contents; readonly sha256: string; readonly size: number }> {
  const digest = sha256.create()
  let size = 0
  async function* digested(): AsyncGenerator<Uint8Array> {
    for await (const piece of piecesOf(file)) {
      digest.update(piece)
      size += piece.length
      yield piece
    }
  }
  const source = digested()
  const contents = await listRecords(source)
  // Where no record could be read any more, the rest still belongs to the file's digest.
  for await (const _ of source);
  return { contents, sha256: bytesToHex(digest.digest()), size }
}

async function listRecords(source: AsyncGenerator<Uint8Array>): Promise<Contents> {
  const ballots: BallotEntry[] = []
  const eventTypes: string[] = []
  const eventHashes: string[] = []
  const waiting = new Map<string, { readonly record: number; readonly bytes: Uint8Array }>()
  for await (const found of readRecords(keptOpen(source))) {
    if (!found.ok) break
    const { name, number, bytes } = found
    const data = DATA_NAME.exec(name)?.[1]
    if (data !== undefined && waiting.size < WAITING_MAX) waiting.set(data, { record: number, bytes })
    const event = EVENT_NAME.exec(name)?.[1]
    if (event === undefined) continue
    const { type, height, payload } = parsed(bytes)
    if (typeof type === 'string' && Number.isSafeInteger(height) && (height as number) <= number) {
      eventTypes[height as number] = type
      eventHashes[height as number] = event
    }
    const referred = typeof payload === 'string' ? waiting.get(payload) : undefined
    if (type === 'Ballot' && referred !== undefined) {
      const entry = ballotEntry(referred.record, referred.bytes)
      if (entry !== undefined) ballots.push(entry)
    }
    waiting.clear()
  }
  return { ballots, eventTypes: [...eventTypes], eventHashes: [...eventHashes] }
}

/** Leaving the loop over the records early would close the source: its rest is still to be read. */
async function* keptOpen(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await source.next()
    if (done === true) return
    yield value
  }
}

function ballotEntry(record: number, bytes: Uint8Array): BallotEntry | undefined {
  const { credential, signature } = parsed(bytes)
  const seal = typeof signature === 'object' && signature !== null && 'hash' in signature && signature.hash
  if (typeof credential !== 'string' || typeof seal !== 'string') return undefined
  return { record, tracker: sha256CompactBase64(new TextDecoder().decode(bytes)), seal, credential }
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** What was asked, where the questions are those of a vote of this service (`ballot/questions.ts`). */
export function readAsked({ election, result }: Report): Asked | undefined {
  if (election === undefined) return undefined
  const { questions } = election
  const kind = kindOf(questions)
  if (kind === undefined) return undefined
  const options = kind === 'choose' ? (questions[0] as Question).answers : questions.map((q) => q.question)
  if (result === undefined || kind === 'satisfaction') return { kind, options }
  const rows = kind === 'choose' ? (result[0] ?? []) : result.map((row) => row[1] ?? 0)
  return { kind, options, approvals: kind === 'choose' ? rows.slice(1) : rows }
}

function kindOf(questions: readonly Question[]): BallotKind | undefined {
  if (questions.some(({ blank, min }) => blank !== true || min !== 1)) return undefined
  const fixed = (['each', 'satisfaction'] as const).find((kind) =>
    questions.every(({ answers }) => JSON.stringify(answers) === JSON.stringify(ANSWERS[kind])),
  )
  return fixed ?? (questions.length === 1 ? 'choose' : undefined)
}
