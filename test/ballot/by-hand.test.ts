/** The way back to paper: one act of the presidium, two counts that do not see each other, and a box that stays shut. */
import { beforeAll, expect, test } from 'vitest'
import type { HandCountTask } from '../../src/ballot/by-hand.ts'
import type { HandCount } from '../../src/ballot/model.ts'
import type { BallotState } from '../../src/db/tables.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  announce,
  announceClose,
  approve,
  ask,
  ballotIn,
  bodyOf,
  cast,
  close,
  consoleOf,
  letNoticePass,
  makeHall,
  openShares,
  problemOf,
  sealOn,
  send,
  switchMethod,
  verified,
  view,
  voteAll,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { present } from '../support/present.ts'

const COUNT: HandCount = {
  issued: 3,
  returned: 3,
  valid: 2,
  invalid: 1,
  figures: { kind: 'choose', blank: 1, approvals: [1, 0, 0] },
}

const enter = ({ tellers, path }: TestBallot, teller: number, count: object): Promise<Response> =>
  send(present(tellers[teller]), `PUT ${path}/hand-count`, count)

const taskOf = ({ tellers, path }: TestBallot, teller: number): Promise<HandCountTask> =>
  ask<HandCountTask>(present(tellers[teller]), `GET ${path}/hand-count`)

const entered = (ballot: TestBallot, teller: number, count: object): Promise<HandCountTask> =>
  bodyOf<HandCountTask>(enter(ballot, teller, count))

