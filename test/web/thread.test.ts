/** The thread on the pages: a resident's demand to its verdict, a year's inspection in the open, and what the next year takes up. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemNewId } from '../../src/context.ts'
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
import { approvePlan, reportOf, sendReport, UNIT } from '../support/delivery.ts'
import { photoOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 360, height: 780 }
const DESK = { width: 1280, height: 800 }
const CODE = 'FoLLowUpThrd'
const NAME = '村道照明'
const TEXT = '村口路灯不亮，请修一修。'

function ofInspection(name: string): boolean {
  return readAsset(name).includes(inspectionZh.nothingOfYear)
}

test('what follows a demand to its verdict is loaded only when there is something to follow', () => {
  const { atOnce, later } = loadsOf('index.html')
  expect(atOnce.filter(ofInspection)).toEqual([])
  expect(later.some(ofInspection)).toBe(true)
})

async function lookUp(page: Page, words: Pick<typeof zh, 'code' | 'lookUp'> = zh): Promise<void> {
  await page.getByRole('textbox', { name: words.code }).fill(CODE)
  await page.getByRole('button', { name: words.lookUp }).click()
}

describe.runIf(browser !== undefined)('the thread on the pages', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let cycle: TestCycle
  let next: TestCycle
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
  /** A year from a demand to a verdict that is not good, and the year after it. */
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
      heldOn: '2026-03-04',
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
    const answer = { text: '四月底前。', evidence: [], from: 1 }
    await ask(department, `POST ${at('/questions/q-1/answer')}`, answer)
    const { ballot } = await ask<{ ballot: string }>(
      hall.secretary,
      `POST ${at('/assessments')}`,
      voteBody(hall),
      201,
    )
    await bring(await ballotAt(hall, ballot), 'counted', { votes: [[2], [2], [0]], cards: 3 })
    await ask(hall.secretary, `POST /api/inspect/assessments/${ballot}/announce`)
    next = await draftCycle(hall, [])
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
    await followed.getByText('包好电线。').waitFor()
    await followed.getByText(inspectionZh.next.putRight).waitFor()
    const days = await followed.locator('.steps').last().locator('time').allTextContents()
    expect(days).toEqual([
      '2026-03-05',
      '2026-03-05',
      '2026-03-05',
      '2026-03-04',
      '2026-03-05',
      '2026-03-05',
      '2026-03-20',
    ])
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
    expect(await inspect(page, 'thread-resident-en', { fullPage: true, sizes: [PHONE] })).toEqual([])
    await context.close()
  })

  test('a year’s inspection is open: visits with pictures, what is to be put right, verdicts of both denominators', async () => {
    const { page, context, faults } = await open(`#inspected/${projectId}`)
    const section = page.getByRole('region', { name: inspectionZh.heading }).filter({ hasText: NAME })
    const project = section.locator('article').filter({ hasText: NAME })
    await project.getByText(inspectionZh.visitMade('2026-03-04', '村口')).waitFor()
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
    expect(await inspect(page, 'inspection-public', { fullPage: true, sizes: [PHONE, DESK] })).toEqual([])
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
