/** Counting (§4.18, §4.20, §4.21): what goes in comes out, whoever opens it. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addBallot,
  checkPartialDecryption,
  checkResult,
  computeResult,
  ed25519,
  emptyTally,
  missingShares,
  partialDecryption,
  readResult,
  readTally,
  writeResult,
  writeTally,
  verifyBytes,
  type Election,
  type EncryptedTally,
} from '../../src/protocol/index.ts'
import { buildDraft } from '../support/draft.ts'
import {
  counted,
  enough,
  makeElection,
  makeTrustees,
  openDraft,
  plainSums,
  question,
  seal,
  sumOf,
  type TestTrustees,
} from '../support/elections.ts'
import { present } from '../support/present.ts'
import { seededRandom, systemRandom } from '../support/random.ts'

/** Encrypts plain numbers without any proof: the sums do not ask for proofs. */
function encrypted(election: Election, rows: readonly (readonly number[])[]): EncryptedTally {
  return rows.map((row) =>
    row.map((value) => {
      const r = BigInt(`0x${Buffer.from(systemRandom(32)).toString('hex')}`) % ed25519.order
      return {
        alpha: ed25519.generator.multiply(r),
        beta: ed25519.add(election.key.multiply(r), ed25519.generator.multiply(BigInt(value))),
      }
    }),
  )
}

/** Opens a sum with the shares of these trustees, every share checked. */
function opened(
  {
    election,
    trustees,
    privateKeys,
  }: { election: Election } & Pick<TestTrustees, 'trustees' | 'privateKeys'>,
  tally: EncryptedTally,
  owners: readonly number[],
  totalWeight: number,
): number[][] | undefined {
  const factors = new Map(
    owners.map((owner) => {
      const text = partialDecryption(election, systemRandom, present(privateKeys.get(owner)), tally)
      const checked = checkPartialDecryption(election, trustees, owner, tally, text)
      expect(checked.problems).toEqual([])
      return [owner, present(checked.factors)] as const
    }),
  )
  return computeResult(election, trustees, tally, factors, totalWeight)
}

function subsets<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return list.flatMap((first, i) => subsets(list.slice(i + 1), size - 1).map((rest) => [first, ...rest]))
}

describe('any t of m', () => {
  test.each([
    [1, 1],
    [1, 2],
    [2, 3],
    [3, 5],
  ])('%i of %i: every subset that is large enough opens the sums, and to the same numbers', (t, m) => {
    const random = seededRandom(`${t} of ${m}`)
    const vote = makeElection({ questions: [question(2, 0, 2)], trustees: [1, [t, m]], voters: 1, random })
    const sums = [[7, 0]]
    const tally = encrypted(vote.election, sums)
    const members = Array.from({ length: m }, (_, i) => i + 2)
    for (const subset of subsets(members, t)) expect(opened(vote, tally, [1, ...subset], 9)).toEqual(sums)
    expect(opened(vote, tally, [1, ...members], 9)).toEqual(sums)
    for (const subset of subsets(members, t - 1)) {
      expect(missingShares(vote.trustees, new Set([1, ...subset]))).toHaveLength(1)
      expect(() => opened(vote, tally, [1, ...subset], 9)).toThrow(RangeError)
    }
    expect(missingShares(vote.trustees, new Set(members))).toEqual([{ kind: 'Single', owner: 1 }])
    expect(missingShares(vote.trustees, new Set())).toHaveLength(2)
  })

  test('5 of 7: random subsets, in any order', () => {
    const vote = makeElection({ questions: [question(1, 0, 1)], trustees: [[5, 7]], voters: 1 })
    const tally = encrypted(vote.election, [[4]])
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 5 }), (owners) => {
        expect(opened(vote, tally, owners, 5)).toEqual([[4]])
      }),
      { numRuns: 8 },
    )
  })

  test('several groups of trustees together', () => {
    const vote = makeElection({ questions: [question(1, 0, 1)], trustees: [[2, 2], 1, [1, 3], 1], voters: 1 })
    const tally = encrypted(vote.election, [[3]])
    expect(opened(vote, tally, [1, 2, 3, 6, 7], 3)).toEqual([[3]])
    expect(missingShares(vote.trustees, new Set([1, 3, 4, 5, 7]))).toMatchObject([
      { kind: 'Pedersen', owners: [1, 2], threshold: 2 },
    ])
  })
})

