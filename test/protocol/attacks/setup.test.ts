/** Tampered setups: the election, its trustees and its list of credentials (§4.5–§4.10). */
import { seedKeys, signMessage } from '../../../src/protocol/channel.ts'
import {
  compactJson,
  ed25519 as group,
  encodeOne,
  makeCertificate,
  makeSingleKey,
  openDecryptionKey,
  readElection,
  trusteePublicKey,
  writeElection,
  type ElectionParameters,
} from '../../../src/protocol/index.ts'
import {
  describeAttacks,
  draftWith,
  editJson,
  offByOne,
  stillOpen,
  type Attack,
  type Base,
  type Expected,
  type Loose,
} from '../../support/attacks.ts'
import { build, buildDraft, entriesOf, type EventEntry } from '../../support/draft.ts'
import { counted, seal } from '../../support/elections.ts'
import { IDENTITY, NOT_CANONICAL, TORSION } from '../../support/odd-points.ts'
import { present } from '../../support/present.ts'
import { systemRandom } from '../../support/random.ts'
import type { VectorTrustee } from '../../support/vectors.ts'

/* In the vector, the first entry of the list is `Single`, the second a Pedersen 2 of 3. */
const SINGLE = '/0/1'
const PEDERSEN = '/1/1'

/** Changes the list of trustees; neither the election nor a ballot depends on its text. */
const trustees = (
  name: string,
  change: (list: Loose, base: Base) => void,
  ...expected: readonly (readonly [Expected['code'], string])[]
): Attack => ({
  name,
  change: (base) =>
    buildDraft(
      draftWith(base, (draft) => {
        draft.trustees = editJson(draft.trustees, (list) => change(list, base))
      }),
    ),
  expected: expected.map(([code, path]) => ({ code, at: 'trustees', path })),
})

const members = ({ vector }: Base): readonly VectorTrustee[] => present(vector).members

/** A Pedersen trustee signs what it is told: it takes part in the attack. */
function signAs(base: Base, index: number, message: string): Loose {
  const { signing } = seedKeys(group, present(members(base)[index]).seed)
  return signMessage(group, systemRandom, signing, message)
}

/** Certificates that say something else, signed by their owners. */
function recertify(list: Loose, base: Base, context: (i: number) => object): void {
  for (const [i, cert] of (list[1][1].certs as Loose[]).entries()) {
    const message = editJson(cert.message, (value) => Object.assign(value.context, context(i)))
    list[1][1].certs[i] = { message, signature: signAs(base, i, message) }
  }
}

const torsioned = (hex: string): string =>
  encodeOne(group, group.add(present(group.decode(hex)), present(TORSION[2]).point))

