/** Whatever the hall's pages show of an assembly, in few and small reads. Nothing is written here. */
import type { Db } from '../db/tables.ts'

/** Older meetings, ballots and years do not change any more while people sit in the hall. */
const RECENT = { meetings: 3, ballots: 6, cycles: 3 } as const

/** How far the journal has come: nearly everything that changes is an official act. */
export async function journalLength(db: Db): Promise<number> {
  const { next_seq } = await db.selectFrom('journal_head').select('next_seq').executeTakeFirstOrThrow()
  return next_seq
}

/** Heads: how many there are on the list, how many of them active, and how many have signed in to recent meetings. */
export async function headCounts(db: Db, assemblyId: string) {
  const deputies = await db
    .selectFrom('deputies')
    .select((eb) => ['active', eb.fn.countAll<number>().as('count')])
    .where('assembly_id', '=', assemblyId)
    .groupBy('active')
    .orderBy('active')
    .execute()
  const meetings = await db
    .selectFrom('meetings')
    .select((eb) => [
      'meetings.id',
      eb
        .selectFrom('sign_ins')
        .select((sub) => sub.fn.countAll<number>().as('count'))
        .whereRef('sign_ins.meeting_id', '=', 'meetings.id')
        .as('signed_in'),
    ])
    .where('meetings.assembly_id', '=', assemblyId)
    .orderBy('meetings.held_on', 'desc')
    .orderBy('meetings.created_at', 'desc')
    .orderBy('meetings.id')
    .limit(RECENT.meetings)
    .execute()
  return { deputies, meetings }
}

/**
 * The newest ballots, by the columns that people act on. Of what casting changes (the archive's end and its head) there
 * is nothing here but `returned`, which the caller makes coarse.
 */
export function recentBallots(db: Db, assemblyId: string) {
  return db
    .selectFrom('ballots')
    .select([
      'uuid',
      'state',
      'method',
      'tellers_approved',
      'cards_made',
      'cards_issued',
      'unused_destroyed',
      'should_attend',
      'present',
      'returned',
      'closes_at',
      'void_reason',
    ])
    .where('assembly_id', '=', assemblyId)
    .orderBy('created_at', 'desc')
    .orderBy('uuid')
    .limit(RECENT.ballots)
    .execute()
}

/** What each teller of these ballots has sent so far: that it is there, not what it says. */
export async function tellersOf(db: Db, uuids: readonly string[]) {
  if (uuids.length === 0) return []
  return db
    .selectFrom('ballot_tellers')
    .select((eb) => [
      'ballot_uuid',
      'position',
      'secret_proved',
      'zero_report',
      'seal_checked',
      // Key material may be long, and this is asked often. Of a count by hand nobody may learn anything.
      eb('certificate', 'is', null).as('certificate_open'),
      eb('polynomial', 'is', null).as('polynomial_open'),
      eb('voutput', 'is', null).as('voutput_open'),
      eb('share', 'is', null).as('share_open'),
      'hand_count_round',
    ])
    .where('ballot_uuid', 'in', uuids)
    .orderBy('ballot_uuid')
    .orderBy('position')
    .execute()
}

/** How many cards of these ballots are asked to be void, and how many are. */
export async function voidedCards(db: Db, uuids: readonly string[]) {
  if (uuids.length === 0) return []
  return db
    .selectFrom('voided_cards')
    .select((eb) => [
      'ballot_uuid',
      eb.fn.countAll<number>().as('asked'),
      eb.fn.count<number>('confirmed_by').as('confirmed'),
    ])
    .where('ballot_uuid', 'in', uuids)
    .groupBy('ballot_uuid')
    .orderBy('ballot_uuid')
    .execute()
}

/** The newest years, and the candidates of those whose list is not fixed yet: drafting them is no official act. */
export async function recentYears(db: Db, assemblyId: string) {
  const cycles = await db
    .selectFrom('cycles')
    .select(['id', 'rule', 'rule_adopted', 'list_fixed'])
    .where('assembly_id', '=', assemblyId)
    .orderBy('year', 'desc')
    .limit(RECENT.cycles)
    .execute()
  const open = cycles.filter(({ list_fixed }) => list_fixed === 0).map(({ id }) => id)
  if (open.length === 0) return { cycles, candidates: [] }
  const candidates = await db
    .selectFrom('candidates')
    .selectAll()
    .where('cycle_id', 'in', open)
    .orderBy('cycle_id')
    .orderBy('position')
    .execute()
  return { cycles, candidates }
}
