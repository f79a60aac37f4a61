/** Tampered ballots, each in an archive whose chain, sums and result fit again: proofs, answers, signatures. */
import { credentialSecret } from '../../../src/protocol/credential.ts'
import { compactJson, ed25519 as group, encodeOne, makeCode } from '../../../src/protocol/index.ts'
import {
  asFirstOfOpen,
  describeAttacks,
  offByOne,
  parsed,
  replacedBallot,
  rewrittenBallot,
  type Attack,
  type Loose,
} from '../../support/attacks.ts'
import {
  ALL_PROOFS,
  at,
  changed,
  forge,
  forged,
  MARKS,
  other,
  rewritten,
  signedAs,
  swap,
  WHOLE_ANSWER,
} from '../../support/ballot-attacks.ts'
import { buildDraft } from '../../support/draft.ts'
import { seal } from '../../support/elections.ts'
import { forgeBallot, signed } from '../../support/forger.ts'
import { IDENTITY, TORSION } from '../../support/odd-points.ts'
import { present } from '../../support/present.ts'
import { systemRandom } from '../../support/random.ts'

const proofs: Attack[] = [
  changed(
    'a challenge of an individual proof',
    ({ answers }) => {
      answers[0].individual_proofs[2][0].challenge = offByOne(answers[0].individual_proofs[2][0].challenge)
    },
    at('ballot.individualProof', '/answers/0/individual_proofs/2'),
  ),
  changed(
    'a response of an individual proof',
    ({ answers }) => {
      answers[1].individual_proofs[0][1].response = offByOne(answers[1].individual_proofs[0][1].response)
    },
    at('ballot.individualProof', '/answers/1/individual_proofs/0'),
  ),
  changed(
    'the two clauses of an individual proof exchanged',
    ({ answers }) => swap(answers[0].individual_proofs[3], 0, 1),
    at('ballot.individualProof', '/answers/0/individual_proofs/3'),
  ),
  changed(
    'a response of the overall proof',
    ({ answers }) => {
      answers[0].overall_proof[2].response = offByOne(answers[0].overall_proof[2].response)
    },
    at('ballot.overallProof', '/answers/0/overall_proof'),
  ),
  changed(
    'a challenge of the overall proof where blank is not allowed',
    ({ answers }) => {
      answers[1].overall_proof[0].challenge = offByOne(answers[1].overall_proof[0].challenge)
    },
    at('ballot.overallProof', '/answers/1/overall_proof'),
  ),
  changed(
    'a challenge of the blank proof',
    ({ answers }) => {
      answers[0].blank_proof[0].challenge = offByOne(answers[0].blank_proof[0].challenge)
    },
    at('ballot.blankProof', '/answers/0/blank_proof'),
  ),
  changed(
    'a proof of zeros',
    ({ answers }) => {
      answers[0].individual_proofs[0] = [
        { challenge: '0', response: '0' },
        { challenge: '0', response: '0' },
      ]
    },
    at('ballot.individualProof', '/answers/0/individual_proofs/0'),
  ),
  changed(
    'a challenge plus q',
    ({ answers }) => {
      const proof = answers[0].individual_proofs[1][0]
      proof.challenge = (BigInt(proof.challenge) + group.order).toString()
    },
    at('scalar', '/answers/0/individual_proofs/1/0'),
  ),
  changed(
    'a response plus q',
    ({ answers }) => {
      const proof = answers[1].overall_proof[0]
      proof.response = (BigInt(proof.response) + group.order).toString()
    },
    at('scalar', '/answers/1/overall_proof/0'),
  ),
  changed(
    'a blank proof’s response plus q',
    ({ answers }) => {
      const proof = answers[0].blank_proof[1]
      proof.response = (BigInt(proof.response) + group.order).toString()
    },
    at('scalar', '/answers/0/blank_proof/1'),
  ),
  changed(
    'a number of a hundred thousand digits',
    ({ answers }) => {
      answers[0].overall_proof[0].response = '7'.repeat(100_000)
    },
    at('scalar', '/answers/0/overall_proof/0'),
  ),
  changed(
    'a number with a leading zero',
    ({ answers }) => {
      answers[0].overall_proof[1].challenge = `0${answers[0].overall_proof[1].challenge}`
    },
    at('form', '/answers/0/overall_proof/1/challenge'),
  ),
  changed(
    'a negative number',
    ({ answers }) => {
      answers[0].overall_proof[1].challenge = `-${answers[0].overall_proof[1].challenge}`
    },
    at('form', '/answers/0/overall_proof/1/challenge'),
  ),
  changed(
    'a number with a plus sign',
    ({ answers }) => {
      answers[0].overall_proof[1].response = `+${answers[0].overall_proof[1].response}`
    },
    at('form', '/answers/0/overall_proof/1/response'),
  ),
  changed(
    'a number in hex',
    ({ answers }) => {
      const proof = answers[0].overall_proof[1]
      proof.response = `0x${BigInt(proof.response).toString(16)}`
    },
    at('form', '/answers/0/overall_proof/1/response'),
  ),
  changed(
    'a JSON number instead of a string of digits',
    ({ answers }) => {
      answers[0].overall_proof[1].response = 7
    },
    at('form', '/answers/0/overall_proof/1/response'),
  ),
]