const trusteeAttacks: Attack[] = [
  trustees(
    'a Single trustee’s proof of knowledge',
    (list) => {
      list[0][1].pok.response = offByOne(list[0][1].pok.response)
    },
    ['trustee.knowledge', `${SINGLE}/pok`],
  ),
  trustees(
    'a Single trustee’s proof of knowledge, plus q',
    (list) => {
      list[0][1].pok.challenge = (BigInt(list[0][1].pok.challenge) + group.order).toString()
    },
    ['trustee.knowledge', `${SINGLE}/pok`],
  ),
  trustees(
    'a Single key with another’s proof',
    (list) => {
      list[0][1].pok = makeSingleKey(group, systemRandom).publicKey.pok
    },
    ['trustee.knowledge', `${SINGLE}/pok`],
  ),
  trustees(
    'a Single key plus a point of order 8',
    (list) => {
      list[0][1].public_key = torsioned(list[0][1].public_key)
    },
    ['element', `${SINGLE}/public_key`],
  ),
  trustees(
    'the identity as Single key, with a proof that holds for it',
    (list) => {
      list[0][1] = trusteePublicKey(group, systemRandom, 0n as never)
    },
    ['element', `${SINGLE}/public_key`],
  ),
  trustees(
    'a Single key that is not canonical',
    (list) => {
      list[0][1].public_key = present(NOT_CANONICAL[2]).text
    },
    ['element', `${SINGLE}/public_key`],
  ),
  trustees(
    'a Single key with a signature',
    (list) => {
      list[0][1].signature = list[0][1].pok
    },
    ['form', `${SINGLE}/signature`],
  ),
  trustees('no trustees', (list) => (list as Loose[]).splice(0), ['trustees.none', '']),
  trustees(
    'a trustee of an unknown kind',
    (list) => {
      list[0][0] = 'Double'
    },
    ['form', '/0'],
  ),
  trustees(
    'a certificate’s signature',
    (list) => {
      const { signature } = list[1][1].certs[1]
      signature.response = offByOne(signature.response)
    },
    ['threshold.signature', `${PEDERSEN}/certs/1/signature`],
  ),
  trustees(
    'a certificate with another encryption key, unsigned',
    (list) => {
      const cert = list[1][1].certs[2]
      cert.message = editJson(cert.message, (value) => {
        value.encryption = encodeOne(group, group.generator.element)
      })
    },
    ['threshold.signature', `${PEDERSEN}/certs/2/signature`],
  ),
  trustees(
    'two certificates exchanged',
    (list) => {
      const { certs } = list[1][1]
      ;[certs[0], certs[1]] = [certs[1], certs[0]]
    },
    ['threshold.context', `${PEDERSEN}/certs/0/message`],
    ['threshold.context', `${PEDERSEN}/certs/1/message`],
  ),
  trustees(
    'one trustee in two places, with valid certificates',
    (list, base) => {
      const place = { size: 3, threshold: 2, index: 2 }
      list[1][1].certs[1] = JSON.parse(
        makeCertificate(group, systemRandom, present(members(base)[0]).seed, place),
      )
    },
    ['threshold.context', `${PEDERSEN}/certs/1`],
  ),
  trustees(
    'a certificate for another group, signed',
    (list, base) => recertify(list, base, (i) => (i === 0 ? { group: 'RFC-3526-2048' } : {})),
    ['threshold.context', `${PEDERSEN}/certs/0/message`],
  ),
  trustees(
    'a certificate for another size, signed',
    (list, base) => recertify(list, base, (i) => (i === 2 ? { size: 4 } : {})),
    ['threshold.context', `${PEDERSEN}/certs/2/message`],
  ),
  trustees(
    'the threshold lowered in the parameters',
    (list) => {
      list[1][1].threshold = 1
    },
    ['threshold.context', `${PEDERSEN}/threshold`],
  ),
  trustees(
    'the threshold lowered in one certificate, signed',
    (list, base) => recertify(list, base, (i) => (i === 1 ? { threshold: 1 } : {})),
    ['threshold.context', `${PEDERSEN}/certs/1`],
  ),
  trustees(
    'the threshold lowered everywhere, all certificates signed again',
    (list, base) => {
      recertify(list, base, () => ({ threshold: 1 }))
      list[1][1].threshold = 1
    },
    ['threshold.coefficients', `${PEDERSEN}/coefexps/0`],
    ['threshold.coefficients', `${PEDERSEN}/coefexps/1`],
    ['threshold.coefficients', `${PEDERSEN}/coefexps/2`],
  ),
  trustees(
    'the threshold zero, all certificates signed again',
    (list, base) => {
      recertify(list, base, () => ({ threshold: 0 }))
      list[1][1].threshold = 0
    },
    ['threshold.context', `${PEDERSEN}/certs/0/message`],
    ['threshold.context', `${PEDERSEN}/certs/1/message`],
    ['threshold.context', `${PEDERSEN}/certs/2/message`],
  ),
  trustees(
    'the signature of the coefficients',
    (list) => {
      const { signature } = list[1][1].coefexps[0]
      signature.challenge = offByOne(signature.challenge)
    },
    ['threshold.signature', `${PEDERSEN}/coefexps/0/signature`],
  ),
  trustees(
    'a coefficient, unsigned',
    (list) => {
      const signed = list[1][1].coefexps[1]
      signed.message = editJson(signed.message, ({ coefexps }) => {
        coefexps[1] = encodeOne(group, group.generator.element)
      })
    },
    ['threshold.signature', `${PEDERSEN}/coefexps/1/signature`],
    ['threshold.signature', `${PEDERSEN}/signatures/1`],
  ),
  trustees(
    'a coefficient, signed by its owner but not with the certificates',
    (list, base) => {
      const signed = list[1][1].coefexps[1]
      signed.message = editJson(signed.message, ({ coefexps }) => {
        coefexps[1] = encodeOne(group, group.generator.element)
      })
      signed.signature = signAs(base, 1, signed.message)
    },
    ['threshold.signature', `${PEDERSEN}/signatures/1`],
  ),
  trustees(
    'a coefficient, signed in every way by its owner',
    (list, base) => {
      const { certs, coefexps: all, signatures } = list[1][1]
      const signed = all[1]
      signed.message = editJson(signed.message, ({ coefexps }) => {
        coefexps[1] = encodeOne(group, group.generator.element)
      })
      signed.signature = signAs(base, 1, signed.message)
      const { coefexps } = JSON.parse(signed.message)
      signatures[1] = signAs(base, 1, `certs_sig|${compactJson({ certs, coefexps })}`)
    },
    ['threshold.key', `${PEDERSEN}/verification_keys/0/public_key`],
    ['threshold.key', `${PEDERSEN}/verification_keys/1/public_key`],
    ['threshold.key', `${PEDERSEN}/verification_keys/2/public_key`],
  ),
  trustees(
    'a coefficient plus a point of order 8, signed',
    (list, base) => {
      const signed = list[1][1].coefexps[0]
      signed.message = editJson(signed.message, ({ coefexps }) => {
        coefexps[0] = torsioned(coefexps[0])
      })
      signed.signature = signAs(base, 0, signed.message)
    },
    ['element', `${PEDERSEN}/coefexps/0/message`],
  ),
  trustees(
    'coefficients that are written with spaces, signed',
    (list, base) => {
      const signed = list[1][1].coefexps[0]
      signed.message = ` ${signed.message}`
      signed.signature = signAs(base, 0, signed.message)
    },
    ['form', `${PEDERSEN}/coefexps/0/message`],
  ),
  trustees(
    'the signature of certificates and coefficients',
    (list) => {
      const [, second] = list[1][1].signatures
      second.response = offByOne(second.response)
    },
    ['threshold.signature', `${PEDERSEN}/signatures/1`],
  ),
  trustees('a trustee’s coefficients missing', (list) => list[1][1].coefexps.pop(), [
    'threshold.shares',
    `${PEDERSEN}/coefexps`,
  ]),
  trustees(
    'a trustee too many among the keys',
    (list) => list[1][1].verification_keys.push(list[1][1].verification_keys[0]),
    ['threshold.shares', `${PEDERSEN}/verification_keys`],
  ),
  trustees(
    'a verification key’s proof of knowledge',
    (list) => {
      const { pok } = list[1][1].verification_keys[2]
      pok.challenge = offByOne(pok.challenge)
    },
    ['trustee.knowledge', `${PEDERSEN}/verification_keys/2/pok`],
  ),
  trustees(
    'a verification key’s signature',
    (list) => {
      const { signature } = list[1][1].verification_keys[2]
      signature.response = offByOne(signature.response)
    },
    ['threshold.signature', `${PEDERSEN}/verification_keys/2/signature`],
  ),
  trustees(
    'a verification key without a signature',
    (list) => delete list[1][1].verification_keys[0].signature,
    ['threshold.signature', `${PEDERSEN}/verification_keys/0/signature`],
  ),
  trustees(
    'a verification key of a trustee’s own choice, proven and signed by it',
    (list, base) => {
      const { publicKey } = makeSingleKey(group, systemRandom)
      list[1][1].verification_keys[1] = { ...publicKey, signature: signAs(base, 1, publicKey.public_key) }
    },
    ['threshold.key', `${PEDERSEN}/verification_keys/1/public_key`],
  ),
  trustees(
    'two verification keys exchanged',
    (list) => {
      const { verification_keys: keys } = list[1][1]
      ;[keys[0], keys[2]] = [keys[2], keys[0]]
    },
    ['threshold.signature', `${PEDERSEN}/verification_keys/0/signature`],
    ['threshold.signature', `${PEDERSEN}/verification_keys/2/signature`],
  ),
  trustees(
    'a trustee’s real key in the place of another, proven and signed for it',
    (list, base) => {
      const { seed, decryptionKey } = present(members(base)[0])
      const key = trusteePublicKey(
        group,
        systemRandom,
        present(openDecryptionKey(group, seed, decryptionKey)),
      )
      list[1][1].verification_keys[2] = { ...key, signature: signAs(base, 2, key.public_key) }
    },
    ['threshold.key', `${PEDERSEN}/verification_keys/2/public_key`],
  ),
]

