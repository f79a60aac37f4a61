/** Tampered chains: events dropped, repeated, moved or bent, with all later hashes computed anew (§4.4). */
import type { EventType } from '../../../src/protocol/index.ts'
import {
  describeAttacks,
  draftWith,
  stillOpen,
  type Attack,
  type Base,
  type Expected,
} from '../../support/attacks.ts'
import {
  build,
  buildDraft,
  entriesOf,
  joined,
  type BuiltRecord,
  type DataEntry,
  type Draft,
  type Entry,
  type EventEntry,
} from '../../support/draft.ts'
import { counted, seal } from '../../support/elections.ts'
import { present } from '../../support/present.ts'

// The base has four ballots; the third is replaced by the fourth. In an open archive, the fourth is the last.
const LAST = 'event:Ballot:3'

const data = (role: string, content: string): DataEntry => ({ kind: 'data', role, content: () => content })
const event = (role: string, type: EventType, payload?: string): EventEntry => ({
  kind: 'event',
  role,
  type,
  payload,
})

/** Changes the list of records before it is chained. */
const chained = (
  name: string,
  change: (entries: Entry[], base: Base) => void,
  ...expected: readonly Expected[]
): Attack => ({ name, change: (base) => chain(base.draft, base, change), expected })

/** The same while the vote is open: nothing after the last ballot. */
const chainedOpen = (
  name: string,
  change: (entries: Entry[], base: Base) => void,
  ...expected: readonly Expected[]
): Attack => ({ name, change: (base) => chain(stillOpen(base.draft), base, change), expected })

function chain(draft: Draft, base: Base, change: (entries: Entry[], base: Base) => void) {
  const entries = entriesOf(draft)
  change(entries, base)
  return build(entries, draft)
}

/** Changes records after they were chained, so that nothing fits any more from there on. */
const unchained = (
  name: string,
  change: (records: BuiltRecord[]) => BuiltRecord[],
  ...expected: readonly Expected[]
): Attack => ({
  name,
  change: ({ draft }) => {
    const { records, timestampSec } = buildDraft(stillOpen(draft))
    return joined(change([...records]), timestampSec)
  },
  expected,
})

const indexOf = (entries: readonly Entry[], role: string): number => {
  const index = entries.findIndex((entry) => entry.role === role)
  if (index < 0) throw new Error(`no ${role}`)
  return index
}
const eventOf = (entries: readonly Entry[], role: string): EventEntry =>
  entries[indexOf(entries, role)] as EventEntry
const before = (entries: Entry[], role: string, ...added: readonly Entry[]): void => {
  entries.splice(indexOf(entries, role), 0, ...added)
}
const after = (entries: Entry[], role: string, ...added: readonly Entry[]): void => {
  entries.splice(indexOf(entries, role) + 1, 0, ...added)
}
const bent = (name: string, rewrite: (text: string) => string, path: string): Attack =>
  chainedOpen(
    `an event ${name}`,
    (entries) => {
      eventOf(entries, LAST).rewrite = rewrite
    },
    // An event that cannot be read has no height.
    { code: 'form', at: LAST, path, height: undefined },
  )

/** All sums of the encrypted tally, when the ballots are other ones. */
const EVERY_SUM: readonly Expected[] = [5, 3].flatMap((choices, i) =>
  Array.from({ length: choices }, (_, j) =>
    ['alpha', 'beta'].map((half): Expected => ({
      code: 'tally.sum',
      at: 'tally',
      path: `/${i}/${j}/${half}`,
    })),
  ).flat(),
)
const COUNTS: readonly Expected[] = [
  { code: 'tally.count', at: 'sizedTally', path: '/num_tallied' },
  { code: 'tally.weight', at: 'sizedTally', path: '/total_weight' },
]

