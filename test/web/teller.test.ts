/** Three tellers at three devices, from the keys to the count. */
import { readFile } from 'node:fs/promises'
import { decodeQR } from 'qr/decode.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { castAll } from '../../src/cli/hall.ts'
import { makeSeed, type Code, type Seed } from '../../src/protocol/index.ts'
import { inGroups } from '../../src/web/staff/teller/typed.ts'
import { launchBrowser } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { documentOf, historyOf, keptOnDevice } from './at-the-tablet.ts'
import {
  cardFaults,
  onPaper,
  pagesIn,
  printedCards,
  tellerAt,
  TEST_MS_MAX,
  type AtTheTeller,
} from './at-the-teller.ts'

const { browser } = await launchBrowser()

const TITLE = '2026年民生实事项目票决'
const OPTIONS = ['镇区至李村道路拓宽', '太和小学饮水改造', '老街路灯更新', '敬老院护理床位']
const DEPUTIES = 9
const SPARES = 4

/** One vote from beginning to end: each test goes on where the last one ended. */
describe.skipIf(browser === undefined)('tellers', { timeout: TEST_MS_MAX }, () => {
  let served: ServedHall
  let chief: AtTheTeller
  let second: AtTheTeller
  let third: AtTheTeller
  let uuid: string
  const secrets = new Map<AtTheTeller, Seed>()
  let cards: { code: string; number: number }[] = []
  const ballot = () => served.hall.secretary.client.api.ballots[':uuid']
  const param = () => ({ param: { uuid } })
  const secretOf = (teller: AtTheTeller): Seed => present(secrets.get(teller), 'a secret')

  beforeAll(async () => {
    served = await serveHall()
    const json = {
      kind: 'choose' as const,
      title: TITLE,
      description: '试验。',
      options: OPTIONS,
      choicesMax: 2,
      meetingId: served.meetingId,
      tellerIds: served.hall.tellers.map(({ staffId }) => staffId),
      threshold: 2,
    }
    uuid = (await done(served.hall.secretary.client.api.ballots.$post({ json }))).uuid
    await done(served.hall.presidium.client.api.ballots[':uuid'].tellers.approve.$post(param()))
    chief = await tellerAt(browser as Browser, served, 'teller1')
    second = await tellerAt(browser as Browser, served, 'teller2')
    third = await tellerAt(browser as Browser, served, 'teller3', 'en')
  })
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  test('begin at what is to be done', async () => {
    await chief.text(chief.words.homeNow([chief.words.steps.keys]))
    expect(await chief.inspected('teller-home')).toEqual([])
    await chief.page.getByRole('link', { name: TITLE }).click()
    await chief.sees('keys', 'now')
    await second.goTo(uuid)
    await third.goTo(uuid)
    expect(await third.inspected('teller-begin')).toEqual([])
  })

  test('make their keys together; one reloads in the middle, and goes on with the secret', async () => {
    secrets.set(chief, await chief.makeSecret())
    expect(secretOf(chief)).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/)
    expect(await chief.inspected('teller-secret')).toEqual([])
    const slip = await chief.page.pdf({ preferCSSPageSize: true })
    expect(pagesIn(slip)).toBe(1)
    await onPaper(chief.page, '.slip', 'teller-slip')
    await chief.keepSecret()
    await chief.text(chief.words.keysWaiting)
    const shown = (await documentOf(chief.page)).replaceAll(/<[^>]*>|\s/g, '')
    expect(shown.includes(secretOf(chief))).toBe(false)

    secrets.set(third, await third.makeSecret())
    const saving = third.page.waitForEvent('download')
    await third.button(third.words.secretSave).click()
    const file = await readFile(await (await saving).path(), 'utf8')
    expect(file).toContain(inGroups(secretOf(third), 4).join(' '))
    // A second page of the same teller shows another secret: it is taken back as soon as the first has gone on.
    const twice = await third.page.context().newPage()
    await twice.goto(third.page.url())
    await third.button(third.words.makeSecret, twice).click()
    await twice.getByLabel(third.words.secretHeading, { exact: true }).waitFor()
    await third.keepSecret()
    await third.text(third.words.keysWaiting)
    await twice.getByText(third.words.keysElsewhere).waitFor()
    expect(await twice.getByLabel(third.words.secretHeading, { exact: true }).count()).toBe(0)
    await twice.close()
    await third.page.reload()
    await third.text(third.words.keysReloadedWaiting)

    secrets.set(second, await second.makeSecret())
    await second.keepSecret()
    await third.text(third.words.keysReloaded)
    expect(await third.inspected('teller-reloaded')).toEqual([])
    await third.enterSecret(third.step('keys'), makeSeed(systemRandom), third.words.goOn)
    await third.page.getByRole('alert').getByText('This is not the secret that you copied').waitFor()
    await third.enterSecret(third.step('keys'), secretOf(third), third.words.goOn)
    for (const teller of [chief, second, third]) await teller.sees('keys', 'done')
  })

  test('read the same fingerprint on all devices', async () => {
    const read: string[] = []
    for (const teller of [chief, second, third]) {
      const heading = teller.page.getByRole('heading', { name: teller.words.keyFingerprint })
      await heading.waitFor()
      read.push(await teller.page.locator('.compare .groups').innerText())
    }
    expect(new Set(read.map((text) => text.replaceAll(/\s/g, ''))).size).toBe(1)
    expect(read[0]?.replaceAll(/\s/g, '')).toMatch(/^[0-9A-F]{32}$/)
  })

  test('type the secret once more; a wrong one says so, and nothing is lost', async () => {
    const step = chief.step('secret')
    await chief.field(chief.words.secretField, step).fill('O')
    await step.getByText(chief.words.secretTyped({ state: 'wrong', character: 'O' })).waitFor()
    await chief.enterSecret(step, secretOf(second), chief.words.prove)
    await step.getByText('密码不是本次投票的').waitFor()
    expect(await chief.inspected('teller-prove-wrong', { fullPage: true })).toEqual([])
    for (const teller of [chief, second, third]) {
      await teller.enterSecret(teller.step('secret'), secretOf(teller), teller.words.prove)
      await teller.sees('secret', 'done')
    }
  })

  test('the chief makes the cards; they are on paper only, and counted', async () => {
    const { words, page } = chief
    await chief.sees('cards', 'now')
    expect(await chief.field(words.cardsSpare).inputValue()).toBe(String(SPARES))
    await chief.button(words.makeCards(DEPUTIES + SPARES)).click()
    await chief.text(words.cardsSheets(13, 2))
    cards = await printedCards(page)
    expect(cards.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 13 }, (_, i) => i + 1),
    )
    const onScreen = await page.locator('body').innerText()
    for (const { code } of cards) expect(onScreen).not.toContain(code.slice(0, 12))
    expect(await chief.inspected('teller-cards', { fullPage: true })).toEqual([])
    for (const [perSheet, pages] of [
      ['10', 2],
      ['8', 2],
    ] as const) {
      await chief.field(words.cardsASheet).selectOption(perSheet)
      await page.locator(`.sheet-${perSheet}`).first().waitFor({ state: 'attached' })
      expect(pagesIn(await page.pdf({ preferCSSPageSize: true }))).toBe(pages)
      expect(await cardFaults(page)).toEqual([])
      await onPaper(page, '.sheet', `teller-sheet-${perSheet}`)
      expect(await scanned(page)).toBe(`${served.url}/vote#${present(cards[0]).code}`)
    }

    await chief.field(words.cardsCount).fill('12')
    await chief.button(words.cardsCountDone).click()
    await chief.text(words.cardsNotAll(12, 13))
    expect(await chief.button(words.zeroSign).getAttribute('aria-disabled')).toBe('true')
    await chief.field(words.cardsCount).fill('13')
    await chief.button(words.cardsCountDone).click()
    await chief.text(words.cardsCounted(13))
  })

  test('sign the zero report, and check the sealed box on their own devices', async () => {
    for (const teller of [chief, second]) {
      await teller.step('zero').getByText(teller.words.zeroReport(0, 13)).waitFor()
      await teller.button(teller.words.zeroSign).click()
      await teller.sees('zero', 'done')
    }
    const { fingerprint } = await done(ballot().seal.$post(param()))
    for (const teller of [chief, third]) {
      await teller.sees('seal', 'now')
      await teller.enterSecret(teller.step('seal'), secretOf(teller), teller.words.sealCheck)
      await teller.text(teller.words.sealFound(13))
      const shown = await teller.step('seal').locator('.groups').last().innerText()
      expect(shown.replaceAll(/\s/g, '')).toBe(fingerprint)
    }
    expect(await third.inspected('teller-seal', { fullPage: true })).toEqual([])
    for (const teller of [chief, third]) {
      await teller.button(teller.words.sealConfirm).click()
      await teller.sees('seal', 'done')
    }
  })

  test('a lost card is voided by two, and cannot vote; the spare can', async () => {
    const { words } = chief
    await chief.field(words.issueField).fill(String(DEPUTIES))
    await chief.button(words.issue).click()
    await chief.button(words.issueAgain).waitFor()
    await done(ballot().open.$post(param()))
    const step = chief.step('stock')
    const mistyped = present(cards[6]).number
    await chief.field(words.voidField, step).fill(String(mistyped))
    await chief.field(words.voidReason, step).fill('票卡被水浸湿')
    await chief.button(words.voidAsk, step).click()
    await chief.text(words.voidAsked(mistyped))
    await second.button(second.words.voidedDecline(mistyped)).click()
    await second.text(second.words.voidedNot(mistyped))
    await chief.text(words.voidDeclined(mistyped))
    expect(await chief.page.getByText(words.voidAsked(mistyped)).count()).toBe(0)
    expect(await chief.inspected('teller-void-declined', { fullPage: true })).toEqual([])

    const lost = present(cards[0])
    await chief.field(words.voidField, step).fill(`${served.url}/vote#${lost.code}`)
    await chief.field(words.voidReason, step).fill('票卡被水浸湿，不能扫码')
    await chief.button(words.voidAsk, step).click()
    await chief.text(words.voidAsked(lost.number))
    expect(await chief.page.getByText(words.voidDeclined(mistyped)).count()).toBe(0)
    await chief.text(words.voidedWaiting)
    expect(await chief.inspected('teller-void', { fullPage: true })).toEqual([])

    await second.step('stock').getByText(second.words.voidedConfirmText(lost.number)).waitFor()
    await second.field(second.words.voidedSeen(lost.number)).check()
    expect(await second.inspected('teller-void-second', { fullPage: true })).toEqual([])
    await second.button(second.words.voidedConfirm(lost.number)).click()
    await second.text(second.words.voidedDone)
    await chief.text(words.voidedSpare)
    expect(await chief.page.getByText(words.voidAsked(lost.number)).count()).toBe(0)

    const definition = { uuid, kind: 'choose' as const, title: TITLE, options: OPTIONS, choicesMax: 2 }
    const voteWith = (card: { code: string } | undefined, chosen: readonly number[]) =>
      castAll(
        served.hall,
        definition,
        [{ code: present(card).code as Code, decision: { kind: 'choose', chosen } }],
        () => undefined,
      )
    await expect(voteWith(lost, [0])).rejects.toThrow('已经作废')
    for (const i of [1, 2, 3, 4]) await voteWith(cards[i], [0, i % 4])
    // The spare that was handed out instead.
    await voteWith(cards[12], [])

    const voted = present(cards[1])
    await chief.field(words.voidField, step).fill(String(voted.number))
    await chief.field(words.voidReason, step).fill('丢失')
    await chief.button(words.voidAsk, step).click()
    await step.getByText('这张票卡已经投过票').waitFor()

    // One that was found again before anybody confirmed can vote as before.
    const found = present(cards[5])
    await chief.field(words.voidField, step).fill(String(found.number))
    await chief.button(words.voidAsk, step).click()
    await chief.button(words.voidedWithdraw(found.number)).click()
    await chief.button(words.voidedWithdraw(found.number)).waitFor({ state: 'detached' })
    expect(await chief.page.getByText(words.voidDeclined(found.number)).count()).toBe(0)
    await voteWith(found, [3])
  })

  test('the unused cards are destroyed with a count', async () => {
    await done(ballot().close.announce.$post(param()))
    await done(ballot().close.$post(param()))
    const { words } = chief
    await chief.sees('unused', 'now')
    await chief.text(words.unusedExpected(13, 9, 1, 3))
    await chief.field(words.unusedField).fill('2')
    await chief.field(words.unusedDiffers).waitFor()
    await chief.field(words.unusedField).fill('3')
    await chief.button(words.unusedDestroy).click()
    await chief.text(words.unusedDone(3))
    const { progress } = await done(ballot().console.$get(param()))
    expect(progress).toMatchObject({ unusedExpected: 3, unusedDestroyed: 3, unusedReason: null })
  })

  test('open the box: nothing wrong is opened, and two of three suffice', async () => {
    const { words } = chief
    const step = chief.step('opening')
    const { fingerprint } = await done(ballot().$get(param()))
    const begins = present(fingerprint).slice(0, 8)
    const examine = async (returned: string, typed: string, secret: string): Promise<void> => {
      await chief.field(words.openReturned, step).fill(returned)
      await chief.field(words.openFingerprint, step).fill(typed)
      await chief.enterSecret(step, secret, words.openExamine)
    }
    await examine('6', begins, secretOf(third))
    await step.getByText('密码不是本次投票的').waitFor()
    await examine('4', begins, secretOf(chief))
    await step.getByText(words.openOtherNumber(6, 4)).waitFor()
    await examine('6', '22222222', secretOf(chief))
    await step.getByText(words.openOtherFingerprint).waitFor()
    expect(await chief.inspected('teller-open-wrong', { fullPage: true })).toEqual([])
    await examine('6', inGroups(begins, 4).join(' '), secretOf(chief))
    await chief.text(words.giveReturnedValue(6))
    expect(await chief.inspected('teller-give', { fullPage: true })).toEqual([])
    await chief.button(words.give).click()
    await chief.text(words.openGiven)

    const other = third.step('opening')
    await third.field(third.words.openReturned, other).fill('6')
    await third.field(third.words.openFingerprint, other).fill(begins)
    await third.enterSecret(other, secretOf(third), third.words.openExamine)
    await third.button(third.words.give).click()
    await third.text(third.words.openGiven)
    await second.text(second.words.openEnough)
    await chief.button(words.count).click()
    await chief.text(words.figuresHeading)
    const { figures } = await done(ballot().$get(param()))
    expect(figures).toEqual({ kind: 'choose', blank: 1, approvals: [4, 1, 1, 2] })
    expect(await chief.inspected('teller-counted', { fullPage: true })).toEqual([])
  })

  test('no secret and no code was in any request, storage, address or history, and nothing went wrong', async () => {
    const kept = [...secrets.values(), ...cards.map(({ code }) => code)]
    for (const teller of [chief, second, third]) {
      const all = [...teller.sent, await keptOnDevice(teller.page), ...(await historyOf(teller.page))].join(
        '\n',
      )
      expect(teller.sent.length).toBeGreaterThan(20)
      for (const secret of kept) {
        expect(all.includes(secret)).toBe(false)
        expect(all.includes(secret.replaceAll('-', ''))).toBe(false)
      }
      expect(teller.faults).toEqual([])
    }
    // What the device remembers is which sum it has opened.
    expect(await keptOnDevice(chief.page)).toMatch(/"databases":\["[0-9a-f]{64}"\]/)
  })
})

/** What a scanner reads from the first printed card. */
async function scanned(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  const picture = await page.locator('.vote-card .qr').first().screenshot({ scale: 'css' })
  await page.emulateMedia({ media: null })
  const blank = await (browser as Browser).newPage()
  const { width, height, data } = await blank.evaluate<{ width: number; height: number; data: number[] }>(
    `(async () => {
      const image = new Image()
      image.src = 'data:image/png;base64,${picture.toString('base64')}'
      await image.decode()
      const { width, height } = image
      const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
      context.drawImage(image, 0, 0)
      return { width, height, data: [...context.getImageData(0, 0, width, height).data] }
    })()`,
  )
  await blank.close()
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) })
}
