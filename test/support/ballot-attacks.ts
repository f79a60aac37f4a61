/** Changes to the first ballot of a vector, for the tables of attacks on ballots. */
import { compactJson, ed25519 as group, sha256CompactBase64 } from '../../src/protocol/index.ts'
import { proveKnowledge } from '../../src/protocol/proof.ts'
import { secret } from '../../src/protocol/index.ts'
import {
  asFirstOfOpen,
  changedBallot,
  parsed,
  replacedBallot,
  type Attack,
  type Base,
  type Expected,
  type Loose,
} from './attacks.ts'
import { buildDraft } from './draft.ts'
import { forgeBallot, type Twist } from './forger.ts'
import { present } from './present.ts'
import { systemRandom } from './random.ts'

// The first ballot of the vector counts. Its first question has five ciphertexts (blank and four answers, at most
// two); its second has three, of which exactly one is chosen.
const BALLOT = 'ballot:0'
export const at = (code: Expected['code'], path: string): Expected => ({ code, at: BALLOT, path })
export const MARKS = [
  [0, 1, 0, 0, 0],
  [1, 0, 0],
] as const

/** All proofs of the first ballot’s answers, as they fail when what they are bound to is exchanged. */
export const ALL_PROOFS: readonly Expected[] = [
  ...[0, 1, 2, 3, 4].map((j) => at('ballot.individualProof', `/answers/0/individual_proofs/${j}`)),
  at('ballot.overallProof', '/answers/0/overall_proof'),
  at('ballot.blankProof', '/answers/0/blank_proof'),
  ...[0, 1, 2].map((j) => at('ballot.individualProof', `/answers/1/individual_proofs/${j}`)),
  at('ballot.overallProof', '/answers/1/overall_proof'),
]

/** Overall and blank proof of the first question: bound to all its ciphertexts in order. */
export const WHOLE_ANSWER: readonly Expected[] = [
  at('ballot.overallProof', '/answers/0/overall_proof'),
  at('ballot.blankProof', '/answers/0/blank_proof'),
]

export const changed = (
  name: string,
  change: (ballot: Loose, base: Base) => void,
  ...expected: readonly Expected[]
): Attack => ({
  name,
  change: (base) => changedBallot(base, 0, (ballot) => change(ballot, base)),
  expected,
})

export const rewritten = (name: string, change: (text: string) => string, path: string): Attack => ({
  name,
  // No count could take it in: the vote is still open.
  change: (base) => asFirstOfOpen(base, change(present(base.draft.ballots[0]))),
  expected: [at('form', path)],
})

/** A ballot by a prover who departs from the protocol in one thing. */
export const forged = (
  name: string,
  marks: readonly (readonly number[])[],
  twists: readonly (Twist | undefined)[],
  ...expected: readonly Expected[]
): Attack => ({
  name,
  change: (base) => buildDraft(replacedBallot(base, 0, forge(base, marks, twists))),
  expected,
})

export function forge(
  { election, sealedWith }: Base,
  marks: readonly (readonly number[])[],
  twists: readonly (Twist | undefined)[],
): string {
  return forgeBallot({ election, code: present(sealedWith[0]), marks, twists })
}

export function swap(list: Loose[], i: number, j: number): void {
  ;[list[i], list[j]] = [list[j], list[i]]
}

export const other = ({ election, draft }: Base, index: number): Loose =>
  parsed(election, present(draft.ballots[index]))

/** Signs what is said with an exponent of the attacker’s choice, in the name of a credential. */
export function signedAs(ballot: Loose, exponent: bigint): string {
  const { signature: _, ...unsigned } = ballot
  const hash = sha256CompactBase64(compactJson(unsigned))
  const proof = proveKnowledge(group, systemRandom, secret(exponent), (a) => `sig|${hash}|${a}`)
  return compactJson({ ...unsigned, signature: { hash, proof } })
}

/** x with g^x = y: all trustees together have it. */
export function electionExponent({ privateKeys, trustees }: Base): bigint {
  const single = present(privateKeys.get(trustees.entries.findIndex(({ kind }) => kind === 'Single') + 1))
  const owners = present(trustees.entries.flatMap((entry) => (entry.kind === 'Pedersen' ? entry.owners : [])))
  const [first, second] = owners.map((owner) => present(privateKeys.get(owner)))
  // f(0) of the line through f(1) and f(2).
  return (single + 2n * present(first) - present(second) + group.order) % group.order
}
