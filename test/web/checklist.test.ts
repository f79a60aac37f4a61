/** The meeting's checklist: what is done, what can be done and by whom, what waits for what, in every state of a ballot. */
import { describe, expect, test } from 'vitest'
import type { BallotConsole } from '../../src/ballot/model.ts'
import { missingFor, type Progress, type Step as Gate } from '../../src/ballot/states.ts'
import type { Outcome } from '../../src/decide/outcome.ts'
import {
  checklist,
  currentPractice,
  currentVote,
  isMine,
  practiceChecklist,
  type Situation,
  type Step,
  type StepId,
} from '../../src/web/staff/checklist.ts'

const GATES: readonly Gate[] = [
  'approveTellers',
  'makeKeys',
  'restartKeys',
  'proveSecret',
  'makeCards',
  'signZeroReport',
  'seal',
  'checkSeal',
  'open',
  'issueCards',
  'voidCard',
  'cast',
  'announceClose',
  'retractClose',
  'close',
  'destroyUnused',
  'giveShare',
  'count',
  'switchMethod',
  'handCount',
  'restartHandCount',
  'announce',
  'void',
]

type Teller = BallotConsole['progress']['tellers'][number]

interface Given {
  readonly state: BallotConsole['state']
  readonly practice?: boolean
  readonly method?: BallotConsole['method']
  readonly approved?: boolean
  /** How many of three tellers have done each. */
  readonly proved?: number
  readonly signed?: number
  readonly checked?: number
  readonly shares?: number
  readonly issued?: number
  readonly destroyed?: number
  readonly present?: number
  readonly closesAt?: string
  readonly tallied?: boolean
  readonly discrepancies?: readonly string[]
}

const NOW = '2026-03-05T02:00:00.000Z'
const PAST = ['draft', 'keyed', 'carded', 'sealed', 'open', 'closed', 'counted', 'announced']

/** A ballot as the service shows it, its gates judged by the service's own rules. */
function ballot(given: Given): BallotConsole {
  const { state, practice = false, method = 'electronic', present = 70 } = given
  const { proved = 0, signed = 0, checked = 0, shares = 0, approved = false } = given
  const progress: Progress = {
    state,
    practice,
    method,
    tellers: {
      count: 3,
      threshold: 2,
      approved,
      secretsProved: proved,
      zeroReports: signed,
      chiefSignedZero: signed > 0,
      sealChecks: checked,
      shares,
    },
    cardsIssued: given.issued ?? null,
    moreThanIssued: false,
    unusedDestroyed: given.destroyed !== undefined,
    present,
    quorum: 58,
    closesAt: given.closesAt ?? null,
    now: NOW,
    tallied: given.tallied ?? false,
    discrepancies: given.discrepancies ?? (state === 'counted' ? [] : null),
  }
  const teller = (i: number): Teller => ({
    position: i + 1,
    staffId: `t${i}`,
    name: `监票人${i + 1}`,
    chief: i === 0,
    keyStep: PAST.indexOf(state) >= 1 ? 'done' : 'certificate',
    secretProved: i < proved,
    zeroReport: i < signed,
    sealChecked: i < checked,
    share: i < shares,
    handCount: false,
    handCountAgain: false,
  })
  return {
    state,
    practice,
    method,
    threshold: 2,
    tellers: 3,
    closesAt: given.closesAt ?? null,
    progress: {
      tellersApproved: approved,
      tellers: [teller(0), teller(1), teller(2)],
      cardsIssued: given.issued ?? null,
      unusedDestroyed: given.destroyed ?? null,
    },
    missing: Object.fromEntries(GATES.map((gate) => [gate, missingFor(gate, progress)])),
  } as unknown as BallotConsole
}

const LIST = {
  seats: 5,
  required: 9,
  candidates: 9,
  ratio: '70%',
  actualRatio: '80%',
  enough: true,
  fixed: true,
}
const YEAR: Situation = {
  cycle: { ruleAdopted: true, shortlist: LIST },
  meeting: { quorate: true, shouldAttend: 86 },
  vote: null,
  ballot: null,
}

const at = (steps: readonly Step[], id: StepId): Step => {
  const found = steps.find((step) => step.id === id)
  if (found === undefined) throw new Error(`there is no step ${id}`)
  return found
}
const now = (steps: readonly Step[]): StepId[] =>
  steps.filter(({ status }) => status === 'now').map(({ id }) => id)