const ballotAttacks: Attack[] = [
  {
    name: 'a ballot dropped, the chain and its end made to fit, the tally as it was',
    change: (base) => buildDraft(draftWith(base, ({ ballots }) => ballots.splice(0, 1))),
    expected: [...EVERY_SUM, ...COUNTS],
  },
  {
    name: 'the later of two ballots dropped, so that the earlier one would count',
    change: (base) => buildDraft(draftWith(base, ({ ballots }) => ballots.pop())),
    expected: EVERY_SUM,
  },
  {
    name: 'two ballots of one voter exchanged',
    change: (base) =>
      buildDraft(
        draftWith(base, ({ ballots }) => {
          ballots.push(...ballots.splice(2, 1))
        }),
      ),
    expected: EVERY_SUM,
  },
  {
    name: 'a ballot added by whoever holds an unused code, the tally as it was',
    change: (base) => {
      const code = present(base.codes.find((one) => !base.sealedWith.includes(one)))
      const ballot = seal(base, code, [
        [1, 0, 0, 0, 0],
        [0, 0, 1],
      ])
      return buildDraft(draftWith(base, ({ ballots }) => ballots.push(ballot)))
    },
    expected: [...EVERY_SUM, ...COUNTS],
  },
  unchained(
    'a ballot dropped, the chain as it was',
    (records) => records.filter(({ role }) => role !== 'ballot:1' && role !== 'event:Ballot:1'),
    { code: 'event.height', at: 'event:Ballot:2', path: '/height' },
    { code: 'event.parent', at: 'event:Ballot:2', path: '/parent' },
  ),
  unchained(
    'only the event of a ballot dropped',
    (records) => records.filter(({ role }) => role !== 'event:Ballot:1'),
    { code: 'event.height', at: 'event:Ballot:2', path: '/height' },
    { code: 'event.parent', at: 'event:Ballot:2', path: '/parent' },
    { code: 'archive.unreferenced', at: 'ballot:1', height: 3 },
  ),
  unchained(
    'only the ballot dropped, its event kept',
    (records) => records.filter(({ role }) => role !== 'ballot:1'),
    { code: 'event.payload', at: 'event:Ballot:1', path: '/payload' },
  ),
  unchained(
    'two ballots exchanged, the chain as it was',
    (records) => {
      const i = records.findIndex(({ role }) => role === 'ballot:1')
      return [
        ...records.slice(0, i),
        ...records.slice(i + 2, i + 4),
        ...records.slice(i, i + 2),
        ...records.slice(i + 4),
      ]
    },
    { code: 'event.height', at: 'event:Ballot:2', path: '/height' },
    { code: 'event.parent', at: 'event:Ballot:2', path: '/parent' },
    { code: 'event.height', at: 'event:Ballot:1', path: '/height' },
    { code: 'event.parent', at: 'event:Ballot:1', path: '/parent' },
    { code: 'event.height', at: 'event:Ballot:3', path: '/height' },
    { code: 'event.parent', at: 'event:Ballot:3', path: '/parent' },
  ),
  chained(
    'a ballot repeated as the same record, with an event of its own',
    (entries, { draft }) => {
      before(
        entries,
        'event:EndBallots',
        data('again', present(draft.ballots[0])),
        event('repeat', 'Ballot', 'again'),
      )
    },
    { code: 'archive.repeated', at: 'again' },
    { code: 'event.payloadRepeated', at: 'repeat', path: '/payload' },
  ),
  chained(
    'a ballot repeated as a new event',
    (entries) => before(entries, 'event:EndBallots', event('repeat', 'Ballot', 'ballot:0')),
    { code: 'event.payloadRepeated', at: 'repeat', path: '/payload' },
  ),
  chained(
    'a record repeated and referred to by nothing',
    (entries, { draft }) => before(entries, 'event:EndBallots', data('again', present(draft.ballots[0]))),
    { code: 'archive.repeated', at: 'again' },
  ),
  chained(
    'a ballot after the end of the vote',
    (entries, { draft }) => {
      const moved = data('late', present(draft.ballots[0]))
      after(entries, 'event:EndBallots', moved, event('too late', 'Ballot', 'late'))
      entries.splice(indexOf(entries, 'ballot:0'), 2)
    },
    { code: 'event.type', at: 'too late', path: '/type' },
    ...EVERY_SUM,
    ...COUNTS,
  ),
  {
    name: 'one more ballot after the end of the vote, not counted',
    change: (base) => {
      const ballot = seal(base, present(base.sealedWith[0]), [
        [1, 0, 0, 0, 0],
        [0, 0, 1],
      ])
      return chain(base.draft, base, (entries) =>
        after(entries, 'event:EndBallots', data('late', ballot), event('too late', 'Ballot', 'late')),
      )
    },
    expected: [{ code: 'event.type', at: 'too late', path: '/type' }],
  },
  {
    name: 'one more ballot after the result',
    change: (base) => {
      const ballot = seal(base, present(base.sealedWith[0]), [
        [1, 0, 0, 0, 0],
        [0, 0, 1],
      ])
      return chain(base.draft, base, (entries) => {
        entries.push(data('late', ballot), event('too late', 'Ballot', 'late'))
      })
    },
    expected: [{ code: 'event.type', at: 'too late', path: '/type' }],
  },
  {
    name: 'a ballot before the setup',
    change: (base) => {
      const [early, ...rest] = base.draft.ballots
      const draft = counted({ ...base.draft, ballots: rest }, base)
      return chain(draft, base, (entries) =>
        entries.unshift(data('early', present(early)), event('too early', 'Ballot', 'early')),
      )
    },
    expected: [{ code: 'event.type', at: 'too early', path: '/type' }],
  },
]

