/** What happens in the hall while somebody is at the tablet: cards that cannot vote, a close, paper, a practice, dossiers. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { inspect, launchBrowser } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'
import { ed25519, publicCredential } from '../../src/protocol/index.ts'
import { atATablet, keptOnDevice, NOTHING_KEPT, type AtTheTablet, type Language } from './at-the-tablet.ts'

const { browser } = await launchBrowser()

const OPTIONS = ['修路', '改水', '路灯']
const LANGUAGES = ['zh', 'en'] as const

describe.skipIf(browser === undefined)('in the hall', () => {
  let hall: ServedHall

  beforeAll(async () => {
    hall = await serveHall({ closeNoticeSeconds: 30 })
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  const at = (work: (voter: AtTheTablet, page: Page) => Promise<void>, language: Language = 'zh') =>
    atATablet({ browser, url: hall.url, language }, work)
  const newBallot = (practice = false): Promise<TestBallot> =>
    hall.openBallot({
      kind: 'choose',
      title: '年度票决',
      options: OPTIONS,
      choicesMax: 2,
      cards: 3,
      spares: 1,
      practice,
    })

  test.each(LANGUAGES)('a void card and a used one are told at once, %s', (language) =>
    at(async (voter, page) => {
      const ballot = await newBallot()
      await voidCard(hall, ballot, 0)
      await voter.open(ballot.card(0))
      await voter.sees(voter.words.stopped.voided)
      await page.getByText(voter.words.state.voided).first().waitFor()
      expect(await inspect(page, `vote-${language}-40-voided`)).toEqual([])
      // The spare is scanned right here, with a scanner that types.
      await scanned(page, `${hall.url}/vote#${ballot.card(3)}`)
      await voter.sees(ballot.title)
      await voter.choose('修路')
      await voter.cast()
      await voter.receipt()
      await scanned(page, ballot.card(3))
      await voter.sees(voter.words.stopped.used)
      expect(await inspect(page, `vote-${language}-41-used`)).toEqual([])
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
      expect(await ballot.inBox()).toBe(1)
    }, language),
  )

  test.each(LANGUAGES)(
    'a close that is announced is seen within seconds, and no mark is lost, %s',
    (language) =>
      at(async (voter, page) => {
        const ballot = await newBallot()
        const { client } = hall.hall.secretary
        const param = { uuid: ballot.uuid }
        await voter.open(ballot.card(0))
        await voter.choose('改水')
        await done(client.api.ballots[':uuid'].close.announce.$post({ param }))
        const timer = page.getByRole('timer')
        await timer.waitFor()
        await page.getByRole('alert').getByText(voter.words.closesSoon).waitFor()
        const seconds = Number(/\d+/.exec(await timer.innerText())?.[0])
        expect(seconds).toBeGreaterThan(10)
        expect(seconds).toBeLessThanOrEqual(31)
        expect(await inspect(page, `vote-${language}-42-closing`)).toEqual([])
        expect(await voter.option('改水').isChecked()).toBe(true)
        await done(
          client.api.ballots[':uuid'].close.retract.$post({ param, json: { reason: '还有代表在填票' } }),
        )
        await timer.waitFor({ state: 'detached' })
        expect(await voter.option('改水').isChecked()).toBe(true)
        await voter.cast()
        expect(await ballot.has(await voter.receipt())).toBe(true)
      }, language),
  )

  test.each(LANGUAGES)(
    'once the announced time is past nothing leads on; a close that is retracted brings it back, %s',
    (language) =>
      at(async (voter, page) => {
        const ballot = await newBallot()
        const { words } = voter
        const { close } = hall.hall.secretary.client.api.ballots[':uuid']
        const param = { uuid: ballot.uuid }
        const late = async (byMs: number): Promise<void> => {
          await done(close.announce.$post({ param }))
          await pastTheClose(voter, ballot, byMs)
          expect(await page.getByRole('timer').count()).toBe(0)
          expect(await page.getByText(words.closesSoon).count()).toBe(0)
        }
        const retract = async (): Promise<void> => {
          await done(close.retract.$post({ param, json: { reason: '还有代表在填票' } }))
          await page.unroute(looksAt(ballot))
          await page.getByText(words.closingNow).waitFor({ state: 'detached' })
        }
        await voter.open(ballot.card(0))
        await voter.choose('改水')
        await late(40_000)
        expect(await voter.button(words.check).count()).toBe(0)
        expect(await voter.button(words.chooseAbstain).count()).toBe(0)
        expect(await inspect(page, `vote-${language}-48-late-marking`)).toEqual([])
        await retract()
        expect(await voter.option('改水').isChecked()).toBe(true)
        await voter.button(words.check).click()
        const sealCode = await voter.sealed()
        await late(80_000)
        for (const name of [words.cast, words.back, words.checkTablet]) {
          expect(await voter.button(name).count()).toBe(0)
        }
        expect(await inspect(page, `vote-${language}-49-late-review`)).toEqual([])
        await retract()
        expect(await voter.sealed()).toBe(sealCode)
        await voter.button(words.cast).click()
        expect(await ballot.has(await voter.receipt())).toBe(true)
      }, language),
  )

  test('in a ballot that asks one by one, too, nothing leads on after the announced time', () =>
    at(async (voter) => {
      const ballot = await hall.openBallot({ kind: 'each', title: '逐项表决', options: OPTIONS, cards: 1 })
      const { words } = voter
      await voter.open(ballot.card(0))
      await voter.button(words.abstainRest).waitFor()
      await done(
        hall.hall.secretary.client.api.ballots[':uuid'].close.announce.$post({
          param: { uuid: ballot.uuid },
        }),
      )
      await pastTheClose(voter, ballot, 40_000)
      expect(await voter.button(words.abstainRest).count()).toBe(0)
    }))

  test.each([
    ['paper', 'zh'],
    ['hands', 'en'],
  ] as const)('a switch to %s is said plainly, to who is marking and to who comes, %s', (method, language) =>
    at(async (voter, page) => {
      const ballot = await newBallot()
      await voter.open(ballot.card(0))
      await voter.choose('改水')
      const reason = '会场停电，改用其他方式'
      await done(
        hall.hall.presidium.client.api.ballots[':uuid'].method.$post({
          param: { uuid: ballot.uuid },
          json: { method, reason },
        }),
      )
      await voter.sees(voter.words.stopped[method])
      await page.getByText(reason).waitFor()
      expect(await inspect(page, `vote-${language}-43-${method}`)).toEqual([])
      await voter.button(voter.words.startOver).click()
      await voter.cleared()
      expect(await keptOnDevice(page)).toBe(NOTHING_KEPT)
      await page.goto('about:blank')
      await voter.open(ballot.card(1))
      await voter.sees(voter.words.stopped[method])
      await page.getByText(voter.words.state[method]).first().waitFor()
    }, language),
  )

  test.each(LANGUAGES)('a practice is marked on every screen, from the card to the receipt, %s', (language) =>
    at(async (voter, page) => {
      const ballot = await newBallot(true)
      const mark = page.getByText(voter.words.practice, { exact: true })
      await voter.open(ballot.card(0))
      await page.getByRole('heading', { level: 1, name: ballot.title }).waitFor()
      await mark.waitFor()
      expect(await inspect(page, `vote-${language}-44-practice`)).toEqual([])
      await voter.choose('路灯')
      await voter.button(voter.words.check).click()
      await voter.sealed()
      await mark.waitFor()
      await page.context().setOffline(true)
      await voter.button(voter.words.cast).click()
      await voter.sees(voter.words.sendingHeading)
      await mark.waitFor()
      await voter.button(voter.words.sendNow).waitFor()
      await page.context().setOffline(false)
      await voter.receipt()
      await mark.waitFor()
      expect(await inspect(page, `vote-${language}-45-practice-in-box`)).toEqual([])
      // The real one has no such mark.
      const real = await newBallot()
      await scanned(page, real.card(0))
      await voter.sees(real.title)
      expect(await mark.count()).toBe(0)
    }, language),
  )

  test.each(LANGUAGES)('a project’s dossier is one tap away, and back, %s', (language) =>
    at(async (voter, page) => {
      const ballot = await newBallot()
      const { words } = voter
      await page.route('**/dossiers', (route) =>
        route.fulfill({ json: { seats: 2, majority: 'all', dossiers: OPTIONS.map(dossierOf) } }),
      )
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      const show = voter.button(words.dossierOf('改水'))
      await show.click()
      const dialog = page.getByRole('dialog', { name: words.dossierOf('改水') })
      await dialog.waitFor()
      for (const text of [
        '石城村、新村',
        '镇水利站',
        '1,200.5',
        '2026-11-30',
        '中央与省级补助',
        '新建供水管网',
      ]) {
        await dialog.getByText(text).waitFor()
      }
      expect(await inspect(page, `vote-${language}-46-dossier`)).toEqual([])
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      expect(await voter.option('修路').isChecked()).toBe(true)
      expect(await voter.option('改水').isChecked()).toBe(false)
      expect(await inspect(page, `vote-${language}-47-with-dossiers`)).toEqual([])
    }, language),
  )

  test('dossiers in another order than the ballot’s are not shown, and without any there is no button', () =>
    at(async (voter, page) => {
      const ballot = await newBallot()
      await page.route('**/dossiers', (route) =>
        route.fulfill({ json: { dossiers: OPTIONS.toReversed().map(dossierOf) } }),
      )
      await voter.open(ballot.card(0))
      await voter.choose('修路')
      await page.waitForResponse(`**/api/ballots/${ballot.uuid}`)
      expect(await voter.button(voter.words.dossierOf('修路')).count()).toBe(0)
      await page.unroute('**/dossiers')
      await page.reload()
      const [answer] = await Promise.all([page.waitForResponse('**/dossiers'), voter.sees(ballot.title)])
      expect(answer.status()).toBe(404)
      expect(await voter.button(voter.words.dossierOf('修路')).count()).toBe(0)
    }))

  test('a scanner that types is read from wherever the focus is, the address too; a person who types sees groups', () =>
    at(async (voter, page) => {
      const ballot = await newBallot()
      const code = ballot.card(0)
      await voter.open()
      await voter.sees(voter.words.cardHeading)
      await voter.button('English').focus()
      await page.keyboard.type(code.replaceAll('-', '').slice(0, 12))
      expect(await voter.field().inputValue()).toBe(code.slice(0, 14))
      // In the middle, too, the caret stays where one types.
      await page.keyboard.press('Home')
      await page.keyboard.press('Delete')
      expect(await voter.field().inputValue()).toBe(regrouped(code.slice(1, 14)))
      await page.keyboard.type(code.slice(0, 1))
      expect(await voter.field().inputValue()).toBe(code.slice(0, 14))
      await voter.field().fill('')
      await voter.heading(voter.words.cardHeading).focus()
      await scanned(page, `${hall.url}/vote#${code}`)
      await voter.sees(ballot.title)
      // While somebody fills in a ballot a scanner changes nothing.
      await voter.choose('修路')
      await scanned(page, `${hall.url}/vote#${ballot.card(1)}`)
      expect(await voter.option('修路').isChecked()).toBe(true)
    }))
})

