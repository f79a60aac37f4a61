/** Two at the same moment, and the same again after a lost answer: each thing is done once, and nothing is lost. */
import { beforeAll, expect, test } from 'vitest'
import { USUAL_RULE } from '../../src/pay/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { CARRIED } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  journalOf,
  makeDelivery,
  paid,
  planOf,
  project,
  readBoard,
  readProject,
  reportOf,
  sendFile,
  type TestDelivery,
} from '../support/delivery.ts'
import { photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('at the same moment', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  let lamps: string
  let canal: string

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app)
    lamps = present(delivery.projectIds[0])
    canal = present(delivery.projectIds[1])
    await approvePlan(delivery, lamps)
  })

  const countOf = async (act: string): Promise<number> =>
    (await journalOf(delivery.hall.tablet)).filter((each) => each.act === act).length

  test('two who set the rule: one after the other, each recorded; the same again is no new one', async () => {
    const { hall, cycle } = delivery
    const route = `PUT /api/pay/cycles/${cycle.id}/rule`
    const rules = [11, 12, 13, 14].map((graceDays) => ({ ...USUAL_RULE, graceDays }))
    expect(await together(rules.map((rule) => send(hall.presidium, route, rule)))).toEqual([
      200, 200, 200, 200,
    ])
    expect(await countOf('pay.ruleSet')).toBe(4)
    const { rule } = await readBoard(hall.tablet, cycle)
    await ask(hall.presidium, route, rule)
    expect(await countOf('pay.ruleSet')).toBe(4)
  })

  test('the months of a report and the first report: whichever comes first, they fit each other', async () => {
    const { hall, cycle, department } = delivery
    const rule = { ...USUAL_RULE, periodMonths: 6 }
    const both = await together([
      send(hall.presidium, `PUT /api/pay/cycles/${cycle.id}/rule`, rule),
      send(department, `PUT ${project(lamps)}/reports/2026-03`, { report: reportOf(), from: 0 }),
    ])
    expect(both).toEqual([200, 409])
    const { reports } = await readProject(hall.tablet, lamps)
    expect((await readBoard(hall.tablet, cycle)).rule.periodMonths).toBe(reports.length === 0 ? 6 : 1)
    await app.ctx.db.deleteFrom('delivery_rules').execute()
  })

  test('an entry is booked once and taken back once', async () => {
    const { hall, department } = delivery
    const at = `${project(lamps)}/money`
    const book = () => send(department, `PUT ${at}/once`, paid(500))
    expect(await together([book(), book(), book()])).toEqual([200, 200, 200])
    const back = (id: string) =>
      send(department, `POST ${at}/once/reverse`, { id, bookedOn: '2026-03-05', note: '重复' })
    expect(await together([back('b1'), back('b2'), back('b3')])).toEqual([200, 409, 409])
    expect((await readProject(hall.tablet, lamps)).money.paidFen).toBe(0)
    expect([await countOf('pay.moneyBooked'), await countOf('pay.moneyReversed')]).toEqual([1, 1])
    // The day before it was paid it was not there to be taken back.
    await ask(department, `PUT ${at}/other`, paid(500, { bookedOn: '2026-03-04' }))
    const early = { id: 'b4', bookedOn: '2026-03-03', note: '记错' }
    expect(await problemOf(send(department, `POST ${at}/other/reverse`, early), 409)).toMatchObject({
      code: 'pay.reversedTooEarly',
    })
  })

  test('of two drafts, two approvals, two requests and two decisions one holds, and the others are told', async () => {
    const { hall, department } = delivery
    const at = project(canal)
    const draft = (person: string) =>
      send(department, `PUT ${at}/draft`, { plan: planOf({ person }), from: 0 })
    expect(await together([draft('甲'), draft('乙')])).toEqual([200, 409])
    const approve = () =>
      send(hall.presidium, `POST ${at}/plan`, { ...CARRIED, draftVersion: 1, decidedOn: '2026-03-05' })
    expect(await together([approve(), approve()])).toEqual([201, 409])
    const asking = (id: string) =>
      send(department, `PUT ${at}/changes/${id}`, {
        baseVersion: 1,
        plan: planOf({ place: id }),
        reason: '改道。',
      })
    expect(await together([asking('x1'), asking('x2')])).toEqual([200, 409])
    const [asked] = (await readProject(hall.tablet, canal)).changes
    const change = `${at}/changes/${present(asked).id}`
    const opinion = { supports: true, text: '同意。' }
    await ask(hall.secretary, `POST ${change}/opinion`, opinion)
    await ask(hall.secretary, `POST ${change}/opinion`, opinion)
    expect(await countOf('pay.changeExamined')).toBe(1)
    const decide = (votes: object) =>
      send(hall.presidium, `POST ${change}/decision`, { ...votes, decidedOn: '2026-03-05' })
    expect(await together([decide(CARRIED), decide({ for: 0, against: 3, abstain: 0 })])).toEqual([200, 409])
    const { versions, changes } = await readProject(hall.tablet, canal)
    expect(versions.length).toBe(present(changes[0]).state === 'approved' ? 2 : 1)
  })

  test('the same request with other evidence is another request', async () => {
    const { department } = delivery
    const route = `PUT ${project(lamps)}/changes/shown`
    const photo = await sendFile(department, lamps, await photoOf())
    const request = { baseVersion: 1, plan: planOf({ place: '村口' }), reason: '改道。' }
    await ask(department, route, request)
    await ask(department, route, request)
    const shown = { ...request, evidence: [{ sha256: photo, title: '现场' }] }
    expect(await problemOf(send(department, route, shown), 409)).toMatchObject({ code: 'pay.entryTaken' })
  })
})

/** The statuses of requests that are sent together, in order of their size. */
async function together(requests: readonly Promise<Response>[]): Promise<number[]> {
  return (await Promise.all(requests)).map(({ status }) => status).toSorted()
}
