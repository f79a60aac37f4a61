/** What the auditor's page works out: checks, facts, outcomes, comparisons; without a browser. */
import { beforeAll, describe, expect, test } from 'vitest'
import { finding } from '../../src/protocol/index.ts'
import { checksOf, grouped } from '../../src/web/auditor/check-list.ts'
import { compareArchives } from '../../src/web/auditor/compare-archives.ts'
import { factsOf } from '../../src/web/auditor/facts.ts'
import { inFours, lookUp } from '../../src/web/auditor/find-ballot.ts'
import type { Verified } from '../../src/web/auditor/found.ts'
import { readJournal } from '../../src/web/auditor/read-journal.ts'
import { isSame, summaryOf } from '../../src/web/auditor/report-data.ts'
import { megabytes } from '../../src/web/auditor/sizes.ts'
import {
  agreements,
  basisIn,
  countedByHand,
  decide,
  isPractice,
  voidedCardsUsed,
  type Decided,
} from '../../src/web/auditor/verdict.ts'
import { verifyFile } from '../../src/web/auditor/verify-file.ts'
import { buildDraft, type Built } from '../support/draft.ts'
import { journalOf, type TestAct } from '../support/journal-lines.ts'
import { present } from '../support/present.ts'
import { loadVector, type Vector } from '../support/vectors.ts'

const file = (...parts: readonly (Uint8Array | string)[]): Blob =>
  new Blob(parts as (Uint8Array<ArrayBuffer> | string)[])

const read = (...acts: readonly TestAct[]): ReturnType<typeof readJournal> =>
  readJournal(file(journalOf(acts)))

let vector: Vector
let built: Built
let verified: Verified
/** The bytes that progress told of. */
const told: number[] = []

beforeAll(async () => {
  vector = await loadVector('single-3')
  built = buildDraft(vector.draft)
  verified = await verifyFile(file(vector.bytes), {}, ({ bytes }) => told.push(bytes))
})

describe('a verified file', () => {
  test('comes with what it holds and what was asked', () => {
    expect(verified.report.ok).toBe(true)
    expect(told.every((bytes) => bytes <= vector.bytes.length)).toBe(true)
    expect(verified.size).toBe(vector.bytes.length)
    expect(verified.contents.ballots.map(({ tracker }) => tracker)).toEqual(
      vector.votes.map(({ tracker }) => tracker),
    )
    expect(verified.contents.eventTypes.slice(0, 2)).toEqual(['Setup', 'Ballot'])
    expect(verified.contents.eventHashes.at(-1)).toBe(verified.report.head)
    const [blank = 0, ...approvals] = present(vector.expected[0])
    expect(blank).toBeGreaterThan(0)
    expect(verified.asked).toMatchObject({ kind: 'choose', approvals })
    for (const { record, seal } of verified.contents.ballots) {
      const content = present(built.records[record - 1]).content
      expect(JSON.parse(content)).toMatchObject({ signature: { hash: seal } })
    }
  })

  test('that cannot be read to its end is listed as far as it goes', async () => {
    const cut = await verifyFile(file(vector.bytes.slice(0, -700)), {}, () => undefined)
    expect(cut.size).toBe(vector.bytes.length - 700)
    expect(cut.report.ok).toBe(false)
    expect(cut.contents.ballots).toHaveLength(vector.votes.length)
    const none = await verifyFile(file('nothing of the kind'), {}, () => undefined)
    expect(none.report.stage).toBe('unreadable')
    expect(none.contents.ballots).toEqual([])
    expect(none.asked).toBeUndefined()
  })

  test('all its checks passed, each with its count', () => {
    const checks = checksOf(verified)
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual(
      ['file', 'chain', 'setup', 'ballots', 'tally', 'shares', 'result'].map((name) => `${name} passed`),
    )
    expect(checks[0]?.count).toBe(verified.report.checked.records)
    expect(checks[3]?.count).toBe(vector.votes.length)
  })

  test('a finding belongs to the check whose message it is about', () => {
    const ballotHeight = 1
    const found = [
      finding('archive.hash', { record: 3 }),
      finding('event.parent', { record: 9, height: 2 }),
      finding('scalar', { record: 7, height: ballotHeight, path: '/answers/0' }),
      finding('element', { record: 2, height: 0 }),
      finding('form', { record: 99 }),
      finding('decryption.proof', { record: 40, height: 30 }),
    ]
    const checks = checksOf({ ...verified, report: { ...verified.report, findings: found } })
    expect(checks.map(({ findings }) => findings.length)).toEqual([1, 2, 1, 1, 0, 1, 0])
    expect(checks.filter(({ state }) => state === 'failed').map(({ name }) => name)).toEqual([
      'file',
      'chain',
      'setup',
      'ballots',
      'shares',
    ])
    expect(grouped([...found, ...found]).map(({ findings }) => findings.length)).toEqual([2, 2, 2, 2, 2, 2])
  })
})

