import { expect, test } from 'vitest'
import { makeApp, PASSWORD, type Person } from '../support/app.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { attempt, WRONG } from './attempt.ts'

describeOnEachDatabase('a session', (make) => {
  test('ends after two hours without a request, and after twelve in any case', async () => {
    const app = makeApp(await make())
    const { person } = await app.newAssembly()
    const idle = await person('auditor')
    const busy = await person('auditor')
    app.clock.advance(7199)
    expect(await alive(busy)).toBe(200)
    app.clock.advance(1)
    expect(await alive(idle)).toBe(401)
    for (let n = 0; n < 5; n += 1) {
      app.clock.advance(7000)
      expect(await alive(busy)).toBe(200)
    }
    app.clock.advance(999)
    expect(await alive(busy)).toBe(200)
    app.clock.advance(2)
    expect(await alive(busy)).toBe(401)
  })

  test('ends when its owner signs out, and the others go on', async () => {
    const database = await make()
    const app = makeApp(database)
    const { person } = await app.newAssembly()
    const auditor = await person('auditor')
    const second = app.newBrowser()
    await second.client.api.people.session.$post({ json: { username: auditor.username, password: PASSWORD } })
    const stolen = auditor.cookie ?? ''
    expect((await auditor.client.api.people.session.$delete()).status).toBe(204)
    expect(auditor.cookie).toBeUndefined()
    expect((await app.request('/api/people/session', { headers: { cookie: stolen } })).status).toBe(401)
    expect((await second.client.api.people.session.$get()).status).toBe(200)
  })

  test('of a made-up token is none', async () => {
    const app = makeApp(await make())
    for (const token of ['x', 'A'.repeat(43), '%00', '"', "' or 1=1 --"]) {
      const response = await app.request('/api/people/session', {
        headers: { cookie: `piaojue_session=${token}` },
      })
      expect(response.status).toBe(401)
    }
  })

  test('ends with the account, and the others of a person end with a new password', async () => {
    const app = makeApp(await make())
    const { secretary, person } = await app.newAssembly()
    const auditor = await person('auditor')
    const second = app.newBrowser()
    await second.client.api.people.session.$post({ json: { username: auditor.username, password: PASSWORD } })
    const next = '另一个更长的密码 long'
    const changed = await auditor.client.api.people.session.password.$put({
      json: { current: PASSWORD, next },
    })
    expect(changed.status).toBe(204)
    expect((await auditor.client.api.people.session.$get()).status).toBe(200)
    expect((await second.client.api.people.session.$get()).status).toBe(401)
    expect((await attempt(app, auditor, PASSWORD)).status).toBe(401)
    expect((await attempt(app, auditor, next)).status).toBe(201)
    await secretary.client.api.people.staff[':id'].$patch({
      param: { id: auditor.staffId },
      json: { active: false },
    })
    expect((await auditor.client.api.people.session.$get()).status).toBe(401)
  })

  test('cannot be used to guess the password', async () => {
    const app = makeApp(await make())
    const { person } = await app.newAssembly()
    const auditor = await person('auditor')
    const change = async (current: string) =>
      (
        await auditor.client.api.people.session.password.$put({
          json: { current, next: 'quite another one' },
        })
      ).status
    for (let n = 0; n < 5; n += 1) expect(await change(WRONG)).toBe(403)
    expect(await change(PASSWORD)).toBe(429)
    expect((await attempt(app, auditor, PASSWORD)).status).toBe(429)
  })
})

async function alive(who: Person): Promise<number> {
  return (await who.client.api.people.session.$get()).status
}