const looksAt = ({ uuid }: TestBallot): string => `**/api/ballots/${uuid}`

/** The tablet has heard of the close, and hears nothing more until its clock is past it. */
async function pastTheClose({ page, words }: AtTheTablet, ballot: TestBallot, byMs: number): Promise<void> {
  await page.getByRole('timer').waitFor()
  await page.route(looksAt(ballot), (route) => route.abort())
  // None that was answered is still to be read.
  await page.waitForEvent('requestfailed')
  await page.clock.setFixedTime(Date.now() + byMs)
  await page.getByRole('alert').getByText(words.closingNow).waitFor()
}

function regrouped(text: string): string {
  const bare = text.replaceAll('-', '')
  return [bare.slice(0, 5), bare.slice(5, 11), bare.slice(11)].filter((group) => group !== '').join('-')
}

async function scanned(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** The chief teller asks for it, and another teller confirms. */
async function voidCard({ hall }: ServedHall, { uuid, card }: TestBallot, index: number): Promise<void> {
  const [chief, other] = hall.tellers.map(({ person }) => person)
  const { ballots } = present(chief).client.api
  const lists = await fetch(`${hall.url}/api/ballots/${uuid}/cards.json`)
  const { credentials } = (await lists.json()) as { credentials: string[] }
  const number = credentials.indexOf(publicCredential(ed25519, uuid, card(index))) + 1
  await done(ballots[':uuid'].cards.voids.$post({ param: { uuid }, json: { number, reason: '票卡遗失' } }))
  const param = { uuid, number: String(number) }
  await done(present(other).client.api.ballots[':uuid'].cards.voids[':number'].confirm.$post({ param }))
}

function dossierOf(name: string) {
  return {
    name,
    category: '农林水利',
    content: '新建供水管网 12 公里，改造水厂一座。\n惠及 3,200 人。',
    place: '石城村、新村',
    responsibleUnit: '镇水利站',
    budgetFen: 1_200_500_000,
    funding: '中央与省级补助',
    startBy: '2026-04-01',
    finishBy: '2026-11-30',
  }
}
