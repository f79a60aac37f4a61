/** What was so on a day stays so, whatever is decided, booked or accepted afterwards; and what was decided is in the journal. */
import { beforeAll, expect, test } from 'vitest'
import type { Digest } from '../../src/pay/digest.ts'
import { USUAL_RULE, type Plan } from '../../src/pay/model.ts'
import { digestOfPlan } from '../../src/pay/plan-digest.ts'
import type { Alarm } from '../../src/pay/alarms.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { CARRIED } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  makeDelivery,
  planOf,
  project,
  readBoard,
  readProject,
  sendReport,
  type TestDelivery,
} from '../support/delivery.ts'
import { present } from '../support/present.ts'

/** Its first milestone is late on the day of these tests, 5 March 2026. */
const EARLY = planOf({
  milestones: [
    { id: 'm1', name: '设计', weight: 30, dueOn: '2026-02-10' },
    { id: 'm2', name: '施工', weight: 70, dueOn: '2026-10-31' },
  ],
})

describeOnEachDatabase('the delivery of an earlier day', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  let lamps: string
  let canal: string

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app)
    lamps = present(delivery.projectIds[0])
    canal = present(delivery.projectIds[1])
    for (const id of [lamps, canal]) await approvePlan(delivery, id, EARLY, '2026-01-05')
  })

  test('is by the plan that held then', async () => {
    const { hall, department, cycle } = delivery
    const first = async (on: string) => present((await readBoard(hall.tablet, cycle, on)).projects[0])
    await sendReport(department, lamps, '2026-01')
    expect(await first('2026-01-04')).toMatchObject({ state: 'unplanned', light: null, planVersion: 0 })
    const before = await first('2026-03-04')
    expect(before).toMatchObject({
      planVersion: 1,
      lastReport: '2026-01',
      differences: [],
      alarms: [{ kind: 'late', dueOn: '2026-02-10' }],
    })
    await changed(lamps, { ...planOf(), place: '村口' })
    expect(await first('2026-03-04')).toEqual(before)
    expect((await readProject(hall.tablet, lamps, '2026-03-04')).plan).toEqual(EARLY)
    expect(await first('2026-03-05')).toMatchObject({
      light: 'green',
      planVersion: 2,
      differences: [{ field: 'place', since: '2026-03-05' }],
    })
  })

  test('the reports that are due are those that are missing, not those after the last one that came', async () => {
    const { hall, department, cycle } = delivery
    const due = async (who: Person, on: string) => {
      const { projects } = await ask<Digest>(who, `GET /api/pay/digest?cycle=${cycle.id}&on=${on}`)
      const waits = projects.find(({ id }) => id === canal)?.due ?? []
      return waits.flatMap((each) => (each.kind === 'report' ? [`${each.period} ${each.by}`] : []))
    }
    // March has begun, and was reported before February was.
    await sendReport(department, canal, '2026-03')
    expect(await due(department, '2026-03-10')).toEqual(['2026-02 2026-03-10'])
    expect(await due(department, '2026-03-11')).toEqual([])
    const route = `PUT /api/pay/cycles/${cycle.id}/rule`
    await ask(hall.presidium, route, { ...USUAL_RULE, reportDays: 60 })
    expect(await due(department, '2026-03-11')).toEqual(['2026-01 2026-04-01', '2026-02 2026-04-29'])
    await sendReport(department, canal, '2026-01')
    expect(await due(hall.secretary, '2026-03-11')).toEqual(['2026-02 2026-04-29'])
    await sendReport(department, canal, '2026-02')
    await ask(hall.presidium, route, USUAL_RULE)
    const stranger = (await app.newAssembly({ name: '邻镇人民代表大会' })).secretary
    await problemOf(send(stranger, `GET /api/pay/digest?cycle=${cycle.id}`), 404)
  })

  test('a plan that was changed in the database together with its digest is found out all the same', async () => {
    const { hall, cycle } = delivery
    const alarms = async (): Promise<(readonly Alarm[])[]> =>
      (await readBoard(hall.tablet, cycle, '2026-02-10')).projects.map((each) => each.alarms)
    expect(await alarms()).toEqual([[], []])
    const plan = planOf({ place: '镇长家门口' })
    await app.ctx.db
      .updateTable('project_plans')
      .set({ plan: JSON.stringify(plan), digest: digestOfPlan(plan) })
      .where('project_id', '=', canal)
      .execute()
    expect(await alarms()).toMatchObject([[], [{ kind: 'unapproved', version: 1, light: 'red' }]])
    // So is a version that was decided, and then taken out of the way.
    await app.ctx.db.updateTable('projects').set({ plan_version: 1 }).where('id', '=', lamps).execute()
    expect(await alarms()).toMatchObject([[{ kind: 'unapproved', version: 2 }], [{ version: 1 }]])
    await app.ctx.db.updateTable('projects').set({ plan_version: 2 }).where('id', '=', lamps).execute()
    expect((await alarms())[0]).toEqual([])
    await app.ctx.db
      .deleteFrom('project_plans')
      .where('project_id', '=', lamps)
      .where('version', '=', 2)
      .execute()
    expect((await alarms())[0]).toMatchObject([{ kind: 'unapproved', version: 2 }])
  })

  /** By request, opinion and decision. */
  async function changed(id: string, plan: Plan): Promise<void> {
    const { hall, department } = delivery
    const at = `${project(id)}/changes/change-1`
    const request = { baseVersion: 1, plan, reason: '管线改道。' }
    expect((await send(department, `PUT ${at}`, request)).status).toBe(200)
    await ask(hall.secretary, `POST ${at}/opinion`, { supports: true, text: '同意。' })
    await ask(hall.presidium, `POST ${at}/decision`, { ...CARRIED, decidedOn: '2026-03-05' })
  }
})
