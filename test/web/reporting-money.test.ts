/** A unit books money, takes an entry back, asks for a change and completes its project, on a phone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliveryWordsZh as delivery } from '../../src/web/shared/delivery-words.zh.ts'
import { zh as board } from '../../src/web/staff/delivery/strings.zh.ts'
import { en } from '../../src/web/staff/reporting/strings.en.ts'
import { zh } from '../../src/web/staff/reporting/strings.zh.ts'
import { ask } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import {
  approvePlan,
  planOf,
  project,
  readProject,
  reportOf,
  sendFile,
  sendReport,
} from '../support/delivery.ts'
import { pdfOf, photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { WORDS } from './at-the-desk.ts'
import { button, label, LOOKS, loseAnswer, phoneAt, signInUnit } from './at-the-unit.ts'

const { browser } = await launchBrowser()

const MONEY = '**/money/*'

const tab = (page: Page, name: keyof typeof zh.tabs) =>
  page.getByRole('group', { name: zh.work }).getByRole('button', { name: zh.tabs[name] })
/** Without what stands below it for everybody who reads. */
const own = (page: Page) => page.locator('.reporting').first()
/** What is booked stands once, below: folded on a phone. */
const books = (page: Page) => page.getByRole('region', { name: board.accounts.entries, exact: true })
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

