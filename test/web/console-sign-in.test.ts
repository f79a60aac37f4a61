/** The staff's page: setting up from nothing, signing in with a second factor, a session that ends, a lost network. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { codeAt } from '../../src/people/totp.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { accountOf, atDesk, signIn, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()
const words = WORDS.zh

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })

describe.runIf(browser !== undefined)('from nothing', () => {
  let server: RunningServer
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-web-'))
    const config = { ...parseConfig({ DATA_DIR: dataDir, PORT: '0' }), passwordCost: QUICK_PASSWORDS }
    server = await startServer({ config, log: silentLog })
  })
  afterAll(async () => {
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('a congress and its secretary are set up in the browser, with a second factor', async () => {
    const { page, faults, context } = await newTablet(browser!)
    await page.goto(`${server.url}/staff`)
    await page.getByRole('heading', { name: words.setup.heading }).waitFor()
    expect(await inspect(page, 'console-setup', { fullPage: true })).toEqual([])

    await label(page, words.setup.operatorCode).fill('wrong')
    await label(page, words.setup.assembly).fill('太和镇人民代表大会')
    await label(page, words.setup.name).fill('林秘书')
    await label(page, words.signIn.username).fill('lin')
    await label(page, words.signIn.password).fill('short')
    await button(page, words.setup.button).click()
    // What is wrong stands at the field; nothing typed is lost.
    await page.getByText('密码至少 10 个字符').waitFor()
    await expect.poll(() => label(page, words.signIn.password).getAttribute('aria-invalid')).toBe('true')
    await label(page, words.signIn.password).fill('correct horse battery')
    await button(page, words.setup.button).click()
    await page.getByRole('alert').getByText('部署码不对').waitFor()
    await label(page, words.setup.operatorCode).fill(await operatorCode(server.ctx.config))
    await button(page, words.setup.button).click()

    await page.getByRole('heading', { name: words.secondFactor.heading }).waitFor()
    await page.getByRole('img', { name: words.secondFactor.qr }).waitFor()
    expect(await inspect(page, 'console-second-factor', { fullPage: true })).toEqual([])
    const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
    await label(page, words.secondFactor.confirm).fill('000000')
    await button(page, words.secondFactor.button).click()
    await page.getByRole('alert').getByText('不对').waitFor()
    await label(page, words.secondFactor.confirm).fill(codeAt(secret, new Date()))
    await button(page, words.secondFactor.button).click()
    await page.getByRole('link', { name: words.nav.people, exact: true }).waitFor()

    await button(page, words.signOut).click()
    await page.getByRole('heading', { name: words.signIn.heading }).waitFor()
    expect(await inspect(page, 'console-sign-in')).toEqual([])
    await page.reload()
    await page.getByRole('heading', { name: words.signIn.heading }).waitFor()
    expect(faults).toEqual([])
    await context.close()
  })
})

describe.runIf(browser !== undefined)('who works here', () => {
  let served: ServedHall
  beforeAll(async () => {
    served = await serveHall()
  })
  afterAll(() => served.close())

  test('a wrong password and a wrong code are told; the code is asked for only after the password', async () => {
    const { page, context } = await newTablet(browser!)
    const account = accountOf(served, 'teller1')
    await page.goto(`${served.url}/staff?lang=en`)
    const en = WORDS.en
    await label(page, en.signIn.username).fill(account.username)
    await label(page, en.signIn.password).fill('not it at all')
    await button(page, en.signIn.button).click()
    await page.getByRole('alert').getByText('Wrong name or password').waitFor()
    expect(await label(page, en.signIn.totp).count()).toBe(0)
    await label(page, en.signIn.password).fill(account.password)
    await button(page, en.signIn.button).click()
    await label(page, en.signIn.totp).waitFor()
    await label(page, en.signIn.totp).fill('123 456')
    await button(page, en.signIn.button).click()
    await page.getByRole('alert').getByText('one-time code is wrong').waitFor()
    expect(await inspect(page, 'console-sign-in-code-en')).toEqual([])
    await context.close()
  })

  test('a session that ends asks again, over what was typed, and goes on', async () => {
    const { page, context, faults } = await atDesk(browser!, served, 'presidium', '#/account')
    const account = accountOf(served, 'presidium')
    await page.getByRole('heading', { name: words.account.heading }).waitFor()
    await label(page, words.account.current).fill(account.password)
    await label(page, words.account.next).fill('another good password')
    await context.clearCookies()
    await button(page, words.account.change).click()
    const dialog = page.getByRole('dialog', { name: words.signIn.againHeading })
    await dialog.waitFor()
    expect(await inspect(page, 'console-sign-in-again')).toEqual([])
    await dialog.getByLabel(words.signIn.password, { exact: true }).fill(account.password)
    await dialog.getByRole('button', { name: words.signIn.button, exact: true }).click()
    // What was pressed before is done now.
    await page.getByText(words.account.changed).waitFor()
    await button(page, words.signOut).click()
    await signIn(page, { ...account, password: 'another good password' })
    expect(faults).toEqual([])
    await context.close()
  })

  test('a lost network is said, and said to be over', async () => {
    const { page, context } = await atDesk(browser!, served, 'auditor', '#/account')
    await context.setOffline(true)
    await label(page, words.account.current).fill('whatever it was')
    await label(page, words.account.next).fill('another good password')
    await button(page, words.account.change).click()
    await page.getByText(words.connectionLost).waitFor()
    await page.getByRole('alert').getByText(words.unreachable).waitFor()
    expect(await inspect(page, 'console-offline')).toEqual([])
    await context.setOffline(false)
    await page.getByText(words.connectionLost).waitFor({ state: 'detached' })
    expect(await label(page, words.account.next).inputValue()).toBe('another good password')
    await context.close()
  })
})
