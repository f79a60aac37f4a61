/** What the chief teller's device does: makes the cards. The codes are for paper only; the public halves go out. */
import {
  compactJson,
  ed25519,
  makeCode,
  publicCredential,
  sha256Hex,
  type Code,
  type RandomBytes,
} from '../protocol/index.ts'

export interface Cards {
  /** In the order of printing. Secret. */
  readonly codes: readonly Code[]
  /** The number (卡号) of each card, in the same order: printed on the card and on its stub, to name it without its code. */
  readonly numbers: readonly number[]
  /** The public halves, sorted, so that their order says nothing about the order of the cards. */
  readonly credentials: readonly string[]
  /** Of the public halves. Only cards with the digest that the service tells (`cardsDigest`) can vote. */
  readonly digest: string
}

export function makeCards(uuid: string, count: number, random: RandomBytes): Cards {
  const codes = Array.from({ length: count }, () => makeCode(random))
  const own = codes.map((code) => publicCredential(ed25519, uuid, code))
  const credentials = own.toSorted()
  const places = new Map(credentials.map((credential, i) => [credential, i + 1]))
  return {
    codes,
    numbers: own.map((credential) => places.get(credential) as number),
    credentials,
    digest: sha256Hex(compactJson(credentials)),
  }
}

/**
 * The number of a card by its code: the place, from 1, of its public half in the public list. Undefined when the card is
 * none of this ballot. Computed on the device, so that not even the code of a card that is to be voided goes out.
 */
export function numberOfCard(uuid: string, code: Code, credentials: readonly string[]): number | undefined {
  const i = credentials.indexOf(publicCredential(ed25519, uuid, code))
  return i < 0 ? undefined : i + 1
}
