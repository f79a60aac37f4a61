/** How many candidates a list must have, against a calculation that searches instead of dividing. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actualRatio, readFraction, requiredCandidates, type RatioRule } from '../../src/order/ratio.ts'

type Share = readonly [numerator: bigint, denominator: bigint]

/**
 * Whether c candidates are fewer (-1), as many (0) or more (1) than the rule says in exact numbers.
 * of-seats: (c − s) ÷ s = ratio. elected-share: s ÷ c = ratio.
 */
function against(c: bigint, s: bigint, [n, d]: Share, basis: RatioRule['ratioBasis']): -1 | 0 | 1 {
  const [left, right] = basis === 'of-seats' ? [(c - s) * d, s * n] : [c * n, s * d]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Twice as many, for halves: whether 2c + 1 half-candidates are fewer than the rule says. */
function halfAbove(c: bigint, s: bigint, share: Share, basis: RatioRule['ratioBasis']): boolean {
  const [n, d] = share
  const [left, right] =
    basis === 'of-seats' ? [(2n * c + 1n - 2n * s) * d, 2n * s * n] : [(2n * c + 1n) * n, 2n * s * d]
  return left <= right
}

function bySearch(
  seats: number,
  share: Share,
  { ratioBasis, rounding }: Omit<RatioRule, 'seats' | 'ratio'>,
): number {
  const s = BigInt(seats)
  let c = 0n
  // The largest whole number that is not more than the rule says.
  while (against(c + 1n, s, share, ratioBasis) <= 0) c += 1n
  const exact = against(c, s, share, ratioBasis) === 0
  const up = !exact && (rounding === 'up' || (rounding === 'nearest' && halfAbove(c, s, share, ratioBasis)))
  return Math.max(Number(up ? c + 1n : c), seats)
}

const BASES = ['of-seats', 'elected-share'] as const
const ROUNDINGS = ['up', 'down', 'nearest'] as const

const settings = fc.record({
  seats: fc.integer({ min: 1, max: 60 }),
  ratioBasis: fc.constantFrom(...BASES),
  rounding: fc.constantFrom(...ROUNDINGS),
})

describe('the required number of candidates', () => {
  test('at 5 seats and 70% is 9 by the seats, 8 by the share elected, 7 where that is rounded down', () => {
    const rule = { seats: 5, ratio: '70%' }
    expect(requiredCandidates({ ...rule, ratioBasis: 'of-seats', rounding: 'up' })).toBe(9)
    expect(requiredCandidates({ ...rule, ratioBasis: 'of-seats', rounding: 'down' })).toBe(8)
    expect(requiredCandidates({ ...rule, ratioBasis: 'elected-share', rounding: 'up' })).toBe(8)
    expect(requiredCandidates({ ...rule, ratioBasis: 'elected-share', rounding: 'down' })).toBe(7)
  })

  test.each([
    { seats: 10, ratio: '20%', required: 12 },
    { seats: 12, ratio: '25%', required: 15 },
    { seats: 24, ratio: '1/4', required: 30 },
    { seats: 5, ratio: '0.4', required: 7 },
    { seats: 3, ratio: '1/3', required: 4 },
    // One third written as a decimal is a little more than one third where it is rounded up, and says so.
    { seats: 3, ratio: '33.3%', required: 4 },
    { seats: 3, ratio: '33.4%', required: 5 },
    { seats: 3, ratio: '66.7%', required: 6 },
    { seats: 3, ratio: '2/3', required: 5 },
    { seats: 1, ratio: '100%', required: 2 },
    { seats: 7, ratio: '0%', required: 7 },
    { seats: 10, ratio: '10.0%', required: 11 },
  ])('$seats seats at $ratio are $required, as towns do it', ({ required, ...rule }) => {
    expect(requiredCandidates({ ...rule, ratioBasis: 'of-seats', rounding: 'up' })).toBe(required)
  })

  test('is what searching finds, whatever the percentage', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 3000 }), ({ seats, ...rule }, tenths) => {
        const ratio = `${Math.floor(tenths / 10)}.${tenths % 10}%`
        expect(requiredCandidates({ seats, ratio, ...rule })).toBe(
          bySearch(seats, [BigInt(tenths), 1000n], rule),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('is what searching finds, whatever the fraction', () => {
    const part = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(settings, part, part, ({ seats, ...rule }, n, d) => {
        expect(requiredCandidates({ seats, ratio: `${n}/${d}`, ...rule })).toBe(
          bySearch(seats, [BigInt(n), BigInt(d)], rule),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('does not depend on how the ratio is written', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 300 }), (rule, percent) => {
        const decimal = `${Math.floor(percent / 100)}.${String(percent % 100).padStart(2, '0')}`
        const written = [
          `${percent}%`,
          `${percent}.0%`,
          `${percent}/100`,
          decimal,
          `${decimal}000`,
          ` ${percent}% `,
        ]
        const numbers = written.map((ratio) => requiredCandidates({ ...rule, ratio }))
        expect(new Set(numbers).size).toBe(1)
      }),
    )
  })

  test('is never below the seats; up is never below nearest, nor nearest below down', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 999 }), (rule, thousandths) => {
        const ratio = `${thousandths}/1000`
        const [up, nearest, down] = (['up', 'nearest', 'down'] as const).map((rounding) =>
          requiredCandidates({ ...rule, ratio, rounding }),
        )
        expect(down).toBeGreaterThanOrEqual(rule.seats)
        expect(nearest).toBeGreaterThanOrEqual(Number(down))
        expect(up).toBeGreaterThanOrEqual(Number(nearest))
        expect(Number(up) - Number(down)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('exactly half rounds up', () => {
    const rule = { seats: 5, ratioBasis: 'of-seats', rounding: 'nearest' } as const
    expect(requiredCandidates({ ...rule, ratio: '50%' })).toBe(8)
    expect(requiredCandidates({ ...rule, ratio: '49.9%' })).toBe(7)
  })
})

describe('a ratio', () => {
  test.each([
    ['70%', 70n, 100n],
    ['66.7%', 667n, 1000n],
    ['1/3', 1n, 3n],
    ['0.7', 7n, 10n],
    ['1', 1n, 1n],
    ['0%', 0n, 100n],
  ])('%s is read exactly', (text, numerator, denominator) => {
    expect(readFraction(text)).toEqual({ numerator, denominator })
  })

  test.each([
    '',
    ' ',
    '%',
    '-1%',
    '+1%',
    '1/0',
    '0/0',
    '1/-3',
    '1/3%',
    '1/2/3',
    '7 0%',
    '.5',
    '5.',
    '1e2',
    '0x10',
  ])('"%s" is none', (text) => {
    expect(readFraction(text)).toBeUndefined()
  })

  test.each(['七成', '１/３', '70％', 'NaN', 'Infinity', '1,5', '1234567%', '1.0123456789', '70%%', 'null'])(
    '"%s" is none either',
    (text) => {
      expect(readFraction(text)).toBeUndefined()
      const rule = { seats: 5, ratio: text, ratioBasis: 'of-seats', rounding: 'up' } as const
      expect(() => requiredCandidates(rule)).toThrow(RangeError)
    },
  )

  test('of 0 divides nothing', () => {
    const rule = { seats: 5, ratio: '0%', ratioBasis: 'elected-share', rounding: 'up' } as const
    expect(() => requiredCandidates(rule)).toThrow(RangeError)
  })
})

describe('the ratio that a list has', () => {
  test.each([
    // Wujiang's official figures: 408 candidates for 222 seats, 1797 for 1074.
    [222, 408, 'of-seats', '83.8%'],
    [1074, 1797, 'of-seats', '67.3%'],
    [10, 12, 'of-seats', '20%'],
    [5, 9, 'of-seats', '80%'],
    [5, 5, 'of-seats', '0%'],
    [5, 7, 'elected-share', '71.4%'],
    [5, 8, 'elected-share', '62.5%'],
    [5, 0, 'elected-share', '–'],
  ] as const)('%i seats of %i candidates, %s: %s', (seats, candidates, ratioBasis, expected) => {
    expect(actualRatio({ seats, ratioBasis }, candidates)).toBe(expected)
  })

  test('is enough whenever the list has the required number, and not one below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 150 }), (seats, percent) => {
        const rule = { seats, ratio: `${percent}%`, ratioBasis: 'of-seats', rounding: 'up' } as const
        const required = requiredCandidates(rule)
        expect((required - seats) * 100).toBeGreaterThanOrEqual(percent * seats)
        expect((required - 1 - seats) * 100).toBeLessThan(percent * seats)
      }),
    )
  })
})
