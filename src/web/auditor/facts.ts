/** What the journal says of one ballot, each thing with the entry that says it. Pure. */
import type { Majority } from '../../decide/outcome.ts'
import type { BallotAct } from './found.ts'

/** Something, and the number of the journal's entry that says so; null where somebody typed it in. */
export interface Said<T> {
  readonly value: T
  readonly entry: number | null
}

export interface AnnouncedOutcome {
  readonly needed: number
  readonly elected: readonly string[]
  readonly tied: readonly string[]
  readonly unfilled: number
}

export type ByHand = 'paper' | 'hands'

export interface BallotFacts {
  /** Numbers of the entries that speak of this ballot. */
  readonly entries: readonly number[]
  /** The pages' digest that was written down at the sealing. */
  readonly pages?: Said<string>
  readonly practice?: Said<true>
  readonly byHand?: Said<ByHand>
  readonly voided?: Said<string>
  readonly fingerprint?: Said<string>
  /** Hashes of events in the archive: of the sealing, of the close, of the result. */
  readonly setupHead?: Said<string>
  readonly closeHead?: Said<string>
  readonly resultHead?: Said<string>
  readonly returned?: Said<number>
  readonly seats?: Said<number>
  readonly majority?: Said<Majority>
  readonly shouldAttend?: Said<number>
  readonly present?: Said<number>
  readonly issued?: Said<number>
  readonly result?: Said<readonly (readonly number[])[]>
  readonly outcome?: Said<AnnouncedOutcome>
  readonly cardsVoided: readonly Said<{ readonly number: number; readonly credential: string }>[]
}

const MAJORITIES: readonly string[] = ['over-half-of-all-deputies', 'over-half-of-present', 'none']

/** A later entry counts instead of an earlier one: cards are issued twice, a close is announced again. */
export function factsOf(acts: readonly BallotAct[], uuid: string): BallotFacts {
  const own = acts.filter(({ ballot }) => ballot === uuid)
  const said = <T>(
    act: string,
    read: (payload: BallotAct['payload']) => T | undefined,
  ): Said<T> | undefined => {
    for (const { seq, act: name, payload } of own.toReversed()) {
      const value = name === act ? read(payload) : undefined
      if (value !== undefined) return { value, entry: seq }
    }
    return undefined
  }
  const counts = (key: string) => said('ballot.counted', ({ counts: all }) => numberIn(all, key))
  return present({
    entries: own.map(({ seq }) => seq),
    pages: said('ballot.sealed', ({ pages }) => textOf(pages)),
    practice: said('decide.voteDrafted', ({ reason }) => (reason === 'practice' ? true : undefined)),
    byHand: said('ballot.methodSwitched', (payload) => methodOf(payload['method'])),
    voided: said('ballot.voided', ({ reason }) => textOf(reason)),
    fingerprint: said('ballot.sealed', ({ fingerprint }) => textOf(fingerprint)),
    setupHead: said('ballot.sealed', ({ setup }) => textOf(setup)),
    closeHead: said('ballot.closed', ({ head }) => textOf(head)),
    resultHead: said('ballot.counted', ({ head }) => textOf(head)),
    returned: said('ballot.closed', (payload) => numberIn(payload, 'returned')),
    seats: said('decide.voteDrafted', (payload) => numberIn(payload, 'seats')),
    majority: said('decide.voteDrafted', ({ majority }) =>
      MAJORITIES.includes(majority as string) ? (majority as Majority) : undefined,
    ),
    shouldAttend:
      counts('shouldAttend') ?? said('ballot.opened', (payload) => numberIn(payload, 'shouldAttend')),
    present: counts('present') ?? said('ballot.opened', (payload) => numberIn(payload, 'present')),
    issued: counts('issued') ?? said('ballot.cardsIssued', (payload) => numberIn(payload, 'issued')),
    result: said('ballot.counted', ({ result }) => rowsOf(result)),
    outcome: said('decide.outcome', outcomeIn),
    cardsVoided: own.flatMap(({ seq, act, payload }) => {
      const credential = textOf(payload['credential'])
      if (act !== 'ballot.cardVoided' || credential === undefined) return []
      return [{ value: { number: numberIn(payload, 'number') ?? 0, credential }, entry: seq }]
    }),
  })
}

type Loose<T> = { [K in keyof T]: T[K] | undefined }

/** Without what is not there. */
function present(facts: Loose<BallotFacts>): BallotFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as unknown as BallotFacts
}

function methodOf(value: unknown): ByHand | undefined {
  return value === 'paper' || value === 'hands' ? value : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function numberIn(value: unknown, key: string): number | undefined {
  const found = typeof value === 'object' && value !== null && (value as Record<string, unknown>)[key]
  return Number.isSafeInteger(found) && (found as number) >= 0 ? (found as number) : undefined
}

function isRow(row: unknown): boolean {
  return Array.isArray(row) && row.every((n) => Number.isSafeInteger(n))
}

function rowsOf(value: unknown): readonly (readonly number[])[] | undefined {
  return Array.isArray(value) && value.every(isRow) ? (value as number[][]) : undefined
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}

function outcomeIn(payload: BallotAct['payload']): AnnouncedOutcome | undefined {
  const { elected, tied } = payload
  const [needed, unfilled] = [numberIn(payload, 'needed'), numberIn(payload, 'unfilled')]
  return isNames(elected) && isNames(tied) && needed !== undefined && unfilled !== undefined
    ? { needed, elected, tied, unfilled }
    : undefined
}
