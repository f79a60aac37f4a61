/** What a tablet does: finds the ballot that a card is for, and seals a decision. Code and decision never leave it. */
import { marksOf, type Decision, type Definition } from '../ballot/questions.ts'
import {
  ed25519,
  publicCredential,
  readElection,
  sealBallot,
  type Code,
  type RandomBytes,
  type SealedBallot,
} from '../protocol/index.ts'

/** A ballot as far as a tablet needs it: all of it is public. */
export interface TabletBallot extends Definition {
  readonly uuid: string
}

/** The open ballot that a card belongs to, looked up on the tablet among the public credentials of each. */
export function ballotOfCard<B extends { uuid: string; credentials: readonly string[] }>(
  ballots: readonly B[],
  code: Code,
): B | undefined {
  return ballots.find(({ uuid, credentials }) => credentials.includes(publicCredential(ed25519, uuid, code)))
}

/**
 * Seals a decision for the election whose exact text the tablet was given. Throws RangeError when that text is not the
 * election of this ballot, or asks something else than the definition that was shown to the voter.
 */
export function sealDecision(options: {
  readonly ballot: TabletBallot
  readonly electionText: string
  readonly code: Code
  readonly decision: Decision
  readonly random: RandomBytes
}): SealedBallot {
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
  return sealBallot({ election, code, marks: marksOf(ballot, decision), random })
}
