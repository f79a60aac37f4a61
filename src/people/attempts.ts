/** How often somebody may guess: one counter for passwords and one-time codes together. */
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import { LockedError } from './errors.ts'
import { lockSeconds } from './model.ts'
import { countAttempt, findLock, setLock } from './session-queries.ts'

/**
 * Who is counted when nobody has this name: one of 65536 buckets, so that an unknown name is locked just as a known
 * one, and an attacker cannot fill the table.
 */
export function unknownSubject(username: string): string {
  return `unknown:${createHash('sha256').update(username).digest('hex').slice(0, 4)}`
}

/**
 * Counts an attempt before it is looked at, as if it had failed: a hundred guesses at once are still five. The caller
 * takes it back when it was right. Throws `LockedError` while the subject is locked.
 */
export async function beginAttempt(ctx: Pick<Context, 'db' | 'clock'>, subject: string): Promise<void> {
  const now = ctx.clock.now()
  await inTransaction(ctx.db, async (trx) => {
    const failures = await countAttempt(trx, subject, now.toISOString())
    if (failures === undefined) throw new LockedError(secondsUntil(await findLock(trx, subject), now))
    const seconds = lockSeconds(failures)
    if (seconds > 0) await setLock(trx, subject, new Date(now.getTime() + seconds * 1000).toISOString())
  })
}

function secondsUntil(time: string | null, now: Date): number {
  return time === null ? 1 : Math.max(1, Math.ceil((Date.parse(time) - now.getTime()) / 1000))
}