/** The election without a ballot: a changed election has no ballots of its own yet. */
const election = (
  name: string,
  change: (value: Loose) => void,
  ...expected: readonly (readonly [Expected['code'], string])[]
): Attack => electionText(name, (text) => editJson(text, change), ...expected)

const electionText = (
  name: string,
  change: (text: string) => string,
  ...expected: readonly (readonly [Expected['code'], string])[]
): Attack => ({
  name,
  change: ({ draft }) => buildDraft({ ...stillOpen(draft), ballots: [], election: change(draft.election) }),
  expected: expected.map(([code, path]) => ({ code, at: 'election', path })),
})

/** A new election by somebody who has all codes: every ballot sealed again for it. */
function resealed(base: Base, parameters: Partial<ElectionParameters>): ReturnType<typeof buildDraft> {
  const text = writeElection({ ...base.election.parameters, ...parameters })
  const fresh = present(readElection(group, text).election)
  const marks = [
    [0, 1, 0, 0, 0],
    [1, 0, 0],
  ]
  return buildDraft({
    ...stillOpen(base.draft),
    election: text,
    ballots: base.sealedWith.map((code) => seal({ election: fresh }, code, marks)),
  })
}

const electionAttacks: Attack[] = [
  election('an unknown version', (value) => (value.version = 2), ['election.version', '/version']),
  election('another group', (value) => (value.group = 'BELENIOS-2048'), ['election.group', '/group']),
  election('no questions', (value) => (value.questions = []), ['election.questions', '/questions']),
  election(
    'a question without answers',
    (value) => Object.assign(value.questions[0], { answers: [], min: 0, max: 0 }),
    ['election.question', '/questions/0'],
  ),
  election('more choices than answers', (value) => (value.questions[0].max = 5), [
    'election.question',
    '/questions/0',
  ]),
  election('a least number above the greatest', (value) => (value.questions[1].min = 2), [
    'election.question',
    '/questions/1',
  ]),
  election('a negative number of choices', (value) => (value.questions[0].min = -1), [
    'form',
    '/questions/0/min',
  ]),
  election('a question of another kind', (value) => (value.questions[1] = { type: 'Lists', value: {} }), [
    'form',
    '/questions/1/answers',
  ]),
  election('a uuid that is too short', (value) => (value.uuid = 'short'), ['form', '/uuid']),
  election('a field missing', (value) => delete value.description, ['form', '/description']),
  election('a further field', (value) => (value.note = ''), ['form', '/note']),
  election(
    'another key than the trustees’',
    (value) => (value.public_key = encodeOne(group, group.generator.element)),
    ['election.key', '/public_key'],
  ),
  election('the key plus a point of order 8', (value) => (value.public_key = torsioned(value.public_key)), [
    'element',
    '/public_key',
  ]),
  election('the identity as key', (value) => (value.public_key = IDENTITY), ['element', '/public_key']),
  election('a key that is not canonical', (value) => (value.public_key = present(NOT_CANONICAL[5]).text), [
    'element',
    '/public_key',
  ]),
  electionText('an election with spaces', (text) => text.replace(':', ': '), ['form', '']),
  electionText('an election with a needless escape', (text) => text.replace('票', '\\u7968'), ['form', '']),
  electionText('a question’s number with a point', (text) => text.replace('"max":2', '"max":2.0'), [
    'form',
    '',
  ]),
  {
    name: 'the key exchanged for one’s own, all ballots sealed again for it',
    change: (base) => resealed(base, { public_key: makeSingleKey(group, systemRandom).publicKey.public_key }),
    expected: [{ code: 'election.key', at: 'election', path: '/public_key' }],
  },
  {
    name: 'a Single trustee left out, all ballots sealed again for the rest of the key',
    change: (base) => {
      const { trustees: list } = base.draft
      const left = JSON.parse(list) as Loose[]
      const single = present(group.decode(left[0][1].public_key))
      const key = group.add(base.election.key.element, group.negate(single))
      const built = resealed(base, { public_key: encodeOne(group, key) })
      return built
    },
    expected: [{ code: 'election.key', at: 'election', path: '/public_key' }],
  },
  {
    name: 'a trustee removed from the list',
    change: (base) =>
      buildDraft({
        ...stillOpen(base.draft),
        trustees: editJson(base.draft.trustees, (list) => list.shift()),
      }),
    expected: [{ code: 'election.key', at: 'election', path: '/public_key' }],
  },
  {
    name: 'a trustee added to the list, with a valid proof',
    change: (base) =>
      buildDraft({
        ...stillOpen(base.draft),
        trustees: editJson(base.draft.trustees, (list) =>
          list.push(['Single', makeSingleKey(group, systemRandom).publicKey]),
        ),
      }),
    expected: [{ code: 'election.key', at: 'election', path: '/public_key' }],
  },
  {
    name: 'a trustee’s key exchanged for one’s own, with a valid proof',
    change: (base) =>
      buildDraft({
        ...stillOpen(base.draft),
        trustees: editJson(base.draft.trustees, (list) => {
          list[0][1] = makeSingleKey(group, systemRandom).publicKey
        }),
      }),
    expected: [{ code: 'election.key', at: 'election', path: '/public_key' }],
  },
  ...[
    ['a question’s greatest number raised', (value: Loose) => (value.questions[0].max = 3)] as const,
    ['an answer renamed', (value: Loose) => (value.questions[0].answers[0] += '!')] as const,
    ['a question’s blank taken away', (value: Loose) => (value.questions[0].blank = false)] as const,
    ['the election’s name changed', (value: Loose) => (value.name += '!')] as const,
  ].map(([name, change]): Attack => ({
    name: `${name} after the vote began`,
    change: ({ draft }) => buildDraft({ ...stillOpen(draft), election: editJson(draft.election, change) }),
    expected: ({ draft }) =>
      draft.ballots.map((_, i) => ({
        code: 'ballot.otherElection',
        at: `ballot:${i}`,
        path: '/election_hash',
      })),
  })),
  {
    name: 'a question’s greatest number raised after the count',
    change: ({ draft }) =>
      buildDraft({
        ...draft,
        election: editJson(draft.election, (value) => {
          value.questions[0].max = 3
        }),
      }),
    // Ballots and decryptions are bound to the election’s fingerprint.
    expected: ({ draft }) => [
      ...draft.ballots.map((_, i): Expected => ({
        code: 'ballot.otherElection',
        at: `ballot:${i}`,
        path: '/election_hash',
      })),
      ...draft.decryptions.flatMap((_, i) =>
        [5, 3].flatMap((choices, k) =>
          Array.from({ length: choices }, (__, j): Expected => ({
            code: 'decryption.proof',
            at: `decryption:${i}`,
            path: `/decryption_proofs/${k}/${j}`,
          })),
        ),
      ),
    ],
  },
]

