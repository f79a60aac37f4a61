/** Verifies a journal that came from anywhere. Bad data is never thrown: it is a finding. */
import { sha256Hex } from '../protocol/index.ts'
import { canonicalJson, type Json } from './canonical.ts'
import { EMPTY_CHAIN, entryHash, entryLine, type ChainEnd, type StoredEntry } from './model.ts'

export interface JournalFinding {
  /** Counted from 1. */
  readonly line: number
  readonly code: 'malformed' | 'notCanonical' | 'sequence' | 'payloadDigest' | 'previous' | 'hash'
  /** What it means, in Chinese and English. */
  readonly message: string
}

export interface JournalReport {
  readonly ok: boolean
  readonly entries: number
  /** Where the chain stands after the last readable entry; compare `hash` with one that was noted down elsewhere. */
  readonly end: ChainEnd
  readonly findings: readonly JournalFinding[]
}

/** Verifies line by line, with bounded memory while nothing is wrong. */
export interface JournalVerifier {
  /** One line, without its line feed. */
  line(text: string): void
  report(): JournalReport
}

const MEANING: Readonly<Record<JournalFinding['code'], string>> = {
  malformed: '这一行不是一条记录 / this line is not an entry',
  notCanonical:
    '记录的写法被改动过（字段、顺序或空格） / the entry is written in another form than the one that counts',
  sequence:
    '编号不连续：有记录被删除、插入或调换 / the numbers do not follow: entries were removed, added or moved',
  payloadDigest: '内容与其摘要不符：内容被改动过 / the content does not match its digest: it was changed',
  previous:
    '没有接在前一条之后：链在这里断开 / this does not follow the entry before it: the chain is broken here',
  hash: '记录与其哈希不符：记录被改动过 / the entry does not match its hash: it was changed',
}

/** Verifies lines that follow `after`: by default, a journal from its beginning. */
export function verifyJournal(lines: Iterable<string>, after: ChainEnd = EMPTY_CHAIN): JournalReport {
  const verifier = journalVerifier(after)
  for (const line of lines) verifier.line(line)
  return verifier.report()
}

export function journalVerifier(after: ChainEnd = EMPTY_CHAIN): JournalVerifier {
  let end = after
  let lineCount = 0
  let entries = 0
  const findings: JournalFinding[] = []
  return {
    line(text) {
      lineCount += 1
      const entry = readEntry(text)
      if (entry === undefined) {
        findings.push(finding(lineCount, 'malformed'))
        return
      }
      entries += 1
      for (const code of problemsOf(entry, text, end)) findings.push(finding(lineCount, code))
      // Go on from what the entry says of itself, so that one change gives one finding and not one for all the rest.
      end = { nextSeq: entry.seq + 1, hash: entry.hash }
    },
    report: () => ({ ok: findings.length === 0, entries, end, findings: [...findings] }),
  }
}

function problemsOf(entry: StoredEntry, text: string, end: ChainEnd): JournalFinding['code'][] {
  const problems: JournalFinding['code'][] = []
  if (entryLine(entry) !== text) problems.push('notCanonical')
  if (entry.seq !== end.nextSeq) problems.push('sequence')
  if (sha256Hex(entry.payload) !== entry.payloadDigest) problems.push('payloadDigest')
  if (entry.previous !== end.hash) problems.push('previous')
  if (entryHash(entry) !== entry.hash) problems.push('hash')
  return problems
}

/** The entry of a line, with its payload in canonical text; undefined if it is none. */
function readEntry(text: string): StoredEntry | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { seq, at, assembly, act, role, payload, payloadDigest, previous, hash } = value as Record<
    string,
    unknown
  >
  const texts = [at, assembly, act, role, payloadDigest, previous, hash]
  if (!Number.isSafeInteger(seq) || texts.some((field) => typeof field !== 'string')) return undefined
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined
  const fields = { seq, at, assembly, act, role, payloadDigest, previous, hash } as Omit<
    StoredEntry,
    'payload'
  >
  try {
    return { ...fields, payload: canonicalJson(payload as Json) }
  } catch {
    return undefined
  }
}

function finding(line: number, code: JournalFinding['code']): JournalFinding {
  return { line, code, message: MEANING[code] }
}