describe('sums', () => {
  const trustees = makeTrustees([1], seededRandom('sums'))

  test('random small elections with weights and revotes come out as plain addition says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(4), fc.array(fc.constantFrom(0, 1), { minLength: 3, maxLength: 3 })), {
          maxLength: 12,
        }),
        (weights, raw) => {
          const vote = makeElection({ questions: [question(3, 0, 3)], trustees, voters: weights })
          const votes = raw.map(([voter, marks]) => ({ voter: voter % weights.length, marks: [marks] }))
          const last = new Map<number, EncryptedTally>()
          let tally = emptyTally(vote.election)
          let total = 0
          for (const { voter, marks } of votes) {
            const weight = present(weights[voter])
            const before = last.get(voter)
            // As the verifier does: a replaced ballot is taken out again.
            if (before === undefined) total += weight
            else tally = addBallot(vote.election, tally, before, -weight)
            const choices = encrypted(vote.election, marks)
            tally = addBallot(vote.election, tally, choices, weight)
            last.set(voter, choices)
          }
          const result = opened(vote, tally, [1], total)
          expect(result).toEqual(plainSums(vote.election.parameters.questions, votes, weights))
        },
      ),
      { numRuns: 25 },
    )
  })

  test('sealed ballots with weights and revotes verify as a whole, and give the plain sums', async () => {
    const weights = [1, 4, 9, 2]
    const asked = [question(3, 1, 2, true), question(2, 1, 1)]
    const vote = makeElection({ questions: asked, trustees: [1, [2, 3]], voters: weights })
    const votes = [
      {
        voter: 0,
        marks: [
          [0, 1, 1, 0],
          [1, 0],
        ],
      },
      {
        voter: 1,
        marks: [
          [1, 0, 0, 0],
          [0, 1],
        ],
      },
      {
        voter: 2,
        marks: [
          [0, 0, 0, 1],
          [1, 0],
        ],
      },
      {
        voter: 1,
        marks: [
          [0, 1, 0, 0],
          [1, 0],
        ],
      },
      {
        voter: 2,
        marks: [
          [0, 0, 1, 1],
          [0, 1],
        ],
      },
      {
        voter: 1,
        marks: [
          [0, 0, 1, 0],
          [0, 1],
        ],
      },
    ]
    const ballots = votes.map(({ voter, marks }) => seal(vote, present(vote.codes[voter]), marks))
    const report = await verifyBytes(buildDraft(counted(openDraft(vote, ballots), vote, [1, 2, 4])).bytes)
    expect(report.findings).toEqual([])
    expect(report.result).toEqual(plainSums(asked, votes, weights))
    expect(report.checked).toMatchObject({ ballots: 6, replaced: 3, credentials: 4, partialDecryptions: 3 })
    expect(sumOf(vote, ballots)).toMatchObject({ numTallied: 3, totalWeight: 14 })
  })

  test('an empty box opens to zeros, with shares that check', async () => {
    const vote = makeElection({ questions: [question(2, 1, 1, true)], trustees: [1, [2, 3]], voters: 2 })
    const report = await verifyBytes(buildDraft(counted(openDraft(vote, []), vote)).bytes)
    expect(report.findings).toEqual([])
    expect(report.result).toEqual([[0, 0, 0]])
    expect(report.stage).toBe('counted')
  })

  test('numbers up to the total weight open, those beyond do not', () => {
    const vote = makeElection({ questions: [question(3, 0, 3)], trustees, voters: 1 })
    for (const total of [0, 1, 2, 3, 10, 99, 100, 1000]) {
      const tally = encrypted(vote.election, [[0, total, Math.floor(total / 2)]])
      expect(opened(vote, tally, [1], total)).toEqual([[0, total, Math.floor(total / 2)]])
      expect(opened(vote, encrypted(vote.election, [[0, total + 1, 0]]), [1], total)).toBeUndefined()
    }
  })

  test('a million is opened in reasonable time', () => {
    const vote = makeElection({ questions: [question(1, 0, 1)], trustees, voters: 1 })
    expect(opened(vote, encrypted(vote.election, [[987_654]]), [1], 1_000_000)).toEqual([[987_654]])
  })
})

