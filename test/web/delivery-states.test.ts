/** Delivery where there is little of it yet, where it cannot be read, and how short a project's page is on a phone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Project, ProjectsOfYear } from '../../src/pay/views.ts'
import { deliveryZh as open } from '../../src/web/public/strings.delivery.zh.ts'
import { deliveryWordsZh as d } from '../../src/web/shared/delivery-words.zh.ts'
import { zh } from '../../src/web/staff/delivery/strings.zh.ts'
import { zh as reporting } from '../../src/web/staff/reporting/strings.zh.ts'
import { zh as staff } from '../../src/web/staff/strings.zh.ts'
import type { Person } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { artefact, inspect, launchBrowser } from '../support/browser.ts'
import { ruleOf } from '../support/cycles.ts'
import { approvePlan, planOf } from '../support/delivery.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 390, height: 844 }
const SIZES = [PHONE, { width: 800, height: 1280 }, { width: 1280, height: 800 }]
const LOOKS = { sizes: SIZES, fullPage: true }

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

describe.runIf(browser !== undefined)('delivery where there is little of it', { timeout: 120_000 }, () => {
  let served: ServedDelivery
  let people: Readonly<Record<'secretary' | 'presidium' | 'deputy' | 'department' | 'other', Person>>

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', '水渠'] })
    const { hall, department, projectIds } = served
    people = {
      secretary: hall.secretary,
      presidium: hall.presidium,
      deputy: await hall.assembly.person('deputy', { deputyId: present(hall.assembly.deputyIds[0]) }),
      department,
      other: await hall.assembly.person('department', { name: '镇水利站' }),
    }
    // The report of January was due on the 10th of February, and it is the 5th of March. 水渠 has no plan.
    await approvePlan(served, projectIds[0], planOf(), '2026-01-05')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  async function at(who: keyof typeof people, hash: string): Promise<Page> {
    const context = await browser!.newContext({
      viewport: PHONE,
      reducedMotion: 'reduce',
      locale: 'zh-CN',
    })
    const [name = '', ...value] = present(people[who].cookie).split('=')
    await context.addCookies([{ name, value: value.join('='), url: served.url }])
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${served.url}/staff#${hash}`)
    return page
  }
  const project = (n: number): string => `/project/${present(served.projectIds[n])}`

  test('a project’s page on a phone begins with light, reason and who must act, and is folded below', async () => {
    const page = await at('deputy', project(0))
    const why = part(page, zh.project.reasonsHeading)
    await why.getByText(d.lights.yellow, { exact: true }).waitFor()
    await why.getByText('责任单位须在').waitFor()
    const { y, height } = present((await why.boundingBox()) ?? undefined)
    expect(y + height).toBeLessThan(PHONE.height)
    // All of it in less than two screens, each part with what it comes to.
    expect(Number(await page.evaluate('document.documentElement.scrollHeight'))).toBeLessThan(
      PHONE.height * 2,
    )
    for (const [name, gist] of [
      [zh.project.votedHeading, d.asVoted],
      [zh.project.milestonesHeading, zh.project.milestonesDone(0, 2)],
      [zh.reports.heading, zh.noReport],
      [zh.accounts.entries, zh.accounts.noneYet],
      [zh.changes.heading, zh.changes.noneYet],
      [zh.completion.heading, zh.completion.noneYet],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await part(page, name).getByText(gist, { exact: true }).first().waitFor()
    }
    expect(await inspect(page, 'delivery-short', LOOKS)).toEqual([])
    // Opened with the keyboard, it stays open when the page reads itself anew.
    await page.setViewportSize(PHONE)
    const voted = part(page, zh.project.votedHeading)
    expect(await voted.getByRole('table').isVisible()).toBe(false)
    await voted.locator('summary').focus()
    await page.keyboard.press('Enter')
    await voted.getByRole('table').waitFor()
    await page.waitForResponse((response) => response.url().includes('/api/pay/projects/'))
    expect(await voted.getByRole('table').isVisible()).toBe(true)
    await page.context().close()
    // Where there is room, all of it is open.
    const wide = await at('deputy', project(0))
    await wide.setViewportSize({ width: 1280, height: 800 })
    await part(wide, zh.project.votedHeading).getByRole('table').waitFor()
    await wide.getByText(zh.accounts.none, { exact: true }).waitFor()
    await wide.getByText(zh.reports.missing('2026-02-10'), { exact: true }).waitFor()
    expect(await inspect(wide, 'delivery-nothing-yet', { ...LOOKS, sizes: SIZES.slice(1) })).toEqual([])
    await wide.context().close()
  })

  test('names over the bars stand on no other one and are whole, whatever the days are', async () => {
    for (const hash of [project(0), `/delivery/${served.cycle.id}`]) {
      for (const [on, finishBy] of [
        ['2026-01-01', '2026-12-31'],
        ['2026-12-31', '2026-12-31'],
        ['2026-12-31', '2027-11-30'],
        ['2027-01-02', '2027-01-31'],
        ['2026-03-05', '2028-02-10'],
      ] as const) {
        // oxlint-disable no-await-in-loop -- one page after the other
        const page = await at('deputy', '/')
        // What the service says, with its days moved.
        await page.route(/\/api\/pay\/(projects\/[^/]+|cycles\/[^/]+\/projects)(\?|$)/, async (route) => {
          const response = await route.fetch()
          const said = (await response.json()) as Project | ProjectsOfYear
          const json =
            'projects' in said
              ? { ...said, on, projects: said.projects.map((each) => moved(each, finishBy)) }
              : { ...said, ...moved(said, finishBy), on }
          await route.fulfill({ response, json })
        })
        await page.goto(`${served.url}/staff?${on}-${finishBy}#${hash}`)
        for (const size of SIZES) {
          await page.setViewportSize(size)
          // On a phone the bars of one project are folded.
          const folded = page.locator('details:not([open]):has(.months) > summary')
          await page.locator('.months').first().waitFor({ state: 'attached' })
          for (const each of await folded.all()) await each.click()
          await page.locator('.months').first().waitFor()
          expect(await page.evaluate(LABELS_IN_THE_WAY)).toEqual([])
          const place = hash.startsWith('/project') ? page.locator('.chart') : page.locator('.timeline')
          await place.screenshot({
            path: artefact(`delivery-months-${hash.split('/')[1]}-${on}-${finishBy}-${size.width}`),
          })
        }
        await page.context().close()
        // oxlint-enable no-await-in-loop
      }
    }
  })

  test('what is not there yet is said, with what to do next', async () => {
    const next = { year: 2099, rule: ruleOf() }
    const { id } = await ask<{ id: string }>(people.secretary, 'POST /api/order/cycles', next, 201)
    const office = await at('secretary', `/delivery/${id}`)
    await office.getByText(zh.none, { exact: true }).waitFor()
    expect(await inspect(office, 'delivery-none', LOOKS)).toEqual([])
    await office.getByRole('link', { name: zh.toMeeting }).click()
    await office.getByRole('heading', { name: /2099/ }).waitFor()
    await office.context().close()

    const unit = await at('other', '/')
    await unit.getByText(reporting.mine.none('镇水利站'), { exact: true }).waitFor()
    expect(await inspect(unit, 'delivery-unit-none', LOOKS)).toEqual([])
    await unit.context().close()

    for (const who of ['deputy', 'presidium', 'secretary', 'department'] as const) {
      // oxlint-disable no-await-in-loop -- one page after the other
      const page = await at(who, project(1))
      await page.getByText(zh.project.noPlan, { exact: true }).waitFor()
      // What begins with the plan is not there as an empty part.
      expect(await part(page, zh.changes.heading).count()).toBe(0)
      expect(await inspect(page, `delivery-no-plan-${who}`, LOOKS)).toEqual([])
      await page.context().close()
      // oxlint-enable no-await-in-loop
    }

    const outside = await browser!.newContext({ viewport: PHONE, locale: 'zh-CN', reducedMotion: 'reduce' })
    const anybody = await outside.newPage()
    await anybody.goto(`${served.url}/#project/${present(served.projectIds[1])}`)
    await anybody.getByText(open.noPlan, { exact: true }).waitFor()
    expect(await inspect(anybody, 'delivery-public-no-plan', LOOKS)).toEqual([])
    await outside.close()
  })

  test('a board that cannot be read says so under its name, and is there again by a press', async () => {
    const page = await at('deputy', '/')
    const reading = /\/api\/pay\/cycles\/[^/]+\/projects/
    await page.route(reading, (route) => route.abort())
    await page.goto(`${served.url}/staff?down#/delivery/${served.cycle.id}`)
    await page.getByRole('heading', { name: zh.failed, exact: true }).waitFor()
    await page.getByText(staff.unreachable, { exact: true }).first().waitFor()
    expect(await inspect(page, 'delivery-failed', LOOKS)).toEqual([])
    await page.unroute(reading)
    await page.getByRole('button', { name: staff.retry, exact: true }).click()
    await page.getByRole('link', { name: '水渠', exact: true }).first().waitFor()
    await page.context().close()
  })
})

/** The last milestone of a project is due on that day, and so is the project. */
function moved<T extends Pick<Project, 'milestones'>>(
  project: T,
  finishBy: string,
): T & { finishBy: string } {
  const milestones = project.milestones.map((each, i) => (i === 1 ? { ...each, dueOn: finishBy } : each))
  return { ...project, milestones, finishBy }
}

/** In the page: names over the bars that stand on each other, or outside their line. */
const LABELS_IN_THE_WAY = `(() => {
  const wrong = []
  for (const line of document.querySelectorAll('.months')) {
    const edge = line.getBoundingClientRect()
    const all = [...line.children].map((name) => [name.textContent, name.getBoundingClientRect()])
    all.forEach(([text, box], i) => {
      if (box.left < edge.left - 0.5 || box.right > edge.right + 0.5) wrong.push(text + ' over the edge')
      if (box.top < edge.top - 0.5 || box.bottom > edge.bottom + 0.5) wrong.push(text + ' over the line')
      for (const [name, other] of all.slice(i + 1)) {
        const apart =
          box.right <= other.left + 0.5 || other.right <= box.left + 0.5 ||
          box.bottom <= other.top + 0.5 || other.bottom <= box.top + 0.5
        if (!apart) wrong.push(text + ' on ' + name)
      }
    })
  }
  return wrong
})()`
