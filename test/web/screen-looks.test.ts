/** Every state of the big screen in both languages: axe, nothing to scroll, no name of a person, pictures to look at. */
import path from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import type { ScreenView } from '../../src/hall/model.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { en } from '../../src/web/screen/strings.en.ts'
import { zh, type Words } from '../../src/web/screen/strings.zh.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import {
  announced,
  APPROVALS,
  assessed,
  assessment,
  at,
  ASSEMBLY,
  meetingOf,
  PROJECTS,
  RULE,
  screenOf,
  TWELVE,
} from './screens.ts'

const { browser } = await launchBrowser()
const WORDS = { zh, en }
const LANGUAGES = ['zh', 'en'] as const
const PROJECTORS = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
] as const

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

type State = readonly [name: string, view: ScreenView, says: (words: Words) => string]

const LONG = TWELVE.map((name, i) => `${name}${i % 2 === 0 ? '及沿线配套设施建设与长效管护机制' : ''}`)

/** Satisfied and basically satisfied, of eighty. */
const ANSWERS = [
  [71, 6],
  [66, 10],
  [58, 12],
  [22, 40],
  [63, 9],
  [80, 0],
  [12, 31],
  [40, 25],
  [49, 20],
] as const

const STATES: readonly State[] = [
  ['01-nothing', screenOf({ meeting: null, rule: null }), (w) => w.notConvened],
  [
    '02-sign-in',
    screenOf({ meeting: meetingOf(41), rule: { ...RULE, adopted: false } }),
    (w) => w.shortOf(17),
  ],
  ['03-quorate', screenOf({ rule: { ...RULE, listFixed: false, candidates: [] } }), (w) => w.quorate],
  ['04-candidates', screenOf(), (w) => w.ruleAndCandidates],
  ['05-drafted', at('draft', { options: TWELVE }), (w) => w.ruleAndCandidates],
  ['06-sealed', at('sealed'), (w) => w.sealed],
  ['07-open', at('open', { returned: 35 }), (w) => w.atLeast(35)],
  ['08-open-12', at('open', { returned: 60, options: TWELVE }), (w) => w.atLeast(60)],
  ['09-open-practice', at('open', { returned: 5, practice: true }), (w) => w.practice],
  ['10-closing', at('open', { returned: 75, closesAt: inSeconds(600) }), (w) => w.closing],
  ['11-cutting', at('open', { returned: 75, closesAt: inSeconds(-5) }), (w) => w.cutting],
  ['12-closed', at('closed', { returned: 80 }), (w) => w.waitingForOpening],
  ['13-closed-practice', at('closed', { returned: 7, practice: true }), (w) => w.practiceClosed],
  ['14-counted', at('counted', { returned: 80 }), (w) => w.countedHint],
  ['15-announced', announced(APPROVALS.chosen), (w) => w.verdict.elected],
  ['16-tie', announced(APPROVALS.tied), (w) => w.tie([5, 7, 8].map((i) => PROJECTS[i]).join(w.and), 1)],
  ['17-unfilled', announced(APPROVALS.short), (w) => w.unfilled(2)],
  [
    '18-each-12',
    announced([...APPROVALS.chosen, 33, 44, 7], { kind: 'each', options: LONG }),
    (w) => w.against,
  ],
  [
    '19-runoff',
    announced([38, 41], { options: PROJECTS.slice(4, 6) }, { seats: 1, majority: 'none', reason: 'tie' }),
    (w) => w.runoffHeading,
  ],
  [
    '20-runoff-drafted',
    at('draft', { options: PROJECTS.slice(4, 6) }, { seats: 1, majority: 'none', reason: 'tie' }),
    (w) => w.runoffHeading,
  ],
  ['21-void', at('void', { voidReason: '误印候选项目名称' }), (w) => w.void],
  [
    '22-paper',
    at('byHand', { method: 'paper', methodReason: '会场停电，平板无法使用' }),
    (w) => w.byHand.paper,
  ],
  ['23-hands', at('byHand', { method: 'hands', methodReason: '代表提议举手表决' }), (w) => w.byHand.hands],
  ['24-announced-paper', announced(APPROVALS.chosen, { method: 'paper' }), (w) => w.resultOf.paper],
  ['24-open-none', at('open', { returned: 0 }), (w) => w.atLeast(0)],
  ['24-satisfaction-drafted', assessment('draft'), (w) => w.assessed(9)],
  ['24-satisfaction-open', assessment('open', { returned: 35 }), (w) => w.marking.satisfaction(1)],
  ['24-satisfaction-counted', assessment('counted', { returned: 80 }), (w) => w.countedHint],
  ['24-satisfaction', assessed(ANSWERS), (w) => w.assessmentResult],
  [
    '24-satisfaction-12',
    assessed([...ANSWERS, [40, 40], [0, 1], [9, 60]], { options: LONG, method: 'paper' }),
    (w) => w.sortedBySatisfied,
  ],
  [
    '25-many',
    announced(
      Array.from({ length: 30 }, (_, i) => 60 - i),
      { options: Array.from({ length: 30 }, (_, i) => `第${i + 1}个候选项目`) },
      { seats: 20 },
    ),
    (w) => w.perPage(1, 3),
  ],
]

