/** What tellers type, what a count by hand is made of, and what is to be done when. Without a browser. */
import { describe, expect, test } from 'vitest'
import type { BallotConsole, HandCount } from '../../src/ballot/model.ts'
import { makeCode, makeSeed } from '../../src/protocol/index.ts'
import { entriesOf, pointersOf, readHandForm, type HandForm } from '../../src/web/staff/teller/hand-form.ts'
import { ownTeller, sparesFor, stepsOf } from '../../src/web/staff/teller/steps.ts'
import {
  beginsLike,
  inGroups,
  readCount,
  readTypedCard,
  readTypedSecret,
} from '../../src/web/staff/teller/typed.ts'
import { systemRandom } from '../support/random.ts'

test.each([
  [0, 4],
  [1, 4],
  [80, 4],
  [81, 5],
  [86, 5],
  [200, 10],
])('for %d deputies there are %d spare cards', (deputies, spares) => {
  expect(sparesFor(deputies)).toBe(spares)
})

describe('a secret as it is typed', () => {
  const seed = makeSeed(systemRandom)

  test('is the same with spaces, in groups, and with dashes', () => {
    for (const text of [seed, inGroups(seed, 4).join(' '), ` ${inGroups(seed, 5).join('-')} `]) {
      expect(readTypedSecret(text)).toEqual({ state: 'complete', seed })
    }
  })

  test('says what is wrong while it is typed', () => {
    expect(readTypedSecret('')).toEqual({ state: 'short', missing: 22 })
    expect(readTypedSecret(seed.slice(0, 20))).toEqual({ state: 'short', missing: 2 })
    expect(readTypedSecret(`${seed}1`)).toEqual({ state: 'long', extra: 1 })
    for (const character of '0OIl号') {
      expect(readTypedSecret(`${seed.slice(0, 3)}${character}`)).toEqual({ state: 'wrong', character })
    }
  })
})

describe('a card', () => {
  const code = makeCode(systemRandom)

  test('is named by its number, its code, or what a scanner reads', () => {
    expect(readTypedCard(' 017 ')).toEqual({ by: 'number', number: 17 })
    expect(readTypedCard(code)).toEqual({ by: 'code', code })
    expect(readTypedCard(code.replaceAll('-', ' '))).toEqual({ by: 'code', code })
    expect(readTypedCard(`http://192.168.1.2:8080/vote#${code}`)).toEqual({ by: 'code', code })
  })

  test.each(['', '0', '00000', '12345', '-1', '1.5', 'abc', '第3号'])('is not named by %j', (text) => {
    expect(readTypedCard(text)).toBeUndefined()
  })
})

describe('the beginning of a fingerprint', () => {
  const fingerprint = 'aIl0O1+/bcdefghijklmnopqrstuvwxyzABCDEFGHIJ'

  test('may be typed as it looks on paper, with a space in the middle', () => {
    for (const typed of ['aIl0O1+/', 'aIl0 O1+/', 'allOO1+/', 'a11001+/', ' a1l0 oI+/ ']) {
      expect(beginsLike(fingerprint, typed), typed).toBe(true)
    }
  })

  test('must be all of it, and of this one', () => {
    for (const typed of ['', 'aIl0O1+', 'aIl0O1+/b', 'AIl0O1+/', 'aIl0O1+x']) {
      expect(beginsLike(fingerprint, typed), typed).toBe(false)
    }
  })
})

