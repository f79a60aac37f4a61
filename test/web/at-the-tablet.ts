/** Somebody at a tablet: finds everything by what it is and what it says, as a person or a screen reader would. */
import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { en } from '../../src/web/voter/strings.en.ts'
import { zh, type Words } from '../../src/web/voter/strings.zh.ts'
import type { Code } from '../../src/protocol/index.ts'
import { newTablet } from '../support/browser.ts'

export const WORDS = { zh, en }
export type Language = keyof typeof WORDS

/** A ballot takes a moment to be sealed, and this machine may be busy with other tests. */
const MS_MAX = 30_000

export class AtTheTablet {
  readonly page: Page
  readonly url: string
  readonly words: Words
  readonly #language: Language

  constructor(page: Page, url: string, language: Language = 'zh') {
    this.page = page
    this.url = url
    this.words = WORDS[language]
    this.#language = language
    page.setDefaultTimeout(MS_MAX)
  }

  /** Opens the page, by the card's address if there is a card. */
  async open(code?: Code): Promise<void> {
    const query = this.#language === 'en' ? '?lang=en' : ''
    await this.page.goto(`${this.url}/vote${query}${code === undefined ? '' : `#${code}`}`)
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name, exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  option(name: string): Locator {
    return this.page.getByRole('checkbox', { name })
  }

  field(): Locator {
    return this.page.getByRole('textbox', { name: this.words.cardField })
  }

  async sees(heading: string): Promise<void> {
    await this.heading(heading).waitFor()
  }

  async type(code: string): Promise<void> {
    await this.field().fill(code)
    await this.button(this.words.cardGo).click()
  }

  async choose(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.option(name).check()
  }

  /** The review stands, and the tablet has committed to it: the seal code. */
  async sealed(): Promise<string> {
    await this.sees(this.words.reviewHeading)
    await this.page.getByRole('button', { name: this.words.checkTablet, disabled: false }).waitFor()
    return this.page.locator('.seal-code code').innerText()
  }

  /** From the marked ballot to the review and into the box. */
  async cast(): Promise<void> {
    await this.button(this.words.check).click()
    await this.sees(this.words.reviewHeading)
    await this.button(this.words.cast).click()
  }

  /** The page has cleared itself: ready for the next person, in Chinese again. */
  async cleared(): Promise<void> {
    await this.sees(zh.cardHeading)
  }

  /** The receipt's tracker, once the page says that the ballot is in the box. */
  async receipt(): Promise<string> {
    await this.sees(this.words.inBoxHeading)
    return (await this.page.getByRole('definition').first().innerText()).replaceAll(/\s/g, '')
  }

  /** The seal code beside the receipt. */
  async sealCodeInBox(): Promise<string> {
    await this.sees(this.words.inBoxHeading)
    return (await this.page.getByRole('definition').nth(1).innerText()).replaceAll(/\s/g, '')
  }
}

/** Runs a test at a tablet of its own; whatever the page did wrong fails it. */
export async function atATablet(
  { browser, url, language = 'zh' }: { browser: Browser | undefined; url: string; language?: Language },
  work: (voter: AtTheTablet, page: Page) => Promise<void>,
): Promise<void> {
  const { context, page, faults } = await newTablet(browser as Browser)
  try {
    await work(new AtTheTablet(page, url, language), page)
    expect(faults).toEqual([])
  } finally {
    await context.close()
  }
}

/** Runs in the page; a text, because the tests are compiled for Node, which knows neither documents nor storages. */
const READ_STORES = `(async () => {
  const rows = async (name) => {
    const db = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const reading = [...db.objectStoreNames].map((store) => db.transaction(store).objectStore(store).getAll())
    const results = reading.map((request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result))))
    const read = (await Promise.all(results)).flat()
    db.close()
    return read
  }
  const databases = await indexedDB.databases()
  // Bytes as a text, so that something can be looked for in them.
  const plain = (key, value) => (ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value)
  return JSON.stringify({
    databases: (await Promise.all(databases.map(({ name }) => rows(name)))).flat(),
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookie: document.cookie,
    caches: 'caches' in globalThis ? await caches.keys() : [],
  }, plain)
})()`

/** Everything that a page has kept on the device: databases with their content, storages, cookies, caches. */
export function keptOnDevice(page: Page): Promise<string> {
  return page.evaluate<string>(READ_STORES)
}

export const NOTHING_KEPT = JSON.stringify({ databases: [], local: {}, session: {}, cookie: '', caches: [] })

/** Every address in the history of the tab. */
export async function historyOf(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  const { entries } = await devtools.send('Page.getNavigationHistory')
  await devtools.detach()
  return entries.map(({ url }) => url)
}

/** All that the page shows or holds: text, attributes, and what stands in fields. */
export function documentOf(page: Page): Promise<string> {
  return page.evaluate<string>(
    `document.documentElement.outerHTML +
      [...document.querySelectorAll('input')].map((field) => field.value + '|' + field.checked).join()`,
  )
}
