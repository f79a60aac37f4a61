/** The ceremony from draft to announcement: in its order it goes through, in any other it is refused without a trace. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Receipt } from '../../src/ballot/model.ts'
import type { Step } from '../../src/ballot/states.ts'
import type { BallotState } from '../../src/db/tables.ts'
import { makeCards } from '../../src/devices/cards.ts'
import { proveSecret } from '../../src/devices/teller.ts'
import { ROLES, type Guarded } from '../../src/http/session.ts'
import { makeSeed, type Seed } from '../../src/protocol/index.ts'
import { makeApp, PASSWORD, type TestApp } from '../support/app.ts'
import {
  announce,
  announceClose,
  approve,
  archiveOf,
  ask,
  ballotIn,
  bodyOf,
  bring,
  cast,
  checkSeal,
  chiefOf,
  close,
  consoleOf,
  count,
  destroyUnused,
  draft,
  draftBody,
  issue,
  keyRound,
  letNoticePass,
  makeBallotCards,
  makeHall,
  makeKeys,
  nextMessage,
  openShares,
  openVoting,
  problemOf,
  proveSecrets,
  putKey,
  putShare,
  sealBox,
  sealOn,
  send,
  shareOf,
  signZeroReport,
  signZeroReports,
  verified,
  view,
  voidIt,
  voteAll,
  type Asker,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'

const STATES: readonly BallotState[] = [
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

const STEPS: Readonly<Record<Step, StepCase>> = {
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

const NAMES = Object.keys(STEPS) as Step[]

function attempt(ballot: TestBallot, step: Step, who: Asker): Promise<Response> {
  const { route, body } = STEPS[step]
  return send(who, route.replace(' ', ` ${ballot.path}`), body)
}

/** Somebody of the hall who may do it; of the tellers the last one, who has the least behind him. */
function rightPerson({ hall, tellers }: TestBallot, step: Step): Asker {
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

const register = (meetingId: string): string => `/api/people/meetings/${meetingId}/sign-ins`

/** Does what must be refused, and sees that nothing came of it. */
async function refused(app: TestApp, doing: () => Promise<Response>, status: number): Promise<string> {
  const before = await stateOf(app.ctx.db)
  const { code } = await problemOf(doing(), status)
  expect(await stateOf(app.ctx.db)).toBe(before)
  return code
}

describeOnEachDatabase('the ceremony', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 4, signedIn: 3, tellers: 3 })
  })

  test('goes through in its order, and every act is in the journal', async () => {
    const seqBefore = (await ask<{ nextSeq: number }>(hall.tablet, 'GET /api/board/journal/end')).nextSeq
    const ballot = await draft(hall, { threshold: 2 })
    const stateIs = async (state: BallotState, next: Step): Promise<void> => {
      expect((await view(ballot)).state).toBe(state)
      expect((await consoleOf(ballot)).missing[next]).toEqual([])
    }
    await stateIs('draft', 'approveTellers')
    await approve(ballot)
    await stateIs('draft', 'makeKeys')
    await makeKeys(ballot)
    await stateIs('keyed', 'makeCards')
    await makeBallotCards(ballot, 5)
    await stateIs('carded', 'signZeroReport')
    await signZeroReports(ballot)
    await stateIs('carded', 'seal')
    const fingerprint = await sealBox(ballot)
    await stateIs('sealed', 'checkSeal')
    await checkSeal(ballot)
    await stateIs('sealed', 'issueCards')
    expect(await view(ballot)).toMatchObject({ fingerprint, counts: null, figures: null })
    await issue(ballot, 3)
    await stateIs('sealed', 'open')
    await openVoting(ballot)
    await stateIs('open', 'cast')
    await voteAll(ballot, [[0], [0], []])
    await stateIs('open', 'announceClose')
    await announceClose(ballot)
    letNoticePass(ballot)
    await stateIs('open', 'close')
    expect(await close(ballot)).toEqual({ returned: 3 })
    await stateIs('closed', 'giveShare')
    await openShares(ballot, [0, 2])
    await stateIs('closed', 'count')
    const counts = { shouldAttend: 4, present: 3, issued: 3, returned: 3, valid: 3, invalid: 0, blank: 1 }
    expect(await count(ballot)).toEqual(counts)
    await stateIs('counted', 'destroyUnused')
    await destroyUnused(ballot)
    await stateIs('counted', 'announce')
    await announce(ballot)
    expect(await view(ballot)).toMatchObject({
      state: 'announced',
      counts,
      figures: { kind: 'choose', blank: 1, approvals: [2, 0, 0] },
    })
    const journal = await (await send(hall.tablet, `GET /api/board/journal?after=${seqBefore - 1}`)).text()
    const entries = journal.split('\n').slice(0, -1)
    const acts = entries.map((line) => JSON.parse(line) as { act: string; role: string; payload: object })
    expect(acts.map(({ act, role }) => `${role}: ${act}`)).toEqual([
      'secretary: ballot.drafted',
      'presidium: ballot.tellersApproved',
      'teller: ballot.keysMade',
      'teller: ballot.secretProved',
      'teller: ballot.secretProved',
      'teller: ballot.secretProved',
      'teller: ballot.cardsMade',
      'teller: ballot.zeroReport',
      'teller: ballot.zeroReport',
      'secretary: ballot.sealed',
      'teller: ballot.sealChecked',
      'teller: ballot.sealChecked',
      'teller: ballot.cardsIssued',
      'secretary: ballot.opened',
      'secretary: ballot.closeAnnounced',
      'secretary: ballot.closed',
      'teller: ballot.shareGiven',
      'teller: ballot.shareGiven',
      'secretary: ballot.counted',
      'teller: ballot.unusedDestroyed',
      'secretary: ballot.announced',
    ])
    for (const { payload } of acts) expect(payload).toMatchObject({ ballot: ballot.uuid })
    expect(await verified(ballot)).toMatchObject({ stage: 'counted', result: [[1, 2, 0, 0]] })
  })

  test('a console tells for every step what it waits for, in both languages', async () => {
    const ballot = await draft(hall)
    const { missing } = await consoleOf(ballot)
    expect(Object.keys(missing).toSorted()).toEqual([...NAMES].toSorted())
    for (const step of NAMES) {
      const open = STEPS[step].when.includes('draft')
      expect({ step, open: missing[step].length === 0 }).toEqual({ step, open })
      for (const sentence of missing[step]) expect(sentence).toContain(' / ')
    }
  })

  test('a console is for the staff of its own assembly', async () => {
    const ballot = await draft(hall)
    const auditor = await hall.assembly.person('auditor')
    await ask(auditor, `GET ${ballot.path}/console`)
    const other = await makeHall(app)
    expect((await problemOf(send(other.secretary, `GET ${ballot.path}/console`), 404)).code).toBe(
      'ballot.notFound',
    )
    expect((await problemOf(send(hall.tablet, `GET ${ballot.path}/console`), 401)).code).toBe(
      'session.signInNeeded',
    )
  })
})

