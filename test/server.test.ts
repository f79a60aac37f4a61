import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError } from '../src/config.ts'
import { jsonLog } from '../src/http/log.ts'
import { startServer, type RunningServer } from '../src/server.ts'

let dataDir: string
const logged: string[] = []
const log = jsonLog({ now: () => new Date() }, (line) => logged.push(line))

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-server-'))
})

afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}): Promise<RunningServer> {
  return startServer({ env: { DATA_DIR: path.join(dataDir, 'data'), PORT: '0', ...env }, log })
}

test('a new service makes its folder, says that it must be set up, and answers', async () => {
  const server = await start()
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const response = await fetch(`${server.url}/api/people/setup`)
  expect(await response.json()).toEqual({ needed: true })
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await stat(path.join(dataDir, 'data'))).mode & 0o777).toBe(0o700)
  // Longer than a proxy keeps a connection: it is never the service that closes one as a request comes.
  expect(response.headers.get('keep-alive')).toBe('timeout=75')
  const code = (await readFile(path.join(dataDir, 'data', 'operator-code'), 'utf8')).trim()
  const assembly = {
    operatorCode: code,
    assembly: { name: '太和镇人民代表大会', level: 'town' },
    secretary: { username: 'lin', name: '林', password: 'a password long enough' },
  }
  const post = (body: unknown) =>
    fetch(`${server.url}/api/people/assemblies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify(body),
    })
  expect((await post(assembly)).status).toBe(201)
  expect((await post({ ...assembly, x: 'x'.repeat(2 ** 20) })).status).toBe(413)
  await server.close()
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow('fetch failed')
  const text = logged.join('')
  expect(text).toContain('"event":"setup.needed"')
  expect(text).toContain('"route":"/api/people/assemblies","status":413')
  expect(text).not.toContain(code)
  expect(text).not.toContain('a password long enough')
})

test('a service that is started again knows what it knew', async () => {
  const server = await start()
  expect(await (await fetch(`${server.url}/api/people/setup`)).json()).toEqual({ needed: false })
  const journal = await (await fetch(`${server.url}/api/board/journal`)).text()
  expect(journal.split('\n')).toHaveLength(2)
  await server.close()
})

test('a request in flight is answered before the service stops', async () => {
  const server = await start()
  const wrong = fetch(`${server.url}/api/people/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'lin', password: 'wrong' }),
  })
  // It has arrived when its attempt is counted; the password is then still being hashed.
  const counted = () => server.ctx.db.selectFrom('sign_in_failures').selectAll().executeTakeFirst()
  while ((await counted()) === undefined) await new Promise((resolve) => setTimeout(resolve, 1))
  await server.close()
  expect((await wrong).status).toBe(401)
})

describe('a service that cannot start says why', () => {
  test('a bad setting', async () => {
    await expect(start({ PORT: 'eighty' })).rejects.toThrow(ConfigError)
  })

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    await expect(start({ PORT: String(port) })).rejects.toThrow('EADDRINUSE')
    other.close()
  })
})
