/** 不满意之后: a plan that puts it right by a day, reported, found done; only then is it judged again. */
import { beforeAll, expect, test } from 'vitest'
import type { AssessmentView } from '../../src/inspect/model.ts'
import type { Rectification } from '../../src/inspect/rectification-model.ts'
import type { Undertaking } from '../../src/inspect/undertaking-model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, ballotAt, bring, problemOf, send, type Asker } from '../support/ballots.ts'
import { voteBody } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeDelivery, UNIT, type TestDelivery } from '../support/delivery.ts'
import { present } from '../support/present.ts'

const refused = async (who: Asker, route: string, body: object, status = 409): Promise<string> =>
  (await problemOf(send(who, route, body), status)).code

describeOnEachDatabase('what was found not satisfactory', (make) => {
  let app: TestApp
  let year: TestDelivery
  let lamps: string
  let canal: string
  let first: string

  const at = (rest: string): string => `/api/inspect/cycles/${year.cycle.id}${rest}`
  const rectification = (ballot: string, id: string): string =>
    `PUT ${at(`/assessments/${ballot}/rectification/${id}`)}`
  const planOf = (change: object = {}) => ({
    projectId: canal,
    text: '重砌渠底，恢复通水。',
    owner: '王主任',
    dueOn: '2026-04-30',
    ...change,
  })
  const draft = async (change: object = {}): Promise<string> => {
    const body = { ...voteBody(year.hall), ...change }
    return (await ask<{ ballot: string }>(year.hall.secretary, `POST ${at('/assessments')}`, body, 201))
      .ballot
  }
  const refusedDraft = (change: object = {}) =>
    problemOf(
      send(year.hall.secretary, `POST ${at('/assessments')}`, { ...voteBody(year.hall), ...change }),
      409,
    )
  const judge = async (
    uuid: string,
    votes: readonly (readonly (number | null)[])[],
  ): Promise<AssessmentView> => {
    await bring(await ballotAt(year.hall, uuid), 'counted', { votes, cards: 3 })
    return ask(year.hall.secretary, `POST /api/inspect/assessments/${uuid}/announce`)
  }
  const state = async (): Promise<readonly (readonly [string, string])[]> => {
    const route = `GET ${at('/rectifications')}`
    const { rectifications } = await ask<{ rectifications: Rectification[] }>(year.hall.tablet, route)
    return rectifications.map((each) => [each.project, each.state] as const)
  }
  const step = (who: Asker, id: string, act: string, body: object) =>
    ask<Undertaking>(who, `POST ${at(`/undertakings/${id}/${act}`)}`, body)
  const settle = async (id: string): Promise<void> => {
    await step(year.department, id, 'report', { text: '已完成。' })
    await step(year.hall.secretary, id, 'check', { found: 'done', text: '已看，属实。' })
  }

  beforeAll(async () => {
    app = makeApp(await make())
    year = await makeDelivery(app, { names: ['路灯', '水渠', '凉亭'] })
    lamps = present(year.projectIds[0])
    canal = present(year.projectIds[1])
    await ask(year.hall.presidium, `PUT ${at('/rule')}`, {
      answerDays: 15,
      grades: { base: 'all', half: 'fails' },
    })
    first = await draft()
  })

  test('has no plan before the verdict is announced', async () => {
    expect(await refused(year.department, rectification(first, 'early'), planOf())).toBe(
      'inspect.notFoundWanting',
    )
    expect(await state()).toEqual([])
    await judge(first, [
      [0, 2, 2],
      [0, 2, 2],
      [0, 0, 0],
    ])
    expect(await state()).toEqual([
      ['水渠', 'missing'],
      ['凉亭', 'missing'],
    ])
  })

  test('is not judged again without one, and the refusal names it', async () => {
    const problem = await refusedDraft()
    expect([problem.code, problem.detail]).toEqual(['inspect.noRectification', '水渠、凉亭'])
    const one = await refusedDraft({ projectIds: [canal] })
    expect([one.code, one.detail]).toEqual(['inspect.noRectification', '水渠'])
  })

  test('is planned by its unit or the office, once, for a day to come', async () => {
    const other = await year.hall.assembly.person('department', { name: '水利站' })
    expect(await refused(other, rectification(first, 'plan'), planOf(), 403)).toBe('inspect.notYours')
    expect(
      await refused(year.department, rectification(first, 'plan'), planOf({ dueOn: '2026-03-04' }), 400),
    ).toBe('inspect.dayOver')
    expect(await refused(year.department, rectification(first, 'plan'), planOf({ projectId: lamps }))).toBe(
      'inspect.notFoundWanting',
    )
    expect(await refused(year.department, rectification('1'.repeat(14), 'plan'), planOf())).toBe(
      'inspect.notFoundWanting',
    )
    const made = await ask<Undertaking>(year.department, rectification(first, 'plan'), planOf())
    expect(made).toMatchObject({
      id: 'plan',
      from: 'verdict',
      fromId: first,
      projectId: canal,
      unit: UNIT,
      owner: '王主任',
      dueOn: '2026-04-30',
      state: 'open',
    })
    expect(await ask(year.hall.secretary, rectification(first, 'plan'), planOf())).toEqual(made)
    expect(await refused(year.department, rectification(first, 'plan'), planOf({ text: '别的' }))).toBe(
      'inspect.undertakingTaken',
    )
    const journal = (await (await year.hall.tablet.fetch('/api/board/journal')).text()).split('\n')
    const acts = journal.filter((line) => line.includes('inspect.rectificationPlanned'))
    expect(acts).toHaveLength(1)
    expect(acts[0]).not.toMatch(/重砌|王主任/)
    expect(await state()).toEqual([
      ['水渠', 'open'],
      ['凉亭', 'missing'],
    ])
  })

  test('is not judged again before all that was planned is found done', async () => {
    const open = await refusedDraft({ projectIds: [canal] })
    expect([open.code, open.detail]).toEqual(['inspect.rectificationOpen', '水渠'])
    await ask(year.hall.secretary, rectification(first, 'more'), planOf({ text: '修渠岸。' }))
    await step(year.department, 'plan', 'report', { text: '已完成。' })
    expect((await refusedDraft({ projectIds: [canal] })).code).toBe('inspect.rectificationOpen')
    await step(year.hall.secretary, 'plan', 'check', { found: 'done', text: '已看。' })
    expect((await refusedDraft({ projectIds: [canal] })).code).toBe('inspect.rectificationOpen')
    // What is not asked for any more is waited for by nobody.
    await step(year.hall.presidium, 'more', 'move', { reason: '渠岸另有工程', dueOn: null })
    expect(await state()).toEqual([
      ['水渠', 'settled'],
      ['凉亭', 'missing'],
    ])
    // Both together: one of them is not put right.
    expect((await refusedDraft()).detail).toBe('凉亭')
  })

  test('is judged again once it is put right; fails once more, and needs another plan', async () => {
    const second = await draft({ projectIds: [canal] })
    const seen = await judge(second, [[2], [2], [0]])
    expect(seen).toMatchObject({ round: 2, projects: [{ id: canal, grade: 'not-satisfied' }] })
    expect(await state()).toEqual([
      ['水渠', 'missing'],
      ['凉亭', 'missing'],
    ])
    expect((await refusedDraft({ projectIds: [canal] })).code).toBe('inspect.noRectification')
    // By the verdict that holds now, not by the one before it.
    expect(await refused(year.department, rectification(first, 'late'), planOf())).toBe(
      'inspect.notFoundWanting',
    )
    await ask(year.department, rectification(second, 'again'), planOf())
    await settle('again')
    const third = await draft({ projectIds: [canal] })
    expect(await judge(third, [[0], [0], [0]])).toMatchObject({
      round: 3,
      projects: [{ grade: 'satisfied' }],
    })
    expect(await state()).toEqual([['凉亭', 'missing']])
    expect(await refused(year.department, rectification(third, 'needless'), planOf())).toBe(
      'inspect.notFoundWanting',
    )
  })

  test('is planned once, also where its answer was lost and another unit has it by now', async () => {
    const pavilion = present(year.projectIds[2])
    await year.hall.assembly.person('department', { name: '园林站' })
    const plan = planOf({ projectId: pavilion })
    await ask(year.department, rectification(first, 'passed-on'), plan)
    const move = { reason: '改由园林站办理', dueOn: '2026-05-30', unit: '园林站' }
    await step(year.hall.presidium, 'passed-on', 'move', move)
    expect(await ask<Undertaking>(year.department, rectification(first, 'passed-on'), plan)).toMatchObject({
      unit: '园林站',
      dueOn: '2026-05-30',
    })
    await step(year.hall.presidium, 'passed-on', 'move', { reason: '不再需要', dueOn: null })
  })

  test('is waited for again when all of its plan was dropped', async () => {
    const pavilion = present(year.projectIds[2])
    await ask(year.department, rectification(first, 'roof'), planOf({ projectId: pavilion }))
    await step(year.hall.presidium, 'roof', 'move', { reason: '换方案', dueOn: null })
    expect(await state()).toEqual([['凉亭', 'missing']])
    expect((await refusedDraft()).code).toBe('inspect.noRectification')
    await problemOf(send(year.hall.tablet, 'GET /api/inspect/cycles/none/rectifications'), 404)
  })
})
