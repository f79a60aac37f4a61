/**
 * "Check that this tablet tells the truth": what passes from the tablet to a second device, and what the second device
 * makes of it. The address carries what opens one encrypted ballot, and nothing that could cast it: no code, no signature.
 */
import { ANSWERS, marksOf, type BallotKind, type Decision, type Definition } from '../ballot/questions.ts'
import {
  ed25519,
  openChallenge,
  readElection,
  SEED_BYTES,
  type ElectionParameters,
} from '../protocol/index.ts'
import { sealCode } from './seal-code.ts'

export interface Challenge {
  /** Of the ballot that is voted on. */
  readonly uuid: string
  /** The public half of the card. */
  readonly credential: string
  readonly seed: Uint8Array
  readonly decision: Decision
  /** The seal code (封票码) that the tablet showed before it knew that it would be checked. */
  readonly code12: string
}

const FRAGMENT = 'check='

/** The address that the second device opens: the auditor's page, with all in the fragment, which is sent nowhere. */
export function challengeAddress(origin: string, challenge: Challenge): string {
  return `${origin}/audit#${FRAGMENT}${encodeChallenge(challenge)}`
}

/** Base64url of compact JSON. */
export function encodeChallenge({ uuid, credential, seed, decision, code12 }: Challenge): string {
  const { kind } = decision
  const said = kind === 'choose' ? { kind, chosen: decision.chosen } : { kind, answers: decision.answers }
  return base64url(JSON.stringify({ uuid, credential, seed: base64url(latin(seed)), decision: said, code12 }))
}

/** Reads an address, its fragment, or what stands in it; undefined unless it is exactly what a tablet writes. */
export function decodeChallenge(text: string): Challenge | undefined {
  const payload = text.slice(text.indexOf('#') + 1).replace(FRAGMENT, '')
  try {
    const value = JSON.parse(fromBase64url(payload)) as Record<keyof Challenge, unknown>
    const { uuid, credential, decision, code12 } = value
    const seed = Uint8Array.from(fromBase64url(String(value.seed)), (character) => character.charCodeAt(0))
    if (typeof uuid !== 'string' || !/^[1-9A-HJ-NP-Za-km-z]{14,32}$/.test(uuid)) return undefined
    if (typeof credential !== 'string' || !/^[0-9a-f]{64}$/.test(credential)) return undefined
    if (typeof code12 !== 'string' || !/^[0-9A-Za-z+/]{12}$/.test(code12)) return undefined
    if (seed.length !== SEED_BYTES || !isDecision(decision)) return undefined
    const challenge = { uuid, credential, seed, decision, code12 }
    // One form only: nothing can be hidden in an address beside what is checked.
    return encodeChallenge(challenge) === payload ? challenge : undefined
  } catch {
    return undefined
  }
}

export type Said =
  | 'chosen'
  | 'notChosen'
  | 'approve'
  | 'against'
  | 'satisfied'
  | 'basicallySatisfied'
  | 'notSatisfied'
  | 'blank'

export type CheckedChallenge =
  /** The tablet had encrypted just this. */
  | {
      readonly matches: true
      /** In the election's own words. */
      readonly title: string
      readonly kind: BallotKind
      readonly said: readonly { readonly option: string; readonly answer: Said }[]
      readonly code12: string
    }
  | {
      readonly matches: false
      /** `election`: not the election of this ballot. `decision`: none that can be made in it. `code`: the tablet lied. */
      readonly why: 'election' | 'decision' | 'code'
      /** What the seal code should have been, where there is one. */
      readonly expected?: string
    }

/** Run by the second device, with the election's exact text. Says what was decided only when it matches. */
export function checkChallenge(electionText: string, challenge: Challenge): CheckedChallenge {
  const { uuid, credential, seed, decision, code12 } = challenge
  const { election, problems } = readElection(ed25519, electionText)
  if (election === undefined || problems.length > 0 || election.parameters.uuid !== uuid) {
    return { matches: false, why: 'election' }
  }
  const definition = definitionIn(election.parameters, decision.kind)
  if (definition === undefined || !isAnswering(decision, definition)) {
    return { matches: false, why: 'decision' }
  }
  const marks = marksOf(definition, decision)
  const expected = sealCode(openChallenge({ election, credential, marks, seed }))
  if (expected !== code12) return { matches: false, why: 'code', expected }
  const said = definition.options.map((option, i) => ({ option, answer: saidOf(decision, i) }))
  return { matches: true, title: election.parameters.name, kind: decision.kind, said, code12 }
}

/** What the questions of an election ask, if they are of this kind. */
function definitionIn({ questions, name }: ElectionParameters, kind: BallotKind): Definition | undefined {
  if (questions.some(({ blank }) => blank !== true)) return undefined
  if (kind === 'choose') {
    const [asked] = questions
    if (asked === undefined || questions.length !== 1) return undefined
    return { kind, title: name, options: asked.answers, choicesMax: asked.max }
  }
  const answers = JSON.stringify(ANSWERS[kind])
  if (questions.some((asked) => JSON.stringify(asked.answers) !== answers)) return undefined
  return { kind, title: name, options: questions.map(({ question }) => question), choicesMax: 1 }
}

function isAnswering(decision: Decision, { kind, options, choicesMax }: Definition): boolean {
  if (decision.kind !== kind) return false
  if (decision.kind === 'choose') {
    const { chosen } = decision
    // Ascending, so that each is there once.
    const inOrder = chosen.every((place, i) => place < options.length && place > (chosen[i - 1] ?? -1))
    return inOrder && chosen.length <= choicesMax
  }
  const width = ANSWERS[decision.kind].length
  const { answers } = decision
  return answers.length === options.length && answers.every((answer) => answer === null || answer < width)
}

const SAID = {
  each: ['approve', 'against'],
  satisfaction: ['satisfied', 'basicallySatisfied', 'notSatisfied'],
} as const

function saidOf(decision: Decision, option: number): Said {
  if (decision.kind === 'choose') return decision.chosen.includes(option) ? 'chosen' : 'notChosen'
  const answer = decision.answers[option]
  return (typeof answer === 'number' ? SAID[decision.kind][answer] : undefined) ?? 'blank'
}

function isDecision(value: unknown): value is Decision {
  const { kind, chosen, answers } = value as { kind?: unknown; chosen?: unknown; answers?: unknown }
  if (kind === 'choose') return Array.isArray(chosen) && chosen.every(isPlace)
  if (kind !== 'each' && kind !== 'satisfaction') return false
  return Array.isArray(answers) && answers.every((answer) => answer === null || isPlace(answer))
}

const isPlace = (place: unknown): boolean => Number.isSafeInteger(place) && (place as number) >= 0

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

const base64url = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const fromBase64url = (text: string): string => atob(text.replaceAll('-', '+').replaceAll('_', '/'))
