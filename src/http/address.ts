/** Where a request comes from, for limits: never stored, never logged. */
import type { HttpBindings } from '@hono/node-server'
import type { Context as HonoContext } from 'hono'
import type { Config } from '../config.ts'

/** Of IPv6 the network only: a household has one, and as many addresses in it as it likes. */
export function addressOf(c: HonoContext, { trustProxy }: Pick<Config, 'trustProxy'>): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  const address = forwarded ?? incoming?.socket.remoteAddress ?? ''
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':')
}
