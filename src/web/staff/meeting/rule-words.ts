/** The arithmetic of the required number of candidates, as it is said. Pure. */
import type { Rule } from '../../../order/model.ts'
import { readFraction, requiredCandidates } from '../../../order/ratio.ts'
import { quotient } from '../../shared/figures.ts'
import type { MeetingWords } from './strings.zh.ts'

/** The required number, or undefined while the ratio cannot be read. */
export function requiredBy(rule: Rule): number | undefined {
  const fraction = readFraction(rule.ratio)
  if (fraction === undefined || (rule.ratioBasis === 'elected-share' && fraction.numerator === 0n))
    return undefined
  if (!Number.isInteger(rule.seats) || rule.seats < 1) return undefined
  return requiredCandidates(rule)
}

/** "5 × (1 + 70%) = 8.5，进一，至少 9 项". */
export function arithmetic(w: MeetingWords, rule: Rule): string {
  const required = requiredBy(rule)
  const fraction = readFraction(rule.ratio)
  if (required === undefined || fraction === undefined) return w.rule.unreadable
  const { numerator, denominator } = fraction
  const seats = BigInt(rule.seats)
  const [sum, raw] =
    rule.ratioBasis === 'of-seats'
      ? [`${seats} × (1 + ${rule.ratio})`, quotient(seats * (denominator + numerator), denominator)]
      : [`${seats} ÷ ${rule.ratio}`, quotient(seats * denominator, numerator)]
  return w.rule.sum(sum, raw, w.rule.roundings[rule.rounding], required)
}
