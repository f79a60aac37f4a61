/** Attachments of a dossier: sent by the department, frozen with the list, saved by anybody. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import type { Dossier } from '../../src/order/model.ts'
import { zh as publicWords } from '../../src/web/public/strings.zh.ts'
import { zh as department } from '../../src/web/staff/department/strings.zh.ts'
import { en } from '../../src/web/staff/meeting/strings.en.ts'
import { zh } from '../../src/web/staff/meeting/strings.zh.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { officeOf, pdfOf, photoOf } from '../support/files.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk, signIn } from './at-the-desk.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 390, height: 844 }
const LAPTOP = { width: 1280, height: 800 }
const LOOKS = { fullPage: true, sizes: [PHONE, LAPTOP] }
const WORDS = zh.attachments
const PLAN = pdfOf('the plan')
const DOSSIER: Dossier = {
  name: '村道路灯亮化',
  category: '交通出行',
  content: '新装太阳能路灯 560 盏。',
  place: '全镇 11 个村',
  responsibleUnit: '镇城建办',
  budgetFen: 98_000_000,
  finishBy: '2026-09-30',
}

const chooser = (page: Page, name: string = WORDS.choose) => page.getByLabel(name, { exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const title = (page: Page, n: number) => page.getByLabel(WORDS.title(n), { exact: true })
const files = (...named: readonly (readonly [name: string, bytes: Uint8Array])[]) =>
  named.map(([name, bytes]) => ({ name, mimeType: 'application/x-anything', buffer: Buffer.from(bytes) }))

/** What a department's page keeps on this device. */
const draftsOn = (page: Page): Promise<string> =>
  page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('piaojue-department')
    opening.onsuccess = () => {
      const asked = opening.result.transaction('drafts').objectStore('drafts').getAll()
      asked.onsuccess = () => (opening.result.close(), resolve(JSON.stringify(asked.result)))
    }
  })`)

describe.runIf(browser !== undefined)('attachments of a dossier', { timeout: 240_000 }, () => {
  let served: ServedHall
  let phone: Tablet
  let cycleId = ''
  let proposalId = ''
  const api = () => served.hall.secretary.client.api.order.cycles[':id']

  beforeAll(async () => {
    served = await serveHall()
    const { order, people } = served.hall.secretary.client.api
    const account = {
      username: 'chengjian',
      name: '镇城建办',
      password: 'a long password',
      role: 'department',
    } as const
    const { id: departmentId } = await done(people.staff.$post({ json: account }))
    const rule = {
      seats: 1,
      ratio: '0%',
      ratioBasis: 'of-seats',
      rounding: 'up',
      marking: 'choose',
      majority: 'over-half-of-all-deputies',
      tie: 'revote',
    } as const
    cycleId = (await done(order.cycles.$post({ json: { year: 2026, rule } }))).id
    const param = { id: cycleId }
    const adopt = served.hall.presidium.client.api.order.cycles[':id'].rule.adopt
    await done(adopt.$post({ param, json: { for: 9, against: 0, abstain: 0 } }))
    proposalId = (await done(api().proposals.$post({ param, json: { dossier: DOSSIER, demandIds: [] } }))).id
    const one = api().proposals[':proposalId']
    await done(one.department.$put({ param: { id: cycleId, proposalId }, json: { departmentId } }))
    phone = await newTablet(browser!)
    await phone.page.setViewportSize(PHONE)
    phone.page.setDefaultTimeout(60_000)
    await phone.page.goto(`${served.url}/staff`)
    await signIn(phone.page, account)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  test('are sent as they are chosen, named, taken out again, and belong to it once it is saved', async () => {
    const { page } = phone
    await page.goto(`${served.url}/staff#/dossier/${cycleId}/${proposalId}`)
    const sheet = officeOf('xlsx')
    await chooser(page).setInputFiles(files(['路灯布点图.pdf', PLAN], ['造价.xlsx', sheet]))
    await title(page, 2).waitFor()
    expect(await title(page, 1).inputValue()).toBe('路灯布点图')
    await title(page, 1).fill('路灯布点图（征求意见后）')
    await page.getByRole('button', { name: new RegExp(`^${WORDS.remove}.*造价$`) }).click()
    await expect.poll(() => title(page, 2).count()).toBe(0)

    // What the service does not take is said, and what was there stays.
    await chooser(page).setInputFiles(
      files(['宏.docx', officeOf('docx', { name: 'word/vbaProject.bin', data: 'x' })]),
    )
    await page.getByRole('alert').filter({ hasText: '文件里有宏或控件' }).waitFor()
    expect(await title(page, 1).inputValue()).toBe('路灯布点图（征求意见后）')
    expect(await page.getByRole('alert').filter({ hasText: '“宏.docx”' }).count()).toBe(1)
    expect(await inspect(page, 'attachments-form', LOOKS)).toEqual([])

    await chooser(page).setInputFiles(files(['现场.jpg', await photoOf()]))
    await title(page, 2).waitFor()
    await page.getByRole('button', { name: department.dossier.save, exact: true }).click()
    await page.getByText(department.dossier.saved(2)).waitFor()
    const links = page.getByRole('list', { name: '附件' }).getByRole('link')
    await expect.poll(() => links.allTextContents()).toEqual(['路灯布点图（征求意见后）', '现场'])
    const saved = await done(api().proposals[':proposalId'].$get({ param: { id: cycleId, proposalId } }))
    expect(saved.files.map(({ kind }) => kind).toSorted()).toEqual(['jpeg', 'pdf'])
    expect(phone.faults).toEqual([])
  })

  test('a form is not saved while one is on its way', async () => {
    const { page } = phone
    const waiting: (() => void)[] = []
    await page.route('**/attachments/*', async (route) => {
      if (route.request().method() === 'PUT') await new Promise<void>((resolve) => waiting.push(resolve))
      await route.continue()
    })
    await chooser(page).setInputFiles(files(['预算.pdf', pdfOf('the budget')]))
    await page.getByText(WORDS.sending(1, 1)).waitFor()
    await page.getByText(WORDS.wait).first().waitFor()
    // What was typed is kept; of the file that cannot be said.
    await title(page, 1).fill('路灯布点图（定稿）')
    await expect.poll(() => draftsOn(page)).toContain('路灯布点图（定稿）')
    expect(await page.getByText(department.dossier.draftKept).count()).toBe(0)
    await title(page, 1).fill('路灯布点图（征求意见后）')
    const save = page.getByRole('button', { name: department.dossier.save, exact: true })
    expect(await save.getAttribute('aria-disabled')).toBe('true')
    for (const go of waiting) go()
    await title(page, 3).waitFor()
    await page.unroute('**/attachments/*')
    await save.click()
    await page.getByText(department.dossier.saved(3)).waitFor()
  })

  test('a file that is refused stops no other; those beyond ten are named', async () => {
    const { page } = phone
    await chooser(page).setInputFiles(
      files(
        ['第四.pdf', pdfOf('4')],
        ['空的.pdf', new Uint8Array([1, 2, 3])],
        // The same as one that is there: no room is needed for it.
        ['预算又一份.pdf', pdfOf('the budget')],
        ...[5, 6, 7, 8, 9, 10, 11, 12].map((n) => [`第 ${n}.pdf`, pdfOf(String(n))] as const),
      ),
    )
    const alert = page.getByRole('alert').filter({ hasText: '“第 12.pdf”' })
    await alert.waitFor()
    const said = await alert.locator('p').allTextContents()
    expect(said).toHaveLength(3)
    expect(said[0]).toMatch(/^“空的\.pdf”没有加上：.{4}/)
    expect(said.slice(1)).toEqual([11, 12].map((n) => WORDS.notTaken(`第 ${n}.pdf`, WORDS.full(10))))
    expect(await title(page, 4).inputValue()).toBe('第四')
    expect(await title(page, 10).inputValue()).toBe('第 10')
    expect(await title(page, 11).count()).toBe(0)
    expect(await chooser(page).isDisabled()).toBe(true)
    expect(await inspect(page, 'attachments-full', LOOKS)).toEqual([])
    await page.getByText(department.dossier.draftKept).waitFor()
    await page.reload()
    await button(page, department.dossier.drop).click()
    await page.getByRole('dialog').getByRole('button', { name: department.dossier.drop }).click()
    await expect.poll(() => title(page, 4).count()).toBe(0)
  })

  test('are frozen with the list, and anybody saves them', async () => {
    const desk = await atDesk(browser!, served, 'secretary', `#/proposals/${cycleId}`)
    const { page } = desk
    const links = page.getByRole('list', { name: '附件' }).getByRole('link')
    await expect.poll(() => links.count()).toBe(3)
    expect(await inspect(page, 'attachments-proposal', LOOKS)).toEqual([])
    const param = { id: cycleId }
    await done(api().proposals[':proposalId'].list.$post({ param: { ...param, proposalId } }))
    const presidium = served.hall.presidium.client.api.order.cycles[':id']
    const { listDigest } = await done(presidium.$get({ param }))
    await done(presidium.review.$post({ param, json: { for: 7, against: 0, abstain: 0, listDigest } }))

    const citizen = await newTablet(browser!)
    await citizen.page.goto(`${served.url}/`)
    const shown = citizen.page.getByRole('list', { name: publicWords.attachmentsHeading }).getByRole('link')
    await shown.first().waitFor()
    expect(await shown.allTextContents()).toEqual(['路灯布点图（征求意见后）', '现场', '预算'])
    const address = new URL((await shown.first().getAttribute('href')) ?? '', served.url)
    const answer = await fetch(address)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PLAN)
    expect(await inspect(citizen.page, 'attachments-public', LOOKS)).toEqual([])
    expect([...desk.faults, ...citizen.faults]).toEqual([])
  })

  test('in English', async () => {
    const desk = await atDesk(browser!, served, 'secretary', `#/review/${cycleId}`)
    await desk.page.getByText('路灯布点图（征求意见后）；现场；预算').waitFor()
    expect(await inspect(desk.page, 'attachments-papers', { fullPage: true, sizes: [LAPTOP] })).toEqual([])
    const again = await done(
      served.hall.secretary.client.api.order.cycles.$post({
        json: {
          year: 2027,
          rule: {
            seats: 1,
            ratio: '0%',
            ratioBasis: 'of-seats',
            rounding: 'up',
            marking: 'choose',
            majority: 'none',
            tie: 'revote',
          },
        },
      }),
    )
    await desk.page.goto(`${served.url}/staff?lang=en#/proposals/${again.id}`)
    await desk.page.getByRole('button', { name: 'New proposal' }).click()
    await chooser(desk.page, en.attachments.choose).setInputFiles(files(['plan.pdf', PLAN]))
    await desk.page.getByLabel(en.attachments.title(1), { exact: true }).waitFor()
    expect(await inspect(desk.page, 'attachments-form-en', LOOKS)).toEqual([])
  })
})
