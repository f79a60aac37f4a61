/** The archive as it grows (§4.4): written record by record, read back in every stage. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  dataRecord,
  encodeRecord,
  eventRecord,
  headerRecord,
  readRecords,
  recordsOf,
  verifyArchive,
  verifyBytes,
  type ArchiveRecord,
  type ChainHead,
} from '../../src/protocol/index.ts'
import { buildDraft, concat, inChunks, type Draft } from '../support/draft.ts'
import { counted, makeElection, openDraft, question, seal, TIMESTAMP_SEC } from '../support/elections.ts'
import { present } from '../support/present.ts'

const vote = makeElection({ questions: [question(2, 1, 1)], trustees: [1, [2, 3]], voters: 3 })
const ballots = [0, 1].map((voter) => seal(vote, present(vote.codes[voter]), [[voter, 1 - voter]]))

function hash(content: string): string {
  return dataRecord(content).name.slice(0, 64)
}

/** The records of an election as a service writes them: one group after the other, each with its event. */
function grown(draft: Draft): ArchiveRecord[][] {
  let head: ChainHead | undefined
  const groups: ArchiveRecord[][] = [[headerRecord(draft.timestampSec)]]
  const add = (type: Parameters<typeof recordsOf>[1], contents: readonly string[]): void => {
    const made = recordsOf(head, type, contents)
    head = made.head
    groups.push([...made.records])
  }
  const { election, trustees, credentials, tally } = draft
  add('Setup', [
    election,
    trustees,
    credentials,
    JSON.stringify({ election: hash(election), trustees: hash(trustees), credentials: hash(credentials) }),
  ])
  for (const ballot of draft.ballots) add('Ballot', [ballot])
  add('EndBallots', [])
  const sized = present(tally)
  add('EncryptedTally', [
    sized.tally,
    JSON.stringify({
      num_tallied: sized.numTallied,
      total_weight: sized.totalWeight,
      encrypted_tally: hash(sized.tally),
    }),
  ])
  for (const { owner, decryption } of draft.decryptions) {
    add('PartialDecryption', [decryption, JSON.stringify({ owner, payload: hash(decryption) })])
  }
  add('Result', [present(draft.result)])
  return groups
}

describe('an archive that grows', () => {
  const draft = counted(openDraft(vote, ballots), vote)
  const groups = grown(draft)

  test('is good so far after every event, and says how far it is', async () => {
    const stages: string[] = []
    for (let i = 2; i <= groups.length; i++) {
      const records = groups.slice(0, i).flat()
      const report = await verifyBytes(concat(records.map((record) => encodeRecord(record, TIMESTAMP_SEC))))
      expect(report.findings).toEqual([])
      expect(report.head).toBe(present(records.at(-1)).name.slice(0, 64))
      expect(report.checked.records).toBe(records.length)
      stages.push(report.stage)
    }
    expect(stages).toEqual([
      'open',
      'open',
      'open',
      'closed',
      'closed',
      'closed',
      'closed',
      'closed',
      'counted',
    ])
  })

  test('is the same file as one that is written at once', () => {
    const bytes = concat(groups.flat().map((record) => encodeRecord(record, TIMESTAMP_SEC)))
    expect(bytes).toEqual(buildDraft(draft).bytes)
  })

  test('is read by the system’s tar', () => {
    const folder = mkdtempSync(join(tmpdir(), 'piaojue-tar-'))
    try {
      writeFileSync(join(folder, 'election.bel'), buildDraft(draft).bytes)
      execFileSync('tar', ['xf', 'election.bel'], { cwd: folder })
      for (const { name, content } of groups.flat())
        expect(readFileSync(join(folder, name), 'utf8')).toBe(content)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('gives back the records that were written', async () => {
    const read: ArchiveRecord[] = []
    for await (const record of readRecords(inChunks(buildDraft(draft).bytes, 100))) {
      if (!record.ok) throw new Error(record.code)
      expect(record.oddities).toEqual([])
      expect(record.timestampSec).toBe(TIMESTAMP_SEC)
      read.push({ name: record.name, content: new TextDecoder().decode(record.bytes) })
    }
    expect(read).toEqual(groups.flat())
  })

  test('tells of its progress', async () => {
    const seen: { records: number; bytes: number; ballots: number }[] = []
    await verifyBytes(buildDraft(draft).bytes, { onProgress: (progress) => seen.push(progress) })
    expect(seen).toHaveLength(groups.flat().length)
    expect(seen.at(-1)).toMatchObject({ records: seen.length, ballots: 2 })
  })
})

describe('events', () => {
  test('go on from the head: first without a parent, at height 0', () => {
    const first = eventRecord(undefined, 'Setup', 'ab'.repeat(32))
    expect(first.record.content).toBe(`{"height":0,"type":"Setup","payload":"${'ab'.repeat(32)}"}`)
    const second = eventRecord(first.head, 'EndBallots')
    expect(second.record.content).toBe(`{"parent":"${first.head.hash}","height":1,"type":"EndBallots"}`)
    expect(second.head).toEqual({ hash: second.record.name.slice(0, 64), height: 1 })
  })
})

async function* failing(): AsyncGenerator<Uint8Array> {
  yield buildDraft(openDraft(vote, ballots)).bytes.subarray(0, 2000)
  throw new Error('the network is gone')
}

describe('a source that fails', () => {
  test('is not mistaken for a bad archive: its error passes through', async () => {
    await expect(verifyArchive(failing())).rejects.toThrow('the network is gone')
  })

  test('a record of any size is held, but not an unreasonable one', async () => {
    let given = 0
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      const block = buildDraft(openDraft(vote, ballots)).bytes.slice(0, 512)
      block.set(new TextEncoder().encode('77777777777'), 124)
      yield block
      for (;;) {
        given++
        yield new Uint8Array(65_536)
      }
    }
    const report = await verifyArchive(endless())
    expect(report.findings.map(({ code }) => code)).toEqual(['archive.tooLarge'])
    expect(given).toBe(0)
  })
})
