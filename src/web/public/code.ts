/** The code that a demand is followed by: made here, so that nobody else knows it before it is sent. */
import { newFollowUpCode } from '../../intake/follow-up-code.ts'
import { randomBase58 } from '../../protocol/base58.ts'

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

export function newCode(): string {
  return newFollowUpCode(random)
}

export function newId(): string {
  return randomBase58(random, 22)
}
