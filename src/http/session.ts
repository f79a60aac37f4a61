/**
 * Who is asking: the session cookie and the guards of routes. What a session is stands here; where it is kept is for
 * the loader that the people stage gives.
 */
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Config } from '../config.ts'
import { DomainError } from '../errors.ts'
import { isHttps } from './security.ts'

export const ROLES = ['secretary', 'presidium', 'teller', 'auditor', 'department', 'deputy'] as const
export type Role = (typeof ROLES)[number]

/** Somebody who has signed in. */
export interface Session {
  /** SHA-256 of the token, in hex: names the session in the database. */
  readonly tokenHash: string
  readonly staffId: string
  readonly assemblyId: string
  readonly role: Role
  /** The chief teller (总监票人); only a teller can be it. */
  readonly chief: boolean
  /** The role asks for a second factor, and this session has not shown one: it may only enrol. */
  readonly mustEnrol: boolean
}

/** For `new Hono<SessionEnv>()`: after `sessions()`, `c.var.session` is the session or null. */
export interface SessionEnv {
  Variables: { session: Session | null }
}

/** After `signedIn()` or `allow()`, `c.var.session` is there. */
export interface SignedInEnv {
  Variables: { session: Session }
}

/** Finds a living session by the token of the cookie, or null. */
export type SessionLoader = (token: string) => Promise<Session | null>

/** What a guard can ask for: a role, or the one teller who is chief. */
export type Guarded = Role | 'chiefTeller'

const COOKIE = 'piaojue_session'

/** Sets `c.var.session` from the cookie. Not mounted on the cast route: casting must touch no session. */
export function sessions(load: SessionLoader): MiddlewareHandler<SessionEnv> {
  return createMiddleware<SessionEnv>(async (c, next) => {
    const token = sessionToken(c)
    c.set('session', token === undefined ? null : await load(token))
    await next()
  })
}

/** Guard: anybody who is signed in, of any role; `evenToEnrol` lets in who still has to set up the second factor. */
export function signedIn({ evenToEnrol = false } = {}): MiddlewareHandler<SignedInEnv> {
  return createMiddleware<SignedInEnv>(async (c, next) => {
    requireSession(c.var.session, evenToEnrol)
    await next()
  })
}

/** Guard: one of these roles. A chief teller is a teller too. */
export function allow(...guarded: readonly [Guarded, ...Guarded[]]): MiddlewareHandler<SignedInEnv> {
  return createMiddleware<SignedInEnv>(async (c, next) => {
    const session = requireSession(c.var.session, false)
    const allowed = guarded.includes(session.role) || (session.chief && guarded.includes('chiefTeller'))
    if (!allowed) throw new RoleError()
    await next()
  })
}

/** The token of the request's cookie, if there is one. */
export function sessionToken(c: HonoContext): string | undefined {
  return getCookie(c, COOKIE)
}

export interface CookieOptions {
  readonly config: Config
  readonly maxAgeSeconds: number
}

/** Hands the token to the browser, where no script can read it and no other site can send it. */
export function setSessionCookie(
  c: HonoContext,
  token: string,
  { config, maxAgeSeconds }: CookieOptions,
): void {
  setCookie(c, COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: config.secureCookies || isHttps(c, config),
    maxAge: maxAgeSeconds,
  })
}

export function dropSessionCookie(c: HonoContext): void {
  deleteCookie(c, COOKIE, { path: '/' })
}

/** Nobody is signed in, or the session has ended. */
export class SignInNeededError extends DomainError {
  readonly kind = 'unauthenticated'
  readonly code = 'session.signInNeeded'
  readonly title = '请先登录 / Please sign in first'
}

export class SecondFactorNeededError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'session.secondFactorNeeded'
  readonly title = '请先设置动态口令，再继续 / Please set up your second factor first'
}

export class RoleError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'session.role'
  readonly title =
    '您的角色不能做这一步，请找有此职责的同志 / Your role may not do this: please ask a colleague whose role it is'
}

function requireSession(session: Session | null | undefined, evenToEnrol: boolean): Session {
  if (!session) throw new SignInNeededError()
  if (session.mustEnrol && !evenToEnrol) throw new SecondFactorNeededError()
  return session
}
