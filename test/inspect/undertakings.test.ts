/** 整改 and 承诺: reported by the unit, looked at by who may, given another day, until they are settled; by whatever clock. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Context } from '../../src/context.ts'
import type { Undertaking } from '../../src/inspect/undertaking-model.ts'
import {
  checkUndertaking,
  moveUndertaking,
  readUndertakings,
  reportUndertaking,
  undertake,
} from '../../src/inspect/undertakings.ts'
import { recordVisit } from '../../src/inspect/visits.ts'
import type { Actor } from '../../src/inspect/year.ts'
import { changeYear } from '../../src/inspect/year.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send, type Asker } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeDelivery, UNIT, type TestDelivery } from '../support/delivery.ts'
import { pdfOf, photoOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const DAY_MS = 86_400_000
const FIRST_DAY = '2026-03-05'

/** So many days after the first one, counted without the code that is tested. */
function dayAt(offset: number): string {
  return new Date(Date.UTC(2026, 2, 5) + offset * DAY_MS).toISOString().slice(0, 10)
}

describeOnEachDatabase('what units have undertaken to do', (make) => {
  let app: TestApp
  let year: TestDelivery
  let lamps: string
  let canal: string
  let inGroup: Person
  let outside: Person
  let made = 0

  const path = (id: string, act: string): string =>
    `POST /api/inspect/cycles/${year.cycle.id}/undertakings/${id}/${act}`
  const take = (who: Asker, id: string, act: string, body: object) =>
    ask<Undertaking>(who, path(id, act), body)
  const refused = async (who: Asker, id: string, act: string, body: object, status = 409): Promise<string> =>
    (await problemOf(send(who, path(id, act), body), status)).code
  const actorOf = ({ staffId }: Person, role: Actor['role']): Actor => ({
    staffId,
    assemblyId: year.hall.assembly.id,
    role,
  })
  /** Of a visit that the office recorded. */
  const newItem = async (
    ctx: Context = app.ctx,
    { projectId = lamps, dueOn = '2026-03-20', heldOn = FIRST_DAY } = {},
  ): Promise<string> => {
    made += 1
    const id = `item-${made}`
    await recordVisit(
      ctx,
      actorOf(year.hall.secretary, 'secretary'),
      { cycleId: year.cycle.id, visitId: `visit-of-${id}` },
      {
        record: {
          projectId,
          heldOn,
          place: '北街',
          deputyIds: year.hall.assembly.deputyIds.slice(0, 1),
          findings: '见整改项。',
          photos: [],
        },
        undertakings: [{ id, text: '排干积水', unit: UNIT, owner: '王主任', dueOn }],
        from: 0,
      },
    )
    return id
  }
  const read = async (id: string, who: Asker = year.hall.tablet): Promise<Undertaking> => {
    const route = `GET /api/inspect/cycles/${year.cycle.id}/undertakings`
    const { undertakings } = await ask<{ undertakings: Undertaking[] }>(who, route)
    return present(undertakings.find((each) => each.id === id))
  }
  const actsOn = async (id: string): Promise<number> =>
    (await (await year.hall.tablet.fetch('/api/board/journal')).text())
      .split('\n')
      .filter((line) => line.includes('inspect.undertakingStep') && line.includes(`"${id}"`)).length

  beforeAll(async () => {
    app = makeApp(await make())
    year = await makeDelivery(app)
    lamps = present(year.projectIds[0])
    canal = present(year.projectIds[1])
    const [one, two] = year.hall.assembly.deputyIds
    inGroup = await year.hall.assembly.person('deputy', { deputyId: present(one) })
    outside = await year.hall.assembly.person('deputy', { deputyId: present(two) })
    await ask(year.hall.secretary, `PUT /api/inspect/cycles/${year.cycle.id}/projects/${lamps}/group`, {
      leadId: one,
      memberIds: [],
    })
  })

  test('are reported, found wanting, reported again, and settled', async () => {
    const id = await newItem()
    const pdf = pdfOf('排水')
    const photo = await photoOf()
    const files = `/api/inspect/cycles/${year.cycle.id}/files`
    await putBytes(year.department, `${files}/${sha256(pdf)}`, pdf)
    const picture = (await (await putBytes(inGroup, `${files}/${sha256(photo)}`, photo)).json()) as {
      sha256: string
    }
    const done = { text: '已排干。', evidence: [{ sha256: sha256(pdf), title: '排水记录' }] }
    expect(await take(year.department, id, 'report', done)).toMatchObject({
      state: 'reported',
      overdue: false,
    })
    const wanting = {
      found: 'notDone',
      text: '东头还有水。',
      evidence: [{ sha256: picture.sha256, title: '东头' }],
      dueOn: '2026-03-25',
    }
    expect(await take(inGroup, id, 'check', wanting)).toMatchObject({
      state: 'open',
      dueOn: '2026-03-25',
      firstDueOn: '2026-03-20',
    })
    // A picture is for everybody, a document for who works here.
    expect((await year.hall.tablet.fetch(`${files}/${picture.sha256}`)).status).toBe(200)
    expect((await year.hall.tablet.fetch(`${files}/${sha256(pdf)}`)).status).toBe(404)
    expect((await year.hall.presidium.fetch(`${files}/${sha256(pdf)}`)).status).toBe(200)
    await take(year.hall.secretary, id, 'report', { text: '东头也已排干。' })
    const settled = await take(year.hall.presidium, id, 'check', { found: 'done', text: '已看，合格。' })
    expect(settled.state).toBe('settled')
    expect(settled.steps.map(({ act, role, text }) => [act, role, text])).toEqual([
      ['report', 'department', '已排干。'],
      ['return', 'deputy', '东头还有水。'],
      ['report', 'secretary', '东头也已排干。'],
      ['pass', 'presidium', '已看，合格。'],
    ])
    expect(await read(id, year.hall.presidium)).toEqual(settled)
    // What a document is called, the public does not read either.
    const evidence = (await read(id)).steps.flatMap((step) => step.evidence.map(({ title }) => title))
    expect(evidence).toEqual(['东头'])
    expect(await refused(year.department, id, 'report', { text: '又一次' })).toBe('inspect.undertakingOver')
    expect(await refused(year.hall.presidium, id, 'move', { reason: '试', dueOn: null })).toBe(
      'inspect.undertakingOver',
    )
  })

  test('are taken one step further once, however often the step is sent', async () => {
    const id = await newItem()
    const report = { text: '已办。', evidence: [] }
    const steps: readonly [Person, string, object][] = [
      [year.hall.presidium, 'move', { reason: '材料晚到', dueOn: '2026-03-22' }],
      [year.department, 'report', report],
      [inGroup, 'check', { found: 'notDone', text: '没有。', dueOn: '2026-03-28' }],
      // The same words as before are another report, because somebody has looked since.
      [year.department, 'report', report],
      [inGroup, 'check', { found: 'done', text: '好了。' }],
    ]
    for (const [n, [who, act, body]] of steps.entries()) {
      const first = await take(who, id, act, body)
      expect(await take(who, id, act, body)).toEqual(first)
      expect(first.steps).toHaveLength(n + 1)
      expect(await actsOn(id)).toBe(n + 1)
    }
    const dropped = await newItem()
    const drop = { reason: '另有安排', dueOn: null }
    const first = await take(year.hall.secretary, dropped, 'move', drop)
    expect(first).toMatchObject({ state: 'dropped', overdue: false })
    expect(await take(year.hall.secretary, dropped, 'move', drop)).toEqual(first)
    // Another one with the same words is not that one.
    expect(await refused(year.hall.presidium, dropped, 'move', drop)).toBe('inspect.undertakingOver')
    expect(await refused(year.department, dropped, 'report', report)).toBe('inspect.undertakingOver')
  })

  test('are reported twice at once as one report', async () => {
    const id = await newItem()
    const both = await Promise.all([1, 2].map(() => take(year.department, id, 'report', { text: '已办。' })))
    expect(both[0]).toEqual(both[1])
    expect((await read(id)).steps).toHaveLength(1)
  })

  test('are looked at once they are reported, and given no day that is over', async () => {
    const id = await newItem()
    expect(await refused(inGroup, id, 'check', { found: 'done', text: '好' })).toBe(
      'inspect.undertakingNotReported',
    )
    const move = { reason: '晚一点', dueOn: '2026-03-04' }
    expect(await refused(year.hall.presidium, id, 'move', move, 400)).toBe('inspect.dayOver')
    await take(year.department, id, 'report', { text: '已办。' })
    expect(await refused(year.department, id, 'report', { text: '别的话' })).toBe('inspect.undertakingOver')
    const wanting = { found: 'notDone', text: '没有', dueOn: '2026-03-04' }
    expect(await refused(inGroup, id, 'check', wanting, 400)).toBe('inspect.dayOver')
    expect(await refused(inGroup, id, 'check', { found: 'notDone', text: '没有' }, 400)).toBe('input.invalid')
    expect(await refused(inGroup, id, 'check', { ...wanting, found: 'done' }, 400)).toBe('input.invalid')
    const evidence = [{ sha256: sha256(pdfOf('not sent')), title: '没传过' }]
    expect(await refused(inGroup, id, 'check', { found: 'done', text: '好', evidence })).toBe(
      'inspect.fileUnknown',
    )
    expect((await read(id)).steps).toHaveLength(1)
  })

  test('are reported by their unit, and looked at by the deputies who follow the project', async () => {
    const id = await newItem()
    const other = await year.hall.assembly.person('department', { name: '水利站' })
    expect(await refused(other, id, 'report', { text: '已办。' }, 403)).toBe('inspect.notYours')
    await take(year.department, id, 'report', { text: '已办。' })
    expect(await refused(other, id, 'report', { text: '已办。' }, 403)).toBe('inspect.notYours')
    expect(await refused(outside, id, 'check', { found: 'done', text: '好' }, 403)).toBe('inspect.notInGroup')
    expect(await take(inGroup, id, 'check', { found: 'done', text: '好' })).toMatchObject({
      state: 'settled',
    })
    const theirs = await newItem(app.ctx, { projectId: canal })
    await take(year.department, theirs, 'report', { text: '已办。' })
    expect(await refused(inGroup, theirs, 'check', { found: 'done', text: '好' }, 403)).toBe(
      'inspect.notInGroup',
    )
    await problemOf(send(inGroup, path('none', 'check'), { found: 'done', text: '好' }), 404)
    const away = await app.newAssembly()
    await problemOf(send(away.secretary, path(id, 'report'), { text: '已办。' }), 404)
  })

  test('reach only a unit that somebody signs in for; the office moves them to one, with the reason', async () => {
    const id = await newItem()
    const right = await year.hall.assembly.person('department', { name: '排灌站' })
    const route = `GET /api/inspect/cycles/${year.cycle.id}/undertakings`
    const seen = async (who: Asker) => (await ask<{ units: string[] }>(who, route)).units
    expect(await seen(inGroup)).toEqual(expect.arrayContaining([UNIT, '排灌站']))
    expect(await seen((await app.newAssembly()).secretary)).toEqual([])
    const move = { reason: '单位写错了。', dueOn: '2026-03-20', unit: '排灌占' }
    expect(await refused(year.hall.secretary, id, 'move', move)).toBe('inspect.noSuchUnit')
    expect(await refused(right, id, 'report', { text: '已办。' }, 403)).toBe('inspect.notYours')
    const moved = { ...move, unit: '排灌站' }
    for (let times = 0; times < 2; times += 1)
      expect(await take(year.hall.secretary, id, 'move', moved)).toMatchObject({
        unit: '排灌站',
        dueOn: '2026-03-20',
      })
    expect((await read(id)).steps).toMatchObject([{ act: 'move', text: '单位写错了。', unit: '排灌站' }])
    expect(await refused(year.department, id, 'report', { text: '已办。' }, 403)).toBe('inspect.notYours')
    expect(await take(right, id, 'report', { text: '已办。' })).toMatchObject({ state: 'reported' })
  })

  test('that were promised at a sitting are looked at by the deputy who had asked for it', async () => {
    const { db } = app.ctx
    const [asker] = year.hall.assembly.deputyIds
    await db
      .insertInto('sittings')
      .values({
        id: 'sitting',
        cycle_id: year.cycle.id,
        kind: 'appointment',
        asked_by: present(asker),
        request: '{}',
        at: '2026-03-05T01:00:00.000Z',
      })
      .execute()
    const promise = { id: 'promise', text: '开通夜班车', unit: UNIT, owner: '王主任', dueOn: '2026-03-20' }
    await changeYear(app.ctx, actorOf(year.hall.secretary, 'secretary'), year.cycle.id, (trx) =>
      undertake(app.ctx, trx, year.cycle.id, { from: 'sitting', id: 'sitting', projectId: null }, [promise]),
    )
    await take(year.department, 'promise', 'report', { text: '已开通。' })
    const check = { found: 'done', text: '坐过了。' }
    expect(await refused(outside, 'promise', 'check', check, 403)).toBe('inspect.notInGroup')
    expect(await take(inGroup, 'promise', 'check', check)).toMatchObject({
      state: 'settled',
      from: 'sitting',
      fromId: 'sitting',
      projectId: null,
    })
  })

  test('are overdue exactly while the unit is to act and the day is over, whatever happens under whatever clock', async () => {
    const secretary = actorOf(year.hall.secretary, 'secretary')
    const department = actorOf(year.department, 'department')
    const event = fc.oneof(
      fc.record({
        act: fc.constantFrom('report', 'pass', 'drop', 'look'),
        wait: fc.nat(8),
        ahead: fc.constant(0),
      }),
      fc.record({ act: fc.constantFrom('return', 'move'), wait: fc.nat(8), ahead: fc.nat(6) }),
    )
    const counts = { overdue: 0, inTime: 0 }
    await fc.assert(
      fc.asyncProperty(fc.nat(6), fc.array(event, { maxLength: 9 }), async (first, events) => {
        // Some minutes before or after midnight in China, so that its day is the one that counts.
        let offset = 0
        const ctx: Context = {
          ...app.ctx,
          clock: { now: () => new Date(Date.UTC(2026, 2, 4, 16, 5) + offset * DAY_MS) },
        }
        const id = await newItem(ctx, { dueOn: dayAt(first) })
        const at = { cycleId: year.cycle.id, undertakingId: id }
        // What it should be, told by a few variables.
        let [state, due, n] = ['open', first, 0]
        for (const { act, wait, ahead } of events) {
          offset += wait
          n += 1
          const text = `第${n}步`
          const to = offset + ahead
          const moves = { reason: text, dueOn: act === 'drop' ? null : dayAt(to) }
          const took =
            act === 'look'
              ? true
              : await (
                  act === 'report'
                    ? reportUndertaking(ctx, department, at, { text, evidence: [] })
                    : act === 'pass'
                      ? checkUndertaking(ctx, secretary, at, { found: 'done', text, evidence: [] })
                      : act === 'return'
                        ? checkUndertaking(ctx, secretary, at, {
                            found: 'notDone',
                            text,
                            evidence: [],
                            dueOn: dayAt(to),
                          })
                        : moveUndertaking(ctx, secretary, at, moves)
                ).then(
                  () => true,
                  () => false,
                )
          const may =
            act === 'look' ||
            (act === 'report' && state === 'open') ||
            ((act === 'pass' || act === 'return') && state === 'reported') ||
            ((act === 'move' || act === 'drop') && (state === 'open' || state === 'reported'))
          expect(took).toBe(may)
          if (may && act === 'report') state = 'reported'
          if (may && act === 'pass') state = 'settled'
          if (may && act === 'return') state = 'open'
          if (may && act === 'drop') state = 'dropped'
          if (may && (act === 'move' || act === 'return')) due = to
          const seen = present((await readUndertakings(ctx, year.cycle.id)).find((each) => each.id === id))
          expect([seen.state, seen.dueOn, seen.firstDueOn]).toEqual([state, dayAt(due), dayAt(first)])
          expect(seen.overdue).toBe(state === 'open' && offset > due)
          counts[seen.overdue ? 'overdue' : 'inTime'] += 1
        }
      }),
      { numRuns: 25 },
    )
    // Both were seen.
    expect(Math.min(counts.overdue, counts.inTime)).toBeGreaterThan(0)
  })
})
