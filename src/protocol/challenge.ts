/**
 * The challenge (Benaloh): a device shows the hash of an encrypted ballot before it knows whether the ballot will be cast
 * or checked. Who checks is shown the seed of all its randomness; a second device encrypts the same decision from
 * the same seed, and gets the same hash only if the first one encrypted that decision. The checked ballot was never signed,
 * so it cannot be cast. Not part of the Belenios specification, and invisible to it.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Marks } from './answer.ts'
import { encryptBallot } from './ballot.ts'
import type { Election } from './election.ts'
import { secret, type RandomBytes, type Secret } from './secret.ts'
import { sha256Hex } from './text.ts'

/** 32 random bytes, for one ballot. Secret unless that ballot is challenged; then it is shown. */
export type BallotSeed = Secret<Uint8Array>

export const SEED_BYTES = 32

export function makeBallotSeed(random: RandomBytes): BallotSeed {
  return secret(checked(random(SEED_BYTES)))
}

/**
 * All randomness of one encrypted ballot. Block i (i = 0, 1, 2, …) is SHA-256 of the text `piaojue|seal|SEED|i`, SEED
 * being the seed in lower-case hex; each request takes as many new blocks as it needs, and drops what is left of the
 * last one.
 */
export function randomFromSeed(seed: Uint8Array): RandomBytes {
  const hex = bytesToHex(checked(seed))
  let i = 0
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      sha256Hex(`piaojue|seal|${hex}|${i++}`),
    )
    return hexToBytes(blocks.join('')).subarray(0, length)
  }
}

/**
 * Run by the second device: the hash (§4.16) that the first must have shown, if it encrypted these marks from this seed.
 * Throws RangeError when the marks do not answer the questions, or the seed is none.
 */
export function openChallenge(options: {
  readonly election: Election
  readonly credential: string
  readonly marks: readonly Marks[]
  readonly seed: Uint8Array
}): string {
  const { seed, ...rest } = options
  return encryptBallot({ ...rest, random: randomFromSeed(seed) }).hash
}

function checked(seed: Uint8Array): Uint8Array {
  if (seed.length !== SEED_BYTES) throw new RangeError(`a seed has ${SEED_BYTES} bytes, not ${seed.length}`)
  return seed
}