const answerAttacks: Attack[] = [
  changed(
    'two answers exchanged, with their proofs',
    ({ answers }) => {
      swap(answers[0].choices, 1, 2)
      swap(answers[0].individual_proofs, 1, 2)
    },
    ...WHOLE_ANSWER,
  ),
  changed(
    'two answers exchanged, without their proofs',
    ({ answers }) => swap(answers[0].choices, 1, 2),
    at('ballot.individualProof', '/answers/0/individual_proofs/1'),
    at('ballot.individualProof', '/answers/0/individual_proofs/2'),
    ...WHOLE_ANSWER,
  ),
  changed(
    'blank exchanged with an answer',
    ({ answers }) => {
      swap(answers[0].choices, 0, 1)
      swap(answers[0].individual_proofs, 0, 1)
    },
    ...WHOLE_ANSWER,
  ),
  changed(
    'an answer copied over another, with its proof',
    ({ answers }) => {
      answers[0].choices[2] = answers[0].choices[1]
      answers[0].individual_proofs[2] = answers[0].individual_proofs[1]
    },
    ...WHOLE_ANSWER,
  ),
  {
    name: 'the two halves of a ciphertext exchanged',
    change: (base) => {
      const ballot = other(base, 0)
      const { alpha, beta } = ballot.answers[1].choices[1]
      ballot.answers[1].choices[1] = { alpha: beta, beta: alpha }
      return asFirstOfOpen(base, signed(base.election, present(base.sealedWith[0]), ballot))
    },
    expected: [
      at('ballot.individualProof', '/answers/1/individual_proofs/1'),
      at('ballot.overallProof', '/answers/1/overall_proof'),
    ],
  },
  changed(
    'one vote added under encryption: beta times g',
    ({ answers }) => {
      const beta = present(group.decode(answers[0].choices[3].beta))
      answers[0].choices[3].beta = encodeOne(group, group.add(beta, group.generator.element))
    },
    at('ballot.individualProof', '/answers/0/individual_proofs/3'),
    ...WHOLE_ANSWER,
  ),
  changed(
    'the answers to two questions exchanged',
    ({ answers }) => swap(answers, 0, 1),
    at('ballot.length', '/answers/0/choices'),
    at('ballot.length', '/answers/0/individual_proofs'),
    at('ballot.length', '/answers/0/overall_proof'),
    at('ballot.length', '/answers/0/blank_proof'),
    at('ballot.length', '/answers/1/choices'),
    at('ballot.length', '/answers/1/individual_proofs'),
    at('ballot.length', '/answers/1/overall_proof'),
    at('ballot.length', '/answers/1/blank_proof'),
  ),
  changed(
    'an answer too many',
    ({ answers }) => {
      answers[1].choices.push(answers[1].choices[0])
      answers[1].individual_proofs.push(answers[1].individual_proofs[0])
    },
    at('ballot.length', '/answers/1/choices'),
    at('ballot.length', '/answers/1/individual_proofs'),
  ),
  changed('a question without an answer', ({ answers }) => answers.pop(), at('ballot.length', '/answers')),
  changed('no answers at all', (ballot) => (ballot.answers = []), at('ballot.length', '/answers')),
  changed(
    'another voter’s answers, signed with one’s own code',
    (ballot, base) => {
      ballot.answers = other(base, 1).answers
    },
    ...ALL_PROOFS,
  ),
  changed(
    'another voter’s answer to one question, signed with one’s own code',
    (ballot, base) => {
      ballot.answers[1] = other(base, 1).answers[1]
    },
    ...ALL_PROOFS.filter(({ path }) => path?.startsWith('/answers/1')),
  ),
  changed(
    'one ciphertext of another voter, with its proof',
    (ballot, base) => {
      const { choices, individual_proofs } = other(base, 1).answers[0]
      ballot.answers[0].choices[4] = choices[4]
      ballot.answers[0].individual_proofs[4] = individual_proofs[4]
    },
    at('ballot.individualProof', '/answers/0/individual_proofs/4'),
    ...WHOLE_ANSWER,
  ),
]

