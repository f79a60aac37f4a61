/** From demands to the list on the screen: merged, completed, refused with a reason, listed, fixed by the presidium. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { zh as meetingWords } from '../../src/web/staff/meeting/strings.zh.ts'
import { en } from '../../src/web/staff/proposals/strings.en.ts'
import { zh } from '../../src/web/staff/proposals/strings.zh.ts'
import { zh as paperWords } from '../../src/web/staff/papers/strings.zh.ts'
import { artefact, inspect, launchBrowser } from '../support/browser.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk } from './at-the-desk.ts'

const { browser } = await launchBrowser()

const RULE = {
  seats: 1,
  ratio: '100%',
  ratioBasis: 'of-seats',
  rounding: 'up',
  marking: 'choose',
  majority: 'over-half-of-all-deputies',
  tie: 'revote',
} as const

/** A console and a phone. */
const BOTH = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

const TEXTS = ['村口路灯不亮，晚上看不见路。', '村口的路灯不亮，晚上看不见路了。', '学校门口没有斑马线。']

const named = (within: Page | Locator, action: string, name: string): Locator =>
  within.getByRole('button', { name: new RegExp(`^${action}\\s*${zh.of(name)}$`) })

const begin = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: zh.add, exact: true }).click()
  await page.getByLabel(meetingWords.list.fields.name, { exact: true }).fill(name)
  await page.getByLabel(meetingWords.list.fields.category, { exact: true }).fill('交通出行')
  await page.getByRole('button', { name: zh.save, exact: true }).click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

const complete = async (page: Page, name: string): Promise<void> => {
  await named(page, zh.edit, name).click()
  const { fields } = meetingWords.list
  await page.getByLabel(fields.place, { exact: true }).fill('全镇')
  await page.getByLabel(fields.responsibleUnit, { exact: true }).fill('镇城建办')
  await page.getByLabel(fields.content, { exact: true }).fill('新装太阳能路灯。')
  await page.getByLabel(fields.budget, { exact: true }).fill('98')
  await page.getByLabel(fields.finishBy, { exact: true }).fill('2026-09-30')
  await page.getByRole('button', { name: zh.save, exact: true }).click()
  await named(page, zh.edit, name).waitFor()
}

