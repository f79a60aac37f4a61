/** What a voter compares: the first 12 characters of the signature's hash (specification §4.16), 72 bits. */
export function sealCode(hash: string): string {
  return hash.slice(0, 12)
}
