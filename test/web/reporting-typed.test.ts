/** What stands in the fields of a unit's forms, and what is sent of it. */
import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { Plan, Report, USUAL_RULE } from '../../src/pay/model.ts'
import type { Project } from '../../src/pay/views.ts'
import { fenOfYuan } from '../../src/web/staff/reporting/amounts.ts'
import { asVoted, lacksOf, readPlan, typedOfPlan } from '../../src/web/staff/reporting/typed-plan.ts'
import { latestDay, periodDue, readReport } from '../../src/web/staff/reporting/typed-report.ts'
import { yuan } from '../../src/web/shared/figures.ts'
import { dossierOf } from '../support/cycles.ts'
import { planOf, reportOf } from '../support/delivery.ts'

test('an amount in yuan is read to the fen, as it is shown, and nothing else is an amount', () => {
  assert(property(integer({ min: 0, max: 1_000_000_000_000 }), (fen) => fenOfYuan(yuan(fen)) === fen))
  expect(fenOfYuan(' 1，234.5 ')).toBe(123_450)
  for (const wrong of ['', '.', '1.234', '-1', '1e3', '十元', '12.']) expect(fenOfYuan(wrong)).toBeUndefined()
})

test('a plan that is typed as it stands is the same plan, and one without gaps lacks nothing', () => {
  const plan = planOf({ startBy: '2026-02-01' })
  const read = readPlan(typedOfPlan(plan))
  expect(read.wrong).toEqual([])
  expect(Plan.parse(read.plan)).toEqual(Plan.parse(plan))
  expect(lacksOf(read.plan)).toEqual([])
})

test('what the form finds lacking is what the service would refuse', () => {
  const plan = planOf()
  for (const change of [
    { milestones: [] },
    { milestones: plan.milestones.slice(1) },
    { criteria: [] },
    { sources: [] },
    { finishBy: '2026-05-01' },
    { startBy: '2027-01-01' },
    { person: undefined },
    // Something that costs nothing has no budget.
    { budget: [], sources: [] },
    {},
  ]) {
    const changed = { ...plan, ...change } as Plan
    expect(lacksOf(changed).length === 0).toBe(Plan.safeParse(changed).success)
  }
})

test('what was voted stands in the plan, whatever a draft says of it', () => {
  const dossier = dossierOf('路灯')
  const draft = { ...planOf(), place: '别处', unit: '别的单位', content: '别的', finishBy: '2030-01-01' }
  const { place, responsibleUnit: unit, content, finishBy } = dossier
  expect(asVoted(dossier, draft)).toMatchObject({ place, unit, content, finishBy, person: '王主任' })
})

test('a row that is half filled in is named as it is counted on the page, an empty one is nothing', () => {
  const typed = typedOfPlan(planOf())
  const empty = { id: 'x', name: '', weight: '', dueOn: '' }
  const half = { id: 'y', name: '验收', weight: '101', dueOn: '' }
  const { wrong, plan, sent } = readPlan({ ...typed, milestones: [empty, ...typed.milestones, half] })
  expect(wrong).toEqual([
    { list: 'milestones', n: 4, lacks: 'weight' },
    { list: 'milestones', n: 4, lacks: 'dueOn' },
  ])
  expect(plan.milestones.map(({ id }) => id)).toEqual(['m1', 'm2', 'y'])
  expect(sent('milestones', 2)).toBe(1)
})

const months = (...reported: readonly boolean[]) =>
  reported.map((is, i) => ({ period: `2026-0${i + 1}`, due: `2026-0${i + 2}-10`, reported: is }))

const due = (on: string, ...reported: readonly boolean[]) =>
  periodDue({ periods: months(...reported), rule: USUAL_RULE, on })

test('the oldest period that is over and was not reported is chosen, then the one that runs, then the newest', () => {
  expect(due('2026-03-05', true, false, false)).toBe('2026-02')
  expect(due('2026-03-05', false, true, false)).toBe('2026-01')
  expect(due('2026-03-05', true, true, false)).toBe('2026-03')
  expect(due('2026-03-05', true, true, true)).toBe('2026-03')
  expect(due('2026-03-05')).toBeUndefined()
})

test('a milestone is done in its period, and not in the future', () => {
  expect(latestDay({ rule: USUAL_RULE, on: '2026-03-05' }, '2026-02')).toBe('2026-02-28')
  expect(latestDay({ rule: USUAL_RULE, on: '2026-03-05' }, '2026-03')).toBe('2026-03-05')
})

test('a file alone makes no progress: the milestone stays as it was, and what is sent is a report', () => {
  const done = { milestoneId: 'm1', percent: 100, doneOn: '2026-01-20', evidence: [] }
  const project = {
    plan: planOf(),
    reports: [
      {
        period: '2026-03',
        version: 1,
        report: reportOf({ milestones: [{ ...done, percent: 40 }] }),
        at: '',
        late: false,
      },
      { period: '2026-01', version: 1, report: reportOf({ milestones: [done] }), at: '', late: false },
    ],
  } as unknown as Project
  const file = { id: 'a'.repeat(64), of: 'm1', title: '竣工', isPhoto: true, sha256: 'a'.repeat(64) }
  const typed = { text: ' 补照片。 ', milestones: {}, files: [file], departures: {} }
  const { report, wrong } = readReport(typed, project, '2026-02')
  expect(wrong).toEqual([])
  expect(Report.parse(report)).toEqual(report)
  expect(report).toMatchObject({
    text: '补照片。',
    milestones: [{ milestoneId: 'm1', percent: 100, doneOn: '2026-01-20', evidence: [{ title: '竣工' }] }],
  })
  // What is written wrong is named.
  const other = {
    m1: { percent: '100', doneOn: '', figures: '' },
    m2: { percent: '一半', doneOn: '', figures: '' },
  }
  expect(
    readReport({ ...typed, text: '', milestones: other, departures: { place: '' } }, project, '2026-02')
      .wrong,
  ).toEqual([
    { is: 'text' },
    { is: 'doneOn', name: '设计' },
    { is: 'percent', name: '施工' },
    { is: 'departure', field: 'place' },
  ])
})
