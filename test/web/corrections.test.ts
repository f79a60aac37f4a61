/** The secretary puts a contact right, withdraws one that was recorded twice, and files a demand anew. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { systemNewId, today } from '../../src/context.ts'
import { en } from '../../src/web/staff/demands/strings.en.ts'
import { zh } from '../../src/web/staff/demands/strings.zh.ts'
import { inspect, launchBrowser } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk } from './at-the-desk.ts'

const { browser } = await launchBrowser()
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]
const TODAY = today({ now: () => new Date() })

describe.runIf(browser !== undefined)('corrections at the desk', () => {
  let served: ServedHall
  beforeAll(async () => {
    served = await serveHall()
  })
  afterAll(() => served.close())

  test.each([
    ['zh', zh],
    ['en', en],
  ] as const)('of a contact and of a demand, and a contact withdrawn (%s)', async (language, w) => {
    const { intake, people } = served.hall.secretary.client.api
    await done(intake.grids.$post({ json: { grids: [{ path: ['南片', `村${language}`] }] } }))
    const { deputies } = await done(people.deputies.$get())
    // Those of the other language are in the same list.
    const some = language === 'zh' ? 40 : 60
    const met = (residents: number, demands: number) => {
      const json = {
        channel: 'online' as const,
        heldOn: TODAY,
        deputyIds: [present(deputies[0]).id],
        residents,
        note: '原来的备注',
        demands: Array.from({ length: demands }, () => ({
          id: systemNewId(),
          category: '交通出行',
          text: '村口路灯不亮，请修一修。',
        })),
      }
      return done(intake.contacts[':id'].$put({ param: { id: systemNewId() }, json }))
    }
    const { page, context } = await atDesk(browser!, served, 'secretary', '#/records')
    page.setDefaultTimeout(15_000)
    if (language === 'en') await page.getByRole('button', { name: 'English', exact: true }).click()
    if (language === 'zh') await page.getByText(w.records.none).waitFor()
    const wrong = await met(some + 1, 1)
    const twice = await met(some + 2, 0)
    await page.reload()
    const record = (residents: number, demands: number) =>
      page.getByRole('article').filter({ hasText: w.records.summary(residents, demands) })

    const first = record(some + 1, 1)
    await first.getByRole('button', { name: w.records.correct }).click()
    const editing = page.getByRole('article').filter({ has: page.getByLabel(w.records.reason) })
    await editing.getByLabel(w.demand.takenAt.residents).fill(String(some + 3))
    await editing.getByLabel(w.demand.takenAt.deputies).fill('代表2、无此人')
    await editing.getByText(w.grids.unknown('无此人')).first().waitFor()
    await editing.getByLabel(w.demand.takenAt.deputies).fill('代表2、代表3')
    await editing.getByLabel(w.demand.facts.grid).selectOption({ label: `　村${language}` })
    await editing.getByLabel(w.records.reason).fill('人数和网格记错了。')
    expect(await inspect(page, `contact-correct-${language}`, { fullPage: true, sizes: SIZES })).toEqual([])
    await editing.getByRole('button', { name: w.records.save }).click()
    const corrected = record(some + 3, 1)
    await corrected.getByText(w.records.versions(1)).click()
    await corrected.getByText('人数和网格记错了。').waitFor()
    await corrected.getByText(`群众 ${some + 1} 人次`).waitFor()
    await corrected.getByText('代表2、代表3').waitFor()

    // With a demand it cannot be withdrawn; the one that was recorded twice can.
    await corrected.getByRole('button', { name: w.records.withdraw }).click()
    await corrected.getByLabel(w.records.reason).fill('试')
    await corrected.getByRole('button', { name: w.records.withdraw }).click()
    await corrected.getByText(language === 'zh' ? /收下了 1 条诉求/ : /demands were taken in it/).waitFor()
    const second = record(some + 2, 0)
    await second.getByRole('button', { name: w.records.withdraw }).click()
    await second.getByLabel(w.records.reason).fill('记了两次。')
    await second.getByRole('button', { name: w.records.withdraw }).click()
    await second.getByText(w.records.withdrawn, { exact: true }).waitFor()
    expect(await second.getByRole('button').count()).toBe(0)
    expect(await inspect(page, `contact-records-${language}`, { fullPage: true, sizes: SIZES })).toEqual([])
    const read = await done(intake.contacts[':id'].$get({ param: { id: twice.id } }))
    expect(read.withdrawn).toBe(true)

    const { id, number } = present(wrong.demands[0])
    await corrected.getByRole('link', { name: number }).click()
    // Of the demand: the list of contacts, where the same words stand, is gone by then.
    await page.getByText(w.records.correctDemand).click()
    await page.getByText(w.records.versions(1)).waitFor()
    await page.getByLabel(w.demand.facts.category).fill('养老服务')
    await page.getByLabel(w.demand.facts.place).fill('村口')
    expect(await inspect(page, `demand-correct-${language}`, { fullPage: true, sizes: SIZES })).toEqual([])
    await page.getByRole('button', { name: w.records.save }).click()
    await page.getByText('类别：交通出行 → 养老服务；地点：未填写 → 村口').waitFor()
    const demand = await done(intake.demands[':id'].$get({ param: { id } }))
    expect(demand).toMatchObject({ category: '养老服务', place: '村口', text: '村口路灯不亮，请修一修。' })
    await context.close()
  })
})
