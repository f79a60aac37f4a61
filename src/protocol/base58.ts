/** Random text in the Base58 alphabet: election ids (§4.2), credentials (§4.8) and trustees' seeds (§4.6.1). */
import type { RandomBytes } from './secret.ts'

export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** `length` characters, each uniform: bytes that would make some characters likelier are drawn again. */
export function randomBase58(random: RandomBytes, length: number): string {
  const fair = 256 - (256 % BASE58.length)
  let text = ''
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      if (byte < fair) text += BASE58[byte % BASE58.length]
    }
  }
  return text
}

/** A fresh election id (§4.2): 14 characters, about 82 bits. Public. */
export function randomUuid(random: RandomBytes): string {
  return randomBase58(random, 14)
}
