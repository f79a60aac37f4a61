/** From the fixed list to the outcome over HTTP: votes, run-offs, fewer than there are seats, and the reserve. */
import { beforeAll, expect, test } from 'vitest'
import type { VoteView } from '../../src/decide/model.ts'
import { compactJson, sha256Hex } from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  announce,
  ask,
  ballotAt,
  ballotIn,
  bodyOf,
  bring,
  draft,
  makeHall,
  problemOf,
  send,
  verified,
  view,
  voidIt,
  type Asker,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import {
  announceVote,
  decide,
  draftCycle,
  fixedCycle,
  readCycle,
  readVote,
  reserveOf,
  startRunoff,
  startVote,
  voteBody,
  type TestCycle,
} from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { present } from '../support/present.ts'

const [A, B, C, D] = [0, 1, 2, 3]
const NAMES = ['路灯', '水渠', '医务室', '公厕']

/** Three deputies, two seats, two approvals needed: 路灯 3, 水渠 2, 医务室 1. */
const CLEAR = [
  [A, B],
  [A, B],
  [A, C],
]
/** Of five deputies: 路灯 4, 水渠 3, 医务室 3. */
const TIE = [
  [A, B],
  [A, B],
  [A, C],
  [A, C],
  [B, C],
]
/** Of three deputies: 路灯 2, 水渠 1. */
const SHORTFALL = [[A, B], [A], []]

let app: TestApp
let hall: TestHall

const runoffRoute = ({ uuid }: TestBallot): string => `POST /api/decide/votes/${uuid}/runoff`
const fewerRoute = ({ uuid }: TestBallot): string => `POST /api/decide/votes/${uuid}/accept-fewer`
const announceRoute = ({ uuid }: TestBallot): string => `POST /api/decide/votes/${uuid}/announce`
const startRoute = (id: string): string => `POST /api/decide/cycles/${id}/votes`
const namesOf = ({ candidates }: VoteView, places: readonly number[] = []): string[] =>
  places.map((i) => present(candidates[i]).name)

/** Sends what must be refused, and sees that nothing came of it. */
async function refused(who: Asker, route: string, body: unknown, status: number): Promise<string> {
  const before = await stateOf(app.ctx.db)
  const { code } = await problemOf(send(who, route, body), status)
  expect(await stateOf(app.ctx.db)).toBe(before)
  return code
}

async function actsOf({ uuid }: { uuid: string }): Promise<string[]> {
  const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
  return journal
    .split('\n')
    .filter((line) => line.includes(uuid))
    .map((line) => (JSON.parse(line) as { act: string }).act)
}

async function reserveNames(cycle: TestCycle): Promise<string[]> {
  return (await reserveOf(hall, cycle)).reserve.map(({ name, approvals }) => `${name} ${approvals}`)
}

