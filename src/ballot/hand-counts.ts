/** Two tellers' counts by hand: whether they agree, and where not. Pure. */
import type { BallotTellersTable } from '../db/tables.ts'
import { blankOf, type Counts } from './counts.ts'
import type { HandCount } from './model.ts'
import type { Figures } from './questions.ts'

/** As many tellers count, each blind of the other. */
export const HAND_COUNTERS = 2

/** The counts that have been entered, by position. */
export function handCountsOf(
  tellers: readonly BallotTellersTable[],
): { readonly position: number; readonly count: HandCount }[] {
  return tellers.flatMap(({ position, hand_count }) =>
    hand_count === null ? [] : [{ position, count: JSON.parse(hand_count) as HandCount }],
  )
}

/** JSON pointers of the places in which two counts differ; null until two have been entered. Never what they say. */
export function differencesOf(tellers: readonly BallotTellersTable[]): string[] | null {
  const [first, second] = handCountsOf(tellers)
  return first === undefined || second === undefined ? null : placesOf(first.count, second.count, '')
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
