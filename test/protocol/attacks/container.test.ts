/** The file itself: cut, bent, or no archive at all (§4.4, and the old tar format under it). */
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  compactJson,
  sha256Hex,
  verifyArchive,
  verifyBytes,
  type Report,
} from '../../../src/protocol/index.ts'
import { describeAttacks, stillOpen, type Attack, type Expected } from '../../support/attacks.ts'
import {
  build,
  buildDraft,
  concat,
  entriesOf,
  inChunks,
  joined,
  type Built,
  type BuiltRecord,
} from '../../support/draft.ts'
import {
  counted,
  makeElection,
  openDraft,
  question,
  rememberingChecker,
  seal,
} from '../../support/elections.ts'
import { present } from '../../support/present.ts'
import { seededRandom } from '../../support/random.ts'

const BLOCK = 512
const BALLOT = 'ballot:1'

/** Changes the header block of one record; the checksum fits again unless it is what is changed. */
const header = (
  name: string,
  change: (block: Uint8Array) => void,
  expected: readonly Expected[] = [{ code: 'archive.header', at: BALLOT }],
  { checksum = true } = {},
): Attack => ({
  name,
  change: ({ draft }) => {
    const built = buildDraft(stillOpen(draft))
    const { offset } = present(built.records.find(({ role }) => role === BALLOT))
    const block = built.bytes.subarray(offset, offset + BLOCK)
    change(block)
    if (checksum) writeChecksum(block)
    return built
  },
  expected,
})

function put(block: Uint8Array, offset: number, text: string): void {
  block.set(new TextEncoder().encode(text), offset)
}

function writeChecksum(block: Uint8Array): void {
  put(block, 148, '        ')
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(block, 148, `${sum.toString(8).padStart(6, '0')}\0 `)
}

const text = (block: Uint8Array, from: number, to: number): string =>
  new TextDecoder().decode(block.subarray(from, to))

const headers: Attack[] = [
  header('another mode', (block) => put(block, 100, '0000755')),
  header('an owner', (block) => put(block, 108, '0001750')),
  header('a group', (block) => put(block, 116, '0001750')),
  header('the format of newer tar files', (block) => put(block, 257, 'ustar\u000000')),
  header('an owner’s name', (block) => put(block, 265, 'root')),
  header('the type of a folder', (block) => put(block, 156, '5')),
  header('the type of a link', (block) => {
    put(block, 156, '2')
    put(block, 157, '/etc/passwd')
  }),
  header('something hidden at the end of the header', (block) => put(block, 500, 'hidden')),
  header('something hidden after the name', (block) => put(block, 90, 'x')),
  header('another time than the archive’s', (block) => {
    const time = Number.parseInt(text(block, 136, 147), 8) + 1
    put(block, 136, time.toString(8).padStart(11, '0'))
  }),
  header('a wrong checksum', (block) => put(block, 148, '000000'), undefined, { checksum: false }),
  header(
    'a checksum written in another way',
    (block) => put(block, 148, ` ${text(block, 149, 154)} \0`),
    undefined,
    {
      checksum: false,
    },
  ),
  header('a size with spaces', (block) => put(block, 124, ` ${text(block, 125, 135)} `), [
    { code: 'archive.header', at: 9 },
  ]),
  header('a size that is no number', (block) => put(block, 124, 'zzzzzzzzzzz'), [
    { code: 'archive.header', at: 9 },
  ]),
  header('a size of eight gigabytes', (block) => put(block, 124, '77777777777'), [
    { code: 'archive.tooLarge', at: BALLOT },
  ]),
  header('a name in a folder', (block) => put(block, 0, `./${text(block, 0, 74)}`), [
    { code: 'archive.name', at: BALLOT },
    { code: 'event.payload', at: 'event:Ballot:1', path: '/payload' },
  ]),
  header('a name that climbs out of the folder', (block) => put(block, 0, `../../${text(block, 0, 74)}`), [
    { code: 'archive.name', at: BALLOT },
    { code: 'event.payload', at: 'event:Ballot:1', path: '/payload' },
  ]),
  header('an upper-case name', (block) => put(block, 0, text(block, 0, 64).toUpperCase()), [
    { code: 'archive.name', at: BALLOT },
    { code: 'event.payload', at: 'event:Ballot:1', path: '/payload' },
  ]),
  header('a name of another kind', (block) => put(block, 65, 'note'), [
    { code: 'archive.name', at: BALLOT },
    { code: 'event.payload', at: 'event:Ballot:1', path: '/payload' },
  ]),
].map((attack) => ({
  ...attack,
  // The names in the table are those of the sound archive; these attacks are about the names.
  change: (base: Parameters<Attack['change']>[0]): Built => renamed(attack.change(base)),
}))

