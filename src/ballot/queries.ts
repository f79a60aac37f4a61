/** Reading and writing a ballot's rows. Knows no rule. */
import { forUpdate } from '../db/dialect.ts'
import type {
  ArchiveRecordsTable,
  BallotsTable,
  BallotTellersTable,
  Db,
  Trx,
  VoidedCardsTable,
} from '../db/tables.ts'

export function insertBallot(trx: Trx, row: BallotsTable): Promise<unknown> {
  return trx.insertInto('ballots').values(row).execute()
}

export function insertTellers(trx: Trx, rows: readonly BallotTellersTable[]): Promise<unknown> {
  return trx
    .insertInto('ballot_tellers')
    .values([...rows])
    .execute()
}

export function findBallot(db: Db, uuid: string): Promise<BallotsTable | undefined> {
  return db.selectFrom('ballots').selectAll().where('uuid', '=', uuid).executeTakeFirst()
}

/** The ballot's row, locked until the transaction ends: every change of a ballot begins with this. */
export function lockBallot(trx: Trx, uuid: string): Promise<BallotsTable | undefined> {
  return trx
    .selectFrom('ballots')
    .selectAll()
    .where('uuid', '=', uuid)
    .$call(forUpdate(trx))
    .executeTakeFirst()
}

export function updateBallot(trx: Trx, uuid: string, change: Partial<BallotsTable>): Promise<unknown> {
  return trx.updateTable('ballots').set(change).where('uuid', '=', uuid).execute()
}

const LIST_ROWS_MAX = 200

/** The newest first. Of too many, those that have ended give way: a tablet must find what is under way. */
export async function listBallots(
  db: Db,
  filter: { assemblyId?: string; state?: BallotsTable['state'] },
): Promise<BallotsTable[]> {
  let query = db.selectFrom('ballots').selectAll()
  if (filter.assemblyId !== undefined) query = query.where('assembly_id', '=', filter.assemblyId)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  const rows = await query
    .orderBy((eb) => eb.case().when('state', 'in', ['announced', 'void']).then(1).else(0).end())
    .orderBy('created_at', 'desc')
    .orderBy('uuid')
    .limit(LIST_ROWS_MAX)
    .execute()
  return rows.toSorted((a, b) => (a.created_at === b.created_at ? 0 : a.created_at < b.created_at ? 1 : -1))
}

export function sealedBallots(db: Db): Promise<BallotsTable[]> {
  return db.selectFrom('ballots').selectAll().where('election', 'is not', null).orderBy('uuid').execute()
}

export function tellersOf(db: Db, uuid: string): Promise<BallotTellersTable[]> {
  return db
    .selectFrom('ballot_tellers')
    .selectAll()
    .where('ballot_uuid', '=', uuid)
    .orderBy('position')
    .execute()
}

export function updateTeller(
  trx: Trx,
  uuid: string,
  position: number,
  change: Partial<BallotTellersTable>,
): Promise<unknown> {
  return trx
    .updateTable('ballot_tellers')
    .set(change)
    .where('ballot_uuid', '=', uuid)
    .where('position', '=', position)
    .execute()
}

export function clearTellerKeys(trx: Trx, uuid: string): Promise<unknown> {
  return trx
    .updateTable('ballot_tellers')
    .set({ certificate: null, polynomial: null, voutput: null, secret_proved: 0, zero_report: 0 })
    .where('ballot_uuid', '=', uuid)
    .execute()
}

/** Zero reports speak of the cards that there were. */
export function clearZeroReports(trx: Trx, uuid: string): Promise<unknown> {
  return trx.updateTable('ballot_tellers').set({ zero_report: 0 }).where('ballot_uuid', '=', uuid).execute()
}

export function deleteCredentials(trx: Trx, uuid: string): Promise<unknown> {
  return trx.deleteFrom('credentials').where('ballot_uuid', '=', uuid).execute()
}

const INSERT_ROWS_MAX = 200