test('a count is a whole number, or none', () => {
  expect([' 86 ', '0', '', '-1', '8.5', '八', '10000'].map(readCount)).toEqual([
    86,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

describe('a count by hand', () => {
  const counts: Record<HandForm['kind'], HandCount> = {
    choose: {
      issued: 9,
      returned: 8,
      valid: 7,
      invalid: 1,
      figures: { kind: 'choose', blank: 1, approvals: [3, 4] },
    },
    each: {
      issued: 9,
      returned: 8,
      valid: 8,
      invalid: 0,
      figures: {
        kind: 'each',
        options: [
          { approve: 5, against: 2, blank: 1 },
          { approve: 0, against: 8, blank: 0 },
        ],
      },
    },
    satisfaction: {
      issued: 9,
      returned: 9,
      valid: 9,
      invalid: 0,
      figures: {
        kind: 'satisfaction',
        options: [
          { satisfied: 5, basicallySatisfied: 2, notSatisfied: 1, blank: 1 },
          { satisfied: 9, basicallySatisfied: 0, notSatisfied: 0, blank: 0 },
        ],
      },
    },
  }

  test.each(['choose', 'each', 'satisfaction'] as const)(
    'of kind %s comes back as it was entered',
    (kind) => {
      const form: HandForm = { kind, options: 2, hands: false, present: 9 }
      const entries = entriesOf(counts[kind])
      expect(Object.keys(entries).toSorted()).toEqual(pointersOf(form).toSorted())
      expect(readHandForm(form, entries)).toEqual(counts[kind])
      for (const pointer of pointersOf(form)) {
        expect(readHandForm(form, { ...entries, [pointer]: '' }), pointer).toBeUndefined()
      }
    },
  )

  test('by hands needs no slips: whoever is present has voted', () => {
    const form: HandForm = { kind: 'choose', options: 1, hands: true, present: 9 }
    expect(pointersOf(form)).toEqual(['/figures/approvals/0', '/figures/blank'])
    expect(readHandForm(form, { '/figures/approvals/0': '6', '/figures/blank': '3' })).toEqual({
      issued: 9,
      returned: 9,
      valid: 9,
      invalid: 0,
      figures: { kind: 'choose', blank: 3, approvals: [6] },
    })
  })
})

const not = ['还没到 / not yet']
const teller = (position: number) => ({
  position,
  staffId: `t${position}`,
  name: `监票人${position}`,
  chief: position === 1,
  keyStep: 'done' as const,
  secretProved: true,
  zeroReport: false,
  sealChecked: false,
  share: false,
  handCount: false,
  handCountAgain: false,
})
const STEPS = [
  'makeKeys',
  'proveSecret',
  'makeCards',
  'signZeroReport',
  'checkSeal',
  'voidCard',
  'destroyUnused',
  'giveShare',
  'handCount',
] as const
const ballotWith = (
  change: Partial<BallotConsole>,
  can: readonly (typeof STEPS)[number][],
  progress: Partial<BallotConsole['progress']> = {},
): BallotConsole =>
  ({
    state: 'draft',
    method: 'electronic',
    threshold: 2,
    missing: Object.fromEntries(STEPS.map((step) => [step, can.includes(step) ? [] : not])),
    ...change,
    progress: {
      tellers: [teller(1), teller(2), teller(3)],
      cardsMade: null,
      cardsDigest: null,
      voidedCards: [],
      unusedDestroyed: null,
      handCountDifferences: null,
      ...progress,
    },
  }) as unknown as BallotConsole
const seen = (ballot: BallotConsole, staffId: string) => {
  const own = ownTeller(ballot, staffId)
  if (own === undefined) throw new Error('no such teller')
  return Object.fromEntries(stepsOf(ballot, own).map(({ step, status }) => [step, status]))
}

const byHand = (entered: readonly number[], handCountDifferences: readonly string[] | null): BallotConsole =>
  ballotWith({ state: 'byHand', method: 'paper' }, ['handCount'], {
    tellers: [1, 2, 3].map((n) => ({
      ...teller(n),
      handCount: entered.includes(n),
      handCountAgain: entered.includes(n) && handCountDifferences !== null,
    })),
    handCountDifferences,
  })

describe('what a teller has to do', () => {
  test('cards are made by the chief, and the others wait', () => {
    const keyed = ballotWith({ state: 'keyed' }, ['makeCards', 'proveSecret'])
    expect(seen(keyed, 't1')).toMatchObject({ keys: 'done', secret: 'done', cards: 'now', zero: 'later' })
    expect(seen(keyed, 't2')).toMatchObject({ cards: 'others', zero: 'later' })
  })

  test('a card to be voided is for a teller who has not asked for it', () => {
    const voidedCards = [{ number: 3, reason: '丢失', requestedBy: 1, confirmed: false }]
    const open = ballotWith({ state: 'open' }, ['voidCard'], { voidedCards, cardsMade: 9 })
    expect(seen(open, 't1').stock).toBe('now')
    expect(seen(open, 't2').stock).toBe('now')
    const quiet = ballotWith({ state: 'open' }, ['voidCard'], { cardsMade: 9 })
    expect(seen(quiet, 't2').stock).toBe('others')
  })

  test('nobody opens more than is needed', () => {
    const tellers = [{ ...teller(1), share: true }, teller(2), teller(3)]
    const one = ballotWith({ state: 'closed' }, ['giveShare'], { tellers, cardsMade: 9 })
    expect([seen(one, 't1').opening, seen(one, 't2').opening]).toEqual(['done', 'now'])
    const two = ballotWith({ state: 'closed' }, ['giveShare'], {
      tellers: tellers.map((each) => ({ ...each, share: each.position < 3 })),
      cardsMade: 9,
    })
    expect(seen(two, 't3').opening).toBe('past')
  })

  test('by hand there is only the counting, until both counts agree', () => {
    expect(seen(byHand([], null), 't3')).toEqual({ hands: 'now' })
    expect(seen(byHand([1], null), 't1')).toEqual({ hands: 'others' })
    expect(seen(byHand([1, 2], ['/valid']), 't1')).toEqual({ hands: 'now' })
    expect(seen(byHand([1, 2], ['/valid']), 't3')).toEqual({ hands: 'others' })
  })

  test('a void ballot asks for nothing', () => {
    expect(seen(ballotWith({ state: 'void' }, []), 't1')).toEqual({})
  })
})
