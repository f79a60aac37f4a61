/** Encrypted answers to homomorphic questions, with their proofs (specification §4.11.1, §4.12, §4.13). */
import { choiceCount, type Election, type Question } from './election.ts'
import { product, type Element } from './group.ts'
import { problem, type Problem } from './problem.ts'
import {
  checkOneOf,
  Powers,
  proofListShape,
  proofNumbers,
  proveOneOf,
  type ProofNumbers,
  type PublicClause,
} from './proof.ts'
import { mod, randomScalar } from './scalar.ts'
import { secret, type RandomBytes, type Secret, type SecretScalar } from './secret.ts'
import { array, elementText, object, optional, type Shaped } from './shape.ts'

/** `ciphertext` (§4.3). */
export const ciphertextShape = object({ alpha: elementText, beta: elementText })
export type CiphertextText = Shaped<typeof ciphertextShape>

/** A ciphertext ready for arithmetic. */
export interface Ciphertext {
  readonly alpha: Element
  readonly beta: Element
}

/** The elements of a ciphertext; undefined when one is not a canonical point. Membership is not checked. */
export function decodeCiphertext({ group }: Election, text: CiphertextText): Ciphertext | undefined {
  const alpha = group.decode(text.alpha)
  const beta = group.decode(text.beta)
  return alpha === undefined || beta === undefined ? undefined : { alpha, beta }
}

/** `answer_h` (§4.11). */
export const answerShape = object({
  choices: array(ciphertextShape),
  individual_proofs: array(proofListShape),
  overall_proof: proofListShape,
  blank_proof: optional(proofListShape),
})
export type AnswerText = Shaped<typeof answerShape>

/**
 * A voter's answer: 0 or 1 for each choice, with a leading entry for "blank" where the question allows it (§4.11.1).
 */
export type Marks = Secret<readonly number[]>

/**
 * Says why marks do not answer a question, or undefined if they do. It looks at a voter's choice: for use on the
 * voter's own device, before sealing.
 */
export function marksProblem(question: Question, marks: Marks): string | undefined {
  if (marks.length !== choiceCount(question)) return `needs ${choiceCount(question)} marks`
  if (marks.some((mark) => mark !== 0 && mark !== 1)) return 'each mark must be 0 or 1'
  const blank = question.blank === true && marks[0] === 1
  const chosen = marks.reduce((sum, mark) => sum + mark, 0) - (blank ? 1 : 0)
  if (blank) return chosen === 0 ? undefined : 'a blank answer chooses nothing'
  return chosen >= question.min && chosen <= question.max
    ? undefined
    : `needs from ${question.min} to ${question.max} choices`
}

