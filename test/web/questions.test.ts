/** 问进度 on phones: a deputy asks, the unit answers with a photo, the deputy asks on and rates; what is overdue, at the desk. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Question } from '../../src/inspect/question-model.ts'
import { zh as hub } from '../../src/web/staff/inspection/strings.zh.ts'
import { en } from '../../src/web/staff/questions/strings.en.ts'
import { zh } from '../../src/web/staff/questions/strings.zh.ts'
import { zh as reporting } from '../../src/web/staff/reporting/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { readCycle } from '../support/cycles.ts'
import { UNIT } from '../support/delivery.ts'
import { photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { WORDS } from './at-the-desk.ts'
import { button, label, loseAnswer } from './at-the-unit.ts'

const { browser } = await launchBrowser()

const PHONE = { fullPage: true, sizes: [{ width: 390, height: 844 }] }
const NARROW = { fullPage: true, sizes: [{ width: 360, height: 740 }] }
const DESK = { fullPage: true, sizes: [{ width: 1280, height: 800 }] }
const CANAL = '四好农村路沿线排水沟渠综合整治工程（一期）'
const WHY = '渠底为什么没有硬化？'

const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const starting = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name} `) })

describe.runIf(browser !== undefined)('questions', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let year = 0
  let phone: Tablet
  let unit: Tablet
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
  const questions = async (): Promise<readonly Question[]> =>
    (
      await ask<{ questions: Question[] }>(
        served.hall.tablet,
        `GET /api/inspect/cycles/${served.cycle.id}/questions`,
      )
    ).questions

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', CANAL] })
    year = (await readCycle(served.hall, served.cycle)).year
    const at = `#/questions/${served.cycle.id}`
    const deputyId = present(served.hall.assembly.deputyIds[1])
    const deputy = await served.hall.assembly.person('deputy', { deputyId })
    phone = await open(deputy, `#/inspection/${served.cycle.id}`, 390)
    unit = await open(served.department, at, 360)
    office = await open(served.hall.secretary, at, 1280)
  }, 120_000)
  afterAll(async () => {
    for (const each of [phone, unit, office]) await each.context.close()
    await served.close()
  })

  test('are asked by a deputy in a few taps, and once though the answer was lost', async () => {
    const { page } = phone
    await page.getByRole('link', { name: hub.questions.title, exact: true }).click()
    await page.getByText(zh.none).waitFor()
    await button(page, zh.ask.button).click()
    expect(await inspect(page, 'questions-ask-empty', PHONE)).toEqual([])
    await label(page, zh.ask.project).selectOption({ label: CANAL })
    await page.getByText(zh.ask.unit(UNIT, 15)).waitFor()
    await label(page, zh.ask.text).fill(WHY)
    await page.getByText(reporting.kept).waitFor()
    await page.reload()
    expect(await label(page, zh.ask.text).inputValue()).toBe(WHY)
    await loseAnswer(page, '**/questions/*')
    await button(page, zh.ask.send).click()
    await page.getByText(WORDS.zh.unreachable).first().waitFor()
    expect(await label(page, zh.ask.text).inputValue()).toBe(WHY)
    await page.unroute('**/questions/*')
    await button(page, zh.ask.send).click()
    await page.getByText(zh.ask.sent).waitFor()
    await article(page, WHY).getByText(zh.due('2026-03-20')).waitFor()
    expect(await questions()).toHaveLength(1)
  })

  test('are answered by the unit with a photo, on a phone', async () => {
    const { page } = unit
    await page.getByRole('heading', { name: zh.count(zh.groups.waiting, 1) }).waitFor()
    await starting(page, zh.say.answer).click()
    await label(page, zh.say.answerText).fill('雨季过后四月硬化。')
    const file = { name: 'IMG_0815.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await photoOf()) }
    await page.getByLabel(`${reporting.files.photos} ${zh.say.evidence}`).setInputFiles([file])
    await page
      .getByRole('group', { name: reporting.files.of(zh.say.evidence) })
      .locator('img')
      .first()
      .waitFor()
    expect(await inspect(page, 'questions-answer', NARROW)).toEqual([])
    // It was sent when it was chosen; the service forgets what nothing has named for long. It goes once more by itself.
    const { db } = served.app.ctx
    await expect.poll(() => db.selectFrom('inspection_files').select('sha256').execute()).toHaveLength(1)
    await db.deleteFrom('inspection_files').execute()
    await button(page, zh.say.send.answer).click()
    await page.getByText(zh.noneForUnit).waitFor()
    const [question] = await questions()
    expect(question?.entries[1]).toMatchObject({ text: '雨季过后四月硬化。', role: 'department' })
    expect(question?.entries[1]?.evidence).toHaveLength(1)
  })

  test('are followed up, answered again, and rated; what is typed stays when something comes in between', async () => {
    const { page } = phone
    await page.getByRole('heading', { name: zh.count(zh.groups.toRate, 1) }).waitFor()
    await article(page, WHY).locator('img').first().waitFor()
    expect(await inspect(page, 'questions-to-rate', PHONE)).toEqual([])
    await starting(page, zh.say.follow).click()
    await label(page, zh.say.followText).fill('四月哪一天？')
    const [before] = await questions()
    const route = `POST /api/inspect/cycles/${served.cycle.id}/questions/${present(before).id}/answer`
    await ask(served.department, route, { text: '补充：由县里统一施工。', from: 2 })
    await page.getByText(zh.say.newer).waitFor()
    expect(await label(page, zh.say.followText).inputValue()).toBe('四月哪一天？')
    expect(await inspect(page, 'questions-newer', PHONE)).toEqual([])
    await button(page, zh.say.goOn).click()
    await button(page, zh.say.send.follow).click()
    await page.getByRole('heading', { name: zh.count(zh.groups.mine, 1) }).waitFor()
    await ask(served.department, route, { text: '四月十日。', from: 4 })
    await starting(page, zh.say.rate).click()
    expect(await button(page, zh.say.send.rate).getAttribute('aria-disabled')).toBe('true')
    await page.getByLabel(zh.ratings['basically-satisfied']).check()
    await label(page, zh.say.rateText).fill('盼按期完成')
    expect(await inspect(page, 'questions-rate', PHONE)).toEqual([])
    await button(page, zh.say.send.rate).click()
    await page.getByText(zh.count(zh.groups.mineDone, 1)).click()
    await article(page, WHY).getByText(zh.states.rated).waitFor()
    expect((await questions())[0]?.entries.at(-1)).toMatchObject({
      act: 'rate',
      rating: 'basically-satisfied',
      text: '盼按期完成',
    })
    expect(await inspect(page, 'questions-rated', PHONE)).toEqual([])
  })

  test('that are overdue stand first at the desk, by how many days; and are told of on sign-in', async () => {
    const { page } = office
    const deputyId = present(served.hall.assembly.deputyIds[0])
    const other = await served.hall.assembly.person('deputy', { deputyId })
    const at = `PUT /api/inspect/cycles/${served.cycle.id}/questions`
    const body = { projectId: present(served.projectIds[0]), text: '灯杆何时立？' }
    await ask(other, `${at}/late`, body)
    // As if it had been asked in February.
    const { db } = served.app.ctx
    await db
      .updateTable('question_entries')
      .set({ due_on: '2026-03-02' })
      .where('question_id', '=', 'late')
      .execute()
    await ask(other, `${at}/private`, { ...body, text: '工钱付了吗？', public: false })
    await article(page, '灯杆何时立？').getByText(zh.over(3)).waitFor()
    await article(page, '工钱付了吗？').getByText(zh.notPublic).waitFor()
    const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(headings.map((each) => each.trim())).toEqual([
      zh.count(zh.groups.overdue, 1),
      zh.count(zh.groups.waiting, 1),
      zh.count(zh.groups.rated, 1),
    ])
    expect(await inspect(page, 'questions-desk', DESK)).toEqual([])
    await page.goto(`${served.url}/staff?lang=en#/questions/${served.cycle.id}`)
    await page.getByRole('heading', { level: 1, name: en.heading(year) }).waitFor()
    await article(page, '灯杆何时立？').getByText(en.over(3)).waitFor()
    expect(await inspect(page, 'questions-desk-en', DESK)).toEqual([])
    const due = { count: 2, overdue: 1, next: '2026-03-02' }
    await page.goto(`${served.url}/staff?lang=en#/`)
    await page.getByText(WORDS.en.inspection.questions(due).trim()).waitFor()
    expect(await inspect(page, 'questions-reminder-desk', DESK)).toEqual([])
    await unit.page.goto(`${served.url}/staff?lang=zh#/`)
    await unit.page.getByText(WORDS.zh.inspection.questions(due)).waitFor()
    expect(await inspect(unit.page, 'questions-reminder-unit', NARROW)).toEqual([])
    await unit.page.getByRole('link', { name: WORDS.zh.inspection.lookAt.questions }).click()
    await unit.page.getByRole('heading', { name: zh.count(zh.groups.overdue, 1) }).waitFor()
    expect([...phone.faults, ...unit.faults, ...office.faults]).toEqual([])
  })
})
