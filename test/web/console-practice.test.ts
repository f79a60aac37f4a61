/** The practice vote from the checklist; what each role finds; the page while the service is slow, silent or gone. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import type { StepId } from '../../src/web/staff/checklist.ts'
import { en } from '../../src/web/staff/meeting/strings.en.ts'
import { zh } from '../../src/web/staff/meeting/strings.zh.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { accountOf, atDesk, atTheTellers, signIn, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()

/** A meeting of several browsers: on a busy machine it takes its time. */
const PATIENCE = { timeout: 180_000 }

const RULE = {
  seats: 1,
  ratio: '100%',
  ratioBasis: 'of-seats',
  rounding: 'up',
  marking: 'choose',
  majority: 'over-half-of-all-deputies',
  tie: 'revote',
} as const

const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true })

/** A year whose list is fixed. */
async function fixedYear({ hall }: ServedHall): Promise<string> {
  const { order } = hall.secretary.client.api
  const presidium = hall.presidium.client.api.order.cycles[':id']
  const { id } = await done(order.cycles.$post({ json: { year: 2026, rule: RULE } }))
  const param = { id }
  const all = { for: 9, against: 0, abstain: 0 }
  await done(presidium.rule.adopt.$post({ param, json: all }))
  for (const name of ['运动场改造', '农村路提升']) {
    const json = {
      name,
      category: '基础设施',
      content: '改造升级。',
      place: '镇区',
      responsibleUnit: '镇城建办',
      budgetFen: 123_456_700,
      finishBy: '2026-11-30',
    }
    await done(order.cycles[':id'].candidates.$post({ param, json }))
  }
  const { listDigest } = await done(presidium.$get({ param }))
  await done(presidium.review.$post({ param, json: { ...all, listDigest } }))
  return id
}

