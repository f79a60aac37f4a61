/** What tellers do besides the straight way: rehearse, count by hand, make keys and cards anew, wait, and lose the network. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BallotConsole, NewBallot } from '../../src/ballot/model.ts'
import { done } from '../../src/cli/client.ts'
import { makeKeys } from '../../src/cli/hall.ts'
import { makeCards } from '../../src/devices/cards.ts'
import {
  compactJson,
  ed25519,
  makeSeed,
  publicCredential,
  sha256Hex,
  type Code,
} from '../../src/protocol/index.ts'
import { inspect, launchBrowser } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atTheTellers } from './at-the-desk.ts'
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

const OPTIONS = ['修路', '改水', '路灯']

describe.skipIf(browser === undefined)('tellers besides the straight way', { timeout: TEST_MS_MAX }, () => {
  let served: ServedHall
  let chief: AtTheTeller
  let second: AtTheTeller
  let third: AtTheTeller

  beforeAll(async () => {
    served = await serveHall()
    chief = await tellerAt(browser as Browser, served, 'teller1')
    second = await tellerAt(browser as Browser, served, 'teller2', 'en')
    third = await tellerAt(browser as Browser, served, 'teller3')
  })
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  async function draft(wanted: Partial<NewBallot> = {}): Promise<string> {
    const json = {
      kind: 'choose' as const,
      title: '2026年民生实事项目票决',
      description: '试验。',
      options: OPTIONS,
      choicesMax: 2,
      meetingId: served.meetingId,
      tellerIds: served.hall.tellers.map(({ staffId }) => staffId),
      threshold: 2,
      ...wanted,
    }
    const { uuid } = await done(served.hall.secretary.client.api.ballots.$post({ json }))
    await done(served.hall.presidium.client.api.ballots[':uuid'].tellers.approve.$post({ param: { uuid } }))
    return uuid
  }
  const byHand = async (uuid: string, method: 'paper' | 'hands'): Promise<void> => {
    const presidium = served.hall.presidium.client.api.ballots[':uuid']
    const param = { uuid }
    await done(presidium.tellers.approve.$post({ param }))
    await done(presidium.method.$post({ param, json: { method, reason: '会场停电，平板不能使用' } }))
  }
  const console = (uuid: string) =>
    done(served.hall.secretary.client.api.ballots[':uuid'].console.$get({ param: { uuid } }))

  test('nothing to do yet, and a ballot of others', async () => {
    await chief.text(chief.words.homeEmpty)
    expect(await chief.inspected('teller-home-empty')).toEqual([])
    const tellerIds = served.hall.tellers.slice(0, 2).map(({ staffId }) => staffId)
    await third.goTo(await draft({ tellerIds }))
    await third.text(third.words.notTeller)
    expect(await third.inspected('teller-not-mine')).toEqual([])
  })

  test('a rehearsal goes through the very same opening, and sends nothing', async () => {
    const uuid = await draft()
    const { words, page } = chief
    await chief.goTo(uuid, 'rehearsal')
    const shown = page.getByLabel(words.secretHeading, { exact: true })
    const secret = (await shown.innerText()).replaceAll(/\s/g, '')
    expect(await chief.inspected('teller-rehearsal-secret')).toEqual([])
    const before = chief.sent.length
    await chief.keepSecret()
    const begins = (await page.locator('.compare .groups').innerText()).replaceAll(/\s/g, '')
    const examine = async (returned: string, typed: string): Promise<void> => {
      await chief.field(words.openReturned).fill(returned)
      await chief.field(words.openFingerprint).fill(begins)
      await chief.enterSecret(page, typed, words.openExamine)
    }
    await examine('4', makeSeed(systemRandom))
    await page.getByRole('alert').getByText('密码不是').waitFor()
    await examine('3', secret)
    await chief.text(words.openOtherNumber(4, 3))
    await examine('4', secret)
    await chief.text(words.giveReturnedValue(4))
    expect(await chief.inspected('teller-rehearsal-give')).toEqual([])
    await chief.button(words.give).click()
    await chief.text(words.rehearsal.doneHeading)
    expect(await page.getByRole('row').last().innerText()).toMatch(/1$/)
    expect(await chief.inspected('teller-rehearsed')).toEqual([])
    // The page goes on asking how the ballot stands, and loads what checks ballots; it sends nothing.
    const asked = chief.sent.slice(before).filter((line) => !/\/(console|assets\/[\w.-]+) $/.test(line))
    expect(asked).toEqual([])
  })

  test('two counts on paper differ, only where is told, and then agree', async () => {
    const uuid = await draft()
    await byHand(uuid, 'paper')
    const figures = { issued: 9, returned: 9, valid: 8, invalid: 1 }
    const fill = async (teller: AtTheTeller, approvals: readonly number[], blank: number): Promise<void> => {
      const { heads, blank: blankLabel } = teller.words.hands
      for (const [name, value] of Object.entries(figures))
        await teller.field(heads[name as keyof typeof heads]).fill(String(value))
      for (const [i, value] of approvals.entries())
        await teller.field(`${i + 1}. ${OPTIONS[i]}`).fill(String(value))
      await teller.field(blankLabel).fill(String(blank))
    }
    for (const teller of [chief, second]) await teller.goTo(uuid)
    await chief.sees('hands', 'now')
    await fill(chief, [8, 8, 8], 1)
    await chief.text('得票总数与票数不符')
    await fill(chief, [5, 4, 3], 1)
    await chief.text(chief.words.hands.addsUp)
    expect(await chief.inspected('teller-paper', { fullPage: true })).toEqual([])
    await chief.button(chief.words.hands.send).click()
    await chief.text(chief.words.hands.waiting)

    await second.text(second.words.hands.text.paper)
    expect(await second.page.locator('body').innerText()).not.toContain('5')
    await fill(second, [5, 3, 3], 1)
    await second.button(second.words.hands.send).click()
    for (const teller of [chief, second]) await teller.text(teller.words.hands.differences(1))
    expect(await second.inspected('teller-paper-differs', { fullPage: true })).toEqual([])
    const marked = chief.page.locator('input[aria-invalid="true"]')
    expect(await marked.count()).toBe(1)
    expect(await marked.inputValue()).toBe('4')
    expect((await console(uuid)).state).toBe('byHand')

    await second.field(`2. ${OPTIONS[1]}`).fill('4')
    await second.button(second.words.hands.sendAgain).click()
    // Nothing is compared before the other has counted again, too.
    await second.text(second.words.hands.waiting)
    await chief.button(chief.words.hands.sendAgain).click()
    await second.text(second.words.hands.agreed)
    await chief.text(chief.words.hands.agreed)
    expect(await chief.inspected('teller-paper-agreed')).toEqual([])
    const counted = await console(uuid)
    expect(counted.figures).toEqual({ kind: 'choose', blank: 1, approvals: [5, 4, 3] })
    expect(counted.counts).toMatchObject({ issued: 9, returned: 9, valid: 8, invalid: 1 })
  })

  test('by hands only the answers are entered', async () => {
    const uuid = await draft({ kind: 'each', options: ['修路', '改水'], choicesMax: undefined })
    await byHand(uuid, 'hands')
    for (const teller of [chief, third]) {
      await teller.goTo(uuid)
      await teller.text(teller.words.hands.present(9))
      for (const [column, values] of [
        [teller.words.figure.approve, [6, 5]],
        [teller.words.figure.against, [2, 0]],
        [teller.words.figure.blank, [1, 4]],
      ] as const) {
        for (const [i, value] of values.entries())
          await teller.page.getByLabel(column, { exact: true }).nth(i).fill(String(value))
      }
      await teller.text(teller.words.hands.addsUp)
      expect(await teller.inspected('teller-hands', { fullPage: true })).toEqual([])
      await teller.button(teller.words.hands.send).click()
    }
    await chief.text(chief.words.hands.agreed)
    expect((await console(uuid)).figures).toEqual({
      kind: 'each',
      options: [
        { approve: 6, against: 2, blank: 1 },
        { approve: 5, against: 0, blank: 4 },
      ],
    })
  })

  test('keys are begun anew: the old secret is not used once more', async () => {
    const uuid = await draft()
    await chief.goTo(uuid)
    const old = await chief.makeSecret()
    await chief.keepSecret()
    await chief.text(chief.words.keysWaiting)
    await chief.button(chief.words.restart).click()
    const dialog = chief.page.getByRole('dialog')
    await dialog.getByLabel(chief.all.reason).fill('监票人2 的密码纸丢失')
    expect(await inspect(chief.page, 'teller-restart')).toEqual([])
    await chief.button(chief.words.restart, dialog).click()
    await chief.text(chief.words.keysRestarted)
    expect(await chief.makeSecret()).not.toBe(old)
  })

  test('cards that were not all printed are made anew; leaving asks first', async () => {
    const uuid = await draft({ title: `【试投】${'很长的票决名称'.repeat(14)}`, practice: true })
    await makeKeys(served.hall, uuid)
    await chief.page.getByRole('link', { name: chief.all.nav.home }).click()
    await chief.goTo(uuid)
    await chief.button(chief.words.makeCards(13)).click()
    await chief.text(chief.words.cardsSheets(13, 2))
    const first = await printedCards(chief.page)
    let asked = 0
    chief.page.on('dialog', (dialog) => {
      asked += 1
      void dialog.dismiss()
    })
    await chief.page.getByRole('link', { name: chief.all.nav.home }).click()
    expect(asked).toBe(1)
    await chief.text(chief.words.cardsSheets(13, 2))
    for (const perSheet of ['10', '8']) {
      await chief.field(chief.words.cardsASheet).selectOption(perSheet)
      await chief.page.locator(`.sheet-${perSheet}`).first().waitFor({ state: 'attached' })
      expect(await cardFaults(chief.page)).toEqual([])
      await onPaper(chief.page, '.sheet', `teller-sheet-practice-${perSheet}`)
    }

    chief.page.removeAllListeners('dialog')
    chief.page.on('dialog', (dialog) => void dialog.accept())
    await chief.page.reload()
    await chief.text(chief.words.cardsGone)
    expect(await printedCards(chief.page)).toEqual([])
    expect(await chief.inspected('teller-cards-gone', { fullPage: true })).toEqual([])
    await chief.button(chief.words.cardsAnew).click()
    await chief.text(chief.words.cardsAnewText)
    await chief.field(chief.words.cardsSpare).fill('7')
    await chief.button(chief.words.makeCards(16)).click()
    await chief.text(chief.words.cardsSheets(16, 2))
    for (const perSheet of ['8', '10']) {
      await chief.field(chief.words.cardsASheet).selectOption(perSheet)
      expect(pagesIn(await chief.page.pdf({ preferCSSPageSize: true }))).toBe(2)
    }
    const again = await printedCards(chief.page)
    expect(again).toHaveLength(16)
    expect(again.filter(({ code }) => first.some((card) => card.code === code))).toEqual([])
    expect((await console(uuid)).progress.cardsMade).toBe(16)
  })

  test('cards made anew elsewhere, as many: those of this page are neither printed nor counted nor signed for', async () => {
    const uuid = await draft()
    await makeKeys(served.hall, uuid)
    const { words, page } = chief
    await chief.goTo(uuid)
    await chief.button(words.makeCards(13)).click()
    await chief.text(words.cardsSheets(13, 2))
    const first = await printedCards(page)
    await chief.field(words.cardsCount).fill('13')
    await chief.button(words.cardsCountDone).click()
    await chief.text(words.cardsCounted(13))

    const { credentials } = makeCards(uuid, 13, systemRandom)
    const elsewhere = present(served.hall.tellers[0]).person.client.api.ballots[':uuid']
    await done(elsewhere.cards.$post({ param: { uuid }, json: { credentials: [...credentials] } }))
    await chief.text(words.cardsOthers)
    expect(await printedCards(page)).toEqual([])
    expect(await chief.field(words.cardsCount).count()).toBe(0)
    expect(await page.getByText(words.cardsCounted(13)).count()).toBe(0)
    expect(await chief.button(words.zeroSign).getAttribute('aria-disabled')).toBe('true')
    expect(await chief.inspected('teller-cards-others', { fullPage: true })).toEqual([])

    // Made anew here, and only the answer is lost: the new ones are printed, never the old ones.
    await page.route('**/cards', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await chief.button(words.cardsAnew).click()
    await chief.button(words.makeCards(13)).click()
    await chief.text(words.cardsSheets(13, 2))
    await page.unroute('**/cards')
    const again = await printedCards(page)
    expect(again).toHaveLength(13)
    expect(again.filter(({ code }) => first.some((card) => card.code === code))).toEqual([])
    const own = again.map(({ code }) => publicCredential(ed25519, uuid, code as Code)).toSorted()
    expect((await console(uuid)).progress.cardsDigest).toBe(sha256Hex(compactJson(own)))
    expect(await chief.button(words.zeroSign).getAttribute('aria-disabled')).toBe('true')
    await chief.field(words.cardsCount).fill('13')
    await chief.button(words.cardsCountDone).click()
    await chief.text(words.cardsCounted(13))
  })

  test('a server that exchanges the cards and says nothing is noticed at the zero report, and at the seal', async () => {
    const uuid = await draft()
    await makeKeys(served.hall, uuid)
    const { words, page } = chief
    await chief.goTo(uuid)
    await chief.button(words.makeCards(13)).click()
    await chief.text(words.cardsSheets(13, 2))
    await chief.field(words.cardsCount).fill('13')
    await chief.button(words.cardsCountDone).click()
    const { cardsDigest } = (await console(uuid)).progress
    await page.route('**/console', async (route) => {
      const response = await route.fetch()
      const shown = (await response.json()) as BallotConsole
      await route.fulfill({ response, json: { ...shown, progress: { ...shown.progress, cardsDigest } } })
    })
    const tellers = atTheTellers(served, uuid)
    await tellers.makeCards(13)
    await chief.button(words.zeroSign).click()
    await page.getByRole('alert').getByText('您要签署的票卡与系统里的不是同一批').waitFor()
    expect(await chief.inspected('teller-zero-differs', { fullPage: true })).toEqual([])

    // As if it had let the report pass.
    for (const i of [0, 1]) await tellers.signZeroReport(i)
    await done(served.hall.secretary.client.api.ballots[':uuid'].seal.$post({ param: { uuid } }))
    await chief.sees('seal', 'now')
    const secret = present(served.hall.tellers[0]?.seeds.get(uuid))
    await chief.enterSecret(chief.step('seal'), secret, words.sealCheck)
    await chief.step('seal').getByText('封进箱的票卡名单不是本机印出、清点的那一批').waitFor()
    await page.unroute('**/console')
  })

  test('without the network the page says so, keeps what it shows, and goes on by itself', async () => {
    const uuid = await draft()
    await third.goTo(uuid)
    await third.sees('keys', 'now')
    await third.page.context().setOffline(true)
    await third.text(third.all.connectionLost)
    expect(await third.inspected('teller-offline')).toEqual([])
    await third.page.context().setOffline(false)
    await third.page.getByText(third.all.connectionLost).waitFor({ state: 'hidden' })
    await third.makeSecret()
  })

  test('what cannot be read says so, and is read when asked again', async () => {
    const uuid = await draft()
    await third.page.route('**/console', (route) => route.fulfill({ status: 502, body: 'a proxy' }))
    await third.page.goto(`${served.url}/staff#/ballot/${uuid}`)
    await third.page.getByRole('alert').getByText(third.all.unreachable).waitFor()
    expect(await third.inspected('teller-unreadable')).toEqual([])
    await third.page.unroute('**/console')
    await third.button(third.all.retry).click()
    await third.sees('keys', 'now')

    // The tellers' own script did not come.
    await third.page.route('**/assets/views-*', (route) => route.abort())
    await third.page.reload()
    await third.page.getByRole('alert').getByText(third.all.unreachable).waitFor()
    await third.page.unroute('**/assets/views-*')
    await third.button(third.all.retry).click()
    await third.sees('keys', 'now')
  })

  test('nothing went wrong on any page', () => {
    expect([chief, second, third].flatMap(({ faults }) => faults)).toEqual([])
    expect(present(chief.sent[0])).toContain(served.url)
  })
})
