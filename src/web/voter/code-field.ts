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

/** What a scanner reads or types is a whole address; the code is what stands in its fragment. */
export function codePart(text: string): string {
  return decode(text.slice(text.lastIndexOf('#') + 1)).trim()
}

/** An address of which the part with the code has not come yet. */
export function isAddressBegun(text: string): boolean {
  return /^\s*https?:/i.test(text) && !text.includes('#')
}

const GROUPS = [5, 6, 5, 6]

export interface Field {
  readonly text: string
  readonly caret: number
}

/** In the groups of the card, as one types; the caret stays at its character. What cannot be a code is left as it is. */
export function grouped({ text, caret }: Field): Field {
  if (/[:/]/.test(text)) return { text, caret }
  return { text: written(bare(text)), caret: written(bare(text.slice(0, caret))).length }
}

const bare = (part: string): string => part.replaceAll(BETWEEN, '')

function written(characters: string): string {
  const groups: string[] = []
  let start = 0
  for (const length of GROUPS) {
    if (start < characters.length) groups.push(characters.slice(start, start + length))
    start += length
  }
  return groups.join('-') + characters.slice(start)
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
