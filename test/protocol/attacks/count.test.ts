/** Tampered counts: the encrypted tally, the shares, the result (§4.18, §4.20, §4.21). */
import {
  ed25519 as group,
  encodeOne,
  partialDecryption,
  readTally,
  writeTally,
  type EncryptedTally,
} from '../../../src/protocol/index.ts'
import {
  describeAttacks,
  draftWith,
  editJson,
  offByOne,
  type Attack,
  type Base,
  type Expected,
  type Loose,
} from '../../support/attacks.ts'
import { build, buildDraft, entriesOf, type Built, type Draft } from '../../support/draft.ts'
import {
  counted,
  enough,
  makeElection,
  openDraft,
  opened,
  question,
  seal,
  sumOf,
} from '../../support/elections.ts'
import { IDENTITY, NOT_CANONICAL, TORSION } from '../../support/odd-points.ts'
import { present } from '../../support/present.ts'
import { systemRandom } from '../../support/random.ts'

const CHOICES = [5, 3] as const
const every = (code: Expected['code'], at: string, path: (i: number, j: number) => string): Expected[] =>
  CHOICES.flatMap((choices, i) =>
    Array.from({ length: choices }, (_, j): Expected => ({ code, at, path: path(i, j) })),
  )
const everyProof = (at: string): Expected[] =>
  every('decryption.proof', at, (i, j) => `/decryption_proofs/${i}/${j}`)

const tallyOf = (draft: Draft): NonNullable<Draft['tally']> => present(draft.tally, 'the tally')

/** Changes the tally, and opens the changed one with the trustees’ help. */
const tally = (
  name: string,
  change: (rows: Loose) => void,
  ...expected: readonly (readonly [Expected['code'], string])[]
): Attack => ({
  name,
  change: (base) => {
    const draft = draftWith(base, (one) => {
      tallyOf(one).tally = editJson(tallyOf(one).tally, change)
    })
    return buildDraft(opened(draft, base, enough(base.trustees)))
  },
  expected: expected.map(([code, path]) => ({ code, at: 'tally', path })),
})

/** Changes the tally before anybody has decrypted it. */
const undecrypted = (
  name: string,
  change: (text: string) => string,
  ...expected: readonly (readonly [Expected['code'], string])[]
): Attack => ({
  name,
  change: (base) =>
    buildDraft(
      draftWith(base, (draft) => {
        tallyOf(draft).tally = change(tallyOf(draft).tally)
        draft.decryptions = []
        draft.result = undefined
      }),
    ),
  expected: expected.map(([code, path]) => ({ code, at: 'tally', path })),
})

const plus = (hex: string, factor: bigint): string =>
  encodeOne(
    group,
    group.add(present(group.decode(hex)), group.generator.multiply((factor + group.order) % group.order)),
  )

const torsioned = (hex: string): string =>
  encodeOne(group, group.add(present(group.decode(hex)), present(TORSION[0]).point))

const tallies: Attack[] = [
  tally(
    'a vote added to the tally, decrypted and announced',
    (rows) => {
      rows[0][1].beta = plus(rows[0][1].beta, 1n)
    },
    ['tally.sum', '/0/1/beta'],
  ),
  tally(
    'a vote moved from one answer to another',
    (rows) => {
      rows[0][3].beta = plus(rows[0][3].beta, -1n)
      rows[0][1].beta = plus(rows[0][1].beta, 1n)
    },
    ['tally.sum', '/0/1/beta'],
    ['tally.sum', '/0/3/beta'],
  ),
  tally(
    'two answers exchanged in the tally',
    (rows) => {
      ;[rows[1][0], rows[1][1]] = [rows[1][1], rows[1][0]]
    },
    ['tally.sum', '/1/0/alpha'],
    ['tally.sum', '/1/0/beta'],
    ['tally.sum', '/1/1/alpha'],
    ['tally.sum', '/1/1/beta'],
  ),
  undecrypted(
    'an alpha of the tally',
    (text) =>
      editJson(text, (rows) => {
        rows[0][2].alpha = plus(rows[0][2].alpha, 1n)
      }),
    ['tally.sum', '/0/2/alpha'],
  ),
  undecrypted(
    'an alpha of the tally plus a point of order 2',
    (text) =>
      editJson(text, (rows) => {
        rows[1][2].alpha = torsioned(rows[1][2].alpha)
      }),
    ['tally.sum', '/1/2/alpha'],
  ),
  undecrypted(
    'elements of the tally that are not canonical',
    (text) =>
      editJson(text, (rows) => {
        rows[0][0].alpha = present(NOT_CANONICAL[3]).text
        rows[1][0].beta = present(NOT_CANONICAL[0]).text
      }),
    ['element', '/0/0/alpha'],
    ['element', '/1/0/beta'],
  ),
  undecrypted(
    'an element of the tally in upper case',
    (text) =>
      editJson(text, (rows) => {
        rows[0][1].beta = rows[0][1].beta.toUpperCase()
      }),
    ['form', '/0/1/beta'],
  ),
  undecrypted('a question missing in the tally', (text) => editJson(text, (rows) => rows.pop()), [
    'tally.length',
    '',
  ]),
  undecrypted('an answer missing in the tally', (text) => editJson(text, (rows) => rows[0].pop()), [
    'tally.length',
    '',
  ]),
  undecrypted(
    'an answer too many in the tally',
    (text) => editJson(text, (rows) => rows[1].push(rows[1][0])),
    ['tally.length', ''],
  ),
  undecrypted('a tally with spaces', (text) => text.replaceAll(',', ', '), ['form', '']),
  undecrypted('a tally that is no list', () => '{}', ['form', '']),
]

