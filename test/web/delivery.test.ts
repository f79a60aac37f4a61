/** The board of a year's delivery and a project's page: lights with their reasons, and the acts of office and presidium. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemNewId } from '../../src/context.ts'
import type { Plan } from '../../src/pay/model.ts'
import type { Change, Project, ProjectsOfYear } from '../../src/pay/views.ts'
import { zh as meetingWords } from '../../src/web/staff/meeting/strings.zh.ts'
import { en } from '../../src/web/staff/delivery/strings.en.ts'
import { zh } from '../../src/web/staff/delivery/strings.zh.ts'
import { deliveryWordsEn } from '../../src/web/shared/delivery-words.en.ts'
import { deliveryWordsZh as d } from '../../src/web/shared/delivery-words.zh.ts'
import { zh as staffWords } from '../../src/web/staff/strings.zh.ts'
import { ask } from '../support/ballots.ts'
import { ruleOf } from '../support/cycles.ts'
import { artefact, inspect, launchBrowser, type Tablet } from '../support/browser.ts'
import { photoOf, pdfOf } from '../support/files.ts'
import { project as projectAt, UNIT } from '../support/delivery.ts'
import {
  approvePlan,
  book,
  dayAt,
  NAMES,
  planOf,
  report,
  saveDraft,
  sendFile,
  serveDelivery,
  TODAY,
  YEAR,
  type Delivery,
  type Role,
  type Which,
} from './at-the-delivery.ts'

const { browser } = await launchBrowser()

const DESKTOP = { width: 1280, height: 800 }
const TABLET = { width: 800, height: 1280 }
const PHONE = { width: 360, height: 740 }
const LOOKS = { fullPage: true, sizes: [DESKTOP, TABLET, PHONE] }
/** Of what differs little from what is looked at in every size. */
const ON_A_PHONE = { fullPage: true, sizes: [PHONE] }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const cards = (page: Page) => page.locator('ul.projects > li')

