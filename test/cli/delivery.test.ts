/** 买单 of a case: exactly what was planted goes wrong, and everything else goes well. */
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyJournal } from '../../src/board/handover.ts'
import { Case, readCase, type Trouble } from '../../src/cli/case.ts'
import { booked, courseOf, moneyOf, percentOn, planOn } from '../../src/cli/delivery-course.ts'
import { Plan } from '../../src/pay/model.ts'
import { addDays } from '../../src/pay/periods.ts'
import { sumFen } from '../../src/pay/sums.ts'
import type { Project, ProjectsOfYear } from '../../src/pay/views.ts'
import { runCase } from '../support/case-year.ts'
import { present } from '../support/present.ts'

const TAIHE = path.join(import.meta.dirname, '../cases/taihe-2020.json')

function small(change: object = {}, names: readonly string[] = ['甲', '乙', '丙', '丁']): Case {
  return Case.parse({
    id: 'small',
    title: '小镇票决',
    assembly: { name: '小镇人民代表大会', deputies: 3, present: 3 },
    year: 2023,
    rule: {
      seats: names.length - 1,
      ratio: '0%',
      ratioBasis: 'of-seats',
      rounding: 'up',
      marking: 'choose',
      majority: 'over-half-of-present',
      tie: 'revote',
    },
    candidates: names.map((name, i) => ({
      name: `${name}项目`,
      budgetYuan: 1_234_567.89 + i,
      finishBy: '2023-10-31',
      responsibleUnit: `${name}单位`,
    })),
    ballots: [1, 2, 3].map(() => names.slice(1).map((_, i) => i)),
    ...change,
  })
}

describe('the delivery of a case', { timeout: 120_000 }, () => {
  test('Taihe has one late, one changed and one over-paid project; every other one is accepted', async () => {
    const taihe = await readCase(TAIHE)
    // Its vote is told by other tests.
    const three = { ...taihe.assembly, deputies: 3, present: 3 }
    const quick = {
      ...taihe,
      contacts: undefined,
      inspect: undefined,
      assembly: three,
      ballots: [1, 2, 3].map(() => [0, 1, 2, 5, 6]),
    }
    const { summary, differences, said } = await runCase(
      { ...quick, expect: { delivery: taihe.expect?.delivery } },
      {
        async look(read, { cycleId }) {
          const { projects } = await read<ProjectsOfYear>(`/api/pay/cycles/${cycleId}/projects?on=2020-12-31`)
          expect(projects.map(({ state }) => state)).toEqual([
            'underway',
            'accepted',
            'underway',
            'accepted',
            'accepted',
          ])
          expect(projects.map((each) => each.differences.length)).toEqual([0, 1, 0, 0, 0])
          const [late, changed, overPaid] = await Promise.all(
            projects.map(({ id }) => read<Project>(`/api/pay/projects/${id}?on=2020-12-31`)),
          )
          for (const { reports, files } of [late, changed, overPaid] as Project[]) {
            expect(reports).toHaveLength(12)
            expect(files.some(({ kind }) => kind === 'jpeg')).toBe(true)
          }
          expect(late?.milestones.map(({ doneOn }) => doneOn === null)).toEqual([
            false,
            false,
            false,
            true,
            true,
          ])
          expect(changed).toMatchObject({
            versions: [{ holdsFrom: '2020-01-20' }, { changeId: changed?.changes[0]?.id }],
            changes: [{ state: 'approved', decidedBy: 'presidium', opinion: { supports: true } }],
          })
          expect(overPaid?.completion.map(({ act }) => act)).toEqual(['assess', 'account', 'return'])
          // Everything that is called done was done on or before its day.
          for (const { milestones } of projects)
            for (const { doneOn, dueOn } of milestones)
              if (doneOn !== null) expect(doneOn <= dueOn).toBe(true)
          const journal = (await read<string>('/api/board/journal')).trim().split('\n')
          expect(verifyJournal(journal).findings).toEqual([])
          expect(journal.filter((line) => line.includes('"pay.accepted"'))).toHaveLength(3)
        },
      },
    )
    expect(differences).toEqual([])
    expect(summary.delivery?.map(({ light, alarms }) => [light, alarms])).toEqual([
      ['red', ['late']],
      ['green', []],
      ['red', ['moneyAhead']],
      ['green', []],
      ['green', []],
    ])
    expect(
      said.some((line) =>
        line.startsWith('变更：农村生活污水处理设施提升，金额 4200000 → 4536000 元，主席团批准'),
      ),
    ).toBe(true)
  })

  test('a case says itself what goes wrong, and with what', async () => {
    const troubles = [
      { project: 0, kind: 'changed', amountPercent: 20, unit: '新单位', finishBy: '2023-12-01' },
      { project: 1, kind: 'silent', months: [4, 5] },
      { project: 2, kind: 'no-evidence', milestone: 2 },
      { project: 3, kind: 'unapproved', field: 'place', text: '改在村东。' },
      { project: 3, kind: 'over-paid' },
    ]
    const theCase = small({ delivery: { troubles } }, ['甲', '乙', '丙', '丁', '戊', '己'])
    const { summary } = await runCase(theCase, {
      async look(read, { cycleId }) {
        const { projects } = await read<ProjectsOfYear>(`/api/pay/cycles/${cycleId}/projects?on=2023-12-31`)
        const changed = await read<Project>(`/api/pay/projects/${projects[0]?.id}?on=2023-12-31`)
        expect(changed).toMatchObject({
          state: 'accepted',
          unit: '新单位',
          changes: [{ state: 'approved', decidedBy: 'congress', decision: { for: 3 } }],
        })
        expect(changed.differences.map(({ field }) => field)).toEqual(['amount', 'unit', 'date'])
      },
    })
    expect(summary.delivery?.map(({ light, alarms }) => [light, alarms])).toEqual([
      ['green', []],
      ['red', ['silent']],
      ['red', ['noEvidence']],
      ['red', ['moneyAhead', 'unapproved']],
      ['green', []],
    ])
  })

  test('what a run-off chose is delivered, too; with fewer projects than troubles, as many as fit', async () => {
    const { summary, differences } = await runCase(
      small({
        rule: { ...present(small().rule), seats: 2 },
        ballots: [
          [0, 1],
          [0, 2],
          [0, 3],
        ],
        runoff: { ballots: [[2], [2], [2]] },
      }),
    )
    expect(differences).toEqual([])
    expect(summary.delivery?.map(({ project, alarms }) => [project, alarms])).toEqual([
      ['甲项目', ['late']],
      ['丙项目', []],
    ])
  })

  test('what costs nothing is delivered without money', async () => {
    const candidates = [{ name: '巡河' }, { name: '路灯', budgetYuan: 5 }]
    const delivery = { troubles: [] }
    const { summary } = await runCase(small({ candidates, delivery, ballots: [[0], [0], [0]] }, ['甲', '乙']))
    expect(summary.delivery).toEqual([
      { project: '巡河', weightedProgress: 100, allocatedFen: 0, paidFen: 0, light: 'green', alarms: [] },
    ])
  })

  test('while the year is not over, only what has come is reported; before its time, nothing', async () => {
    const delivery = { troubles: [] }
    const { summary } = await runCase(small({ delivery }), { begins: new Date('2023-07-10T01:00:00Z') })
    for (const { light, alarms, weightedProgress } of present(summary.delivery)) {
      expect([light, alarms]).toEqual(['green', []])
      expect(weightedProgress).toBeGreaterThan(0)
      expect(weightedProgress).toBeLessThan(100)
    }
    const early = await runCase(small(), { begins: new Date('2023-01-10T01:00:00Z') })
    expect(early.summary).not.toHaveProperty('delivery')
    expect(early.said).toContain('2023 年还没有到，项目没有开始实施')
  })

  test('another outcome than the case expects is said, and a trouble of what was not chosen refused', async () => {
    const wanted = [
      { project: '甲项目', light: 'green', alarms: [], weightedProgress: 75 },
      { project: '乙项目' },
    ]
    const { differences } = await runCase(small({ expect: { delivery: wanted } }))
    expect(differences).toEqual([
      'delivery: ["甲项目","乙项目","丙项目"]，案例期望 / expected ["甲项目","乙项目"]',
      'delivery.甲项目.light: "red"，案例期望 / expected "green"',
      'delivery.甲项目.alarms: ["late"]，案例期望 / expected []',
    ])
    const troubles = [{ project: 3, kind: 'late' }]
    await expect(runCase(small({ delivery: { troubles } }))).rejects.toThrow('/delivery/troubles/0/project')
  })
})

