/** Who is at work on demands, and which of them are theirs. */
import type { Db } from '../db/tables.ts'
import { RoleError, type Session } from '../http/session.ts'
import { accountsOfUnit, findStaff } from '../people/handover.ts'
import type { Scope } from './queries.ts'
import type { StepActor } from './steps.ts'

/** The deputy that an account stands for. Throws `RoleError` for an account of the role that stands for nobody. */
export async function deputyOf(db: Db, { staffId }: Session): Promise<string> {
  const [staff] = await findStaff(db, [staffId])
  if (staff?.deputyId == null) throw new RoleError()
  return staff.deputyId
}

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
