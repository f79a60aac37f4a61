/** The public page, where residents ask for something and follow it: on a phone and on a desk. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { silentLog } from '../../src/http/log.ts'
import type { CycleView } from '../../src/order/model.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { en } from '../../src/web/public/strings.en.ts'
import { inspectionEn } from '../../src/web/public/strings.inspection.en.ts'
import { zh } from '../../src/web/public/strings.zh.ts'
import { makeApp } from '../support/app.ts'
import { ask, makeHall, type TestHall } from '../support/ballots.ts'
import { CARRIED, dossierOf, draftCycle, reviewOf } from '../support/cycles.ts'
import { inspect, launchBrowser, newTablet } from '../support/browser.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import { makeTown, readDemand, readDemands, takenDemand, type TestTown } from '../support/intake.ts'
import { photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'

const { browser } = await launchBrowser()

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]

const CODE = /^[2-9AC-HJKMNP-RTV-Y]{4}(-[2-9AC-HJKMNP-RTV-Y]{4}){2}$/

const look = (page: Page, name: string) =>
  inspect(page, `public-intake-${name}`, { fullPage: true, sizes: SIZES })

const picture = async (name: string, width = 3000) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(await photoOf({ width, height: width / 2 })),
})

/** A promise, and what fulfils it. */
function withResolvers() {
  let resolve: (() => void) | undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve: () => resolve?.() }
}

async function fill(page: Page, text: string, words: typeof zh = zh) {
  await page.getByRole('combobox', { name: words.category }).fill('交通出行')
  await page.getByRole('textbox', { name: words.demandText }).fill(text)
}
const send = (page: Page, words: typeof zh = zh) => page.getByRole('button', { name: words.send }).click()
const received = async (page: Page, words: typeof zh = zh) => {
  await page.getByRole('heading', { name: words.received }).waitFor()
  const [number = '', code = ''] = await page.locator('.receipt dd').allInnerTexts()
  expect(code).toMatch(CODE)
  return { number, code }
}
async function lookUp(page: Page, code: string, words: typeof zh = zh) {
  // As people type it.
  await page.getByRole('textbox', { name: words.code }).fill(code.toLowerCase())
  await page.getByRole('button', { name: words.lookUp }).click()
}

