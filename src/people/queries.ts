/** Rows of assemblies, staff, deputies, meetings and the register. What a session is made of stands in session-queries.ts. */
import { forUpdate } from '../db/dialect.ts'
import type { AssembliesTable, Db, DeputiesTable, MeetingsTable, StaffTable, Trx } from '../db/tables.ts'
import type { Role } from '../http/session.ts'

// -------------------------------------------------------------------------------------------------------- assemblies

export async function countAssemblies(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('assemblies')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export function listAssemblies(db: Db): Promise<AssembliesTable[]> {
  return db.selectFrom('assemblies').selectAll().orderBy('created_at').orderBy('id').execute()
}

export function findAssemblyRow(db: Db, id: string): Promise<AssembliesTable | undefined> {
  return db.selectFrom('assemblies').selectAll().where('id', '=', id).executeTakeFirst()
}

/** One after another, whoever changes the people of this assembly: for rules that span rows, as "one chief". */
export async function lockAssembly(trx: Trx, id: string): Promise<void> {
  await trx
    .selectFrom('assemblies')
    .select('id')
    .where('id', '=', id)
    .$call(forUpdate(trx))
    .executeTakeFirstOrThrow()
}

export async function insertAssembly(trx: Trx, row: AssembliesTable): Promise<void> {
  await trx.insertInto('assemblies').values(row).execute()
}

// ------------------------------------------------------------------------------------------------------------- staff

export function listStaffRows(db: Db, assemblyId: string): Promise<StaffTable[]> {
  return staffOf(db, assemblyId).orderBy('created_at').orderBy('id').execute()
}

export function activeStaffRows(db: Db, assemblyId: string, role: Role): Promise<StaffTable[]> {
  return staffOf(db, assemblyId)
    .where('role', '=', role)
    .where('active', '=', 1)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export function departmentRowsNamed(db: Db, assemblyId: string, name: string): Promise<StaffTable[]> {
  return staffOf(db, assemblyId)
    .where('role', '=', 'department')
    .where('name', '=', name)
    .orderBy('id')
    .execute()
}

export function staffRows(db: Db, ids: readonly string[]): Promise<StaffTable[]> {
  return db
    .selectFrom('staff')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export function findStaffRow(db: Db, id: string): Promise<StaffTable | undefined> {
  return db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findStaffByUsername(db: Db, username: string): Promise<StaffTable | undefined> {
  return db.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
}

export function findActiveChief(db: Db, assemblyId: string): Promise<StaffTable | undefined> {
  return staffOf(db, assemblyId).where('chief', '=', 1).where('active', '=', 1).executeTakeFirst()
}

export function findStaffOfDeputy(db: Db, deputyId: string): Promise<StaffTable | undefined> {
  return db.selectFrom('staff').selectAll().where('deputy_id', '=', deputyId).executeTakeFirst()
}

/** The row, held until the transaction ends. */
export function lockStaff(trx: Trx, id: string): Promise<StaffTable | undefined> {
  return trx.selectFrom('staff').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

export async function insertStaff(trx: Trx, row: StaffTable): Promise<void> {
  await trx.insertInto('staff').values(row).execute()
}

export async function updateStaff(trx: Trx, id: string, change: Partial<StaffTable>): Promise<void> {
  await trx.updateTable('staff').set(change).where('id', '=', id).execute()
}

function staffOf(db: Db, assemblyId: string) {
  return db.selectFrom('staff').selectAll().where('assembly_id', '=', assemblyId)
}

// ---------------------------------------------------------------------------------------------------------- deputies

export function listDeputyRows(db: Db, assemblyId: string): Promise<DeputiesTable[]> {
  return db
    .selectFrom('deputies')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .orderBy('position')
    .execute()
}

export function findDeputyRow(db: Db, id: string): Promise<DeputiesTable | undefined> {
  return db.selectFrom('deputies').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function countActiveDeputies(db: Db, assemblyId: string): Promise<number> {
  const { count } = await db
    .selectFrom('deputies')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('assembly_id', '=', assemblyId)
    .where('active', '=', 1)
    .executeTakeFirstOrThrow()
  return count
}

/** The place after the last deputy of the list. */
export async function nextPosition(trx: Trx, assemblyId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('deputies')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('assembly_id', '=', assemblyId)
    .executeTakeFirstOrThrow()
  // Over no rows the maximum is null, which Kysely's type does not say.
  return ((last as number | null) ?? -1) + 1
}

export async function insertDeputies(trx: Trx, rows: readonly DeputiesTable[]): Promise<void> {
  await trx.insertInto('deputies').values(rows).execute()
}

export async function updateDeputy(trx: Trx, id: string, change: Partial<DeputiesTable>): Promise<void> {
  await trx.updateTable('deputies').set(change).where('id', '=', id).execute()
}

// ---------------------------------------------------------------------------------------------------------- meetings

export function listMeetingRows(db: Db, assemblyId: string): Promise<MeetingsTable[]> {
  return db
    .selectFrom('meetings')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .orderBy('held_on', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

export function latestMeetingRow(db: Db, assemblyId: string): Promise<MeetingsTable | undefined> {
  return db
    .selectFrom('meetings')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

export function findMeetingRow(db: Db, id: string): Promise<MeetingsTable | undefined> {
  return db.selectFrom('meetings').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertMeeting(trx: Trx, row: MeetingsTable): Promise<void> {
  await trx.insertInto('meetings').values(row).execute()
}

/** How many of the deputies who are active now have signed in. */
export async function countPresent(db: Db, meetingId: string): Promise<number> {
  const { count } = await db
    .selectFrom('sign_ins')
    .innerJoin('deputies', 'deputies.id', 'sign_ins.deputy_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sign_ins.meeting_id', '=', meetingId)
    .where('deputies.active', '=', 1)
    .executeTakeFirstOrThrow()
  return count
}

/** In the order of the list of deputies, never in the order of signing in. */
export async function presentDeputyIds(db: Db, meetingId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sign_ins')
    .innerJoin('deputies', 'deputies.id', 'sign_ins.deputy_id')
    .select('deputies.id')
    .where('sign_ins.meeting_id', '=', meetingId)
    .where('deputies.active', '=', 1)
    .orderBy('deputies.position')
    .execute()
  return rows.map((row) => row.id)
}

export async function insertSignIns(
  trx: Trx,
  meetingId: string,
  deputyIds: readonly string[],
): Promise<void> {
  await trx
    .insertInto('sign_ins')
    .values(deputyIds.map((deputyId) => ({ meeting_id: meetingId, deputy_id: deputyId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteSignIn(trx: Trx, meetingId: string, deputyId: string): Promise<void> {
  await trx
    .deleteFrom('sign_ins')
    .where('meeting_id', '=', meetingId)
    .where('deputy_id', '=', deputyId)
    .execute()
}
