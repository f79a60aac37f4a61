/** A teller at an own device: finds everything by what it is and what it says. Remembers every request that the page sends. */
import type { Browser, Locator, Page } from 'playwright-core'
import type { Seed } from '../../src/protocol/index.ts'
import { en } from '../../src/web/staff/strings.en.ts'
import { zh } from '../../src/web/staff/strings.zh.ts'
import { artefact, inspect } from '../support/browser.ts'
import type { ServedHall } from '../support/served-hall.ts'
import { atDesk } from './at-the-desk.ts'

/** Verifying takes a moment, and this machine may be busy with other tests. */
const MS_MAX = 45_000

/** For tests that look at many states, each in two sizes and two languages. */
export const TEST_MS_MAX = 180_000

export class AtTheTeller {
  readonly page: Page
  readonly words: (typeof zh)['teller']
  readonly all: typeof zh
  /** What the page did wrong. */
  readonly faults: readonly string[]
  /** Address and body of every request. */
  readonly sent: string[] = []
  readonly #url: string

  constructor(page: Page, url: string, language: 'zh' | 'en', faults: readonly string[]) {
    this.page = page
    this.all = language === 'zh' ? zh : en
    this.words = this.all.teller
    this.faults = faults
    this.#url = `${url}/staff${language === 'en' ? '?lang=en' : ''}`
    page.setDefaultTimeout(MS_MAX)
    page.on('request', (request) => this.sent.push(`${request.url()} ${request.postData() ?? ''}`))
  }

  async goTo(uuid: string, ...rest: readonly string[]): Promise<void> {
    await this.page.goto(`${this.#url}#/ballot/${[uuid, ...rest].join('/')}`)
    // A change of the fragment alone loads nothing.
    await this.page.getByRole('heading', { level: 1 }).waitFor()
  }

  /** One step of the ceremony, by its name. */
  step(name: keyof (typeof zh)['teller']['steps']): Locator {
    const heading = this.page.getByRole('heading', { level: 2, name: this.words.steps[name], exact: true })
    return this.page.locator('.ceremony > li').filter({ has: heading })
  }

  /** Waits until a step has this status. */
  async sees(
    name: keyof (typeof zh)['teller']['steps'],
    status: keyof (typeof zh)['teller']['status'],
  ): Promise<void> {
    await this.step(name)
      .locator('.duty-status')
      .getByText(this.words.status[status], { exact: true })
      .waitFor()
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true })
  }

  field(name: string, within: Page | Locator = this.page): Locator {
    return within.getByLabel(name, { exact: true })
  }

  async text(sentence: string): Promise<void> {
    await this.page.getByText(sentence).first().waitFor()
  }

  /** What is wrong with what is shown, in both languages; afterwards the page speaks the first one again. */
  async inspected(name: string, options: { readonly fullPage?: boolean } = {}): Promise<string[]> {
    const [own, other] = this.words === zh.teller ? ['zh', 'en'] : ['en', 'zh']
    const speak = (language: string | undefined): Promise<void> =>
      this.button(language === 'zh' ? '中文' : 'English').click()
    const wrong = await inspect(this.page, `${name}-${own}`, options)
    await speak(other)
    wrong.push(...(await inspect(this.page, `${name}-${other}`, options)))
    await speak(own)
    return wrong
  }

  /** Makes the secret, and gives what somebody copies from the screen. */
  async makeSecret(): Promise<Seed> {
    await this.button(this.words.makeSecret).click()
    const shown = await this.page.getByLabel(this.words.secretHeading, { exact: true }).innerText()
    return shown.replaceAll(/\s/g, '') as Seed
  }

  async keepSecret(): Promise<void> {
    await this.button(this.words.secretWritten).click()
  }

  async enterSecret(within: Page | Locator, secret: string, button: string): Promise<void> {
    await this.field(this.words.secretField, within).fill(secret)
    await this.button(button, within).click()
  }
}

export async function tellerAt(
  browser: Browser,
  served: ServedHall,
  username: string,
  language: 'zh' | 'en' = 'zh',
): Promise<AtTheTeller> {
  const { page, faults } = await atDesk(browser, served, username)
  return new AtTheTeller(page, served.url, language, faults)
}

/** The codes and numbers on the printed cards, as they stand on the paper that is never on the screen. */
export async function printedCards(page: Page): Promise<{ code: string; number: number }[]> {
  return page.evaluate<{ code: string; number: number }[]>(
    `[...document.querySelectorAll('.on-paper .vote-card')].map((card) => ({
      code: card.querySelector('.vote-card-digits').textContent.match(/[^-]{5}-[^-]{6}/g).join('-'),
      number: Number(card.querySelector('.vote-card-stub-number').textContent),
    }))`,
  )
}

/** How many pages a PDF of the browser has. */
export function pagesIn(pdf: Buffer): number {
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
}

/** Leaves a picture of what would be printed. */
export async function onPaper(page: Page, part: string, name: string): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page
    .locator(part)
    .first()
    .screenshot({ path: artefact(name) })
  await page.emulateMedia({ media: null })
}

/** What is wrong with the cards as they are printed: too small to read, cut off, or over an edge. */
export async function cardFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  const faults = await page.evaluate<string[]>(`(() => {
    const PT_MIN = 9
    const faults = new Set()
    for (const card of document.querySelectorAll('.vote-card')) {
      const edge = card.getBoundingClientRect()
      const code = card.querySelector('.qr').getBoundingClientRect()
      const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode
        const points = parseFloat(getComputedStyle(parentElement).fontSize) * 0.75
        if (points < PT_MIN) faults.add(data + ' in ' + points + ' pt')
        const range = document.createRange()
        range.selectNode(texts.currentNode)
        const lines = [...range.getClientRects()]
        // A title may be longer than its place: then it ends in dots.
        if (parentElement.matches('h2')) continue
        if (new Set(lines.map(({ top }) => Math.round(top))).size > 1) faults.add(data + ' is broken')
        for (const { left, right, top, bottom } of lines) {
          if (left < edge.left || right > edge.right || top < edge.top || bottom > edge.bottom)
            faults.add(data + ' is over the edge')
          if (left < code.right && right > code.left && top < code.bottom && bottom > code.top)
            faults.add(data + ' is on the QR code')
        }
      }
      const parts = [...card.querySelectorAll('.vote-card-main > *')].map((part) => part.getBoundingClientRect())
      if (parts.some(({ top, bottom }) => top < edge.top || bottom > edge.bottom)) faults.add('over the edge')
      if (parts[0].bottom > Math.min(parts[1].top, parts[2].top) || parts[3].top < Math.max(parts[1].bottom, parts[2].bottom))
        faults.add('one part is on another')
      if (parts[2].right > card.querySelector('.vote-card-stub').getBoundingClientRect().left) faults.add('on the stub')
    }
    return [...faults]
  })()`)
  await page.emulateMedia({ media: null })
  return faults
}
