/** 年度报告: words that somebody writes, figures that nobody can, frozen together when the presidium issues them. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../src/board/handover.ts'
import { systemNewId } from '../../src/context.ts'
import type { Db } from '../../src/db/tables.ts'
import { questionsOf } from '../../src/inspect/year-figures.ts'
import type { IssuedYearReport, YearReport } from '../../src/inspect/year-report-model.ts'
import { filled, SECTIONS, unknownNames, type YearWords } from '../../src/inspect/year-sections.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, ballotAt, bring, problemOf, send, type Asker } from '../support/ballots.ts'
import { readCycle, voteBody } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvePlan, makeDelivery, paid, project, type TestDelivery } from '../support/delivery.ts'
import { sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const [SATISFIED, NOT] = [0, 2]

/** What colleagues ask and arrange, as rows: how they are made is told elsewhere. */
async function insertInspection(db: Db, { cycle, hall, projectIds }: TestDelivery): Promise<void> {
  const at = '2026-03-05T01:00:00.000Z'
  const deputy = present(hall.assembly.deputyIds[0])
  const question = { cycle_id: cycle.id, project_id: present(projectIds[0]), sitting_id: null }
  const asked = { deputy_id: deputy, unit: '镇政府', public: 0 as const, at }
  await db
    .insertInto('questions')
    .values(['q1', 'q2', 'q3'].map((id) => ({ id: `${cycle.id}-${id}`.slice(0, 64), ...question, ...asked })))
    .execute()
  const entry = (id: string, position: number, act: 'ask' | 'answer' | 'follow', due: string | null) => ({
    question_id: `${cycle.id}-${id}`.slice(0, 64),
    position,
    act,
    content: '{"text":"密"}',
    due_on: due,
    role: act === 'answer' ? ('department' as const) : ('deputy' as const),
    at,
  })
  await db
    .insertInto('question_entries')
    .values([
      entry('q1', 0, 'ask', '2026-03-01'),
      entry('q1', 1, 'answer', null),
      // Asked again, and its day is over.
      entry('q2', 0, 'ask', '2026-02-01'),
      entry('q2', 1, 'answer', null),
      entry('q2', 2, 'follow', '2026-03-04'),
      entry('q3', 0, 'ask', '2026-03-05'),
    ])
    .execute()
  const sitting = (id: string, kind: 'progress' | 'appointment') => ({
    id: `${cycle.id}-${id}`.slice(0, 64),
    cycle_id: cycle.id,
    kind,
    asked_by: kind === 'progress' ? null : deputy,
    request: '{}',
    at,
  })
  await db
    .insertInto('sittings')
    .values([sitting('s1', 'progress'), sitting('s2', 'appointment'), sitting('s3', 'appointment')])
    .execute()
  await db
    .insertInto('sitting_steps')
    .values(
      (['arrange', 'minutes', 'minutes'] as const).map((act, position) => ({
        sitting_id: `${cycle.id}-s2`.slice(0, 64),
        position,
        act,
        content: '{}',
        role: 'secretary' as const,
        at,
      })),
    )
    .execute()
}

