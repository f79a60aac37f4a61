/** A year's meeting run from the checklist: secretary and presidium, each at their own device, following each other. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castAll } from '../../src/cli/hall.ts'
import { done } from '../../src/cli/client.ts'
import type { StepId } from '../../src/web/staff/checklist.ts'
import { en } from '../../src/web/staff/meeting/strings.en.ts'
import { zh } from '../../src/web/staff/meeting/strings.zh.ts'
import { artefact, inspect, launchBrowser, SIZES, type Tablet } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk, atTheTellers, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()

/** A meeting of several browsers: on a busy machine it takes its time. */
const PATIENCE = { timeout: 180_000 }

const PHONE = { width: 390, height: 844 }
const CANDIDATES = ['中心小学运动场改造', '四好农村路提升', '农村饮水安全巩固提升'] as const

const step = (page: Page, id: StepId): Locator => page.locator(`[data-step="${id}"]`).first()
const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true })
const isStopped = async (found: Locator): Promise<boolean> =>
  (await found.getAttribute('aria-disabled')) === 'true'

/** Opens a step that is folded, as it stays until it changes. */
async function unfold(page: Page, id: StepId): Promise<void> {
  const found = step(page, id)
  if ((await found.locator('.body').count()) === 0) await found.locator('summary').first().click()
  await found.locator('.body').waitFor()
}

/** Waits until the meeting stands at this step. */
async function standsAt(page: Page, id: StepId): Promise<void> {
  await page.locator(`[data-step="${id}"].is-current`).first().waitFor()
}

/** What an element says besides its own text: the reason why a button does nothing. */
async function reasonOf(page: Page, found: Locator): Promise<string> {
  const id = present(await found.getAttribute('aria-describedby'), 'a reason')
  return page.locator(`[id="${id}"]`).innerText()
}

/** Presses what has no way back: it asks first, and says what is fixed. */
async function pressSurely(
  page: Page,
  id: StepId,
  words: { readonly button: string; readonly doIt: string },
  fixed: string,
): Promise<void> {
  await button(step(page, id), words.button).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(fixed).waitFor()
  expect(await inspect(page, `console-ask-${id}`)).toEqual([])
  await button(dialog, words.doIt).click()
}

/** A count of hands: nine people, three projects. */
const counted = (first: number) => ({
  issued: 9,
  returned: 9,
  valid: 9,
  invalid: 0,
  figures: { kind: 'choose' as const, blank: 0, approvals: [first, 8 - first, 1] },
})

/** Beside each other on one line, also on a page in half a window, while one of them says why it does nothing. */
async function standBeside(page: Page, one: Locator, other: Locator): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 640, height: 900 })
  const tops = async (): Promise<unknown[]> =>
    Promise.all([one, other].map(async (each) => (await each.boundingBox())?.y))
  await expect.poll(async () => new Set(await tops()).size).toBe(1)
  expect(await isStopped(one)).toBe(true)
  await page.screenshot({ path: artefact('console-list-form-640x900') })
  await page.setViewportSize(present(before, 'a size'))
}

/** The presidium holds a phone: it is looked at there, and at the other sizes. */
async function fitsPhone({ page }: Tablet, name: string): Promise<void> {
  expect(await inspect(page, name, { sizes: [PHONE, ...SIZES] })).toEqual([])
}

