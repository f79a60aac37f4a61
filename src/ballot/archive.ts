/** The public archive of a ballot as rows: appended to inside a transaction, streamed page by page. */
import {
  encodeRecord,
  headerRecord,
  recordsOf,
  type ArchiveRecord,
  type EventType,
} from '../protocol/index.ts'
import type { BallotsTable, Db, Trx } from '../db/tables.ts'
import { NotSealedError } from './errors.ts'
import { insertRecords, recordsFrom, sealedBallots, updateBallot } from './queries.ts'

/** The part of a ballot's row that says where its archive goes on. */
export type Tip = Pick<BallotsTable, 'uuid' | 'next_position' | 'head_hash' | 'head_height'>

/**
 * Appends payloads and their event to the archive, within the caller's transaction, which holds the ballot's lock.
 * Gives back the new tip, for a further event in the same transaction.
 */
export async function appendEvent(
  trx: Trx,
  tip: Tip,
  type: EventType,
  contents: readonly string[],
): Promise<Tip> {
  const head = tip.head_hash === null ? undefined : { hash: tip.head_hash, height: tip.head_height ?? 0 }
  const { records, head: next } = recordsOf(head, type, contents)
  await insertPlain(trx, tip, records)
  const change = {
    next_position: tip.next_position + records.length,
    head_hash: next.hash,
    head_height: next.height,
  }
  await updateBallot(trx, tip.uuid, change)
  return { uuid: tip.uuid, ...change }
}

/** Begins an archive with its header (specification §4.4). */
export async function beginArchive(trx: Trx, tip: Tip, timeSec: number): Promise<Tip> {
  await insertPlain(trx, tip, [headerRecord(timeSec)])
  return { ...tip, next_position: tip.next_position + 1 }
}

function insertPlain(trx: Trx, tip: Tip, records: readonly ArchiveRecord[]): Promise<unknown> {
  return insertRecords(
    trx,
    records.map(({ name, content }, i) => ({
      ballot_uuid: tip.uuid,
      position: tip.next_position + i,
      name,
      content,
    })),
  )
}

const PAGE_RECORDS = 100

/** The bytes of the archive as it stands, a page of records at a time. Throws when there is none yet. */
export async function* archiveBytes(db: Db, ballot: BallotsTable): AsyncGenerator<Uint8Array> {
  const timeSec = archiveTime(ballot)
  // Only up to where the row said: a ballot that is being cast meanwhile appears whole in the next download.
  for (let position = 0; position < ballot.next_position;) {
    const limit = Math.min(PAGE_RECORDS, ballot.next_position - position)
    const rows = await recordsFrom(db, ballot.uuid, position, limit)
    if (rows.length === 0) return
    for (const row of rows) yield encodeRecord(row, timeSec)
    position += rows.length
  }
}

/** Every sealed ballot with the bytes of its archive, to be read one after the other. */
export async function* ballotArchives(
  db: Db,
): AsyncGenerator<{ uuid: string; bytes: AsyncGenerator<Uint8Array> }> {
  for (const ballot of await sealedBallots(db)) yield { uuid: ballot.uuid, bytes: archiveBytes(db, ballot) }
}

/** The archive's one time, in seconds since 1970. Throws when the ballot is not sealed. */
export function archiveTime(ballot: BallotsTable): number {
  if (ballot.archive_time_sec === null) throw new NotSealedError()
  return ballot.archive_time_sec
}