describeOnEachDatabase('the year’s report', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  let secretary: Asker
  let presidium: Asker
  let tablet: Asker
  let year: number

  const at = (): string => `/api/inspect/cycles/${delivery.cycle.id}/report`
  const read = (who: Asker) => ask<YearReport>(who, `GET ${at()}`)
  const draftNow = async () => present((await read(secretary)).draft)
  const save = (words: YearWords, from: number) => send(secretary, `PUT ${at()}`, { words, from })
  const issue = (who: Asker, version: number, digest: string) =>
    send(who, `POST ${at()}/issue`, { version, digest })

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app, { unchosen: ['凉亭'] })
    const { hall, cycle, projectIds } = delivery
    ;({ secretary, presidium, tablet } = hall)
    ;({ year } = await readCycle(hall, cycle))
    await approvePlan(delivery, projectIds[0])
    await ask(delivery.department, `PUT ${project(projectIds[0])}/money/${systemNewId()}`, paid(30_000_00))
    await ask(secretary, 'POST /api/intake/grids', { grids: [{ path: ['南片'] }] }, 201)
    const { grids } = await ask<{ grids: { id: string }[] }>(secretary, 'GET /api/intake/grids')
    const gridId = present(grids[0]).id
    const deputyIds = hall.assembly.deputyIds.slice(0, 2)
    const demand = { id: systemNewId(), category: '交通', text: '路灯不亮' }
    const met = { channel: 'visit', heldOn: `${year}-05-01`, gridId, deputyIds, residents: 7 }
    await ask(secretary, `PUT /api/intake/contacts/${systemNewId()}`, { ...met, demands: [demand] })
    await insertInspection(app.ctx.db, delivery)
    const rule = { answerDays: 15, grades: { base: 'all', half: 'counts' } }
    await ask(presidium, `PUT /api/inspect/cycles/${cycle.id}/rule`, rule)
    const { ballot } = await ask<{ ballot: string }>(
      secretary,
      `POST /api/inspect/cycles/${cycle.id}/assessments`,
      voteBody(hall),
      201,
    )
    const votes = [
      [SATISFIED, NOT],
      [SATISFIED, NOT],
      [NOT, NOT],
    ]
    await bring(await ballotAt(hall, ballot), 'counted', { votes, cards: 3 })
    await ask(secretary, `POST /api/inspect/assessments/${ballot}/announce`)
    await ask(secretary, `POST /api/inspect/cycles/${cycle.id}/duties/fill`)
  })

  test('has its figures from the records, both denominators beside a verdict, and what goes on', async () => {
    const { figures } = await draftNow()
    expect(figures.contacts.total).toMatchObject({ sessions: 1, deputyVisits: 2, residents: 7, opinions: 1 })
    expect(figures.list).toMatchObject({ candidates: 3, seats: 2, chosen: ['路灯', '水渠'] })
    expect(figures.list.votes[0]?.candidates.map(({ approvals, chosen }) => [approvals, chosen])).toEqual([
      [3, true],
      [3, true],
      [0, false],
    ])
    expect(figures.delivery.projects).toMatchObject([
      { name: '路灯', state: 'underway', paidFen: 30_000_00, changes: 0 },
      { name: '水渠', state: 'unplanned', light: null, paidFen: 0 },
    ])
    expect(figures.inspection).toEqual({
      visits: { made: 0, planned: 0, overdue: 0 },
      questions: { asked: 3, answered: 1, overdue: 1 },
      sittings: { progressHeld: 0, appointmentsAsked: 2, appointmentsHeld: 1 },
      undertakings: { all: 0, settled: 0, overdue: 0 },
    })
    expect(figures.verdicts.projects).toMatchObject([
      { name: '路灯', grade: 'satisfied', all: 3, present: 3, base: 'all' },
      { name: '水渠', grade: 'not-satisfied', marks: { satisfied: 0, notSatisfied: 3 } },
    ])
    expect(figures.duties).toMatchObject({ deputies: 3, reported: 0, missing: ['代表1', '代表2', '代表3'] })
    expect(figures.ahead.reserve).toMatchObject([{ name: '凉亭', approvals: 0 }])
    expect(figures.ahead.unfinished.map(({ name }) => name)).toEqual(['路灯', '水渠'])
    expect(figures.ahead.notSatisfied).toEqual([{ id: delivery.projectIds[1], name: '水渠' }])
  })

  test('proposes words that name figures, and leaves no name without its figure', async () => {
    const { words, proposed, named, version } = await draftNow()
    expect([version, words]).toEqual([0, proposed])
    const text = SECTIONS.map((section) => filled(words[section], named)).join('\n')
    expect(text).not.toMatch(/[{}]/)
    for (const sentence of [
      '群众7人次',
      '选出2个项目：路灯、水渠',
      '逾期未答1件',
      '不满意的项目：水渠',
      '应述职代表3名，已述职0名',
      '未入选的1个项目列入储备库：凉亭',
    ])
      expect(text).toContain(sentence)
  })

  test('is for who works for the assembly until it is issued', async () => {
    expect(await read(tablet)).toMatchObject({ draft: null, latest: null, issued: [] })
    const other = await app.newAssembly({ name: '禾云镇人民代表大会' })
    expect(await read(other.secretary)).toMatchObject({ draft: null, latest: null })
    expect(
      (await send(other.secretary, `PUT ${at()}`, { words: (await draftNow()).words, from: 0 })).status,
    ).toBe(404)
    expect((await send(tablet, `GET ${at()}/1`)).status).toBe(404)
  })

  test('is saved version by version, by who has seen the last one, and names no figure that there is not', async () => {
    const { words } = await draftNow()
    const mine = { ...words, contacts: '今年接待群众{群众人次}人次，比上年多。' }
    for (const again of [1, 2])
      expect([again, await (await save(mine, 0)).json()]).toEqual([again, { version: 1 }])
    expect((await problemOf(save({ ...mine, list: '另' }, 0), 409)).code).toBe('inspect.yearReportChanged')
    const unknown = await problemOf(save({ ...mine, list: '共{总票数}张' }, 1), 400)
    expect(unknown).toMatchObject({ code: 'inspect.unknownFigure', detail: '{总票数}' })
    for (const name of ['constructor', '__proto__'])
      expect((await problemOf(save({ ...mine, list: `{${name}}` }, 1), 400)).code).toBe(
        'inspect.unknownFigure',
      )
    expect(await draftNow()).toMatchObject({ version: 1, words: mine, issued: false })
  })

  test('is issued as it was looked at, words and figures, and then public and frozen', async () => {
    const seen = await draftNow()
    // Somebody pays meanwhile: a figure is another.
    const entry = paid(1_000_00)
    await ask(delivery.department, `PUT ${project(delivery.projectIds[0])}/money/${systemNewId()}`, entry)
    expect((await problemOf(issue(presidium, 1, seen.digest), 409)).code).toBe('inspect.yearReportNotSeen')
    const now = await draftNow()
    expect(now.figures.delivery.projects[0]?.paidFen).toBe(31_000_00)
    expect((await problemOf(issue(presidium, 2, now.digest), 409)).code).toBe('inspect.yearReportNotSeen')
    for (const again of [1, 2])
      expect([again, await (await issue(presidium, 1, now.digest)).json()]).toMatchObject([
        again,
        { digest: now.digest },
      ])
    await ask(delivery.department, `PUT ${project(delivery.projectIds[0])}/money/${systemNewId()}`, entry)
    const { latest, issued, draft } = await read(tablet)
    expect(draft).toBeNull()
    expect(issued).toMatchObject([{ version: 1, digest: now.digest }])
    expect(latest?.words.contacts).toBe('今年接待群众7人次，比上年多。')
    expect(latest?.figures).toEqual(now.figures)
    const { id: cycle } = delivery.cycle
    const content = { cycle, version: 1, words: latest?.words, figures: latest?.figures }
    expect(sha256(Buffer.from(canonicalJson(content as unknown as Json)))).toBe(now.digest)
  })

  test('is issued again as the next version; the earlier one stays', async () => {
    const { words, version, issued } = await draftNow()
    expect([version, issued]).toEqual([1, true])
    expect(await (await save({ ...words, ahead: '补正：{储备项目数}个。' }, 1)).json()).toEqual({
      version: 2,
    })
    expect((await read(tablet)).latest?.version).toBe(1)
    const { digest } = await draftNow()
    await ask(presidium, `POST ${at()}/issue`, { version: 2, digest })
    const { latest, issued: all } = await read(tablet)
    expect(all.map((each) => each.version)).toEqual([2, 1])
    expect(latest?.words.ahead).toBe('补正：1个。')
    expect(latest?.figures.delivery.projects[0]?.paidFen).toBe(32_000_00)
    const first = await ask<IssuedYearReport>(tablet, `GET ${at()}/1`)
    expect(first.figures.delivery.projects[0]?.paidFen).toBe(31_000_00)
  })

  test('stands in the journal by its digest, without a word of it', async () => {
    const text = await (await tablet.fetch('/api/board/journal')).text()
    const acts = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { act: string; role: string; payload: { digest: string } })
      .filter(({ act }) => act.startsWith('inspect.yearReport'))
    expect(acts.map(({ act, role }) => [act, role])).toEqual([
      ['inspect.yearReportSaved', 'secretary'],
      ['inspect.yearReportIssued', 'presidium'],
      ['inspect.yearReportSaved', 'secretary'],
      ['inspect.yearReportIssued', 'presidium'],
    ])
    expect(text).not.toContain('比上年多')
    expect(acts[3]?.payload.digest).toBe((await read(tablet)).latest?.digest)
  })
})

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}`

describe('figures and their names', () => {
  test('a question waits from when it was asked, or asked again, until it is answered', () => {
    const talk = fc.array(
      fc.record({
        act: fc.constantFrom('answer' as const, 'follow' as const, 'rate' as const),
        due: fc.integer({ min: 1, max: 28 }),
      }),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(fc.array(talk, { maxLength: 6 }), fc.integer({ min: 1, max: 28 }), (talks, today) => {
        const entries = talks.flatMap((later, q) =>
          [{ act: 'ask' as const, due: 10 }, ...later].map(({ act, due }) => ({
            question_id: `q${q}`,
            act,
            due_on: act === 'ask' || act === 'follow' ? day(due) : null,
          })),
        )
        // A second way: walk each talk backwards to what was said last.
        let [answered, overdue] = [0, 0]
        for (const later of talks) {
          const last = later.toReversed().find(({ act }) => act !== 'rate')
          if (last?.act === 'answer') answered += 1
          else if (today > (last?.due ?? 10)) overdue += 1
        }
        expect(questionsOf(entries, day(today))).toEqual({ asked: talks.length, answered, overdue })
      }),
    )
  })

  test('no words make a figure another: what is put in is what the records have, once', () => {
    const named = { 甲: '{乙}', 乙: '7' }
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{甲}', '{乙}', '{丙}', '{', '}', '字', '$&', '\n')), (parts) => {
        const words = parts.join('')
        // What a figure says is not looked at again.
        expect(filled('{甲}', named)).toBe('{乙}')
        const known = unknownNames(words, named).length === 0
        if (!known) return
        let expected = ''
        for (let i = 0; i < words.length; i += 1) {
          const name = words.startsWith('{甲}', i) ? '甲' : words.startsWith('{乙}', i) ? '乙' : undefined
          expected += name === undefined ? words[i] : named[name]
          if (name !== undefined) i += 2
        }
        expect(filled(words, named)).toBe(expected)
      }),
    )
  })
})
