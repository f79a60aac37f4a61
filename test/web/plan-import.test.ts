/** The secretary imports a year's plans from one sheet: looked at before anything is sent, and drafts afterwards. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { zh as board } from '../../src/web/staff/delivery/strings.zh.ts'
import { zh as people } from '../../src/web/staff/people/strings.zh.ts'
import { en } from '../../src/web/staff/plan-import/strings.en.ts'
import { HEADINGS } from '../../src/web/staff/plan-import/plan-sheet.ts'
import { zh } from '../../src/web/staff/plan-import/strings.zh.ts'
import { en as shell } from '../../src/web/staff/strings.en.ts'
import { zh as sheets } from '../../src/web/staff/sheets/strings.zh.ts'
import { ask } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { CARRIED } from '../support/cycles.ts'
import { project, readProject } from '../support/delivery.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'

const { browser } = await launchBrowser()

const LOOKS = {
  fullPage: true,
  sizes: [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ],
}
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const LINES = [
  ['路灯', '节点', '设计', '30', '2026-04-30', ''],
  ['路灯', '节点', '施工', '70', '2026-10-31', ''],
  ['路灯', '预算', '=1+1', '', '', '120,000.00'],
  ['路灯', '资金来源', '县级财政', '', '', '120000'],
  ['路灯', '验收标准', '全部亮灯', '', '', ''],
  ['路灯', '责任人', '王主任', '', '', ''],
]

describe.runIf(browser !== undefined)('plans out of a sheet', { timeout: 120_000 }, () => {
  let served: ServedDelivery
  let desk: Tablet

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', '水渠'] })
    desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(20_000)
    const [name = '', value = ''] = (served.hall.secretary.cookie ?? '').split('=')
    await desk.context.addCookies([{ name, value, url: served.url }])
    await desk.page.goto(`${served.url}/staff#/plans/${served.cycle.id}`)
  }, 120_000)
  afterAll(async () => {
    await desk.context.close()
    await served.close()
  })

  const choose = async (lines: readonly (readonly string[])[]): Promise<void> => {
    const cells = [[...HEADINGS], ...lines].map((row) => row.map((value) => ({ type: String, value })))
    const buffer = await writeXlsxFile(cells).toBuffer()
    await desk.page.getByLabel(sheets.file).setInputFiles({ name: '计划.xlsx', mimeType: XLSX, buffer })
  }

  test('a wrong row is named, and nothing is sent until it is put right', async () => {
    const { page } = desk
    await choose([
      ...LINES,
      ['凉亭', '节点', '设计', '30', '2026-04-30', ''],
      ['路灯', '预算', '安装', '', '', '很多'],
    ])
    const wrong = page.getByRole('alert').getByRole('listitem')
    await wrong
      .filter({ hasText: sheets.row(8) })
      .getByText(zh.problems.unknownProject)
      .waitFor()
    await wrong
      .filter({ hasText: sheets.row(9) })
      .getByText(zh.problems.noAmount)
      .waitFor()
    const doIt = page.getByRole('button', { name: zh.doIt(6), exact: true })
    expect(await doIt.getAttribute('aria-disabled')).toBe('true')
    expect(await inspect(page, 'plan-import-wrong', LOOKS)).toEqual([])
    expect((await readProject(served.department, served.projectIds[0])).draft).toBeNull()
  })

  test('a right one becomes a draft that the presidium can approve, and replaces what was there', async () => {
    const { page } = desk
    const [lamps] = served.projectIds
    const before = { plan: { person: '李主任' }, from: 0 }
    await ask(served.department, `PUT ${project(lamps)}/draft`, before)
    await choose(LINES)
    await page.getByRole('cell', { name: '=1+1' }).waitFor()
    expect(await inspect(page, 'plan-import', LOOKS)).toEqual([])
    await page.getByRole('button', { name: zh.doIt(6), exact: true }).click()
    await page.getByText(zh.imported(6)).waitFor()
    const { draft } = await readProject(served.department, lamps)
    expect(draft).toMatchObject({
      version: 2,
      plan: { person: '王主任', budget: [{ name: '=1+1', fen: 120_000_00 }] },
    })
    const approval = { ...CARRIED, draftVersion: 2, decidedOn: '2026-03-05' }
    await ask(served.hall.presidium, `POST ${project(lamps)}/plan`, approval, 201)
    // What is approved is not imported any more.
    await page.reload()
    await choose(LINES.slice(0, 1))
    await page.getByRole('alert').getByText(zh.problems.planned).waitFor()
  })

  test('where every plan is approved there is nothing to import', async () => {
    const { page } = desk
    const [, canal] = served.projectIds
    await page.reload()
    await choose(LINES.map(([, ...rest]) => ['水渠', ...rest]))
    await page.getByRole('button', { name: zh.doIt(6), exact: true }).click()
    await page.getByText(zh.imported(6)).waitFor()
    const approval = { ...CARRIED, draftVersion: 1, decidedOn: '2026-03-05' }
    await ask(served.hall.presidium, `POST ${project(canal)}/plan`, approval, 201)
    await page.goto(`${served.url}/staff?lang=en#/plans/${served.cycle.id}`)
    await page.getByText(en.none).waitFor()
    expect(await inspect(page, 'plan-import-none', LOOKS)).toEqual([])
    // A department does not get here.
    const [name = '', value = ''] = (served.department.cookie ?? '').split('=')
    await desk.context.addCookies([{ name, value, url: served.url }])
    await page.reload()
    await page.getByRole('heading', { name: shell.nowhere.heading }).waitFor()
  })

  test('the office is told when nobody could report for a unit', async () => {
    const { page } = desk
    const { secretary } = served.hall
    const [name = '', value = ''] = (secretary.cookie ?? '').split('=')
    await desk.context.addCookies([{ name, value, url: served.url }])
    await page.goto(`${served.url}/staff#/project/${present(served.projectIds[0])}`)
    await page.getByRole('heading', { name: '路灯', exact: true }).waitFor()
    const told = page.getByText(board.noAccount.text('镇政府'))
    expect(await told.count()).toBe(0)
    await ask(secretary, `PATCH /api/people/staff/${served.department.staffId}`, { active: false })
    await page.reload()
    await told.waitFor()
    expect(await inspect(page, 'project-no-account', LOOKS)).toEqual([])
    await page.getByRole('link', { name: board.noAccount.make }).click()
    await page.getByRole('heading', { name: people.staff.heading, exact: true }).waitFor()
  })
})