/** With which code a step is refused in a state where it has no place. */
function codeOf(step: Step, state: BallotState): RegExp {
  if (step === 'makeKeys') return /^ballot\.alreadySent$/
  if (step !== 'cast') return /^ballot\.step$/
  if (state === 'byHand') return /^ballot\.byHand$/
  return STATES.indexOf(state) < STATES.indexOf('open') ? /^ballot\.notOpen$/ : /^ballot\.closed$/
}

describeOnEachDatabase('a step at the wrong time', (make) => {
  let app: TestApp
  const wrongAfter = STATES.filter((state) => !STEPS.approveTellers.when.includes(state))
  const ballots = new Map<BallotState, TestBallot>()

  beforeAll(async () => {
    app = makeApp(await make())
    const hall = await makeHall(app, { tellers: 3 })
    for (const state of STATES) {
      // The last of three tellers is needed neither for the check of the seal nor for a share.
      const ballot = await draft(hall, { threshold: 2 })
      await bring(ballot, state === 'void' ? 'open' : state, { votes: [[0], [1]] })
      if (state === 'void') await voidIt(ballot)
      ballots.set(state, ballot)
    }
  })

  test('the table names every step', () => {
    expect(NAMES).toHaveLength(23)
  })

  describe.each(STATES)('in state %s', (state) => {
    const wrong = NAMES.filter((step) => step !== 'approveTellers' && !STEPS[step].when.includes(state))

    test.each(wrong)('%s is refused and leaves no trace', async (step) => {
      const ballot = present(ballots.get(state))
      const doing = () => attempt(ballot, step, rightPerson(ballot, step))
      expect(await refused(app, doing, 409)).toMatch(codeOf(step, state))
    })
  })

  test.each(wrongAfter)('tellers who were approved are approved, also in state %s', async (state) => {
    const before = await stateOf(app.ctx.db)
    await approve(present(ballots.get(state)))
    expect(await stateOf(app.ctx.db)).toBe(before)
  })
})

