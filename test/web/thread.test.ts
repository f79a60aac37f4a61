/** The thread on the pages: a resident's demand to its verdict, a year's inspection in the open, and what the next year takes up. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemNewId } from '../../src/context.ts'
import type { DutiesOfYear } from '../../src/inspect/duty-model.ts'
import type { YearReport } from '../../src/inspect/year-report-model.ts'
import { zh as board } from '../../src/web/staff/delivery/strings.zh.ts'
import { zh as proposals } from '../../src/web/staff/proposals/strings.zh.ts'
import { zh as staff } from '../../src/web/staff/strings.zh.ts'
import { deliveryZh } from '../../src/web/public/strings.delivery.zh.ts'
import { inspectionEn } from '../../src/web/public/strings.inspection.en.ts'
import { inspectionZh } from '../../src/web/public/strings.inspection.zh.ts'
import { en } from '../../src/web/public/strings.en.ts'
import { zh } from '../../src/web/public/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask, ballotAt, bring } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { loadsOf, readAsset } from '../support/bundles.ts'
import {
  CARRIED,
  decide,
  dossierOf,
  draftCycle,
  readCycle,
  reviewOf,
  startVote,
  voteBody,
  type TestCycle,
} from '../support/cycles.ts'
import { approvePlan, reportOf, sendReport, signInAgain, UNIT } from '../support/delivery.ts'
import { pdfOf, photoOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 360, height: 780 }
const DESK = { width: 1280, height: 800 }
const CODE = 'FoLLowUpThrd'
const NAME = '村道照明'
const TEXT = '村口路灯不亮，请修一修。'
const ON_PAPER = ['水厂改造', '农村公路养护工程']
const ORAL = {
  manner: 'oral',
  heldOn: '2026-03-02',
  place: '村委会',
  voters: 30,
  summary: '走访了二十户。',
  evidence: [],
}
const WRITTEN = { manner: 'written', heldOn: '2026-03-03', summary: '见书面报告。' }

function ofInspection(name: string): boolean {
  return readAsset(name).includes(inspectionZh.nothingOfYear)
}

test('what follows a demand to its verdict is loaded only when there is something to follow', () => {
  const { atOnce, later } = loadsOf('index.html')
  expect(atOnce.filter(ofInspection)).toEqual([])
  expect(later.some(ofInspection)).toBe(true)
})

/** Five lines, not one for each figure, and nothing to scroll sideways for. */
async function isNarrow(table: Locator): Promise<void> {
  await table.page().setViewportSize(PHONE)
  const box = present(await table.boundingBox())
  expect(box.height).toBeLessThan(380)
  const scrolls = await table.evaluate(({ parentElement: around }) =>
    around === null ? true : around.scrollWidth > around.clientWidth,
  )
  expect(scrolls).toBe(false)
}

async function lookUp(page: Page, words: Pick<typeof zh, 'code' | 'lookUp'> = zh): Promise<void> {
  await page.getByRole('textbox', { name: words.code }).fill(CODE)
  await page.getByRole('button', { name: words.lookUp }).click()
}