/** What a file was built from, with the names that now stand in it. */
function renamed(built: Built): Built {
  const records = built.records.map((record) => {
    const block = built.bytes.subarray(record.offset, record.offset + 100)
    const end = block.indexOf(0)
    const size = text(built.bytes.subarray(record.offset, record.offset + BLOCK), 124, 136)
    // A header that cannot be read has no name either.
    const name = /^[0-7]{11}\0$/.test(size) ? text(block, 0, end < 0 ? 100 : end) : 'no name'
    return { ...record, name }
  })
  return {
    ...built,
    records,
    at(role) {
      const { record, height } = built.at(role)
      return { record, height, name: present(records[record - 1]).name }
    },
  }
}

/** Changes the bytes of the whole file. */
const file = (
  name: string,
  change: (bytes: Uint8Array, built: Built) => Uint8Array,
  ...expected: readonly Expected[]
): Attack => ({
  name,
  change: ({ draft }) => {
    const built = buildDraft(draft)
    return { ...built, bytes: change(built.bytes, built) }
  },
  expected,
})

/** One record after the last. */
const END = 30
const files: Attack[] = [
  file('an empty file', () => new Uint8Array(), { code: 'archive.empty', at: null }),
  file('one byte', () => new Uint8Array(1), { code: 'archive.notArchive', at: 1, nameless: true }),
  file('a compressed archive', (bytes) => gzipSync(bytes), {
    code: 'archive.notArchive',
    at: 1,
    nameless: true,
  }),
  file('zeros', () => new Uint8Array(10_240), { code: 'archive.notArchive', at: 1, nameless: true }),
  file('random bytes', () => seededRandom('no archive')(10_000), {
    code: 'archive.notArchive',
    at: 1,
    nameless: true,
  }),
  file('a page', () => new TextEncoder().encode(`<!doctype html>${' '.repeat(2000)}`), {
    code: 'archive.notArchive',
    at: 1,
    nameless: true,
  }),
  file('the end that other tar programs write', (bytes) => concat([bytes, new Uint8Array(1024)]), {
    code: 'archive.header',
    at: END,
  }),
  file('a few bytes at the end', (bytes) => concat([bytes, new Uint8Array(10)]), {
    code: 'archive.cut',
    at: END,
  }),
  file(
    'something in the padding',
    (bytes, { records }) => {
      const { offset } = present(records.find(({ role }) => role === 'trustees'))
      const changed = bytes.slice()
      changed[offset - 1] = 1
      return changed
    },
    { code: 'archive.padding', at: 'election' },
  ),
  {
    name: 'a digit of a ballot’s proof, the record’s name as it was',
    change: ({ draft }) => {
      const built = buildDraft(stillOpen(draft))
      const { offset, content } = present(built.records.find(({ role }) => role === BALLOT))
      const bytes = built.bytes.slice()
      const digit = offset + BLOCK + content.indexOf('"response":"') + 20
      bytes[digit] = present(bytes[digit]) ^ 1
      return { ...built, bytes }
    },
    expected: [
      { code: 'archive.hash', at: BALLOT },
      { code: 'ballot.signatureHash', at: BALLOT, path: '/signature/hash' },
      { code: 'ballot.individualProof', at: BALLOT, path: '/answers/0/individual_proofs/0' },
    ],
  },
]

/** The one content that no string can hold: built from bytes. */
const notText: Attack = {
  name: 'a ballot that is not UTF-8, under the hash of its bytes',
  change: ({ draft }) => {
    const built = buildDraft(stillOpen(draft))
    const { offset, content } = present(built.records.find(({ role }) => role === BALLOT))
    built.bytes[offset + BLOCK + 100] = 0xff
    const block = built.bytes.subarray(offset, offset + BLOCK)
    put(block, 0, sha256Hex(built.bytes.subarray(offset + BLOCK, offset + BLOCK + content.length)))
    writeChecksum(block)
    return renamed(built)
  },
  expected: [
    { code: 'archive.text', at: BALLOT },
    { code: 'event.payload', at: 'event:Ballot:1', path: '/payload' },
  ],
}

/** Replaces the archive’s own header. */
const first = (name: string, content: string, path: string): Attack => ({
  name,
  change: ({ draft }) => build(entriesOf(draft), { timestampSec: draft.timestampSec, header: content }),
  expected: [{ code: 'archive.first', at: 'header', path }],
})

