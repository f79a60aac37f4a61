/**
 * How often one address may send something without an account. Knows addresses only as a keyed digest, in memory, for the
 * length of a window: nothing of them is stored or logged.
 */
import { createHmac } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { addressOf } from './address.ts'

export class TooOftenError extends DomainError {
  readonly kind = 'tooMany'
  readonly code = 'http.tooOften'
  readonly title =
    '提交得太频繁，请过一会儿再试，已填的内容还在；急事请到联络站 / ' +
    'This was sent too often: please try again in a while, what you typed is kept; if it is urgent, go to a station'
}

export interface RateLimit {
  /** Of one address. A house, or a village behind one line, has one. */
  readonly perAddress: number
  /** Of all together: what the people who read it can keep up with. */
  readonly inAll: number
  readonly windowSeconds: number
}

/** Refuses what comes more often than the limit. */
export function limitRate(
  ctx: Pick<Context, 'clock' | 'random' | 'config'>,
  { perAddress, inAll, windowSeconds }: RateLimit,
): MiddlewareHandler {
  let window = -1
  let key: Uint8Array = ctx.random(32)
  let all = 0
  const counts = new Map<string, number>()
  return createMiddleware(async (c, next) => {
    const now = Math.floor(ctx.clock.now().getTime() / 1000 / windowSeconds)
    if (now !== window) {
      window = now
      key = ctx.random(32)
      all = 0
      counts.clear()
    }
    const subject = createHmac('sha256', key).update(addressOf(c, ctx.config)).digest('base64')
    const count = (counts.get(subject) ?? 0) + 1
    if (count > perAddress || all >= inAll) throw new TooOftenError(undefined, { windowSeconds })
    counts.set(subject, count)
    all += 1
    await next()
  })
}
