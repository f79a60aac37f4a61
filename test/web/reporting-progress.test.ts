/** A unit reports from a phone: pictures over a bad network, answers that are lost, corrections. Each arrives once. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliveryWordsEn as deliveryEn } from '../../src/web/shared/delivery-words.en.ts'
import { deliveryWordsZh as delivery } from '../../src/web/shared/delivery-words.zh.ts'
import { en } from '../../src/web/staff/reporting/strings.en.ts'
import { zh } from '../../src/web/staff/reporting/strings.zh.ts'
import { inspect, launchBrowser, type Tablet } from '../support/browser.ts'
import { approvePlan, journalOf, planOf, readProject, reportOf, sendReport } from '../support/delivery.ts'
import { pdfOf, photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { WORDS } from './at-the-desk.ts'
import { button, label, LOOKS, loseAnswer, phoneAt, signInUnit } from './at-the-unit.ts'

const { browser } = await launchBrowser()

const REPORTS = '**/reports/*'

const milestone = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

const files = (page: Page, of: string) => page.getByRole('group', { name: zh.files.of(of), exact: true })
const photo = async () => ({
  name: 'IMG_0815.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from(await photoOf()),
})

describe.runIf(browser !== undefined)('a report', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let phone: Tablet
  let id = ''

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', '水渠'] })
    id = present(served.projectIds[0])
    // In force since January: the reports of January and February are to be given, that of March may be.
    await approvePlan(served, id, planOf(), '2026-01-05')
    await sendReport(served.department, id, '2026-01')
    phone = await phoneAt(browser!, served)
    await signInUnit(phone.page, served)
  }, 120_000)
  afterAll(async () => {
    await phone.context.close()
    await served.close()
  })

  const read = () => readProject(served.department, id)
  const reportOfPeriod = async (period: string) =>
    (await read()).reports.find((each) => each.period === period)
  test('is due, and its period is chosen already', async () => {
    const { page } = phone
    const due = { kind: 'report', who: 'department', period: '2026-02', by: '2026-03-10' } as const
    await page.getByText(delivery.due(due, 1)).waitFor()
    await page.getByText(delivery.lights.green).waitFor()
    expect(await inspect(page, 'reporting-mine', LOOKS)).toEqual([])
    await page.getByRole('link', { name: '路灯' }).click()
    await page.getByRole('heading', { name: zh.report.heading }).waitFor()
    expect(await label(page, zh.report.period).inputValue()).toBe('2026-02')
    expect(await button(page, zh.report.send).getAttribute('aria-disabled')).toBe('true')
    await page.getByText(zh.report.textMissing).waitFor()
  })

  test('with a picture goes over a network that is lost in the middle, survives a reload, and arrives once', async () => {
    const { page } = phone
    await label(page, zh.report.text).fill('路灯基础全部浇筑完成。')
    await milestone(page, '设计').getByRole('button', { name: '100%' }).click()
    expect(await milestone(page, '设计').getByLabel(zh.report.doneOn).inputValue()).toBe('2026-02-28')
    await milestone(page, '设计').getByLabel(zh.report.doneOn).fill('2026-02-20')
    await milestone(page, '施工').getByLabel(zh.report.percent, { exact: true }).last().fill('30')
    await milestone(page, '施工').getByLabel(zh.report.figures).fill('已立杆 56 根')
    await phone.context.setOffline(true)
    await files(page, '设计')
      .getByLabel(zh.files.photos)
      .setInputFiles([await photo()])
    await files(page, '设计')
      .getByRole('button', { name: zh.files.words.enlarge(1) })
      .waitFor()
    await files(page, '设计')
      .getByText(zh.files.notSent(['设计']))
      .waitFor()
    await button(page, zh.report.send).click()
    await page.getByRole('alert').getByText(WORDS.zh.unreachable, { exact: true }).waitFor()
    expect(await inspect(page, 'reporting-offline', LOOKS)).toEqual([])
    expect(await reportOfPeriod('2026-02')).toBeUndefined()

    // The page can be loaded again, and the file still cannot be sent.
    await page.route('**/files/*', (route) => route.abort())
    await phone.context.setOffline(false)
    await page.reload()
    await files(page, '设计')
      .getByText(zh.files.notSent(['设计']))
      .waitFor()
    expect(await label(page, zh.report.text).inputValue()).toBe('路灯基础全部浇筑完成。')
    expect(
      await milestone(page, '施工').getByLabel(zh.report.percent, { exact: true }).last().inputValue(),
    ).toBe('30')
    await page.unroute('**/files/*')
    await files(page, '设计').getByRole('button', { name: zh.files.again }).click()
    await files(page, '设计')
      .getByText(zh.files.notSent(['设计']))
      .waitFor({ state: 'detached' })

    // The report arrives, its answer does not, and nothing else is heard: it is sent once more.
    const project = new RegExp(`/api/pay/projects/${id}(\\?|$)`)
    await page.route(project, (route) => route.abort())
    await loseAnswer(page, REPORTS)
    await button(page, zh.report.send).click()
    await page.getByRole('alert').getByText(WORDS.zh.unreachable, { exact: true }).waitFor()
    expect((await reportOfPeriod('2026-02'))?.version).toBe(1)
    await page.unroute(REPORTS)
    expect(await label(page, zh.report.text).inputValue()).toBe('路灯基础全部浇筑完成。')
    await button(page, zh.report.send).click()
    await page.getByText(zh.report.sent(delivery.period('2026-02', 1), 1)).waitFor()
    await page.unroute(project)
    expect(await reportOfPeriod('2026-02')).toMatchObject({
      version: 1,
      report: {
        text: '路灯基础全部浇筑完成。',
        milestones: [
          { milestoneId: 'm1', percent: 100, doneOn: '2026-02-20', evidence: [{ title: '设计' }] },
          { milestoneId: 'm2', percent: 30, figures: '已立杆 56 根', evidence: [] },
        ],
      },
    })
    expect((await journalOf(served.department)).filter(({ act }) => act === 'pay.reported')).toHaveLength(2)
    expect(await inspect(page, 'reporting-sent', LOOKS)).toEqual([])
  })

  test('is corrected with a document and with what is otherwise than planned; the earlier picture stays', async () => {
    const { page } = phone
    await page.getByText(zh.report.isReported(1)).waitFor()
    await page.getByLabel(delivery.fields.place, { exact: true }).check()
    await label(page, zh.report.how(delivery.fields.place)).fill('有两盏移到了河边。')
    const general = files(page, zh.report.general)
    await general
      .getByLabel(zh.files.documents)
      .setInputFiles([
        { name: '设计图.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf('lamps')) },
      ])
    await general.getByText('设计图', { exact: true }).waitFor()
    // What is no such file is refused by name, and stops nothing else.
    await general
      .getByLabel(zh.files.documents)
      .setInputFiles([{ name: '坏的.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a pdf') }])
    await general.getByText(/坏的：/).waitFor()
    expect(await inspect(page, 'reporting-correct', LOOKS)).toEqual([])
    // The answer is lost; the page sees by itself that it has arrived.
    await loseAnswer(page, REPORTS)
    await button(page, zh.report.correct).click()
    await page.getByText(zh.report.sent(delivery.period('2026-02', 1), 2)).waitFor()
    await page.unroute(REPORTS)
    const { reports, alarms, files: kept } = await read()
    expect(reports.find(({ period }) => period === '2026-02')).toMatchObject({
      version: 2,
      report: {
        milestones: [{ evidence: [{ title: '设计' }] }, {}],
        evidence: [{ title: '设计图' }],
        departures: [{ field: 'place', text: '有两盏移到了河边。' }],
      },
    })
    expect(kept.map(({ kind }) => kind).toSorted()).toEqual(['jpeg', 'pdf'])
    expect(alarms).toMatchObject([{ kind: 'unapproved', field: 'place' }])
  })

  test('that somebody else has given meanwhile is not written over unseen, and a form being typed in is not reset', async () => {
    const { page } = phone
    await label(page, zh.report.period).selectOption('2026-03')
    // What was otherwise than planned still is.
    expect(await page.getByLabel(delivery.fields.place, { exact: true }).isChecked()).toBe(true)
    await label(page, zh.report.text).fill('三月的进度。')
    // Before this page has heard of it: the service refuses.
    const reading = new RegExp(`/api/pay/projects/${id}(\\?|$)`)
    await page.route(reading, (route) => route.abort())
    await sendReport(served.hall.secretary, id, '2026-03', reportOf({ text: '办公室代报。' }))
    const refused = page.waitForResponse((response) => response.status() === 409)
    await button(page, zh.report.send).click()
    await refused
    await page.unroute(reading)
    await page.getByText(zh.report.newer(1)).waitFor()
    expect(await label(page, zh.report.text).inputValue()).toBe('三月的进度。')
    expect(await inspect(page, 'reporting-newer', LOOKS)).toEqual([])
    await button(page, zh.report.goOn).click()
    await button(page, zh.report.correct).click()
    await page.getByText(zh.report.sent(delivery.period('2026-03', 1), 2)).waitFor()
    expect((await reportOfPeriod('2026-03'))?.report.text).toBe('三月的进度。')
  })

  test('reads in English, too', async () => {
    const { page } = phone
    await page.goto(`${served.url}/staff?lang=en#/project/${id}`)
    await page.getByRole('heading', { name: en.report.heading }).waitFor()
    await label(page, en.report.period).selectOption('2026-02')
    await page.getByText(en.report.isReported(2)).waitFor()
    await page.getByLabel(deliveryEn.fields.place, { exact: true }).waitFor()
    expect(await inspect(page, 'reporting-report-en', LOOKS)).toEqual([])
    expect(phone.faults).toEqual([])
  })
})
