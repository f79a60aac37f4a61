/** Points and texts that a group of prime order must refuse: small order, other encodings of the same number. */
import { ed25519, type Element } from '../../src/protocol/index.ts'
import { present } from './present.ts'

const P = 2n ** 255n - 19n
const hex = (value: bigint): string => value.toString(16).padStart(64, '0')

/** A point of order 8, and with it the whole torsion subgroup. */
const ORDER_8 = 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'

function smallOrder(order: 2n | 4n | 8n): Element {
  // Little-endian, as RFC 8032 writes points.
  const text = present(ORDER_8.match(/../g)).toReversed().join('')
  let point = present(ed25519.decode(text))
  for (let current = 8n; current > order; current /= 2n) point = ed25519.add(point, point)
  return point
}

export const TORSION = [2n, 4n, 8n].map((order) => ({ order, point: smallOrder(order as 2n | 4n | 8n) }))

export const IDENTITY = hex(1n)

/** Texts that are 64 lower-case hex digits, and yet not the one text of any element. */
export const NOT_CANONICAL: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'y = p, for y = 0', text: hex(P) },
  { name: 'y = p + 1, for the identity', text: hex(P + 1n) },
  { name: 'y = p + 3, for y = 3', text: hex(P + 3n) },
  { name: 'y = p + 18, the largest', text: hex(P + 18n) },
  { name: 'negative zero, for the identity', text: hex(1n | (1n << 255n)) },
  { name: 'negative zero, for the point of order 2', text: hex((P - 1n) | (1n << 255n)) },
  { name: 'all ones', text: 'f'.repeat(64) },
  { name: 'y of no point', text: hex(2n) },
]

/** Elements of the curve that lie outside the subgroup of order q, and the identity: canonical, and no members. */
export const NOT_MEMBERS: readonly { readonly name: string; readonly element: Element }[] = [
  { name: 'the identity', element: ed25519.identity },
  ...TORSION.map(({ order, point }) => ({ name: `a point of order ${order}`, element: point })),
  ...TORSION.map(({ order, point }) => ({
    name: `the generator plus a point of order ${order}`,
    element: ed25519.add(ed25519.generator.element, point),
  })),
]
