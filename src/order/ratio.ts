/**
 * How many candidates a list must have (差额比例), in exact arithmetic. Pure; knows only the three settings of the
 * rule that it needs.
 */

/** A share as an exact fraction of whole numbers. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export interface RatioRule {
  readonly seats: number
  /** As the rule says it: "70%", "1/3", "0.7". */
  readonly ratio: string
  /** `of-seats`: (candidates − seats) ÷ seats. `elected-share`: seats ÷ candidates. */
  readonly ratioBasis: 'of-seats' | 'elected-share'
  readonly rounding: 'up' | 'down' | 'nearest'
}

/** Reads "70%", "12.5%", "1/3" or "0.7"; undefined for anything else and for a denominator of 0. */
export function readFraction(text: string): Fraction | undefined {
  const share = /^([0-9]{1,6})\/([0-9]{1,6})$/.exec(text.trim())
  if (share !== null) {
    const denominator = BigInt(share[2] as string)
    return denominator === 0n ? undefined : { numerator: BigInt(share[1] as string), denominator }
  }
  const decimal = /^([0-9]{1,6})(?:\.([0-9]{1,9}))?(%?)$/.exec(text.trim())
  if (decimal === null) return undefined
  const [, whole = '', part = '', percent] = decimal
  return {
    numerator: BigInt(whole + part),
    denominator: 10n ** BigInt(part.length) * (percent === '%' ? 100n : 1n),
  }
}

/**
 * The number of candidates that the rule asks for, never fewer than the seats. Throws RangeError when the ratio is
 * unreadable, or 0 where it divides.
 */
export function requiredCandidates({ seats, ratio, ratioBasis, rounding }: RatioRule): number {
  const fraction = readFraction(ratio)
  if (fraction === undefined) throw new RangeError(`the ratio ${ratio} is not a share`)
  const { numerator, denominator } = fraction
  if (ratioBasis === 'elected-share' && numerator === 0n)
    throw new RangeError('nothing can be elected from a share of 0')
  const [over, under] =
    ratioBasis === 'of-seats'
      ? [BigInt(seats) * (denominator + numerator), denominator]
      : [BigInt(seats) * denominator, numerator]
  const required = Number(divide(over, under, rounding))
  return Math.max(required, seats)
}

function divide(over: bigint, under: bigint, rounding: RatioRule['rounding']): bigint {
  switch (rounding) {
    case 'up':
      return (over + under - 1n) / under
    case 'down':
      return over / under
    case 'nearest':
      // Exactly half counts as the next whole number (四舍五入).
      return (2n * over + under) / (2n * under)
  }
}

/** The ratio that a list really has, in percent with one decimal, in the rule's own reading: "80%", "71.4%". */
export function actualRatio(rule: Pick<RatioRule, 'seats' | 'ratioBasis'>, candidates: number): string {
  const [over, under] =
    rule.ratioBasis === 'of-seats' ? [candidates - rule.seats, rule.seats] : [rule.seats, candidates]
  if (under <= 0) return '–'
  return `${(Math.round((over * 1000) / under) / 10).toString()}%`
}
