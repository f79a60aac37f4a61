/** From the year's rule to the fixed list, over HTTP. */
import { beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../src/board/handover.ts'
import type { CycleView } from '../../src/order/model.ts'
import { sha256Hex } from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, makeHall, problemOf, send, type Asker, type TestHall } from '../support/ballots.ts'
import {
  CARRIED,
  changeOf,
  dossierOf,
  draftCycle,
  fixedCycle,
  readCycle,
  reviewOf,
  ruleOf,
  type TestCycle,
} from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { present } from '../support/present.ts'

let app: TestApp
let hall: TestHall

/** Sends what must be refused, and sees that nothing came of it. */
async function refused(who: Asker, route: string, body: unknown, status: number): Promise<string> {
  const before = await stateOf(app.ctx.db)
  const { code } = await problemOf(send(who, route, body), status)
  expect(await stateOf(app.ctx.db)).toBe(before)
  return code
}

const names = async (cycle: TestCycle) => (await readCycle(hall, cycle)).candidates.map(({ name }) => name)

const review = (cycle: TestCycle): string => `POST ${cycle.path}/review`

/** Of the list as it stands now. */
const seen = <T extends object>(cycle: TestCycle, json: T) => reviewOf(hall, cycle, json)

const adopt = (cycle: TestCycle, resolution = CARRIED) =>
  ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, resolution)

