/** What tests of the staff's page share: people who sign in through it, and who looks at it. */
import type { Browser, Page } from 'playwright-core'
import { codeAt } from '../../src/people/totp.ts'
import { en } from '../../src/web/staff/strings.en.ts'
import { zh } from '../../src/web/staff/strings.zh.ts'
import type { Account } from '../../src/cli/hall.ts'
import { newTablet, type Tablet } from '../support/browser.ts'
import type { ServedHall } from '../support/served-hall.ts'

export const WORDS = { zh, en }

const STEP_MS = 30_000

/** A one-time code is good for one sign-in: each of a person's sign-ins takes the code of the next half minute. */
const lastStep = new Map<string, number>()

async function nextCode(account: Account): Promise<string> {
  const secret = account.totpSecret as string
  const now = Math.floor(Date.now() / STEP_MS)
  // The hall enrolled with the code of a moment ago; one step ahead is accepted.
  const step = Math.max((lastStep.get(secret) ?? now) + 1, now)
  const wait = (step - 1) * STEP_MS - Date.now()
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait + 50))
  lastStep.set(secret, step)
  return codeAt(secret, new Date(step * STEP_MS))
}

export function accountOf(served: ServedHall, username: string): Account {
  const account = served.hall.accounts.find((each) => each.username === username)
  if (account === undefined) throw new Error(`there is no account ${username}`)
  return account
}

/** Fills the sign-in form that is on the page, as that person. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.getByLabel(zh.signIn.username, { exact: true }).fill(account.username)
  await page.getByLabel(zh.signIn.password, { exact: true }).fill(account.password)
  await page.getByRole('button', { name: zh.signIn.button, exact: true }).click()
  if (account.totpSecret !== undefined) {
    const code = await nextCode(account)
    await page.getByLabel(zh.signIn.totp, { exact: true }).fill(code)
    await page.getByRole('button', { name: zh.signIn.button, exact: true }).click()
  }
  await page.getByRole('button', { name: zh.signOut }).waitFor()
}

/** A desk of its own, at which this person has signed in. */
export async function atDesk(
  browser: Browser,
  served: ServedHall,
  username: string,
  hash = '',
): Promise<Tablet> {
  const tablet = await newTablet(browser)
  await tablet.page.goto(`${served.url}/staff${hash}`)
  await signIn(tablet.page, accountOf(served, username))
  return tablet
}
