/**
 * From accepted ballots to the result (specification §4.18, §4.20, §4.21): sums under encryption, each trustee's
 * decryption factors with their proofs, and the small numbers that come out.
 */
import { addCiphertexts, ciphertextShape, decodeCiphertext, type Ciphertext } from './answer.ts'
import { choiceCount, type Election } from './election.ts'
import { encodeOne, product, type Element, type Group } from './group.ts'
import { malformed, problem, type Problem } from './problem.ts'
import { checkSameExponent, proofShape, proveSameExponent, type Proof } from './proof.ts'
import { inverse, mod } from './scalar.ts'
import type { RandomBytes, SecretScalar } from './secret.ts'
import { array, elementText, object, read, smallInteger, type Shaped } from './shape.ts'
import { compactJson } from './text.ts'
import type { TrusteeEntry, Trustees } from './trustees.ts'

const encryptedTallyShape = array(array(ciphertextShape))
const partialDecryptionShape = object({
  decryption_factors: array(array(elementText)),
  decryption_proofs: array(array(proofShape)),
})
const resultShape = object({ result: array(array(smallInteger)) })
/** `partial_decryption` (§4.20). */
export type PartialDecryption = Shaped<typeof partialDecryptionShape>

/** A sum of ciphertexts per question and choice. */
export type EncryptedTally = readonly (readonly Ciphertext[])[]

/** The empty sum: the identity for every choice. */
export function emptyTally(election: Election): EncryptedTally {
  const { identity } = election.group
  return election.parameters.questions.map((question) =>
    Array.from({ length: choiceCount(question) }, () => ({ alpha: identity, beta: identity })),
  )
}

/** Adds one ballot's ciphertexts to a sum, `weight` times (§4.18). A negative weight takes it out again. */
export function addBallot(
  election: Election,
  tally: EncryptedTally,
  choices: EncryptedTally,
  weight = 1,
): EncryptedTally {
  return tally.map((row, i) =>
    row.map((sum, j) => addCiphertexts(election, sum, (choices[i] as Ciphertext[])[j] as Ciphertext, weight)),
  )
}

/** `encrypted_tally` (§4.18). */
export function writeTally(group: Group, tally: EncryptedTally): string {
  const texts = group.encode(tally.flat().flatMap(({ alpha, beta }) => [alpha, beta]))
  let next = 0
  return compactJson(tally.map((row) => row.map(() => ({ alpha: texts[next++], beta: texts[next++] }))))
}

/** Reads an encrypted tally of this election; undefined if it is not one: `tallyProblems` says why. */
export function readTally(election: Election, tallyText: string): EncryptedTally | undefined {
  const form = read(encryptedTallyShape, tallyText)
  if (!form.ok || !hasTallyLengths(election, form.value)) return undefined
  const rows = form.value.map((row) => row.map((ciphertext) => decodeCiphertext(election, ciphertext)))
  return rows.some((row) => row.includes(undefined)) ? undefined : (rows as Ciphertext[][])
}

/** Why a text is not an encrypted tally of this election: its form, its lengths, or which elements are none. */
export function tallyProblems({ group, parameters }: Election, tallyText: string): Problem[] {
  const form = read(encryptedTallyShape, tallyText)
  if (!form.ok) return [malformed(form.malformed)]
  if (!hasTallyLengths({ parameters }, form.value)) return [problem('tally.length', '')]
  return form.value.flatMap((row, i) =>
    row.flatMap((ciphertext, j) =>
      (['alpha', 'beta'] as const)
        .filter((half) => group.decode(ciphertext[half]) === undefined)
        .map((half) => problem('element', `/${i}/${j}/${half}`)),
    ),
  )
}

function hasTallyLengths(
  { parameters: { questions } }: Pick<Election, 'parameters'>,
  rows: readonly (readonly unknown[])[],
): boolean {
  return (
    rows.length === questions.length &&
    questions.every((question, i) => rows[i]?.length === choiceCount(question))
  )
}