describeOnEachDatabase('a step by somebody else', (make) => {
  let app: TestApp
  let hall: TestHall
  let other: TestHall
  let ballot: TestBallot
  const askers = new Map<string, Asker>()
  const guarded = NAMES.filter((step) => step !== 'cast')

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 2 })
    other = await makeHall(app, { tellers: 2, name: '四平镇人民代表大会' })
    ballot = await draft(hall)
    // A draft that nobody has worked on is the secretary's to void.
    await approve(ballot)
    askers.set('secretary', hall.secretary).set('presidium', hall.presidium)
    askers.set('chiefTeller', present(hall.tellers[0])).set('teller', present(hall.tellers[1]))
    for (const role of ['auditor', 'department', 'deputy'] as const)
      askers.set(role, await hall.assembly.person(role))
  })

  test.each(guarded)('%s is only for its roles', async (step) => {
    const { by } = STEPS[step]
    for (const role of [...ROLES, 'chiefTeller'] as const) {
      if (by.includes(role) || (role === 'chiefTeller' && by.includes('teller'))) continue
      const who = present(askers.get(role))
      expect([role, await refused(app, () => attempt(ballot, step, who), 403)]).toEqual([
        role,
        'session.role',
      ])
    }
    expect(await refused(app, () => attempt(ballot, step, hall.tablet), 401)).toBe('session.signInNeeded')
  })

  test.each(guarded)('%s is not for another assembly, to which the ballot does not exist', async (step) => {
    const theirs: TestBallot = { ...ballot, hall: other, tellers: other.tellers }
    expect(await refused(app, () => attempt(ballot, step, rightPerson(theirs, step)), 404)).toBe(
      'ballot.notFound',
    )
  })

  test.each(['makeKeys', 'signZeroReport', 'checkSeal', 'giveShare'] as const)(
    '%s is not for a teller who was not named for this ballot',
    async (step) => {
      const stranger = await hall.assembly.person('teller')
      expect(await refused(app, () => attempt(ballot, step, stranger), 403)).toBe('ballot.notTeller')
      expect((await problemOf(send(stranger, `GET ${ballot.path}/keys`), 403)).code).toBe('ballot.notTeller')
    },
  )

  test('a teller without a second factor does nothing yet', async () => {
    const json = { username: 'late-teller', name: '未设', password: PASSWORD, role: 'teller' }
    await ask(hall.secretary, 'POST /api/people/staff', json, 201)
    const late = app.newBrowser()
    await ask(late, 'POST /api/people/session', { username: 'late-teller', password: PASSWORD }, 201)
    expect(await refused(app, () => attempt(ballot, 'signZeroReport', late), 403)).toBe(
      'session.secondFactorNeeded',
    )
  })

  test('nothing is done to a ballot that does not exist', async () => {
    const nowhere: TestBallot = { ...ballot, path: '/api/ballots/11111111111111' }
    for (const step of NAMES) {
      const code = await refused(app, () => attempt(nowhere, step, rightPerson(nowhere, step)), 404)
      expect([step, code]).toEqual([step, 'ballot.notFound'])
    }
  })
})

