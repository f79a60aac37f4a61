/** 述职 on the pages: the office's list and reports, a deputy's own on a phone, and how many of all have reported. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DutiesOfYear } from '../../src/inspect/duty-model.ts'
import { en } from '../../src/web/staff/duties/strings.en.ts'
import { zh } from '../../src/web/staff/duties/strings.zh.ts'
import { zh as reporting } from '../../src/web/staff/reporting/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { pdfOf } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { button, label } from './at-the-unit.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 800 }
const LOOKS = { fullPage: true, sizes: [PHONE, DESK] }

describe.runIf(browser !== undefined)('the duty reports of a year', { timeout: 180_000 }, () => {
  let served: ServedDelivery
  let secretary: Tablet

  const deskOf = async (person: Person, language = ''): Promise<Tablet> => {
    const desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(30_000)
    const [name = '', ...value] = present(person.cookie).split('=')
    await desk.context.addCookies([{ name, value: value.join('='), url: served.url }])
    await desk.page.goto(`${served.url}/staff${language}#/duties/${served.cycle.id}`)
    return desk
  }
  const read = () =>
    ask<DutiesOfYear>(served.hall.tablet, `GET /api/inspect/cycles/${served.cycle.id}/duties`)

  beforeAll(async () => {
    served = await serveDelivery()
    secretary = await deskOf(served.hall.secretary)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  test('begin with the list: the register by one press, those of higher congresses by hand', async () => {
    const { page } = secretary
    await page.getByText(zh.noListOffice).waitFor()
    expect(await inspect(page, 'duties-no-list', LOOKS)).toEqual([])
    await button(page, zh.fill).click()
    await page.getByText(zh.filled(3)).waitFor()
    await page.getByText(zh.addHigher).click()
    await label(page, zh.name).fill('陈某')
    await label(page, zh.level).selectOption('city')
    await label(page, zh.constituency).fill('清新区第三选区')
    await button(page, zh.add).click()
    await page.getByText(zh.covered(0, 4)).first().waitFor()
    expect((await read()).holders.at(-1)).toMatchObject({ name: '陈某', level: 'city' })
    expect(await label(page, zh.name).inputValue()).toBe('')
  })

  test('are recorded by the office in a few fields; what is typed survives a reload and a refusal', async () => {
    const { page } = secretary
    await button(page, zh.recordOf('代表2')).click()
    await label(page, zh.form.place).fill('玄真社区代表联络站')
    await label(page, zh.form.voters).fill('四十')
    await page.getByText(reporting.kept).waitFor()
    await page.reload()
    await button(page, zh.recordOf('代表2')).click()
    await expect.poll(() => label(page, zh.form.place).inputValue()).toBe('玄真社区代表联络站')
    await button(page, zh.form.send).click()
    await page.locator('.wrong').first().waitFor()
    expect(await inspect(page, 'duties-refused', LOOKS)).toEqual([])
    expect(await label(page, zh.form.place).inputValue()).toBe('玄真社区代表联络站')
    await label(page, zh.form.voters).fill('４0')
    await label(page, zh.form.summary).fill('走访选民二十户，提出建议三件，参加视察两次。')
    await button(page, zh.form.send).click()
    await page.getByText(zh.sent).waitFor()
    await page.getByText(zh.covered(1, 4)).first().waitFor()
    const reported = (await read()).holders.find(({ name }) => name === '代表2')?.report
    expect(reported).toMatchObject({ role: 'secretary', report: { manner: 'oral', voters: 40 } })
  })

  test('show who is missing first, and the others by one choice', async () => {
    const { page } = secretary
    const names = () => page.getByRole('rowheader').allInnerTexts()
    await expect.poll(names).toEqual(['代表1', '代表3', '陈某'])
    expect(await inspect(page, 'duties-missing', LOOKS)).toEqual([])
    await label(page, zh.filter).selectOption('reported')
    await expect.poll(names).toEqual(['代表2'])
    await page.getByText('走访选民二十户', { exact: false }).waitFor()
    await label(page, zh.filter).selectOption('all')
    await label(page, zh.search).fill('陈')
    await expect.poll(names).toEqual(['陈某'])
    await label(page, zh.search).fill('')
  })

  test('of a deputy on a phone: the own one alone, with its document', async () => {
    const deputy = await served.hall.assembly.person('deputy', {
      deputyId: present(served.hall.assembly.deputyIds[0]),
    })
    const phone = await deskOf(deputy)
    const { page } = phone
    await page.setViewportSize(PHONE)
    await page.getByRole('heading', { name: zh.yours }).waitFor()
    expect(await page.getByRole('button', { name: zh.recordOf('代表3') }).count()).toBe(0)
    await label(page, zh.form.manner).selectOption('written')
    await label(page, zh.form.summary).fill('书面报告一年来的履职情况，已在选区张贴。')
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles({ name: '述职报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf()) })
    await page.getByText('述职报告', { exact: true }).first().waitFor()
    expect(await inspect(page, 'duties-own', LOOKS)).toEqual([])
    await page.setViewportSize(PHONE)
    await button(page, zh.form.send).click()
    await page.getByText(zh.sent).waitFor()
    await page.getByText(zh.covered(2, 4)).first().waitFor()
    await page.getByRole('link', { name: '述职报告' }).first().waitFor()
    expect(await inspect(page, 'duties-own-sent', LOOKS)).toEqual([])
    expect(phone.faults).toEqual([])
    await phone.context.close()
  })

  test('may be marked by voters once the presidium says so, and speak English', async () => {
    const presidium = await deskOf(served.hall.presidium, '?lang=en')
    await presidium.page.getByLabel(en.marks).click()
    await expect.poll(async () => (await read()).dutyMarks).toBe(true)
    expect(await inspect(presidium.page, 'duties-presidium-en', LOOKS)).toEqual([])
    expect(presidium.faults).toEqual([])
    await presidium.context.close()
    const { page } = secretary
    await button(page, zh.correctOf('代表2')).click()
    await label(page, zh.form.satisfied).fill('30')
    await label(page, zh.form.basically).fill('8')
    await label(page, zh.form.not).fill('3')
    await button(page, zh.form.sendAgain).click()
    await page.getByText('评议票数多于到会选民').waitFor()
    await label(page, zh.form.not).fill('2')
    await button(page, zh.form.sendAgain).click()
    await page.getByText(zh.marked(30, 8, 2)).waitFor()
    await page.getByText(zh.corrected(2)).waitFor()
    await button(page, `${zh.takeOff} 陈某`).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.takeOff }).click()
    await page.getByText(zh.covered(2, 3)).first().waitFor()
    expect(await inspect(page, 'duties-all', LOOKS)).toEqual([])
    expect(secretary.faults.filter((fault) => !fault.includes('400'))).toEqual([])
  })
})
