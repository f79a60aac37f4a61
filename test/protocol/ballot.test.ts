/** Sealing and checking ballots (§4.11–§4.17): what is honest passes, whatever the question and the marks. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ballotChoices,
  ballotTracker,
  checkBallot,
  choiceCount,
  ed25519,
  publicCredential,
  readElection,
  sealBallot,
  secret,
  writeElection,
  type Election,
  type Element,
  type FixedBase,
  type Group,
  type Question,
} from '../../src/protocol/index.ts'
import { makeElection, makeTrustees, question, seal } from '../support/elections.ts'
import { forgeBallot } from '../support/forger.ts'
import { present } from '../support/present.ts'
import { seededRandom, systemRandom } from '../support/random.ts'

// One key for all: it is the questions that differ.
const trustees = makeTrustees([1], seededRandom('ballots'))
const electionOf = (questions: readonly Question[]): ReturnType<typeof makeElection> =>
  makeElection({ questions, trustees, voters: 1 })

/** A question that can be answered, from 1 to 6 answers. */
const anyQuestion = fc
  .record({
    answers: fc.integer({ min: 1, max: 6 }),
    a: fc.nat(6),
    b: fc.nat(6),
    blank: fc.constantFrom(undefined, true, false),
  })
  .map(({ answers, a, b, blank }) => {
    const [low, high] = [a, b].map((value) => Math.min(value, answers)).toSorted((x, y) => x - y)
    return question(answers, present(low), present(high), blank)
  })

/** Marks that answer it: blank where that is allowed and chosen, or a permitted number of answers. */
const marksFor = (asked: Question): fc.Arbitrary<number[]> => {
  const { answers, min, max, blank } = asked
  const chosen = fc
    .integer({ min, max })
    .chain((count) => fc.shuffledSubarray([...answers.keys()], { minLength: count, maxLength: count }))
    .map((picked) => answers.map((_, i) => Number(picked.includes(i))))
  if (blank !== true) return chosen
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<number[]>([1, ...answers.map(() => 0)]) },
    { weight: 3, arbitrary: chosen.map((marks) => [0, ...marks]) },
  )
}

function noRandom(): never {
  throw new Error('randomness was asked for')
}