function unusedOf({ draft, weights }: Base): number {
  const used = new Set(draft.ballots.map((ballot) => (JSON.parse(ballot) as Loose).credential))
  return [...weights.keys()].findIndex((credential) => !used.has(credential))
}

/** Changes the list of credentials. `unused` is the place of a card that nobody voted with. */
const credentials = (
  name: string,
  change: (list: string[], unused: number) => void,
  expected: (unused: number, length: number) => readonly (readonly [Expected['code'], string])[],
): Attack => {
  return {
    name,
    change: (base) =>
      buildDraft(
        draftWith(base, (draft) => {
          draft.credentials = editJson(draft.credentials, (list) => change(list, unusedOf(base)))
        }),
      ),
    expected: (base) =>
      expected(unusedOf(base), base.weights.size).map(([code, path]) => ({ code, at: 'credentials', path })),
  }
}

/** What stands for the unused card, and what is wrong with it. */
const entry = (name: string, write: (credential: string) => unknown, code: Expected['code']): Attack =>
  credentials(
    name,
    (list, unused) => {
      list[unused] = write(present(list[unused])) as string
    },
    (unused) => [[code, `/${unused}`]],
  )

const credentialAttacks: Attack[] = [
  credentials(
    'a credential twice',
    (list) => list.push(present(list[0])),
    (_, length) => [['credential.repeated', `/${length}`]],
  ),
  credentials(
    'a credential twice, the second time with a weight',
    (list) => list.push(`${list[0]},1`),
    (_, length) => [['credential.repeated', `/${length}`]],
  ),
  entry('a credential in upper case', (credential) => credential.toUpperCase(), 'credential.form'),
  entry('a credential with a space', (credential) => ` ${credential}`, 'credential.form'),
  entry('an empty credential', () => '', 'credential.form'),
  entry('a number', () => 7, 'form'),
  entry('the identity as a credential', () => IDENTITY, 'element'),
  entry('a credential plus a point of order 8', torsioned, 'element'),
  entry('a credential that is not canonical', () => present(NOT_CANONICAL[1]).text, 'element'),
  entry('a credential of no point', () => present(NOT_CANONICAL.at(-1)).text, 'element'),
  entry('weight 0', (credential) => `${credential},0`, 'credential.weight'),
  entry('weight 01', (credential) => `${credential},01`, 'credential.weight'),
  entry('weight -1', (credential) => `${credential},-1`, 'credential.weight'),
  entry('weight 1.5', (credential) => `${credential},1.5`, 'credential.weight'),
  entry('weight 1e3', (credential) => `${credential},1e3`, 'credential.weight'),
  entry('an empty weight', (credential) => `${credential},`, 'credential.weight'),
  entry('a weight beyond reason', (credential) => `${credential},${'9'.repeat(20)}`, 'credential.weight'),
  entry('a weight and a name', (credential) => `${credential},1,张三`, 'credential.weight'),
  {
    name: 'a voter struck from the list after having voted',
    change: (base) => {
      const { credential } = JSON.parse(present(base.draft.ballots[0])) as Loose
      const weights = new Map(base.weights)
      weights.delete(credential)
      return buildDraft({
        ...counted(base.draft, { ...base, weights }),
        credentials: compactJson([...weights.keys()]),
      })
    },
    expected: [{ code: 'ballot.credentialUnknown', at: 'ballot:0', path: '/credential' }],
  },
  {
    name: 'a list with spaces',
    change: ({ draft }) =>
      buildDraft({ ...stillOpen(draft), ballots: [], credentials: draft.credentials.replace(',', ', ') }),
    expected: [{ code: 'form', at: 'credentials', path: '' }],
  },
  {
    name: 'an object instead of a list',
    change: ({ draft }) => buildDraft({ ...stillOpen(draft), ballots: [], credentials: '{}' }),
    expected: [{ code: 'form', at: 'credentials', path: '' }],
  },
]