/** H_decrypt (§4.20) binds the factor to the election and to the trustee's key. */
const decryptHash = (election: Election, keyText: string) => (commitments: string) =>
  `decrypt|${election.fingerprint}|${keyText}|${commitments}`

/** A trustee, on its own device: its decryption factors for a tally, with proofs (§4.20). */
export function partialDecryption(
  election: Election,
  random: RandomBytes,
  privateKey: SecretScalar,
  tally: EncryptedTally,
): string {
  const { group } = election
  const hashed = decryptHash(election, encodeOne(group, group.generator.multiply(privateKey)))
  return compactJson({
    decryption_factors: tally.map((row) =>
      group.encode(row.map(({ alpha }) => group.multiplySecret(alpha, privateKey))),
    ),
    decryption_proofs: tally.map((row) =>
      row.map(({ alpha }) => proveSameExponent(group, random, privateKey, alpha, hashed)),
    ),
  })
}

/** Checks a trustee's partial decryption of a tally (§4.20). `owner` counts from 1. */
export function checkPartialDecryption(
  election: Election,
  trustees: Trustees,
  owner: number,
  tally: EncryptedTally,
  decryptionText: string,
): { readonly factors?: readonly (readonly Element[])[]; readonly problems: readonly Problem[] } {
  const form = read(partialDecryptionShape, decryptionText)
  if (!form.ok) return { problems: [malformed(form.malformed)] }
  const { decryption_factors: factorTexts, decryption_proofs: proofs } = form.value
  const sameShape = (lists: readonly (readonly unknown[])[]): boolean =>
    lists.length === tally.length && lists.every((list, i) => list.length === tally[i]?.length)
  if (!sameShape(factorTexts)) return { problems: [problem('decryption.length', '/decryption_factors')] }
  if (!sameShape(proofs)) return { problems: [problem('decryption.length', '/decryption_proofs')] }

  const { group } = election
  const key = trustees.keys[owner - 1] as Element
  const hashed = decryptHash(election, trustees.keyTexts[owner - 1] as string)
  const problems: Problem[] = []
  const factors = tally.map((row, i) =>
    row.map(({ alpha }, j) => {
      const path = `/decryption_factors/${i}/${j}`
      const factor = group.decode(factorTexts[i]?.[j] as string)
      // The identity is a factor only of the identity: the sum over an empty box.
      const expectedIdentity = group.equals(alpha, group.identity)
      const fits =
        factor !== undefined &&
        (expectedIdentity ? group.equals(factor, group.identity) : group.isMember(factor))
      if (!fits) {
        problems.push(problem('element', path))
        return group.identity
      }
      if (!checkSameExponent(group, key, alpha, factor, proofs[i]?.[j] as Proof, hashed)) {
        problems.push(problem('decryption.proof', `/decryption_proofs/${i}/${j}`))
      }
      return factor
    }),
  )
  return problems.length > 0 ? { problems } : { problems, factors }
}

/** Which trustees' factors are still missing before a result can be computed; empty when enough are there. */
export function missingShares(trustees: Trustees, present: ReadonlySet<number>): TrusteeEntry[] {
  return trustees.entries.filter((entry) =>
    entry.kind === 'Single'
      ? !present.has(entry.owner)
      : entry.owners.filter((owner) => present.has(owner)).length < entry.threshold,
  )
}

/**
 * Combines checked factors and opens the sums to g^number (§4.21). Throws RangeError when factors are missing.
 */
function openSums(
  election: Election,
  trustees: Trustees,
  tally: EncryptedTally,
  factors: ReadonlyMap<number, readonly (readonly Element[])[]>,
): Element[][] {
  const { group } = election
  if (missingShares(trustees, new Set(factors.keys())).length > 0) {
    throw new RangeError('decryption factors are missing')
  }
  return tally.map((row, i) =>
    row.map(({ beta }, j) => {
      const subFactors = trustees.entries.map((entry) =>
        combine(group, entry, (owner) => factors.get(owner)?.[i]?.[j]),
      )
      return group.add(beta, group.negate(product(group, subFactors)))
    }),
  )
}