const types: Attack[] = [
  chained(
    'two ends of the vote',
    (entries) => after(entries, 'event:EndBallots', event('second end', 'EndBallots')),
    { code: 'event.type', at: 'second end', path: '/type' },
  ),
  chained(
    'no end of the vote',
    (entries) => entries.splice(indexOf(entries, 'event:EndBallots'), 1),
    { code: 'event.type', at: 'event:EncryptedTally', path: '/type' },
    { code: 'event.type', at: 'event:PartialDecryption:0', path: '/type' },
    { code: 'event.type', at: 'event:PartialDecryption:1', path: '/type' },
    { code: 'event.type', at: 'event:PartialDecryption:2', path: '/type' },
    { code: 'event.type', at: 'event:Result', path: '/type' },
  ),
  chained(
    'a second setup',
    (entries) => before(entries, 'event:EndBallots', event('second setup', 'Setup', 'setup')),
    { code: 'event.type', at: 'second setup', path: '/type' },
  ),
  chained(
    'a shuffle in an election that has nothing to shuffle',
    (entries) => after(entries, 'event:EncryptedTally', event('shuffle', 'Shuffle')),
    { code: 'event.type', at: 'shuffle', path: '/type' },
  ),
  chained(
    'an end of shuffles',
    (entries) => after(entries, 'event:EncryptedTally', event('shuffled', 'EndShuffles')),
    { code: 'event.type', at: 'shuffled', path: '/type' },
  ),
  chained(
    'a second tally',
    (entries) =>
      after(entries, 'event:EncryptedTally', event('second tally', 'EncryptedTally', 'sizedTally')),
    { code: 'event.type', at: 'second tally', path: '/type' },
  ),
  chained(
    'a decryption before the tally',
    (entries) => {
      const moved = entries.splice(indexOf(entries, 'decryption:0'), 3)
      before(entries, 'tally', ...moved)
    },
    { code: 'event.type', at: 'event:PartialDecryption:0', path: '/type' },
    { code: 'result.missing', at: 'result' },
  ),
  chained(
    'a decryption after the result',
    (entries) => entries.push(...entries.splice(indexOf(entries, 'decryption:0'), 3)),
    { code: 'result.missing', at: 'result' },
    { code: 'event.type', at: 'event:PartialDecryption:0', path: '/type' },
  ),
  chained(
    'a second result, another one',
    (entries) =>
      entries.push(data('other', '{"result":[[1,1,1,1,0],[1,1,1]]}'), event('second', 'Result', 'other')),
    { code: 'event.type', at: 'second', path: '/type' },
  ),
  chained('the first result once more', (entries) => entries.push(event('second', 'Result', 'result')), {
    code: 'event.type',
    at: 'second',
    path: '/type',
  }),
  chained(
    'a ballot in an event of another type',
    (entries) => {
      eventOf(entries, 'event:Ballot:0').type = 'PartialDecryption'
    },
    { code: 'event.type', at: 'event:Ballot:0', path: '/type' },
    ...EVERY_SUM,
    ...COUNTS,
  ),
  bent('of an unknown type', (text) => text.replace('"Ballot"', '"Comment"'), '/type'),
]

const links: Attack[] = [
  ...[
    ['left out', 7],
    ['repeated', 3],
    ['begun again', 0],
    ['very large', Number.MAX_SAFE_INTEGER],
  ].map(([name, height]): Attack =>
    chainedOpen(
      `a height ${name}`,
      (entries) => {
        eventOf(entries, LAST).height = height as number
      },
      { code: 'event.height', at: LAST, path: '/height' },
    ),
  ),
  chained(
    'a height left out, all later ones going on from there',
    (entries) => {
      eventOf(entries, 'event:Ballot:1').height = 5
    },
    { code: 'event.height', at: 'event:Ballot:1', path: '/height' },
  ),
  bent('of negative height', (text) => text.replace('"height":4', '"height":-4'), '/height'),
  bent('of broken height', (text) => text.replace('"height":4', '"height":4.5'), '/height'),
  bent(
    'of height beyond exact numbers',
    (text) => text.replace('"height":4', `"height":${2 ** 53}`),
    '/height',
  ),
  bent('with its height as text', (text) => text.replace('"height":4', '"height":"4"'), '/height'),
  bent('with 4.0 as its height', (text) => text.replace('"height":4', '"height":4.0'), ''),
  bent('with 4e0 as its height', (text) => text.replace('"height":4', '"height":4e0'), ''),
  bent('with spaces', (text) => text.replaceAll(',', ', '), ''),
  bent('with a further field', (text) => text.replace(/\}$/, ',"time":1}'), '/time'),
  bent(
    'with its fields in another order',
    (text) => text.replace(/("height":4),("type":"Ballot")/, '$2,$1'),
    '/height',
  ),
  bent(
    'with an upper-case parent',
    (text) => text.replace(/"parent":"[^"]*"/, (field) => `"parent":${field.slice(9).toUpperCase()}`),
    '/parent',
  ),
  bent('without a type', (text) => text.replace('"type":"Ballot",', ''), '/type'),
  bent('that is not JSON', () => 'Ballot', ''),
  chainedOpen(
    'the parent of another event',
    (entries) => {
      eventOf(entries, LAST).parent = 'ab'.repeat(32)
    },
    { code: 'event.parent', at: LAST, path: '/parent' },
  ),
  chainedOpen(
    'no parent',
    (entries) => {
      eventOf(entries, LAST).parent = null
    },
    { code: 'event.parent', at: LAST, path: '/parent' },
  ),
  chainedOpen(
    'a first event with a parent: there was something before it',
    (entries) => {
      eventOf(entries, 'event:Setup').parent = 'ab'.repeat(32)
    },
    { code: 'event.parent', at: 'event:Setup', path: '/parent' },
  ),
  chainedOpen(
    'a first event that is not at height 0',
    (entries) => {
      eventOf(entries, 'event:Setup').height = 1
    },
    { code: 'event.height', at: 'event:Setup', path: '/height' },
  ),
]