/** Changes the record that carries the numbers of the tally. */
const sized = (name: string, write: (text: string) => string, ...expected: readonly Expected[]): Attack => ({
  name,
  change: (base) => {
    const draft = { ...base.draft, decryptions: [], result: undefined }
    return withContent(draft, 'sizedTally', write)
  },
  expected,
})

/** Rewrites one data record after its references were filled in. */
function withContent(draft: Draft, role: string, write: (text: string) => string): Built {
  const entries = entriesOf(draft)
  const found = present(entries.find((entry) => entry.role === role))
  if (found.kind !== 'data') throw new Error(`${role} is no data`)
  const { content } = found
  found.content = (hashOf) => write(content(hashOf))
  return build(entries, draft)
}

const SIZED = 'sizedTally'
const numbers: Attack[] = [
  sized('one ballot more than there are', (text) => text.replace('"num_tallied":3', '"num_tallied":4'), {
    code: 'tally.count',
    at: SIZED,
    path: '/num_tallied',
  }),
  sized(
    'replaced ballots counted too',
    (text) => text.replaceAll(':3,', ':4,'),
    {
      code: 'tally.count',
      at: SIZED,
      path: '/num_tallied',
    },
    { code: 'tally.weight', at: SIZED, path: '/total_weight' },
  ),
  sized('another total weight', (text) => text.replace('"total_weight":3', '"total_weight":30'), {
    code: 'tally.weight',
    at: SIZED,
    path: '/total_weight',
  }),
  sized('3.0 ballots', (text) => text.replace('"num_tallied":3', '"num_tallied":3.0'), {
    code: 'form',
    at: SIZED,
    path: '',
  }),
  sized('ballots as text', (text) => text.replace('"num_tallied":3', '"num_tallied":"3"'), {
    code: 'form',
    at: SIZED,
    path: '/num_tallied',
  }),
  sized('minus three ballots', (text) => text.replace('"num_tallied":3', '"num_tallied":-3'), {
    code: 'form',
    at: SIZED,
    path: '/num_tallied',
  }),
  sized(
    'a tally that is elsewhere',
    (text) =>
      editJson(text, (value) => {
        value.encrypted_tally = 'ab'.repeat(32)
      }),
    { code: 'event.payload', at: SIZED, path: '/encrypted_tally' },
    { code: 'archive.unreferenced', at: 'tally', height: 6 },
  ),
  sized('the numbers with spaces', (text) => ` ${text}`, { code: 'form', at: SIZED, path: '' }),
]

/** Changes one share; the result stays what all shares would have given. */
const share = (
  name: string,
  change: (value: Loose, base: Base) => void,
  ...expected: readonly (readonly [Expected['code'], string])[]
): Attack => ({
  name,
  change: (base) =>
    buildDraft(
      draftWith(base, (draft) => {
        const first = present(draft.decryptions[0])
        first.decryption = editJson(first.decryption, (value) => change(value, base))
      }),
    ),
  expected: expected.map(([code, path]) => ({ code, at: 'decryption:0', path })),
})

