/** The counts that are announced (应到, 实到, 发出, 收回, 有效, 无效, 弃权) and what must hold between them. Pure. */
import type { BallotMethod } from '../db/tables.ts'
import type { Figures } from './questions.ts'

export interface Counts {
  /** 应到: all deputies, N_all. */
  readonly shouldAttend: number
  /** 实到: those who signed in, N_present. */
  readonly present: number
  /** 发出: cards handed out. */
  readonly issued: number
  /** 收回: ballots in the box. */
  readonly returned: number
  readonly valid: number
  /** Always 0 for sealed ballots: one that is not well-formed never enters the box. On paper there may be some. */
  readonly invalid: number
  /**
   * 弃权: ballots that choose nothing at all. For kinds with a question per option only the abstentions per option
   * are opened; then it is 0 if some option has none, and otherwise cannot be known (null).
   */
  readonly blank: number | null
}

/** Ballots that choose nothing, as far as the opened sums tell. */
export function blankOf(figures: Figures): number | null {
  if (figures.kind === 'choose') return figures.blank
  const [only, ...others] = figures.options
  if (only !== undefined && others.length === 0) return only.blank
  return figures.options.some(({ blank }) => blank === 0) ? 0 : null
}

/** What does not add up; empty when the vote may be announced (domain: 应到 ≥ 实到 ≥ 发出 ≥ 收回 = 有效 + 无效). */
export function reconcile(
  counts: Counts,
  figures: Figures,
  { choicesMax, method }: { readonly choicesMax: number; readonly method: BallotMethod },
): string[] {
  const wrong: string[] = []
  const holds = (condition: boolean, sentence: string): void => {
    if (!condition) wrong.push(sentence)
  }
  holds(counts.shouldAttend >= counts.present, '实到多于应到 / more present than there are deputies')
  holds(counts.present >= counts.issued, '发出多于实到 / more cards issued than deputies present')
  holds(
    counts.issued >= counts.returned,
    '收回多于发出，本次投票无效 / more ballots returned than cards issued',
  )
  holds(
    counts.returned === counts.valid + counts.invalid,
    '有效与无效之和不等于收回 / valid and invalid do not add up',
  )
  if (figures.kind === 'choose') {
    const voted = counts.valid - figures.blank
    const sum = figures.approvals.reduce((total, approvals) => total + approvals, 0)
    holds(voted >= 0, '弃权多于有效票 / more blank than valid ballots')
    holds(
      figures.approvals.every((approvals) => approvals <= voted),
      '某项得票多于未弃权的票数 / an option has more votes than ballots that chose',
    )
    // Of a show of hands nobody can tell who raised a hand how often.
    holds(
      method === 'hands' || (sum >= voted && sum <= voted * choicesMax),
      '得票总数与票数不符 / the votes do not fit the number of ballots',
    )
  } else {
    const sums = figures.options.map((option) => Object.values(option).reduce((total, n) => total + n, 0))
    holds(
      sums.every((sum) => sum === counts.valid),
      '某项各答案之和不等于有效票数 / an option’s answers do not add up to the valid ballots',
    )
  }
  return wrong
}
