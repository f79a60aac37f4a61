import { readdirSync, readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { appendAct, verifyJournal } from '../../src/board/handover.ts'
import { journalPieces } from '../../src/board/service.ts'
import { inTransaction } from '../../src/db/dialect.ts'
import type { Db, Trx } from '../../src/db/tables.ts'
import { makeApp } from '../support/app.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url))

describeOnEachDatabase('the journal', (make) => {
  test('is public, one entry a line, and verifies', async () => {
    const app = makeApp(await make())
    const assembly = await app.newAssembly({ deputies: 3 })
    await assembly.meeting(2)
    const response = await app.request('/api/board/journal')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=UTF-8')
    const lines = linesOf(await response.text())
    expect(lines.map((line) => (JSON.parse(line) as { act: string }).act)).toEqual([
      'people.assemblyCreated',
      'people.meetingConvened',
    ])
    const report = verifyJournal(lines)
    expect(report).toMatchObject({ ok: true, entries: 2 })
    expect(await (await app.request('/api/board/journal/end')).json()).toEqual(report.end)
  })

  test('goes on after a number', async () => {
    const { db, config } = await make()
    const app = makeApp({ db, config })
    for (let n = 0; n < 5; n += 1) await append(db, n)
    const later = linesOf(await (await app.request('/api/board/journal?after=2')).text())
    expect(later.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([3, 4])
    expect(await (await app.request('/api/board/journal?after=99')).text()).toBe('')
    for (const after of ['x', '-1', '1.5', '', '1e3', '99999999999999999999']) {
      expect((await app.request(`/api/board/journal?after=${after}`)).status).toBe(400)
    }
  })

  test('is read in pieces, each of its own', async () => {
    const { db } = await make()
    await inTransaction(db, async (trx) => {
      for (let n = 0; n < 1203; n += 1) await append(trx, n)
    })
    const sizes: number[] = []
    const lines: string[] = []
    for await (const piece of journalPieces(db, -1)) {
      sizes.push(linesOf(piece).length)
      lines.push(...linesOf(piece))
      // A slow reader does not hold the database: an act can be appended between two pieces.
      if (sizes.length === 1) await append(db, 1203)
    }
    expect(sizes).toEqual([500, 500, 204])
    expect(verifyJournal(lines)).toMatchObject({ ok: true, entries: 1204 })
  })

  test('an act without its transaction is a bug', async () => {
    const { db } = await make()
    await expect(append(db as Trx, 0, { alone: true })).rejects.toThrow(/inside the transaction/)
    expect(await db.selectFrom('journal_entries').selectAll().execute()).toEqual([])
  })

  test('an act that fails leaves no entry, and the next takes its number', async () => {
    const { db } = await make()
    const failed = inTransaction(db, async (trx) => {
      await append(trx, 0)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await append(db, 1)
    expect(verifyJournal(await allLines(db))).toMatchObject({ ok: true, entries: 1 })
  })

  test('appends from two connections at once make one chain', async () => {
    const { db, openAnother } = await make()
    const other = await openAnother()
    await Promise.all(Array.from({ length: 60 }, (_, n) => append(n % 2 === 0 ? db : other, n)))
    const lines = await allLines(db)
    expect(verifyJournal(lines)).toMatchObject({ ok: true, entries: 60 })
    const numbers = lines.map((line) => (JSON.parse(line) as { payload: { n: number } }).payload.n)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n))
  })

  test('appends from two processes at once make one chain', async () => {
    const { db, config } = await make()
    const program = `
      const { openDb } = await import(${JSON.stringify(path.join(SOURCE, 'db/open.ts'))})
      const { inTransaction } = await import(${JSON.stringify(path.join(SOURCE, 'db/dialect.ts'))})
      const { appendAct } = await import(${JSON.stringify(path.join(SOURCE, 'board/handover.ts'))})
      const db = await openDb(${JSON.stringify(config)})
      const act = { assemblyId: 'a', act: 'test.done', role: 'service', at: 'now', payload: { pid: process.pid } }
      await Promise.all(Array.from({ length: 25 }, () => inTransaction(db, (trx) => appendAct(trx, act))))
      await db.destroy()`
    const run = async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      const [code] = (await once(child, 'exit')) as [number | null]
      expect(code).toBe(0)
    }
    await Promise.all([run(), run()])
    expect(verifyJournal(await allLines(db))).toMatchObject({ ok: true, entries: 50 })
  })
})

describe('append-only', () => {
  test('no source file changes or removes an entry', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )
    expect(files.length).toBeGreaterThan(20)
    const changing =
      /(updateTable|deleteFrom|replaceInto|mergeInto)\(\s*'journal_entries|(update|delete from|truncate)\s+journal_entries/i
    const wrong = files.filter((file) => changing.test(readFileSync(path.join(SOURCE, file), 'utf8')))
    expect(wrong).toEqual([])
  })
})

async function append(db: Db, n: number, { alone = false } = {}): Promise<void> {
  const act = {
    assemblyId: 'a',
    act: 'test.done',
    role: 'service',
    at: '2026-03-05T00:00:00.000Z',
    payload: { n },
  }
  if (alone) await appendAct(db as Trx, act)
  else await inTransaction(db, (trx) => appendAct(trx, act))
}

async function allLines(db: Db): Promise<string[]> {
  const lines: string[] = []
  for await (const piece of journalPieces(db, -1)) lines.push(...linesOf(piece))
  return lines
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1)
}