describe.skipIf(browser === undefined)('the big screen', () => {
  let dataDir: string
  let server: RunningServer
  let address: string

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-screen-'))
    const config = { ...parseConfig({ DATA_DIR: dataDir, PORT: '0' }), passwordCost: QUICK_PASSWORDS }
    server = await startServer({ config, log: silentLog })
    const made = await fetch(`${server.url}/api/people/assemblies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        operatorCode: await operatorCode(config),
        assembly: { name: ASSEMBLY, level: 'town' },
        secretary: { username: 'lin', name: '林秘书', password: 'a password long enough' },
      }),
    })
    const { assembly } = (await made.json()) as { assembly: { id: string } }
    address = `${server.url}/screen?assembly=${assembly.id}`
  })
  afterAll(async () => {
    await browser?.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test.each(LANGUAGES)('shows every state, %s', { timeout: 480_000 }, async (language) => {
    if (browser === undefined) return
    const words = WORDS[language]
    const { context, page, faults } = await newTablet(browser)
    let view = screenOf()
    await page.route('**/api/hall/assemblies/*/screen', (route) => route.fulfill({ json: view }))
    const wrong: string[] = []
    for (const [name, shown, says] of STATES) {
      view = shown
      await page.goto(`${address}${language === 'en' ? '&lang=en' : ''}`)
      await page.getByText(says(words)).first().waitFor()
      wrong.push(...(await project(page, `screen-${language}-${name}`)))
      wrong.push(...(await inspect(page, `screen-${language}-${name}`)))
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    }
    expect(wrong).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  test('turns pages by itself, and stops when asked', async () => {
    if (browser === undefined) return
    const { context, page } = await newTablet(browser)
    await page.clock.install()
    const view = STATES.at(-1)?.[1]
    await page.route('**/api/hall/assemblies/*/screen', (route) => route.fulfill({ json: view }))
    await page.goto(address)
    await page.getByText(zh.perPage(1, 3)).waitFor()
    expect(await page.getByRole('row').count()).toBe(11)
    await page.clock.runFor(12_500)
    await page.getByText(zh.perPage(2, 3)).waitFor()
    await page.getByRole('button', { name: zh.stopTurning }).click()
    await page.clock.runFor(60_000)
    expect(await page.getByText(zh.perPage(2, 3)).count()).toBe(1)
    await page.getByRole('button', { name: zh.nextPage }).click()
    await page.getByText(zh.perPage(3, 3)).waitFor()
    await context.close()
  })

  test('counts down by the service’s clock, whatever the projector’s says', async () => {
    if (browser === undefined) return
    const { context, page } = await newTablet(browser)
    await page.clock.install({ time: Date.now() - 3_600_000 })
    const view = at('open', { returned: 75, closesAt: inSeconds(25) })
    await page.route('**/api/hall/assemblies/*/screen', (route) => route.fulfill({ json: view }))
    await page.goto(address)
    const timer = page.getByRole('timer')
    await expect.poll(async () => Number.parseInt(await timer.innerText(), 10)).toBeLessThanOrEqual(25)
    expect(Number.parseInt(await timer.innerText(), 10)).toBeGreaterThan(5)
    await context.close()
  })
})

const FITS =
  'document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight'

/** Whether all of it is there without scrolling, at the sizes of projectors. */
async function project(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = []
  for (const size of PROJECTORS) {
    await page.setViewportSize(size)
    // Rows take their size when the page hears of the window's. Asked from outside each time: waitForFunction looks once,
    // and its next look is stopped by the page's content security policy.
    try {
      await expect.poll(() => page.evaluate<boolean>(FITS), { timeout: 15_000 }).toBe(true)
    } catch {
      const seen = await page.evaluate<string>(
        `[innerWidth, innerHeight, document.documentElement.scrollWidth, document.documentElement.scrollHeight,
          document.querySelector('[data-size]')?.dataset.size, document.querySelector('.stale') !== null].join(' ')`,
      )
      wrong.push(`${name} must be scrolled at ${size.width}×${size.height}: ${seen}`)
    }
    if (size.width === 1920)
      await page.screenshot({
        path: path.join(import.meta.dirname, `../../artefacts/${name}-1920x1080.png`),
      })
  }
  return wrong
}