describe('looking a ballot up', () => {
  test('by tracker, by seal code, by what a tablet shows of it', () => {
    const { ballots } = verified.contents
    const ballot = present(ballots[1])
    expect(lookUp(ballots, `  ${inFours(ballot.tracker)} `)).toEqual({ is: 'found', by: 'tracker', ballot })
    expect(lookUp(ballots, ballot.seal)).toEqual({ is: 'found', by: 'seal', ballot })
    expect(lookUp(ballots, inFours(ballot.seal.slice(0, 12)))).toEqual({ is: 'found', by: 'seal', ballot })
    expect(lookUp(ballots, ballot.tracker.toLowerCase()).is).toBe('notFound')
    expect(lookUp(ballots, ballot.tracker.slice(1)).is).toBe('noCode')
    expect(lookUp(ballots, '票').is).toBe('noCode')
    expect(lookUp(ballots, '').is).toBe('noCode')
  })

  test('is read aloud in groups of four', () => {
    expect(inFours('abcdefghijkl')).toBe('abcd efgh ijkl')
    expect(inFours('')).toBe('')
  })
})

describe('an earlier download', () => {
  const records = 10

  test('is the beginning of the later one', async () => {
    const earlier = file(vector.bytes.slice(0, present(built.records[records]).offset))
    const grown = await compareArchives(earlier, file(vector.bytes))
    expect(grown.verdict).toEqual({ is: 'grown' })
    expect(grown.earlier.records).toBe(records)
    expect(grown.current.records).toBe(built.records.length)
    expect(grown.earlier.election).toEqual(grown.current.election)
    expect((await compareArchives(file(vector.bytes), file(vector.bytes))).verdict).toEqual({ is: 'same' })
    // A download that broke off in the middle of a record.
    const broken = await compareArchives(file(vector.bytes.slice(0, -512)), file(vector.bytes))
    expect(broken.verdict).toEqual({ is: 'grown' })
    expect(broken.earlier.records).toBe(built.records.length - 1)
    const shrunk = await compareArchives(file(vector.bytes), earlier)
    expect(shrunk.verdict).toEqual({ is: 'shrunk' })
  })

  test('of which something was changed is named with the record and the byte', async () => {
    for (const [record, inside] of [
      [records, 600],
      [records, 0],
      [built.records.length, 3],
    ] as const) {
      const byte = present(built.records[record - 1]).offset + inside
      const changed = vector.bytes.slice()
      changed[byte] = present(changed[byte]) ^ 1
      const { verdict } = await compareArchives(file(vector.bytes), file(changed))
      expect(verdict).toEqual({ is: 'differs', record, byte })
    }
  })

  test('of another election is named', async () => {
    const other = await loadVector('voting-open')
    const { earlier, current } = await compareArchives(file(vector.bytes), file(other.bytes))
    expect(earlier.election?.fingerprint).toBe(vector.election.fingerprint)
    expect(current.election?.fingerprint).toBe(other.election.fingerprint)
    const nothing = await compareArchives(file('x'), file(other.bytes))
    expect(nothing.earlier.election).toBeUndefined()
  })
})