const signatures: Attack[] = [
  {
    name: 'the signature of another ballot',
    change: (base) =>
      rewrittenBallot(base, 0, (text) =>
        compactJson({ ...JSON.parse(text), signature: other(base, 1).signature }),
      ),
    expected: [at('ballot.signatureHash', '/signature/hash')],
  },
  {
    name: 'the hash of this ballot, the proof of another’s signature',
    change: (base) =>
      rewrittenBallot(base, 0, (text) => {
        const ballot = JSON.parse(text) as Loose
        ballot.signature.proof = other(base, 1).signature.proof
        return compactJson(ballot)
      }),
    expected: [at('ballot.signature', '/signature/proof')],
  },
  {
    name: 'a signature with the code of another voter',
    change: (base) =>
      buildDraft(
        replacedBallot(
          base,
          0,
          signed(
            base.election,
            present(base.sealedWith[1]),
            parsed(base.election, present(base.draft.ballots[0])),
          ),
        ),
      ),
    expected: [at('ballot.signature', '/signature/proof')],
  },
  {
    name: 'a changed hash in the signature',
    change: (base) =>
      rewrittenBallot(base, 0, (text) => {
        const ballot = JSON.parse(text) as Loose
        ballot.signature.hash = ballot.signature.hash.replace(/^./, (c: string) => (c === 'A' ? 'B' : 'A'))
        return compactJson(ballot)
      }),
    expected: [at('ballot.signatureHash', '/signature/hash')],
  },
  {
    name: 'a hash of the signature with padding',
    change: (base) =>
      rewrittenBallot(base, 0, (text) => {
        const ballot = JSON.parse(text) as Loose
        ballot.signature.hash += '='
        return compactJson(ballot)
      }),
    expected: [at('ballot.signatureHash', '/signature/hash')],
  },
  {
    name: 'the signature’s challenge plus q',
    change: (base) =>
      rewrittenBallot(base, 0, (text) => {
        const ballot = JSON.parse(text) as Loose
        const { proof } = ballot.signature
        proof.challenge = (BigInt(proof.challenge) + group.order).toString()
        return compactJson(ballot)
      }),
    expected: [at('ballot.signature', '/signature/proof')],
  },
  {
    name: 'a signature’s response off by one',
    change: (base) =>
      rewrittenBallot(base, 0, (text) => {
        const ballot = JSON.parse(text) as Loose
        ballot.signature.proof.response = offByOne(ballot.signature.proof.response)
        return compactJson(ballot)
      }),
    expected: [at('ballot.signature', '/signature/proof')],
  },
  rewritten(
    'no signature',
    (text) => {
      const { signature: _, ...unsigned } = JSON.parse(text) as Loose
      return compactJson(unsigned)
    },
    '/signature',
  ),
  {
    name: 'another voter’s credential, without the code for it',
    change: (base) =>
      rewrittenBallot(base, 0, (text) => {
        const ballot = { ...JSON.parse(text), credential: other(base, 1).credential }
        return signedAs(
          ballot,
          credentialSecret(group, base.election.parameters.uuid, present(base.sealedWith[0])),
        )
      }),
    expected: [at('ballot.signature', '/signature/proof'), ...ALL_PROOFS],
  },
  {
    name: 'a credential that is not listed',
    change: (base) => buildDraft(replacedBallot(base, 0, seal(base, makeCode(systemRandom), MARKS))),
    expected: [at('ballot.credentialUnknown', '/credential')],
  },
  {
    name: 'the identity as credential, with a signature that holds for it',
    change: (base) => {
      const ballot = JSON.parse(
        forgeBallot({
          election: base.election,
          code: present(base.sealedWith[0]),
          marks: MARKS,
          twists: [{ contextCredential: IDENTITY }, { contextCredential: IDENTITY }],
        }),
      ) as Loose
      return buildDraft(replacedBallot(base, 0, signedAs({ ...ballot, credential: IDENTITY }, 0n)))
    },
    expected: [at('element', '/credential'), at('ballot.credentialUnknown', '/credential')],
  },
  {
    name: 'one’s own credential plus a point of order 2, with a signature that holds for it',
    change: (base) => {
      const code = present(base.sealedWith[0])
      const exponent = credentialSecret(group, base.election.parameters.uuid, code)
      const credential = encodeOne(
        group,
        group.add(group.generator.multiply(exponent), present(TORSION[0]).point),
      )
      const twist = { contextCredential: credential }
      for (;;) {
        const ballot = JSON.parse(forge(base, MARKS, [twist, twist])) as Loose
        const text = signedAs({ ...ballot, credential }, exponent)
        // An even challenge: the added point vanishes from the equation.
        const { challenge } = (JSON.parse(text) as Loose).signature.proof
        if (BigInt(challenge) % 2n === 0n) return buildDraft(replacedBallot(base, 0, text))
      }
    },
    expected: [at('element', '/credential'), at('ballot.credentialUnknown', '/credential')],
  },
]

