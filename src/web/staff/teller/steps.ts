/** What a teller has to do at a ballot, and how far it is: the console's progress, seen by one of its tellers. Pure. */
import type { BallotConsole } from '../../../ballot/model.ts'

export type TellerStep =
  'keys' | 'secret' | 'cards' | 'zero' | 'seal' | 'stock' | 'unused' | 'opening' | 'hands'

/**
 * `now`: this teller can do it. `others`: it waits for somebody else. `later`: something comes first. `past`: it was done
 * without this teller, or is not needed any more.
 */
export type StepStatus = 'done' | 'now' | 'others' | 'later' | 'past'

export interface StepState {
  readonly step: TellerStep
  readonly status: StepStatus
  /** The service's sentences about what is missing; only while it is `later`. */
  readonly missing: readonly string[]
}

export type OwnTeller = BallotConsole['progress']['tellers'][number]

export function ownTeller(ballot: BallotConsole, staffId: string): OwnTeller | undefined {
  return ballot.progress.tellers.find((teller) => teller.staffId === staffId)
}

const ORDER = ['draft', 'keyed', 'carded', 'sealed', 'open', 'closed', 'counted', 'announced'] as const

/** Whether an electronic ballot has come to a state. */
export function hasCome(ballot: BallotConsole, to: (typeof ORDER)[number]): boolean {
  const at: readonly string[] = ORDER
  return at.indexOf(ballot.state) >= ORDER.indexOf(to)
}

export function shares(ballot: BallotConsole): number {
  return ballot.progress.tellers.filter(({ share }) => share).length
}

/** Voided cards that wait for a second teller. */
export function pendingVoids(ballot: BallotConsole) {
  return ballot.progress.voidedCards.filter(({ confirmed }) => !confirmed)
}

/** The steps of this ballot for one of its tellers, in the order of the ceremony. */
export function stepsOf(ballot: BallotConsole, own: OwnTeller): readonly StepState[] {
  if (ballot.state === 'void') return []
  if (ballot.method !== 'electronic')
    return [stateOf('hands', handsStatus(ballot, own), ballot.missing.handCount)]
  const { missing } = ballot
  return [
    stateOf('keys', keysStatus(ballot, own), missing.makeKeys),
    stateOf('secret', secretStatus(ballot, own), missing.proveSecret),
    stateOf('cards', cardsStatus(ballot, own), missing.makeCards),
    stateOf('zero', ownStatus(ballot, own.zeroReport, 'signZeroReport', 'sealed'), missing.signZeroReport),
    stateOf('seal', ownStatus(ballot, own.sealChecked, 'checkSeal', 'open'), missing.checkSeal),
    stateOf('stock', stockStatus(ballot, own), missing.voidCard),
    stateOf('unused', unusedStatus(ballot, own), missing.destroyUnused),
    stateOf('opening', openingStatus(ballot, own), missing.giveShare),
  ]
}

function stateOf(step: TellerStep, status: StepStatus, missing: readonly string[]): StepState {
  return { step, status, missing: status === 'later' ? missing : [] }
}

function can(ballot: BallotConsole, step: keyof BallotConsole['missing']): boolean {
  return ballot.missing[step].length === 0
}

function keysStatus(ballot: BallotConsole, own: OwnTeller): StepStatus {
  if (own.keyStep !== 'done') return can(ballot, 'makeKeys') ? 'now' : 'later'
  return hasCome(ballot, 'keyed') ? 'done' : 'others'
}

function secretStatus(ballot: BallotConsole, own: OwnTeller): StepStatus {
  if (own.secretProved) return 'done'
  return own.keyStep === 'done' && can(ballot, 'proveSecret') ? 'now' : 'later'
}

function cardsStatus(ballot: BallotConsole, own: OwnTeller): StepStatus {
  if (hasCome(ballot, 'carded')) return 'done'
  if (!can(ballot, 'makeCards')) return 'later'
  return own.chief ? 'now' : 'others'
}

/** What each teller does for themselves, until it is too late for it. */
function ownStatus(
  ballot: BallotConsole,
  done: boolean,
  step: keyof BallotConsole['missing'],
  tooLate: (typeof ORDER)[number],
): StepStatus {
  if (done) return 'done'
  if (hasCome(ballot, tooLate)) return 'past'
  return can(ballot, step) ? 'now' : 'later'
}

function stockStatus(ballot: BallotConsole, own: OwnTeller): StepStatus {
  if (hasCome(ballot, 'closed')) return 'done'
  if (!can(ballot, 'voidCard')) return 'later'
  const asked = pendingVoids(ballot).some(({ requestedBy }) => requestedBy !== own.position)
  return own.chief || asked ? 'now' : 'others'
}

function unusedStatus(ballot: BallotConsole, own: OwnTeller): StepStatus {
  if (ballot.progress.unusedDestroyed !== null) return 'done'
  if (!can(ballot, 'destroyUnused')) return 'later'
  return own.chief ? 'now' : 'others'
}

function openingStatus(ballot: BallotConsole, own: OwnTeller): StepStatus {
  if (own.share) return 'done'
  if (ballot.practice) return 'past'
  if (hasCome(ballot, 'counted') || shares(ballot) >= ballot.threshold) return 'past'
  return can(ballot, 'giveShare') ? 'now' : 'later'
}

/** As many tellers count by hand. */
const HAND_COUNTERS = 2

function handsStatus(ballot: BallotConsole, own: OwnTeller): StepStatus {
  if (ballot.state !== 'byHand') return own.handCount ? 'done' : 'past'
  if (!can(ballot, 'handCount')) return 'later'
  const { tellers } = ballot.progress
  if (own.handCount) return own.handCountAgain ? 'now' : 'others'
  return tellers.filter(({ handCount }) => handCount).length >= HAND_COUNTERS ? 'others' : 'now'
}

/** Spare cards: one in twenty, and never fewer than four. */
export function sparesFor(deputies: number): number {
  return Math.max(4, Math.ceil(deputies / 20))
}
