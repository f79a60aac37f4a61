/** A deputy's phone where there is no network: the page opens, knows whose it is, and sends once, as that person only. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { silentLog } from '../../src/http/log.ts'
import { startServer } from '../../src/server.ts'
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
const CONTACTS = '**/api/intake/contacts/*'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const notice = (page: Page) => page.locator('.notice')

const pageKept = (page: Page) =>
  page.waitForFunction(
    'navigator.serviceWorker.getRegistration("/staff").then((found) => found?.active != null)',
  )

const stored = (page: Page): Promise<Record<string, unknown[]>> =>
  page.evaluate(`(async () => {
    const db = await new Promise((resolve) => {
      const opening = indexedDB.open('piaojue-staff')
      opening.onsuccess = () => resolve(opening.result)
    })
    const all = {}
    for (const name of db.objectStoreNames) {
      all[name] = await new Promise((resolve) => {
        const asked = db.transaction(name).objectStore(name).getAll()
        asked.onsuccess = () => resolve(asked.result)
      })
    }
    db.close()
    return all
  })()`)

const cached = (page: Page): Promise<string[]> =>
  page.evaluate(`(async () => {
    const addresses = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) addresses.push(new URL(request.url).pathname)
    }
    return addresses
  })()`)

async function enter(page: Page, i: number): Promise<void> {
  await signIn(page, { username: `deputy${i}`, password: PASSWORD } as Parameters<typeof signIn>[1])
  await button(page, zh.finish).waitFor()
  await pageKept(page)
}

describe.runIf(browser !== undefined)('a deputy’s phone without a network', () => {
  let served: ServedHall
  let phone: Tablet
  let closeAgain: (() => Promise<void>) | undefined
  let residents = 100

  beforeAll(async () => {
    served = await serveHall()
    const { api } = served.hall.secretary.client
    const { deputies } = await done(api.people.deputies.$get())
    await done(api.intake.grids.$post({ json: { grids: [{ path: ['南片', '玄真社区'] }] } }))
    await done(api.intake.stations.$post({ json: { name: '玄真社区联络站', place: '玄真路1号' } }))
    for (const i of [0, 1]) {
      const json = {
        username: `deputy${i}`,
        name: `代表${i + 1}`,
        password: PASSWORD,
        role: 'deputy' as const,
        deputyId: present(deputies[i]).id,
      }
      await done(api.people.staff.$post({ json }))
    }
    phone = await newTablet(browser!)
    await opened(phone.page)
    await enter(phone.page, 0)
  })
  afterAll(async () => {
    await closeAgain?.()
    await served.close()
  })

  async function opened(page: Page): Promise<Page> {
    page.setDefaultTimeout(30_000)
    await page.setViewportSize(PHONE)
    await page.goto(`${served.url}/staff`)
    return page
  }

  const newPage = async () => opened(await phone.context.newPage())

  /** Fills in the least that a contact needs; gives what it is known by. */
  async function record(page: Page): Promise<number> {
    residents += 1
    await label(page, zh.residents).fill(String(residents))
    await button(page, zh.finish).click()
    await page
      .locator('.outbox > li')
      .filter({ hasText: zh.summary(residents, 0) })
      .waitFor()
    return residents
  }

  /** As often as the service has it. */
  async function arrived(count: number): Promise<number> {
    const rows = await served.server.ctx.db
      .selectFrom('contacts')
      .select('id')
      .where('residents', '=', count)
      .execute()
    return rows.length
  }

  test('only the page and its files are kept, and the page that votes is out of its reach', async () => {
    const { page } = phone
    const addresses = await cached(page)
    expect(addresses).toContain('/staff')
    expect(addresses.some((each) => each.startsWith('/assets/contacts-'))).toBe(true)
    expect(addresses.filter((each) => each !== '/staff' && !each.startsWith('/assets/'))).toEqual([])
    expect(addresses.filter((each) => /voter|seal-worker|teller|views/.test(each))).toEqual([])
    const wider = `navigator.serviceWorker.register('/staff/worker.js', { scope: SCOPE }).then(() => 'kept', (error) => error.name)`
    for (const scope of ['/', '/vote'])
      expect(await page.evaluate(wider.replace('SCOPE', JSON.stringify(scope)))).toBe('SecurityError')
    const voter = await phone.context.newPage()
    await voter.goto(`${served.url}/vote`)
    expect(
      await voter.evaluate(
        `navigator.serviceWorker.getRegistration('/vote').then((found) => found === undefined && navigator.serviceWorker.controller === null)`,
      ),
    ).toBe(true)
    await voter.close()
  })

  test('the page is closed, opens again without a network, and what is entered arrives once', async () => {
    await phone.page.close()
    await phone.context.setOffline(true)
    const page = await newPage()
    await notice(page).getByText('代表1').waitFor()
    await button(page, zh.finish).waitFor()
    expect(await label(page, zh.station).locator('option').allInnerTexts()).toEqual(['玄真社区联络站'])
    const count = await record(page)
    await page.getByText(zh.waiting(1)).waitFor()
    await page.getByText(zh.onPhone).click()
    await page.getByText(zh.onPhoneUnsent(1)).waitFor()
    await page.getByText(zh.onPhonePage).waitFor()
    expect(await inspect(page, 'contacts-opened-offline', LOOKS)).toEqual([])
    // Once more, to be sure of it.
    await page.reload()
    await page.getByText(zh.waiting(1)).waitFor()
    expect(await arrived(count)).toBe(0)
    await phone.context.setOffline(false)
    await page.getByText(zh.allSent).waitFor()
    await notice(page).waitFor({ state: 'detached' })
    expect(await arrived(count)).toBe(1)
    await page.close()
  })

  test('with a network the service’s own page is shown, whatever is kept', async () => {
    const page = await newPage()
    await button(page, zh.finish).waitFor()
    const tamper = `(async () => {
      const [name] = (await caches.keys()).filter((each) => each.startsWith('piaojue-staff-'))
      const cache = await caches.open(name)
      const before = await (await cache.match('/staff')).text()
      await cache.put('/staff', new Response(TEXT ?? before, { headers: { 'content-type': 'text/html' } }))
      return before
    })()`
    const before = await page.evaluate<string>(tamper.replace('TEXT', "'<h1>kept</h1>'"))
    await page.reload()
    await button(page, zh.finish).waitFor()
    await phone.context.setOffline(true)
    await page.reload()
    await page.getByRole('heading', { name: 'kept' }).waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
    await page.evaluate(tamper.replace('TEXT', JSON.stringify(before)))
    await phone.context.setOffline(false)
    await page.close()
  })

  test('a page that is older than the service’s sends nothing, and is exchanged without losing what is typed', async () => {
    const page = await newPage()
    await button(page, zh.finish).waitFor()
    await page.route('**/staff', (route) =>
      route.request().resourceType() === 'fetch'
        ? route.fulfill({ body: '<script src="/assets/staff-newer.js"></script>' })
        : route.continue(),
    )
    const count = await record(page)
    // Nothing is being typed: it is exchanged at once, and is still older.
    await notice(page).getByText(zh.newer).waitFor()
    expect(await arrived(count)).toBe(0)
    await label(page, zh.residents).fill('77')
    await expect.poll(async () => JSON.stringify((await stored(page))['drafts'])).toContain('77')
    expect(await inspect(page, 'contacts-newer', LOOKS)).toEqual([])
    await page.unroute('**/staff')
    await button(page, zh.takeNewer).click()
    await page.getByText(zh.allSent).waitFor()
    expect(await arrived(count)).toBe(1)
    expect(await label(page, zh.residents).inputValue()).toBe('77')
    await label(page, zh.residents).fill('')
    await page.close()
  })

  test('two windows send what waits once', async () => {
    const [one, two] = [await newPage(), await newPage()]
    await button(two, zh.finish).waitFor()
    let puts = 0
    let open = false
    await phone.context.route(CONTACTS, async (route) => {
      if (!open) return route.abort()
      puts += 1
      await new Promise((resolve) => setTimeout(resolve, 500))
      return route.continue()
    })
    await button(one, zh.finish).waitFor()
    const count = await record(one)
    // The other window knows of it by itself.
    await two.getByText(zh.waiting(1)).waitFor()
    open = true
    await Promise.all([one, two].map((page) => page.evaluate(`dispatchEvent(new Event('online'))`)))
    await one.getByText(zh.allSent).waitFor()
    await two.getByText(zh.allSent).waitFor()
    expect(puts).toBe(1)
    expect(await arrived(count)).toBe(1)
    await phone.context.unroute(CONTACTS)
    await two.close()
    await one.close()
  })

  test('a reload in the midst of sending: it is sent again and recorded once', async () => {
    const page = await newPage()
    await button(page, zh.finish).waitFor()
    let reached: (() => void) | undefined
    const sent = new Promise<void>((resolve) => {
      reached = resolve
    })
    await page.route(CONTACTS, async (route) => {
      await route.fetch()
      reached?.()
      // The answer never comes.
    })
    const count = await record(page)
    await sent
    await page.unroute(CONTACTS)
    await page.reload()
    await page.getByText(zh.allSent).waitFor()
    expect(await arrived(count)).toBe(1)
    await page.close()
  })

  test('the service stops and starts again: the page opens meanwhile, and sends afterwards', async () => {
    const port = new URL(served.url).port
    const { config } = served.server.ctx
    await served.server.close()
    const page = await newPage()
    await notice(page).getByText('代表1').waitFor()
    residents += 1
    await label(page, zh.residents).fill(String(residents))
    await button(page, zh.finish).click()
    await page.getByText(zh.waiting(1)).waitFor()
    const again = await startServer({ config: { ...config, port: Number(port) }, log: silentLog })
    closeAgain = () => again.close()
    served = { ...served, server: again }
    await page.getByText(zh.allSent).waitFor()
    expect(await arrived(residents)).toBe(1)
    await page.close()
  })

  test('where the session has ended meanwhile, it is sent only when the same person signs in', async () => {
    await phone.context.setOffline(true)
    const page = await newPage()
    await notice(page).waitFor()
    const count = await record(page)
    await served.server.ctx.db.deleteFrom('sessions').execute()
    await phone.context.setOffline(false)
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await arrived(count)).toBe(0)
    // Somebody else takes the phone.
    await dialog.getByLabel(WORDS.zh.signIn.username, { exact: true }).fill('deputy1')
    await dialog.getByLabel(WORDS.zh.signIn.password, { exact: true }).fill(PASSWORD)
    await dialog.getByRole('button', { name: WORDS.zh.signIn.button, exact: true }).click()
    await page.getByText(zh.none).waitFor()
    await page.getByText('代表2').first().waitFor()
    expect(await arrived(count)).toBe(0)
    await button(page, WORDS.zh.signOut).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await enter(page, 0)
    await page.getByText(zh.allSent).waitFor()
    expect(await arrived(count)).toBe(1)
    await page.close()
  })

  test('signing out wipes what was kept; what was not sent is deleted only if that is chosen', async () => {
    const page = await newPage()
    await button(page, zh.finish).waitFor()
    await page.route(CONTACTS, (route) => route.abort())
    await record(page)
    await page.getByText(zh.waiting(1)).waitFor()
    await button(page, WORDS.zh.signOut).click()
    await button(page, phoneWords.leave).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await expect.poll(async () => (await stored(page))['people']).toEqual([])
    const left = await stored(page)
    expect(left['lists']).toEqual([])
    expect(left['contacts']).toHaveLength(1)
    await expect.poll(() => cached(page)).toEqual([])
    await enter(page, 0)
    await page.getByText(zh.waiting(1)).waitFor()
    await button(page, WORDS.zh.signOut).click()
    await page.getByText(phoneWords.notMine).click()
    expect(await inspect(page, 'contacts-leave-delete', LOOKS)).toEqual([])
    await button(page, phoneWords.deleteAndLeave).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await expect.poll(async () => (await stored(page))['contacts']).toEqual([])
    await page.close()
  })

  test('signed out without a network: nobody is known on the phone, and the service hears it later', async () => {
    const page = await newPage()
    await enter(page, 0)
    await phone.context.setOffline(true)
    await button(page, WORDS.zh.signOut).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await expect.poll(async () => (await stored(page))['people']).toEqual([{ key: 'leaving' }])
    await phone.context.setOffline(false)
    await page.reload()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    expect((await stored(page))['people']).toEqual([])
    await page.reload()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await page.close()
    expect(phone.faults).toEqual([])
  })
})
