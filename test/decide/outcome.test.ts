/** Who is chosen, against an oracle that says it in another way. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announcementText } from '../../src/decide/announcement.ts'
import {
  approvalsNeeded,
  decideOutcome,
  type Majority,
  type Outcome,
  type Tallied,
} from '../../src/decide/outcome.ts'

const MAJORITIES: readonly Majority[] = ['over-half-of-all-deputies', 'over-half-of-present', 'none']

/** Any vote that can happen: nobody is present who is no deputy, nobody has more approvals than are present. */
const anyVote: fc.Arbitrary<Tallied> = fc.integer({ min: 1, max: 40 }).chain((shouldAttend) =>
  fc.integer({ min: 0, max: shouldAttend }).chain((present) =>
    fc.record({
      shouldAttend: fc.constant(shouldAttend),
      present: fc.constant(present),
      seats: fc.integer({ min: 1, max: 8 }),
      majority: fc.constantFrom(...MAJORITIES),
      // Of few voters few different numbers, so that ties come by themselves.
      approvals: fc.array(fc.nat(present), { minLength: 1, maxLength: 12 }),
    }),
  ),
)

/** By counting rivals, candidate by candidate: no sorting, no cut-off. */
function oracle({ approvals, seats, majority, shouldAttend, present }: Tallied): Omit<Outcome, 'needed'> {
  const enough = (votes: number): boolean => {
    switch (majority) {
      case 'over-half-of-all-deputies':
        return 2 * votes > shouldAttend
      case 'over-half-of-present':
        return 2 * votes > present
      case 'none':
        return votes > 0
    }
  }
  const eligible = approvals.flatMap((votes, i) => (enough(votes) ? [{ votes, i }] : []))
  // Elected is whom fewer than `seats` others equal or beat; tied, who is beaten by fewer, and equalled by too many.
  const elected: number[] = []
  const tied: number[] = []
  for (const { votes, i } of eligible) {
    const better = eligible.filter((other) => other.votes > votes).length
    const asGood = eligible.filter((other) => other.votes === votes).length
    if (better + asGood <= seats) elected.push(i)
    else if (better < seats) tied.push(i)
  }
  return {
    elected,
    tied,
    tiedSeats: tied.length === 0 ? 0 : seats - elected.length,
    unfilled: tied.length > 0 ? 0 : seats - elected.length,
  }
}

