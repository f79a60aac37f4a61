/**
 * The group in which everything happens (specification §5), as the protocol sees it.
 *
 * Knows elements, multiples and their text form; knows nothing of ballots or proofs. The specification writes the
 * group multiplicatively; so do the comments here (`g^k`), while method names follow the curve (`multiply`).
 * A faster implementation may stand behind this interface; the rest of the library never looks underneath.
 */
import type { SecretScalar } from './secret.ts'

declare const elementMark: unique symbol

/** A group element. Opaque: only the group that made it can read it. */
export type Element = { readonly [elementMark]: true }

/** Precomputed multiples of one element, for many multiplications of the same base. */
export interface FixedBase {
  readonly element: Element
  /**
   * The base raised to `scalar` (0 ≤ scalar < order). The sequence of group operations is the same for every scalar,
   * so it may be used with secrets.
   */
  multiply(scalar: bigint): Element
}

export interface Group {
  /** The name that stands in the `group` field of an election (§5). */
  readonly name: string
  /** The prime order q. */
  readonly order: bigint
  readonly generator: FixedBase
  readonly identity: Element
  add(a: Element, b: Element): Element
  negate(a: Element): Element
  equals(a: Element, b: Element): boolean
  /** A table for a base that will be multiplied many times, like the election's public key. */
  fixedBase(element: Element): FixedBase
  /** `base^scalar` for a secret scalar and a base used once or a few times. */
  multiplySecret(base: Element, scalar: SecretScalar): Element
  /**
   * Several multiples of one element at once, cheaper than one by one. Time depends on the scalars: for public
   * values only. Scalars run from 0 up to and including the order.
   */
  multiples(base: Element, scalars: readonly bigint[]): Element[]
  /** Text forms of many elements at once: one inversion for all. */
  encode(elements: readonly Element[]): string[]
  /**
   * Reads the one canonical text of an element of the whole curve; undefined for anything else. It does not say that
   * the element lies in the prime-order subgroup: see `isMember`.
   */
  decode(text: string): Element | undefined
  /** Is the element in the subgroup of order q, and not the identity? */
  isMember(element: Element): boolean
}

/** The text of one element. */
export function encodeOne(group: Group, element: Element): string {
  return group.encode([element])[0] as string
}

/** The product of elements; the identity for none. */
export function product(group: Group, elements: Iterable<Element>): Element {
  let result = group.identity
  for (const element of elements) result = group.add(result, element)
  return result
}
