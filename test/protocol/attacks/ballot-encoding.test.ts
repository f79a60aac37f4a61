/** Ballots in other encodings, and from other elections: what two programs might read differently is refused. */
import {
  compactJson,
  ed25519 as group,
  readElection,
  writeElection,
  type Element,
} from '../../../src/protocol/index.ts'
import {
  asFirstOfOpen,
  describeAttacks,
  replacedBallot,
  type Attack,
  type Base,
  type Loose,
} from '../../support/attacks.ts'
import {
  at,
  changed,
  electionExponent,
  forge,
  forged,
  MARKS,
  rewritten,
} from '../../support/ballot-attacks.ts'
import { buildDraft, type Built } from '../../support/draft.ts'
import { seal } from '../../support/elections.ts'
import { NOT_CANONICAL, TORSION } from '../../support/odd-points.ts'
import { present } from '../../support/present.ts'

const points: Attack[] = [
  ...NOT_CANONICAL.flatMap(({ name, text }, i) => {
    const half = i % 2 === 0 ? 'alpha' : 'beta'
    return changed(
      `${half}: ${name}`,
      ({ answers }) => {
        answers[0].choices[1][half] = text
      },
      at('element', `/answers/0/choices/1/${half}`),
    )
  }),
  ...TORSION.flatMap(({ order, point }) =>
    (['alpha', 'beta'] as const).map((half): Attack => ({
      name: `${half} plus a point of order ${order}, unseen by every proof`,
      change: (base) => torsioned(base, half, point, order),
      expected: [at('element', `/answers/0/choices/2/${half}`)],
    })),
  ),
  forged(
    'the identity as alpha: a mark for all to see, with valid proofs',
    MARKS,
    [undefined, { randomness: { choice: 0, value: 0n } }],
    at('element', '/answers/1/choices/0/alpha'),
  ),
  {
    name: 'the identity as beta, with valid proofs',
    change: (base) => {
      // beta = y^r × g, with r = −1/x
      const value = group.order - inverseOf(electionExponent(base))
      const twist = { randomness: { choice: 1, value } }
      return buildDraft(replacedBallot(base, 0, forge(base, MARKS, [twist])))
    },
    expected: [at('element', '/answers/0/choices/1/beta')],
  },
  changed(
    'upper-case hex',
    ({ answers }) => {
      answers[0].choices[0].alpha = upperCase(answers[0].choices[0].alpha)
    },
    at('form', '/answers/0/choices/0/alpha'),
  ),
  changed(
    'hex with a prefix',
    ({ answers }) => {
      answers[0].choices[0].beta = `0x${answers[0].choices[0].beta}`
    },
    at('form', '/answers/0/choices/0/beta'),
  ),
  changed(
    'hex that is too short',
    ({ answers }) => {
      answers[0].choices[0].beta = answers[0].choices[0].beta.slice(1)
    },
    at('form', '/answers/0/choices/0/beta'),
  ),
]

function torsioned(base: Base, half: 'alpha' | 'beta', point: Element, order: bigint): Built {
  const twist = { torsion: { choice: 2, half, point, order } }
  return asFirstOfOpen(base, forge(base, MARKS, [twist]))
}

function inverseOf(value: bigint): bigint {
  let result = 1n
  for (let [base, exponent] = [value, group.order - 2n]; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % group.order
    base = (base * base) % group.order
  }
  return result
}

function upperCase(hex: string): string {
  const upper = hex.toUpperCase()
  if (upper === hex) throw new Error('no letter in it')
  return upper
}

const texts: Attack[] = [
  rewritten('spaces between the fields', (text) => JSON.stringify(JSON.parse(text), null, 1), ''),
  rewritten('a newline at the end', (text) => `${text}\n`, ''),
  rewritten('a byte-order mark at the beginning', (text) => `\u{feff}${text}`, ''),
  rewritten('a further field', (text) => text.replace(/\}$/, ',"note":""}'), '/note'),
  rewritten(
    'a further field deep inside',
    (text) => text.replace('"blank_proof"', '"comment":"1","blank_proof"'),
    '/answers/0/comment',
  ),
  rewritten(
    'fields in another order',
    (text) => {
      const { election_uuid, ...rest } = JSON.parse(text) as Loose
      return compactJson({ ...rest, election_uuid })
    },
    '/election_uuid',
  ),
  rewritten('a field twice', (text) => text.replace('{', '{"election_uuid":"11111111111111",'), ''),
  rewritten('a character written as an escape', (text) => text.replace('"alpha":"', '"alph\\u0061":"'), ''),
  rewritten(
    'a slash written as an escape',
    (text) => text.replace('"election_hash"', '"election\\u005fhash"'),
    '',
  ),
  rewritten('text that is not JSON', (text) => text.slice(1), ''),
  rewritten('an empty text', () => '', ''),
  rewritten('null', () => 'null', ''),
  rewritten('a list', (text) => `[${text}]`, ''),
  rewritten('a hundred thousand brackets', () => '['.repeat(100_000) + ']'.repeat(100_000), ''),
  rewritten('a prototype', (text) => text.replace('{', '{"__proto__":{},'), '/election_uuid'),
]

const elsewhere: Attack[] = [
  {
    name: 'a ballot of another election with the same key and questions',
    change: (base) => {
      const { election } = readElection(
        group,
        writeElection({ ...base.election.parameters, uuid: 'AnotherVote123' }),
      )
      const text = seal({ election: present(election) }, present(base.sealedWith[0]), MARKS)
      return asFirstOfOpen(base, text)
    },
    expected: [
      at('ballot.otherElection', '/election_uuid'),
      at('ballot.otherElection', '/election_hash'),
      at('ballot.credentialUnknown', '/credential'),
    ],
  },
  {
    name: 'a ballot of an election that differs only in its name',
    change: (base) => {
      const { election } = readElection(group, writeElection({ ...base.election.parameters, name: '另一次' }))
      const text = seal({ election: present(election) }, present(base.sealedWith[0]), MARKS)
      return buildDraft(replacedBallot(base, 0, text))
    },
    expected: [at('ballot.otherElection', '/election_hash')],
  },
  changed(
    'the uuid of another election',
    (ballot) => {
      ballot.election_uuid = 'AnotherVote123'
    },
    at('ballot.otherElection', '/election_uuid'),
  ),
  changed(
    'a uuid that is too short',
    (ballot) => {
      ballot.election_uuid = 'short'
    },
    at('form', '/election_uuid'),
  ),
]

describeAttacks('points of a ballot', 'threshold-2-of-3', points)
describeAttacks('the text of a ballot', 'threshold-2-of-3', texts)
describeAttacks('ballots from elsewhere', 'threshold-2-of-3', elsewhere)
