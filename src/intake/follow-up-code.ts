/** The code (查询码) that a resident follows a demand by: made on the device that takes it down, read out, copied by hand. Pure. */

/** Nothing that looks or sounds like another: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. Capitals: case need not be said. */
const ALPHABET = '23456789ACDEFGHJKMNPQRTVWXY'

/** About 57 bits. */
const LENGTH = 12

/** Each character uniform: bytes that would make some likelier are drawn again. */
export function newFollowUpCode(random: (length: number) => Uint8Array): string {
  const fair = 256 - (256 % ALPHABET.length)
  let code = ''
  while (code.length < LENGTH)
    for (const byte of random(LENGTH - code.length)) if (byte < fair) code += ALPHABET[byte % ALPHABET.length]
  return code
}

/** As it is printed and read out: XXXX-XXXX-XXXX. */
export function inGroups(code: string): string {
  return code.replaceAll(/.{4}(?=.)/g, '$&-')
}
