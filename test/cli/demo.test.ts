import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyJournal } from '../../src/board/handover.ts'
import { verifyBytes } from '../../src/protocol/index.ts'
import { beleniosTool, inFolder } from '../support/belenios-tool.ts'
import { piaojue, type Called } from '../support/command.ts'

interface Summary {
  readonly case: string
  readonly contacts?: object
  readonly shortlist: { readonly seats: number; readonly required: number; readonly candidates: number }
  readonly counts: Readonly<Record<string, number | null>>
  readonly approvals: readonly number[]
  readonly elected: readonly number[]
  readonly tied: readonly number[]
  readonly unfilled: number
  readonly runoff?: { readonly approvals: readonly number[]; readonly elected: readonly number[] }
  readonly delivery?: readonly { project: string; light: string | null; alarms: readonly string[] }[]
  readonly ballots: readonly { uuid: string; kind: string; file: string; returned: number }[]
}

const CANDIDATES = ['甲', '乙', '丙', '丁'].map((name) => ({ name: `${name}项目`, budgetYuan: 1_234_567.89 }))
const RULE = {
  seats: 2,
  ratio: '100%',
  ratioBasis: 'of-seats',
  rounding: 'up',
  marking: 'choose',
  majority: 'over-half-of-present',
  tie: 'revote',
}

const small = (change: object): object => ({
  id: 'small',
  title: '小镇票决',
  assembly: { name: '小镇人民代表大会', level: 'town', deputies: 5, present: 5 },
  year: 2026,
  rule: RULE,
  candidates: CANDIDATES,
  ballots: [[0, 1], [0, 1], [0, 1], [0], []],
  expect: { elected: [0, 1], tied: [], unfilled: 0 },
  ...change,
})

