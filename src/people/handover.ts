/** What later stages may use of the people. */
import type { MiddlewareHandler } from 'hono'
import type { Context } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { RoleError, sessions, type Role, type Session, type SessionEnv } from '../http/session.ts'
import { MeetingNotFoundError } from './errors.ts'
import { attendanceOf } from './meetings.ts'
import type { Assembly, Deputy, Meeting, Staff } from './model.ts'
import {
  activeStaffRows,
  departmentRowsNamed,
  findAssemblyRow,
  findMeetingRow,
  latestMeetingRow,
  listDeputyRows,
  staffRows,
} from './queries.ts'
import { loadSession } from './sign-in.ts'
import { toAssembly, toDeputy, toMeeting, toStaff } from './views.ts'

export { AssemblyNotFoundError, MeetingNotFoundError } from './errors.ts'
export { quorum, type Assembly, type Deputy, type Meeting, type Staff } from './model.ts'
export { countActiveDeputies, lockAssembly } from './queries.ts'

/**
 * Middleware: `c.var.session` is who is asking, or null. For sub-apps with staff routes; never before the cast route,
 * because a session's last use is written down.
 */
export function withSession(ctx: Context): MiddlewareHandler<SessionEnv> {
  return sessions((token) => loadSession(ctx, token))
}

/** The counts of a meeting, to be frozen when its vote opens. */
export interface MeetingAttendance {
  readonly assemblyId: string
  /** Its first day. */
  readonly heldOn: string
  /** 应到: all active deputies, N_all. */
  readonly shouldAttend: number
  /** 实到: those of them who signed in, N_present. */
  readonly present: number
}

/** Counted now, in the caller's transaction if `db` is one. Throws `MeetingNotFoundError`. */
export async function attendance(db: Db, meetingId: string): Promise<MeetingAttendance> {
  const meeting = await findMeetingRow(db, meetingId)
  if (!meeting) throw new MeetingNotFoundError()
  const { shouldAttend, present } = await attendanceOf(db, meeting)
  return { assemblyId: meeting.assembly_id, heldOn: meeting.held_on, shouldAttend, present }
}

/** Those of these ids that exist, whatever their assembly; in the order in which they were created. */
export async function findStaff(db: Db, ids: readonly string[]): Promise<Staff[]> {
  return ids.length === 0 ? [] : (await staffRows(db, ids)).map(toStaff)
}

/**
 * A department's account stands for the unit whose name it bears: accounts of an assembly with one name are one unit's,
 * those of colleagues as those that somebody had before and are disabled. Empty for any other account.
 */
export async function accountsOfUnit(db: Db, staffId: string): Promise<string[]> {
  const [own] = await staffRows(db, [staffId])
  if (own?.role !== 'department') return []
  return (await departmentRowsNamed(db, own.assembly_id, own.name)).map(({ id }) => id)
}

/** The deputy that an account stands for. Throws `RoleError` for an account of the role that stands for nobody. */
export async function deputyOf(db: Db, { staffId }: Pick<Session, 'staffId'>): Promise<string> {
  const [staff] = await findStaff(db, [staffId])
  if (staff?.deputyId == null) throw new RoleError()
  return staff.deputyId
}

/** In the order in which they were created. */
export async function activeStaffByRole(db: Db, assemblyId: string, role: Role): Promise<Staff[]> {
  return (await activeStaffRows(db, assemblyId, role)).map(toStaff)
}

/** All deputies in the order of the list, also those who have left. */
export async function deputiesOf(db: Db, assemblyId: string): Promise<Deputy[]> {
  return (await listDeputyRows(db, assemblyId)).map(toDeputy)
}

export async function findAssembly(db: Db, id: string): Promise<Assembly | undefined> {
  const row = await findAssemblyRow(db, id)
  return row && toAssembly(row)
}

/** The name of an assembly that other rows refer to, so that it exists. */
export async function assemblyName(db: Db, id: string): Promise<string> {
  const row = await findAssemblyRow(db, id)
  if (!row) throw new Error('a row refers to an assembly that does not exist')
  return row.name
}

/** A meeting, with the moment at which it was convened. Throws `MeetingNotFoundError`. */
export async function findMeeting(db: Db, id: string): Promise<Meeting & { readonly convenedAt: string }> {
  const row = await findMeetingRow(db, id)
  if (!row) throw new MeetingNotFoundError()
  return { ...toMeeting(row), convenedAt: row.created_at }
}

/** The one that was convened last. */
export async function latestMeeting(
  db: Db,
  assemblyId: string,
): Promise<(Meeting & { readonly convenedAt: string }) | undefined> {
  const row = await latestMeetingRow(db, assemblyId)
  return row && { ...toMeeting(row), convenedAt: row.created_at }
}