describe('the course of a project', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2023-01-01', days))
  const dossier = fc.record({
    name: fc.constant('路灯'),
    content: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).map((text) => `装灯${text}`),
    place: fc.constant('全镇'),
    responsibleUnit: fc.constant('镇政府'),
    budgetFen: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1_000_000_000_00 })),
    finishBy: day,
  })
  const troubles: fc.Arbitrary<Trouble[]> = fc.subarray<Trouble>([
    { project: 0, kind: 'late', open: 2 },
    { project: 0, kind: 'changed', amountPercent: 37, place: '别处' },
    { project: 0, kind: 'over-paid', percent: 3 },
  ])
  const at = fc.record({
    approvedOn: fc.constant('2023-01-20'),
    until: fc.integer({ min: 0, max: 345 }).map((days) => addDays('2023-01-20', days)),
    position: fc.nat({ max: 5 }),
  })

  test('has plans that the service takes, and money that adds up exactly and is never ahead unless it is to be', () => {
    fc.assert(
      fc.property(dossier, troubles, at, (promised, some, when) => {
        const course = courseOf(promised, some, when)
        expect(sumFen(course.plan.budget)).toBe(promised.budgetFen)
        for (const plan of [course.plan, planOn(course, when.until)]) Plan.parse(plan)
        const money = moneyOf(course)
        expect(money.every(({ fen, bookedOn }) => fen > 0 && bookedOn <= when.until)).toBe(true)
        const last = planOn(course, when.until)
        const budget = sumFen(last.budget)
        const weighted = last.milestones.reduce(
          (total, { weight }, i) => total + (course.doneOn[i] === undefined ? 0 : weight),
          0,
        )
        const paid = booked(money, 'paid')
        const isOver = some.some(({ kind }) => kind === 'over-paid') && budget > 0
        expect(paid > budget).toBe(isOver)
        expect(isOver || weighted < 100 || paid === budget).toBe(true)
        expect(isOver || BigInt(paid) * 100n <= BigInt(budget) * BigInt(weighted)).toBe(true)
        expect(booked(money, 'allocated')).toBeLessThanOrEqual(budget)
      }),
    )
  })

  test('goes forward only', () => {
    fc.assert(
      fc.property(dossier, troubles, at, fc.nat({ max: 4 }), day, (promised, some, when, i, on) => {
        const course = courseOf(promised, some, when)
        expect(percentOn(course, i, addDays(on, 7))).toBeGreaterThanOrEqual(percentOn(course, i, on))
      }),
    )
  })
})
