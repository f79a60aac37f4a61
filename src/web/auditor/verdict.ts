/** Decides the outcome anew from what was counted, and holds archive and journal against each other. Pure. */
import { decideOutcome, type Majority, type Outcome } from '../../decide/outcome.ts'
import type { BallotFacts, Said } from './facts.ts'
import type { Asked, BallotEntry, Verified } from './found.ts'

/** N_all (应到) and N_present (实到): both stand beside every figure. */
export interface Attendance {
  readonly shouldAttend: Said<number>
  readonly present: Said<number>
}

/** The figures that an outcome is decided by. */
export interface Basis extends Attendance {
  readonly seats: Said<number>
  readonly majority: Said<Majority>
}

export function attendanceIn({ shouldAttend, present }: BallotFacts): Attendance | undefined {
  return shouldAttend && present ? { shouldAttend, present } : undefined
}

export function basisIn({ seats, majority, shouldAttend, present }: BallotFacts): Basis | undefined {
  return seats && majority && shouldAttend && present ? { seats, majority, shouldAttend, present } : undefined
}

export interface Decided {
  readonly outcome: Outcome
  readonly elected: readonly string[]
  readonly tied: readonly string[]
  /** Against what was announced; none where nothing has been. */
  readonly announced?: Said<boolean>
}

/** Who is chosen by these approvals; whether that is what was announced. */
export function decide(
  { options }: Pick<Asked, 'options'>,
  approvals: readonly number[],
  basis: Basis,
  announced?: BallotFacts['outcome'],
): Decided {
  const outcome = decideOutcome({
    approvals,
    seats: basis.seats.value,
    majority: basis.majority.value,
    shouldAttend: basis.shouldAttend.value,
    present: basis.present.value,
  })
  const named = (places: readonly number[]): string[] => places.map((i) => options[i] ?? '')
  const [elected, tied] = [named(outcome.elected), named(outcome.tied)]
  if (announced === undefined) return { outcome, elected, tied }
  const { value, entry } = announced
  const same =
    sameNames(value.elected, elected) &&
    sameNames(value.tied, tied) &&
    value.needed === outcome.needed &&
    value.unfilled === outcome.unfilled
  return { outcome, elected, tied, announced: { value: same, entry } }
}

/** Approvals as two tellers counted them by hand: they stand in the journal alone. */
export function countedByHand(asked: Asked, facts: BallotFacts): Said<readonly number[]> | undefined {
  const { byHand, result } = facts
  if (byHand === undefined || result === undefined || asked.kind === 'satisfaction') return undefined
  const approvals =
    asked.kind === 'choose' ? (result.value[0] ?? []).slice(1) : result.value.map((row) => row[1] ?? 0)
  return { value: approvals, entry: result.entry }
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name))
}

export type Agreement = 'fingerprint' | 'setupHead' | 'closeHead' | 'resultHead' | 'returned' | 'result'

/** One thing that both the journal and the archive say. */
export interface Agreed {
  readonly what: Agreement
  readonly entry: number | null
  readonly journal: string
  readonly archive: string
  readonly same: boolean
}

/** What the archive already holds and the journal also says. An earlier download is not held against later acts. */
export function agreements({ report, contents }: Verified, facts: BallotFacts): readonly Agreed[] {
  const list: Agreed[] = []
  const agree = <T>(
    what: Agreement,
    said: Said<T> | undefined,
    archive: T | undefined,
    write: (value: T) => string = String,
  ): void => {
    if (said === undefined || archive === undefined) return
    const [journal, own] = [write(said.value), write(archive)]
    list.push({ what, entry: said.entry, journal, archive: own, same: journal === own })
  }
  const headAt = (type: string): string | undefined => contents.eventHashes[contents.eventTypes.indexOf(type)]
  const ended = report.stage === 'closed' || report.stage === 'counted'
  agree('fingerprint', facts.fingerprint, report.election?.fingerprint)
  agree('setupHead', facts.setupHead, headAt('Setup'))
  agree('closeHead', facts.closeHead, headAt('EndBallots'))
  agree('returned', facts.returned, ended ? report.checked.ballots - report.checked.replaced : undefined)
  if (facts.byHand === undefined) {
    agree('resultHead', facts.resultHead, headAt('Result'))
    agree('result', facts.result, report.result, (rows) => rows.map((row) => row.join(' ')).join(' · '))
  }
  return list
}

export interface VoidedCardUsed {
  readonly number: number
  readonly entry: number | null
  readonly ballot: BallotEntry
}

/** Ballots from cards that the journal says were voided. There must be none. */
export function voidedCardsUsed(
  { contents }: Pick<Verified, 'contents'>,
  { cardsVoided }: BallotFacts,
): readonly VoidedCardUsed[] {
  return cardsVoided.flatMap(({ value: { number, credential }, entry }) =>
    contents.ballots
      .filter((ballot) => ballot.credential === credential)
      .map((ballot) => ({ number, entry, ballot })),
  )
}

/** A practice vote says so in its name; the journal says so too. */
export function isPractice({ report }: Pick<Verified, 'report'>, facts: BallotFacts | undefined): boolean {
  return facts?.practice !== undefined || report.election?.name.startsWith('【试投】') === true
}
