/**
 * Zero-knowledge proofs (specification §4.5, §4.12, §4.13, §4.20): knowledge of a secret exponent, and "one of these
 * statements about encrypted numbers is true" without saying which.
 *
 * Knows the group and texts to hash; what a statement means for a ballot, `answer.ts` says.
 */
import { encodeOne, type Element, type FixedBase, type Group } from './group.ts'
import { decodeScalar, hashToScalar, mod, randomScalar } from './scalar.ts'
import type { RandomBytes, SecretScalar } from './secret.ts'
import { array, numberText, object, type Shaped } from './shape.ts'

/** `proof` (§4.3) as it is written. */
export const proofShape = object({ challenge: numberText, response: numberText })
export type Proof = Shaped<typeof proofShape>

/** `iproof` (§4.12), and the proofs of §4.13: one proof per clause. */
export const proofListShape = array(proofShape)

/** A proof's two numbers, both below q. */
export interface ProofNumbers {
  readonly challenge: bigint
  readonly response: bigint
}

/** Reads a proof's numbers; undefined when one is not reduced modulo q. */
export function proofNumbers(group: Group, proof: Proof): ProofNumbers | undefined {
  const challenge = decodeScalar(proof.challenge, group.order)
  const response = decodeScalar(proof.response, group.order)
  return challenge === undefined || response === undefined ? undefined : { challenge, response }
}

const written = (challenge: bigint, response: bigint): Proof => ({
  challenge: challenge.toString(),
  response: response.toString(),
})

/**
 * Proves knowledge of `exponent` behind g^exponent (Schnorr): pok (§4.5), signatures of messages (§4.6.1) and of
 * ballots (§4.16) differ only in what is hashed with the commitment A.
 */
export function proveKnowledge(
  group: Group,
  random: RandomBytes,
  exponent: SecretScalar,
  hashed: (commitment: string) => string,
): Proof {
  const w = randomScalar(random, group.order)
  const commitment = encodeOne(group, group.generator.multiply(w))
  const challenge = hashToScalar(hashed(commitment), group.order)
  return written(challenge, mod(w - exponent * challenge, group.order))
}

/** Checks a proof made by `proveKnowledge` for the public `element` = g^exponent. */
export function checkKnowledge(
  group: Group,
  element: Element,
  proof: Proof,
  hashed: (commitment: string) => string,
): boolean {
  const numbers = proofNumbers(group, proof)
  if (numbers === undefined) return false
  const commitment = commitmentOf(group, numbers, group.multiples(element, [numbers.challenge])[0] as Element)
  return hashToScalar(hashed(encodeOne(group, commitment)), group.order) === numbers.challenge
}

/** A = g^response × X^challenge, given X^challenge. */
function commitmentOf(group: Group, proof: ProofNumbers, raised: Element): Element {
  return group.add(group.generator.multiply(proof.response), raised)
}

/** Proves that the same `exponent` lies behind g^exponent and base^exponent: a decryption factor (§4.20). */
export function proveSameExponent(
  group: Group,
  random: RandomBytes,
  exponent: SecretScalar,
  base: Element,
  hashed: (commitments: string) => string,
): Proof {
  const w = randomScalar(random, group.order)
  const commitments = group.encode([group.generator.multiply(w), group.multiplySecret(base, w)]).join(',')
  const challenge = hashToScalar(hashed(commitments), group.order)
  return written(challenge, mod(w - exponent * challenge, group.order))
}

/** Checks a proof made by `proveSameExponent`: `key` = g^exponent, `factor` = base^exponent. */
export function checkSameExponent(
  group: Group,
  key: Element,
  base: Element,
  factor: Element,
  proof: Proof,
  hashed: (commitments: string) => string,
): boolean {
  const numbers = proofNumbers(group, proof)
  if (numbers === undefined) return false
  const { challenge, response } = numbers
  const a = commitmentOf(group, numbers, group.multiples(key, [challenge])[0] as Element)
  const [baseRaised] = group.multiples(base, [response])
  const [factorRaised] = group.multiples(factor, [challenge])
  const b = group.add(baseRaised as Element, factorRaised as Element)
  return hashToScalar(hashed(group.encode([a, b]).join(',')), group.order) === challenge
}

