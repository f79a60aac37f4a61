/** Grids and stations: made from a list, looked after by deputies. */
import { beforeAll, expect, test } from 'vitest'
import type { Contact, PublicIntake, Station } from '../../src/intake/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send, type Asker } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import {
  gridId,
  makeTown,
  readDemands,
  readGrids,
  readStatistics,
  receptionOf,
  record,
  WAYS,
  type TestTown,
} from '../support/intake.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('grids and stations', (make) => {
  let app: TestApp
  let town: TestTown

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
  })

  const stationOf = async (who: Asker): Promise<Station> => {
    const { stations } = await ask<{ stations: Station[] }>(who, 'GET /api/intake/stations')
    return present(stations.find(({ id }) => id === town.stationId))
  }

  test('a list makes the tree, each grid above what lies within it', async () => {
    const grids = await readGrids(town.secretary)
    const byId = new Map(grids.map((grid) => [grid.id, grid]))
    const wayOf = (id: string | null): string[] => {
      const grid = id === null ? undefined : byId.get(id)
      return grid === undefined ? [] : [...wayOf(grid.parentId), grid.name]
    }
    const ways = grids.map(({ id }) => wayOf(id).join('/'))
    for (const way of WAYS) expect(ways).toContain(way.join('/'))
    expect(grids).toHaveLength(8)
    expect(grids.map(({ level }) => level)).toEqual([1, 2, 3, 4, 3, 2, 1, 2])
  })

  test('the same list once more makes nothing, and may give each its deputies', async () => {
    const deputyIds = town.assembly.deputyIds.slice(0, 2)
    const list = { grids: [{ path: ['南片', '五星村'], deputyIds }] }
    expect(await ask(town.secretary, 'POST /api/intake/grids', list, 201)).toEqual({ made: 0 })
    const grid = (await readGrids(town.secretary)).find(({ name }) => name === '五星村')
    expect(present(grid).deputyIds.toSorted()).toEqual(deputyIds.toSorted())
    await ask(town.secretary, `PATCH /api/intake/grids/${present(grid).id}`, { deputyIds: [] })
    const after = (await readGrids(town.secretary)).find(({ name }) => name === '五星村')
    expect(present(after).deputyIds).toEqual([])
  })

  test('a fifth level is refused with its place, and nothing of the list is made', async () => {
    const before = await stateOf(app.ctx.db)
    const list = { grids: [{ path: ['西片'] }, { path: ['一', '二', '三', '四', '五'] }] }
    const problem = await problemOf(send(town.secretary, 'POST /api/intake/grids', list), 400)
    expect(JSON.stringify(problem)).toContain('/grids/1/path')
    expect(await stateOf(app.ctx.db)).toBe(before)
  })

  test('a deputy of another assembly looks after no grid here', async () => {
    const other = await app.newAssembly({ deputies: 1 })
    const list = { grids: [{ path: ['东片'], deputyIds: other.deputyIds }] }
    const problem = await problemOf(send(town.secretary, 'POST /api/intake/grids', list), 400)
    expect(JSON.stringify(problem)).toContain('/grids/0/deputyIds/0')
    expect(await readGrids(other.secretary)).toEqual([])
  })

  test('a grid takes another name, unless the one beside it has it', async () => {
    const route = `PATCH /api/intake/grids/${gridId(town, '五星村')}`
    expect((await problemOf(send(town.secretary, route, { name: '玄真社区' }), 409)).code).toBe(
      'intake.gridNameTaken',
    )
    // Elsewhere in the tree the name is free.
    await ask(town.secretary, route, { name: '飞水村' })
    await ask(town.secretary, route, { name: '五星村' })
  })

  test('a station tells its next openings, and not the past ones', async () => {
    const path = `/api/intake/stations/${town.stationId}/openings`
    for (const heldOn of ['2026-03-04', '2026-03-20', '2026-03-12'])
      await ask(town.secretary, `POST ${path}`, { heldOn, begins: '09:00', ends: '11:30' }, 201)
    const read = async () =>
      present((await ask<{ stations: Station[] }>(town.deputy, 'GET /api/intake/stations')).stations[0])
        .openings
    const openings = await read()
    expect(openings.map(({ heldOn }) => heldOn)).toEqual(['2026-03-12', '2026-03-20'])
    await ask(town.secretary, `DELETE ${path}/${present(openings[0]).id}`)
    expect((await read()).map(({ heldOn }) => heldOn)).toEqual(['2026-03-20'])
    const wrong = { heldOn: '2026-03-20', begins: '11:30', ends: '09:00' }
    await problemOf(send(town.secretary, `POST ${path}`, wrong), 400)
  })

  test('an opening that is to come is put right; one that is over stays as it was', async () => {
    const path = `/api/intake/stations/${town.stationId}/openings`
    const opening = { heldOn: '2026-03-25', begins: '09:00', ends: '11:30', topic: '夜间' }
    const { id } = await ask<{ id: string }>(town.secretary, `POST ${path}`, opening, 201)
    const change = { heldOn: '2026-03-26', begins: '14:00', ends: '16:00' }
    await ask(town.secretary, `PUT ${path}/${id}`, change)
    const read = async () => (await stationOf(town.secretary)).openings.filter((each) => each.id === id)
    expect(await read()).toEqual([{ id, ...change, topic: null }])
    const past = await ask<{ id: string }>(
      town.secretary,
      `POST ${path}`,
      { ...opening, heldOn: '2026-03-01' },
      201,
    )
    for (const method of ['PUT', 'DELETE'])
      expect((await problemOf(send(town.secretary, `${method} ${path}/${past.id}`, change), 409)).code).toBe(
        'intake.openingOver',
      )
    await problemOf(send(town.secretary, `PUT ${path}/none`, change), 404)
  })

  test('a station is put right, closed, and taken up again; the public sees it while it is open', async () => {
    const path = `/api/intake/stations/${town.stationId}`
    const contact = await record(town.deputy, receptionOf(town))
    await ask(town.secretary, `PATCH ${path}`, { name: '玄真联络站', place: '玄真路2号', gridId: null })
    expect(await stationOf(town.deputy)).toMatchObject({
      name: '玄真联络站',
      place: '玄真路2号',
      gridId: null,
    })
    await ask(town.secretary, `PATCH ${path}`, { gridId: gridId(town, '五星村') })
    expect(await stationOf(town.deputy)).toMatchObject({ name: '玄真联络站', gridId: gridId(town, '五星村') })
    const shown = async () =>
      (
        await ask<PublicIntake>(app.newBrowser(), `GET /api/intake/public/assemblies/${town.assembly.id}`)
      ).stations.map(({ name }) => name)
    expect(await shown()).toEqual(['玄真联络站'])
    await ask(town.secretary, `PATCH ${path}`, { closed: true })
    expect(await shown()).toEqual([])
    const opening = { heldOn: '2026-03-28', begins: '09:00', ends: '10:00' }
    expect((await problemOf(send(town.secretary, `POST ${path}/openings`, opening), 409)).code).toBe(
      'intake.stationClosed',
    )
    // What was held there stays; what a phone recorded before it heard of the closing is not lost.
    const read = await ask<Contact>(town.deputy, `GET /api/intake/contacts/${contact.id}`)
    expect(read.stationId).toBe(town.stationId)
    await record(town.deputy, receptionOf(town))
    await ask(town.secretary, `PATCH ${path}`, { closed: false, name: '玄真社区联络站' })
    expect(await shown()).toEqual(['玄真社区联络站'])
    await ask(town.secretary, 'POST /api/intake/stations', { name: '另一个', place: '别处' }, 201)
    expect((await problemOf(send(town.secretary, `PATCH ${path}`, { name: '另一个' }), 409)).code).toBe(
      'intake.stationNameTaken',
    )
  })

  test('a grid is removed only when nothing refers to it, with who looked after it', async () => {
    const deputyIds = town.assembly.deputyIds.slice(0, 1)
    const list = {
      grids: [
        { path: ['东片', '空村'], deputyIds },
        { path: ['东片', '满村'], deputyIds },
      ],
    }
    await ask(town.secretary, 'POST /api/intake/grids', list, 201)
    const idOf = async (name: string) =>
      present((await readGrids(town.secretary)).find((grid) => grid.name === name)).id
    const refused = async (name: string) => {
      const route = `DELETE /api/intake/grids/${await idOf(name)}`
      return problemOf(send(town.secretary, route), 409)
    }
    expect((await refused('东片')).title).toContain('下级网格 2 个')
    const full = await idOf('满村')
    await ask(
      town.secretary,
      'POST /api/intake/stations',
      { name: '满村站', place: '村口', gridId: full },
      201,
    )
    await record(town.deputy, receptionOf(town, { gridId: full }))
    expect(await refused('满村')).toMatchObject({
      code: 'intake.gridInUse',
      title: expect.stringContaining('联络站 1 个、接待记录 1 条、诉求 1 条'),
    })
    await ask(town.secretary, `DELETE /api/intake/grids/${await idOf('空村')}`)
    expect((await readGrids(town.secretary)).map(({ name }) => name)).not.toContain('空村')
    // Another one may be made in its place, above or below the others.
    await ask(town.secretary, 'POST /api/intake/grids', { grids: [{ path: ['东片', '新村'] }] }, 201)
    await ask(town.secretary, `DELETE /api/intake/grids/${await idOf('新村')}`)
  })

  test('a grid moves with all within it, and the figures and filters go along', async () => {
    const path = ['移片', '移村', '移格']
    await ask(town.secretary, 'POST /api/intake/grids', { grids: [{ path }, { path: ['到片'] }] }, 201)
    const grids = new Map((await readGrids(town.secretary)).map((grid) => [grid.name, grid]))
    const id = (name: string) => present(grids.get(name)).id
    await record(town.deputy, receptionOf(town, { heldOn: '2026-02-03', gridId: id('移格') }))
    const moveTo = (name: string, parentId: string | null) =>
      send(town.secretary, `PATCH /api/intake/grids/${id(name)}`, { parentId })
    expect((await moveTo('移村', id('到片'))).status).toBe(200)
    const shown = await readGrids(town.secretary)
    const at = (name: string) => shown.findIndex((grid) => grid.name === name)
    expect(shown[at('移格')]).toMatchObject({ level: 3, parentId: id('移村') })
    expect([at('到片'), at('移村'), at('移格')]).toEqual([at('到片'), at('到片') + 1, at('到片') + 2])
    const range = 'from=2026-02-03&to=2026-02-03'
    const sessions = async (name: string) =>
      (await readStatistics(town.secretary, `${range}&grid=${id(name)}`)).total.sessions
    expect([await sessions('到片'), await sessions('移片')]).toEqual([1, 0])
    expect((await readDemands(town.secretary, `${range}&grid=${id('到片')}`)).demands).toHaveLength(1)
    // Not into itself, and not too deep.
    expect((await problemOf(moveTo('到片', id('移格')), 409)).code).toBe('intake.gridPlace')
    expect((await problemOf(moveTo('到片', id('到片')), 409)).code).toBe('intake.gridPlace')
    expect((await problemOf(moveTo('移村', gridId(town, '第二网格')), 409)).code).toBe('intake.gridPlace')
    expect((await moveTo('移村', null)).status).toBe(200)
    expect((await readGrids(town.secretary)).find(({ name }) => name === '移格')).toMatchObject({ level: 2 })
    await moveTo('移村', id('移片'))
  })

  test('two stations of one name would be mixed up', async () => {
    const body = { name: '玄真社区联络站', place: '别处' }
    expect((await problemOf(send(town.secretary, 'POST /api/intake/stations', body), 409)).code).toBe(
      'intake.stationNameTaken',
    )
  })

  test('only the secretary sets them up, and only of the own assembly', async () => {
    const list = { grids: [{ path: ['东片'] }] }
    expect((await problemOf(send(town.deputy, 'POST /api/intake/grids', list), 403)).code).toBe(
      'session.role',
    )
    const { secretary } = await app.newAssembly()
    const opening = { heldOn: '2026-03-20', begins: '09:00', ends: '10:00' }
    const routes = [
      [`PATCH /api/intake/grids/${gridId(town, '五星村')}`, { name: '别名' }],
      [`PATCH /api/intake/grids/${gridId(town, '五星村')}`, { parentId: null }],
      [`DELETE /api/intake/grids/${gridId(town, '五星村')}`, undefined],
      [`PATCH /api/intake/stations/${town.stationId}`, { name: '别名' }],
      [`POST /api/intake/stations/${town.stationId}/openings`, opening],
    ] as const
    for (const [route, body] of routes) await problemOf(send(secretary, route, body), 404)
  })
})