/** The setup’s own record, without ballots. */
const setup = (name: string, write: (text: string) => string, ...expected: readonly Expected[]): Attack => ({
  name,
  change: ({ draft }) => {
    const entries = entriesOf({ ...stillOpen(draft), ballots: [] })
    const found = present(entries.find(({ role }) => role === 'setup'))
    if (found.kind !== 'data') throw new Error('the setup is data')
    const { content } = found
    found.content = (hashOf) => write(content(hashOf))
    return build(entries, draft)
  },
  expected,
})
const pointing = (field: string) => (text: string) =>
  editJson(text, (value) => {
    value[field] = 'ab'.repeat(32)
  })

const setupAttacks: Attack[] = [
  ...['election', 'trustees', 'credentials'].map((field) =>
    setup(
      `a setup whose ${field} are elsewhere`,
      pointing(field),
      { code: 'event.payload', at: 'setup', path: `/${field}` },
      // Left lying, it is named with the event that should have taken it.
      { code: 'archive.unreferenced', at: field, height: 0 },
    ),
  ),
  setup(
    'a setup that names one record twice',
    (text) =>
      editJson(text, (value) => {
        value.trustees = value.election
      }),
    { code: 'event.payload', at: 'setup', path: '/trustees' },
    { code: 'archive.unreferenced', at: 'trustees', height: 0 },
  ),
  setup('a setup with a further field', (text) => editJson(text, (value) => (value.note = '')), {
    code: 'form',
    at: 'setup',
    path: '/note',
  }),
  setup(
    'a setup with an upper-case hash',
    (text) =>
      editJson(text, (value) => {
        value.election = value.election.toUpperCase()
      }),
    { code: 'form', at: 'setup', path: '/election' },
  ),
  setup('a setup with spaces', (text) => `${text} `, { code: 'form', at: 'setup', path: '' }),
  {
    name: 'a setup event that cannot be read',
    change: ({ draft }) => {
      const entries = entriesOf({ ...stillOpen(draft), ballots: [] })
      const event = present(entries.find(({ role }) => role === 'event:Setup')) as EventEntry
      event.rewrite = (text) => `${text} `
      return build(entries, draft)
    },
    expected: [{ code: 'form', at: 'event:Setup', path: '', height: undefined }],
  },
]

describeAttacks('trustees', 'threshold-2-of-3', trusteeAttacks)
describeAttacks('the election', 'threshold-2-of-3', electionAttacks)
describeAttacks('credentials', 'threshold-2-of-3', credentialAttacks)
describeAttacks('the setup', 'threshold-2-of-3', setupAttacks)
