/** Assemblies, staff, deputies, meetings. Official acts go to the journal with them, and never carry a name of a deputy. */
import { appendAct } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import { flag, type StaffTable, type Trx } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import {
  ChiefTakenError,
  DeputyAccountTakenError,
  DeputyNotFoundError,
  NotATellerError,
  OwnAccountError,
  NotASecretaryError,
  PasswordOfSecretaryError,
  StaffNotFoundError,
  UsernameTakenError,
  WrongOperatorCodeError,
} from './errors.ts'
import {
  isYes,
  type Assembly,
  type FirstPassword,
  type NewAssembly,
  type NewStaff,
  type Staff,
  type StaffChange,
} from './model.ts'
import { isSameCode, operatorCode } from './operator-code.ts'
import { hashPassword } from './password.ts'
import {
  countAssemblies,
  findActiveChief,
  findDeputyRow,
  findStaffByUsername,
  findStaffOfDeputy,
  insertAssembly,
  insertStaff,
  listAssemblies,
  listStaffRows,
  lockAssembly,
  lockStaff,
  updateStaff,
} from './queries.ts'
import { deleteSessionsOf, forgetFailures } from './session-queries.ts'
import { toAssembly, toStaff } from './views.ts'

/** Whether there is no assembly yet, so that the first page is the setup. */
export async function setupNeeded(ctx: Context): Promise<boolean> {
  return (await countAssemblies(ctx.db)) === 0
}

export async function assemblies(ctx: Context): Promise<Assembly[]> {
  return (await listAssemblies(ctx.db)).map(toAssembly)
}

/** Makes an assembly and its first secretary. Throws `WrongOperatorCodeError` or `UsernameTakenError`. */
export async function createAssembly(
  ctx: Context,
  { operatorCode: given, assembly, secretary }: NewAssembly,
): Promise<{ assembly: Assembly; secretary: Staff }> {
  if (!isSameCode(given, await operatorCode(ctx.config))) throw new WrongOperatorCodeError()
  const at = isoNow(ctx.clock)
  const row = { id: ctx.newId(), ...assembly, created_at: at }
  const first = await newStaffRow(ctx, row.id, { ...secretary, role: 'secretary', chief: false })
  await refusingTakenNames(() =>
    inTransaction(ctx.db, async (trx) => {
      if (await findStaffByUsername(trx, first.username)) throw new UsernameTakenError()
      await insertAssembly(trx, row)
      await insertStaff(trx, first)
      const payload = { name: row.name, level: row.level, secretaryId: first.id }
      await appendAct(trx, {
        assemblyId: row.id,
        act: 'people.assemblyCreated',
        role: 'operator',
        at,
        payload,
      })
    }),
  )
  return { assembly: toAssembly(row), secretary: toStaff(first) }
}

export async function listStaff(ctx: Context, { assemblyId }: Session): Promise<Staff[]> {
  return (await listStaffRows(ctx.db, assemblyId)).map(toStaff)
}

/**
 * Throws `UsernameTakenError`, `ChiefTakenError`, `DeputyNotFoundError` or `DeputyAccountTakenError`.
 */
export async function createStaff(ctx: Context, session: Session, input: NewStaff): Promise<Staff> {
  const row = await newStaffRow(ctx, session.assemblyId, input)
  await refusingTakenNames(() =>
    inTransaction(ctx.db, async (trx) => {
      await lockAssembly(trx, session.assemblyId)
      if (await findStaffByUsername(trx, row.username)) throw new UsernameTakenError()
      if (isYes(row.chief) && (await findActiveChief(trx, session.assemblyId))) throw new ChiefTakenError()
      if (row.deputy_id !== null) await checkDeputyAccount(trx, row.deputy_id, session.assemblyId)
      await insertStaff(trx, row)
      await appendStaffAct(ctx, trx, session, 'people.staffCreated', row)
    }),
  )
  return toStaff(row)
}

