/** Two tellers' counts by hand: whether they agree, and where not. Pure. */
import type { BallotsTable, BallotTellersTable } from '../db/tables.ts'
import { blankOf, type Counts } from './counts.ts'
import type { HandCount } from './model.ts'
import type { Figures } from './questions.ts'

/** As many tellers count, each blind of the other. */
export const HAND_COUNTERS = 2

/** The tellers who have entered a count. */
export function countersIn(tellers: readonly BallotTellersTable[]): BallotTellersTable[] {
  return tellers.filter(({ hand_count }) => hand_count !== null)
}

/** Where the last two counts differed, as JSON pointers, never what they said; null until two were entered. */
export function differencesIn({ hand_differences }: Pick<BallotsTable, 'hand_differences'>): string[] | null {
  return hand_differences === null ? null : (JSON.parse(hand_differences) as string[])
}

/** JSON pointers of the places in which two counts differ. */
export function differencesOf(a: string, b: string): string[] {
  return placesOf(JSON.parse(a), JSON.parse(b), '')
}

/** Whether a teller's count waits for the other one's: theirs is not of this round yet. */
export function isWaiting(own: BallotTellersTable, tellers: readonly BallotTellersTable[]): boolean {
  const other = countersIn(tellers).find(({ position }) => position !== own.position)
  return (own.hand_count_round ?? 0) > (other?.hand_count_round ?? 0)
}

/**
 * The round that a teller's next count is of. Once two of one round have been compared and differ, the next is begun:
 * nothing is compared again before both have entered anew.
 */
export function nextRound(own: BallotTellersTable, other: BallotTellersTable | undefined): number {
  const [mine, theirs] = [own.hand_count_round ?? 0, other?.hand_count_round ?? 0]
  if (mine === 0 && theirs === 0) return 1
  return mine === theirs ? mine + 1 : Math.max(mine, theirs)
}

function placesOf(a: unknown, b: unknown, pointer: string): string[] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? [] : [pointer]
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].flatMap((key) =>
    placesOf((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${pointer}/${key}`),
  )
}

/** The counts that a count by hand announces, beside the heads in the hall. */
export function countsOf(
  { issued, returned, valid, invalid, figures }: HandCount,
  heads: Pick<Counts, 'shouldAttend' | 'present'>,
): Counts {
  const { shouldAttend, present } = heads
  return { shouldAttend, present, issued, returned, valid, invalid, blank: blankOf(figures) }
}

/** The figures as the protocol writes a result (specification §4.21), so that they are read the same way afterwards. */
export function resultOf(figures: Figures): number[][] {
  if (figures.kind === 'choose') return [[figures.blank, ...figures.approvals]]
  if (figures.kind === 'each')
    return figures.options.map(({ blank, approve, against }) => [blank, approve, against])
  return figures.options.map(({ blank, satisfied, basicallySatisfied, notSatisfied }) => [
    blank,
    satisfied,
    basicallySatisfied,
    notSatisfied,
  ])
}

/** How many options a count speaks of. */
export function optionsIn(figures: Figures): number {
  return figures.kind === 'choose' ? figures.approvals.length : figures.options.length
}
