/** The journal's rows. There is no update and no delete of an entry here, and nowhere else. */
import { forUpdate } from '../db/dialect.ts'
import type { Db, Trx } from '../db/tables.ts'
import type { ChainEnd, StoredEntry } from './model.ts'

/** Where the chain stands; inside a transaction, nobody else can append until that one ends. */
export async function lockChainEnd(trx: Trx): Promise<ChainEnd> {
  const head = await trx
    .selectFrom('journal_head')
    .select(['next_seq', 'hash'])
    .$call(forUpdate(trx))
    .executeTakeFirstOrThrow()
  return { nextSeq: head.next_seq, hash: head.hash }
}

export async function readChainEnd(db: Db): Promise<ChainEnd> {
  const head = await db.selectFrom('journal_head').select(['next_seq', 'hash']).executeTakeFirstOrThrow()
  return { nextSeq: head.next_seq, hash: head.hash }
}

export async function insertEntry(trx: Trx, entry: StoredEntry): Promise<void> {
  const { seq, at, assembly, act, role, payload, payloadDigest, previous, hash } = entry
  await trx
    .insertInto('journal_entries')
    .values({
      seq,
      at,
      assembly_id: assembly,
      act,
      role,
      payload,
      payload_digest: payloadDigest,
      previous,
      hash,
    })
    .execute()
  await trx
    .updateTable('journal_head')
    .set({ next_seq: seq + 1, hash })
    .execute()
}

/** At most `limit` entries with a number above `after`, in order. */
export async function entriesAfter(db: Db, after: number, limit: number): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('journal_entries')
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    assembly: row.assembly_id,
    act: row.act,
    role: row.role,
    payload: row.payload,
    payloadDigest: row.payload_digest,
    previous: row.previous,
    hash: row.hash,
  }))
}

/** What was recorded of an assembly's acts of these kinds, in order: the payloads' texts. */
export async function payloadsOf(db: Db, assemblyId: string, acts: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('journal_entries')
    .select('payload')
    .where('assembly_id', '=', assemblyId)
    .where('act', 'in', [...acts])
    .orderBy('seq')
    .execute()
  return rows.map(({ payload }) => payload)
}