describe.runIf(browser !== undefined)('a project under way', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let phone: Tablet
  let id = ''

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯'] })
    id = present(served.projectIds[0])
    await approvePlan(served, id, planOf(), '2026-02-05')
    await sendReport(served.department, id, '2026-02')
    phone = await phoneAt(browser!, served)
    await signInUnit(phone.page, served)
    await phone.page.getByRole('link', { name: '路灯' }).click()
    await phone.page.getByRole('heading', { name: zh.report.heading }).waitFor()
  }, 120_000)
  afterAll(async () => {
    await phone.context.close()
    await served.close()
  })

  const read = () => readProject(served.department, id)

  test('has its money booked to the fen, with its voucher, once', async () => {
    const { page } = phone
    await tab(page, 'money').click()
    await books(page).getByText(board.accounts.noneYet, { exact: true }).waitFor()
    await label(page, zh.money.amount).fill('0.005')
    await page.getByText(zh.money.amountWrong).first().waitFor()
    await label(page, zh.money.amount).fill('12345.67')
    await page.getByText(zh.money.amountIs('1.234567 万元')).waitFor()
    await label(page, zh.money.line).selectOption({ label: '安装' })
    await page.getByText(zh.money.ofLine('2 万元', '0 万元')).waitFor()
    await label(page, zh.money.party.paid).fill('某某照明公司')
    await label(page, zh.money.voucher).fill('付-2026-7')
    await page
      .getByRole('group', { name: zh.files.of(zh.money.file), exact: true })
      .getByLabel(zh.files.documents)
      .setInputFiles([
        { name: '发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf('invoice')) },
      ])
    await own(page).getByText('发票', { exact: true }).waitFor()
    expect(await inspect(page, 'reporting-money-form', LOOKS)).toEqual([])
    // The answer is lost, and nothing else is heard: pressed again, it is the same entry.
    const reading = new RegExp(`/api/pay/projects/${id}(\\?|$)`)
    await page.route(reading, (route) => route.abort())
    await loseAnswer(page, MONEY)
    await button(page, zh.money.book).click()
    await page.getByRole('alert').getByText(WORDS.zh.unreachable, { exact: true }).waitFor()
    await page.unroute(MONEY)
    await button(page, zh.money.book).click()
    await page.getByText(zh.money.booked(delivery.money.paid, '12,345.67')).waitFor()
    await page.unroute(reading)
    await button(page, zh.money.see(1)).click()
    expect(await page.evaluate('document.activeElement.id')).toBe('entries')
    await rowOf(page, '某某照明公司').getByText('1.234567 万元', { exact: true }).waitFor()
    expect(await rowOf(page, '某某照明公司').count()).toBe(1)
    const { entries, money, files } = await read()
    expect(entries).toMatchObject([
      {
        kind: 'paid',
        lineId: 'b2',
        fen: 1_234_567,
        bookedOn: '2026-03-05',
        party: '某某照明公司',
        voucher: '付-2026-7',
      },
    ])
    expect(money.paidFen).toBe(1_234_567)
    expect(files.map(({ sha256 }) => sha256)).toEqual([entries[0]?.voucherFile])
    // The next one begins anew.
    expect(await label(page, zh.money.amount).inputValue()).toBe('')
  })

  test('sees by itself that an entry has arrived, and takes what was typed since for another', async () => {
    const { page } = phone
    const book = async (voucher: string): Promise<void> => {
      await label(page, zh.money.kind).selectOption('allocated')
      await label(page, zh.money.amount).fill('50000')
      await label(page, zh.money.party.allocated).fill('县财政局')
      await label(page, zh.money.voucher).fill(voucher)
      await button(page, zh.money.book).click()
    }
    await loseAnswer(page, MONEY)
    await book('拨-1')
    await page.getByText(zh.money.booked(delivery.money.allocated, '50,000')).waitFor()
    await page.unroute(MONEY)
    expect((await read()).money.allocatedFen).toBe(50_000_00)

    // Lost, and changed before anything was heard: what stands in the books is shown first.
    const reading = new RegExp(`/api/pay/projects/${id}(\\?|$)`)
    await page.route(reading, (route) => route.abort())
    await loseAnswer(page, MONEY)
    await book('拨-2')
    await page.getByRole('alert').getByText(WORDS.zh.unreachable, { exact: true }).waitFor()
    await page.unroute(MONEY)
    await label(page, zh.money.voucher).fill('拨-3')
    await page.unroute(reading)
    await page.getByText(zh.money.taken).waitFor()
    await rowOf(page, '拨-2').waitFor()
    await button(page, zh.money.book).click()
    await rowOf(page, '拨-3').waitFor()
    const vouchers = (await read()).entries.map(({ voucher }) => voucher)
    expect(vouchers.toSorted()).toEqual(['付-2026-7', '拨-1', '拨-2', '拨-3'])
  })

  test('has an entry taken back with a reason, and both stay', async () => {
    const { page } = phone
    await rowOf(page, '拨-2').getByRole('button').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(zh.money.reverseText('50,000')).waitFor()
    expect(await inspect(page, 'reporting-reverse', { sizes: LOOKS.sizes })).toEqual([])
    await dialog.getByLabel(zh.money.reason).fill('重复记了一笔')
    await dialog.getByRole('button', { name: zh.money.reverse }).click()
    await dialog.waitFor({ state: 'detached' })
    await books(page).getByText(board.accounts.reversed, { exact: true }).waitFor()
    await rowOf(page, '重复记了一笔').getByText('−5 万元', { exact: true }).waitFor()
    expect(await inspect(page, 'reporting-money', LOOKS)).toEqual([])
    expect((await read()).money).toMatchObject({ allocatedFen: 100_000_00, paidFen: 1_234_567 })
  })

  test('has a change asked for in the form of its plan, shown against the vote, and withdrawn', async () => {
    const { page } = phone
    await tab(page, 'change').click()
    await page.getByText(zh.change.asHeld).waitFor()
    expect(await button(page, zh.change.send).getAttribute('aria-disabled')).toBe('true')
    await label(page, delivery.parts.place).fill('全镇和河边')
    const row = (list: 'budget' | 'sources', n: number) =>
      page.getByRole('group', { name: zh.plan.row(list, n), exact: true })
    await own(page)
      .getByText(delivery.difference({ field: 'place', from: '全镇', to: '全镇和河边' }))
      .waitFor()
    await own(page).getByText(zh.change.decides.presidium).waitFor()
    await row('budget', 1).getByLabel(zh.plan.amount).fill('15')
    await page.getByText(zh.plan.lacks.sourcesSum).waitFor()
    await row('sources', 1).getByLabel(zh.plan.amount).fill('12')
    // 17 instead of 12: more than the share that the presidium may decide on.
    await own(page)
      .getByText(delivery.difference({ field: 'amount', from: '12000000', to: '17000000' }))
      .waitFor()
    await own(page).getByText(zh.change.decides.congress).waitFor()
    await label(page, zh.change.reason).fill('河边也要照亮。')
    await page
      .getByRole('group', { name: zh.files.of(zh.change.evidence), exact: true })
      .getByLabel(zh.files.documents)
      .setInputFiles([
        { name: '会议纪要.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf('minutes')) },
      ])
    await own(page).getByText('会议纪要', { exact: true }).waitFor()
    await page.reload()
    await tab(page, 'change').click()
    expect(await label(page, zh.change.reason).inputValue()).toBe('河边也要照亮。')
    expect(await inspect(page, 'reporting-change', LOOKS)).toEqual([])
    await button(page, zh.change.send).click()
    await page.getByText(`${zh.change.sent} ${zh.change.decides.congress}`).waitFor()
    await own(page).getByText(zh.change.states.asked).waitFor()
    expect(await inspect(page, 'reporting-change-asked', LOOKS)).toEqual([])
    expect((await read()).changes).toMatchObject([
      {
        state: 'asked',
        decidedBy: 'congress',
        reason: '河边也要照亮。',
        evidence: [{ title: '会议纪要' }],
        plan: { place: '全镇和河边' },
        changedParts: ['place', 'budget', 'sources'],
      },
    ])
    const opinion = { supports: true, text: '情况属实。' }
    const asked = present((await read()).changes[0]).id
    await ask(served.hall.secretary, `POST ${project(id)}/changes/${asked}/opinion`, opinion)
    await own(page).getByText(zh.change.states.examined.congress).waitFor()
    await button(page, zh.change.withdraw).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.change.withdraw }).click()
    await page.getByText(zh.change.withdrawn, { exact: true }).waitFor()
    expect((await read()).changes).toMatchObject([{ state: 'withdrawn' }])
    // The form is that of the plan that holds again.
    expect(await label(page, delivery.parts.place).inputValue()).toBe('全镇')
  })

  test('is assessed once everything is done, and accounted for line by line', async () => {
    const { page } = phone
    await tab(page, 'completion').click()
    await page.getByText(zh.completion.open('设计', 0)).waitFor()
    expect(await inspect(page, 'reporting-not-done', LOOKS)).toEqual([])
    const photo = await sendFile(served.department, id, await photoOf())
    const evidence = [{ sha256: photo, title: '竣工' }]
    const done = ['m1', 'm2'].map((milestoneId) => ({
      milestoneId,
      percent: 100,
      doneOn: '2026-03-04',
      evidence,
    }))
    await sendReport(served.department, id, '2026-03', reportOf({ milestones: done }))
    await own(page).getByRole('heading', { name: zh.completion.heading }).waitFor()
    await label(page, zh.completion.text).fill('四十盏灯全部亮了。')
    const files = page.getByRole('group', { name: zh.files.of(zh.completion.evidence), exact: true })
    await files
      .getByLabel(zh.files.photos)
      .setInputFiles([{ name: '全景.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await photoOf()) }])
    await files.getByRole('button', { name: zh.files.words.enlarge(1) }).waitFor()
    expect(await inspect(page, 'reporting-assess', LOOKS)).toEqual([])
    await button(page, zh.completion.assess).click()
    await page.getByText(zh.completion.assessed).waitFor()
    // What was paid stands there already.
    expect(await label(page, zh.completion.line('安装')).inputValue()).toBe('12345.67')
    expect(await label(page, zh.completion.line('设备')).inputValue()).toBe('0')
    await label(page, zh.completion.line('设备')).fill('九万')
    await page.getByText(zh.completion.lineWrong('设备')).first().waitFor()
    await label(page, zh.completion.line('设备')).fill('90000.5')
    await page.getByText(zh.completion.sum('102,346.17', '120,000', '12,345.67')).waitFor()
    await label(page, zh.completion.accountSays).fill('设备降价。')
    expect(await inspect(page, 'reporting-account', LOOKS)).toEqual([])
    await button(page, zh.completion.account).click()
    await page.getByText(zh.completion.accounted).waitFor()
    expect((await read()).completion).toMatchObject([
      { act: 'assess', content: { text: '四十盏灯全部亮了。', evidence: [{ title: '全景' }] } },
      {
        act: 'account',
        content: {
          lines: [
            { lineId: 'b1', fen: 9_000_050 },
            { lineId: 'b2', fen: 1_234_567 },
          ],
        },
      },
    ])
    // Sent back, it says why, and the assessment can be given again.
    await ask(served.hall.presidium, `POST ${project(id)}/return`, { reason: '缺竣工图。' })
    await page.getByText(zh.completion.sentBack('缺竣工图。')).waitFor()
    expect(await label(page, zh.completion.text).inputValue()).toBe('四十盏灯全部亮了。')
  })

  test('is read by the office first, which writes only when it wants to', async () => {
    const { context, page } = await newTablet(browser!)
    page.setDefaultTimeout(20_000)
    const [name = '', ...value] = present(served.hall.secretary.cookie).split('=')
    await context.addCookies([{ name, value: value.join('='), url: served.url }])
    await page.goto(`${served.url}/staff#/project/${id}`)
    await tab(page, 'money').waitFor()
    expect(await own(page).locator('form').count()).toBe(0)
    await tab(page, 'money').click()
    await button(page, zh.money.book).waitFor()
    await context.close()
  })

  test('reads in English, too', async () => {
    const { page } = phone
    await page.goto(`${served.url}/staff?lang=en#/project/${id}`)
    for (const [name, heading] of [
      ['money', en.money.heading],
      ['change', en.change.heading],
      ['completion', en.completion.heading],
    ] as const) {
      // One after the other: it is one page.
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('button', { name: en.tabs[name], exact: true }).click()
      // oxlint-disable-next-line no-await-in-loop
      await own(page).getByRole('heading', { name: heading }).waitFor()
      // oxlint-disable-next-line no-await-in-loop
      expect(await inspect(page, `reporting-${name}-en`, LOOKS)).toEqual([])
    }
    expect(phone.faults).toEqual([])
  })
})
