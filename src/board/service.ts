/** Appending to the journal, and reading it out. */
import type { Db, Trx } from '../db/tables.ts'
import type { Json } from './canonical.ts'
import { chainAct, entryLine, type Act, type ChainEnd } from './model.ts'
import { entriesAfter, insertEntry, lockChainEnd, payloadsOf, readChainEnd } from './queries.ts'

const PAGE_ENTRIES = 500

/** A record that has been made: what a receipt of an act can show. */
export interface AppendedAct {
  readonly seq: number
  readonly hash: string
}

/**
 * Writes an official act into the journal, in the transaction that does the act: both are there, or neither. From here
 * to the end of that transaction no other act can be appended, so call it last, and do nothing slow after it.
 */
export async function appendAct(trx: Trx, act: Act): Promise<AppendedAct> {
  if (!trx.isTransaction) throw new Error('appendAct must run inside the transaction of the act it records')
  const entry = chainAct(await lockChainEnd(trx), act)
  await insertEntry(trx, entry)
  return { seq: entry.seq, hash: entry.hash }
}

/** Where the journal stands now: how many entries, and the hash of the last. */
export async function journalEnd(db: Db): Promise<ChainEnd> {
  return readChainEnd(db)
}

/** What the journal says of an assembly's acts of these kinds, in order: for who has to hold rows against it. */
export async function actsOf(db: Db, assemblyId: string, acts: readonly string[]): Promise<Json[]> {
  return (await payloadsOf(db, assemblyId, acts)).map((payload) => JSON.parse(payload) as Json)
}

/**
 * The journal's lines after number `after` (-1 for all), each with its line feed, in pieces of some hundred lines.
 * Each piece is a query of its own: a slow reader holds neither memory nor the database.
 */
export async function* journalPieces(db: Db, after: number): AsyncGenerator<string, void, undefined> {
  let last = after
  for (;;) {
    const entries = await entriesAfter(db, last, PAGE_ENTRIES)
    const end = entries.at(-1)
    if (end === undefined) return
    yield entries.map((entry) => `${entryLine(entry)}\n`).join('')
    last = end.seq
  }
}
