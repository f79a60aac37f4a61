/** Signing in and out, the second factor, one's own password. Who may act: never how they voted. */
import { createHash } from 'node:crypto'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import { flag, type StaffTable, type Trx } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { beginAttempt, unknownSubject } from './attempts.ts'
import {
  AlreadyEnrolledError,
  NotEnrollingError,
  TotpMismatchError,
  TotpNeededError,
  WrongCredentialsError,
  WrongPasswordError,
  WrongTotpError,
} from './errors.ts'
import {
  isYes,
  needsSecondFactor,
  normalUsername,
  SESSION_IDLE_SECONDS,
  SESSION_SECONDS_MAX,
  USERNAME_FORM,
  type Credentials,
  type Me,
  type PasswordChange,
} from './model.ts'
import { hashPassword, unmatchableHash, verifyPassword } from './password.ts'
import { findAssemblyRow, findStaffByUsername, findStaffRow, lockStaff, updateStaff } from './queries.ts'
import {
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  forgetFailures,
  insertSession,
  uncountAttempt,
  updateSession,
} from './session-queries.ts'
import { enrolmentOf, newSecret, stepOfCode, type Enrolment } from './totp.ts'
import { toAssembly, toStaff } from './views.ts'

const TOKEN_BYTES = 32
/** A session's last use is written down at most this often. */
const TOUCH_MS = 60_000

export interface SignedIn {
  /** For the cookie. Only its digest is stored. */
  readonly token: string
  readonly me: Me
}

/**
 * Signs somebody in. Throws `WrongCredentialsError`, `TotpNeededError` (the password was right), `WrongTotpError` or
 * `LockedError`; a wrong password and a wrong code count alike.
 */
export async function signIn(ctx: Context, { username, password, totp }: Credentials): Promise<SignedIn> {
  const name = normalUsername(username)
  const staff = USERNAME_FORM.test(name) ? await findStaffByUsername(ctx.db, name) : undefined
  const subject = staff?.id ?? unknownSubject(name)
  await beginAttempt(ctx, subject)
  const stored = staff?.password_hash ?? unmatchableHash(ctx.config.passwordCost)
  const passwordFits = await verifyPassword(password, stored)
  if (!staff || !passwordFits || !isYes(staff.active)) throw new WrongCredentialsError()
  if (isYes(staff.totp_confirmed) && totp === undefined) {
    await inTransaction(ctx.db, (trx) => uncountAttempt(trx, subject))
    throw new TotpNeededError()
  }
  const token = Buffer.from(ctx.random(TOKEN_BYTES)).toString('base64url')
  await inTransaction(ctx.db, async (trx) => {
    const now = await lockStaff(trx, staff.id)
    // The password was verified outside: it may have been changed, or the account disabled, in the meantime.
    if (!now || !isYes(now.active) || now.password_hash !== stored) throw new WrongCredentialsError()
    const secondFactor = await useSecondFactor(ctx, trx, now, totp)
    await forgetFailures(trx, subject)
    await openSession(ctx, trx, { token, staffId: staff.id, secondFactor })
  })
  return { token, me: await whoIs(ctx, staff.id, tokenHashOf(token)) }
}

/** The living session of a token, or null. Looking at it keeps it alive. */
export async function loadSession(ctx: Context, token: string): Promise<Session | null> {
  const tokenHash = tokenHashOf(token)
  const row = await findSession(ctx.db, tokenHash)
  const now = ctx.clock.now()
  if (!row || !isYes(row.active)) return null
  if (row.expires_at <= now.toISOString() || row.last_seen_at <= idleSince(now)) return null
  if (now.getTime() - Date.parse(row.last_seen_at) >= TOUCH_MS) {
    await inTransaction(ctx.db, (trx) => updateSession(trx, tokenHash, { last_seen_at: now.toISOString() }))
  }
  return {
    tokenHash,
    staffId: row.staff_id,
    assemblyId: row.assembly_id,
    role: row.role,
    chief: isYes(row.chief),
    mustEnrol: needsSecondFactor(row.role) && !isYes(row.second_factor),
  }
}

export async function signOut(ctx: Context, session: Session): Promise<void> {
  await inTransaction(ctx.db, (trx) => deleteSession(trx, session.tokenHash))
}

export async function me(ctx: Context, session: Session): Promise<Me> {
  return whoIs(ctx, session.staffId, session.tokenHash)
}