describeOnEachDatabase('the year’s vote', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 3, tellers: 1 })
  })

  test('is on the whole fixed list, with the rule’s seats and majority, and names its dossiers', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const ballot = await startVote(hall, cycle)
    expect(await readVote(ballot)).toMatchObject({
      cycleId: cycle.id,
      reason: 'first',
      runoffOf: null,
      state: 'draft',
      seats: 2,
      majority: 'over-half-of-all-deputies',
      counts: null,
      outcome: null,
      announcement: null,
    })
    const { candidates } = await readCycle(hall, cycle)
    const seen = await view(ballot)
    expect(seen).toMatchObject({ kind: 'choose', choicesMax: 2, options: NAMES })
    const digest = sha256Hex(compactJson(candidates.map(({ dossierDigest }) => dossierDigest)))
    expect(seen.description).toContain(digest)
  })

  test('chooses the first by approvals, announces it once, and keeps the rest in the reserve', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const ballot = await startVote(hall, cycle)
    const announced = await decide(ballot, CLEAR)
    expect(announced).toMatchObject({
      state: 'announced',
      counts: { shouldAttend: 3, present: 3, issued: 3, returned: 3, valid: 3, invalid: 0, blank: 0 },
      outcome: { needed: 2, elected: [A, B], tied: [], tiedSeats: 0, unfilled: 0 },
    })
    expect(announced.candidates.map(({ approvals }) => approvals)).toEqual([3, 2, 1, 0])
    const text = present(announced.announcement)
    expect(text).toContain('太和镇人民代表大会公告')
    expect(text).toContain('应到代表3名，实到3名。发出选票3张，收回3张')
    expect(text).toContain('决定：路灯（3票）、水渠（2票）。')
    expect(text).toContain('未入选：医务室（1票）、公厕（0票）。')
    expect(text).toContain(`选举指纹：${(await view(ballot)).fingerprint}`)
    expect(await reserveNames(cycle)).toEqual(['医务室 1', '公厕 0'])
    expect((await verified(ballot)).stage).toBe('counted')

    // Pressed again: the same answer, and nothing in the journal.
    const before = await stateOf(app.ctx.db)
    expect(await announceVote(ballot)).toEqual(announced)
    expect(await readVote(ballot)).toEqual(announced)
    expect(await stateOf(app.ctx.db)).toBe(before)
    expect((await actsOf(ballot)).slice(-4)).toEqual([
      'ballot.counted',
      'ballot.unusedDestroyed',
      'ballot.announced',
      'decide.outcome',
    ])
    expect(await refused(hall.secretary, `POST ${ballot.path}/announce`, undefined, 409)).toBe('ballot.step')
    expect(await refused(hall.secretary, runoffRoute(ballot), voteBody(hall), 409)).toBe('decide.noRunoff')
    expect(await refused(hall.presidium, fewerRoute(ballot), { reason: '试' }, 409)).toBe(
      'decide.nothingUnfilled',
    )
    const again = `POST /api/decide/cycles/${cycle.id}/votes`
    expect(await refused(hall.secretary, again, voteBody(hall), 409)).toBe('decide.voteExists')
  })

  test('announced by several at once is announced once', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const ballot = await bring(await startVote(hall, cycle), 'counted', { cards: 3, votes: CLEAR })
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => announceVote(ballot)))
    expect(one).toEqual(two)
    expect(two).toEqual(three)
    const acts = await actsOf(ballot)
    expect(acts.filter((act) => act === 'decide.outcome')).toHaveLength(1)
    expect(acts.filter((act) => act === 'ballot.announced')).toHaveLength(1)
  })

  test('of which only the ballot was announced can still have its outcome', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const ballot = await bring(await startVote(hall, cycle), 'counted', { cards: 3, votes: CLEAR })
    await announce(ballot)
    expect((await readVote(ballot)).outcome).toBeNull()
    expect(await refused(hall.secretary, runoffRoute(ballot), voteBody(hall), 409)).toBe('decide.notCounted')
    expect((await announceVote(ballot)).outcome).toMatchObject({ elected: [A, B] })
  })

  test('where each project is asked for goes by the approvals', async () => {
    const cycle = await fixedCycle(hall, NAMES.slice(0, 3), { marking: 'each' })
    const ballot = await startVote(hall, cycle)
    expect(await view(ballot)).toMatchObject({ kind: 'each', options: NAMES.slice(0, 3) })
    const announced = await decide(ballot, [
      [0, 0, 1],
      [0, 0, null],
      [0, null, 0],
    ])
    expect(announced.candidates.map(({ approvals }) => approvals)).toEqual([3, 2, 1])
    expect(announced.outcome).toMatchObject({ elected: [A, B], tied: [], unfilled: 0 })
  })

  test('is not announced before it is counted, nor when it is void', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const ballot = await startVote(hall, cycle)
    expect(await refused(hall.secretary, announceRoute(ballot), undefined, 409)).toBe('decide.notCounted')
    await bring(ballot, 'closed', { cards: 3, votes: CLEAR.slice(0, 3) })
    expect(await refused(hall.secretary, announceRoute(ballot), undefined, 409)).toBe('decide.notCounted')
    await voidIt(ballot)
    expect(await refused(hall.secretary, announceRoute(ballot), undefined, 409)).toBe('decide.notCounted')
  })

  test('declared void makes room for a new one', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const first = await startVote(hall, cycle)
    const route = `POST /api/decide/cycles/${cycle.id}/votes`
    expect(await refused(hall.secretary, route, voteBody(hall), 409)).toBe('decide.voteExists')
    await voidIt(first)
    app.clock.advance(1)
    const second = await startVote(hall, cycle)
    await decide(second, CLEAR)
    const { votes } = await ask<{ votes: VoteView[] }>(
      hall.tablet,
      `GET /api/decide/cycles/${cycle.id}/votes`,
    )
    expect(votes.map(({ ballot, reason, state }) => [ballot, reason, state])).toEqual([
      [first.uuid, 'first', 'void'],
      [second.uuid, 'first', 'announced'],
    ])
    expect(await reserveNames(cycle)).toEqual(['医务室 1', '公厕 0'])
  })

  test('started by two people at once is one vote', async () => {
    for (let round = 0; round < 4; round += 1) {
      const cycle = await fixedCycle(hall, NAMES)
      const route = `POST /api/decide/cycles/${cycle.id}/votes`
      const answers = await Promise.all([1, 2, 3].map(() => send(hall.secretary, route, voteBody(hall))))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    }
  })
})