describe.skipIf(browser === undefined)('the public page, for residents', () => {
  let dataDir: string
  let server: RunningServer
  let town: TestTown
  let hall: TestHall

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-public-intake-'))
    const config = {
      // Each page of this test comes from an address of its own.
      ...parseConfig({ DATA_DIR: dataDir, PORT: '0', TRUST_PROXY: '1' }),
      passwordCost: QUICK_PASSWORDS,
    }
    server = await startServer({ config, log: silentLog })
    // The staff's requests are made in this process, over the same database.
    const clock = { now: () => new Date(), advance: () => undefined }
    const app = makeApp({ db: server.ctx.db, config }, { clock })
    town = await makeTown(app)
    const presidium = await town.assembly.person('presidium')
    hall = { ...(await makeHall(app, { tellers: 1 })), secretary: town.secretary, presidium }
    await ask(
      town.secretary,
      `POST /api/intake/stations/${town.stationId}/openings`,
      { heldOn: '2099-01-05', begins: '09:00', ends: '11:30', topic: '路灯和道路' },
      201,
    )
  })
  afterAll(async () => {
    await browser?.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  let lines = 0
  /** The page on a phone, from a line of its own, with the town chosen. */
  async function open(address = '/', words: typeof zh = zh) {
    lines += 1
    const { page, faults } = await newTablet(browser as Browser)
    page.setDefaultTimeout(10_000)
    await page.setViewportSize(present(SIZES[0]))
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': `198.51.100.${lines}` })
    await page.goto(server.url + address)
    await page.getByRole('combobox', { name: words.assembly }).selectOption(town.assembly.id)
    await page.getByRole('textbox', { name: words.demandText }).waitFor()
    return { page, faults }
  }

  const takenWith = async (text: string) =>
    (await readDemands(town.secretary)).demands.filter((demand) => demand.text === text)

  test('from asking by its code to an answer, not content, and content at last', async () => {
    const { page, faults } = await open('/#ask')
    const wrong = await look(page, 'form')
    // Stations and their next openings.
    await page.getByText('2099-01-05 09:00–11:30').waitFor()
    await fill(page, '东门桥的路灯不亮，夜里看不清。')
    await page.getByText(zh.more).click()
    await page.getByRole('textbox', { name: zh.demandPlace }).fill('东门桥')
    const grids = page.getByRole('combobox', { name: zh.grid })
    expect((await grids.getByRole('option').allInnerTexts()).map((name) => name.trimEnd())).toEqual(
      expect.arrayContaining(['南片', '\u3000玄真社区', '\u3000\u3000第一网格', '\u3000\u3000\u3000甲楼']),
    )
    await grids.selectOption({ label: '\u3000\u3000第一网格' })
    await page.getByRole('textbox', { name: zh.phone }).fill('13700000000')
    wrong.push(...(await look(page, 'filled')))
    await send(page)
    const { number, code } = await received(page)
    wrong.push(...(await look(page, 'receipt')))
    const demand = present((await takenWith('东门桥的路灯不亮，夜里看不清。'))[0])
    expect(demand).toMatchObject({ number, place: '东门桥', category: '交通出行', channel: 'online' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { name: zh.followHeading }).isVisible()).toBe(false)
    expect(await page.getByText(code).isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })

    // With spaces for dashes.
    await lookUp(page, ` ${code.replaceAll('-', ' ')} `)
    await page.getByRole('heading', { name: zh.stateIs.taken }).waitFor()
    await page.getByText(zh.becameNothing).waitFor()
    const at = `/api/intake/demands/${demand.id}`
    await ask(town.secretary, `POST ${at}/assign`, { unit: '镇城建办', dueOn: '2026-03-01' })
    await lookUp(page, code)
    await page.getByRole('heading', { name: zh.stateIs.assigned }).waitFor()
    await page.getByText(zh.dueOn('2026-03-01')).waitFor()
    await page.getByText(zh.overdue, { exact: true }).waitFor()
    await page.getByText(zh.step.assign('镇城建办')).waitFor()

    await ask(town.secretary, `POST ${at}/answer`, { text: '已经派人更换。' })
    await lookUp(page, code)
    await page.getByText('已经派人更换。').waitFor()
    wrong.push(...(await look(page, 'answered')))
    await page.getByText(zh.notSolved, { exact: true }).click()
    await page.getByRole('button', { name: zh.reopen }).click()
    await page.getByText('请填写').waitFor()
    await page.getByRole('textbox', { name: zh.whatIsMissing }).fill('还有两盏不亮。')
    await page.getByRole('button', { name: zh.reopen }).click()
    await page.getByRole('heading', { name: zh.stateIs.reopened }).waitFor()
    await page.getByText('还有两盏不亮。').waitFor()

    await ask(town.secretary, `POST ${at}/answer`, { text: '全部亮了。' })
    await lookUp(page, code)
    await page.getByText('全部亮了。').waitFor()
    await page.getByRole('button', { name: zh.confirm }).click()
    await page.getByRole('heading', { name: zh.stateIs.confirmed }).waitFor()
    expect(await takenWith(demand.text)).toMatchObject([{ state: 'confirmed' }])
    expect([...wrong, ...faults]).toEqual([])
  })

  test('photos are chosen, looked at, sent behind the demand, and sent again where the line broke', async () => {
    const words = zh.photos
    const { page, faults } = await open('/#ask')
    await fill(page, '水渠塌了，照片里看得见。')
    const choose = page.getByLabel(words.choose)
    const text = { name: '不是照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') }
    await choose.setInputFiles([
      await picture('一.jpg'),
      text,
      await picture('二.jpg'),
      await picture('三.jpg'),
    ])
    await page.getByText(words.unreadable('不是照片.jpg')).waitFor()
    await page.getByRole('button', { name: words.remove(3) }).click()
    expect(await page.getByRole('button', { name: words.enlarge(3) }).count()).toBe(0)
    const wrong = await look(page, 'photos')
    await page.getByRole('button', { name: words.enlarge(2) }).click()
    const large = page.getByRole('dialog', { name: words.photo(2) })
    await large.getByRole('img').waitFor()
    wrong.push(...(await inspect(page, 'public-intake-photo-large', { sizes: SIZES })))
    await large.getByRole('button', { name: words.close }).click()
    // The second one breaks off.
    let sent = 0
    await page.route('**/follow-up/photos/*', (route) => {
      sent += 1
      return sent === 2 ? route.abort() : route.continue()
    })
    await send(page)
    const { code } = await received(page)
    await page.getByText(words.notSent(1)).waitFor()
    wrong.push(...(await look(page, 'photos-broken')))
    await page.getByRole('button', { name: words.again }).click()
    await page.getByText(words.sent(2)).waitFor()
    const [demand] = await takenWith('水渠塌了，照片里看得见。')
    const { photos } = await readDemand(town.secretary, present(demand).id)
    // Shrunk before it was sent.
    expect(photos.map(({ width, height }) => [width, height])).toEqual([
      [2048, 1024],
      [2048, 1024],
    ])

    await lookUp(page, code)
    const followed = page.locator('.followed')
    await followed.getByRole('button', { name: words.enlarge(2) }).waitFor()
    await followed.getByLabel(words.choose).setInputFiles([await picture('四.jpg', 600)])
    await followed.getByRole('button', { name: words.enlarge(3) }).click()
    await page
      .getByRole('dialog', { name: words.photo(3) })
      .getByRole('img')
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: words.close }).click()
    await followed.getByRole('button', { name: words.remove(1) }).click()
    await followed.getByRole('button', { name: words.enlarge(3) }).waitFor({ state: 'detached' })
    wrong.push(...(await look(page, 'photos-followed')))
    expect((await readDemand(town.secretary, present(demand).id)).photos).toHaveLength(2)
    expect(page.url()).not.toContain(code)
    expect([wrong, faults.filter((fault) => !/ERR_FAILED|Failed to (load|fetch)/.test(fault))]).toEqual([
      [],
      [],
    ])
  })

  test('a demand waits for photos that are being made small, and is not changed on its way', async () => {
    const words = zh.photos
    const { page, faults } = await open('/#ask')
    // A slow phone, a slow line; and what of its memory is held for pictures.
    await page.evaluate(`
      const shrink = createImageBitmap
      const ready = new Promise((release) => (window.release = release))
      window.createImageBitmap = async (...of) => (await ready, shrink(...of))
      window.held = new Set()
      const { createObjectURL, revokeObjectURL } = URL
      URL.createObjectURL = (blob) => {
        const address = createObjectURL.call(URL, blob)
        held.add(address)
        return address
      }
      URL.revokeObjectURL = (address) => (held.delete(address), revokeObjectURL.call(URL, address))
    `)
    const text = '桥栏断了，正在拍照片。'
    await fill(page, text)
    await page.getByLabel(words.choose).setInputFiles([await picture('一.jpg', 600)])
    const button = page.getByRole('button', { name: words.preparing })
    await button.click({ force: true })
    expect(await takenWith(text)).toEqual([])
    await page.evaluate('release()')
    await page.getByRole('button', { name: words.enlarge(1) }).waitFor()
    expect(await page.evaluate('held.size')).toBe(1)

    const { promise: answered, resolve: answer } = withResolvers()
    await page.route('**/public/demands/*', async (route) => {
      await answered
      await route.continue()
    })
    await send(page)
    await page.getByRole('button', { name: zh.sending }).waitFor()
    const area = page.getByRole('textbox', { name: zh.demandText })
    expect(await area.isEditable()).toBe(false)
    expect(await page.getByRole('button', { name: words.remove(1) }).count()).toBe(0)
    expect(await area.inputValue()).toBe(text)
    answer()
    await received(page)
    await page.getByText(words.sent(1)).waitFor()
    expect(await page.evaluate('held.size')).toBe(0)
    await page.getByRole('button', { name: zh.askAgain }).click()
    expect(await area.inputValue()).toBe('')
    expect(await page.getByRole('button', { name: words.enlarge(1) }).count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('with the code: a photo that did not arrive stays, whatever is chosen next; what comes late of another demand changes nothing', async () => {
    const words = zh.photos
    const { page, faults } = await open('/#ask')
    const codes: string[] = []
    const texts = ['井盖松了。', '公厕没有水。']
    for (const text of texts) {
      await fill(page, text)
      await send(page)
      codes.push((await received(page)).code)
      await page.getByRole('button', { name: zh.askAgain }).click()
    }
    const [first = '', second = ''] = codes
    await lookUp(page, first)
    const followed = page.locator('.followed')
    let broken = true
    await page.route('**/follow-up/photos/*', (route) =>
      broken && route.request().method() === 'PUT' ? route.abort() : route.continue(),
    )
    await followed.getByLabel(words.choose).setInputFiles([await picture('一.jpg', 600)])
    await followed.getByText(words.notSent(1)).waitFor()
    broken = false
    await followed.getByLabel(words.choose).setInputFiles([await picture('二.jpg', 602)])
    await followed.getByRole('button', { name: words.enlarge(1) }).waitFor()
    await followed.getByText(words.notSent(1)).waitFor()
    await followed.getByRole('button', { name: words.again }).click()
    await followed.getByRole('button', { name: words.enlarge(2) }).waitFor()
    expect(await followed.getByText(words.notSent(1)).count()).toBe(0)

    // The first demand is read once more after its photo; before that is answered, the second one is looked up.
    const { promise: answered, resolve: answer } = withResolvers()
    await page.route('**/api/intake/follow-up', async (route) => {
      if (route.request().postData()?.includes(first.toLowerCase()) === true) await answered
      await route.continue()
    })
    const late = page.waitForResponse(
      (response) =>
        response.url().endsWith('/follow-up') &&
        response.request().postData()?.includes(first.toLowerCase()) === true,
    )
    await followed.getByRole('button', { name: words.remove(1) }).click()
    await lookUp(page, second)
    await followed.getByText(texts[1] as string).waitFor()
    answer()
    await late
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(await followed.innerText()).toContain(texts[1])
    expect(await followed.innerText()).not.toContain(texts[0])
    expect(await followed.getByRole('button', { name: words.enlarge(1) }).count()).toBe(0)
    expect(faults.filter((fault) => !/ERR_FAILED|Failed to (load|fetch)/.test(fault))).toEqual([])
  })

  test('photos in English: the button speaks the page’s language, is large enough, and has the keyboard’s focus', async () => {
    const words = en.photos
    const { page, faults } = await open('/?lang=en#ask', en)
    await fill(page, 'The canal has fallen in.', en)
    const choose = page.getByLabel(words.choose)
    await choose.setInputFiles([await picture('1.jpg', 600)])
    await page.getByRole('button', { name: words.remove(1) }).waitFor()
    await choose.focus()
    const label = page.locator('label', { hasText: words.choose })
    expect((await label.boundingBox())?.height).toBeGreaterThanOrEqual(48)
    expect(
      await page.evaluate("getComputedStyle(document.querySelector('.choose-file label')).outlineStyle"),
    ).toBe('solid')
    const wrong = await look(page, 'photos-en')
    await send(page, en)
    const { code } = await received(page, en)
    await page.getByText(words.sent(1)).waitFor()
    await lookUp(page, code, en)
    await page
      .locator('.followed')
      .getByRole('button', { name: words.enlarge(1) })
      .locator('img')
      .waitFor()
    wrong.push(...(await look(page, 'photos-followed-en')))
    expect([...wrong, ...faults]).toEqual([])
  })

  test('a code that nobody has, and one that is none', async () => {
    const { page, faults } = await open('/#follow')
    await lookUp(page, 'abc')
    await page.getByText('查询码为 12 个字母和数字').first().waitFor()
    await lookUp(page, 'aaaa-aaaa-aaaa')
    await page.getByRole('alert').getByText('没有这个查询码').waitFor()
    await page.route('**/api/intake/follow-up', (route) => route.abort())
    await lookUp(page, 'aaaa-aaaa-aaaa')
    await page.getByRole('alert').getByText(zh.unreachable).waitFor()
    await page.unroute('**/api/intake/follow-up')
    await lookUp(page, 'aaaa-aaaa-aaaa')
    await page.getByRole('alert').getByText('没有这个查询码').waitFor()
    expect([...(await look(page, 'wrong-code')), ...faults]).toEqual([])
  })

  test('the place that the address names is in sight, however late what stands above it comes', async () => {
    const { page } = await open()
    const held: Route[] = []
    await page.route('**/api/people/assemblies', (route) => void held.push(route))
    await page.goto(`${server.url}/?again#follow`)
    const top = async () => (await page.locator('#follow').boundingBox())?.y
    await expect.poll(top).toBeLessThan(300)
    const assemblies = [{ id: town.assembly.id, name: '太和镇人民代表大会', level: 'town' }]
    for (const route of held) await route.fulfill({ json: { assemblies } })
    await page.getByRole('textbox', { name: zh.demandText }).waitFor()
    await expect.poll(top).toBeLessThan(50)
  })

  test('says at the field what is wrong, also at one that was folded away', async () => {
    const { page, faults } = await open()
    await send(page)
    const category = page.getByRole('combobox', { name: zh.category })
    await page.getByText('请填写').first().waitFor()
    expect(await category.getAttribute('aria-invalid')).toBe('true')
    expect(await category.evaluate((found) => found.matches(':focus'))).toBe(true)
    await fill(page, '折叠里的错')
    await page.getByText(zh.more).click()
    await page.getByRole('textbox', { name: zh.phone }).fill('call me')
    await page.getByText(zh.more).click()
    await send(page)
    await page.getByText('电话只写数字').waitFor()
    expect([...(await look(page, 'field-wrong')), ...faults]).toEqual([])
    expect(await takenWith('折叠里的错')).toEqual([])
    // What was typed stands.
    await page.getByRole('textbox', { name: zh.phone }).fill('0516 8888')
    await send(page)
    await received(page)
    expect(await takenWith('折叠里的错')).toHaveLength(1)
  })

  test('an answer that never comes: sent again it is taken once, and what was changed is not lost', async () => {
    const { page, faults } = await open()
    await fill(page, '断网也不重复')
    const form = '**/api/intake/public/demands/*'
    const sent: string[] = []
    await page.route(form, async (route) => {
      sent.push(route.request().url() + (route.request().postData() ?? ''))
      // It arrives, and the answer is lost.
      await route.fetch()
      await route.abort()
    })
    for (let i = 0; i < 2; i += 1) {
      await send(page)
      await page.getByRole('alert').getByText(zh.notSent).waitFor()
      await page.getByRole('button', { name: zh.send }).waitFor()
    }
    expect(new Set(sent).size).toBe(1)
    const wrong = await look(page, 'lost')
    await page.unroute(form)
    await send(page)
    await received(page)
    expect(await takenWith('断网也不重复')).toHaveLength(1)

    await page.getByRole('button', { name: zh.askAgain }).click()
    await fill(page, '先这样写')
    await page.route(form, async (route) => {
      await route.fetch()
      await route.abort()
    })
    await send(page)
    await page.getByRole('alert').getByText(zh.notSent).waitFor()
    await page.unroute(form)
    await page.getByRole('textbox', { name: zh.demandText }).fill('后来改了')
    await send(page)
    const { code } = await received(page)
    await lookUp(page, code)
    await page.locator('blockquote').getByText('后来改了').waitFor()
    expect([...wrong, ...faults]).toEqual([])
  })

  test('sent too often, it says so, and keeps what was typed', async () => {
    const { page, faults } = await open()
    for (let i = 0; i < 10; i += 1) {
      await fill(page, `第${i}条`)
      await send(page)
      await received(page)
      await page.getByRole('button', { name: zh.askAgain }).click()
    }
    await fill(page, '第十一条')
    await send(page)
    await page.getByRole('alert').getByText('提交得太频繁').waitFor()
    expect(await page.getByRole('textbox', { name: zh.demandText }).inputValue()).toBe('第十一条')
    expect([...(await look(page, 'too-often')), ...faults]).toEqual([])
  })

  test('what it became, where candidates came from, and why others were not listed; in English', async () => {
    const cycle = await draftCycle(hall, [])
    const { page, faults } = await open('/?lang=en', en)
    // What is said of the demand; the year below has words like them.
    const followed = page.locator('.followed')
    const asked = async (text: string) => {
      await fill(page, text, en)
      await send(page, en)
      const { code } = await received(page, en)
      await page.getByRole('button', { name: en.askAgain }).click()
      return { code, id: present((await takenWith(text))[0]).id }
    }
    const propose = async (name: string, demandIds: readonly string[]) => {
      const body = { dossier: dossierOf(name), demandIds }
      const { id } = await ask<{ id: string }>(town.secretary, `POST ${cycle.path}/proposals`, body, 201)
      return `${cycle.path}/proposals/${id}`
    }
    const lamps = await asked('路灯项目的诉求')
    const tower = await asked('观光塔的诉求')
    const listed = await propose('路灯节能改造', [lamps.id, (await takenDemand(town)).id])
    const refused = await propose('观光塔', [tower.id])
    await lookUp(page, lamps.code, en)
    await page.getByText('路灯节能改造').waitFor()
    await ask(town.secretary, `POST ${listed}/list`, undefined, 201)
    await ask(town.secretary, `POST ${refused}/refuse`, {
      criterion: 'wide-benefit',
      reason: '主要供游客使用。',
    })
    const { year } = await ask<CycleView>(town.secretary, `GET ${cycle.path}`)
    await page.reload()
    // Drafts are nobody's word yet: the public reads how many there are.
    await page.getByText(en.examined(1)).waitFor()
    expect(await page.getByRole('table', { name: en.candidatesHeading }).count()).toBe(0)
    await lookUp(page, lamps.code, en)
    await followed.getByText(inspectionEn.proposed(year)).waitFor()
    await followed.getByText(inspectionEn.next.examined).waitFor()
    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    const listedOne = present((await ask<CycleView>(town.secretary, `GET ${cycle.path}`)).candidates[0])
    const dossier = dossierOf('路灯节能改造', { budgetFen: 80_000_00, funding: '镇财政' })
    const change = {
      kind: 'change',
      candidateId: listedOne.id,
      fields: ['budgetFen', 'funding'],
      dossier,
      reason: '财政所核减',
    }
    const review = { ...CARRIED, adjustments: [change], shortfallReason: '其余不具备条件' }
    await propose('河边步道', [])
    await ask(hall.presidium, `POST ${cycle.path}/review`, await reviewOf(hall, cycle, review))
    await page.reload()
    await lookUp(page, lamps.code, en)
    await followed.getByText(inspectionEn.listed, { exact: true }).waitFor()
    await followed.getByText(inspectionEn.next.vote).waitFor()
    await lookUp(page, tower.code, en)
    await followed.getByText(inspectionEn.refused).waitFor()
    await followed.getByText(en.criterion['wide-benefit'].trim()).waitFor()

    await page.getByText('2 × (1 + 50%) = 3', { exact: false }).waitFor()
    await page.getByText(en.beside(1, 3).trim(), { exact: false }).waitFor()
    await page.getByText(en.reviewed(CARRIED.for, 0, 0)).waitFor()
    await page.getByText(en.adjustedHeading(1)).click()
    await page.getByText('财政所核减').waitFor()
    await page.getByText(en.origin(2, [en.channel.reception(1), en.channel.online(1)])).waitFor()
    await page.getByRole('table').getByText(en.originMore).click()
    await page.getByText(en.originMerged(2, 2)).waitFor()
    await page.getByText(en.notListed(2)).click()
    await page.locator('.not-listed').getByText('主要供游客使用。').waitFor()
    await page.locator('.not-listed').getByText(en.leftOver).waitFor()
    expect([...(await look(page, 'english')), ...faults]).toEqual([])
  })
})
