/** 验单 on the console: one page leads to everything by which a year is inspected, and says where it stands. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../src/web/staff/inspection/strings.en.ts'
import { zh } from '../../src/web/staff/inspection/strings.zh.ts'
import { zh as duties } from '../../src/web/staff/duties/strings.zh.ts'
import { zh as meeting } from '../../src/web/staff/meeting/strings.zh.ts'
import { zh as questions } from '../../src/web/staff/questions/strings.zh.ts'
import { zh as sittings } from '../../src/web/staff/sittings/strings.zh.ts'
import { zh as supervision } from '../../src/web/staff/supervision/strings.zh.ts'
import { zh as report } from '../../src/web/staff/year-report/strings.zh.ts'
import { zh as staff } from '../../src/web/staff/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { readCycle } from '../support/cycles.ts'
import { signInAgain } from '../support/delivery.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { LOOKS } from './at-the-unit.ts'

const { browser } = await launchBrowser()

describe.runIf(browser !== undefined)('the page of a year’s inspection', { timeout: 120_000 }, () => {
  let served: ServedDelivery
  let year = 0

  const deskOf = async (person: Person, language = 'zh'): Promise<Tablet> => {
    const desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(30_000)
    const [name = '', ...value] = present(person.cookie).split('=')
    await desk.context.addCookies([{ name, value: value.join('='), url: served.url }])
    await desk.page.goto(`${served.url}/staff?lang=${language}#/`)
    return desk
  }

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', '水渠'] })
    year = (await readCycle(served.hall, served.cycle)).year
    const [lead] = served.hall.assembly.deputyIds
    const at = `/api/inspect/cycles/${served.cycle.id}`
    const projectId = present(served.projectIds[0])
    const group = { leadId: lead, memberIds: [] }
    await ask(served.hall.secretary, `PUT ${at}/projects/${projectId}/group`, group)
    const plan = { projectId, day: '2026-03-05', place: '北街', purpose: '看灯杆', deputyIds: [lead] }
    await ask(served.hall.secretary, `PUT ${at}/visits/planned/plan`, { plan, from: null })
    served.clock.advance(86_400)
    await signInAgain(served.hall.presidium)
  }, 120_000)
  afterAll(() => served.close())

  test('is one press away, and leads on', async () => {
    const { page, context, faults } = await deskOf(served.hall.presidium)
    await page.getByRole('navigation', { name: staff.nav.label }).getByText(staff.nav.inspection).click()
    await page.getByRole('heading', { level: 1, name: zh.heading(year) }).waitFor()
    const first = page.getByRole('listitem').filter({ hasText: zh.supervision.title })
    expect(await first.innerText()).toContain(zh.supervision.groups(1, 2))
    expect(await first.innerText()).toContain(zh.supervision.visits(0, 1))
    expect(await first.innerText()).toContain(zh.overdue(1))
    expect(await inspect(page, 'inspection', LOOKS)).toEqual([])
    expect(await page.getByRole('list').last().getByRole('link').allInnerTexts()).toEqual([
      zh.supervision.title,
      zh.questions.title,
      zh.sittings.title,
      zh.undertakings.title,
      zh.satisfaction.title,
      zh.duties.title,
      zh.report.title,
    ])
    await page.getByRole('link', { name: zh.duties.title }).click()
    await page.waitForURL(/#\/duties\//)
    await page.goBack()
    await page.getByRole('link', { name: zh.report.title }).click()
    await page.waitForURL(/#\/year-report\//)
    await page.goBack()
    await page.getByRole('link', { name: zh.satisfaction.title }).click()
    await page.waitForURL(/#\/satisfaction\//)
    expect(faults).toEqual([])
    await context.close()
  })

  test('is read by a unit, too, except for the ceremony', async () => {
    await signInAgain(served.department)
    const { page, context, faults } = await deskOf(served.department)
    const nav = page.getByRole('navigation', { name: staff.nav.label })
    await nav.getByRole('link', { name: staff.nav.inspection }).click()
    await page.getByRole('heading', { level: 1, name: zh.heading(year) }).waitFor()
    expect(await nav.locator('[aria-current]').allInnerTexts()).toEqual([staff.nav.inspection])
    expect(await inspect(page, 'inspection-unit', LOOKS)).toEqual([])
    const areas = page.getByRole('list').last()
    expect(await areas.getByRole('link').allInnerTexts()).not.toContain(zh.satisfaction.title)
    const heads: readonly (readonly [string, string])[] = [
      [zh.supervision.title, supervision.supervision.heading(year)],
      [zh.sittings.title, sittings.heading(year)],
      [zh.undertakings.title, supervision.undertakings.heading(year)],
      [zh.questions.title, questions.heading(year)],
      [zh.duties.title, duties.heading(year)],
      [zh.report.title, report.heading(year)],
    ]
    for (const [area, heading] of heads) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      await areas.getByRole('link', { name: area }).click()
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      // oxlint-disable-next-line no-await-in-loop
      await page.goBack()
    }
    expect(faults).toEqual([])
    await context.close()
  })

  describe('whose service does not answer', () => {
    let desk: Tablet

    beforeAll(async () => {
      desk = await deskOf(served.hall.presidium)
      await desk.page.getByRole('navigation', { name: staff.nav.label }).waitFor()
    })
    afterAll(() => desk.context.close())

    test.each([
      ['supervision', supervision.failed],
      ['undertakings', supervision.failed],
      ['questions', questions.failed],
      ['sittings', sittings.failed],
      ['duties', duties.failed],
      ['year-report', report.failed],
      ['satisfaction', meeting.judging.failed],
    ])('says that %s cannot be read, and reads it once it can', async (at, heading) => {
      const { page } = desk
      const title = page.getByRole('heading', { level: 1 })
      await page.route('**/api/inspect/**', (route) => route.abort())
      await page.goto(`${served.url}/staff?lang=zh#/${at}/${served.cycle.id}`)
      await expect.poll(() => title.innerText()).toBe(heading)
      await page.unroute('**/api/inspect/**')
      await page.getByRole('button', { name: staff.retry }).click()
      await expect.poll(() => title.innerText()).toContain(String(year))
    })

    test('in a place that is heard, and looks as the others do', async () => {
      const { page } = desk
      await page.route('**/api/inspect/**', (route) => route.abort())
      await page.goto(`${served.url}/staff?lang=zh#/duties/${served.cycle.id}`)
      await page.getByRole('alert').filter({ hasText: staff.unreachable }).waitFor()
      expect(await inspect(page, 'inspection-failed', LOOKS)).toEqual([])
    })
  })

  test('says so where nothing was chosen yet, in English too', async () => {
    const { secretary } = await served.app.newAssembly({ deputies: 1 })
    const { page, context, faults } = await deskOf(secretary, 'en')
    await page.goto(`${served.url}/staff?lang=en#/inspection`)
    await page.getByText(en.noYear).waitFor()
    expect(await inspect(page, 'inspection-none', LOOKS)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })
})
