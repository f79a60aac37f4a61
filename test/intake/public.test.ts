/** What anybody may do without an account. */
import { beforeAll, expect, test } from 'vitest'
import { systemNewId } from '../../src/context.ts'
import type { PublicIntake } from '../../src/intake/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { dumpTables, stateOf } from '../support/dump.ts'
import {
  gridId,
  makeTown,
  readDemand,
  readStatistics,
  takenDemand,
  type TestTown,
} from '../support/intake.ts'

let codes = 0
const newCode = (): string => {
  codes += 1
  return `Pub1-iCod-${String(codes).padStart(4, '1').replaceAll('0', 'z')}`
}

describeOnEachDatabase('the public form', (make) => {
  let app: TestApp
  let town: TestTown

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
  })

  const form = (change: object = {}) => ({
    assemblyId: town.assembly.id,
    category: '教育',
    text: '学校门口没有斑马线。',
    followUpCode: newCode(),
    ...change,
  })

  /** Each from a line of their own, so that the limit of one is not the next one's. */
  const put = (body: object, id = systemNewId()) =>
    send(app.newBrowser(), `PUT /api/intake/public/demands/${id}`, body)

  test('offers grids, stations and the categories in use, and no deputy', async () => {
    await takenDemand(town, { category: '少见' })
    for (let i = 0; i < 2; i += 1) await takenDemand(town, { category: '常见' })
    // What anybody types is not shown to everybody.
    await put(form({ category: '王某的电话' }))
    const deputyIds = [...town.assembly.deputyIds]
    await ask(town.secretary, `PATCH /api/intake/grids/${gridId(town, '南片')}`, { deputyIds })
    const path = `/api/intake/public/assemblies/${town.assembly.id}`
    const offered = await ask<PublicIntake>(app.newBrowser(), `GET ${path}`)
    expect(offered.grids).toHaveLength(town.grids.size)
    expect(offered.stations.map(({ name }) => name)).toEqual(['玄真社区联络站'])
    expect(offered.categories).toEqual(['常见', '少见'])
    // Who reads all demands filters by every category there is.
    for (const who of [town.secretary, await town.assembly.person('auditor')])
      expect(await ask(who, 'GET /api/intake/categories')).toEqual({
        categories: ['常见', '少见', '王某的电话'],
      })
    for (const who of [town.deputy, town.department])
      expect((await problemOf(send(who, 'GET /api/intake/categories'), 403)).code).toBe('session.role')
    for (const id of deputyIds) expect(JSON.stringify(offered)).not.toContain(id)
    const nowhere = 'GET /api/intake/public/assemblies/nowhere'
    expect((await problemOf(send(app.newBrowser(), nowhere), 404)).code).toBe('people.assemblyNotFound')
  })

  test('takes a demand with its number, to be followed by its code', async () => {
    const online = async () =>
      (await readStatistics(town.secretary, 'from=2026-03-05&to=2026-03-05')).byChannel.online
    const before = await online()
    const id = systemNewId()
    const body = form({ gridId: gridId(town, '五星村'), resident: { phone: '13700000000' } })
    const { number } = (await (await put(body, id)).json()) as { number: string }
    expect(await readDemand(town.secretary, id)).toMatchObject({
      number,
      channel: 'online',
      takenOn: '2026-03-05',
      state: 'taken',
      steps: [{ act: 'take', actor: 'resident' }],
      resident: { name: null, phone: '13700000000', address: null },
    })
    const followed = await ask<object>(app.newBrowser(), 'POST /api/intake/follow-up', {
      code: body.followUpCode,
    })
    expect(followed).toMatchObject({ number, state: 'taken' })
    expect(JSON.stringify(followed)).not.toContain('13700000000')
    expect(await online()).toMatchObject({ residents: before.residents + 1, opinions: before.opinions + 1 })
  })

  test('sent again takes it once; with another’s id or code it is refused', async () => {
    const id = systemNewId()
    const body = form()
    const [first, again] = [await (await put(body, id)).text(), await (await put(body, id)).text()]
    expect(again).toBe(first)
    const state = await stateOf(app.ctx.db)
    expect((await problemOf(put(form(), id), 409)).code).toBe('intake.demandTaken')
    expect((await problemOf(put(form({ followUpCode: body.followUpCode })), 409)).code).toBe(
      'intake.demandTaken',
    )
    expect(await stateOf(app.ctx.db)).toBe(state)
  })

  test('says which field is wrong, and takes nothing', async () => {
    const state = await stateOf(app.ctx.db)
    for (const [change, pointer] of [
      [{ text: '  ' }, '/text'],
      [{ category: '' }, '/category'],
      [{ followUpCode: '123' }, '/followUpCode'],
      [{ resident: {} }, '/resident'],
      [{ resident: { phone: 'call me' } }, '/resident/phone'],
    ] as const)
      expect(JSON.stringify(await problemOf(put(form(change)), 400))).toContain(pointer)
    expect((await problemOf(put(form({ gridId: 'nowhere' })), 404)).code).toBe('intake.gridNotFound')
    expect(await stateOf(app.ctx.db)).toBe(state)
  })
})

describeOnEachDatabase('the public form, sent too often', (make) => {
  test('is refused for one line and not for another, until an hour later; nothing of the line is kept', async () => {
    const database = await make()
    const app = makeApp({ ...database, config: { ...database.config, trustProxy: true } })
    const { id: assemblyId } = await app.newAssembly()
    const from = (address: string) => {
      const body = { assemblyId, category: '教育', text: '请修路。', followUpCode: newCode() }
      return app.request(`/api/intake/public/demands/${systemNewId()}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify(body),
      })
    }
    for (let i = 0; i < 10; i += 1) expect((await from('198.51.100.7')).status).toBe(200)
    expect((await problemOf(from('198.51.100.7'), 429)).code).toBe('http.tooOften')
    // What a sender writes in front of what our proxy saw does not help.
    await problemOf(from(`203.0.113.${codes}, 198.51.100.7`), 429)
    expect((await from('198.51.100.8')).status).toBe(200)
    // One household of IPv6 is one line, whichever of its addresses it sends from.
    for (let i = 0; i < 10; i += 1) expect((await from(`2001:db8:1:2::${i}`)).status).toBe(200)
    await problemOf(from('2001:db8:1:2:ffff::1'), 429)
    expect((await from('2001:db8:1:3::1')).status).toBe(200)
    const rows = [...(await dumpTables(app.ctx.db)).values()].flat().join('\n')
    expect(rows).not.toContain('198.51.100')
    expect(JSON.stringify(app.log)).not.toContain('198.51.100')
    app.clock.advance(3600)
    expect((await from('198.51.100.7')).status).toBe(200)
  })
})
