/** Practice on a year's list, the dossiers that tablets show, and a list that is opened again. */
import { beforeAll, expect, test } from 'vitest'
import type { VoteDossiers, VoteView } from '../../src/decide/model.ts'
import type { CycleView } from '../../src/order/handover.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, makeHall, problemOf, send, type TestHall } from '../support/ballots.ts'
import { reviewOf } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const DOSSIER = {
  category: '交通',
  content: '改造村道三公里。',
  place: '中和村',
  responsibleUnit: '规划建设办',
  budgetFen: 120_000_000,
  finishBy: '2026-11-30',
}
const RULE = {
  seats: 1,
  ratio: '50%',
  ratioBasis: 'of-seats',
  rounding: 'up',
  marking: 'choose',
  majority: 'over-half-of-all-deputies',
  tie: 'revote',
}

describeOnEachDatabase('around a vote of a year', (make) => {
  let app: TestApp
  let hall: TestHall
  let year = 2030

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 3, tellers: 1 })
  })

  async function fixedYear(): Promise<string> {
    const { id } = await ask<{ id: string }>(
      hall.secretary,
      'POST /api/order/cycles',
      { year: year++, rule: RULE },
      201,
    )
    const path = `/api/order/cycles/${id}`
    const carried = { for: 3, against: 0, abstain: 0 }
    await ask(hall.presidium, `POST ${path}/rule/adopt`, carried)
    await ask(hall.secretary, `POST ${path}/candidates`, { name: '修路', ...DOSSIER, funding: '镇财政' }, 201)
    await ask(hall.secretary, `POST ${path}/candidates`, { name: '改水', ...DOSSIER }, 201)
    await ask(hall.presidium, `POST ${path}/review`, await reviewOf(hall, { path }, carried))
    return id
  }
  const body = () => ({ meetingId: hall.meetingId, tellerIds: [hall.tellers[0]?.staffId], threshold: 1 })
  const draft = (id: string, what: 'votes' | 'practice') =>
    send(hall.secretary, `POST /api/decide/cycles/${id}/${what}`, body())
  const drafted = (id: string, what: 'votes' | 'practice'): Promise<{ ballot: string }> =>
    ask(hall.secretary, `POST /api/decide/cycles/${id}/${what}`, body(), 201)
  const voidIt = (uuid: string) =>
    ask(hall.presidium, `POST /api/ballots/${uuid}/void`, { reason: '试投结束' })

  test('a practice vote has the list of the year, and neither takes the place of the vote nor decides', async () => {
    const id = await fixedYear()
    const { ballot } = await drafted(id, 'practice')
    const view = await ask<VoteView>(hall.tablet, `GET /api/decide/votes/${ballot}`)
    expect(view).toMatchObject({ reason: 'practice', seats: 1, outcome: null })
    expect(view.candidates.map(({ name }) => name)).toEqual(['修路', '改水'])
    expect((await problemOf(draft(id, 'practice'), 409)).code).toBe('decide.practiceExists')
    const first = await drafted(id, 'votes')
    expect((await problemOf(draft(id, 'votes'), 409)).code).toBe('decide.voteExists')
    expect(
      (await problemOf(send(hall.secretary, `POST /api/decide/votes/${ballot}/announce`), 409)).code,
    ).toBe('decide.notCounted')
    expect((await ask<VoteView>(hall.tablet, `GET /api/decide/votes/${first.ballot}`)).reason).toBe('first')
    await voidIt(ballot)
    await drafted(id, 'practice')
  })

  test('nobody practises while the vote itself goes on', async () => {
    const id = await fixedYear()
    const { ballot } = await drafted(id, 'votes')
    await ask(hall.presidium, `POST /api/ballots/${ballot}/method`, { method: 'hands', reason: '停电' })
    expect((await problemOf(draft(id, 'practice'), 409)).code).toBe('decide.practiceTooLate')
  })

  test('dossiers are those of the fixed list, in ballot order, for anybody and without a log', async () => {
    const id = await fixedYear()
    const { ballot } = await drafted(id, 'votes')
    const logged = app.log.length
    const { dossiers, ...vote } = await ask<VoteDossiers>(
      hall.tablet,
      `GET /api/decide/votes/${ballot}/dossiers`,
    )
    expect(app.log).toHaveLength(logged)
    expect(vote).toEqual({ seats: 1, majority: 'over-half-of-all-deputies' })
    expect(dossiers).toEqual([
      { name: '修路', ...DOSSIER, funding: '镇财政' },
      { name: '改水', ...DOSSIER },
    ])
    const none = await problemOf(send(hall.tablet, 'GET /api/decide/votes/11111111111111/dossiers'), 404)
    expect(none.code).toBe('decide.voteNotFound')
  })

  test('the presidium opens a fixed list again, with a reason, only while nobody votes on it', async () => {
    const id = await fixedYear()
    const reopen = (who: TestHall['secretary'], given: object = { reason: '金额写错' }) =>
      send(who, `POST /api/decide/cycles/${id}/list/reopen`, given)
    expect((await problemOf(reopen(hall.secretary), 403)).code).toBe('session.role')
    expect((await problemOf(reopen(hall.presidium, {}), 400)).code).toBe('input.invalid')
    const { ballot } = await drafted(id, 'practice')
    expect((await problemOf(reopen(hall.presidium), 409)).code).toBe('decide.voteExists')
    await voidIt(ballot)
    await ask(hall.presidium, `POST /api/decide/cycles/${id}/list/reopen`, { reason: '金额写错' })
    const cycle = await ask<CycleView>(hall.secretary, `GET /api/order/cycles/${id}`)
    expect(cycle.shortlist.fixed).toBe(false)
    expect(cycle.candidates.map(({ dossierDigest }) => dossierDigest)).toEqual([null, null])
    expect((await problemOf(reopen(hall.presidium), 409)).code).toBe('order.listNotFixed')
    expect((await problemOf(draft(id, 'votes'), 409)).code).toBe('order.listNotFixed')
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    expect(journal).toContain('"act":"order.listReopened"')
  })
})