describe.runIf(browser !== undefined)('delivery', { timeout: 240_000 }, () => {
  let delivery: Delivery
  const desks = new Map<Role, Tablet>()

  /** The page of this person, at this place. */
  async function at(role: Role, hash: string, language = ''): Promise<Page> {
    const desk = desks.get(role) ?? (await delivery.desk(browser!, role))
    desks.set(role, desk)
    await desk.page.goto(`${delivery.url}/staff?${systemNewId()}${language}#${hash}`)
    return desk.page
  }
  const project = (which: Which): string => `/project/${delivery.idOf(which)}`
  const board = (): string => `/delivery/${delivery.cycleId}`

  beforeAll(async () => {
    delivery = await serveDelivery()
    await approvePlan(delivery, 'green')
    await approvePlan(
      delivery,
      'yellow',
      planOf({ milestones: [{ id: 'm1', name: '管网改造', weight: 100, dueOn: dayAt(-5) }] }),
    )
    await approvePlan(delivery, 'red')
    const photo = await sendFile(delivery, 'green', await photoOf({ width: 900, height: 700 }))
    const document = await sendFile(delivery, 'green', pdfOf())
    await report(delivery, 'green', {
      text: '招标和设计已完成，主体施工完成四成。',
      milestones: [
        {
          milestoneId: 'm1',
          percent: 100,
          doneOn: dayAt(-62),
          evidence: [{ sha256: photo, title: '现场照片' }],
        },
        { milestoneId: 'm2', percent: 40, figures: '已铺 320 米', evidence: [] },
      ],
      evidence: [{ sha256: document, title: '监理月报' }],
    })
    await report(delivery, 'yellow', { milestones: [{ milestoneId: 'm1', percent: 60, evidence: [] }] })
    await report(delivery, 'red', {
      departures: [{ field: 'place', text: '石城村段改线，绕开基本农田。' }],
    })
    await book(delivery, 'green', { kind: 'allocated', sourceId: 's1', fen: 70_000_00 })
    await book(delivery, 'green', { kind: 'contracted', lineId: 'b1', fen: 98_000_00 })
    await book(delivery, 'green', { kind: 'paid', lineId: 'b1', fen: 36_000_01, voucherFile: document })
    await book(delivery, 'yellow', { kind: 'paid', lineId: 'b1', fen: 12_345_67 })
    await book(delivery, 'red', { kind: 'paid', lineId: 'b1', fen: 130_000_00 })
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await delivery.close()
  })

  test('a year that has not been voted on says so', async () => {
    const next = { year: 2099, rule: ruleOf() }
    const { id } = await ask<{ id: string }>(delivery.as('secretary'), 'POST /api/order/cycles', next, 201)
    const page = await at('secretary', `/delivery/${id}`)
    await page.getByText(zh.none, { exact: true }).waitFor()
    expect(await inspect(page, 'delivery-empty', LOOKS)).toEqual([])
  })

  test('the board stands by lights, red first, each in words with who must act and by when; and is filtered', async () => {
    const page = await at('secretary', board())
    await heading(page, NAMES.red).waitFor()
    expect(await page.locator('ul.projects h2').allInnerTexts()).toEqual([
      NAMES.red,
      NAMES.yellow,
      NAMES.none,
      NAMES.green,
    ])
    const [red, yellow, none, green] = await cards(page).allInnerTexts()
    for (const said of [
      d.lights.red,
      `节点“招标和设计”应于 ${dayAt(-60)} 完成，现为 0%。`,
      '主席团须在',
      '已支付 13 万元，超过预算 12 万元',
      '石城村段改线，绕开基本农田。',
    ])
      expect(red).toContain(said)
    expect(yellow).toContain(d.lights.yellow)
    expect(yellow).toContain('责任单位须在')
    expect(yellow).toContain('1.234567 万元')
    expect(none).toContain(d.noLight)
    expect(green).toContain(d.lights.green)
    expect(green).toContain(zh.progress('50%'))
    expect(green).toContain(d.asVoted)
    // The daily digest: what waits for whom.
    const digest = page.getByRole('region', { name: zh.digest.heading(TODAY) })
    await digest.getByText('编制实施计划，报主席团通过').waitFor()
    const timeline = page.getByRole('region', { name: zh.timeline.scroll })
    expect(await timeline.innerText()).toContain(zh.timeline.late(60, 0))
    expect(await timeline.innerText()).toContain(zh.timeline.done(dayAt(-62)))
    expect(await inspect(page, 'delivery-board', LOOKS)).toEqual([])
    await page
      .getByRole('navigation', { name: zh.filter })
      .getByRole('link', { name: d.lights.yellow })
      .click()
    await expect.poll(() => page.locator('ul.projects h2').allInnerTexts()).toEqual([NAMES.yellow])
    await page.reload()
    await expect.poll(() => page.locator('ul.projects h2').allInnerTexts()).toEqual([NAMES.yellow])
    const english = await at('auditor', board(), '&lang=en')
    await heading(english, en.boardHeading(YEAR)).waitFor()
    await english.getByText(deliveryWordsEn.lights.red).first().waitFor()
    expect(await inspect(english, 'delivery-board-en', LOOKS)).toEqual([])
  })

  test('who signs in is reminded of what waits, with a way to the board', async () => {
    const words = staffWords.delivery
    for (const role of ['secretary', 'presidium', 'deputy'] as const) {
      const page = await at(role, '/')
      const reminder = page.getByRole('region', { name: words.label, exact: true })
      await reminder.getByText(words.lights(1, 1, 4)).waitFor()
      expect(await inspect(page, `delivery-reminder-${role}`, { sizes: [DESKTOP, PHONE] })).toEqual([])
      await reminder.getByRole('link', { name: words.look(YEAR) }).click()
      await heading(page, NAMES.red).waitFor()
    }
    // So does the year's own page, once its vote is announced.
    const page = await at('presidium', `/meeting/${delivery.cycleId}`)
    await page.getByRole('link', { name: words.heading(YEAR), exact: true }).click()
    await heading(page, NAMES.red).waitFor()
  })

  test('a project’s page shows what was voted beside the plan, reports with pictures, and the money exactly', async () => {
    const page = await at('deputy', project('green'))
    await heading(page, NAMES.green).waitFor()
    await page.getByText(zh.project.approvals(3, 3)).waitFor()
    const text = await page.locator('main').innerText()
    for (const said of [
      '招标和设计已完成，主体施工完成四成。',
      '主体施工：40% · 已铺 320 米',
      '3.600001 万元',
      '县第一建筑公司',
      '支-2026-018',
    ])
      expect(text).toContain(said)
    await button(page, zh.photos.enlarge(1)).click()
    await page.getByRole('dialog').getByRole('img').waitFor()
    await button(page, zh.photos.close).click()
    const [opened] = await Promise.all([
      page.context().waitForEvent('response', (response) => response.url().includes('/files/')),
      page.getByRole('link', { name: '监理月报' }).click(),
    ])
    expect(opened.status()).toBe(200)
    expect(await inspect(page, 'delivery-project', LOOKS)).toEqual([])
    const english = await at('auditor', project('green'), '&lang=en')
    await heading(english, en.project.votedHeading).waitFor()
    await english.getByText(deliveryWordsEn.lights.green).first().waitFor()
    expect(await inspect(english, 'delivery-project-en', ON_A_PHONE)).toEqual([])
    // A department sees its own project's page.
    const unit = await at('department', project('red'))
    await heading(unit, NAMES.red).waitFor()
    await unit.getByText('石城村段改线').first().waitFor()
    expect(await inspect(unit, 'delivery-project-department', ON_A_PHONE)).toEqual([])
  })

  test('the presidium approves a plan only as it was voted, and sees why it cannot yet', async () => {
    const page = await at('presidium', project('none'))
    await page.getByText(zh.approve.nothing, { exact: true }).waitFor()
    const { person: _person, ...unfinished } = planOf({ place: '别处' })
    let version = await saveDraft(delivery, 'none', unfinished)
    await page.reload()
    await page.getByText(zh.approve.missing(d.parts.person), { exact: true }).waitFor()
    await page.getByText('地点：票决时 玄真社区，现为 别处', { exact: true }).waitFor()
    const approve = button(page, zh.approve.approve)
    expect(await approve.getAttribute('aria-disabled')).toBe('true')
    await page.getByText(zh.approve.departsShort, { exact: true }).waitFor()
    expect(await inspect(page, 'delivery-approve-not-yet', ON_A_PHONE)).toEqual([])
    version = await saveDraft(delivery, 'none', planOf(), version)
    await page.reload()
    await page.getByText(zh.approve.asVoted, { exact: true }).waitFor()
    await button(page, zh.waiting.approve).click()
    expect(await page.evaluate('document.activeElement.id')).toBe('approve-plan')
    await label(page, meetingWords.resolution.for).fill('9')
    // Meanwhile the unit changes it: what was typed stays, and nobody approves what nobody saw.
    await saveDraft(delivery, 'none', planOf({ person: '李主任' }), version)
    await button(page, zh.approve.seen).waitFor()
    expect(await approve.getAttribute('aria-disabled')).toBe('true')
    expect(await label(page, meetingWords.resolution.for).inputValue()).toBe('9')
    await button(page, zh.approve.seen).click()
    expect(await inspect(page, 'delivery-approve', LOOKS)).toEqual([])
    await approve.click()
    await heading(page, zh.versions.version(1, TODAY)).waitFor()
    await page.getByText('李主任').first().waitFor()
  })

  test('a change goes from the office’s opinion to the presidium’s decision, and shows as a difference ever after', async () => {
    const path = projectAt(delivery.idOf('green'))
    const change = (plan: Partial<Plan>, reason: string, baseVersion: number) => {
      const body = { baseVersion, plan: planOf(plan), reason, evidence: [] }
      return ask<Pick<Change, 'id'>>(delivery.as('department'), `PUT ${path}/changes/${systemNewId()}`, body)
    }
    await change({ place: '玄真社区和石城村', person: '李主任' }, '原址地下有管线。', 1)
    const presidium = await at('presidium', project('green'))
    const record = button(presidium, zh.decide.record)
    await record.waitFor()
    expect(await record.getAttribute('aria-disabled')).toBe('true')
    await presidium.getByText(zh.decide.opinionFirst, { exact: true }).waitFor()
    await label(presidium, meetingWords.resolution.for).fill('9')

    const office = await at('secretary', project('green'))
    await button(office, zh.waiting.opinion).click()
    expect(await office.evaluate('document.activeElement.id')).toBe('changes')
    await button(office, zh.opinion.give).click()
    const send = button(office, zh.opinion.send)
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await label(office, zh.opinion.text).fill('现场核实，情况属实。')
    expect(await inspect(office, 'delivery-opinion', ON_A_PHONE)).toEqual([])
    await send.click()
    await office.getByText('现场核实，情况属实。').waitFor()

    // The presidium's page has heard of it, and kept what was typed.
    await presidium.getByText('现场核实，情况属实。').waitFor()
    expect(await label(presidium, meetingWords.resolution.for).inputValue()).toBe('9')
    expect(await inspect(presidium, 'delivery-decision', LOOKS)).toEqual([])
    // Refused, it says why, and keeps what was typed.
    await label(presidium, zh.decide.decidedOn).fill(dayAt(-200))
    await record.click()
    await presidium.getByText('决定的日期早于现行计划的通过日期，请检查', { exact: true }).waitFor()
    expect(await label(presidium, meetingWords.resolution.for).inputValue()).toBe('9')
    await label(presidium, zh.decide.decidedOn).fill(TODAY)
    await record.click()
    await heading(presidium, zh.versions.version(2, TODAY)).waitFor()
    await presidium.getByText(zh.changes.states.approved, { exact: true }).waitFor()
    await presidium.goto(`${delivery.url}/staff#${board()}`)
    const card = presidium.getByRole('article', { name: NAMES.green })
    await card.getByText(`地点：票决时 玄真社区，现为 玄真社区和石城村 ${zh.since(TODAY)}`).waitFor()

    // An amount that moves by more than the rule's share is for the congress: in a meeting of it.
    const { budget, sources } = planOf()
    const more = {
      place: '玄真社区和石城村',
      budget: [...budget, { id: 'b3', name: '地下管线迁改', fen: 30_000_00 }],
      sources: [...sources, { id: 's3', name: '上级补助', fen: 30_000_00 }],
    }
    const { id: meetingId } = await ask<{ id: string }>(
      delivery.as('secretary'),
      'POST /api/people/meetings',
      { name: '临时会议', heldOn: TODAY },
      201,
    )
    const there = { deputyIds: delivery.deputyIds }
    await ask(delivery.as('secretary'), `POST /api/people/meetings/${meetingId}/sign-ins`, there)
    const asked = await change(more, '增加管线迁改。', 2)
    const opinion = { supports: true, text: '同意。' }
    await ask(delivery.as('secretary'), `POST ${path}/changes/${asked.id}/opinion`, opinion)
    await presidium.goto(`${delivery.url}/staff#${project('green')}`)
    await presidium.getByText(zh.decide.chooseMeeting, { exact: true }).waitFor()
    await label(presidium, zh.decide.meeting).selectOption({ label: `${TODAY} 临时会议` })
    await label(presidium, meetingWords.resolution.for).fill('1')
    await label(presidium, meetingWords.resolution.against).fill('2')
    expect(await inspect(presidium, 'delivery-congress', ON_A_PHONE)).toEqual([])
    await button(presidium, zh.decide.record).click()
    await presidium.getByText(zh.changes.states.refused, { exact: true }).waitFor()
    await presidium.getByText(/赞成 1，反对 2，弃权 0/).waitFor()
  })

  test('a project is accepted with every criterion ticked, or goes back with a reason', async () => {
    const path = projectAt(delivery.idOf('yellow'))
    const unit = delivery.as('department')
    const photo = await sendFile(delivery, 'yellow', await photoOf({ width: 640, height: 480 }))
    const { reports } = await ask<Project>(unit, `GET ${path}`)
    const period = reports.at(-1)?.period ?? ''
    const finished = {
      text: '全部完成。',
      milestones: [
        { milestoneId: 'm1', percent: 100, doneOn: TODAY, evidence: [{ sha256: photo, title: '完工' }] },
      ],
      evidence: [],
      departures: [],
    }
    await ask(unit, `PUT ${path}/reports/${period}`, { report: finished, from: 1 })
    const assess = () => ask(unit, `POST ${path}/assessment`, { text: '自评合格。', evidence: [] })
    await assess()

    const page = await at('presidium', project('yellow'))
    await button(page, zh.waiting.acceptance).click()
    expect(await page.evaluate('document.activeElement.id')).toBe('accept')
    const send = button(page, zh.completion.accept.send)
    await page.getByText(zh.completion.accept.accountFirst, { exact: true }).waitFor()
    await button(page, zh.completion.back.button).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(staffWords.reason).fill('资料不全。')
    await button(page, zh.completion.back.doIt).click()
    await page.getByText('资料不全。', { exact: true }).waitFor()
    await page.getByText(zh.completion.accept.assessFirst, { exact: true }).waitFor()

    await assess()
    const lines = [
      { lineId: 'b1', fen: 99_000_00 },
      { lineId: 'b2', fen: 20_000_00 },
    ]
    await ask(unit, `POST ${path}/account`, { lines, text: '决算如下。', evidence: [] })
    await page.getByText('决算如下。', { exact: true }).waitFor()
    await label(page, zh.completion.accept.met('全部亮灯')).check()
    await label(page, zh.completion.accept.text).fill('验收合格。')
    await page.getByText(zh.completion.accept.open('资料齐全'), { exact: true }).waitFor()
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await label(page, zh.completion.accept.met('资料齐全')).check()
    // What was seen goes with it: a photo and the signed paper.
    const shown = page.getByRole('group', { name: zh.completion.accept.evidence })
    await shown.getByLabel(meetingWords.attachments.choose).setInputFiles([
      { name: '验收现场.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await photoOf()) },
      { name: '验收单.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf('signed')) },
    ])
    await expect
      .poll(() => label(page, meetingWords.attachments.title(2)).inputValue(), { timeout: 20_000 })
      .toBe('验收单')
    expect(await inspect(page, 'delivery-accept', LOOKS)).toEqual([])
    await send.click()
    await page.getByText(zh.completion.acceptedOn(TODAY), { exact: true }).waitFor()
    await page.getByText(zh.stateOf(d.states.accepted), { exact: true }).waitFor()
    const step = page.getByRole('listitem').filter({ has: heading(page, `${d.steps.accept} ${TODAY}`) })
    await step.getByRole('link', { name: '验收单' }).waitFor()
    await step.getByRole('button', { name: zh.photos.enlarge(1) }).waitFor()
    expect(await inspect(page, 'delivery-accepted', LOOKS)).toEqual([])
  })

  test('the presidium says how delivery is watched over; what is being typed is not reset', async () => {
    const page = await at('presidium', board())
    await button(page, zh.rule.change).click()
    await page.getByText(zh.rule.periodFixed, { exact: true }).waitFor()
    await label(page, zh.rule.graceDays).fill('90')
    await label(page, zh.rule.aheadRed).fill('10')
    // The page reads itself anew meanwhile.
    await Promise.all([
      page.waitForResponse((response) => response.url().includes('/projects')),
      book(delivery, 'red', { kind: 'allocated', sourceId: 's1', fen: 1 }),
    ])
    expect(await label(page, zh.rule.graceDays).inputValue()).toBe('90')
    await button(page, zh.rule.save).click()
    await page.getByText('红灯的界线不能低于黄灯', { exact: true }).waitFor()
    expect(await inspect(page, 'delivery-rule', ON_A_PHONE)).toEqual([])
    await label(page, zh.rule.aheadRed).fill('40')
    await button(page, zh.rule.save).click()
    await page.getByText(zh.rule.saved, { exact: true }).waitFor()
    await page.getByText(/90 天以内亮黄灯/).waitFor()
  })

  test('the year is printed on A4 with its charts, and saved as a workbook', async () => {
    const page = await at('presidium', `/delivery-report/${delivery.cycleId}`)
    await page.getByRole('article', { name: zh.paper.heading(YEAR) }).waitFor()
    expect(await inspect(page, 'delivery-paper', LOOKS)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 794, height: 1123 })
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    const printed = await page.pdf({
      path: artefact('delivery-paper').replace('.png', '.pdf'),
      preferCSSPageSize: true,
    })
    const text = printed.toString('latin1')
    // A4 in points; the table and the charts, and the projects.
    expect(text).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/)
    expect([...text.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(2)
    await page.screenshot({ path: artefact('delivery-paper-printed'), fullPage: true })
    // A long year breaks between projects and rows, and never between a name and what it names.
    await page.route(/\/api\/pay\/cycles\/[^/]+\/projects/, async (route) => {
      const response = await route.fetch()
      const said = (await response.json()) as ProjectsOfYear
      const projects = [1, 2, 3, 4].flatMap((n) =>
        said.projects.map((each) => ({ ...each, id: `${each.id}-${n}`, name: `${each.name}（${n}）` })),
      )
      await route.fulfill({ response, json: { ...said, projects } })
    })
    await page.reload()
    await page.getByText(`16. `).waitFor()
    await page.pdf({
      path: artefact('delivery-paper-long').replace('.png', '.pdf'),
      preferCSSPageSize: true,
    })
    // The printer cuts at the sheet's margin: the tables' own edges stand within it.
    const within =
      await page.evaluate(`[...document.querySelectorAll('.delivery-paper table')].map((table) => {
      const sheet = table.closest('.delivery-paper').getBoundingClientRect()
      const { left, right } = table.getBoundingClientRect()
      return left - sheet.left >= 1 && sheet.right - right >= 1
    })`)
    expect(within).toEqual([true, true, true])
    const breaks = (selector: string, style: string): Promise<unknown> =>
      page.evaluate(
        `[...new Set([...document.querySelectorAll('.delivery-paper ${selector}')].map((each) => getComputedStyle(each)['${style}']))]`,
      )
    for (const kept of ['tr', '.dossier', '.timeline tbody'])
      // oxlint-disable-next-line no-await-in-loop -- one page
      expect([kept, await breaks(kept, 'breakInside')]).toEqual([kept, ['avoid']])
    for (const name of ['h3', '.hint', '.legend'])
      // oxlint-disable-next-line no-await-in-loop -- one page
      expect([name, await breaks(name, 'breakAfter')]).toEqual([name, ['avoid']])
    await page.unrouteAll()
    await page.emulateMedia({ media: 'screen' })

    const office = await at('secretary', board())
    const [download] = await Promise.all([office.waitForEvent('download'), button(office, zh.export).click()])
    const [headings, ...rows] = await readSheet(await readFile(await download.path()))
    expect(headings?.[0]).toBe('项目')
    expect(rows.map(([name]) => name)).toEqual(Object.values(NAMES))
    expect(rows.every((row) => row[2] === UNIT)).toBe(true)
  })

  test('nothing of it breaks a rule of the browser', () => {
    for (const { faults } of desks.values()) expect(faults).toEqual([])
  })
})
