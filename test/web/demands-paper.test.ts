/** The desk for demands on paper and on a phone: what is printed, and what is folded away. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { systemNewId, today } from '../../src/context.ts'
import { en } from '../../src/web/staff/demands/strings.en.ts'
import { zh } from '../../src/web/staff/demands/strings.zh.ts'
import { en as sheets } from '../../src/web/staff/sheets/strings.en.ts'
import { artefact, inspect, launchBrowser, type Tablet } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk } from './at-the-desk.ts'
import { pagesIn } from './at-the-teller.ts'

const { browser } = await launchBrowser()
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 800 }
const TODAY = today({ now: () => new Date() })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe.runIf(browser !== undefined)('the desk for demands, on paper and on a phone', () => {
  let served: ServedHall
  let desk: Tablet
  let demandId: string
  const page = () => desk.page

  /** How many times the page has asked the browser to print. */
  const asked = (): Promise<number> => page().evaluate('globalThis.printings')

  async function paper(name: string): Promise<number> {
    const file = artefact(`demands-paper-${name}`).replace('.png', '.pdf')
    return pagesIn(await page().pdf({ path: path.resolve(file), preferCSSPageSize: true }))
  }

  async function onPaper(look: () => Promise<void>): Promise<void> {
    await page().emulateMedia({ media: 'print' })
    await look().finally(() => page().emulateMedia({ media: null }))
  }

  async function noControls(): Promise<void> {
    for (const role of ['button', 'textbox', 'searchbox', 'combobox', 'checkbox', 'navigation'] as const)
      expect(await page().getByRole(role).count(), role).toBe(0)
  }

  beforeAll(async () => {
    served = await serveHall()
    const { api } = served.hall.secretary.client
    const paths = [
      ['南片', '玄真社区', '第一网格'],
      ['北片', '飞水村'],
    ]
    await done(api.intake.grids.$post({ json: { grids: paths.map((way) => ({ path: way })) } }))
    const { grids } = await done(api.intake.grids.$get())
    const gridId = present(grids.find(({ name }) => name === '第一网格')).id
    await done(api.intake.stations.$post({ json: { name: '玄真社区联络站', place: '玄真路1号', gridId } }))
    const { stations } = await done(api.intake.stations.$get())
    const { deputies } = await done(api.people.deputies.$get())
    demandId = systemNewId()
    await done(
      api.intake.contacts[':id'].$put({
        param: { id: systemNewId() },
        json: {
          channel: 'reception',
          heldOn: TODAY,
          stationId: present(stations[0]).id,
          deputyIds: deputies.slice(0, 2).map(({ id }) => id),
          residents: 6,
          note: '下雨，来的人少。',
          demands: [
            {
              id: demandId,
              category: '交通出行',
              text: `玄真路口没有红绿灯，孩子上学危险。${'早晚车多，路又窄，老人也不敢过。'.repeat(6)}`,
              gridId,
              resident: { name: '周某', phone: '13800000000' },
            },
          ],
        },
      }),
    )
    await done(
      api.intake.demands.import.$post({
        json: {
          demands: Array.from({ length: 70 }, (_, i) => ({
            id: systemNewId(),
            category: ['供水', '养老', '环境卫生'][i % 3] as string,
            text: `第${i + 1}户的自来水常停。`,
            gridId: present(grids.find(({ name }) => name === '飞水村')).id,
            takenOn: TODAY,
            channel: 'visit' as const,
          })),
        },
      }),
    )
    await done(
      api.intake.demands[':id'].assign.$post({
        param: { id: demandId },
        json: { unit: '县交通局', dueOn: `${new Date().getFullYear() + 1}-01-15` },
      }),
    )
    await done(
      api.intake.demands[':id'].answer.$post({
        param: { id: demandId },
        json: { text: '红绿灯已经列入计划，\n年底前装好。' },
      }),
    )
    desk = await atDesk(browser!, served, 'secretary', '#/demands')
    page().setDefaultTimeout(15_000)
    await page().evaluate('globalThis.printings = 0; globalThis.print = () => { globalThis.printings += 1 }')
  })
  afterAll(() => served.close())

  test('the list is printed whole, under what was looked for', async () => {
    await page().getByText(zh.list.shown(50, false)).waitFor()
    await onPaper(async () => {
      await page().getByText(zh.list.isAll).waitFor()
      await noControls()
    })
    await button(page(), zh.list.print(1000)).click()
    await page().getByText(zh.list.shown(71, true)).waitFor()
    await expect.poll(asked).toBe(1)
    expect(await paper('list')).toBeGreaterThan(1)

    await page().getByLabel(zh.list.search, { exact: true }).fill('自来水')
    await page().getByText(zh.list.shown(50, false)).waitFor()
    await page().getByLabel(zh.list.category).selectOption('供水')
    await page().getByLabel(zh.list.grid).selectOption({ label: '　飞水村' })
    await page().getByText(zh.list.shown(24, true)).waitFor()
    const filters = ['查找：自来水', '类别：供水', '网格（含下级）：北片 › 飞水村'].join('；')
    expect(await page().getByText(filters).isVisible()).toBe(false)
    await onPaper(async () => {
      await page().getByText(filters).waitFor()
      await page().locator('.paper-heading').getByText('太和镇人民代表大会').waitFor()
    })
    await button(page(), zh.list.print(1000)).click()
    await expect.poll(asked).toBe(2)
    await paper('filtered')
    await button(page(), zh.list.reset).click()
  })

  test('on a phone the filters are folded, and their number stands in the fold', async () => {
    await page().setViewportSize(PHONE)
    await page().getByText(zh.list.folded(0)).waitFor()
    expect(await page().getByLabel(zh.list.category).isVisible()).toBe(false)
    await page().getByText(zh.list.folded(0)).click()
    await page().getByLabel(zh.list.category).selectOption('交通出行')
    await page().getByText(zh.list.folded(1)).waitFor()
    await page().getByLabel(zh.list.channel).selectOption('reception')
    await page().getByText(zh.list.folded(2)).waitFor()
    await page().getByText(zh.list.shown(1, true)).waitFor()
    expect(await inspect(page(), 'demands-unfolded', { sizes: [PHONE] })).toEqual([])
    await page().getByText(zh.list.folded(2)).click()
    expect(await inspect(page(), 'demands-folded', { sizes: [PHONE] })).toEqual([])
    await page().setViewportSize(DESK)
    await page().getByLabel(zh.list.category).waitFor()
    expect(await page().getByText(zh.list.folded(2)).count()).toBe(0)
  })

  test('a demand names the contact that it came from, and is printed with its thread, without who asked', async () => {
    await page().goto(`${served.url}/staff#/demand/${demandId}`)
    await page().getByRole('heading', { name: zh.demand.takenAt.heading }).waitFor()
    for (const text of ['玄真社区联络站', '代表1、代表2', '下雨，来的人少。'])
      await page().getByRole('definition').filter({ hasText: text }).waitFor()
    await page().getByText('13800000000').waitFor()
    expect(await inspect(page(), 'demands-taken-at', { fullPage: true, sizes: [DESK, PHONE] })).toEqual([])
    await button(page(), zh.demand.print).click()
    await expect.poll(asked).toBe(3)
    await onPaper(async () => {
      await page().getByText('红绿灯已经列入计划').waitFor()
      await page().getByText('玄真社区联络站').waitFor()
      expect(await page().getByText('13800000000').isVisible()).toBe(false)
      await noControls()
    })
    expect(await paper('one')).toBe(1)
  })

  test('the figures are printed with their charts, in English too', async () => {
    await page().goto(`${served.url}/staff#/statistics`)
    await page().getByRole('rowheader', { name: zh.statistics.total }).waitFor()
    // A bar for each channel, category and grid.
    expect(await page().locator('svg.bar').count()).toBe(3 + 4 + 5)
    await onPaper(noControls)
    expect(await paper('statistics')).toBe(1)
    await button(page(), 'English').click()
    await page().getByRole('heading', { name: en.statistics.byGrid }).waitFor()
    expect(await inspect(page(), 'demands-statistics-en', { fullPage: true, sizes: [DESK, PHONE] })).toEqual(
      [],
    )
    expect(await paper('statistics-en')).toBe(1)
    await page().evaluate(`location.hash = '#/demand/${demandId}'`)
    await page().getByRole('heading', { name: en.demand.takenAt.heading }).waitFor()
    expect(await inspect(page(), 'demands-taken-at-en', { fullPage: true, sizes: [DESK] })).toEqual([])
    expect(desk.faults).toEqual([])
  })

  test('a sheet to import is read in English', async () => {
    await page().goto(`${served.url}/staff?lang=en#/demands`)
    await page().getByRole('heading', { name: en.list.heading }).waitFor()
    await page().getByText(en.import.heading).click()
    const typed = 'date,channel,category,text\n2016-07-01,visit,教育,要斑马线。\n2016-02-30,door,教育,\n'
    await page()
      .getByLabel(sheets.file)
      .setInputFiles({ name: 'demands.csv', mimeType: 'text/csv', buffer: Buffer.from(typed) })
    const wrong = page()
      .getByRole('listitem')
      .filter({ hasText: sheets.row(3) })
    for (const [column, is] of [
      ['收下日期', 'noDay'],
      ['渠道', 'noChannel'],
      ['内容', 'missing'],
    ] as const)
      await wrong.getByText(en.import.problem(column, is)).waitFor()
    await button(page(), en.import.doIt(1)).scrollIntoViewIfNeeded()
    expect(await inspect(page(), 'demands-import-en', { sizes: [DESK, PHONE] })).toEqual([])
  })
})