describeOnEachDatabase('a tie at the cut-off', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 5, tellers: 1 })
  })

  test('goes to a run-off among the tied, as often as they tie, and the reserve waits for it', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const first = await startVote(hall, cycle)
    expect(await decide(first, TIE)).toMatchObject({
      outcome: { needed: 3, elected: [A], tied: [B, C], tiedSeats: 1, unfilled: 0 },
      announcement: expect.stringContaining('水渠（3票）、医务室（3票）得票相等，就其中1项再次投票。'),
    })
    expect(await reserveNames(cycle)).toEqual([])
    expect(await refused(hall.presidium, fewerRoute(first), { reason: '试' }, 409)).toBe(
      'decide.nothingUnfilled',
    )

    const second = await startRunoff(first)
    expect(await readVote(second)).toMatchObject({
      reason: 'tie',
      runoffOf: first.uuid,
      seats: 1,
      majority: 'none',
      candidates: [
        { name: '水渠', position: B },
        { name: '医务室', position: C },
      ],
    })
    expect(await view(second)).toMatchObject({ options: ['水渠', '医务室'], choicesMax: 1 })
    expect(await refused(hall.secretary, runoffRoute(first), voteBody(hall), 409)).toBe('decide.voteExists')
    expect(await refused(hall.secretary, runoffRoute(second), voteBody(hall), 409)).toBe('decide.notCounted')
    const tiedAgain = await decide(second, [[0], [0], [1], [1], []])
    expect(tiedAgain.outcome).toMatchObject({ elected: [], tied: [0, 1], tiedSeats: 1, unfilled: 0 })
    expect(tiedAgain.announcement).toContain('（再次投票）')
    expect(await reserveNames(cycle)).toEqual([])

    const third = await startRunoff(second)
    const last = await decide(third, [[0], [1], [1], [], []])
    expect(namesOf(last, last.outcome?.elected)).toEqual(['医务室'])
    // By ranking alone: two of five are enough among the tied.
    expect(last.outcome).toMatchObject({ needed: 1, tied: [], unfilled: 0 })
    expect(await reserveNames(cycle)).toEqual(['水渠 1', '公厕 0'])
    for (const ballot of [first, second, third]) expect((await verified(ballot)).stage).toBe('counted')
  })

  test('whose run-off was void goes to another one', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const first = await startVote(hall, cycle)
    await decide(first, TIE)
    const spoilt = await startRunoff(first)
    await voidIt(spoilt)
    const second = await startRunoff(first)
    const last = await decide(second, [[0], [0], [1]])
    expect(namesOf(last, last.outcome?.elected)).toEqual(['水渠'])
    expect(await reserveNames(cycle)).toEqual(['医务室 1', '公厕 0'])
  })

  test('has one run-off, also when two start it at once', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const first = await startVote(hall, cycle)
    await decide(first, TIE)
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(hall.secretary, runoffRoute(first), voteBody(hall))),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  })

  test('in which nobody gets a single approval leaves the seat unfilled', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const first = await startVote(hall, cycle)
    await decide(first, TIE)
    const second = await startRunoff(first)
    expect((await decide(second, [[], [], []])).outcome).toMatchObject({ elected: [], unfilled: 1 })
    await ask(hall.presidium, fewerRoute(second), { reason: '本次不再投票' })
    expect(await reserveNames(cycle)).toEqual(['水渠 0', '医务室 0', '公厕 0'])
  })
})