/** Encrypts an answer and proves it well-formed (§4.11.1). `context` is S0: φ|g^s. The marks must answer the question. */
export function encryptAnswer(
  election: Election,
  question: Question,
  context: string,
  marks: Marks,
  random: RandomBytes,
): AnswerText {
  const { group, key } = election
  const bits = [group.identity, group.generator.element] as const
  const randomness = marks.map(() => randomScalar(random, group.order))
  const elements = marks.flatMap((mark, i) => {
    const r = randomness[i] as SecretScalar
    // g^mark by its place in a list: no branch on the mark.
    return [group.generator.multiply(r), group.add(key.multiply(r), bits[mark] as Element)]
  })
  const choices = pairs(group.encode(elements)).map(([alpha, beta]) => ({ alpha, beta }))
  const values = marks.map((mark) => secret(BigInt(mark)))

  const individual_proofs = values.map((value, i) => {
    const { alpha, beta } = choices[i] as CiphertextText
    const r = randomness[i] as SecretScalar
    const clauses = [0n, 1n].map((claimed) => ({ randomness: r, distance: secret(value - claimed) }))
    return proveOneOf(group, key, random, clauses, intervalHash(context, alpha, beta))
  })

  const full = `${context}|${choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(',')}`
  const first = question.blank === true ? 1 : 0
  const sumRandomness = secret(randomness.slice(first).reduce((sum: bigint, r) => sum + r, 0n) % group.order)
  const sum = values.slice(first).reduce((total: bigint, value) => total + value, 0n)
  const sumClauses = claims(question).map((claimed) => ({
    randomness: sumRandomness,
    distance: secret(sum - BigInt(claimed)),
  }))
  if (question.blank !== true) {
    const sums = elements.reduce<[Element, Element]>(
      ([alpha, beta], element, i) =>
        i % 2 === 0 ? [group.add(alpha, element), beta] : [alpha, group.add(beta, element)],
      [group.identity, group.identity],
    )
    const [alpha, beta] = group.encode(sums) as [string, string]
    const overall_proof = proveOneOf(group, key, random, sumClauses, intervalHash(full, alpha, beta))
    return { choices, individual_proofs, overall_proof }
  }
  const blankRandomness = randomness[0] as SecretScalar
  const blank = values[0] as SecretScalar
  const overallClauses = [{ randomness: blankRandomness, distance: secret(blank - 1n) }, ...sumClauses]
  const blankClauses = [
    { randomness: blankRandomness, distance: blank },
    { randomness: sumRandomness, distance: secret(sum) },
  ]
  return {
    choices,
    individual_proofs,
    overall_proof: proveOneOf(group, key, random, overallClauses, tagHash('bproof1', full)),
    blank_proof: proveOneOf(group, key, random, blankClauses, tagHash('bproof0', full)),
  }
}

/** The sums that a non-blank answer may have: min, …, max. */
function claims({ min, max }: Question): number[] {
  return Array.from({ length: max - min + 1 }, (_, i) => min + i)
}

const intervalHash = (context: string, alpha: string, beta: string) => (commitments: string) =>
  `prove|${context}|${alpha},${beta}|${commitments}`

const tagHash = (tag: 'bproof0' | 'bproof1', context: string) => (commitments: string) =>
  `${tag}|${context}|${commitments}`

function pairs(texts: readonly string[]): [string, string][] {
  const result: [string, string][] = []
  for (let i = 0; i < texts.length; i += 2) result.push([texts[i] as string, texts[i + 1] as string])
  return result
}

/**
 * Checks an answer completely (§4.11.1, §4.12, §4.13.3): its lengths, that every element lies in the subgroup, that
 * every number is reduced, every proof. Places are relative to the answer.
 */
export function checkAnswer(
  election: Election,
  question: Question,
  context: string,
  answer: AnswerText,
): { readonly choices?: readonly Ciphertext[]; readonly problems: readonly Problem[] } {
  const shape = checkLengths(question, answer)
  if (shape.length > 0) return { problems: shape }
  const { group, key } = election
  const problems: Problem[] = []

  const choices = answer.choices.map(({ alpha, beta }, i) => {
    const decoded = { alpha: group.decode(alpha), beta: group.decode(beta) }
    if (decoded.alpha === undefined) problems.push(problem('element', `/choices/${i}/alpha`))
    if (decoded.beta === undefined) problems.push(problem('element', `/choices/${i}/beta`))
    return decoded
  })
  const numbers = readProofs(election, answer, problems)
  if (problems.length > 0 || numbers === undefined) return { problems }
  const ciphertexts = choices as Ciphertext[]

  const powers = new Powers(group)
  const checks: [Problem, () => boolean][] = []
  for (const [i, { alpha, beta }] of ciphertexts.entries()) {
    for (const [name, element] of Object.entries({ alpha, beta })) {
      const raised = powers.ask(element, group.order)
      checks.push([
        problem('element', `/choices/${i}/${name}`),
        () => !group.equals(element, group.identity) && group.equals(raised(), group.identity),
      ])
    }
    const texts = answer.choices[i] as CiphertextText
    const clauses = [0, 1].map((claimed) => ({ alpha, beta, claimed }))
    checks.push([
      problem('ballot.individualProof', `/individual_proofs/${i}`),
      checkOneOf(
        group,
        key,
        powers,
        clauses,
        numbers.individual[i] as ProofNumbers[],
        intervalHash(context, texts.alpha, texts.beta),
      ),
    ])
  }

  const full = `${context}|${answer.choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(',')}`
  const counted = question.blank === true ? ciphertexts.slice(1) : ciphertexts
  const alpha = product(
    group,
    counted.map((choice) => choice.alpha),
  )
  const beta = product(
    group,
    counted.map((choice) => choice.beta),
  )
  const sumClauses: PublicClause[] = claims(question).map((claimed) => ({ alpha, beta, claimed }))
  if (question.blank === true) {
    const blank = ciphertexts[0] as Ciphertext
    checks.push([
      problem('ballot.overallProof', '/overall_proof'),
      checkOneOf(
        group,
        key,
        powers,
        [{ ...blank, claimed: 1 }, ...sumClauses],
        numbers.overall,
        tagHash('bproof1', full),
      ),
    ])
    checks.push([
      problem('ballot.blankProof', '/blank_proof'),
      checkOneOf(
        group,
        key,
        powers,
        [
          { ...blank, claimed: 0 },
          { alpha, beta, claimed: 0 },
        ],
        numbers.blank,
        tagHash('bproof0', full),
      ),
    ])
  } else {
    const [alphaText, betaText] = group.encode([alpha, beta]) as [string, string]
    checks.push([
      problem('ballot.overallProof', '/overall_proof'),
      checkOneOf(group, key, powers, sumClauses, numbers.overall, intervalHash(full, alphaText, betaText)),
    ])
  }
  for (const [found, passes] of checks) if (!passes()) problems.push(found)
  return { choices: ciphertexts, problems }
}

