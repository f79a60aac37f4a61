import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { DomainError, InvalidInputError, type ErrorKind } from '../../src/errors.ts'
import { line } from '../../src/http/fields.ts'
import { jsonLog, requestLog } from '../../src/http/log.ts'
import { notFound, onError } from '../../src/http/problem.ts'
import { jsonOnly, parseInput, valid } from '../../src/http/valid.ts'

class TestError extends DomainError {
  readonly code = 'test.failed'
  readonly title = '请重试 / Please try again'
  readonly kind: ErrorKind
  constructor(kind: ErrorKind) {
    super('because', { required: 3, retryAfterSeconds: 9 })
    this.kind = kind
  }
}

const STATUSES: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
}

const Body = z.strictObject({
  name: line(5),
  'a/b~c': z.int().optional(),
  list: z.array(z.strictObject({ n: z.int() })).optional(),
})

function testApp() {
  const logged: string[] = []
  const log = jsonLog({ now: () => new Date(0) }, (text) => logged.push(text))
  const app = new Hono()
    .use(requestLog(log), jsonOnly())
    .get('/domain/:kind', (c) => {
      throw new TestError(c.req.param('kind') as ErrorKind)
    })
    .get('/hono/:status', (c) => {
      throw new HTTPException(Number(c.req.param('status')) as 400, { message: 'secret cause' })
    })
    .get('/bug/:id', () => {
      throw new TypeError('secret cause')
    })
    .post('/body', valid('json', Body), (c) => c.json(c.req.valid('json')))
    .notFound(notFound)
    .onError(onError(log))
  return { app, logged }
}

test.each(Object.entries(STATUSES))('a failure of kind %s is answered with %i', async (kind, status) => {
  const { app } = testApp()
  const response = await app.request(`/domain/${kind}`)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=UTF-8')
  expect(response.headers.get('retry-after')).toBe('9')
  expect(await response.json()).toEqual({
    type: 'urn:piaojue:test.failed',
    title: '请重试 / Please try again',
    status,
    detail: 'because',
    code: 'test.failed',
    required: 3,
    retryAfterSeconds: 9,
  })
})

test('an address that leads nowhere is a problem too', async () => {
  const response = await testApp().app.request('/nowhere')
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toMatch('application/problem+json')
  expect(await response.json()).toMatchObject({ code: 'http.404', status: 404 })
})

test('a failure that Hono found keeps its status, with a sentence of ours', async () => {
  const { app, logged } = testApp()
  for (const status of [400, 404, 413, 418]) {
    const response = await app.request(`/hono/${status}`)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      code: `http.${status}`,
      title: expect.stringMatching(/[一-龥].* \/ /),
    })
  }
  expect(logged.join()).not.toContain('secret cause')
})

test('a bug tells nothing and is logged with its route, not its address', async () => {
  const { app, logged } = testApp()
  const response = await app.request('/bug/my-secret-id?code=my-secret-code')
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ code: 'bug', status: 500 })
  expect(text).not.toMatch(/secret|TypeError|\.ts/)
  const events = logged.map((event) => JSON.parse(event) as Record<string, unknown>)
  expect(events).toContainEqual(
    expect.objectContaining({
      level: 'error',
      event: 'http.bug',
      route: '/bug/:id',
      error: expect.stringContaining('TypeError: secret cause'),
    }),
  )
  expect(logged.join()).not.toMatch(/my-secret/)
  for (const event of logged) expect(event).toMatch(/^\{[^\n]*\}\n$/)
})

test('a failure is a sentence when it is printed', () => {
  expect(new TestError('conflict').message).toBe('请重试 / Please try again: because')
  expect(String(new TestError('conflict'))).toContain('TestError')
})

test.each<[string, unknown, string[]]>([
  ['a missing field', {}, ['/name']],
  ['an empty field', { name: '  ' }, ['/name']],
  ['a field too long', { name: '一二三四五六' }, ['/name']],
  ['a control character', { name: 'a\u0000b' }, ['/name']],
  ['half a character', { name: '\ud83d' }, ['/name']],
  ['an unknown field', { name: 'x', more: 1, another: 2 }, ['/more', '/another']],
  ['a field whose name needs escapes', { name: 'x', 'a/b~c': 'y' }, ['/a~1b~0c']],
  ['a field deep inside', { name: 'x', list: [{ n: 1 }, { n: 'two' }] }, ['/list/1/n']],
  ['an array', [], ['']],
])('%s is refused with its JSON pointer', async (_what, body, pointers) => {
  const response = await post(JSON.stringify(body))
  expect(response.status).toBe(400)
  const problem = (await response.json()) as { code: string; issues: { pointer: string; message: string }[] }
  expect(problem.code).toBe('input.invalid')
  expect(problem.issues.map((issue) => issue.pointer)).toEqual(pointers)
  for (const { message } of problem.issues) expect(message).toMatch(/[一-龥].* \/ \w/)
  expect(() => parseInput(Body, body)).toThrow(InvalidInputError)
})

test('a body that is no JSON, or does not say so, is refused with a sentence', async () => {
  expect(await (await post('{"name":')).json()).toMatchObject({ status: 400, code: 'http.400' })
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx']) {
    expect(await (await post('{"name":"x"}', type)).json()).toMatchObject({
      status: 400,
      code: 'input.notJson',
    })
  }
  expect((await post('{"name":" x "}', 'application/json; charset=utf-8')).status).toBe(200)
})

async function post(body: string, type = 'application/json'): Promise<Response> {
  return testApp().app.request('/body', { method: 'POST', body, headers: { 'content-type': type } })
}