describe.runIf(browser !== undefined)('beside the vote', PATIENCE, () => {
  let served: ServedHall
  let cycleId = ''
  beforeAll(async () => {
    served = await serveHall()
  })
  afterAll(() => served.close())

  test('before there is a year, everybody but the secretary is told to wait', async () => {
    const auditor = await atDesk(browser!, served, 'auditor')
    await auditor.page.getByText(zh.home.noneOther).waitFor()
    expect(await inspect(auditor.page, 'console-none-yet')).toEqual([])
    cycleId = await fixedYear(served)
    // Without anything being pressed.
    await auditor.page.getByRole('heading', { name: zh.heading(2026) }).waitFor()
    await auditor.context.close()
  })

  test('an auditor reads the checklist and can do nothing in it', async () => {
    const auditor = await newTablet(browser!)
    await auditor.page.goto(`${served.url}/staff?lang=en`)
    const { username, password } = accountOf(served, 'auditor')
    await auditor.page.getByLabel(WORDS.en.signIn.username, { exact: true }).fill(username)
    await auditor.page.getByLabel(WORDS.en.signIn.password, { exact: true }).fill(password)
    await button(auditor.page, WORDS.en.signIn.button).click()
    await auditor.page.getByRole('heading', { name: en.heading(2026) }).waitFor()
    await auditor.page.getByText(en.waitsFor(en.doers.secretary)).first().waitFor()
    expect(await auditor.page.getByRole('main').getByRole('button').count()).toBe(0)
    expect(await inspect(auditor.page, 'console-auditor-en', { fullPage: true })).toEqual([])
    await auditor.page.goto(`${served.url}/staff?lang=en#/people`)
    await auditor.page.getByRole('heading', { name: WORDS.en.nowhere.heading }).waitFor()
    await auditor.context.close()
  })

  test('a department begins with what it has to deal with, not with the meeting', async () => {
    const { staff } = served.hall.secretary.client.api.people
    const account = { username: 'chengjian', name: '镇城建办', password: 'a good password' }
    await done(staff.$post({ json: { ...account, role: 'department', chief: false } }))
    const department = await newTablet(browser!)
    await department.page.goto(`${served.url}/staff`)
    await signIn(department.page, account)
    await department.page.getByRole('heading', { name: WORDS.zh.nav.duties }).waitFor()
    await department.page.goto(`${served.url}/staff#/meeting/${cycleId}`)
    await department.page.getByRole('heading', { name: WORDS.zh.nowhere.heading }).waitFor()
    expect(department.faults).toEqual([])
    await department.context.close()
  })

  test('a practice vote goes the whole way by itself, marked, without a quorum, and is ended by the secretary', async () => {
    const { page, faults, context } = await atDesk(browser!, served, 'secretary', `#/meeting/${cycleId}`)
    const signIns = served.hall.secretary.client.api.people.meetings[':id']['sign-ins']
    const { meetings } = await done(served.hall.secretary.client.api.people.meetings.$get())
    const id = present(meetings[0], 'the meeting').id
    const { deputyIds } = await done(signIns.$get({ param: { id } }))
    for (const deputyId of deputyIds) await done(signIns[':deputyId'].$delete({ param: { id, deputyId } }))

    await page.getByText(zh.practice.offer).click()
    await button(page, zh.practice.button).click()
    const section = page.getByRole('region', { name: zh.practice.mark })
    await section.waitFor()
    const standsAt = (step: StepId) => section.locator(`[data-step="${step}"].is-current`).waitFor()
    const { ballots } = await done(served.hall.secretary.client.api.ballots.$get({ query: {} }))
    const { uuid } = present(
      ballots.find(({ practice }) => practice),
      'the practice',
    )
    const param = { uuid }
    const tellers = atTheTellers(served, uuid)
    await standsAt('tellers')
    await done(served.hall.presidium.client.api.ballots[':uuid'].tellers.approve.$post({ param }))
    await tellers.makeKeys()
    await tellers.makeCards(5)
    await tellers.signZeroReport(0)
    await tellers.signZeroReport(1)
    await standsAt('seal')
    await button(section, zh.seal.button).click()
    await button(page.getByRole('dialog'), zh.seal.doIt).click()
    await standsAt('checkSeal')
    await tellers.checkSeal(0)
    await tellers.checkSeal(2)
    await tellers.issue(5)
    await standsAt('open')
    await button(section, zh.open.button).click()
    await page.getByRole('dialog').getByText(zh.open.practiceText).waitFor()
    await button(page.getByRole('dialog'), zh.open.doIt).click()
    await standsAt('voting')
    expect(await inspect(page, 'console-practice', { fullPage: true })).toEqual([])
    await button(section, zh.voting.announceClose).click()
    await standsAt('close')
    await button(section, zh.close.button).click()
    await standsAt('endPractice')
    // The real vote is where it was: nobody is here, and the practice has changed nothing of it.
    expect(await page.locator('[data-step="signIn"].is-current').count()).toBe(1)
    await button(section, zh.practice.end).click()
    await page.getByRole('dialog').getByRole('textbox').fill('试投结束')
    await button(page.getByRole('dialog'), zh.practice.endDo).click()
    await section.waitFor({ state: 'detached' })
    await page
      .getByRole('heading', { name: `${zh.earlier.reasons.practice}${zh.colon}${zh.earlier.ended}` })
      .waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  test('the list can be opened again after a void vote, and its years can still be read', async () => {
    const param = { id: cycleId }
    const { decide } = served.hall.presidium.client.api
    await done(decide.cycles[':id'].list.reopen.$post({ param, json: { reason: '金额有误' } }))
    const { page, context } = await atDesk(browser!, served, 'presidium')
    await page.locator('[data-step="list"].is-current').waitFor()
    await expect.poll(() => page.getByRole('heading', { name: zh.earlier.heading }).count()).toBe(1)
    await context.close()
  })

  test('loading, failing, and a service that is not heard of for a while', async () => {
    const { page, context } = await atDesk(browser!, served, 'presidium', '#/account')
    await page.route('**/api/order/cycles', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await route.abort()
    })
    await page.goto(`${served.url}/staff#/`)
    await page.getByText(WORDS.zh.loading).waitFor()
    expect(await inspect(page, 'console-loading')).toEqual([])
    await page.getByRole('alert').getByText(WORDS.zh.unreachable).waitFor()
    expect(await inspect(page, 'console-failed')).toEqual([])
    await page.unroute('**/api/order/cycles')
    await button(page, WORDS.zh.retry).click()
    await page.getByRole('heading', { name: zh.heading(2026) }).waitFor()
    await page.goto(`${served.url}/staff#/meeting/nothing-here`)
    await page.getByRole('alert').getByText('没有这个年度').waitFor()
    await context.close()
  })

  test('a meeting at which another year was voted on is no year’s own, unless it is chosen by hand', async () => {
    const { secretary, presidium, tellers } = served.hall
    const { people, order, decide } = secretary.client.api
    const autumn = await done(people.meetings.$post({ json: { name: '第六次会议', heldOn: '2026-11-20' } }))
    const all = { for: 9, against: 0, abstain: 0 }
    const year = presidium.client.api.order.cycles[':id']
    const param = { id: cycleId }
    const { listDigest } = await done(year.$get({ param }))
    await done(year.review.$post({ param, json: { ...all, listDigest } }))
    const setup = { meetingId: autumn.id, tellerIds: tellers.map(({ staffId }) => staffId), threshold: 2 }
    await done(decide.cycles[':id'].votes.$post({ param: { id: cycleId }, json: setup }))
    const later = await done(order.cycles.$post({ json: { year: 2027, rule: RULE } }))
    const { page, context } = await atDesk(browser!, served, 'secretary', `#/meeting/${later.id}`)
    const heads = page.locator('[data-step="signIn"]')
    await button(heads, zh.signIn.makeMeeting).waitFor()
    expect(await heads.getByRole('group', { name: zh.signIn.counts }).count()).toBe(0)
    expect(await inspect(page, 'console-no-meeting', { fullPage: true })).toEqual([])
    await heads.getByLabel(zh.signIn.which).selectOption(autumn.id)
    await heads.getByRole('group', { name: zh.signIn.counts }).waitFor()
    // This year's own is found by itself.
    await done(people.meetings.$post({ json: { name: '第七次会议', heldOn: '2027-01-08' } }))
    await page.reload()
    await page.locator('.meeting-head').getByText('第七次会议').waitFor()
    await page.goto(`${served.url}/staff#/meeting/${cycleId}`)
    await page.locator('.meeting-head').getByText('第六次会议').waitFor()
    await context.close()
  })
})