function checkLengths(question: Question, answer: AnswerText): Problem[] {
  const problems: Problem[] = []
  const wanted = choiceCount(question)
  const sums = question.max - question.min + 1
  const length = (path: string, actual: number | undefined, expected: number): void => {
    if (actual !== expected) problems.push(problem('ballot.length', path, `${actual ?? 0} ≠ ${expected}`))
  }
  length('/choices', answer.choices.length, wanted)
  length('/individual_proofs', answer.individual_proofs.length, wanted)
  for (const [i, proof] of answer.individual_proofs.entries())
    length(`/individual_proofs/${i}`, proof.length, 2)
  length('/overall_proof', answer.overall_proof.length, question.blank === true ? sums + 1 : sums)
  if (question.blank === true) length('/blank_proof', answer.blank_proof?.length, 2)
  else if (answer.blank_proof !== undefined)
    problems.push(problem('ballot.length', '/blank_proof', 'not asked for'))
  return problems
}

interface AnswerNumbers {
  readonly individual: readonly ProofNumbers[][]
  readonly overall: readonly ProofNumbers[]
  readonly blank: readonly ProofNumbers[]
}

function readProofs({ group }: Election, answer: AnswerText, problems: Problem[]): AnswerNumbers | undefined {
  const before = problems.length
  const list = (proofs: AnswerText['overall_proof'], path: string): ProofNumbers[] =>
    proofs.map((proof, i) => {
      const numbers = proofNumbers(group, proof)
      if (numbers === undefined) problems.push(problem('scalar', `${path}/${i}`))
      return numbers ?? { challenge: 0n, response: 0n }
    })
  const numbers = {
    individual: answer.individual_proofs.map((proofs, i) => list(proofs, `/individual_proofs/${i}`)),
    overall: list(answer.overall_proof, '/overall_proof'),
    blank: list(answer.blank_proof ?? [], '/blank_proof'),
  }
  return problems.length === before ? numbers : undefined
}

/** The sum of two ciphertexts, each counted `weight` times where given (§4.18). */
export function addCiphertexts(election: Election, a: Ciphertext, b: Ciphertext, weight = 1): Ciphertext {
  const { group } = election
  const times = (element: Element): Element =>
    weight === 1 ? element : (group.multiples(element, [mod(BigInt(weight), group.order)])[0] as Element)
  return { alpha: group.add(a.alpha, times(b.alpha)), beta: group.add(a.beta, times(b.beta)) }
}
