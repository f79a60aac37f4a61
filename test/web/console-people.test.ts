/** The staff's page: accounts, the list of deputies, sheets in and out, badges. */
import { readFile } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { zh } from '../../src/web/staff/people/strings.zh.ts'
import { zh as sheets } from '../../src/web/staff/sheets/strings.zh.ts'
import { inspect, launchBrowser, newTablet, SIZES, type Tablet } from '../support/browser.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk, signIn, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()
const { deputies: words, staff: staffWords } = zh

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel(sheets.file).setInputFiles({ name, mimeType: XLSX, buffer })
}

async function workbook(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const data = rows.map((row) => row.map((value) => ({ type: String, value })))
  return writeXlsxFile(data).toBuffer()
}

describe.runIf(browser !== undefined)('people', () => {
  let served: ServedHall
  let secretary: Tablet
  beforeAll(async () => {
    served = await serveHall()
    secretary = await atDesk(browser!, served, 'secretary', '#/deputies')
  })
  afterAll(() => served.close())

  const active = async (): Promise<number> =>
    (await done(served.hall.secretary.client.api.people.deputies.$get())).active

  test('a good sheet is shown, and only imported when a person says so', async () => {
    const { page } = secretary
    const before = await active()
    const rows = [
      ['姓 名', '备注', '代表团'],
      ['王　伟', '', '第一代表团'],
      ['=HYPERLINK("http://evil")', '', '第二代表团'],
      ['欧阳修', '无关', ''],
    ]
    await choose(page, '名册.xlsx', await workbook(rows))
    const preview = page.getByRole('group', { name: sheets.heading })
    await preview.getByRole('cell', { name: '第一代表团' }).waitFor()
    await preview.getByRole('rowheader', { name: '王伟', exact: true }).waitFor()
    expect(await active()).toBe(before)
    expect(await inspect(page, 'console-import', { fullPage: true })).toEqual([])
    await button(page, words.import(3)).click()
    await page.getByText(words.imported(3)).waitFor()
    expect(await active()).toBe(before + 3)
    // A formula is a name like any other: shown, never computed.
    await page.getByRole('rowheader', { name: '=HYPERLINK("http://evil")' }).waitFor()
  })

  test('duplicates are pointed out, and taken only by decision', async () => {
    const { page } = secretary
    const before = await active()
    const csv = '\uFEFF姓名,代表团\r\n王伟,第一代表团\r\n李娜,"第三,代表团"\r\n李娜,"第三,代表团"\r\n'
    await choose(page, 'list.csv', Buffer.from(csv))
    const preview = page.getByRole('group', { name: sheets.heading })
    await preview.getByText(words.problem({ is: 'known' })).waitFor()
    await preview.getByText(words.problem({ is: 'twice', row: 3 })).waitFor()
    await button(page, words.import(1)).waitFor()
    await preview.getByLabel(words.takeDoubtful).check()
    await button(page, words.import(3)).waitFor()
    await preview.getByLabel(words.takeDoubtful).uncheck()
    await button(page, words.import(1)).click()
    await page.getByText(words.imported(1)).waitFor()
    expect(await active()).toBe(before + 1)
  })

  test('bad sheets are refused with a sentence, every bad row named, and nothing is imported', async () => {
    const { page } = secretary
    const before = await active()
    await choose(page, 'not.xlsx', Buffer.from('this is no workbook'))
    await page.getByRole('alert').getByText(sheets.wrong.notSheet).waitFor()
    await choose(page, 'broken.xlsx', (await workbook([['姓名'], ['甲']])).subarray(0, 900))
    await page.getByRole('alert').getByText(sheets.wrong.notSheet).waitFor()
    await choose(
      page,
      'columns.xlsx',
      await workbook([
        ['名字', '电话'],
        ['甲', '1'],
      ]),
    )
    await page.getByRole('alert').getByText(words.noNameColumn).waitFor()
    await choose(page, 'large.xlsx', Buffer.alloc(5 * 1024 * 1024 + 1, 1))
    await page.getByRole('alert').getByText(sheets.wrong.tooLarge).waitFor()
    await choose(
      page,
      'rows.xlsx',
      await workbook([
        ['姓名', '代表团'],
        ['好人', ''],
        ['', '第一代表团'],
        ['长'.repeat(41), ''],
      ]),
    )
    const alert = page.getByRole('alert').filter({ hasText: words.problem({ is: 'noName' }) })
    await alert.getByText(sheets.row(3)).waitFor()
    await alert.getByText(words.problem({ is: 'tooLong', column: 'name' })).waitFor()
    expect(await button(page, words.import(1)).getAttribute('aria-disabled')).toBe('true')
    await button(page, words.import(1)).click({ force: true })
    expect(await active()).toBe(before)
    expect(await inspect(page, 'console-import-wrong', { fullPage: true })).toEqual([])
    await page
      .getByRole('group', { name: sheets.heading })
      .getByRole('button', { name: WORDS.zh.cancel })
      .click()
  })

  test('the list is exported as text, and can be imported again', async () => {
    const { page } = secretary
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, words.export).click()])
    const rows = await readSheet(Buffer.from(await readFile(await download.path())))
    expect(rows[0]).toEqual(['姓名', '代表团', '状态'])
    expect(rows).toContainEqual(['=HYPERLINK("http://evil")', '第二代表团', '在任'])
    expect(rows).toHaveLength((await active()) + 1)
  })

  test('a deputy is added, found, changed, and marked as left', async () => {
    const { page } = secretary
    const form = page.locator('.framed', { has: page.getByRole('heading', { name: words.add }) })
    await form.getByLabel(words.name, { exact: true }).fill('赵敏')
    await form.getByRole('button', { name: words.save }).click()
    await page.getByLabel(words.search).fill('赵敏')
    const row = page.getByRole('row', { name: /赵敏/ })
    await row.getByRole('button', { name: words.edit }).click()
    await page.getByRole('table').getByLabel(words.delegation, { exact: true }).fill('第九代表团')
    await page.getByRole('table').getByRole('button', { name: words.save }).click()
    await row.getByRole('cell', { name: '第九代表团' }).waitFor()
    const before = await active()
    await row.getByRole('button', { name: words.leave }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.leave, exact: true }).click()
    await row.getByText(words.left).waitFor()
    expect(await active()).toBe(before - 1)
    await row.getByRole('button', { name: words.back }).click()
    await row.getByText(words.active).waitFor()
    await page.getByLabel(words.search).fill('')
    const sizes = [...SIZES, { width: 390, height: 844 }]
    expect(await inspect(page, 'console-deputies', { fullPage: true, sizes })).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    // Nothing has to be looked for sideways, and it is still a table for who listens.
    expect(await page.evaluate("document.querySelector('.table').scrollWidth <= innerWidth")).toBe(true)
    await page.getByRole('row', { name: /赵敏/ }).getByRole('cell', { name: '第九代表团' }).waitFor()
    await page.setViewportSize(SIZES[0])
  })

  test('an account is made with a password that is shown once, and works', async () => {
    const { page } = secretary
    await page.goto(`${served.url}/staff#/people`)
    await page.getByRole('heading', { name: staffWords.heading, exact: true }).waitFor()
    await page.getByLabel(staffWords.name, { exact: true }).fill('周审计')
    await page.getByLabel(staffWords.username, { exact: true }).fill('zhou')
    await page.getByLabel(staffWords.role).selectOption('chief')
    // There is a chief teller already.
    await page.getByText(staffWords.chiefTaken).waitFor()
    await page.getByLabel(staffWords.role).selectOption('auditor')
    await button(page, staffWords.button).click()
    const dialog = page.getByRole('dialog', { name: staffWords.madeHeading })
    const password = await dialog.locator('[data-initial-password]').innerText()
    expect(await inspect(page, 'console-staff-made')).toEqual([])
    await button(page, zh.close).click()
    expect(await page.content()).not.toContain(password)

    const zhou = await newTablet(browser!)
    await zhou.page.goto(`${served.url}/staff`)
    await signIn(zhou.page, { username: 'zhou', password })
    const row = page.getByRole('row', { name: /zhou/ })
    await row.getByRole('button', { name: staffWords.disable }).click()
    await page.getByRole('dialog').getByRole('button', { name: staffWords.disable, exact: true }).click()
    await row.getByText(staffWords.disabled).waitFor()
    // Whoever is disabled is out at once.
    await zhou.page.reload()
    await zhou.page.getByRole('heading', { name: WORDS.zh.signIn.heading }).waitFor()
    await zhou.context.close()
    await row.getByRole('button', { name: staffWords.enable }).click()
    await row.getByText(staffWords.active, { exact: true }).waitFor()
    // Forgotten: a new one, which lets in, and the old one does not.
    await row.getByRole('button', { name: staffWords.anew }).click()
    const anew = page.getByRole('dialog', { name: staffWords.anewHeading })
    await anew.getByText(staffWords.anewText).waitFor()
    await anew.getByRole('button', { name: staffWords.anew, exact: true }).click()
    const shown = page.getByRole('dialog', { name: staffWords.anewDone })
    const next = await shown.locator('[data-initial-password]').innerText()
    expect(next).not.toBe(password)
    expect(await inspect(page, 'console-staff-password')).toEqual([])
    await button(page, zh.close).click()
    expect(await page.content()).not.toContain(next)
    const comes = async (typed: string): Promise<number> => {
      const headers = { 'content-type': 'application/json' }
      const json = JSON.stringify({ username: 'zhou', password: typed })
      return (await fetch(`${served.url}/api/people/session`, { method: 'POST', headers, body: json })).status
    }
    expect([await comes(password), await comes(next)]).toEqual([401, 201])
    // A secretary changes an own password alone.
    const own = page.getByRole('row', { name: /秘书/ })
    expect(await own.getByRole('button', { name: staffWords.anew }).count()).toBe(0)
    await page.getByRole('button', { name: `${staffWords.reset} 监票人3` }).click()
    await page.getByRole('dialog').getByRole('button', { name: staffWords.reset, exact: true }).click()
    await page
      .getByRole('row', { name: /监票人3/ })
      .getByText(staffWords.noFactor)
      .waitFor()
    expect(await inspect(page, 'console-staff', { fullPage: true })).toEqual([])
    // In the longer language, on a phone: each account is a card.
    await button(page, 'English').click()
    const sizes = [{ width: 390, height: 844 }, ...SIZES]
    expect(await inspect(page, 'console-staff-en', { fullPage: true, sizes })).toEqual([])
    await page.setViewportSize(SIZES[0])
    await button(page, '中文').click()
  })

  test('a deputy gets an account under the name on the list, and one only', async () => {
    const { page } = secretary
    await page.goto(`${served.url}/staff#/people`)
    await page.getByLabel(staffWords.role).selectOption('deputy')
    await page.getByText(staffWords.deputyMissing).last().waitFor()
    const choice = page.getByLabel(staffWords.deputy)
    await choice.selectOption({ index: 1 })
    const chosen = await choice.locator('option:checked').innerText()
    await page.getByLabel(staffWords.username, { exact: true }).fill('deputy-one')
    expect(await inspect(page, 'console-staff-deputy', { fullPage: true })).toEqual([])
    await button(page, staffWords.button).click()
    await page.getByRole('dialog', { name: staffWords.madeHeading }).waitFor()
    await button(page, zh.close).click()
    await page.getByRole('row', { name: /deputy-one/ }).waitFor()
    await page.getByLabel(staffWords.role).selectOption('deputy')
    await expect.poll(() => choice.locator('option').allInnerTexts()).not.toContain(chosen)
    await page.getByLabel(staffWords.role).selectOption('teller')
  })

  test('badges carry name, delegation and the code for the door, ten on a page', async () => {
    const { page } = secretary
    const { meetings } = await done(served.hall.secretary.client.api.people.meetings.$get())
    await page.goto(`${served.url}/staff#/badges/${meetings[0]?.id}`)
    await page.getByRole('img', { name: zh.badges.qr('王伟') }).waitFor()
    expect(await page.getByRole('img').count()).toBe(await active())
    expect(await inspect(page, 'console-badges')).toEqual([])
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(2)
    expect(secretary.faults).toEqual([])
  })
})
