/** The list of deputies, meetings, and the sign-in register: how many are in the hall. */
import { appendAct } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import { flag, type Db, type MeetingsTable, type Trx } from '../db/tables.ts'
import { InvalidInputError } from '../errors.ts'
import type { Session } from '../http/session.ts'
import { DeputyNotFoundError, MeetingNotFoundError } from './errors.ts'
import type {
  Attendance,
  Deputy,
  DeputyChange,
  Meeting,
  MeetingWithAttendance,
  NewDeputies,
  NewMeeting,
} from './model.ts'
import {
  countActiveDeputies,
  countPresent,
  deleteSignIn,
  findDeputyRow,
  findMeetingRow,
  insertDeputies,
  insertMeeting,
  insertSignIns,
  listDeputyRows,
  listMeetingRows,
  lockAssembly,
  nextPosition,
  presentDeputyIds,
  updateDeputy,
} from './queries.ts'
import { toAttendance, toDeputy, toMeeting } from './views.ts'

/** All deputies in the order of the list; `active` counts those who belong to the assembly now, N_all. */
export async function listDeputies(
  ctx: Context,
  { assemblyId }: Session,
): Promise<{ deputies: Deputy[]; active: number }> {
  const deputies = (await listDeputyRows(ctx.db, assemblyId)).map(toDeputy)
  return { deputies, active: deputies.filter((deputy) => deputy.active).length }
}

/** Adds deputies to the end of the list, all or none. Two may have the same name. */
export async function addDeputies(
  ctx: Context,
  { assemblyId }: Session,
  { deputies }: NewDeputies,
): Promise<Deputy[]> {
  return inTransaction(ctx.db, async (trx) => {
    await lockAssembly(trx, assemblyId)
    const first = await nextPosition(trx, assemblyId)
    const rows = deputies.map(({ name, delegation }, index) => ({
      id: ctx.newId(),
      assembly_id: assemblyId,
      position: first + index,
      name,
      delegation: delegation ?? null,
      active: flag(true),
    }))
    await insertDeputies(trx, rows)
    return rows.map(toDeputy)
  })
}

/** Throws `DeputyNotFoundError`. */
export async function changeDeputy(
  ctx: Context,
  { assemblyId }: Session,
  id: string,
  { active, name, delegation }: DeputyChange,
): Promise<Deputy> {
  return inTransaction(ctx.db, async (trx) => {
    await lockAssembly(trx, assemblyId)
    const before = await findDeputyRow(trx, id)
    if (!before || before.assembly_id !== assemblyId) throw new DeputyNotFoundError()
    const after = {
      ...before,
      active: active === undefined ? before.active : flag(active),
      name: name ?? before.name,
      delegation: delegation === undefined ? before.delegation : delegation,
    }
    await updateDeputy(trx, id, { active: after.active, name: after.name, delegation: after.delegation })
    return toDeputy(after)
  })
}

export async function listMeetings(ctx: Context, { assemblyId }: Session): Promise<Meeting[]> {
  return (await listMeetingRows(ctx.db, assemblyId)).map(toMeeting)
}

export async function conveneMeeting(
  ctx: Context,
  { assemblyId, role }: Session,
  { name, heldOn }: NewMeeting,
): Promise<Meeting> {
  const at = isoNow(ctx.clock)
  const row = { id: ctx.newId(), assembly_id: assemblyId, name, held_on: heldOn, created_at: at }
  await inTransaction(ctx.db, async (trx) => {
    await insertMeeting(trx, row)
    const payload = { meetingId: row.id, name, heldOn }
    await appendAct(trx, { assemblyId, act: 'people.meetingConvened', role, at, payload })
  })
  return toMeeting(row)
}

/** Throws `MeetingNotFoundError`. */
export async function getMeeting(ctx: Context, session: Session, id: string): Promise<MeetingWithAttendance> {
  const meeting = await ownMeeting(ctx.db, session, id)
  return { ...toMeeting(meeting), ...(await attendanceOf(ctx.db, meeting)) }
}

/** Who has signed in, in the order of the list. Throws `MeetingNotFoundError`. */
export async function listSignIns(ctx: Context, session: Session, meetingId: string): Promise<string[]> {
  const meeting = await ownMeeting(ctx.db, session, meetingId)
  return presentDeputyIds(ctx.db, meeting.id)
}

/**
 * Marks deputies as present, all or none; whoever is marked already stays so. Throws `MeetingNotFoundError`, or
 * `InvalidInputError` naming those who are no active deputies of this assembly.
 */
export async function signInDeputies(
  ctx: Context,
  session: Session,
  meetingId: string,
  deputyIds: readonly string[],
): Promise<Attendance> {
  return inTransaction(ctx.db, async (trx) => {
    await lockAssembly(trx, session.assemblyId)
    const meeting = await ownMeeting(trx, session, meetingId)
    await checkActive(trx, session.assemblyId, deputyIds)
    // In the order of the ids: also in PostgreSQL's files, the rows of one request tell no order.
    await insertSignIns(trx, meeting.id, [...new Set(deputyIds)].toSorted())
    return attendanceOf(trx, meeting)
  })
}

/** Takes a mark back: the deputy has left, or it was a mistake. Without a mark, nothing changes. */
export async function signOutDeputy(
  ctx: Context,
  session: Session,
  at: { readonly meetingId: string; readonly deputyId: string },
): Promise<Attendance> {
  return inTransaction(ctx.db, async (trx) => {
    await lockAssembly(trx, session.assemblyId)
    const meeting = await ownMeeting(trx, session, at.meetingId)
    const deputy = await findDeputyRow(trx, at.deputyId)
    if (!deputy || deputy.assembly_id !== session.assemblyId) throw new DeputyNotFoundError()
    await deleteSignIn(trx, meeting.id, deputy.id)
    return attendanceOf(trx, meeting)
  })
}

/** The counts of a meeting at this moment. */
export async function attendanceOf(db: Db, meeting: MeetingsTable): Promise<Attendance> {
  const shouldAttend = await countActiveDeputies(db, meeting.assembly_id)
  return toAttendance(shouldAttend, await countPresent(db, meeting.id))
}

async function ownMeeting(db: Db, { assemblyId }: Session, id: string): Promise<MeetingsTable> {
  const meeting = await findMeetingRow(db, id)
  if (!meeting || meeting.assembly_id !== assemblyId) throw new MeetingNotFoundError()
  return meeting
}

async function checkActive(trx: Trx, assemblyId: string, deputyIds: readonly string[]): Promise<void> {
  const deputies = await listDeputyRows(trx, assemblyId)
  const active = new Set(deputies.filter((deputy) => deputy.active === 1).map((deputy) => deputy.id))
  const issues = deputyIds.flatMap((id, index) =>
    active.has(id)
      ? []
      : [
          {
            pointer: `/deputyIds/${index}`,
            message: '不是本届在任代表 / not an active deputy of this assembly',
          },
        ],
  )
  if (issues.length > 0) throw new InvalidInputError(issues)
}
