/** The arithmetic of the required number of candidates, step by step, exact. Pure. */
import { readFraction, requiredCandidates, type RatioRule } from '../../order/ratio.ts'
import { quotient } from './figures.ts'

export interface Arithmetic {
  /** "5 × (1 + 70%)". */
  readonly sum: string
  /** "= 8.5"; "≈ 7.14" where two decimals do not hold it. */
  readonly raw: string
  /** Whether it comes out as the required number without rounding. */
  readonly whole: boolean
  readonly required: number
}

/** Undefined while the ratio or the number of seats cannot be read. */
export function requiredArithmetic(rule: RatioRule): Arithmetic | undefined {
  const fraction = readFraction(rule.ratio)
  if (fraction === undefined || (rule.ratioBasis === 'elected-share' && fraction.numerator === 0n))
    return undefined
  if (!Number.isInteger(rule.seats) || rule.seats < 1) return undefined
  const required = requiredCandidates(rule)
  const { numerator, denominator } = fraction
  const seats = BigInt(rule.seats)
  const [sum, over, under] =
    rule.ratioBasis === 'of-seats'
      ? [`${seats} × (1 + ${rule.ratio})`, seats * (denominator + numerator), denominator]
      : [`${seats} ÷ ${rule.ratio}`, seats * denominator, numerator]
  const exact = (100n * over) % under === 0n
  return {
    sum,
    raw: `${exact ? '=' : '≈'} ${quotient(over, under)}`,
    whole: over === BigInt(required) * under,
    required,
  }
}
