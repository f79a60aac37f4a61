/** Who is at work on demands, and which of them are theirs. */
import type { ContactsTable, Db, DemandsTable } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { accountsOfUnit, deputyOf } from '../people/handover.ts'
import { deputiesAt } from './contact-queries.ts'
import { ContactNotFoundError, DemandNotFoundError, FollowUpNotFoundError } from './errors.ts'
import { findFollowed } from './demand-queries.ts'
import { isWithinScope, type Scope } from './search-queries.ts'
import type { StepActor } from './steps.ts'
import { followUpHash } from './taking.ts'

/** Which demands somebody sees. */
export async function scopeOf(db: Db, session: Session): Promise<Scope> {
  if (session.role === 'department')
    return { of: 'department', staffIds: await accountsOfUnit(db, session.staffId) }
  if (session.role === 'deputy') return { of: 'deputy', deputyId: await deputyOf(db, session) }
  return { of: 'all' }
}

/** As whom somebody acts on a demand; undefined for those who only read. */
export function actorOf({ role }: Session): StepActor | undefined {
  return role === 'secretary' || role === 'deputy' || role === 'department' ? role : undefined
}

/** A demand of this assembly that is within what this person sees; another is not there for them. */
export async function ownDemand<D extends Db>(
  db: D,
  session: Session,
  id: string,
  find: (db: D, id: string) => Promise<DemandsTable | undefined>,
): Promise<DemandsTable> {
  const row = await find(db, id)
  if (row?.assembly_id !== session.assemblyId) throw new DemandNotFoundError()
  if (!(await isWithinScope(db, id, await scopeOf(db, session)))) throw new DemandNotFoundError()
  return row
}

/** A contact of this assembly; to a deputy, only one at which this deputy was. */
export async function ownContact<D extends Db>(
  db: D,
  session: Session,
  id: string,
  find: (db: D, id: string) => Promise<ContactsTable | undefined>,
): Promise<ContactsTable> {
  const row = await find(db, id)
  if (row?.assembly_id !== session.assemblyId) throw new ContactNotFoundError()
  if (session.role !== 'deputy') return row
  const own = await deputyOf(db, session)
  const there = await deputiesAt(db, [id])
  if (!there.some((each) => each.deputy_id === own)) throw new ContactNotFoundError()
  return row
}

/** The demand that a resident has the code of. Throws `FollowUpNotFoundError`. */
export async function followed(db: Db, code: string): Promise<DemandsTable> {
  const row = await findFollowed(db, followUpHash(code))
  if (row === undefined) throw new FollowUpNotFoundError()
  return row
}