/** Records joined as they are. */
const records = (
  name: string,
  change: (list: BuiltRecord[]) => (Omit<BuiltRecord, 'offset'> & { offset?: number })[],
  ...expected: readonly Expected[]
): Attack => ({
  name,
  change: ({ draft }) => {
    const open = buildDraft({ ...stillOpen(draft), ballots: [] })
    return joined(change([...open.records]), draft.timestampSec)
  },
  expected,
})

const firsts: Attack[] = [
  first('another version of the archive', '{"version":2,"timestamp":"1795490178"}', '/version'),
  first('a timestamp that is a number', '{"version":1,"timestamp":1795490178}', '/timestamp'),
  first('a timestamp with a leading zero', '{"version":1,"timestamp":"01795490178"}', '/timestamp'),
  first('a timestamp that no record has', '{"version":1,"timestamp":"1795490179"}', '/timestamp'),
  first('a further field in the header', '{"version":1,"timestamp":"1795490178","note":1}', '/note'),
  first('fields of the header in another order', '{"timestamp":"1795490178","version":1}', '/version'),
  first('a header with spaces', '{"version": 1, "timestamp": "1795490178"}', ''),
  first('an empty header', '', ''),
  records(
    'another name for the header',
    ([head, ...rest]) => [{ ...present(head), name: 'HELIOS' }, ...rest],
    { code: 'archive.first', at: 1 },
  ),
  records(
    'no header',
    ([, ...rest]) => rest,
    { code: 'archive.first', at: 1, height: undefined },
    { code: 'event.payload', at: 'setup', path: '/election' },
  ),
  records('a second header', ([head, ...rest]) => [present(head), present(head), ...rest], {
    code: 'archive.name',
    at: 2,
  }),
  records(
    'an event under the name of data',
    (list) => [
      ...list,
      ...[present(list.at(-1))].map((event) => ({
        ...event,
        name: event.name.replace('event', 'data'),
        role: 'copy',
      })),
    ],
    { code: 'archive.repeated', at: 'copy' },
  ),
  records(
    'a record under the hash of another content',
    (list) => [
      ...list,
      { name: `${sha256Hex('something')}.data.json`, content: 'else', role: 'misnamed', height: undefined },
    ],
    { code: 'archive.hash', at: 'misnamed' },
    { code: 'archive.unreferenced', at: 'misnamed' },
  ),
]

describeAttacks('headers of records', 'threshold-2-of-3', headers)
describeAttacks('the whole file', 'threshold-2-of-3', [...files, notText])
describeAttacks('the first record', 'threshold-2-of-3', firsts)

