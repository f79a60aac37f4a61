/**
 * A hall that begins with an empty database and is furnished through the pages alone: nothing here calls the API. Finds
 * everything by what it is and what it says.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import writeXlsxFile from 'write-excel-file/node'
import { parseConfig } from '../../src/config.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { codeAt } from '../../src/people/totp.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import type { StepId } from '../../src/web/staff/checklist.ts'
import { zh as meetingWords } from '../../src/web/staff/meeting/strings.zh.ts'
import { zh as peopleWords } from '../../src/web/staff/people/strings.zh.ts'
import { zh as sheetWords } from '../../src/web/staff/sheets/strings.zh.ts'
import { zh as words } from '../../src/web/staff/strings.zh.ts'
import { newTablet } from '../support/browser.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'

const MS_MAX = 60_000

/** Somebody of the staff at a device of their own. */
export interface Desk {
  readonly page: Page
  readonly faults: readonly string[]
}

export interface EmptyHall {
  readonly server: RunningServer
  readonly url: string
  close(): Promise<void>
}

export async function emptyHall(): Promise<EmptyHall> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-hall-'))
  const settings = { DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: '3' }
  const config = { ...parseConfig(settings), passwordCost: QUICK_PASSWORDS }
  const server = await startServer({ config, log: silentLog })
  return {
    server,
    url: server.url,
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true })
export const label = (within: Page | Locator, name: string): Locator =>
  within.getByLabel(name, { exact: true })

async function desk(browser: Browser, url: string): Promise<Desk> {
  const { page, faults } = await newTablet(browser)
  page.setDefaultTimeout(MS_MAX)
  await page.goto(`${url}/staff`)
  return { page, faults }
}

/** The first page of a new deployment: the congress and its secretary. */
export async function setUp(browser: Browser, hall: EmptyHall, assembly: string): Promise<Desk> {
  const secretary = await desk(browser, hall.url)
  const { page } = secretary
  await label(page, words.setup.operatorCode).fill(await operatorCode(hall.server.ctx.config))
  await label(page, words.setup.assembly).fill(assembly)
  await label(page, words.setup.level).selectOption('town')
  await label(page, words.setup.name).fill('林秘书')
  await label(page, words.signIn.username).fill('lin')
  await label(page, words.signIn.password).fill('correct horse battery')
  await button(page, words.setup.button).click()
  await enrol(page)
  return secretary
}

/** Sets the second factor up, with the secret that the page shows. */
async function enrol(page: Page): Promise<void> {
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
  await label(page, words.secondFactor.confirm).fill(codeAt(secret, new Date()))
  await button(page, words.secondFactor.button).click()
  await button(page, words.signOut).waitFor()
}

interface Hired {
  readonly name: string
  readonly username: string
  readonly role: 'presidium' | 'teller' | 'chief' | 'auditor'
}

/** The secretary makes an account; its owner signs in at an own device with the password that was shown once. */
export async function hire(browser: Browser, hall: EmptyHall, secretary: Desk, who: Hired): Promise<Desk> {
  const { page } = secretary
  await page.goto(`${hall.url}/staff#/people`)
  await label(page, peopleWords.staff.name).fill(who.name)
  await label(page, peopleWords.staff.username).fill(who.username)
  await label(page, peopleWords.staff.role).selectOption(who.role)
  await button(page, peopleWords.staff.button).click()
  const password = await page.locator('[data-initial-password]').innerText()
  await button(page, peopleWords.close).click()
  const theirs = await desk(browser, hall.url)
  await label(theirs.page, words.signIn.username).fill(who.username)
  await label(theirs.page, words.signIn.password).fill(password)
  await button(theirs.page, words.signIn.button).click()
  if (who.role === 'teller' || who.role === 'chief') await enrol(theirs.page)
  else await button(theirs.page, words.signOut).waitFor()
  return theirs
}

/** A workbook with a heading and a row for each name. */
export async function importDeputies(
  hall: EmptyHall,
  { page }: Desk,
  names: readonly string[],
): Promise<void> {
  const rows = [['姓名', '代表团'], ...names.map((name, i) => [name, `第${(i % 5) + 1}代表团`])]
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })))
  const buffer = await writeXlsxFile(cells, {}).toBuffer()
  await page.goto(`${hall.url}/staff#/deputies`)
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await label(page, sheetWords.file).setInputFiles({ name: '名册.xlsx', mimeType, buffer })
  await button(page, peopleWords.deputies.import(names.length)).click()
  await page.getByText(peopleWords.deputies.imported(names.length)).waitFor()
}

/** A step of the checklist, unfolded. It may unfold by itself at the same moment, and a press would fold it again. */
export async function step({ page }: Desk, id: StepId): Promise<Locator> {
  const item = page.locator(`[data-step="${id}"]`)
  await item.waitFor()
  const isOpen = async (): Promise<boolean> =>
    (await item.locator('details').first().getAttribute('open')) !== null
  while (!(await isOpen())) {
    await item.locator('summary').first().click()
    await page.waitForTimeout(300)
  }
  return item
}

/** Waits until everybody's checklist says that a step is done. */
export async function isDone(id: StepId, ...desks: readonly Desk[]): Promise<void> {
  for (const { page } of desks) await page.locator(`[data-step="${id}"].is-done`).waitFor()
}

/** A button that can be pressed now: what it waited for is there. */
export function pressable(within: Locator, name: string): Locator {
  return within.locator('button:not([aria-disabled="true"])', { hasText: name }).first()
}

/** Presses the button of a step, once it can be pressed, and the one of the question where it asks. */
export async function press(at: Desk, id: StepId, name: string, sure?: string): Promise<void> {
  await pressable(await step(at, id), name).click()
  if (sure !== undefined) await button(at.page.getByRole('dialog'), sure).click()
  await isDone(id, at)
}

/** The presidium records how the meeting, or it itself, has voted. */
export async function resolve(at: Desk, id: StepId, inFavour: number, name: string): Promise<void> {
  const item = await step(at, id)
  await label(item, meetingWords.resolution.for).fill(String(inFavour))
  await pressable(item, name).click()
  await isDone(id, at)
}
