/** What an earlier year left over is proposed again, and the proposal says from where and why. */
import { beforeAll, expect, test } from 'vitest'
import type { CarriedOver, Citable } from '../../src/inspect/carry-over-model.ts'
import type { ProposalsOfYear } from '../../src/order/proposal-model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  ask,
  ballotAt,
  bring,
  makeHall,
  problemOf,
  send,
  type Asker,
  type TestHall,
} from '../support/ballots.ts'
import {
  CARRIED,
  decide,
  dossierOf,
  draftCycle,
  fixedCycle,
  reviewOf,
  startVote,
  voteBody,
  type TestCycle,
} from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  planOf,
  project,
  reportOf,
  sendFile,
  sendReport,
  UNIT,
  type TestDelivery,
} from '../support/delivery.ts'
import { photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'

const REASON = '群众仍然需要。'

/** 验收, on the day on which the hall's clock stands. */
async function accept({ hall, department }: TestDelivery, id: string): Promise<void> {
  const text = '按计划完成。'
  const evidence = [{ sha256: await sendFile(department, id, await photoOf()), title: '现场' }]
  const milestones = ['m1', 'm2'].map((milestoneId) => ({
    milestoneId,
    percent: 100,
    doneOn: '2026-03-04',
    evidence,
  }))
  await sendReport(department, id, '2026-03', reportOf({ milestones }))
  await ask(department, `POST ${project(id)}/assessment`, { text })
  const lines = ['b1', 'b2'].map((lineId) => ({ lineId, fen: 1 }))
  await ask(department, `POST ${project(id)}/account`, { lines, text })
  const criteria = ['c1', 'c2'].map((criterionId) => ({ criterionId, met: true }))
  await ask(hall.secretary, `POST ${project(id)}/acceptance`, { criteria, text, acceptedOn: '2026-03-05' })
}

describeOnEachDatabase('what an earlier year left over', (make) => {
  let app: TestApp
  let hall: TestHall
  let cycle: TestCycle
  let next: TestCycle

  const citable = async (year = next): Promise<readonly Citable[]> =>
    (await ask<{ citable: Citable[] }>(hall.secretary, `GET /api/inspect/cycles/${year.id}/citable`)).citable
  const carry = (who: Asker, candidateId: string | undefined, reason = REASON, year = next) =>
    send(who, `POST /api/inspect/cycles/${year.id}/carry-over`, { candidateId, reason })
  const carried = async (who: Asker): Promise<readonly CarriedOver[]> =>
    (await ask<{ carriedOver: CarriedOver[] }>(who, `GET /api/inspect/cycles/${next.id}/carry-over`))
      .carriedOver

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 3, tellers: 1 })
    const rule = { seats: 3, ratio: '150%', satisfaction: { base: 'all', half: 'counts' } } as const
    cycle = await fixedCycle(hall, ['路灯', '水渠', '凉亭', '公厕'], rule)
    const votes = [
      [0, 1, 2],
      [0, 1, 2],
    ]
    await decide(await startVote(hall, cycle), votes)
    const [lamps, canal, pavilion] = cycle.candidateIds
    const department = await hall.assembly.person('department', { name: UNIT })
    const delivery = { hall, cycle, projectIds: [], department }
    for (const id of [lamps, canal, pavilion]) await approvePlan(delivery, id, planOf(), '2026-03-01')
    await accept(delivery, present(lamps))
    await accept(delivery, present(pavilion))
    next = await draftCycle(hall, [])
  })

  const judge = async (
    votes: readonly (readonly (number | null)[])[],
    projectIds?: readonly unknown[],
  ): Promise<string> => {
    const { ballot } = await ask<{ ballot: string }>(
      hall.secretary,
      `POST /api/inspect/cycles/${cycle.id}/assessments`,
      { ...voteBody(hall), ...(projectIds === undefined ? {} : { projectIds }) },
      201,
    )
    await bring(await ballotAt(hall, ballot), 'counted', { votes, cards: 3 })
    await ask(hall.secretary, `POST /api/inspect/assessments/${ballot}/announce`)
    return ballot
  }
  /** Planned, done and looked at: another test tells how. */
  const putRight = async (ballot: string, projectId: string): Promise<void> => {
    const year = `/api/inspect/cycles/${cycle.id}`
    const plan = { projectId, text: '整改', owner: '某主任', dueOn: '2026-04-30' }
    await ask(hall.secretary, `PUT ${year}/assessments/${ballot}/rectification/${projectId}`, plan)
    const undertaking = `POST ${year}/undertakings/${projectId}`
    await ask(hall.secretary, `${undertaking}/report`, { text: '已完成' })
    await ask(hall.secretary, `${undertaking}/check`, { found: 'done', text: '属实' })
  }

  test('is what was not chosen, not finished or not found satisfactory, by the last word on it', async () => {
    const read = async () => (await citable()).map(({ name, why }) => [name, ...why].join(' '))
    expect(await read()).toEqual(['水渠 unfinished', '公厕 reserved'])
    const first = await judge([
      [2, 2, 2],
      [2, 2, 2],
    ])
    expect(await read()).toEqual([
      '路灯 not-satisfied',
      '水渠 unfinished not-satisfied',
      '凉亭 not-satisfied',
      '公厕 reserved',
    ])
    const [lamps, canal] = cycle.candidateIds
    for (const id of [lamps, canal]) await putRight(first, present(id))
    await judge(
      [
        [0, 0],
        [0, 0],
      ],
      [lamps, canal],
    )
    expect(await read()).toEqual(['水渠 unfinished', '凉亭 not-satisfied', '公厕 reserved'])
    // Its own year leaves nothing over for itself, and another assembly reads none of it.
    expect(await citable(cycle)).toEqual([])
    const other = await app.newAssembly()
    await problemOf(send(other.secretary, `GET /api/inspect/cycles/${next.id}/citable`), 404)
  })

  test('is proposed again once, with the year, the reason and the report that it is cited from', async () => {
    const [, canal, pavilion, toilet] = cycle.candidateIds
    await app.ctx.db
      .insertInto('year_reports')
      .values({
        cycle_id: cycle.id,
        version: 1,
        words: '{}',
        figures: '{}',
        digest: 'a'.repeat(64),
        issued_at: '2026-03-05T01:00:00.000Z',
        at: '2026-03-05T01:00:00.000Z',
      })
      .execute()
    expect((await carry(hall.presidium, pavilion)).status).toBe(403)
    expect((await problemOf(carry(hall.secretary, pavilion, ' '), 400)).code).toBe('input.invalid')
    expect((await problemOf(carry(hall.secretary, 'none'), 409)).code).toBe('inspect.notCitable')
    const { id } = (await (await carry(hall.secretary, pavilion)).json()) as { id: string }
    await ask(
      hall.secretary,
      `POST /api/inspect/cycles/${next.id}/carry-over`,
      {
        candidateId: toilet,
        reason: REASON,
      },
      201,
    )
    expect((await problemOf(carry(hall.secretary, pavilion), 409)).code).toBe('inspect.alreadyCarriedOver')
    expect((await citable()).map(({ candidateId }) => candidateId)).not.toContain(pavilion)
    const { proposals } = await ask<ProposalsOfYear>(hall.secretary, `GET ${next.path}/proposals`)
    const from = proposals.map(({ name, fromCandidateId }) => [name, fromCandidateId])
    expect(new Map(from as [string, string][])).toEqual(
      new Map([
        ['凉亭', pavilion],
        ['公厕', toilet],
      ]),
    )
    // Its days were the earlier year's.
    expect(proposals.find((each) => each.id === id)?.missing).toEqual(['finishBy'])
    const inside = await carried(hall.presidium)
    expect(inside.toSorted((a) => (a.proposalId === id ? -1 : 1))).toMatchObject([
      {
        proposalId: id,
        candidateId: pavilion,
        name: '凉亭',
        cycleId: cycle.id,
        why: ['not-satisfied'],
        reason: REASON,
        reportDigest: 'a'.repeat(64),
      },
      { candidateId: toilet, why: ['reserved'] },
    ])
    const journal = await (await hall.tablet.fetch('/api/board/journal')).text()
    expect(journal).toContain('"inspect.carriedOver"')
    expect(journal).not.toContain(REASON)
    // Nor does the journal tell before the list is fixed what is proposed again.
    const acts = journal.split('\n').filter((line) => line.includes('"inspect.carriedOver"'))
    expect(acts).toHaveLength(2)
    for (const line of acts) expect(line).not.toMatch(new RegExp(`${present(pavilion)}|${present(toilet)}`))
    // Proposals are drafts until the list is fixed.
    expect(await carried(hall.tablet)).toEqual([])
    // A name that is taken is said to be.
    await ask(
      hall.secretary,
      `POST ${next.path}/proposals`,
      { dossier: { name: '水渠', category: '水利' } },
      201,
    )
    expect((await problemOf(carry(hall.secretary, canal), 409)).code).toBe('order.nameTaken')
  })

  test('is proposed again once only under whatever name, and by no year before its own', async () => {
    const toilet = present(cycle.candidateIds[3])
    const { proposals } = await ask<ProposalsOfYear>(hall.secretary, `GET ${next.path}/proposals`)
    const there = present(proposals.find(({ fromCandidateId }) => fromCandidateId === toilet))
    const dossier = { ...there.dossier, name: '新公厕' }
    await ask(hall.secretary, `PUT ${next.path}/proposals/${there.id}/dossier`, { dossier })
    const bringIn = (year: TestCycle, candidateId: string | undefined) =>
      send(hall.secretary, `POST /api/decide/cycles/${year.id}/reserve`, { candidateId })
    expect((await problemOf(bringIn(next, toilet), 409)).code).toBe('order.broughtInAlready')
    const later = await fixedCycle(hall, ['书屋', '球场'], { seats: 1, ratio: '100%' })
    await decide(await startVote(hall, later), [[0], [0], [0]])
    expect((await problemOf(bringIn(next, later.candidateIds[1]), 404)).code).toBe('order.candidateNotFound')
    expect((await problemOf(carry(hall.secretary, later.candidateIds[1]), 409)).code).toBe(
      'inspect.notCitable',
    )
  })

  test('is left over no more by the year that it came from, once a later one has decided on it', async () => {
    const first = await fixedCycle(hall, ['礼堂', '戏台'], { seats: 1, ratio: '100%' })
    await decide(await startVote(hall, first), [[0], [0], [0]])
    const stage = present(first.candidateIds[1])
    const second = await draftCycle(hall, [], { seats: 1, ratio: '100%' })
    const third = await draftCycle(hall, [])
    const left = async () =>
      (await citable(third))
        .filter(({ name }) => name === '戏台')
        .map(({ cycleId, why }) => [cycleId, ...why])
    const { id } = (await (await carry(hall.secretary, stage, REASON, second)).json()) as { id: string }
    // Nobody has decided on it there yet.
    expect(await left()).toEqual([[first.id, 'reserved']])
    const proposal = `${second.path}/proposals/${id}`
    await ask(hall.secretary, `PUT ${proposal}/dossier`, { dossier: dossierOf('戏台') })
    await ask(hall.secretary, `POST ${proposal}/list`, undefined, 201)
    await ask(hall.presidium, `POST ${second.path}/rule/adopt`, CARRIED)
    const review = await reviewOf(hall, second, { ...CARRIED, shortfallReason: '以本次所列为准' })
    await ask(hall.presidium, `POST ${second.path}/review`, review)
    await decide(await startVote(hall, second), [[0], [0], [0]])
    expect(await left()).toEqual([[second.id, 'unfinished']])
    expect((await problemOf(carry(hall.secretary, stage, REASON, third), 409)).code).toBe(
      'inspect.notCitable',
    )
  })

  test('stays where it is once the list is fixed', async () => {
    const fixed = await fixedCycle(hall, ['长椅'])
    const [, canal] = cycle.candidateIds
    expect((await problemOf(carry(hall.secretary, canal, REASON, fixed), 409)).code).toBe('order.listFixed')
    expect(await citable(fixed)).not.toEqual([])
  })
})