describe('the journal', () => {
  const uuid = 'ThisIsTheBallot1'
  const drafted: TestAct = [
    'decide.voteDrafted',
    { ballot: uuid, reason: 'first', seats: 2, majority: 'over-half-of-present' },
  ]
  const opened: TestAct = ['ballot.opened', { ballot: uuid, shouldAttend: 9, present: 8, quorum: 6 }]
  test('gives each figure with the entry that says it; the last one counts', async () => {
    const { report, acts } = await read(
      ['people.meetingConvened', { meeting: 'm' }],
      drafted,
      ['ballot.opened', { ballot: 'AnotherBallot12', shouldAttend: 1, present: 1 }],
      opened,
      ['ballot.cardsIssued', { ballot: uuid, issued: 7 }],
      ['ballot.cardsIssued', { ballot: uuid, issued: 8 }],
    )
    expect(report).toMatchObject({ ok: true, entries: 6 })
    const facts = factsOf(acts, uuid)
    expect(facts.entries).toEqual([1, 3, 4, 5])
    expect(facts.issued).toEqual({ value: 8, entry: 5 })
    expect(basisIn(facts)).toEqual({
      seats: { value: 2, entry: 1 },
      majority: { value: 'over-half-of-present', entry: 1 },
      shouldAttend: { value: 9, entry: 3 },
      present: { value: 8, entry: 3 },
    })
    expect(basisIn(factsOf(acts, 'AnotherBallot12'))).toBeUndefined()
    expect(factsOf(acts, 'Nothing').entries).toEqual([])
  })

  test('with other things in its fields is not believed', async () => {
    const { acts } = await read(
      ['decide.voteDrafted', { ballot: uuid, seats: '2', majority: 'all' }],
      ['decide.outcome', { ballot: uuid, elected: [1], tied: [], needed: 1, unfilled: 0 }],
      ['ballot.counted', { ballot: uuid, counts: null, result: [['1']] }],
      ['ballot.cardVoided', { ballot: uuid, number: 3 }],
    )
    const facts = factsOf(acts, uuid)
    expect(Object.keys(facts).toSorted()).toEqual(['cardsVoided', 'entries'])
    expect(facts.cardsVoided).toEqual([])
  })

  const options = ['甲', '乙', '丙']
  const announced = (elected: readonly string[], needed = 5): TestAct => [
    'decide.outcome',
    { ballot: uuid, elected, tied: [], needed, unfilled: 0 },
  ]

  const decided = async (...acts: readonly TestAct[]): Promise<Decided> => {
    const facts = factsOf((await read(drafted, opened, ...acts)).acts, uuid)
    return decide({ options }, [5, 3, 7], present(basisIn(facts)), facts.outcome)
  }

  test('the outcome is decided anew, and held against what was announced', async () => {
    expect(await decided()).toMatchObject({ elected: ['甲', '丙'], tied: [], outcome: { needed: 5 } })
    expect((await decided()).announced).toBeUndefined()
    expect((await decided(announced(['丙', '甲']))).announced).toEqual({ value: true, entry: 2 })
    expect((await decided(announced(['甲', '乙']))).announced?.value).toBe(false)
    expect((await decided(announced(['甲', '丙'], 4))).announced?.value).toBe(false)
    expect((await decided(announced(['甲']))).announced?.value).toBe(false)
  })

  test('a count by hand stands in the journal alone', async () => {
    const { acts } = await read(
      drafted,
      opened,
      ['ballot.methodSwitched', { ballot: uuid, method: 'paper', reason: '断网' }],
      ['ballot.counted', { ballot: uuid, result: [[1, 5, 3, 7]], counts: { shouldAttend: 9, present: 9 } }],
    )
    const facts = factsOf(acts, uuid)
    expect(facts.byHand).toEqual({ value: 'paper', entry: 2 })
    expect(facts.present).toEqual({ value: 9, entry: 3 })
    expect(countedByHand({ kind: 'choose', options }, facts)).toEqual({ value: [5, 3, 7], entry: 3 })
    expect(countedByHand({ kind: 'satisfaction', options }, facts)).toBeUndefined()
  })

  test('and the archive say the same, or do not', async () => {
    const { report, contents } = verified
    const own = present(report.election).uuid
    const sound: readonly TestAct[] = [
      [
        'ballot.sealed',
        {
          ballot: own,
          fingerprint: present(report.election).fingerprint,
          setup: present(contents.eventHashes[0]),
        },
      ],
      ['ballot.closed', { ballot: own, returned: report.checked.ballots, head: 'f'.repeat(64) }],
      ['ballot.counted', { ballot: own, head: present(report.head), result: present(report.result) }],
    ]
    const list = agreements(verified, factsOf((await read(...sound)).acts, own))
    expect(list.map(({ what, same, entry }) => [what, same, entry])).toEqual([
      ['fingerprint', true, 0],
      ['setupHead', true, 0],
      ['closeHead', false, 1],
      ['returned', true, 1],
      ['resultHead', true, 2],
      ['result', true, 2],
    ])
    // What an earlier download does not hold yet is not held against it.
    const open = await verifyFile(
      file(vector.bytes.slice(0, present(built.records[10]).offset)),
      {},
      () => undefined,
    )
    const earlier = agreements(open, factsOf((await read(...sound)).acts, own))
    expect(earlier.map(({ what }) => what)).toEqual(['fingerprint', 'setupHead'])
  })

  test('a ballot from a voided card is found', async () => {
    const ballot = present(verified.contents.ballots[2])
    const { acts } = await read(
      ['ballot.cardVoided', { ballot: uuid, number: 4, credential: '0'.repeat(64) }],
      ['ballot.cardVoided', { ballot: uuid, number: 5, credential: ballot.credential }],
    )
    expect(voidedCardsUsed(verified, factsOf(acts, uuid))).toEqual([{ number: 5, entry: 1, ballot }])
  })

  test('a practice vote is known by the journal, or by its name', async () => {
    const { acts } = await read(['decide.voteDrafted', { ballot: uuid, reason: 'practice' }])
    expect(isPractice(verified, factsOf(acts, uuid))).toBe(true)
    expect(isPractice(verified, undefined)).toBe(false)
    const election = { ...present(verified.report.election), name: '【试投】2026年' }
    expect(isPractice({ report: { ...verified.report, election } }, undefined)).toBe(true)
  })
})

test('a report is the same again only if everything is', () => {
  const summary = summaryOf(verified)
  expect(isSame(summary, summaryOf(verified))).toBe(true)
  expect(isSame(summary, { ...summary, head: 'f' })).toBe(false)
  expect(isSame(summary, summaryOf({ ...verified, sha256: '' }))).toBe(false)
})

test('sizes', () => {
  expect([0, 1, 99_999, 840_000, 12_345_678].map(megabytes)).toEqual([
    '0 kB',
    '1 kB',
    '100 kB',
    '0.8 MB',
    '12.3 MB',
  ])
})
