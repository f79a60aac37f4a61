/** The papers of a vote in a browser: printed on one page of A4 each, and saved as a workbook that can be read. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Case } from '../../src/cli/case.ts'
import { furnishHall, type Hall } from '../../src/cli/hall.ts'
import { runYear } from '../../src/cli/year.ts'
import { parseConfig } from '../../src/config.ts'
import { systemRandom } from '../../src/context.ts'
import type { PaperFacts } from '../../src/decide/papers.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { en } from '../../src/web/staff/papers/strings.en.ts'
import { zh } from '../../src/web/staff/papers/strings.zh.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import { present } from '../support/present.ts'
import { TWELVE } from './screens.ts'

const { browser } = await launchBrowser()
const ARTEFACTS = path.join(import.meta.dirname, '../../artefacts')

/** One name looks like a formula: a spreadsheet must not take it for one. */
const FORMULA = '=HYPERLINK("http://example.org","路灯")'
const NAMES = [...TWELVE.slice(0, 11), FORMULA]

const YEAR = {
  id: 'papers',
  title: '太和镇，十二个候选项目',
  assembly: { name: '太和镇人民代表大会', level: 'town', deputies: 10, present: 8 },
  year: 2026,
  rule: {
    seats: 5,
    ratio: '70.0%',
    ratioBasis: 'of-seats',
    rounding: 'up',
    marking: 'choose',
    majority: 'over-half-of-present',
    tie: 'revote',
    satisfaction: { base: 'all', half: 'counts' },
  },
  candidates: NAMES.map((name, i) => ({ name, budgetYuan: 10_000 * (i + 1), finishBy: '2026-11-30' })),
  // Four are chosen by all, the last by half.
  ballots: Array.from({ length: 8 }, (_, voter) => [0, 1, 2, 3, voter % 2 === 0 ? 4 : 11]),
  inspect: {
    satisfaction: [
      [7, 1, 0],
      [5, 2, 1],
      [3, 3, 2],
      [1, 2, 5],
    ],
  },
}

