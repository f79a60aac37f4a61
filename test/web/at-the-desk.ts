/** What tests of the staff's page share: people who sign in through it, and who looks at it. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { HandCount } from '../../src/ballot/model.ts'
import { done } from '../../src/cli/client.ts'
import { archiveOf, checkedBy, makeKeys, type Account } from '../../src/cli/hall.ts'
import { makeCards } from '../../src/devices/cards.ts'
import { checkSealed, openShare } from '../../src/devices/teller.ts'
import { codeAt } from '../../src/people/totp.ts'
import type { Code } from '../../src/protocol/index.ts'
import { en } from '../../src/web/staff/strings.en.ts'
import { zh } from '../../src/web/staff/strings.zh.ts'
import { newTablet, type Tablet } from '../support/browser.ts'
import { present } from '../support/present.ts'
import type { ServedHall } from '../support/served-hall.ts'

export const WORDS = { zh, en }

const STEP_MS = 30_000

/** A one-time code is good for one sign-in: each of a person's sign-ins takes the code of the next half minute. */
const lastStep = new Map<string, number>()

async function nextCode(account: Pick<Account, 'totpSecret'>): Promise<string> {
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
export async function signIn(
  page: Page,
  account: Pick<Account, 'username' | 'password' | 'totpSecret'>,
): Promise<void> {
  await page.getByLabel(zh.signIn.username, { exact: true }).fill(account.username)
  await page.getByLabel(zh.signIn.password, { exact: true }).fill(account.password)
  await page.getByRole('button', { name: zh.signIn.button, exact: true }).click()
  if (account.totpSecret !== undefined) {
    const code = await nextCode(account)
    await page.getByLabel(zh.signIn.totp, { exact: true }).fill(code)
    await page.getByRole('button', { name: zh.signIn.button, exact: true }).click()
  }
  try {
    await page.getByRole('button', { name: zh.signOut }).waitFor()
  } catch (error) {
    const says = await page.locator('body').innerText()
    throw new Error(`${account.username} is not signed in; the page says: ${says}`, { cause: error })
  }
}

/** Who has signed in once, by served hall and account: a one-time code is good once, and the next is half a minute away. */
const signedIn = new WeakMap<ServedHall, Map<string, Cookies>>()
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** A desk of its own, at which this person has signed in: at the first one through the page. */
export async function atDesk(
  browser: Browser,
  served: ServedHall,
  username: string,
  hash = '',
): Promise<Tablet> {
  const tablet = await newTablet(browser)
  const { page, context } = tablet
  // Several people at once on a busy machine: what is waited for may take its time.
  page.setDefaultTimeout(60_000)
  const known = signedIn.get(served) ?? new Map<string, Cookies>()
  signedIn.set(served, known)
  await context.addCookies(known.get(username) ?? [])
  await page.goto(`${served.url}/staff${hash}`)
  const inside = page.getByRole('button', { name: zh.signOut })
  await inside.or(page.getByLabel(zh.signIn.username, { exact: true })).waitFor()
  // Also after that session has ended.
  if (!(await inside.isVisible())) await signIn(page, accountOf(served, username))
  known.set(username, await context.cookies())
  return tablet
}

// ------------------------------------------------------------------------------------------ the tellers' devices

/** The tellers' part of the ceremony, done at their own devices, over the API. */
export function atTheTellers({ hall, server }: ServedHall, uuid: string) {
  const param = { uuid }
  const of = (i: number) => present(hall.tellers[i], `teller ${i}`).person.client.api.ballots[':uuid']
  return {
    makeKeys: () => makeKeys(hall, uuid),
    makeCards: async (count: number): Promise<readonly Code[]> => {
      const { codes, credentials } = makeCards(uuid, count, hall.random)
      await done(of(0).cards.$post({ param, json: { credentials: [...credentials] } }))
      return codes
    },
    signZeroReport: async (i: number) => {
      const { progress } = await done(of(i).console.$get({ param }))
      const json = { cardsDigest: present(progress.cardsDigest, 'cards') }
      await done(of(i)['zero-report'].$post({ param, json }))
    },
    checkSeal: async (i: number) => {
      const task = await done(of(i).keys.$get({ param }))
      const seed = present(hall.tellers[i]?.seeds.get(uuid), 'the secret')
      const { fingerprint } = await checkSealed({ archive: await archiveOf(hall, uuid), task, seed })
      await done(of(i).seal.check.$post({ param, json: { fingerprint } }))
    },
    issue: (count: number) => done(of(0).cards.issued.$put({ param, json: { count } })),
    destroyUnused: (count: number) => done(of(0).cards.unused.$put({ param, json: { count } })),
    giveShare: async (i: number) => {
      const { fingerprint, returned } = await done(of(i).$get({ param }))
      const { share } = await openShare({
        archive: await archiveOf(hall, uuid),
        task: await done(of(i).share.$get({ param })),
        known: { fingerprint: present(fingerprint, 'the fingerprint'), returned },
        seed: present(hall.tellers[i]?.seeds.get(uuid), 'the secret'),
        random: hall.random,
        verify: checkedBy(server.ctx.proofs),
      })
      await done(of(i).share.$put({ param, json: { message: share } }))
    },
    countByHand: (i: number, json: HandCount) => done(of(i)['hand-count'].$put({ param, json })),
  }
}
