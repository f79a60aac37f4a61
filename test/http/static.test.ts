/** How the built pages are served. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webPages } from '../../src/http/static.ts'

let folder: string
let app: Hono

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'piaojue-static-'))
  await mkdir(path.join(folder, 'web', 'assets'), { recursive: true })
  await writeFile(path.join(folder, 'web', 'index.html'), '<h1>公开</h1>')
  await writeFile(path.join(folder, 'web', 'vote.html'), '<h1>投票</h1>')
  await writeFile(path.join(folder, 'web', 'pages.json'), '{"files":{}}')
  await writeFile(path.join(folder, 'web', 'assets', 'voter-1a2B_3.js'), 'export {}')
  await writeFile(path.join(folder, 'web', 'assets', 'data.json'), '{}')
  await mkdir(path.join(folder, 'web', 'staff'))
  await writeFile(path.join(folder, 'web', 'staff', 'worker.js'), 'addEventListener')
  await writeFile(path.join(folder, 'secret.js'), 'a secret')
  app = new Hono().get('/api/x', (c) => c.text('api')).use(webPages(path.join(folder, 'web')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([
  ['/', '<h1>公开</h1>'],
  ['/vote', '<h1>投票</h1>'],
  ['/vote?lang=en', '<h1>投票</h1>'],
])('%s is a page, asked for anew each time', async (address, body) => {
  const response = await app.request(address)
  expect(response.status).toBe(200)
  expect(await response.text()).toBe(body)
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8')
  expect(response.headers.get('cache-control')).toBe('no-cache')
})

test('a file whose name holds its hash is kept for ever, and sent packed to who can unpack it', async () => {
  const plain = await app.request('/assets/voter-1a2B_3.js')
  expect(await plain.text()).toBe('export {}')
  expect(plain.headers.get('content-type')).toBe('text/javascript; charset=UTF-8')
  expect(plain.headers.get('cache-control')).toContain('immutable')
  expect(plain.headers.get('content-encoding')).toBeNull()
  for (let times = 0; times < 2; times++) {
    const packed = await app.request('/assets/voter-1a2B_3.js', {
      headers: { 'accept-encoding': 'gzip, br' },
    })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('vary')).toBe('accept-encoding')
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe('export {}')
  }
})

test('the digests of all files are asked for anew each time', async () => {
  const response = await app.request('/pages.json')
  expect(await response.json()).toEqual({ files: {} })
  expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8')
  expect(response.headers.get('cache-control')).toBe('no-cache')
})

test('the worker of the staff’s page is asked for anew each time, and may keep nothing but that page', async () => {
  const response = await app.request('/staff/worker.js')
  expect(await response.text()).toBe('addEventListener')
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=UTF-8')
  expect(response.headers.get('cache-control')).toBe('no-cache')
  expect(response.headers.get('service-worker-allowed')).toBe('/staff')
  expect((await app.request('/vote')).headers.get('service-worker-allowed')).toBeNull()
})

test('HEAD has the headers and no body', async () => {
  const response = await app.request('/vote', { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('')
})

describe('what is not a page is left to the others', () => {
  test.each([
    '/vote/',
    '/index.html',
    '/assets/none.js',
    '/assets/data.json',
    '/assets/../secret.js',
    '/assets/..%2fsecret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/.js',
    '/secret.js',
  ])('%s', async (address) => {
    expect((await app.request(address)).status).toBe(404)
  })

  test('another method', async () => {
    expect((await app.request('/vote', { method: 'POST' })).status).toBe(404)
    expect(await (await app.request('/api/x')).text()).toBe('api')
  })
})

test('pages that have not been built say what to do', async () => {
  const empty = new Hono().use(webPages(path.join(folder, 'nothing')))
  const response = await empty.request('/vote')
  expect(response.status).toBe(503)
  expect(response.headers.get('content-type')).toContain('text/plain')
  expect(await response.text()).toContain('请先运行 npm run build')
})
