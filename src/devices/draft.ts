/**
 * A draft that is kept on a tablet so that only its own card opens it: AES-256-GCM, as browsers bring it, under a key that
 * only the code gives. All drafts have the same length, so that it does not tell how much was marked. Browsers give it
 * only to pages that came over TLS (or from the machine itself); elsewhere no draft is kept.
 */
import { sha256Hex, type Code, type RandomBytes } from '../protocol/index.ts'

/** The longest draft there can be, of sixty answers, has some 400 bytes. */
const PADDED_BYTES = 1024
const NONCE_BYTES = 12

/** Throws where the browser has no cipher. */
export async function lockDraft(code: Code, text: string, random: RandomBytes): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > PADDED_BYTES) throw new RangeError('the draft is too long')
  const padded = new Uint8Array(PADDED_BYTES).fill(0x20)
  padded.set(bytes)
  const iv = Uint8Array.from(random(NONCE_BYTES))
  const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(code), padded)
  return Uint8Array.from([...iv, ...new Uint8Array(locked)])
}

/** Undefined when it is another card's, or was changed. */
export async function openDraft(code: Code, box: Uint8Array): Promise<string | undefined> {
  try {
    const iv = Uint8Array.from(box.subarray(0, NONCE_BYTES))
    const locked = Uint8Array.from(box.subarray(NONCE_BYTES))
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOf(code), locked)
    return new TextDecoder().decode(opened).trimEnd()
  } catch {
    return undefined
  }
}

/** The code has 128 random bits, so that one hash makes a key; no other hash of a code begins like this. */
function keyOf(code: Code): ReturnType<typeof crypto.subtle.importKey> {
  const hex = sha256Hex(`piaojue|draft|${code}`)
  const raw = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
