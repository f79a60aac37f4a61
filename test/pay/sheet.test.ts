/** The year's delivery as a workbook: what the board says, as texts and numbers that never compute, for who works for the assembly. */
import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import type { Digest } from '../../src/pay/digest.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  makeDelivery,
  paid,
  planOf,
  project,
  reportOf,
  sendReport,
  type TestDelivery,
} from '../support/delivery.ts'

const FORMULA = '=HYPERLINK("http://evil")'

describeOnEachDatabase('a sheet of a year’s delivery', (make) => {
  let app: TestApp
  let delivery: TestDelivery

  const bytesAt = async (query = ''): Promise<Buffer> => {
    const { hall, cycle } = delivery
    const response = await hall.secretary.fetch(`/api/pay/cycles/${cycle.id}/export${query}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('spreadsheetml')
    return Buffer.from(await response.arrayBuffer())
  }

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app, { names: ['路灯', FORMULA] })
    const { department, projectIds } = delivery
    await approvePlan(delivery, projectIds[0])
    const milestones = [{ milestoneId: 'm1', percent: 100, doneOn: '2026-03-05', evidence: [] }]
    await sendReport(department, projectIds[0], '2026-03', reportOf({ milestones }))
    const entry = '3f0f54ab-8f0c-4a0e-8a53-0d2b1f6f0a01'
    await ask(department, `PUT ${project(projectIds[0])}/money/${entry}`, paid(90_000_01))
  })

  test('says of each project what the board says', async () => {
    const [headings = [], first = [], ...others] = await readSheet(await bytesAt('?on=2026-03-05'))
    expect(others).toHaveLength(1)
    const row = Object.fromEntries(headings.map((heading, i) => [String(heading), first[i]]))
    expect(row).toMatchObject({
      项目: '路灯',
      责任单位: '镇政府',
      状态: '实施中',
      亮灯: '红灯：督办',
      '加权进度（%）': 30,
      '票决金额（元）': 120_000,
      '支付（元）': 90_000.01,
      '支付占预算（%）': 75,
      计划版本: '第 1 版',
      与票决时的差异: '与票决时一致',
      最近报告: '2026年3月',
      赞成票: 3,
      全体代表: 3,
    })
    expect(row['亮灯原因和处理']).toContain('高出 45 个百分点')
    expect(row['亮灯原因和处理']).toContain('须在 2026-03-12 前处理')
    expect(row['节点']).toContain('设计（权重 30%）：应于 2026-04-30 完成，2026-03-05 完成')
  })

  test('holds a name that looks like a formula as a text, and figures as numbers', async () => {
    const bytes = await bytesAt()
    const [, , other = []] = await readSheet(bytes)
    expect(other[0]).toBe(FORMULA)
    for (const row of await readSheet(bytes))
      for (const cell of row) expect([null, 'string', 'number']).toContain(cell === null ? null : typeof cell)
  })

  test('is for who works for this assembly', async () => {
    const { hall, cycle, department } = delivery
    const route = `GET /api/pay/cycles/${cycle.id}/export`
    expect((await send(department, route)).status).toBe(200)
    await problemOf(send(hall.tablet, route), 401)
    const other = await app.newAssembly()
    await problemOf(send(other.secretary, route), 404)
  })

  test('a plan that is being written says what it still wants, and where it departs from the vote', async () => {
    const { hall, projectIds, department } = delivery
    const { person: _person, ...rest } = planOf({ place: '别处', milestones: [] })
    await ask(department, `PUT ${project(projectIds[1])}/draft`, { plan: rest, from: 0 })
    const { draft } = await ask<{ draft: object }>(hall.presidium, `GET ${project(projectIds[1])}`)
    expect(draft).toMatchObject({
      version: 1,
      differences: [{ field: 'place', from: '全镇', to: '别处' }],
      unfinished: expect.arrayContaining([
        expect.objectContaining({ pointer: '/person' }),
        expect.objectContaining({ pointer: '/milestones' }),
      ]),
    })
    await ask(department, `PUT ${project(projectIds[1])}/draft`, { plan: planOf(), from: 1 })
    const whole = await ask<{ draft: object }>(hall.presidium, `GET ${project(projectIds[1])}`)
    expect(whole.draft).toMatchObject({ differences: [], unfinished: [] })
  })

  test('the daily digest says of a light that it is new on the day on which it comes up, or is about more', async () => {
    const { hall, cycle, projectIds } = delivery
    const newOn = async (on: string) => {
      const { projects } = await ask<Digest>(hall.secretary, `GET /api/pay/digest?cycle=${cycle.id}&on=${on}`)
      const alarms = projects.find(({ id }) => id === projectIds[0])?.alarms ?? []
      return alarms.map(({ kind, light, isNew }) => `${kind} ${light}${isNew ? ' new' : ''}`).toSorted()
    }
    // The report of April is due until the 10th of May, that of May until the 10th of June.
    expect(await newOn('2026-05-10')).toEqual(['moneyAhead red', 'noEvidence red'])
    expect(await newOn('2026-05-11')).toEqual(['moneyAhead red', 'noEvidence red', 'silent yellow new'])
    expect(await newOn('2026-05-12')).toEqual(['moneyAhead red', 'noEvidence red', 'silent yellow'])
    expect(await newOn('2026-06-11')).toEqual(['moneyAhead red', 'noEvidence red', 'silent red new'])
    expect(await newOn('2026-07-11')).toEqual(['moneyAhead red', 'noEvidence red', 'silent red new'])
    expect(await newOn('2026-07-12')).toEqual(['moneyAhead red', 'noEvidence red', 'silent red'])
  })

  test('the daily digest goes on with the year that was voted on while the next one is being prepared', async () => {
    const { hall, cycle } = delivery
    const rule = { ...(await ask<{ rule: object }>(hall.secretary, `GET ${cycle.path}`)).rule }
    await ask(hall.secretary, 'POST /api/order/cycles', { year: 2099, rule }, 201)
    const digest = await ask<{ cycleId: string; projects: object[] }>(hall.secretary, 'GET /api/pay/digest')
    expect(digest.cycleId).toBe(cycle.id)
    expect(digest.projects).toHaveLength(2)
  })
})
