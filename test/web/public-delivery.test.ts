/** The public page's progress of the projects, on a phone, by keyboard and in both languages. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCase, type Case } from '../../src/cli/case.ts'
import { done } from '../../src/cli/client.ts'
import { furnishHall, type Hall } from '../../src/cli/hall.ts'
import { runYear, type Year } from '../../src/cli/year.ts'
import { parseConfig } from '../../src/config.ts'
import { systemRandom } from '../../src/context.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer } from '../../src/server.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { loadsOf, readAsset } from '../support/bundles.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import { present } from '../support/present.ts'

const { browser } = await launchBrowser()

const TAIHE = path.join(import.meta.dirname, '../cases/taihe-2020.json')
const PHONE = { width: 360, height: 780 }
const SIZES = [PHONE, { width: 1280, height: 900 }]

interface Served {
  readonly url: string
  readonly hall: Hall
  readonly year: Year
  close(): Promise<void>
}

/** Taihe's projects, chosen by three deputies: the vote itself is told by other tests. */
async function serve(change: Partial<Case> = {}): Promise<Served> {
  const taihe = await readCase(TAIHE)
  const assembly = { ...taihe.assembly, deputies: 3, present: 3 }
  const ballots = [1, 2, 3].map(() => [0, 1, 2, 5, 6])
  const theCase: Case = {
    ...taihe,
    contacts: undefined,
    inspect: undefined,
    expect: undefined,
    assembly,
    ballots,
    ...change,
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-progress-'))
  const config = {
    ...parseConfig({ DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: '0' }),
    passwordCost: QUICK_PASSWORDS,
  }
  const server = await startServer({ config, log: silentLog })
  const hall = await furnishHall({
    url: server.url,
    operatorCode: await operatorCode(config),
    assembly: { name: assembly.name, level: assembly.level },
    random: systemRandom,
    now: () => new Date(),
  })
  const say = { stage() {}, line() {}, progress() {} }
  const year = await runYear(theCase, { hall, pool: server.ctx.proofs, say })
  return {
    url: server.url,
    hall,
    year,
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function withPage(work: (page: Page, faults: readonly string[]) => Promise<void>): Promise<void> {
  const { context, page, faults } = await newTablet(browser as Browser)
  page.setDefaultTimeout(30_000)
  await page.setViewportSize(PHONE)
  try {
    await work(page, faults)
  } finally {
    await context.close()
  }
}

const LATE = '老旧小区电动车充电位建设'
const CHANGED = '农村生活污水处理设施提升'
const OVER_PAID = '村道路灯亮化'

function ofDelivery(name: string): boolean {
  return readAsset(name).includes('加权进度')
}

test('what follows the projects is loaded only when there are some', () => {
  const { atOnce, later } = loadsOf('index.html')
  expect(atOnce.filter(ofDelivery)).toEqual([])
  expect(later.some(ofDelivery)).toBe(true)
})

describe.skipIf(browser === undefined)('the progress of the projects', { timeout: 180_000 }, () => {
  let served: Served
  let ids: ReadonlyMap<string, string>

  beforeAll(async () => {
    served = await serve()
    const { pay } = served.hall.secretary.client.api
    const param = { id: present(served.year.cycleId) }
    const { projects } = await done(pay.cycles[':id'].projects.$get({ param, query: {} }))
    ids = new Map(projects.map(({ id, name }) => [name, id]))
    // One more change, which nobody has decided yet.
    const late = present(ids.get(LATE))
    const { plan } = await done(pay.projects[':id'].$get({ param: { id: late }, query: {} }))
    const json = {
      baseVersion: 1,
      plan: { ...present(plan), place: '6个老旧小区' },
      reason: '再加一个小区。',
    }
    await done(pay.projects[':id'].changes[':changeId'].$put({ param: { id: late, changeId: 'c-1' }, json }))
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  test('each project has its light in words with the reasons, its figures, its newest picture and what differs', async () => {
    await withPage(async (page, faults) => {
      await page.goto(served.url)
      const section = page.getByRole('region', { name: '项目进度' })
      const projects = section.locator('.project')
      await projects.first().waitFor()
      expect(await projects.getByRole('heading', { level: 4 }).allTextContents()).toEqual([...ids.keys()])
      expect(await section.locator('.light').allTextContents()).toEqual([
        '红灯：督办',
        '绿灯：正常',
        '红灯：督办',
        '绿灯：正常',
        '绿灯：正常',
      ])
      await section.getByText(/截至 \d{4}-\d\d-\d\d：红灯：督办 2 项，绿灯：正常 3 项。/).waitFor()
      const late = projects.filter({ hasText: LATE })
      await late.getByText('节点“完工自检”应于 2020-10-31 完成，现为 0%。').waitFor()
      await late.getByText('主席团须在').first().waitFor()
      await late.getByText('加权进度 75%').waitFor()
      const changed = projects.filter({ hasText: CHANGED })
      await changed.getByText('金额：票决时 420 万元，现为 453.6 万元（2020-07-03 起）').waitFor()
      await changed.getByText('支付 453.6 万元 占预算 100%').waitFor()
      const overPaid = projects.filter({ hasText: OVER_PAID })
      await overPaid.getByText('已支付 100.94 万元，超过预算 98 万元').waitFor()
      await overPaid.getByText('支付 100.94 万元 占预算 103%').waitFor()
      // Pictures are there, have words, and open whole.
      const picture = overPaid.getByRole('img').first()
      expect(await picture.getAttribute('alt')).toBe('完工自检完成（示意图）')
      await picture.scrollIntoViewIfNeeded()
      await expect
        .poll(() =>
          page.evaluate("[...document.querySelectorAll('.picture img')].some((img) => img.naturalWidth > 0)"),
        )
        .toBe(true)
      const href = await overPaid.locator('a.picture').first().getAttribute('href')
      const full = await page.request.get(new URL(present(href), served.url).href)
      expect(full.headers()['content-type']).toBe('image/jpeg')
      expect([
        ...(await inspect(page, 'public-delivery-board', { fullPage: true, sizes: SIZES })),
        ...faults,
      ]).toEqual([])
    })
  })

  test('opened by keyboard it shows the vote beside the plan, and every change with its reason and decision', async () => {
    await withPage(async (page, faults) => {
      await page.goto(served.url)
      const changed = page.locator('.project').filter({ hasText: CHANGED })
      const summary = changed.locator('summary').filter({ hasText: '计划、报告和变更' })
      await summary.focus()
      await page.keyboard.press('Enter')
      const amount = changed.getByRole('row', { name: /^金额/ })
      await amount.waitFor()
      expect(await amount.getByRole('cell').allTextContents()).toEqual(['420 万元', '453.6 万元 不同'])
      await changed.getByText('第 2 版，2020-07-03 起').waitFor()
      await changed.getByText('主要材料涨价，按实际工程量调整投资额。').waitFor()
      await changed.getByText('人大办同意：').waitFor()
      await changed.getByText('主席团 2020-07-03 表决：赞成 9，反对 0，弃权 0。').waitFor()
      await changed.getByRole('heading', { name: '验收 2020-12-30' }).waitFor()
      // Twelve months, three of them open.
      expect(
        await changed
          .locator('h6:visible')
          .filter({ hasText: /^2020年\d+月$/ })
          .count(),
      ).toBe(3)
      await changed.getByText('更早的报告（9 期）').press('Enter')
      expect(
        await changed
          .locator('h6:visible')
          .filter({ hasText: /^2020年\d+月$/ })
          .count(),
      ).toBe(12)
      // Who was paid, and by which voucher, is not for the public.
      const text = await page.locator('body').innerText()
      for (const hidden of ['中标单位', '付款-', '合同-', '变更论证材料', '完工资料'])
        expect(text).not.toContain(hidden)
      expect([
        ...(await inspect(page, 'public-delivery-changed', { fullPage: true, sizes: SIZES })),
        ...faults,
      ]).toEqual([])
      // The address can be passed on.
      expect(new URL(page.url()).hash).toBe(`#project/${ids.get(CHANGED)}`)
      await summary.press('Enter')
      await expect.poll(() => new URL(page.url()).hash).toBe('')
    })
  })

  test('an address opens its project, also in English, with the change that nobody has decided yet', async () => {
    await withPage(async (page, faults) => {
      await page.goto(`${served.url}/?lang=en#project/${ids.get(LATE)}`)
      const late = page.locator('.project').filter({ hasText: LATE })
      await late.getByText('waits for the office’s opinion').waitFor()
      await late.getByText('place: planned 玄真社区等5个老旧小区, to become 6个老旧小区').waitFor()
      await late.getByText('The presidium decides.').waitFor()
      await late.getByText('3 of 3 deputies voted for it.').waitFor()
      expect(await page.locator('.project > details[open]').count()).toBe(1)
      await expect
        .poll(async () => {
          const top = (await late.boundingBox())?.y ?? PHONE.height
          return top < PHONE.height
        })
        .toBe(true)
      expect(await page.locator('main').innerText()).not.toMatch(/加权进度|节点逾期|红灯/)
      // Somebody follows a link to another one.
      await page.evaluate(`location.hash = 'project/${ids.get(OVER_PAID)}'`)
      const overPaid = page.locator('.project').filter({ hasText: OVER_PAID })
      await overPaid.getByText('Sent back').waitFor()
      expect([
        ...(await inspect(page, 'public-delivery-en', { fullPage: true, sizes: SIZES })),
        ...faults,
      ]).toEqual([])
    })
  })

  test('what cannot be read is said, and read again', async () => {
    await withPage(async (page) => {
      let fails = true
      await page.route('**/api/pay/**', (route) => (fails ? route.abort() : route.continue()))
      await page.goto(served.url)
      const section = page.getByRole('region', { name: '项目进度' })
      await section.getByRole('alert').waitFor()
      fails = false
      await section.getByRole('button', { name: '再读一次' }).click()
      await section.getByRole('heading', { name: CHANGED }).waitFor()
      expect(await section.getByRole('alert').count()).toBe(0)
    })
  })
})

describe.skipIf(browser === undefined)('a year whose plans are still to come', { timeout: 180_000 }, () => {
  test('says that no plan holds, and shows what was voted', async () => {
    const { browser: own } = await launchBrowser()
    const served = await serve({ year: 2099 })
    const { context, page, faults } = await newTablet(own as Browser)
    try {
      await page.goto(served.url)
      const section = page.getByRole('region', { name: '项目进度' })
      await section.getByText('还没有实施计划 5 项').waitFor()
      const first = section.locator('.project').first()
      await first.getByText('还没有照片').waitFor()
      await first.getByText('实施计划由责任单位编制、主席团通过；通过以后，这里公布进度。').waitFor()
      await first.locator('summary').click()
      expect([
        ...(await inspect(page, 'public-delivery-unplanned', { fullPage: true, sizes: SIZES })),
        ...faults,
      ]).toEqual([])
    } finally {
      await context.close()
      await own?.close()
      await served.close()
    }
  })
})
