/** What every answer and every request is held to, whatever the route. */
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { Config } from '../config.ts'
import { DomainError } from '../errors.ts'

/** Everything comes from this service: no inline script, no other site, no frame. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  // An address may hold a tracker: no other site is told it.
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  // The camera reads the code of a card; nothing else of the device is used.
  'permissions-policy':
    'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Sets the security headers on every answer; what is handed out with a stricter policy of its own keeps it. */
export function securityHeaders(): MiddlewareHandler {
  return createMiddleware(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  })
}

/** Answers of the API are kept by nobody on the way, unless the route says otherwise. */
export function noStore(): MiddlewareHandler {
  return createMiddleware(async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
}

/** Another site's page sent this request with our cookie. */
export class CrossSiteError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'http.crossSite'
  readonly title =
    '请求来自别的网站，已拒绝；请在本系统的页面上操作 / ' +
    'This request came from another site and was refused: please use the pages of this service'
}

/**
 * Refuses whatever changes something when a browser says that another site's page asks for it. A program that is no
 * browser sends neither header and carries nobody's cookie by accident, so it passes.
 */
export function sameOrigin(config: Config): MiddlewareHandler {
  return createMiddleware(async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && isCrossSite(c, config))
      throw new CrossSiteError()
    await next()
  })
}

export class BodyTooLargeError extends DomainError {
  readonly kind = 'tooLarge'
  readonly code = 'http.bodyTooLarge'
  readonly title =
    '内容太大，请减小或分几次提交 / The content is too large: please make it smaller or send it in parts'
}

/** Refuses a body of more than `bytesMax`, also one whose length is not said beforehand. */
export function limitBody(bytesMax: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: bytesMax,
    onError: () => {
      throw new BodyTooLargeError(undefined, { bytesMax })
    },
  })
}

/** Whether the browser's own connection was encrypted, also where a proxy ends it. */
export function isHttps(c: HonoContext, config: Config): boolean {
  const forwarded = config.trustProxy ? c.req.header('x-forwarded-proto') : undefined
  if (forwarded !== undefined) return lastOf(forwarded) === 'https'
  return new URL(c.req.url).protocol === 'https:'
}

function isCrossSite(c: HonoContext, config: Config): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  const forwarded = config.trustProxy ? c.req.header('x-forwarded-host') : undefined
  const host = forwarded === undefined ? (c.req.header('host') ?? new URL(c.req.url).host) : lastOf(forwarded)
  // An origin that is no address ("null", from a sandboxed frame or a file) is never ours.
  return !URL.canParse(origin) || new URL(origin).host !== normalHost(origin, host)
}

/** `host:443` of an https page and `host` are one and the same. */
function normalHost(origin: string, host: string): string {
  const address = `${new URL(origin).protocol}//${host}`
  return URL.canParse(address) ? new URL(address).host : host
}

/** The last of a list is what our own proxy wrote; what stands before it, anybody may have sent. */
function lastOf(list: string): string {
  return list.split(',').at(-1)?.trim() ?? ''
}