export async function insertCredentials(
  trx: Trx,
  uuid: string,
  credentials: readonly string[],
): Promise<void> {
  for (let i = 0; i < credentials.length; i += INSERT_ROWS_MAX) {
    const rows = credentials
      .slice(i, i + INSERT_ROWS_MAX)
      .map((credential) => ({ ballot_uuid: uuid, credential }))
    await trx.insertInto('credentials').values(rows).execute()
  }
}

/** All public credentials, in their own order. */
export async function credentialsOf(db: Db, uuid: string): Promise<string[]> {
  const rows = await db
    .selectFrom('credentials')
    .select('credential')
    .where('ballot_uuid', '=', uuid)
    .orderBy('credential')
    .execute()
  return rows.map(({ credential }) => credential)
}

export async function hasCredential(db: Db, uuid: string, credential: string): Promise<boolean> {
  const row = await db
    .selectFrom('credentials')
    .select('credential')
    .where('ballot_uuid', '=', uuid)
    .where('credential', '=', credential)
    .executeTakeFirst()
  return row !== undefined
}

/** The tracker of the ballot that a card has cast, if it has. */
export async function trackerOfCard(db: Db, uuid: string, credential: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('box')
    .select('tracker')
    .where('ballot_uuid', '=', uuid)
    .where('credential', '=', credential)
    .executeTakeFirst()
  return row?.tracker
}

export async function isInBox(db: Db, uuid: string, tracker: string): Promise<boolean> {
  const row = await db
    .selectFrom('box')
    .select('tracker')
    .where('ballot_uuid', '=', uuid)
    .where('tracker', '=', tracker)
    .executeTakeFirst()
  return row !== undefined
}

export function insertInBox(
  trx: Trx,
  row: { ballot_uuid: string; credential: string; tracker: string },
): Promise<unknown> {
  return trx.insertInto('box').values(row).execute()
}

/** Credentials that have voted, in their own order. */
export async function usedCredentials(db: Db, uuid: string): Promise<string[]> {
  const rows = await db
    .selectFrom('box')
    .select('credential')
    .where('ballot_uuid', '=', uuid)
    .orderBy('credential')
    .execute()
  return rows.map(({ credential }) => credential)
}

/** Cards that somebody has asked to void, confirmed or not, in the order of their numbers. */
export function voidedCards(db: Db, uuid: string): Promise<VoidedCardsTable[]> {
  return db
    .selectFrom('voided_cards')
    .selectAll()
    .where('ballot_uuid', '=', uuid)
    .orderBy('credential')
    .execute()
}

export function insertVoidedCard(trx: Trx, row: VoidedCardsTable): Promise<unknown> {
  return trx.insertInto('voided_cards').values(row).execute()
}

export function confirmVoidedCard(
  trx: Trx,
  card: { readonly uuid: string; readonly credential: string; readonly confirmedBy: number },
): Promise<unknown> {
  return trx
    .updateTable('voided_cards')
    .set({ confirmed_by: card.confirmedBy })
    .where('ballot_uuid', '=', card.uuid)
    .where('credential', '=', card.credential)
    .execute()
}

export function deleteVoidedCard(trx: Trx, uuid: string, credential: string): Promise<unknown> {
  return trx
    .deleteFrom('voided_cards')
    .where('ballot_uuid', '=', uuid)
    .where('credential', '=', credential)
    .execute()
}

/** Whether two tellers have voided this card. */
export async function isVoided(db: Db, uuid: string, credential: string): Promise<boolean> {
  const row = await db
    .selectFrom('voided_cards')
    .select('credential')
    .where('ballot_uuid', '=', uuid)
    .where('credential', '=', credential)
    .where('confirmed_by', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

export function insertRecords(trx: Trx, rows: readonly ArchiveRecordsTable[]): Promise<unknown> {
  return trx
    .insertInto('archive_records')
    .values([...rows])
    .execute()
}

/** Records from a position on, a page at a time. */
export function recordsFrom(
  db: Db,
  uuid: string,
  position: number,
  limit: number,
): Promise<ArchiveRecordsTable[]> {
  return db
    .selectFrom('archive_records')
    .selectAll()
    .where('ballot_uuid', '=', uuid)
    .where('position', '>=', position)
    .orderBy('position')
    .limit(limit)
    .execute()
}
