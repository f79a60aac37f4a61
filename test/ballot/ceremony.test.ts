/** The ceremony from draft to announcement: in its order it goes through, in any other it is refused without a trace. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Receipt } from '../../src/ballot/model.ts'
import type { Step } from '../../src/ballot/states.ts'
import type { BallotState } from '../../src/db/tables.ts'
import { makeCards } from '../../src/devices/cards.ts'
import { ROLES } from '../../src/http/session.ts'
import { makeApp, PASSWORD, type TestApp } from '../support/app.ts'
import {
  announce,
  announceClose,
  approve,
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
  issue,
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
  send,
  shareOf,
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
import { STATES, STEPS, NAMES, attempt, rightPerson, refused } from '../support/steps.ts'

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