/** A new secret for the second factor; it counts once it is confirmed. Throws `AlreadyEnrolledError`. */
export async function enrol(ctx: Context, session: Session): Promise<Enrolment> {
  const secret = newSecret(ctx.random)
  return inTransaction(ctx.db, async (trx) => {
    const staff = await mustLockStaff(trx, session.staffId)
    if (isYes(staff.totp_confirmed)) throw new AlreadyEnrolledError()
    await updateStaff(trx, staff.id, { totp_secret: secret, totp_last_step: null })
    return enrolmentOf(secret, staff.username)
  })
}

/**
 * A first code shows that the secret has arrived; from now on every sign-in needs one. Other sessions, which have only
 * shown a password, end. Throws `NotEnrollingError`, `AlreadyEnrolledError` or `TotpMismatchError`.
 */
export async function confirmEnrolment(ctx: Context, session: Session, totp: string): Promise<Me> {
  await inTransaction(ctx.db, async (trx) => {
    const staff = await mustLockStaff(trx, session.staffId)
    if (isYes(staff.totp_confirmed)) throw new AlreadyEnrolledError()
    if (staff.totp_secret === null) throw new NotEnrollingError()
    const step = stepOfCode(totp, staff.totp_secret, ctx.clock.now())
    if (step === null) throw new TotpMismatchError()
    await updateStaff(trx, staff.id, { totp_confirmed: 1, totp_last_step: step })
    await updateSession(trx, session.tokenHash, { second_factor: 1 })
    await deleteSessionsOf(trx, staff.id, { except: session.tokenHash })
  })
  return me(ctx, session)
}

/** Changes one's own password and ends one's other sessions. Throws `WrongPasswordError` or `LockedError`. */
export async function changePassword(ctx: Context, session: Session, change: PasswordChange): Promise<void> {
  const staff = await findStaffRow(ctx.db, session.staffId)
  if (!staff) throw new Error('A session names a member of staff who is not there')
  await beginAttempt(ctx, staff.id)
  if (!(await verifyPassword(change.current, staff.password_hash))) throw new WrongPasswordError()
  const passwordHash = await hashPassword(change.next, ctx.config.passwordCost, ctx.random)
  await inTransaction(ctx.db, async (trx) => {
    const now = await mustLockStaff(trx, staff.id)
    if (now.password_hash !== staff.password_hash) throw new WrongPasswordError()
    await updateStaff(trx, staff.id, { password_hash: passwordHash })
    await forgetFailures(trx, staff.id)
    await deleteSessionsOf(trx, staff.id, { except: session.tokenHash })
  })
}

/** Takes the code, if this person has a second factor; a step is taken once only, and no step before it afterwards. */
async function useSecondFactor(
  ctx: Context,
  trx: Trx,
  staff: StaffTable,
  totp: string | undefined,
): Promise<boolean> {
  if (!isYes(staff.totp_confirmed) || staff.totp_secret === null) return false
  const step = totp === undefined ? null : stepOfCode(totp, staff.totp_secret, ctx.clock.now())
  if (step === null || step <= (staff.totp_last_step ?? -1)) throw new WrongTotpError()
  await updateStaff(trx, staff.id, { totp_last_step: step })
  return true
}

interface NewSession {
  readonly token: string
  readonly staffId: string
  readonly secondFactor: boolean
}

async function openSession(
  ctx: Context,
  trx: Trx,
  { token, staffId, secondFactor }: NewSession,
): Promise<void> {
  const now = ctx.clock.now()
  await deleteEndedSessions(trx, { now: now.toISOString(), idleSince: idleSince(now) })
  await insertSession(trx, {
    token_hash: tokenHashOf(token),
    staff_id: staffId,
    second_factor: flag(secondFactor),
    created_at: isoNow(ctx.clock),
    last_seen_at: isoNow(ctx.clock),
    expires_at: new Date(now.getTime() + SESSION_SECONDS_MAX * 1000).toISOString(),
  })
}

async function whoIs(ctx: Context, staffId: string, tokenHash: string): Promise<Me> {
  const staff = await findStaffRow(ctx.db, staffId)
  const session = await findSession(ctx.db, tokenHash)
  const assembly = staff && (await findAssemblyRow(ctx.db, staff.assembly_id))
  // Signed out elsewhere between the two steps.
  if (!staff || !session || !assembly) throw new WrongCredentialsError()
  const mustEnrol = needsSecondFactor(staff.role) && !isYes(session.second_factor)
  return { ...toStaff(staff), assembly: toAssembly(assembly), mustEnrol }
}

async function mustLockStaff(trx: Trx, id: string): Promise<StaffTable> {
  const staff = await lockStaff(trx, id)
  if (!staff) throw new Error('A session names a member of staff who is not there')
  return staff
}

function idleSince(now: Date): string {
  return new Date(now.getTime() - SESSION_IDLE_SECONDS * 1000).toISOString()
}

function tokenHashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
