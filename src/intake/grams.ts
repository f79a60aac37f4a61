/**
 * Words of a text as a full-text index keeps them: Chinese has no spaces, so each two characters that stand side by side
 * are a word. Pure. Written in ASCII, so that no database's own idea of letters comes between.
 */

/** Letters and digits of any script, but for Han, stand together as words. */
const RUNS = /\p{Script=Han}+|[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])*/gu
const HAN = /^\p{Script=Han}/u

/** Of a word in another script, as much as is kept and looked for: PostgreSQL refuses a lexeme of over 2046 bytes. */
const WORD_CHARACTERS_MAX = 64

/**
 * What is stored for a text, each word once: two Han characters side by side, the last one of them by itself (so that
 * every one begins a word), or a word of another script.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    const characters = [...run]
    if (HAN.test(run))
      for (let i = 0; i < characters.length; i += 1) grams.add(inAscii(characters.slice(i, i + 2)))
    else grams.add(inAscii(characters.slice(0, WORD_CHARACTERS_MAX)))
  }
  return [...grams]
}

/** What is looked for while somebody types: every word whole, but for one that a longer one may begin with. */
export interface Sought {
  readonly whole: readonly string[]
  readonly begun: readonly string[]
}

export function soughtIn(text: string): Sought {
  const whole = new Set<string>()
  const begun = new Set<string>()
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    const characters = [...run]
    if (!HAN.test(run) || characters.length === 1)
      begun.add(inAscii(characters.slice(0, WORD_CHARACTERS_MAX)))
    else for (let i = 1; i < characters.length; i += 1) whole.add(inAscii(characters.slice(i - 1, i + 1)))
  }
  return { whole: [...whole], begun: [...begun] }
}

/** Each character has the same width, so that the beginning of a word is the beginning of its text here. */
function inAscii(characters: readonly string[]): string {
  return characters.map((character) => (character.codePointAt(0) ?? 0).toString(16).padStart(5, '0')).join('')
}
