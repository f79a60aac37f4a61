import { expect, test } from 'vitest'
import { codeAt } from '../../src/people/totp.ts'
import { makeApp, PASSWORD } from '../support/app.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { attempt, WRONG } from './attempt.ts'

describeOnEachDatabase('the second factor', (make) => {
  test('is set up before a secretary or a teller may do anything else', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const json = { username: 'teller-new', name: '某监票人', password: PASSWORD, role: 'teller' } as const
    await secretary.client.api.people.staff.$post({ json })
    const teller = app.newBrowser()
    const { session, meetings } = teller.client.api.people
    const signed = await session.$post({ json: { username: 'teller-new', password: PASSWORD } })
    expect(await signed.json()).toMatchObject({ mustEnrol: true })
    const early = await meetings.$get()
    expect(early.status).toBe(403)
    expect(await early.json()).toMatchObject({ code: 'session.secondFactorNeeded' })
    expect(
      (await session.password.$put({ json: { current: PASSWORD, next: 'quite another one' } })).status,
    ).toBe(403)
    const tooEarly = await session['second-factor'].confirmation.$post({ json: { totp: '000000' } })
    expect(await tooEarly.json()).toMatchObject({ status: 409, code: 'people.notEnrolling' })
    const enrolment = (await (await session['second-factor'].$post()).json()) as {
      secret: string
      uri: string
    }
    expect(enrolment.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(enrolment.uri).toMatch(/^otpauth:\/\/totp\/.*teller-new\?.*secret=/)
    expect((await meetings.$get()).status).toBe(403)
    const wrong = codeAt(enrolment.secret, new Date(0))
    const mismatch = await session['second-factor'].confirmation.$post({ json: { totp: wrong } })
    expect(await mismatch.json()).toMatchObject({ status: 400, code: 'people.totpMismatch' })
    const totp = codeAt(enrolment.secret, app.clock.now())
    const confirmed = await session['second-factor'].confirmation.$post({ json: { totp } })
    expect(await confirmed.json()).toMatchObject({ mustEnrol: false, secondFactor: true })
    expect((await meetings.$get()).status).toBe(200)
    expect(await (await session['second-factor'].$post()).json()).toMatchObject({
      code: 'people.alreadyEnrolled',
    })
    const again = await session['second-factor'].confirmation.$post({ json: { totp } })
    expect(await again.json()).toMatchObject({ code: 'people.alreadyEnrolled' })
  })

  test('ends the sessions that have shown a password only', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const json = { username: 'teller-new', name: '某监票人', password: PASSWORD, role: 'teller' } as const
    await secretary.client.api.people.staff.$post({ json })
    const [first, second] = [app.newBrowser(), app.newBrowser()]
    for (const { client } of [first, second]) {
      await client.api.people.session.$post({ json: { username: 'teller-new', password: PASSWORD } })
    }
    const factor = first.client.api.people.session['second-factor']
    const { secret } = (await (await factor.$post()).json()) as { secret: string }
    await factor.confirmation.$post({ json: { totp: codeAt(secret, app.clock.now()) } })
    expect((await second.client.api.people.session.$get()).status).toBe(401)
    expect((await first.client.api.people.session.$get()).status).toBe(200)
  })

  test('is asked for at the next sign-in, and each code is taken once', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const code = () => codeAt(secretary.totpSecret ?? '', app.clock.now())
    expect(await attempt(app, secretary, PASSWORD)).toMatchObject({ status: 401, code: 'people.totpNeeded' })
    // The code that confirmed the enrolment was used by that.
    expect(await attempt(app, secretary, PASSWORD, code())).toMatchObject({
      status: 401,
      code: 'people.wrongTotp',
    })
    app.clock.advance(30)
    const used = code()
    expect((await attempt(app, secretary, PASSWORD, used)).status).toBe(201)
    expect(await attempt(app, secretary, PASSWORD, used)).toMatchObject({ code: 'people.wrongTotp' })
    app.clock.advance(30)
    expect(await attempt(app, secretary, PASSWORD, used)).toMatchObject({ code: 'people.wrongTotp' })
    expect((await attempt(app, secretary, PASSWORD, code())).status).toBe(201)
  })

  test('allows a clock that is one step off, and no more', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    app.clock.advance(600)
    const at = (seconds: number) =>
      codeAt(secretary.totpSecret ?? '', new Date(app.clock.now().getTime() + seconds * 1000))
    expect((await attempt(app, secretary, PASSWORD, at(-60))).status).toBe(401)
    expect((await attempt(app, secretary, PASSWORD, at(60))).status).toBe(401)
    expect((await attempt(app, secretary, PASSWORD, at(-30))).status).toBe(201)
    expect((await attempt(app, secretary, PASSWORD, at(30))).status).toBe(201)
    // A later step was taken: this one is now before it.
    expect((await attempt(app, secretary, PASSWORD, at(0))).status).toBe(401)
  })

  test('is taken once when it comes twice at the same time', async () => {
    const { db, config, openAnother } = await make()
    const app = makeApp({ db, config })
    const { secretary } = await app.newAssembly()
    app.clock.advance(30)
    const other = makeApp({ db: await openAnother(), config }, { clock: app.clock })
    const code = codeAt(secretary.totpSecret ?? '', app.clock.now())
    const answers = await Promise.all(
      [app, other, app, other].map((each) => attempt(each, secretary, PASSWORD, code)),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  test('wrong codes and wrong passwords are counted together; a missing code is not', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    app.clock.advance(30)
    for (let n = 0; n < 10; n += 1) expect((await attempt(app, secretary, PASSWORD)).status).toBe(401)
    for (let n = 0; n < 3; n += 1) {
      const wrong = codeAt(secretary.totpSecret ?? '', new Date(n))
      expect(await attempt(app, secretary, PASSWORD, wrong)).toMatchObject({ code: 'people.wrongTotp' })
    }
    for (let n = 0; n < 2; n += 1) expect((await attempt(app, secretary, WRONG)).status).toBe(401)
    const right = codeAt(secretary.totpSecret ?? '', app.clock.now())
    expect(await attempt(app, secretary, PASSWORD, right)).toMatchObject({ status: 429 })
  })
})