describeOnEachDatabase('the year’s rule', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 7, signedIn: 5, tellers: 1 })
  })

  test('is drafted, changed, adopted, and from then on stands', async () => {
    const cycle = await draftCycle(hall, [])
    const changed = ruleOf({ seats: 5, ratio: '70%', satisfaction: { base: 'all', half: 'fails' } })
    await ask(hall.secretary, `PUT ${cycle.path}/rule`, { rule: changed })
    expect(await readCycle(hall, cycle)).toMatchObject({
      rule: changed,
      ruleAdopted: false,
      shortlist: { seats: 5, required: 9, candidates: 0, ratio: '70%', enough: false, fixed: false },
    })
    await adopt(cycle, { for: 3, against: 2, abstain: 2 })
    expect(await readCycle(hall, cycle)).toMatchObject({ rule: changed, ruleAdopted: true })
    expect(await refused(hall.secretary, `PUT ${cycle.path}/rule`, { rule: ruleOf() }, 409)).toBe(
      'order.ruleAdopted',
    )
    expect(await refused(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED, 409)).toBe(
      'order.ruleAdopted',
    )
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const adopted = journal.split('\n').filter((line) => line.includes('order.ruleAdopted'))
    expect(adopted).toHaveLength(1)
    expect(JSON.parse(present(adopted[0]))).toMatchObject({
      role: 'presidium',
      payload: { cycle: cycle.id, rule: changed, for: 3, against: 2, abstain: 2 },
    })
  })

  test('is opened again by the presidium with a reason, while no list is fixed by it', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室'])
    const reopen = `POST ${cycle.path}/rule/reopen`
    const reason = { reason: '应选数录错' }
    expect(await refused(hall.presidium, reopen, reason, 409)).toBe('order.ruleNotAdopted')
    await adopt(cycle)
    expect(await refused(hall.presidium, reopen, { reason: ' ' }, 400)).toBe('input.invalid')
    await ask(hall.presidium, review(cycle), await seen(cycle, CARRIED))
    expect(await refused(hall.presidium, reopen, reason, 409)).toBe('order.listFixed')
    await ask(hall.presidium, `POST /api/decide/cycles/${cycle.id}/list/reopen`, reason)

    const answers = await Promise.all([1, 2, 3].map(() => send(hall.presidium, reopen, reason)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const reopened = journal.split('\n').filter((line) => line.includes('order.ruleReopened'))
    expect(reopened).toHaveLength(1)
    expect(JSON.parse(present(reopened[0]))).toMatchObject({
      role: 'presidium',
      payload: { cycle: cycle.id, ...reason },
    })
    expect(await refused(hall.presidium, review(cycle), await seen(cycle, CARRIED), 409)).toBe(
      'order.ruleNotAdopted',
    )
    await ask(hall.secretary, `PUT ${cycle.path}/rule`, { rule: ruleOf({ seats: 1 }) })
    await adopt(cycle)
    expect(await readCycle(hall, cycle)).toMatchObject({ rule: { seats: 1 }, ruleAdopted: true })
  })

  test('opened again while the list is being fixed: one of the two is refused', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室'])
    await adopt(cycle)
    const answers = await Promise.all([
      send(hall.presidium, `POST ${cycle.path}/rule/reopen`, { reason: '应选数录错' }),
      send(hall.presidium, review(cycle), await seen(cycle, CARRIED)),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test.each([
    { for: 0, against: 0, abstain: 7 },
    { for: 3, against: 3, abstain: 0 },
    { for: 1, against: 2, abstain: 0 },
  ])('is not adopted by $for to $against', async (resolution) => {
    const cycle = await draftCycle(hall, [])
    const route = `POST ${cycle.path}/rule/adopt`
    expect(await refused(hall.presidium, route, resolution, 409)).toBe('order.notCarried')
  })

  test.each([
    { for: 8, against: 0, abstain: 0 },
    { for: 4, against: 3, abstain: 1 },
    { for: 0, against: 8, abstain: 0 },
  ])('is not adopted by $for, $against and $abstain of seven deputies', async (resolution) => {
    const cycle = await draftCycle(hall, [])
    const problem = await problemOf(send(hall.presidium, `POST ${cycle.path}/rule/adopt`, resolution), 409)
    expect(problem).toMatchObject({ code: 'order.moreVotesThanDeputies', detail: '8 > 7' })
    expect((await readCycle(hall, cycle)).ruleAdopted).toBe(false)
    // All seven, also where two of them have not signed in.
    await adopt(cycle, { for: 7, against: 0, abstain: 0 })
  })

  test('is adopted by whatever is recorded where no deputies are listed yet', async () => {
    const empty = await makeHall(app, { deputies: 0, tellers: 1 })
    const cycle = await draftCycle(empty, [])
    await ask(empty.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    expect((await readCycle(empty, cycle)).ruleAdopted).toBe(true)
  })

  test.each([
    ['/rule/seats', { seats: 0 }],
    ['/rule/seats', { seats: 61 }],
    ['/rule/seats', { seats: 1.5 }],
    ['/rule/ratio', { ratio: '七成' }],
    ['/rule/ratio', { ratio: '1/0' }],
    ['/rule/ratio', { ratio: '1001%' }],
    ['/rule/ratio', { ratio: '0%', ratioBasis: 'elected-share' }],
    ['/rule/ratio', { ratio: '101%', ratioBasis: 'elected-share' }],
    ['/rule/ratio', { ratio: '0.1%', ratioBasis: 'elected-share' }],
    ['/rule/ratio', { ratio: '50%', seats: 60 }],
    ['/rule/ratioBasis', { ratioBasis: 'other' }],
    ['/rule/rounding', { rounding: 'sometimes' }],
    ['/rule/marking', { marking: 'satisfaction' }],
    ['/rule/majority', { majority: 'two-thirds' }],
    ['/rule/tie', { tie: 'lot' }],
    ['/rule/quorum', { quorum: 3 }],
    ['/rule/satisfaction/half', { satisfaction: { base: 'all', half: 'maybe' } }],
  ] as const)('is refused at %s with %o', async (pointer, change) => {
    const body = { year: 2100, rule: { ...ruleOf(), ...change } }
    const problem = await problemOf(send(hall.secretary, 'POST /api/order/cycles', body), 400)
    expect(problem.issues?.map((issue) => issue.pointer)).toContain(pointer)
  })

  test('is one for each year of an assembly, also when two set it up at once', async () => {
    const body = { year: 2150, rule: ruleOf() }
    for (const year of [2147, 2148, 2149, 2150]) {
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => send(hall.secretary, 'POST /api/order/cycles', { ...body, year })),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
    }
    expect(await refused(hall.secretary, 'POST /api/order/cycles', body, 409)).toBe('order.yearTaken')
    const other = await makeHall(app)
    await ask(other.secretary, 'POST /api/order/cycles', body, 201)
  })

  test('can be read by everybody', async () => {
    const cycle = await draftCycle(hall, ['路灯'])
    const { cycles } = await ask<{ cycles: CycleView[] }>(hall.tablet, 'GET /api/order/cycles')
    // But for what is a draft.
    expect(cycles).toContainEqual({
      ...(await readCycle(hall, cycle)),
      candidates: [],
      listDigest: sha256Hex('[]'),
    })
    expect((await problemOf(send(hall.tablet, 'GET /api/order/cycles/none'), 404)).code).toBe(
      'order.cycleNotFound',
    )
    expect((await problemOf(send(hall.tablet, 'GET /api/order/cycles/%00'), 400)).code).toBe('input.invalid')
  })
})

describeOnEachDatabase('the list of candidates', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
  })

  test('keeps the order in which they were added, through changes and removals', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室'])
    const [, second] = cycle.candidateIds
    const changed = dossierOf('水渠(二期)', { budgetFen: 0, funding: '县级财政', startBy: '2026-03-01' })
    const change = await changeOf(hall, cycle, second, changed)
    await ask(hall.secretary, `PUT ${cycle.path}/candidates/${second}`, change)
    expect(await names(cycle)).toEqual(['路灯', '水渠(二期)', '医务室'])
    const view = await readCycle(hall, cycle)
    const version = sha256Hex(canonicalJson(changed as unknown as Json))
    expect(view.candidates[1]).toEqual({ id: second, position: 1, version, dossierDigest: null, ...changed })
    await ask(hall.secretary, `DELETE ${cycle.path}/candidates/${second}`)
    await ask(hall.secretary, `POST ${cycle.path}/candidates`, dossierOf('公厕'), 201)
    expect(await names(cycle)).toEqual(['路灯', '医务室', '公厕'])
    expect(await refused(hall.secretary, `DELETE ${cycle.path}/candidates/${second}`, undefined, 404)).toBe(
      'order.candidateNotFound',
    )
  })

  test('is changed only from the dossier that stands there: nobody writes over what they have not seen', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠'])
    const [first, second] = cycle.candidateIds
    const route = `PUT ${cycle.path}/candidates/${first}`
    const mine = await changeOf(hall, cycle, first, dossierOf('路灯', { place: '东街' }))
    const theirs = await changeOf(hall, cycle, first, dossierOf('路灯', { place: '西街' }))
    // Another candidate's change is no matter of this one.
    const other = await changeOf(hall, cycle, second, dossierOf('水渠', { place: '西街' }))
    await ask(hall.secretary, `PUT ${cycle.path}/candidates/${second}`, other)
    const answers = await Promise.all([mine, theirs].map((json) => send(hall.secretary, route, json)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await refused(hall.secretary, route, mine, 409)).toBe('order.candidateChanged')
    const { from: _from, ...blind } = mine
    expect(await refused(hall.secretary, route, blind, 400)).toBe('input.invalid')
    await ask(hall.secretary, route, await changeOf(hall, cycle, first, mine.dossier))
    expect((await readCycle(hall, cycle)).candidates[0]).toMatchObject({ place: '东街' })
  })

  test('has no two of one name, also when they come at once', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠'])
    const [first, second] = cycle.candidateIds
    const add = `POST ${cycle.path}/candidates`
    expect(await refused(hall.secretary, add, dossierOf('路灯'), 409)).toBe('order.nameTaken')
    expect(await refused(hall.secretary, add, dossierOf('  路灯 '), 409)).toBe('order.nameTaken')
    const rename = (id: string | undefined) => `PUT ${cycle.path}/candidates/${id}`
    const taken = await changeOf(hall, cycle, second, dossierOf('路灯'))
    expect(await refused(hall.secretary, rename(second), taken, 409)).toBe('order.nameTaken')
    const moved = await changeOf(hall, cycle, first, dossierOf('路灯', { place: '东街' }))
    await ask(hall.secretary, rename(first), moved)
    const answers = await Promise.all([1, 2, 3].map(() => send(hall.secretary, add, dossierOf('公厕'))))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    const more = await Promise.all(
      ['甲', '乙', '丙', '丁'].map((name) => send(hall.secretary, add, dossierOf(name))),
    )
    expect(more.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    const { candidates } = await readCycle(hall, cycle)
    expect(candidates.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test.each([
    ['/name', { name: '' }],
    ['/name', { name: '长'.repeat(81) }],
    ['/name', { name: '路\u0000灯' }],
    ['/content', { content: '\ud800' }],
    ['/budgetFen', { budgetFen: -1 }],
    ['/budgetFen', { budgetFen: 0.5 }],
    ['/budgetFen', { budgetFen: 2 ** 53 }],
    ['/budgetFen', { budgetFen: '100' }],
    ['/finishBy', { finishBy: '2026-02-30' }],
    ['/finishBy', { finishBy: '年底' }],
    ['/finishBy', { startBy: '2027-01-01' }],
    ['/votes', { votes: 99 }],
  ] as const)('takes no dossier that is wrong at %s: %o', async (pointer, change) => {
    const cycle = await draftCycle(hall, [])
    const body = { ...dossierOf('路灯'), ...change }
    const problem = await problemOf(send(hall.secretary, `POST ${cycle.path}/candidates`, body), 400)
    expect(problem.issues?.map((issue) => issue.pointer)).toContain(pointer)
    expect(await names(cycle)).toEqual([])
  })

  test('keeps the largest sum of money exactly', async () => {
    const cycle = await draftCycle(hall, [])
    const most = dossierOf('大桥', { budgetFen: Number.MAX_SAFE_INTEGER })
    await ask(hall.secretary, `POST ${cycle.path}/candidates`, most, 201)
    expect((await readCycle(hall, cycle)).candidates[0]?.budgetFen).toBe(Number.MAX_SAFE_INTEGER)
  })

  test('is written by the secretary of its own assembly only, and reviewed by its presidium', async () => {
    const cycle = await draftCycle(hall, ['路灯'])
    const [id] = cycle.candidateIds
    const other = await makeHall(app, { tellers: 1 })
    const elsewhere = await draftCycle(other, ['公厕'])
    const writing: readonly [string, unknown, 'secretary' | 'presidium'][] = [
      [`PUT ${cycle.path}/rule`, { rule: ruleOf() }, 'secretary'],
      [`POST ${cycle.path}/candidates`, dossierOf('新'), 'secretary'],
      [`PUT ${cycle.path}/candidates/${id}`, await changeOf(hall, cycle, id, dossierOf('新')), 'secretary'],
      [`DELETE ${cycle.path}/candidates/${id}`, undefined, 'secretary'],
      [`POST ${cycle.path}/rule/adopt`, CARRIED, 'presidium'],
      [`POST ${cycle.path}/rule/reopen`, { reason: '试' }, 'presidium'],
      [`POST ${cycle.path}/review`, await seen(cycle, CARRIED), 'presidium'],
    ]
    for (const [route, body, role] of writing) {
      const wrongRoles = [hall.tellers[0], role === 'secretary' ? hall.presidium : hall.secretary]
      for (const who of wrongRoles) {
        expect([route, await refused(present(who), route, body, 403)]).toEqual([route, 'session.role'])
      }
      expect(await refused(hall.tablet, route, body, 401)).toBe('session.signInNeeded')
      expect(await refused(other[role], route, body, 404)).toBe('order.cycleNotFound')
    }
    const foreign = `${cycle.path}/candidates/${elsewhere.candidateIds[0]}`
    expect(await refused(hall.secretary, `DELETE ${foreign}`, undefined, 404)).toBe('order.candidateNotFound')
    expect(
      await refused(
        hall.secretary,
        `PUT ${foreign}`,
        await changeOf(hall, cycle, 'none', dossierOf('新')),
        404,
      ),
    ).toBe('order.candidateNotFound')
  })
})

describeOnEachDatabase('the presidium’s review', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
  })

  test('fixes the list and freezes every dossier by its digest', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室'])
    await adopt(cycle)
    const shortlist = await ask(
      hall.presidium,
      review(cycle),
      await seen(cycle, { for: 7, against: 1, abstain: 1 }),
    )
    expect(shortlist).toEqual({
      seats: 2,
      required: 3,
      candidates: 3,
      ratio: '50%',
      actualRatio: '50%',
      enough: true,
      fixed: true,
    })
    const view = await readCycle(hall, cycle)
    expect(view).toMatchObject({ shortlist, shortfallReason: null })
    for (const {
      id: _id,
      position: _position,
      version: _version,
      dossierDigest,
      ...dossier
    } of view.candidates) {
      expect(dossierDigest).toBe(sha256Hex(canonicalJson(dossier as unknown as Json)))
    }
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const fixed = journal.split('\n').find((line) => line.includes('order.listFixed'))
    expect(JSON.parse(present(fixed))).toMatchObject({
      payload: {
        cycle: cycle.id,
        candidates: view.candidates.map(({ name, dossierDigest }) => ({ name, dossierDigest })),
        for: 7,
        against: 1,
        abstain: 1,
      },
    })
  })

  test('is of the list that was looked at: whatever changed it since, it is refused and nothing has happened', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室', '公厕'])
    await adopt(cycle)
    const [first, second] = cycle.candidateIds
    const proposal = { dossier: dossierOf('步道') }
    const { id } = await ask<{ id: string }>(hall.secretary, `POST ${cycle.path}/proposals`, proposal, 201)
    const one = (candidateId: string | undefined) => `${cycle.path}/candidates/${candidateId}`
    const changes: readonly (() => Promise<unknown>)[] = [
      async () => {
        const cheaper = await changeOf(hall, cycle, first, dossierOf('路灯', { budgetFen: 1 }))
        return ask(hall.secretary, `PUT ${one(first)}`, cheaper)
      },
      () => ask(hall.secretary, `POST ${cycle.path}/candidates`, dossierOf('凉亭'), 201),
      () => ask(hall.secretary, `DELETE ${one(second)}`),
      () => ask(hall.secretary, `POST ${cycle.path}/proposals/${id}/list`, undefined, 201),
    ]
    for (const change of changes) {
      const before = await seen(cycle, CARRIED)
      await change()
      expect(await refused(hall.presidium, review(cycle), before, 409)).toBe('order.listChanged')
    }
    const without = { ...(await seen(cycle, CARRIED)), listDigest: undefined }
    expect(await refused(hall.presidium, review(cycle), without, 400)).toBe('input.invalid')
    await ask(hall.presidium, review(cycle), await seen(cycle, CARRIED))
  })

  test('comes after the rule, and must be carried', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室'])
    expect(await refused(hall.presidium, review(cycle), await seen(cycle, CARRIED), 409)).toBe(
      'order.ruleNotAdopted',
    )
    await adopt(cycle)
    const lost = { for: 4, against: 4, abstain: 0 }
    expect(await refused(hall.presidium, review(cycle), await seen(cycle, lost), 409)).toBe(
      'order.notCarried',
    )
    await ask(hall.presidium, review(cycle), await seen(cycle, CARRIED))
  })

  test('lets a list below the required number pass only with a reason, which is recorded', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠'])
    await adopt(cycle)
    const problem = await problemOf(send(hall.presidium, review(cycle), await seen(cycle, CARRIED)), 409)
    expect(problem).toMatchObject({ code: 'order.tooFewCandidates', candidates: 2, required: 3 })
    expect(await refused(hall.presidium, review(cycle), await seen(cycle, CARRIED), 409)).toBe(
      'order.tooFewCandidates',
    )
    const blank = { ...CARRIED, shortfallReason: ' ' }
    expect(await refused(hall.presidium, review(cycle), await seen(cycle, blank), 400)).toBe('input.invalid')
    const shortfallReason = '其余诉求不具备当年完成的条件'
    const shortlist = await ask(
      hall.presidium,
      review(cycle),
      await seen(cycle, { ...CARRIED, shortfallReason }),
    )
    expect(shortlist).toMatchObject({ candidates: 2, required: 3, enough: false, actualRatio: '0%' })
    expect((await readCycle(hall, cycle)).shortfallReason).toBe(shortfallReason)
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    expect(journal).toContain(`"shortfallReason":"${shortfallReason}"`)
  })

  test('never fixes an empty list', async () => {
    const cycle = await draftCycle(hall, [])
    await adopt(cycle)
    const body = { ...CARRIED, shortfallReason: '无' }
    expect(await refused(hall.presidium, review(cycle), await seen(cycle, body), 409)).toBe(
      'order.tooFewCandidates',
    )
  })

  test('takes no list that does not fit on a ballot', async () => {
    const many = Array.from({ length: 61 }, (_, i) => `项目${i + 1}`)
    const cycle = await draftCycle(hall, many, { seats: 40 })
    await adopt(cycle)
    expect(await refused(hall.presidium, review(cycle), await seen(cycle, CARRIED), 409)).toBe(
      'order.tooManyCandidates',
    )
    await ask(hall.secretary, `DELETE ${cycle.path}/candidates/${cycle.candidateIds[60]}`)
    await ask(hall.presidium, review(cycle), await seen(cycle, CARRIED))
  })

  describe('done', () => {
    test('nothing of the list changes any more, also when it is done twice at once', async () => {
      const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室'])
      await adopt(cycle)
      const json = await seen(cycle, CARRIED)
      const answers = await Promise.all([1, 2, 3].map(() => send(hall.presidium, review(cycle), json)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
      const [id] = cycle.candidateIds
      const cheap = await changeOf(hall, cycle, id, dossierOf('路灯', { budgetFen: 1 }))
      const writing: readonly [Asker, string, unknown][] = [
        [hall.secretary, `POST ${cycle.path}/candidates`, dossierOf('新')],
        [hall.secretary, `PUT ${cycle.path}/candidates/${id}`, cheap],
        [hall.secretary, `DELETE ${cycle.path}/candidates/${id}`, undefined],
        [hall.presidium, review(cycle), await seen(cycle, CARRIED)],
      ]
      for (const [who, route, body] of writing) {
        expect(await refused(who, route, body, 409)).toBe('order.listFixed')
      }
      expect(await refused(hall.secretary, `PUT ${cycle.path}/rule`, { rule: ruleOf() }, 409)).toBe(
        'order.ruleAdopted',
      )
    })
  })

  test('of a change and a review that race, one is refused', async () => {
    const cycle = await draftCycle(hall, ['路灯', '水渠', '医务室'])
    await adopt(cycle)
    const json = await seen(cycle, CARRIED)
    const [added, fixed] = await Promise.all([
      send(hall.secretary, `POST ${cycle.path}/candidates`, dossierOf('公厕')),
      send(hall.presidium, review(cycle), json),
    ])
    // Whichever came first, the other is refused: no list is fixed that was not looked at.
    expect([added.status, fixed.status]).toEqual(fixed.status === 200 ? [409, 200] : [201, 409])
    const { candidates } = await readCycle(hall, cycle)
    for (const { version, dossierDigest } of candidates)
      expect(dossierDigest).toBe(fixed.status === 200 ? version : null)
    expect(candidates).toHaveLength(fixed.status === 200 ? 3 : 4)
  })

  test('the fixed list of the helper is a fixed list', async () => {
    const cycle = await fixedCycle(hall, ['路灯'])
    expect((await readCycle(hall, cycle)).shortlist).toMatchObject({ fixed: true, enough: false })
  })
})
