/** The desk for demands: looked for, filtered, paged, worked on, counted, exported. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done } from '../../src/cli/client.ts'
import { systemNewId, today } from '../../src/context.ts'
import { zipOf } from '../../src/http/zip.ts'
import type { Grid, NewContact } from '../../src/intake/model.ts'
import { zh as contacts } from '../../src/web/staff/contacts/strings.zh.ts'
import { en } from '../../src/web/staff/demands/strings.en.ts'
import { zh } from '../../src/web/staff/demands/strings.zh.ts'
import { zh as sheets } from '../../src/web/staff/sheets/strings.zh.ts'
import { en as shellEn } from '../../src/web/staff/strings.en.ts'
import { zh as shell } from '../../src/web/staff/strings.zh.ts'
import { inspect, launchBrowser, type Tablet } from '../support/browser.ts'
import { photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'
import { serveHall, type ServedHall } from '../support/served-hall.ts'
import { atDesk } from './at-the-desk.ts'

const { browser } = await launchBrowser()
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const YEAR = new Date().getFullYear()
const TODAY = today({ now: () => new Date() })
const LONG_AGO = `${YEAR - 1}-06-01`

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const rows = (page: Page) => page.getByRole('table').locator('tbody').getByRole('row')

function csv(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\n'))
}

const photo = async (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(await photoOf({ width: 900, height: 700, format: 'png' })),
})

async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()])
  return readFile(await download.path())
}

describe.runIf(browser !== undefined)('the desk for demands', () => {
  let served: ServedHall
  let secretary: Tablet
  let deputyIds: readonly string[]
  let grids: ReadonlyMap<string, Grid>
  const api = () => served.hall.secretary.client.api
  const gridOf = (name: string): string => present(grids.get(name)).id

  async function met(
    contact: Partial<NewContact>,
    demands: readonly Partial<NewContact['demands'][number]>[],
  ) {
    const json = {
      channel: 'online' as const,
      heldOn: TODAY,
      deputyIds: [present(deputyIds[0])],
      residents: 1,
      ...contact,
      demands: demands.map((demand) => ({
        id: systemNewId(),
        category: '交通出行',
        text: '村口路灯不亮，请修一修。',
        ...demand,
      })),
    }
    return done(api().intake.contacts[':id'].$put({ param: { id: systemNewId() }, json }))
  }

  beforeAll(async () => {
    served = await serveHall()
    deputyIds = (await done(api().people.deputies.$get())).deputies.map(({ id }) => id)
    secretary = await atDesk(browser!, served, 'secretary', '#/demands')
    secretary.page.setDefaultTimeout(15_000)
  })
  afterAll(() => served.close())

  test('before anything came in, the page says what will appear', async () => {
    const { page } = secretary
    await page.getByText(zh.list.none).waitFor()
    expect(await page.locator('.top [aria-current]').textContent()).toBe(shell.nav.demands)
  })

  test('grids are typed or imported, deputies assigned, a station and its opening added', async () => {
    const { page } = secretary
    await page.getByRole('link', { name: zh.nav.grids }).click()
    await page.getByText(zh.grids.none).waitFor()
    await page.getByLabel(zh.grids.addLabel).fill('南片/玄真社区/第一网格\n北片／飞水村\n')
    await button(page, zh.grids.add).click()
    await page.getByText(zh.grids.made(5)).waitFor()

    const sheet = async (cells: readonly (readonly string[])[]): Promise<void> => {
      const buffer = await writeXlsxFile(
        cells.map((row) => row.map((value) => ({ type: String, value }))),
      ).toBuffer()
      await page.getByLabel(sheets.file).setInputFiles({ name: '网格.xlsx', mimeType: XLSX, buffer })
    }
    await sheet([['名称'], ['南片']])
    await page.getByText(zh.grids.noGridColumn).waitFor()
    const headings = ['一级网格', '二级网格', '三级网格', '代表']
    await sheet([headings, ['南片', '', '第二网格', '代表1'], ['南片', '玄真社区', '', '王某']])
    await page
      .getByRole('listitem')
      .filter({ hasText: sheets.row(2) })
      .getByText(zh.grids.gap)
      .waitFor()
    await page
      .getByRole('listitem')
      .filter({ hasText: sheets.row(3) })
      .getByText(zh.grids.unknown('王某'))
      .waitFor()
    expect(await button(page, zh.grids.import(0)).getAttribute('aria-disabled')).toBe('true')
    await sheet([headings, ['南片', '玄真社区', '第二网格', '代表1、代表2'], ['南片', '五星村', '', '']])
    await button(page, zh.grids.import(2)).click()
    await page.getByText(zh.grids.made(2)).waitFor()

    // Where the sheet is a .csv with a wrong row, the others are taken once a person says so.
    const typed = '一级网格,二级网格,代表\n北片,飞水,\n,无上级,\n北片,回正村,代表4\n'
    await page
      .getByLabel(sheets.file)
      .setInputFiles({ name: '网格.csv', mimeType: 'text/csv', buffer: Buffer.from(typed) })
    await page.getByLabel(sheets.leaveOut(1)).check()
    await button(page, zh.grids.import(2)).click()
    await page.getByText(zh.grids.made(2)).waitFor()

    await page.getByRole('button', { name: /（飞水）/ }).click()
    await page.getByLabel(zh.grids.gridName).fill('飞水村')
    await button(page, zh.grids.save).click()
    await page.getByText(/同一级已有同名的网格/).waitFor()
    await page.getByLabel(zh.grids.gridName).fill('白莲村')
    await button(page, zh.grids.save).click()
    await page.getByRole('listitem').filter({ hasText: '白莲村' }).waitFor()

    await page.getByRole('button', { name: /飞水村/ }).click()
    await page.getByLabel(zh.grids.deputies, { exact: true }).fill('代表3、无此人')
    await page.getByText(zh.grids.unknown('无此人')).first().waitFor()
    await page.getByLabel(zh.grids.deputies, { exact: true }).fill('代表3')
    await button(page, zh.grids.save).click()
    await page.getByRole('listitem').filter({ hasText: '飞水村' }).getByText('代表3').waitFor()

    await page.getByLabel(zh.grids.stationName, { exact: true }).fill('玄真社区联络站')
    await page.getByLabel(zh.grids.stationPlace).fill('玄真路1号')
    await button(page, zh.grids.addStation).click()
    const station = page.getByRole('article')
    await station.getByRole('heading', { name: '玄真社区联络站' }).waitFor()
    await station.getByText(zh.grids.addOpening).first().click()
    await station.getByLabel(zh.grids.day).fill(`${YEAR + 1}-03-10`)
    await station.getByLabel(zh.grids.ends).fill('08:00')
    await button(page, zh.grids.addOpening).click()
    await station.getByText('结束早于开始').waitFor()
    await station.getByLabel(zh.grids.ends).fill('11:30')
    await button(page, zh.grids.addOpening).click()
    await station.getByText(zh.grids.opening(`${YEAR + 1}-03-10`, '09:00', '11:30')).waitFor()
    await station.getByLabel(zh.grids.day).fill(`${YEAR + 1}-03-12`)
    await button(page, zh.grids.addOpening).click()
    await page.getByRole('button', { name: `${zh.grids.remove} ${YEAR + 1}-03-12` }).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.grids.remove }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await station.getByText(`${YEAR + 1}-03-12`).count()).toBe(0)
    await station.getByRole('button', { name: `${zh.grids.change} ${YEAR + 1}-03-10` }).click()
    const opening = station.getByRole('listitem')
    await opening.getByLabel(zh.grids.topic).fill('夜间接待')
    await button(page, zh.grids.save).click()
    await opening.getByText('夜间接待').waitFor()
    expect(await inspect(page, 'demands-grids', { fullPage: true, sizes: SIZES })).toEqual([])

    const kept = await readSheet(await saved(page, zh.grids.exportGrids))
    expect(kept[0]).toEqual(['一级网格', '二级网格', '三级网格', '四级网格', '代表'])
    expect(kept).toContainEqual(['南片', '玄真社区', '第二网格', null, '代表1、代表2'])
    expect((await readSheet(await saved(page, zh.grids.exportStations))).slice(1)).toEqual([
      ['玄真社区联络站', '玄真路1号', null, `${YEAR + 1}-03-10`, '09:00', '11:30', '夜间接待'],
    ])

    grids = new Map((await done(api().intake.grids.$get())).grids.map((grid) => [grid.name, grid]))
    expect(new Set(present(grids.get('第二网格')).deputyIds)).toEqual(new Set(deputyIds.slice(0, 2)))
    expect(present(grids.get('飞水村')).deputyIds).toEqual([deputyIds[2]])
  })

  test.each([
    ['zh', zh],
    ['en', en],
  ] as const)('what was typed wrong in grids and stations is put right (%s)', async (language, w) => {
    const { page, context } = await atDesk(browser!, served, 'secretary', '#/grids')
    page.setDefaultTimeout(15_000)
    if (language === 'en') await button(page, 'English').click()
    await page.getByLabel(w.grids.addLabel).fill('错片/错村')
    await button(page, w.grids.add).click()
    const item = page.getByRole('listitem').filter({ hasText: '错片' })
    await item.getByRole('button', { name: w.grids.change }).click()
    await item.getByRole('button', { name: w.grids.removeGrid }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: w.grids.removeGrid }).click()
    await dialog.getByText(language === 'zh' ? /下级网格 1 个/ : /grids within it: 1/).waitFor()
    expect(await inspect(page, `demands-grid-remove-${language}`, { sizes: SIZES })).toEqual([])
    await page.keyboard.press('Escape')
    await button(page, shell.cancel).or(button(page, shellEn.cancel)).click()
    // The inner one moves to another grid, and is then removed.
    const inner = page.getByRole('listitem').filter({ hasText: '错村' })
    await inner.getByRole('button', { name: w.grids.change }).click()
    await inner.getByLabel(w.grids.within).selectOption({ label: '北片' })
    await inner.getByRole('button', { name: w.grids.save }).click()
    await inner.getByRole('button', { name: w.grids.change }).click()
    expect(await inner.getByLabel(w.grids.within).locator('option:checked').textContent()).toBe('北片')
    expect(await inspect(page, `demands-grid-move-${language}`, { sizes: SIZES })).toEqual([])
    await inner.getByRole('button', { name: w.grids.removeGrid }).click()
    await dialog.getByRole('button', { name: w.grids.removeGrid }).click()
    await inner.waitFor({ state: 'detached' })
    await item.getByRole('button', { name: w.grids.change }).click()
    await item.getByRole('button', { name: w.grids.removeGrid }).click()
    await dialog.getByRole('button', { name: w.grids.removeGrid }).click()
    await item.waitFor({ state: 'detached' })

    const station = page.getByRole('article')
    await station.getByRole('button', { name: `${w.grids.change} 玄真社区联络站` }).click()
    await station.getByLabel(w.grids.stationPlace).fill('玄真路2号')
    await station.getByRole('button', { name: w.grids.save }).click()
    await station.getByText('玄真路2号').waitFor()
    await station.getByRole('button', { name: `${w.grids.close} 玄真社区联络站` }).click()
    await dialog.getByRole('button', { name: w.grids.close }).click()
    await station.getByText(w.grids.closed, { exact: true }).waitFor()
    expect(await station.getByText(w.grids.addOpening).count()).toBe(0)
    expect(
      await inspect(page, `demands-station-closed-${language}`, { fullPage: true, sizes: SIZES }),
    ).toEqual([])
    await station.getByRole('button', { name: `${w.grids.takeUp} 玄真社区联络站` }).click()
    await station.getByText(w.grids.addOpening).first().waitFor()
    await context.close()
  })

  test('demands are searched as one types, filtered, and paged; overdue ones are marked', async () => {
    const { stations } = await done(api().intake.stations.$get())
    await met(
      {
        channel: 'reception',
        stationId: present(stations[0]).id,
        gridId: gridOf('玄真社区'),
        deputyIds: deputyIds.slice(0, 2),
        residents: 6,
      },
      [
        {
          gridId: gridOf('第一网格'),
          place: '玄真路',
          text: '玄真路口没有红绿灯，孩子上学危险。',
          resident: { name: '周某', phone: '13800000000' },
        },
        { gridId: gridOf('第二网格'), text: '玄真路口的红绿灯什么时候装？' },
      ],
    )
    await met({ channel: 'visit', gridId: gridOf('飞水村'), residents: 3 }, [
      { gridId: gridOf('飞水村'), category: '农田水利', text: '飞水村水渠淤塞多年。' },
    ])
    await met({ heldOn: LONG_AGO }, [{ text: '去年提的公厕还没修。', category: '环境卫生' }])
    await met(
      { heldOn: LONG_AGO, residents: 50 },
      Array.from({ length: 50 }, (_, i) => ({ text: `第${i + 1}户的自来水常停。`, category: '供水' })),
    )

    const { page } = secretary
    await page.getByRole('link', { name: zh.nav.demands }).click()
    await page.getByText(zh.list.shown(50, false)).waitFor()
    expect(await rows(page).count()).toBe(50)
    expect(await inspect(page, 'demands-list', { sizes: SIZES })).toEqual([])
    await button(page, zh.list.more).click()
    await page.getByText(zh.list.shown(54, true)).waitFor()
    expect(await button(page, zh.list.more).count()).toBe(0)

    await page.getByLabel(zh.list.search, { exact: true }).pressSequentially('红绿灯', { delay: 20 })
    await page.getByText(zh.list.shown(2, true)).waitFor()
    await page.getByLabel(zh.list.grid).selectOption({ label: '　　第二网格' })
    await page.getByText(zh.list.shown(1, true)).waitFor()
    // The address holds what is looked for.
    await page.reload()
    await page.getByText(zh.list.shown(1, true)).waitFor()
    expect(await page.getByLabel(zh.list.search, { exact: true }).inputValue()).toBe('红绿灯')
    await page.getByLabel(zh.list.search, { exact: true }).fill('没有这样的事')
    await page.getByText(zh.list.noneFound).waitFor()
    await button(page, zh.list.reset).click()
    await page.getByText(zh.list.shown(50, false)).waitFor()
    expect(await page.getByLabel(zh.list.search, { exact: true }).inputValue()).toBe('')

    await page.getByLabel(zh.list.channel).selectOption('visit')
    await page.getByRole('cell', { name: '农田水利' }).waitFor()
    await page.getByText(zh.list.shown(1, true)).waitFor()
    await button(page, zh.list.reset).click()
    await page.getByLabel(zh.list.from).fill(`${YEAR}-01-01`)
    await page.getByText(zh.list.shown(3, true)).waitFor()
    expect(await page.getByText(zh.list.overdueMark, { exact: true }).count()).toBe(0)
    await button(page, zh.list.reset).click()
    await page.getByLabel(zh.list.category).selectOption('环境卫生')
    await page.getByLabel(zh.list.overdue).check()
    await page.getByText(zh.list.shown(1, true)).waitFor()
    await page.getByRole('row', { name: /公厕/ }).getByText(zh.list.overdueMark, { exact: true }).waitFor()
    await page.getByLabel(zh.list.state).selectOption('confirmed')
    await page.getByText(zh.list.noneFound).waitFor()
  })

  test('what is filtered is exported, from all pages', async () => {
    const { page } = secretary
    await button(page, zh.list.reset).click()
    await page.getByText(zh.list.shown(50, false)).waitFor()
    const all = await readSheet(await saved(page, zh.export))
    expect(all).toHaveLength(55)
    expect(all[0]).toEqual([
      '编号',
      '渠道',
      '类别',
      '内容',
      '地点',
      '网格',
      '收下日期',
      '办理情况',
      '责任单位',
      '答复期限',
      '超期',
    ])
    await page.getByLabel(zh.list.category).selectOption('农田水利')
    await page.getByText(zh.list.shown(1, true)).waitFor()
    const some = await readSheet(await saved(page, zh.export))
    expect(some).toHaveLength(2)
    expect(some[1]).toEqual(
      expect.arrayContaining(['巡诊', '飞水村水渠淤塞多年。', '北片 › 飞水村', TODAY, '待交办']),
    )
  })

  test('a list from elsewhere is looked at, corrected or cut, and imported once', async () => {
    const { page } = secretary
    await button(page, zh.list.reset).click()
    await page.getByText(zh.import.heading).click()
    const choose = (name: string, buffer: Buffer) =>
      page.getByLabel(sheets.file).setInputFiles({ name, mimeType: 'text/csv', buffer })
    const alert = (text: string) => page.getByRole('alert').getByText(text)

    // A kilobyte that unpacks to more than anybody would read.
    const bomb = zipOf([{ name: 'xl/worksheets/sheet1.xml', pieces: [' '.repeat(65 * 1024 * 1024)] }])
    const bombed: Uint8Array[] = []
    for await (const piece of bomb) bombed.push(piece)
    await choose('诉求.xlsx', Buffer.concat(bombed))
    await alert(sheets.wrong.unpacksTooLarge).waitFor()
    await choose('诉求.csv', csv(['日期,类别,内容', '2024-07-01,教育,斑马线']))
    await alert(zh.import.noColumn('渠道')).waitFor()
    await choose('诉求.csv', csv(['date,channel,category,text']))
    await alert(sheets.wrong.empty).waitFor()

    const lines = [
      'date,Channel,category,text,grid,name,phone',
      '2016/7/1,visit,教育,学校门口要斑马线。,飞水村,周某,13800000000',
      '2016-02-30,上门,教育,,无此网格,,abc',
      '2016年7月2日,网诊,养老,要老年饭堂。,南片/五星村,,',
    ]
    await choose('诉求.csv', csv(lines))
    const wrong = page.getByRole('listitem').filter({ hasText: sheets.row(3) })
    for (const [column, is] of [
      ['收下日期', 'noDay'],
      ['渠道', 'noChannel'],
      ['内容', 'missing'],
      ['网格', 'noGrid'],
      ['电话', 'noPhone'],
    ] as const)
      await wrong.getByText(zh.import.problem(column, is)).waitFor()
    expect(await button(page, zh.import.doIt(2)).getAttribute('aria-disabled')).toBe('true')
    expect(await inspect(page, 'demands-import', { fullPage: true, sizes: SIZES })).toEqual([])
    await page.getByLabel(sheets.leaveOut(1)).check()
    await button(page, zh.import.doIt(2)).click()
    await page.getByText(zh.import.imported(2)).waitFor()
    const found = await done(api().intake.demands.$get({ query: { to: '2016-12-31' } }))
    expect(found.demands).toMatchObject([
      { takenOn: '2016-07-02', channel: 'online', gridId: gridOf('五星村') },
      { takenOn: '2016-07-01', channel: 'visit', gridId: gridOf('飞水村'), category: '教育' },
    ])

    // The same file again, corrected and with a row more: what was imported is not imported again.
    await choose(
      '诉求.csv',
      csv([...lines.slice(0, 2), ...lines.slice(3), '2016-07-03,坐诊,市场,菜市场漏雨。,,,']),
    )
    await page.getByText(zh.import.knownRows(2)).waitFor()
    await button(page, zh.import.doIt(1)).click()
    await page.getByText(zh.import.imported(1)).waitFor()
    expect((await done(api().intake.demands.$get({ query: { to: '2016-12-31' } }))).demands).toHaveLength(3)
  })

  test('a demand is assigned, answered, resolved and reopened; who asked is erased', async () => {
    await done(
      api().people.staff.$post({
        json: { username: 'jiaotong', name: '镇交通办', role: 'department', password: 'a long password' },
      }),
    )
    const { page } = secretary
    await page.goto(`${served.url}/staff#/demands`)
    await page.getByLabel(zh.list.search, { exact: true }).fill('孩子上学')
    await page.getByText(zh.list.shown(1, true)).waitFor()
    await rows(page).getByRole('link').click()
    await page.getByText('玄真路口没有红绿灯').waitFor()
    await page.getByText(zh.demand.step('take', 'secretary', null)).waitFor()
    await page.getByRole('row', { name: /什么时候装/ }).waitFor()

    await page.getByLabel(zh.demand.unitChoice).selectOption('')
    await page.getByLabel(zh.demand.unit).fill('县交通局')
    await page.getByLabel(zh.demand.unitChoice).selectOption({ label: '镇交通办' })
    await page.getByLabel(zh.demand.dueOn).fill(`${YEAR + 1}-01-15`)
    expect(await inspect(page, 'demands-one', { fullPage: true, sizes: SIZES })).toEqual([])
    const form = page.locator('form')
    await form.getByRole('button', { name: zh.acts.assign }).click()
    await page.getByText(zh.demand.step('assign', 'secretary', '镇交通办')).waitFor()
    await page
      .getByRole('definition')
      .filter({ hasText: `${YEAR + 1}-01-15` })
      .waitFor()

    await button(page, zh.acts.answer).click()
    await page.getByLabel(zh.demand.says.answer).fill('红绿灯已经列入计划。')
    await form.getByRole('button', { name: zh.acts.answer }).click()
    await page.getByText('红绿灯已经列入计划。').waitFor()
    await form.getByRole('button', { name: zh.acts.confirm }).click()
    await page.getByRole('definition').filter({ hasText: zh.states.confirmed }).waitFor()

    await page.getByText('13800000000').waitFor()
    await button(page, zh.demand.erase).click()
    await page.getByRole('dialog').getByRole('button', { name: zh.demand.erase }).click()
    await page.getByText(zh.demand.noResident).waitFor()
    expect(await page.getByText('13800000000').count()).toBe(0)
    expect(await inspect(page, 'demands-resolved', { fullPage: true, sizes: SIZES })).toEqual([])

    await page.goto(`${served.url}/staff#/demands`)
    await page.getByLabel(zh.list.state).selectOption('confirmed')
    await page.getByText(zh.list.shown(1, true)).waitFor()
  })

  test('figures are given as a report gives them, on the page and as a workbook', async () => {
    const { page } = secretary
    await page.getByRole('link', { name: zh.nav.statistics }).click()
    const figuresOf = async (name: string): Promise<readonly string[]> => {
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      return row.getByRole('cell').allTextContents()
    }
    await page.getByRole('rowheader', { name: zh.statistics.total }).waitFor()
    expect(await figuresOf(zh.channels.reception)).toEqual(['1', '2', '6', '2', '1', '50.0%'])
    expect(await figuresOf(zh.channels.visit)).toEqual(['1', '1', '3', '1', '0', '0.0%'])
    expect(await figuresOf(zh.channels.online)).toEqual(['0', '0', '0', '0', '0', '—'])
    expect(await figuresOf(zh.statistics.total)).toEqual(['2', '3', '9', '3', '1', '33.3%'])
    // All within is counted.
    expect(await figuresOf('南片')).toEqual(['1', '2', '6', '2', '1', '50.0%'])
    expect(await figuresOf('交通出行')).toEqual(['2', '1'])
    expect(await inspect(page, 'demands-statistics', { fullPage: true, sizes: SIZES })).toEqual([])

    const bytes = await saved(page, zh.export)
    const channels = await readSheet(bytes, zh.statistics.byChannel)
    expect(channels[0]).toEqual([
      '渠道',
      '场次',
      '代表人次',
      '群众人次',
      '意见（条）',
      '办结（条）',
      '办结率',
    ])
    expect(channels[1]).toEqual(['坐诊', 1, 2, 6, 2, 1, 0.5])
    expect(await readSheet(bytes, zh.statistics.byGrid)).toContainEqual([
      '南片 › 玄真社区',
      1,
      2,
      6,
      2,
      1,
      0.5,
    ])
    expect(await readSheet(bytes, zh.statistics.byCategory)).toContainEqual(['农田水利', 1, 0])

    await page.emulateMedia({ media: 'print' })
    expect(await button(page, zh.export).isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })

    await page.getByLabel(zh.statistics.from).fill(`${YEAR - 1}-01-01`)
    await page.getByLabel(zh.statistics.to, { exact: true }).fill(`${YEAR - 1}-12-31`)
    await page.getByRole('rowheader', { name: '环境卫生' }).waitFor()
    // The figures of the time before may stand there for a moment.
    await expect.poll(() => figuresOf(zh.channels.online)).toEqual(['2', '2', '51', '51', '0', '0.0%'])
  })

  test('the presidium reads and does nothing, in English too', async () => {
    const presidium = await atDesk(browser!, served, 'presidium', '#/demands')
    const { page } = presidium
    page.setDefaultTimeout(15_000)
    await page.getByLabel(zh.list.search, { exact: true }).fill('水渠')
    await page.getByText(zh.list.shown(1, true)).waitFor()
    await rows(page).getByRole('link').click()
    await page.getByText('飞水村水渠淤塞多年。').waitFor()
    await page.getByRole('heading', { name: zh.demand.similar }).waitFor()
    expect(await page.getByRole('heading', { name: zh.demand.acts }).count()).toBe(0)
    expect(await page.getByRole('heading', { name: zh.demand.resident }).count()).toBe(0)
    await button(page, 'English').click()
    await page.getByText(en.demand.step('take', 'secretary', null)).waitFor()
    expect(await inspect(page, 'demands-english', { fullPage: true, sizes: SIZES })).toEqual([])
    await page.getByRole('link', { name: en.nav.grids }).click()
    await page.getByText('玄真社区联络站').waitFor()
    expect(await button(page, en.grids.add).count()).toBe(0)
    expect(presidium.faults).toEqual([])
    expect(secretary.faults).toEqual([])
  })

  test('photos are added to a demand, looked at, and taken away', async () => {
    const { page } = secretary
    const words = zh.photos
    const contact = await met({ channel: 'online' }, [{ text: '井盖坏了，有照片。' }])
    await page.goto(`${served.url}/staff#/demand/${present(contact.demands[0]).id}`)
    await page.getByText('井盖坏了，有照片。').waitFor()
    await page.getByLabel(words.choose).setInputFiles([await photo('一.png'), await photo('二.png')])
    await button(page, words.enlarge(2)).locator('img').waitFor()
    expect(await inspect(page, 'demands-photos', { fullPage: true, sizes: SIZES })).toEqual([])
    await button(page, words.enlarge(1)).click()
    const large = page.getByRole('dialog', { name: words.photo(1) })
    await large.getByRole('img').waitFor()
    expect(
      await large
        .getByRole('img')
        .evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth),
    ).toBe(900)
    expect(await inspect(page, 'demands-photo-large', { sizes: SIZES })).toEqual([])
    await large.getByRole('button', { name: words.close }).click()
    await button(page, words.remove(2)).click()
    await button(page, words.enlarge(2)).waitFor({ state: 'detached' })
    // More than there is room for: the rest is not taken, and that is said.
    await page
      .getByLabel(words.choose)
      .setInputFiles(await Promise.all([1, 2, 3, 4, 5, 6].map((n) => photo(`${n}.png`))))
    await page.getByText(words.tooMany).waitFor()
    await button(page, words.enlarge(6)).waitFor()
    expect(await page.getByLabel(words.choose).isDisabled()).toBe(true)
  })

  test('a contact that is on paper is recorded at the desk, once, and its codes are given out', async () => {
    const { page } = secretary
    await page.goto(`${served.url}/staff#/demands`)
    await page.getByRole('link', { name: zh.nav.record }).click()
    await page.getByRole('heading', { name: contacts.heading }).waitFor()
    await page.getByRole('radio', { name: new RegExp(contacts.channels.online) }).check({ force: true })
    await page.getByLabel(contacts.residents).fill('4')
    await button(page, contacts.addDemand).click()
    await page.getByLabel(contacts.category, { exact: true }).fill('教育')
    await page.getByLabel(contacts.text, { exact: true }).fill('校门口堵车，接送孩子不安全。')
    // Nobody was there yet.
    await page.getByText(contacts.noDeputy).waitFor()
    await page.getByRole('checkbox').first().check()
    expect(await inspect(page, 'demands-record', { fullPage: true, sizes: SIZES })).toEqual([])
    // The answer is lost; pressed again, it is the same contact.
    let lost = 0
    await page.route('**/api/intake/contacts/*', async (route) => {
      if (route.request().method() !== 'PUT' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await button(page, contacts.record).click()
    await page.getByRole('alert').filter({ hasText: shell.unreachable }).waitFor()
    await button(page, contacts.record).click()
    await page.getByRole('heading', { name: contacts.recorded(contacts.channels.online, TODAY) }).waitFor()
    const code = await page.locator('.codes .code').innerText()
    expect(await inspect(page, 'demands-recorded', { fullPage: true, sizes: SIZES })).toEqual([])
    await page.getByRole('link', { name: new RegExp(`^${YEAR}-`) }).click()
    await page.getByText('校门口堵车，接送孩子不安全。').first().waitFor()
    const { demands } = await done(api().intake.demands.$get({ query: { q: '堵车' } }))
    expect(demands.map(({ text }) => text)).toEqual(['校门口堵车，接送孩子不安全。'])
    const followed = await done(api().intake['follow-up'].$post({ json: { code } }))
    expect(followed.number).toBe(demands[0]?.number)
    expect(secretary.faults.filter((fault) => !/ERR_FAILED|Failed to (load|fetch)/.test(fault))).toEqual([])
  })
})
