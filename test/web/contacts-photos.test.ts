/** Photos with a demand, from a deputy's phone: with a network or without, they arrive once, and stop nothing else. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { TooManyPhotosError } from '../../src/intake/errors.ts'
import { en } from '../../src/web/staff/contacts/strings.en.ts'
import { zh } from '../../src/web/staff/contacts/strings.zh.ts'
import { zh as phoneWords } from '../../src/web/staff/phone/strings.zh.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { photoOf, pixelOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { signIn, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 390, height: 844 }
const LOOKS = { fullPage: true, sizes: [PHONE] }
const PASSWORD = 'correct horse battery'
const PHOTOS = '**/api/intake/demands/*/photos/*'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const thumbs = (page: Page) => page.locator('.shots li img')

const ALL_SHOWN = `[...document.querySelectorAll('img.thumb')].every((img) => img.naturalWidth > 0)`

const several = (count: number) => Promise.all(Array.from({ length: count }, () => photoOf()))

describe.runIf(browser !== undefined)('photos on a deputy’s phone', () => {
  let served: ServedHall
  let phone: Tablet
  beforeAll(async () => {
    served = await serveHall()
    const { api } = served.hall.secretary.client
    const { deputies } = await done(api.people.deputies.$get())
    await done(api.intake.grids.$post({ json: { grids: [{ path: ['南片', '玄真社区'] }] } }))
    await done(api.intake.stations.$post({ json: { name: '玄真社区联络站', place: '玄真路1号' } }))
    const json = {
      username: 'deputy0',
      name: '代表1',
      password: PASSWORD,
      role: 'deputy' as const,
      deputyId: present(deputies[0]).id,
    }
    await done(api.people.staff.$post({ json }))
    phone = await newTablet(browser!)
    await phone.page.setViewportSize(PHONE)
    phone.page.setDefaultTimeout(30_000)
    await makeOlderStore(phone.page)
    await phone.page.goto(`${served.url}/staff`)
    await enter()
    await phone.page.waitForFunction(
      'navigator.serviceWorker.getRegistration("/staff").then((found) => found?.active != null)',
    )
  })
  afterAll(() => served.close())

  async function enter(): Promise<void> {
    const { page } = phone
    await signIn(page, { username: 'deputy0', password: PASSWORD } as Parameters<typeof signIn>[1])
    await button(page, zh.finish).waitFor()
  }

  /** As a phone has it that was used before there were photos. */
  async function makeOlderStore(page: Page): Promise<void> {
    await page.goto(`${served.url}/api/intake/demands`)
    await page.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open('piaojue-staff', 2)
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('contacts', { keyPath: 'id' }).put({ id: 'old', staffId: 'other', state: 'waiting' })
        for (const name of ['drafts', 'lists']) opening.result.createObjectStore(name, { keyPath: 'staffId' })
        opening.result.createObjectStore('people', { keyPath: 'key' })
      }
      opening.onsuccess = () => { opening.result.close(); resolve() }
    })`)
  }

  const stored = (store: 'contacts' | 'photos' | 'drafts'): Promise<Record<string, unknown>[]> =>
    phone.page.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open('piaojue-staff')
      opening.onsuccess = () => {
        const asked = opening.result.transaction('${store}').objectStore('${store}').getAll()
        asked.onsuccess = () => { opening.result.close(); resolve(asked.result) }
      }
    })`)

  /** A contact with one demand, as far as to its photos. */
  async function fill(text: string, words = zh): Promise<void> {
    const { page } = phone
    await label(page, words.residents).fill('1')
    await button(page, words.addDemand).click()
    await page.getByRole('button', { name: '教育', exact: true }).click()
    await label(page, words.text).fill(text)
  }

  async function choose(photos: readonly Uint8Array[], words = zh): Promise<void> {
    const files = photos.map((bytes, i) => ({
      name: `路灯${i + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: Buffer.from(bytes),
    }))
    await label(phone.page, words.addPhotos).setInputFiles(files)
  }

  async function demandWith(text: string) {
    const { api } = served.hall.secretary.client
    const { demands } = await done(api.intake.demands.$get({ query: { limit: '100' } }))
    const param = { id: present(demands.find((demand) => demand.text === text)).id }
    return done(api.intake.demands[':id'].$get({ param }))
  }

  async function bytesOf(demandId: string, photoId: string): Promise<Uint8Array> {
    const at = `/api/intake/demands/${demandId}/photos/${photoId}`
    const response = await served.hall.secretary.fetch(at)
    expect(response.status).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }

  test('the store of a phone that was in use before keeps what waits', async () => {
    expect(await stored('contacts')).toEqual([{ id: 'old', staffId: 'other', state: 'waiting' }])
    expect(await stored('photos')).toEqual([])
  })

  test('two are chosen at once, one is removed again, and the other arrives with its contact', async () => {
    const { page } = phone
    await fill('路灯不亮。')
    const [first, second] = [await photoOf({ width: 3000, height: 1500 }), await photoOf()]
    await choose([first, second])
    await button(page, zh.removePhoto(2)).waitFor()
    await expect.poll(() => page.evaluate(ALL_SHOWN)).toBe(true)
    expect((await present(await label(page, zh.addPhotos).boundingBox())).height).toBeGreaterThanOrEqual(46)
    expect(await inspect(page, 'contacts-photos-form', LOOKS)).toEqual([])
    await button(page, zh.removePhoto(2)).click()
    await expect.poll(() => thumbs(page).count()).toBe(1)
    await button(page, zh.finish).click()
    await page.getByText(zh.allSent).waitFor()
    const demand = await demandWith('路灯不亮。')
    expect(demand.photos).toMatchObject([{ width: 2048, height: 1024 }])
    expect(await stored('photos')).toEqual([])
    const shown = await bytesOf(demand.id, present(demand.photos[0]).id)
    const [red, green, blue] = await pixelOf(first, 10, 10)
    const pixel = await pixelOf(shown, 10, 10)
    for (const [i, value] of [red, green, blue].entries())
      expect(Math.abs(present(pixel[i]) - present(value))).toBeLessThan(12)
    // And is seen on the phone among the own demands.
    await page.getByRole('button', { name: `${zh.look} ${demand.number}` }).click()
    const small = page.getByRole('img', { name: zh.photo(1), exact: true })
    await small.waitFor()
    await expect.poll(() => page.evaluate(ALL_SHOWN)).toBe(true)
    expect(await inspect(page, 'contacts-photos-own-demand', LOOKS)).toEqual([])
  })

  test('without a network they outlive reloads, in the form and afterwards, and arrive once', async () => {
    const { page, context } = phone
    await context.setOffline(true)
    await fill('桥面破损。')
    await choose(await several(2))
    await button(page, zh.removePhoto(2)).waitFor()
    await page.reload()
    await button(page, zh.removePhoto(2)).waitFor()
    await expect.poll(() => page.evaluate(ALL_SHOWN)).toBe(true)
    await button(page, zh.finish).click()
    await page.getByText(zh.waiting(1)).waitFor()
    await page.getByText(zh.summary(1, 1) + zh.withPhotos(2)).waitFor()
    await page.getByText(zh.onPhone).click()
    await page.getByText(zh.onPhonePhotos(2)).waitFor()
    await page.reload()
    await page.getByText(zh.waiting(1)).waitFor()
    expect(await inspect(page, 'contacts-photos-offline', LOOKS)).toEqual([])
    // The first answer is lost on its way: it is sent again.
    const sent: string[] = []
    await page.route(PHOTOS, async (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      sent.push(route.request().url())
      if (sent.length > 1) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await context.setOffline(false)
    await expect.poll(() => sent.length).toBe(1)
    await page.getByText(zh.photosWaiting(2)).waitFor()
    await page.evaluate(`dispatchEvent(new Event('online'))`)
    await page.getByText(zh.allSent).waitFor()
    await page.unroute(PHOTOS)
    expect(sent).toHaveLength(3)
    expect(sent[1]).toBe(sent[0])
    const { id, photos } = await demandWith('桥面破损。')
    expect(photos.map((photo) => photo.id)).toEqual(sent.slice(1).map((url) => url.split('/').at(-1)))
    for (const photo of photos) await bytesOf(id, photo.id)
    expect(await stored('photos')).toEqual([])
  })

  test('six are the most, what is no photo is named, and clearing the form deletes them', async () => {
    const { page } = phone
    await fill('水管漏水。')
    await choose([...(await several(5)), new TextEncoder().encode('no photo')])
    await page.getByText(zh.photoUnreadable('路灯6.jpg')).waitFor()
    expect(await thumbs(page).count()).toBe(5)
    await choose(await several(3))
    await page.getByText(zh.photosTooMany(2)).waitFor()
    await page.getByText(zh.photosFull).waitFor()
    expect(await thumbs(page).count()).toBe(6)
    expect(await inspect(page, 'contacts-photos-six', LOOKS)).toEqual([])
    await button(page, zh.clear).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.clear, exact: true }).click()
    await expect.poll(() => stored('photos')).toEqual([])
    // A demand that is removed takes its own along.
    await fill('水管漏水。')
    await choose(await several(1))
    await button(page, zh.removePhoto(1)).waitFor()
    await button(page, zh.removeDemand(1)).click()
    await expect.poll(() => stored('photos')).toEqual([])
    await label(page, zh.residents).fill('')
  })

  test('one that the service refuses is shown with its sentence, and stops no contact', async () => {
    const { page } = phone
    await page.route(PHOTOS, (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    )
    await fill('井盖松动。')
    await choose(await several(1))
    await button(page, zh.removePhoto(1)).waitFor()
    await button(page, zh.finish).click()
    await page.getByText(zh.photosWaiting(1)).waitFor()
    const { id, number } = await demandWith('井盖松动。')
    for (const photo of await several(6)) {
      const at = `/api/intake/demands/${id}/photos/${sha256(photo)}`
      expect((await putBytes(served.hall.secretary, at, photo)).status).toBe(200)
    }
    await page.unroute(PHOTOS)
    await page.evaluate(`dispatchEvent(new Event('online'))`)
    await page.getByText(zh.photoOf(number)).waitFor()
    const [inChinese = ''] = new TooManyPhotosError(undefined, { photosMax: 6 }).title.split(' / ')
    await page.getByText(inChinese).waitFor()
    expect(await inspect(page, 'contacts-photos-refused', LOOKS)).toEqual([])
    await label(page, zh.residents).fill('8')
    await button(page, zh.finish).click()
    await page
      .locator('.outbox > .is-sent')
      .filter({ hasText: zh.summary(8, 0) })
      .waitFor()
    await page.getByText(zh.photosRefused(1)).waitFor()
    // Signing out asks about it.
    await button(page, WORDS.zh.signOut).click()
    await page.getByText(phoneWords.leaveText({ contacts: 0, photos: 1, drafts: 0 })).waitFor()
    expect(await inspect(page, 'contacts-photos-leave', LOOKS)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: WORDS.zh.leave, exact: true }).click()
    await button(page, `${zh.removeRefused} ${number}`).click()
    await page.getByText(zh.allSent).waitFor()
    expect(await stored('photos')).toEqual([])
    expect((await demandWith('井盖松动。')).photos).toHaveLength(6)
  })

  test('a phone without room says so, and loses nothing else', async () => {
    const { page } = phone
    await fill('树枝压线。')
    await choose(await several(1))
    await button(page, zh.removePhoto(1)).waitFor()
    // As a browser answers when the disk is full: how much it grants cannot be set from outside for sure.
    await page.evaluate(`
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }
    `)
    await choose(await several(1))
    await page.getByText(zh.noRoom).waitFor()
    expect(await inspect(page, 'contacts-photos-no-room', LOOKS)).toEqual([])
    await page.reload()
    await button(page, zh.removePhoto(1)).waitFor()
    expect(await label(page, zh.text).inputValue()).toBe('树枝压线。')
    expect(await thumbs(page).count()).toBe(1)
    await button(page, zh.finish).click()
    await expect.poll(() => stored('photos')).toEqual([])
    expect((await demandWith('树枝压线。')).photos).toHaveLength(1)
  })

  test('in English; and deleting what was not sent deletes them, too', async () => {
    const { page } = phone
    await page.goto(`${served.url}/staff?lang=en`)
    await button(page, en.finish).waitFor()
    await page.route('**/api/intake/contacts/*', (route) => route.abort())
    await fill('Bus stop.', en)
    await choose(await several(2), en)
    await button(page, en.removePhoto(2)).waitFor()
    expect(await inspect(page, 'contacts-photos-form-en', LOOKS)).toEqual([])
    await button(page, en.finish).click()
    await page.getByText(en.waiting(1)).waitFor()
    await page.goto(`${served.url}/staff`)
    await page.getByText(zh.waiting(1)).waitFor()
    await button(page, WORDS.zh.signOut).click()
    await page.getByText(phoneWords.leaveText({ contacts: 1, photos: 2, drafts: 0 })).waitFor()
    await button(page, phoneWords.leave).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    expect(await stored('photos')).toHaveLength(2)
    await enter()
    await page.getByText(zh.waiting(1)).waitFor()
    await button(page, WORDS.zh.signOut).click()
    await page.getByText(phoneWords.notMine).click()
    await button(page, phoneWords.deleteAndLeave).click()
    await page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await expect.poll(() => stored('photos')).toEqual([])
    expect((await stored('contacts')).map(({ id }) => id)).toEqual(['old'])
    expect(phone.faults).toEqual([])
  })
})
