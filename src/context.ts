/** What a stage is given to work with. Clock, randomness and ids come in from outside, so that tests can hold them. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Config } from './config.ts'
import type { Db } from './db/tables.ts'
import type { ProofPool } from './proof-pool/pool.ts'

export interface Context {
  readonly db: Db
  readonly config: Config
  readonly clock: Clock
  /** That many random bytes, fit for secrets. */
  readonly random: (byteCount: number) => Uint8Array
  /** A new id for a row: url-safe, never used before. */
  readonly newId: () => string
  readonly log: Log
  /** Threads that check proofs, so that requests are not kept waiting. */
  readonly proofs: ProofPool
}

export interface Clock {
  now(): Date
}

/**
 * Events, one word or two with dots between (`server.started`), with a few figures. Never a request's body, a code, a
 * password, a token, or a person's name.
 */
export interface Log {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, facts?: LogFacts): void
}

export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>

export const systemClock: Clock = { now: () => new Date() }

export function systemRandom(byteCount: number): Uint8Array {
  return new Uint8Array(randomBytes(byteCount))
}

export function systemNewId(): string {
  return randomUUID()
}

/** The clock's time as it is stored and shown: ISO-8601 in UTC, with milliseconds. */
export function isoNow(clock: Clock): string {
  return clock.now().toISOString()
}

const HOURS_AHEAD_OF_UTC = 8

/** The calendar day in China, which has one time the whole year: YYYY-MM-DD. */
export function today(clock: Clock): string {
  return new Date(clock.now().getTime() + HOURS_AHEAD_OF_UTC * 3_600_000).toISOString().slice(0, 10)
}