describeOnEachDatabase('too few majorities', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 3, tellers: 1 })
  })

  test('go to a further vote among the rest, by the rule’s majority', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const first = await startVote(hall, cycle)
    const announced = await decide(first, SHORTFALL)
    expect(announced.outcome).toMatchObject({ needed: 2, elected: [A], tied: [], unfilled: 1 })
    expect(announced.announcement).toContain('尚缺1项，另行决定。')
    expect(await reserveNames(cycle)).toEqual([])
    const second = await startRunoff(first)
    expect(await readVote(second)).toMatchObject({
      reason: 'shortfall',
      runoffOf: first.uuid,
      seats: 1,
      majority: 'over-half-of-all-deputies',
      candidates: [{ position: B }, { position: C }, { position: D }],
    })
    expect(await refused(hall.presidium, fewerRoute(first), { reason: '试' }, 409)).toBe('decide.voteExists')
    const last = await decide(second, [[0], [0], [2]])
    expect(namesOf(last, last.outcome?.elected)).toEqual(['水渠'])
    expect(await reserveNames(cycle)).toEqual(['医务室 0', '公厕 1'])
  })

  test('are accepted by the presidium with a reason, once', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const ballot = await startVote(hall, cycle)
    const early = fewerRoute(ballot)
    expect(await refused(hall.presidium, early, { reason: '试' }, 409)).toBe('decide.notCounted')
    await decide(ballot, SHORTFALL)
    expect(await refused(hall.secretary, fewerRoute(ballot), { reason: '试' }, 403)).toBe('session.role')
    for (const body of [{}, { reason: '' }, { reason: 'a\u0007' }]) {
      expect(await refused(hall.presidium, fewerRoute(ballot), body, 400)).toBe('input.invalid')
    }
    const reason = '其余项目明年再议'
    const accepted = await ask<VoteView>(hall.presidium, fewerRoute(ballot), { reason })
    expect(accepted).toMatchObject({ acceptedFewerReason: reason, outcome: { unfilled: 1 } })
    expect(await reserveNames(cycle)).toEqual(['水渠 1', '医务室 0', '公厕 0'])
    const before = await stateOf(app.ctx.db)
    const again = await ask<VoteView>(hall.presidium, fewerRoute(ballot), { reason: '另一个理由' })
    expect(again).toEqual(accepted)
    expect(await stateOf(app.ctx.db)).toBe(before)
    expect(await refused(hall.secretary, runoffRoute(ballot), voteBody(hall), 409)).toBe('decide.noRunoff')
  })

  test('are accepted after a further vote was void; and a further vote and the acceptance exclude each other', async () => {
    const cycle = await fixedCycle(hall, NAMES)
    const ballot = await startVote(hall, cycle)
    await decide(ballot, SHORTFALL)
    await voidIt(await startRunoff(ballot))
    const [runoff, fewer] = await Promise.all([
      send(hall.secretary, runoffRoute(ballot), voteBody(hall)),
      send(hall.presidium, fewerRoute(ballot), { reason: '其余项目明年再议' }),
    ])
    expect([`${runoff.status} ${fewer.status}`]).toEqual([expect.stringMatching(/^(201 409|409 200)$/)])
    expect(await reserveNames(cycle)).toHaveLength(fewer.status === 200 ? 3 : 0)
  })

  test('of a list shorter than its seats are unfilled from the start', async () => {
    const cycle = await fixedCycle(hall, ['路灯'], { seats: 3 })
    const ballot = await startVote(hall, cycle)
    expect(await view(ballot)).toMatchObject({ choicesMax: 1 })
    const announced = await decide(ballot, [[0], [0], [0]])
    expect(announced.outcome).toMatchObject({ elected: [0], unfilled: 2 })
    // Nobody is left to vote on.
    expect(await refused(hall.secretary, runoffRoute(ballot), voteBody(hall), 409)).toBe('decide.noRunoff')
    await ask(hall.presidium, fewerRoute(ballot), { reason: '没有其他候选项目' })
    expect(await reserveNames(cycle)).toEqual([])
  })

  test('among those present, absent deputies do not count against', async () => {
    const meetingId = await hall.assembly.meeting(2)
    const cycle = await fixedCycle(hall, NAMES.slice(0, 2), { seats: 1, majority: 'over-half-of-present' })
    const route = `POST /api/decide/cycles/${cycle.id}/votes`
    const { ballot: uuid } = await ask<{ ballot: string }>(
      hall.secretary,
      route,
      { ...voteBody(hall), meetingId },
      201,
    )
    const announced = await decide(await ballotAt(hall, uuid), [[0], [0]])
    expect(announced).toMatchObject({
      counts: { shouldAttend: 3, present: 2 },
      outcome: { needed: 2, elected: [0] },
    })
  })
})

