/** The big screen beside a real service: a vote from sign-in to its end, a service that goes and comes back. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castAll } from '../../src/cli/hall.ts'
import { done } from '../../src/cli/client.ts'
import { parseConfig } from '../../src/config.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { zh } from '../../src/web/screen/strings.zh.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall, type TestBallot } from '../support/served-hall.ts'

const { browser } = await launchBrowser()

const sees = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor()

const OPTIONS = ['太和镇中心小学运动场改造', '四好农村路提升', '农村饮水安全巩固提升']

describe.skipIf(browser === undefined)('the big screen follows a vote', () => {
  let served: ServedHall

  beforeAll(async () => {
    served = await serveHall()
  })
  afterAll(() => served.close())

  /** What the screen was told last. */
  async function told(): Promise<string> {
    const { assemblyId } = served.hall
    return (await fetch(`${served.url}/api/hall/assemblies/${assemblyId}/screen`)).text()
  }

  async function castSome(ballot: TestBallot, from: number, to: number): Promise<void> {
    const definition = {
      uuid: ballot.uuid,
      kind: 'choose' as const,
      title: ballot.title,
      options: ballot.options,
      choicesMax: 2,
    }
    const votes = Array.from({ length: to - from }, (_, i) => ({
      code: ballot.card(from + i),
      decision: { kind: 'choose' as const, chosen: [0, 1 + (i % 2)] },
    }))
    await castAll(served.hall, definition, votes, () => undefined)
  }

  test('without being touched, and never before its time', { timeout: 180_000 }, async () => {
    if (browser === undefined) return
    const { page, context, faults } = await newTablet(browser)
    // The only assembly that there is.
    await page.goto(`${served.url}/screen`)
    await sees(page, zh.quorate)
    await page.getByText('全体代表的三分之二以上：9 × 2/3 = 6 人').waitFor()

    const ballot = await served.sealedBallot({
      kind: 'choose',
      title: '2026年民生实事项目票决',
      options: OPTIONS,
      choicesMax: 2,
      cards: 9,
    })
    await page.getByRole('heading', { name: zh.sealed }).waitFor()
    const { fingerprint } = (await (await fetch(`${served.url}/api/ballots/${ballot.uuid}`)).json()) as {
      fingerprint: string
    }
    const shown = await page.getByLabel(fingerprint).innerText()
    expect(shown.replaceAll(/\s/g, '')).toBe(fingerprint)

    await ballot.open()
    await page.getByRole('heading', { name: zh.open }).waitFor()
    await sees(page, zh.atLeast(0))
    await castSome(ballot, 0, 4)
    // Long enough for the service to look, and to say nothing.
    await page.waitForTimeout(2000)
    expect(await page.getByText(zh.atLeast(0), { exact: true }).count()).toBe(1)
    await castSome(ballot, 4, 7)
    await sees(page, zh.atLeast(5))

    await ballot.cut()
    await page.getByRole('heading', { name: zh.closed }).waitFor()
    await sees(page, '7')
    expect(JSON.parse(await told())).toMatchObject({ ballot: { figures: null, counts: null, returned: 7 } })

    await ballot.count()
    await page.getByRole('heading', { name: zh.counted }).waitFor()
    expect(JSON.parse(await told())).toMatchObject({ ballot: { figures: null, counts: null } })
    expect(await page.getByRole('table').count()).toBe(0)

    const param = { uuid: ballot.uuid }
    await done(served.hall.secretary.client.api.ballots[':uuid'].announce.$post({ param }))
    await page.getByRole('heading', { name: zh.result }).waitFor()
    const rows = await page.getByRole('row').all()
    expect(await present(rows[1]).getByRole('cell').allInnerTexts()).toEqual(['1', '', '7', '77.8%', '77.8%'])
    // As this hall names its deputies and staff.
    expect(`${await page.content()} ${await told()}`).not.toMatch(/代表\d|监票人\d|林秘书|陈主席/)
    expect(faults).toEqual([])
    await context.close()
  })
})

describe.skipIf(browser === undefined)('the big screen and a service that goes', () => {
  let dataDir: string
  let server: RunningServer
  let port: string

  const start = (): Promise<RunningServer> =>
    startServer({
      config: { ...parseConfig({ DATA_DIR: dataDir, PORT: port }), passwordCost: QUICK_PASSWORDS },
      log: silentLog,
    })

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-stale-'))
    port = '0'
    server = await start()
    ;({ port } = new URL(server.url))
  })
  afterAll(async () => {
    await browser?.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function setUp(name: string, username: string): Promise<void> {
    const response = await fetch(`${server.url}/api/people/assemblies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        operatorCode: await operatorCode(server.ctx.config),
        assembly: { name, level: 'town' },
        secretary: { username, name: '林秘书', password: 'a password long enough' },
      }),
    })
    expect(response.status).toBe(201)
  }

  test(
    'says when it has lost touch, since when, and finds back by itself',
    { timeout: 120_000 },
    async () => {
      if (browser === undefined) return
      const { page, context, faults } = await newTablet(browser)
      await page.goto(`${server.url}/screen`)
      await page.getByRole('heading', { name: zh.noAssembly }).waitFor()
      expect(await inspect(page, 'screen-zh-30-no-assembly')).toEqual([])

      await setUp('太和镇人民代表大会', 'lin')
      await page.reload()
      await page.getByRole('heading', { name: zh.notConvened }).waitFor()
      const alert = page.getByRole('alert')
      expect(await alert.count()).toBe(0)

      await server.close()
      await alert.getByText(zh.stale).waitFor({ timeout: 15_000 })
      expect(await alert.innerText()).toMatch(/最后更新 \d\d:\d\d:\d\d/)
      await page.getByRole('heading', { name: zh.notConvened }).waitFor()
      expect(await inspect(page, 'screen-zh-31-stale')).toEqual([])

      server = await start()
      await alert.waitFor({ state: 'detached', timeout: 15_000 })

      expect(faults).toEqual([])
      await context.close()
    },
  )

  test('asks which assembly, where there are several', async () => {
    if (browser === undefined) return
    await setUp('石城镇人民代表大会', 'chen')
    const { page, context } = await newTablet(browser)
    await page.goto(`${server.url}/screen?lang=en`)
    await page.getByRole('heading', { name: 'Which congress shall be shown?' }).waitFor()
    expect(await inspect(page, 'screen-en-32-choice')).toEqual([])
    await page.getByRole('link', { name: '石城镇人民代表大会' }).click()
    await page.getByRole('heading', { name: 'No meeting has been convened' }).waitFor()
    expect(new URL(page.url()).searchParams.get('lang')).toBe('en')
    await context.close()
  })

  test('repeats the service’s sentence about an assembly that is not there', async () => {
    if (browser === undefined) return
    const { page, context } = await newTablet(browser)
    await page.goto(`${server.url}/screen?assembly=none`)
    await page.getByRole('heading', { name: '没有这个人民代表大会' }).waitFor()
    expect(await inspect(page, 'screen-zh-33-wrong-address')).toEqual([])
    await context.close()
  })
})
