/** One event, one line of JSON. */
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Clock, Log, LogFacts } from '../context.ts'

/** Writes each event to `write` as `{"time":…,"level":…,"event":…,…facts}` and a line feed. */
export function jsonLog(clock: Clock, write: (line: string) => void): Log {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, facts: LogFacts = {}) =>
      write(`${JSON.stringify({ time: clock.now().toISOString(), level, event, ...facts })}\n`)
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** For tests and commands that print something else. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }

/**
 * Logs each request of the sub-app that mounts it: method, the route's pattern, status and milliseconds. No address,
 * query, body, cookie or user agent. The cast route has none of it: the time of a line would be the time of a ballot.
 */
export function requestLog(log: Log): MiddlewareHandler {
  return createMiddleware(async (c, next) => {
    const startMs = performance.now()
    await next()
    const ms = Math.round(performance.now() - startMs)
    log.info('http.request', { method: c.req.method, route: routePath(c, -1), status: c.res.status, ms })
  })
}
