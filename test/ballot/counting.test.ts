/** From marks to figures: every kind of ballot, the counts that are announced, and what must hold between them. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { blankOf, reconcile, type Counts } from '../../src/ballot/counts.ts'
import { figuresOf, marksOf, questionsOf, type Decision, type Figures } from '../../src/ballot/questions.ts'
import { makeApp } from '../support/app.ts'
import {
  announce,
  announceClose,
  ballotIn,
  close,
  consoleOf,
  count,
  destroyUnused,
  issue,
  letNoticePass,
  makeHall,
  openShares,
  problemOf,
  send,
  verified,
  view,
  voidIt,
  voteAll,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { present } from '../support/present.ts'

const LABELS = {
  each: ['approve', 'against'],
  satisfaction: ['satisfied', 'basicallySatisfied', 'notSatisfied'],
} as const

/** Figures by hand, from the decisions themselves. */
function tallyByHand(
  kind: Figures['kind'],
  options: number,
  decisions: readonly (readonly (number | null)[])[],
): object {
  if (kind === 'choose') {
    const approvals = Array.from({ length: options }, () => 0)
    for (const chosen of decisions)
      for (const i of chosen) approvals[i as number] = (approvals[i as number] ?? 0) + 1
    return { kind, blank: decisions.filter((chosen) => chosen.length === 0).length, approvals }
  }
  return {
    kind,
    options: Array.from({ length: options }, (_, i) => ({
      ...Object.fromEntries(
        LABELS[kind].map((label, answer) => [label, decisions.filter((each) => each[i] === answer).length]),
      ),
      blank: decisions.filter((each) => each[i] === null).length,
    })),
  }
}

/** Adds marks up as the encrypted sums are added up. */
function sumsOf(decisions: readonly Decision[], definition: Parameters<typeof questionsOf>[0]): number[][] {
  const width = questionsOf(definition).map(({ answers }) => answers.length + 1)
  return width.map((length, question) =>
    Array.from({ length }, (_, i) =>
      decisions.reduce((sum, decision) => sum + (marksOf(definition, decision)[question]?.[i] ?? 0), 0),
    ),
  )
}

describeOnEachDatabase('an opened ballot', (make) => {
  let hall: TestHall

  beforeAll(async () => {
    hall = await makeHall(makeApp(await make()), { deputies: 5, tellers: 1 })
  })

  test.each([
    { kind: 'choose', choicesMax: 2, votes: [[0, 2], [2], [], [1, 2]] },
    { kind: 'choose', choicesMax: 3, votes: [[0, 1, 2], [], []] },
    {
      kind: 'each',
      votes: [
        [0, 1, null],
        [0, 0, 0],
        [null, null, null],
      ],
    },
    {
      kind: 'satisfaction',
      votes: [
        [0, 1, 2],
        [2, 2, null],
        [1, 0, 0],
      ],
    },
  ] as const)('of kind $kind shows what was marked', async ({ kind, votes, ...rest }) => {
    const ballot = await ballotIn(hall, 'announced', { kind, cards: 5, votes, ...rest })
    const seen = await view(ballot)
    expect(seen.figures).toEqual(tallyByHand(kind, 3, votes))
    const blank = kind === 'choose' ? votes.filter((each) => each.length === 0).length : null
    expect(seen.counts).toEqual({
      shouldAttend: 5,
      present: 5,
      issued: 5,
      returned: votes.length,
      valid: votes.length,
      invalid: 0,
      // One satisfaction question has no blank answer at all, so no ballot can be wholly blank.
      blank: kind === 'satisfaction' ? 0 : blank,
    })
    expect((await verified(ballot)).stage).toBe('counted')
  })

  test.each(['choose', 'each'] as const)(
    'of kind %s without a single ballot is all zeros, and verifies',
    async (kind) => {
      const ballot = await ballotIn(hall, 'announced', { kind })
      const seen = await view(ballot)
      expect(seen.figures).toEqual(tallyByHand(kind, 3, []))
      expect(seen.counts).toMatchObject({ issued: 3, returned: 0, valid: 0 })
      expect(await verified(ballot)).toMatchObject({ stage: 'counted', checked: { ballots: 0 } })
    },
  )

  test('of one option and one card is as good as any', async () => {
    const ballot = await ballotIn(hall, 'announced', { options: ['独一项'], cards: 1, votes: [[0]] })
    expect((await view(ballot)).figures).toEqual({ kind: 'choose', blank: 0, approvals: [1] })
  })
})

