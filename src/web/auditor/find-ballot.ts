/** Finds a ballot by what a voter wrote down. Pure. */
import type { BallotEntry } from './found.ts'

/** What a tablet shows of a seal code. */
const SEAL_CHARACTERS = 12
const WHOLE_CHARACTERS = 43

export type LookedUp =
  /** Too short, too long, or with characters that no such code has. */
  | { readonly is: 'noCode' }
  | { readonly is: 'found'; readonly by: 'tracker' | 'seal'; readonly ballot: BallotEntry }
  | { readonly is: 'notFound' }

/** A tracker, whole; or a seal code, whole or as much of it as a tablet shows. Spaces do not count; case does. */
export function lookUp(ballots: readonly BallotEntry[], typed: string): LookedUp {
  const code = typed.replaceAll(/[\s=]/gu, '')
  if (!/^[0-9A-Za-z+/]+$/.test(code)) return { is: 'noCode' }
  if (code.length !== WHOLE_CHARACTERS && code.length !== SEAL_CHARACTERS) return { is: 'noCode' }
  for (const ballot of ballots) {
    if (ballot.tracker === code) return { is: 'found', by: 'tracker', ballot }
    if (ballot.seal.startsWith(code)) return { is: 'found', by: 'seal', ballot }
  }
  return { is: 'notFound' }
}

/** In groups of four, to be read aloud and compared. */
export function inFours(code: string): string {
  return code.match(/.{1,4}/gu)?.join(' ') ?? ''
}
