/** Grids and stations: made from a list, looked after by deputies. */
import { beforeAll, expect, test } from 'vitest'
import type { Station } from '../../src/intake/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { gridId, makeTown, readGrids, WAYS, type TestTown } from '../support/intake.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('grids and stations', (make) => {
  let app: TestApp
  let town: TestTown

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
  })

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
      [`POST /api/intake/stations/${town.stationId}/openings`, opening],
    ] as const
    for (const [route, body] of routes) await problemOf(send(secretary, route, body), 404)
  })
})
