/** More projects than fit on a tablet: what is hidden below the footer is said, counted, and one press away. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { inspect, launchBrowser, SIZES } from '../support/browser.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atATablet } from './at-the-tablet.ts'
import { TWELVE } from './screens.ts'

const { browser } = await launchBrowser()

/** A dozen fits on one that is held upright; these do not. */
const PROJECTS = [...TWELVE, '文化广场', '公厕改造', '石桥加固']

const WAYS = SIZES.flatMap((size) => (['zh', 'en'] as const).map((language) => ({ ...size, language })))

describe.skipIf(browser === undefined)('a long list', () => {
  let hall: ServedHall

  beforeAll(async () => {
    hall = await serveHall({ closeNoticeSeconds: 600 })
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  test.each(WAYS)('says how many are hidden, $width×$height, $language', ({ width, height, language }) =>
    atATablet({ browser, url: hall.url, language }, async (voter, page) => {
      const { words } = voter
      await page.setViewportSize({ width, height })
      const ballot = await hall.openBallot({
        kind: 'choose',
        title: '2026年民生实事项目票决',
        options: PROJECTS,
        choicesMax: 5,
        cards: 1,
        practice: true,
      })
      const sign = page.locator('.more')
      const said = (count: number): string => (count > 0 ? words.moreBelow(count) : '')
      const expectTrue = async (): Promise<number> => {
        await expect.poll(async () => (await sign.innerText()) === said(await hiddenBelow(page))).toBe(true)
        return hiddenBelow(page)
      }
      const look = async (name: string): Promise<void> =>
        expect(
          await inspect(page, `vote-${language}-50-long-${name}`, { sizes: [{ width, height }] }),
        ).toEqual([])
      await voter.open(ballot.card(0))
      await voter.button(words.check).waitFor()
      await expectTrue()
      await look('practice')
      // A band above and a sentence in the footer take room from the list.
      const { client } = hall.hall.secretary
      await done(client.api.ballots[':uuid'].close.announce.$post({ param: { uuid: ballot.uuid } }))
      await page.getByRole('timer').waitFor()
      await voter.button(words.check).click()
      await page.getByText(words.chooseNone).waitFor()
      const hidden = await expectTrue()
      await look('closing')
      expect(hidden).toBeGreaterThan(0)
      for (let left = hidden; left > 0;) {
        await sign.getByRole('button').click()
        await expect.poll(() => hiddenBelow(page)).toBeLessThan(left)
        left = await expectTrue()
      }
      await look('below')
      // With the keyboard, too, nothing that is reached stays behind the footer or the band.
      await page.evaluate('scrollTo(0, 0)')
      for (const name of PROJECTS) {
        await voter.option(name).focus()
        expect(await isSeen(page, name)).toBe(true)
      }
    }),
  )
})

/** Of each project, whether the middle and the end of its name are seen, and where: as a finger would find it. */
const SEEN = `[...document.querySelectorAll('.options .name')].map((name) => {
  const { left, top, bottom } = name.getBoundingClientRect()
  const at = (y) => document.elementFromPoint(left + 2, y) === name
  return { name: name.textContent, seen: at((top + bottom) / 2) && at(bottom - 1), below: bottom > innerHeight / 2 }
})`

interface Seen {
  readonly name: string
  readonly seen: boolean
  readonly below: boolean
}

async function hiddenBelow(page: Page): Promise<number> {
  return (await page.evaluate<Seen[]>(SEEN)).filter(({ seen, below }) => below && !seen).length
}

async function isSeen(page: Page, name: string): Promise<boolean | undefined> {
  return (await page.evaluate<Seen[]>(SEEN)).find((each) => each.name === name)?.seen
}