describe.runIf(browser !== undefined)('proposals', { timeout: 180_000 }, () => {
  let served: ServedHall
  let cycleId = ''
  beforeAll(async () => {
    served = await serveHall()
    const { order, intake } = served.hall.secretary.client.api
    cycleId = (await done(order.cycles.$post({ json: { year: 2026, rule: RULE } }))).id
    const all = { for: 9, against: 0, abstain: 0 }
    const adopt = served.hall.presidium.client.api.order.cycles[':id'].rule.adopt
    await done(adopt.$post({ param: { id: cycleId }, json: all }))
    const demands = TEXTS.map((text, i) => ({
      id: `demand-${i}`,
      category: '交通出行',
      text,
      takenOn: '2026-01-05',
      channel: 'visit' as const,
    }))
    await done(intake.demands.import.$post({ json: { demands } }))
  })
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  test('demands are found by their words and merged; the dossier is completed and put on the list', async () => {
    const { page, faults, context } = await atDesk(browser!, served, 'secretary', `#/meeting/${cycleId}`)
    await page.getByRole('link', { name: meetingWords.list.proposals }).click()
    await page.getByRole('heading', { name: zh.heading(2026) }).waitFor()
    await page.getByText(zh.none).waitFor()
    expect(await inspect(page, 'proposals-empty', { fullPage: true })).toEqual([])
    await begin(page, '村道路灯亮化')

    await named(page, zh.collect, '村道路灯亮化').click()
    expect(await page.getByRole('region', { name: zh.suggested }).count()).toBe(0)
    await page.getByLabel(zh.search).fill('路灯')
    await page.getByText(zh.found(2)).waitFor()
    expect(await page.getByText(TEXTS[2] as string).count()).toBe(0)
    await named(page, zh.take, '2026-0001').click()
    await named(page, zh.take, '2026-0002').click()
    await page.getByRole('heading', { name: zh.mergedHeading(2) }).waitFor()
    expect(await inspect(page, 'proposals-collect', { fullPage: true })).toEqual([])
    // Undone as easily as done: the demand stands for itself again, and is suggested by what is like it.
    await named(page, zh.release, '2026-0002').click()
    await page.getByRole('heading', { name: zh.mergedHeading(1) }).waitFor()
    await page.getByLabel(zh.search).fill('')
    const suggested = page.getByRole('region', { name: zh.suggested })
    expect(await suggested.innerText()).not.toContain(TEXTS[2])
    await named(suggested, zh.take, '2026-0002').click()
    await page.getByRole('heading', { name: zh.mergedHeading(2) }).waitFor()
    await page.getByRole('button', { name: zh.collectDone }).click()
    await page.getByText(zh.origin(2, 0, 2, 0)).waitFor()

    // Meanwhile somebody else saves another version: it is said and shown, and what was typed stays.
    await named(page, zh.edit, '村道路灯亮化').click()
    await page.getByLabel(meetingWords.list.fields.place).fill('东街')
    const proposals = served.hall.secretary.client.api.order.cycles[':id'].proposals
    const [proposal] = (await done(proposals.$get({ param: { id: cycleId } }))).proposals
    const dossier = { name: '村道路灯亮化', category: '交通出行', place: '西街' }
    const param = { id: cycleId, proposalId: proposal?.id ?? '' }
    await done(proposals[':proposalId'].dossier.$put({ param, json: { dossier } }))
    await page.getByRole('button', { name: zh.save, exact: true }).click()
    await page.getByText('这份档案刚有人存了新的一稿', { exact: false }).waitFor()
    await page.getByText(meetingWords.behind.text).waitFor()
    expect(await page.getByRole('insertion').allInnerTexts()).toContain('西街')
    expect(await page.getByLabel(meetingWords.list.fields.place).inputValue()).toBe('东街')
    expect(await inspect(page, 'proposals-behind', { fullPage: true, sizes: BOTH })).toEqual([])
    await page.getByRole('button', { name: zh.save, exact: true }).click()
    await page.getByText(zh.version(3)).waitFor()

    const list = named(page, zh.list, '村道路灯亮化')
    expect(await list.getAttribute('aria-disabled')).toBe('true')
    await complete(page, '村道路灯亮化')
    await page.getByText(zh.version(4)).waitFor()
    await list.click()
    await page.getByText(zh.states.listed).waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  test('the presidium does not take one up, says why, and may take that back', async () => {
    const secretary = await atDesk(browser!, served, 'secretary', `#/proposals/${cycleId}`)
    await begin(secretary.page, '学校门口斑马线')
    await secretary.context.close()
    const { page, context } = await atDesk(browser!, served, 'presidium', `#/proposals/${cycleId}`)
    expect(await page.getByRole('button', { name: zh.add }).count()).toBe(0)
    await named(page, zh.refuse, '学校门口斑马线').click()
    const dialog = page.getByRole('dialog', { name: zh.refuseHeading })
    await dialog.getByLabel(zh.criterion).selectOption('own-matter')
    await dialog.getByLabel(zh.reason).fill('属于县公路局，已转报。')
    expect(await inspect(page, 'proposals-refuse')).toEqual([])
    await dialog.getByRole('button', { name: zh.refuse, exact: true }).click()
    await page.getByText(zh.refused(zh.criteria['own-matter'], '属于县公路局，已转报。')).waitFor()
    expect(await inspect(page, 'proposals-refused', { fullPage: true })).toEqual([])
    await named(page, zh.reconsider, '学校门口斑马线').click()
    await named(page, zh.refuse, '学校门口斑马线').waitFor()
    await context.close()
  })

  test('in its review the presidium adjusts the list; what it adjusted is there for everybody to read', async () => {
    const secretary = await atDesk(browser!, served, 'secretary', `#/proposals/${cycleId}`)
    await complete(secretary.page, '学校门口斑马线')
    await named(secretary.page, zh.list, '学校门口斑马线').click()
    await expect.poll(() => secretary.page.getByText(zh.states.listed).count()).toBe(2)
    await begin(secretary.page, '村卫生室')
    await complete(secretary.page, '村卫生室')
    const { page, faults, context } = await atDesk(browser!, served, 'presidium', `#/meeting/${cycleId}`)
    const words = meetingWords.review
    const review = page.getByRole('region', { name: meetingWords.list.fixHeading })
    await review.getByText('1 × (1 + 100%) = 2 项', { exact: false }).waitFor()
    await review.getByText(words.undecided(1)).waitFor()
    const dialog = page.getByRole('dialog', { name: words.add })
    const begun = (): Promise<void> => review.getByRole('button', { name: words.add }).click()

    await begun()
    await dialog.getByLabel(words.target).selectOption('村道路灯亮化')
    const put = dialog.getByRole('button', { name: words.put })
    expect(await put.getAttribute('aria-disabled')).toBe('true')
    await dialog.getByLabel(meetingWords.list.fields.budget).fill('86.5')
    await dialog.getByLabel(meetingWords.list.fields.place).fill('五星村')
    await dialog.getByLabel(words.reason).fill('财政所核减')
    expect(await inspect(page, 'review-change', { sizes: BOTH })).toEqual([])
    await put.click()

    await begun()
    await dialog.getByLabel(words.kind).selectOption('takeOff')
    expect(await dialog.getByLabel(words.target).locator('option').allInnerTexts()).toEqual([
      '学校门口斑马线',
    ])
    await dialog.getByLabel(zh.criterion).selectOption('own-matter')
    await dialog.getByLabel(words.reason).fill('属于县公路局')
    await put.click()
    await review.getByText(words.sum(2, 1, 0, 1)).waitFor()
    await review.getByLabel(meetingWords.list.shortfallLabel).waitFor()

    await begun()
    await dialog.getByLabel(words.kind).selectOption('addBack')
    await dialog.getByLabel(words.reason).fill('群众呼声高')
    await put.click()
    await review.getByText(words.sum(2, 1, 1, 2)).waitFor()
    expect(await review.getByLabel(meetingWords.list.shortfallLabel).count()).toBe(0)
    expect(await review.getByText(words.undecided(1)).count()).toBe(0)
    // Taken back and made again: until it is recorded, nothing of the list has changed.
    await review.getByRole('button', { name: new RegExp(`^${words.undo}\\s*村卫生室$`) }).click()
    await begun()
    await dialog.getByLabel(words.kind).selectOption('addBack')
    await dialog.getByLabel(words.reason).fill('群众呼声高')
    await put.click()
    expect(await inspect(page, 'review-adjusted', { fullPage: true, sizes: BOTH })).toEqual([])
    await review.getByLabel(meetingWords.resolution.for).fill('9')

    // Meanwhile two secretaries change a candidate: the second is told, and so is the presidium.
    const desk = secretary.page
    await desk.goto(`${served.url}/staff#/meeting/${cycleId}`)
    await desk
      .getByRole('button', { name: new RegExp(`^${meetingWords.list.edit}\\s*学校门口斑马线$`) })
      .click()
    await desk.getByLabel(meetingWords.list.fields.place).fill('校门东侧')
    const cycle = served.hall.secretary.client.api.order.cycles[':id']
    const { candidates } = await done(cycle.$get({ param: { id: cycleId } }))
    const crossing = candidates.find(({ name }) => name === '学校门口斑马线')
    if (crossing === undefined) throw new Error('the crossing is on the list')
    const { id: candidateId, version, position: _position, dossierDigest: _digest, ...dossier } = crossing
    const json = { dossier: { ...dossier, place: '校门西侧' }, from: version }
    await done(cycle.candidates[':candidateId'].$put({ param: { id: cycleId, candidateId }, json }))
    await desk.getByRole('button', { name: meetingWords.list.save, exact: true }).click()
    await desk.getByText('这个候选项目在您打开之后有人改过', { exact: false }).waitFor()
    await desk.getByText(meetingWords.behind.text).waitFor()
    expect(await desk.getByRole('insertion').allInnerTexts()).toContain('校门西侧')
    expect(await desk.getByLabel(meetingWords.list.fields.place).inputValue()).toBe('校门东侧')
    expect(await inspect(desk, 'candidate-behind', { fullPage: true, sizes: BOTH })).toEqual([])
    await desk.getByRole('button', { name: meetingWords.list.save, exact: true }).click()
    await desk.getByText('校门东侧', { exact: false }).waitFor()

    await review.getByRole('button', { name: meetingWords.list.fix }).click()
    await review.getByText('名单在您看过之后有变动', { exact: false }).waitFor()
    await page.getByText('校门东侧', { exact: false }).waitFor()
    expect(await review.getByLabel(meetingWords.resolution.for).inputValue()).toBe('9')
    await review.getByText(words.sum(2, 1, 1, 2)).waitFor()
    expect(await inspect(page, 'review-list-changed', { fullPage: true, sizes: BOTH })).toEqual([])
    await review.getByRole('button', { name: meetingWords.list.fix }).click()

    await page.getByText(meetingWords.recorded.candidates(2, 3)).waitFor()
    const step = page.locator('[data-step=list]')
    await step.locator('summary').click()
    const record = step.getByRole('region', { name: words.heading })
    await record.getByText(words.votes(9, 0, 0)).waitFor()
    const said = await record.innerText()
    for (const part of ['98 万元', '86.5 万元', '五星村', '财政所核减', '属于县公路局', '群众呼声高'])
      expect(said).toContain(part)
    expect(await inspect(page, 'review-done', { fullPage: true, sizes: BOTH })).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await step.getByText(en.criteria['own-matter'], { exact: false }).waitFor()
    expect(await inspect(page, 'review-done-en', { fullPage: true, sizes: BOTH })).toEqual([])
    expect(faults).toEqual([])
    await context.close()
    await secretary.context.close()
  })

  test('the papers of the review are printed on A4: the list with its dossiers to be signed, and what was not taken up', async () => {
    const { page, faults, context } = await atDesk(browser!, served, 'presidium', `#/meeting/${cycleId}`)
    await page.locator('[data-step=list] summary').click()
    await page.getByRole('link', { name: meetingWords.list.papers }).click()
    const list = page.getByRole('article', { name: '候选项目名单' })
    await list.getByText('86.5 万元').waitFor()
    const text = await list.innerText()
    for (const part of [
      '1 × (1 + 100%) = 2 项',
      '五星村',
      '村卫生室',
      '审议中移出名单：学校门口斑马线',
      '签名',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('草案')
    const refused = page.getByRole('article', { name: '没有采纳的项目建议' })
    expect(await refused.innerText()).toContain('属于县公路局')
    expect(await inspect(page, 'review-papers', { fullPage: true, sizes: BOTH })).toEqual([])
    await page.evaluate('window.print = () => undefined')
    for (const [button, name] of [
      [paperWords.printList, 'list'],
      [paperWords.printRefused, 'refused'],
    ] as const) {
      await page.getByRole('button', { name: button }).click()
      const pdf = await page.pdf({
        path: artefact(`review-${name}`).replace('.png', '.pdf'),
        preferCSSPageSize: true,
      })
      await page.evaluate("dispatchEvent(new Event('afterprint'))")
      const pages = pdf.toString('latin1')
      expect(pages).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/)
      expect([...pages.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(1)
    }
    expect(faults).toEqual([])
    await context.close()
  })

  test('once the list is fixed, the proposals can only be read', async () => {
    const auditor = await atDesk(browser!, served, 'auditor', `#/proposals/${cycleId}`)
    await auditor.page.getByText(zh.fixed).waitFor()
    expect(await auditor.page.getByRole('main').getByRole('button').count()).toBe(0)
    await auditor.page.getByLabel(zh.filter).fill('卫生')
    await auditor.page.getByText(zh.shown(1, 3)).waitFor()
    expect(await auditor.page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['村卫生室'])
    await auditor.page.getByLabel(zh.filter).fill('没有这样的')
    await auditor.page.getByText(zh.shown(0, 3)).waitFor()
    expect(await inspect(auditor.page, 'proposals-nothing-fits', { sizes: BOTH })).toEqual([])
    await auditor.context.close()
    const secretary = await atDesk(browser!, served, 'secretary', `#/proposals/${cycleId}`)
    await secretary.page.getByText(zh.fixed).waitFor()
    expect(await secretary.page.getByRole('main').getByRole('button').count()).toBe(0)
    await secretary.page.getByText(zh.refused(zh.criteria['own-matter'], '属于县公路局')).waitFor()
    await secretary.page.getByRole('button', { name: 'English' }).click()
    await secretary.page.getByRole('heading', { name: en.heading(2026) }).waitFor()
    expect(await inspect(secretary.page, 'proposals-fixed-en', { fullPage: true })).toEqual([])
    await secretary.context.close()
  })

  test('at a demand it is seen what became of it; with those like it, it is collected into a proposal of the next year', async () => {
    const { order } = served.hall.secretary.client.api
    const next = await done(order.cycles.$post({ json: { year: 2027, rule: RULE } }))
    const { page, faults, context } = await atDesk(browser!, served, 'secretary', '#/demand/demand-0')
    await page.getByRole('heading', { name: zh.becameHeading, exact: true }).waitFor()
    // The year's project is one click away.
    await page.getByText(zh.became.listed(2026)).waitFor()
    await page.getByRole('combobox', { name: zh.mergeInto }).waitFor()
    const form = page.locator('form', { has: page.getByRole('combobox', { name: zh.mergeInto }) })
    await form.getByLabel(zh.mergeName).fill('全镇路灯')
    await form.getByRole('checkbox', { name: TEXTS[1] as string }).check()
    expect(await inspect(page, 'demand-merge', { fullPage: true, sizes: BOTH })).toEqual([])
    await form.getByRole('button', { name: zh.mergeAll(2), exact: true }).click()
    await page.getByText(zh.became.examined(2027)).waitFor()
    expect(await form.count()).toBe(0)
    await page.getByRole('link', { name: '全镇路灯', exact: true }).click()
    await page.getByText(zh.origin(2, 0, 2, 0)).waitFor()
    expect(page.url()).toContain(next.id)
    expect(faults).toEqual([])
    await context.close()
  })
})
