/** What was written down wrong is put right; the figures follow, and what it said before stays to be read. */
import { beforeAll, expect, test } from 'vitest'
import type { Contact, DemandView, FollowedDemand } from '../../src/intake/model.ts'
import { dueFrom } from '../../src/intake/steps.ts'
import { makeApp, PASSWORD, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import {
  correct,
  correctionOf,
  demandOf,
  gridId,
  makeTown,
  readDemand,
  readDemands,
  readStatistics,
  receptionOf,
  record,
  takenDemand,
  type TestTown,
} from '../support/intake.ts'
import { present } from '../support/present.ts'

const DAY_MS = 86_400_000

describeOnEachDatabase('a correction', (make) => {
  let app: TestApp
  let town: TestTown
  const read = (id: string, who = town.secretary) => ask<Contact>(who, `GET /api/intake/contacts/${id}`)
  const withdrawal = { version: 0, reason: '记了两次。' }

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
  })

  test('of a contact keeps what it said before, with who, when and why; its figures and demands follow', async () => {
    const code = 'AAAA-BBBB-CCCC'
    const elsewhere = gridId(town, '五星村')
    const contact = receptionOf(town, {
      heldOn: '2025-03-04',
      note: '记错的备注',
      demands: [demandOf({ followUpCode: code }), demandOf({ gridId: elsewhere }), demandOf()],
    })
    const { id, demands } = await record(town.deputy, contact)
    const [following, own, given] = demands.map((demand) => present(demand).id)
    await ask(town.secretary, `POST /api/intake/demands/${given}/assign`, {
      unit: '镇交通办',
      dueOn: '2025-04-03',
    })
    const two = town.assembly.deputyIds.slice(0, 2)
    const right = {
      ...contact,
      heldOn: '2025-04-05',
      gridId: gridId(town, '飞水村'),
      deputyIds: two,
      residents: 7,
    }
    delete right.note
    const after = await correct(town.deputy, id, correctionOf(right, { reason: '日期和网格记错了。' }))
    expect(after).toMatchObject({
      heldOn: '2025-04-05',
      gridId: gridId(town, '飞水村'),
      residents: 7,
      note: null,
      withdrawn: false,
      version: 1,
      mayCorrect: true,
    })
    expect(after.deputyIds.toSorted()).toEqual(two.toSorted())
    expect(after.versions).toEqual([
      {
        act: 'correct',
        at: app.clock.now().toISOString(),
        role: 'deputy',
        name: expect.any(String),
        reason: '日期和网格记错了。',
        before: {
          heldOn: '2025-03-04',
          station: '玄真社区联络站',
          grid: '南片 › 玄真社区',
          deputies: [expect.any(String)],
          residents: 2,
          note: '记错的备注',
        },
      },
    ])
    expect(await readDemand(town.secretary, present(following))).toMatchObject({
      takenOn: '2025-04-05',
      gridId: gridId(town, '飞水村'),
      dueOn: dueFrom('2025-04-05'),
    })
    expect(await readDemand(town.secretary, present(own))).toMatchObject({
      takenOn: '2025-04-05',
      gridId: elsewhere,
    })
    // A day that was set with a unit stays, also one that would have come of itself.
    expect(await readDemand(town.secretary, present(given))).toMatchObject({
      takenOn: '2025-04-05',
      dueOn: '2025-04-03',
    })
    const figures = async (month: string) =>
      (await readStatistics(town.secretary, `from=${month}-01&to=${month}-28`)).total
    expect(await figures('2025-03')).toMatchObject({
      sessions: 0,
      deputyVisits: 0,
      residents: 0,
      opinions: 0,
    })
    expect(await figures('2025-04')).toMatchObject({
      sessions: 1,
      deputyVisits: 2,
      residents: 7,
      opinions: 3,
    })
    // Who holds the code reads that it was put right, and not where it is about.
    const followed = await ask<FollowedDemand>(app.newBrowser(), 'POST /api/intake/follow-up', { code })
    expect(followed.steps.at(-1)).toMatchObject({ act: 'correct', actor: 'deputy', text: null })
    // The phone that heard no answer to the first record sends it again.
    expect(await record(town.deputy, contact, id)).toMatchObject({ heldOn: '2025-04-05', version: 1 })
  })

  test('is not written over another one unseen, nor made of nothing, nor of what does not fit', async () => {
    const contact = receptionOf(town)
    const { id } = await record(town.deputy, contact)
    const route = `POST /api/intake/contacts/${id}/correct`
    const other = await app.newAssembly({ deputies: 1 })
    const before = await stateOf(app.ctx.db)
    const codeOf = async (body: object, status = 409) =>
      (await problemOf(send(town.secretary, route, body), status)).code
    expect(await codeOf(correctionOf(contact))).toBe('intake.nothingToCorrect')
    expect(await codeOf(correctionOf(contact, { residents: 9, version: 1 }))).toBe('intake.contactChanged')
    const { stationId: _, ...nowhere } = correctionOf(contact, { residents: 9 })
    expect(await codeOf(nowhere, 400)).toBe('input.invalid')
    expect(await codeOf(correctionOf(contact, { deputyIds: [...other.deputyIds] }), 400)).toBe(
      'input.invalid',
    )
    const { reason: __, ...unsaid } = correctionOf(contact, { residents: 9 })
    expect(await codeOf(unsaid, 400)).toBe('input.invalid')
    await problemOf(send(other.secretary, route, correctionOf(contact, { residents: 9 })), 404)
    expect(await stateOf(app.ctx.db)).toBe(before)
  })

  test('a contact recorded twice is withdrawn: seen, marked, and counted no more', async () => {
    const contact = receptionOf(town, { heldOn: '2024-05-06', demands: [] })
    const { id } = await record(town.secretary, contact)
    const range = 'from=2024-05-06&to=2024-05-06'
    const total = async () => (await readStatistics(town.secretary, range)).total
    expect(await total()).toMatchObject({ sessions: 1, deputyVisits: 1, residents: 2 })
    const after = await ask<Contact>(town.secretary, `POST /api/intake/contacts/${id}/withdraw`, withdrawal)
    expect(after).toMatchObject({ withdrawn: true, mayCorrect: false })
    expect(after.versions).toMatchObject([{ act: 'withdraw', reason: '记了两次。', role: 'secretary' }])
    expect(await total()).toMatchObject({ sessions: 0, deputyVisits: 0, residents: 0 })
    const { contacts } = await ask<{ contacts: Contact[] }>(town.deputy, `GET /api/intake/contacts?${range}`)
    expect(contacts).toMatchObject([{ id, withdrawn: true }])
    for (const [act, body] of [
      ['withdraw', { ...withdrawal, version: 1 }],
      ['correct', correctionOf(contact, { residents: 9, version: 1 })],
    ] as const)
      expect(
        (await problemOf(send(town.secretary, `POST /api/intake/contacts/${id}/${act}`, body), 403)).code,
      ).toBe('intake.contactClosed')
  })

  test('a contact in which demands were taken is not withdrawn: somebody waits for an answer', async () => {
    const { id } = await record(town.deputy, receptionOf(town))
    const problem = await problemOf(
      send(town.deputy, `POST /api/intake/contacts/${id}/withdraw`, withdrawal),
      409,
    )
    expect(problem).toMatchObject({
      code: 'intake.contactHasDemands',
      title: expect.stringContaining('1 条诉求'),
    })
    expect((await read(id)).withdrawn).toBe(false)
  })

  test('of a demand changes category, place and grid; lists, search and its own steps follow, the text stays', async () => {
    const { id } = await takenDemand(town, { category: '错类', place: '错地方', text: '老话照旧' })
    const route = `POST /api/intake/demands/${id}/correct`
    const change = { category: '养老服务', place: '对地方', gridId: gridId(town, '第二网格') }
    const after = await ask<DemandView>(town.secretary, route, change)
    expect(after).toMatchObject({ ...change, text: '老话照旧', state: 'taken' })
    expect(after.steps.at(-1)).toMatchObject({
      act: 'correct',
      actor: 'secretary',
      at: app.clock.now().toISOString(),
      text: '类别：错类 → 养老服务；地点：错地方 → 对地方；网格：南片 › 玄真社区 → 南片 › 玄真社区 › 第二网格',
    })
    const found = async (query: Record<string, string>) =>
      (await readDemands(town.secretary, new URLSearchParams(query).toString())).demands.map(
        (each) => each.id,
      )
    expect(await found({ q: '错地方' })).toEqual([])
    expect(await found({ q: '对地方' })).toEqual([id])
    expect(await found({ category: '错类' })).toEqual([])
    expect(await found({ grid: gridId(town, '第二网格') })).toEqual([id])
    await ask(town.secretary, route, { place: null })
    expect((await readDemand(town.secretary, id)).place).toBeNull()
    expect((await problemOf(send(town.secretary, route, { place: null }), 409)).code).toBe(
      'intake.nothingToCorrect',
    )
    await problemOf(send(town.secretary, route, { text: '改话' }), 400)
    // Correcting leads to no other state: what can be done with it next is what could be done before.
    expect((await readDemand(town.secretary, id)).acts).toEqual(after.acts)
  })

  test('is the deputy’s who recorded it, for seven days, and the secretary’s at any time', async () => {
    const both = town.assembly.deputyIds.slice(0, 2)
    const contact = receptionOf(town, { deputyIds: both })
    const { id } = await record(town.deputy, contact)
    const companion = await town.assembly.person('deputy', { deputyId: present(both[1]) })
    const stranger = await town.assembly.person('deputy', { deputyId: present(town.assembly.deputyIds[2]) })
    const route = `POST /api/intake/contacts/${id}/correct`
    const correction = correctionOf(contact, { residents: 9 })
    expect((await read(id, companion)).mayCorrect).toBe(false)
    expect((await problemOf(send(companion, route, correction), 403)).code).toBe('intake.contactClosed')
    await problemOf(send(stranger, route, correction), 404)
    // Who was not there has not recorded it.
    const absent = correctionOf(contact, { deputyIds: both.slice(1) })
    expect((await problemOf(send(town.deputy, route, absent), 403)).code).toBe('intake.notPresent')
    expect((await read(id, town.deputy)).mayCorrect).toBe(true)
    await correct(town.deputy, id, correction)
    app.clock.advance(7 * DAY_MS)
    await town.deputy.client.api.people.session.$post({
      json: { username: town.deputy.username, password: PASSWORD },
    })
    expect((await read(id, town.deputy)).mayCorrect).toBe(false)
    const later = correctionOf(contact, { residents: 10, version: 1 })
    expect((await problemOf(send(town.deputy, route, later), 403)).code).toBe('intake.contactClosed')
  })
})