/**
 * Disables or enables an account; names or releases the chief teller. Whoever is disabled is signed out at once.
 * Throws `StaffNotFoundError`, `OwnAccountError`, `NotATellerError` or `ChiefTakenError`.
 */
export async function changeStaff(
  ctx: Context,
  session: Session,
  id: string,
  { active, chief }: StaffChange,
): Promise<Staff> {
  return inTransaction(ctx.db, async (trx) => {
    await lockAssembly(trx, session.assemblyId)
    const before = await mustLockStaff(trx, id, session.assemblyId)
    if (active === false && id === session.staffId) throw new OwnAccountError()
    const after: StaffTable = {
      ...before,
      active: active === undefined ? before.active : flag(active),
      chief: chief === undefined ? before.chief : flag(chief),
    }
    if (isYes(after.chief) && after.role !== 'teller') throw new NotATellerError()
    if (isYes(after.chief) && isYes(after.active)) {
      const other = await findActiveChief(trx, session.assemblyId)
      if (other && other.id !== id) throw new ChiefTakenError()
    }
    await updateStaff(trx, id, { active: after.active, chief: after.chief })
    if (!isYes(after.active)) await deleteSessionsOf(trx, id)
    for (const act of actsOf(before, after)) await appendStaffAct(ctx, trx, session, act, after)
    return toStaff(after)
  })
}

/**
 * Takes the second factor away from somebody who has lost it, and signs them out; at the next sign-in a new one is set
 * up. Throws `StaffNotFoundError` or `OwnAccountError`.
 */
export async function resetSecondFactor(ctx: Context, session: Session, id: string): Promise<Staff> {
  if (id === session.staffId) throw new OwnAccountError()
  return inTransaction(ctx.db, async (trx) => {
    const staff = await mustLockStaff(trx, id, session.assemblyId)
    return forgetSecondFactor(ctx, trx, staff, session.role)
  })
}

/**
 * A new first password for somebody who has forgotten theirs, and signs them out; the second factor stays. It is an
 * official act: who has it done to take a teller's place is seen by everybody, and still has no share of the key. Throws
 * `StaffNotFoundError` or `PasswordOfSecretaryError`.
 */
export async function setFirstPassword(
  ctx: Context,
  session: Session,
  id: string,
  { password }: FirstPassword,
): Promise<Staff> {
  // Slow on purpose, so it is done before the transaction.
  const passwordHash = await hashPassword(password, ctx.config.passwordCost, ctx.random)
  return inTransaction(ctx.db, async (trx) => {
    const staff = await mustLockStaff(trx, id, session.assemblyId)
    if (staff.role === 'secretary') throw new PasswordOfSecretaryError()
    return replacePassword(ctx, trx, staff, passwordHash, session)
  })
}

/**
 * For the operator at the command line, when the only secretary has lost the second factor. Throws
 * `StaffNotFoundError`.
 */
export async function resetSecondFactorByOperator(ctx: Context, username: string): Promise<Staff> {
  return inTransaction(ctx.db, async (trx) => {
    const found = await findStaffByUsername(trx, username)
    const staff = found && (await lockStaff(trx, found.id))
    if (!staff) throw new StaffNotFoundError()
    return forgetSecondFactor(ctx, trx, staff, 'operator')
  })
}

/**
 * For the operator at the command line, when a secretary has forgotten the password: signs them out everywhere; the second
 * factor stays, so that the operator's word alone opens nothing. Only for secretaries: everybody else has one to ask.
 * Throws `StaffNotFoundError` or `NotASecretaryError`.
 */
