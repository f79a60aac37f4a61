/** The election as it is published: questions, parameters and fingerprint (specification §4.9, §4.10). */
import type { FixedBase, Group } from './group.ts'
import { malformed, problem, type Problem } from './problem.ts'
import {
  array,
  boolean,
  elementText,
  object,
  optional,
  read,
  smallInteger,
  text,
  textLike,
  type Shaped,
} from './shape.ts'
import { compactJson, hexToCompactBase64, sha256Hex } from './text.ts'

/** `question_h` (§4.9.1): choose from `min` to `max` of the answers; or nothing at all, where `blank` is true. */
export const questionShape = object({
  answers: array(text),
  blank: optional(boolean),
  min: smallInteger,
  max: smallInteger,
  question: text,
})
export type Question = Shaped<typeof questionShape>

export const uuidShape = textLike(/^[1-9A-HJ-NP-Za-km-z]{14,}$/, 'at least 14 Base58 characters')

const electionShape = object({
  version: smallInteger,
  description: text,
  name: text,
  group: text,
  public_key: elementText,
  questions: array(questionShape),
  uuid: uuidShape,
  administrator: optional(text),
  credential_authority: optional(text),
})

/** `election` (§4.10) as it is written. */
export type ElectionParameters = Shaped<typeof electionShape>

/** An election that can be voted in and checked against: its exact text, its fingerprint, its key ready for use. */
export interface Election {
  readonly group: Group
  readonly parameters: ElectionParameters
  /** The exact text whose hash is everywhere. */
  readonly text: string
  /** SHA-256 of the text in hex: its name in the archive. */
  readonly hash: string
  /** φ (§4.10): the same hash in Base64 without padding, `election_hash` of every ballot. */
  readonly fingerprint: string
  /** y, the election's public key. */
  readonly key: FixedBase
}

/** The number of ciphertexts of an answer: one per choice, and a leading one where blank is allowed (§4.11.1). */
export function choiceCount(question: Question): number {
  return question.answers.length + (question.blank === true ? 1 : 0)
}

/** Writes an election (§4.10). Throws RangeError when a question could not be answered; texts are taken as they are. */
export function writeElection(parameters: ElectionParameters): string {
  for (const [i, question] of parameters.questions.entries()) {
    const [found] = checkQuestion(question, `/questions/${i}`)
    if (found !== undefined) throw new RangeError(`question ${i + 1}: ${found.detail}`)
  }
  const { version, description, name, group, public_key, questions, uuid } = parameters
  return compactJson({
    version,
    description,
    name,
    group,
    public_key,
    questions: questions.map(({ answers, blank, min, max, question }) => ({
      answers,
      ...(blank === undefined ? {} : { blank }),
      min,
      max,
      question,
    })),
    uuid,
    ...(parameters.administrator === undefined ? {} : { administrator: parameters.administrator }),
    ...(parameters.credential_authority === undefined
      ? {}
      : { credential_authority: parameters.credential_authority }),
  })
}

/**
 * Reads an election (§4.10) and checks what can be checked without its trustees. `election` is there whenever its
 * form allows going on, even beside problems.
 */
export function readElection(
  group: Group,
  electionText: string,
): { readonly election?: Election; readonly problems: readonly Problem[] } {
  const form = read(electionShape, electionText)
  if (!form.ok) return { problems: [malformed(form.malformed)] }
  const parameters = form.value
  const problems: Problem[] = []
  if (parameters.version !== 1)
    problems.push(problem('election.version', '/version', String(parameters.version)))
  if (parameters.group !== group.name) {
    return { problems: [...problems, problem('election.group', '/group', parameters.group)] }
  }
  if (parameters.questions.length === 0) problems.push(problem('election.questions', '/questions', 'none'))
  for (const [i, question] of parameters.questions.entries()) {
    problems.push(...checkQuestion(question, `/questions/${i}`))
  }
  const key = group.decode(parameters.public_key)
  if (key === undefined || !group.isMember(key)) {
    return { problems: [...problems, problem('element', '/public_key', parameters.public_key)] }
  }
  const hash = sha256Hex(electionText)
  return {
    election: {
      group,
      parameters,
      text: electionText,
      hash,
      fingerprint: hexToCompactBase64(hash),
      key: group.fixedBase(key),
    },
    problems,
  }
}

function checkQuestion({ answers, min, max }: Question, path: string): Problem[] {
  const found = (detail: string): Problem[] => [problem('election.question', path, detail)]
  if (answers.length === 0) return found('no answers')
  if (min > max) return found('min above max')
  if (max > answers.length) return found('max above the number of answers')
  return []
}