const current = (steps: readonly Step[]): StepId | undefined => steps.find((step) => step.current)?.id
const NO_VOTE = { outcome: null, acceptedFewerReason: null }
const of = (given: Given, vote: Situation['vote'] = NO_VOTE): readonly Step[] =>
  checklist({ ...YEAR, vote, ballot: ballot(given) })

describe('before there is a vote', () => {
  test('a new year stands at the rule; the list waits for it, everything else for the list', () => {
    const steps = checklist({
      ...YEAR,
      cycle: { ruleAdopted: false, shortlist: { ...LIST, candidates: 0, fixed: false } },
      meeting: null,
    })
    expect(current(steps)).toBe('rule')
    expect(at(steps, 'rule')).toMatchObject({ status: 'now', doer: 'presidium' })
    expect(at(steps, 'list').missing).toHaveLength(2)
    // Heads can be signed in whenever they come.
    expect(now(steps)).toEqual(['rule', 'signIn'])
    expect(at(steps, 'draft').missing).toHaveLength(2)
    expect(at(steps, 'open')).toMatchObject({ status: 'waiting', doer: 'secretary' })
  })

  test('the vote is set up once the list is fixed, also while heads are still coming in', () => {
    const steps = checklist({ ...YEAR, meeting: { quorate: false, shouldAttend: 86 } })
    expect(current(steps)).toBe('signIn')
    expect(now(steps)).toEqual(['signIn', 'draft'])
    expect(current(checklist(YEAR))).toBe('draft')
  })

  test('every step that waits says why, and who is to do it', () => {
    const waiting = checklist(YEAR).filter(({ status }) => status === 'waiting')
    expect(waiting.filter(({ missing }) => missing.length === 0)).toEqual([])
    for (const sentence of waiting.flatMap(({ missing }) => missing)) expect(sentence).toMatch(/.+ \/ .+/)
  })
})

describe('every state of a ballot', () => {
  const ready = { approved: true, proved: 3, signed: 2 } as const
  test.each<[string, Given, StepId, StepId[]]>([
    ['a draft', { state: 'draft' }, 'tellers', ['tellers', 'keys']],
    ['approved', { state: 'draft', approved: true }, 'keys', ['keys']],
    [
      'keyed, the secrets not proved',
      { state: 'keyed', approved: true, proved: 1 },
      'keys',
      ['keys', 'cards'],
    ],
    ['keyed', { state: 'keyed', approved: true, proved: 3 }, 'cards', ['cards']],
    ['carded', { state: 'carded', approved: true, proved: 3 }, 'zeroReport', ['zeroReport']],
    [
      'one signature',
      { state: 'carded', approved: true, proved: 3, signed: 1 },
      'zeroReport',
      ['zeroReport'],
    ],
    ['ready to be sealed', { state: 'carded', ...ready }, 'seal', ['seal']],
    ['sealed', { state: 'sealed', ...ready }, 'checkSeal', ['checkSeal', 'issue']],
    ['checked', { state: 'sealed', ...ready, checked: 2 }, 'issue', ['issue', 'open']],
    ['cards handed out', { state: 'sealed', ...ready, checked: 2, issued: 70 }, 'open', ['open']],
    ['open', { state: 'open', ...ready, checked: 2, issued: 70 }, 'voting', ['voting']],
    [
      'the close announced',
      { state: 'open', ...ready, issued: 70, closesAt: '2026-03-05T02:00:10.000Z' },
      'close',
      [],
    ],
    [
      'the time has come',
      { state: 'open', ...ready, issued: 70, closesAt: '2026-03-05T01:59:59.000Z' },
      'close',
      ['close'],
    ],
    ['a close that broke off', { state: 'closed', ...ready, closesAt: NOW }, 'close', ['close', 'reconcile']],
    [
      'closed',
      { state: 'closed', ...ready, closesAt: NOW, tallied: true },
      'shares',
      ['shares', 'reconcile'],
    ],
    [
      'enough shares',
      { state: 'closed', ...ready, closesAt: NOW, tallied: true, shares: 2 },
      'count',
      ['count', 'reconcile'],
    ],
    ['counted', { state: 'counted', ...ready, tallied: true }, 'reconcile', ['reconcile']],
    ['destroyed', { state: 'counted', ...ready, tallied: true, destroyed: 4 }, 'announce', ['announce']],
  ])('%s', (_, given, stands, possible) => {
    const steps = of(given)
    expect(current(steps)).toBe(stands)
    expect(now(steps)).toEqual(possible)
    // Exactly one step is current, everything before it is done.
    const index = steps.findIndex((step) => step.current)
    expect(steps.slice(0, index).every(({ status }) => status === 'done')).toBe(true)
  })

  test('below the quorum the box stays shut, and the sentence has both numbers', () => {
    const { missing } = at(of({ state: 'sealed', ...ready, checked: 2, issued: 50, present: 57 }), 'open')
    expect(missing.join('')).toMatch(/57.*58/)
  })

  test('what does not add up cannot be announced', () => {
    const wrong = { state: 'counted', destroyed: 4, discrepancies: ['收回多于发出 / more returned'] } as const
    const steps = of({ ...ready, ...wrong })
    expect(at(steps, 'announce')).toMatchObject({
      status: 'waiting',
      missing: ['收回多于发出 / more returned'],
    })
    expect(current(steps)).toBe('reconcile')
  })
})

