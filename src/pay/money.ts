/** What has come in, is bound by contract and has been paid. Pure; in fen. */
import type { ProjectMoneyTable } from '../db/tables.ts'

export interface Money {
  readonly allocatedFen: number
  readonly contractedFen: number
  readonly paidFen: number
}

export type Entry = Pick<ProjectMoneyTable, 'kind' | 'fen' | 'booked_on'>

/** As it was at the end of a day. Entries below zero take others back. */
export function moneyOf(entries: readonly Entry[], on: string): Money {
  const until = entries.filter(({ booked_on: bookedOn }) => bookedOn <= on)
  const total = (kind: Entry['kind']): number =>
    until.filter((entry) => entry.kind === kind).reduce((all, { fen }) => all + fen, 0)
  return { allocatedFen: total('allocated'), contractedFen: total('contracted'), paidFen: total('paid') }
}

/** In hundredths of a percent, rounded towards nothing; 0 of nothing. Never more than a whole number can be exact. */
export function shareOf(fen: number, ofFen: number): number {
  if (ofFen === 0) return 0
  const share = (BigInt(fen) * 10_000n) / BigInt(ofFen)
  return Number(share > SHARE_MAX ? SHARE_MAX : share)
}

const SHARE_MAX = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * By how much of 10000 the share paid is ahead of the weighted progress (in hundredths of a percent), rounded
 * down; below zero where it is behind.
 */
export function aheadOf(paidFen: number, budgetFen: number, weighted: number): number {
  return shareOf(paidFen, budgetFen) - weighted
}

/** Exactly: whether paid / budget is more than `points` percent above the weighted progress. */
export function isAhead(paidFen: number, budgetFen: number, weighted: number, points: number): boolean {
  return BigInt(paidFen) * 10_000n > BigInt(weighted + points * 100) * BigInt(budgetFen)
}
