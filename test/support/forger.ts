/**
 * A prover written from the letter of the specification (§4.11–§4.17), true and false clauses apart, that also does
 * what an honest one never would: encrypt other numbers than 0 and 1, prove other sums than the allowed ones, choose
 * its randomness, or hide a small torsion part in a ciphertext.
 *
 * Its honest ballots must pass every check: a second opinion on the library's prover. Its others must fail in one place.
 */
import { credentialSecret } from '../../src/protocol/credential.ts'
import {
  compactJson,
  encodeOne,
  sha256CompactBase64,
  type Code,
  type Election,
  type Element,
  type Group,
  type Question,
  type RandomBytes,
} from '../../src/protocol/index.ts'
import { proveKnowledge, type Proof } from '../../src/protocol/proof.ts'
import { hashToScalar, mod, randomScalar } from '../../src/protocol/scalar.ts'
import { present } from './present.ts'
import { systemRandom } from './random.ts'

export interface Twist {
  /** The numbers that an individual proof speaks of, instead of 0 and 1. */
  readonly bits?: readonly number[]
  /** The sums that the overall proof speaks of, instead of min, …, max. */
  readonly sums?: readonly number[]
  /** The randomness of one encryption, instead of a random one. */
  readonly randomness?: { readonly choice: number; readonly value: bigint }
  /**
   * A point of small order added to one half of one ciphertext. All challenges that it meets are then chosen to be
   * multiples of that order, so that it vanishes from every equation: only a test of membership can see it.
   */
  readonly torsion?: {
    readonly choice: number
    readonly half: 'alpha' | 'beta'
    readonly point: Element
    readonly order: bigint
  }
  /** Another credential than the code's own in the context of the proofs. */
  readonly contextCredential?: string
}

/** A ballot with one twist per question (or none), signed with the code. */
export function forgeBallot(options: {
  readonly election: Election
  readonly code: Code
  readonly marks: readonly (readonly number[])[]
  readonly twists?: readonly (Twist | undefined)[]
  readonly random?: RandomBytes
}): string {
  const { election, code, marks, twists = [], random = systemRandom } = options
  const { group, parameters, fingerprint } = election
  const credential = encodeOne(
    group,
    group.generator.multiply(credentialSecret(group, parameters.uuid, code)),
  )
  const unsigned = {
    election_uuid: parameters.uuid,
    election_hash: fingerprint,
    credential,
    answers: parameters.questions.map((question, i) => {
      const twist = twists[i] ?? {}
      const context = `${fingerprint}|${twist.contextCredential ?? credential}`
      return forgeAnswer(election, question, context, present(marks[i]), twist, random)
    }),
  }
  return signed(election, code, unsigned, random)
}

/** Signs anything that is to look like a ballot (§4.16), replacing a signature that it has. */
export function signed(election: Election, code: Code, ballot: object, random = systemRandom): string {
  const { group, parameters } = election
  const { signature: _, ...unsigned } = ballot as { signature?: unknown }
  const hash = sha256CompactBase64(compactJson(unsigned))
  const exponent = credentialSecret(group, parameters.uuid, code)
  const proof = proveKnowledge(group, random, exponent, (commitment) => `sig|${hash}|${commitment}`)
  return compactJson({ ...unsigned, signature: { hash, proof } })
}

const pair = ({ alpha, beta }: { alpha: string; beta: string }): string => `${alpha},${beta}`

interface Clause {
  readonly alpha: Element
  readonly beta: Element
  readonly claimed: number
  readonly randomness: bigint
  readonly isTrue: boolean
}

interface Encrypted {
  readonly alpha: Element
  readonly beta: Element
  readonly value: number
  readonly randomness: bigint
}

