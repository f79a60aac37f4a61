/**
 * The group Ed25519 (specification §5.2.1) over the point arithmetic of @noble/curves.
 *
 * Elements are written as 64 lower-case hex digits: the number compress(x, y), big-endian. (RFC 8032 writes the same
 * number little-endian.)
 */
import { normalizeZ } from '@noble/curves/abstract/curve.js'
import { edwards, type EdwardsPoint } from '@noble/curves/abstract/edwards.js'
import { hexToBytes, bytesToHex } from '@noble/hashes/utils.js'
import type { Element, FixedBase, Group } from './group.ts'

/** RFC 8032 §5.1: only the group is needed, none of the signatures and digests that usually come with it. */
const Point = edwards({
  p: 2n ** 255n - 19n,
  n: 2n ** 252n + 27742317777372353535851937790883648493n,
  h: 8n,
  a: 2n ** 255n - 20n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
  Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
})
const ORDER = Point.Fn.ORDER
const SCALAR_BITS = 253
const CANONICAL = /^[0-9a-f]{64}$/

/** Bits of one window of a fixed base's table: 43 windows of 64 entries, about 7 ms to make, 43 additions to use. */
const WINDOW_BITS = 6
const WINDOW_SIZE = 1 << WINDOW_BITS
const WINDOWS = Math.ceil(SCALAR_BITS / WINDOW_BITS)

/** For `multiples`: a scalar is cut into 8 parts of 32 bits, each with its own shifted base. */
const PARTS = 8
const PART_BITS = 32
const NAF_WIDTH = 4

const point = (element: Element): EdwardsPoint => element as unknown as EdwardsPoint
const element = (p: EdwardsPoint): Element => p as unknown as Element

export const ed25519: Group = {
  name: 'Ed25519',
  order: ORDER,
  generator: makeFixedBase(Point.BASE),
  identity: element(Point.ZERO),
  add: (a, b) => element(point(a).add(point(b))),
  negate: (a) => element(point(a).negate()),
  equals: (a, b) => point(a).equals(point(b)),
  fixedBase: (base) => makeFixedBase(point(base)),
  multiplySecret: (base, scalar) => element(point(base).multiply(scalar)),
  multiples: (base, scalars) => multiples(point(base), scalars).map(element),
  encode: (elements) => normalizeZ(Point, elements.map(point)).map((p) => encodePoint(p)),
  decode: decodePoint,
  isMember: (a) => !point(a).is0() && (multiples(point(a), [ORDER])[0] as EdwardsPoint).is0(),
}

function makeFixedBase(base: EdwardsPoint): FixedBase {
  let table: EdwardsPoint[][] | undefined
  return {
    element: element(base),
    multiply(scalar) {
      if (scalar < 0n || scalar >= ORDER)
        throw new RangeError('scalar must be at least 0 and below the group order')
      table ??= windowTable(base)
      // One addition per window whatever the digit: digit 0 adds the identity, which the complete formula allows.
      let sum = Point.ZERO
      const digits = scalar.toString(2).padStart(WINDOWS * WINDOW_BITS, '0')
      for (let w = 0; w < WINDOWS; w++) {
        const end = digits.length - w * WINDOW_BITS
        const digit = Number.parseInt(digits.slice(end - WINDOW_BITS, end), 2)
        sum = sum.add((table[w] as EdwardsPoint[])[digit] as EdwardsPoint)
      }
      return element(sum)
    },
  }
}

/** table[w][d] = base^(d · 2^(6w)) */
function windowTable(base: EdwardsPoint): EdwardsPoint[][] {
  const rows: EdwardsPoint[][] = []
  let unit = base
  for (let w = 0; w < WINDOWS; w++) {
    const row: EdwardsPoint[] = [Point.ZERO]
    for (let d = 1; d <= WINDOW_SIZE; d++) row.push((row[d - 1] as EdwardsPoint).add(unit))
    unit = row.pop() as EdwardsPoint
    rows.push(row)
  }
  return rows
}

/**
 * base^k for each k: the doublings of the base are done once for all scalars, then each scalar needs 32 doublings and
 * about 50 additions (Straus's method over eight shifted bases, digits in non-adjacent form).
 */
function multiples(base: EdwardsPoint, scalars: readonly bigint[]): EdwardsPoint[] {
  const shifted = shiftedOddMultiples(base)
  return scalars.map((scalar) => {
    if (scalar < 0n || scalar > ORDER)
      throw new RangeError('scalar must be at least 0 and at most the group order')
    const digits: Int8Array[] = []
    for (let part = 0; part < PARTS; part++) {
      digits.push(nonAdjacentForm(Number((scalar >> BigInt(part * PART_BITS)) & 0xffffffffn)))
    }
    let sum = Point.ZERO
    for (let bit = PART_BITS; bit >= 0; bit--) {
      if (!sum.is0()) sum = sum.double()
      for (let part = 0; part < PARTS; part++) {
        const digit = (digits[part] as Int8Array)[bit] as number
        if (digit === 0) continue
        const odd = (shifted[part] as EdwardsPoint[])[(Math.abs(digit) - 1) / 2] as EdwardsPoint
        sum = digit > 0 ? sum.add(odd) : sum.subtract(odd)
      }
    }
    return sum
  })
}

/** For each part: base^(2^(32·part)) times 1, 3, 5, 7. */
function shiftedOddMultiples(base: EdwardsPoint): EdwardsPoint[][] {
  const rows: EdwardsPoint[][] = []
  let unit = base
  for (let part = 0; part < PARTS; part++) {
    const twice = unit.double()
    const row = [unit]
    for (let i = 1; i < 1 << (NAF_WIDTH - 2); i++) row.push((row[i - 1] as EdwardsPoint).add(twice))
    rows.push(row)
    if (part === PARTS - 1) break
    unit = twice
    for (let i = 1; i < PART_BITS; i++) unit = unit.double()
  }
  return rows
}

/** Digits of a 32-bit number in width-4 non-adjacent form, least significant first, 33 of them. */
function nonAdjacentForm(value: number): Int8Array {
  const digits = new Int8Array(PART_BITS + 1)
  const modulus = 1 << NAF_WIDTH
  let rest = value
  for (let i = 0; rest > 0; i++) {
    if (rest % 2 === 1) {
      const low = rest % modulus
      const digit = low >= modulus / 2 ? low - modulus : low
      digits[i] = digit
      rest -= digit
    }
    rest /= 2
  }
  return digits
}

function encodePoint(p: EdwardsPoint): string {
  return bytesToHex(p.toBytes().toReversed())
}

function decodePoint(text: string): Element | undefined {
  if (!CANONICAL.test(text)) return undefined
  try {
    // Strict: y below the field's prime, x recoverable, no negative zero.
    return element(Point.fromBytes(hexToBytes(text).toReversed(), false))
  } catch {
    return undefined
  }
}