describeOnEachDatabase('before the count', (make) => {
  let hall: TestHall

  beforeAll(async () => {
    hall = await makeHall(makeApp(await make()), { deputies: 12, tellers: 1 })
  })

  test('the number returned is shown in steps of five while the box is open, and exactly at the close', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 12 })
    const shown: number[] = []
    for (let card = 0; card < 12; card += 1) {
      await voteAll(ballot, [[card % 3]], card)
      const { returned } = await view(ballot)
      expect((await consoleOf(ballot)).returned).toBe(returned)
      shown.push(returned)
    }
    expect(shown).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10])
    await announceClose(ballot)
    letNoticePass(ballot)
    expect((await view(ballot)).returned).toBe(10)
    await close(ballot)
    expect((await view(ballot)).returned).toBe(12)
  })

  test('nobody is shown any figure', async () => {
    const ballot = await ballotIn(hall, 'closed', { votes: [[0], [0], [1]] })
    await openShares(ballot, [0])
    const readers = [hall.tablet, hall.secretary, present(hall.tellers[0])]
    for (const reader of readers) {
      for (const path of ['', '/console', '/keys', '/share']) {
        const text = await (await send(reader, `GET ${ballot.path}${path}`)).text()
        expect(text).not.toMatch(/"(approvals|blank|figures|result|tally|counts)":[^n]/)
      }
    }
    expect(await view(ballot)).toMatchObject({ counts: null, figures: null, returned: 3 })
    await count(ballot)
    expect(await view(ballot)).toMatchObject({ figures: { approvals: [2, 1, 0], blank: 0 } })
  })
})

describeOnEachDatabase('the announcement', (make) => {
  let hall: TestHall

  beforeAll(async () => {
    hall = await makeHall(makeApp(await make()), { deputies: 3, tellers: 1 })
  })

  test('cannot come to more ballots than cards: the close waits until they are recorded', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 3, issued: 1 })
    await voteAll(ballot, [[0], [1]])
    const refused = await problemOf(send(hall.secretary, `POST ${ballot.path}/close/announce`), 409)
    expect(refused.code).toBe('ballot.step')
    expect(refused.detail).toContain('more ballots than cards recorded')
    await voidIt(ballot, '收回多于发出')
    expect((await view(ballot)).state).toBe('void')
  })

  test('is made when fewer came back than were handed out', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 3, issued: 3 })
    await voteAll(ballot, [[0]])
    await issue(ballot, 2)
    await announceClose(ballot)
    letNoticePass(ballot)
    await close(ballot)
    await openShares(ballot, [0])
    await count(ballot)
    await destroyUnused(ballot)
    await announce(ballot)
    expect(await view(ballot)).toMatchObject({
      state: 'announced',
      counts: { present: 3, issued: 2, returned: 1 },
    })
  })
})

// ------------------------------------------------------------------------------------------------------- properties

const OPTIONS = 4

const chooseVotes = fc.record({
  choicesMax: fc.integer({ min: 1, max: OPTIONS }),
  picks: fc.array(fc.uniqueArray(fc.nat(OPTIONS - 1), { maxLength: OPTIONS }), { maxLength: 30 }),
})

function definitionOf(kind: Decision['kind'], choicesMax = 1) {
  return { kind, title: '题', options: Array.from({ length: OPTIONS }, (_, i) => `项${i}`), choicesMax }
}

const answersFor = (kind: 'each' | 'satisfaction') =>
  fc.array(fc.array(fc.option(fc.nat(LABELS[kind].length - 1)), { minLength: OPTIONS, maxLength: OPTIONS }), {
    maxLength: 30,
  })

const countsFor = (votes: number, figures: Figures): Counts => ({
  shouldAttend: votes + 2,
  present: votes + 1,
  issued: votes,
  returned: votes,
  valid: votes,
  invalid: 0,
  blank: blankOf(figures),
})

interface Counted {
  readonly figures: Figures
  readonly counts: Counts
  readonly choicesMax: number
}