describeOnEachDatabase('a vote by hand', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 4, signedIn: 3, tellers: 3 })
  })

  const alone = () => ({ tellers: hall.tellers.slice(0, 1), threshold: 1 })
  const byHand = (): Promise<TestBallot> => ballotIn(hall, 'byHand', { threshold: 2 })

  test.each(['draft', 'keyed', 'carded', 'sealed', 'open', 'closed'] as const satisfies BallotState[])(
    'can be chosen in state %s, and what was in the box stays unopened',
    async (state) => {
      const ballot = await ballotIn(hall, state, { ...alone(), votes: [[0], [1]] })
      if (state === 'open') await voteAll(ballot, [[0], [1]])
      await switchMethod(ballot, 'paper', '平板断网')
      expect(await view(ballot)).toMatchObject({
        state: 'byHand',
        method: 'paper',
        methodReason: '平板断网',
        figures: null,
        counts: null,
      })
      for (const route of ['POST /count', 'POST /close', 'POST /open', 'POST /seal']) {
        const path = route.replace(' ', ` ${ballot.path}`)
        expect((await problemOf(send(hall.secretary, path), 409)).code).toBe('ballot.step')
      }
      if (state !== 'open' && state !== 'closed') return
      const report = await verified(ballot)
      expect(report).toMatchObject({ stage: 'closed', checked: { ballots: 2, partialDecryptions: 0 } })
      expect(report.result).toBeUndefined()
      const late = await problemOf(cast(ballot, sealOn(ballot, 2, [0]).text, hall.tablet), 409)
      expect(late.code).toBe('ballot.byHand')
    },
  )

  test('cannot be chosen once the sums are open, nor without a reason, nor by the secretary', async () => {
    const counted = await ballotIn(hall, 'counted', alone())
    const body = { method: 'paper', reason: '试' }
    expect((await problemOf(send(hall.presidium, `POST ${counted.path}/method`, body), 409)).code).toBe(
      'ballot.step',
    )
    const open = await ballotIn(hall, 'open', alone())
    const post = (who: TestHall['secretary'], given: object) => send(who, `POST ${open.path}/method`, given)
    expect((await problemOf(post(hall.secretary, body), 403)).code).toBe('session.role')
    expect((await problemOf(post(hall.presidium, { method: 'paper' }), 400)).code).toBe('input.invalid')
    expect((await problemOf(post(hall.presidium, { ...body, method: 'electronic' }), 400)).code).toBe(
      'input.invalid',
    )
  })

  test('two equal counts make the result, which is announced like any other', async () => {
    const ballot = await byHand()
    expect(await entered(ballot, 0, COUNT)).toEqual({
      own: COUNT,
      entered: 1,
      waiting: true,
      differences: null,
    })
    expect((await view(ballot)).state).toBe('byHand')
    expect(await entered(ballot, 2, COUNT)).toEqual({
      own: COUNT,
      entered: 2,
      waiting: false,
      differences: [],
    })
    expect(await view(ballot)).toMatchObject({
      state: 'counted',
      counts: { shouldAttend: 4, present: 3, issued: 3, returned: 3, valid: 2, invalid: 1, blank: 1 },
      figures: { kind: 'choose', blank: 1, approvals: [1, 0, 0] },
    })
    await announce(ballot)
    expect((await view(ballot)).state).toBe('announced')
  })

  test('neither sees what the other counted, only where they differ; the record does not tell either', async () => {
    const ballot = await byHand()
    const other = {
      ...COUNT,
      valid: 3,
      invalid: 0,
      figures: { kind: 'choose', blank: 1, approvals: [1, 1, 0] },
    }
    await entered(ballot, 0, COUNT)
    expect(await taskOf(ballot, 1)).toEqual({ own: null, entered: 1, waiting: false, differences: null })
    const places = ['/valid', '/invalid', '/figures/approvals/1']
    expect(await entered(ballot, 1, other)).toEqual({
      own: other,
      entered: 2,
      waiting: false,
      differences: places,
    })
    expect(await taskOf(ballot, 0)).toEqual({ own: COUNT, entered: 2, waiting: false, differences: places })
    const { progress } = await consoleOf(ballot)
    expect(progress.handCountDifferences).toEqual(places)
    expect(progress.tellers.map(({ handCount }) => handCount)).toEqual([true, true, false])
    expect((await view(ballot)).state).toBe('byHand')
    // A third teller does not decide between them.
    expect((await problemOf(enter(ballot, 2, COUNT), 409)).detail).toContain('two tellers are entering')
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const acts = journal.split('\n').filter((line) => line.includes('ballot.handCountEntered'))
    for (const line of acts) {
      const { payload } = JSON.parse(line) as { payload: object }
      expect(Object.keys(payload).toSorted()).toEqual(['ballot', 'round', 'teller'])
    }
    // Counted again by one: nothing is compared before the other has, too, so nobody finds a count by trying.
    const waiting = { entered: 2, waiting: true, differences: places }
    expect(await entered(ballot, 1, COUNT)).toMatchObject(waiting)
    expect(await entered(ballot, 1, other)).toMatchObject(waiting)
    expect(await entered(ballot, 1, COUNT)).toMatchObject(waiting)
    expect((await view(ballot)).state).toBe('byHand')
    const again = (await consoleOf(ballot)).progress.tellers.map(({ handCountAgain }) => handCountAgain)
    expect(again).toEqual([true, false, false])
    expect(await entered(ballot, 0, COUNT)).toMatchObject({ waiting: false, differences: [] })
    expect((await view(ballot)).state).toBe('counted')
  })

  test('when one of the two cannot go on, the presidium lets any two begin anew, with a reason', async () => {
    const ballot = await byHand()
    await entered(ballot, 0, COUNT)
    await entered(ballot, 1, {
      ...COUNT,
      valid: 3,
      invalid: 0,
      figures: { kind: 'choose', blank: 1, approvals: [1, 1, 0] },
    })
    const restart = (who: TestHall['secretary'], body: object = { reason: '一名监票人身体不适' }) =>
      send(who, `POST ${ballot.path}/hand-count/restart`, body)
    expect((await problemOf(restart(hall.secretary), 403)).code).toBe('session.role')
    expect((await problemOf(restart(hall.presidium, {}), 400)).code).toBe('input.invalid')
    await bodyOf(restart(hall.presidium))
    expect(await taskOf(ballot, 0)).toEqual({ own: null, entered: 0, waiting: false, differences: null })
    await entered(ballot, 2, COUNT)
    await entered(ballot, 0, COUNT)
    expect((await view(ballot)).state).toBe('counted')
  })

  const key = (uuid: string) =>
    app.ctx.db
      .selectFrom('ballots')
      .select('server_private_key')
      .where('uuid', '=', uuid)
      .executeTakeFirstOrThrow()

  test('the service forgets its share of the key, so that shares in the record open nothing', async () => {
    const ballot = await ballotIn(hall, 'closed', { ...alone(), votes: [[0]] })
    await openShares(ballot, [0])
    expect((await key(ballot.uuid)).server_private_key).not.toBe('')
    await switchMethod(ballot)
    expect(await key(ballot.uuid)).toEqual({ server_private_key: '' })
    const other = await ballotIn(hall, 'closed', { ...alone(), votes: [[0]] })
    await ask(hall.presidium, `POST ${other.path}/void`, { reason: '改期' })
    expect(await key(other.uuid)).toEqual({ server_private_key: '' })
  })

  test('a count that contradicts itself, the hall or the ballot is refused with the sentence, and not kept', async () => {
    const ballot = await byHand()
    const before = await stateOf(app.ctx.db)
    const wrong: readonly [object, string][] = [
      [{ ...COUNT, returned: 2 }, 'valid and invalid do not add up'],
      [{ ...COUNT, issued: 4 }, 'more cards issued than deputies present'],
      [{ ...COUNT, issued: 2 }, 'more ballots returned than cards issued'],
      [
        { ...COUNT, figures: { kind: 'choose', blank: 0, approvals: [1, 0, 0] } },
        'do not fit the number of ballots',
      ],
      [{ ...COUNT, figures: { kind: 'choose', blank: 1, approvals: [1, 0] } }, 'not those of this ballot'],
      [
        { ...COUNT, figures: { kind: 'each', options: [{ approve: 1, against: 1, blank: 0 }] } },
        'not those of this ballot',
      ],
    ]
    for (const [count, sentence] of wrong)
      expect((await problemOf(enter(ballot, 0, count), 409)).detail).toContain(sentence)
    expect((await problemOf(enter(ballot, 0, { ...COUNT, issued: -1 }), 400)).code).toBe('input.invalid')
    expect(await stateOf(app.ctx.db)).toBe(before)
  })

  test('by a show of hands, hands are counted and no cards', async () => {
    const ballot = await ballotIn(hall, 'draft', { choicesMax: 1 })
    await switchMethod(ballot, 'hands', '全场断电')
    const early = await problemOf(enter(ballot, 0, COUNT), 409)
    expect(early.detail).toContain('has not approved the tellers')
    await approve(ballot)
    const hands = { issued: 3, returned: 3, valid: 3, invalid: 0 }
    // Nobody can tell who raised a hand for how many.
    const figures = { kind: 'choose', blank: 0, approvals: [3, 2, 0] }
    await entered(ballot, 0, { ...hands, figures })
    await entered(ballot, 1, { ...hands, figures })
    expect(await view(ballot)).toMatchObject({ state: 'counted', method: 'hands', figures })
    await announce(ballot)
  })

  test('below the quorum nobody counts', async () => {
    const meetingId = await hall.assembly.meeting(2)
    const ballot = await ballotIn(hall, 'draft', { meetingId })
    await approve(ballot)
    await switchMethod(ballot)
    expect(
      (await problemOf(enter(ballot, 0, { ...COUNT, issued: 2, returned: 2, valid: 1 }), 409)).detail,
    ).toContain('quorum is 3')
  })

  test('tellers who have opened already do not make it a count: the presidium may still switch', async () => {
    const ballot = await ballotIn(hall, 'open', { threshold: 2, votes: [[0]] })
    await voteAll(ballot, [[0]])
    await announceClose(ballot)
    letNoticePass(ballot)
    await close(ballot)
    await openShares(ballot, [0])
    await switchMethod(ballot)
    expect((await problemOf(send(hall.secretary, `POST ${ballot.path}/count`), 409)).code).toBe('ballot.step')
    await ask(hall.presidium, `POST ${ballot.path}/void`, { reason: '改期' })
    expect((await view(ballot)).state).toBe('void')
  })
})
