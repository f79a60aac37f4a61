import { readFile, stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { verifyJournal } from '../../src/board/handover.ts'
import { operatorCode, operatorCodeFile } from '../../src/people/operator-code.ts'
import { makeApp, PASSWORD, type TestApp } from '../support/app.ts'
import { describeOnEachDatabase, type TestDatabase } from '../support/databases.ts'

describeOnEachDatabase('the first run', (make) => {
  test('makes an assembly and its secretary, who can sign in', async () => {
    const database = await make()
    const app = makeApp(database)
    expect(await (await app.request('/api/people/setup')).json()).toEqual({ needed: true })
    const response = await create(app, database)
    expect(response.status).toBe(201)
    const made = (await response.json()) as { assembly: { id: string } }
    expect(made).toMatchObject({
      assembly: { name: '太和镇人民代表大会', level: 'town' },
      secretary: { username: 'lin', name: '林秘书', role: 'secretary', active: true, secondFactor: false },
    })
    expect(JSON.stringify(made)).not.toMatch(/password|scrypt|totp/i)
    expect(await (await app.request('/api/people/setup')).json()).toEqual({ needed: false })
    expect(await (await app.request('/api/people/assemblies')).json()).toEqual({
      assemblies: [made.assembly],
    })
    const signIn = await app.newBrowser().client.api.people.session.$post({
      json: { username: ' LIN ', password: PASSWORD },
    })
    expect(signIn.status).toBe(201)
    expect(await signIn.json()).toMatchObject({ role: 'secretary', mustEnrol: true, assembly: made.assembly })
  })

  test('is an act of the operator in the journal, without a name', async () => {
    const database = await make()
    const app = makeApp(database)
    await create(app, database)
    const text = await (await app.request('/api/board/journal')).text()
    expect(verifyJournal(text.trimEnd().split('\n'))).toMatchObject({ ok: true, entries: 1 })
    expect(JSON.parse(text)).toMatchObject({
      act: 'people.assemblyCreated',
      role: 'operator',
      at: '2026-03-05T01:00:00.000Z',
      payload: { name: '太和镇人民代表大会', level: 'town' },
    })
    expect(text).not.toMatch(/林秘书|"lin"/)
  })

  test('serves a second assembly beside the first', async () => {
    const database = await make()
    const app = makeApp(database)
    await create(app, database)
    expect((await create(app, database, { username: 'zhang' })).status).toBe(201)
    const { assemblies } = (await (await app.request('/api/people/assemblies')).json()) as {
      assemblies: object[]
    }
    expect(assemblies).toHaveLength(2)
  })

  test('refuses who does not know the code of the operator', async () => {
    const database = await make()
    const app = makeApp(database)
    const response = await create(app, database, { operatorCode: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA' })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'people.wrongOperatorCode' })
    await nothingWritten(database)
  })

  test('refuses a name that is taken, and makes nothing', async () => {
    const database = await make()
    const app = makeApp(database)
    await create(app, database)
    const response = await create(app, database, { username: 'ＬＩＮ' })
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ code: 'people.usernameTaken' })
    expect(await database.db.selectFrom('assemblies').selectAll().execute()).toHaveLength(1)
    expect(await database.db.selectFrom('journal_entries').selectAll().execute()).toHaveLength(1)
  })

  test('gives a name to one only when two take it in the same moment', async () => {
    const database = await make()
    const other = { ...database, db: await database.openAnother() }
    const statuses = await Promise.all(
      [database, other, database, other].map(async (each) => (await create(makeApp(each), database)).status),
    )
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409])
    expect(await database.db.selectFrom('assemblies').selectAll().execute()).toHaveLength(1)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['a short password', { password: 'short' }, '/secretary/password'],
    ['a name with a space', { username: 'lin wei' }, '/secretary/username'],
    ['a name of one sign', { username: 'l' }, '/secretary/username'],
    ['no name', { name: '' }, '/secretary/name'],
    ['a level that there is not', { level: 'galaxy' }, '/assembly/level'],
    ['an assembly without a name', { assemblyName: ' ' }, '/assembly/name'],
  ])('refuses %s', async (_what, change, pointer) => {
    const database = await make()
    const response = await create(makeApp(database), database, change)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'input.invalid', issues: [{ pointer }] })
    await nothingWritten(database)
  })
})

describeOnEachDatabase('the code of the operator', (make, dialect) => {
  test.runIf(dialect === 'sqlite')('is made once, for whoever runs the server only', async () => {
    const { config } = await make()
    const codes = await Promise.all([1, 2, 3, 4, 5].map(() => operatorCode(config)))
    expect(new Set(codes).size).toBe(1)
    expect(codes[0]).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/)
    expect((await stat(operatorCodeFile(config))).mode & 0o777).toBe(0o600)
    expect(await readFile(operatorCodeFile(config), 'utf8')).toBe(`${codes[0]}\n`)
  })

  test('may be typed in small letters and without hyphens', async () => {
    const database = await make()
    const code = (await operatorCode(database.config)).toLowerCase().replaceAll('-', ' ')
    expect((await create(makeApp(database), database, { operatorCode: code })).status).toBe(201)
  })
})

async function create(
  app: TestApp,
  { config }: Pick<TestDatabase, 'config'>,
  change: Record<string, unknown> = {},
): Promise<Response> {
  const {
    username = 'lin',
    password = PASSWORD,
    name = '林秘书',
    level = 'town',
    assemblyName = '太和镇人民代表大会',
    operatorCode: code = await operatorCode(config),
  } = change
  return app.request('/api/people/assemblies', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      operatorCode: code,
      assembly: { name: assemblyName, level },
      secretary: { username, password, name },
    }),
  })
}

async function nothingWritten({ db }: TestDatabase): Promise<void> {
  for (const table of ['assemblies', 'staff', 'journal_entries'] as const) {
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
  }
}