/** The owners of the shares in the base: the Single trustee, and two of the three. */
const ownerOf = (draft: Draft, i: number): number => present(draft.decryptions[i]).owner

const shares: Attack[] = [
  share(
    'a decryption factor',
    ({ decryption_factors: factors }) => {
      factors[0][1] = plus(factors[0][1], 1n)
    },
    ['decryption.proof', '/decryption_proofs/0/1'],
  ),
  share(
    'two decryption factors exchanged, with their proofs',
    ({ decryption_factors: factors, decryption_proofs: proofs }) => {
      ;[factors[0][1], factors[0][2]] = [factors[0][2], factors[0][1]]
      ;[proofs[0][1], proofs[0][2]] = [proofs[0][2], proofs[0][1]]
    },
    ['decryption.proof', '/decryption_proofs/0/1'],
    ['decryption.proof', '/decryption_proofs/0/2'],
  ),
  share(
    'a decryption factor plus a point of order 2',
    ({ decryption_factors: factors }) => {
      factors[1][0] = torsioned(factors[1][0])
    },
    ['element', '/decryption_factors/1/0'],
  ),
  share(
    'the identity as a decryption factor',
    ({ decryption_factors: factors }) => {
      factors[1][1] = IDENTITY
    },
    ['element', '/decryption_factors/1/1'],
  ),
  share(
    'a decryption factor that is not canonical',
    ({ decryption_factors: factors }) => {
      factors[0][0] = present(NOT_CANONICAL[2]).text
    },
    ['element', '/decryption_factors/0/0'],
  ),
  share(
    'a decryption factor in upper case',
    ({ decryption_factors: factors }) => {
      factors[0][4] = factors[0][4].toUpperCase()
    },
    ['form', '/decryption_factors/0/4'],
  ),
  share(
    'the challenge of a factor’s proof',
    ({ decryption_proofs: proofs }) => {
      proofs[0][3].challenge = offByOne(proofs[0][3].challenge)
    },
    ['decryption.proof', '/decryption_proofs/0/3'],
  ),
  share(
    'the response of a factor’s proof, plus q',
    ({ decryption_proofs: proofs }) => {
      proofs[1][2].response = (BigInt(proofs[1][2].response) + group.order).toString()
    },
    ['decryption.proof', '/decryption_proofs/1/2'],
  ),
  share(
    'a number of a proof with a leading zero',
    ({ decryption_proofs: proofs }) => {
      proofs[1][2].response = `0${proofs[1][2].response}`
    },
    ['form', '/decryption_proofs/1/2/response'],
  ),
  share('a factor missing', ({ decryption_factors: factors }) => factors[0].pop(), [
    'decryption.length',
    '/decryption_factors',
  ]),
  share('a question too many', ({ decryption_factors: factors }) => factors.push([]), [
    'decryption.length',
    '/decryption_factors',
  ]),
  share('a proof missing', ({ decryption_proofs: proofs }) => proofs[1].pop(), [
    'decryption.length',
    '/decryption_proofs',
  ]),
  share('all proofs missing', (value) => (value.decryption_proofs = []), [
    'decryption.length',
    '/decryption_proofs',
  ]),
  share('a share with a further field', (value) => (value.note = ''), ['form', '/note']),
  {
    name: 'a share made with another key, with valid proofs for it',
    change: (base) => {
      const { election, draft } = base
      const sum = present(readTally(election, tallyOf(draft).tally))
      return buildDraft(
        draftWith(base, ({ decryptions }) => {
          present(decryptions[1]).decryption = partialDecryption(
            election,
            systemRandom,
            12_345n as never,
            sum,
          )
        }),
      )
    },
    expected: everyProof('decryption:1'),
  },
  {
    name: 'the shares of two trustees exchanged',
    change: (base) =>
      buildDraft(
        draftWith(base, ({ decryptions }) => {
          const [, second, third] = decryptions
          ;[present(second).owner, present(third).owner] = [present(third).owner, present(second).owner]
        }),
      ),
    expected: [...everyProof('decryption:1'), ...everyProof('decryption:2')],
  },
  {
    name: 'a share in the name of a trustee who gave none',
    change: (base) =>
      buildDraft(
        draftWith(base, ({ decryptions }) => {
          const given = new Set(decryptions.map(({ owner }) => owner))
          present(decryptions[2]).owner = present([1, 2, 3, 4].find((owner) => !given.has(owner)))
        }),
      ),
    expected: everyProof('decryption:2'),
  },
  ...[0, 5, 1_000_000].map((owner): Attack => ({
    name: `a share of trustee ${owner}, who does not exist`,
    change: (base) =>
      buildDraft(
        draftWith(base, ({ decryptions }) => {
          present(decryptions[2]).owner = owner
        }),
      ),
    expected: [
      { code: 'decryption.owner', at: 'owned:2', path: '/owner' },
      { code: 'result.missing', at: 'result' },
    ],
  })),
  {
    name: 'a second share of the same trustee, with fresh proofs',
    change: (base) => {
      const { election, draft, privateKeys } = base
      const sum = present(readTally(election, tallyOf(draft).tally))
      return buildDraft(
        draftWith(base, ({ decryptions }) => {
          const owner = ownerOf(draft, 1)
          const decryption = partialDecryption(election, systemRandom, present(privateKeys.get(owner)), sum)
          decryptions.push({ owner, decryption })
        }),
      )
    },
    expected: [{ code: 'decryption.repeated', at: 'owned:3', path: '/owner' }],
  },
  {
    name: 'one trustee’s share in the place of two',
    change: (base) => {
      const { election, draft, privateKeys } = base
      const sum = present(readTally(election, tallyOf(draft).tally))
      return buildDraft(
        draftWith(base, ({ decryptions }) => {
          const owner = ownerOf(draft, 1)
          const decryption = partialDecryption(election, systemRandom, present(privateKeys.get(owner)), sum)
          decryptions[2] = { owner, decryption }
        }),
      )
    },
    expected: [
      { code: 'decryption.repeated', at: 'owned:2', path: '/owner' },
      { code: 'result.missing', at: 'result' },
    ],
  },
  ...[0, 2].map((i): Attack => ({
    name: i === 0 ? 'the share of a Single trustee missing' : 'a share less than the threshold',
    change: (base) => buildDraft(draftWith(base, ({ decryptions }) => decryptions.splice(i, 1))),
    expected: [{ code: 'result.missing', at: 'result' }],
  })),
  {
    name: 'a result without any share',
    change: (base) => buildDraft({ ...base.draft, decryptions: [] }),
    expected: [{ code: 'result.missing', at: 'result' }],
  },
  {
    name: 'a share that is elsewhere',
    change: ({ draft }) =>
      withContent(draft, 'owned:1', (text) =>
        editJson(text, (value) => {
          value.payload = 'ab'.repeat(32)
        }),
      ),
    expected: [
      { code: 'event.payload', at: 'owned:1', path: '/payload' },
      { code: 'archive.unreferenced', at: 'decryption:1', height: 8 },
      { code: 'result.missing', at: 'result' },
    ],
  },
  {
    name: 'an owner who is no number',
    change: ({ draft }) => withContent(draft, 'owned:1', (text) => text.replace(/"owner":\d/, '"owner":"2"')),
    expected: [
      { code: 'form', at: 'owned:1', path: '/owner' },
      { code: 'result.missing', at: 'result' },
    ],
  },
]

