/** Rows of sessions and of failed sign-ins. */
import type { Db, SessionsTable, StaffTable, Trx } from '../db/tables.ts'

export type SessionWithStaff = SessionsTable & Pick<StaffTable, 'assembly_id' | 'role' | 'chief' | 'active'>

export function findSession(db: Db, tokenHash: string): Promise<SessionWithStaff | undefined> {
  return db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.id', 'sessions.staff_id')
    .selectAll('sessions')
    .select(['staff.assembly_id', 'staff.role', 'staff.chief', 'staff.active'])
    .where('sessions.token_hash', '=', tokenHash)
    .executeTakeFirst()
}

export async function insertSession(trx: Trx, row: SessionsTable): Promise<void> {
  await trx.insertInto('sessions').values(row).execute()
}

export async function updateSession(
  trx: Trx,
  tokenHash: string,
  change: Partial<SessionsTable>,
): Promise<void> {
  await trx.updateTable('sessions').set(change).where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(trx: Trx, tokenHash: string): Promise<void> {
  await trx.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
}

/** Every session of this person, but for the one that is named. */
export async function deleteSessionsOf(
  trx: Trx,
  staffId: string,
  { except }: { except?: string } = {},
): Promise<void> {
  let query = trx.deleteFrom('sessions').where('staff_id', '=', staffId)
  if (except !== undefined) query = query.where('token_hash', '<>', except)
  await query.execute()
}

/** Sessions that nobody can use any more. Times are ISO-8601 texts, which sort as times. */
export async function deleteEndedSessions(trx: Trx, at: { now: string; idleSince: string }): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expires_at', '<=', at.now), eb('last_seen_at', '<=', at.idleSince)]))
    .execute()
}

/**
 * Counts one more attempt and answers how many there are now, or undefined, uncounted, while the subject is locked.
 * One statement, so that attempts at the same time cannot all pass.
 */
export async function countAttempt(trx: Trx, subject: string, now: string): Promise<number | undefined> {
  const row = await trx
    .insertInto('sign_in_failures')
    .values({ subject, failures: 1, locked_until: null })
    .onConflict((conflict) =>
      conflict
        .column('subject')
        .doUpdateSet((eb) => ({ failures: eb('sign_in_failures.failures', '+', 1) }))
        .where((eb) =>
          eb.or([
            eb('sign_in_failures.locked_until', 'is', null),
            eb('sign_in_failures.locked_until', '<=', now),
          ]),
        ),
    )
    .returning('failures')
    .executeTakeFirst()
  return row?.failures
}

export async function findLock(db: Db, subject: string): Promise<string | null> {
  const row = await db
    .selectFrom('sign_in_failures')
    .select('locked_until')
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.locked_until ?? null
}

export async function setLock(trx: Trx, subject: string, lockedUntil: string): Promise<void> {
  await trx
    .updateTable('sign_in_failures')
    .set({ locked_until: lockedUntil })
    .where('subject', '=', subject)
    .execute()
}

/** Takes one attempt back, which was neither right nor wrong, and the lock that it may have set. */
export async function uncountAttempt(trx: Trx, subject: string): Promise<void> {
  await trx.deleteFrom('sign_in_failures').where('subject', '=', subject).where('failures', '=', 1).execute()
  await trx
    .updateTable('sign_in_failures')
    .set((eb) => ({ failures: eb('failures', '-', 1), locked_until: null }))
    .where('subject', '=', subject)
    .execute()
}

export async function forgetFailures(trx: Trx, subject: string): Promise<void> {
  await trx.deleteFrom('sign_in_failures').where('subject', '=', subject).execute()
}
