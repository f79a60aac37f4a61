/** Letters and digits that nobody mistakes for one another when a password is copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 3
const GROUP = 4

/** A first password of twelve characters in groups, some 59 bits. */
export function newPassword(): string {
  return Array.from({ length: GROUPS }, group).join('-')
}

function group(): string {
  return Array.from({ length: GROUP }, pick).join('')
}

function pick(): string {
  // Drawn again where the alphabet does not fit, so that no character is likelier than another.
  const limit = 256 - (256 % ALPHABET.length)
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < limit) return ALPHABET[byte % ALPHABET.length] as string
  }
}