describe('piaojue demo --once', () => {
  let dir: string
  let next = 0
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'piaojue-demo-test-'))
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  async function run(theCase: object): Promise<Called & { out: string; summary: () => Promise<Summary> }> {
    const file = path.join(dir, `case-${++next}.json`)
    await writeFile(file, JSON.stringify(theCase))
    return runFile(file)
  }

  async function runFile(file: string) {
    const out = path.join(dir, `out-${++next}`)
    const called = await piaojue(['demo', '--once', '--case', file, '--out', out])
    const summary = async () => JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8')) as Summary
    return { ...called, out, summary }
  }

  test('Siping comes out as published, and leaves archive, journal and summary', async () => {
    const file = fileURLToPath(new URL('../cases/siping-2023.json', import.meta.url))
    const { code, stdout, out, summary } = await runFile(file)
    expect(code, stdout).toBe(0)
    const { ballots, ...rest } = await summary()
    expect(rest).toMatchObject({
      case: 'siping-2023',
      shortlist: { seats: 1, required: 2, candidates: 2, ratio: '100%' },
      counts: { shouldAttend: 45, present: 45, issued: 45, returned: 45, valid: 45, invalid: 0, blank: 0 },
      approvals: [42, 3],
      elected: [0],
      tied: [],
      unfilled: 0,
    })
    expect(rest.runoff).toBeUndefined()
    const [ballot] = ballots
    expect(ballot).toMatchObject({ kind: 'choose', file: `${ballot?.uuid}.bel`, returned: 45 })
    expect((await readdir(out)).toSorted()).toEqual(
      [ballot?.file, 'journal.jsonl', 'summary.json'].toSorted(),
    )
    const archive = await readFile(path.join(out, ballot?.file ?? ''))
    const report = await verifyBytes(archive)
    expect(report).toMatchObject({ ok: true, stage: 'counted', result: [[0, 42, 3]] })
    const journal = (await readFile(path.join(out, 'journal.jsonl'), 'utf8')).trim().split('\n')
    expect(verifyJournal(journal).findings).toEqual([])
    expect(journal.join()).toContain('"act":"decide.outcome"')
    expect(rest.delivery).toEqual([
      expect.objectContaining({ light: 'red', alarms: ['late'], weightedProgress: expect.any(Number) }),
    ])
    expect(stdout).toContain('■ 买单')
    expect(stdout).not.toContain('not built yet: delivery')
    const tool = beleniosTool()
    if (tool === undefined) return
    await inFolder((folder) => {
      folder.write(ballot?.file ?? '', new Uint8Array(archive))
      tool.run(folder.path, ['election', 'verify'])
    })
  })

  test('the contacts of Taihe come out of the records with the figures that were published', async () => {
    const file = fileURLToPath(new URL('../cases/taihe-2020.json', import.meta.url))
    const { contacts, ...taihe } = JSON.parse(await readFile(file, 'utf8')) as Record<string, object>
    // Its vote is told by other tests.
    const { code, stdout, summary } = await run({
      ...taihe,
      contacts,
      ballots: undefined,
      inspect: undefined,
      expect: undefined,
    })
    expect(code, stdout).toBe(0)
    expect((await summary()).contacts).toEqual(contacts)
    expect(contacts).toMatchObject({ reception: { deputyVisits: 147, sessions: 50, residents: 163 } })
    expect(stdout).toContain('坐诊，50 场，代表 147 人次，群众 163 人次，意见 23 条，办结 23 条')
  })

  test('contacts that cannot have been are refused with their place', async () => {
    const online = { residents: 3, opinions: 2, resolved: 1 }
    const visit = { sessions: 4, deputyVisits: 3, residents: 1, opinions: 0, resolved: 0 }
    const some = await run(small({ ballots: undefined, contacts: { online } }))
    expect((await some.summary()).contacts).toEqual({ online })
    const { code, stderr } = await run(small({ ballots: undefined, contacts: { visit } }))
    expect(code).not.toBe(0)
    expect(stderr).toContain('/contacts/visit/deputyVisits')
    // More resolved than there were: said, not hidden.
    const wrong = await run(small({ ballots: undefined, contacts: { online: { ...online, resolved: 3 } } }))
    expect(wrong.code).not.toBe(0)
    expect(wrong.stdout + wrong.stderr).toContain('contacts.online.resolved: 2')
  })

  test('a tie goes to a run-off, with the case’s own indexes', async () => {
    const { code, stdout, summary } = await run(
      small({
        ballots: [
          [0, 1],
          [0, 2],
          [0, 1],
          [0, 2],
          [1, 2],
        ],
        runoff: { ballots: [[2], [2], [1], [2], []], expect: { elected: [2] } },
        expect: { approvals: [4, 3, 3, 0], elected: [0], tied: [1, 2], unfilled: 0 },
      }),
    )
    expect(code, stdout).toBe(0)
    const { runoff, ballots } = await summary()
    expect(runoff).toEqual({ approvals: [0, 1, 3, 0], elected: [2] })
    expect(ballots).toHaveLength(2)
  })

  test('seats without a majority stay open, and cards that nobody returned are issued', async () => {
    const { code, stdout, summary } = await run(
      small({
        assembly: { name: '小镇人民代表大会', deputies: 6, present: 5 },
        rule: { ...RULE, majority: 'over-half-of-all-deputies' },
        ballots: [[0, 1], [0], [0, 1], [0]],
        expect: {
          counts: { shouldAttend: 6, present: 5, issued: 5, returned: 4, valid: 4, invalid: 0, blank: 0 },
          approvals: [4, 2, 0, 0],
          elected: [0],
          unfilled: 1,
        },
      }),
    )
    expect(code, stdout).toBe(0)
    expect((await summary()).unfilled).toBe(1)
  })

  test('逐项 ballots, as marks or as the list of those approved', async () => {
    const { code, stdout, summary } = await run(
      small({
        rule: { ...RULE, marking: 'each' },
        ballots: [
          ['赞成', '反对', '弃权', '赞成'],
          [0, 1],
          ['赞成', '赞成', '赞成', '反对'],
          [0, 3],
          [0, 2],
        ],
        expect: { approvals: [5, 2, 2, 2], elected: [0], unfilled: 1, counts: { blank: 0 } },
      }),
    )
    expect(code, stdout).toBe(0)
    expect((await summary()).ballots[0]?.kind).toBe('each')
  })

  test('a list below the required number is voted on with a recorded reason', async () => {
    const { code, summary } = await run(small({ rule: { ...RULE, ratio: '200%' } }))
    expect(code).toBe(0)
    expect((await summary()).shortlist).toMatchObject({ required: 6, candidates: 4 })
  })

  test('exits with 1 and says what differs, when anything does', async () => {
    const { code, stdout } = await run(
      small({
        ballots: [
          [0, 1],
          [0, 1],
          [0, 1],
        ],
        expect: { elected: [0, 2], counts: { returned: 4 } },
      }),
    )
    expect(code).toBe(1)
    expect(stdout).toContain('elected: [0,1]')
    expect(stdout).toContain('counts.returned: 3')
  })

  test('below the quorum it says so, without a trace of the program', async () => {
    const { code, stderr } = await run(
      small({ assembly: { name: '小镇人民代表大会', deputies: 9, present: 5 } }),
    )
    expect(code).toBe(1)
    expect(stderr).toContain('到会 5 人，不足法定人数 6 人')
    expect(stderr).not.toContain('at ')
  })

  test.each([
    ['is not there', undefined, 'cannot be read'],
    ['is not JSON', '{', 'is not JSON'],
    ['is not a case', '{"id":"x"}', '/title'],
    ['has a ballot with an unknown candidate', JSON.stringify(small({ ballots: [[7]] })), '/ballots/0'],
    [
      'has a trouble of an unknown project',
      JSON.stringify(small({ delivery: { troubles: [{ project: 4, kind: 'late' }] } })),
      '/delivery/troubles/0/project',
    ],
    [
      'has an unknown trouble',
      JSON.stringify(small({ delivery: { troubles: [{ project: 0, kind: 'lost' }] } })),
      '/delivery/troubles/0/kind',
    ],
    ['has an over-full ballot', JSON.stringify(small({ ballots: [[0, 1, 2]] })), 'more are chosen'],
  ])('exits with 2 when the case %s', async (_, content, sentence) => {
    const file = path.join(dir, `bad-${++next}.json`)
    if (content !== undefined) await writeFile(file, content)
    const { code, stderr } = await piaojue(['demo', '--once', '--case', file])
    expect(code).toBe(2)
    expect(stderr).toContain(sentence)
  })
})
