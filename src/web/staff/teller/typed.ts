/** What people type from paper: a secret, a card's code or number, the beginning of a fingerprint. Pure. */
import type { Seed } from '../../../protocol/channel.ts'
import { readCode, type Code } from '../../../protocol/credential.ts'
import { secret } from '../../../protocol/secret.ts'

const SECRET_LENGTH = 22

export type TypedSecret =
  | { readonly state: 'complete'; readonly seed: Seed }
  | { readonly state: 'short'; readonly missing: number }
  | { readonly state: 'long'; readonly extra: number }
  | { readonly state: 'wrong'; readonly character: string }

/** Case counts; spaces and dashes do not. A character that no secret has is told before a wrong length. */
export function readTypedSecret(text: string): TypedSecret {
  const characters = [...text.replaceAll(/[\s-]/g, '')]
  const character = characters.find((each) => !/^[1-9A-HJ-NP-Za-km-z]$/.test(each))
  if (character !== undefined) return { state: 'wrong', character }
  const missing = SECRET_LENGTH - characters.length
  if (missing > 0) return { state: 'short', missing }
  if (missing < 0) return { state: 'long', extra: -missing }
  return { state: 'complete', seed: secret(characters.join('')) }
}

/** Groups of `size`, the last one shorter: easier to read aloud and to copy. */
export function inGroups(text: string, size: number): string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
}

/** How a card is named: by the number on its stub, or by the card itself. */
export type TypedCard =
  | { readonly by: 'number'; readonly number: number }
  | { readonly by: 'code'; readonly code: Code }
  | undefined

/** A number, a code, or what a scanner reads from a card: an address that ends with the code. */
export function readTypedCard(text: string): TypedCard {
  const trimmed = text.trim()
  if (/^\d{1,4}$/.test(trimmed)) {
    const number = Number(trimmed)
    return number > 0 ? { by: 'number', number } : undefined
  }
  const code = readCode(trimmed.slice(trimmed.indexOf('#') + 1))
  return code === undefined ? undefined : { by: 'code', code }
}

/** As many characters of a fingerprint as people copy and type. */
export const FINGERPRINT_TYPED = 8

/**
 * Whether somebody typed the beginning of this fingerprint. What looks alike on paper (0 and O, 1, I and l) is taken for
 * the same: a fingerprint has such characters, and nobody can be asked to tell them apart in handwriting.
 */
export function beginsLike(fingerprint: string, typed: string): boolean {
  const characters = typed.replaceAll(/\s/g, '')
  return (
    characters.length === FINGERPRINT_TYPED &&
    toTheEye(fingerprint.slice(0, FINGERPRINT_TYPED)) === toTheEye(characters)
  )
}

function toTheEye(text: string): string {
  return text.replaceAll(/[Il1|]/g, '1').replaceAll(/[Oo0]/g, '0')
}

/** A whole number as people type it; undefined for anything else. */
export function readCount(text: string): number | undefined {
  const trimmed = text.trim()
  return /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : undefined
}
