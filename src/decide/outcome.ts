/**
 * Who is chosen (domain §2): majority, ranking, tie at the cut-off, seats left over. Pure; knows numbers only, and
 * every number it used stands in what it returns.
 */

/** What an option needs to be eligible. */
export type Majority = 'over-half-of-all-deputies' | 'over-half-of-present' | 'none'

export interface Tallied {
  /** Approvals per candidate, in ballot order. */
  readonly approvals: readonly number[]
  readonly seats: number
  readonly majority: Majority
  /** N_all (应到) and N_present (实到): both stand beside every verdict. */
  readonly shouldAttend: number
  readonly present: number
}

export interface Outcome {
  /** The fewest approvals that make eligible. */
  readonly needed: number
  /** Indexes in ballot order. */
  readonly elected: readonly number[]
  /** Eligible with equal approvals at the cut-off, more of them than seats left: they go to a run-off. */
  readonly tied: readonly number[]
  /** Seats that the tied compete for; 0 without a tie. */
  readonly tiedSeats: number
  /** Seats for which too few candidates have the majority. */
  readonly unfilled: number
}

/** The fewest approvals that the rule asks for: more than half of the base, or a single one where there is no base. */
export function approvalsNeeded({
  majority,
  shouldAttend,
  present,
}: Omit<Tallied, 'approvals' | 'seats'>): number {
  switch (majority) {
    case 'over-half-of-all-deputies':
      return Math.floor(shouldAttend / 2) + 1
    case 'over-half-of-present':
      return Math.floor(present / 2) + 1
    case 'none':
      // By ranking alone; but nothing is chosen that nobody approved.
      return 1
  }
}

export function decideOutcome(tallied: Tallied): Outcome {
  const { approvals, seats } = tallied
  const needed = approvalsNeeded(tallied)
  const eligible = [...approvals.keys()].filter((i) => (approvals[i] as number) >= needed)
  if (eligible.length <= seats) {
    return { needed, elected: eligible, tied: [], tiedSeats: 0, unfilled: seats - eligible.length }
  }
  const ranked = eligible.toSorted((a, b) => (approvals[b] as number) - (approvals[a] as number))
  const cutOff = approvals[ranked[seats - 1] as number] as number
  const above = eligible.filter((i) => (approvals[i] as number) > cutOff)
  const at = eligible.filter((i) => approvals[i] === cutOff)
  return above.length + at.length === seats
    ? { needed, elected: [...above, ...at].toSorted((a, b) => a - b), tied: [], tiedSeats: 0, unfilled: 0 }
    : { needed, elected: above, tied: at, tiedSeats: seats - above.length, unfilled: 0 }
}
