/** Reading and writing votes and the reserve. Knows no rule. */
import type { Db, ReserveTable, Trx, VotesTable } from '../db/tables.ts'

export function insertVote(trx: Trx, row: VotesTable): Promise<unknown> {
  return trx.insertInto('votes').values(row).execute()
}

export function findVote(db: Db, uuid: string): Promise<VotesTable | undefined> {
  return db.selectFrom('votes').selectAll().where('ballot_uuid', '=', uuid).executeTakeFirst()
}

/** All votes of a year with the state of their ballots, the oldest first. */
export function votesOf(db: Db, cycleId: string) {
  return db
    .selectFrom('votes')
    .innerJoin('ballots', 'ballots.uuid', 'votes.ballot_uuid')
    .selectAll('votes')
    .select('ballots.state')
    .where('votes.cycle_id', '=', cycleId)
    .orderBy('ballots.created_at')
    .orderBy('ballots.uuid')
    .execute()
}

export function updateVote(trx: Trx, uuid: string, change: Partial<VotesTable>): Promise<unknown> {
  return trx.updateTable('votes').set(change).where('ballot_uuid', '=', uuid).execute()
}

export function insertReserve(trx: Trx, rows: readonly ReserveTable[]): Promise<unknown> {
  return trx
    .insertInto('reserve')
    .values([...rows])
    .execute()
}

export function findReserved(db: Db, candidateId: string): Promise<ReserveTable | undefined> {
  return db.selectFrom('reserve').selectAll().where('candidate_id', '=', candidateId).executeTakeFirst()
}

export function reserveOf(db: Db, cycleId: string) {
  return db
    .selectFrom('reserve')
    .innerJoin('candidates', 'candidates.id', 'reserve.candidate_id')
    .select(['reserve.candidate_id', 'reserve.approvals', 'candidates.name', 'candidates.position'])
    .where('reserve.cycle_id', '=', cycleId)
    .orderBy('candidates.position')
    .execute()
}