const payloads: Attack[] = [
  chainedOpen(
    'a ballot event without a payload',
    (entries) => {
      eventOf(entries, LAST).payload = undefined
    },
    { code: 'event.noPayload', at: LAST, path: '/payload' },
    { code: 'archive.unreferenced', at: 'ballot:3', height: 4 },
  ),
  chained(
    'a payload at the end of the vote',
    (entries) => {
      before(entries, 'event:EndBallots', data('extra', '{}'))
      eventOf(entries, 'event:EndBallots').payload = 'extra'
    },
    { code: 'event.noPayload', at: 'event:EndBallots', path: '/payload' },
  ),
  chainedOpen(
    'a payload that is nowhere',
    (entries) => {
      eventOf(entries, LAST).payloadHash = 'cd'.repeat(32)
    },
    { code: 'event.payload', at: LAST, path: '/payload' },
    { code: 'archive.unreferenced', at: 'ballot:3', height: 4 },
  ),
  unchained(
    'a payload after its event',
    (records) => {
      const i = records.findIndex(({ role }) => role === 'ballot:3')
      const [ballot, ballotEvent] = records.slice(i)
      return [...records.slice(0, i), present(ballotEvent), { ...present(ballot), height: undefined }]
    },
    { code: 'event.payload', at: LAST, path: '/payload' },
    { code: 'archive.unreferenced', at: 'ballot:3', height: undefined },
  ),
  chained(
    'data that nothing refers to',
    (entries) => before(entries, 'ballot:1', data('junk', '{"note":"?"}')),
    { code: 'archive.unreferenced', at: 'junk', height: 2 },
  ),
  chained(
    'data that nothing refers to, between the parts of the setup',
    (entries) => before(entries, 'trustees', data('junk', '{"note":"?"}')),
    { code: 'archive.unreferenced', at: 'junk', height: 0 },
  ),
  chained(
    'data that nothing refers to, at the end',
    (entries) => entries.push(data('junk', '{"note":"?"}')),
    { code: 'archive.unreferenced', at: 'junk', height: undefined },
  ),
  chainedOpen('a ballot without an event', (entries) => entries.pop(), {
    code: 'archive.unreferenced',
    at: 'ballot:3',
    height: undefined,
  }),
  chained(
    'more useless data than anybody would keep in memory',
    (entries) =>
      before(entries, 'ballot:1', ...Array.from({ length: 20 }, (_, i) => data(`junk:${i}`, `[${i}]`))),
    ...Array.from({ length: 20 }, (_, i): Expected => ({
      code: 'archive.unreferenced',
      at: `junk:${i}`,
      height: i < 16 ? undefined : 2,
    })),
  ),
  {
    name: 'nothing but a header',
    change: ({ draft }) => build([], draft),
    expected: [{ code: 'archive.noSetup', at: null }],
  },
  {
    name: 'a setup without its event',
    change: (base) => chain({ ...stillOpen(base.draft), ballots: [] }, base, (entries) => entries.pop()),
    expected: ['election', 'trustees', 'credentials', 'setup'].map((at) => ({
      code: 'archive.unreferenced',
      at,
      height: undefined,
    })),
  },
]

describeAttacks('ballots in the chain', 'threshold-2-of-3', ballotAttacks)
describeAttacks('types of events', 'threshold-2-of-3', types)
describeAttacks('heights and parents', 'threshold-2-of-3', links)
describeAttacks('payloads', 'threshold-2-of-3', payloads)