test('by paper or hands: two tellers count, nothing of keys and cards is left to do', () => {
  const steps = of({ state: 'byHand', method: 'paper', approved: true })
  expect(steps.map(({ id }) => id)).toEqual([
    'rule',
    'list',
    'signIn',
    'draft',
    'tellers',
    'handCount',
    'announce',
    'print',
  ])
  expect(current(steps)).toBe('handCount')
  expect(at(steps, 'announce').status).toBe('waiting')
  expect(current(of({ state: 'counted', method: 'paper', approved: true }))).toBe('announce')
})

test('a practice vote needs no quorum, is never counted, and ends', () => {
  const practice = { practice: true, approved: true, proved: 3, signed: 2, checked: 2, present: 0 } as const
  const ids = practiceChecklist(ballot({ state: 'draft', practice: true })).map(({ id }) => id)
  expect(ids).not.toContain('shares')
  expect(ids).not.toContain('count')
  expect(ids).not.toContain('announce')
  expect(now(practiceChecklist(ballot({ state: 'sealed', ...practice, issued: 9 })))).toContain('open')
  const closed = practiceChecklist(
    ballot({ state: 'closed', ...practice, issued: 9, closesAt: NOW, tallied: true }),
  )
  expect(current(closed)).toBe('endPractice')
  expect(at(closed, 'endPractice')).toMatchObject({ status: 'now', doer: 'secretary' })
})

describe('after the announcement', () => {
  const outcome: Outcome = { needed: 44, elected: [0, 1], tied: [], tiedSeats: 0, unfilled: 0 }
  const announced = (change: Partial<Outcome>, accepted: string | null = null) =>
    of(
      { state: 'announced', destroyed: 0 },
      { outcome: { ...outcome, ...change }, acceptedFewerReason: accepted },
    )

  test('nothing is left but to print, and nobody waits for that', () => {
    expect(current(announced({}))).toBeUndefined()
    expect(now(announced({}))).toEqual(['print'])
    expect(announced({}).map(({ id }) => id)).not.toContain('goOn')
  })
  test('a tie goes to another vote', () => {
    expect(current(announced({ tied: [2, 3], tiedSeats: 1 }))).toBe('goOn')
  })
  test('open seats too, until fewer are accepted', () => {
    expect(current(announced({ unfilled: 2 }))).toBe('goOn')
    expect(current(announced({ unfilled: 2 }, '会议决定'))).toBeUndefined()
  })
})

test('the vote that a meeting is at: the last that is neither void nor practice', () => {
  const votes = [
    { reason: 'first', state: 'void' },
    { reason: 'practice', state: 'sealed' },
    { reason: 'first', state: 'announced' },
    { reason: 'tie', state: 'void' },
  ] as const
  expect(currentVote(votes)).toBe(votes[2])
  expect(currentPractice(votes)).toBe(votes[1])
  expect(currentVote(votes.slice(0, 2))).toBeNull()
})

test('whose step it is', () => {
  expect(isMine('tellers', { role: 'teller', chief: false })).toBe(true)
  expect(isMine('chief', { role: 'teller', chief: false })).toBe(false)
  expect(isMine('chief', { role: 'teller', chief: true })).toBe(true)
  expect(isMine('presidium', { role: 'secretary', chief: false })).toBe(false)
})