/**
 * One clause of a disjunction, as the prover knows it: "this ciphertext, with this randomness, encrypts a number that
 * lies `distance` away from the claimed one". The clause is true when the distance is 0.
 */
export interface SecretClause {
  readonly randomness: SecretScalar
  readonly distance: SecretScalar
}

/**
 * Proves that at least one clause is true (§4.12, §4.13).
 *
 * The specification builds true and false clauses differently. Here every clause is built in the same way, so that
 * nothing depends on which is true: with random w and c, A = g^w and B = y^w × g^(distance × c). For a false clause
 * the pair (c, w − r·c) is just the simulated proof of the specification; for the true one the distance is 0, B does
 * not depend on c, and c may be replaced afterwards by what the hash asks for.
 */
export function proveOneOf(
  group: Group,
  key: FixedBase,
  random: RandomBytes,
  clauses: readonly SecretClause[],
  hashed: (commitments: string) => string,
): Proof[] {
  const { order } = group
  const nonces = clauses.map(() => randomScalar(random, order))
  const guesses = clauses.map(() => randomScalar(random, order))
  const commitments = clauses.flatMap(({ distance }, j) => {
    const w = nonces[j] as SecretScalar
    const offset = mod(distance * (guesses[j] as SecretScalar), order)
    return [group.generator.multiply(w), group.add(key.multiply(w), group.generator.multiply(offset))]
  })
  const total = hashToScalar(hashed(group.encode(commitments).join(',')), order)
  const missing = guesses.reduce((rest, guess) => rest - guess, total)
  let taken = 0n
  return clauses.map(({ randomness, distance }, j) => {
    // 1 for the first true clause, 0 for all others; multiplied in, not branched on.
    const chosen = BigInt(Number(distance === 0n)) * (1n - taken)
    taken += chosen
    const challenge = mod((guesses[j] as SecretScalar) + chosen * missing, order)
    return written(challenge, mod((nonces[j] as SecretScalar) - randomness * challenge, order))
  })
}

/** One clause as anyone sees it: "the ciphertext (alpha, beta) encrypts `claimed`". */
export interface PublicClause {
  readonly alpha: Element
  readonly beta: Element
  readonly claimed: number
}

/**
 * Multiples of public elements that several proofs ask for, computed per base in one go on first use: the doublings
 * of a base are shared by all proofs about it.
 */
export class Powers {
  readonly #group: Group
  readonly #asked = new Map<Element, { scalars: bigint[]; results?: Element[] }>()

  constructor(group: Group) {
    this.#group = group
  }

  /** Asks for base^scalar; the answer is ready once everything has been asked. */
  ask(base: Element, scalar: bigint): () => Element {
    const entry = this.#asked.get(base) ?? { scalars: [] }
    this.#asked.set(base, entry)
    const index = entry.scalars.push(scalar) - 1
    return () => {
      entry.results ??= this.#group.multiples(base, entry.scalars)
      return entry.results[index] as Element
    }
  }
}

/**
 * Prepares the check of a disjunction (§4.12, §4.13.3): asks `powers` for what it needs, and answers when called.
 * The number of proofs must be the number of clauses, and their numbers reduced: the caller has checked that.
 */
export function checkOneOf(
  group: Group,
  key: FixedBase,
  powers: Powers,
  clauses: readonly PublicClause[],
  proofs: readonly ProofNumbers[],
  hashed: (commitments: string) => string,
): () => boolean {
  const { order } = group
  const raised = clauses.map((clause, j) => {
    const { challenge } = proofs[j] as ProofNumbers
    return { alpha: powers.ask(clause.alpha, challenge), beta: powers.ask(clause.beta, challenge) }
  })
  return () => {
    let sum = 0n
    const commitments = clauses.flatMap((clause, j) => {
      const proof = proofs[j] as ProofNumbers
      const { alpha, beta } = raised[j] as (typeof raised)[number]
      sum += proof.challenge
      // B = y^response × (beta / g^claimed)^challenge
      const b = group.add(key.multiply(proof.response), beta())
      const offset = mod(-BigInt(clause.claimed) * proof.challenge, order)
      return [
        commitmentOf(group, proof, alpha()),
        offset === 0n ? b : group.add(b, group.generator.multiply(offset)),
      ]
    })
    return hashToScalar(hashed(group.encode(commitments).join(',')), order) === mod(sum, order)
  }
}
