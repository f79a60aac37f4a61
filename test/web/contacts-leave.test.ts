/** A deputy leaves a phone: nothing is left unasked, and nothing of an earlier session ends a later one. */
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { en as enContacts } from '../../src/web/staff/contacts/strings.en.ts'
import { zh } from '../../src/web/staff/contacts/strings.zh.ts'
import { en as enPhone } from '../../src/web/staff/phone/strings.en.ts'
import { zh as phoneWords } from '../../src/web/staff/phone/strings.zh.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { signIn, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 360, height: 740 }
const LOOKS = { fullPage: true, sizes: [PHONE] }
const PASSWORD = 'correct horse battery'
const SESSION = '**/api/people/session'
const DRAFT = { contacts: 0, photos: 0, drafts: 1 }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const signInPage = (page: Page) => page.getByRole('heading', { name: WORDS.zh.signIn.heading, exact: true })

/** How many rows each of the phone's stores has. */
const kept = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('piaojue-staff')
    opening.onsuccess = () => {
      const db = opening.result
      const counts = {}
      const reading = db.transaction([...db.objectStoreNames])
      for (const name of db.objectStoreNames)
        reading.objectStore(name).count().onsuccess = (event) => (counts[name] = event.target.result)
      reading.oncomplete = () => (db.close(), resolve(counts))
    }
  })`)

describe.runIf(browser !== undefined)('a deputy leaves a phone', { timeout: 120_000 }, () => {
  let served: ServedHall
  let phone: Tablet

  beforeAll(async () => {
    served = await serveHall()
    const { api } = served.hall.secretary.client
    const { deputies } = await done(api.people.deputies.$get())
    await done(api.intake.stations.$post({ json: { name: '玄真社区联络站', place: '玄真路1号' } }))
    await done(
      api.people.staff.$post({
        json: {
          username: 'deputy0',
          name: '代表1',
          password: PASSWORD,
          role: 'deputy',
          deputyId: present(deputies[0]).id,
        },
      }),
    )
    phone = await newTablet(browser!)
    phone.page.setDefaultTimeout(30_000)
    await phone.page.setViewportSize(PHONE)
    // The browser takes its time to keep the page.
    await phone.page.addInitScript(`{
      const register = navigator.serviceWorker.register.bind(navigator.serviceWorker)
      navigator.serviceWorker.register = (...given) =>
        new Promise((resolve) => addEventListener('slow-browser', () => resolve(register(...given))))
    }`)
    await phone.page.goto(`${served.url}/staff`)
    await enter()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  async function enter(): Promise<void> {
    await signIn(phone.page, { username: 'deputy0', password: PASSWORD } as Parameters<typeof signIn>[1])
    await button(phone.page, zh.finish).waitFor()
  }

  test('it is said as soon as the page is kept, and when it is not any more', async () => {
    const { page } = phone
    await page.getByText(zh.onPhone).click()
    await page.getByText(zh.onPhoneNoPage).waitFor()
    await page.evaluate(`dispatchEvent(new Event('slow-browser'))`)
    await page.getByText(zh.onPhonePage).waitFor()
    await page.evaluate(
      `navigator.serviceWorker.getRegistration('/staff').then((registered) => registered.unregister())`,
    )
    await page.getByText(zh.onPhoneNoPage).waitFor()
    expect(await page.getByText(zh.onPhonePage).count()).toBe(0)
  })

  test('what is not finished is counted, and it may be gone back to', async () => {
    const { page } = phone
    await label(page, zh.residents).fill('7')
    await expect.poll(async () => (await kept(page))['drafts']).toBe(1)
    await button(page, WORDS.zh.signOut).click()
    await page.getByText(phoneWords.leaveText(DRAFT)).waitFor()
    expect(await inspect(page, 'contacts-leave-draft', LOOKS)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: WORDS.zh.leave, exact: true }).click()
    expect(await label(page, zh.residents).inputValue()).toBe('7')
  })

  test('where the session has ended, who gives it up leaves as if signing out', async () => {
    const { page } = phone
    expect((await kept(page))['lists']).toBe(1)
    await served.server.ctx.db.deleteFrom('sessions').execute()
    await page.getByLabel(zh.state).selectOption('taken')
    const again = page.getByRole('dialog', { name: WORDS.zh.signIn.againHeading })
    await again.getByRole('button', { name: WORDS.zh.signIn.giveUp, exact: true }).click()
    const leave = page.getByRole('dialog', { name: phoneWords.leaveHeading })
    await leave.getByText(phoneWords.leaveText(DRAFT)).waitFor()
    await leave.getByRole('button', { name: WORDS.zh.leave, exact: true }).click()
    await leave.waitFor({ state: 'detached' })
    // Back where it was asked from.
    await again.getByRole('button', { name: WORDS.zh.signIn.giveUp, exact: true }).click()
    await leave.getByText(phoneWords.notMine).click()
    await leave.getByRole('button', { name: phoneWords.deleteAndLeave, exact: true }).click()
    await signInPage(page).waitFor()
    await expect.poll(() => kept(page)).toEqual({ contacts: 0, drafts: 0, lists: 0, people: 0, photos: 0 })
  })

  test('a sign-out on its way does not end the sign-in after it', async () => {
    const { page } = phone
    await enter()
    const held: Route[] = []
    const asked: string[] = []
    await page.route(SESSION, (route) => {
      asked.push(route.request().method())
      return route.request().method() === 'DELETE' ? void held.push(route) : route.continue()
    })
    await button(page, WORDS.zh.signOut).click()
    await signInPage(page).waitFor()
    await expect.poll(() => held.length).toBe(1)
    const entering = enter()
    await page.locator('form button[aria-busy="true"]').waitFor()
    expect(asked).not.toContain('POST')
    await Promise.all(held.map((route) => route.continue()))
    await entering
    expect(asked.filter((method) => method !== 'GET')).toEqual(['DELETE', 'POST'])
    await page.unroute(SESSION)
    await page.reload()
    await button(page, zh.finish).waitFor()
  })

  test('in English', async () => {
    const { page } = phone
    await page.goto(`${served.url}/staff?lang=en`)
    await label(page, enContacts.residents).fill('8')
    await expect.poll(async () => (await kept(page))['drafts']).toBe(1)
    await button(page, WORDS.en.signOut).click()
    await page.getByText(enPhone.leaveText(DRAFT)).waitFor()
    expect(await inspect(page, 'contacts-leave-draft-en', LOOKS)).toEqual([])
    expect(phone.faults).toEqual([])
  })
})
