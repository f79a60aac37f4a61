/** The public page `/` with a year that was voted on, without any, and when the service fails. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Case } from '../../src/cli/case.ts'
import { furnishHall, type Hall } from '../../src/cli/hall.ts'
import { runYear } from '../../src/cli/year.ts'
import { parseConfig } from '../../src/config.ts'
import { systemRandom } from '../../src/context.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { en } from '../../src/web/public/strings.en.ts'
import { zh } from '../../src/web/public/strings.zh.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'

const { browser } = await launchBrowser()
const WORDS = { zh, en }

const RULE = {
  seats: 2,
  ratio: '50%',
  ratioBasis: 'of-seats',
  rounding: 'up',
  marking: 'choose',
  majority: 'over-half-of-present',
  tie: 'revote',
} as const

const CANDIDATES = [
  [
    '太和镇中心小学运动场改造',
    '镇中心小学',
    '镇教办',
    1_234_567.89,
    '新建二百米跑道和两块篮球场，更换老旧器材。',
  ],
  [
    '四好农村路提升(石城至新村段)',
    '石城村、新村',
    '镇交管站',
    12_000_000,
    '拓宽硬化道路 6.2 公里，增设会车道。',
  ],
  ['农村饮水安全巩固提升', '全镇七个村', '镇水利站', 860_000, '更换管网 11 公里，新增消毒设备三套。'],
  ['镇区路灯节能改造', '镇区', '镇城建办', 0.01, '更换路灯 420 盏。'],
] as const

const AMOUNTS = {
  zh: ['123.456789', '1,200', '86', '0.000001'],
  en: ['1,234,567.89', '12,000,000', '860,000', '0.01'],
}

/** The first project is chosen; the second and the third have equal votes, and the run-off decides. */
const TIED = {
  id: 'tied',
  title: '太和镇，有并列',
  assembly: { name: '太和镇人民代表大会', level: 'town', deputies: 12, present: 9 },
  year: 2026,
  rule: RULE,
  candidates: CANDIDATES.map(([name, place, responsibleUnit, budgetYuan, content]) => ({
    name,
    place,
    responsibleUnit,
    budgetYuan,
    content,
    finishBy: '2026-11-30',
  })),
  ballots: [[0, 1], [0, 1], [0, 1], [0, 2], [0, 2], [0, 2], [1, 2], [1, 2], []],
  runoff: { ballots: [[1], [1], [1], [1], [2], [2], [2], []] },
}

interface Served {
  readonly server: RunningServer
  readonly hall: Hall
  close(): Promise<void>
}

