/** Who asked for something is on no public address, in no log and in no journal, whatever happened with the demand. */
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { systemNewId } from '../../src/context.ts'
import type { DemandView } from '../../src/intake/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, bodyOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { demandOf, makeTown, receptionOf, record, takenDemand, type TestTown } from '../support/intake.ts'
import { draftCycle } from '../support/cycles.ts'
import { photoOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

/** Marks that stand nowhere else. */
const MARKED = {
  name: '赵标记某',
  phone: '13712345678',
  address: '标记巷7号',
}
const TEXT = '标记诉求原话'
const CODE = 'MarK-MarK-Mar1'

describeOnEachDatabase('personal data', (make) => {
  let app: TestApp
  let town: TestTown
  let ids: readonly string[]

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
    const { id } = await takenDemand(town, { text: TEXT, resident: MARKED, followUpCode: CODE })
    const sent = systemNewId()
    await ask(app.newBrowser(), `PUT /api/intake/public/demands/${sent}`, {
      assemblyId: town.assembly.id,
      category: '教育',
      text: TEXT,
      resident: MARKED,
      followUpCode: 'MarK-MarK-Mar2',
    })
    const contact = await record(
      town.deputy,
      receptionOf(town, { demands: [demandOf({ text: TEXT, resident: MARKED })] }),
    )
    // What a photo shows, nobody can search for in words: that no picture comes is what is looked at.
    const photo = await photoOf()
    const sentAs = sha256(photo)
    const photoPath = `/api/intake/demands/${id}/photos/${sentAs}`
    await bodyOf(putBytes(town.deputy, photoPath, photo))
    const act = (name: string, body: object) =>
      ask<DemandView>(town.secretary, `POST /api/intake/demands/${id}/${name}`, body)
    await act('assign', { unit: '镇交通办', dueOn: '2026-03-20' })
    await act('answer', { text: '已修。' })
    await ask(app.newBrowser(), 'POST /api/intake/follow-up/reopen', { code: CODE, text: `${TEXT}，还没好` })
    const presidium = await town.assembly.person('presidium')
    const hall = { secretary: town.secretary, presidium }
    const year = await draftCycle(hall as never, [])
    const proposals = `${year.path}/proposals`
    const made: string[] = []
    for (const [name, demandId] of [
      ['一', id],
      ['二', sent],
      ['三', present(contact.demands[0]).id],
    ] as const) {
      const body = { dossier: { name: `候选${name}`, category: '教育' }, demandIds: [demandId] }
      made.push((await ask<{ id: string }>(town.secretary, `POST ${proposals}`, body, 201)).id)
    }
    const refusal = { criterion: 'own-funds', reason: '没有钱。' }
    await ask(town.secretary, `POST ${proposals}/${made[0]}/refuse`, refusal)
    ids = [
      town.assembly.id,
      year.id,
      town.stationId,
      id,
      sent,
      contact.id,
      ...made,
      sentAs,
      ...(await app.ctx.db.selectFrom('files').select('sha256').execute()).map((row) => row.sha256),
      ...[...town.grids.values()].map((grid) => grid.id),
      ...(await app.ctx.db.selectFrom('residents').select('id').execute()).map((row) => row.id),
    ]
  })

  test(
    'is found by nobody without an account, at any address with any id',
    { timeout: 120_000 },
    async () => {
      const paths = new Set<string>()
      for (const { method, path } of createApp(app.ctx).routes) {
        if (method !== 'GET' || !path.startsWith('/api/') || path.endsWith('/events')) continue
        const places = path.match(/:\w+(?:\{[^}]*\})?/g)?.length ?? 0
        // Every id at the first place, with every other at the second.
        for (const first of places > 0 ? ids : [''])
          for (const second of places > 1 ? ids : ['']) {
            const given = [first, second]
            paths.add(path.replaceAll(/:\w+(?:\{[^}]*\})?/g, () => given.shift() ?? first))
          }
      }
      expect(paths.size).toBeGreaterThan(100)
      const visitor = app.newBrowser()
      let answered = 0
      for (const path of paths) {
        const response = await visitor.fetch(path)
        if (response.status === 200) answered += 1
        const text = await response.text()
        expect([path, response.headers.get('content-type')?.startsWith('image/')]).not.toEqual([path, true])
        for (const mark of [...Object.values(MARKED), TEXT])
          expect([path, text.includes(mark)]).toEqual([path, false])
      }
      expect(answered).toBeGreaterThan(10)
    },
  )

  test('is not told to who has a code either, though that reads the own words', async () => {
    for (const path of ['/api/intake/follow-up', '/api/inspect/follow-up']) {
      const text = await (await send(app.newBrowser(), `POST ${path}`, { code: CODE })).text()
      for (const mark of Object.values(MARKED)) expect(text).not.toContain(mark)
      expect(text).not.toContain(town.assembly.deputyIds[0])
    }
  })

  test('is not in the log, and not in the journal', async () => {
    const log = JSON.stringify(app.log)
    const journal = await (await send(app.newBrowser(), 'GET /api/board/journal')).text()
    expect(log).toContain('http.request')
    expect(journal).toContain('order.proposalRefused')
    for (const mark of [...Object.values(MARKED), TEXT, CODE, CODE.replaceAll('-', '')])
      for (const text of [log, journal]) expect(text).not.toContain(mark)
  })
})
