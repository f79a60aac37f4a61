/** A responsible unit at its phone, with projects of its own behind the real server. */
import type { Browser, Page } from 'playwright-core'
import { PASSWORD } from '../support/app.ts'
import { newTablet, type Tablet } from '../support/browser.ts'
import type { ServedDelivery } from '../support/served-delivery.ts'
import { signIn } from './at-the-desk.ts'

const PHONE = { width: 360, height: 740 }
const LAPTOP = { width: 1280, height: 800 }
export const LOOKS = { fullPage: true, sizes: [PHONE, LAPTOP] }

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })

/** At the door: nobody has signed in yet. */
export async function phoneAt(browser: Browser, { url }: ServedDelivery): Promise<Tablet> {
  const phone = await newTablet(browser)
  await phone.page.setViewportSize(PHONE)
  phone.page.setDefaultTimeout(20_000)
  await phone.page.goto(`${url}/staff`)
  return phone
}

export function signInUnit(page: Page, { department: { username } }: ServedDelivery): Promise<void> {
  return signIn(page, { username, password: PASSWORD })
}

/** What is sent to such an address arrives, and nobody says so. */
export async function loseAnswer(page: Page, address: string): Promise<void> {
  await page.route(address, async (route) => {
    await route.fetch()
    await route.abort()
  })
}
