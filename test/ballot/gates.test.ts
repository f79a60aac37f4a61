/** What must be there before a step: the gates between the states of a ballot. */
import { beforeAll, expect, test } from 'vitest'
import type { Step } from '../../src/ballot/states.ts'
import { makeCards } from '../../src/devices/cards.ts'
import { proveSecret } from '../../src/devices/teller.ts'
import { makeSeed, type Seed } from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  announce,
  announceClose,
  approve,
  archiveOf,
  ask,
  ballotIn,
  bodyOf,
  cast,
  checkSeal,
  chiefOf,
  close,
  consoleOf,
  count,
  destroyUnused,
  draft,
  issue,
  keyRound,
  letNoticePass,
  makeBallotCards,
  makeHall,
  makeKeys,
  openShares,
  openVoting,
  problemOf,
  proveSecrets,
  sealBox,
  sealOn,
  send,
  signZeroReport,
  signZeroReports,
  verified,
  view,
  voteAll,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'
import { attempt, rightPerson, refused } from '../support/steps.ts'

const register = (meetingId: string): string => `/api/people/meetings/${meetingId}/sign-ins`

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
