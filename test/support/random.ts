/** Sources of random bytes for tests: the platform's, and one that gives the same bytes for the same seed. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { RandomBytes } from '../../src/protocol/index.ts'

export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length))

/** SHA-256 in counter mode: repeatable, and as good as random for every statistic that a test could notice. */
export function seededRandom(seed: string): RandomBytes {
  let counter = 0
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let filled = 0; filled < length; filled += 32) {
      const block = sha256(utf8ToBytes(`${seed}|${counter++}`))
      bytes.set(block.subarray(0, Math.min(32, length - filled)), filled)
    }
    return bytes
  }
}