const lists: Attack[] = [
  changed(
    'no individual proofs',
    ({ answers }) => (answers[0].individual_proofs = []),
    at('ballot.length', '/answers/0/individual_proofs'),
  ),
  changed(
    'an individual proof missing',
    ({ answers }) => answers[0].individual_proofs.pop(),
    at('ballot.length', '/answers/0/individual_proofs'),
  ),
  changed(
    'an individual proof without clauses',
    ({ answers }) => (answers[0].individual_proofs[4] = []),
    at('ballot.length', '/answers/0/individual_proofs/4'),
  ),
  changed(
    'an individual proof with one clause',
    ({ answers }) => answers[1].individual_proofs[1].pop(),
    at('ballot.length', '/answers/1/individual_proofs/1'),
  ),
  changed(
    'an individual proof with three clauses',
    ({ answers }) => answers[0].individual_proofs[0].push({ challenge: '0', response: '0' }),
    at('ballot.length', '/answers/0/individual_proofs/0'),
  ),
  changed(
    'no overall proof',
    ({ answers }) => (answers[1].overall_proof = []),
    at('ballot.length', '/answers/1/overall_proof'),
  ),
  changed(
    'an overall proof too short',
    ({ answers }) => answers[0].overall_proof.pop(),
    at('ballot.length', '/answers/0/overall_proof'),
  ),
  changed(
    'an overall proof too long',
    ({ answers }) => answers[0].overall_proof.push({ challenge: '0', response: '0' }),
    at('ballot.length', '/answers/0/overall_proof'),
  ),
  changed(
    'no blank proof',
    ({ answers }) => delete answers[0].blank_proof,
    at('ballot.length', '/answers/0/blank_proof'),
  ),
  changed(
    'a blank proof of one clause',
    ({ answers }) => answers[0].blank_proof.pop(),
    at('ballot.length', '/answers/0/blank_proof'),
  ),
  changed(
    'a blank proof where blank is not allowed',
    ({ answers }) => (answers[1].blank_proof = answers[0].blank_proof),
    at('ballot.length', '/answers/1/blank_proof'),
  ),
  changed(
    'an empty blank proof where blank is not allowed',
    ({ answers }) => (answers[1].blank_proof = []),
    at('ballot.length', '/answers/1/blank_proof'),
  ),
  changed(
    'the field of the individual proofs missing',
    ({ answers }) => delete answers[0].individual_proofs,
    at('form', '/answers/0/individual_proofs'),
  ),
]

