/** The code that a demand is followed by: made here, so that nobody else knows it before it is sent. */
import { randomBase58 } from '../../protocol/base58.ts'

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

export function newCode(): string {
  return randomBase58(random, 12)
}

export function newId(): string {
  return randomBase58(random, 22)
}

/** As it is printed: XXXX-XXXX-XXXX. */
export function inGroups(code: string): string {
  return code.replaceAll(/.{4}(?=.)/g, '$&-')
}