describe.skipIf(browser === undefined)('the papers', () => {
  let dataDir: string
  let server: RunningServer
  let hall: Hall
  let uuid: string
  let judged: string

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-papers-'))
    const config = {
      ...parseConfig({ DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: '0' }),
      passwordCost: QUICK_PASSWORDS,
    }
    server = await startServer({ config, log: silentLog })
    hall = await furnishHall({
      url: server.url,
      operatorCode: await operatorCode(config),
      assembly: { name: '太和镇人民代表大会', level: 'town' },
      random: systemRandom,
      now: () => new Date(),
    })
    const { summary } = await runYear(Case.parse(YEAR), {
      hall,
      pool: server.ctx.proofs,
      say: { stage() {}, line() {}, progress() {} },
    })
    ;({ uuid } = present(summary.ballots[0]))
    judged = present(summary.ballots.at(-1)).uuid
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  /** A member of the presidium, who signs in with a password only. */
  async function desk(
    language: 'zh' | 'en',
    ballot = uuid,
  ): Promise<{ page: Page; context: BrowserContext; faults: readonly string[] }> {
    if (browser === undefined) throw new Error('there is no browser')
    const tablet = await newTablet(browser)
    const { username, password } = present(hall.accounts.find(({ role }) => role === '主席团'))
    const answer = await tablet.context.request.post(`${server.url}/api/people/session`, {
      data: { username, password },
      headers: { origin: server.url },
    })
    expect(answer.status()).toBe(201)
    await tablet.page.goto(`${server.url}/staff${language === 'en' ? '?lang=en' : ''}#/papers/${ballot}`)
    return tablet
  }

  async function factsOf(page: Page): Promise<PaperFacts> {
    const address = `${server.url}/api/decide/votes/${uuid}/papers`
    return (await (await page.context().request.get(address)).json()) as PaperFacts
  }

  test.each(['zh', 'en'] as const)('each on a page of A4, %s', async (language) => {
    const words = { zh, en }[language]
    const { page, context, faults } = await desk(language)
    const sheet = page.getByRole('article', { name: '计票报告单' })
    await sheet.waitFor()
    expect(await sheet.getByRole('row').count()).toBe(13)
    expect(await inspect(page, `papers-${language}-sheet`, { fullPage: true })).toEqual([])
    expect(await printed(page, words.printTallySheet, `papers-${language}-tally-sheet.pdf`)).toBe(1)

    const print = page.getByRole('button', { name: words.printAnnouncement })
    expect(await print.isDisabled()).toBe(true)
    await page.getByLabel(words.number).fill('2')
    const announcement = page.getByRole('article', { name: '公告' })
    await announcement.getByText('第2号').waitFor()
    expect(await announcement.innerText()).toContain('太和镇人民代表大会主席团')
    expect(await printed(page, words.printAnnouncement, `papers-${language}-announcement.pdf`)).toBe(1)
    expect(faults).toEqual([])
    await context.close()
  })

  test('of a satisfaction ballot: each project with its marks, both denominators and its grade', async () => {
    const { page, context, faults } = await desk('zh', judged)
    const sheet = page.getByRole('article', { name: '计票报告单' })
    await sheet.waitFor()
    expect(await sheet.getByRole('heading').innerText()).toBe('2026年民生实事项目满意度测评计票报告单')
    const rows = await sheet.getByRole('row').allInnerTexts()
    expect(rows[1]?.split('\t').slice(2)).toEqual(['7', '1', '0', '0', '70.0%', '87.5%', '满意'])
    expect(rows[2]?.split('\t').slice(2)).toEqual(['5', '2', '1', '0', '50.0%', '62.5%', '满意'])
    expect(rows[3]?.split('\t').slice(2)).toEqual(['3', '3', '2', '0', '30.0%', '37.5%', '基本满意'])
    expect(rows[4]?.split('\t').slice(2)).toEqual(['1', '2', '5', '0', '10.0%', '12.5%', '不满意'])
    await sheet.getByText('不满意1项，序号：4。').waitFor()
    expect(await inspect(page, 'papers-judged', { fullPage: true })).toEqual([])
    expect(await printed(page, zh.printTallySheet, 'papers-judged-tally-sheet.pdf')).toBe(1)
    await page.getByLabel(zh.number).fill('3')
    const announcement = page.getByRole('article', { name: '公告' })
    await announcement.getByText('由责任单位限期整改').waitFor()
    expect(await announcement.getByRole('listitem').last().innerText()).toContain(
      '不满意（满意1票，基本满意2票，不满意5票，弃权0票）',
    )
    expect(await printed(page, zh.printAnnouncement, 'papers-judged-announcement.pdf')).toBe(1)
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: zh.saveWorkbook }).click(),
    ])
    expect(saved.suggestedFilename()).toBe(`2026年民生实事项目满意度测评结果-${judged}.xlsx`)
    await page.getByRole('link', { name: zh.back }).click()
    await page.waitForURL(/#\/satisfaction\//)
    expect(faults).toEqual([])
    await context.close()
  })

  test('the results as a workbook: numbers are numbers, and no text is a formula', async () => {
    const { page, context, faults } = await desk('zh')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: zh.saveWorkbook }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(`2026年民生实事项目票决结果-${uuid}.xlsx`)
    const bytes = await readFile(await download.path())
    const sheets = await readExcelFile(bytes)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['结果', '计票'])
    const [head, ...rows] = present(sheets[0]).data
    expect(head).toEqual(['序号', '项目', '赞成', '占全体', '占到会', '结果'])
    expect(rows.map((row) => row[1])).toEqual(NAMES)
    expect(rows[0]).toEqual([1, NAMES[0], 8, 0.8, 1, '入选'])
    const facts = new Map(present(sheets[1]).data.map(([name, value]) => [name, value]))
    expect(facts.get('应到')).toBe(10)
    expect(facts.get('收回')).toBe(8)
    expect(facts.get('表决方式')).toContain('无记名投票')
    expect(faults).toEqual([])
    await context.close()
  })

  test('a sheet with three answers for each of twelve long names is one page too', async () => {
    const { page, context } = await desk('zh')
    const facts = await factsOf(page)
    const each: PaperFacts = {
      ...facts,
      vote: {
        ...facts.vote,
        candidates: facts.vote.candidates.map((one) => ({ ...one, name: longName(one.name) })),
      },
      ballot: {
        ...facts.ballot,
        kind: 'each',
        figures: { kind: 'each', options: NAMES.map(() => ({ approve: 5, against: 2, blank: 1 })) },
      },
    }
    await page.route('**/papers', (route) => route.fulfill({ json: each }))
    await page.reload()
    const sheet = page.getByRole('article', { name: '计票报告单' })
    await sheet.waitFor()
    expect(await sheet.getByRole('columnheader').allInnerTexts()).toContain('反对')
    expect(await printed(page, zh.printTallySheet, 'papers-zh-each.pdf')).toBe(1)
    await context.close()
  })

  test('say when there is nothing to print yet', async () => {
    const { page, context } = await desk('zh')
    const facts = await page.evaluate<PaperFacts>(
      `fetch('/api/decide/votes/${uuid}/papers').then((r) => r.json())`,
    )
    const open: PaperFacts = {
      ...facts,
      vote: { ...facts.vote, state: 'open', counts: null, outcome: null },
    }
    await page.route('**/papers', (route) => route.fulfill({ json: open }))
    await page.reload()
    await page.getByText(zh.notCounted).waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    expect(await inspect(page, 'papers-zh-not-counted')).toEqual([])
    const counted: PaperFacts = { ...facts, vote: { ...facts.vote, state: 'counted', outcome: null } }
    await page.unroute('**/papers')
    await page.route('**/papers', (route) => route.fulfill({ json: counted }))
    await page.reload()
    await page.getByText(zh.notAnnounced).waitFor()
    expect(await page.getByRole('article').count()).toBe(1)
    await context.close()
  })

  test('are for the staff of the assembly only', async () => {
    const answer = await fetch(`${server.url}/api/decide/votes/${uuid}/papers`)
    expect(answer.status).toBe(401)
  })
})

/** Presses a print button as a person would; what comes out of the printer, and how many pages it has. */
async function printed(page: Page, button: string, file: string): Promise<number> {
  await page.evaluate('window.print = () => undefined')
  await page.getByRole('button', { name: button }).click()
  const pdf = await page.pdf({ path: path.join(ARTEFACTS, file), preferCSSPageSize: true })
  await page.evaluate("dispatchEvent(new Event('afterprint'))")
  expect(await page.evaluate('document.documentElement.dataset.printing ?? null')).toBeNull()
  const text = pdf.toString('latin1')
  // A4 in points.
  expect(text).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/)
  return [...text.matchAll(/\/Type\s*\/Page\b/g)].length
}

function longName(short: string): string {
  return `${short}及沿线配套设施建设（含三年管护）`.slice(0, 40)
}