/**
 * The result that checked factors give (§4.21). `totalWeight` bounds every number. Undefined when a sum does not open
 * to a number within the bound, which no sequence of checked steps leads to. Throws RangeError when factors are missing.
 */
export function computeResult(
  election: Election,
  trustees: Trustees,
  tally: EncryptedTally,
  factors: ReadonlyMap<number, readonly (readonly Element[])[]>,
  totalWeight: number,
): number[][] | undefined {
  const logarithm = smallLogarithm(election.group, totalWeight)
  const result = openSums(election, trustees, tally, factors).map((row) => row.map(logarithm))
  return result.flat().includes(undefined) ? undefined : (result as number[][])
}

/**
 * Checks a claimed result against checked factors (§4.21): each number is put in the exponent and compared, so that no
 * archive can make a verifier search for long. Throws RangeError when factors are missing.
 */
export function checkResult(
  election: Election,
  trustees: Trustees,
  tally: EncryptedTally,
  factors: ReadonlyMap<number, readonly (readonly Element[])[]>,
  result: readonly (readonly number[])[],
): readonly Problem[] {
  if (result.length !== tally.length || result.some((row, i) => row.length !== tally[i]?.length)) {
    return [problem('result.length', '/result')]
  }
  const { group } = election
  return openSums(election, trustees, tally, factors).flatMap((row, i) =>
    row.flatMap((opened, j) => {
      const claimed = result[i]?.[j] as number
      const same = group.equals(opened, group.generator.multiply(BigInt(claimed)))
      return same ? [] : [problem('result.value', `/result/${i}/${j}`, String(claimed))]
    }),
  )
}

/** F_{i,j,τ} (§4.21): the factor itself, or Lagrange's combination of the first `threshold` that are there. */
function combine(group: Group, entry: TrusteeEntry, factor: (owner: number) => Element | undefined): Element {
  if (entry.kind === 'Single') return factor(entry.owner) as Element
  const supplied = entry.owners
    .map((owner, i) => ({ position: BigInt(i + 1), factor: factor(owner) }))
    .filter((share) => share.factor !== undefined)
    .slice(0, entry.threshold)
  return product(
    group,
    supplied.map((share) => {
      const others = supplied.filter((other) => other.position !== share.position)
      const numerator = others.reduce((value, other) => mod(value * other.position, group.order), 1n)
      const denominator = others.reduce(
        (value, other) => mod(value * (other.position - share.position), group.order),
        1n,
      )
      const lambda = mod(numerator * inverse(denominator, group.order), group.order)
      return group.multiples(share.factor as Element, [lambda])[0] as Element
    }),
  )
}

/** log_g for numbers from 0 to `bound`, by baby steps and giant steps. */
function smallLogarithm(group: Group, bound: number): (element: Element) => number | undefined {
  const step = Math.max(1, Math.ceil(Math.sqrt(bound + 1)))
  const baby: Element[] = [group.identity]
  while (baby.length < step) baby.push(group.add(baby[baby.length - 1] as Element, group.generator.element))
  const table = new Map(group.encode(baby).map((encoded, i) => [encoded, i]))
  const giant = group.negate(group.generator.multiply(BigInt(step)))
  return (element) => {
    let rest = element
    for (let i = 0; i <= step; i++) {
      const small = table.get(encodeOne(group, rest))
      if (small !== undefined) return i * step + small <= bound ? i * step + small : undefined
      rest = group.add(rest, giant)
    }
    return undefined
  }
}

/** `result` (§4.21). */
export function writeResult(result: readonly (readonly number[])[]): string {
  return compactJson({ result })
}

/** Reads a result; problems instead when it is not one. */
export function readResult(resultText: string): {
  readonly result?: readonly (readonly number[])[]
  readonly problems: readonly Problem[]
} {
  const form = read(resultShape, resultText)
  return form.ok ? { result: form.value.result, problems: [] } : { problems: [malformed(form.malformed)] }
}
