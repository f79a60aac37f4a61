/**
 * Ballots (specification §4.16, §4.17): sealed on the voter's device, checked by anyone.
 */
import {
  answerShape,
  checkAnswer,
  decodeCiphertext,
  encryptAnswer,
  marksProblem,
  type Ciphertext,
  type Marks,
} from './answer.ts'
import { credentialSecret, publicCredential, type Code } from './credential.ts'
import { choiceCount, uuidShape, type Election, type Question } from './election.ts'
import { encodeOne, type Group } from './group.ts'
import { malformed, problem, within, type Problem } from './problem.ts'
import { checkKnowledge, proofShape, proveKnowledge } from './proof.ts'
import type { RandomBytes } from './secret.ts'
import { array, elementText, object, read, text, type Shaped } from './shape.ts'
import { compactJson, sha256CompactBase64 } from './text.ts'

const ballotShape = object({
  election_uuid: uuidShape,
  election_hash: text,
  credential: elementText,
  answers: array(answerShape),
  signature: object({ hash: text, proof: proofShape }),
})

/** `ballot` (§4.17) as it is written. */
export type BallotParts = Shaped<typeof ballotShape>

export interface SealedBallot {
  /** The exact bytes to cast, as text. Public once cast. */
  readonly text: string
  /** The smart ballot tracker (§4.17): shows that the ballot is in the box, never what it says. Public. */
  readonly tracker: string
  /** The public credential that signed it. */
  readonly credential: string
}

/** The tracker of a ballot's exact text (§4.17). */
export function ballotTracker(ballotText: string): string {
  return sha256CompactBase64(ballotText)
}

/** A ballot without its signature: says who may sign it, and by its hash what it is. Nobody can cast it. */
export interface UnsignedBallot {
  /** The ballot's exact text but for the signature. */
  readonly text: string
  /** `hash` of the signature to come (§4.16): stands in the cast ballot, so whoever saw it before knows it again. */
  readonly hash: string
  /** The public credential that it is for. */
  readonly credential: string
}

/**
 * Encrypts a ballot (§4.11): one list of marks per question. With the same `random`, the same ballot to the byte.
 * Throws RangeError, before any encryption, when the marks do not answer the questions.
 */
export function encryptBallot(options: {
  readonly election: Election
  readonly credential: string
  readonly marks: readonly Marks[]
  readonly random: RandomBytes
}): UnsignedBallot {
  const { election, credential, marks, random } = options
  const { parameters } = election
  if (marks.length !== parameters.questions.length) {
    throw new RangeError(`the election has ${parameters.questions.length} questions, not ${marks.length}`)
  }
  for (const [i, question] of parameters.questions.entries()) {
    const reason = marksProblem(question, marks[i] as Marks)
    if (reason !== undefined) throw new RangeError(`question ${i + 1} ${reason}`)
  }
  const context = answerContext(election, credential)
  const ballotText = compactJson({
    election_uuid: parameters.uuid,
    election_hash: election.fingerprint,
    credential,
    answers: parameters.questions.map((question, i) =>
      encryptAnswer(election, question, context, marks[i] as Marks, random),
    ),
  })
  return { text: ballotText, hash: sha256CompactBase64(ballotText), credential }
}

/**
 * Signs an encrypted ballot with the card's code (§4.16): only now can it be cast. The randomness must not be that of
 * the encryption where that may be shown: together with the signature it would give the code's secret away. Throws
 * RangeError when the ballot is for another card.
 */
export function signBallot(options: {
  readonly group: Group
  readonly uuid: string
  readonly code: Code
  readonly ballot: UnsignedBallot
  readonly random: RandomBytes
}): SealedBallot {
  const { group, uuid, code, ballot, random } = options
  const { text: unsigned, hash, credential } = ballot
  const exponent = credentialSecret(group, uuid, code)
  if (encodeOne(group, group.generator.multiply(exponent)) !== credential) {
    throw new RangeError('the ballot is for another card')
  }
  const proof = proveKnowledge(group, random, exponent, signatureHash(hash))
  const ballotText = `${unsigned.slice(0, -1)},"signature":${compactJson({ hash, proof })}}`
  return { text: ballotText, tracker: ballotTracker(ballotText), credential }
}

/**
 * Seals a ballot (§4.11, §4.17): one list of marks per question, the code from the card. Runs on the voter's device;
 * code and marks never leave it. Throws RangeError, before any encryption, when the marks do not answer the questions.
 */
