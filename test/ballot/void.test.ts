/** A ballot declared void: for good, with a reason, and with everything that happened still to be seen. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Receipt } from '../../src/ballot/model.ts'
import type { BallotState } from '../../src/db/tables.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  archiveOf,
  ask,
  ballotIn,
  bodyOf,
  cast,
  makeHall,
  problemOf,
  sealOn,
  send,
  verified,
  view,
  voidIt,
  voteAll,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('a void ballot', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
  })

  describe.each(['draft', 'carded', 'sealed', 'open', 'closed', 'counted'] as const)(
    'that was %s',
    (state) => {
      test('says so with its reason, and nothing more can be done with it', async () => {
        const ballot = await ballotIn(hall, state, { votes: [[0]] })
        await voidIt(ballot, '候选项目\n名称有误')
        expect(await view(ballot)).toMatchObject({ state: 'void', voidReason: '候选项目\n名称有误' })
        const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
        const last = journal.trimEnd().split('\n').at(-1) ?? ''
        expect(JSON.parse(last)).toMatchObject({
          act: 'ballot.voided',
          role: 'presidium',
          payload: { ballot: ballot.uuid, reason: '候选项目\n名称有误', state },
        })
        const before = await stateOf(app.ctx.db)
        for (const step of ['seal', 'open', 'close/announce', 'close', 'count', 'announce']) {
          expect((await problemOf(send(hall.secretary, `POST ${ballot.path}/${step}`), 409)).code).toBe(
            'ballot.step',
          )
        }
        const again = send(hall.presidium, `POST ${ballot.path}/void`, { reason: '再来' })
        expect((await problemOf(again, 409)).code).toBe('ballot.step')
        expect(await stateOf(app.ctx.db)).toBe(before)
      })
    },
  )

  test('keeps its archive as it was, public and good; a ballot that was in has its receipt', async () => {
    const ballot = await ballotIn(hall, 'open')
    const [sealed] = await voteAll(ballot, [[0]])
    const archive = await archiveOf(ballot)
    await voidIt(ballot)
    expect(await archiveOf(ballot)).toEqual(archive)
    expect(await verified(ballot)).toMatchObject({ stage: 'open', checked: { ballots: 1 } })
    const { text, tracker } = present(sealed)
    expect(await bodyOf<Receipt>(cast(ballot, text, hall.tablet))).toEqual({ ballot: ballot.uuid, tracker })
    expect(await ask(hall.tablet, `GET ${ballot.path}/has/${tracker}`)).toMatchObject({ inBox: true })
    const late = cast(ballot, sealOn(ballot, 1, [1]).text, hall.tablet)
    expect((await problemOf(late, 409)).code).toBe('ballot.closed')
    expect(await view(ballot)).toMatchObject({ returned: 1, counts: null, figures: null })
  })

  test.each(['draft', 'carded'] as const)('that was never sealed (%s) has no archive', async (state) => {
    const ballot = await ballotIn(hall, state satisfies BallotState)
    await voidIt(ballot)
    expect((await problemOf(send(hall.tablet, `GET ${ballot.path}/archive.bel`), 409)).code).toBe(
      'ballot.notSealed',
    )
  })

  test('needs a reason that can be read', async () => {
    const ballot = await ballotIn(hall, 'draft')
    const path = `POST ${ballot.path}/void`
    for (const body of [{}, { reason: '' }, { reason: ' \n ' }, { reason: 'a\u0000' }, { reason: 1 }, []]) {
      expect((await problemOf(send(hall.presidium, path, body), 400)).code).toBe('input.invalid')
    }
    expect((await problemOf(send(hall.presidium, path, { reason: '长'.repeat(501) }), 400)).code).toBe(
      'input.invalid',
    )
    expect((await view(ballot)).state).toBe('draft')
  })

  test('that was announced cannot be undone', async () => {
    const ballot = await ballotIn(hall, 'announced')
    const voiding = send(hall.presidium, `POST ${ballot.path}/void`, { reason: '试' })
    expect((await problemOf(voiding, 409)).code).toBe('ballot.step')
    expect((await view(ballot)).state).toBe('announced')
  })

  test('does not push what is under way off the list, however many there are', async () => {
    const open = await ballotIn(hall, 'open')
    const { db } = app.ctx
    const row = await db
      .selectFrom('ballots')
      .selectAll()
      .where('uuid', '=', open.uuid)
      .executeTakeFirstOrThrow()
    const later = new Date(app.clock.now().getTime() + 60_000).toISOString()
    const ended = Array.from({ length: 200 }, (_, i) => ({
      ...row,
      uuid: `EndedSince${1000 + i}`,
      state: 'void' as const,
      void_reason: '后来作废',
      created_at: later,
    }))
    for (let i = 0; i < ended.length; i += 20)
      await db
        .insertInto('ballots')
        .values(ended.slice(i, i + 20))
        .execute()
    const { ballots } = await ask<{ ballots: { uuid: string; state: string }[] }>(
      hall.secretary,
      'GET /api/ballots',
    )
    expect(ballots).toHaveLength(200)
    expect(ballots.map(({ uuid }) => uuid)).toContain(open.uuid)
    // Still the newest first.
    expect(ballots[0]?.state).toBe('void')
  })
})
