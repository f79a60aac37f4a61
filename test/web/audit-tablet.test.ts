/** The second device: `/audit#check=…` says what a sealed ballot says, or that the tablet lied. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import type { Decision } from '../../src/ballot/questions.ts'
import { challengeAddress, encodeChallenge, type Challenge } from '../../src/devices/challenge.ts'
import { sealCode } from '../../src/devices/seal-code.ts'
import { commitDecision } from '../../src/devices/tablet.ts'
import { inFours } from '../../src/web/auditor/find-ballot.ts'
import { inspect, launchBrowser } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'
import { AtTheAudit, WORDS } from './at-the-audit.ts'
import { historyOf } from './at-the-tablet.ts'

const { browser } = await launchBrowser()

const OPTIONS = ['甲项目', '乙项目', '丙项目']

describe.skipIf(browser === undefined)('checking a tablet', () => {
  let hall: ServedHall
  let choose: TestBallot
  let each: TestBallot

  beforeAll(async () => {
    hall = await serveHall()
    choose = await hall.openBallot({ kind: 'choose', title: '勾选', options: OPTIONS, choicesMax: 2 })
    each = await hall.openBallot({ kind: 'each', title: '逐项', options: OPTIONS })
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  /** What a tablet shows after it has sealed this decision. */
  async function challenge(ballot: TestBallot, decision: Decision): Promise<Challenge> {
    const { uuid, title, options } = ballot
    const electionText = await (await fetch(`${hall.url}/api/ballots/${uuid}/election.json`)).text()
    const committed = commitDecision({
      ballot: { uuid, title, kind: decision.kind, options, choicesMax: 2 },
      electionText,
      code: ballot.card(1),
      decision,
      random: systemRandom,
    })
    const { credential, hash, seed } = committed
    return { uuid, credential, seed, decision, code12: sealCode(hash) }
  }

  const come = async (fragment: string, language: 'zh' | 'en' = 'zh'): Promise<AtTheAudit> => {
    const auditor = await AtTheAudit.sitDown(browser as NonNullable<typeof browser>, hall.url, language)
    await auditor.open(fragment)
    return auditor
  }

  const fragmentOf = (shown: Challenge): string => new URL(challengeAddress(hall.url, shown)).hash

  test.each(['zh', 'en'] as const)('that told the truth, %s', async (language) => {
    const shown = await challenge(choose, { kind: 'choose', chosen: [0, 2] })
    const auditor = await come(fragmentOf(shown), language)
    const { words, page } = auditor
    await auditor.text(words.challengeSays).waitFor()
    expect(await page.locator('.says li').allInnerTexts()).toEqual(
      ['甲项目', '丙项目'].map((name) => expect.stringContaining(name)),
    )
    await auditor.text(inFours(shown.code12)).waitFor()
    // What opens a ballot stands neither in the address nor in the history.
    expect(new URL(page.url()).hash).toBe('')
    expect(await page.evaluate('history.length')).toBeLessThanOrEqual(2)
    expect(await inspect(page, `audit-${language}-tablet-true`, { fullPage: true })).toEqual([])
    expect(auditor.faults).toEqual([])
    await auditor.button(words.checkTabletBack).click()
    await auditor.heading(words.chooseHeading).waitFor()
    await auditor.leave()
  })

  test('with an answer for each project, and with none at all', async () => {
    const words = WORDS.zh
    const one = await come(fragmentOf(await challenge(each, { kind: 'each', answers: [0, 1, null] })))
    await one.text(words.challengeSays).waitFor()
    const rows = await one.page.locator('.says li').allInnerTexts()
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
      '甲项目 赞成',
      '乙项目 反对',
      '丙项目 弃权',
    ])
    await one.leave()
    const blank = await come(fragmentOf(await challenge(choose, { kind: 'choose', chosen: [] })))
    await blank.text(words.challengeNone).waitFor()
    expect(blank.faults).toEqual([])
    await blank.leave()
  })

  test.each(['zh', 'en'] as const)('that sealed something else, %s', async (language) => {
    const honest = await challenge(choose, { kind: 'choose', chosen: [0, 2] })
    // It encrypted projects 1 and 3, and says that it were 1 and 2.
    const lie = { ...honest, decision: { kind: 'choose', chosen: [0, 1] } } as const
    const auditor = await come(fragmentOf(lie), language)
    await auditor.text(auditor.words.challengeDiffers).waitFor()
    await auditor.text(inFours(lie.code12)).waitFor()
    expect(await auditor.page.locator('.says').count()).toBe(0)
    expect(await inspect(auditor.page, `audit-${language}-tablet-lie`, { fullPage: true })).toEqual([])
    await auditor.leave()
  })

  test('an address that is pasted into the open page is taken out at once, and again', async () => {
    const auditor = await come('')
    const { page, words } = auditor
    const decisions = [{ kind: 'choose', chosen: [1] } as const, { kind: 'choose', chosen: [0, 2] } as const]
    for (const decision of decisions) {
      const shown = await challenge(choose, decision)
      await page.evaluate(`location.hash = ${JSON.stringify(fragmentOf(shown))}`)
      await auditor.text(inFours(shown.code12)).waitFor()
      expect(new URL(page.url()).hash).toBe('')
      expect((await historyOf(page)).join()).not.toContain('check=')
    }
    // The same once more, after something else.
    await auditor.button(words.checkTabletAnother).click()
    const again = await challenge(choose, { kind: 'choose', chosen: [] })
    await page.evaluate(`location.hash = ${JSON.stringify(fragmentOf(again))}`)
    await auditor.button(words.checkTabletAnother).click()
    await page.evaluate(`location.hash = ${JSON.stringify(fragmentOf(again))}`)
    await auditor.text(inFours(again.code12)).waitFor()
    await auditor.leave()
  })

  test('the ballots of the server stand as the service lists them, the newest first', async () => {
    const auditor = await come('')
    const { page } = auditor
    const { ballots } = (await (await fetch(`${hall.url}/api/ballots`)).json()) as {
      ballots: { uuid: string; title: string }[]
    }
    await page.locator('.on-server li').first().waitFor()
    const shown = await page.locator('.on-server li .code').allInnerTexts()
    expect(shown).toEqual(ballots.map(({ uuid }) => uuid))
    await auditor.leave()
  })

  test.each([
    [true, 'ended'],
    [false, 'void'],
  ] as const)('a practice that is over is not called void: practice %s', async (practice, says) => {
    const ballot = await hall.sealedBallot({
      kind: 'choose',
      title: '不再进行',
      options: OPTIONS,
      choicesMax: 2,
      practice,
    })
    const voiding = hall.hall.presidium.client.api.ballots[':uuid'].void
    await done(voiding.$post({ param: { uuid: ballot.uuid }, json: { reason: '到此为止' } }))
    for (const language of ['zh', 'en'] as const) {
      const auditor = await come('', language)
      const listed = auditor.page.locator('.on-server li').filter({ hasText: ballot.uuid })
      const said = present(auditor.words.ballotState[says])
      await expect.poll(() => listed.innerText()).toContain(`${said} · `)
      await auditor.leave()
    }
  })

  test('pasted, wrong first, and while there is no network', async () => {
    const words = WORDS.zh
    const shown = await challenge(choose, { kind: 'choose', chosen: [1] })
    const auditor = await come('')
    await auditor.button(words.checkTabletOpen).click()
    const field = auditor.page.getByRole('textbox', { name: words.checkTabletPaste })
    await field.fill('https://example.invalid/audit#check=abc')
    await auditor.button(words.checkTabletCheck).click()
    await auditor.text(words.checkTabletNoCode).waitFor()
    expect(await inspect(auditor.page, 'audit-zh-tablet-none', { fullPage: true })).toEqual([])
    await auditor.page.route('**/election.json', (route) => route.abort(), { times: 1 })
    await field.fill(` ${challengeAddress('https://hall.example', shown)}\n`)
    await auditor.button(words.checkTabletCheck).click()
    await auditor.text(words.checkTabletUnreachable).waitFor()
    await auditor.button(words.retry).click()
    await auditor.text(words.challengeSays).waitFor()
    await auditor.button(words.checkTabletAnother).click()
    await field.fill(encodeChallenge({ ...shown, code12: 'AAAAAAAAAAAA' }))
    await auditor.button(words.checkTabletCheck).click()
    await auditor.text(words.challengeDiffers).waitFor()
    await auditor.text(inFours(shown.code12)).waitFor()
    await auditor.leave()
  })
})
