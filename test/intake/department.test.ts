/** A department: it sees and does what was given to its unit, hands back what is not for it, and nothing else is there. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Demand, DemandView, FollowedDemand, UnitWork } from '../../src/intake/model.ts'
import type { Proposal, ProposalOfUnit } from '../../src/order/proposal-model.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { draftCycle, dossierOf, type TestCycle } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import {
  makeTown,
  readDemand,
  readDemands,
  readStatistics,
  takenDemand,
  type TestTown,
} from '../support/intake.ts'

const RANGE = 'from=2026-01-01&to=2026-12-31'
const ROADS = '镇交通办'
const WATER = '镇水务站'

const act = (who: Person, id: string, name: string, body: object = {}) =>
  ask<DemandView>(who, `POST /api/intake/demands/${id}/${name}`, body)

const seen = async (who: Person, query = '') =>
  (await readDemands(who, query)).demands.map((demand: Demand) => demand.id)

const units = async (who: Person) => (await ask<{ units: UnitWork[] }>(who, 'GET /api/intake/units')).units

const mine = async (who: Person) =>
  (await ask<{ proposals: ProposalOfUnit[] }>(who, 'GET /api/order/proposals')).proposals

describeOnEachDatabase('a department', (make) => {
  let app: TestApp
  let town: TestTown
  let roads: Person
  let water: Person

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
    roads = await town.assembly.person('department', { name: ROADS })
    water = await town.assembly.person('department', { name: WATER })
  })

  const assign = (id: string, to = roads, unit = ROADS, dueOn = '2026-03-20') =>
    act(town.secretary, id, 'assign', { unit, departmentId: to.staffId, dueOn })

  test('reads and does nothing with what another unit has', async () => {
    const { id } = await takenDemand(town)
    await assign(id)
    const state = await stateOf(app.ctx.db)
    expect(await seen(water)).not.toContain(id)
    const said = { text: '已办。' }
    for (const [route, body] of [
      [`GET /api/intake/demands/${id}`, undefined],
      [`POST /api/intake/demands/${id}/handle`, said],
      [`POST /api/intake/demands/${id}/return`, said],
      [`POST /api/intake/demands/${id}/answer`, said],
    ] as const)
      expect([route, (await problemOf(send(water, route, body), 404)).code]).toEqual([
        route,
        'intake.demandNotFound',
      ])
    // What is the secretary's or the resident's is not the unit's either, though the demand is.
    for (const name of ['assign', 'confirm', 'reopen'])
      await problemOf(send(roads, `POST /api/intake/demands/${id}/${name}`, said), 403)
    await problemOf(send(roads, `DELETE /api/intake/demands/${id}/resident`), 403)
    expect(await stateOf(app.ctx.db)).toBe(state)
    // Given to another unit, it is no longer the first one's.
    await assign(id, water, WATER)
    await problemOf(send(roads, `GET /api/intake/demands/${id}`), 404)
    expect(await seen(water)).toContain(id)
  })

  test('is one unit with every account of its name, and goes on where a colleague was', async () => {
    const before = await town.assembly.person('department', { name: '镇民政办' })
    const { id } = await takenDemand(town)
    await assign(id, before, '镇民政办')
    await ask(town.secretary, `PATCH /api/people/staff/${before.staffId}`, { active: false })
    await problemOf(send(before, 'GET /api/intake/demands'), 401)
    const after = await town.assembly.person('department', { name: '镇民政办' })
    expect(await seen(after)).toEqual([id])
    expect(await act(after, id, 'handle', { text: '已上门。' })).toMatchObject({ state: 'handled' })
    // The name says it within one assembly only.
    const elsewhere = await (await app.newAssembly()).person('department', { name: '镇民政办' })
    expect(await seen(elsewhere)).toEqual([])
  })

  describe('hands back what is not for it', () => {
    const code = 'NotF-orUs-Back'

    test('with a reason that the resident reads; it waits to be assigned anew, by the same day', async () => {
      const { id } = await takenDemand(town, {
        followUpCode: code,
        resident: { name: '周某', phone: '13800001111' },
      })
      await assign(id)
      const figures = await readStatistics(town.secretary, RANGE)
      expect(
        (await problemOf(send(roads, `POST /api/intake/demands/${id}/return`, { text: ' ' }), 400)).code,
      ).toBe('input.invalid')
      const reason = '这条是水管漏水，属水务站职责。'
      const back = await act(roads, id, 'return', { text: reason })
      expect(back).toMatchObject({
        state: 'taken',
        unit: null,
        dueOn: '2026-03-20',
        acts: [],
        resident: null,
      })
      await problemOf(send(roads, `GET /api/intake/demands/${id}`), 404)
      expect(await readStatistics(town.secretary, RANGE)).toEqual(figures)
      const followed = await ask<FollowedDemand>(app.newBrowser(), 'POST /api/intake/follow-up', { code })
      expect(followed).toMatchObject({ state: 'taken', unit: null, acts: [] })
      expect(followed.steps.at(-1)).toMatchObject({
        act: 'return',
        actor: 'department',
        unit: ROADS,
        text: reason,
      })
      expect((await readDemand(town.secretary, id)).acts).toEqual(['assign', 'answer'])
      await assign(id, water, WATER)
      await act(water, id, 'handle', { text: '水管已换。' })
      // What it has said it did, it cannot give back.
      const late = await problemOf(
        send(water, `POST /api/intake/demands/${id}/return`, { text: '不是' }),
        409,
      )
      expect(late.code).toBe('intake.step')
    })

    test('also what a resident opened again; otherwise it goes on with it', async () => {
      const again = 'Xpen-Agai-nXyz'
      const { id } = await takenDemand(town, { followUpCode: again })
      await assign(id)
      await act(roads, id, 'answer', { text: '已修。' })
      const reopen = () =>
        ask(app.newBrowser(), 'POST /api/intake/follow-up/reopen', { code: again, text: '还漏。' })
      await reopen()
      expect((await readDemand(roads, id)).acts).toEqual(['handle', 'return', 'answer'])
      await act(roads, id, 'handle', { text: '又修了一次。' })
      await act(roads, id, 'answer', { text: '请再看看。' })
      await reopen()
      expect((await act(roads, id, 'return', { text: '要换主管，属水务站。' })).state).toBe('taken')
    })
  })

  test('is told who asked while the demand is with it, and no longer', async () => {
    const resident = { name: '吴标记', phone: '13600006666', address: '玄真路6号' }
    const { id } = await takenDemand(town, { followUpCode: 'Reac-hMeW-hieJ', resident })
    await assign(id)
    expect((await readDemand(roads, id)).resident).toEqual(resident)
    expect((await act(roads, id, 'handle', { text: '已约上门时间。' })).resident).toEqual(resident)
    expect((await act(roads, id, 'answer', { text: '已修。' })).resident).toBeNull()
    expect((await readDemand(roads, id)).resident).toBeNull()
    expect((await readDemand(town.secretary, id)).resident).toEqual(resident)
    const code = 'Reac-hMeW-hieJ'
    await ask(app.newBrowser(), 'POST /api/intake/follow-up/reopen', { code, text: '没修好。' })
    expect((await readDemand(roads, id)).resident).toEqual(resident)
    await ask(app.newBrowser(), 'POST /api/intake/follow-up', { code })
    await act(roads, id, 'answer', { text: '修好了。' })
    await ask(app.newBrowser(), 'POST /api/intake/follow-up/confirm', { code })
    expect(JSON.stringify(await readDemand(roads, id))).not.toContain(resident.phone)
    expect(JSON.stringify(await readDemands(roads))).not.toContain(resident.name)
  })

  test('is told at which station it was asked', async () => {
    const { id } = await takenDemand(town)
    await assign(id)
    expect(await readDemand(roads, id)).toMatchObject({
      stationId: town.stationId,
      gridId: town.grids.get('玄真社区')?.id,
    })
  })

  test('finds what is due first at first, page by page, and what is done apart', async () => {
    const unit = '镇教办'
    const school = await town.assembly.person('department', { name: unit })
    const days = ['2026-03-09', '2026-03-01', '2026-03-05', '2026-03-01', '2026-04-01']
    const ids: string[] = []
    for (const [i, dueOn] of days.entries()) {
      const { id } = await takenDemand(town, { text: `第${i}件：校门口的斑马线` })
      await assign(id, school, unit, dueOn)
      ids.push(id)
    }
    const pages = async (query: string) => {
      const found: Demand[] = []
      for (let after = ''; ;) {
        const page = await readDemands(school, `${query}&order=due&limit=2${after}`)
        found.push(...page.demands)
        if (page.next === null) return found
        after = `&after=${page.next}`
      }
    }
    const todo = await pages('phase=todo')
    expect(todo.map(({ dueOn }) => dueOn)).toEqual(days.toSorted())
    expect(new Set(todo.map(({ id }) => id)).size).toBe(days.length)
    expect(todo.map(({ overdue }) => overdue)).toEqual([true, true, false, false, false])
    expect((await pages('phase=todo&q=第3件')).map(({ id }) => id)).toEqual([ids[3]])
    await act(school, ids[1] as string, 'handle', { text: '已画线。' })
    await act(school, ids[2] as string, 'answer', { text: '已画线。' })
    const phase = async (name: string) => (await pages(`phase=${name}`)).map(({ id }) => id)
    expect(await phase('handled')).toEqual([ids[1]])
    expect(await phase('answered')).toEqual([ids[2]])
    expect(await phase('todo')).toHaveLength(3)
    expect(await pages('phase=todo&state=handled')).toEqual([])
    expect((await ask<{ units: UnitWork[] }>(school, 'GET /api/intake/units')).units).toEqual([
      { unit, todo: 3, handled: 1, overdue: 2 },
    ])
  })
})

describeOnEachDatabase('what waits for each unit', (make) => {
  test('is counted for who looks over all of them, what nobody has included', async () => {
    const app = makeApp(await make())
    const town = await makeTown(app)
    const roads = await town.assembly.person('department', { name: ROADS })
    expect(await units(town.secretary)).toEqual([])
    const late = { unit: ROADS, departmentId: roads.staffId, dueOn: '2026-03-04' }
    for (const body of [late, late, { unit: WATER, dueOn: '2026-03-20' }, undefined]) {
      const { id } = await takenDemand(town)
      if (body !== undefined) await ask(town.secretary, `POST /api/intake/demands/${id}/assign`, body)
    }
    const [first] = (await readDemands(roads, 'order=due')).demands
    await ask(roads, `POST /api/intake/demands/${first?.id}/handle`, { text: '已修。' })
    const all = [
      { unit: ROADS, todo: 1, handled: 1, overdue: 2 },
      { unit: null, todo: 1, handled: 0, overdue: 0 },
      { unit: WATER, todo: 1, handled: 0, overdue: 0 },
    ]
    for (const who of [town.secretary, await town.assembly.person('auditor')])
      expect(await units(who)).toEqual(all)
    expect(await units(roads)).toEqual(all.slice(0, 1))
    expect(await units((await app.newAssembly()).secretary)).toEqual([])
  })
})

describeOnEachDatabase('a dossier that a department completes', (make) => {
  let app: TestApp
  let town: TestTown
  let roads: Person
  let water: Person
  let year: TestCycle

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
    roads = await town.assembly.person('department', { name: ROADS })
    water = await town.assembly.person('department', { name: WATER })
    const presidium = await town.assembly.person('presidium')
    year = await draftCycle({ secretary: town.secretary, presidium } as never, [])
  })

  const path = (id: string) => `${year.path}/proposals/${id}`

  async function given(name: string, to = roads): Promise<string> {
    const body = { dossier: { name, category: '交通出行' }, demandIds: [(await takenDemand(town)).id] }
    const { id } = await ask<{ id: string }>(town.secretary, `POST ${year.path}/proposals`, body, 201)
    await ask(town.secretary, `PUT ${path(id)}/department`, { departmentId: to.staffId })
    return id
  }

  test('is there for its unit, with what is missing, and for no other unit', async () => {
    const id = await given('村道路灯')
    expect(await mine(roads)).toMatchObject([
      {
        id,
        cycleId: year.id,
        name: '村道路灯',
        fixed: false,
        missing: ['content', 'place', 'responsibleUnit', 'budgetFen', 'finishBy'],
      },
    ])
    expect(await mine(water)).toEqual([])
    const state = await stateOf(app.ctx.db)
    await problemOf(send(water, `GET ${path(id)}`), 404)
    await problemOf(send(water, `GET ${path(id)}/versions`), 404)
    const dossier = dossierOf('村道路灯')
    await problemOf(send(water, `PUT ${path(id)}/dossier`, { dossier }), 403)
    for (const route of [
      `POST ${path(id)}/list`,
      `POST ${path(id)}/refuse`,
      `PUT ${path(id)}/department`,
      `POST ${path(id)}/demands`,
    ])
      await problemOf(send(roads, route, {}), 403)
    expect(await stateOf(app.ctx.db)).toBe(state)
    const colleague = await town.assembly.person('department', { name: ROADS })
    await ask(colleague, `PUT ${path(id)}/dossier`, { dossier, from: 1 })
    expect(await mine(roads)).toMatchObject([{ id, version: 2, missing: [] }])
  })

  test('says of each version who saved it, and is not saved over what nobody has seen', async () => {
    const id = await given('公交站台')
    const dossier = dossierOf('公交站台')
    await ask(roads, `PUT ${path(id)}/dossier`, { dossier, from: 1 })
    const changed = await problemOf(
      send(town.secretary, `PUT ${path(id)}/dossier`, { dossier: { ...dossier, place: '别处' }, from: 1 }),
      409,
    )
    expect(changed.code).toBe('order.dossierChanged')
    await ask(town.secretary, `PUT ${path(id)}/dossier`, { dossier: { ...dossier, place: '别处' }, from: 2 })
    const { versions } = await ask<{ versions: object[] }>(roads, `GET ${path(id)}/versions`)
    expect(versions).toMatchObject([
      { version: 1, role: 'secretary', unit: null },
      { version: 2, role: 'department', unit: ROADS },
      { version: 3, role: 'secretary', unit: null, dossier: { place: '别处' } },
    ])
    // In public stands what is proposed, not who saved which version.
    const { proposals } = await ask<{ proposals: Proposal[] }>(app.newBrowser(), `GET ${year.path}/proposals`)
    expect(JSON.stringify(proposals)).not.toContain(ROADS)
  })
})
