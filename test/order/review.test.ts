/** 审议: for, against, adjust. What the presidium changes of the list is part of its decision, or has not happened. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../src/board/handover.ts'
import { LIST_MAX, type Adjustment, type Dossier } from '../../src/order/model.ts'
import type { DraftDossier, Proposal } from '../../src/order/proposal-model.ts'
import { sha256Hex } from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, makeHall, problemOf, send, type TestHall } from '../support/ballots.ts'
import { CARRIED, dossierOf, draftCycle, readCycle, reviewOf, type TestCycle } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { present } from '../support/present.ts'

/** What is sent: `from` and `to` are for the service to find. */
type Sent = Adjustment

const change = (
  candidateId: string,
  dossier: Dossier,
  fields: Extract<Sent, { kind: 'change' }>['fields'],
): Sent => ({ kind: 'change', candidateId, fields, dossier, reason: '财政所核减' })

const takeOff = (candidateId: string): Sent => ({
  kind: 'takeOff',
  candidateId,
  criterion: 'within-year',
  reason: '征地尚未完成',
})

const addBack = (proposalId: string): Sent => ({ kind: 'addBack', proposalId, reason: '群众呼声高' })

describeOnEachDatabase('the presidium adjusts the list in its review', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
  })

  const propose = async ({ path }: TestCycle, dossier: DraftDossier): Promise<string> =>
    (await ask<{ id: string }>(hall.secretary, `POST ${path}/proposals`, { dossier }, 201)).id

  const listed = async ({ path }: TestCycle, proposalId: string): Promise<string> => {
    const route = `POST ${path}/proposals/${proposalId}/list`
    return (await ask<{ candidateId: string }>(hall.secretary, route, undefined, 201)).candidateId
  }

  const proposals = async ({ path }: TestCycle) =>
    (await ask<{ proposals: Proposal[] }>(hall.secretary, `GET ${path}/proposals`)).proposals

  /** Two seats, three needed: 路灯 and 水渠 from proposals, 医务室 written straight onto the list, 公厕 waiting. */
  async function year() {
    const cycle = await draftCycle(hall, [])
    const lamps = await propose(cycle, dossierOf('路灯', { funding: '镇财政' }))
    const canal = await propose(cycle, dossierOf('水渠'))
    const toilet = await propose(cycle, dossierOf('公厕'))
    const lampsOnList = await listed(cycle, lamps)
    const canalOnList = await listed(cycle, canal)
    const add = `POST ${cycle.path}/candidates`
    const { id: clinic } = await ask<{ id: string }>(hall.secretary, add, dossierOf('医务室'), 201)
    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    return { cycle, lamps, lampsOnList, canalOnList, clinic, toilet }
  }

  const review = async (cycle: TestCycle, adjustments: readonly unknown[], more: object = {}) => {
    const json = await reviewOf(hall, cycle, { ...CARRIED, adjustments, ...more })
    return send(hall.presidium, `POST ${cycle.path}/review`, json)
  }

  const lastAct = async (act: string): Promise<Record<string, unknown>> => {
    const lines = (await (await send(hall.tablet, 'GET /api/board/journal')).text()).trim().split('\n')
    const entries = lines.map((line) => JSON.parse(line) as { act: string; payload: Record<string, unknown> })
    return present(entries.findLast((entry) => entry.act === act)).payload
  }

  test('fields are changed, one is taken off, one is added back: all of it is recorded, and then fixed', async () => {
    const { cycle, lamps, lampsOnList, canalOnList, toilet } = await year()
    const { funding: _funding, ...cheaper } = dossierOf('村道路灯', { budgetFen: 90_000_00 })
    const answer = await review(cycle, [
      change(lampsOnList, cheaper, ['name', 'budgetFen', 'funding']),
      takeOff(canalOnList),
      addBack(toilet),
    ])
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ candidates: 3, required: 3, enough: true, fixed: true })
    const view = await readCycle(hall, cycle)
    expect(view.candidates.map(({ name }) => name)).toEqual(['村道路灯', '医务室', '公厕'])
    expect(view.candidates[0]).toMatchObject({ id: lampsOnList, ...cheaper })
    expect(view.candidates[0]?.funding).toBeUndefined()
    for (const {
      id: _id,
      position: _position,
      version: _version,
      dossierDigest,
      ...dossier
    } of view.candidates)
      expect(dossierDigest).toBe(sha256Hex(canonicalJson(dossier as unknown as Json)))
    const adjustments = [
      {
        kind: 'change',
        name: '路灯',
        fields: [
          { field: 'name', from: '路灯', to: '村道路灯' },
          { field: 'budgetFen', from: 120_000_00, to: 90_000_00 },
          { field: 'funding', from: '镇财政', to: null },
        ],
        reason: '财政所核减',
      },
      { kind: 'takeOff', name: '水渠', criterion: 'within-year', reason: '征地尚未完成' },
      { kind: 'addBack', name: '公厕', reason: '群众呼声高' },
    ]
    expect(view.review).toEqual({ ...CARRIED, adjustments })
    expect(await lastAct('order.listFixed')).toMatchObject({
      cycle: cycle.id,
      adjustments,
      candidates: view.candidates.map(({ name, dossierDigest }) => ({ name, dossierDigest })),
    })
    expect(await proposals(cycle)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: '村道路灯', state: 'listed', version: 2, dossier: cheaper }),
        expect.objectContaining({
          name: '水渠',
          state: 'refused',
          refusal: { criterion: 'within-year', reason: '征地尚未完成' },
        }),
        expect.objectContaining({ name: '公厕', state: 'listed' }),
      ]),
    )
    const { versions } = await ask<{ versions: { role: string }[] }>(
      hall.secretary,
      `GET ${cycle.path}/proposals/${lamps}/versions`,
    )
    expect(versions.map(({ role }) => role)).toEqual(['secretary', 'presidium'])
  })

  test('what is not named stays as it is, whatever the dossier that is sent says of it', async () => {
    const { cycle, lampsOnList } = await year()
    const other = dossierOf('别的名字', { place: '东街', budgetFen: 1 })
    expect((await review(cycle, [change(lampsOnList, other, ['place'])])).status).toBe(200)
    const view = await readCycle(hall, cycle)
    expect(view.candidates[0]).toMatchObject({ name: '路灯', place: '东街', budgetFen: 120_000_00 })
    expect(view.review?.adjustments).toMatchObject([
      { fields: [{ field: 'place', from: '全镇', to: '东街' }] },
    ])
  })

  test('a review without adjustments says that there were none', async () => {
    const { cycle } = await year()
    expect((await readCycle(hall, cycle)).review).toBeNull()
    const again = await reviewOf(hall, cycle, { for: 7, against: 1, abstain: 1 })
    await ask(hall.presidium, `POST ${cycle.path}/review`, again)
    expect((await readCycle(hall, cycle)).review).toEqual({ for: 7, against: 1, abstain: 1, adjustments: [] })
    expect(await lastAct('order.listFixed')).not.toHaveProperty('adjustments')
  })

  test('the required number is asked of the list as it is afterwards', async () => {
    const { cycle, clinic, toilet } = await year()
    const problem = await problemOf(review(cycle, [takeOff(clinic)]), 409)
    expect(problem).toMatchObject({ code: 'order.tooFewCandidates', candidates: 2, required: 3 })
    expect((await readCycle(hall, cycle)).candidates).toHaveLength(3)
    expect((await review(cycle, [takeOff(clinic), addBack(toilet)])).status).toBe(200)
    const short = await year()
    const shortfallReason = '其余项目不具备条件'
    expect((await review(short.cycle, [takeOff(short.clinic)], { shortfallReason })).status).toBe(200)
    expect(await readCycle(hall, short.cycle)).toMatchObject({
      shortlist: { candidates: 2, required: 3, enough: false },
      shortfallReason,
    })
  })

  test('when it is not carried, or one adjustment cannot be made, nothing has happened', async () => {
    const { cycle, lampsOnList, canalOnList, clinic, toilet } = await year()
    const other = await year()
    const bare = await propose(cycle, { name: '垃圾站', category: '环境' })
    const refused = await propose(cycle, dossierOf('凉亭'))
    const refusal = { criterion: 'own-matter', reason: '属于村级' }
    await ask(hall.presidium, `POST ${cycle.path}/proposals/${refused}/refuse`, refusal)
    const good = takeOff(canalOnList)
    const wrong: readonly [string, number, readonly unknown[], object?][] = [
      ['order.notCarried', 409, [good], { for: 4, against: 4 }],
      ['order.candidateNotFound', 404, [good, takeOff(canalOnList)]],
      ['order.candidateNotFound', 404, [good, takeOff(other.canalOnList)]],
      ['order.proposalNotFound', 404, [good, addBack(other.toilet)]],
      ['order.proposalNotCollected', 409, [addBack(toilet), addBack(toilet)]],
      ['order.proposalNotCollected', 409, [addBack(refused)]],
      ['input.invalid', 400, [good, addBack(bare)]],
      ['input.invalid', 400, [good, change(lampsOnList, dossierOf('路灯'), ['place'])]],
      ['order.nameTaken', 409, [good, change(lampsOnList, dossierOf('医务室'), ['name'])]],
      // A proposal that is not on the list has its name too: they would not be told apart later.
      ['order.nameTaken', 409, [good, change(lampsOnList, dossierOf('公厕'), ['name'])]],
      ['input.invalid', 400, [{ ...good, reason: ' ' }]],
      ['input.invalid', 400, [{ ...good, criterion: 'mood' }]],
      ['input.invalid', 400, [{ kind: 'swap', candidateId: clinic }]],
      ['input.invalid', 400, [change(lampsOnList, dossierOf('路灯'), [])]],
      // The dates that go together are looked at together.
      [
        'input.invalid',
        400,
        [change(lampsOnList, dossierOf('路灯', { startBy: '2027-01-01' }), ['startBy'])],
      ],
    ]
    for (const [code, status, adjustments, more] of wrong) {
      const before = await stateOf(app.ctx.db)
      const problem = await problemOf(review(cycle, adjustments, more), status)
      expect([code, adjustments, problem.code]).toEqual([code, adjustments, code])
      expect(await stateOf(app.ctx.db)).toBe(before)
    }
  })

  test(
    'has room for a full list with every dossier changed to its longest',
    { timeout: 120_000 },
    async () => {
      const names = Array.from({ length: LIST_MAX }, (_, i) => `项目${i + 1}`)
      const cycle = await draftCycle(hall, names, { seats: 40 })
      await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
      const dossier = {
        category: '类'.repeat(40),
        content: '详'.repeat(2000),
        place: '村'.repeat(200),
        responsibleUnit: '办'.repeat(80),
        budgetFen: Number.MAX_SAFE_INTEGER,
        funding: '款'.repeat(200),
        startBy: '2026-01-01',
        finishBy: '2026-12-30',
      }
      // Only what is changed is sent.
      const adjustments = cycle.candidateIds.map((candidateId) => ({
        kind: 'change',
        candidateId,
        fields: Object.keys(dossier),
        dossier,
        reason: '由'.repeat(500),
      }))
      expect(Buffer.byteLength(JSON.stringify(adjustments))).toBeGreaterThan(500_000)
      expect((await review(cycle, adjustments)).status).toBe(200)
      const { candidates } = await readCycle(hall, cycle)
      expect(candidates).toHaveLength(LIST_MAX)
      for (const [i, candidate] of candidates.entries())
        expect(candidate).toMatchObject({ ...dossier, name: names[i] })
      const padded = await reviewOf(hall, cycle, { ...CARRIED, padding: 'x'.repeat(4 * 1024 * 1024) })
      expect((await problemOf(send(hall.presidium, `POST ${cycle.path}/review`, padded), 413)).code).toBe(
        'http.bodyTooLarge',
      )
    },
  )

  test('one that was written straight onto the list is a proposal once it is taken off', async () => {
    const { cycle, clinic, toilet } = await year()
    expect((await review(cycle, [takeOff(clinic), addBack(toilet)])).status).toBe(200)
    expect(await proposals(cycle)).toContainEqual(
      expect.objectContaining({ name: '医务室', state: 'refused', dossier: dossierOf('医务室') }),
    )
  })

  test('after the list is opened again there is no decision, and what was taken off can come back', async () => {
    const { cycle, canalOnList, toilet } = await year()
    await review(cycle, [takeOff(canalOnList), addBack(toilet)])
    await ask(hall.presidium, `POST /api/decide/cycles/${cycle.id}/list/reopen`, { reason: '漏了一项' })
    expect((await readCycle(hall, cycle)).review).toBeNull()
    const canal = present((await proposals(cycle)).find(({ name }) => name === '水渠'))
    await ask(hall.presidium, `POST ${cycle.path}/proposals/${canal.id}/reconsider`)
    expect((await review(cycle, [addBack(canal.id)])).status).toBe(200)
    expect((await readCycle(hall, cycle)).candidates.map(({ name }) => name)).toEqual([
      '路灯',
      '医务室',
      '公厕',
      '水渠',
    ])
  })

  test(
    'whatever is taken off and added back, the list is what a plain list of names says',
    { timeout: 120_000 },
    async () => {
      const NAMES = ['甲', '乙', '丙', '丁', '戊']
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
          fc.shuffledSubarray([0, 1, 2, 3, 4]),
          async (onList, moved) => {
            fc.pre(onList.some(Boolean))
            const cycle = await draftCycle(hall, [], { seats: 1, ratio: '0%' })
            await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
            const ids = await NAMES.reduce<Promise<string[]>>(
              async (before, name) => [...(await before), await propose(cycle, dossierOf(name))],
              Promise.resolve([]),
            )
            const candidateOf = new Map<number, string>()
            for (const [i, on] of onList.entries())
              if (on) candidateOf.set(i, await listed(cycle, present(ids[i])))
            const expected = NAMES.filter((_, i) => onList[i])
            const adjustments = moved.map((i) => {
              const candidateId = candidateOf.get(i)
              const name = present(NAMES[i])
              if (candidateId === undefined) {
                expected.push(name)
                return addBack(present(ids[i]))
              }
              expected.splice(expected.indexOf(name), 1)
              return takeOff(candidateId)
            })
            const answer = await review(cycle, adjustments)
            expect(answer.status).toBe(expected.length === 0 ? 409 : 200)
            const view = await readCycle(hall, cycle)
            expect(view.candidates.map(({ name }) => name)).toEqual(
              expected.length === 0 ? NAMES.filter((_, i) => onList[i]) : expected,
            )
            if (expected.length === 0) return
            const states = new Map((await proposals(cycle)).map(({ name, state }) => [name, state]))
            for (const [i, name] of NAMES.entries()) {
              const off = onList[i] === true ? 'refused' : 'collected'
              expect([name, states.get(name)]).toEqual([name, expected.includes(name) ? 'listed' : off])
            }
          },
        ),
        { numRuns: 12 },
      )
    },
  )
})
