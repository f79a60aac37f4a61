/**
 * Taihe's year through browsers only, from an empty database to the announcement: a secretary, the presidium, three
 * tellers, six tablets at which 86 deputies type their codes, the big screen and an auditor. What comes out is what the
 * case expects, and the archive is good for our auditor's page and for a program that others wrote.
 */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCase, type Case } from '../../src/cli/case.ts'
import { wanYuan } from '../../src/web/shared/figures.ts'
import { zh as auditWords } from '../../src/web/auditor/strings.zh.ts'
import { zh as screenWords } from '../../src/web/screen/strings.zh.ts'
import { zh as meetingWords } from '../../src/web/staff/meeting/strings.zh.ts'
import { beleniosTool, inFolder } from '../support/belenios-tool.ts'
import { artefact, inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { AtTheAudit } from './at-the-audit.ts'
import { AtTheTablet } from './at-the-tablet.ts'
import { AtTheTeller, printedCards } from './at-the-teller.ts'
import {
  button,
  emptyHall,
  hire,
  importDeputies,
  isDone,
  label,
  press,
  resolve,
  setUp,
  step,
  type Desk,
  type EmptyHall,
} from './the-hall.ts'

const { browser } = await launchBrowser()
const reference = beleniosTool()
const CASE = path.join(import.meta.dirname, '../cases/taihe-2020.json')
const TABLETS = 6
const SPARES = 5

describe.skipIf(browser === undefined)('Taihe 2020, in browsers only', { timeout: 900_000 }, () => {
  let theCase: Case
  let hall: EmptyHall
  let secretary: Desk
  let presidium: Desk
  let screen: Desk
  let chief: AtTheTeller
  let tellers: AtTheTeller[]
  let uuid: string
  let codes: readonly string[]
  let fingerprint: string
  const secrets = new Map<AtTheTeller, string>()
  const receipts: string[] = []

  beforeAll(async () => {
    theCase = await readCase(CASE)
    hall = await emptyHall()
  })
  // Each test goes on where the one before ended: after a failure there is nothing to see.
  let failed = false
  beforeEach(({ skip }) => skip(failed, 'an earlier step of the year has failed'))
  afterEach(async ({ task }) => {
    if (failed || task.result?.state !== 'fail') return
    failed = true
    // What people were looking at.
    for (const [name, at] of Object.entries({ secretary, presidium, chief }))
      await at?.page.screenshot({ path: artefact(`taihe-failed-${name}`), fullPage: true })
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })
  const candidates = () => present(theCase.candidates)
  const teller = ({ page, faults }: Desk) => new AtTheTeller(page, hall.url, 'zh', faults)

  test('the congress, its staff and its deputies', async () => {
    secretary = await setUp(browser as Browser, hall, theCase.assembly.name)
    const made = (name: string, username: string, role: 'presidium' | 'teller' | 'chief') =>
      hire(browser as Browser, hall, secretary, { name, username, role })
    presidium = await made('陈主席', 'chen', 'presidium')
    chief = teller(await made('王总监票', 'wang', 'chief'))
    tellers = [
      chief,
      teller(await made('李监票', 'li', 'teller')),
      teller(await made('赵监票', 'zhao', 'teller')),
    ]
    const names = Array.from(
      { length: theCase.assembly.deputies },
      (_, i) => `代表${String(i + 1).padStart(3, '0')}`,
    )
    await importDeputies(hall, secretary, names)
    screen = await newTablet(browser as Browser)
    await screen.page.goto(`${hall.url}/screen`)
    await onScreen(screenWords.notConvened)
    expect(screen.faults).toEqual([])
  })

  const onScreen = (text: string): Promise<void> =>
    screen.page.getByText(text, { exact: true }).first().waitFor({ timeout: 60_000 })

  test('the rule, the list, the meeting', async () => {
    const { page } = secretary
    const { home, rule, list, signIn } = meetingWords
    await page.goto(`${hall.url}/staff#/`)
    await label(page, home.year).fill(String(theCase.year))
    const wanted = present(theCase.rule)
    await label(page, rule.seats).fill(String(wanted.seats))
    await label(page, rule.ratio).fill(wanted.ratio)
    await label(page, rule.satisfaction).selectOption('all')
    await page.getByRole('status').getByText('9 项').waitFor()
    await button(page, home.makeYear).click()
    await presidium.page.reload()
    await resolve(presidium, 'rule', theCase.assembly.present, rule.adopt)

    await isDone('rule', secretary)
    const item = await step(secretary, 'list')
    for (const [i, candidate] of candidates().entries()) {
      await button(item, list.add).click()
      const { fields } = list
      await label(item, fields.name).fill(candidate.name)
      await label(item, fields.category).fill(candidate.category)
      await label(item, fields.place).fill(candidate.place)
      await label(item, fields.responsibleUnit).fill(candidate.responsibleUnit)
      await label(item, fields.content).fill(candidate.content)
      await label(item, fields.budget).fill(
        wanYuan(Math.round(candidate.budgetYuan * 100)).replaceAll(',', ''),
      )
      await label(item, fields.finishBy).fill(candidate.finishBy ?? `${theCase.year}-12-31`)
      await button(item, list.save).click()
      await item
        .locator('.candidates > li')
        .nth(i)
        .getByText(`${i + 1}. ${candidate.name}`)
        .waitFor()
    }
    // The presidium fixes what it sees: all of them.
    const seen = (await step(presidium, 'list')).locator('.candidates > li')
    await seen.nth(candidates().length - 1).waitFor()
    await resolve(presidium, 'list', 9, list.fix)
    await isDone('list', secretary)

    const signInStep = await step(secretary, 'signIn')
    await label(signInStep, signIn.meetingName).fill('第二十届人民代表大会第五次会议')
    await label(signInStep, signIn.heldOn).fill('2020-01-10')
    await button(signInStep, signIn.makeMeeting).click()
    const heads = signInStep.locator('[data-count="present"]')
    await expect.poll(() => heads.innerText()).toBe('0')
  })

  test('86 heads are ticked, and the quorum is there', async () => {
    const item = await step(secretary, 'signIn')
    const boxes = item.locator('.roll').getByRole('checkbox')
    await expect.poll(() => boxes.count()).toBe(theCase.assembly.deputies)
    for (let i = 0; i < theCase.assembly.present; i += 1) await boxes.nth(i).check()
    const count = item
      .locator('[data-count="present"]')
      .getByText(String(theCase.assembly.present), { exact: true })
    await count.waitFor()
    await item.getByText(meetingWords.signIn.quorate).waitFor()
    // Quorate and with a fixed list, the hall is shown what it will vote on.
    await onScreen(screenWords.ruleAndCandidates)
    expect(await inspect(secretary.page, 'taihe-sign-in')).toEqual([])
  })

  test('the vote is drafted, the tellers are approved and make their keys', async () => {
    await press(secretary, 'draft', meetingWords.draft.button)
    await press(presidium, 'tellers', meetingWords.tellers.approve)
    for (const each of tellers) {
      await each.page.goto(`${hall.url}/staff#/`)
      await each.page.getByRole('link', { name: `${theCase.year}年民生实事项目票决` }).click()
      secrets.set(each, await each.makeSecret())
      await each.keepSecret()
    }
    uuid = present(/#\/ballot\/(\w+)/.exec(chief.page.url())?.[1])
    for (const each of tellers) await each.sees('keys', 'done')
    for (const each of tellers) {
      await each.enterSecret(each.step('secret'), present(secrets.get(each)), each.words.prove)
      await each.sees('secret', 'done')
    }
    await isDone('keys', secretary, presidium)
    expect(new Set(secrets.values()).size).toBe(tellers.length)
  })

  test('cards, zero report, seal', async () => {
    const { words, page } = chief
    const made = theCase.assembly.deputies + SPARES
    await chief.sees('cards', 'now')
    await chief.field(words.cardsSpare).fill(String(SPARES))
    await chief.button(words.makeCards(made)).click()
    await page
      .locator('.on-paper .vote-card')
      .nth(made - 1)
      .waitFor({ state: 'attached' })
    codes = (await printedCards(page)).map(({ code }) => code)
    expect(codes).toHaveLength(made)
    await chief.field(words.cardsCount).fill(String(made))
    await chief.button(words.cardsCountDone).click()
    for (const each of tellers) await each.button(words.zeroSign).click()
    await press(secretary, 'seal', meetingWords.seal.button, meetingWords.seal.doIt)
    for (const each of tellers) {
      const at = each.step('seal')
      await each.sees('seal', 'now')
      await each.enterSecret(at, present(secrets.get(each)), words.sealCheck)
      await each.button(words.sealConfirm, at).click()
      await each.sees('seal', 'done')
    }
    await isDone('checkSeal', secretary)
    fingerprint = await fingerprintOf()
    await onScreen(screenWords.sealed)
    await chief.field(words.issueField).fill(String(theCase.assembly.present))
    await chief.button(words.issue).click()
    await isDone('issue', secretary)
  })

  async function fingerprintOf(): Promise<string> {
    const shown = await present(tellers[1]).step('seal').locator('.groups').first().innerText()
    return shown.replaceAll(/\s/g, '')
  }

  test('86 deputies vote on six tablets', async () => {
    await press(secretary, 'open', meetingWords.open.button, meetingWords.open.doIt)
    await onScreen(screenWords.open)
    const votes = present(theCase.ballots).entries()
    async function tablet(): Promise<void> {
      const { page, faults, context } = await newTablet(browser as Browser)
      const voter = new AtTheTablet(page, hall.url)
      await voter.open()
      // Each takes the next deputy from the queue.
      for (const [i, marks] of votes) {
        await voter.type(present(codes[i]))
        const names = (marks as readonly number[]).map((mark) => present(candidates()[mark]).name)
        await voter.choose(...names)
        if (names.length > 0) await voter.cast()
        else {
          await voter.button(voter.words.chooseAbstain).click()
          await voter.button(voter.words.cast).click()
        }
        receipts.push(await voter.receipt())
        await voter.button(voter.words.clearNow).click()
        await voter.cleared()
      }
      expect(faults).toEqual([])
      await context.close()
    }
    await Promise.all(Array.from({ length: TABLETS }, tablet))
    expect(new Set(receipts).size).toBe(theCase.assembly.present)
    // In steps of five, on the console as everywhere.
    const returned = (await step(secretary, 'voting')).locator('[data-count="returned"]')
    await returned.getByText('85', { exact: true }).waitFor()
    await onScreen(screenWords.atLeast(85))
    expect(await screen.page.locator('body').innerText()).not.toContain('86 张票')
    expect(await inspect(secretary.page, 'taihe-open')).toEqual([])
  })

  test('the close is announced, the box is cut and opened by two of three tellers', async () => {
    const { voting, close, count } = meetingWords
    await press(secretary, 'voting', voting.announceClose)
    await press(secretary, 'close', close.button)
    await secretary.page.getByText(close.returned(theCase.assembly.present)).first().waitFor()
    for (const each of [present(tellers[1]), present(tellers[2])]) {
      const { words } = each
      await each.sees('opening', 'now')
      const at = each.step('opening')
      await each.field(words.openReturned, at).fill(String(theCase.assembly.present))
      await each.field(words.openFingerprint, at).fill(fingerprint.slice(0, 8))
      await each.enterSecret(at, present(secrets.get(each)), words.openExamine)
      await each.button(words.give, at).click({ timeout: 240_000 })
      await each.text(words.openGiven)
    }
    await press(secretary, 'count', count.button)
    const { words } = chief
    await chief.field(words.unusedField).fill(String(SPARES))
    await chief.button(words.unusedDestroy).click()
    await isDone('reconcile', secretary)
    expect(await inspect(secretary.page, 'taihe-counted', { fullPage: true })).toEqual([])
    await onScreen(screenWords.counted)
    await press(secretary, 'announce', meetingWords.announce.button, meetingWords.announce.doIt)
    await onScreen(screenWords.result)
    await screen.page.screenshot({ path: artefact('taihe-screen-result') })
  })

  test('the outcome is the case’s, on everybody’s page', async () => {
    const { elected = [], approvals = [] } = present(theCase.expect)
    await isDone('announce', presidium)
    const rows = (await step(presidium, 'announce')).locator('tbody tr')
    await rows.nth(candidates().length - 1).waitFor()
    const table = (await rows.allInnerTexts()).map((row) => row.split('\t'))
    expect(table.map(([name, votes]) => [name?.trim(), Number(votes)])).toEqual(
      candidates().map(({ name }, i) => [name, approvals[i]]),
    )
    const chosen = table.flatMap((row, i) => (row.at(-1)?.trim() === meetingWords.result.elected ? [i] : []))
    expect(chosen).toEqual(elected)
  })

  test('an auditor verifies it in the browser, computes the outcome anew, and finds a receipt', async () => {
    const auditor = await AtTheAudit.sitDown(browser as Browser, hall.url)
    await auditor.open()
    const title = `${theCase.year}年民生实事项目票决`
    await auditor.button(auditWords.verifyNamed(title)).click()
    const article = auditor.page.getByRole('article').first()
    await article.getByText(auditWords.verdict.counted).first().waitFor({ timeout: 240_000 })
    await article.getByText(auditWords.announcedSame).first().waitFor()
    await article.getByLabel(auditWords.lookupLabel).fill(present(receipts[41]))
    await article.getByRole('button', { name: auditWords.lookup, exact: true }).click()
    await article.getByText(/在票箱里：第 \d+ 张选票/).waitFor()
    expect(auditor.faults).toEqual([])
    await auditor.page.screenshot({ path: artefact('taihe-audit'), fullPage: true })
    await auditor.leave()
  })

  test.skipIf(reference === undefined)('the archive is good for a program that others wrote', () =>
    inFolder(async ({ path: folder }) => {
      const archive = await fetch(`${hall.url}/api/ballots/${uuid}/archive.bel`)
      await writeFile(path.join(folder, `${uuid}.bel`), new Uint8Array(await archive.arrayBuffer()))
      expect(() => present(reference).run(folder, ['election', 'verify'])).not.toThrow()
    }),
  )

  test('nothing went wrong on any page', () => {
    const desks = [secretary, presidium, screen, ...tellers]
    expect(desks.flatMap(({ faults }) => faults)).toEqual([])
  })
})
