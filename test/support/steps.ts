/** Every step of a ballot: who may do it, in which states, by which route; and how to try what must be refused. */
import { expect } from 'vitest'
import type { Step } from '../../src/ballot/states.ts'
import type { BallotState } from '../../src/db/tables.ts'
import { makeCards } from '../../src/devices/cards.ts'
import type { Guarded } from '../../src/http/session.ts'
import type { TestApp } from './app.ts'
import { problemOf, send, type Asker, type TestBallot } from './ballots.ts'
import { stateOf } from './dump.ts'
import { present } from './present.ts'
import { systemRandom } from './random.ts'

export const STATES: readonly BallotState[] = [
  'draft',
  'keyed',
  'carded',
  'sealed',
  'open',
  'closed',
  'byHand',
  'counted',
  'announced',
  'void',
]

interface StepCase {
  /** The roles that may do it; a cast needs none. */
  readonly by: readonly Guarded[]
  /** In which states it has its place. */
  readonly when: readonly BallotState[]
  readonly route: string
  readonly body?: unknown
}

export const STEPS: Readonly<Record<Step, StepCase>> = {
  approveTellers: {
    by: ['presidium'],
    when: ['draft', 'keyed', 'carded', 'byHand'],
    route: 'POST /tellers/approve',
  },
  makeKeys: { by: ['teller'], when: ['draft'], route: 'PUT /keys/certificate', body: { message: '{}' } },
  restartKeys: {
    by: ['secretary', 'chiefTeller'],
    when: ['draft', 'keyed', 'carded'],
    route: 'POST /keys/restart',
    body: { reason: '试' },
  },
  proveSecret: {
    by: ['teller'],
    when: ['keyed', 'carded'],
    route: 'PUT /keys/proof',
    body: { message: '{}' },
  },
  makeCards: {
    by: ['chiefTeller'],
    when: ['keyed', 'carded'],
    route: 'POST /cards',
    body: { credentials: makeCards('11111111111111', 2, systemRandom).credentials },
  },
  signZeroReport: {
    by: ['teller'],
    when: ['carded'],
    route: 'POST /zero-report',
    body: { cardsDigest: '0'.repeat(64) },
  },
  seal: { by: ['secretary'], when: ['carded'], route: 'POST /seal' },
  checkSeal: {
    by: ['teller'],
    when: ['sealed'],
    route: 'POST /seal/check',
    body: { fingerprint: 'A'.repeat(43) },
  },
  open: { by: ['secretary'], when: ['sealed'], route: 'POST /open' },
  issueCards: {
    by: ['chiefTeller'],
    when: ['sealed', 'open'],
    route: 'PUT /cards/issued',
    body: { count: 2 },
  },
  voidCard: {
    by: ['chiefTeller'],
    when: ['sealed', 'open'],
    route: 'POST /cards/voids',
    body: { number: 3, reason: '试' },
  },
  cast: { by: [], when: ['open'], route: 'POST /cast', body: { credential: 'none' } },
  announceClose: { by: ['secretary'], when: ['open'], route: 'POST /close/announce' },
  retractClose: { by: ['secretary'], when: ['open'], route: 'POST /close/retract', body: { reason: '试' } },
  close: { by: ['secretary'], when: ['open', 'closed'], route: 'POST /close' },
  destroyUnused: {
    by: ['chiefTeller'],
    when: ['closed', 'counted'],
    route: 'PUT /cards/unused',
    body: { count: 0 },
  },
  giveShare: { by: ['teller'], when: ['closed'], route: 'PUT /share', body: { message: '{}' } },
  count: { by: ['secretary', 'chiefTeller'], when: ['closed'], route: 'POST /count' },
  switchMethod: {
    by: ['presidium'],
    when: ['draft', 'keyed', 'carded', 'sealed', 'open', 'closed'],
    route: 'POST /method',
    body: { method: 'paper', reason: '试' },
  },
  handCount: {
    by: ['teller'],
    when: ['byHand'],
    route: 'PUT /hand-count',
    body: {
      issued: 3,
      returned: 3,
      valid: 3,
      invalid: 0,
      figures: { kind: 'choose', blank: 1, approvals: [2, 0, 0] },
    },
  },
  restartHandCount: {
    by: ['presidium'],
    when: ['byHand'],
    route: 'POST /hand-count/restart',
    body: { reason: '试' },
  },
  announce: { by: ['secretary'], when: ['counted'], route: 'POST /announce' },
  void: {
    by: ['presidium'],
    when: STATES.filter((state) => state !== 'announced' && state !== 'void'),
    route: 'POST /void',
    body: { reason: '试' },
  },
}

export const NAMES = Object.keys(STEPS) as Step[]

export function attempt(ballot: TestBallot, step: Step, who: Asker): Promise<Response> {
  const { route, body } = STEPS[step]
  return send(who, route.replace(' ', ` ${ballot.path}`), body)
}

/** Somebody of the hall who may do it; of the tellers the last one, who has the least behind him. */
export function rightPerson({ hall, tellers }: TestBallot, step: Step): Asker {
  const [role] = STEPS[step].by
  switch (role) {
    case 'secretary':
      return hall.secretary
    case 'presidium':
      return hall.presidium
    case 'chiefTeller':
      return present(tellers[0])
    case 'teller':
      return present(tellers.at(-1))
    default:
      return hall.tablet
  }
}

/** Does what must be refused, and sees that nothing came of it. */
export async function refused(app: TestApp, doing: () => Promise<Response>, status: number): Promise<string> {
  const before = await stateOf(app.ctx.db)
  const { code } = await problemOf(doing(), status)
  expect(await stateOf(app.ctx.db)).toBe(before)
  return code
}
