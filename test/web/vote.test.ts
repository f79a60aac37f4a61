/** A real browser casts real ballots at `/vote`, and they count. */
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, newTablet } from '../support/browser.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'
import {
  AtTheTablet,
  documentOf,
  historyOf,
  keptOnDevice,
  NOTHING_KEPT,
  type Language,
} from './at-the-tablet.ts'

const { browser } = await launchBrowser()

const OPTIONS = ['修路', '改水', '路灯', '养老', '学校']

describe.skipIf(browser === undefined)('at the tablet', () => {
  let hall: ServedHall

  beforeAll(async () => {
    hall = await serveHall()
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  /** Runs a test at a tablet of its own; whatever the page did wrong fails it. */
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

  describe('choosing', () => {
    let ballot: TestBallot
    const receipts: string[] = []
    /** A receipt that the service confirms, remembered for the archive. */
    async function confirmed(voter: AtTheTablet): Promise<string> {
      const tracker = await voter.receipt()
      expect(await ballot.has(tracker)).toBe(true)
      receipts.push(tracker)
      return tracker
    }

    beforeAll(async () => {
      const title = '2026年民生实事项目票决'
      ballot = await hall.openBallot({ kind: 'choose', title, options: OPTIONS, choicesMax: 2, cards: 9 })
    })

    test('by the address of a card, to a receipt whose ballot is in the archive', () =>
      atATablet(async (voter) => {
        await voter.open(ballot.card(0))
        await voter.sees(ballot.title)
        await voter.choose('修路', '养老')
        await voter.cast()
        expect(await confirmed(voter)).toMatch(/^[0-9A-Za-z+/]{43}$/)
        expect(await ballot.inBox()).toBe(1)
      }))

    test('by typing the code, without dashes and with a space, corrected while typing', () =>
      atATablet(async (voter, page) => {
        const { words } = voter
        const typed = ballot.card(1).replaceAll('-', '')
        await voter.open()
        await voter.sees(words.cardHeading)
        const status = page.getByRole('status')
        await voter.field().fill(typed.slice(0, 4))
        expect(await status.innerText()).toBe(words.cardProgress(4))
        for (const never of '0OIl') {
          await voter.field().fill(typed.slice(0, 4) + never)
          expect(await status.innerText()).toBe(words.cardNever(never))
        }
        await voter.field().fill(`${typed.slice(0, 4)}é`)
        expect(await status.innerText()).toBe(words.cardWrong('é'))
        await voter.field().fill(`${typed}1`)
        expect(await status.innerText()).toBe(words.cardTooLong(23))
        await voter.button(words.cardGo).click()
        await voter.sees(words.cardHeading)
        await voter.type(`${typed.slice(0, 11)} ${typed.slice(11)}`)
        await voter.choose('修路')
        await voter.cast()
        await confirmed(voter)
      }))

    test('a blank ballot is as easy as any other, and a change of mind keeps what was marked', () =>
      atATablet(async (voter, page) => {
        const { words } = voter
        await voter.open(ballot.card(2))
        await voter.choose('改水')
        await voter.button(words.chooseAbstain).click()
        await page.getByText(words.reviewBlank).waitFor()
        await voter.button(words.back).click()
        expect(await voter.option('改水').isChecked()).toBe(true)
        await voter.button(words.chooseAbstain).click()
        await voter.button(words.cast).click()
        await confirmed(voter)
      }))

    test('one too many is refused with a sentence that is read out; the others stay', () =>
      atATablet(async (voter, page) => {
        const { words } = voter
        const alert = page.getByRole('alert')
        await voter.open(ballot.card(3))
        await voter.button(words.check).click()
        await alert.getByText(words.chooseNone).waitFor()
        await voter.choose('修路')
        await page.getByText(words.chooseLeft(1)).waitFor()
        await voter.choose('改水')
        await page.getByText(words.chooseLeft(0)).waitFor()
        await voter.option('学校').click()
        await alert.getByText(words.chooseTooMany(2)).waitFor()
        expect(await voter.option('学校').isChecked()).toBe(false)
        await voter.option('改水').uncheck()
        expect(await alert.innerText()).toBe('')
        await voter.choose('学校')
        await voter.button(words.check).click()
        await voter.sees(words.reviewHeading)
        expect(await page.getByRole('listitem').allInnerTexts()).toEqual(
          [1, 5, 2, 3, 4].map((number) => `${number}\n${OPTIONS[number - 1]}`),
        )
      }))

    test('who presses twice does not cast unread', () =>
      atATablet(async (voter, page) => {
        await voter.open(ballot.card(3))
        await voter.choose('修路')
        // The button takes presses.
        await voter.button(voter.words.check).click({ trial: true })
        const spot = await voter.button(voter.words.check).boundingBox()
        if (spot === null) throw new Error('the button is not there')
        // A trembling hand: four presses, at the place where the review has its own button.
        await page.mouse.click(spot.x + spot.width / 2, spot.y + spot.height / 2, {
          clickCount: 4,
          delay: 40,
        })
        await voter.sees(voter.words.reviewHeading)
        expect(await keptOnDevice(page)).not.toContain('election_hash')
        await voter.button(voter.words.check).waitFor({ state: 'detached' })
      }))

    test('by keyboard alone; each screen gives its heading the focus', () =>
      atATablet(async (voter, page) => {
        const { words } = voter
        // Nothing, where the focus has fallen out of the page: the body's text has every name in it.
        const focused = (): Promise<string> =>
          page.evaluate<string>(
            'document.activeElement === document.body ? "" : document.activeElement.textContent',
          )
        const tabTo = async (name: string): Promise<void> => {
          for (let i = 0; i < 20; i++) {
            await page.keyboard.press('Tab')
            if ((await focused()).includes(name)) return
            const label = 'document.activeElement.closest("label")?.textContent ?? ""'
            if ((await page.evaluate<string>(label)).includes(name)) return
          }
          throw new Error(`the Tab key does not reach ${name}`)
        }
        await voter.open()
        await voter.sees(words.cardHeading)
        await expect.poll(focused).toBe(words.cardHeading)
        await page.keyboard.press('Tab')
        await page.keyboard.type(ballot.card(4))
        await page.keyboard.press('Enter')
        await voter.sees(ballot.title)
        await expect.poll(focused).toBe(ballot.title)
        await tabTo('路灯')
        await page.keyboard.press('Space')
        await tabTo(words.check)
        await page.keyboard.press('Enter')
        await voter.sees(words.reviewHeading)
        await expect.poll(focused).toBe(words.reviewHeading)
        // Enter once more does nothing: the focus is on the heading.
        await page.keyboard.press('Enter')
        await voter.sealed()
        await tabTo(words.cast)
        await page.keyboard.press('Enter')
        await confirmed(voter)
        await expect.poll(focused).toBe(words.inBoxHeading)
      }))

    test('in English, and the next person has Chinese again', () =>
      atATablet(async (voter, page) => {
        await voter.open(ballot.card(5))
        await voter.sees(ballot.title)
        expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en')
        // Switched in the middle of a ballot, it loses nothing.
        await voter.choose('学校')
        await voter.button('中文').click()
        await voter.button('English').click()
        expect(await voter.option('学校').isChecked()).toBe(true)
        await voter.cast()
        await confirmed(voter)
        await voter.button(voter.words.clearNow).click()
        await voter.cleared()
        expect(await page.evaluate<string>('document.documentElement.lang')).toBe('zh-CN')
        expect(new URL(page.url()).search).toBe('')
      }, 'en'))

    test('code and choice never leave the tablet, and the next person finds neither', () =>
      atATablet(async (voter, page) => {
        const sent: string[] = []
        page.on('request', (request: Request) =>
          sent.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`),
        )
        const code = ballot.card(6)
        const secrets = [code, code.replaceAll('-', ''), ...code.split('-')]
        const expectNone = (text: string): void =>
          expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
        await voter.open(code)
        await voter.sees(ballot.title)
        expect(page.url()).toBe(`${hall.url}/vote`)
        expectNone((await historyOf(page)).join())
        expectNone(await documentOf(page))
        await voter.choose('养老')
        await voter.cast()
        const tracker = await confirmed(voter)
        expectNone(sent.join())
        const cast = sent.filter((each) => each.includes('/cast'))
        expect(cast).toHaveLength(1)
        expect(cast.join()).not.toContain('cookie')
        // Already on the receipt, nothing says how the vote went.
        expect(await documentOf(page)).not.toContain('养老')
        expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)

        // By itself, within 15 seconds.
        await voter.heading(voter.words.cardHeading).waitFor({ timeout: 16_000 })
        const left = [await documentOf(page), await keptOnDevice(page), (await historyOf(page)).join()].join()
        expectNone(left)
        expect(left).not.toContain(tracker)
        expect(left).not.toContain('养老')
        expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
        expect(await voter.field().inputValue()).toBe('')
        expect(await voter.field().getAttribute('autocomplete')).toBe('off')
        await page.goBack().catch(() => null)
        expectNone(page.url())
      }))

    test('the count is what was cast, and the archive verifies', { timeout: 120_000 }, async () => {
      await ballot.cut()
      const figures = await ballot.count()
      expect(figures).toEqual({ kind: 'choose', blank: 1, approvals: [2, 0, 1, 2, 1] })
      const report = await ballot.verify()
      expect(report.findings).toEqual([])
      expect(report.trackers.toSorted()).toEqual(receipts.toSorted())
      expect(report).toMatchObject({ ok: true, stage: 'counted' })
    })
  })

  describe('one answer for each project', () => {
    test('approve, against and abstain, with a change from the review', { timeout: 120_000 }, () =>
      atATablet(async (voter, page) => {
        const ballot = await hall.openBallot({ kind: 'each', title: '逐项表决', options: OPTIONS, cards: 2 })
        const { words } = voter
        const [approve = '', against = ''] = words.answers.each
        await voter.open(ballot.card(0))
        for (const [i, answer] of [approve, against, words.abstain, approve, approve].entries()) {
          await voter.sees(OPTIONS[i] ?? '')
          await page.getByText(words.optionProgress(i + 1, 5)).waitFor()
          await voter.button(answer).click()
        }
        await voter.sees(words.reviewHeading)
        await voter.button(words.changeOption('学校')).click()
        await voter.sees('学校')
        expect(await voter.button(approve).getAttribute('aria-pressed')).toBe('true')
        await voter.button(against).click()
        await voter.sees(words.reviewHeading)
        expect((await page.getByRole('listitem').allInnerTexts()).map((row) => row.split('\n')[2])).toEqual([
          approve,
          against,
          words.abstain,
          approve,
          against,
        ])
        await voter.button(words.cast).click()
        expect(await ballot.has(await voter.receipt())).toBe(true)

        // The second one goes back once, and abstains on the rest with one press.
        await voter.button(words.clearNow).click()
        await voter.cleared()
        await voter.type(ballot.card(1))
        await voter.button(approve).click()
        await voter.sees(OPTIONS[1] ?? '')
        await voter.button(words.previous).click()
        await voter.sees(OPTIONS[0] ?? '')
        await voter.button(against).click()
        await voter.sees(OPTIONS[1] ?? '')
        await voter.button(words.abstainRest).click()
        await voter.sees(words.reviewHeading)
        await voter.button(words.cast).click()
        await voter.receipt()
        await ballot.cut()
        expect(await ballot.count()).toEqual({
          kind: 'each',
          options: [
            { approve: 1, against: 1, blank: 0 },
            { approve: 0, against: 1, blank: 1 },
            { approve: 0, against: 0, blank: 2 },
            { approve: 1, against: 0, blank: 1 },
            { approve: 0, against: 1, blank: 1 },
          ],
        })
        expect((await ballot.verify()).ok).toBe(true)
      }),
    )

    test('satisfaction', { timeout: 120_000 }, () =>
      atATablet(async (voter) => {
        const options = ['修路', '改水', '路灯', '养老']
        const ballot = await hall.openBallot({ kind: 'satisfaction', title: '满意度测评', options, cards: 1 })
        const { words } = voter
        await voter.open(ballot.card(0))
        for (const [i, answer] of [...words.answers.satisfaction, words.abstain].entries()) {
          await voter.sees(options[i] ?? '')
          await voter.button(answer).click()
        }
        await voter.sees(words.reviewHeading)
        await voter.button(words.cast).click()
        expect(await ballot.has(await voter.receipt())).toBe(true)
        await ballot.cut()
        const nobody = { satisfied: 0, basicallySatisfied: 0, notSatisfied: 0, blank: 0 }
        expect(await ballot.count()).toEqual({
          kind: 'satisfaction',
          options: [
            { ...nobody, satisfied: 1 },
            { ...nobody, basicallySatisfied: 1 },
            { ...nobody, notSatisfied: 1 },
            { ...nobody, blank: 1 },
          ],
        })
      }),
    )
  })
})