describe('sealing', () => {
  test('any valid marks on any questions give a ballot that passes every check', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyQuestion, { minLength: 1, maxLength: 3 })
          .chain((asked) => fc.tuple(fc.constant(asked), fc.tuple(...asked.map(marksFor)))),
        ([asked, marks]) => {
          const vote = electionOf(asked)
          const code = present(vote.codes[0])
          const sealed = sealBallot({
            election: vote.election,
            code,
            marks: marks.map(secret),
            random: systemRandom,
          })
          const checked = checkBallot(vote.election, sealed.text)
          expect(checked.problems).toEqual([])
          expect(checked.tracker).toBe(sealed.tracker)
          expect(sealed.tracker).toBe(ballotTracker(sealed.text))
          expect(checked.credential).toBe(publicCredential(ed25519, vote.election.parameters.uuid, code))
          expect(ballotChoices(vote.election, sealed.text)?.choices.map((row) => row.length)).toEqual(
            asked.map(choiceCount),
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  test('a prover that follows the specification to the letter passes too', () => {
    fc.assert(
      fc.property(
        anyQuestion.chain((asked) => fc.tuple(fc.constant(asked), marksFor(asked))),
        ([asked, marks]) => {
          const { election, codes } = electionOf([asked])
          const text = forgeBallot({ election, code: present(codes[0]), marks: [marks] })
          expect(checkBallot(election, text).problems).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })

  test('marks that do not answer the question are refused before anything is encrypted', () => {
    fc.assert(
      fc.property(
        anyQuestion.chain((asked) =>
          fc.tuple(fc.constant(asked), fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 8 })),
        ),
        ([asked, marks]) => {
          const first = asked.blank === true ? 1 : 0
          const sum = marks.slice(first).reduce((total, mark) => total + mark, 0)
          const valid =
            marks.length === choiceCount(asked) &&
            marks.every((mark) => mark === 0 || mark === 1) &&
            (first === 1 && marks[0] === 1 ? sum === 0 : sum >= asked.min && sum <= asked.max)
          fc.pre(!valid)
          const { election, codes } = electionOf([asked])
          const sealIt = () =>
            sealBallot({ election, code: present(codes[0]), marks: [secret(marks)], random: noRandom })
          expect(sealIt).toThrow(RangeError)
        },
      ),
      { numRuns: 60 },
    )
    const { election, codes } = electionOf([question(2, 1, 1), question(2, 1, 1)])
    expect(() =>
      sealBallot({ election, code: present(codes[0]), marks: [secret([1, 0])], random: noRandom }),
    ).toThrow(RangeError)
  })

  test('the same random bytes give the same ballot; other ones give another', () => {
    const vote = electionOf([question(4, 1, 2, true)])
    const sealWith = (seed: string): string =>
      seal(vote, present(vote.codes[0]), [[0, 1, 0, 1, 0]], seededRandom(seed))
    expect(sealWith('a')).toBe(sealWith('a'))
    expect(sealWith('a')).not.toBe(sealWith('b'))
  })

  test('a ballot is the same length, whatever it says, but for leading digits', () => {
    const vote = electionOf([question(4, 1, 2, true)])
    const shape = (marks: number[]): string =>
      seal(vote, present(vote.codes[0]), [marks])
        .replaceAll(/"\d+"/g, '"n"')
        .replaceAll(/"[0-9a-f]{64}"/g, '"e"')
        .replace(/"hash":"[^"]*"/, '"hash"')
    expect(shape([0, 1, 0, 0, 0])).toBe(shape([1, 0, 0, 0, 0]))
    expect(shape([0, 1, 0, 0, 0])).toBe(shape([0, 0, 0, 1, 1]))
  })

  test('a ballot is bound to its election: the same questions elsewhere refuse it', () => {
    const first = electionOf([question(2, 1, 1)])
    const { election } = readElection(
      ed25519,
      writeElection({ ...first.election.parameters, description: 'another' }),
    )
    const text = seal(first, present(first.codes[0]), [[1, 0]])
    expect(checkBallot(present(election), text).problems).toEqual([
      { code: 'ballot.otherElection', path: '/election_hash' },
    ])
  })
})

/** A group that writes down what it is asked to do; results are as ever. */
function recording(group: Group): { readonly group: Group; readonly log: string[] } {
  const log: string[] = []
  const bases = new Map<Element, FixedBase>()
  const logged = (base: FixedBase, name: string): FixedBase => ({
    element: base.element,
    multiply(scalar) {
      log.push(`${name} multiply`)
      return base.multiply(scalar)
    },
  })
  return {
    log,
    group: {
      ...group,
      generator: logged(group.generator, 'generator'),
      add: (a, b) => {
        log.push('add')
        return group.add(a, b)
      },
      negate: (a) => {
        log.push('negate')
        return group.negate(a)
      },
      equals: (a, b) => {
        log.push('equals')
        return group.equals(a, b)
      },
      fixedBase: (element) => {
        const base = bases.get(element) ?? logged(group.fixedBase(element), 'key')
        bases.set(element, base)
        return base
      },
      multiplySecret: (base, scalar) => {
        log.push('multiplySecret')
        return group.multiplySecret(base, scalar)
      },
      multiples: (base, scalars) => {
        log.push(`multiples ${scalars.length}`)
        return group.multiples(base, scalars)
      },
      encode: (elements) => {
        log.push(`encode ${elements.length}`)
        return group.encode(elements)
      },
    },
  }
}

/** What sealing these marks asks of the group and of the random source, in order. */
function operations(questions: readonly Question[], marks: readonly (readonly number[])[]): string[] {
  const vote = electionOf(questions)
  const { group, log } = recording(ed25519)
  const election: Election = present(readElection(group, vote.election.text).election)
  log.length = 0
  const drawn: number[] = []
  const random = seededRandom('operations')
  sealBallot({
    election,
    code: present(vote.codes[0]),
    marks: marks.map((list) => secret(list)),
    random: (length) => {
      drawn.push(length)
      return random(length)
    },
  })
  return [...log, ...drawn.map((length) => `draw ${length}`)]
}

describe('secrets while sealing', () => {
  test('the same operations in the same order for every choice, blank or not', () => {
    const asked = [question(4, 0, 3, true), question(2, 1, 2)]
    const first = operations(asked, [
      [0, 1, 0, 0, 0],
      [1, 0],
    ])
    expect(first.length).toBeGreaterThan(100)
    expect(first).not.toContain('multiplySecret')
    for (const marks of [
      [
        [0, 0, 0, 0, 0],
        [0, 1],
      ],
      [
        [1, 0, 0, 0, 0],
        [1, 1],
      ],
      [
        [0, 1, 1, 1, 0],
        [1, 0],
      ],
      [
        [0, 0, 0, 1, 1],
        [1, 1],
      ],
    ]) {
      expect(operations(asked, marks)).toEqual(first)
    }
  })
})

describe('checking', () => {
  test('no text at all makes it throw', () => {
    const { election } = electionOf([question(2, 1, 1)])
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (anything) => {
        expect(checkBallot(election, anything).problems.length).toBeGreaterThan(0)
        expect(ballotChoices(election, anything)).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  test('any character of a ballot changed is noticed', () => {
    const vote = electionOf([question(2, 1, 1)])
    const text = seal(vote, present(vote.codes[0]), [[1, 0]])
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'09afAF",:{}[] zé'), (where, by) => {
        fc.pre(text[where] !== by)
        const changed = text.slice(0, where) + by + text.slice(where + 1)
        expect(checkBallot(vote.election, changed).problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 150 },
    )
  })

  test('with the signature first, a ballot that nobody signed costs nothing more, and says the same of it', () => {
    const vote = electionOf([question(2, 1, 1)])
    const text = seal(vote, present(vote.codes[0]), [[1, 0]])
    expect(checkBallot(vote.election, text, { signatureFirst: true }).problems).toEqual([])
    const ballot = JSON.parse(text) as {
      signature: { proof: { response: string } }
      answers: { choices: unknown[] }[]
    }
    ballot.signature.proof.response = '1'
    ballot.answers[0]?.choices.reverse()
    const [only, ...more] = checkBallot(vote.election, JSON.stringify(ballot), {
      signatureFirst: true,
    }).problems
    expect(only?.path.startsWith('/signature')).toBe(true)
    expect(more).toEqual([])
  })
})
