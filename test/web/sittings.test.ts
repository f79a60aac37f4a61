/** 促进会 and 约见 in a browser: asked for on a phone, arranged at the desk, held, and what was promised is tracked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Sitting } from '../../src/inspect/sitting-model.ts'
import type { Undertaking } from '../../src/inspect/undertaking-model.ts'
import { zh as hub } from '../../src/web/staff/inspection/strings.zh.ts'
import { zh as reporting } from '../../src/web/staff/reporting/strings.zh.ts'
import { en } from '../../src/web/staff/sittings/strings.en.ts'
import { zh } from '../../src/web/staff/sittings/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { readCycle } from '../support/cycles.ts'
import { UNIT } from '../support/delivery.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { WORDS } from './at-the-desk.ts'
import { button, label, loseAnswer } from './at-the-unit.ts'

const { browser } = await launchBrowser()

const PHONE = { fullPage: true, sizes: [{ width: 390, height: 844 }] }
const DESK = { fullPage: true, sizes: [{ width: 1280, height: 800 }] }
const CANAL = '四好农村路沿线排水沟渠综合整治工程（一期）'
const SUBJECT = '沟渠工程为什么停工'

const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const starting = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name} `) })

describe.runIf(browser !== undefined)('meetings and appointments', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let year = 0
  let phone: Tablet
  let office: Tablet

  const open = async (person: Person, hash: string, width: number): Promise<Tablet> => {
    const desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(20_000)
    await desk.page.setViewportSize({ width, height: 800 })
    const [name = '', ...value] = present(person.cookie).split('=')
    await desk.context.addCookies([{ name, value: value.join('='), url: served.url }])
    await desk.page.goto(`${served.url}/staff${hash}`)
    return desk
  }
  /** As everybody reads it. */
  const publicly = async <T>(rest: string): Promise<T> =>
    ask<T>(served.hall.tablet, `GET /api/inspect/cycles/${served.cycle.id}${rest}`)
  const sittings = async (): Promise<readonly Sitting[]> =>
    (await publicly<{ sittings: Sitting[] }>('/sittings')).sittings

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', CANAL] })
    year = (await readCycle(served.hall, served.cycle)).year
    const deputyId = present(served.hall.assembly.deputyIds[1])
    const deputy = await served.hall.assembly.person('deputy', { deputyId })
    phone = await open(deputy, `#/inspection/${served.cycle.id}`, 390)
    office = await open(served.hall.secretary, `#/sittings/${served.cycle.id}`, 1280)
  }, 120_000)
  afterAll(async () => {
    for (const each of [phone, office]) await each.context.close()
    await served.close()
  })

  test('an appointment is asked for by a deputy on a phone, once though the answer was lost', async () => {
    const { page } = phone
    await page.getByRole('link', { name: hub.sittings.title, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: zh.heading(year) }).waitFor()
    await page.getByText(zh.none).waitFor()
    await button(page, zh.request).click()
    await label(page, zh.fields.whom).fill('镇长')
    await label(page, zh.fields.subject).fill(SUBJECT)
    await label(page, zh.fields.questions).fill('什么时候复工？\n\n误了的工期怎么补？')
    await page.getByText(CANAL).click()
    await page.getByText(reporting.kept).waitFor()
    expect(await inspect(page, 'sittings-request', PHONE)).toEqual([])
    await page.reload()
    expect(await label(page, zh.fields.subject).inputValue()).toBe(SUBJECT)
    await loseAnswer(page, '**/appointment')
    await button(page, zh.fields.send.request).click()
    await page.getByText(WORDS.zh.unreachable).first().waitFor()
    await page.unroute('**/appointment')
    await button(page, zh.fields.send.request).click()
    await page.getByText(zh.requested).waitFor()
    await article(page, SUBJECT).getByText(zh.states.requested).waitFor()
    expect(await article(page, SUBJECT).getByText('什么时候复工？').count()).toBe(1)
    // Nobody else reads of it before it is arranged.
    expect(await sittings()).toEqual([])
  })

  test('is arranged at the desk, and a meeting is convened', async () => {
    const { page } = office
    await starting(page, zh.arrange).click()
    await label(page, zh.fields.day).fill('2026-03-05')
    await label(page, zh.fields.time).fill('下午两点半')
    await label(page, zh.fields.place).fill('镇政府三楼会议室')
    await page.getByText(zh.fields.wrongTime).waitFor()
    await label(page, zh.fields.time).fill('14：30')
    await page.getByText(zh.fields.wrongTime).waitFor({ state: 'detached' })
    expect(await label(page, zh.fields.comers).inputValue()).toBe('镇长')
    expect(await inspect(page, 'sittings-arrange', DESK)).toEqual([])
    await button(page, zh.fields.send.arrange).click()
    await article(page, SUBJECT)
      .getByText(zh.when('2026-03-05', '14:30', '镇政府三楼会议室'))
      .waitFor()
    await button(page, zh.convene).click()
    await label(page, zh.fields.subject).fill('一季度促进会')
    await label(page, zh.fields.day).fill('2026-03-20')
    await label(page, zh.fields.time).fill('9:00')
    await label(page, zh.fields.place).fill('二楼会议室')
    await label(page, zh.fields.comers).fill('各承办单位负责人')
    await page.getByRole('checkbox', { name: '路灯' }).check()
    await button(page, zh.fields.send.convene).click()
    await article(page, '一季度促进会').getByText(zh.states.arranged).waitFor()
    expect((await sittings()).map(({ subject }) => subject).toSorted()).toEqual(
      ['一季度促进会', SUBJECT].toSorted(),
    )
    await starting(page, zh.cancel).first().waitFor()
    const meeting = article(page, '一季度促进会')
    await meeting.getByRole('button', { name: new RegExp(`^${zh.cancel}`) }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('与防汛会议冲突')
    await page.getByRole('dialog').getByRole('button', { name: zh.cancel, exact: true }).click()
    await meeting.getByText(zh.reason('与防汛会议冲突')).waitFor()
  })

  test('has minutes with what was asked in the room and what was promised, which is tracked from then on', async () => {
    const { page } = office
    await article(page, SUBJECT).getByText(zh.lacksMinutes).waitFor()
    await starting(page, zh.keep).click()
    await label(page, zh.fields.text).fill('镇长和代表座谈，实地看了停工段。')
    const first = page.getByRole('group', { name: zh.fields.item(1) })
    // What was asked for in advance is there to be answered.
    expect(await first.getByLabel(zh.fields.question, { exact: true }).inputValue()).toBe('什么时候复工？')
    await first.getByLabel(zh.fields.answer, { exact: true }).fill('三月底。')
    await page
      .getByRole('group', { name: zh.fields.item(2) })
      .getByLabel(zh.fields.answer, { exact: true })
      .fill('加一个班组。')
    await button(page, zh.fields.addPromise).click()
    const promise = page.getByRole('group', { name: zh.fields.promise(1) })
    await promise.getByLabel(zh.fields.project, { exact: true }).selectOption({ label: CANAL })
    expect(await promise.getByLabel(zh.fields.unit, { exact: true }).inputValue()).toBe(UNIT)
    await promise.getByLabel(zh.fields.promiseText).fill('三月三十一日前复工')
    await promise.getByLabel(zh.fields.owner).fill('李某')
    expect(await page.getByText(zh.fields.lacks.promise(1)).count()).toBe(1)
    await promise.getByLabel(zh.fields.dueOn).fill('2026-03-31')
    await page.getByText(reporting.kept).waitFor()
    expect(await inspect(page, 'sittings-minutes-form', DESK)).toEqual([])
    await loseAnswer(page, '**/minutes')
    await button(page, zh.fields.send.minutes).click()
    // It has arrived: the page finds it there, and the form is gone.
    await article(page, SUBJECT).getByText(zh.states.held).waitFor()
    await page.unroute('**/minutes')
    await article(page, SUBJECT).getByText('三月底。').waitFor()
    expect(await label(page, zh.fields.text).count()).toBe(0)
    expect(await inspect(page, 'sittings-held', DESK)).toEqual([])
    const { undertakings } = await publicly<{ undertakings: Undertaking[] }>('/undertakings')
    expect(undertakings).toMatchObject([
      { from: 'sitting', unit: UNIT, text: '三月三十一日前复工', dueOn: '2026-03-31', state: 'open' },
    ])
    const held = (await sittings()).find(({ subject }) => subject === SUBJECT)
    expect(held?.minutes?.version).toBe(1)
    expect(held?.questions).toEqual(['什么时候复工？', '误了的工期怎么补？'])
  })

  test('is read by who asked for it, and printed', async () => {
    const { page } = phone
    await page.reload()
    await article(page, SUBJECT).getByText('三月三十一日前复工').waitFor()
    expect(await inspect(page, 'sittings-held-phone', PHONE)).toEqual([])
    const desk = office.page
    await desk.getByRole('link', { name: new RegExp(`^${zh.print}`) }).click()
    const paper = desk.getByRole('article', { name: zh.minutes })
    await paper.getByText('镇长和代表座谈，实地看了停工段。').waitFor()
    expect(await paper.getByRole('row').count()).toBe(2)
    expect(await inspect(desk, 'sittings-paper', DESK)).toEqual([])
    await desk.getByRole('button', { name: 'English' }).click()
    await desk.getByRole('link', { name: en.back }).click()
    await desk.getByRole('heading', { level: 1, name: en.heading(year) }).waitFor()
    expect(await inspect(desk, 'sittings-en', DESK)).toEqual([])
    for (const { faults } of [phone, office])
      expect(faults.filter((fault) => !/ERR_FAILED|Failed to (load|fetch)/.test(fault))).toEqual([])
  })
})