describe('a claimed result', () => {
  test('is compared in the exponent: right numbers pass, any other is named, however large', () => {
    const vote = makeElection({ questions: [question(3, 0, 3), question(1, 0, 1)], trustees: [1], voters: 1 })
    const tally = encrypted(vote.election, [[0, 5, 1_000_000_000_000], [2]])
    const text = partialDecryption(vote.election, systemRandom, present(vote.privateKeys.get(1)), tally)
    const { factors } = checkPartialDecryption(vote.election, vote.trustees, 1, tally, text)
    const found = (result: number[][]): string[] =>
      checkResult(vote.election, vote.trustees, tally, new Map([[1, present(factors)]]), result).map(
        ({ code, path }) => `${code} ${path}`,
      )
    expect(found([[0, 5, 1_000_000_000_000], [2]])).toEqual([])
    expect(found([[1, 5, Number.MAX_SAFE_INTEGER], [0]])).toEqual([
      'result.value /result/0/0',
      'result.value /result/0/2',
      'result.value /result/1/0',
    ])
    expect(found([[0, 5], [2]])).toEqual(['result.length /result'])
    expect(() => checkResult(vote.election, vote.trustees, tally, new Map(), [[0, 5, 1], [2]])).toThrow(
      RangeError,
    )
  })
})

describe('messages of the count', () => {
  const fixed = makeElection({ questions: [question(2, 1, 1, true)], trustees: [1, [2, 3]], voters: 2 })
  const tally = encrypted(fixed.election, [[1, 2, 3]])

  test('a tally is read as it was written', () => {
    const text = writeTally(ed25519, tally)
    const again = present(readTally(fixed.election, text))
    expect(writeTally(ed25519, again)).toBe(text)
    expect(readTally(fixed.election, text.replace('[[', '[ ['))).toBeUndefined()
    expect(readTally(fixed.election, '[[]]')).toBeUndefined()
    expect(readTally(fixed.election, 'null')).toBeUndefined()
  })

  test('a result is read as it was written', () => {
    expect(writeResult([[1, 2], [3]])).toBe('{"result":[[1,2],[3]]}')
    expect(readResult('{"result":[[1,2],[3]]}')).toEqual({ result: [[1, 2], [3]], problems: [] })
    expect(readResult('{"result":[[1,-2]]}')).toEqual({
      problems: [expect.objectContaining({ code: 'form', path: '/result/0/1' })],
    })
  })

  test('a share is checked against its owner’s key, and this tally', () => {
    const text = partialDecryption(fixed.election, systemRandom, present(fixed.privateKeys.get(2)), tally)
    expect(checkPartialDecryption(fixed.election, fixed.trustees, 2, tally, text).problems).toEqual([])
    for (const [owner, sum] of [
      [1, tally],
      [3, tally],
      [2, encrypted(fixed.election, [[1, 2, 3]])],
    ] as const) {
      const { problems, factors } = checkPartialDecryption(fixed.election, fixed.trustees, owner, sum, text)
      expect(factors).toBeUndefined()
      expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(
        [0, 1, 2].map((j) => `decryption.proof /decryption_proofs/0/${j}`),
      )
    }
  })

  test('enough trustees are named by their numbers', () => {
    expect(enough(fixed.trustees)).toEqual([1, 2, 3])
  })
})
