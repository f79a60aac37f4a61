/** Where the inspection of a year stands, in figures. */
import { beforeAll, expect, test } from 'vitest'
import type { Overview } from '../../src/inspect/overview.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeDelivery, type TestDelivery } from '../support/delivery.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('the overview of a year', (make) => {
  let app: TestApp
  let year: TestDelivery

  const at = (rest: string): string => `/api/inspect/cycles/${year.cycle.id}${rest}`
  const overview = (): Promise<Overview> => ask<Overview>(year.hall.tablet, `GET ${at('/overview')}`)

  beforeAll(async () => {
    app = makeApp(await make())
    year = await makeDelivery(app)
  })

  test('begins with what the votes chose, and nothing else', async () => {
    expect(await overview()).toMatchObject({
      projects: 2,
      groups: 0,
      visits: { made: 0, planned: 0, overdue: 0 },
      undertakings: { open: 0, reported: 0, settled: 0, overdue: 0 },
      satisfaction: { announced: 0, begun: false },
      duties: { deputies: 0, reported: 0, oral: 0, written: 0 },
    })
  })

  test('counts groups, visits, what is to be put right and who has reported; a day later what is late', async () => {
    const { secretary, assembly } = year.hall
    const { projectIds } = year
    const [lead] = assembly.deputyIds
    const projectId = present(projectIds[0])
    await ask(secretary, `PUT ${at(`/projects/${projectId}/group`)}`, { leadId: lead, memberIds: [] })
    const plan = { projectId, day: '2026-03-05', place: '北街', purpose: '看灯杆', deputyIds: [lead] }
    await ask(secretary, `PUT ${at('/visits/planned/plan')}`, { plan, from: null })
    const record = {
      projectId,
      heldOn: '2026-03-05',
      place: '北街',
      deputyIds: [lead],
      findings: '有积水。',
      photos: [],
    }
    const item = { id: 'drain', text: '排水', unit: '镇城建办', owner: '李某', dueOn: '2026-03-05' }
    await ask(secretary, `PUT ${at('/visits/made/record')}`, { record, undertakings: [item], from: 0 })
    await ask(secretary, `POST ${at('/duties/fill')}`, {})
    const now = await overview()
    expect(now).toMatchObject({
      groups: 1,
      visits: { made: 1, planned: 1, overdue: 0 },
      undertakings: { open: 1, reported: 0, settled: 0, overdue: 0 },
      duties: { deputies: assembly.deputyIds.length, reported: 0 },
    })
    app.clock.advance(86_400)
    expect(await overview()).toMatchObject({
      visits: { made: 1, planned: 1, overdue: 1 },
      undertakings: { open: 1, overdue: 1 },
    })
  })
})
