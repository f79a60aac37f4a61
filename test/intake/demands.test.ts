/** What becomes of a demand: assigned, handled, answered, and good only when the resident says so. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { DemandView, FollowedDemand } from '../../src/intake/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { dumpTables, stateOf } from '../support/dump.ts'
import {
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

const CODE = 'Kd8m-2pRt-XyZ7'

const act = (who: TestTown['deputy'], id: string, name: string, body: object = {}) =>
  ask<DemandView>(who, `POST /api/intake/demands/${id}/${name}`, body)

describeOnEachDatabase('a demand', (make) => {
  let app: TestApp
  let town: TestTown
  let codes = 0

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
  })

  const newCode = (): string => {
    codes += 1
    return `${CODE.slice(0, -1)}${'123456789'[codes]}`
  }

  const follow = (code: string, path = '', more: object = {}) =>
    ask<FollowedDemand>(app.newBrowser(), `POST /api/intake/follow-up${path}`, { code, ...more })

  const assignment = () => ({ unit: '镇交通办', departmentId: town.department.staffId, dueOn: '2026-03-20' })

  test('goes from the deputy to the unit, to an answer, to a resident who is content', async () => {
    const code = newCode()
    const { id } = await takenDemand(town, { followUpCode: code })
    expect(await follow(code)).toMatchObject({ state: 'taken', acts: [], steps: [{ act: 'take' }] })
    expect((await readDemands(town.department)).demands).toEqual([])
    await act(town.secretary, id, 'assign', assignment())
    expect((await readDemands(town.department)).demands.map((demand) => demand.id)).toEqual([id])
    await act(town.department, id, 'handle', { text: '已派人查看，三日内修好。' })
    const answered = await act(town.department, id, 'answer', { text: '路灯已修好。' })
    expect(answered).toMatchObject({ state: 'answered', acts: [] })
    expect(await follow(code)).toMatchObject({ state: 'answered', acts: ['confirm', 'reopen'] })
    const confirmed = await follow(code, '/confirm')
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      unit: '镇交通办',
      steps: [
        { act: 'take', actor: 'deputy' },
        { act: 'assign', actor: 'secretary', unit: '镇交通办' },
        { act: 'handle', actor: 'department', unit: '镇交通办', text: '已派人查看，三日内修好。' },
        { act: 'answer', actor: 'department', text: '路灯已修好。' },
        { act: 'confirm', actor: 'resident' },
      ],
    })
  })

  test('is opened again by a resident who is not content, as often as need be', async () => {
    const code = newCode()
    const { id } = await takenDemand(town, { followUpCode: code })
    for (const text of ['还是不亮。', '又坏了。']) {
      await act(town.deputy, id, 'answer', { text: '已修。' })
      expect(await follow(code, '/reopen', { text })).toMatchObject({ state: 'reopened', acts: [] })
    }
    await act(town.deputy, id, 'answer', { text: '换了新灯。' })
    expect((await follow(code, '/confirm')).state).toBe('confirmed')
    // Content once does not bind for ever.
    expect((await follow(code, '/reopen', { text: '一周后又坏了。' })).state).toBe('reopened')
  })

  test('a code finds it with spaces or in small letters, another one does not', async () => {
    const code = newCode()
    await takenDemand(town, { followUpCode: code })
    expect((await follow(` ${code.replaceAll('-', ' ')}`)).state).toBe('taken')
    expect((await follow(code.toLowerCase())).state).toBe('taken')
    const wrong = code.replace('d', 'e')
    const problem = await problemOf(
      send(app.newBrowser(), 'POST /api/intake/follow-up', { code: wrong }),
      404,
    )
    expect(problem.code).toBe('intake.followUpNotFound')
  })

  test('an answer by the resident’s code before there is one is refused, and nothing changes', async () => {
    const code = newCode()
    await takenDemand(town, { followUpCode: code })
    const state = await stateOf(app.ctx.db)
    const body = { code, text: '快点' }
    for (const [path, sent] of [
      ['confirm', { code }],
      ['reopen', body],
    ] as const)
      expect(
        (await problemOf(send(app.newBrowser(), `POST /api/intake/follow-up/${path}`, sent), 409)).code,
      ).toBe('intake.step')
    expect(await stateOf(app.ctx.db)).toBe(state)
  })

  test('of two who answer at once, one is told to look again', async () => {
    const { id } = await takenDemand(town)
    const route = `POST /api/intake/demands/${id}/answer`
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, i) => send(town.secretary, route, { text: `答复${i}` })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect((await readDemand(town.secretary, id)).steps).toHaveLength(2)
  })

  test('is assigned to a department of this assembly only', async () => {
    const { id } = await takenDemand(town)
    const stranger = await (await app.newAssembly()).person('department')
    const body = { ...assignment(), departmentId: stranger.staffId }
    const problem = await problemOf(send(town.secretary, `POST /api/intake/demands/${id}/assign`, body), 400)
    expect(JSON.stringify(problem)).toContain('/departmentId')
  })

  test('is there only for those whom it concerns', async () => {
    const others = receptionOf(town, {
      deputyIds: [present(town.assembly.deputyIds[1])],
      demands: [demandOf({ gridId: gridId(town, '第一网格') })],
    })
    const { id } = present((await record(town.secretary, others)).demands[0])
    const route = `GET /api/intake/demands/${id}`
    await problemOf(send(town.deputy, route), 404)
    await problemOf(send(town.department, route), 404)
    await problemOf(send((await app.newAssembly()).secretary, route), 404)
    await problemOf(send(app.newBrowser(), route), 401)
    // Who looks after a grid sees what is asked for in it and in all that lies within it.
    const grid = `PATCH /api/intake/grids/${gridId(town, '南片')}`
    await ask(town.secretary, grid, { deputyIds: [present(town.assembly.deputyIds[0])] })
    expect((await readDemand(town.deputy, id)).id).toBe(id)
    await ask(town.secretary, grid, { deputyIds: [] })
    await problemOf(send(town.deputy, route), 404)
  })

  describe('who asked', () => {
    const resident = { name: '王标记', phone: '13800001234', address: '玄真路9号' }

    test('is seen by who has to reach them, and by nobody else', async () => {
      const { id } = await takenDemand(town, { resident })
      await act(town.secretary, id, 'assign', assignment())
      for (const who of [town.secretary, town.deputy, town.department])
        expect((await readDemand(who, id)).resident).toEqual(resident)
      for (const role of ['auditor', 'presidium'] as const) {
        const text = JSON.stringify(await readDemand(await town.assembly.person(role), id))
        for (const mark of Object.values(resident)) expect(text).not.toContain(mark)
      }
      const lists = JSON.stringify(await readDemands(town.secretary))
      for (const mark of Object.values(resident)) expect(lists).not.toContain(mark)
    })

    test('is erased without a trace, and what was asked for stays', async () => {
      const code = newCode()
      const asked = { ...resident, name: '李须忘', phone: '13900005678' }
      const { id } = await takenDemand(town, { resident: asked, followUpCode: code })
      const range = 'from=2026-01-01&to=2026-12-31'
      const before = await readStatistics(town.secretary, range)
      const erased = await ask<DemandView>(town.secretary, `DELETE /api/intake/demands/${id}/resident`)
      expect(erased.resident).toBeNull()
      const rows = [...(await dumpTables(app.ctx.db)).values()].flat().join('\n')
      expect(rows).not.toContain('李须忘')
      expect(rows).not.toContain('13900005678')
      expect(await readStatistics(town.secretary, range)).toEqual(before)
      expect((await follow(code)).state).toBe('taken')
    })

    test('cannot be read out of the database by a code', async () => {
      const code = newCode()
      await takenDemand(town, { followUpCode: code })
      const rows = [...(await dumpTables(app.ctx.db)).values()].flat().join('\n')
      expect(rows).not.toContain(code)
      expect(rows).not.toContain(code.replaceAll('-', ''))
    })
  })

  test('pages lead through all of them once, whatever is filtered', async () => {
    const range = 'from=2025-01-01&to=2025-12-31'
    const days = [
      '2025-05-01',
      '2025-05-02',
      '2025-05-02',
      '2025-05-02',
      '2025-05-03',
      '2025-06-01',
      '2025-06-01',
    ]
    for (const [i, heldOn] of days.entries())
      await record(
        town.secretary,
        receptionOf(town, { heldOn, demands: [demandOf({ category: i % 2 === 0 ? '教育' : '养老' })] }),
      )
    for (const [filter, count] of [
      ['', 7],
      ['&category=教育', 4],
      [`&grid=${gridId(town, '南片')}`, 7],
      [`&grid=${gridId(town, '北片')}`, 0],
      ['&state=confirmed', 0],
      ['&channel=reception', 7],
    ] as const) {
      const seen: string[] = []
      let after = ''
      for (let pages = 0; pages < 9; pages += 1) {
        const page = await readDemands(town.secretary, `${range}&limit=2${filter}${after}`)
        seen.push(...page.demands.map(({ takenOn, id }) => `${takenOn}_${id}`))
        if (page.next === null) break
        after = `&after=${page.next}`
      }
      expect(seen).toEqual(seen.toSorted().toReversed())
      expect(new Set(seen).size).toBe(count)
      expect(seen).toHaveLength(count)
    }
  })

  test('a list from elsewhere is taken once, also when it is sent twice', async () => {
    const demands = Array.from({ length: 30 }, () => ({
      ...demandOf({ category: '市场' }),
      takenOn: '2024-07-01',
      channel: 'online',
    }))
    const sent = (some: typeof demands) =>
      ask(town.secretary, 'POST /api/intake/demands/import', { demands: some })
    expect(await sent(demands.slice(0, 20))).toEqual({ taken: 20, known: 0 })
    expect(await sent(demands)).toEqual({ taken: 10, known: 20 })
    const read = await readDemands(town.secretary, 'from=2024-01-01&to=2024-12-31&limit=200')
    expect(read.demands.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: 30 }, (_, i) => `2024-${String(i + 1).padStart(4, '0')}`),
    )
  })
})

describeOnEachDatabase('a list that tells what had become of it', (make) => {
  test('comes in as far as it had come: answered and settled ones count so, and are not overdue', async () => {
    const town = await makeTown(makeApp(await make()))
    const row = { category: '交通出行', text: '路灯不亮。', takenOn: '2025-03-02', channel: 'reception' }
    const demands = [
      { ...row, id: 'open' },
      { ...row, id: 'due', unit: '镇交通办', dueOn: '2099-01-01' },
      { ...row, id: 'answered', unit: '镇交通办', answer: '已报计划。', answeredOn: '2025-03-20' },
      { ...row, id: 'settled', resolved: true },
    ]
    await ask(town.secretary, 'POST /api/intake/demands/import', { demands })
    const found = await Promise.all(demands.map(({ id }) => readDemand(town.secretary, id)))
    expect(found.map(({ state, overdue, unit, dueOn }) => [state, overdue, unit, dueOn])).toEqual([
      ['taken', true, null, '2025-04-01'],
      ['assigned', false, '镇交通办', '2099-01-01'],
      ['answered', false, '镇交通办', '2025-04-01'],
      ['confirmed', false, null, '2025-04-01'],
    ])
    expect(found[2]?.steps).toMatchObject([
      { act: 'take', at: '2025-03-02T04:00:00.000Z' },
      { act: 'assign', unit: '镇交通办' },
      { act: 'answer', at: '2025-03-20T04:00:00.000Z', text: '已报计划。' },
    ])
    const { total } = await readStatistics(town.secretary, 'from=2025-01-01&to=2025-12-31')
    expect(total).toMatchObject({ opinions: 4, resolved: 1 })
    // Life goes on from there.
    await ask(town.secretary, 'POST /api/intake/demands/answered/reopen', { text: '还是不亮。' })
    expect((await readDemand(town.secretary, 'answered')).state).toBe('reopened')
    const early = { ...row, id: 'early', answeredOn: '2025-03-01' }
    const problem = await problemOf(
      send(town.secretary, 'POST /api/intake/demands/import', { demands: [early] }),
      400,
    )
    expect(JSON.stringify(problem)).toContain('/demands/0/answeredOn')
  })
})

describeOnEachDatabase('a list that is imported twice at once', (make) => {
  test('is taken once: one of them wins, and the other is answered as a repeat would be', async () => {
    const town = await makeTown(makeApp(await make()))
    for (let round = 0; round < 4; round += 1) {
      const demands = Array.from({ length: 20 }, () => ({
        ...demandOf(),
        takenOn: '2025-07-01',
        channel: 'online',
      }))
      const sent = (some: typeof demands) =>
        ask<{ taken: number; known: number }>(town.secretary, 'POST /api/intake/demands/import', {
          demands: some,
        })
      // The same, the same the other way round, and a part of it.
      const answers = await Promise.all([sent(demands), sent(demands.toReversed()), sent(demands.slice(5))])
      expect(answers.reduce((sum, { taken }) => sum + taken, 0)).toBe(20)
      expect(answers.map(({ taken, known }) => taken + known)).toEqual([20, 20, 15])
    }
    const read = await readDemands(town.secretary, 'from=2025-01-01&to=2025-12-31&limit=200')
    expect(read.demands.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: 80 }, (_, i) => `2025-${String(i + 1).padStart(4, '0')}`),
    )
  })
})

describeOnEachDatabase('who asks for several things at one contact', (make) => {
  test('is one person there, another one elsewhere, and forgotten with all that was asked there', async () => {
    const app = makeApp(await make())
    const town = await makeTown(app)
    const wang = { name: '王芳', phone: '13800000001', address: '一组' }
    const residents = [
      wang,
      { name: wang.name, phone: wang.phone },
      { ...wang, phone: '13800000002' },
      // Without a number, a name is nobody in particular; of two addresses neither is lost.
      { name: wang.name },
      { name: wang.name },
      { ...wang, address: '二组' },
    ]
    const demands = residents.map((resident) => demandOf({ resident }))
    await record(town.deputy, receptionOf(town, { demands, residents: 5 }))
    const elsewhere = demandOf({ resident: wang })
    await record(town.deputy, receptionOf(town, { demands: [elsewhere] }))
    const ids = [...demands, elsewhere].map(({ id }) => id)
    const rows = await app.ctx.db
      .selectFrom('demands')
      .select(['id', 'resident_id'])
      .where('id', 'in', ids)
      .execute()
    const residentOf = (id: string | undefined) => rows.find((row) => row.id === id)?.resident_id
    expect(new Set(ids.map(residentOf)).size).toBe(6)
    expect(residentOf(ids[0])).toBe(residentOf(ids[1]))
    await ask(town.secretary, `DELETE /api/intake/demands/${ids[1]}/resident`)
    expect((await readDemand(town.secretary, present(ids[0]))).resident).toBeNull()
    expect((await readDemand(town.secretary, present(ids[2]))).resident).toEqual(residents[2])
    expect((await readDemand(town.secretary, elsewhere.id)).resident).toEqual(wang)
  })
})

describeOnEachDatabase('a demand that nobody answers', (make) => {
  test('is overdue once its day is over in China, until it is answered', async () => {
    const app = makeApp(await make())
    // 23:00 in China, where the day ends earlier than in London.
    app.clock.advance(14 * 3600)
    const town = await makeTown(app)
    const { id } = await takenDemand(town)
    const path = `POST /api/intake/demands/${id}`
    await ask(town.secretary, `${path}/assign`, { unit: '镇交通办', dueOn: '2026-03-05' })
    const overdue = async () =>
      (await readDemands(town.secretary, 'overdue=yes')).demands.map((each) => each.id)
    expect(await overdue()).toEqual([])
    app.clock.advance(3600 + 60)
    expect(await overdue()).toEqual([id])
    expect((await readDemand(town.secretary, id)).overdue).toBe(true)
    await ask(town.secretary, `${path}/answer`, { text: '已修。' })
    expect(await overdue()).toEqual([])
  })
})
