/** Money and shares, exact. */
import { assert, maxSafeNat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { percent, quotient, twoThirds, wanYuan, yuan } from '../../src/web/shared/figures.ts'

test.each([
  [0, '0', '0'],
  [1, '0.000001', '0.01'],
  [50, '0.00005', '0.50'],
  [100_000_000, '100', '1,000,000'],
  [123_456_789, '123.456789', '1,234,567.89'],
  [1_200_000_000, '1,200', '12,000,000'],
  [Number.MAX_SAFE_INTEGER, '9,007,199,254.740991', '90,071,992,547,409.91'],
])('%d fen are %s 万元 and %s yuan', (fen, wan, plain) => {
  expect(wanYuan(fen)).toBe(wan)
  expect(yuan(fen)).toBe(plain)
})

test('no fen is lost', () => {
  assert(
    property(maxSafeNat(), (fen) => {
      const [whole = '', fraction = ''] = wanYuan(fen).replaceAll(',', '').split('.')
      expect(BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))).toBe(BigInt(fen))
    }),
  )
})

test.each([
  [1, 3, '33.3%'],
  [2, 3, '66.7%'],
  [44, 86, '51.2%'],
  [1, 8, '12.5%'],
  [1, 16, '6.3%'],
  [0, 5, '0.0%'],
  [5, 5, '100.0%'],
  [0, 0, '—'],
])('%d of %d is %s', (part, whole, text) => {
  expect(percent(part, whole)).toBe(text)
})

test.each([
  [0, '0'],
  [1, '0.67'],
  [9, '6'],
  [85, '56.67'],
  [86, '57.33'],
  [3001, '2000.67'],
])('two thirds of %d are %s', (count, text) => {
  expect(twoThirds(count)).toBe(text)
})

test('a quotient is exact where two decimals are enough, and rounded half up where not', () => {
  expect(quotient(17n, 2n)).toBe('8.5')
  // In floating point 1.005 × 100 is a little less than 100.5.
  expect(quotient(1005n, 1000n)).toBe('1.01')
  expect(quotient(2n ** 60n, 2n)).toBe('576460752303423488')
})