const honest: fc.Arbitrary<Counted> = fc.oneof(
  chooseVotes.map(({ choicesMax, picks }) => {
    const decisions = picks.map((each) => ({ kind: 'choose' as const, chosen: each.slice(0, choicesMax) }))
    const figures = figuresOf('choose', sumsOf(decisions, definitionOf('choose', choicesMax)))
    return { figures, counts: countsFor(picks.length, figures), choicesMax }
  }),
  ...(['each', 'satisfaction'] as const).map((kind) =>
    answersFor(kind).map((votes) => {
      const decisions = votes.map((answers) => ({ kind, answers }))
      const figures = figuresOf(kind, sumsOf(decisions, definitionOf(kind)))
      return { figures, counts: countsFor(votes.length, figures), choicesMax: 1 }
    }),
  ),
)

/** More blank ballots or approvals than ballots; or the answers of one option off by one. */
function impossible(figures: Figures, ballots: number, step: number): Figures[] {
  if (figures.kind === 'choose') {
    return [
      { ...figures, approvals: figures.approvals.map(() => ballots + 1) },
      { ...figures, blank: ballots + 1 },
    ]
  }
  const [first, ...rest] = figures.options
  const changed = { ...first, blank: present(first).blank + step }
  return [{ ...figures, options: [changed, ...rest] } as Figures]
}

describe('figures', () => {
  test('of any decisions are what counting by hand gives', () => {
    fc.assert(
      fc.property(chooseVotes, ({ choicesMax, picks }) => {
        const chosen = picks.map((each) => each.slice(0, choicesMax))
        const decisions = chosen.map((each) => ({ kind: 'choose' as const, chosen: each }))
        const sums = sumsOf(decisions, definitionOf('choose', choicesMax))
        expect(figuresOf('choose', sums)).toEqual(tallyByHand('choose', OPTIONS, chosen))
      }),
    )
    for (const kind of ['each', 'satisfaction'] as const) {
      fc.assert(
        fc.property(answersFor(kind), (votes) => {
          const decisions = votes.map((answers) => ({ kind, answers }))
          expect(figuresOf(kind, sumsOf(decisions, definitionOf(kind)))).toEqual(
            tallyByHand(kind, OPTIONS, votes),
          )
        }),
      )
    }
  })

  test('blank ballots are known where they can be, and never wrong', () => {
    fc.assert(
      fc.property(answersFor('each'), (votes) => {
        const decisions = votes.map((answers) => ({ kind: 'each' as const, answers }))
        const blank = blankOf(figuresOf('each', sumsOf(decisions, definitionOf('each'))))
        const wholly = votes.filter((answers) => answers.every((answer) => answer === null)).length
        expect([null, wholly]).toContain(blank)
      }),
    )
  })
})

const sealedBy = (choicesMax: number) => ({ choicesMax, method: 'electronic' }) as const

describe('reconciling', () => {
  test('finds nothing in an honest count', () => {
    fc.assert(
      fc.property(honest, ({ counts, figures, choicesMax }) => {
        expect(reconcile(counts, figures, sealedBy(choicesMax))).toEqual([])
      }),
    )
  })

  test('finds every count that is out of its order', () => {
    const broken: readonly [string, (counts: Counts) => Partial<Counts>][] = [
      ['more present than deputies', ({ shouldAttend }) => ({ present: shouldAttend + 1 })],
      ['more issued than present', ({ present: heads }) => ({ issued: heads + 1 })],
      ['more returned than issued', ({ issued }) => ({ returned: issued + 1, valid: issued + 1 })],
      ['an invalid one too many', () => ({ invalid: 1 })],
      ['a valid one too few', ({ valid }) => ({ valid: valid - 1 })],
    ]
    fc.assert(
      fc.property(honest, fc.constantFrom(...broken), ({ counts, figures, choicesMax }, [, change]) => {
        expect(reconcile({ ...counts, ...change(counts) }, figures, sealedBy(choicesMax))).not.toEqual([])
      }),
    )
  })

  test('finds figures that the ballots cannot hold', () => {
    fc.assert(
      fc.property(honest, fc.constantFrom(1, -1), ({ counts, figures, choicesMax }, step) => {
        for (const changed of impossible(figures, counts.valid, step)) {
          expect(reconcile(counts, changed, sealedBy(choicesMax))).not.toEqual([])
        }
      }),
    )
  })

  test('says each thing in both languages', () => {
    const counts = { shouldAttend: 1, present: 2, issued: 3, returned: 4, valid: 1, invalid: 1, blank: 9 }
    const wrong = reconcile(counts, { kind: 'choose', blank: 9, approvals: [5, 5] }, sealedBy(1))
    expect(wrong.length).toBeGreaterThan(4)
    for (const sentence of wrong) expect(sentence).toContain(' / ')
  })
})
