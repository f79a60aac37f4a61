/** Delivery over years: what an earlier one has not finished stays before who watches over it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zh as board } from '../../src/web/staff/delivery/strings.zh.ts'
import { en } from '../../src/web/staff/strings.en.ts'
import { zh } from '../../src/web/staff/strings.zh.ts'
import { type Person } from '../support/app.ts'
import { inspect, launchBrowser } from '../support/browser.ts'
import { decide, fixedCycle, readCycle, startVote } from '../support/cycles.ts'
import { approvePlan, planOf } from '../support/delivery.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'

const { browser } = await launchBrowser()

const SIZES = [
  { width: 390, height: 844 },
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
]

describe.runIf(browser !== undefined)('delivery over years', { timeout: 120_000 }, () => {
  let served: ServedDelivery
  let year = 0
  let deputy: Person

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', '水渠'] })
    const { hall, cycle } = served
    deputy = await hall.assembly.person('deputy', { deputyId: present(hall.assembly.deputyIds[0]) })
    year = (await readCycle(hall, cycle)).year
    // The report of January was due on the 10th of February, and it is the 5th of March.
    await approvePlan(served, served.projectIds[0], planOf(), '2026-01-05')
    const next = await fixedCycle(hall, ['凉亭'], { seats: 1, ratio: '100%' })
    await decide(await startVote(hall, next), [[0], [0], [0]])
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  async function homeOf(who: Person, query = ''): Promise<Page> {
    const context = await browser!.newContext({ reducedMotion: 'reduce', locale: 'zh-CN' })
    const [name = '', ...value] = present(who.cookie).split('=')
    await context.addCookies([{ name, value: value.join('='), url: served.url }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${served.url}/staff${query}`)
    return page
  }

  test('who signs in is reminded of each year that is not over, with a way to it', async () => {
    const words = zh.delivery
    for (const [name, who] of [
      ['secretary', served.hall.secretary],
      ['presidium', served.hall.presidium],
      ['deputy', deputy],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one person after the other
      const page = await homeOf(who)
      const reminder = page.getByRole('region', { name: words.label, exact: true })
      await reminder.getByText(words.lights(0, 0, 1)).waitFor()
      await reminder.getByText(words.unfinished(0, 1, 2)).waitFor()
      expect(await inspect(page, `delivery-years-${name}`, { sizes: SIZES })).toEqual([])
      await reminder.getByRole('link', { name: words.look(year), exact: true }).click()
      await page.getByRole('heading', { name: board.boardHeading(year) }).waitFor()
      await page.getByRole('link', { name: '水渠' }).first().waitFor()
      await page.context().close()
    }
    const english = await homeOf(served.hall.presidium, '?lang=en')
    await english.getByText(en.delivery.unfinished(0, 1, 2)).waitFor()
    await english.context().close()
  })
})
