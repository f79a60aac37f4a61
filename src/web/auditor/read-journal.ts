/** Reads a journal: verifies its chain, and keeps what it says of ballots. */
import { journalVerifier } from '../../board/verify.ts'
import { linesOf } from './bytes.ts'
import type { BallotAct, JournalRead } from './found.ts'

export async function readJournal(file: Blob): Promise<JournalRead> {
  const verifier = journalVerifier()
  const acts: BallotAct[] = []
  for await (const line of linesOf(file)) {
    verifier.line(line)
    const act = ballotAct(line)
    if (act !== undefined) acts.push(act)
  }
  return { report: verifier.report(), acts }
}

/** An act about a ballot. A line that is none has been found by the verifier, or speaks of something else. */
function ballotAct(line: string): BallotAct | undefined {
  let entry: unknown
  try {
    entry = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof entry !== 'object' || entry === null) return undefined
  const { seq, at, act, payload } = entry as Record<string, unknown>
  if (typeof seq !== 'number' || typeof at !== 'string' || typeof act !== 'string') return undefined
  if (typeof payload !== 'object' || payload === null) return undefined
  const { ballot } = payload as Record<string, unknown>
  return typeof ballot === 'string'
    ? { seq, at, act, ballot, payload: payload as Record<string, unknown> }
    : undefined
}
