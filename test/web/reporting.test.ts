/** What a unit does for its projects on a phone: what is due, the plan, the reports with their pictures. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliveryWordsEn as deliveryEn } from '../../src/web/shared/delivery-words.en.ts'
import { deliveryWordsZh as delivery } from '../../src/web/shared/delivery-words.zh.ts'
import { en } from '../../src/web/staff/reporting/strings.en.ts'
import { zh } from '../../src/web/staff/reporting/strings.zh.ts'
import { ask } from '../support/ballots.ts'
import { inspect, launchBrowser, type Tablet } from '../support/browser.ts'
import { planOf, project, readProject } from '../support/delivery.ts'
import { present } from '../support/present.ts'
import { serveDelivery, type ServedDelivery } from '../support/served-delivery.ts'
import { button, label, LOOKS, phoneAt, signInUnit } from './at-the-unit.ts'

const { browser } = await launchBrowser()

describe.runIf(browser !== undefined)('a plan', { timeout: 240_000 }, () => {
  let served: ServedDelivery
  let phone: Tablet

  beforeAll(async () => {
    served = await serveDelivery({ names: ['路灯', '水渠'] })
    phone = await phoneAt(browser!, served)
  }, 120_000)
  afterAll(async () => {
    await phone.context.close()
    await served.close()
  })

  const row = (list: keyof typeof zh.plan.lists, n: number) =>
    phone.page.getByRole('group', { name: zh.plan.row(list, n), exact: true })

  test('is what the unit is reminded of when it signs in', async () => {
    const { page } = phone
    await signInUnit(page, served)
    await page.getByRole('heading', { name: zh.mine.heading }).waitFor()
    await page
      .getByText(delivery.due({ kind: 'plan', who: 'department' }, 1))
      .first()
      .waitFor()
    await page.getByText(delivery.noLight).first().waitFor()
    expect(await inspect(page, 'reporting-mine-unplanned', LOOKS)).toEqual([])
    await page.getByRole('link', { name: '路灯' }).click()
    await page.getByRole('heading', { name: zh.plan.heading }).waitFor()
    // What was voted is promised, and no field changes it.
    await page.getByText(zh.plan.votedHint).waitFor()
    await page.locator('.reporting').getByText('12 万元', { exact: true }).waitFor()
    expect(await label(page, delivery.fields.place).count()).toBe(0)
    expect(await inspect(page, 'reporting-plan-empty', LOOKS)).toEqual([])
  })

  test('is written row by row, survives a reload, and is saved with its sums', async () => {
    const { page } = phone
    await label(page, zh.plan.person).fill('王主任')
    await label(page, zh.plan.coUnits).fill('供电所\n镇城建办')
    for (const [n, name, weight, dueOn] of [
      [1, '设计', '30', '2026-04-30'],
      [2, '施工', '60', '2026-10-31'],
    ] as const) {
      await button(page, zh.plan.add('milestones')).click()
      await row('milestones', n).getByLabel(zh.plan.name).fill(name)
      await row('milestones', n).getByLabel(zh.plan.weight).fill(weight)
      await row('milestones', n).getByLabel(zh.plan.dueOn).fill(dueOn)
    }
    await page.getByText(zh.plan.weightsSum(90)).waitFor()
    await button(page, zh.plan.add('budget')).click()
    await row('budget', 1).getByLabel(zh.plan.name).fill('设备')
    await row('budget', 1).getByLabel(zh.plan.amount).fill('很多')
    await page.getByText(zh.plan.wrongRow({ list: 'budget', n: 1, lacks: 'amount' })).waitFor()
    expect(await button(page, zh.plan.save).getAttribute('aria-disabled')).toBe('true')
    await row('budget', 1).getByLabel(zh.plan.amount).fill('11.999999')
    await page.getByText(zh.plan.amountIs('119,999.99')).waitFor()
    await page.getByText(zh.plan.budgetSum('11.999999 万元', '12 万元', false)).waitFor()
    await page.getByText(zh.kept).waitFor()
    // Nobody has to be told of what is being typed.
    expect(await page.getByText(zh.plan.begun(0)).count()).toBe(0)
    await page.reload()
    await page.getByText(zh.plan.begun(0)).waitFor()
    expect(await row('milestones', 2).getByLabel(zh.plan.name).inputValue()).toBe('施工')
    expect(await row('budget', 1).getByLabel(zh.plan.amount).inputValue()).toBe('11.999999')
    await button(page, zh.plan.save).click()
    await page.getByText(zh.plan.saved(1)).waitFor()
    expect((await readProject(served.department, served.projectIds[0])).draft).toMatchObject({
      version: 1,
      plan: {
        unit: '镇政府',
        coUnits: ['供电所', '镇城建办'],
        milestones: [
          { name: '设计', weight: 30 },
          { name: '施工', weight: 60 },
        ],
        budget: [{ name: '设备', fen: 11_999_999 }],
      },
    })
    // A row without anything is no row.
    await button(page, zh.plan.add('criteria')).click()
    await row('milestones', 2).getByLabel(zh.plan.weight).fill('70')
    await row('budget', 1).getByLabel(zh.plan.amount).fill('12')
    await button(page, zh.plan.add('sources')).click()
    await row('sources', 1).getByLabel(zh.plan.name).fill('县级财政')
    await row('sources', 1).getByLabel(zh.plan.amount).fill('12')
    await page.getByText(zh.plan.lacks.criteria, { exact: true }).waitFor()
    await button(page, zh.plan.add('criteria')).click()
    await row('criteria', 2).getByLabel(zh.plan.criterion, { exact: true }).fill('全部亮灯')
    await page.getByText(zh.plan.complete).waitFor()
    expect(await inspect(page, 'reporting-plan', LOOKS)).toEqual([])
    await button(page, zh.plan.save).click()
    await page.getByText(zh.plan.saved(2)).waitFor()
  })

  test('that somebody else has saved meanwhile is not written over, and nothing typed is lost', async () => {
    const { page } = phone
    await label(page, zh.plan.person).fill('李主任')
    const { plan } = present((await readProject(served.department, served.projectIds[0])).draft)
    const body = { plan: { ...plan, criteria: planOf().criteria }, from: 2 }
    await ask(served.hall.secretary, `PUT ${project(served.projectIds[0])}/draft`, body)
    await button(page, zh.plan.save).click()
    await page.getByText(zh.plan.newer(3, [delivery.parts.person, delivery.parts.criteria])).waitFor()
    expect(await label(page, zh.plan.person).inputValue()).toBe('李主任')
    expect(await inspect(page, 'reporting-plan-newer', LOOKS)).toEqual([])
    await button(page, zh.plan.goOn).click()
    await button(page, zh.plan.save).click()
    await page.getByText(zh.plan.saved(4)).waitFor()
    const after = present((await readProject(served.department, served.projectIds[0])).draft)
    expect(after).toMatchObject({ version: 4, plan: { person: '李主任', criteria: [{ text: '全部亮灯' }] } })
    // What was typed and is not wanted is dropped.
    await label(page, zh.plan.person).fill('谁也不是')
    await button(page, zh.drop).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.drop }).click()
    await expect.poll(() => label(page, zh.plan.person).inputValue()).toBe('李主任')
  })

  test('reads in English, too', async () => {
    const { page } = phone
    await page.goto(`${served.url}/staff?lang=en#/`)
    await page.getByRole('heading', { name: en.mine.heading }).waitFor()
    await page
      .getByText(deliveryEn.due({ kind: 'plan', who: 'department' }, 1))
      .first()
      .waitFor()
    await page.getByRole('link', { name: '路灯' }).click()
    await page.getByRole('heading', { name: en.plan.heading }).waitFor()
    expect(await inspect(page, 'reporting-plan-en', LOOKS)).toEqual([])
    expect(phone.faults).toEqual([])
  })
})