function forgeAnswer(
  { group, key: { element: y } }: Election,
  question: Question,
  context: string,
  marks: readonly number[],
  twist: Twist,
  random: RandomBytes,
): object {
  const { torsion } = twist
  const times = (base: Element, k: bigint): Element =>
    present(group.multiples(base, [mod(k, group.order)])[0])
  const g = group.generator.element
  const encrypted: Encrypted[] = marks.map((value, j) => {
    const randomness =
      twist.randomness?.choice === j ? twist.randomness.value : randomScalar(random, group.order)
    const small = (half: 'alpha' | 'beta'): Element =>
      torsion?.choice === j && torsion.half === half ? torsion.point : group.identity
    return {
      value,
      randomness,
      alpha: group.add(times(g, randomness), small('alpha')),
      beta: group.add(group.add(times(y, randomness), times(g, BigInt(value))), small('beta')),
    }
  })
  const choices = encrypted.map(({ alpha, beta }) => ({
    alpha: encodeOne(group, alpha),
    beta: encodeOne(group, beta),
  }))
  const clause = (of: Encrypted, claimed: number): Clause => ({
    ...of,
    claimed,
    isTrue: of.value === claimed,
  })
  // Proofs that no torsion part meets need no special challenges.
  const divisorFor = (...met: readonly number[]): bigint =>
    torsion !== undefined && met.includes(torsion.choice) ? torsion.order : 1n
  const prove = (clauses: readonly Clause[], prefix: string, divisor: bigint): Proof[] =>
    proveByTheBook(group, y, clauses, prefix, divisor, random)

  const individual_proofs = encrypted.map((one, j) =>
    prove(
      (twist.bits ?? [0, 1]).map((claimed) => clause(one, claimed)),
      `prove|${context}|${pair(present(choices[j]))}|`,
      divisorFor(j),
    ),
  )
  const blankAllowed = question.blank === true
  const counted = blankAllowed ? encrypted.slice(1) : encrypted
  const sum = counted.reduce<Encrypted>(
    (total, one) => ({
      alpha: group.add(total.alpha, one.alpha),
      beta: group.add(total.beta, one.beta),
      value: total.value + one.value,
      randomness: mod(total.randomness + one.randomness, group.order),
    }),
    { alpha: group.identity, beta: group.identity, value: 0, randomness: 0n },
  )
  const sums =
    twist.sums ?? Array.from({ length: question.max - question.min + 1 }, (_, i) => question.min + i)
  const full = `${context}|${choices.map(pair).join(',')}`
  const all = divisorFor(...marks.keys())
  if (!blankAllowed) {
    const sumText = pair({ alpha: encodeOne(group, sum.alpha), beta: encodeOne(group, sum.beta) })
    const overall_proof = prove(
      sums.map((claimed) => clause(sum, claimed)),
      `prove|${full}|${sumText}|`,
      all,
    )
    return { choices, individual_proofs, overall_proof }
  }
  const blank = present(encrypted[0])
  return {
    choices,
    individual_proofs,
    overall_proof: prove(
      [clause(blank, 1), ...sums.map((claimed) => clause(sum, claimed))],
      `bproof1|${full}|`,
      all,
    ),
    blank_proof: prove([clause(blank, 0), clause(sum, 0)], `bproof0|${full}|`, all),
  }
}

/**
 * §4.12: simulated proofs for all clauses but the first true one, whose challenge is what the hash leaves over. With
 * a `divisor`, every challenge is a multiple of it: the last one by trying again. If no clause is true, the first one
 * is treated as if it were, and the proof is false.
 */
function proveByTheBook(
  group: Group,
  y: Element,
  clauses: readonly Clause[],
  prefix: string,
  divisor: bigint,
  random: RandomBytes,
): Proof[] {
  const { order } = group
  const times = (base: Element, k: bigint): Element => present(group.multiples(base, [mod(k, order)])[0])
  const g = group.generator.element
  const real = Math.max(
    0,
    clauses.findIndex(({ isTrue }) => isTrue),
  )
  for (;;) {
    const w = randomScalar(random, order)
    const commitments: Element[] = []
    const proofs = clauses.map(({ alpha, beta, claimed }, j) => {
      if (j === real) {
        commitments.push(times(g, w), times(y, w))
        return { challenge: 0n, response: 0n }
      }
      const challenge = (randomScalar(random, order) / divisor) * divisor
      const response = randomScalar(random, order)
      const rest = group.add(beta, times(g, -BigInt(claimed)))
      commitments.push(
        group.add(times(g, response), times(alpha, challenge)),
        group.add(times(y, response), times(rest, challenge)),
      )
      return { challenge, response }
    })
    const others = proofs.reduce((sum, { challenge }) => sum + challenge, 0n)
    const challenge = mod(hashToScalar(prefix + group.encode(commitments).join(','), order) - others, order)
    if (challenge % divisor !== 0n) continue
    proofs[real] = { challenge, response: mod(w - present(clauses[real]).randomness * challenge, order) }
    return proofs.map((proof) => ({
      challenge: proof.challenge.toString(),
      response: proof.response.toString(),
    }))
  }
}
