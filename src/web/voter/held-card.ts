/**
 * The code of the card that is being voted with, so that a reload goes on without asking: in the tab's own storage, which
 * ends with the tab, and only as long as the page was alive a moment ago. After a crash, or a battery that died,
 * somebody else may be holding the tablet: then the card is asked for again.
 */
import { readCode, type Code } from '../../protocol/credential.ts'

const NAME = 'piaojue.card'
export const ALIVE_MS_MAX = 60_000

export function hold(code: Code): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ code, at: Date.now() }))
  } catch {
    // Without it a reload asks for the card.
  }
}

export function release(): void {
  try {
    sessionStorage.removeItem(NAME)
  } catch {
    // Nothing was kept either.
  }
}

export function heldCard(): Code | undefined {
  try {
    const { code, at } = JSON.parse(sessionStorage.getItem(NAME) ?? '{}') as { code?: unknown; at?: unknown }
    const age = typeof at === 'number' ? Date.now() - at : -1
    if (typeof code === 'string' && age >= 0 && age <= ALIVE_MS_MAX) return readCode(code)
  } catch {
    // As if there were none.
  }
  release()
  return undefined
}
