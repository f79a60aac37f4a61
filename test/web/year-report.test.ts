/** 年度报告 on the pages: words beside figures that cannot be edited, issued by the presidium, printed on A4. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { YearReport } from '../../src/inspect/year-report-model.ts'
import { zh as reporting } from '../../src/web/staff/reporting/strings.zh.ts'
import { en } from '../../src/web/staff/year-report/strings.en.ts'
import { zh } from '../../src/web/staff/year-report/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask, ballotAt, bring } from '../support/ballots.ts'
import { artefact, inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { readCycle, voteBody } from '../support/cycles.ts'
import { approvePlan } from '../support/delivery.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { button, label } from './at-the-unit.ts'

const { browser } = await launchBrowser()

const LOOKS = {
  fullPage: true,
  sizes: [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ],
}

describe.runIf(browser !== undefined)('the year’s report', { timeout: 180_000 }, () => {
  let served: ServedDelivery
  let secretary: Tablet
  let year = 0

  const deskOf = async (person: Person, language = ''): Promise<Tablet> => {
    const desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(30_000)
    const [name = '', ...value] = present(person.cookie).split('=')
    await desk.context.addCookies([{ name, value: value.join('='), url: served.url }])
    await desk.page.goto(`${served.url}/staff${language}#/year-report/${served.cycle.id}`)
    return desk
  }
  const read = () => ask<YearReport>(served.hall.tablet, `GET /api/inspect/cycles/${served.cycle.id}/report`)

  beforeAll(async () => {
    served = await serveDelivery({
      names: ['村道路灯亮化工程', '农村生活污水处理设施提升改造工程（一期）'],
      unchosen: ['文化广场凉亭'],
    })
    const { hall, cycle, projectIds } = served
    ;({ year } = await readCycle(hall, cycle))
    await approvePlan(served, projectIds[0])
    const at = `/api/inspect/cycles/${cycle.id}`
    await ask(hall.presidium, `PUT ${at}/rule`, { answerDays: 15, grades: { base: 'all', half: 'counts' } })
    const drafted = await ask<{ ballot: string }>(
      hall.secretary,
      `POST ${at}/assessments`,
      voteBody(hall),
      201,
    )
    const votes = [
      [0, 2],
      [0, 2],
      [1, 2],
    ]
    await bring(await ballotAt(hall, drafted.ballot), 'counted', { votes, cards: 3 })
    await ask(hall.secretary, `POST /api/inspect/assessments/${drafted.ballot}/announce`)
    await ask(hall.secretary, `POST ${at}/duties/fill`)
    secretary = await deskOf(hall.secretary)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  test('begins with the words of the records; figures have no field', async () => {
    const { page } = secretary
    await page.getByText(zh.unsaved).waitFor()
    expect(await page.getByRole('textbox').count()).toBe(7)
    const paper = page.getByRole('article')
    await paper
      .getByText('选出2个项目：村道路灯亮化工程、农村生活污水处理设施提升改造工程（一期）。')
      .waitFor()
    const row = paper.getByRole('region', { name: '满意度测评：数字' }).getByRole('row').nth(1)
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      '2',
      '1',
      '0',
      '0',
      '66.7%',
      '66.7%',
      '满意',
    ])
    expect(await inspect(page, 'year-report-edit', LOOKS)).toEqual([])
  })

  test('keeps what is typed over a reload and a refusal, and saves it as a version', async () => {
    const { page } = secretary
    const contacts = label(page, '联系群众，收集民意')
    await contacts.fill('今年接待群众{人次}人次。')
    await page.getByText(reporting.kept).waitFor()
    await page.reload()
    await expect.poll(() => contacts.inputValue()).toBe('今年接待群众{人次}人次。')
    await button(page, zh.save).click()
    await page.getByText('花括号里的名称没有对应的数字', { exact: false }).waitFor()
    expect(await contacts.inputValue()).toBe('今年接待群众{人次}人次。')
    await contacts.fill('今年接待群众{群众人次}人次。')
    await page.getByRole('article').getByText('今年接待群众0人次。').waitFor()
    await button(page, zh.save).click()
    await page.getByText(zh.saved(1)).waitFor()
    await page.getByText(zh.draft(1)).waitFor()
    expect((await read()).latest).toBeNull()
  })

  test('is issued by the presidium as it was looked at, and then public', async () => {
    const desk = await deskOf(served.hall.presidium, '?lang=en')
    const { page } = desk
    await page.getByText(en.draft(1)).waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await button(page, en.issue).click()
    await page.getByRole('dialog').getByRole('button', { name: en.issue }).click()
    await page.getByText(en.issuedNow(1, '2026-03-05')).waitFor()
    const { latest } = await read()
    expect(latest?.words.contacts).toBe('今年接待群众0人次。')
    await page.getByText(`第1版，2026-03-05印发。摘要（SHA-256）：${present(latest).digest}`).waitFor()
    expect(await button(page, en.issue).getAttribute('aria-disabled')).toBe('true')
    expect(await inspect(page, 'year-report-issued-en', LOOKS)).toEqual([])
    await mkdir(path.dirname(artefact('x')), { recursive: true })
    await page.emulateMedia({ media: 'print' })
    const bytes = await page.pdf({
      path: path.join(path.dirname(artefact('x')), 'year-report.pdf'),
      preferCSSPageSize: true,
    })
    const pages = bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length
    expect(pages).toBeGreaterThanOrEqual(2)
    expect(pages).toBeLessThanOrEqual(4)
    // Only the paper is printed.
    expect(await page.getByRole('button', { name: en.print }).isVisible()).toBe(false)
    expect(desk.faults).toEqual([])
    await desk.context.close()
  })

  test('goes on as another version; what was issued stays as it is', async () => {
    const { page } = secretary
    await page.getByText(zh.issuedNow(1, '2026-03-05')).waitFor()
    await label(page, '接续事项').fill('储备库{储备项目数}个。')
    await page.getByRole('article', { name: `${year}年民生实事项目人大代表票决制工作报告（草案）` }).waitFor()
    await button(page, zh.save).click()
    await page.getByText(zh.saved(2)).waitFor()
    expect((await read()).issued.map(({ version }) => version)).toEqual([1])
    expect(secretary.faults.filter((fault) => !fault.includes('400'))).toEqual([])
  })
})
