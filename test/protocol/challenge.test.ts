/** The challenge: a second device that is given the seed gets the same hash, for this decision and for no other. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkBallot,
  ed25519,
  encryptBallot,
  makeBallotSeed,
  makeCode,
  openChallenge,
  publicCredential,
  randomFromSeed,
  secret,
  sealBallot,
  sha256Hex,
  signBallot,
} from '../../src/protocol/index.ts'
import { makeElection, makeTrustees, question } from '../support/elections.ts'
import { present } from '../support/present.ts'
import { seededRandom, systemRandom } from '../support/random.ts'

const trustees = makeTrustees([1], seededRandom('challenge'))
const { election, codes } = makeElection({ questions: [question(4, 1, 2, true)], trustees, voters: 2 })
const { uuid } = election.parameters
const code = present(codes[0])
const credential = publicCredential(ed25519, uuid, code)

/** Every answer to the question: nothing, or one or two of four. */
const ANSWERS = Array.from({ length: 16 }, (_, bits) => [0, 1, 2, 3].map((i) => (bits >> i) & 1))
  .filter((marks) => marks.reduce((a, b) => a + b, 0) <= 2)
  .map((marks) => [Number(!marks.includes(1)), ...marks])

const anySeed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => secret(bytes))
const encrypted = (marks: readonly number[], seed: Uint8Array) =>
  encryptBallot({ election, credential, marks: [secret(marks)], random: randomFromSeed(seed) })

/** As the documentation says it, for a seed of 32 times 7. */
const block = (i: number): string => sha256Hex(`piaojue|seal|${'07'.repeat(32)}|${i}`)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('from a seed', () => {
  test('the derivation is the documented one, block by block', () => {
    const seed = secret(new Uint8Array(32).fill(7))
    const random = randomFromSeed(seed)
    expect(hex(random(64))).toBe(block(0) + block(1))
    expect(hex(random(5))).toBe(block(2).slice(0, 10))
    // What was left of the last block is dropped.
    expect(hex(random(32))).toBe(block(3))
    expect(hex(random(0))).toBe('')
    expect(hex(random(33))).toBe(block(4) + block(5).slice(0, 2))
  })

  test('a seed of another length is refused', () => {
    expect(() => randomFromSeed(new Uint8Array(31))).toThrow(RangeError)
    expect(() => makeBallotSeed(() => new Uint8Array(16))).toThrow(RangeError)
  })

  test('any decision: the recomputed hash is the hash of the ballot that is cast, which passes every check', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ANSWERS), anySeed, (marks, seed) => {
        const ballot = encrypted(marks, seed)
        const hash = openChallenge({ election, credential, marks: [secret(marks)], seed })
        expect(hash).toBe(ballot.hash)
        const sealed = signBallot({ group: ed25519, uuid, code, ballot, random: systemRandom })
        expect(checkBallot(election, sealed.text)).toMatchObject({ problems: [], credential })
        expect(JSON.parse(sealed.text)).toMatchObject({ signature: { hash } })
        expect(sealed.text.startsWith(ballot.text.slice(0, -1))).toBe(true)
      }),
      { numRuns: 15 },
    )
  })

  test('sealing in two steps and in one give the same bytes from the same randomness', () => {
    const marks = [secret(present(ANSWERS[3]))]
    const inOne = sealBallot({ election, code, marks, random: seededRandom('same') })
    const random = seededRandom('same')
    const ballot = encryptBallot({ election, credential, marks, random })
    expect(signBallot({ group: ed25519, uuid, code, ballot, random })).toEqual(inOne)
  })

  test('each seal is another, though the decision is the same', () => {
    const marks = present(ANSWERS[1])
    const hashes = [1, 2, 3].map(() => encrypted(marks, makeBallotSeed(systemRandom)).hash)
    expect(new Set(hashes).size).toBe(3)
  })
})

describe('a tablet that lies is found', () => {
  const marks = present(ANSWERS[1])
  const seed = secret(new Uint8Array(32).fill(1))
  const shown = encrypted(marks, seed).hash

  test('no other decision gives the hash that was shown', () => {
    const others = ANSWERS.filter((other) => other !== marks)
    const hashes = others.map((other) =>
      openChallenge({ election, credential, marks: [secret(other)], seed }),
    )
    expect(hashes).not.toContain(shown)
    expect(new Set(hashes).size).toBe(others.length)
  })

  test('neither does another seed, another card, or another election', () => {
    const opened = { election, credential, marks: [secret(marks)], seed }
    expect(openChallenge(opened)).toBe(shown)
    for (let bit = 0; bit < 256; bit += 37) {
      const other = Uint8Array.from(seed)
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(openChallenge({ ...opened, seed: other })).not.toBe(shown)
    }
    const card = publicCredential(ed25519, uuid, present(codes[1]))
    expect(openChallenge({ ...opened, credential: card })).not.toBe(shown)
    const again = makeElection({ questions: [question(4, 1, 2, true)], trustees, voters: 1 })
    expect(openChallenge({ ...opened, election: again.election })).not.toBe(shown)
  })

  test('marks that answer no question are refused', () => {
    expect(() => openChallenge({ election, credential, marks: [secret([0, 1, 1, 1, 0])], seed })).toThrow(
      RangeError,
    )
    expect(() => openChallenge({ election, credential, marks: [], seed })).toThrow(RangeError)
  })

  test('what is shown for a check cannot be cast: without a code there is no signature', () => {
    const ballot = encrypted(marks, seed)
    expect(ballot.text).not.toContain('signature')
    expect(checkBallot(election, ballot.text).problems.map((each) => each.code)).toEqual(['form'])
    const thief = { group: ed25519, uuid, code: makeCode(systemRandom), ballot, random: systemRandom }
    expect(() => signBallot(thief)).toThrow(RangeError)
    // Not even with the randomness of the encryption, which the check gives away.
    const stolen = { ...ballot, credential: publicCredential(ed25519, uuid, thief.code) }
    const forged = signBallot({ ...thief, ballot: stolen, random: randomFromSeed(seed) })
    expect(checkBallot(election, forged.text).problems.map((each) => each.code)).toContain('ballot.signature')
  })
})
