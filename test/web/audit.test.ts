/** The auditor's page over a hall: archives of this server in each stage, and files from anywhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Decision } from '../../src/ballot/questions.ts'
import { castAll } from '../../src/cli/hall.ts'
import { changedBallot, loadBase, offByOne, type Base } from '../support/attacks.ts'
import { launchBrowser } from '../support/browser.ts'
import { buildDraft } from '../support/draft.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall, type TestBallot, type Wanted } from '../support/served-hall.ts'
import { loadVector } from '../support/vectors.ts'
import { AtTheAudit, WORDS } from './at-the-audit.ts'

const { browser } = await launchBrowser()

const answers = (kind: 'each' | 'satisfaction', ...list: (number | null)[]): Decision => ({
  kind,
  answers: list,
})

describe.skipIf(browser === undefined)('the auditor’s page', () => {
  let hall: ServedHall
  let auditor: AtTheAudit

  beforeAll(async () => {
    hall = await serveHall()
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
  })

  const sitDown = async (language: 'zh' | 'en' = 'zh'): Promise<void> => {
    if (browser !== undefined) auditor = await AtTheAudit.sitDown(browser, hall.url, language)
    await auditor.open()
  }

  /** An open ballot with these votes in its box. */
  async function voted(
    wanted: Wanted & { readonly choicesMax?: number },
    decisions: readonly Decision[],
  ): Promise<TestBallot> {
    const ballot = await hall.openBallot(wanted)
    const { uuid } = ballot
    const { kind, title, options, choicesMax = 1 } = wanted
    const votes = decisions.map((decision, i) => ({ code: ballot.card(i), decision }))
    await castAll(hall.hall, { uuid, kind, title, options: [...options], choicesMax }, votes, () => undefined)
    return ballot
  }

  test('says that nothing has been sealed yet', async () => {
    await sitDown()
    await auditor.text(auditor.words.serverNone).waitFor()
    expect(auditor.faults).toEqual([])
    await auditor.leave()
  })

  describe('an archive of this server', () => {
    const words = WORDS.zh

    test('that chooses: open, then closed, then counted', { timeout: 240_000 }, async () => {
      const options = ['甲项目', '乙项目</script>', '丙"项目&amp;']
      const chosen = [[0, 1], [0], [0, 2], []].map((list): Decision => ({ kind: 'choose', chosen: list }))
      const ballot = await voted({ kind: 'choose', title: '勾选', options, choicesMax: 2 }, chosen)
      const file = `${ballot.uuid}.bel`
      await sitDown()
      await auditor.button(words.verifyNamed('勾选')).click()
      await auditor.verdict(file).waitFor()
      expect(await auditor.said(file)).toBe(words.verdict.open)
      const checks = await auditor.checks(file)
      expect(checks[3]).toContain(words.check.ballots(4))
      expect(checks[6]).toContain(words.checkNotYet)
      expect(await auditor.page.evaluate('document.activeElement.textContent')).toBe(file)

      await ballot.cut()
      await auditor.button(words.removeNamed(file)).click()
      await auditor.button(words.verifyNamed('勾选')).click()
      await auditor.verdict(file).waitFor()
      expect(await auditor.said(file)).toBe(words.verdict.closed)

      await ballot.count()
      await auditor.button(words.removeNamed(file)).click()
      await auditor.button(words.verifyNamed('勾选')).click()
      await auditor.verdict(file).waitFor()
      expect(await auditor.said(file)).toBe(words.verdict.counted)
      const rows = await auditor.article(file).getByRole('row').allInnerTexts()
      expect(rows.map((row) => row.split('\t').map((cell) => cell.trim()))).toEqual([
        [words.option, words.votes, words.share],
        ['甲项目', '3', '33.3% / 33.3%'],
        ['乙项目</script>', '1', '11.1% / 11.1%'],
        ['丙"项目&amp;', '1', '11.1% / 11.1%'],
        [words.blank, '1', '11.1% / 11.1%'],
      ])
      // The journal says the same of it, and no rule of a year belongs to it.
      const article = auditor.article(file)
      for (const what of [
        'fingerprint',
        'setupHead',
        'closeHead',
        'resultHead',
        'returned',
        'result',
      ] as const) {
        const line = article.getByRole('listitem').filter({ hasText: words.agree[what] })
        expect(await line.innerText()).toContain(words.agreeSame)
      }
      await article.getByText(words.basisMissing).waitFor()
      expect(auditor.faults).toEqual([])
      await auditor.leave()
    })

    test('that asks of each project, and one of satisfaction', { timeout: 240_000 }, async () => {
      const options = ['甲项目', '乙项目']
      const each = await voted({ kind: 'each', title: '逐项', options }, [
        answers('each', 0, 1),
        answers('each', 0, null),
      ])
      const satisfaction = await voted({ kind: 'satisfaction', title: '测评', options }, [
        answers('satisfaction', 0, 2),
        answers('satisfaction', 1, null),
      ])
      for (const ballot of [each, satisfaction]) {
        await ballot.cut()
        await ballot.count()
      }
      await sitDown()
      // Both at once: one after the other.
      await auditor.button(words.verifyNamed('逐项')).click()
      await auditor.button(words.verifyNamed('测评')).click()
      for (const [ballot, cells, note] of [
        [each, ['甲项目 2 0 0 22.2% / 22.2%', '乙项目 0 1 1 0.0% / 0.0%'], words.basisMissing],
        [
          satisfaction,
          ['甲项目 1 1 0 0 11.1% / 11.1%', '乙项目 0 0 1 1 0.0% / 0.0%'],
          words.outcomeSatisfaction,
        ],
      ] as const) {
        const file = `${ballot.uuid}.bel`
        await auditor.verdict(file).waitFor()
        expect(await auditor.said(file)).toBe(words.verdict.counted)
        const rows = await auditor.article(file).getByRole('row').allInnerTexts()
        expect(rows.slice(1).map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual(cells)
        await auditor.article(file).getByText(note).waitFor()
      }
      expect(auditor.faults).toEqual([])
      await auditor.leave()
    })

    test('that does not come says so, and can be asked for again', async () => {
      await sitDown()
      await auditor.page.route('**/archive.bel', (route) => route.abort(), { times: 1 })
      await auditor.button(words.verifyNamed('逐项')).click()
      await auditor.text(words.fetchFailed).waitFor()
      await auditor.button(words.again).click()
      await auditor.text(words.verdict.counted).waitFor()
      expect(auditor.faults).toEqual([])
      await auditor.leave()
    })
  })

  describe('files', () => {
    const words = WORDS.zh
    let base: Base

    beforeAll(async () => {
      base = await loadBase('threshold-2-of-3')
    })

    test('of another implementation, several at once, one of them dropped', async () => {
      await sitDown()
      const names = ['single-3', 'threshold-2-of-3', 'voting-open'] as const
      const [first, ...rest] = await Promise.all(
        names.map(async (name) => ({ name: `${name}.bel`, bytes: (await loadVector(name)).bytes })),
      )
      await auditor.verify(...rest)
      const base64 = Buffer.from(present(first).bytes).toString('base64')
      const list = await auditor.page.evaluateHandle(`(() => {
        const transfer = new DataTransfer()
        const bytes = Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0))
        transfer.items.add(new File([bytes], 'single-3.bel'))
        return transfer
      })()`)
      await auditor.page.locator('.drop').dispatchEvent('drop', { dataTransfer: list })
      await auditor.verdict('single-3.bel').waitFor()
      expect(await auditor.said('single-3.bel')).toBe(words.verdict.counted)
      expect(await auditor.said('threshold-2-of-3.bel')).toBe(words.verdict.counted)
      expect(await auditor.said('voting-open.bel')).toBe(words.verdict.open)
      await auditor.article('threshold-2-of-3.bel').getByText(words.outcomeNone).waitFor()
      expect((await auditor.checks('threshold-2-of-3.bel'))[3]).toContain(words.check.replaced(3))
      await auditor.leave()
    })

    test('that were tampered with: each finding with its place, in both languages', async () => {
      const built = changedBallot(base, 1, (ballot) => {
        const [proof] = ballot.answers[0].individual_proofs[0]
        proof.response = offByOne(proof.response)
      })
      const wrong = buildDraft({ ...base.draft, result: '{"result":[[1,2,3,4,5],[6,7,8]]}' })
      const { record, name, height } = built.at('ballot:1')
      await sitDown('en')
      await auditor.verify(
        { name: 'ballot.bel', bytes: built.bytes },
        { name: 'result.bel', bytes: wrong.bytes },
      )
      expect(await auditor.said('ballot.bel')).toBe(WORDS.en.verdict.findings(1))
      const found = auditor.article('ballot.bel').locator('.findings')
      await found
        .getByText(
          `Record ${record} (event ${height}) /answers/0/individual_proofs/0: a choice is not proven to be 0 or 1.`,
        )
        .waitFor()
      await found.getByText(name).waitFor()
      expect((await auditor.checks('ballot.bel')).map((line) => line.includes('1 finding'))).toEqual([
        false,
        false,
        false,
        true,
        false,
        false,
        false,
      ])
      const results = auditor.article('result.bel')
      await results.getByText(/finding.*this archive cannot be relied on/).waitFor()
      await results.getByText(/^The same in \d+ other places$/).click()
      await auditor.button('中文').click()
      await auditor.article('ballot.bel').getByText(`第 ${record} 条记录(事件 ${height})`).waitFor()
      await auditor.leave()
    })

    test('that are no archives, that are cut, that are stopped', async () => {
      const { bytes } = await loadVector('eighty-six')
      await sitDown()
      await auditor.verify(
        { name: 'letter.bel', bytes: 'Dear auditor, this is no archive.' },
        { name: 'empty.bel', bytes: '' },
        { name: 'cut.bel', bytes: buildDraft(base.draft).bytes.slice(0, -100) },
      )
      expect(await auditor.said('letter.bel')).toBe(words.verdict.unreadable)
      expect(await auditor.said('empty.bel')).toBe(words.verdict.unreadable)
      await auditor.article('letter.bel').getByText('第 1 条记录:这不是选票档案。').waitFor()
      await auditor.article('cut.bel').getByText('文件在这里被截断').waitFor()

      await auditor.choose(words.chooseFile, { name: 'long.bel', bytes }, { name: 'later.bel', bytes })
      await auditor.article('later.bel').getByText(words.waiting).waitFor()
      await auditor.article('later.bel').getByRole('button', { name: words.cancel }).click()
      await auditor.article('long.bel').getByRole('button', { name: words.cancel }).click()
      await auditor.article('long.bel').getByText(words.cancelled).waitFor()
      await auditor.article('later.bel').getByText(words.cancelled).waitFor()
      await auditor.article('long.bel').getByRole('button', { name: words.again }).click()
      await auditor.article('long.bel').getByText(words.verdict.counted).waitFor()
      await auditor.leave()
    })
  })
})
