/** A department's page: what was assigned to it is dealt with on a phone, and every step reaches the resident in words. */
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { systemNewId, today } from '../../src/context.ts'
import { zh as publicWords } from '../../src/web/public/strings.zh.ts'
import { zh as desk } from '../../src/web/staff/demands/strings.zh.ts'
import { en } from '../../src/web/staff/department/strings.en.ts'
import { zh } from '../../src/web/staff/department/strings.zh.ts'
import { zh as meetingWords } from '../../src/web/staff/meeting/strings.zh.ts'
import { zh as peopleWords } from '../../src/web/staff/people/strings.zh.ts'
import { zh as proposalWords } from '../../src/web/staff/proposals/strings.zh.ts'
import { inspect, launchBrowser, newTablet, type Tablet } from '../support/browser.ts'
import { photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk, signIn, WORDS } from './at-the-desk.ts'

const { browser } = await launchBrowser()

const PHONE = { width: 390, height: 844 }
const LAPTOP = { width: 1280, height: 800 }
const LOOKS = { fullPage: true, sizes: [PHONE, LAPTOP] }
const PASSWORD = 'a long password'
const CODE = 'Ldqt-T2pR-XyZ7'
const TODAY = today({ now: () => new Date() })
const RESIDENT = { name: '周大爷', phone: '138 0000 1111', address: '玄真路9号' }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const label = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const items = (page: Page) => page.locator('.duties > li')

/** What the page keeps on this device of a dossier. */
const draftsOn = (page: Page): Promise<string> =>
  page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('piaojue-department')
    opening.onsuccess = () => {
      const asked = opening.result.transaction('drafts').objectStore('drafts').getAll()
      asked.onsuccess = () => (opening.result.close(), resolve(JSON.stringify(asked.result.filter(({ key }) => key[1].startsWith('dossier ')))))
    }
  })`)

/** The next request to such an address waits until it may go on. */
async function holdBack(page: Page, address: string) {
  const held: Route[] = []
  await page.route(address, (route) => void held.push(route))
  return {
    asked: page.waitForRequest(address),
    go: async () => {
      await Promise.all(held.splice(0).map((route) => route.continue()))
      await page.unroute(address)
    },
  }
}

/** So many days from today; before today where it is negative. */
function dayAt(days: number): string {
  return new Date(Date.parse(`${TODAY}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Chooses an act on the department's page of a demand, and says something with it. */
async function say(page: Page, act: keyof typeof zh.demand.does, text: string): Promise<void> {
  await button(page, zh.demand.choose[act]).click()
  await label(page, zh.demand.says[act]).fill(text)
  await button(page, zh.demand.does[act]).click()
  await page.getByText(zh.demand.done[act], { exact: true }).waitFor()
}

