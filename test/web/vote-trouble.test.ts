/** What can go wrong between a voter and the box: nothing is lost, nothing counts twice, and nobody is told too much. */
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'
import { AtTheTablet, documentOf, keptOnDevice, NOTHING_KEPT, WORDS, type Language } from './at-the-tablet.ts'

const { browser } = await launchBrowser()

const OPTIONS = ['修路', '改水', '路灯']

describe.skipIf(browser === undefined)('trouble at the tablet', () => {
  let hall: ServedHall

  beforeAll(async () => {
    hall = await serveHall()
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  const newBallot = (cards = 2): Promise<TestBallot> =>
    hall.openBallot({ kind: 'choose', title: '票决', options: OPTIONS, choicesMax: 1, cards })

  async function atATablet(
    work: (voter: AtTheTablet, page: Page) => Promise<void>,
    language: Language = 'zh',
  ): Promise<void> {
    const { context, page, faults } = await newTablet(browser as Browser)
    try {
      await work(new AtTheTablet(page, hall.url, language), page)
      expect(faults).toEqual([])
    } finally {
      await context.close()
    }
  }

  test('the network is cut at the moment of casting, and comes back: one ballot, a receipt only then', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      await page.context().setOffline(true)
      await voter.cast()
      await voter.sees(voter.words.sendingHeading)
      await page.getByText(voter.words.sendingTrouble.unreachable).waitFor()
      await page.getByText(voter.words.sendingAgain(2)).waitFor()
      await expectNotSaidToBeIn(voter)
      expect(await keptOnDevice(page)).toContain('election_hash')
      expect(await ballot.inBox()).toBe(0)
      await page.context().setOffline(false)
      expect(await ballot.has(await voter.receipt())).toBe(true)
      expect(await ballot.inBox()).toBe(1)
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
    }))

  test('the ballot arrives and the answer is lost: the same bytes again, one ballot, the receipt', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      const bodies = await between(page, async (route, attempt) => {
        if (attempt > 2) return route.continue()
        await route.fetch()
        return route.abort('connectionreset')
      })
      await vote(voter, ballot)
      expect(await ballot.has(await voter.receipt())).toBe(true)
      expect(bodies).toHaveLength(3)
      expect(new Set(bodies).size).toBe(1)
      expect(await ballot.inBox()).toBe(1)
    }))

  test('a reload while it is unacknowledged sends the same bytes, without card and choice', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      let cut = true
      const bodies = await between(page, (route) => (cut ? route.abort() : route.continue()))
      await vote(voter, ballot)
      await voter.button(voter.words.sendNow).waitFor()
      const kept = await keptOnDevice(page)
      await page.reload()
      await voter.button(voter.words.sendNow).waitFor()
      await expectNotSaidToBeIn(voter)
      expect(await keptOnDevice(page)).toBe(kept)
      expect(kept).not.toContain(ballot.card(0))
      expect(kept).not.toContain('修路')
      // Another person's card does not push it aside.
      await voter.open(ballot.card(1))
      await voter.button(voter.words.sendNow).waitFor()
      cut = false
      await voter.button(voter.words.sendNow).click()
      expect(await ballot.has(await voter.receipt())).toBe(true)
      expect(new Set(bodies).size).toBe(1)
      expect(bodies.length).toBeGreaterThanOrEqual(3)
      expect(await ballot.inBox()).toBe(1)
    }))

  test('a receipt for something else, or an answer that is none, never counts as in the box', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      const answers: Parameters<Route['fulfill']>[0][] = [
        { json: { ballot: ballot.uuid, tracker: 'A'.repeat(43) } },
        { json: {} },
        { status: 200, body: '<html>请登录 Wi-Fi</html>' },
        { status: 502, body: 'Bad Gateway' },
        { status: 403, body: '<html>portal</html>' },
      ]
      await between(page, (route, attempt) => {
        const answer = answers[attempt - 1]
        return answer === undefined ? route.continue() : route.fulfill(answer)
      })
      await vote(voter, ballot)
      await page.getByText(voter.words.sendingTrouble.otherReceipt).waitFor()
      for (let attempt = 1; attempt < answers.length; attempt++) {
        await page.getByText(voter.words.sendingAgain(attempt)).waitFor()
        await expectNotSaidToBeIn(voter)
        await voter.button(voter.words.sendNow).click()
      }
      await page.getByText(voter.words.sendingAgain(answers.length)).waitFor()
      await voter.button(voter.words.sendNow).click()
      expect(await ballot.has(await voter.receipt())).toBe(true)
    }))

  test.each(['zh', 'en'] as const)(
    'a card that votes twice at once is refused in the service’s words, %s',
    (language) =>
      atATablet(async (voter) => {
        const ballot = await newBallot()
        // The card is shown at two tablets before it has voted at either.
        const { page: other, context } = await newTablet(browser as Browser)
        const second = new AtTheTablet(other, hall.url, language)
        await second.open(ballot.card(0))
        await second.choose('改水')
        await vote(voter, ballot)
        await voter.receipt()
        await second.cast()
        await second.sees(second.words.refusedHeading)
        const sentence = { zh: '一卡一票', en: 'one card, one ballot' }[language]
        await other.getByText(sentence).waitFor()
        expect(await other.locator('main').innerText()).not.toContain(' / ')
        expect(await keptOnDevice(other)).toBe(NOTHING_KEPT)
        expect(await inspect(other, `vote-${language}-16-refused`)).toEqual([])
        await context.close()
        expect(await ballot.inBox()).toBe(1)
      }, language),
  )

  test.each(['zh', 'en'] as const)('the vote is closed while somebody is still choosing, %s', (language) =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      await ballot.cut()
      // Within seconds, without a press.
      await voter.sees(voter.words.stopped.closed)
      expect(await inspect(page, `vote-${language}-18-closed`)).toEqual([])
      expect(await ballot.inBox()).toBe(0)
      await voter.button(voter.words.startOver).click()
      await voter.cleared()
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
      // The card again: there is nothing left to vote on.
      await voter.page.goto('about:blank')
      await voter.open(ballot.card(0))
      await page.getByText(voter.words.cardOver).waitFor()
      expect(await inspect(page, `vote-${language}-19-over`)).toEqual([])
    }, language),
  )

  test('the vote is closed at the moment of casting: the box has the last word', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      await voter.button(voter.words.check).click()
      await voter.sealed()
      // The tablet does not hear of it.
      await page.route(`**/api/ballots/${ballot.uuid}`, (route) => route.abort())
      await ballot.cut()
      await voter.button(voter.words.cast).click()
      await voter.sees(voter.words.stopped.closed)
      // Said once, and by the band above.
      expect(await page.locator('main').getByText('没有入箱').count()).toBe(1)
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
      expect(await ballot.inBox()).toBe(0)
    }))

  test('cast between the announced time and the cut: told that the box is being closed, and then the truth', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      const { close } = hall.hall.secretary.client.api.ballots[':uuid']
      const param = { uuid: ballot.uuid }
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      await voter.button(voter.words.check).click()
      await voter.sealed()
      await done(close.announce.$post({ param }))
      await voter.button(voter.words.cast).click()
      await page.getByText(voter.words.sendingTrouble.closing).waitFor()
      expect(await page.getByText(voter.words.sendingTrouble.unreachable).count()).toBe(0)
      await done(close.$post({ param }))
      await voter.sees(voter.words.stopped.closed)
      expect(await ballot.inBox()).toBe(0)
    }))

  test('the answer is lost and then the vote is closed: the ballot that is in stays in, and is told so', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      let cut = true
      await between(page, async (route) => {
        if (!cut) return route.continue()
        await route.fetch()
        return route.abort()
      })
      await vote(voter, ballot)
      await voter.button(voter.words.sendNow).waitFor()
      await ballot.cut()
      cut = false
      await voter.button(voter.words.sendNow).click()
      expect(await ballot.has(await voter.receipt())).toBe(true)
    }))

  test('“closed” is not believed while an earlier sending may still be on its way', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      const closed = {
        status: 409,
        contentType: 'application/problem+json; charset=UTF-8',
        body: JSON.stringify({
          code: 'ballot.closed',
          title: '投票已经截止 / Voting is closed',
          status: 409,
        }),
      }
      // Lost on the way; then the announced time has passed, with the box not yet cut; then the first one got in.
      await between(page, (route, attempt) =>
        attempt === 1 ? route.abort() : attempt === 2 ? route.fulfill(closed) : route.continue(),
      )
      await vote(voter, ballot)
      await voter.button(voter.words.sendNow).click()
      await page.getByText(voter.words.sendingTrouble.closing).waitFor()
      expect(await inspect(page, 'vote-zh-20-closing')).toEqual([])
      // Unless it has sent it again by itself meanwhile.
      await voter
        .button(voter.words.sendNow)
        .click({ timeout: 2000 })
        .catch(() => undefined)
      expect(await ballot.has(await voter.receipt())).toBe(true)
    }))

  test('a ballot that never arrived before the box was cut is told the truth', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      let cut = true
      await between(page, (route) => (cut ? route.abort() : route.continue()))
      await vote(voter, ballot)
      await voter.button(voter.words.sendNow).waitFor()
      await ballot.cut()
      cut = false
      await voter.button(voter.words.sendNow).click()
      await voter.sees(voter.words.stopped.closed)
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
    }))

  test.each(['zh', 'en'] as const)('before the chair opens the vote, the page waits, %s', (language) =>
    atATablet(async (voter, page) => {
      const ballot = await hall.sealedBallot({
        kind: 'choose',
        title: '等待开始的票决',
        options: OPTIONS,
        choicesMax: 1,
        cards: 1,
      })
      await voter.open(ballot.card(0))
      await voter.sees(voter.words.earlyHeading)
      await page.getByText(voter.words.state.early).waitFor()
      expect(await inspect(page, `vote-${language}-21-early`)).toEqual([])
      await ballot.open()
      await voter.sees(ballot.title)
    }, language),
  )

  const soon = () =>
    hall.sealedBallot({ kind: 'choose', title: '等了很久的票决', options: OPTIONS, choicesMax: 1, cards: 1 })

  test.each(['zh', 'en'] as const)(
    'who has waited long is asked before the ballot is shown, %s',
    (language) =>
      atATablet(async (voter, page) => {
        const ballot = await soon()
        await voter.open(ballot.card(0))
        await voter.sees(voter.words.earlyHeading)
        // A minute later; the page goes on looking in its own time.
        await page.clock.setFixedTime(Date.now() + 62_000)
        await ballot.open()
        await voter.sees(voter.words.begunHeading)
        await page.getByText(voter.words.state.begun).waitFor()
        expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
        expect(await inspect(page, `vote-${language}-25-begun`)).toEqual([])
        await voter.button(voter.words.begunGo).click()
        await voter.choose('修路')
      }, language),
  )

  test.each(['early', 'looking'] as const)('left alone while %s, the card is forgotten', (at) =>
    atATablet(async (voter, page) => {
      const ballot = await soon()
      await page.clock.install()
      await voter.open()
      await voter.sees(voter.words.cardHeading)
      if (at === 'looking') await page.context().setOffline(true)
      await voter.type(ballot.card(0))
      await voter.sees(at === 'early' ? voter.words.earlyHeading : voter.words.lookingHeading)
      await page.clock.runFor(181_000)
      await page.getByRole('alertdialog', { name: voter.words.stillThere }).waitFor()
      expect(await inspect(page, `vote-zh-24-${at}-asked`)).toEqual([])
      await page.clock.runFor(31_000)
      await voter.cleared()
      expect(await voter.field().inputValue()).toBe('')
      const left = [await documentOf(page), await keptOnDevice(page)].join()
      for (const part of ballot.card(0).split('-')) expect(left).not.toContain(part)
    }),
  )

  test('a wrong code stays in the field to be corrected, and is forgotten when nobody comes back to it', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      const right = ballot.card(0)
      const wrong = `${right.slice(0, -1)}${right.endsWith('x') ? 'y' : 'x'}`
      await page.clock.install()
      await voter.open()
      await voter.type(wrong)
      await page.getByRole('alert').getByText(voter.words.cardUnknown).waitFor()
      expect(await voter.field().inputValue()).toBe(wrong)
      // The page may begin to count a moment after the alert is seen, so a minute may have to pass again.
      await expect
        .poll(async () => {
          await page.clock.fastForward(61_000)
          return voter.field().inputValue()
        })
        .toBe('')
      await voter.type(right)
      await voter.sees(ballot.title)
    }))

  test('the network is gone before the card’s ballot is found: it goes on by itself', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await voter.open()
      await voter.sees(voter.words.cardHeading)
      await page.context().setOffline(true)
      await voter.type(ballot.card(0))
      await page.getByText(voter.words.lookingUnreachable).waitFor()
      await page.getByText(voter.words.state.looking).waitFor()
      await page.context().setOffline(false)
      await voter.sees(ballot.title)
      expect(await page.getByText(voter.words.lookingUnreachable).count()).toBe(0)
    }))

  test('English that cannot be loaded leaves the page Chinese, and there is nothing to choose', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await page.route('**/strings.en*', (route) => route.abort())
      const failed = page.waitForEvent('requestfailed')
      await voter.open(ballot.card(0))
      await failed
      await voter.option('修路').check()
      await voter.button(WORDS.zh.check).waitFor()
      expect(await page.evaluate<string>('document.documentElement.lang')).toBe('zh-CN')
      expect(await voter.button('English').count()).toBe(0)
    }, 'en'))

  test('English once loaded needs no network', () =>
    atATablet(async (voter, page) => {
      await voter.open()
      await voter.button('English').waitFor()
      await page.context().setOffline(true)
      await voter.button('English').click()
      await voter.sees(WORDS.en.cardHeading)
      expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en')
    }))

  test('leaving a draft forgets the card', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      await voter.button(voter.words.leave).click()
      await voter.cleared()
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
      await vote(voter, ballot)
      await voter.receipt()
    }))

  test('a card scanned while a draft is open changes nothing, and does not stay in the address', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await voter.open(ballot.card(0))
      await voter.choose('改水')
      await voter.open(ballot.card(1))
      await expect.poll(() => page.url()).toBe(`${hall.url}/vote`)
      expect(await voter.option('改水').isChecked()).toBe(true)
    }))

  test.each(['zh', 'en'] as const)(
    'a tablet that keeps nothing says so before anybody fills in a ballot, %s',
    (language) =>
      atATablet(async (voter, page) => {
        await page.addInitScript('indexedDB.open = () => { throw new Error("no storage") }')
        await voter.open()
        await voter.sees(voter.words.broken.cannotKeep)
        expect(await inspect(page, `vote-${language}-22-cannot-keep`)).toEqual([])
      }, language),
  )

  test('an election that is not what was shown is not sealed, and nothing is sent', () =>
    atATablet(async (voter, page) => {
      const ballot = await newBallot()
      await page.route('**/election.json', async (route) => {
        const response = await route.fetch()
        await route.fulfill({
          response,
          body: (await response.text()).replace('"修路","改水"', '"改水","修路"'),
        })
      })
      const bodies = await between(page, (route) => route.continue())
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      // Already before the voter is asked whether to cast it.
      await voter.button(voter.words.check).click()
      await voter.sees(voter.words.broken.cannotSeal)
      expect(bodies).toEqual([])
      expect(await inspect(page, 'vote-zh-23-cannot-seal')).toEqual([])
      await voter.button(voter.words.startOver).click()
      await voter.sees(WORDS.zh.cardHeading)
    }))
})

/** Marks a ballot and presses the last button. */
async function vote(voter: AtTheTablet, ballot: TestBallot, card = 0): Promise<void> {
  await voter.open(ballot.card(card))
  await voter.choose('修路')
  await voter.cast()
}

/** Sits between the tablet and the box: collects what is sent, and decides what comes of it. */
async function between(
  page: Page,
  handle: (route: Route, attempt: number) => Promise<void>,
): Promise<string[]> {
  const bodies: string[] = []
  await page.route('**/cast', (route) => handle(route, bodies.push(route.request().postData() ?? '')))
  return bodies
}

async function expectNotSaidToBeIn(voter: AtTheTablet): Promise<void> {
  expect(await voter.heading(voter.words.inBoxHeading).count()).toBe(0)
  expect(await voter.page.getByRole('definition').count()).toBe(0)
}
