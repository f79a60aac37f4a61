/** Somebody who audits: finds everything by what it is and what it says, as a person or a screen reader would. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { en } from '../../src/web/auditor/strings.en.ts'
import { zh, type Words } from '../../src/web/auditor/strings.zh.ts'
import { newTablet } from '../support/browser.ts'

export const WORDS = { zh, en }
export type Language = keyof typeof WORDS

/** Proofs take a while, and this machine may be busy with other tests. */
const MS_MAX = 60_000

export interface TestFile {
  readonly name: string
  readonly bytes: Uint8Array | string
}

export class AtTheAudit {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: readonly string[]
  readonly words: Words
  readonly #address: string

  static async sitDown(browser: Browser, url: string, language: Language = 'zh'): Promise<AtTheAudit> {
    const { context, page, faults } = await newTablet(browser)
    page.setDefaultTimeout(MS_MAX)
    return new AtTheAudit(context, page, faults, url, language)
  }

  private constructor(
    context: BrowserContext,
    page: Page,
    faults: readonly string[],
    url: string,
    language: Language,
  ) {
    this.context = context
    this.page = page
    this.faults = faults
    this.words = WORDS[language]
    this.#address = `${url}/audit${language === 'en' ? '?lang=en' : ''}`
  }

  async open(fragment = ''): Promise<void> {
    await this.page.goto(this.#address + fragment)
    await this.page.getByRole('heading', { level: 1 }).waitFor()
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, exact: true })
  }

  text(text: string | RegExp): Locator {
    return this.page.getByText(text)
  }

  /** Chooses files with the button of this name. */
  async choose(button: string, ...files: readonly TestFile[]): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser')
    await this.button(button).click()
    await (
      await choosing
    ).setFiles(
      files.map(({ name, bytes }) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(bytes),
      })),
    )
  }

  /** Chooses archives and waits until every one of them has its verdict. */
  async verify(...files: readonly TestFile[]): Promise<void> {
    await this.choose(this.words.chooseFile, ...files)
    for (const { name } of files) await this.verdict(name).waitFor()
  }

  article(name: string): Locator {
    return this.page.getByRole('article').filter({ has: this.heading(name) })
  }

  /** The first that is said of an archive once it is known. */
  verdict(name: string): Locator {
    return this.article(name).getByRole('status').first()
  }

  /** Does it say this, and is this its verdict? */
  said(name: string): Promise<string> {
    return this.verdict(name).innerText()
  }

  /** The sentence of each check, without the word before it. */
  async checks(name: string): Promise<string[]> {
    return this.article(name).locator('.checks li').allInnerTexts()
  }

  async leave(): Promise<void> {
    await this.context.close()
  }
}