const result = (
  name: string,
  change: (text: string) => string,
  ...expected: readonly (readonly [Expected['code'], string])[]
): Attack => ({
  name,
  change: (base) => buildDraft({ ...base.draft, result: change(present(base.draft.result)) }),
  expected: expected.map(([code, path]) => ({ code, at: 'result', path })),
})

const results: Attack[] = [
  result('a vote more for one answer', (text) => editJson(text, (value) => value.result[0][1]++), [
    'result.value',
    '/result/0/1',
  ]),
  result(
    'a vote moved from one answer to another',
    (text) =>
      editJson(text, (value) => {
        value.result[0][1]++
        value.result[0][4]--
      }),
    ['result.value', '/result/0/1'],
    ['result.value', '/result/0/4'],
  ),
  result(
    'all answers shifted by one',
    (text) => editJson(text, (value) => value.result[1].unshift(value.result[1].pop())),
    ['result.value', '/result/1/0'],
    ['result.value', '/result/1/1'],
    ['result.value', '/result/1/2'],
  ),
  result('the number of blanks left out', (text) => editJson(text, (value) => value.result[0].shift()), [
    'result.length',
    '/result',
  ]),
  result('a question left out', (text) => editJson(text, (value) => value.result.pop()), [
    'result.length',
    '/result',
  ]),
  result('a question too many', (text) => editJson(text, (value) => value.result.push([1])), [
    'result.length',
    '/result',
  ]),
  result('a negative number', (text) => editJson(text, (value) => (value.result[0][2] = -1)), [
    'form',
    '/result/0/2',
  ]),
  result('a number as text', (text) => editJson(text, (value) => (value.result[0][2] = '1')), [
    'form',
    '/result/0/2',
  ]),
  result('a number with a point', (text) => text.replace(/(\d)\]/, '$1.0]'), ['form', '']),
  result('a result with spaces', (text) => text.replaceAll(',', ', '), ['form', '']),
  result('a result with a further field', (text) => editJson(text, (value) => (value.note = '')), [
    'form',
    '/note',
  ]),
  result('no result', () => 'null', ['form', '']),
]

