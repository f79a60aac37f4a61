/** A draft of a ballot: what it must name, and what is refused. */
import { beforeAll, expect, test } from 'vitest'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  ask,
  ballotIn,
  draft,
  draftBody,
  makeHall,
  problemOf,
  send,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { refused } from '../support/steps.ts'

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
