/** Every state of the voter's page in both languages and both ways of holding a tablet: axe, and pictures to look at. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'
import { AtTheTablet, type Language } from './at-the-tablet.ts'

const { browser } = await launchBrowser()

const PROJECTS = [
  '太和镇中心小学运动场改造',
  '四好农村路提升(石城至新村段)',
  '农村饮水安全巩固提升',
  '镇区路灯节能改造',
  '便民服务中心适老化改造',
  '村级养老互助站建设',
  '沿江步道与健身器材更新',
  '农贸市场雨污分流改造',
  '校园周边交通安全设施',
]

describe.skipIf(browser === undefined)('every state looks right', () => {
  let hall: ServedHall
  let choose: TestBallot
  let each: TestBallot
  let satisfaction: TestBallot

  beforeAll(async () => {
    hall = await serveHall()
    const options = PROJECTS
    choose = await hall.openBallot({
      kind: 'choose',
      title: '2026年民生实事项目票决',
      options,
      choicesMax: 5,
      cards: 9,
    })
    each = await hall.openBallot({
      kind: 'each',
      title: '2026年民生实事项目逐项表决',
      options: options.slice(0, 4),
    })
    satisfaction = await hall.openBallot({
      kind: 'satisfaction',
      title: '2025年民生实事项目满意度测评',
      options: options.slice(0, 3),
    })
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  test.each([['zh', 0] as const, ['en', 1] as const])(
    'from the card to the receipt, in %s',
    { timeout: 240_000 },
    async (language: Language, card: number) => {
      if (browser === undefined) return
      const { page, context, faults } = await newTablet(browser)
      const voter = new AtTheTablet(page, hall.url, language)
      const { words } = voter
      const wrong: string[] = []
      const look = async (name: string): Promise<void> => {
        wrong.push(...(await inspect(page, `vote-${language}-${name}`)))
      }

      await voter.open()
      await voter.sees(words.cardHeading)
      await look('01-card')
      await voter.field().fill(choose.card(card).slice(0, 9))
      await look('02-card-typing')
      await voter.field().fill(`${choose.card(card).slice(0, 9)}0`)
      await look('03-card-wrong')
      await voter.type('1'.repeat(22))
      await page.getByRole('alert').getByText(words.cardUnknown).waitFor()
      await look('04-card-unknown')

      await voter.type(choose.card(card))
      await voter.sees(choose.title)
      await look('05-choose-empty')
      await voter.button(words.check).click()
      await page.getByText(words.chooseNone).waitFor()
      await look('06-choose-none')
      await voter.choose(...PROJECTS.slice(0, 5))
      await voter.option(PROJECTS[7] ?? '').click()
      await page.getByText(words.chooseTooMany(5)).waitFor()
      await look('07-choose-too-many')
      await voter.button(words.chooseAbstain).click()
      await voter.sees(words.reviewHeading)
      await look('08-review-blank')
      await voter.button(words.back).click()
      await voter.button(words.check).click()
      await voter.sealed()
      await look('09-review')
      await context.setOffline(true)
      await voter.button(words.cast).click()
      await voter.sees(words.sendingHeading)
      await voter.button(words.sendNow).waitFor()
      await look('10-sending-offline')
      await context.setOffline(false)
      await voter.sees(words.inBoxHeading)
      // It clears itself after 15 seconds: time enough to be looked at.
      await look('11-in-box')
      await voter.button(words.clearNow).click()
      await voter.cleared()

      await voter.open(each.card(card))
      await voter.sees(PROJECTS[0] ?? '')
      await look('12-each')
      await voter.button(words.answers.each[0] ?? '').click()
      await voter.sees(PROJECTS[1] ?? '')
      await look('13-each-second')
      await voter.button(words.abstainRest).click()
      await voter.sees(words.reviewHeading)
      await look('14-each-review')
      await page.goto('about:blank')
      await voter.open(satisfaction.card(card))
      await voter.sees(PROJECTS[0] ?? '')
      await look('15-satisfaction')

      // A tablet whose network is gone before it has found the ballot.
      await voter.button(words.leave).click()
      await voter.cleared()
      await context.setOffline(true)
      if (language === 'en') await voter.button('English').click()
      await voter.type(choose.card(8))
      await page.getByText(words.lookingUnreachable).waitFor()
      await look('17-looking-offline')

      expect(wrong).toEqual([])
      expect(faults).toEqual([])
      await context.close()
    },
  )
})
