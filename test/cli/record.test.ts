/** The record of real votes as files: exported from a database, and left by the demonstration; checked by others too. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyJournal } from '../../src/board/handover.ts'
import { verifyBytes } from '../../src/protocol/index.ts'
import { makeApp } from '../support/app.ts'
import { archiveOf, ballotIn, makeHall, sealOn, type TestBallot } from '../support/ballots.ts'
import { beleniosTool, inFolder } from '../support/belenios-tool.ts'
import { piaojue } from '../support/command.ts'
import { describeOnEachDatabase, type TestDatabase } from '../support/databases.ts'

/** A process of its own that holds a whole year takes its time on a busy machine. */
const YEAR_MS_MAX = 480_000

let out: string

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'piaojue-record-'))
})

afterAll(() => rm(out, { recursive: true, force: true }))

const tool = beleniosTool()

describeOnEachDatabase('piaojue export', (make, dialect) => {
  let database: TestDatabase
  let ballots: readonly TestBallot[]

  beforeAll(async () => {
    database = await make()
    const hall = await makeHall(makeApp(database), { tellers: 1 })
    ballots = [
      await ballotIn(hall, 'draft'),
      await ballotIn(hall, 'open'),
      await ballotIn(hall, 'announced', { votes: [[0], [2]] }),
    ]
  })

  test('writes every sealed archive and the journal as they are published', async () => {
    const folder = path.join(out, dialect)
    const { dataDir, databaseUrl } = database.config
    const env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '' }
    const { code, stdout } = await piaojue(['export', '--out', folder], { env })
    expect(code).toBe(0)
    const [, open, announced] = ballots
    const expected = [open, announced].map((ballot) => `${ballot?.uuid}.bel`).toSorted()
    expect((await readdir(folder)).toSorted()).toEqual([...expected, 'journal.jsonl'].toSorted())
    expect(stdout.trim().split('\n')).toEqual([...expected, 'journal.jsonl'])
    for (const ballot of ballots.slice(1)) {
      const exported = new Uint8Array(await readFile(path.join(folder, `${ballot.uuid}.bel`)))
      expect(exported).toEqual(await archiveOf(ballot))
    }
    const lines = (await readFile(path.join(folder, 'journal.jsonl'), 'utf8')).split('\n').slice(0, -1)
    expect(verifyJournal(lines)).toMatchObject({ ok: true, findings: [] })

    const audited = await piaojue(['audit', ...expected.map((file) => path.join(folder, file)), '--json'])
    expect(audited.code).toBe(0)
    const stages = audited.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { stage: string }).stage)
    expect(stages.toSorted()).toEqual(['counted', 'open'])
  })

  test.skipIf(tool === undefined)(
    'is accepted by belenios-tool, as a whole and ballot by ballot',
    async () => {
      const [, open, announced] = ballots as readonly [TestBallot, TestBallot, TestBallot]
      for (const ballot of [open, announced]) {
        const archive = await archiveOf(ballot)
        await inFolder((folder) => {
          folder.write(`${ballot.uuid}.bel`, archive)
          expect(tool?.attempt(folder.path, ['election', 'verify', '--dir', '.'])).toMatchObject({ ok: true })
        })
      }
      // The program looks at a ballot before it is in the box.
      const archive = await archiveOf(open)
      await inFolder((folder) => {
        folder.write(`${open.uuid}.bel`, archive)
        folder.write('ballot.json', sealOn(open, 1, [2]).text)
        const args = ['election', 'verify-ballot', '--dir', '.', '--ballot', 'ballot.json']
        expect(tool?.attempt(folder.path, args)).toMatchObject({ ok: true })
      })
    },
  )
})

describe('piaojue demo --once', () => {
  test(
    'runs Taihe’s year as the case expects, with what others can check',
    async () => {
      const file = fileURLToPath(new URL('../cases/taihe-2020.json', import.meta.url))
      const folder = path.join(out, 'taihe')
      const { code, stdout } = await piaojue(['demo', '--once', '--case', file, '--out', folder])
      expect([code, code === 0 ? '' : stdout]).toEqual([0, ''])
      const summary = JSON.parse(await readFile(path.join(folder, 'summary.json'), 'utf8')) as {
        ballots: { file: string; returned: number }[]
        dutyReports: object
      }
      const theCase = JSON.parse(await readFile(file, 'utf8')) as { expect: object; ballots: unknown[] }
      const { counts, approvals, elected, tied, unfilled } = theCase.expect as Record<string, unknown>
      expect(summary).toMatchObject({ counts, approvals, elected, tied, unfilled })
      expect(summary.dutyReports).toEqual({ deputies: 118, reported: 118, oral: 74, written: 44 })
      const [ballot] = summary.ballots
      expect(ballot?.returned).toBe(theCase.ballots.length)
      const archive = new Uint8Array(await readFile(path.join(folder, ballot?.file ?? '')))
      expect(await verifyBytes(archive)).toMatchObject({ ok: true, stage: 'counted' })
      expect(stdout).toContain('选举指纹')
      const verified = await inFolder((where) => {
        where.write(ballot?.file ?? '', archive)
        return tool?.attempt(where.path, ['election', 'verify']) ?? { ok: true }
      })
      expect(verified).toMatchObject({ ok: true })
    },
    YEAR_MS_MAX,
  )

  test(
    'says in a sentence when the run-off of a case cannot be voted on',
    async () => {
      const theCase = {
        id: 'wrong-runoff',
        title: '并列',
        assembly: { name: '小镇人民代表大会', deputies: 2, present: 2 },
        year: 2026,
        rule: {
          seats: 1,
          ratio: '100%',
          ratioBasis: 'of-seats',
          rounding: 'up',
          marking: 'choose',
          majority: 'none',
          tie: 'revote',
        },
        candidates: [{ name: '甲' }, { name: '乙' }, { name: '丙' }],
        ballots: [[0], [1]],
      }
      const file = path.join(out, 'wrong-runoff.json')
      await writeFile(file, JSON.stringify({ ...theCase, runoff: { ballots: [[2], [0]] } }))
      const { code, stderr } = await piaojue(['demo', '--once', '--case', file])
      expect([code, stderr.trim()]).toEqual([
        2,
        '选票选了不在票上的项目 / a ballot chooses what is not on it',
      ])
    },
    YEAR_MS_MAX,
  )
})