describe('an outcome', () => {
  test('is what counting rivals gives, for any vote', () => {
    fc.assert(
      fc.property(anyVote, (vote) => {
        expect(decideOutcome(vote)).toEqual({ needed: approvalsNeeded(vote), ...oracle(vote) })
      }),
      { numRuns: 2000 },
    )
  })

  test('fills every seat, leaves it to a tie, or says that it is unfilled', () => {
    fc.assert(
      fc.property(anyVote, (vote) => {
        const { elected, tied, tiedSeats, unfilled } = decideOutcome(vote)
        expect(elected.length + tiedSeats + unfilled).toBe(vote.seats)
        expect(new Set([...elected, ...tied]).size).toBe(elected.length + tied.length)
        expect(tied.length === 0 ? tiedSeats : Math.min(tiedSeats, tied.length - tiedSeats)).toBe(
          tied.length === 0 ? 0 : Math.max(1, Math.min(tiedSeats, tied.length - tiedSeats)),
        )
        expect(elected).toEqual(elected.toSorted((a, b) => a - b))
        expect(tied).toEqual(tied.toSorted((a, b) => a - b))
        expect(new Set(tied.map((i) => vote.approvals[i])).size).toBeLessThanOrEqual(1)
      }),
      { numRuns: 1000 },
    )
  })

  test('does not depend on the order of the candidates', () => {
    const withOrder = anyVote.chain((vote) =>
      fc.record({
        vote: fc.constant(vote),
        order: fc.shuffledSubarray([...vote.approvals.keys()], { minLength: vote.approvals.length }),
      }),
    )
    fc.assert(
      fc.property(withOrder, ({ vote, order }) => {
        const shuffled = decideOutcome({ ...vote, approvals: order.map((i) => vote.approvals[i] as number) })
        const back = (list: readonly number[]) =>
          list.map((i) => order[i] as number).toSorted((a, b) => a - b)
        expect({ ...shuffled, elected: back(shuffled.elected), tied: back(shuffled.tied) }).toEqual(
          decideOutcome(vote),
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('never chooses anybody below the majority, nor anybody without an approval', () => {
    fc.assert(
      fc.property(anyVote, (vote) => {
        const { needed, elected, tied } = decideOutcome(vote)
        for (const i of [...elected, ...tied]) {
          expect(vote.approvals[i]).toBeGreaterThanOrEqual(Math.max(1, needed))
        }
      }),
    )
  })

  test('one approval more never takes a seat away', () => {
    fc.assert(
      fc.property(anyVote, fc.nat(11), (vote, place) => {
        const i = place % vote.approvals.length
        const before = decideOutcome(vote)
        const after = decideOutcome({
          ...vote,
          approvals: vote.approvals.map((votes, j) => (j === i ? votes + 1 : votes)),
        })
        expect(before.elected.includes(i) && !after.elected.includes(i)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('counts absent deputies against, where the base is all deputies', () => {
    const vote = { approvals: [43], seats: 1, shouldAttend: 86, present: 60 } as const
    expect(decideOutcome({ ...vote, majority: 'over-half-of-all-deputies' })).toMatchObject({
      needed: 44,
      elected: [],
      unfilled: 1,
    })
    expect(decideOutcome({ ...vote, majority: 'over-half-of-present' })).toMatchObject({
      needed: 31,
      elected: [0],
      unfilled: 0,
    })
  })

  test.each([
    {
      title: 'exactly half is not over half',
      approvals: [5],
      seats: 1,
      heads: 10,
      elected: [],
      tied: [],
      unfilled: 1,
    },
    {
      title: 'half of an odd number, and one more',
      approvals: [6],
      seats: 1,
      heads: 11,
      elected: [0],
      tied: [],
      unfilled: 0,
    },
    {
      title: 'a tie wholly inside needs no run-off',
      approvals: [9, 9, 7, 6],
      seats: 2,
      heads: 10,
      elected: [0, 1],
      tied: [],
      unfilled: 0,
    },
    {
      title: 'a tie at the cut-off',
      approvals: [9, 7, 7, 6],
      seats: 2,
      heads: 10,
      elected: [0],
      tied: [1, 2],
      unfilled: 0,
    },
    {
      title: 'all equal',
      approvals: [8, 8, 8],
      seats: 2,
      heads: 10,
      elected: [],
      tied: [0, 1, 2],
      unfilled: 0,
    },
    {
      title: 'a tie wholly outside does not matter',
      approvals: [9, 8, 6, 6],
      seats: 2,
      heads: 10,
      elected: [0, 1],
      tied: [],
      unfilled: 0,
    },
    {
      title: 'a tie below the majority is a shortfall',
      approvals: [9, 5, 5],
      seats: 2,
      heads: 10,
      elected: [0],
      tied: [],
      unfilled: 1,
    },
    {
      title: 'as many as seats, with equal approvals',
      approvals: [7, 7],
      seats: 2,
      heads: 10,
      elected: [0, 1],
      tied: [],
      unfilled: 0,
    },
    {
      title: 'fewer candidates than seats',
      approvals: [9],
      seats: 3,
      heads: 10,
      elected: [0],
      tied: [],
      unfilled: 2,
    },
    { title: 'nobody', approvals: [0, 0], seats: 1, heads: 10, elected: [], tied: [], unfilled: 1 },
  ])('$title', ({ approvals, seats, heads, elected, tied, unfilled }) => {
    const vote = { approvals, seats, shouldAttend: heads, present: heads } as const
    for (const majority of ['over-half-of-all-deputies', 'over-half-of-present'] as const) {
      expect(decideOutcome({ ...vote, majority })).toMatchObject({ elected, tied, unfilled })
    }
  })

  test('without a majority the ranking decides, and zero approvals choose nobody', () => {
    const vote = { seats: 2, shouldAttend: 50, present: 50, majority: 'none' } as const
    expect(decideOutcome({ ...vote, approvals: [3, 1, 2] })).toMatchObject({ elected: [0, 2], unfilled: 0 })
    expect(decideOutcome({ ...vote, approvals: [3, 0, 0] })).toMatchObject({ elected: [0], unfilled: 1 })
  })
})

describe('the announcement', () => {
  const counts = { shouldAttend: 86, present: 80, issued: 80, returned: 79, valid: 79, invalid: 0, blank: 2 }
  const candidates = [
    { name: '路灯', approvals: 70 },
    { name: '水渠', approvals: 60 },
    { name: '医务室', approvals: 60 },
    { name: '公厕', approvals: 20 },
  ]
  const vote = {
    assembly: '太和镇人民代表大会',
    year: 2026,
    runoff: false,
    counts,
    candidates,
    method: 'electronic',
    fingerprint: 'FP',
  } as const

  test('says all counts, the choice, the tie, and who was not chosen', () => {
    const outcome = { needed: 44, elected: [0], tied: [1, 2], tiedSeats: 1, unfilled: 0 }
    expect(announcementText({ ...vote, seats: 2, outcome }).split('\n')).toEqual([
      '太和镇人民代表大会公告',
      '2026年民生实事项目票决，应选2项。',
      '应到代表86名，实到80名。发出选票80张，收回79张，其中有效票79张，无效票0张，弃权2张。本次票决有效。',
      '须获赞成44票以上（含）。',
      '决定：路灯（70票）。',
      '水渠（60票）、医务室（60票）得票相等，就其中1项再次投票。',
      '未入选：公厕（20票）。',
      '选举指纹：FP',
    ])
  })

  test('says that seats are left, and does not tell blank ballots where they cannot be known', () => {
    const outcome = { needed: 75, elected: [], tied: [], tiedSeats: 0, unfilled: 2 }
    const text = announcementText({
      ...vote,
      runoff: true,
      seats: 2,
      counts: { ...counts, blank: null },
      outcome,
    })
    expect(text).toContain('（再次投票）')
    expect(text).toContain('没有项目达到所需票数。')
    expect(text).toContain('尚缺2项，另行决定。')
    expect(text).toContain('无效票0张。本次票决有效。')
    expect(text).not.toContain('弃权')
  })

  test('says how it was counted where that was not by sealed ballots', () => {
    const outcome = { needed: 44, elected: [0], tied: [], tiedSeats: 0, unfilled: 0 }
    const paper = announcementText({ ...vote, seats: 1, outcome, method: 'paper' })
    expect(paper).toContain('以纸质选票投票，由两名监票人分别计票，结果一致。发出选票80张，收回79张')
    expect(paper).not.toContain('选举指纹')
    const hands = announcementText({ ...vote, seats: 1, outcome, method: 'hands', fingerprint: null })
    expect(hands).toContain('实到80名。以举手方式表决，由两名监票人分别计数，结果一致。本次票决有效。')
    expect(hands).not.toContain('发出选票')
  })
})
