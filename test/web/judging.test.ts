/** 满意度测评 on the console: what is judged, how it is graded, the result, and once more where it fell short. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../src/web/staff/meeting/strings.en.ts'
import { zh } from '../../src/web/staff/meeting/strings.zh.ts'
import type { AssessmentView } from '../../src/inspect/model.ts'
import type { Person } from '../support/app.ts'
import { ask, ballotAt, bring } from '../support/ballots.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { decide, fixedCycle, readCycle, startVote, voteBody } from '../support/cycles.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { button } from './at-the-unit.ts'

const { browser } = await launchBrowser()

const SIZES = [
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
]

describe.runIf(browser !== undefined)('a satisfaction ballot on the console', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let secretary: Tablet
  let presidium: Tablet
  let year = 0

  const deskOf = async (person: Person): Promise<Tablet> => {
    const desk = await newTablet(browser!)
    desk.page.setDefaultTimeout(30_000)
    const [name = '', ...value] = present(person.cookie).split('=')
    await desk.context.addCookies([{ name, value: value.join('='), url: served.url }])
    await desk.page.goto(`${served.url}/staff#/satisfaction/${served.cycle.id}`)
    return desk
  }
  const assessments = async (): Promise<readonly AssessmentView[]> => {
    const route = `GET /api/inspect/cycles/${served.cycle.id}/assessments`
    return (await ask<{ assessments: AssessmentView[] }>(served.hall.tablet, route)).assessments
  }
  /** What the devices of tellers and deputies do is told by other tests. */
  const hold = async (votes: readonly (readonly (number | null)[])[]): Promise<void> => {
    const { ballot } = present((await assessments()).at(-1))
    await bring(await ballotAt(served.hall, ballot), 'counted', { votes, cards: 3 })
  }
  const announce = async (): Promise<void> => {
    const { page } = secretary
    await button(page, zh.announce.button).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.announce.doIt }).click()
  }

  /** What the unit and the deputies do is told by another test. */
  const putRight = async (): Promise<void> => {
    const path = `/api/inspect/cycles/${served.cycle.id}`
    const { ballot, projects } = present((await assessments()).at(-1))
    const projectId = present(projects.find(({ grade }) => grade === 'not-satisfied')).id
    const plan = { projectId, text: '重砌渠底', owner: '王主任', dueOn: '2026-12-31' }
    await ask(served.hall.secretary, `PUT ${path}/assessments/${ballot}/rectification/plan`, plan)
    await ask(served.hall.secretary, `POST ${path}/undertakings/plan/report`, { text: '已完成' })
    await ask(served.hall.secretary, `POST ${path}/undertakings/plan/check`, { found: 'done', text: '属实' })
  }

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', '水渠'] })
    year = (await readCycle(served.hall, served.cycle)).year
    secretary = await deskOf(served.hall.secretary)
    presidium = await deskOf(served.hall.presidium)
  }, 120_000)
  afterAll(async () => {
    await secretary.context.close()
    await presidium.context.close()
    await served.close()
  })

  test('waits for the presidium to say how projects are graded, where the rule does not', async () => {
    const { page } = secretary
    await page.getByRole('heading', { level: 1, name: zh.judging.heading(year, 1) }).waitFor()
    await page.getByText(zh.judging.rulesFirst).first().waitFor()
    expect(await button(page, zh.judging.button).getAttribute('aria-disabled')).toBe('true')
    expect(await inspect(page, 'judging-no-rule', { fullPage: true, sizes: SIZES })).toEqual([])
    await presidium.page.getByLabel(zh.rule.half).selectOption('fails')
    await button(presidium.page, zh.judging.setRule).click()
    await page.getByText(zh.judging.rule({ base: 'all', half: 'fails' })).waitFor()
  })

  test('is set up over what the vote chose, announced with its grades, and shows both denominators', async () => {
    const { page } = secretary
    await page.getByRole('list', { name: zh.judging.projects }).getByText('水渠').waitFor()
    await page.getByLabel(zh.draft.threshold).fill('1')
    await button(page, zh.judging.button).click()
    await page.getByText('满意度测评', { exact: false }).first().waitFor()
    await expect.poll(async () => (await assessments()).length).toBe(1)
    await hold([
      [0, 2],
      [0, 2],
      [1, 0],
    ])
    await announce()
    await page.getByText(zh.judging.graded({ base: 'all', half: 'fails' }, 3)).waitFor()
    const canal = page.getByRole('row', { name: /水渠/ })
    const cells = ['1', '0', '2', '0', '33.3%', '33.3%', zh.judging.grades['not-satisfied']]
    expect(await canal.getByRole('cell').allInnerTexts()).toEqual(cells)
    await page.getByText('水渠：不满意（满意1票，基本满意0票，不满意2票，弃权0票）。').waitFor()
    expect(await inspect(page, 'judging-announced', { fullPage: true, sizes: SIZES })).toEqual([])
  })

  test('goes on with what fell short, and with nothing else', async () => {
    const { page } = secretary
    await putRight()
    await button(page, zh.judging.again).click()
    await page.getByRole('heading', { level: 1, name: zh.judging.heading(year, 2) }).waitFor()
    const list = page.getByRole('list', { name: zh.judging.projects })
    expect(await list.getByRole('listitem').allInnerTexts()).toEqual(['水渠'])
    await page.getByLabel(zh.draft.threshold).fill('1')
    await button(page, zh.judging.button).click()
    await expect.poll(async () => (await assessments()).length).toBe(2)
    await hold([[0], [0], [1]])
    await announce()
    await expect.poll(async () => (await assessments()).at(-1)?.projects[0]?.grade).toBe('satisfied')
    await page.getByText('水渠：满意（满意2票，基本满意1票，不满意0票，弃权0票）。').waitFor()
    await page.getByRole('heading', { name: zh.judging.earlier }).waitFor()
    expect(await page.getByRole('heading', { name: zh.judging.fellShort }).count()).toBe(0)
    expect(secretary.faults).toEqual([])
  })

  test('goes on with what was left out, too', async () => {
    const { hall } = served
    const other = await fixedCycle(hall, ['路', '渠'], {
      seats: 2,
      ratio: '100%',
      satisfaction: { base: 'all', half: 'counts' },
    })
    await decide(await startVote(hall, other), [
      [0, 1],
      [0, 1],
      [0, 1],
    ])
    const first = { ...voteBody(hall), projectIds: [other.candidateIds[0]] }
    const at = '/api/inspect'
    const { ballot } = await ask<{ ballot: string }>(
      hall.secretary,
      `POST ${at}/cycles/${other.id}/assessments`,
      first,
      201,
    )
    await bring(await ballotAt(hall, ballot), 'counted', { votes: [[0], [0], [0]], cards: 3 })
    await ask(hall.secretary, `POST ${at}/assessments/${ballot}/announce`)
    const { page } = secretary
    await page.goto(`${served.url}/staff#/satisfaction/${other.id}`)
    await page.getByRole('heading', { name: zh.judging.leftOut }).waitFor()
    expect(await inspect(page, 'judging-left-out', { fullPage: true, sizes: SIZES })).toEqual([])
    await button(page, zh.judging.again).click()
    const list = page.getByRole('list', { name: zh.judging.projects })
    await expect.poll(() => list.getByRole('listitem').allInnerTexts()).toEqual(['渠'])
    await page.getByLabel(zh.draft.threshold).fill('1')
    await button(page, zh.judging.button).click()
    const second = `GET ${at}/cycles/${other.id}/assessments`
    const rounds = async (): Promise<unknown> =>
      (await ask<{ assessments: AssessmentView[] }>(hall.tablet, second)).assessments.map(
        ({ round, projects }) => [round, ...projects.map(({ name }) => name)],
      )
    await expect.poll(rounds).toEqual([
      [1, '路'],
      [2, '渠'],
    ])
  })

  test('reads in English, too', async () => {
    const { page } = presidium
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: en.judging.heading(year, 2) }).waitFor()
    expect(await inspect(page, 'judging-en', { fullPage: true, sizes: SIZES })).toEqual([])
  })
})
