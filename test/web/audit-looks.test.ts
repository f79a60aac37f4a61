/** Every state of the auditor's page in both languages and sizes: axe, and pictures to look at. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveOf } from '../../src/cli/hall.ts'
import { changedBallot, loadBase, offByOne } from '../support/attacks.ts'
import { inspect, launchBrowser } from '../support/browser.ts'
import { journalOf } from '../support/journal-lines.ts'
import { loadVector } from '../support/vectors.ts'
import { AtTheAudit } from './at-the-audit.ts'
import { serveYear, type ServedYear } from './years.ts'

const { browser } = await launchBrowser()

describe.skipIf(browser === undefined)('every state looks right', () => {
  let year: ServedYear

  beforeAll(async () => {
    year = await serveYear()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await year.close()
  })

  test.each(['zh', 'en'] as const)('in %s', { timeout: 300_000 }, async (language) => {
    const auditor = await AtTheAudit.sitDown(browser as NonNullable<typeof browser>, year.url, language)
    const { page, words } = auditor
    const wrong: string[] = []
    const look = async (name: string): Promise<void> => {
      wrong.push(...(await inspect(page, `audit-${language}-${name}`, { fullPage: true })))
    }
    await offline(page)
    await auditor.open()
    await auditor.text(words.serverFailed).waitFor()
    await auditor.text(words.journalFailed).waitFor()
    await look('01-no-server')
    await page.unrouteAll()
    await auditor.open()
    await auditor.button(words.verifyNamed('2026年民生实事项目票决')).waitFor()
    await look('02-list')

    const bytes = await archiveOf(year.hall, year.ballots[0] ?? '')
    await auditor.verify({ name: 'vote.bel', bytes })
    await auditor.text(words.announcedSame).waitFor()
    await auditor.choose(words.compareChoose, { name: 'earlier.bel', bytes: bytes.slice(0, -512) })
    await auditor.text(words.compared.sameElection).waitFor()
    await page.getByLabel(words.lookupLabel).fill('A'.repeat(43))
    await auditor.button(words.lookup).click()
    await auditor.text(words.lookedUp.notFound).waitFor()
    await auditor.button(words.pagesCheck).click()
    await auditor.text(words.pagesManifestText).waitFor()
    await look('03-valid')
    await auditor.button(words.removeNamed('vote.bel')).click()

    const base = await loadBase('threshold-2-of-3')
    const tampered = changedBallot(base, 1, (ballot) => {
      for (const [proof] of ballot.answers[0].individual_proofs) proof.response = offByOne(proof.response)
      ballot.answers[0].blank_proof[0].challenge = '1'
    })
    await auditor.choose(words.journalFile, {
      name: 'journal.jsonl',
      bytes: journalOf([
        [
          'ballot.methodSwitched',
          { ballot: base.election.parameters.uuid, method: 'paper', reason: '平板断电' },
        ],
        ['ballot.sealed', { ballot: base.election.parameters.uuid, fingerprint: 'A'.repeat(43) }],
      ]).replace('"seq":1', '"seq":2'),
    })
    await auditor.text(words.journalBad(2, 2)).waitFor()
    await auditor.verify({ name: 'tampered.bel', bytes: tampered.bytes })
    await auditor.text(words.agreeDiffers).waitFor()
    await look('04-findings')
    await auditor.button(words.removeNamed('tampered.bel')).click()

    await auditor.verify(
      { name: 'open.bel', bytes: (await loadVector('voting-open')).bytes },
      { name: 'letter.bel', bytes: 'Dear auditor' },
    )
    const slow = (await loadVector('eighty-six')).bytes
    await auditor.choose(words.chooseFile, { name: 'stopped.bel', bytes: slow })
    await auditor.article('stopped.bel').getByRole('button', { name: words.cancel }).click()
    await auditor.text(words.cancelled).waitFor()
    await page.route('**/archive.bel', (route) => route.abort())
    await auditor.button(words.verifyNamed('2026年民生实事项目票决')).click()
    await auditor.text(words.fetchFailed).waitFor()
    await look('05-open-unreadable-stopped-failed')
    await auditor.button(words.checkTabletOpen).click()
    await look('06-tablet')
    expect(wrong).toEqual([])
    expect(auditor.faults).toEqual([])
    await auditor.leave()
  })
})

async function offline(page: Page): Promise<void> {
  await page.route('**/api/**', (route) => route.abort())
}