describe('a small archive', () => {
  const random = seededRandom('a small archive')
  const election = makeElection({ questions: [question(2, 1, 1, true)], voters: 3, random })
  const ballots = [0, 1].map((voter) =>
    seal(election, present(election.codes[voter]), [[0, voter, 1 - voter]], random),
  )
  const built = buildDraft(counted(openDraft(election, ballots), election, [1], random))
  const checkBallots = rememberingChecker()
  let sound: Report
  beforeAll(async () => {
    sound = await verifyBytes(built.bytes, { checkBallots })
  })

  test('is sound', () => {
    expect(sound.findings).toEqual([])
    expect(sound.result).toEqual([[0, 1, 1]])
  })

  test('any single byte changed is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(built.bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (position, change) => {
          const bytes = built.bytes.slice()
          bytes[position] = present(bytes[position]) ^ change
          const report = await verifyBytes(bytes, { checkBallots })
          expect(report.ok).toBe(false)
          const record = built.records.findLastIndex(({ offset }) => offset <= position) + 1
          expect(report.findings.map(({ place }) => place.record)).toContain(record)
        },
      ),
      { numRuns: 400 },
    )
  }, 120_000)

  test('every byte of the first header and its content matters', async () => {
    for (let position = 0; position < 2 * BLOCK; position++) {
      const bytes = built.bytes.slice()
      bytes[position] = present(bytes[position]) ^ 1
      // The chain alone, without the count: the change is before all of it.
      const report = await verifyBytes(bytes.subarray(0, 2 * BLOCK))
      expect(report.findings.some(({ code }) => code !== 'archive.noSetup')).toBe(true)
    }
  })

  test('cut anywhere, it says where it is cut; cut between two records, it is what it was at that time', async () => {
    const ends = new Set(built.records.map(({ offset }) => offset))
    const cuts = new Set([
      ...Array.from({ length: 50 }, (_, i) => Math.floor((built.bytes.length * i) / 50)),
      ...[...ends].flatMap((end) => [end, end + 1, end + BLOCK]),
    ])
    for (const cut of cuts) {
      if (cut === 0) continue
      const report = await verifyBytes(built.bytes.subarray(0, cut), { checkBallots })
      const next = built.records.findIndex(({ offset }) => offset >= cut)
      const number = next < 0 ? built.records.length : next
      const found = report.findings.map(({ code, place }) => `${code} ${place.record}`)
      const last = present(built.records[number - 1])
      const between = ends.has(cut)
      const whole = between && last.name.endsWith('.event.json')
      expect(report.ok, `cut after ${cut} bytes, in ${last.role}`).toBe(whole)
      const cutHere = cut < BLOCK ? 'archive.notArchive 1' : `archive.cut ${number}`
      expect(found.includes(cutHere), `cut after ${cut} bytes, in ${last.role}`).toBe(!between)
      // Between two records, nothing is wrong but that something is still to come.
      const others = found.filter((one) => !/^archive\.(?:unreferenced|noSetup) /.test(one))
      expect(between && others.length > 0).toBe(false)
    }
  }, 120_000)

  test('the sizes of the chunks do not matter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(built.bytes.length), { maxLength: 40 }), async (cuts) => {
        const report = await verifyArchive(inPieces(built.bytes, cuts), { checkBallots })
        expect(report).toEqual(sound)
      }),
      { numRuns: 25 },
    )
    for (const length of [1, 7, 511, 512, 513]) {
      expect(await verifyArchive(inChunks(built.bytes, length), { checkBallots })).toEqual(sound)
    }
  }, 120_000)

  test('neither does how many ballots are checked at once', async () => {
    for (const parallel of [1, 2, 100]) {
      expect(await verifyBytes(built.bytes, { checkBallots, parallel })).toEqual(sound)
    }
    const tampered = built.bytes.slice()
    const { offset } = present(built.records.find(({ role }) => role === 'ballot:0'))
    tampered[offset + BLOCK + 300] = present(tampered[offset + BLOCK + 300]) ^ 1
    const reports = await Promise.all(
      [1, 2, 100].map((parallel) => verifyBytes(tampered, { checkBallots, parallel })),
    )
    expect(reports[1]).toEqual(reports[0])
    expect(reports[2]).toEqual(reports[0])
  })

  test('arbitrary bytes are refused without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        expect((await verifyBytes(bytes)).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('pieces of an archive in any order are refused without an exception', async () => {
    const pieces = built.records.map(({ offset }, i) =>
      built.bytes.subarray(offset, built.records[i + 1]?.offset),
    )
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.nat(pieces.length - 1), fc.uint8Array({ minLength: 1, maxLength: 600 })), {
          maxLength: 25,
        }),
        async (order) => {
          const bytes = concat(
            order.map((piece) => (typeof piece === 'number' ? present(pieces[piece]) : piece)),
          )
          const report = await verifyBytes(bytes, { checkBallots })
          // Only what the archive was at some time is good: it ends in an event.
          const earlier =
            order.every((piece, i) => piece === i) &&
            built.records[order.length - 1]?.name.endsWith('.event.json') === true
          expect(report.ok).toBe(earlier)
        },
      ),
      { numRuns: 150 },
    )
  }, 120_000)

  test('any value anywhere in any message is refused without an exception', async () => {
    const roles = entriesOf(counted(openDraft(election, ballots), election, [1], random)).filter(
      ({ kind }) => kind === 'data',
    )
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(fc.nat(roles.length - 1), fc.nat(), fc.jsonValue(), async (index, where, value) => {
        const entries = entriesOf(counted(openDraft(election, ballots), election, [1], random))
        const chosen = present(entries.find(({ role }) => role === roles[index]?.role))
        if (chosen.kind !== 'data') throw new Error('only data is changed')
        const { content } = chosen
        let same = false
        chosen.content = (hashOf) => {
          const before = content(hashOf)
          const after = compactJson(replaced(JSON.parse(before), where, value))
          same = before === after
          return after
        }
        const report = await verifyBytes(build(entries, built).bytes, { checkBallots })
        expect(report.ok).toBe(same)
      }),
      { numRuns: 150 },
    )
  }, 120_000)
})

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    yield bytes.subarray(from, cut)
    from = cut
  }
}

/** The value with one of its nodes, picked by a number, replaced. */
function replaced(root: unknown, where: number, by: unknown): unknown {
  const paths: (string | number)[][] = []
  const walk = (value: unknown, path: (string | number)[]): void => {
    paths.push(path)
    if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) walk(child, [...path, key])
    }
  }
  walk(root, [])
  const path = present(paths[where % paths.length])
  const last = path.at(-1)
  if (last === undefined) return by
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root)
  ;(parent as Record<string, unknown>)[last] = by
  return root
}