describe.runIf(browser !== undefined)('the thread on the pages', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let cycle: TestCycle
  let next: TestCycle
  let paper: TestCycle
  const digests: string[] = []
  let year = 0
  let projectId = ''
  let demandId = ''

  const at = (path: string): string => `/api/inspect/cycles/${cycle.id}${path}`

  /** The page as the public reads it. */
  const open = async (address: string, language = 'zh'): Promise<Tablet> => {
    const tablet = await newTablet(browser!)
    tablet.page.setDefaultTimeout(30_000)
    await tablet.page.setViewportSize(PHONE)
    await tablet.page.goto(`${served.url}/${language === 'en' ? '?lang=en' : ''}${address}`)
    return tablet
  }
  const deskOf = async (person: Person, hash: string): Promise<Tablet> => {
    const desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(30_000)
    const [name = '', ...value] = present(person.cookie).split('=')
    await desk.context.addCookies([{ name, value: value.join('='), url: served.url }])
    await desk.page.goto(`${served.url}/staff${hash}`)
    return desk
  }
  const judge = async (ofYear: TestCycle, votes: readonly number[][], more: object = {}): Promise<void> => {
    const { hall } = served
    const begin = `POST /api/inspect/cycles/${ofYear.id}/assessments`
    const body = { ...voteBody(hall), ...more }
    const { ballot } = await ask<{ ballot: string }>(hall.secretary, begin, body, 201)
    await bring(await ballotAt(hall, ballot), 'counted', { votes, cards: 3 })
    await ask(hall.secretary, `POST /api/inspect/assessments/${ballot}/announce`)
  }
  const pdf = async (): Promise<{ sha256: string; title: string }> => {
    const bytes = pdfOf()
    await putBytes(served.hall.secretary, at(`/files/${sha256(bytes)}`), bytes)
    return { sha256: sha256(bytes), title: '书面报告' }
  }
  /** An appointment that was held, and a meeting that is going to be. */
  const meet = async (deputy: Person): Promise<void> => {
    const { presidium } = served.hall
    const arrangement = {
      day: '2026-03-05',
      time: '14:30',
      place: '镇政府会议室',
      comers: '镇长',
      projectIds: [projectId],
    }
    const asked = { whom: '镇长', subject: '路灯何时亮', projectIds: [projectId], questions: ['钱够不够？'] }
    await ask(deputy, `PUT ${at('/sittings/s-1/appointment')}`, asked)
    await ask(presidium, `POST ${at('/sittings/s-1/arrange')}`, { arrangement, from: 0 })
    const items = [{ projectId, deputyId: null, question: '谁来维护？', answer: '供电所。' }]
    const minutes = { present: '镇长、代表1', text: '镇长逐项说明。', items, evidence: [] }
    const promise = { id: 'money', projectId: null, text: '补足经费。', unit: UNIT, owner: '李会计' }
    const promises = [{ ...promise, dueOn: '2026-03-31' }]
    await ask(presidium, `POST ${at('/sittings/s-1/minutes')}`, { minutes, promises, from: 1 })
    const meeting = { subject: '二季度促进会', arrangement: { ...arrangement, day: '2026-04-08' } }
    await ask(presidium, `PUT ${at('/sittings/s-2/meeting')}`, meeting)
  }
  /** A year from a demand to a verdict that is not good, one that began on paper, and the year after it. */
  beforeAll(async () => {
    served = await serveDelivery({ names: ['水渠'] })
    const { hall, app, department } = served
    demandId = systemNewId()
    const asked = { assemblyId: hall.assembly.id, category: '交通出行', text: TEXT, followUpCode: CODE }
    await ask(app.newBrowser(), `PUT /api/intake/public/demands/${demandId}`, asked)
    cycle = await draftCycle(hall, [], {
      seats: 1,
      ratio: '100%',
      satisfaction: { base: 'all', half: 'counts' },
    })
    year = (await readCycle(hall, cycle)).year
    const proposal = { dossier: dossierOf(NAME), demandIds: [demandId] }
    const { id } = await ask<{ id: string }>(hall.secretary, `POST ${cycle.path}/proposals`, proposal, 201)
    const listed = `POST ${cycle.path}/proposals/${id}/list`
    const { candidateId } = await ask<{ candidateId: string }>(hall.secretary, listed, undefined, 201)
    projectId = candidateId
    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    const review = { ...CARRIED, shortfallReason: '以本次所列为准' }
    await ask(hall.presidium, `POST ${cycle.path}/review`, await reviewOf(hall, cycle, review))
    await decide(await startVote(hall, cycle), [[0], [0], [0]])
    await approvePlan(served, projectId)
    const milestones = [{ milestoneId: 'm1', percent: 50, evidence: [] }]
    await sendReport(department, projectId, '2026-03', reportOf({ milestones }))
    const photo = await photoOf()
    const sent = await putBytes(hall.secretary, at(`/files/${sha256(photo)}`), photo)
    const { sha256: kept } = (await sent.json()) as { sha256: string }
    const record = {
      projectId,
      heldOn: '2026-03-05',
      place: '村口',
      deputyIds: hall.assembly.deputyIds.slice(0, 2),
      findings: '两盏不亮，电线裸露。',
      photos: [{ sha256: kept, title: '裸露的电线' }],
    }
    const undertakings = [
      { id: 'wires', text: '包好电线。', unit: UNIT, owner: '王主任', dueOn: '2026-03-20' },
    ]
    await ask(hall.secretary, `PUT ${at('/visits/v-1/record')}`, { record, undertakings, from: 0 })
    const deputy = await hall.assembly.person('deputy', { deputyId: present(hall.assembly.deputyIds[0]) })
    await ask(deputy, `PUT ${at('/questions/q-1')}`, { projectId, text: '何时全部亮灯？' })
    await ask(deputy, `PUT ${at('/questions/q-2')}`, { projectId, text: '内部的问题。', public: false })
    await judge(cycle, [[2], [2], [0]])
    next = await draftCycle(hall, [])
    paper = await draftCycle(hall, [])
    await ask(hall.presidium, `PUT /api/inspect/cycles/${paper.id}/rule`, {
      answerDays: 15,
      grades: { base: 'present', half: 'counts' },
    })
    await judge(
      paper,
      [
        [0, 2],
        [0, 0],
        [1, 1],
      ],
      { names: ON_PAPER },
    )
    await meet(deputy)
    await ask(hall.secretary, `POST ${at('/duties/fill')}`)
    const { holders } = await ask<DutiesOfYear>(hall.secretary, `GET ${at('/duties')}`)
    for (const [i, report] of [ORAL, { ...WRITTEN, evidence: [await pdf()] }].entries())
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as at a desk
      await ask(hall.secretary, `PUT ${at(`/duties/${present(holders[i]).id}/report`)}`, { report, from: 0 })
    for (const from of [0, 1]) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { draft } = await ask<YearReport>(hall.secretary, `GET ${at('/report')}`)
      const words = { ...present(draft).words, ahead: `接着做。（${from}）` }
      // oxlint-disable-next-line no-await-in-loop -- as above
      await ask(hall.secretary, `PUT ${at('/report')}`, { words, from })
      // oxlint-disable-next-line no-await-in-loop -- as above
      const saved = present((await ask<YearReport>(hall.presidium, `GET ${at('/report')}`)).draft)
      const issue = { version: saved.version, digest: saved.digest }
      // oxlint-disable-next-line no-await-in-loop -- as above
      await ask(hall.presidium, `POST ${at('/report/issue')}`, issue)
      digests.push(saved.digest)
    }
    // The next day.
    served.clock.advance(86_400)
    await signInAgain(department)
    await signInAgain(hall.secretary, served.clock)
    const answer = { text: '四月底前。', evidence: [], from: 1 }
    await ask(department, `POST ${at('/questions/q-1/answer')}`, answer)
    const done = { text: '已经包好。', evidence: [] }
    await ask(department, `POST ${at('/undertakings/wires/report')}`, done)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  test('with a code, a resident reads every step with its day to the verdict, and what is next', async () => {
    const { page, context, faults } = await open('')
    await lookUp(page)
    const followed = page.locator('.followed')
    await followed.getByText(inspectionZh.proposed(year)).waitFor()
    await followed.getByText(inspectionZh.approvals(3, 3)).waitFor()
    await followed.getByText(inspectionZh.plan(UNIT, '2026-12-31')).waitFor()
    await followed.getByText('加权进度 15%').waitFor()
    await followed.getByText(inspectionZh.answers(1, [])).waitFor()
    await followed.getByText('包好电线。').first().waitFor()
    await followed.getByText(inspectionZh.next.putRight).waitFor()
    // In the order in which it happened; what is to be put right by the 20th was found on the 5th.
    const steps = followed.locator('.steps').last().locator('> li')
    const told = (await steps.allTextContents()).map((each) => each.trim())
    const [first, then] = ['2026-03-05', '2026-03-06']
    const { said } = inspectionZh
    const expected = [
      `${first} ${inspectionZh.proposed(year)}`,
      inspectionZh.listed,
      `${first} ${inspectionZh.chosen}`,
      `${first} ${inspectionZh.planned}`,
      `${first} ${said.ask('代表1', UNIT)}`,
      `${first} ${inspectionZh.visit.made}`,
      `${first} ${inspectionZh.sitting('appointment', 'held')}`,
      `${first} ${inspectionZh.from.visit}`,
      `${first} ${inspectionZh.verdict(1)}`,
      `${then} ${said.answer('代表1', UNIT)}`,
      `${then} ${inspectionZh.standingNow.reported}`,
      `${then} ${inspectionZh.progress}`,
      `2026-04-08 ${inspectionZh.sitting('progress', 'arranged')}`,
    ]
    expect(told.map((each, i) => each.slice(0, expected[i]?.length ?? 0))).toEqual(expected)
    expect(await followed.textContent()).not.toMatch(/王主任|内部的问题/)
    // Two of three, of all deputies as of those present.
    const verdict = followed.getByRole('table', { name: inspectionZh.verdict(1) })
    const row = verdict.getByRole('row').filter({ hasText: inspectionZh.marks.notSatisfied })
    expect(await row.getByRole('cell').allTextContents()).toEqual(['2', '66.7%', '66.7%'])
    expect(await inspect(page, 'thread-resident', { fullPage: true, sizes: [PHONE] })).toEqual([])
    await page.setViewportSize(PHONE)
    // From there to the project.
    await followed.getByRole('link', { name: inspectionZh.open }).click()
    await page.getByRole('link', { name: deliveryZh.toInspection }).click()
    expect(new URL(page.url()).hash).toBe(`#inspected/${projectId}`)
    expect(faults).toEqual([])
    await context.close()
  })

  test('in English, too', async () => {
    const { page, context } = await open('', 'en')
    await lookUp(page, en)
    await page.locator('.followed').getByText(inspectionEn.next.putRight).waitFor()
    await isNarrow(page.locator('.followed').getByRole('table'))
    expect(await inspect(page, 'thread-resident-en', { fullPage: true, sizes: [PHONE] })).toEqual([])
    await context.close()
  })

  test('a year’s inspection is open: visits with pictures, what is to be put right, verdicts of both denominators', async () => {
    const { page, context, faults } = await open(`#inspected/${projectId}`)
    const section = page.getByRole('region', { name: inspectionZh.heading }).filter({ hasText: NAME })
    const project = section.locator('article').filter({ hasText: NAME })
    await project.getByText(inspectionZh.visitMade('2026-03-05', '村口')).waitFor()
    await project.getByText('两盏不亮，电线裸露。').waitFor()
    const picture = project.getByRole('img', { name: '裸露的电线' })
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0)
    await project.getByText(inspectionZh.undertaking(UNIT, '2026-03-20')).waitFor()
    await project.getByText('何时全部亮灯？').waitFor()
    await project.getByText('四月底前。').waitFor()
    expect(await section.textContent()).not.toMatch(/王主任|内部的问题/)
    await project.getByRole('cell', { name: '66.7%' }).first().waitFor()
    await section.getByRole('table', { name: inspectionZh.seriesCaption }).waitFor()
    await isNarrow(project.getByRole('table').first())
    expect(await inspect(page, 'inspection-public', { fullPage: true, sizes: [PHONE, DESK] })).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  test.each([
    ['zh', inspectionZh],
    ['en', inspectionEn],
  ])(
    'so are meetings, duty reports and the year’s report, each folded under a sentence: %s',
    async (language, i) => {
      const { page, context, faults } = await open('', language)
      const section = page.getByRole('region', { name: i.heading }).filter({ hasText: NAME })
      const unfold = async (sentence: string) => {
        await section.getByText(sentence).click()
        return section.locator('details').filter({ hasText: sentence })
      }
      const sittings = await unfold(i.sittingsSum(1, 1, 1) + i.promisesSum(1, 0, 0))
      await sittings.getByRole('heading', { name: '路灯何时亮' }).waitFor()
      const met = sittings.getByRole('listitem').filter({ hasText: '路灯何时亮' }).first()
      for (const text of [
        '钱够不够？',
        '镇长、代表1',
        '镇长逐项说明。',
        '谁来维护？',
        '供电所。',
        '补足经费。',
      ])
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await met.getByText(text).first().waitFor()
      await met.getByText(i.undertaking(UNIT, '2026-03-31')).waitFor()
      await sittings.getByRole('heading', { name: `2026-04-08 14:30 ${i.kinds.progress}` }).waitFor()
      const duties = await unfold(i.dutiesSum({ deputies: 3, reported: 2, oral: 1, written: 1 }))
      await duties.getByText(`${i.notReported}代表3`).waitFor()
      await duties.getByText(`代表1${i.colon}${i.manner.oral}`).click()
      await duties.getByText('走访了二十户。').waitFor()
      const report = await unfold(i.reportSum(year, 2, '2026-03-05'))
      await report.getByText('接着做。（1）').waitFor()
      await report.getByText(present(digests[1])).waitFor()
      await report.getByRole('region', { name: '满意度测评：数字' }).getByText('33.3%').first().waitFor()
      expect(await section.textContent()).not.toMatch(/王主任|李会计|内部的问题/)
      const looks = { fullPage: true, sizes: [PHONE, DESK] }
      expect(await inspect(page, `inspection-folds-${language}`, looks)).toEqual([])
      // Its earlier issue is fetched when it is opened.
      const earlier = await unfold(i.earlierReport(year, 1, '2026-03-05'))
      await earlier.getByText('接着做。（0）').waitFor()
      await earlier.getByText(present(digests[0])).waitFor()
      expect(faults).toEqual([])
      await context.close()
    },
  )

  test('a year that began on paper shows its verdicts of both denominators, and the series', async () => {
    const { page, context, faults } = await open('')
    const section = page.locator(`[id="inspection/${paper.id}"]`)
    const table = section.getByRole('table', { name: `${inspectionZh.verdict(1)}：${present(ON_PAPER[0])}` })
    const row = table.getByRole('row').filter({ hasText: inspectionZh.marks.basicallySatisfied })
    await row.waitFor()
    expect(await row.getByRole('cell').allTextContents()).toEqual(['1', '33.3%', '33.3%'])
    await section.getByRole('table', { name: inspectionZh.seriesCaption }).waitFor()
    expect(await section.locator('article').count()).toBe(ON_PAPER.length)
    // Of a year in which nothing was done yet there is none.
    expect(await page.locator(`[id="inspection/${next.id}"]`).count()).toBe(0)
    await isNarrow(table)
    await section.scrollIntoViewIfNeeded()
    expect(await inspect(page, 'inspection-on-paper', { fullPage: true, sizes: [PHONE] })).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  test('the desk goes from the demand to the project, and from the project back', async () => {
    const { page, context, faults } = await deskOf(served.hall.secretary, `#/demand/${demandId}`)
    await page.getByText(proposals.followed.undertakings(1, 1)).waitFor()
    await page.getByText('占全体代表 33.3%').waitFor()
    expect(await inspect(page, 'thread-demand', { fullPage: true, sizes: [DESK, PHONE] })).toEqual([])
    await page.setViewportSize(DESK)
    await page.getByRole('link', { name: proposals.followed.open }).click()
    const part = page.getByRole('region', { name: board.answers.heading })
    await part.getByText(TEXT).waitFor()
    await part.scrollIntoViewIfNeeded()
    await part.getByRole('link').first().click()
    await page.getByText(TEXT).first().waitFor()
    expect(new URL(page.url()).hash).toBe(`#/demand/${demandId}`)
    expect(faults).toEqual([])
    await context.close()
  })

  test('what was not done well is proposed again with a reason, and says so', async () => {
    const { page, context, faults } = await deskOf(served.hall.secretary, `#/proposals/${next.id}`)
    const why = proposals.leftOver(year, ['unfinished', 'not-satisfied'])
    await page.getByText(why).waitFor()
    expect(await inspect(page, 'carry-over', { fullPage: true, sizes: [DESK, PHONE] })).toEqual([])
    await page.setViewportSize(DESK)
    await page.getByRole('button', { name: `${proposals.bring} ${NAME}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(proposals.carryHint).waitFor()
    await dialog.getByLabel(staff.reason).fill('电线还没有包好。')
    expect(await inspect(page, 'carry-over-reason', { sizes: [DESK] })).toEqual([])
    await dialog.getByRole('button', { name: proposals.bring }).click()
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor()
    await page.getByText('电线还没有包好。').waitFor()
    expect(await page.getByRole('button', { name: `${proposals.bring} ${NAME}` }).count()).toBe(0)
    expect(await inspect(page, 'carry-over-done', { fullPage: true, sizes: [DESK] })).toEqual([])
    expect(faults).toEqual([])
    await context.close()
    // The resident reads that it is taken up again.
    const resident = await open('')
    await lookUp(resident.page)
    await resident.page.getByText(inspectionZh.again(year, ['unfinished', 'not-satisfied'])).waitFor()
    await resident.context.close()
  })
})