describe.runIf(browser !== undefined)('a department', { timeout: 240_000 }, () => {
  let served: ServedHall
  let phone: Tablet
  let secretary: Tablet
  let resident: Tablet
  let deputyIds: readonly string[]
  let cycleId = ''
  const api = () => served.hall.secretary.client.api

  beforeAll(async () => {
    served = await serveHall()
    deputyIds = (await done(api().people.deputies.$get())).deputies.map(({ id }) => id)
    await done(api().intake.grids.$post({ json: { grids: [{ path: ['南片', '玄真社区'] }] } }))
    await done(api().intake.stations.$post({ json: { name: '玄真社区联络站', place: '玄真路1号' } }))
    await done(
      api().people.staff.$post({
        json: { username: 'shuiwu', name: '镇水务站', role: 'department', password: PASSWORD },
      }),
    )
    const rule = {
      seats: 1,
      ratio: '100%',
      ratioBasis: 'of-seats',
      rounding: 'up',
      marking: 'choose',
      majority: 'over-half-of-all-deputies',
      tie: 'revote',
    } as const
    cycleId = (await done(api().order.cycles.$post({ json: { year: 2026, rule } }))).id
    const adopt = served.hall.presidium.client.api.order.cycles[':id'].rule.adopt
    await done(adopt.$post({ param: { id: cycleId }, json: { for: 9, against: 0, abstain: 0 } }))
    secretary = await atDesk(browser!, served, 'secretary', '#/people')
    resident = await newTablet(browser!)
    await resident.page.setViewportSize(PHONE)
    phone = await newTablet(browser!)
    await phone.page.setViewportSize(PHONE)
    phone.page.setDefaultTimeout(30_000)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served.close()
  })

  /** Taken down at the station; gives back its id. */
  async function taken(text: string, more: object = {}): Promise<string> {
    const { stations } = await done(api().intake.stations.$get())
    const id = systemNewId()
    const json = {
      channel: 'reception' as const,
      heldOn: TODAY,
      stationId: present(stations[0]).id,
      deputyIds: [present(deputyIds[0])],
      residents: 1,
      demands: [{ id, category: '供水', text, place: '玄真路口', ...more }],
    }
    await done(api().intake.contacts[':id'].$put({ param: { id: systemNewId() }, json }))
    return id
  }

  async function accountOf(username: string): Promise<string> {
    const { staff } = await done(api().people.staff.$get())
    return present(staff.find((each) => each.username === username)).id
  }

  async function assigned(text: string, dueOn: string, username = 'chengjian', unit = '镇城建办') {
    const id = await taken(text)
    const json = { unit, departmentId: await accountOf(username), dueOn }
    await done(api().intake.demands[':id'].assign.$post({ param: { id }, json }))
    return id
  }

  const numberOf = async (id: string) =>
    (await done(api().intake.demands[':id'].$get({ param: { id } }))).number

  async function look(): Promise<Page> {
    const { page } = resident
    await page.goto(`${served.url}/?${systemNewId()}#follow`)
    await page.getByRole('textbox', { name: publicWords.code }).fill(CODE)
    await button(page, publicWords.lookUp).click()
    await page.locator('.followed').waitFor()
    return page
  }

  test('gets its account under the name of the unit, and begins with nothing to do', async () => {
    const { page } = secretary
    await label(page, peopleWords.staff.role).selectOption('department')
    await label(page, peopleWords.staff.unit).fill('镇城建办')
    await label(page, peopleWords.staff.username).fill('chengjian')
    expect(await inspect(page, 'department-account', { fullPage: true, sizes: [LAPTOP, PHONE] })).toEqual([])
    await button(page, peopleWords.staff.button).click()
    const password = await page.locator('[data-initial-password]').innerText()
    await phone.page.goto(`${served.url}/staff`)
    await signIn(phone.page, { username: 'chengjian', password, role: '', name: '' } as never)
    await phone.page.getByText(zh.duties.none.todo).waitFor()
    await phone.page.getByText(zh.duties.summary(0, 0, 0), { exact: true }).waitFor()
    expect(await inspect(phone.page, 'department-empty', LOOKS)).toEqual([])
    await phone.page.getByRole('link', { name: WORDS.zh.nav.dossiers }).click()
    await phone.page.getByText(zh.dossiers.none).waitFor()
    expect(await inspect(phone.page, 'department-no-dossiers', LOOKS)).toEqual([])
    // What is not a department's is not there.
    await phone.page.goto(`${served.url}/staff#/statistics`)
    await phone.page.getByRole('heading', { name: WORDS.zh.nowhere.heading }).waitFor()
  })

  test('deals with a demand on a phone; the secretary answers; the resident reads each step, and it goes on until content', async () => {
    const id = await taken('玄真路口水管漏水，路面结冰。', {
      followUpCode: CODE,
      resident: RESIDENT,
    })
    const number = await numberOf(id)
    const steps = publicWords.step
    const { secretary: office, department: unit } = publicWords.actor
    const page = await look()
    await page.getByText(steps.take('', office)).waitFor()
    const photos = publicWords.photos
    const photo = Buffer.from(await photoOf({ width: 900, height: 700 }))
    await page
      .locator('.followed')
      .getByLabel(photos.choose)
      .setInputFiles([{ name: '漏水.jpg', mimeType: 'image/jpeg', buffer: photo }])
    await page
      .locator('.followed')
      .getByRole('button', { name: photos.enlarge(1) })
      .waitFor()

    await secretary.page.goto(`${served.url}/staff#/demand/${id}`)
    const form = secretary.page.locator('form')
    await secretary.page.getByLabel(desk.demand.unitChoice).selectOption({ label: '镇城建办' })
    await secretary.page.getByLabel(desk.demand.dueOn).fill(dayAt(2))
    await form.getByRole('button', { name: desk.acts.assign }).click()
    await secretary.page.getByText(desk.demand.step('assign', 'secretary', '镇城建办')).waitFor()
    await (await look()).getByText(steps.assign('镇城建办')).waitFor()

    const { page: department } = phone
    await department.goto(`${served.url}/staff#/`)
    await department.getByText(zh.duties.summary(1, 0, 0)).waitFor()
    await items(department)
      .getByText(zh.due.soon(2, dayAt(2)))
      .waitFor()
    await department.getByRole('link', { name: number }).click()
    await department.getByRole('heading', { name: zh.demand.heading(number) }).waitFor()
    await department.getByRole('link', { name: RESIDENT.phone }).waitFor()
    // What the resident shows is seen, and nothing of it taken away.
    await department.getByRole('button', { name: photos.enlarge(1) }).click()
    const large = department.getByRole('dialog', { name: photos.photo(1) })
    await large.getByRole('img').waitFor()
    expect(await inspect(department, 'department-photo', { sizes: [PHONE] })).toEqual([])
    await large.getByRole('button', { name: photos.close }).click()
    expect(await department.getByRole('button', { name: photos.remove(1) }).count()).toBe(0)
    expect(await department.getByRole('link', { name: RESIDENT.phone }).getAttribute('href')).toBe(
      'tel:13800001111',
    )
    await department.getByText('玄真社区联络站（玄真路1号）').waitFor()
    expect(await inspect(department, 'department-demand', LOOKS)).toEqual([])
    await button(department, zh.demand.does.handle).click()
    await label(department, zh.demand.says.handle).fill('已派人换水管，')
    await department.getByText(zh.demand.kept).waitFor()
    await department.reload()
    await expect.poll(() => label(department, zh.demand.says.handle).inputValue()).toBe('已派人换水管，')

    await phone.context.setOffline(true)
    await label(department, zh.demand.says.handle).fill('已派人换水管，三日内完工。')
    await button(department, zh.demand.does.handle).click()
    await department.getByText(WORDS.zh.unreachable).waitFor()
    await department.getByText(WORDS.zh.connectionLost).waitFor()
    expect(await inspect(department, 'department-offline', LOOKS)).toEqual([])
    await phone.context.setOffline(false)
    await department.getByText(WORDS.zh.connectionLost).waitFor({ state: 'detached' })
    // While it is on its way, nothing more can be typed that would not be in it.
    const held = await holdBack(department, '**/handle')
    await button(department, zh.demand.does.handle).click()
    await held.asked
    expect(await label(department, zh.demand.says.handle).isEditable()).toBe(false)
    await held.go()
    await department.getByText(zh.demand.done.handle).waitFor()
    await expect
      .poll(() => department.evaluate('document.activeElement.textContent'))
      .toBe(zh.demand.done.handle)
    await department.getByText(zh.demand.step('handle', 'department', '镇城建办')).waitFor()
    expect(await inspect(department, 'department-handled', LOOKS)).toEqual([])
    await (await look()).getByText(steps.handle('镇城建办', unit)).waitFor()

    await secretary.page.reload()
    await secretary.page.getByText('已派人换水管，三日内完工。').waitFor()
    await secretary.page.getByLabel(desk.demand.says.answer).fill('镇城建办已换好水管。')
    await form.getByRole('button', { name: desk.acts.answer }).click()
    await secretary.page.getByText(desk.demand.step('answer', 'secretary', null)).waitFor()

    await look()
    await page.getByText(steps.answer('', office)).waitFor()
    await page.getByText(publicWords.notSolved, { exact: true }).click()
    await page.getByLabel(publicWords.whatIsMissing).fill('夜里又漏了。')
    await button(page, publicWords.reopen).click()
    await page.getByRole('heading', { name: publicWords.stateIs.reopened }).waitFor()

    await department.goto(`${served.url}/staff#/`)
    await items(department).getByText(zh.states.reopened).waitFor()
    await department.getByRole('link', { name: number }).click()
    await department.getByText('夜里又漏了。').waitFor()
    await say(department, 'handle', '换了整段主管。')
    await say(department, 'answer', '请再看一看。')
    // Answered, it is no longer told who asked.
    await department.getByText(zh.demand.residentHidden).waitFor()
    expect(await department.getByText(RESIDENT.phone).count()).toBe(0)
    await look()
    await page.getByText(steps.answer('', unit)).waitFor()
    expect(await inspect(page, 'department-resident', LOOKS)).toEqual([])
    await button(page, publicWords.confirm).click()
    await page.getByRole('heading', { name: publicWords.stateIs.confirmed }).waitFor()

    await department.goto(`${served.url}/staff#/`)
    await department.getByText(zh.duties.none.todo).waitFor()
    await button(department, zh.duties.phases.answered).click()
    await items(department).getByText(zh.states.confirmed).waitFor()
    expect([...phone.faults, ...secretary.faults, ...resident.faults]).toEqual([])
  })

  test('hands back what is not for it, with a reason; the secretary assigns it to another', async () => {
    const id = await assigned('污水井盖破损。', dayAt(10))
    const number = await numberOf(id)
    const { page } = phone
    await page.goto(`${served.url}/staff#/`)
    await page.getByRole('link', { name: number }).click()
    await button(page, zh.demand.choose.return).click()
    await label(page, zh.demand.says.return).fill('井盖属水务站维护。')
    expect(await inspect(page, 'department-return', LOOKS)).toEqual([])
    await button(page, zh.demand.does.return).click()
    await page.getByText(zh.demand.done.return).waitFor()
    await page.getByText(zh.demand.step('return', 'department', '镇城建办')).waitFor()
    expect(await button(page, zh.demand.does.handle).count()).toBe(0)
    expect(await inspect(page, 'department-returned', LOOKS)).toEqual([])
    await page.reload()
    await page.getByText(/没有这条诉求/).waitFor()
    expect(await inspect(page, 'department-gone', LOOKS)).toEqual([])

    await secretary.page.goto(`${served.url}/staff#/demand/${id}`)
    await secretary.page.getByText(desk.demand.step('return', 'department', '镇城建办')).waitFor()
    await secretary.page.getByText('井盖属水务站维护。').waitFor()
    await secretary.page.getByLabel(desk.demand.unitChoice).selectOption({ label: '镇水务站' })
    await secretary.page.locator('form').getByRole('button', { name: desk.acts.assign }).click()
    await secretary.page.getByText(desk.demand.step('assign', 'secretary', '镇水务站')).waitFor()
  })

  test('the secretary handles and has handled again from the desk, for a unit without an account', async () => {
    const id = await taken('老桥护栏松动。')
    const { page } = secretary
    const form = page.locator('form')
    await page.goto(`${served.url}/staff#/demand/${id}`)
    await page.getByLabel(desk.demand.unitChoice).selectOption('')
    await page.getByLabel(desk.demand.unit, { exact: true }).fill('县公路局')
    await form.getByRole('button', { name: desk.acts.assign }).click()
    await page.getByText(desk.demand.step('assign', 'secretary', '县公路局')).waitFor()
    const act = async (name: 'handle' | 'answer' | 'reopen', text: string): Promise<void> => {
      // The first of the buttons chooses the act, the second does it.
      await button(page, desk.acts[name]).first().click()
      await page.getByLabel(desk.demand.says[name]).fill(text)
      await form.getByRole('button', { name: desk.acts[name] }).click()
      await page.getByText(text, { exact: true }).waitFor()
    }
    await act('handle', '公路局来电，已加固。')
    await act('answer', '护栏已加固。')
    await act('reopen', '回访时居民说又松了。')
    await page.getByRole('definition').filter({ hasText: desk.states.reopened }).waitFor()
    await act('handle', '公路局又来加固。')
    const read = await done(api().intake.demands[':id'].$get({ param: { id } }))
    expect(read.steps.map((step) => step.act)).toEqual([
      'take',
      'assign',
      'handle',
      'answer',
      'reopen',
      'handle',
    ])
    expect(read).toMatchObject({ state: 'handled', unit: '县公路局' })
  })

  test('finds what is overdue first, in words and by colour, searches, and reads page by page', async () => {
    await assigned('第一件：早该修的路灯。', dayAt(-5))
    await assigned('第二件：村口的公厕。', TODAY)
    for (let i = 3; i <= 24; i += 1) await assigned(`第${i}件：以后的事。`, dayAt(i + 10))
    const { page } = phone
    await page.goto(`${served.url}/staff#/`)
    await page.getByText(zh.duties.summary(24, 1, 0)).waitFor()
    await expect.poll(() => items(page).count()).toBe(20)
    const first = items(page).first()
    await first.getByText(zh.due.overdue(5, dayAt(-5))).waitFor()
    const color = `getComputedStyle(document.querySelector('.due.is-overdue')).color`
    expect(await page.evaluate(color)).toBe('rgb(150, 25, 29)')
    await items(page).nth(1).getByText(zh.due.today).waitFor()
    expect(await inspect(page, 'department-duties', { sizes: [PHONE, LAPTOP] })).toEqual([])
    await button(page, zh.duties.more).click()
    await expect.poll(() => items(page).count()).toBe(24)
    expect(await button(page, zh.duties.more).count()).toBe(0)

    await label(page, zh.duties.search).pressSequentially('公厕', { delay: 20 })
    await expect.poll(() => items(page).count()).toBe(1)
    expect(await label(page, zh.duties.search).inputValue()).toBe('公厕')
    // The way back from a demand, and a reload, keep what was looked for.
    await items(page).getByRole('link').click()
    await label(page, zh.demand.says.handle).fill('写了一半')
    await page.getByText(zh.demand.kept).waitFor()
    await page.goBack()
    await expect.poll(() => items(page).count()).toBe(1)
    await items(page).getByText(zh.duties.draft).waitFor()
    await label(page, zh.duties.search).fill('没有这样的事')
    await page.getByText(zh.duties.noneFound).waitFor()
    await button(page, zh.duties.phases.handled).click()
    await page.getByText(zh.duties.noneFound).waitFor()

    await page.route('**/api/intake/demands?*', (route) => route.abort())
    await page.reload()
    await page.getByRole('alert').getByText(WORDS.zh.unreachable).waitFor()
    expect(await inspect(page, 'department-failed', LOOKS)).toEqual([])
    await page.unroute('**/api/intake/demands?*')
    await page.getByText(zh.duties.noneFound).waitFor()
  })

  test('the secretary sees which unit has what is overdue', async () => {
    await taken('去年的旧事，没有交办。')
    const { page } = secretary
    await page.goto(`${served.url}/staff#/`)
    await page.getByRole('link', { name: /超期/ }).click()
    await page.getByRole('rowheader', { name: '镇城建办' }).waitFor()
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '镇城建办' }) })
    expect(await row.getByRole('cell').allTextContents()).toEqual(['24', '0', '1'])
    const late = items(page).filter({ hasText: '早该修的路灯' })
    await late.getByText('镇城建办').waitFor()
    await late.getByText(zh.due.overdue(5, dayAt(-5))).waitFor()
    expect(await items(page).count()).toBe(1)
    expect(await inspect(page, 'department-units', { fullPage: true, sizes: [LAPTOP, PHONE] })).toEqual([])
    await late.getByRole('link').click()
    await page.getByText('早该修的路灯').waitFor()
  })

  test('completes a dossier: what is missing in words, a draft that survives, versions with who and what', async () => {
    const { page: desktop } = secretary
    await desktop.goto(`${served.url}/staff#/proposals/${cycleId}`)
    await button(desktop, proposalWords.add).click()
    const { fields } = meetingWords.list
    await label(desktop, fields.name).fill('玄真路水管改造')
    await label(desktop, fields.category).fill('供水')
    await button(desktop, proposalWords.save).click()
    const give = desktop.getByRole('button', { name: new RegExp(`^${proposalWords.give}`) })
    await give.click()
    const dialog = desktop.getByRole('dialog', { name: proposalWords.giveHeading })
    await dialog.getByLabel(proposalWords.giveTo).selectOption({ label: '镇城建办' })
    expect(await inspect(desktop, 'department-give', { sizes: [LAPTOP, PHONE] })).toEqual([])
    await button(desktop, proposalWords.giveNow).click()
    await dialog.waitFor({ state: 'detached' })

    const { page } = phone
    await page.goto(`${served.url}/staff#/dossiers`)
    const missing = ['建设内容', '地点', '责任单位', '投资额', '完成日期']
    await page.getByText(zh.dossiers.missing(missing)).waitFor()
    expect(await inspect(page, 'department-dossiers', LOOKS)).toEqual([])
    await page.getByRole('link', { name: zh.dossiers.open }).click()
    await page.getByText(zh.dossier.missingSaved(missing)).waitFor()
    await label(page, fields.place).fill('玄真路')
    await label(page, fields.budget).fill('38.5')
    await page.getByText(zh.dossier.draftKept).waitFor()
    await expect.poll(() => draftsOn(page)).toContain('38.5')
    await page.reload()
    await page.getByText(zh.dossier.draft(1)).waitFor()
    expect(await label(page, fields.place).inputValue()).toBe('玄真路')
    expect(await label(page, fields.budget).inputValue()).toBe('38.5')
    await label(page, fields.budget).fill('很多')
    await page.getByText(meetingWords.list.budgetWrong).first().waitFor()
    expect(await button(page, zh.dossier.save).getAttribute('aria-disabled')).toBe('true')
    // What cannot be read is kept as it was typed.
    await expect.poll(() => draftsOn(page)).toContain('很多')
    await page.reload()
    await expect.poll(() => label(page, fields.budget).inputValue()).toBe('很多')
    // Back to what is served, there is no draft.
    await label(page, fields.budget).fill('')
    await page.getByText(zh.dossier.draftKept).waitFor()
    await label(page, fields.place).fill('')
    await expect.poll(() => draftsOn(page)).toBe('[]')
    await page.getByText(zh.dossier.draftKept).waitFor({ state: 'detached' })
    expect(await page.getByText(zh.dossier.draft(1)).count()).toBe(0)
    await label(page, fields.place).fill('玄真路')
    await label(page, fields.budget).fill('38.5')
    await button(page, zh.dossier.save).click()
    await page.getByText(zh.dossier.saved(2)).waitFor()
    await page.getByText(zh.dossier.missingSaved(['建设内容', '责任单位', '完成日期'])).waitFor()
    await page.getByText(zh.dossier.versionBy(2, '镇城建办')).waitFor()
    expect(await page.locator('.versions ins').allTextContents()).toEqual(['玄真路', zh.dossier.yuan('38.5')])
    expect(await inspect(page, 'department-dossier', LOOKS)).toEqual([])

    // Somebody else saves in between: nothing is written over unseen.
    await label(page, fields.content).fill('更换主管 800 米。')
    await page.getByText(zh.dossier.draftKept).waitFor()
    const { proposals } = await done(api().order.cycles[':id'].proposals.$get({ param: { id: cycleId } }))
    const proposal = present(proposals[0])
    const other = { ...proposal.dossier, funding: '镇财政' }
    await done(
      api().order.cycles[':id'].proposals[':proposalId'].dossier.$put({
        param: { id: cycleId, proposalId: proposal.id },
        json: { dossier: other, from: 2 },
      }),
    )
    await button(page, zh.dossier.save).click()
    await page.getByText(zh.dossier.newer(3)).waitFor()
    expect(await label(page, fields.content).inputValue()).toBe('更换主管 800 米。')
    await page.getByText(zh.dossier.versionBy(3, zh.dossier.secretary)).waitFor()
    expect(await inspect(page, 'department-newer', LOOKS)).toEqual([])
    await label(page, fields.funding).fill('镇财政')
    await label(page, fields.responsibleUnit).fill('镇城建办')
    await label(page, fields.finishBy).fill('2026-10-31')
    await button(page, zh.dossier.save).click()
    await page.getByText(zh.dossier.saved(4)).waitFor()
    await page.getByText(zh.dossier.complete).waitFor()

    // What is typed between Save and its answer is in the next version.
    const held = await holdBack(page, '**/dossier')
    await label(page, fields.funding).fill('镇财政、村集体')
    await button(page, zh.dossier.save).click()
    await held.asked
    await label(page, fields.content).fill('更换主管 900 米。')
    await held.go()
    await page.getByText(zh.dossier.saved(5)).waitFor()
    await page.getByText(zh.dossier.draft(5)).waitFor()
    expect(await label(page, fields.content).inputValue()).toBe('更换主管 900 米。')
    await button(page, zh.dossier.save).click()
    await page.getByText(zh.dossier.saved(6)).waitFor()

    // What was begun can be dropped.
    await label(page, fields.name).fill('别的名称')
    await page.getByText(zh.dossier.draftKept).waitFor()
    await page.reload()
    await button(page, zh.dossier.drop).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.dossier.drop }).click()
    await expect.poll(() => label(page, fields.name).inputValue()).toBe('玄真路水管改造')

    await desktop.reload()
    await desktop.getByRole('button', { name: new RegExp(`^${proposalWords.list}`) }).click()
    await desktop.getByText(proposalWords.states.listed).waitFor()
    await page.reload()
    await page.getByText(zh.dossier.listed).waitFor()
    expect(await button(page, zh.dossier.save).count()).toBe(0)
    expect(phone.faults).toEqual([])
  })

  test('speaks English, too', async () => {
    const { page } = phone
    await page.goto(`${served.url}/staff?lang=en#/`)
    await page.getByText(en.duties.summary(24, 1, 0)).waitFor()
    expect(await inspect(page, 'department-duties-en', { sizes: [PHONE, LAPTOP] })).toEqual([])
    await items(page).first().getByRole('link').click()
    await button(page, en.demand.choose.return).click()
    expect(await inspect(page, 'department-demand-en', LOOKS)).toEqual([])
    await page.goto(`${served.url}/staff?lang=en#/dossiers`)
    await page.getByRole('link', { name: en.dossiers.look }).click()
    await page.getByText(en.dossier.listed).waitFor()
    expect(await inspect(page, 'department-dossier-en', LOOKS)).toEqual([])
  })
})
