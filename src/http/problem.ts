/** Failures become RFC 9457 `application/problem+json`, here and nowhere else. */
import type { Context as HonoContext, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { Log } from '../context.ts'
import { DomainError, InvalidInputError, type ErrorKind, type InputIssue } from '../errors.ts'

/** The body of every answer that is not a success. Figures of the failure (`required`, `present`) stand beside these. */
export interface Problem {
  /** `urn:piaojue:` and the code. */
  readonly type: string
  /** A sentence in Chinese and English for the person at the screen. */
  readonly title: string
  readonly status: number
  readonly detail?: string
  /** `stage.whatIsWrong`: stable, for programs. */
  readonly code: string
  readonly issues?: readonly InputIssue[]
  readonly [fact: string]: unknown
}

const STATUS_OF = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>

export type ProblemStatus = (typeof STATUS_OF)[ErrorKind] | 500

/**
 * What any route may answer besides its success, for the typed client: `type Api = ApplyGlobalResponse<…,
 * AnyProblem>`, so that `if (res.status === 409) (await res.json()).code` is known to the compiler.
 */
export type AnyProblem = { [S in ProblemStatus]: { json: Problem } }

/** Sentences for the failures that Hono itself finds. */
const TITLE_OF_STATUS: Readonly<Record<number, string>> = {
  400: '请求的格式不对，请检查后再试 / The request is malformed: please check it and try again',
  404: '没有这个地址，请检查网址 / There is nothing at this address: please check it',
  413: '内容太大，请减小后再试 / The content is too large: please make it smaller',
}

const BUG: Problem = {
  type: 'urn:piaojue:bug',
  title:
    '系统出了错，请再试一次：做过的不会做两遍；若仍不行，请告诉管理员 / ' +
    'Something went wrong: please try again (nothing is done twice), and tell the operator if it happens again',
  status: 500,
  code: 'bug',
}

/** A `DomainError` is told as it is; any other error is a bug, which is logged and tells nothing. */
export function onError(log: Log): ErrorHandler {
  return (error, c) => {
    if (error instanceof DomainError) return sendProblem(c, problemOf(error))
    if (error instanceof HTTPException && error.status < 500)
      return sendProblem(c, problemOfStatus(error.status))
    // The route's pattern, not the address: an address may hold what must not be written down.
    log.error('http.bug', { method: c.req.method, route: routePath(c, -1), error: describe(error) })
    return sendProblem(c, BUG)
  }
}

export const notFound: NotFoundHandler = (c) => sendProblem(c, problemOfStatus(404))

export function problemOf(error: DomainError): Problem {
  return {
    ...error.facts,
    type: `urn:piaojue:${error.code}`,
    title: error.title,
    status: STATUS_OF[error.kind],
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    code: error.code,
    ...(error instanceof InvalidInputError ? { issues: error.issues } : {}),
  }
}

function problemOfStatus(status: number): Problem {
  const code = `http.${status}`
  const title =
    TITLE_OF_STATUS[status] ??
    '这个请求无法处理，请检查后再试 / This request cannot be handled: please check it'
  return { type: `urn:piaojue:${code}`, title, status, code }
}

function sendProblem(c: HonoContext, problem: Problem): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json; charset=UTF-8' }
  if (typeof problem['retryAfterSeconds'] === 'number')
    headers['retry-after'] = String(problem['retryAfterSeconds'])
  return c.body(JSON.stringify(problem), problem.status as ProblemStatus, headers)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : 'something was thrown that is not an Error'
}