/** Four voters with weights 1, 2, 3 and 5; the third does not vote. */
function weightedBase(): Promise<Base> {
  const test = makeElection({
    questions: [question(2, 1, 1)],
    trustees: [1],
    voters: [1, 2, 3, 5],
  })
  const ballots = [
    [0, [1, 0]],
    [1, [0, 1]],
    [3, [1, 0]],
  ] as const
  const draft = openDraft(
    test,
    ballots.map(([voter, marks]) => seal(test, present(test.codes[voter]), [marks])),
  )
  return Promise.resolve({
    ...test,
    draft: counted(draft, test),
    sealedWith: ballots.map(([voter]) => present(test.codes[voter])),
  })
}

const everySum: Expected[] = [0, 1].flatMap((j) =>
  ['alpha', 'beta'].map((half): Expected => ({ code: 'tally.sum', at: 'tally', path: `/0/${j}/${half}` })),
)

const weights: Attack[] = [
  {
    name: 'a tally that ignores the weights, opened and announced',
    change: (base) => {
      const unweighted = new Map([...base.weights.keys()].map((credential) => [credential, 1]))
      return buildDraft(counted(base.draft, { ...base, weights: unweighted }))
    },
    expected: [...everySum, { code: 'tally.weight', at: 'sizedTally', path: '/total_weight' }],
  },
  {
    name: 'a weight raised after the count',
    change: (base) =>
      buildDraft(
        draftWith(base, (draft) => {
          draft.credentials = draft.credentials.replace(',5"', ',6"')
        }),
      ),
    expected: [...everySum, { code: 'tally.weight', at: 'sizedTally', path: '/total_weight' }],
  },
  {
    name: 'the weight of one who did not vote in the total',
    change: (base) =>
      buildDraft(
        draftWith(base, (draft) => {
          tallyOf(draft).totalWeight += 3
        }),
      ),
    expected: [{ code: 'tally.weight', at: 'sizedTally', path: '/total_weight' }],
  },
  {
    name: 'weights exchanged between two voters',
    change: (base) =>
      buildDraft(
        draftWith(base, (draft) => {
          draft.credentials = draft.credentials.replace(
            /,(1|2)"/g,
            (_, weight) => `,${weight === '1' ? 2 : 1}"`,
          )
        }),
      ),
    expected: everySum,
  },
  {
    name: 'one voter’s weight added once more under encryption',
    change: (base) => {
      const { tally: sum } = sumOf(base, [...base.draft.ballots])
      const once: EncryptedTally = sumOf(base, base.draft.ballots.slice(0, 1)).tally
      const more = sum.map((row, i) =>
        row.map(({ alpha, beta }, j) => {
          const added = present(once[i]?.[j])
          return { alpha: group.add(alpha, added.alpha), beta: group.add(beta, added.beta) }
        }),
      )
      const draft = draftWith(base, (one) => {
        tallyOf(one).tally = writeTally(group, more)
      })
      return buildDraft(opened(draft, base, [1]))
    },
    expected: everySum,
  },
]

describeAttacks('the encrypted tally', 'threshold-2-of-3', tallies)
describeAttacks('the numbers of the tally', 'threshold-2-of-3', numbers)
describeAttacks('shares', 'threshold-2-of-3', shares)
describeAttacks('the result', 'threshold-2-of-3', results)
describeAttacks('weights', weightedBase, weights)
