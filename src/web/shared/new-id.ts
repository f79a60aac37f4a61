import { bytesToHex } from '@noble/hashes/utils.js'

/** A new id, made where something is typed, so that sending it again makes nothing twice. Also without https. */
export function newId(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(16)))
}
