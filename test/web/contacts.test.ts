/** A deputy's phone: a contact is recorded with a network or without, and arrives once. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { en } from '../../src/web/staff/contacts/strings.en.ts'
import { zh } from '../../src/web/staff/contacts/strings.zh.ts'
import { zh as phoneWords } from '../../src/web/staff/phone/strings.zh.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { signIn, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 390, height: 844 }
const LOOKS = { fullPage: true, sizes: [PHONE] }
const PASSWORD = 'correct horse battery'
const YEAR = { from: '2000-01-01', to: '2099-12-31' }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true })
const kept = (page: Page, state: keyof typeof zh.states) =>
  page.locator('.outbox > li').filter({ hasText: zh.states[state] })

describe.runIf(browser !== undefined)('a deputy’s phone', () => {
  let served: ServedHall
  let phone: Tablet
  let deputyIds: readonly string[]
  beforeAll(async () => {
    served = await serveHall()
    const { api } = served.hall.secretary.client
    deputyIds = (await done(api.people.deputies.$get())).deputies.map(({ id }) => id)
    const grids = [
      { path: ['北片', '飞水村'] },
      { path: ['南片', '玄真社区'], deputyIds: [present(deputyIds[0])] },
    ]
    await done(api.intake.grids.$post({ json: { grids } }))
    await done(api.intake.stations.$post({ json: { name: '玄真社区联络站', place: '玄真路1号' } }))
    for (const i of [0, 1]) {
      const json = {
        username: `deputy${i}`,
        name: `代表${i + 1}`,
        password: PASSWORD,
        role: 'deputy' as const,
        deputyId: present(deputyIds[i]),
      }
      await done(api.people.staff.$post({ json }))
    }
    phone = await newTablet(browser!)
    await phone.page.setViewportSize(PHONE)
    phone.page.setDefaultTimeout(30_000)
    await phone.page.goto(`${served.url}/staff`)
    await enter(0)
  })
  afterAll(() => served.close())

  async function enter(i: number): Promise<void> {
    await signIn(phone.page, { username: `deputy${i}`, password: PASSWORD } as Parameters<typeof signIn>[1])
    await phone.page.getByRole('heading', { name: zh.heading }).waitFor()
    await button(phone.page, zh.finish).waitFor()
  }

  const recorded = async () =>
    (await done(served.hall.secretary.client.api.intake.contacts.$get({ query: YEAR }))).contacts

  async function demand(number: number, category: string, text: string): Promise<string> {
    const { page } = phone
    await button(page, zh.addDemand).click()
    const fields = group(page, zh.demand(number))
    await fields.getByRole('button', { name: category, exact: true }).click()
    await fields.getByLabel(zh.text, { exact: true }).fill(text)
    return fields.locator('.code').innerText()
  }

  test('a reception with two demands is recorded, and a resident follows theirs with the code', async () => {
    const { page } = phone
    await label(page, zh.residents).fill('3')
    const code = await demand(1, '交通出行', '村口路灯不亮。')
    expect(code).toMatch(/^[1-9A-HJ-NP-Za-km-z]{4}(-[1-9A-HJ-NP-Za-km-z]{4}){2}$/)
    await demand(2, '教育', '学校门口没有斑马线。')
    const second = group(page, zh.demand(2))
    await second.getByText(zh.more).click()
    await second.getByLabel(zh.place, { exact: true }).fill('镇小学')
    await second.getByLabel(zh.name, { exact: true }).fill('张大爷')
    await second.getByLabel(zh.phone, { exact: true }).fill('138 0000 0000')
    await second.getByLabel(zh.address, { exact: true }).fill('玄真路 3 号')
    await second.getByLabel(zh.demandGrid, { exact: true }).selectOption('北片 / 飞水村')
    await page.getByText(zh.noteMore).click()
    await label(page, zh.note).fill('上午人多。')
    await page.getByText(zh.whenAndWho(zh.today, 0)).click()
    await page.getByText(zh.others).click()
    await label(page, '代表3').check()
    await label(page, '代表4').check()
    await button(page, zh.notPresent('代表4')).click()
    expect(await label(page, '代表4').isChecked()).toBe(false)
    expect(await inspect(page, 'contacts-form', LOOKS)).toEqual([])
    await button(page, zh.finish).click()
    await kept(page, 'sent').waitFor()
    await page.getByText(zh.allSent).waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(zh.outbox)
    expect(await inspect(page, 'contacts-sent', LOOKS)).toEqual([])

    const [contact, ...others] = await recorded()
    expect(others).toEqual([])
    expect(contact).toMatchObject({ channel: 'reception', residents: 3, note: '上午人多。' })
    expect(contact?.deputyIds.toSorted()).toEqual([deputyIds[0], deputyIds[2]].toSorted())
    await kept(page, 'sent').getByText(present(contact?.demands[1]).number).waitFor()
    const { api } = served.hall.secretary.client
    const param = { id: present(contact?.demands[1]).id }
    const { resident, place, gridId } = await done(api.intake.demands[':id'].$get({ param }))
    expect({ resident, place }).toEqual({
      resident: { name: '张大爷', phone: '138 0000 0000', address: '玄真路 3 号' },
      place: '镇小学',
    })
    const { grids } = await done(api.intake.grids.$get())
    expect(grids.find(({ id }) => id === gridId)?.name).toBe('飞水村')
    const followed = await done(api.intake['follow-up'].$post({ json: { code } }))
    expect(followed.text).toBe('村口路灯不亮。')
    // Who the resident is does not stay on the phone.
    expect(JSON.stringify(await onPhone('contacts'))).not.toContain('张大爷')
  })

  function onPhone(store: 'contacts' | 'drafts'): Promise<unknown> {
    return phone.page.evaluate(
      `new Promise((resolve) => {
        const opening = indexedDB.open('piaojue-staff')
        opening.onsuccess = () => {
          const asked = opening.result.transaction('${store}').objectStore('${store}').getAll()
          asked.onsuccess = () => { opening.result.close(); resolve(asked.result) }
        }
      })`,
    )
  }

  test('a visit begins in the deputy’s own grid', async () => {
    const { page } = phone
    await label(page, zh.residents).waitFor()
    await page.getByRole('radio', { name: zh.channels.visit }).check()
    const grids = await label(page, zh.grid).locator('option').allInnerTexts()
    expect(grids[0]).toBe(zh.own('南片 / 玄真社区'))
    expect(grids).toContain('北片 / 飞水村')
    const chosen = () => label(page, zh.grid).locator('option:checked').innerText()
    expect(await chosen()).toBe(grids[0])
    // A contact online needs no grid, a visit does.
    await page.getByRole('radio', { name: zh.channels.online }).check()
    await label(page, zh.grid).selectOption(zh.anyGrid)
    await page.getByRole('radio', { name: zh.channels.visit }).check()
    await expect.poll(() => label(page, zh.grid).inputValue()).not.toBe('')
    expect(await chosen()).toBe(grids[0])
  })

  test('what is being filled in is there again after a reload', async () => {
    const { page } = phone
    await label(page, zh.residents).fill('7')
    const code = await demand(1, '其他', '还没有写完')
    await expect.poll(async () => JSON.stringify(await onPhone('drafts'))).toContain('还没有写完')
    await page.reload()
    await expect.poll(() => label(page, zh.residents).inputValue()).toBe('7')
    expect(await label(page, zh.text).inputValue()).toBe('还没有写完')
    expect(await group(page, zh.demand(1)).locator('.code').innerText()).toBe(code)
    await button(page, zh.clear).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.clear, exact: true }).click()
    await expect.poll(() => label(page, zh.residents).inputValue()).toBe('')
  })

  test('without a network two contacts wait on the phone, and arrive once when it is back', async () => {
    const { page, context } = phone
    const before = (await recorded()).length
    await context.setOffline(true)
    for (const residents of ['4', '5']) {
      await page.getByRole('radio', { name: zh.channels.visit }).check()
      await label(page, zh.residents).fill(residents)
      await demand(1, '环境卫生', `离线记下的第 ${residents} 条`)
      await button(page, zh.finish).click()
      await expect.poll(() => label(page, zh.residents).inputValue()).toBe('')
    }
    await page.getByText(zh.waiting(2)).waitFor()
    await expect.poll(() => kept(page, 'waiting').count()).toBe(2)
    await page.getByText(WORDS.zh.connectionLost).waitFor()
    expect(await inspect(page, 'contacts-offline', LOOKS)).toEqual([])
    expect(await recorded()).toHaveLength(before)
    await context.setOffline(false)
    await page.getByText(zh.allSent).waitFor()
    const after = await recorded()
    expect(after).toHaveLength(before + 2)
    expect(after.map(({ residents }) => residents)).toEqual(expect.arrayContaining([4, 5]))
  })

  test('an answer that was lost on the way: the same contact is sent again, and recorded once', async () => {
    const { page } = phone
    const before = (await recorded()).length
    let lost = 0
    await page.route('**/api/intake/contacts/*', async (route) => {
      await route.fetch()
      lost += 1
      await route.abort()
    })
    await label(page, zh.residents).fill('6')
    await button(page, zh.finish).click()
    await expect.poll(() => lost).toBeGreaterThan(0)
    await kept(page, 'waiting').waitFor()
    expect(await recorded()).toHaveLength(before + 1)
    await page.unroute('**/api/intake/contacts/*')
    await page.reload()
    await page.getByText(zh.allSent).waitFor()
    expect(await recorded()).toHaveLength(before + 1)
  })

  test('what waits stays with its account: signing out loses nothing and shows nothing', async () => {
    const { page } = phone
    const before = (await recorded()).length
    await page.route('**/api/intake/contacts/*', (route) => route.abort())
    await label(page, zh.residents).fill('8')
    await demand(1, '其他', '只有代表1看得到')
    await button(page, zh.finish).click()
    await kept(page, 'waiting').waitFor()
    await button(page, WORDS.zh.signOut).click()
    await page.getByText(phoneWords.leaveText({ contacts: 1, photos: 0, drafts: 0 })).waitFor()
    expect(await inspect(page, 'contacts-leave', LOOKS)).toEqual([])
    await button(page, WORDS.zh.leave).click()
    await kept(page, 'waiting').waitFor()
    await button(page, WORDS.zh.signOut).click()
    await button(page, phoneWords.leave).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await page.unroute('**/api/intake/contacts/*')
    await enter(1)
    await page.getByText(zh.none).waitFor()
    await page.getByText(zh.noDemands).waitFor()
    expect(await page.locator('.outbox > li').count()).toBe(0)
    expect(await recorded()).toHaveLength(before)
    await button(page, WORDS.zh.signOut).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await enter(0)
    await page.getByText(zh.allSent).waitFor()
    expect(await recorded()).toHaveLength(before + 1)
  })

  test('a demand is answered, opened again and settled, as far as its state allows', async () => {
    const { page } = phone
    await label(page, zh.state).selectOption(zh.demandStates.taken)
    const own = page.locator('.outbox > li').filter({ hasText: '学校门口没有斑马线。' })
    await own.getByRole('button', { name: zh.look }).click()
    await own.getByText('张大爷 138 0000 0000').waitFor()
    expect(await own.getByRole('button', { name: zh.acts.confirm }).count()).toBe(0)
    await own.getByRole('button', { name: zh.acts.answer }).click()
    await own.getByText('请填写').waitFor()
    await own.getByLabel(zh.said).fill('下周画线。')
    expect(await inspect(page, 'contacts-demand', LOOKS)).toEqual([])
    await own.getByRole('button', { name: zh.acts.answer }).click()
    // It is no longer among those that wait.
    await own.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(zh.demands)
    await label(page, zh.state).selectOption(zh.demandStates.answered)
    await own.getByRole('button', { name: zh.look }).click()
    await own.getByText('下周画线。').waitFor()
    await own.getByLabel(zh.said).fill('还没有画。')
    await own.getByRole('button', { name: zh.acts.reopen }).click()
    await own.waitFor({ state: 'detached' })
    await label(page, zh.state).selectOption(zh.allStates)
    await own.getByText(zh.demandStates.reopened, { exact: true }).waitFor()
    await own.getByRole('button', { name: zh.look }).click()
    await own.getByLabel(zh.said).fill('已经画好。')
    await own.getByRole('button', { name: zh.acts.answer }).click()
    await own.getByRole('button', { name: zh.acts.confirm }).click()
    await own.getByText(zh.demandStates.confirmed, { exact: true }).waitFor()
  })

  test('a contact that is refused says why, and is corrected', async () => {
    const { page, context } = phone
    const before = (await recorded()).length
    await context.setOffline(true)
    await label(page, zh.residents).fill('9')
    await button(page, zh.addDemand).click()
    const fields = group(page, zh.demand(1))
    await fields.getByLabel(zh.category, { exact: true }).fill('一个比二十个字还要长的类别名称服务不会收下来')
    await fields.getByLabel(zh.text, { exact: true }).fill('类别写得太长')
    await button(page, zh.finish).click()
    await page.getByText(zh.waiting(1)).waitFor()
    await context.setOffline(false)
    const back = kept(page, 'refused')
    await back.getByText(`${zh.demand(1)}，${zh.category}：最多 20 个字`).waitFor()
    await page.getByText(zh.refused(1)).waitFor()
    expect(await inspect(page, 'contacts-refused', LOOKS)).toEqual([])
    // What is in the form is not thrown away for it.
    await label(page, zh.residents).fill('1')
    await back.getByText(zh.first).waitFor()
    await label(page, zh.residents).fill('')
    await back.getByRole('button', { name: zh.correct }).click()
    await expect.poll(() => label(page, zh.residents).inputValue()).toBe('9')
    await fields.getByRole('button', { name: '其他', exact: true }).click()
    await button(page, zh.finish).click()
    await expect.poll(async () => (await recorded()).length).toBe(before + 1)
    await page.getByText(zh.allSent).waitFor()
  })

  test('who came along before is chosen with one press', async () => {
    const { page } = phone
    await page.reload()
    await page.getByText(zh.whenAndWho(zh.today, 0)).click()
    await group(page, zh.companions).getByRole('button', { name: '代表3' }).click()
    await page.getByText(zh.whenAndWho(zh.today, 1)).waitFor()
    await label(page, zh.residents).fill('2')
    await button(page, zh.finish).click()
    await expect
      .poll(async () => (await recorded()).find(({ residents }) => residents === 2)?.deputyIds.length)
      .toBe(2)
  })

  test('the contacts of a year stand by month, with what became of each demand, page by page', async () => {
    const { page } = phone
    const { api } = served.hall.secretary.client
    const thisYear = new Date().getFullYear()
    for (let i = 0; i < 23; i++) {
      const json = {
        channel: 'online' as const,
        heldOn: `${thisYear - 1}-${i < 15 ? '03' : '02'}-10`,
        deputyIds: [present(deputyIds[0])],
        residents: i,
        demands: i > 0 ? [] : [{ id: crypto.randomUUID(), category: '教育', text: '去年提的诉求。' }],
      }
      const param = { id: crypto.randomUUID() }
      await done(api.intake.contacts[':id'].$put({ param, json }))
      const withdrawal = { version: 0, reason: '记了两次。' }
      if (i === 22) await done(api.intake.contacts[':id'].withdraw.$post({ param, json: withdrawal }))
    }
    await page.reload()
    const list = page.locator('.contact-list > li')
    await list.filter({ hasText: '学校门口没有斑马线。' }).getByText(zh.demandStates.confirmed).waitFor()
    await label(page, zh.year).selectOption(String(thisYear - 1))
    await page.getByRole('heading', { name: zh.month(`${thisYear - 1}-03`), exact: true }).waitFor()
    await expect.poll(() => list.count()).toBe(20)
    expect(await inspect(page, 'contacts-year', LOOKS)).toEqual([])
    await button(page, zh.moreContacts).click()
    await expect.poll(() => list.count()).toBe(23)
    await page.getByRole('heading', { name: zh.month(`${thisYear - 1}-02`), exact: true }).waitFor()
    await list.filter({ hasText: '去年提的诉求。' }).getByText(`${zh.demandStates.taken}${zh.late}`).waitFor()
    await list.filter({ hasText: zh.withdrawn }).waitFor()
    expect(await button(page, zh.moreContacts).count()).toBe(0)
    await label(page, zh.year).selectOption(String(thisYear - 2))
    await page.getByText(zh.noContacts).waitFor()
  })

  test('in English', async () => {
    const { page, faults } = phone
    await page.goto(`${served.url}/staff?lang=en`)
    await page.getByRole('heading', { name: en.heading }).waitFor()
    await button(page, en.addDemand).click()
    await page.getByText(en.codeHint).waitFor()
    expect(await inspect(page, 'contacts-english', LOOKS)).toEqual([])
    expect(faults).toEqual([])
  })
})