describeOnEachDatabase('who may decide what', (make) => {
  let cycle: TestCycle
  let ballot: TestBallot

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 3, tellers: 1 })
    cycle = await fixedCycle(hall, NAMES)
    ballot = await ballotIn(hall, 'draft')
  })

  test('the secretary drafts and announces, the presidium accepts; nobody else, and nobody from elsewhere', async () => {
    const vote = await startVote(hall, cycle)
    const start = `POST /api/decide/cycles/${cycle.id}/votes`
    const routes: readonly [string, unknown, 'secretary' | 'presidium'][] = [
      [start, voteBody(hall), 'secretary'],
      [announceRoute(vote), undefined, 'secretary'],
      [runoffRoute(vote), voteBody(hall), 'secretary'],
      [fewerRoute(vote), { reason: '试' }, 'presidium'],
    ]
    const other = await makeHall(app, { tellers: 1 })
    const auditor = await hall.assembly.person('auditor')
    for (const [route, body, role] of routes) {
      const wrong = [hall.tellers[0], auditor, role === 'secretary' ? hall.presidium : hall.secretary]
      for (const who of wrong) {
        expect([route, await refused(present(who), route, body, 403)]).toEqual([route, 'session.role'])
      }
      expect(await refused(hall.tablet, route, body, 401)).toBe('session.signInNeeded')
      expect(await refused(other[role], route, body, 404)).toBe('decide.voteNotFound')
    }
  })

  test('no vote without a fixed list, on a year that does not exist, or with a ballot that is no vote', async () => {
    const unfixed = await draftCycle(hall, NAMES)
    expect(await refused(hall.secretary, startRoute(unfixed.id), voteBody(hall), 409)).toBe(
      'order.listNotFixed',
    )
    expect(await refused(hall.secretary, startRoute('none'), voteBody(hall), 404)).toBe('order.cycleNotFound')
    expect(await refused(hall.secretary, startRoute('%00'), voteBody(hall), 400)).toBe('input.invalid')
    expect(await refused(hall.secretary, announceRoute(ballot), undefined, 404)).toBe('decide.voteNotFound')
    expect(await refused(hall.secretary, runoffRoute(ballot), voteBody(hall), 404)).toBe(
      'decide.voteNotFound',
    )
    for (const path of [
      `/api/decide/votes/${ballot.uuid}`,
      '/api/decide/votes/11111111111111',
      '/api/decide/cycles/none/votes',
      '/api/decide/cycles/none/reserve',
    ]) {
      expect([path, (await problemOf(send(hall.tablet, `GET ${path}`), 404)).status]).toEqual([path, 404])
    }
    expect(await ask(hall.tablet, `GET /api/decide/cycles/${unfixed.id}/votes`)).toEqual({ votes: [] })
  })

  test('tellers and the meeting are checked as for any ballot', async () => {
    const fresh = await fixedCycle(hall, NAMES)
    const start = `POST /api/decide/cycles/${fresh.id}/votes`
    const good = voteBody(hall)
    const bad: readonly [object, number, string][] = [
      [{ ...good, threshold: 0 }, 400, 'input.invalid'],
      [{ ...good, threshold: 2 }, 400, 'input.invalid'],
      [{ ...good, tellerIds: [] }, 400, 'input.invalid'],
      [{ ...good, tellerIds: [good.tellerIds[0], good.tellerIds[0]] }, 400, 'input.invalid'],
      [{ ...good, tellerIds: ['nobody'] }, 400, 'ballot.tellers'],
      [{ ...good, tellerIds: [hall.secretary.staffId] }, 400, 'ballot.tellers'],
      [{ ...good, meetingId: 'none' }, 404, 'people.meetingNotFound'],
      [{ ...good, seats: 9 }, 400, 'input.invalid'],
    ]
    for (const [body, status, code] of bad) {
      expect([body, await refused(hall.secretary, start, body, status)]).toEqual([body, code])
    }
    await bodyOf(send(hall.secretary, start, good), 201)
  })

  test('a ballot outside a year is announced by itself', async () => {
    const alone = await draft(hall)
    await bring(alone, 'announced', { votes: [[0]] })
    expect((await view(alone)).state).toBe('announced')
  })
})
