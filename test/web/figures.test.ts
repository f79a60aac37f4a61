/** Money and shares, exact. */
import { assert, maxSafeNat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { percent, wanYuan, yuan } from '../../src/web/shared/figures.ts'

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