describeOnEachDatabase('a step done twice', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
  })

  test('is the same as once where it states something, and refused where it would change something', async () => {
    const ballot = await draft(hall)
    const unchanged = async <T>(doing: () => Promise<T>): Promise<T> => {
      const before = await stateOf(app.ctx.db)
      const done = await doing()
      expect(await stateOf(app.ctx.db)).toBe(before)
      return done
    }
    const again = (step: Step) => refused(app, () => attempt(ballot, step, rightPerson(ballot, step)), 409)
    await approve(ballot)
    await unchanged(() => approve(ballot))

    for (let round = 0; round < 3; round += 1) {
      const next = present(await nextMessage(ballot, 0))
      await bodyOf(putKey(ballot, 0, next))
      await unchanged(() => bodyOf(putKey(ballot, 0, next)))
      expect(await refused(app, () => putKey(ballot, 0, { ...next, message: `${next.message} ` }), 409)).toBe(
        'ballot.alreadySent',
      )
    }
    await proveSecrets(ballot)
    await unchanged(() => proveSecrets(ballot))
    const { codes, credentials, digest } = makeCards(ballot.uuid, 3, systemRandom)
    ballot.codes = codes
    ballot.cardsDigest = digest
    const sendCards = () => ask(chiefOf(ballot), `POST ${ballot.path}/cards`, { credentials }, 201)
    await sendCards()
    await unchanged(sendCards)
    await signZeroReports(ballot)
    await unchanged(() => signZeroReports(ballot))
    await sealBox(ballot)
    expect(await again('seal')).toBe('ballot.step')
    await unchanged(sendCards)
    await checkSeal(ballot)
    await unchanged(() => checkSeal(ballot))
    await issue(ballot, 3)
    await openVoting(ballot)
    expect(await again('open')).toBe('ballot.step')
    const [sealed] = await voteAll(ballot, [[2]])
    const receipt = await unchanged(() => bodyOf<Receipt>(cast(ballot, present(sealed).text, hall.tablet)))
    expect(receipt).toEqual({ ballot: ballot.uuid, tracker: sealed?.tracker })
    await announceClose(ballot)
    expect(await again('announceClose')).toBe('ballot.step')
    letNoticePass(ballot)
    await close(ballot)
    expect(await unchanged(() => close(ballot))).toEqual({ returned: 1 })
    const share = await shareOf(ballot, 0)
    await bodyOf(putShare(ballot, 0, share))
    expect(await unchanged(() => bodyOf(putShare(ballot, 0, share)))).toEqual({ shares: 1, needed: 1 })
    const anotherShare = await shareOf(ballot, 0)
    expect(anotherShare).not.toBe(share)
    expect(await refused(app, () => putShare(ballot, 0, anotherShare), 409)).toBe('ballot.alreadySent')
    await count(ballot)
    await destroyUnused(ballot)
    expect(await again('count')).toBe('ballot.step')
    await destroyUnused(ballot)
    await unchanged(() => destroyUnused(ballot))
    await announce(ballot)
    expect(await again('announce')).toBe('ballot.step')
    expect(await again('void')).toBe('ballot.step')
  })

  test('by two people at the same moment counts once', async () => {
    const ballot = await ballotIn(hall, 'carded')
    await signZeroReports(ballot)
    const seals = await Promise.all([1, 2, 3].map(() => send(hall.secretary, `POST ${ballot.path}/seal`)))
    expect(seals.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    await checkSeal(ballot)
    const opens = await Promise.all([1, 2, 3].map(() => send(hall.secretary, `POST ${ballot.path}/open`)))
    expect(opens.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect((await verified(ballot)).checked.events).toBe(1)
    ballot.electionText = await (await send(hall.tablet, `GET ${ballot.path}/election.json`)).text()
    await issue(ballot, 3)
    await voteAll(ballot, [[0]])
    await announceClose(ballot)
    letNoticePass(ballot)
    await close(ballot)
    await openShares(ballot, [0])
    const counts = await Promise.all([1, 2, 3].map(() => send(hall.secretary, `POST ${ballot.path}/count`)))
    expect(counts.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    await destroyUnused(ballot)
    const announced = await Promise.all(
      [1, 2, 3].map(() => send(hall.secretary, `POST ${ballot.path}/announce`)),
    )
    expect(announced.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await verified(ballot)).toMatchObject({ stage: 'counted', checked: { partialDecryptions: 2 } })
  })
})

describeOnEachDatabase('the gates', (make) => {
  let app: TestApp
  let hall: TestHall
  let deputyIds: readonly string[]

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 7, tellers: 3 })
    ;({ deputyIds } = hall.assembly)
  })

  /** Where the number of tellers does not matter: one makes keys quickly. */
  const alone = () => ({ tellers: hall.tellers.slice(0, 1) })
  const tryTo = (ballot: TestBallot, step: Step) =>
    refused(app, () => attempt(ballot, step, rightPerson(ballot, step)), 409)
  const whyNot = async (ballot: TestBallot, step: Step) => {
    expect(await tryTo(ballot, step)).toBe('ballot.step')
    return (await problemOf(attempt(ballot, step, rightPerson(ballot, step)), 409)).detail
  }

  test('no seal without approved tellers', async () => {
    const ballot = await draft(hall, alone())
    await makeKeys(ballot)
    await makeBallotCards(ballot, 3)
    await signZeroReports(ballot)
    expect(await whyNot(ballot, 'seal')).toContain('the meeting has not approved the tellers yet')
    await approve(ballot)
    await sealBox(ballot)
  })

  test('no seal without the zero reports of the chief teller and one more', async () => {
    const ballot = await ballotIn(hall, 'carded')
    const sign = (teller: number) => signZeroReport(ballot, present(ballot.tellers[teller]))
    expect(await whyNot(ballot, 'seal')).toContain('the zero report needs the chief teller and one more')
    await sign(1)
    await tryTo(ballot, 'seal')
    await sign(2)
    expect(await whyNot(ballot, 'seal')).toContain('现有 2 份')
    await sign(0)
    await sealBox(ballot)
  })

  test('a chief teller alone signs the zero report where there is no other', async () => {
    const ballot = await ballotIn(hall, 'carded', alone())
    await tryTo(ballot, 'seal')
    await signZeroReports(ballot)
    await sealBox(ballot)
    expect((await view(ballot)).state).toBe('sealed')
  })

  test('no seal before every teller has entered the secret once more', async () => {
    const ballot = await draft(hall, { threshold: 2 })
    await approve(ballot)
    for (let round = 0; round < 3; round += 1) await keyRound(ballot)
    await makeBallotCards(ballot, 3)
    await signZeroReports(ballot)
    expect(await whyNot(ballot, 'seal')).toContain('0 of 3 have')
    await proveSecrets(ballot, [0, 2])
    expect(await whyNot(ballot, 'seal')).toContain('2 of 3 have')
    const wrong = (seed: Seed, uuid = ballot.uuid) =>
      send(present(ballot.tellers[1]), `PUT ${ballot.path}/keys/proof`, {
        message: proveSecret(uuid, seed, systemRandom),
      })
    const [first, second] = [present(ballot.seeds[0]), present(ballot.seeds[1])]
    // Another teller's, a new one, and the right one for another ballot.
    for (const attempted of [wrong(first), wrong(makeSeed(systemRandom)), wrong(second, '11111111111111')])
      expect((await problemOf(attempted, 400)).code).toBe('ballot.secret')
    await proveSecrets(ballot, [1])
    const { tellers } = (await consoleOf(ballot)).progress
    expect(tellers.map(({ secretProved }) => secretProved)).toEqual([true, true, true])
    await sealBox(ballot)
  })

  test('a key made anew has to be proved anew', async () => {
    const ballot = await ballotIn(hall, 'keyed', alone())
    await ask(hall.secretary, `POST ${ballot.path}/keys/restart`, { reason: '密码丢了' })
    expect((await consoleOf(ballot)).progress.tellers[0]).toMatchObject({ secretProved: false })
  })

  test('no announcement before the unused cards are counted and destroyed', async () => {
    const ballot = await ballotIn(hall, 'open', { ...alone(), cards: 5, issued: 3, votes: [[0]] })
    await announceClose(ballot)
    letNoticePass(ballot)
    await close(ballot)
    await openShares(ballot, [0])
    await count(ballot)
    expect(await whyNot(ballot, 'announce')).toContain('the unused cards have not been counted')
    await destroyUnused(ballot)
    await announce(ballot)
  })

  test('no archive before the seal', async () => {
    const ballot = await ballotIn(hall, 'carded', alone())
    for (const file of ['archive.bel', 'election.json', 'credentials.json', 'cards.json']) {
      expect((await problemOf(send(hall.tablet, `GET ${ballot.path}/${file}`), 409)).code).toBe(
        'ballot.notSealed',
      )
    }
  })

  test('no opening before so many tellers have checked the seal that too few are left to be deceived', async () => {
    const ballot = await ballotIn(hall, 'carded', { threshold: 2 })
    await signZeroReports(ballot)
    const fingerprint = await sealBox(ballot)
    expect(await whyNot(ballot, 'open')).toContain('tellers must check the sealed box')
    await checkSeal(ballot, [2])
    expect(await whyNot(ballot, 'open')).toContain('现有 1 名')
    const path = `POST ${ballot.path}/seal/check`
    const other = `${fingerprint.slice(1)}${fingerprint[0]}`
    const wrong = () => send(chiefOf(ballot), path, { fingerprint: other })
    expect(await refused(app, wrong, 409)).toBe('ballot.fingerprint')
    for (const body of [{}, { fingerprint: '' }, { fingerprint: 1 }, { fingerprint, more: 1 }]) {
      expect(await refused(app, () => send(chiefOf(ballot), path, body), 400)).toBe('input.invalid')
    }
    await checkSeal(ballot, [0])
    await openVoting(ballot)
    expect((await view(ballot)).state).toBe('open')
  })

  test('other cards may replace the first ones until the box is sealed, and are signed for anew', async () => {
    const ballot = await ballotIn(hall, 'carded', alone())
    await signZeroReports(ballot)
    await makeBallotCards(ballot, 5)
    expect((await consoleOf(ballot)).progress).toMatchObject({ cardsMade: 5 })
    await tryTo(ballot, 'seal')
    await signZeroReports(ballot)
    await sealBox(ballot)
    expect((await verified(ballot)).checked.credentials).toBe(5)
    const late = makeCards(ballot.uuid, 2, systemRandom)
    const answer = () => send(chiefOf(ballot), `POST ${ballot.path}/cards`, { credentials: late.credentials })
    expect(await refused(app, answer, 409)).toBe('ballot.step')
  })

  test('keys may be made anew until the box is sealed; cards and zero reports go with them', async () => {
    const ballot = await ballotIn(hall, 'carded', alone())
    await signZeroReports(ballot)
    await ask(hall.secretary, `POST ${ballot.path}/keys/restart`, { reason: '遗失密码纸' })
    expect((await consoleOf(ballot)).progress).toMatchObject({
      cardsMade: null,
      tellers: [{ keyStep: 'certificate', zeroReport: false }],
    })
    await makeKeys(ballot)
    await makeBallotCards(ballot, 2)
    await tryTo(ballot, 'seal')
    await signZeroReports(ballot)
    await sealBox(ballot)
    expect((await verified(ballot)).checked.credentials).toBe(2)
  })

  test('no opening below two thirds of all deputies', async () => {
    const meetingId = await hall.assembly.meeting(4)
    const ballot = await ballotIn(hall, 'sealed', { ...alone(), meetingId })
    const problem = await problemOf(attempt(ballot, 'open', hall.secretary), 409)
    expect(problem).toMatchObject({ code: 'ballot.step', present: 4, quorum: 5 })
    expect(problem.detail).toContain('4 present, quorum is 5')
    await tryTo(ballot, 'open')
    await ask(hall.secretary, `POST ${register(meetingId)}`, { deputyIds: deputyIds.slice(4, 5) })
    await openVoting(ballot)
    expect((await consoleOf(ballot)).progress).toMatchObject({ shouldAttend: 7, present: 5 })
  })

  test('nobody opens for an assembly without deputies', async () => {
    const empty = await makeHall(app, { deputies: 0 })
    const ballot = await ballotIn(empty, 'sealed')
    expect(await tryTo(ballot, 'open')).toBe('ballot.step')
  })

  test('no opening when more cards are out than deputies are present', async () => {
    const meetingId = await hall.assembly.meeting(6)
    const ballot = await ballotIn(hall, 'sealed', { ...alone(), meetingId, cards: 6 })
    await issue(ballot, 6)
    await ask(hall.secretary, `DELETE ${register(meetingId)}/${deputyIds[0]}`)
    expect(await tryTo(ballot, 'open')).toBe('ballot.numbers')
    await issue(ballot, 5)
    await openVoting(ballot)
  })

  test('the heads are counted at the opening; who leaves later stays counted, who comes later gets a card', async () => {
    const meetingId = await hall.assembly.meeting(5)
    const ballot = await ballotIn(hall, 'open', { ...alone(), meetingId, cards: 7, issued: 5 })
    await ask(hall.secretary, `DELETE ${register(meetingId)}/${deputyIds[0]}`)
    expect((await consoleOf(ballot)).progress).toMatchObject({ present: 5 })
    await ask(hall.secretary, `POST ${register(meetingId)}`, {
      deputyIds: [deputyIds[0], ...deputyIds.slice(5, 6)],
    })
    await issue(ballot, 6)
    expect((await consoleOf(ballot)).progress).toMatchObject({ present: 6, cardsIssued: 6 })
  })

  test('no more cards are issued than made, than deputies present, and no fewer than ballots in the box', async () => {
    const ballot = await ballotIn(hall, 'open', { ...alone(), cards: 5, issued: 3 })
    await voteAll(ballot, [[0], [1]])
    const issuing = (number: number) =>
      send(chiefOf(ballot), `PUT ${ballot.path}/cards/issued`, { count: number })
    for (const number of [6, 8, 1, 0]) {
      expect(await refused(app, () => issuing(number), 409)).toBe('ballot.numbers')
    }
    // How many are in the box is not told by the refusal either.
    expect((await problemOf(issuing(1), 409)).detail).toMatch(/there are more ballots in the box than that$/)
    for (const body of [{ count: -1 }, { count: 1.5 }, { count: '3' }, {}, { count: 3, more: 1 }]) {
      const answer = () => send(chiefOf(ballot), `PUT ${ballot.path}/cards/issued`, body)
      expect(await refused(app, answer, 400)).toBe('input.invalid')
    }
    await bodyOf(issuing(2))
    await bodyOf(issuing(5))
  })

  test('no close without issued cards, without notice, or before its time', async () => {
    const ballot = await ballotIn(hall, 'sealed', alone())
    await openVoting(ballot)
    expect(await whyNot(ballot, 'announceClose')).toContain('first record how many cards were issued')
    await issue(ballot, 3)
    expect(await whyNot(ballot, 'close')).toContain('first announce the close')
    const { closesAt } = await ask<{ closesAt: string }>(hall.secretary, `POST ${ballot.path}/close/announce`)
    const noticeMs = app.ctx.config.closeNoticeSeconds * 1000
    expect(Date.parse(closesAt)).toBe(app.clock.now().getTime() + noticeMs)
    expect((await view(ballot)).closesAt).toBe(closesAt)
    expect(await whyNot(ballot, 'announceClose')).toContain('announced already')
    app.clock.advance(app.ctx.config.closeNoticeSeconds - 1)
    expect(await whyNot(ballot, 'close')).toContain('the announced time has not come')
    await voteAll(ballot, [[0]])
    app.clock.advance(1)
    expect(await close(ballot)).toEqual({ returned: 1 })
  })

  test('no count with too few tellers', async () => {
    const ballot = await ballotIn(hall, 'closed', { threshold: 2 })
    expect(await whyNot(ballot, 'count')).toContain('2 tellers are needed, 0 have opened')
    await openShares(ballot, [1])
    expect(await whyNot(ballot, 'count')).toContain('2 tellers are needed, 1 have opened')
    await openShares(ballot, [2])
    // The chief teller may do it as well.
    await ask(chiefOf(ballot), `POST ${ballot.path}/count`)
    expect((await verified(ballot)).stage).toBe('counted')
  })

  test('keys can be made before or after the tellers are approved, cards only from complete keys', async () => {
    const ballot = await draft(hall)
    await keyRound(ballot)
    await tryTo(ballot, 'makeCards')
    await keyRound(ballot)
    await keyRound(ballot)
    expect((await view(ballot)).state).toBe('keyed')
    await approve(ballot)
    await makeBallotCards(ballot, 1)
  })

  test('after the close no late ballot comes in, and the archive stays as it was', async () => {
    const ballot = await ballotIn(hall, 'closed', { ...alone(), votes: [[0]] })
    const before = await archiveOf(ballot)
    const late = sealOn(ballot, 1, [1])
    expect(await refused(app, () => cast(ballot, late.text, hall.tablet), 409)).toBe('ballot.closed')
    expect(await archiveOf(ballot)).toEqual(before)
  })
})

