import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { silentLog } from '../../src/http/log.ts'
import { onError } from '../../src/http/problem.ts'
import { isHttps, limitBody, noStore, sameOrigin, securityHeaders } from '../../src/http/security.ts'

function testApp(env: Record<string, string> = {}) {
  const config = parseConfig(env)
  return new Hono()
    .use(securityHeaders(), noStore(), sameOrigin(config), limitBody(10))
    .get('/', (c) => c.json({ https: isHttps(c, config) }))
    .get('/fails', () => {
      throw new Error('bug')
    })
    .post('/', async (c) => c.text(await c.req.text()))
    .delete('/', (c) => c.body(null, 204))
    .onError(onError(silentLog))
}

test.each(['/', '/fails', '/nowhere'])('every answer carries the security headers: %s', async (path) => {
  const { headers } = await testApp().request(path)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('permissions-policy')).toMatch(/camera=\(self\)/)
  expect(headers.get('cache-control')).toBe('no-store')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|\*|http/)
})

describe('what changes something is refused when another site asks for it', () => {
  const own = { host: 'hall.test', origin: 'http://hall.test' }
  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['our own page', own, {}, 200],
    ['our own page, said twice', { ...own, 'sec-fetch-site': 'same-origin' }, {}, 200],
    ['our own page on another port', { host: 'hall.test:8080', origin: 'http://hall.test:8080' }, {}, 200],
    ['our own page, its port left out', { host: 'hall.test:443', origin: 'https://hall.test' }, {}, 200],
    ['a program', { host: 'hall.test' }, {}, 200],
    ['another site', { host: 'hall.test', origin: 'https://evil.test' }, {}, 403],
    ['a neighbour on another port', { host: 'hall.test', origin: 'http://hall.test:81' }, {}, 403],
    [
      'a name that only begins like ours',
      { host: 'hall.test', origin: 'http://hall.test.evil.test' },
      {},
      403,
    ],
    ['a sandboxed frame', { host: 'hall.test', origin: 'null' }, {}, 403],
    ['a browser that says cross-site', { ...own, 'sec-fetch-site': 'cross-site' }, {}, 403],
    ['a browser that says same-site', { ...own, 'sec-fetch-site': 'same-site' }, {}, 403],
    ['a header that no proxy of ours wrote', { ...own, host: 'x', 'x-forwarded-host': 'hall.test' }, {}, 403],
    ['our proxy', { ...own, host: 'x', 'x-forwarded-host': 'evil, hall.test' }, { TRUST_PROXY: '1' }, 200],
  ])('%s', async (_who, headers, env, status) => {
    const response = await testApp(env).request('http://x/', { method: 'POST', headers, body: 'x' })
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(status === 403 ? /"code":"http\.crossSite"/ : /^x$/)
    // Reading is not refused: it changes nothing, and no other site can see the answer.
    expect((await testApp(env).request('http://x/', { headers })).status).toBe(200)
    expect((await testApp(env).request('http://x/', { method: 'DELETE', headers })).status).toBe(
      status === 200 ? 204 : 403,
    )
  })
})

test('a body that is too large is refused, also when its length was not said', async () => {
  const whole = await testApp().request('/', { method: 'POST', body: 'x'.repeat(11) })
  const said = await testApp().request('/', {
    method: 'POST',
    body: 'x',
    headers: { 'content-length': '11' },
  })
  const stream = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 3; i += 1) controller.enqueue(new TextEncoder().encode('xxxx'))
      controller.close()
    },
  })
  const streamed = await testApp().request('/', {
    method: 'POST',
    body: stream,
    duplex: 'half',
  } as RequestInit)
  for (const response of [whole, said, streamed]) {
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'http.bodyTooLarge', bytesMax: 10 })
  }
  expect(await (await testApp().request('/', { method: 'POST', body: 'x'.repeat(10) })).text()).toBe(
    'xxxxxxxxxx',
  )
})

test('https is believed from a proxy only when there is one', async () => {
  const headers = { 'x-forwarded-proto': 'https' }
  const https = async (env: Record<string, string>, url: string) =>
    ((await (await testApp(env).request(url, { headers })).json()) as { https: boolean }).https
  expect(await https({}, 'http://x/')).toBe(false)
  expect(await https({}, 'https://x/')).toBe(true)
  expect(await https({ TRUST_PROXY: '1' }, 'http://x/')).toBe(true)
})
