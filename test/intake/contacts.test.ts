/** What deputies write down of meeting residents, also when their device has to send it twice. */
import { beforeAll, describe, expect, test } from 'vitest'
import { systemNewId } from '../../src/context.ts'
import type { Contact } from '../../src/intake/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import {
  demandOf,
  gridId,
  makeTown,
  readDemand,
  readDemands,
  receptionOf,
  record,
  type TestTown,
} from '../support/intake.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('a contact', (make) => {
  let app: TestApp
  let town: TestTown

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
  })

  test('is written down by a deputy who was there, with its demands, each with a number', async () => {
    const demands = [demandOf(), demandOf({ category: '医疗卫生', gridId: gridId(town, '五星村') })]
    const contact = await record(town.deputy, receptionOf(town, { demands }))
    expect(contact.demands.map(({ number }) => number)).toEqual(
      contact.demands.map((_, i) => `2026-${String(i + 1).padStart(4, '0')}`),
    )
    expect(new Set(contact.demands.map(({ id }) => id))).toEqual(new Set(demands.map(({ id }) => id)))
    // Where the station is, unless the demand is about somewhere else.
    expect(await readDemand(town.deputy, present(demands[0]).id)).toMatchObject({
      state: 'taken',
      channel: 'reception',
      takenOn: '2026-03-04',
      dueOn: '2026-04-03',
      gridId: gridId(town, '玄真社区'),
      steps: [{ act: 'take', actor: 'deputy' }],
    })
    expect((await readDemand(town.deputy, present(demands[1]).id)).gridId).toBe(gridId(town, '五星村'))
  })

  test('sent again by a device that heard no answer is recorded once', async () => {
    const id = systemNewId()
    const contact = receptionOf(town)
    const first = await record(town.deputy, contact, id)
    const state = await stateOf(app.ctx.db)
    expect(await record(town.deputy, contact, id)).toEqual(first)
    expect(await stateOf(app.ctx.db)).toBe(state)
  })

  test('sent many times at once is recorded once, too', async () => {
    const id = systemNewId()
    const contact = receptionOf(town)
    const answers = await Promise.all(Array.from({ length: 6 }, () => record(town.deputy, contact, id)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const { demands } = await readDemands(town.deputy)
    expect(demands.filter((demand) => demand.id === present(contact.demands[0]).id)).toHaveLength(1)
  })

  test('with the id of another is refused, and the first one stays', async () => {
    const id = systemNewId()
    await record(town.deputy, receptionOf(town), id)
    const state = await stateOf(app.ctx.db)
    const route = `PUT /api/intake/contacts/${id}`
    const problem = await problemOf(send(town.deputy, route, receptionOf(town, { residents: 9 })), 409)
    expect(problem.code).toBe('intake.contactTaken')
    expect(await stateOf(app.ctx.db)).toBe(state)
  })

  test('a demand’s id and a follow-up code are taken once', async () => {
    const code = 'AbCd-EfGh-jKmN'
    const demand = demandOf({ followUpCode: code })
    await record(town.deputy, receptionOf(town, { demands: [demand] }))
    const state = await stateOf(app.ctx.db)
    for (const again of [demand, demandOf({ followUpCode: code })]) {
      const body = receptionOf(town, { demands: [again] })
      const problem = await problemOf(
        send(town.deputy, `PUT /api/intake/contacts/${systemNewId()}`, body),
        409,
      )
      expect(problem.code).toBe('intake.demandTaken')
    }
    expect(await stateOf(app.ctx.db)).toBe(state)
  })

  describe('is refused with the place of what is wrong:', () => {
    const wrong: readonly [string, (town: TestTown) => object, string][] = [
      ['a reception without a station', () => ({ stationId: undefined }), '/stationId'],
      ['a visit with a station', () => ({ channel: 'visit' }), '/stationId'],
      ['a visit without a grid', () => ({ channel: 'visit', stationId: undefined }), '/gridId'],
      ['nobody there', () => ({ deputyIds: [] }), '/deputyIds'],
      [
        'a deputy twice',
        ({ assembly }) => ({ deputyIds: [assembly.deputyIds[0], assembly.deputyIds[0]] }),
        '/deputyIds',
      ],
      ['less than no residents', () => ({ residents: -1 }), '/residents'],
      ['a day that does not exist', () => ({ heldOn: '2026-02-30' }), '/heldOn'],
      [
        'a stranger as deputy',
        ({ assembly }) => ({ deputyIds: [assembly.deputyIds[0], 'nobody'] }),
        '/deputyIds/1',
      ],
    ]
    test.each(wrong)('%s', async (_, change, pointer) => {
      const body = { ...receptionOf(town), ...change(town) }
      const route = `PUT /api/intake/contacts/${systemNewId()}`
      expect(JSON.stringify(await problemOf(send(town.deputy, route, body), 400))).toContain(pointer)
    })
  })

  test('is not written down by a deputy who was not there', async () => {
    const body = receptionOf(town, { deputyIds: [present(town.assembly.deputyIds[1])] })
    const route = `PUT /api/intake/contacts/${systemNewId()}`
    expect((await problemOf(send(town.deputy, route, body), 403)).code).toBe('intake.notPresent')
    // The secretary types in what is on paper.
    await record(town.secretary, body)
  })

  test('a deputy finds the own ones, the secretary all, another assembly none', async () => {
    const others = receptionOf(town, { deputyIds: [present(town.assembly.deputyIds[2])] })
    const { id } = await record(town.secretary, others)
    const list = async (who: typeof town.deputy) => {
      const route = 'GET /api/intake/contacts?from=2026-01-01&to=2026-12-31'
      return (await ask<{ contacts: Contact[] }>(who, route)).contacts.map((contact) => contact.id)
    }
    expect(await list(town.secretary)).toContain(id)
    expect(await list(town.deputy)).not.toContain(id)
    await problemOf(send(town.deputy, `GET /api/intake/contacts/${id}`), 404)
    const stranger = await app.newAssembly()
    expect(await list(stranger.secretary)).toEqual([])
    await problemOf(send(stranger.secretary, `GET /api/intake/contacts/${id}`), 404)
  })

  test('of a year come in pages, the newest first, each once, with what became of each demand', async () => {
    const deputy = await town.assembly.person('deputy', { deputyId: present(town.assembly.deputyIds[3]) })
    const days = ['2025-03-01', '2025-03-01', '2025-03-01', '2025-02-28', '2025-01-02', '2024-12-31']
    const deputyIds = [present(town.assembly.deputyIds[3])]
    for (const heldOn of days) await record(deputy, receptionOf(town, { heldOn, deputyIds }))
    await record(town.deputy, receptionOf(town, { heldOn: '2025-02-01' }))
    const seen: Contact[] = []
    let after = ''
    do {
      const route = `GET /api/intake/contacts?from=2025-01-01&to=2025-12-31&limit=2${after}`
      const { contacts, next } = await ask<{ contacts: Contact[]; next: string | null }>(deputy, route)
      expect(contacts.length).toBeLessThanOrEqual(2)
      seen.push(...contacts)
      after = next === null ? '' : `&after=${next}`
    } while (after !== '')
    expect(seen.map(({ heldOn }) => heldOn)).toEqual(days.slice(0, 5))
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5)
    const id = present(seen[4]?.demands[0]).id
    await ask(town.secretary, `POST /api/intake/demands/${id}/answer`, { text: '已经修好。' })
    expect((await ask<Contact>(deputy, `GET /api/intake/contacts/${present(seen[4]).id}`)).demands).toEqual([
      { id, number: expect.any(String), ...asked, state: 'answered', overdue: false },
    ])
    expect(seen[4]?.demands).toEqual([
      { id, number: expect.any(String), ...asked, state: 'taken', overdue: true },
    ])
  })
})

const asked = { category: '交通出行', text: '村口路灯不亮，请修一修。' }