export function sealBallot(options: {
  readonly election: Election
  readonly code: Code
  readonly marks: readonly Marks[]
  readonly random: RandomBytes
}): SealedBallot {
  const { election, code, marks, random } = options
  const { group, parameters } = election
  const credential = publicCredential(group, parameters.uuid, code)
  const ballot = encryptBallot({ election, credential, marks, random })
  return signBallot({ group, uuid: parameters.uuid, code, ballot, random })
}

/** S0 (§4.11): binds every proof to this election and this credential. */
const answerContext = (election: Election, credential: string): string =>
  `${election.fingerprint}|${credential}`

const signatureHash = (hash: string) => (commitment: string) => `sig|${hash}|${commitment}`

export interface CheckedBallot {
  readonly problems: readonly Problem[]
  /** What the ballot says openly; there whenever its form could be read, even beside problems. */
  readonly credential?: string
  readonly tracker: string
  /** The ciphertexts per question, to be summed; there only when nothing is wrong. */
  readonly choices?: readonly (readonly Ciphertext[])[]
}

/**
 * Checks a ballot completely, as anyone can (§3.2 step 4, §4.11–§4.17): canonical form, this election, every element,
 * every proof, the signature. Whether the credential is on the list, and whether it voted before, is for the caller.
 * With `signatureFirst` nothing more is looked at once the signature fails: whoever has no card costs little work.
 */
export function checkBallot(
  election: Election,
  ballotText: string,
  { signatureFirst = false } = {},
): CheckedBallot {
  const tracker = ballotTracker(ballotText)
  const form = read(ballotShape, ballotText)
  if (!form.ok) return { tracker, problems: [malformed(form.malformed)] }
  const ballot = form.value
  const { group, parameters } = election
  const problems: Problem[] = []
  if (ballot.election_uuid !== parameters.uuid)
    problems.push(problem('ballot.otherElection', '/election_uuid'))
  if (ballot.election_hash !== election.fingerprint) {
    problems.push(problem('ballot.otherElection', '/election_hash'))
  }
  if (ballot.answers.length !== parameters.questions.length) {
    problems.push(
      problem('ballot.length', '/answers', `${ballot.answers.length} ≠ ${parameters.questions.length}`),
    )
  }
  if (problems.length > 0) return { tracker, credential: ballot.credential, problems }

  const credential = group.decode(ballot.credential)
  if (credential === undefined || !group.isMember(credential)) {
    problems.push(problem('element', '/credential'))
  } else {
    problems.push(...checkSignature(election, ballot))
  }
  if (signatureFirst && problems.length > 0) return { tracker, credential: ballot.credential, problems }
  const context = answerContext(election, ballot.credential)
  const choices: (readonly Ciphertext[])[] = []
  for (const [i, answer] of ballot.answers.entries()) {
    const checked = checkAnswer(election, parameters.questions[i] as Question, context, answer)
    problems.push(...within(`/answers/${i}`, checked.problems))
    if (checked.choices !== undefined) choices.push(checked.choices)
  }
  return problems.length > 0
    ? { tracker, credential: ballot.credential, problems }
    : { tracker, credential: ballot.credential, problems, choices }
}

/** Checks only the signature (§4.16); the form has been read, the credential is an element. */
function checkSignature({ group }: Election, ballot: BallotParts): Problem[] {
  const { signature, ...unsigned } = ballot
  const hash = sha256CompactBase64(compactJson(unsigned))
  if (signature.hash !== hash) return [problem('ballot.signatureHash', '/signature/hash')]
  const credential = group.decode(ballot.credential)
  return credential !== undefined &&
    checkKnowledge(group, credential, signature.proof, signatureHash(signature.hash))
    ? []
    : [problem('ballot.signature', '/signature/proof')]
}

/**
 * Reads a ballot's credential and ciphertexts without checking its proofs: for a sum over ballots whose proofs were
 * checked before. Undefined when the text is not a ballot for these questions.
 */
export function ballotChoices(
  election: Election,
  ballotText: string,
): { readonly credential: string; readonly choices: readonly (readonly Ciphertext[])[] } | undefined {
  const form = read(ballotShape, ballotText)
  if (!form.ok) return undefined
  const { questions } = election.parameters
  const { credential, answers } = form.value
  if (answers.length !== questions.length) return undefined
  const choices = answers.map((answer) => answer.choices.map((choice) => decodeCiphertext(election, choice)))
  const complete = choices.every(
    (row, i) => row.length === choiceCount(questions[i] as Question) && !row.includes(undefined),
  )
  return complete ? { credential, choices: choices as Ciphertext[][] } : undefined
}
