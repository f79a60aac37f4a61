/** Text, bytes and digests as the specification writes them (§4.2, §4.4, §4.10). */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** SHA-256 of a text's UTF-8 bytes, or of bytes, as 64 lower-case hex digits (type H, §4.2). */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content))
}

/** Base64 without padding of a hash given in hex: the form of fingerprints and trackers (§4.10, §4.17). */
export function hexToCompactBase64(hex: string): string {
  const bits = BigInt(`0x1${hex}`).toString(2).slice(1)
  let text = ''
  for (let i = 0; i < bits.length; i += 6) {
    text += BASE64[Number.parseInt(bits.slice(i, i + 6).padEnd(6, '0'), 2)]
  }
  return text
}

/** The compact Base64 of a text's SHA-256 (§4.17): `hash` of a signature, and a ballot's tracker. */
export function sha256CompactBase64(content: string): string {
  return hexToCompactBase64(sha256Hex(content))
}

/**
 * Compact JSON as the reference writes it (§4.1): fields in the order in which the object was built, no spaces.
 * It differs from `JSON.stringify` in one character: DEL is escaped.
 */
export function compactJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f')
}
