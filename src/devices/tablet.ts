/** What a tablet does: finds the ballot that a card is for, and seals a decision. Code and decision never leave it. */
import { marksOf, type Decision, type Definition } from '../ballot/questions.ts'
import {
  ed25519,
  encryptBallot,
  makeBallotSeed,
  publicCredential,
  randomFromSeed,
  readElection,
  signBallot,
  type BallotSeed,
  type Code,
  type RandomBytes,
  type SealedBallot,
  type UnsignedBallot,
} from '../protocol/index.ts'

/** A ballot as far as a tablet needs it: all of it is public. */
export interface TabletBallot extends Definition {
  readonly uuid: string
}

/** `fresh`: it can vote. `used`: a ballot of this card is in the box. `voided`: it was lost or spoilt and can never vote. */
export type CardState = 'fresh' | 'used' | 'voided'

/** What is public about the cards of a ballot. */
export interface PublicCards {
  readonly uuid: string
  readonly credentials: readonly string[]
  readonly voided: readonly string[]
  readonly used: readonly string[]
}

/** The ballot that a card belongs to, and the card's state, looked up on the tablet among the public credentials of each. */
export function findCard(
  ballots: readonly PublicCards[],
  code: Code,
): { readonly uuid: string; readonly card: CardState } | undefined {
  for (const { uuid, credentials, voided, used } of ballots) {
    const credential = publicCredential(ed25519, uuid, code)
    if (!credentials.includes(credential)) continue
    return {
      uuid,
      card: voided.includes(credential) ? 'voided' : used.includes(credential) ? 'used' : 'fresh',
    }
  }
  return undefined
}

interface ToSeal {
  readonly ballot: TabletBallot
  readonly electionText: string
  readonly code: Code
  readonly decision: Decision
}

/** A decision that is encrypted and not signed: it can be checked, or signed and cast. */
export interface CommittedDecision extends UnsignedBallot {
  /** Opens it: to be shown only if it is checked, and then never signed. */
  readonly seed: BallotSeed
}

/**
 * Encrypts a decision for the election whose exact text the tablet was given, from a fresh seed. Throws RangeError when
 * that text is not the election of this ballot, or asks something else than the definition that was shown to the voter.
 */
export function commitDecision(options: ToSeal & { readonly random: RandomBytes }): CommittedDecision {
  const { ballot, electionText, code, decision, random } = options
  const { election, problems } = readElection(ed25519, electionText)
  if (election === undefined || problems.length > 0 || election.parameters.uuid !== ballot.uuid) {
    throw new RangeError('the election is not the one of this ballot')
  }
  const shown =
    ballot.kind === 'choose'
      ? election.parameters.questions[0]?.answers
      : election.parameters.questions.map((q) => q.question)
  if (JSON.stringify(shown) !== JSON.stringify(ballot.options)) {
    throw new RangeError('the election asks something else than what is shown')
  }
  const seed = makeBallotSeed(random)
  const credential = publicCredential(ed25519, ballot.uuid, code)
  const marks = marksOf(ballot, decision)
  return { ...encryptBallot({ election, credential, marks, random: randomFromSeed(seed) }), seed }
}

/** Signs what was committed to, to the byte, with randomness of its own: now it can be cast. */
export function signDecision(options: {
  readonly uuid: string
  readonly code: Code
  readonly ballot: UnsignedBallot
  readonly random: RandomBytes
}): SealedBallot {
  return signBallot({ group: ed25519, ...options })
}

/** Both in one: for programs, which check nothing. */
export function sealDecision(options: ToSeal & { readonly random: RandomBytes }): SealedBallot {
  const { ballot, code, random } = options
  return signDecision({ uuid: ballot.uuid, code, ballot: commitDecision(options), random })
}