describe.runIf(browser !== undefined)('a meeting', PATIENCE, () => {
  let served: ServedHall
  let secretary: Tablet
  let presidium: Tablet
  let uuid = ''
  beforeAll(async () => {
    served = await serveHall({ closeNoticeSeconds: 12 })
    secretary = await atDesk(browser!, served, 'secretary')
    presidium = await atDesk(browser!, served, 'presidium')
    await presidium.page.setViewportSize(PHONE)
  })
  afterAll(() => served.close())

  test('a year is set up with its rule in words, and the number of candidates is worked out', async () => {
    const { page } = secretary
    await page.getByLabel(zh.home.year, { exact: true }).fill('2026')
    await page.getByLabel(zh.rule.seats, { exact: true }).fill('1')
    await page.getByLabel(zh.rule.ratio, { exact: true }).fill('lots')
    await page.getByText(zh.rule.unreadable).waitFor()
    await button(page, zh.home.makeYear).click()
    // What the service finds wrong stands at its field.
    await page.getByText('比例写成 70%、1/3 或 0.7').waitFor()
    await page.getByLabel(zh.rule.ratio, { exact: true }).fill('70%')
    await page.getByText('1 × (1 + 70%) = 1.7').waitFor()
    expect(await inspect(page, 'console-new-year', { fullPage: true })).toEqual([])
    await page.getByLabel(zh.rule.majority, { exact: true }).selectOption('over-half-of-present')
    await button(page, zh.home.makeYear).click()
    await standsAt(page, 'rule')
  })

  test('the presidium records the adoption at its own device; before, nothing else can be done', async () => {
    const { page } = secretary
    // The year has come to the presidium by itself.
    await standsAt(presidium.page, 'rule')
    expect(await button(page, zh.rule.adopt).count()).toBe(0)
    await unfold(page, 'list')
    await step(page, 'list').getByText('先由主席团登记票决办法已通过').waitFor()
    await unfold(page, 'seal')
    await step(page, 'seal').getByText('先设定本次投票').waitFor()
    expect(await step(page, 'seal').getByRole('button').count()).toBe(0)

    const adopt = button(presidium.page, zh.rule.adopt)
    expect(await isStopped(adopt)).toBe(true)
    expect(await reasonOf(presidium.page, adopt)).toContain(zh.resolution.missing)
    await fitsPhone(presidium, 'console-adopt')
    await presidium.page.getByLabel(zh.resolution.for, { exact: true }).fill('2')
    await presidium.page.getByLabel(zh.resolution.against, { exact: true }).fill('7')
    await adopt.click()
    await presidium.page.getByRole('alert').getByText('没有通过').waitFor()
    // Nine deputies cannot give ten votes.
    await presidium.page.getByLabel(zh.resolution.for, { exact: true }).fill('3')
    await adopt.click()
    await presidium.page.getByRole('alert').getByText('票数超过代表总数').waitFor()
    await presidium.page.getByLabel(zh.resolution.for, { exact: true }).fill('9')
    await presidium.page.getByLabel(zh.resolution.against, { exact: true }).fill('0')
    await adopt.click()
    await standsAt(page, 'list')
    await standsAt(presidium.page, 'list')
    // Folded, with what was recorded and when.
    await step(page, 'rule').locator('time').waitFor()
  })

  test('candidates are added, changed and removed; the presidium fixes the list and opens it again with a reason', async () => {
    const { page } = secretary
    const list = step(page, 'list')
    // Of nothing there is no ratio.
    await list.getByText('应选 1 项，现有候选 0 项。').waitFor()
    await list.getByText('比要求少 2 项。').waitFor()
    for (const name of [...CANDIDATES, '多余的项目']) {
      await button(list, zh.list.add).click()
      if (name === CANDIDATES[0]) await standBeside(page, button(list, zh.list.save), button(list, zh.cancel))
      for (const [label, text] of [
        [zh.list.fields.name, name],
        [zh.list.fields.category, '基础设施'],
        [zh.list.fields.place, '镇区'],
        [zh.list.fields.responsibleUnit, '镇城建办'],
        [zh.list.fields.content, '改造升级。'],
        [zh.list.fields.budget, '123.4567'],
        [zh.list.fields.finishBy, '2026-11-30'],
      ] as const)
        await list.getByLabel(label, { exact: true }).fill(text)
      await button(list, zh.list.save).click()
      await list.getByText(name).first().waitFor()
    }
    await list.getByRole('button', { name: `${zh.list.remove} 多余的项目` }).click()
    await button(page.getByRole('dialog'), zh.list.remove).click()
    await list.getByText('多余的项目').first().waitFor({ state: 'detached' })
    await list.getByText('123.4567 万元').first().waitFor()
    expect(await inspect(page, 'console-list', { fullPage: true })).toEqual([])

    const fix = async (): Promise<void> => {
      await presidium.page.getByLabel(zh.resolution.for, { exact: true }).fill('9')
      await button(presidium.page, zh.list.fix).click()
      await standsAt(presidium.page, 'draft')
    }
    await presidium.page.getByText(CANDIDATES[2]).waitFor()
    await fix()
    await unfold(presidium.page, 'rule')
    expect(await reasonOf(presidium.page, button(presidium.page, zh.rule.reopen))).toContain(
      zh.rule.listFixed,
    )
    await unfold(presidium.page, 'list')
    await button(presidium.page, zh.list.reopen).click()
    await presidium.page.getByLabel(zh.resolution.for).first().waitFor({ state: 'detached' })
    await presidium.page.getByRole('dialog').getByRole('textbox').fill('金额写错了')
    await fitsPhone(presidium, 'console-reopen')
    await button(presidium.page.getByRole('dialog'), zh.list.reopenDo).click()
    await standsAt(page, 'list')
    // With no list fixed by it, the rule can be opened again too.
    await button(step(presidium.page, 'rule'), zh.rule.reopen).click()
    await presidium.page.getByRole('dialog').getByRole('textbox').fill('应选数录错')
    await fitsPhone(presidium, 'console-reopen-rule')
    await button(presidium.page.getByRole('dialog'), zh.rule.reopenDo).click()
    await standsAt(page, 'rule')
    await button(step(page, 'rule'), zh.rule.change).waitFor()
    await presidium.page.getByLabel(zh.resolution.for, { exact: true }).fill('9')
    await button(presidium.page, zh.rule.adopt).click()
    await standsAt(presidium.page, 'list')
    await fix()
    await standsAt(page, 'draft')
  })

  test('heads are ticked and scanned; the quorum stands against its formula', async () => {
    const { page } = secretary
    const { api } = served.hall.secretary.client
    await unfold(page, 'signIn')
    const signIn = step(page, 'signIn')
    await signIn.getByText('9 × 2/3 = 6 人').waitFor()
    // Three leave, and the quorum is lost with the fourth.
    const box = (n: number): Locator => signIn.getByRole('checkbox', { name: `代表${n}`, exact: true })
    for (const n of [1, 2, 3, 4]) {
      await box(n).click()
      await expect.poll(() => box(n).isChecked()).toBe(false)
    }
    await signIn.getByText(zh.signIn.notQuorate(1)).waitFor()
    await signIn.getByLabel(zh.signIn.search).fill('代表9')
    await signIn.getByText(zh.signIn.roll(1)).waitFor()
    await signIn.getByLabel(zh.signIn.search).fill('')
    const { deputies } = await done(api.people.deputies.$get())
    const scan = signIn.getByLabel(zh.signIn.scan)
    for (const [typed, said] of [
      [present(deputies[0], 'a deputy').id, zh.signIn.signedIn('代表1')],
      [present(deputies[0], 'a deputy').id, zh.signIn.hereAlready('代表1')],
      ['nobody', zh.signIn.unknownBadge],
      [present(deputies[1], 'a deputy').id, zh.signIn.signedIn('代表2')],
    ] as const) {
      await scan.pressSequentially(typed)
      await scan.press('Enter')
      await signIn.getByRole('status').getByText(said).waitFor()
    }
    await signIn.getByText(zh.signIn.quorate).waitFor()
    // Two in quick succession, before the service has answered for the first; the first is refused, and it is said whose.
    const failing = '**/sign-ins'
    let asked = 0
    await page.route(failing, async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      await new Promise((resolve) => setTimeout(resolve, 500))
      return (asked += 1) === 1 ? route.abort() : route.continue()
    })
    for (const n of [2, 3]) {
      await scan.fill(present(deputies[n], 'a deputy').id)
      await scan.press('Enter')
    }
    await signIn.getByRole('status').getByText(zh.signIn.signedIn('代表4')).waitFor()
    await signIn.getByText(zh.signIn.notSignedIn('代表3')).waitFor()
    await page.unroute(failing)
    await scan.fill(present(deputies[2], 'a deputy').id)
    await scan.press('Enter')
    await signIn.getByRole('status').getByText(zh.signIn.signedIn('代表3')).waitFor()
    expect(await signIn.getByText(zh.signIn.notSignedIn('代表3')).count()).toBe(0)
    await signIn.getByText('9', { exact: true }).first().waitFor()
    // The presidium sees the same heads without having asked.
    await step(presidium.page, 'signIn')
      .getByText(zh.recorded.heads(9, 9, 6))
      .waitFor()
    expect(await inspect(page, 'console-heads', { fullPage: true })).toEqual([])
  })

  test('the vote is set up, its tellers approved; the box cannot be sealed too early and says why', async () => {
    const { page } = secretary
    const draft = step(page, 'draft')
    await draft.getByLabel(zh.draft.threshold).fill('4')
    expect(await reasonOf(page, button(draft, zh.draft.button))).toContain(zh.draft.thresholdWrong)
    await draft.getByLabel(zh.draft.threshold).fill('2')
    await button(draft, zh.draft.button).click()
    await standsAt(page, 'tellers')
    const { ballots } = await done(served.hall.secretary.client.api.ballots.$get({ query: {} }))
    uuid = present(ballots.at(-1), 'the ballot').uuid
    await unfold(page, 'seal')
    const seal = button(step(page, 'seal'), zh.seal.button)
    expect(await isStopped(seal)).toBe(true)
    await seal.click({ force: true })
    await seal.press('Enter')
    expect(await reasonOf(page, seal)).toContain('票卡已制')
    expect(await inspect(page, 'console-too-early', { fullPage: true })).toEqual([])

    await fitsPhone(presidium, 'console-approve')
    await unfold(page, 'tellers')
    expect(await step(page, 'tellers').getByText(zh.tellers.approved, { exact: true }).count()).toBe(0)
    await button(presidium.page, zh.tellers.approve).click()
    await standsAt(page, 'keys')
    await unfold(page, 'tellers')
    const approved = step(page, 'tellers').getByText(zh.tellers.approved, { exact: true })
    await expect.poll(() => approved.count()).toBe(served.hall.tellers.length)
  })

  test('keys, cards, zero report: the secretary sees whom it waits for, and seals', async () => {
    const { page } = secretary
    const tellers = atTheTellers(served, uuid)
    await step(page, 'keys').getByText(zh.waitsFor(zh.doers.tellers)).waitFor()
    await tellers.makeKeys()
    await standsAt(page, 'cards')
    const codes = await tellers.makeCards(11)
    await standsAt(page, 'zeroReport')
    await tellers.signZeroReport(0)
    await step(page, 'zeroReport').getByText(zh.zeroReport.signed).waitFor()
    await tellers.signZeroReport(1)
    await standsAt(page, 'seal')
    await button(step(page, 'seal'), zh.seal.button).click()
    // Left, nothing is done.
    await button(page.getByRole('dialog'), WORDS.zh.leave).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const { state } = await done(served.hall.secretary.client.api.ballots[':uuid'].$get({ param: { uuid } }))
    expect(state).toBe('carded')
    await pressSurely(page, 'seal', zh.seal, '3 个候选项目、11 张票卡和 3 名监票人的钥匙')
    await standsAt(page, 'checkSeal')
    await tellers.checkSeal(0)
    await tellers.checkSeal(1)
    await standsAt(page, 'issue')
    await tellers.issue(9)
    await standsAt(page, 'open')
    expect(await inspect(page, 'console-open', { fullPage: true })).toEqual([])
    await pressSurely(page, 'open', zh.open, '应到 9 人，实到 9 人；已发出票卡 9 张')
    await standsAt(page, 'voting')
    await standsAt(presidium.page, 'voting')

    const { ballots } = served.hall.secretary.client.api
    const view = await done(ballots[':uuid'].$get({ param: { uuid } }))
    const choices = [[0], [0], [0], [0], [1], [1], []]
    const votes = choices.map((chosen, i) => ({
      code: present(codes[i], 'a code'),
      decision: { kind: 'choose', chosen } as const,
    }))
    await castAll(served.hall, view, votes, () => undefined)
    const returned = step(page, 'voting').locator('[data-count="returned"]')
    // In steps of five: seven are in the box.
    await expect.poll(() => returned.innerText()).toBe('5')
    expect(await inspect(page, 'console-voting', { fullPage: true })).toEqual([])
  })

  test('who leaves while the vote is open is signed out only after a question', async () => {
    const { page } = secretary
    await unfold(page, 'signIn')
    const signIn = step(page, 'signIn')
    const box = signIn.getByRole('checkbox', { name: '代表9', exact: true })
    await box.click()
    const dialog = page.getByRole('dialog', { name: zh.signIn.leaveHeading })
    expect(await box.isChecked()).toBe(true)
    await button(dialog, zh.signIn.leaveDo).click()
    await expect.poll(() => box.isChecked()).toBe(false)
    await box.click()
    await expect.poll(() => box.isChecked()).toBe(true)
  })

  test('the close is announced, taken back, announced again, and pressed when its time has come', async () => {
    const { page } = secretary
    await button(step(page, 'voting'), zh.voting.announceClose).click()
    await standsAt(page, 'close')
    const close = button(step(page, 'close'), zh.close.button)
    expect(await isStopped(close)).toBe(true)
    expect(await reasonOf(page, close)).toContain(zh.close.wait)
    await step(presidium.page, 'close').getByRole('timer').waitFor()
    await button(page, zh.close.retract).click()
    await page.getByRole('dialog').getByRole('textbox').fill('还有代表没有投完')
    await button(page.getByRole('dialog'), zh.close.retractDo).click()
    await standsAt(page, 'voting')
    await button(step(page, 'voting'), zh.voting.announceClose).click()
    await standsAt(page, 'close')
    expect(await inspect(page, 'console-countdown')).toEqual([])
    await page.getByText(zh.close.due).waitFor()
    // Nothing says any more that it is too early.
    await step(page, 'close').getByText(zh.yours, { exact: true }).waitFor()
    await close.click()
    await standsAt(page, 'shares')
    await step(page, 'close').getByText(zh.close.returned(7)).first().waitFor()
  })

  test('the tellers open, the secretary counts, the sums add up, the result is announced', async () => {
    const { page } = secretary
    const tellers = atTheTellers(served, uuid)
    await unfold(page, 'announce')
    expect(await isStopped(button(step(page, 'announce'), zh.announce.button))).toBe(true)
    await tellers.giveShare(0)
    await tellers.giveShare(2)
    await standsAt(page, 'count')
    await button(step(page, 'count'), zh.count.button).click()
    await standsAt(page, 'reconcile')
    await step(page, 'reconcile').getByText('未用的票卡还没有清点销毁').waitFor()
    await tellers.destroyUnused(2)
    await standsAt(page, 'announce')
    await unfold(page, 'reconcile')
    await step(page, 'reconcile').getByText('收回 7 = 有效 7 + 无效 0').waitFor()
    await step(page, 'reconcile').getByText('制作 11 − 发出 9 − 作废 0 = 应剩 2；销毁 2').waitFor()
    expect(await inspect(page, 'console-announce', { fullPage: true })).toEqual([])
    await pressSurely(page, 'announce', zh.announce, '收回 7 张，有效 7 张，无效 0 张')
    // Four of nine are not more than half: the seat stays open.
    await standsAt(page, 'goOn')
    await standsAt(presidium.page, 'goOn')
    await presidium.page.getByText(zh.goOn.unfilled(1)).waitFor()
    await fitsPhone(presidium, 'console-go-on')
  })

  test('a run-off is set up, declared void by the presidium, and repeated', async () => {
    const { page } = secretary
    await button(step(page, 'goOn'), zh.goOn.runoff).click()
    await standsAt(page, 'tellers')
    await page.getByRole('heading', { name: zh.earlier.heading }).waitFor()
    await button(presidium.page, zh.powers.void).click()
    await presidium.page.getByRole('dialog').getByRole('textbox').fill('名单印错')
    await fitsPhone(presidium, 'console-void')
    await button(presidium.page.getByRole('dialog'), zh.powers.voidDo).click()
    await standsAt(page, 'goOn')
    await expect.poll(() => page.getByText(zh.earlier.void).count()).toBe(1)
    await button(step(page, 'goOn'), zh.goOn.runoff).click()
    await standsAt(page, 'tellers')
  })

  test('the presidium switches to a show of hands, two tellers count, the result is announced', async () => {
    const { page } = secretary
    await button(presidium.page, zh.tellers.approve).click()
    await standsAt(page, 'keys')
    await button(presidium.page, zh.powers.method).click()
    const dialog = presidium.page.getByRole('dialog', { name: zh.powers.method })
    await dialog.getByLabel(zh.powers.methodLabel).selectOption('hands')
    await dialog.getByRole('textbox').fill('停电，平板不能用')
    await fitsPhone(presidium, 'console-method')
    await button(dialog, zh.powers.methodDo).click()
    await standsAt(page, 'handCount')
    await page.getByText(zh.switchedBand(zh.methods.hands, '停电，平板不能用')).waitFor()
    const { ballots } = await done(served.hall.secretary.client.api.ballots.$get({ query: {} }))
    const byHand = present(
      ballots.find(({ state }) => state === 'byHand'),
      'the ballot',
    )
    const tellers = atTheTellers(served, byHand.uuid)
    await tellers.countByHand(0, counted(5))
    await tellers.countByHand(1, counted(4))
    await page.getByText(zh.handCount.differ(2)).waitFor()
    expect(await inspect(page, 'console-by-hand', { fullPage: true })).toEqual([])
    // Nothing is compared before both have counted again.
    await tellers.countByHand(0, counted(5))
    await tellers.countByHand(1, counted(5))
    await standsAt(page, 'announce')
    await pressSurely(page, 'announce', zh.announce, '收回 9 张，有效 9 张，无效 0 张')
    // Nothing is left that the page could wait for; the papers can be printed, as often as one likes.
    await page.getByRole('status').getByText(zh.allDone).waitFor()
    expect(await page.locator('.is-current').count()).toBe(0)
    await step(page, 'print').getByText(zh.print.anyTime).waitFor()
    await step(page, 'print').getByRole('link', { name: zh.print.button }).waitFor()
    // The other language says the same.
    await button(page, 'English').click()
    await page.getByText(en.allDone).waitFor()
    // What was said before, too.
    await page.getByText(en.signIn.signedIn('代表3')).waitFor()
    expect(await inspect(page, 'console-done-en', { fullPage: true })).toEqual([])
    expect(secretary.faults).toEqual([])
    expect(presidium.faults).toEqual([])
  })
})
