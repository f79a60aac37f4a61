/** What the big screen is told, from the empty hall to the announcement: never a name, never a figure too early. */
import { beforeAll, expect, test } from 'vitest'
import type { ScreenView } from '../../src/hall/model.ts'
import { makeApp, type TestApp, type TestAssembly } from '../support/app.ts'
import { ask, bring, makeHall, voidIt, voteAll, type TestHall } from '../support/ballots.ts'
import {
  announceVote,
  CARRIED,
  draftCycle,
  fixedCycle,
  reviewOf,
  startRunoff,
  startVote,
} from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const NAMES = ['路灯', '水渠', '医务室']

describeOnEachDatabase('the big screen', (make) => {
  let app: TestApp

  beforeAll(async () => {
    app = makeApp(await make())
  })

  async function screen({ id }: TestAssembly): Promise<ScreenView> {
    const shown = await ask<ScreenView>(app.newBrowser(), `GET /api/hall/assemblies/${id}/screen`)
    const text = JSON.stringify(shown)
    // As makeApp names deputies and staff.
    expect(text).not.toMatch(/代表\d|某teller|某presidium|林秘书/)
    const { ballot, vote } = shown
    const early =
      ballot?.state !== 'announced' &&
      [ballot?.figures, ballot?.counts, vote?.counts, vote?.outcome, /"approvals":\d/.exec(text)].some(
        Boolean,
      )
    expect([early, text]).toEqual([false, text])
    return shown
  }

  const hallOf = (): Promise<TestHall> => makeHall(app, { deputies: 8, signedIn: 7 })

  test('an assembly that has not met', async () => {
    const assembly = await app.newAssembly({ name: '石城镇人民代表大会' })
    expect(await screen(assembly)).toEqual({
      now: app.clock.now().toISOString(),
      assembly: { id: assembly.id, name: '石城镇人民代表大会' },
      meeting: null,
      ballot: null,
      issued: null,
      vote: null,
      rule: null,
    })
  })

  test('who is here, and the rule, before there is a vote', async () => {
    const hall = await hallOf()
    const cycle = await draftCycle(hall, NAMES)
    const before = await screen(hall.assembly)
    expect(before.meeting).toMatchObject({ shouldAttend: 8, present: 7, quorum: 6, quorate: true })
    expect(before.rule).toMatchObject({ adopted: false, listFixed: false, seats: 2, candidates: [] })
    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, { for: 7, against: 0, abstain: 0 })
    await ask(hall.presidium, `POST ${cycle.path}/review`, await reviewOf(hall, cycle, CARRIED))
    const after = await screen(hall.assembly)
    expect(after.rule).toMatchObject({ adopted: true, listFixed: true })
    expect(after.rule?.candidates.map(({ name }) => name)).toEqual(NAMES)
    expect(after.ballot).toBeNull()
  })

  test('a practice beside a draft is shown while it goes on, and never in the place of the vote itself', async () => {
    const hall = await hallOf()
    const cycle = await fixedCycle(hall, NAMES)
    const vote = await startVote(hall, cycle)
    const body = {
      meetingId: hall.meetingId,
      tellerIds: hall.tellers.map(({ staffId }) => staffId),
      threshold: 1,
    }
    const path = `POST ${cycle.path.replace('/order/', '/decide/')}/practice`
    const { ballot } = await ask<{ ballot: string }>(hall.secretary, path, body, 201)
    expect((await screen(hall.assembly)).ballot).toMatchObject({ uuid: ballot, practice: true })
    // Nobody ended it; the vote is sealed, opened and shown all the same.
    await bring(vote, 'open', { cards: 7 })
    expect((await screen(hall.assembly)).ballot).toMatchObject({ uuid: vote.uuid, state: 'open' })
    await ask(hall.secretary, `POST /api/ballots/${ballot}/void`, { reason: '试投结束' })
    expect((await screen(hall.assembly)).ballot).toMatchObject({ uuid: vote.uuid, state: 'open' })
  })

  test('the number returned in steps of five while the box is open', async () => {
    const hall = await hallOf()
    const vote = await startVote(hall, await fixedCycle(hall, NAMES))
    expect(await screen(hall.assembly)).toMatchObject({ ballot: { state: 'draft' }, vote: { seats: 2 } })
    await bring(vote, 'open', { cards: 7 })
    await voteAll(vote, [
      [0, 1],
      [0, 1],
      [0, 2],
      [0, 2],
    ])
    expect(await screen(hall.assembly)).toMatchObject({ issued: 7, ballot: { state: 'open', returned: 0 } })
    await voteAll(vote, [[0], [1]], 4)
    expect(await screen(hall.assembly)).toMatchObject({ ballot: { returned: 5 } })
  })

  test('figures with the announcement and not with the count, and then the run-off', async () => {
    const hall = await hallOf()
    const vote = await startVote(hall, await fixedCycle(hall, NAMES, { majority: 'over-half-of-present' }))
    const votes = [[0, 1], [0, 1], [0, 1], [0, 1], [0, 2], [0, 2], [2]]
    await bring(vote, 'counted', { cards: 7, votes })
    expect(await screen(hall.assembly)).toMatchObject({ ballot: { state: 'counted', returned: 7 } })
    await announceVote(vote)
    const shown = await screen(hall.assembly)
    expect(shown.vote?.candidates.map(({ approvals }) => approvals)).toEqual([6, 4, 3])
    expect(shown.vote?.outcome).toMatchObject({ needed: 4, elected: [0, 1], unfilled: 0 })
    expect(shown.ballot?.counts).toMatchObject({ issued: 7, returned: 7, valid: 7 })
    expect(shown.meeting).toMatchObject({ shouldAttend: 8, present: 7 })
  })

  test('a run-off for the seat that is left', async () => {
    const hall = await hallOf()
    const vote = await startVote(hall, await fixedCycle(hall, NAMES, { majority: 'over-half-of-present' }))
    await bring(vote, 'counted', {
      cards: 4,
      votes: [
        [0, 1],
        [0, 2],
        [0, 1],
        [0, 2],
      ],
    })
    await announceVote(vote)
    app.clock.advance(1)
    expect(await screen(hall.assembly)).toMatchObject({ vote: { outcome: { elected: [0], unfilled: 1 } } })
    await startRunoff(vote)
    expect(await screen(hall.assembly)).toMatchObject({
      ballot: { state: 'draft', options: ['水渠', '医务室'] },
      vote: { reason: 'shortfall', seats: 1, outcome: null },
    })
  })

  test('a void vote stays, until the next is drafted', async () => {
    const hall = await hallOf()
    const cycle = await fixedCycle(hall, NAMES)
    await voidIt(await startVote(hall, cycle), '误印候选项目名称')
    expect(await screen(hall.assembly)).toMatchObject({
      ballot: { state: 'void', voidReason: '误印候选项目名称' },
      vote: null,
    })
    app.clock.advance(1)
    await startVote(hall, cycle)
    expect(await screen(hall.assembly)).toMatchObject({ ballot: { state: 'draft' } })
  })

  test('a meeting that is convened after a vote has ended takes its place', async () => {
    const hall = await hallOf()
    const cycle = await fixedCycle(hall, NAMES)
    await voidIt(await startVote(hall, cycle))
    app.clock.advance(1)
    await hall.assembly.meeting(3)
    expect(await screen(hall.assembly)).toMatchObject({
      meeting: { present: 3, quorate: false },
      ballot: null,
      rule: { listFixed: true },
    })
  })
})
