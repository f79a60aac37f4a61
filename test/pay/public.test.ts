/** What everybody may read of a year's delivery: nothing of vouchers, parties, documents and drafts, at any address. */
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { CARRIED } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  makeDelivery,
  paid,
  planOf,
  project,
  readBoard,
  readProject,
  reportOf,
  sendFile,
  sendReport,
  type TestDelivery,
} from '../support/delivery.ts'
import { pdfOf, photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'

const MARKED = /密/

describeOnEachDatabase('the public view of delivery', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  /** Files that nobody outside may open. */
  const documents: string[] = []

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app)
    const { hall, department, projectIds } = delivery
    const [lamps, canal] = projectIds
    // A draft that is nobody's word yet.
    await ask(department, `PUT ${project(canal)}/draft`, { plan: planOf({ person: '密草稿' }), from: 0 })
    await approvePlan(delivery, lamps)
    const send = async (note: string): Promise<string> => {
      const sha = await sendFile(department, lamps, pdfOf(note))
      documents.push(sha)
      return sha
    }
    const photo = await sendFile(department, lamps, await photoOf())
    const replaced = await sendFile(department, lamps, await photoOf())
    documents.push(replaced)
    const milestones = [
      {
        milestoneId: 'm1',
        percent: 100,
        doneOn: '2026-03-05',
        evidence: [{ sha256: await send('m'), title: '密节点' }],
      },
    ]
    const first = reportOf({ text: '密旧文', evidence: [{ sha256: replaced, title: '密旧照' }] })
    await sendReport(department, lamps, '2026-03', first)
    const evidence = [
      { sha256: photo, title: '现场' },
      { sha256: await send('r'), title: '密监理报告' },
    ]
    await sendReport(department, lamps, '2026-03', reportOf({ milestones, evidence }), 1)
    const voucher = { party: '密公司', voucher: '密-1', note: '密备注', voucherFile: await send('v') }
    await ask(department, `PUT ${project(lamps)}/money/e1`, paid(100, voucher))
    const back = { id: 'e2', bookedOn: '2026-03-05', note: '密：付错了公司' }
    await ask(department, `POST ${project(lamps)}/money/e1/reverse`, back)
    await ask(department, `PUT ${project(lamps)}/money/e3`, paid(70, { party: '密公司' }))
    await ask(department, `PUT ${project(lamps)}/changes/c1`, {
      baseVersion: 1,
      plan: planOf({ place: '村东' }),
      reason: '原址不合适。',
      evidence: [{ sha256: await send('c'), title: '密论证' }],
    })
    await ask(hall.secretary, `POST ${project(lamps)}/changes/c1/opinion`, { supports: true, text: '同意。' })
    const decision = { ...CARRIED, decidedOn: '2026-03-05' }
    await ask(hall.presidium, `POST ${project(lamps)}/changes/c1/decision`, decision)
    const all = [{ milestoneId: 'm2', percent: 100, doneOn: '2026-03-05', evidence: [] }]
    await sendReport(
      department,
      lamps,
      '2026-03',
      reportOf({ milestones: [...milestones, ...all], evidence }),
      2,
    )
    const assessment = { text: '合格。', evidence: [{ sha256: await send('a'), title: '密自评' }] }
    await ask(department, `POST ${project(lamps)}/assessment`, assessment)
  })

  /** Every address below /api/pay that a GET answers, by the app's own list of routes. */
  function addresses(): string[] {
    const { cycle, projectIds } = delivery
    const found = new Set<string>()
    for (const { method, path } of createApp(app.ctx).routes) {
      if (method !== 'GET' || !path.startsWith('/api/pay/') || path.includes('*')) continue
      for (const id of path.includes('/projects/:id') ? projectIds : [cycle.id])
        for (const sha of path.includes(':sha256') ? documents : [''])
          found.add(path.replace(':id', id).replace(':sha256', sha))
    }
    return [...found]
  }

  test('at no address, and not in the journal', async () => {
    const { hall, projectIds } = delivery
    const all = addresses()
    expect(all).toContain(project(projectIds[0]))
    expect(all.length).toBeGreaterThan(10)
    const said = await Promise.all(
      ['/api/board/journal', ...all].map(async (address) => {
        const response = await hall.tablet.fetch(address)
        return { address, status: response.status, text: await response.text() }
      }),
    )
    expect(said.filter(({ text }) => MARKED.test(text)).map(({ address }) => address)).toEqual([])
    const files = said.filter(({ address }) => address.includes('/files/'))
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter(({ status }) => status === 200)).toEqual([])
    // The marks are there, for who works for the assembly.
    const inside = await (await hall.secretary.fetch(project(projectIds[0]))).text()
    for (const mark of ['密公司', '密-1', '密监理报告', '密节点', '密论证', '密自评'])
      expect(inside).toContain(mark)
  })

  test('what everybody reads is there: pictures, sums, the change and since when', async () => {
    const { hall, cycle, projectIds } = delivery
    const [brief] = (await readBoard(hall.tablet, cycle)).projects
    expect(brief).toMatchObject({
      money: { paidFen: 70 },
      picture: { title: '现场' },
      differences: [{ field: 'place', from: '全镇', to: '村东', since: '2026-03-05' }],
    })
    expect(present(brief).milestones.map(({ evidence }) => evidence)).toEqual([[], []])
    expect(await readProject(hall.tablet, projectIds[0])).toMatchObject({
      changes: [{ reason: '原址不合适。', evidence: [], opinion: { supports: true } }],
      reports: [{ report: { evidence: [{ title: '现场' }] } }],
      completion: [{ act: 'assess', content: { text: '合格。', evidence: [] } }],
    })
    expect((await readBoard(hall.secretary, cycle)).projects[0]?.milestones[0]?.evidence).toHaveLength(1)
  })
})