export async function setPasswordByOperator(
  ctx: Context,
  username: string,
  { password }: FirstPassword,
): Promise<Staff> {
  const passwordHash = await hashPassword(password, ctx.config.passwordCost, ctx.random)
  return inTransaction(ctx.db, async (trx) => {
    const found = await findStaffByUsername(trx, username)
    const staff = found && (await lockStaff(trx, found.id))
    if (!staff) throw new StaffNotFoundError()
    if (staff.role !== 'secretary') throw new NotASecretaryError()
    const by = { assemblyId: staff.assembly_id, role: 'operator' }
    return replacePassword(ctx, trx, staff, passwordHash, by)
  })
}

async function replacePassword(
  ctx: Context,
  trx: Trx,
  staff: StaffTable,
  passwordHash: string,
  by: { readonly assemblyId: string; readonly role: string },
): Promise<Staff> {
  await updateStaff(trx, staff.id, { password_hash: passwordHash })
  // Who has forgotten it has most likely guessed too often. But nobody guesses one-time codes without end like this.
  if (!isYes(staff.totp_confirmed)) await forgetFailures(trx, staff.id)
  await deleteSessionsOf(trx, staff.id)
  await appendStaffAct(ctx, trx, by, 'people.passwordSet', staff)
  return toStaff(staff)
}

async function forgetSecondFactor(ctx: Context, trx: Trx, staff: StaffTable, role: string): Promise<Staff> {
  const change = { totp_secret: null, totp_confirmed: 0, totp_last_step: null } as const
  await updateStaff(trx, staff.id, change)
  await deleteSessionsOf(trx, staff.id)
  const by = { assemblyId: staff.assembly_id, role }
  await appendStaffAct(ctx, trx, by, 'people.secondFactorReset', staff)
  return toStaff({ ...staff, ...change })
}

async function newStaffRow(ctx: Context, assemblyId: string, input: NewStaff): Promise<StaffTable> {
  return {
    id: ctx.newId(),
    assembly_id: assemblyId,
    username: input.username,
    name: input.name,
    role: input.role,
    chief: flag(input.chief),
    deputy_id: input.deputyId ?? null,
    active: 1,
    // Slow on purpose, so it is done before the transaction.
    password_hash: await hashPassword(input.password, ctx.config.passwordCost, ctx.random),
    totp_secret: null,
    totp_confirmed: 0,
    totp_last_step: null,
    created_at: isoNow(ctx.clock),
  }
}

async function checkDeputyAccount(trx: Trx, deputyId: string, assemblyId: string): Promise<void> {
  const deputy = await findDeputyRow(trx, deputyId)
  if (!deputy || deputy.assembly_id !== assemblyId) throw new DeputyNotFoundError()
  if (await findStaffOfDeputy(trx, deputyId)) throw new DeputyAccountTakenError()
}

async function mustLockStaff(trx: Trx, id: string, assemblyId: string): Promise<StaffTable> {
  const staff = await lockStaff(trx, id)
  if (!staff || staff.assembly_id !== assemblyId) throw new StaffNotFoundError()
  return staff
}

/** Two assemblies that take one name in the same moment: the loser is told as if it had come later. */
async function refusingTakenNames<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isUniqueViolation(error)) throw new UsernameTakenError()
    throw error
  }
}

function actsOf(before: StaffTable, after: StaffTable): string[] {
  const acts: string[] = []
  if (before.active !== after.active)
    acts.push(isYes(after.active) ? 'people.staffEnabled' : 'people.staffDisabled')
  if (before.chief !== after.chief)
    acts.push(isYes(after.chief) ? 'people.chiefNamed' : 'people.chiefReleased')
  return acts
}

/** Who it is stands there as an id and a role: the name may be a deputy's. */
async function appendStaffAct(
  ctx: Context,
  trx: Trx,
  by: Pick<Session, 'assemblyId'> & { readonly role: string },
  act: string,
  staff: StaffTable,
): Promise<void> {
  const payload = { staffId: staff.id, role: staff.role, chief: isYes(staff.chief) }
  await appendAct(trx, { assemblyId: by.assemblyId, act, role: by.role, at: isoNow(ctx.clock), payload })
}
