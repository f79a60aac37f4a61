/** Compares an archive with an earlier download of it: the earlier one must be its beginning, byte by byte. */
import { ed25519, readElection, readRecords, type Election } from '../../protocol/index.ts'
import { piecesOf } from './bytes.ts'
import type { Compared, Comparison } from './found.ts'

export async function compareArchives(earlier: Blob, current: Blob): Promise<Comparison> {
  const [before, now] = [await outline(earlier), await outline(current)]
  const byte = await firstDifference(earlier, current)
  const found = { earlier: before.compared, current: now.compared }
  if (byte < Math.min(earlier.size, current.size)) {
    // Up to there both are the same, so both have the same records; the record that begins last holds the difference.
    const record = now.starts.findLastIndex((start) => start <= byte) + 1
    return { ...found, verdict: { is: 'differs', record, byte } }
  }
  if (earlier.size === current.size) return { ...found, verdict: { is: 'same' } }
  return { ...found, verdict: { is: earlier.size < current.size ? 'grown' : 'shrunk' } }
}

/** The place of the first byte in which two files differ; the length of the shorter one if there is none. */
async function firstDifference(a: Blob, b: Blob): Promise<number> {
  const [left, right] = [piecesOf(a), piecesOf(b)]
  let [here, there] = [new Uint8Array(), new Uint8Array()]
  for (let before = 0; ;) {
    if (here.length === 0) here = new Uint8Array((await left.next()).value ?? [])
    if (there.length === 0) there = new Uint8Array((await right.next()).value ?? [])
    const length = Math.min(here.length, there.length)
    if (length === 0) return before
    for (let i = 0; i < length; i++) if (here[i] !== there[i]) return before + i
    before += length
    here = here.subarray(length)
    there = there.subarray(length)
  }
}

const BLOCK = 512

/** Where each record begins, and of which election the file is. */
async function outline(
  file: Blob,
): Promise<{ readonly starts: readonly number[]; readonly compared: Compared }> {
  const starts: number[] = []
  let records = 0
  let next = 0
  let election: Election | undefined
  for await (const found of readRecords(piecesOf(file))) {
    // Also of a last one that is cut short: a difference may lie in it.
    starts.push(next)
    if (!found.ok) break
    records++
    next += BLOCK + Math.ceil(found.bytes.length / BLOCK) * BLOCK
    // The setup is the first event; what precedes it holds the election.
    if (found.number <= 5 && election === undefined && found.name.endsWith('.data.json')) {
      election = readElection(ed25519, new TextDecoder().decode(found.bytes)).election
    }
  }
  if (election === undefined) return { starts, compared: { records, size: file.size } }
  const { uuid, name } = election.parameters
  return {
    starts,
    compared: { records, size: file.size, election: { uuid, name, fingerprint: election.fingerprint } },
  }
}
