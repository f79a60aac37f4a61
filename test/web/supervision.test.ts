/** Groups and visits on the office's desk, a visit on a deputy's phone, what a unit puts right, and the second ballot. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssessmentView } from '../../src/inspect/model.ts'
import type { Undertaking } from '../../src/inspect/undertaking-model.ts'
import type { Visit } from '../../src/inspect/visit-model.ts'
import { en as meetingEn } from '../../src/web/staff/meeting/strings.en.ts'
import { zh as meeting } from '../../src/web/staff/meeting/strings.zh.ts'
import { zh as reporting } from '../../src/web/staff/reporting/strings.zh.ts'
import { zh as duties } from '../../src/web/staff/duties/strings.zh.ts'
import { zh as yearReport } from '../../src/web/staff/year-report/strings.zh.ts'
import { en } from '../../src/web/staff/supervision/strings.en.ts'
import { zh } from '../../src/web/staff/supervision/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask, ballotAt, bring } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { readCycle, voteBody } from '../support/cycles.ts'
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
const LAMPS = '路灯'
const CANAL = '四好农村路沿线排水沟渠综合整治工程（一期）'

const photo = async () => ({
  name: 'IMG_0815.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from(await photoOf()),
})
const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

describe.runIf(browser !== undefined)('supervision', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let year = 0
  let office: Tablet
  let phone: Tablet
  let unit: Tablet
  let deputy: Person
  let visitId = ''

  const api = (rest: string): string => `/api/inspect/cycles/${served.cycle.id}${rest}`
  const open = async (person: Person, hash: string, width: number): Promise<Tablet> => {
    const desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(20_000)
    await desk.page.setViewportSize({ width, height: 800 })
    const [name = '', ...value] = present(person.cookie).split('=')
    await desk.context.addCookies([{ name, value: value.join('='), url: served.url }])
    await desk.page.goto(`${served.url}/staff${hash}`)
    return desk
  }
  const visits = async (): Promise<readonly Visit[]> =>
    (await ask<{ visits: Visit[] }>(served.hall.tablet, `GET ${api('/visits')}`)).visits
  const undertakings = async (): Promise<readonly Undertaking[]> =>
    (await ask<{ undertakings: Undertaking[] }>(served.hall.tablet, `GET ${api('/undertakings')}`))
      .undertakings
  const acts = async (name: string): Promise<number> =>
    (await (await served.hall.tablet.fetch('/api/board/journal')).text())
      .split('\n')
      .filter((line) => line.includes(`"${name}"`)).length

  beforeAll(async () => {
    served = await serveDelivery({ names: [LAMPS, CANAL] })
    year = (await readCycle(served.hall, served.cycle)).year
    const at = `#/supervision/${served.cycle.id}`
    office = await open(served.hall.secretary, at, 1280)
    const deputyId = present(served.hall.assembly.deputyIds[1])
    deputy = await served.hall.assembly.person('deputy', { deputyId })
    phone = await open(deputy, at, 390)
    unit = await open(served.department, `#/undertakings/${served.cycle.id}`, 360)
  }, 120_000)
  afterAll(async () => {
    for (const each of [office, phone, unit]) await each.context.close()
    await served.close()
  })

  test('begins empty; the office names the group of a project and plans a visit', async () => {
    const { page } = office
    await page.getByText(zh.supervision.noVisits).waitFor()
    await phone.page.getByText(zh.visit.noProjects).waitFor()
    await unit.page.getByText(zh.undertakings.none).waitFor()
    expect(await inspect(page, 'supervision-empty', DESK)).toEqual([])
    expect(await inspect(unit.page, 'undertakings-empty', NARROW)).toEqual([])
    // Public records of the year are open to the unit, too.
    await unit.page.goto(`${served.url}/staff#/duties/${served.cycle.id}`)
    await unit.page.getByText(duties.noList).waitFor()
    expect(await inspect(unit.page, 'duties-unit', NARROW)).toEqual([])
    await unit.page.goto(`${served.url}/staff#/year-report/${served.cycle.id}`)
    await unit.page.getByText(yearReport.unsaved).waitFor()
    expect(await inspect(unit.page, 'year-report-unit', NARROW)).toEqual([])
    await unit.page.goto(`${served.url}/staff#/undertakings/${served.cycle.id}`)
    await page.getByRole('button', { name: `${zh.supervision.editGroup} ${CANAL}` }).click()
    await page.getByText(zh.supervision.whoFirst).waitFor()
    for (const name of ['代表1', '代表2']) await page.getByLabel(name).check()
    await page.getByText(zh.supervision.leadFirst).waitFor()
    await label(page, zh.supervision.leadOf).selectOption({ label: '代表2' })
    expect(await inspect(page, 'supervision-group', DESK)).toEqual([])
    await button(page, zh.supervision.save).click()
    await page.getByText(zh.supervision.saved(CANAL)).waitFor()
    const members = page.getByRole('list', { name: zh.supervision.members(2) })
    expect(await members.getByRole('listitem').allInnerTexts()).toEqual(['代表2 组长', '代表1'])

    await button(page, zh.supervision.plan).click()
    await label(page, zh.plan.project).selectOption({ label: CANAL })
    await label(page, zh.plan.day).fill('2026-03-05')
    await label(page, zh.plan.place).fill('石城村口')
    await label(page, zh.plan.purpose).fill('看沟渠是否按图施工。')
    expect(await page.getByLabel('代表2').isChecked()).toBe(true)
    // What is typed outlives a reload.
    await page.getByText(reporting.kept).waitFor()
    await page.reload()
    await button(page, zh.supervision.plan).click()
    expect(await label(page, zh.plan.place).inputValue()).toBe('石城村口')
    expect(await inspect(page, 'supervision-plan', DESK)).toEqual([])
    // It arrives without an answer; and then it is to be otherwise.
    await loseAnswer(page, '**/plan')
    await button(page, zh.plan.save).click()
    await page.getByRole('alert').getByText(WORDS.zh.unreachable, { exact: true }).waitFor()
    await page.unroute('**/plan')
    await label(page, zh.plan.purpose).fill('看沟渠是否按图施工，有没有积水。')
    await button(page, zh.plan.save).click()
    await page.getByText(zh.plan.newer).waitFor()
    await button(page, zh.plan.goOn).click()
    await button(page, zh.plan.save).click()
    await button(page, zh.supervision.plan).waitFor()
    await article(page, '有没有积水').getByText(zh.visitStates.planned).waitFor()
    expect(await visits()).toHaveLength(1)
    const [planned] = await visits()
    expect(planned?.plan).toMatchObject({ day: '2026-03-05', place: '石城村口' })
    expect(planned?.plan?.deputies.map(({ name }) => name)).toEqual(['代表1', '代表2'])
    visitId = present(planned).id
  })

  test('is recorded on a phone whose network is lost in the middle, over a reload, and arrives once', async () => {
    const { page } = phone
    await article(page, CANAL).first().getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: zh.visit.heading(CANAL) }).waitFor()
    await page.getByText('看沟渠是否按图施工，有没有积水。').waitFor()
    expect(await label(page, zh.visit.place).inputValue()).toBe('石城村口')
    await label(page, zh.visit.heldOn).fill('2026-03-02')
    await label(page, zh.visit.findings).fill('沟渠已完成八成，东段有两处积水。')
    await phone.context.setOffline(true)
    const pictures = page.getByRole('group', { name: reporting.files.of(zh.visit.photos), exact: true })
    await pictures.getByLabel(reporting.files.photos).setInputFiles([await photo()])
    await pictures.getByText(reporting.files.notSent([zh.visit.called])).waitFor()
    await button(page, zh.visit.addItem).click()
    const item = page.getByRole('group', { name: zh.visit.item(1), exact: true })
    await item.getByLabel(zh.visit.text).fill('排干东段积水')
    expect(await item.getByLabel(zh.visit.unit).inputValue()).toBe(UNIT)
    // A name that nobody signs in for is said to reach nobody, also without a network.
    await item.getByLabel(zh.visit.unit).selectOption({ label: zh.units.other })
    await item.getByLabel(zh.units.name).fill('镇正府')
    await item.getByText(zh.units.unreached).waitFor()
    expect(await inspect(page, 'visit-unit-unreached', PHONE)).toEqual([])
    await item.getByLabel(zh.visit.unit).selectOption(UNIT)
    await item.getByText(zh.units.unreached).waitFor({ state: 'detached' })
    await item.getByLabel(zh.visit.owner).fill('王主任')
    await page.getByText(zh.visit.missing.item(1)).waitFor()
    await item.getByLabel(zh.visit.dueOn).fill('2026-03-03')
    await button(page, zh.visit.save).click()
    await page.getByRole('alert').getByText(WORDS.zh.unreachable, { exact: true }).waitFor()
    expect(await inspect(page, 'visit-offline', PHONE)).toEqual([])
    expect((await visits())[0]?.record).toBeNull()

    await phone.context.setOffline(false)
    await page.reload()
    await page.getByText(reporting.kept).waitFor()
    expect(await label(page, zh.visit.findings).inputValue()).toBe('沟渠已完成八成，东段有两处积水。')
    await pictures.getByText(reporting.files.notSent([zh.visit.called])).waitFor({ state: 'detached' })
    // The record arrives, its answer does not, and for a while nothing else is heard.
    const reading = /\/api\/inspect\/cycles\/[^/]+\/visits$/
    await page.route(reading, (route) => route.abort())
    await loseAnswer(page, '**/record')
    await button(page, zh.visit.save).click()
    await page.getByRole('alert').getByText(WORDS.zh.unreachable, { exact: true }).waitFor()
    expect((await visits())[0]?.record?.version).toBe(1)
    await page.unroute('**/record')
    await button(page, zh.visit.save).click()
    await page.unroute(reading)
    await page.getByText(zh.visit.saved(1)).waitFor()
    await page.getByRole('heading', { name: zh.visit.record }).waitFor()
    await page.getByRole('button', { name: zh.photos.enlarge(1) }).waitFor()
    const [made] = await visits()
    expect(made).toMatchObject({
      id: visitId,
      state: 'made',
      record: { version: 1, photos: [{ title: '现场' }] },
    })
    expect(made?.record?.deputies).toHaveLength(2)
    expect(await undertakings()).toMatchObject([{ text: '排干东段积水', unit: UNIT, fromId: visitId }])
    expect(await acts('inspect.visitRecorded')).toBe(1)
    expect(await inspect(page, 'visit-made', PHONE)).toEqual([])
    await page.getByRole('link', { name: zh.visit.back }).click()
    await article(page, CANAL).first().getByText(zh.supervision.items(1, 1)).waitFor()
    expect(await inspect(page, 'supervision-deputy', PHONE)).toEqual([])
  })

  test('that nobody planned is begun on the phone, found again there, and corrected when it was sent', async () => {
    const { page } = phone
    await page.getByRole('link', { name: zh.supervision.record }).click()
    await page.getByText(zh.visit.missing.findings).waitFor()
    await label(page, zh.visit.place).fill('新村')
    await label(page, zh.visit.findings).fill('路面平整。')
    await page.getByText(reporting.kept).waitFor()
    await page.goto(`${served.url}/staff#/supervision/${served.cycle.id}`)
    await page.getByText(zh.supervision.drafts).waitFor()
    await page.getByRole('link', { name: zh.supervision.draft }).click()
    await button(page, zh.visit.save).click()
    await page.getByText(zh.visit.saved(1)).waitFor()
    await page.getByText(zh.visit.unplanned).waitFor()
    await button(page, zh.visit.correct).click()
    await label(page, zh.visit.findings).fill('路面平整，标线未画。')
    await button(page, zh.visit.saveCorrection).click()
    await page.getByText(zh.visit.saved(2)).waitFor()
    await page.getByText(zh.visit.version(2)).waitFor()
    const unplanned = (await visits()).find(({ plan }) => plan === null)
    expect(unplanned?.record).toMatchObject({ findings: '路面平整，标线未画。', version: 2 })
  })

  test('leaves to the unit what is to be put right: overdue first, reported with a picture, looked at by a deputy', async () => {
    const { page } = unit
    const item = article(page, '排干东段积水')
    await item.getByText(zh.undertakings.overdue(2)).waitFor()
    await item.getByRole('button', { name: zh.undertakings.report }).click()
    await item.getByLabel(zh.undertakings.reportText).fill('已用泵排干。')
    await item.getByLabel(reporting.files.photos).setInputFiles([await photo()])
    await item.getByRole('button', { name: reporting.files.words.enlarge(1) }).waitFor()
    expect(await inspect(page, 'undertaking-report', NARROW)).toEqual([])
    await item.getByRole('button', { name: zh.undertakings.send, exact: true }).click()
    await page.getByRole('heading', { name: zh.undertakings.count(zh.undertakings.waiting, 1) }).waitFor()

    await phone.page.goto(`${served.url}/staff#/undertakings/${served.cycle.id}`)
    const seen = article(phone.page, '排干东段积水')
    await seen.getByRole('button', { name: zh.undertakings.check }).click()
    await seen.getByLabel(zh.undertakings.notDone).check()
    await seen.getByLabel(zh.undertakings.checkText).fill('东头还有水。')
    await seen.getByText(zh.undertakings.missing.day).waitFor()
    await seen.getByLabel(zh.undertakings.newDay).fill('2026-03-10')
    expect(await inspect(phone.page, 'undertaking-check', PHONE)).toEqual([])
    await seen.getByRole('button', { name: zh.undertakings.send, exact: true }).click()
    await seen.getByText(zh.undertakings.states.open).waitFor()
    expect(await undertakings()).toMatchObject([
      { state: 'open', dueOn: '2026-03-10', steps: [{ act: 'report' }, { act: 'return', role: 'deputy' }] },
    ])
  })

  test('gives it another day from the office, and finds what one unit has to do', async () => {
    const { page } = office
    const record = {
      projectId: present(served.projectIds[0]),
      heldOn: '2026-03-04',
      place: '北街',
      deputyIds: served.hall.assembly.deputyIds,
      findings: '三盏不亮。',
      photos: [],
    }
    const item = { id: 'lamps', text: '换三盏灯', unit: '供电所', owner: '李所长', dueOn: '2026-04-01' }
    await ask(served.hall.secretary, `PUT ${api('/visits/by-office/record')}`, {
      record,
      undertakings: [item],
      from: 0,
    })
    await page.goto(`${served.url}/staff#/undertakings/${served.cycle.id}`)
    await article(page, '换三盏灯').waitFor()
    const [first] = await page.getByRole('article').getByRole('heading').allInnerTexts()
    expect(first).toBe('排干东段积水')
    await label(page, zh.undertakings.unit).selectOption('供电所')
    expect(await page.getByRole('article').getByRole('heading').allInnerTexts()).toEqual(['换三盏灯'])
    await label(page, zh.undertakings.unit).selectOption(UNIT)
    await article(page, '换三盏灯').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: zh.undertakings.move }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(zh.undertakings.newDay).fill('2026-03-20')
    await dialog.getByLabel(zh.undertakings.reason).fill('等水泵。')
    await dialog.getByRole('button', { name: zh.undertakings.send }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(zh.undertakings.first('2026-03-03')).waitFor()
    expect((await undertakings()).find(({ unit: whose }) => whose === UNIT)?.dueOn).toBe('2026-03-20')
    expect(await inspect(page, 'undertakings-office', DESK)).toEqual([])
    await label(page, zh.undertakings.unit).selectOption('供电所')
    await page.getByText(zh.undertakings.unreached).waitFor()
    expect(await inspect(page, 'undertakings-unreached', DESK)).toEqual([])
    await page.getByRole('button', { name: zh.undertakings.move }).click()
    await dialog.getByLabel(zh.undertakings.newUnit).selectOption(UNIT)
    expect(await dialog.getByLabel(zh.undertakings.newDay).inputValue()).toBe('2026-04-01')
    expect(await inspect(page, 'undertaking-to-unit', DESK)).toEqual([])
    await dialog.getByLabel(zh.undertakings.reason).fill('供电所没有账号。')
    await dialog.getByRole('button', { name: zh.undertakings.send }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await undertakings()).find(({ id }) => id === 'lamps')?.unit).toBe(UNIT)
  })

  test('leaves a promise to be looked at to the deputy who had asked for the meeting, and to no other', async () => {
    const { hall, department } = served
    const arrangement = { day: '2026-03-05', time: '09:00', place: '会议室', comers: '代表', projectIds: [] }
    const asked = { whom: '镇长', subject: '夜班车', projectIds: [], questions: [] }
    const other = await hall.assembly.person('deputy', { deputyId: present(hall.assembly.deputyIds[2]) })
    for (const [who, id] of [
      [deputy, 'mine'],
      [other, 'theirs'],
    ] as const) {
      const sitting = api(`/sittings/${id}`)
      await ask(who, `PUT ${sitting}/appointment`, asked)
      await ask(hall.secretary, `POST ${sitting}/arrange`, { arrangement, from: 0 })
      const minutes = { present: '代表', text: '已谈。', items: [], evidence: [] }
      const promise = { id: `by-${id}`, text: `承诺 ${id}`, unit: UNIT, owner: '王主任', dueOn: '2026-05-01' }
      const promises = [{ ...promise, projectId: null }]
      await ask(hall.secretary, `POST ${sitting}/minutes`, { minutes, promises, from: 1 })
      await ask(department, `POST ${api(`/undertakings/by-${id}/report`)}`, { text: '已办。' })
    }
    await phone.page.reload()
    await article(phone.page, '承诺 mine').getByRole('button', { name: zh.undertakings.check }).waitFor()
    await article(phone.page, '承诺 theirs').waitFor()
    expect(await phone.page.getByRole('button', { name: `${zh.undertakings.check} 承诺` }).count()).toBe(1)
  })

  test('puts right what a ballot found not satisfactory, and only then may the second ballot be drafted', async () => {
    const { hall } = served
    const grades = { base: 'all', half: 'fails' }
    await ask(hall.presidium, `PUT ${api('/rule')}`, { answerDays: 15, grades })
    const drafted = `POST ${api('/assessments')}`
    const { ballot } = await ask<{ ballot: string }>(hall.secretary, drafted, voteBody(hall), 201)
    const votes = [
      [0, 2],
      [0, 2],
      [1, 0],
    ]
    await bring(await ballotAt(hall, ballot), 'counted', { votes, cards: 3 })
    await ask<AssessmentView>(hall.secretary, `POST /api/inspect/assessments/${ballot}/announce`)

    const judging = office.page
    await judging.goto(`${served.url}/staff#/satisfaction/${served.cycle.id}`)
    await judging.getByText(zh.rectification.states.missing).first().waitFor()
    await button(judging, meeting.judging.again).click()
    await judging.getByText(zh.rectification.needs(CANAL, zh.rectification.states.missing)).waitFor()
    await label(judging, meeting.draft.threshold).fill('1')
    expect(await button(judging, meeting.judging.button).getAttribute('aria-disabled')).toBe('true')
    expect(await inspect(judging, 'judging-not-put-right', DESK)).toEqual([])

    const { page } = unit
    await page.reload()
    await page.getByRole('button', { name: `${zh.rectification.plan} ${CANAL}` }).click()
    await label(page, zh.rectification.what).fill('重砌渠底，恢复通水。')
    await label(page, zh.rectification.owner).fill('王主任')
    await label(page, zh.rectification.dueOn).fill('2026-04-30')
    expect(await inspect(page, 'rectification-plan', NARROW)).toEqual([])
    await button(page, zh.rectification.save).click()
    const plan = article(page, '重砌渠底')
    await plan.getByRole('button', { name: zh.undertakings.report }).click()
    await plan.getByLabel(zh.undertakings.reportText).fill('已通水。')
    await plan.getByRole('button', { name: zh.undertakings.send, exact: true }).click()
    await judging.getByText(zh.rectification.needs(CANAL, zh.rectification.states.open)).waitFor()

    await phone.page.reload()
    const seen = article(phone.page, '重砌渠底')
    await seen.getByRole('button', { name: zh.undertakings.check }).click()
    await seen.getByLabel(zh.undertakings.done).check()
    await seen.getByLabel(zh.undertakings.checkText).fill('已看，通水。')
    await seen.getByRole('button', { name: zh.undertakings.send, exact: true }).click()
    await phone.page.getByText(zh.rectification.states.settled).waitFor()

    await expect
      .poll(() => button(judging, meeting.judging.button).getAttribute('aria-disabled'))
      .toBe('false')
    await button(judging, meeting.judging.button).click()
    const all = async () => {
      const { assessments } = await ask<{ assessments: AssessmentView[] }>(
        hall.tablet,
        `GET ${api('/assessments')}`,
      )
      return assessments.map(({ round, projects }) => [round, projects.map(({ name }) => name)])
    }
    await expect.poll(all).toEqual([
      [1, [LAMPS, CANAL]],
      [2, [CANAL]],
    ])
    expect(await inspect(page, 'undertakings-unit', NARROW)).toEqual([])
  })

  test('reads in English, too', async () => {
    for (const { page } of [office, phone, unit]) await page.getByRole('button', { name: 'English' }).click()
    await office.page.getByRole('heading', { level: 1, name: meetingEn.judging.heading(year, 2) }).waitFor()
    await phone.page.getByRole('heading', { level: 1, name: en.undertakings.heading(year) }).waitFor()
    expect(await inspect(phone.page, 'undertakings-en', PHONE)).toEqual([])
    await phone.page.getByRole('link', { name: en.undertakings.from.visit }).first().click()
    await phone.page.getByRole('heading', { name: en.visit.record }).waitFor()
    expect(await inspect(phone.page, 'visit-en', PHONE)).toEqual([])
    await office.page.goto(`${served.url}/staff?lang=en#/supervision/${served.cycle.id}`)
    await office.page.getByRole('heading', { level: 1, name: en.supervision.heading(year) }).waitFor()
    expect(await inspect(office.page, 'supervision-en', DESK)).toEqual([])
    expect([...office.faults, ...phone.faults, ...unit.faults]).toEqual([])
  })
})
