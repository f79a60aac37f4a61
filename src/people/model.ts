/** What people are, what may be said about them from outside, and the rules that need nothing but figures. */
import { z } from 'zod'
import type { Flag } from '../db/tables.ts'
import { Day, Id, line } from '../http/fields.ts'
import { ROLES, type Role } from '../http/session.ts'

// ------------------------------------------------------------------------------------------------------------- rules

/** How many must sign in before a meeting may decide: two thirds of all deputies, rounded up (地方组织法 art 14). */
export function quorum(deputyCount: number): number {
  return Math.ceil((2 * deputyCount) / 3)
}

/** Who works the console and who holds a share of the key must show more than a password. */
export function needsSecondFactor(role: Role): boolean {
  return role === 'secretary' || role === 'teller'
}

/** A session ends after this long without a request. */
export const SESSION_IDLE_SECONDS = 2 * 3600
/** A session ends this long after the sign-in, whatever happens. */
export const SESSION_SECONDS_MAX = 12 * 3600

const FAILURES_FREE = 4
const LOCK_SECONDS_MIN = 15 * 60
const LOCK_SECONDS_MAX = 24 * 3600

/** How long nobody can sign in after so many failures in a row: 15 minutes at the fifth, then doubling, at most a day. */
export function lockSeconds(failures: number): number {
  if (failures <= FAILURES_FREE) return 0
  return Math.min(LOCK_SECONDS_MIN * 2 ** (failures - FAILURES_FREE - 1), LOCK_SECONDS_MAX)
}

/** One form of a name to sign in with: `Ｗang` and `wang` are the same. */
export function normalUsername(username: string): string {
  return username.trim().normalize('NFKC').toLowerCase()
}

/** What a name to sign in with looks like, in its one form. */
export const USERNAME_FORM = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{1,31}$/u

// ------------------------------------------------------------------------------------------------------------ inputs

export const LEVELS = ['subdistrict', 'town', 'county', 'city', 'province'] as const

const Username = z
  .string()
  .max(64, '最多 32 个字 / at most 32 characters')
  .transform(normalUsername)
  .pipe(
    z
      .string()
      .regex(
        USERNAME_FORM,
        '用户名为 2 至 32 个汉字、字母或数字，中间可用 . _ - / ' +
          'a username has 2 to 32 letters or digits, with . _ - between',
      ),
  )

const NewPassword = z
  .string()
  .min(10, '密码至少 10 个字符 / a password has at least 10 characters')
  .max(200, '密码最多 200 个字符 / a password has at most 200 characters')

const Totp = z.string().regex(/^\d{6}$/, '动态口令为 6 位数字 / the one-time code has 6 digits')

const Person = { username: Username, name: line(40), password: NewPassword }

/** The first step of a new deployment, and of every further assembly. */
export const NewAssembly = z.strictObject({
  operatorCode: z.string().min(1).max(100),
  assembly: z.strictObject({ name: line(60), level: z.enum(LEVELS) }),
  secretary: z.strictObject(Person),
})
export type NewAssembly = z.infer<typeof NewAssembly>

export const Credentials = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
  /** For who has set up a second factor. */
  totp: Totp.optional(),
})
export type Credentials = z.infer<typeof Credentials>

export const Confirmation = z.strictObject({ totp: Totp })

export const PasswordChange = z.strictObject({ current: z.string().min(1).max(200), next: NewPassword })
export type PasswordChange = z.infer<typeof PasswordChange>

/** A first password, given anew to somebody who has forgotten theirs. */
export const FirstPassword = z.strictObject({ password: NewPassword })
export type FirstPassword = z.infer<typeof FirstPassword>

export const NewStaff = z
  .strictObject({
    ...Person,
    role: z.enum(ROLES),
    /** The chief teller (总监票人): one in an assembly. */
    chief: z.boolean().default(false),
    /** Which deputy this is, for the role deputy. */
    deputyId: Id.optional(),
  })
  .refine((staff) => !staff.chief || staff.role === 'teller', {
    path: ['chief'],
    message: '只有监票人可以担任总监票人 / only a teller can be the chief teller',
  })
  .refine((staff) => staff.deputyId === undefined || staff.role === 'deputy', {
    path: ['deputyId'],
    message: '只有代表账号可以对应一名代表 / only an account of the role deputy can stand for a deputy',
  })
export type NewStaff = z.infer<typeof NewStaff>

const NOTHING_TO_CHANGE = '没有要改的内容 / there is nothing to change'

export const StaffChange = z
  .strictObject({ active: z.boolean().optional(), chief: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, NOTHING_TO_CHANGE)
export type StaffChange = z.infer<typeof StaffChange>

export const DEPUTIES_AT_ONCE_MAX = 3000

export const NewDeputies = z.strictObject({
  deputies: z
    .array(z.strictObject({ name: line(40), delegation: line(60).optional() }))
    .min(1)
    .max(DEPUTIES_AT_ONCE_MAX),
})
export type NewDeputies = z.infer<typeof NewDeputies>

export const DeputyChange = z
  .strictObject({
    active: z.boolean().optional(),
    name: line(40).optional(),
    delegation: line(60).nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, NOTHING_TO_CHANGE)
export type DeputyChange = z.infer<typeof DeputyChange>

export const NewMeeting = z.strictObject({ name: line(80), heldOn: Day })
export type NewMeeting = z.infer<typeof NewMeeting>

export const SignIns = z.strictObject({ deputyIds: z.array(Id).min(1).max(DEPUTIES_AT_ONCE_MAX) })

export const SignInParam = z.strictObject({ id: Id, deputyId: Id })

// ----------------------------------------------------------------------------------------------------------- answers

export interface Assembly {
  readonly id: string
  readonly name: string
  readonly level: (typeof LEVELS)[number]
}

export interface Deputy {
  readonly id: string
  readonly name: string
  readonly delegation: string | null
  readonly active: boolean
}

export interface Staff {
  readonly id: string
  readonly assemblyId: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly chief: boolean
  readonly deputyId: string | null
  readonly active: boolean
  /** Whether a second factor is set up. */
  readonly secondFactor: boolean
}

/** Who is signed in. */
export interface Me extends Staff {
  readonly assembly: Assembly
  /** The role asks for a second factor, and there is none yet: nothing else is allowed before. */
  readonly mustEnrol: boolean
}

export interface Meeting {
  readonly id: string
  readonly name: string
  /** YYYY-MM-DD */
  readonly heldOn: string
}

/** How many are in the hall. */
export interface Attendance {
  /** 应到: all active deputies, N_all. */
  readonly shouldAttend: number
  /** 实到: those who signed in, N_present. */
  readonly present: number
  readonly quorum: number
  readonly quorate: boolean
}

export type MeetingWithAttendance = Meeting & Attendance

/** What stands in the database as 0 or 1. */
export function isYes(value: Flag): boolean {
  return value === 1
}
