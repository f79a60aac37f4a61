/** Saved reports: one file, opened from a disk, with no network, with scripts and without. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inHtml, inScript } from '../../src/web/auditor/escape.ts'
import { inspect, launchBrowser } from '../support/browser.ts'
import { changedBallot, loadBase, offByOne } from '../support/attacks.ts'
import { buildDraft } from '../support/draft.ts'
import { makeElection, openDraft } from '../support/elections.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { loadVector, type Vector } from '../support/vectors.ts'
import { AtTheAudit, WORDS } from './at-the-audit.ts'

const { browser } = await launchBrowser()

/** What somebody might call a project to break out of a page. */
const NAME = '项目</script><script>document.title="broken"</script>"\'&amp;<!--\u2028]]>'

test('texts are escaped for where they stand', () => {
  expect(inHtml(NAME)).not.toMatch(/[<>"']/)
  const json = inScript(JSON.stringify({ NAME }))
  expect(json).not.toMatch(/[<\u2028\u2029]/)
  expect(JSON.parse(json)).toEqual({ NAME })
})

/** Opens a file from the disk, with the network cut, and notes everything that it asks for. */
async function opened(file: string, javaScriptEnabled = true) {
  const context = await (browser as NonNullable<typeof browser>).newContext({
    javaScriptEnabled,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  await context.setOffline(true)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const asked: string[] = []
  const faults: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(pathToFileURL(file).href)
  return { page, asked, faults, close: () => context.close() }
}

describe.skipIf(browser === undefined)('a saved report', () => {
  const words = WORDS.zh
  let hall: ServedHall
  let folder: string
  let vector: Vector

  beforeAll(async () => {
    hall = await serveHall()
    folder = await mkdtemp(path.join(tmpdir(), 'piaojue-report-'))
    vector = await loadVector('single-3')
  })
  afterAll(async () => {
    await browser?.close()
    await hall.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Verifies a file and saves the report of it. */
  async function saved(name: string, bytes: Uint8Array, language: 'zh' | 'en' = 'zh'): Promise<string> {
    const auditor = await AtTheAudit.sitDown(browser as NonNullable<typeof browser>, hall.url, language)
    await auditor.open()
    await auditor.verify({ name: `${name}.bel`, bytes })
    const downloading = auditor.page.waitForEvent('download')
    await auditor.button(auditor.words.save).click()
    const file = path.join(folder, `${name}.html`)
    await (await downloading).saveAs(file)
    await auditor.text(/^(已保存为|Saved as) report-/).waitFor()
    expect(auditor.faults).toEqual([])
    await auditor.leave()
    return file
  }

  test('shows its findings without any script', async () => {
    const file = await saved('plain', vector.bytes)
    const { page, asked, close } = await opened(file, false)
    await page.getByText(words.verdict.counted).waitFor()
    await page.locator('noscript p').waitFor()
    await page.getByText(vector.election.fingerprint).waitFor()
    for (const { tracker } of vector.votes) await page.getByText(tracker, { exact: true }).waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
    expect(asked).toHaveLength(1)
    await close()
  })

  test('verifies again, offline, with what stands in the file', async () => {
    const { page, asked, faults, close } = await opened(await saved('again', vector.bytes))
    await page.getByRole('button', { name: words.report.again }).click()
    await page.getByText(words.report.same, { exact: true }).waitFor()
    await page.getByText(words.report.ok, { exact: true }).waitFor()
    expect(asked.filter((url) => !url.startsWith('blob:'))).toHaveLength(1)
    expect(faults).toEqual([])
    // The archive can be taken out again, byte by byte.
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: words.report.archive }).click()
    const archive = path.join(folder, 'out.bel')
    await (await downloading).saveAs(archive)
    expect(Buffer.compare(await readFile(archive), Buffer.from(vector.bytes))).toBe(0)
    expect(await inspect(page, 'audit-zh-report', { fullPage: true })).toEqual([])
    await close()
  })

  test('verifies again where a file may start no worker', async () => {
    const file = await saved('alone', vector.bytes)
    const { page, close } = await opened(file)
    await page.evaluate('globalThis.Worker = undefined')
    await page.getByRole('button', { name: words.report.again }).click()
    await page.getByText(words.report.same, { exact: true }).waitFor()
    expect(await page.getByText(words.report.ok, { exact: true }).count()).toBe(1)
    await close()
  })

  test('with findings has all of them, and finds them again', async () => {
    const base = await loadBase('threshold-2-of-3')
    const built = changedBallot(base, 1, (ballot) => {
      for (const [proof] of ballot.answers[0].individual_proofs) proof.response = offByOne(proof.response)
    })
    const { page, faults, close } = await opened(await saved('findings', built.bytes, 'en'))
    const { record, height } = built.at('ballot:1')
    const sentence = `Record ${record} (event ${height}) /answers/0/individual_proofs/4: a choice is not proven to be 0 or 1.`
    await page.getByText(sentence).waitFor()
    await page.getByRole('button', { name: WORDS.en.report.again }).click()
    await page.getByText(WORDS.en.report.same, { exact: true }).waitFor()
    expect(await page.getByText(sentence).count()).toBe(2)
    expect(faults).toEqual([])
    expect(await inspect(page, 'audit-en-report', { fullPage: true })).toEqual([])
    await close()
  })

  test('whose archive was altered says so', async () => {
    const file = await saved('altered', vector.bytes)
    const text = await readFile(file, 'utf8')
    const [, base64 = ''] = /id="archive">\n([^<]*)/.exec(text) ?? []
    const bytes = Buffer.from(base64.replaceAll('\n', ''), 'base64')
    const at = bytes.lastIndexOf('"result"') + 12
    bytes.write(String.fromCharCode((bytes[at] ?? 0) === 49 ? 50 : 49), at)
    await writeFile(file, text.replace(base64, `${bytes.toString('base64')}\n`))
    const { page, close } = await opened(file)
    await page.getByRole('button', { name: words.report.again }).click()
    await page.getByText(words.report.differs, { exact: true }).waitFor()
    await page.getByText(words.report.findings, { exact: true }).waitFor()
    expect(await page.getByText(/内容被改过/).count()).toBe(1)
    await close()
    await writeFile(file, text.replace(base64, '%%%'))
    const broken = await opened(file)
    await broken.page.getByRole('button', { name: words.report.again }).click()
    await broken.page.getByText(words.report.failed).waitFor()
    await broken.close()
  })

  test('cannot be broken out of by what things are called', async () => {
    const made = makeElection({
      trustees: [1],
      voters: 1,
      questions: [{ question: NAME, answers: [NAME, '乙'], blank: true, min: 1, max: 1 }],
      parameters: { name: NAME },
    })
    const { bytes } = buildDraft(openDraft(made, []))
    const { page, faults, close } = await opened(await saved('names', bytes))
    await page.getByRole('button', { name: words.report.again }).click()
    await page.getByText(words.report.same, { exact: true }).waitFor()
    expect(await page.title()).toContain('项目</script>')
    expect(await page.getByText(NAME.replace('\u2028', ' ').slice(0, 40)).count()).toBeGreaterThan(0)
    expect(faults).toEqual([])
    await close()
  })
})
