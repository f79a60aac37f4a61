/** 满意度测评: drafted over what was chosen, opened like any ballot, graded by the rule, judged again where it fell short. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { AssessmentView } from '../../src/inspect/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  ask,
  ballotAt,
  bring,
  makeHall,
  problemOf,
  send,
  verified,
  type TestHall,
} from '../support/ballots.ts'
import { decide, draftCycle, fixedCycle, startVote, voteBody, type TestCycle } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { present } from '../support/present.ts'

const [SATISFIED, BASICALLY, NOT, BLANK] = [0, 1, 2, null]

describeOnEachDatabase('a satisfaction ballot', (make) => {
  let app: TestApp
  let hall: TestHall
  let cycle: TestCycle

  const at = (id = cycle.id): string => `/api/inspect/cycles/${id}/assessments`
  const draft = async (change: object = {}, id = cycle.id): Promise<string> => {
    const body = { ...voteBody(hall), ...change }
    return (await ask<{ ballot: string }>(hall.secretary, `POST ${at(id)}`, body, 201)).ballot
  }
  const refusedTo = async (who: TestHall['secretary'], body: object = {}, id = cycle.id): Promise<string> =>
    (await problemOf(send(who, `POST ${at(id)}`, { ...voteBody(hall), ...body }), 409)).code
  /** Votes, closes, counts and announces. */
  const judge = async (
    uuid: string,
    votes: readonly (readonly (number | null)[])[],
  ): Promise<AssessmentView> => {
    await bring(await ballotAt(hall, uuid), 'counted', { votes, cards: 4 })
    return ask(hall.secretary, `POST /api/inspect/assessments/${uuid}/announce`)
  }
  /** What was found not satisfactory is planned, done and looked at: another test tells how. */
  const putRight = async (projectId: string): Promise<void> => {
    const { assessments } = await ask<{ assessments: AssessmentView[] }>(hall.tablet, `GET ${at()}`)
    const plan = { projectId, text: '整改', owner: '某主任', dueOn: '2026-04-30' }
    const ballot = present(assessments.at(-1)).ballot
    await ask(hall.secretary, `PUT ${at()}/${ballot}/rectification/plan`, plan)
    const undertaking = `POST /api/inspect/cycles/${cycle.id}/undertakings/plan`
    await ask(hall.secretary, `${undertaking}/report`, { text: '已完成' })
    await ask(hall.secretary, `${undertaking}/check`, { found: 'done', text: '属实' })
  }
  const read = (uuid: string) => ask<AssessmentView>(hall.tablet, `GET /api/inspect/assessments/${uuid}`)

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 4, tellers: 1 })
    cycle = await fixedCycle(hall, ['路灯', '水渠', '凉亭'], {
      seats: 3,
      ratio: '100%',
      satisfaction: { base: 'all', half: 'fails' },
    })
  })

  test('is of what a vote chose, and of nothing before it', async () => {
    expect(await refusedTo(hall.secretary)).toBe('inspect.nothingToAssess')
    const all = [0, 1, 2]
    await decide(await startVote(hall, cycle), [all, all, all])
    for (const who of [hall.presidium, hall.tablet])
      expect((await send(who, `POST ${at()}`, voteBody(hall))).status).toBeGreaterThanOrEqual(401)
  })

  test('is graded by the rule, at exactly half of all deputies too, and stands in the journal', async () => {
    const uuid = await draft()
    expect(await read(uuid)).toMatchObject({
      round: 1,
      state: 'draft',
      rule: { base: 'all', half: 'fails' },
      base: null,
      projects: ['路灯', '水渠', '凉亭'].map((name) => ({ name, marks: null, grade: null })),
      announcement: null,
    })
    expect(await refusedTo(hall.secretary)).toBe('inspect.assessmentExists')
    expect(
      (await problemOf(send(hall.secretary, `POST /api/inspect/assessments/${uuid}/announce`), 409)).code,
    ).toBe('inspect.notCounted')
    const papers = `GET /api/inspect/assessments/${uuid}/papers`
    expect(await ask(hall.presidium, papers)).toMatchObject({
      sheet: null,
      workbook: null,
      announcement: null,
    })
    const { secretary: stranger } = await app.newAssembly({ deputies: 1 })
    expect((await problemOf(send(stranger, papers), 404)).code).toBe('inspect.assessmentNotFound')
    const seen = await judge(uuid, [
      [SATISFIED, SATISFIED, NOT],
      [SATISFIED, SATISFIED, NOT],
      [SATISFIED, BASICALLY, BLANK],
      [NOT, NOT, SATISFIED],
    ])
    expect(seen.base).toBe(4)
    expect(seen.projects).toMatchObject([
      {
        name: '路灯',
        marks: { satisfied: 3, basicallySatisfied: 0, notSatisfied: 1, blank: 0 },
        grade: 'satisfied',
      },
      // Two of four are exactly half, which fails here; with the third it is more.
      {
        name: '水渠',
        marks: { satisfied: 2, basicallySatisfied: 1, notSatisfied: 1, blank: 0 },
        grade: 'basically-satisfied',
      },
      {
        name: '凉亭',
        marks: { satisfied: 1, basicallySatisfied: 0, notSatisfied: 2, blank: 1 },
        grade: 'not-satisfied',
      },
    ])
    expect(seen.announcement).toContain('以全体代表4名为基数，满意3票以上（含）的为满意')
    expect(seen.announcement).toContain('凉亭：不满意（满意1票，基本满意0票，不满意2票，弃权1票）。')
    // Announced again after a lost answer: the same.
    expect(await ask(hall.secretary, `POST /api/inspect/assessments/${uuid}/announce`)).toEqual(seen)
    const journal = await (await hall.tablet.fetch('/api/board/journal')).text()
    const acts = journal
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { act: string }).act)
    expect(acts.filter((act) => act.startsWith('inspect.'))).toEqual([
      'inspect.assessmentDrafted',
      'inspect.assessmentAnnounced',
    ])
    expect((await verified(await ballotAt(hall, uuid))).stage).toBe('counted')
  })

  test('judges again what fell short, and nothing else; the series takes the last word', async () => {
    const [lamps, , pavilion] = cycle.candidateIds
    expect(await refusedTo(hall.secretary, { projectIds: [lamps] })).toBe('inspect.notToBeJudged')
    expect(await refusedTo(hall.secretary, { projectIds: [pavilion] })).toBe('inspect.noRectification')
    await putRight(present(pavilion))
    const uuid = await draft({ projectIds: [pavilion] })
    const seen = await judge(uuid, [[SATISFIED], [SATISFIED], [SATISFIED]])
    expect(seen).toMatchObject({ round: 2, projects: [{ id: pavilion, grade: 'satisfied' }] })
    expect(seen.announcement).toContain('（第2次测评）')
    expect(await refusedTo(hall.secretary)).toBe('inspect.notToBeJudged')
    const { years } = await ask<{ years: object[] }>(
      hall.tablet,
      `GET /api/inspect/assemblies/${hall.assembly.id}/satisfaction`,
    )
    expect(years).toMatchObject([
      {
        cycleId: cycle.id,
        projects: [
          { name: '路灯', grade: 'satisfied', round: 1 },
          { name: '水渠', grade: 'basically-satisfied', round: 1 },
          { name: '凉亭', grade: 'satisfied', round: 2 },
        ],
      },
    ])
  })

  test('comes for what an earlier one left out, which nobody need put right for it', async () => {
    const parts = await fixedCycle(hall, ['路', '渠', '亭'], {
      seats: 3,
      ratio: '100%',
      satisfaction: { base: 'all', half: 'counts' },
    })
    const all = [0, 1, 2]
    await decide(await startVote(hall, parts), [all, all, all])
    const [road, canal, pavilion] = parts.candidateIds
    await judge(await draft({ projectIds: [road] }, parts.id), [[NOT], [NOT], [NOT]])
    // Of the road nothing is put right yet: it has to wait, the others do not.
    expect(await refusedTo(hall.secretary, {}, parts.id)).toBe('inspect.noRectification')
    expect(await refusedTo(hall.secretary, { projectIds: ['none'] }, parts.id)).toBe('inspect.notToBeJudged')
    const uuid = await draft({ projectIds: [pavilion, canal] }, parts.id)
    const seen = await judge(uuid, [
      [SATISFIED, SATISFIED],
      [SATISFIED, SATISFIED],
    ])
    expect(seen).toMatchObject({ round: 2, projects: [{ name: '渠' }, { name: '亭' }] })
    expect(await refusedTo(hall.secretary, { projectIds: [canal] }, parts.id)).toBe('inspect.notToBeJudged')
  })

  describe('of a year that began on paper', () => {
    let paper: TestCycle

    beforeAll(async () => {
      paper = await draftCycle(hall, ['甲', '乙'])
    })

    test('names its projects, once the presidium has said how they are graded', async () => {
      const names = ['路灯工程', '水厂改造']
      expect(await refusedTo(hall.secretary, { names }, paper.id)).toBe('inspect.noGradeRule')
      const rule = { answerDays: 10, dutyMarks: false, grades: { base: 'present', half: 'counts' } }
      await problemOf(send(hall.secretary, `PUT /api/inspect/cycles/${paper.id}/rule`, rule), 403)
      await ask(hall.presidium, `PUT /api/inspect/cycles/${paper.id}/rule`, rule)
      expect(await ask(hall.tablet, `GET /api/inspect/cycles/${paper.id}/rule`)).toEqual(rule)
      // Sent again because no answer came, it is set once.
      await ask(hall.presidium, `PUT /api/inspect/cycles/${paper.id}/rule`, rule)
      const journal = await (await hall.tablet.fetch('/api/board/journal')).text()
      const acts = journal.split('\n').filter((each) => each.includes('"inspect.ruleSet"'))
      expect(acts.filter((each) => each.includes(`"${paper.id}"`))).toHaveLength(1)
      const uuid = await draft({ names }, paper.id)
      const seen = await judge(uuid, [
        [SATISFIED, BASICALLY],
        [SATISFIED, BLANK],
        [BLANK, BLANK],
        [BLANK, NOT],
      ])
      expect(seen.projects).toMatchObject([
        { id: null, name: '路灯工程', grade: 'satisfied' },
        { id: null, name: '水厂改造', grade: 'not-satisfied' },
      ])
    })

    test('judges again what is named by hand: how that was put right is on paper, too', async () => {
      const uuid = await draft({}, paper.id)
      expect((await read(uuid)).projects.map(({ name }) => name)).toEqual(['水厂改造'])
    })

    test('keeps that rule once its ballots have begun', async () => {
      const other = { answerDays: 10, grades: { base: 'all', half: 'counts' } }
      expect(
        (await problemOf(send(hall.presidium, `PUT /api/inspect/cycles/${paper.id}/rule`, other), 409)).code,
      ).toBe('inspect.gradeRuleUsed')
      const longer = { answerDays: 20, grades: { base: 'present', half: 'counts' } }
      await ask(hall.presidium, `PUT /api/inspect/cycles/${paper.id}/rule`, longer)
    })
  })

  test('of another assembly is none of theirs', async () => {
    const other = await app.newAssembly()
    expect((await problemOf(send(other.secretary, `POST ${at()}`, voteBody(hall)), 404)).code).toBe(
      'inspect.yearNotFound',
    )
  })
})
