/** 实施计划: it promises what was voted, is approved as it was seen, and does not change any more. */
import { beforeAll, expect, test } from 'vitest'
import type { Digest } from '../../src/pay/digest.ts'
import { Plan } from '../../src/pay/model.ts'
import { aheadOf, isAhead } from '../../src/pay/money.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { CARRIED } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  journalOf,
  makeDelivery,
  planOf,
  project,
  readBoard,
  readProject,
  reportOf,
  type TestDelivery,
} from '../support/delivery.ts'
import { stateOf } from '../support/dump.ts'

describeOnEachDatabase('a plan', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  let other: Person

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app, { names: ['路灯', '水渠', '步道'], unchosen: ['凉亭'] })
    other = await delivery.hall.assembly.person('department', { name: '镇水务站' })
  })

  test('is of what the vote chose, and of nothing else', async () => {
    const { hall, cycle, projectIds, department } = delivery
    const { projects } = await readBoard(hall.tablet, cycle)
    expect(projects).toMatchObject(
      ['路灯', '水渠', '步道'].map((name, i) => ({
        id: projectIds[i],
        name,
        state: 'unplanned',
        light: null,
        unit: '镇政府',
        budgetFen: 120_000_00,
        differences: [],
        approvals: 3,
        deputies: 3,
      })),
    )
    const unchosen = cycle.candidateIds[3]
    await problemOf(send(hall.tablet, `GET ${project(unchosen)}`), 404)
    await problemOf(send(department, `PUT ${project(unchosen)}/draft`, { plan: planOf(), from: 0 }), 404)
  })

  test('is written by its unit alone, and nothing that was saved meanwhile is lost', async () => {
    const { hall, projectIds, department } = delivery
    const route = `PUT ${project(projectIds[0])}/draft`
    const before = await stateOf(app.ctx.db)
    const body = { plan: { person: '王主任' }, from: 0 }
    await problemOf(send(other, route, body), 403)
    await problemOf(send(hall.presidium, route, body), 403)
    await problemOf(send(hall.tablet, route, body), 401)
    expect(await stateOf(app.ctx.db)).toEqual(before)
    expect(await ask(department, route, body)).toEqual({ draftVersion: 1 })
    expect(await problemOf(send(department, route, body), 409)).toMatchObject({
      code: 'pay.changedMeanwhile',
    })
    // The office, which has it on paper.
    expect(await ask(hall.secretary, route, { plan: planOf(), from: 1 })).toEqual({ draftVersion: 2 })
    expect((await readProject(department, projectIds[0])).draft).toMatchObject({ version: 2 })
    // It is whole now: it waits for the presidium, while the others wait for their unit.
    const { projects } = await ask<Digest>(hall.presidium, 'GET /api/pay/digest')
    expect(projects.map(({ due }) => due)).toEqual(
      ['presidium', 'department', 'department'].map((whose) => [{ kind: 'plan', who: whose }]),
    )
    // A draft is nobody's word yet.
    expect((await readProject(hall.tablet, projectIds[0])).draft).toBeNull()
  })

  test('is approved only whole, as it was seen, and as it was voted', async () => {
    const { hall, projectIds, department } = delivery
    const at = project(projectIds[0])
    const approval = { ...CARRIED, draftVersion: 2, decidedOn: '2026-03-05' }
    const refused = async (change: object) =>
      problemOf(send(hall.presidium, `POST ${at}/plan`, { ...approval, ...change }), 409)
    expect(await refused({ draftVersion: 1 })).toMatchObject({ code: 'pay.changedMeanwhile' })
    expect(await refused({ for: 1, against: 1 })).toMatchObject({ code: 'order.notCarried' })
    expect(await refused({ decidedOn: '2026-03-06' })).toMatchObject({ code: 'pay.inTheFuture' })
    expect(await refused({ decidedOn: '1990-01-01' })).toMatchObject({ code: 'pay.tooEarly' })
    for (const day of ['1999-12-31', '2202-01-01', '2026-02-30'])
      await problemOf(send(hall.tablet, `GET ${at}?on=${day}`), 400)
    await problemOf(send(department, `POST ${at}/plan`, approval), 403)
    let from = 2
    const withDraft = async (plan: object, status: number) => {
      await ask(department, `PUT ${at}/draft`, { plan, from })
      from += 1
      return problemOf(send(hall.presidium, `POST ${at}/plan`, { ...approval, draftVersion: from }), status)
    }
    const { budget, sources, milestones } = planOf()
    const more = [...budget, { id: 'b3', name: '预备费', fen: 1 }]
    const moreMoney = [...sources, { id: 's3', name: '捐赠', fen: 1 }]
    for (const departing of [
      { place: '别处' },
      { content: '少建一半。' },
      { unit: '镇水务站' },
      { finishBy: '2027-01-01' },
      { budget: more, sources: moreMoney },
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await withDraft(planOf(departing), 409)).toMatchObject({ code: 'pay.planDeparts' })
    }
    expect(await withDraft(planOf({ budget: more }), 400)).toMatchObject({
      issues: [{ pointer: '/sources' }],
    })
    const light = milestones.map((each) => ({ ...each, weight: 49 }))
    expect(await withDraft(planOf({ milestones: light }), 400)).toMatchObject({
      issues: [{ pointer: '/milestones' }],
    })
    expect(await withDraft({ person: '王主任' }, 400)).toMatchObject({ code: 'input.invalid' })
    await ask(department, `PUT ${at}/draft`, { plan: planOf(), from })
    const made = await ask<{ digest: string }>(
      hall.presidium,
      `POST ${at}/plan`,
      { ...approval, draftVersion: from + 1 },
      201,
    )
    const read = await readProject(hall.tablet, projectIds[0])
    expect(read).toMatchObject({
      state: 'underway',
      light: 'green',
      alarms: [],
      planVersion: 1,
      differences: [],
      plan: planOf(),
      draft: null,
      versions: [{ version: 1, digest: made.digest, holdsFrom: '2026-03-05', changeId: null }],
      voted: { dossier: { name: '路灯', budgetFen: 120_000_00 } },
    })
    const frozen = (await journalOf(hall.tablet)).findLast(({ act }) => act === 'pay.planFrozen')
    expect(frozen).toMatchObject({ role: 'presidium', payload: { digest: made.digest, version: 1 } })
    expect(
      await problemOf(send(department, `PUT ${at}/draft`, { plan: planOf(), from: 0 }), 409),
    ).toMatchObject({
      code: 'pay.planHeld',
    })
  })

  test('that was changed behind everybody’s back is found out, for ever', async () => {
    const { hall, projectIds } = delivery
    await approvePlan(delivery, projectIds[1])
    expect(await readProject(hall.tablet, projectIds[1])).toMatchObject({ light: 'green' })
    await app.ctx.db
      .updateTable('project_plans')
      .set({ plan: JSON.stringify(planOf({ place: '镇长家门口' })) })
      .where('project_id', '=', String(projectIds[1]))
      .execute()
    expect(await readProject(hall.tablet, projectIds[1])).toMatchObject({
      light: 'red',
      alarms: [{ kind: 'unapproved', version: 1, light: 'red', who: 'presidium' }],
      differences: [{ field: 'place', from: '全镇', to: '镇长家门口' }],
    })
  })

  test('how it is watched over is for the presidium to say', async () => {
    const { hall, cycle, department } = delivery
    const rule = {
      periodMonths: 3,
      reportDays: 15,
      graceDays: 10,
      aheadYellow: 10,
      aheadRed: 30,
      congressPercent: 5,
    }
    const route = `PUT /api/pay/cycles/${cycle.id}/rule`
    await problemOf(send(department, route, rule), 403)
    await problemOf(send(hall.presidium, route, { ...rule, aheadRed: 5 }), 400)
    await problemOf(send(hall.presidium, route, { ...rule, periodMonths: 4 }), 400)
    await ask(hall.presidium, route, rule)
    expect((await readBoard(hall.tablet, cycle)).rule).toEqual(rule)
    await ask(hall.presidium, route, { ...rule, periodMonths: 1 })
    expect((await readBoard(hall.tablet, cycle)).rule).toMatchObject({ periodMonths: 1 })
    // Once something was reported, the months stay as they are; the rest can still be changed.
    await ask(department, `PUT ${project(delivery.projectIds[0])}/reports/2026-03`, {
      report: reportOf(),
      from: 0,
    })
    expect(await problemOf(send(hall.presidium, route, rule), 409)).toMatchObject({
      code: 'pay.reportsExist',
    })
    await ask(hall.presidium, route, { ...rule, periodMonths: 1, graceDays: 11 })
  })
})

test('a plan of something that costs nothing has no budget; what is paid all the same is ahead of it', () => {
  expect(Plan.safeParse(planOf({ budget: [], sources: [] })).success).toBe(true)
  expect(isAhead(0, 0, 2_500, 0)).toBe(false)
  expect(isAhead(1, 0, 10_000, 40)).toBe(true)
  expect([aheadOf(0, 0, 2_500), aheadOf(1, 0, 2_500)]).toEqual([-2_500, -2_500])
})
