/** Validation at the border: every failure of a zod schema has one shape, whichever part of the request it is in. */
import { zValidator } from '@hono/zod-validator'
import type { Context as HonoContext, MiddlewareHandler, ValidationTargets } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { DomainError, InvalidInputError, type InputIssue } from '../errors.ts'

/** A body was sent under another name than JSON, so it was not read. */
export class NotJsonError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'input.notJson'
  readonly title =
    '请求的内容须为 JSON（Content-Type: application/json） / ' +
    'The body must be JSON, sent as Content-Type: application/json'
}

// Sentences of zod, in Chinese and English. A sentence that stands in the schema itself goes first.
const inChinese = z.locales.zhCN().localeError
const inEnglish = z.locales.en().localeError
z.config({ localeError: (issue) => `${textOf(inChinese(issue))} / ${textOf(inEnglish(issue))}` })

/**
 * Route middleware: `c.req.valid(target)` is the parsed value after it. Throws `InvalidInputError` with a JSON pointer
 * for each thing that is wrong.
 */
export function valid<Target extends keyof ValidationTargets, Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) {
  return zValidator(target, schema, (result) => {
    if (!result.success) throw new InvalidInputError(issuesOf(result.error.issues as z.core.$ZodIssue[]))
  })
}

/**
 * For a sub-app: a body must say that it is JSON. Otherwise the validator would read nothing and find every field
 * missing; and a form on another site cannot say it.
 */
export function jsonOnly(): MiddlewareHandler {
  return createMiddleware(async (c, next) => {
    const type = c.req.header('content-type')
    const isJson = type === undefined ? !announcesBody(c) : /^application\/json\s*(;|$)/i.test(type)
    if (!isJson) throw new NotJsonError()
    await next()
  })
}

function announcesBody(c: HonoContext): boolean {
  return (c.req.header('content-length') ?? '0') !== '0' || c.req.header('transfer-encoding') !== undefined
}

/** The value that a schema makes of `input`, for what comes in by another way than a route (a case file). */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new InvalidInputError(issuesOf(result.error.issues))
  return result.data
}

/** What is wrong with `input`; empty when nothing is. */
export function issuesIn(schema: z.ZodType, input: unknown): InputIssue[] {
  const result = schema.safeParse(input)
  return result.success ? [] : issuesOf(result.error.issues)
}

function issuesOf(issues: readonly z.core.$ZodIssue[]): InputIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ pointer: pointer(issue.path), message: issue.message }]
    return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), message: issue.message }))
  })
}

/** A JSON pointer (RFC 6901). */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function textOf(message: string | { message: string } | undefined | null): string {
  return typeof message === 'string' ? message : (message?.message ?? '')
}
