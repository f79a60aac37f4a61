/** The auditor's page after a year's vote: outcome, announcement, journal, looking up, comparing, the pages' digests. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveOf } from '../../src/cli/hall.ts'
import { readContents } from '../../src/web/auditor/contents.ts'
import { inFours } from '../../src/web/auditor/find-ballot.ts'
import type { BallotEntry } from '../../src/web/auditor/found.ts'
import { launchBrowser } from '../support/browser.ts'
import { actsIn, journalOf, type TestAct } from '../support/journal-lines.ts'
import { present } from '../support/present.ts'
import { loadVector } from '../support/vectors.ts'
import { AtTheAudit, WORDS } from './at-the-audit.ts'
import { serveYear, TIED_YEAR, type ServedYear } from './years.ts'

const { browser } = await launchBrowser()

const same = (act: TestAct): TestAct => act

describe.skipIf(browser === undefined)('the auditor’s page after a year’s vote', () => {
  const words = WORDS.zh
  let year: ServedYear
  let auditor: AtTheAudit
  let uuid: string
  let runoff: string
  let bytes: Uint8Array
  let journal: string
  let ballots: readonly BallotEntry[]

  beforeAll(async () => {
    year = await serveYear()
    ;[uuid, runoff] = year.ballots as [string, string]
    bytes = await archiveOf(year.hall, uuid)
    journal = await (await fetch(`${year.url}/api/board/journal`)).text()
    ;({ ballots } = (await readContents(new Blob([bytes as Uint8Array<ArrayBuffer>]))).contents)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await year.close()
  })

  const sitDown = async (): Promise<void> => {
    if (browser !== undefined) auditor = await AtTheAudit.sitDown(browser, year.url)
    await auditor.open()
  }

  /** The journal with some acts changed, and the chain made anew around them. */
  const journalWith = (change: (act: TestAct) => TestAct, ...more: readonly TestAct[]): string =>
    journalOf([...actsIn(journal).map(change), ...more])

  const entryOf = (act: string, ballot: string): number =>
    actsIn(journal).findLastIndex(([name, payload]) => name === act && payload['ballot'] === ballot)

  test('decides the outcome anew, from figures with their entries, and it is what was announced', async () => {
    await sitDown()
    for (const each of [uuid, runoff]) {
      await auditor.verify({ name: `${each}.bel`, bytes: await archiveOf(year.hall, each) })
      const article = auditor.article(`${each}.bel`)
      const announced = `${words.announcedSame}${words.entry(entryOf('decide.outcome', each))}`
      await article.getByText(announced, { exact: true }).waitFor()
      await article.getByText(words.needed(each === uuid ? 5 : 1)).waitFor()
      const seats = `${each === uuid ? 2 : 1}${words.entry(entryOf('decide.voteDrafted', each))}`
      expect(await article.getByRole('definition').filter({ hasText: seats }).count()).toBe(1)
      const heads = `9${words.entry(entryOf('ballot.counted', each))}`
      expect(await article.getByRole('definition').filter({ hasText: heads }).count()).toBe(1)
    }
    await auditor.article(`${uuid}.bel`).getByText(words.tied(1)).waitFor()
    await auditor.text(words.journalOk(actsIn(journal).length)).waitFor()
    expect(auditor.faults).toEqual([])
    await auditor.leave()
  })

  test('says so when what was announced is not what comes out', async () => {
    await sitDown()
    await auditor.verify({ name: 'vote.bel', bytes })
    const lie = journalWith(([act, payload]) =>
      act === 'decide.outcome' && payload['ballot'] === uuid
        ? [act, { ...payload, elected: [TIED_YEAR.candidates[3]?.name ?? ''], tied: [] }]
        : [act, payload],
    )
    await auditor.choose(words.journalFile, { name: 'journal.jsonl', bytes: lie })
    const article = auditor.article('vote.bel')
    await article.getByText(words.announcedDiffers).waitFor()
    await article.getByText(words.announcedWas).waitFor()

    // A line that was changed without its hashes is a finding of the journal itself.
    const changed = journal.replace('"seats":2', '"seats":3')
    await auditor.choose(words.journalFile, { name: 'changed.jsonl', bytes: changed })
    await auditor.text(words.journalBad(actsIn(journal).length, 2)).waitFor()
    await auditor.text('内容与其摘要不符').waitFor()
    await auditor.button(words.journalReload).click()
    await article.getByText(words.announcedSame).waitFor()
    expect(await article.getByText(words.announcedDiffers).count()).toBe(0)
    await auditor.leave()
  })

  test('finds a ballot from a card that was voided, a count by hand, a void vote', async () => {
    const [first] = ballots
    const voided = (credential: string): TestAct => [
      'ballot.cardVoided',
      { ballot: uuid, number: 7, credential, reason: '遗失' },
    ]
    await sitDown()
    await auditor.verify({ name: 'vote.bel', bytes })
    await auditor.choose(words.journalFile, {
      name: 'a.jsonl',
      bytes: journalWith(same, voided('0'.repeat(64))),
    })
    await auditor.text(words.voidedNone(1)).waitFor()
    await auditor.choose(words.journalFile, {
      name: 'b.jsonl',
      bytes: journalWith(same, voided(present(first).credential)),
    })
    await auditor.text(words.voidedUsed(7, present(first).record)).waitFor()
    const byHand = journalWith(
      same,
      ['ballot.methodSwitched', { ballot: uuid, method: 'hands', reason: '停电' }],
      ['ballot.voided', { ballot: uuid, reason: '<b>重来</b>' }],
    )
    await auditor.choose(words.journalFile, { name: 'c.jsonl', bytes: byHand })
    await auditor.text(words.byHand(words.method.hands)).waitFor()
    await auditor.text('<b>重来</b>').waitFor()
    expect(auditor.faults).toEqual([])
    await auditor.leave()
  })

  test('takes figures that are typed in where there is no journal', async () => {
    await sitDown()
    await auditor.choose(words.journalFile, { name: 'none.jsonl', bytes: '' })
    await auditor.verify({ name: 'vote.bel', bytes })
    const article = auditor.article('vote.bel')
    await article.getByText(words.agreeNone).waitFor()
    await article.getByLabel(words.basis.seats).fill('3')
    await article.getByLabel(words.basis.shouldAttend).fill('12')
    await article.getByLabel(words.basis.present).fill('9')
    await article.getByLabel(words.basis.majority).selectOption(words.majority['over-half-of-present'])
    await article.getByRole('button', { name: words.decide }).click()
    await article.getByText(words.announcedNone).waitFor()
    const chosen = await article.locator('.decision li').allInnerTexts()
    expect(chosen).toEqual(TIED_YEAR.candidates.slice(0, 3).map(({ name }) => name))
    expect(await article.getByRole('definition').filter({ hasText: '3（手工填写）' }).count()).toBe(1)
    await auditor.leave()
  })

  test('looks up trackers and seal codes', async () => {
    const ballot = present(ballots[3])
    await sitDown()
    await auditor.verify({ name: 'vote.bel', bytes })
    const article = auditor.article('vote.bel')
    const found = async (typed: string, sentence: string): Promise<void> => {
      await article.getByLabel(words.lookupLabel).fill(typed)
      await article.getByRole('button', { name: words.lookup }).click()
      await article.getByText(sentence, { exact: true }).waitFor()
    }
    await found(ballot.tracker, words.lookedUp.tracker(4, ballot.record))
    await found(inFours(ballot.seal.slice(0, 12)), words.lookedUp.seal(4, ballot.record))
    await found('A'.repeat(43), words.lookedUp.notFound)
    await found('这是什么', words.lookedUp.noCode)
    expect(auditor.faults).toEqual([])
    await auditor.leave()
  })

  test('compares with an earlier download', async () => {
    await sitDown()
    await auditor.verify({ name: 'vote.bel', bytes })
    const compare = async (name: string, earlier: Uint8Array, sentence: string | RegExp): Promise<void> => {
      await auditor.choose(words.compareChoose, { name, bytes: earlier })
      await auditor.text(name).last().waitFor()
      await auditor.text(sentence).waitFor()
    }
    await compare('same.bel', bytes, words.compared.same)
    const record = present(ballots[4]).record
    await compare('earlier.bel', bytes.slice(0, -512), /没有删改/)
    const mutated = bytes.slice()
    mutated.set([120], mutated.lastIndexOf('"'.charCodeAt(0)))
    await compare('changed.bel', mutated, /记录起不同/)
    await compare('later.bel', new Uint8Array([...bytes, ...bytes.slice(-1024)]), /有记录不见了/)
    await compare('other.bel', (await loadVector('voting-open')).bytes, words.compared.otherElection)
    await compare('letter.bel', Buffer.from('no archive'), words.compared.unreadable)
    expect(record).toBeGreaterThan(0)
    await auditor.leave()
  })

  test('checks the pages of this server, and finds one that was exchanged', async () => {
    const manifest = await (await fetch(`${year.url}/pages.json`)).text()
    const { files } = JSON.parse(manifest) as { files: Record<string, string> }
    await sitDown()
    await auditor.button(words.pagesCheck).click()
    await auditor.text(words.pagesSame(Object.keys(files).length)).waitFor()
    await auditor.text(createHash('sha256').update(manifest).digest('hex')).waitFor()
    await auditor
      .text(/与封箱时记入日志的相同/)
      .first()
      .waitFor()
    await auditor.page.route('**/vote', (route) => route.fulfill({ body: '<h1>别的页面</h1>' }))
    await auditor.page.route('**/assets/voter-*.css', (route) => route.abort())
    await auditor.button(words.pagesCheck).click()
    await auditor.text(words.pagesDiffer).waitFor()
    await auditor.page.getByRole('listitem').filter({ hasText: 'vote.html' }).waitFor()
    await auditor.page.getByRole('listitem').filter({ hasText: words.pagesMissing }).waitFor()
    await auditor.page.unrouteAll()
    await auditor.page.route('**/pages.json', (route) => route.abort())
    await auditor.button(words.pagesCheck).click()
    await auditor.text(words.pagesFailed).waitFor()
    expect(auditor.faults).toEqual([])
    await auditor.leave()
  })
})
