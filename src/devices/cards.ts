/** What the chief teller's device does: makes the cards. The codes are for paper only; the public halves go out. */
import { ed25519, makeCode, publicCredential, type Code, type RandomBytes } from '../protocol/index.ts'

export interface Cards {
  /** In the order of printing. Secret. */
  readonly codes: readonly Code[]
  /** The public halves, sorted, so that their order says nothing about the order of the cards. */
  readonly credentials: readonly string[]
}

export function makeCards(uuid: string, count: number, random: RandomBytes): Cards {
  const codes = Array.from({ length: count }, () => makeCode(random))
  return { codes, credentials: codes.map((code) => publicCredential(ed25519, uuid, code)).toSorted() }
}
