/** A practice vote: everything of the real one but the opening. */
import { beforeAll, expect, test } from 'vitest'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  announceClose,
  approve,
  archiveOf,
  ask,
  ballotAt,
  bring,
  checkSeal,
  close,
  draftBody,
  issue,
  letNoticePass,
  makeHall,
  openVoting,
  problemOf,
  send,
  shareOf,
  verified,
  view,
  voidIt,
  voteAll,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

describeOnEachDatabase('a practice vote', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    // The evening before: nobody has signed in.
    hall = await makeHall(app, { deputies: 5, signedIn: 0, tellers: 1 })
  })

  async function practice(): Promise<TestBallot> {
    const body = { ...draftBody(hall), practice: true }
    const { uuid } = await ask<{ uuid: string }>(hall.secretary, 'POST /api/ballots', body, 201)
    return ballotAt(hall, uuid)
  }

  test('is marked in its title, its view and its archive, and opens without a quorum', async () => {
    const ballot = await practice()
    expect(await view(ballot)).toMatchObject({ practice: true, title: '【试投】2026年民生实事项目票决' })
    await bring(ballot, 'sealed', { cards: 3 })
    await issue(ballot, 3)
    await openVoting(ballot)
    await voteAll(ballot, [[0], [1]])
    const report = await verified(ballot)
    expect(report.election?.name).toContain('【试投】')
    expect(report.electionText).toContain('不开箱')
  })

  test('is never opened: no sum, no share, no count, no announcement, not by hand either', async () => {
    const ballot = await bring(await practice(), 'sealed', { cards: 3 })
    await issue(ballot, 3)
    await openVoting(ballot)
    await voteAll(ballot, [[0], [1]])
    await announceClose(ballot)
    letNoticePass(ballot)
    expect(await close(ballot)).toEqual({ returned: 2 })
    expect((await verified(ballot)).encryptedTally).toBeUndefined()
    await expect(shareOf(ballot, 0)).rejects.toThrow('never opened')
    for (const [who, route, body] of [
      [hall.tellers[0], 'PUT /share', { message: '{}' }],
      [hall.secretary, 'POST /count', undefined],
      [hall.secretary, 'POST /announce', undefined],
      [hall.presidium, 'POST /method', { method: 'paper', reason: '试' }],
    ] as const) {
      const path = route.replace(' ', ` ${ballot.path}`)
      expect((await problemOf(send(who as TestHall['secretary'], path, body), 409)).code).toBe('ballot.step')
    }
  })

  test('ends when the secretary says so; the service then has no share of its key any more', async () => {
    const ballot = await bring(await practice(), 'sealed', { cards: 3 })
    const row = () =>
      app.ctx.db
        .selectFrom('ballots')
        .select(['server_private_key', 'state'])
        .where('uuid', '=', ballot.uuid)
        .executeTakeFirstOrThrow()
    expect((await row()).server_private_key).not.toBe('')
    await ask(hall.secretary, `POST ${ballot.path}/void`, { reason: '试投结束' })
    expect(await row()).toEqual({ server_private_key: '', state: 'void' })
    // What was cast stays in the record.
    expect((await archiveOf(ballot)).length).toBeGreaterThan(0)
  })

  test('a real vote is not the secretary’s to void, but for a draft that nobody has worked on', async () => {
    const draft = async () => {
      const { uuid } = await ask<{ uuid: string }>(hall.secretary, 'POST /api/ballots', draftBody(hall), 201)
      return ballotAt(hall, uuid)
    }
    const mere = await draft()
    await ask(hall.secretary, `POST ${mere.path}/void`, { reason: '重新设定' })
    expect((await view(mere)).state).toBe('void')
    const ballot = await draft()
    await approve(ballot)
    const refused = await problemOf(send(hall.secretary, `POST ${ballot.path}/void`, { reason: '试' }), 403)
    expect(refused.code).toBe('session.role')
    await voidIt(ballot)
    const empty = await bring(await practice(), 'carded', { cards: 2 })
    expect((await view(empty)).state).toBe('carded')
    await expect(checkSeal(empty)).rejects.toThrow('409')
  })
})
