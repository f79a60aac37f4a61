/** What can be said of a card's code while it is being typed. Pure. */
import { readCode, type Code } from '../../protocol/credential.ts'

export const CODE_LENGTH = 22

export type Typed =
  | { readonly state: 'complete'; readonly code: Code }
  | { readonly state: 'short'; readonly typed: number }
  | { readonly state: 'long'; readonly typed: number }
  /** `never`: one of the four characters that no card has, because they look like others. */
  | { readonly state: 'wrong'; readonly character: string; readonly never: boolean }

const BETWEEN = /[\s\-‐‑‒–—−_·]/gu

/** Case counts; dashes and spaces do not. A wrong character is told before a wrong length. */
export function readTyped(text: string): Typed {
  const characters = [...text.replaceAll(BETWEEN, '')]
  const wrong = characters.find((character) => !/^[1-9A-HJ-NP-Za-km-z]$/.test(character))
  if (wrong !== undefined) return { state: 'wrong', character: wrong, never: '0OIl'.includes(wrong) }
  const typed = characters.length
  if (typed !== CODE_LENGTH) return { state: typed < CODE_LENGTH ? 'short' : 'long', typed }
  const code = readCode(text)
  // Cannot happen while both read alike; then the person at least is told that something is wrong.
  return code === undefined ? { state: 'wrong', character: text, never: false } : { state: 'complete', code }
}

/** The code in the address's fragment (`/vote#XXXXX-…`), taken out of address and history at once. */
export function takeCodeFromAddress(): string {
  const text = decode(location.hash.slice(1))
  if (location.href.includes('#')) history.replaceState(null, '', location.pathname + location.search)
  return text
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
