/** 验收 is of the project as it is now, and ends its lights on a day on which everything was done. */
import { beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/pay/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { CARRIED } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  journalOf,
  makeDelivery,
  planOf,
  project,
  readProject,
  reportOf,
  sendFile,
  sendReport,
  type TestDelivery,
} from '../support/delivery.ts'
import { photoOf, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('the acceptance of a project', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  let id: string
  let at: string
  let done: object[]

  const text = '按计划完成。'
  const criteria = ['c1', 'c2'].map((criterionId) => ({ criterionId, met: true }))
  const lines = ['b1', 'b2'].map((lineId) => ({ lineId, fen: 1 }))
  const accepted = { criteria, text, acceptedOn: '2026-03-05' }

  const refusedTo = async (route: string, body: object) =>
    (await problemOf(send(delivery.hall.secretary, `POST ${at}/${route}`, body), 409)).code

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app)
    id = present(delivery.projectIds[0])
    at = project(id)
    await approvePlan(delivery, id, planOf(), '2026-03-01')
    const photo = await sendFile(delivery.department, id, await photoOf())
    done = ['m1', 'm2'].map((milestoneId) => ({
      milestoneId,
      percent: 100,
      doneOn: '2026-03-04',
      evidence: [{ sha256: photo, title: '现场' }],
    }))
    await sendReport(delivery.department, id, '2026-03', reportOf({ milestones: done as never }))
    await ask(delivery.department, `POST ${at}/assessment`, { text })
  })

  test('wants a final account of the lines that the budget has, each once', async () => {
    for (const wrong of [
      lines.slice(1),
      [...lines, lines[0]],
      [lines[0], lines[0]],
      [lines[0], { lineId: 'x', fen: 1 }],
    ])
      // oxlint-disable-next-line no-await-in-loop
      expect(await refusedTo('account', { lines: wrong, text })).toBe('pay.linesOpen')
    await ask(delivery.department, `POST ${at}/account`, { lines, text })
  })

  test('is of no day before everything was done: lights that were on would never have been', async () => {
    for (const acceptedOn of ['1990-01-01', '2026-03-03'])
      // oxlint-disable-next-line no-await-in-loop
      expect(await refusedTo('acceptance', { ...accepted, acceptedOn })).toBe('pay.acceptedTooEarly')
  })

  test('waits for a change that is being decided, and for a final account of what was decided', async () => {
    const { hall, department } = delivery
    const budget = [...planOf().budget.slice(0, 1), { id: 'b3', name: '绿化', fen: 20_000_00 }]
    await changed('c1', planOf({ budget }), async () => {
      expect(await refusedTo('acceptance', accepted)).toBe('pay.changePending')
    })
    expect(await refusedTo('acceptance', accepted)).toBe('pay.accountOutdated')
    await ask(hall.secretary, `POST ${at}/return`, { reason: '重编决算。' })
    await ask(department, `POST ${at}/assessment`, { text })
    const again = ['b1', 'b3'].map((lineId) => ({ lineId, fen: 1 }))
    await ask(department, `POST ${at}/account`, { lines: again, text })
  })

  test('is refused while a milestone is open that was done when the unit assessed it', async () => {
    const { department } = delivery
    const [first] = done
    const open = { milestoneId: 'm2', percent: 90, evidence: [] }
    await sendReport(department, id, '2026-03', reportOf({ milestones: [first, open] as never }), 1)
    expect(await refusedTo('acceptance', accepted)).toBe('pay.notDone')
    await sendReport(department, id, '2026-03', reportOf({ milestones: done as never }), 2)
  })

  test('sent again after a lost answer is the same; another one is refused', async () => {
    const { hall } = delivery
    await ask(hall.secretary, `POST ${at}/acceptance`, accepted)
    await ask(hall.secretary, `POST ${at}/acceptance`, accepted)
    expect(await refusedTo('acceptance', { ...accepted, text: '另一份。' })).toBe('pay.projectClosed')
    const { completion } = await readProject(hall.tablet, id)
    expect(completion.filter(({ act }) => act === 'accept')).toHaveLength(1)
    const kept = await app.ctx.db
      .selectFrom('project_completions')
      .select('content')
      .where('project_id', '=', id)
      .orderBy('position')
      .execute()
    const acts = ['assessed', 'accountGiven', 'sentBack', 'assessed', 'accountGiven', 'accepted']
    expect((await journalOf(hall.tablet)).filter(({ act }) => acts.includes(act.slice(4)))).toMatchObject(
      kept.map(({ content }, i) => ({
        act: `pay.${acts[i]}`,
        payload: { digest: sha256(new TextEncoder().encode(content)) },
      })),
    )
    // The day before, it still waited for it.
    expect(await readProject(hall.tablet, id, '2026-03-04')).toMatchObject({
      state: 'assessed',
      closedOn: null,
    })
  })

  /** Another plan by request, opinion and decision; meanwhile something is looked at. */
  async function changed(changeId: string, plan: Plan, meanwhile: () => Promise<void>): Promise<void> {
    const { hall, department } = delivery
    const { planVersion } = await readProject(hall.secretary, id)
    const change = `${at}/changes/${changeId}`
    await ask(department, `PUT ${change}`, { baseVersion: planVersion, plan, reason: '增加绿化。' })
    await meanwhile()
    await ask(hall.secretary, `POST ${change}/opinion`, { supports: true, text: '同意。' })
    await ask(hall.presidium, `POST ${change}/decision`, { ...CARRIED, decidedOn: '2026-03-05' })
  }
})
