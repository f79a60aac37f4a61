/** Numbers modulo the group's order q: the type Zq of the specification (§4.2), hashes into it, random ones. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { secret, type RandomBytes, type SecretScalar } from './secret.ts'
import { sha256Hex } from './text.ts'

const DECIMAL = /^(?:0|[1-9][0-9]{0,77})$/

/** The least non-negative remainder of `value` modulo `order`. */
export function mod(value: bigint, order: bigint): bigint {
  // Without a branch on the sign: the value may be a secret.
  return ((value % order) + order) % order
}

/** The inverse of a public value modulo the prime `order`. Throws RangeError for a multiple of it. */
export function inverse(value: bigint, order: bigint): bigint {
  let [r0, r1] = [order, mod(value, order)]
  if (r1 === 0n) throw new RangeError('zero has no inverse')
  let [t0, t1] = [0n, 1n]
  while (r1 !== 0n) {
    const quotient = r0 / r1
    ;[r0, r1] = [r1, r0 - quotient * r1]
    ;[t0, t1] = [t1, t0 - quotient * t1]
  }
  return mod(t0, order)
}

/** Reads a decimal number below `order`, written without sign or leading zeros; undefined for anything else. */
export function decodeScalar(text: string, order: bigint): bigint | undefined {
  if (!DECIMAL.test(text)) return undefined
  const value = BigInt(text)
  return value < order ? value : undefined
}

/** SHA-256 of a text, read as a 256-bit big-endian number, modulo q: every challenge of the specification. */
export function hashToScalar(text: string, order: bigint): bigint {
  return BigInt(`0x${sha256Hex(text)}`) % order
}

/** A uniform secret scalar: 64 random bytes modulo q, so that the remainder's bias is below 2^-256. */
export function randomScalar(random: RandomBytes, order: bigint): SecretScalar {
  const bytes = random(64)
  if (bytes.length !== 64) throw new RangeError('the random source must give as many bytes as asked for')
  return secret(BigInt(`0x${bytesToHex(bytes)}`) % order)
}
