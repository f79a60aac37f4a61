import { expect, test } from 'vitest'
import { PASSWORD_COST } from '../../src/config.ts'
import { systemRandom } from '../../src/context.ts'
import { lockSeconds } from '../../src/people/model.ts'
import { hashPassword, unmatchableHash, verifyPassword } from '../../src/people/password.ts'
import { makeApp, PASSWORD, type TestApp } from '../support/app.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { attempt, jsonBody, WRONG } from './attempt.ts'

describeOnEachDatabase('signing in', (make) => {
  test('with name and password gives a session that no script and no other site can use', async () => {
    const app = makeApp(await make())
    const { id, person } = await app.newAssembly()
    const auditor = await person('auditor')
    const response = await app.request(
      '/api/people/session',
      jsonBody({ username: auditor.username, password: PASSWORD }),
    )
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      id: auditor.staffId,
      role: 'auditor',
      mustEnrol: false,
      assemblyId: id,
    })
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^piaojue_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('marks the cookie Secure when the connection is, or when it is asked to', async () => {
    const { db, config } = await make()
    const app = makeApp({ db, config })
    const { person } = await app.newAssembly()
    const { username } = await person('auditor')
    const secure = makeApp({ db, config: { ...config, secureCookies: true } })
    const proxied = makeApp({ db, config: { ...config, trustProxy: true } })
    const init = jsonBody({ username, password: PASSWORD })
    const cookieOf = async (from: TestApp) =>
      (
        await from.request('/api/people/session', {
          ...init,
          headers: { ...init.headers, 'x-forwarded-proto': 'https' },
        })
      ).headers.get('set-cookie')
    expect(await cookieOf(secure)).toMatch(/Secure/)
    expect(await cookieOf(proxied)).toMatch(/Secure/)
    expect(await cookieOf(app)).not.toMatch(/Secure/)
  })

  test('keeps no token and no password in the database', async () => {
    const database = await make()
    const app = makeApp(database)
    const { secretary } = await app.newAssembly()
    const token = secretary.cookie?.split('=')[1] ?? ''
    const rows = JSON.stringify([
      await database.db.selectFrom('sessions').selectAll().execute(),
      await database.db.selectFrom('staff').selectAll().execute(),
    ])
    expect(token).toHaveLength(43)
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(PASSWORD)
    expect(JSON.stringify(app.log)).not.toMatch(new RegExp(`${token}|${PASSWORD}|${secretary.username}`))
  })

  test('gives one answer to a wrong password, an unknown name and a disabled account', async () => {
    const app = makeApp(await make())
    const { secretary, person } = await app.newAssembly()
    const auditor = await person('auditor')
    const department = await person('department')
    await secretary.client.api.people.staff[':id'].$patch({
      param: { id: department.staffId },
      json: { active: false },
    })
    const answers = await Promise.all(
      [
        { username: auditor.username, password: WRONG },
        { username: 'nobody-has-this-name', password: PASSWORD },
        { username: 'no name at all', password: PASSWORD },
        { username: 'a\u0000b', password: PASSWORD },
        { username: department.username, password: PASSWORD },
      ].map(async (json) => {
        const response = await app.request('/api/people/session', jsonBody(json))
        return { status: response.status, body: await response.text() }
      }),
    )
    expect(answers[0]).toMatchObject({
      status: 401,
      body: expect.stringContaining('people.wrongCredentials'),
    })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('is suspended after five failures, for longer each time, and not for others', async () => {
    const app = makeApp(await make())
    const { person } = await app.newAssembly()
    const [auditor, other] = [await person('auditor'), await person('auditor')]
    for (let n = 0; n < 5; n += 1) expect(await attempt(app, auditor, WRONG)).toMatchObject({ status: 401 })
    expect(await attempt(app, auditor, PASSWORD)).toMatchObject({
      status: 429,
      code: 'people.locked',
      retryAfterSeconds: 900,
      retryAfter: '900',
    })
    expect((await attempt(app, other, PASSWORD)).status).toBe(201)
    app.clock.advance(14 * 60 + 59)
    expect(await attempt(app, auditor, PASSWORD)).toMatchObject({ status: 429, retryAfterSeconds: 1 })
    app.clock.advance(1)
    expect((await attempt(app, auditor, WRONG)).status).toBe(401)
    expect(await attempt(app, auditor, PASSWORD)).toMatchObject({ status: 429, retryAfterSeconds: 1800 })
    app.clock.advance(1800)
    expect((await attempt(app, auditor, PASSWORD)).status).toBe(201)
    // A success wipes the slate.
    for (let n = 0; n < 4; n += 1) expect((await attempt(app, auditor, WRONG)).status).toBe(401)
    expect((await attempt(app, auditor, PASSWORD)).status).toBe(201)
  })

  test('is suspended for a name that nobody has just as well', async () => {
    const app = makeApp(await make())
    const nobody = { username: 'nobody-has-this-name' }
    for (let n = 0; n < 5; n += 1) expect((await attempt(app, nobody, WRONG)).status).toBe(401)
    expect(await attempt(app, nobody, WRONG)).toMatchObject({ status: 429, retryAfterSeconds: 900 })
  })

  test('a hundred guesses at once are five', async () => {
    const app = makeApp(await make())
    const { person } = await app.newAssembly()
    const auditor = await person('auditor')
    const answers = await Promise.all(Array.from({ length: 100 }, () => attempt(app, auditor, WRONG)))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(95)
  })
})

test('suspensions double from a quarter of an hour to a day', () => {
  expect([0, 4, 5, 6, 7, 8, 11, 12, 100].map(lockSeconds)).toEqual([
    0, 0, 900, 1800, 3600, 7200, 57_600, 86_400, 86_400,
  ])
})

test('passwords are hashed as the service really does it', async () => {
  const stored = await hashPassword(PASSWORD, PASSWORD_COST, systemRandom)
  expect(stored).toMatch(/^scrypt\$32768,8,1\$[\w-]{22}\$[\w-]{43}$/)
  expect(await verifyPassword(PASSWORD, stored)).toBe(true)
  expect(await verifyPassword(WRONG, stored)).toBe(false)
  expect(await hashPassword(PASSWORD, PASSWORD_COST, systemRandom)).not.toBe(stored)
  expect(await verifyPassword('', unmatchableHash(PASSWORD_COST))).toBe(false)
  await expect(verifyPassword(PASSWORD, 'md5$x')).rejects.toThrow(/form/)
})
