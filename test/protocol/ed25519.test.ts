/** The group against the arithmetic of @noble, and against its own laws (§5.2.1). */
import { ed25519 as curve } from '@noble/curves/ed25519.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ed25519 as group, encodeOne, product, secret, type Element } from '../../src/protocol/index.ts'
import { NOT_CANONICAL, NOT_MEMBERS, TORSION } from '../support/odd-points.ts'
import { present } from '../support/present.ts'

const q = group.order
const g = group.generator.element
const scalar = fc.oneof(
  fc.bigInt({ min: 0n, max: q - 1n }),
  fc.bigInt({ min: 0n, max: 300n }),
  // Long runs of equal digits, and the edges of windows and parts.
  fc.tuple(fc.integer({ min: 0, max: 252 }), fc.integer({ min: 0, max: 252 })).map(([a, b]) => {
    const value = (1n << BigInt(a)) - 1n
    return (value ^ ((1n << BigInt(b)) - 1n)) % q
  }),
  fc.constantFrom(0n, 1n, 2n, q - 1n, q - 2n, 1n << 252n, (1n << 252n) - 1n, 0xffffffffn, 0x100000000n),
)
const power = (k: bigint): Element => group.generator.multiply(k)
const noble = (k: bigint): string => {
  const point = k === 0n ? curve.Point.ZERO : curve.Point.BASE.multiply(k)
  return Buffer.from(point.toBytes().toReversed()).toString('hex')
}

describe('Ed25519', () => {
  test('its order is the prime of the specification', () => {
    expect(q).toBe(2n ** 252n + 27742317777372353535851937790883648493n)
  })

  test('the generator is the base point, written big-endian', () => {
    expect(encodeOne(group, g)).toBe(`${'66'.repeat(31)}58`)
    expect(encodeOne(group, group.identity)).toBe(`${'00'.repeat(31)}01`)
  })

  test('fixed bases, secret multiples and multiples agree with @noble', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        expect(encodeOne(group, power(a))).toBe(noble(a))
        const base = power(a === 0n ? 1n : a)
        const expected = encodeOne(group, power(((a === 0n ? 1n : a) * b) % q))
        expect(encodeOne(group, present(group.multiples(base, [b])[0]))).toBe(expected)
        expect(encodeOne(group, group.fixedBase(base).multiply(b))).toBe(expected)
        // A secret is never zero: whoever draws one would draw again.
        const other = b === 0n ? 1n : b
        expect(group.multiplySecret(base, secret(other))).toSatisfy((element: Element) =>
          group.equals(element, present(group.multiples(base, [other])[0])),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('a multiple is a repeated addition', () => {
    const base = power(123_456_789n)
    const fixed = group.fixedBase(base)
    let sum = group.identity
    const scalars = Array.from({ length: 200 }, (_, i) => BigInt(i))
    for (const [i, multiple] of group.multiples(base, scalars).entries()) {
      expect(group.equals(multiple, sum)).toBe(true)
      expect(group.equals(fixed.multiply(BigInt(i)), sum)).toBe(true)
      sum = group.add(sum, base)
    }
  })

  test('multiples of elements with a torsion part are right too: membership rests on them', () => {
    for (const { order, point } of TORSION) {
      let sum = group.identity
      for (const [i, multiple] of group
        .multiples(
          point,
          Array.from({ length: 20 }, (_, j) => BigInt(j)),
        )
        .entries()) {
        expect(group.equals(multiple, sum), `${order} × ${i}`).toBe(true)
        sum = group.add(sum, point)
      }
      expect(group.equals(present(group.multiples(point, [q])[0]), group.identity)).toBe(false)
    }
  })

  test('it is an abelian group, and exponents add and multiply', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, (a, b, c) => {
        const [x, y, z] = [power(a), power(b), power(c)]
        expect(group.equals(group.add(x, y), group.add(y, x))).toBe(true)
        expect(group.equals(group.add(group.add(x, y), z), group.add(x, group.add(y, z)))).toBe(true)
        expect(group.equals(group.add(x, group.negate(x)), group.identity)).toBe(true)
        expect(group.equals(group.add(x, group.identity), x)).toBe(true)
        expect(group.equals(group.add(x, y), power((a + b) % q))).toBe(true)
        expect(group.equals(product(group, [x, y, z]), power((a + b + c) % q))).toBe(true)
        expect(group.equals(x, y)).toBe(a === b)
      }),
      { numRuns: 40 },
    )
  })

  test('the order itself is a multiplier for public elements; more is refused', () => {
    expect(group.equals(present(group.multiples(g, [q])[0]), group.identity)).toBe(true)
    for (const wrong of [-1n, q + 1n]) expect(() => group.multiples(g, [wrong])).toThrow(RangeError)
    for (const wrong of [-1n, q]) expect(() => power(wrong)).toThrow(RangeError)
  })

  test('writing and reading gives the same element; many at once as one by one', () => {
    fc.assert(
      fc.property(fc.array(scalar, { maxLength: 6 }), (scalars) => {
        // Sums have a denominator, so that the common inversion has something to do.
        const elements = scalars.map((k) => group.add(power(k), g))
        const texts = group.encode(elements)
        expect(texts).toEqual(elements.map((element) => encodeOne(group, element)))
        for (const [i, text] of texts.entries()) {
          expect(text).toMatch(/^[0-9a-f]{64}$/)
          expect(group.equals(present(group.decode(text)), present(elements[i]))).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })

  test.each(NOT_CANONICAL)('$name is not the text of an element', ({ text }) => {
    expect(text).toMatch(/^[0-9a-f]{64}$/)
    expect(group.decode(text)).toBeUndefined()
  })

  test('nothing but 64 lower-case hex digits is read, and what is read is written the same', () => {
    const text = encodeOne(group, g)
    for (const wrong of [
      '',
      text.slice(1),
      `${text}0`,
      ` ${text}`,
      text.replace('58', '5G'),
      `0x${text.slice(2)}`,
    ]) {
      expect(group.decode(wrong)).toBeUndefined()
    }
    const capital = encodeOne(group, power(2n))
    expect(group.decode(capital.toUpperCase())).toBeUndefined()
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (random) => {
        const decoded = group.decode(random)
        expect(decoded === undefined || encodeOne(group, decoded) === random).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test.each(NOT_MEMBERS)('$name is an element of the curve, and no member', ({ element }) => {
    const decoded = present(group.decode(encodeOne(group, element)))
    expect(group.equals(decoded, element)).toBe(true)
    expect(group.isMember(decoded)).toBe(false)
  })

  test('powers of the generator are members, but the identity', () => {
    fc.assert(
      fc.property(scalar, (k) => {
        expect(group.isMember(power(k))).toBe(k !== 0n)
      }),
      { numRuns: 20 },
    )
  })
})