describeOnEachDatabase('a draft', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 2 })
  })

  const drafting = (body: unknown) => () => send(hall.secretary, 'POST /api/ballots', body)

  test('names one chief among active tellers of its own assembly', async () => {
    const other = await makeHall(app, { tellers: 1 })
    const auditor = await hall.assembly.person('auditor')
    const gone = await hall.assembly.person('teller')
    await ask(hall.secretary, `PATCH /api/people/staff/${gone.staffId}`, { active: false })
    const good = draftBody(hall)
    const [chief, second] = hall.tellers.map(({ staffId }) => staffId)
    const lists = [
      [second],
      [chief, auditor.staffId],
      [chief, gone.staffId],
      [chief, 'nobody'],
      [chief, other.tellers[0]?.staffId],
      other.tellers.map(({ staffId }) => staffId),
    ]
    for (const tellerIds of lists) {
      expect(await refused(app, drafting({ ...good, tellerIds, threshold: 1 }), 400)).toBe('ballot.tellers')
    }
    expect(await refused(app, drafting({ ...good, meetingId: other.meetingId }), 400)).toBe('ballot.tellers')
    expect(await refused(app, drafting({ ...good, meetingId: 'none' }), 404)).toBe('people.meetingNotFound')
  })

  const bad: readonly [string, object, string][] = [
    ['no options', { options: [] }, '/options'],
    ['two options of one name', { options: ['路灯', '路灯'] }, '/options'],
    ['too many options', { options: Array.from({ length: 61 }, (_, i) => `项目${i}`) }, '/options'],
    ['an empty option', { options: ['路灯', ' '] }, '/options/1'],
    ['an option that cannot be shown', { options: ['路灯', 'a\u0000b'] }, '/options/1'],
    ['half a character', { title: '\ud800' }, '/title'],
    ['no title', { title: '' }, '/title'],
    ['more choices than options', { choicesMax: 4 }, '/choicesMax'],
    ['no choices', { choicesMax: 0 }, '/choicesMax'],
    ['choices where each project is asked for', { kind: 'each' }, '/choicesMax'],
    ['choose without how many', { choicesMax: undefined }, '/choicesMax'],
    ['an unknown kind', { kind: 'rank' }, '/kind'],
    ['a threshold above the tellers', { threshold: 3 }, '/threshold'],
    ['a threshold of nobody', { threshold: 0 }, '/threshold'],
    ['no tellers', { tellerIds: [] }, '/tellerIds'],
    ['a field that nobody knows', { colour: 'red' }, '/colour'],
    ['an id that is none', { meetingId: "x' or 1=1" }, '/meetingId'],
  ]
  test.each(bad)('is refused with %s', async (_name, change, pointer) => {
    const body = { ...draftBody(hall), ...change }
    const { code, issues } = await problemOf(drafting(body)(), 400)
    expect(code).toBe('input.invalid')
    expect(issues?.map((each) => each.pointer)).toContain(pointer)
    await refused(app, drafting(body), 400)
  })

  test('is refused when a teller is named twice', async () => {
    const [chief] = hall.tellers.map(({ staffId }) => staffId)
    expect(await refused(app, drafting({ ...draftBody(hall), tellerIds: [chief, chief] }), 400)).toBe(
      'input.invalid',
    )
  })

  test('is listed for everybody; the open ones can be asked for', async () => {
    const ballot = await draft(hall)
    const open = await ballotIn(hall, 'open', { tellers: hall.tellers.slice(0, 1) })
    const all = await ask<{ ballots: { uuid: string }[] }>(hall.tablet, 'GET /api/ballots')
    expect(all.ballots.map(({ uuid }) => uuid)).toEqual(expect.arrayContaining([ballot.uuid, open.uuid]))
    const only = await ask<{ ballots: { uuid: string }[] }>(hall.tablet, 'GET /api/ballots?state=open')
    expect(only.ballots.map(({ uuid }) => uuid)).toEqual([open.uuid])
  })
})
