/** The environment becomes a typed configuration, once, at the start; nothing else reads `process.env`. */
import path from 'node:path'

export interface Config {
  /** Absolute path of the folder that holds everything: the SQLite file, the operator's code. */
  readonly dataDir: string
  /** A `postgres://` address, or null for SQLite in `dataDir`. */
  readonly databaseUrl: string | null
  readonly host: string
  /** 0 asks the system for any free port. */
  readonly port: number
  /** How long before a vote is cut off its close is announced, in seconds. */
  readonly closeNoticeSeconds: number
  /** Session cookies are always marked Secure; otherwise only when the request itself came by https. */
  readonly secureCookies: boolean
  /** A reverse proxy stands in front: believe its X-Forwarded-Proto and X-Forwarded-Host. */
  readonly trustProxy: boolean
  /** What hashing a password costs. No environment variable lowers it; only tests pass another. */
  readonly passwordCost: PasswordCost
}

/** Parameters of scrypt (RFC 7914): memory is 128·n·r bytes. */
export interface PasswordCost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** 32 MiB and some 50 ms for each password that is tried. */
export const PASSWORD_COST: PasswordCost = { n: 2 ** 15, r: 8, p: 1 }

/** The configuration cannot be used; the message says which setting to change, and to what. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Environment variables as `process.env` gives them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads every setting. Throws `ConfigError` at the first that is wrong. An empty value counts as absent. */
export function parseConfig(env: Environment): Config {
  return {
    dataDir: path.resolve(text(env, 'DATA_DIR') ?? './data'),
    databaseUrl: databaseUrl(env),
    host: text(env, 'HOST') ?? '127.0.0.1',
    port: integer(env, 'PORT', { absent: 8080, min: 0, max: 65_535 }),
    closeNoticeSeconds: integer(env, 'CLOSE_NOTICE_SECONDS', { absent: 30, min: 0, max: 3600 }),
    secureCookies: yesOrNo(env, 'SECURE_COOKIES'),
    trustProxy: yesOrNo(env, 'TRUST_PROXY'),
    passwordCost: PASSWORD_COST,
  }
}

function text(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function databaseUrl(env: Environment): string | null {
  const value = text(env, 'DATABASE_URL')
  if (value === undefined) return null
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) {
    // The value is not repeated: it may hold a password.
    throw new ConfigError(
      'DATABASE_URL 须形如 postgres://用户:口令@主机:5432/数据库；不设则用 SQLite / ' +
        'DATABASE_URL must look like postgres://user:password@host:5432/database; leave it out for SQLite',
    )
  }
  return value
}

interface Bounds {
  readonly absent: number
  readonly min: number
  readonly max: number
}

function integer(env: Environment, name: string, { absent, min, max }: Bounds): number {
  const value = text(env, name)
  if (value === undefined) return absent
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new ConfigError(
      `${name} 须为 ${min} 至 ${max} 的整数，现为“${value}” / ` +
        `${name} must be a whole number from ${min} to ${max}; it is "${value}"`,
    )
  }
  return number
}

function yesOrNo(env: Environment, name: string): boolean {
  const value = text(env, name)
  if (value === undefined || value === '0') return false
  if (value === '1') return true
  throw new ConfigError(
    `${name} 须为 1（是）或 0（否），现为“${value}” / ${name} must be 1 (yes) or 0 (no); it is "${value}"`,
  )
}