const provers: Attack[] = [
  forged(
    'three of at most two, with a valid proof for at most three',
    [[0, 1, 1, 1, 0], MARKS[1]],
    [{ sums: [1, 2, 3] }],
    at('ballot.length', '/answers/0/overall_proof'),
  ),
  forged(
    'three of at most two, with a valid proof for two or three',
    [[0, 1, 1, 1, 0], MARKS[1]],
    [{ sums: [2, 3] }],
    at('ballot.overallProof', '/answers/0/overall_proof'),
  ),
  forged(
    'nothing chosen and not blank, with a valid proof for none or one',
    [[0, 0, 0, 0, 0], MARKS[1]],
    [{ sums: [0, 1] }],
    at('ballot.overallProof', '/answers/0/overall_proof'),
  ),
  forged(
    'nothing chosen where one must be, with a valid proof for none',
    [MARKS[0], [0, 0, 0]],
    [undefined, { sums: [0] }],
    at('ballot.overallProof', '/answers/1/overall_proof'),
  ),
  forged(
    'two votes for one answer, with a valid proof for 0 or 2',
    [[0, 2, 0, 0, 0], MARKS[1]],
    [{ bits: [0, 2] }],
    ...[0, 1, 2, 3, 4].map((j) => at('ballot.individualProof', `/answers/0/individual_proofs/${j}`)),
  ),
  forged(
    'two votes for one answer and minus one for another',
    [[0, 2, 0, 0, -1], MARKS[1]],
    [],
    at('ballot.individualProof', '/answers/0/individual_proofs/1'),
    at('ballot.individualProof', '/answers/0/individual_proofs/4'),
  ),
  forged(
    'blank and an answer at once',
    [[1, 1, 0, 0, 0], MARKS[1]],
    [],
    at('ballot.blankProof', '/answers/0/blank_proof'),
  ),
  forged(
    'blank and all answers at once',
    [[1, 1, 1, 1, 1], MARKS[1]],
    [],
    at('ballot.blankProof', '/answers/0/blank_proof'),
  ),
  forged(
    'proofs in the context of another credential',
    MARKS,
    [{ contextCredential: encodeOne(group, group.generator.element) }],
    ...ALL_PROOFS.filter(({ path }) => path?.startsWith('/answers/0')),
  ),
]

describeAttacks('proofs of a ballot', 'threshold-2-of-3', proofs)
describeAttacks('answers of a ballot', 'threshold-2-of-3', answerAttacks)
describeAttacks('signature and credential of a ballot', 'threshold-2-of-3', signatures)
describeAttacks('lists of proofs', 'threshold-2-of-3', lists)
describeAttacks('a voter with a prover of one’s own', 'threshold-2-of-3', provers)
