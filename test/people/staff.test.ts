import { expect, test } from 'vitest'
import { verifyJournal } from '../../src/board/handover.ts'
import { resetSecondFactorByOperator, setPasswordByOperator } from '../../src/people/service.ts'
import { expectStatus, makeApp, PASSWORD, type TestApp } from '../support/app.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

describeOnEachDatabase('staff', (make) => {
  test('are created, listed and disabled by the secretary, each as an act without a name', async () => {
    const app = makeApp(await make())
    const { id: assemblyId, secretary } = await app.newAssembly()
    const { staff } = secretary.client.api.people
    const json = {
      username: 'wang',
      name: '王监票',
      password: PASSWORD,
      role: 'teller',
      chief: true,
    } as const
    const wang = await expectStatus(await staff.$post({ json }), 201)
    expect(wang).toMatchObject({ username: 'wang', role: 'teller', chief: true, active: true, assemblyId })
    const param = { id: wang.id }
    const disabled = await staff[':id'].$patch({ param, json: { active: false } })
    expect(await disabled.json()).toMatchObject({ active: false, chief: true })
    const enabled = await staff[':id'].$patch({ param, json: { active: true, chief: false } })
    expect(await enabled.json()).toMatchObject({ active: true, chief: false })
    // Nothing changes, so there is no act.
    await staff[':id'].$patch({ param, json: { active: true } })
    const listed = await expectStatus(await staff.$get(), 200)
    expect(listed.staff.map(({ name }) => name).toSorted()).toEqual(['林秘书', '王监票'])
    expect(JSON.stringify(listed)).not.toMatch(/scrypt|totp_secret/i)
    expect(await acts(app)).toEqual([
      ['people.assemblyCreated', 'operator'],
      ['people.staffCreated', 'secretary'],
      ['people.staffDisabled', 'secretary'],
      ['people.staffEnabled', 'secretary'],
      ['people.chiefReleased', 'secretary'],
    ])
    expect(await (await app.request('/api/board/journal')).text()).not.toMatch(/王监票|wang/)
  })

  test('have one chief teller in an assembly, also when two are named at once', async () => {
    const { db, config, openAnother } = await make()
    const app = makeApp({ db, config })
    const { secretary, person } = await app.newAssembly()
    const other = makeApp({ db: await openAnother(), config }, { clock: app.clock })
    const name = (through: TestApp, username: string) =>
      through.request('/api/people/staff', {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: secretary.cookie ?? '' },
        body: JSON.stringify({ username, name: 'x', password: PASSWORD, role: 'teller', chief: true }),
      })
    const answers = await Promise.all([name(app, 'chief-a'), name(other, 'chief-b'), name(app, 'chief-c')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(await refused?.json()).toMatchObject({ code: 'people.chiefTaken' })
    const teller = await person('teller')
    const { staff } = secretary.client.api.people
    const second = await staff[':id'].$patch({ param: { id: teller.staffId }, json: { chief: true } })
    expect(await second.json()).toMatchObject({ status: 409, code: 'people.chiefTaken' })
    // Another assembly has its own, and a chief who was disabled makes room.
    await (await app.newAssembly()).person('teller', { chief: true })
    const chief = (await expectStatus(await staff.$get(), 200)).staff.find((each) => each.chief)
    await staff[':id'].$patch({ param: { id: chief?.id ?? '' }, json: { active: false } })
    expect((await staff[':id'].$patch({ param: { id: teller.staffId }, json: { chief: true } })).status).toBe(
      200,
    )
    const back = await staff[':id'].$patch({ param: { id: chief?.id ?? '' }, json: { active: true } })
    expect(await back.json()).toMatchObject({ status: 409, code: 'people.chiefTaken' })
  })

  test('are chief only as tellers', async () => {
    const app = makeApp(await make())
    const { secretary, person } = await app.newAssembly()
    const { staff } = secretary.client.api.people
    const json = { username: 'wang', name: '王', password: PASSWORD, role: 'auditor', chief: true } as const
    expect(await (await staff.$post({ json })).json()).toMatchObject({
      status: 400,
      issues: [{ pointer: '/chief' }],
    })
    const auditor = await person('auditor')
    const named = await staff[':id'].$patch({ param: { id: auditor.staffId }, json: { chief: true } })
    expect(await named.json()).toMatchObject({ status: 409, code: 'people.notATeller' })
  })

  test('may stand for one deputy of their assembly', async () => {
    const app = makeApp(await make())
    const { secretary, deputyIds } = await app.newAssembly({ deputies: 2 })
    const foreign = await app.newAssembly({ deputies: 1 })
    const { staff } = secretary.client.api.people
    const create = (username: string, deputyId: string | undefined, role: 'deputy' | 'auditor' = 'deputy') =>
      staff.$post({
        json: { username, name: '代', password: PASSWORD, role, ...(deputyId ? { deputyId } : {}) },
      })
    const made = await expectStatus(await create('dep-1', deputyIds[0]), 201)
    expect(made.deputyId).toBe(deputyIds[0])
    expect(await (await create('dep-2', deputyIds[0])).json()).toMatchObject({
      code: 'people.deputyAccountTaken',
    })
    expect(await (await create('dep-3', foreign.deputyIds[0])).json()).toMatchObject({
      code: 'people.deputyNotFound',
    })
    expect(await (await create('dep-4', deputyIds[1], 'auditor')).json()).toMatchObject({ status: 400 })
    expect((await create('dep-5', undefined)).status).toBe(201)
  })

  test('of another assembly are not there', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const foreign = await (await app.newAssembly()).person('teller')
    const param = { id: foreign.staffId }
    const { staff } = secretary.client.api.people
    const answers = [
      await staff[':id'].$patch({ param, json: { active: false } }),
      await staff[':id']['second-factor'].$delete({ param }),
      await staff[':id'].$patch({ param: { id: 'none' }, json: { active: false } }),
    ]
    for (const answer of answers)
      expect(await answer.json()).toMatchObject({ status: 404, code: 'people.staffNotFound' })
    expect((await foreign.client.api.people.session.$get()).status).toBe(200)
  })

  test('cannot lock themselves out', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const param = { id: secretary.staffId }
    const { staff } = secretary.client.api.people
    const disabled = await staff[':id'].$patch({ param, json: { active: false } })
    expect(await disabled.json()).toMatchObject({ status: 409, code: 'people.ownAccount' })
    const reset = await staff[':id']['second-factor'].$delete({ param })
    expect(await reset.json()).toMatchObject({ status: 409, code: 'people.ownAccount' })
  })

  test('a secretary who forgot the password is given another by the operator, and keeps the second factor', async () => {
    const app = makeApp(await make())
    const { secretary, person } = await app.newAssembly()
    const teller = await person('teller')
    const next = { password: 'another long password' }
    await expect(setPasswordByOperator(app.ctx, teller.username, next)).rejects.toThrow('不是秘书')
    await expect(setPasswordByOperator(app.ctx, 'nobody', next)).rejects.toThrow('没有这个账号')
    expect((await teller.client.api.people.session.$get()).status).toBe(200)
    await setPasswordByOperator(app.ctx, secretary.username, next)
    expect((await secretary.client.api.people.session.$get()).status).toBe(401)
    const signIn = (password: string) =>
      app.newBrowser().client.api.people.session.$post({ json: { username: secretary.username, password } })
    const old = await signIn(PASSWORD)
    expect([old.status, ((await old.json()) as { code?: string }).code]).toEqual([
      401,
      'people.wrongCredentials',
    ])
    // The password alone opens nothing: the one-time code is asked for.
    const half = await signIn(next.password)
    expect([half.status, ((await half.json()) as { code?: string }).code]).toEqual([401, 'people.totpNeeded'])
    expect((await acts(app)).at(-1)).toEqual(['people.passwordSet', 'operator'])
  })

  test('who lost their second factor get a new one; the operator helps the only secretary', async () => {
    const app = makeApp(await make())
    const { secretary, person } = await app.newAssembly()
    const teller = await person('teller')
    const { staff } = secretary.client.api.people
    const reset = await staff[':id']['second-factor'].$delete({ param: { id: teller.staffId } })
    expect(await reset.json()).toMatchObject({ secondFactor: false })
    expect((await teller.client.api.people.session.$get()).status).toBe(401)
    const again = await app.newBrowser().client.api.people.session.$post({
      json: { username: teller.username, password: PASSWORD },
    })
    expect(await again.json()).toMatchObject({ mustEnrol: true })
    await resetSecondFactorByOperator(app.ctx, secretary.username)
    expect((await secretary.client.api.people.session.$get()).status).toBe(401)
    await expect(resetSecondFactorByOperator(app.ctx, 'nobody')).rejects.toThrow('没有这个账号')
    expect((await acts(app)).slice(-2)).toEqual([
      ['people.secondFactorReset', 'secretary'],
      ['people.secondFactorReset', 'operator'],
    ])
  })

  test('who forgot their password get a new one, as an act; a secretary changes an own one alone', async () => {
    const app = makeApp(await make())
    const { secretary, person } = await app.newAssembly()
    const auditor = await person('auditor')
    const chief = await person('teller', { chief: true })
    const other = await person('secretary')
    const foreign = await (await app.newAssembly()).person('auditor')
    const { staff } = secretary.client.api.people
    const set = (id: string, password = 'anew-and-longer') =>
      staff[':id'].password.$put({ param: { id }, json: { password } })
    const come = (username: string, password: string) =>
      app.newBrowser().client.api.people.session.$post({ json: { username, password } })

    // Guessed too often: locked, until there is a new one.
    for (let i = 0; i < 6; i += 1) await come(auditor.username, 'no such password')
    expect((await come(auditor.username, PASSWORD)).status).toBe(429)
    expect((await set(auditor.staffId, 'short')).status).toBe(400)
    expect((await auditor.client.api.people.session.$get()).status).toBe(200)
    expect((await set(auditor.staffId)).status).toBe(200)
    expect((await auditor.client.api.people.session.$get()).status).toBe(401)
    expect((await come(auditor.username, PASSWORD)).status).toBe(401)
    expect((await come(auditor.username, 'anew-and-longer')).status).toBe(201)

    // The second factor stays: the new password alone lets nobody in.
    expect(await (await set(chief.staffId)).json()).toMatchObject({ secondFactor: true })
    expect((await chief.client.api.people.session.$get()).status).toBe(401)
    expect((await come(chief.username, 'anew-and-longer')).status).toBe(401)
    // Nor does it give new guesses at one-time codes.
    for (let i = 0; i < 6; i += 1) await come(chief.username, 'no such password')
    expect((await set(chief.staffId)).status).toBe(200)
    expect((await come(chief.username, 'anew-and-longer')).status).toBe(429)

    for (const { staffId } of [secretary, other])
      expect(await (await set(staffId)).json()).toMatchObject({
        status: 409,
        code: 'people.passwordOfSecretary',
      })
    for (const id of [foreign.staffId, 'none'])
      expect(await (await set(id)).json()).toMatchObject({ status: 404, code: 'people.staffNotFound' })
    expect((await come(foreign.username, PASSWORD)).status).toBe(201)

    const lines = (await (await app.request('/api/board/journal')).text()).trim().split('\n')
    const done = lines
      .map((line) => JSON.parse(line) as { act: string; role: string; payload: Record<string, unknown> })
      .filter(({ act }) => act === 'people.passwordSet')
    const ofChief = { staffId: chief.staffId, role: 'teller', chief: true }
    expect(done.map(({ role, payload }) => [role, payload])).toEqual([
      ['secretary', { staffId: auditor.staffId, role: 'auditor', chief: false }],
      ['secretary', ofChief],
      ['secretary', ofChief],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/anew-and-longer|scrypt/)
  })

  test('a name that is taken anywhere is refused, and nothing is written', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const foreign = await app.newAssembly()
    const before = await acts(app)
    const json = {
      username: foreign.secretary.username,
      name: 'x',
      password: PASSWORD,
      role: 'auditor',
    } as const
    const answer = await secretary.client.api.people.staff.$post({ json })
    expect(await answer.json()).toMatchObject({ status: 409, code: 'people.usernameTaken' })
    expect(await acts(app)).toEqual(before)
  })
})

async function acts(app: TestApp): Promise<[string, string][]> {
  const lines = (await (await app.request('/api/board/journal')).text()).trimEnd().split('\n')
  expect(verifyJournal(lines).findings).toEqual([])
  return lines.map((line) => {
    const { act, role } = JSON.parse(line) as { act: string; role: string }
    return [act, role]
  })
}
