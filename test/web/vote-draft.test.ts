/** A ballot that is half filled: what brings it back, what never does, and what is left on the tablet. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Code } from '../../src/protocol/index.ts'
import { inspect, launchBrowser, SIZES } from '../support/browser.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'
import {
  atATablet,
  documentOf,
  historyOf,
  keptOnDevice,
  NOTHING_KEPT,
  WORDS,
  type AtTheTablet,
  type Language,
} from './at-the-tablet.ts'

const { browser } = await launchBrowser()

const OPTIONS = ['修路', '改水', '路灯', '养老']

describe.skipIf(browser === undefined)('a draft', () => {
  let hall: ServedHall
  let ballot: TestBallot
  let cards = 0

  beforeAll(async () => {
    hall = await serveHall()
    ballot = await hall.openBallot({
      kind: 'choose',
      title: '票决',
      options: OPTIONS,
      choicesMax: 2,
      cards: 9,
    })
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  const at = (work: (voter: AtTheTablet, page: Page) => Promise<void>, language: Language = 'zh') =>
    atATablet({ browser, url: hall.url, language }, work)
  /** Two marks, and kept. Not with a card of its own, where it is not cast. */
  async function begun(voter: AtTheTablet, code = ballot.card(8)): Promise<Code> {
    await voter.open(code)
    await voter.choose('改水', '养老')
    await keptDraft(voter.page)
    return code
  }
  async function expectMarks(voter: AtTheTablet): Promise<void> {
    await voter.sees(ballot.title)
    expect(await Promise.all(OPTIONS.map((name) => voter.option(name).isChecked()))).toEqual([
      false,
      true,
      false,
      true,
    ])
  }
  test('survives a reload while marking, and at the review, and is cast once', () =>
    at(async (voter, page) => {
      await begun(voter, ballot.card(cards++))
      await page.reload()
      await expectMarks(voter)
      expect(page.url()).toBe(`${hall.url}/vote`)
      await voter.button(voter.words.check).click()
      const before = await voter.sealed()
      await expect.poll(() => keptOnDevice(page)).toContain('"at"')
      await page.reload()
      // Sealed anew: the bytes that were committed to were never kept.
      expect(await voter.sealed()).not.toBe(before)
      await voter.button(voter.words.cast).click()
      expect(await ballot.has(await voter.receipt())).toBe(true)
      await page.reload()
      await voter.cleared()
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
    }))

  test('of a ballot with one project a screen goes on where it was', { timeout: 120_000 }, async () => {
    const each = await hall.openBallot({ kind: 'each', title: '逐项表决', options: OPTIONS, cards: 1 })
    await at(async (voter, page) => {
      const { words } = voter
      const [approve = '', against = ''] = words.answers.each
      await voter.open(each.card(0))
      await voter.sees('修路')
      await voter.button(approve).click()
      await voter.sees('改水')
      await voter.button(words.abstain).click()
      await voter.sees('路灯')
      await expect.poll(() => keptOnDevice(page)).toContain('"at"')
      await page.waitForTimeout(300)
      await page.reload()
      await voter.sees('路灯')
      await voter.button(words.previous).click()
      await voter.sees('改水')
      expect(await voter.button(words.abstain).getAttribute('aria-pressed')).toBe('true')
      await voter.button(words.previous).click()
      expect(await voter.button(approve).getAttribute('aria-pressed')).toBe('true')
      expect(await voter.button(against).getAttribute('aria-pressed')).toBe('false')
    })
  })

  test('survives the tablet being turned, and the loss of the network', () =>
    at(async (voter, page) => {
      await begun(voter, ballot.card(cards++))
      await page.context().setOffline(true)
      await page.setViewportSize(SIZES[1])
      await expectMarks(voter)
      await voter.option('改水').uncheck()
      await voter.choose('路灯')
      await page.setViewportSize(SIZES[0])
      await page.context().setOffline(false)
      expect(await voter.option('路灯').isChecked()).toBe(true)
      await voter.cast()
      expect(await ballot.has(await voter.receipt())).toBe(true)
    }))

  test('after a dead battery the page asks for the card, and the card alone brings it back', () =>
    at(async (voter, page) => {
      const code = await begun(voter)
      // The browser starts anew: what was the tab's is gone, what was on the disk is there.
      const kept = await keptOnDevice(page)
      for (const secret of [...code.split('-'), '改水', '养老', 'chosen']) {
        expect(JSON.stringify((JSON.parse(kept) as { databases: unknown }).databases)).not.toContain(secret)
      }
      await page.evaluate('sessionStorage.clear()')
      await page.goto('about:blank')
      await voter.open()
      await voter.cleared()
      for (const name of OPTIONS) expect(await documentOf(page)).not.toContain(name)
      await voter.type(code)
      await expectMarks(voter)
    }))

  test('a page that comes back after a while asks for the card, though the tab remembers it', () =>
    at(async (voter, page) => {
      const code = await begun(voter)
      await page.goto('about:blank')
      await page.goto(`${hall.url}/audit`)
      // As a browser that restores its tabs after a crash.
      await page.evaluate(
        `sessionStorage.setItem('piaojue.card', JSON.stringify({ code: '${code}', at: Date.now() - 61_000 }))`,
      )
      await voter.open()
      await voter.cleared()
      expect(await page.evaluate('sessionStorage.length')).toBe(0)
      await voter.type(code)
      await expectMarks(voter)
    }))

  test('another card does not open it: it is gone, and the next person finds an empty ballot', () =>
    at(async (voter, page) => {
      const code = await begun(voter)
      const other = ballot.card(7)
      await page.goto('about:blank')
      await voter.open(other)
      await voter.sees(ballot.title)
      for (const name of OPTIONS) expect(await voter.option(name).isChecked()).toBe(false)
      await voter.choose('修路')
      await keptDraft(page)
      await page.goto('about:blank')
      await voter.open(code)
      await voter.sees(ballot.title)
      for (const name of OPTIONS) expect(await voter.option(name).isChecked()).toBe(false)
    }))

  test('leaving wipes it: neither the card nor going back brings it up again', () =>
    at(async (voter, page) => {
      const code = await begun(voter)
      await voter.button(voter.words.leave).click()
      await voter.cleared()
      await expectNothingLeft(page, code)
      await page.goBack().catch(() => null)
      await page.goForward().catch(() => null)
      await expectNothingLeft(page, code)
      await voter.open(code)
      await voter.sees(ballot.title)
      expect(await voter.option('改水').isChecked()).toBe(false)
    }))

  test('two people after each other, the second finds nothing of the first', () =>
    at(async (voter, page) => {
      const first = await begun(voter, ballot.card(cards++))
      await voter.cast()
      await voter.receipt()
      await voter.heading(voter.words.cardHeading).waitFor({ timeout: 16_000 })
      await expectNothingLeft(page, first)
      const second = await begun(voter, ballot.card(cards++))
      expect(await documentOf(page)).not.toContain(first)
      await voter.cast()
      await voter.receipt()
      await voter.button(voter.words.clearNow).click()
      await voter.cleared()
      await expectNothingLeft(page, second)
    }))

  test('one that is older than two hours goes when a page starts', () =>
    at(async (voter, page) => {
      await begun(voter)
      await page.evaluate('sessionStorage.clear()')
      await page.goto('about:blank')
      await page.clock.install({ time: Date.now() + 2 * 3600_000 + 60_000 })
      await voter.open()
      await voter.cleared()
      await expect.poll(() => keptOnDevice(page)).toBe(NOTHING_KEPT)
    }))

  test('without a cipher in the browser (no TLS) nothing is kept, and everything else works', () =>
    at(async (voter, page) => {
      await page.addInitScript('Object.defineProperty(crypto, "subtle", { value: undefined })')
      // The worker is a scope of its own.
      await page.route('**/seal-worker*.js', async (route) => {
        const response = await route.fetch()
        const body = `Object.defineProperty(crypto,'subtle',{value:undefined});${await response.text()}`
        await route.fulfill({ response, body })
      })
      await voter.open(ballot.card(cards++))
      await voter.choose('修路')
      await voter.cast()
      expect(await ballot.has(await voter.receipt())).toBe(true)
    }))

  describe.each(['zh', 'en'] as const)('left alone, %s', (language) => {
    test('it asks after three minutes; an answer goes on, with every mark', () =>
      at(async (voter, page) => {
        await page.clock.install()
        await begun(voter)
        const question = page.getByRole('alertdialog', { name: voter.words.stillThere })
        await page.clock.runFor(170_000)
        expect(await question.count()).toBe(0)
        // A sign of life puts it off.
        await page.keyboard.press('Tab')
        await page.clock.runFor(170_000)
        expect(await question.count()).toBe(0)
        await page.clock.runFor(11_000)
        await question.waitFor()
        expect(await inspect(page, `vote-${language}-30-still-there`)).toEqual([])
        await voter.button(voter.words.stillThereYes).click()
        await question.waitFor({ state: 'detached' })
        await page.clock.runFor(60_000)
        await expectMarks(voter)
      }, language))

    test('without an answer it is put away: nothing to see, nothing to open it with, until its card comes', () =>
      at(async (voter, page) => {
        await page.clock.install()
        const code = await begun(voter)
        await page.clock.runFor(181_000)
        await page.getByRole('alertdialog').waitFor()
        await page.clock.runFor(31_000)
        await voter.cleared()
        await page.getByText(WORDS.zh.cardLocked).waitFor()
        expect(await inspect(page, `vote-${language}-31-locked`)).toEqual([])
        const left = [await documentOf(page), await keptOnDevice(page)].join()
        for (const secret of [...code.split('-'), '改水', '养老']) expect(left).not.toContain(secret)
        await voter.open()
        await voter.sees(voter.words.cardHeading)
        await voter.type(code)
        await expectMarks(voter)
      }, language))
  })
})

async function keptDraft(page: Page): Promise<void> {
  await expect.poll(() => keptOnDevice(page)).toContain('"draft"')
  // The last mark is written after the ones before it.
  await page.waitForTimeout(200)
}

async function expectNothingLeft(page: Page, code: string): Promise<void> {
  const left = [await documentOf(page), await keptOnDevice(page), (await historyOf(page)).join()].join()
  for (const part of [code, ...code.split('-')]) expect(left).not.toContain(part)
  expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
}
