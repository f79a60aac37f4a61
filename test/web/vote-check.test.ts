/** "Check that this tablet tells the truth": the tablet commits, shows, opens and throws away; and a lie would be found. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { checkChallenge, decodeChallenge } from '../../src/devices/challenge.ts'
import { sealCode } from '../../src/devices/seal-code.ts'
import { artefact, inspect, launchBrowser } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'
import { atATablet, keptOnDevice, type AtTheTablet, type Language } from './at-the-tablet.ts'

const { browser } = await launchBrowser()

const OPTIONS = ['修路', '改水', '路灯']

describe.skipIf(browser === undefined)('the check of a tablet', () => {
  let hall: ServedHall
  let ballot: TestBallot

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
  const electionText = async (): Promise<string> =>
    (await fetch(`${hall.url}/api/ballots/${ballot.uuid}/election.json`)).text()
  test.each([
    ['zh', 0],
    ['en', 1],
  ] as const)(
    'shows a second device what was sealed, under the code that stood there before, %s',
    (language, card) =>
      at(async (voter, page) => {
        const { words } = voter
        await voter.open(ballot.card(card))
        await voter.choose('改水')
        await voter.button(words.check).click()
        const code = await voter.sealed()
        expect(code).toMatch(/^[\w+/]{4} [\w+/]{4} [\w+/]{4}$/)
        await page.getByText(words.checkWhy).waitFor()
        await voter.button(words.checkTablet).click()
        await voter.sees(words.checkHeading)
        await page.getByRole('img', { name: words.checkQr }).waitFor()
        expect(await page.locator('.seal-code code').innerText()).toBe(code)
        expect(await inspect(page, `vote-${language}-50-check`)).toEqual([])
        const address = await shown(voter)
        expect(address.startsWith(`${hall.url}/audit#check=`)).toBe(true)
        const challenge = present(decodeChallenge(address))
        expect(challenge.code12).toBe(code.replaceAll(' ', ''))
        expect(checkChallenge(await electionText(), challenge)).toMatchObject({
          matches: true,
          said: [{ answer: 'notChosen' }, { option: '改水', answer: 'chosen' }, { answer: 'notChosen' }],
        })
        // Nobody can cast it: neither the code of the card nor a signature is in it.
        const plain = Buffer.from(address.split('=')[1] ?? '', 'base64url').toString()
        for (const part of ballot.card(card).split('-')) expect(plain).not.toContain(part)
        expect(plain).not.toContain('signature')
        expect(await ballot.inBox()).toBe(card)

        // Back to the same marks, sealed anew; and that one is cast.
        await voter.button(words.checkBack).click()
        expect(await voter.option('改水').isChecked()).toBe(true)
        await voter.button(words.check).click()
        const next = await voter.sealed()
        expect(next).not.toBe(code)
        await page.getByText(words.sealCodeNote).waitFor()
        const [cast] = await Promise.all([page.waitForRequest('**/cast'), voter.button(words.cast).click()])
        await voter.receipt()
        const { signature } = cast.postDataJSON() as { signature: { hash: string } }
        expect(sealCode(signature.hash)).toBe(next.replaceAll(' ', ''))
        expect(await voter.sealCodeInBox()).toBe(next.replaceAll(' ', ''))
        await page.getByText(words.trackerText).waitFor()
        expect(await ballot.inBox()).toBe(card + 1)
      }, language),
  )

  test('nothing can be cast before its seal code stands there', () =>
    at(async (voter, page) => {
      // The worker is told to commit only when the test says so.
      await page.addInitScript(`const send = Worker.prototype.postMessage
        const released = new Promise((resolve) => (globalThis.release = resolve))
        Worker.prototype.postMessage = function (message) {
          if (message.kind === 'commit') void released.then(() => send.call(this, message))
          else send.call(this, message)
        }`)
      await voter.open(ballot.card(6))
      await voter.choose('改水')
      await voter.button(voter.words.check).click()
      await page.getByText(voter.words.sealCodeComing).waitFor()
      expect(await voter.button(voter.words.cast).isDisabled()).toBe(true)
      await page.evaluate('globalThis.release()')
      await voter.sealed()
      expect(await voter.button(voter.words.cast).isEnabled()).toBe(true)
    }))

  test('after a reload on the way, the code beside the receipt is that of the bytes that were cast', () =>
    at(async (voter, page) => {
      await voter.open(ballot.card(7))
      await voter.choose('改水')
      await voter.button(voter.words.check).click()
      const noted = await voter.sealed()
      await page.route('**/cast', (route) => route.abort())
      await voter.button(voter.words.cast).click()
      await voter.button(voter.words.sendNow).waitFor()
      await page.unroute('**/cast')
      await page.reload()
      expect(await voter.sealCodeInBox()).toBe(noted.replaceAll(' ', ''))
    }))

  test('a change of mind seals anew, and the check says the new decision', () =>
    at(async (voter) => {
      const { words } = voter
      await voter.open(ballot.card(2))
      await voter.choose('修路')
      await voter.button(words.check).click()
      const first = await voter.sealed()
      await voter.button(words.back).click()
      await voter.choose('路灯')
      await voter.button(words.check).click()
      const second = await voter.sealed()
      expect(second).not.toBe(first)
      await voter.button(words.checkTablet).click()
      const challenge = present(decodeChallenge(await shown(voter)))
      expect(challenge.decision).toEqual({ kind: 'choose', chosen: [0, 2] })
      expect(checkChallenge(await electionText(), challenge).matches).toBe(true)
    }))

  test('in a practice, too, code and receipt are whole on a tablet lying down; its end is called an end', () =>
    at(async (voter, page) => {
      const practice = await hall.openBallot({
        kind: 'choose',
        title: '【试投】票决',
        options: OPTIONS,
        choicesMax: 2,
        cards: 2,
        practice: true,
      })
      const { words } = voter
      await voter.open(practice.card(0))
      await voter.choose('路灯')
      await voter.button(words.check).click()
      await voter.sealed()
      await voter.button(words.checkTablet).click()
      const qr = await page.getByRole('img', { name: words.checkQr }).boundingBox()
      const actions = await page.locator('.actions').boundingBox()
      expect(present(qr).y + present(qr).height).toBeLessThanOrEqual(present(actions).y)
      await page.screenshot({ path: artefact('vote-zh-51-check-practice') })
      await voter.button(words.checkBack).click()
      await voter.button(words.check).click()
      await voter.button(words.cast).click()
      await voter.receipt()
      const clears = await page.getByText(/后本页自动清空/).boundingBox()
      expect(present(clears).y + present(clears).height).toBeLessThanOrEqual(800)
      await page.screenshot({ path: artefact('vote-zh-51-in-box-practice') })
      await voter.button(words.clearNow).click()
      const { api } = hall.hall.secretary.client
      const param = { uuid: practice.uuid }
      await done(api.ballots[':uuid'].void.$post({ param, json: { reason: '试投完毕' } }))
      await voter.open(practice.card(1))
      await voter.sees(words.stopped.practiceOver)
      expect(await page.getByText('作废').count()).toBe(0)
      expect(await inspect(page, 'vote-zh-52-practice-over')).toEqual([])
    }))

  test('a reload in the middle of a check goes back to the marks; the ballot that was opened is gone', () =>
    at(async (voter, page) => {
      await voter.open(ballot.card(3))
      await voter.choose('路灯')
      await voter.button(voter.words.check).click()
      await voter.sealed()
      await voter.button(voter.words.checkTablet).click()
      const address = await shown(voter)
      expect(await keptOnDevice(page)).not.toContain(address.split('=')[1])
      await page.waitForTimeout(300)
      await page.reload()
      await voter.sees(ballot.title)
      expect(await voter.option('路灯').isChecked()).toBe(true)
    }))

  test('without a network the check still gives its address', () =>
    at(async (voter, page) => {
      await page.route('**/assets/qr-*.js', (route) => route.abort())
      await voter.open(ballot.card(4))
      await voter.choose('修路')
      await voter.button(voter.words.check).click()
      await voter.sealed()
      await page.context().setOffline(true)
      await voter.button(voter.words.checkTablet).click()
      expect(decodeChallenge(await shown(voter))).toBeDefined()
    }))

  test('a tablet that seals something else is found by the second device', () =>
    at(async (voter, page) => {
      // A corrupt page: whatever is chosen, its worker is told to seal 路灯.
      await page.route('**/assets/voter-*.js', async (route) => {
        const response = await route.fetch()
        const corrupt = `const send=Worker.prototype.postMessage;Worker.prototype.postMessage=function(m){
          if(m.kind==='commit')m={...m,question:{...m.question,decision:{kind:'choose',chosen:[2]}}};return send.call(this,m)};`
        await route.fulfill({ response, body: corrupt + (await response.text()) })
      })
      await voter.open(ballot.card(5))
      await voter.choose('修路')
      await voter.button(voter.words.check).click()
      await voter.sealed()
      await voter.button(voter.words.checkTablet).click()
      const honest = present(decodeChallenge(await shown(voter)))
      // It must say what it sealed, or the code does not match: it has committed to one of them.
      const text = await electionText()
      expect(checkChallenge(text, honest)).toMatchObject({
        matches: true,
        said: [{}, {}, { answer: 'chosen' }],
      })
      const lie = { ...honest, decision: { kind: 'choose' as const, chosen: [0] } }
      expect(checkChallenge(text, lie)).toMatchObject({ matches: false, why: 'code' })
    }))
})

/** The address that the page shows for a second device. */
async function shown(voter: AtTheTablet): Promise<string> {
  await voter.sees(voter.words.checkHeading)
  await voter.page.getByText(voter.words.checkAddress).click()
  return voter.page.locator('code.address').innerText()
}
