/** Demands and contacts as workbooks: all that is filtered, texts that never compute, and who may have them. */
import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { workbookOf } from '../../src/http/workbook.ts'
import { makeApp, type Browser, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  demandOf,
  gridId,
  makeTown,
  receptionOf,
  record,
  takenDemand,
  type TestTown,
} from '../support/intake.ts'

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

async function* twoPieces(): AsyncGenerator<string[][]> {
  yield [['甲'], ['=1+1'], ['<&>']]
  yield [['丁']]
}

async function sheetAt(who: Browser, path: string) {
  const response = await who.fetch(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('spreadsheetml')
  return readSheet(Buffer.from(await response.arrayBuffer()))
}

test('a workbook goes on with another sheet where one is full', async () => {
  const sheet = { name: '诉求', headings: ['内容'], widths: [10], rows: twoPieces() }
  const bytes = await bytesOf(workbookOf(sheet, 2))
  expect(await readSheet(bytes, '诉求')).toEqual([['内容'], ['甲'], ['=1+1']])
  expect(await readSheet(bytes, '诉求2')).toEqual([['内容'], ['<&>'], ['丁']])
})

describeOnEachDatabase('a workbook of what residents ask for', (make) => {
  let app: TestApp
  let town: TestTown

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
  })

  test('has every row of the filter, more than a page has, in the order of the list', async () => {
    const demands = Array.from({ length: 1201 }, (_, i) => ({
      ...demandOf({ category: i % 3 === 0 ? '教育' : '养老', text: `第${i}条` }),
      takenOn: '2024-07-01',
      channel: 'online',
    }))
    for (const some of [demands.slice(0, 1000), demands.slice(1000)])
      await ask(town.secretary, 'POST /api/intake/demands/import', { demands: some })
    const all = await sheetAt(town.secretary, '/api/intake/demands/export?from=2024-01-01&to=2024-12-31')
    expect(all).toHaveLength(1202)
    expect(new Set(all.map((row) => row[3])).size).toBe(1202)
    const some = await sheetAt(town.secretary, '/api/intake/demands/export?to=2024-12-31&category=教育')
    expect(some).toHaveLength(402)
    expect(new Set(some.slice(1).map((row) => row[2]))).toEqual(new Set(['教育']))
  })

  test('holds texts that look like formulas as texts, and nothing of who asked', async () => {
    const marks = ['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)']
    const resident = { name: '王标记', phone: '13800001234' }
    for (const text of marks) await takenDemand(town, { text, resident, gridId: gridId(town, '第一网格') })
    const response = await town.secretary.fetch('/api/intake/demands/export?from=2026-01-01')
    const bytes = Buffer.from(await response.arrayBuffer())
    const rows = await readSheet(bytes)
    for (const text of marks)
      expect(rows).toContainEqual(
        expect.arrayContaining(['坐诊', text, '南片 › 玄真社区 › 第一网格', '待交办']),
      )
    expect(JSON.stringify(rows)).not.toContain('王标记')
    expect(JSON.stringify(rows)).not.toContain('13800001234')
  })

  test('of contacts tells where, who was there, and how many', async () => {
    await record(town.secretary, receptionOf(town, { heldOn: '2025-02-03', residents: 7, note: '雨天' }))
    const twice = await record(town.secretary, receptionOf(town, { heldOn: '2025-02-02', demands: [] }))
    const withdrawal = { version: 0, reason: '记了两次。' }
    await ask(town.secretary, `POST /api/intake/contacts/${twice.id}/withdraw`, withdrawal)
    const rows = await sheetAt(town.secretary, '/api/intake/contacts/export?from=2025-02-01&to=2025-02-28')
    expect(rows.slice(1)).toEqual([
      [
        '2025-02-03',
        '坐诊',
        '玄真社区联络站',
        '南片 › 玄真社区',
        expect.any(String),
        '1',
        '7',
        '1',
        '雨天',
        null,
      ],
      [
        '2025-02-02',
        '坐诊',
        '玄真社区联络站',
        '南片 › 玄真社区',
        expect.any(String),
        '1',
        '2',
        '0',
        null,
        '作废',
      ],
    ])
  })

  test('is for those who see the list; each finds what they see there', async () => {
    const path = '/api/intake/demands/export'
    expect(await sheetAt(town.department, path)).toHaveLength(1)
    for (const role of ['presidium', 'auditor'] as const)
      expect((await sheetAt(await town.assembly.person(role), path)).length).toBeGreaterThan(1200)
    await problemOf(send(await town.assembly.person('teller'), `GET ${path}`), 403)
    await problemOf(send(app.newBrowser(), `GET ${path}`), 401)
    const contacts = 'GET /api/intake/contacts/export?from=2026-01-01&to=2026-12-31'
    await problemOf(send(town.department, contacts), 403)
    expect(await sheetAt((await app.newAssembly()).secretary, path)).toHaveLength(1)
  })

  test('that was imported is known the second time, to its own assembly', async () => {
    const { id, ...demand } = demandOf()
    const row = {
      id,
      ...demand,
      takenOn: '2023-01-01',
      channel: 'online',
      resident: { phone: '13900000000' },
    }
    const known = 'POST /api/intake/demands/import/known'
    expect(await ask(town.secretary, known, { ids: [id] })).toEqual({ known: [] })
    await ask(town.secretary, 'POST /api/intake/demands/import', { demands: [row] })
    expect(await ask(town.secretary, known, { ids: [id, 'another'] })).toEqual({ known: [id] })
    const { secretary } = await app.newAssembly()
    expect(await ask(secretary, known, { ids: [id] })).toEqual({ known: [] })
    await problemOf(send(town.deputy, known, { ids: [id] }), 403)
  })
})