async function serve(): Promise<Served> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-public-'))
  const config = {
    ...parseConfig({ DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: '0' }),
    passwordCost: QUICK_PASSWORDS,
  }
  const server = await startServer({ config, log: silentLog })
  const hall = await furnishHall({
    url: server.url,
    operatorCode: await operatorCode(config),
    assembly: { name: '太和镇人民代表大会', level: 'town' },
    random: systemRandom,
    now: () => new Date(),
  })
  return {
    server,
    hall,
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

describe.skipIf(browser === undefined)('the public page', () => {
  let served: Served

  beforeAll(async () => {
    served = await serve()
  })
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  /** Opens the page in a language, works on it, and looks at what is there in the end. What is wrong with it. */
  async function look(
    language: 'zh' | 'en',
    name: string,
    work: (page: Page) => Promise<void>,
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<string[]> {
    const { context, page, faults } = await newTablet(browser as Browser)
    try {
      page.setDefaultTimeout(30_000)
      await prepare?.(page)
      await page.goto(`${served.server.url}/${language === 'en' ? '?lang=en' : ''}`)
      await work(page)
      return [...(await inspect(page, `public-${language}-${name}`, { fullPage: true })), ...faults]
    } finally {
      await context.close()
    }
  }

  const LANGUAGES = ['zh', 'en'] as const

  test.each(LANGUAGES)('says that there is nothing yet, %s', async (language) => {
    const wrong = await look(language, 'empty', async (page) => {
      await page.getByRole('heading', { name: WORDS[language].emptyHeading }).waitFor()
      await page.getByRole('heading', { name: WORDS[language].verifyHeading }).waitFor()
    })
    expect(wrong).toEqual([])
  })

  test.each(LANGUAGES)('says that it is reading, %s', async (language) => {
    const wrong = await look(
      language,
      'loading',
      (page) => page.locator('#years').getByRole('status').getByText(WORDS[language].loading).waitFor(),
      (page) => page.route('**/api/order/cycles', () => new Promise(() => undefined)),
    )
    expect(wrong).toEqual([])
  })

  test.each(LANGUAGES)(
    'repeats the sentence of a service that fails, and tries again, %s',
    async (language) => {
      const words = WORDS[language]
      const title = '系统出了错，请再试一次 / Something went wrong: please try again'
      const failed = {
        status: 500,
        contentType: 'application/problem+json; charset=UTF-8',
        body: JSON.stringify({ code: 'bug', title, status: 500 }),
      }
      let times = 0
      const wrong = await look(
        language,
        'failed',
        async (page) => {
          const alert = page.getByRole('alert')
          await alert.getByText({ zh: '系统出了错', en: 'Something went wrong' }[language]).waitFor()
          await page.getByRole('button', { name: words.retry }).click()
          await alert.getByText(words.unreachable).waitFor()
        },
        (page) =>
          page.route('**/api/order/cycles', (route) =>
            times++ === 0 ? route.fulfill(failed) : route.abort(),
          ),
      )
      expect(wrong).toEqual([])
      expect(times).toBe(2)
    },
  )

  describe('after a year with a tie and a run-off', () => {
    beforeAll(async () => {
      await runYear(Case.parse(TIED), {
        hall: served.hall,
        pool: served.server.ctx.proofs,
        say: { stage() {}, line() {}, progress() {} },
      })
    }, 120_000)

    test.each(LANGUAGES)('shows dossiers, counts, shares and the decision, %s', async (language) => {
      const words = WORDS[language]
      const wrong = await look(language, 'year', async (page) => {
        await page.getByRole('heading', { name: words.yearHeading(2026, '太和镇人民代表大会') }).waitFor()
        await page.getByRole('heading', { name: words.voteHeading.tie }).waitFor()

        const rows = await cellsOf(page.getByRole('table', { name: words.candidatesHeading }))
        expect(rows).toEqual(
          CANDIDATES.map(([, place, unit], i) => [
            String(i + 1),
            place,
            AMOUNTS[language][i],
            unit,
            '2026-11-30',
            i < 2 ? words.chosen([6, 4][i] ?? 0) : words.reserved([3, 0][i - 2] ?? 0),
          ]),
        )

        // On a phone a candidate's lines stand below each other, with the same cells, and nothing is out of sight.
        const size = page.viewportSize()
        await page.setViewportSize({ width: 360, height: 740 })
        const candidates = page.getByRole('region', { name: words.candidatesHeading })
        expect(await candidates.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0)
        expect(await cellsOf(candidates.getByRole('table'))).toEqual(rows)
        expect(await candidates.getByRole('rowheader').count()).toBe(CANDIDATES.length)
        if (size !== null) await page.setViewportSize(size)

        const first = page.getByRole('article').first()
        const counts = await first.getByRole('definition').allInnerTexts()
        expect(counts.slice(0, 7)).toEqual(['12', '9', '9', '9', '9', '0', '1'])
        const { elected, tied, not } = words.verdict
        expect(await cellsOf(first.getByRole('table', { name: words.approvalsHeading }))).toEqual([
          ['6', '50.0%', '66.7%', elected],
          ['5', '41.7%', '55.6%', tied],
          ['5', '41.7%', '55.6%', tied],
          ['0', '0.0%', '0.0%', not],
        ])
      })
      expect(wrong).toEqual([])
    })

    test('links to every archive and to the journal, and both can be fetched', async () => {
      let links: string[] = []
      await look('zh', 'year', async (page) => {
        await page.getByRole('heading', { name: zh.voteHeading.tie }).waitFor()
        links = await page.locator('a[download]').evaluateAll((found) => found.map(String))
      })
      expect(links).toHaveLength(3)
      for (const link of links) {
        const response = await fetch(link)
        expect(response.status).toBe(200)
        expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(500)
      }
    })

    test('keeps its language in the address', async () => {
      const wrong = await look('zh', 'switched', async (page) => {
        await page.getByRole('button', { name: 'English' }).click()
        await page.getByRole('heading', { name: en.verifyHeading }).waitFor()
        expect(new URL(page.url()).search).toBe('?lang=en')
        await page.reload()
        await page.getByRole('heading', { name: en.voteHeading.tie }).waitFor()
        expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en')
        expect(await page.title()).toBe(en.pageTitle)
      })
      expect(wrong).toEqual([])
    })
  })
})

/** The cells of each row below the head; a row's header is not one of them. */
async function cellsOf(table: Locator): Promise<string[][]> {
  const rows = await table.getByRole('row').all()
  return Promise.all(rows.slice(1).map((row) => row.getByRole('cell').allInnerTexts()))
}
