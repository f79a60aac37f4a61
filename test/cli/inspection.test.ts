/** 验单 of a case: a real satisfaction ballot opens the marks that the case has, and grades them by its rule. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { Case, CaseFileError, readCase } from '../../src/cli/case.ts'
import type { DutiesOfYear } from '../../src/inspect/duty-model.ts'
import type { Sitting } from '../../src/inspect/sitting-model.ts'
import type { Group } from '../../src/inspect/supervision-model.ts'
import type { Undertaking } from '../../src/inspect/undertaking-model.ts'
import type { Visit } from '../../src/inspect/visit-model.ts'
import type { YearReport } from '../../src/inspect/year-report-model.ts'
import { runCase } from '../support/case-year.ts'

const ONLY_JUDGED = {
  id: 'only-judged',
  title: '满意度测评',
  assembly: { name: '小镇人民代表大会', level: 'town', deputies: 9, present: 8 },
  year: 2021,
  rule: { satisfaction: { base: 'present', half: 'counts' } },
  inspect: {
    satisfaction: [
      [8, 0, 0],
      [4, 3, 1],
      [3, 0, 4],
      [3, 1, 0],
      [0, 3, 1],
    ],
    projects: ['一号项目', '二号项目', '三号项目', '四号项目', '五号项目'],
  },
  expect: {
    satisfaction: ['satisfied', 'satisfied', 'not-satisfied', 'basically-satisfied', 'not-satisfied'],
  },
}

async function written(theCase: object): Promise<Case> {
  const folder = await mkdtemp(path.join(tmpdir(), 'piaojue-test-'))
  try {
    const file = path.join(folder, 'case.json')
    await writeFile(file, JSON.stringify(theCase))
    return await readCase(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a case that is only judged', { timeout: 120_000 }, () => {
  test('comes out with its marks, the rest blank, and the grades that its rule makes of them', async () => {
    const { summary, differences } = await runCase(await written(ONLY_JUDGED))
    expect(differences).toEqual([])
    expect(summary.satisfaction).toEqual(
      ONLY_JUDGED.inspect.projects.map((project, i) => {
        const [satisfied = 0, basicallySatisfied = 0, notSatisfied = 0] =
          ONLY_JUDGED.inspect.satisfaction[i] ?? []
        const blank = 8 - satisfied - basicallySatisfied - notSatisfied
        const grade = ONLY_JUDGED.expect.satisfaction[i]
        return { project, satisfied, basicallySatisfied, notSatisfied, blank, grade }
      }),
    )
    expect(summary.ballots).toMatchObject([{ kind: 'satisfaction', returned: 8 }])
  })

  test('with another grade than it expects says so', async () => {
    const small = {
      ...ONLY_JUDGED,
      assembly: { ...ONLY_JUDGED.assembly, deputies: 3, present: 2 },
      rule: undefined,
      inspect: { satisfaction: [[2, 0, 0]] },
      expect: { satisfaction: ['not-satisfied'] },
    }
    const { summary, differences } = await runCase(Case.parse(small))
    expect(summary.satisfaction).toMatchObject([{ project: '项目1', grade: 'satisfied' }])
    expect(differences).toEqual(['satisfaction: ["satisfied"]，案例期望 / expected ["not-satisfied"]'])
  })

  test('is refused with more marks than deputies, and with names that do not fit', async () => {
    const more = { ...ONLY_JUDGED, inspect: { satisfaction: [[7, 1, 1]] } }
    await expect(written(more)).rejects.toThrow(/\/inspect\/satisfaction\/0/)
    const names = { ...ONLY_JUDGED, inspect: { ...ONLY_JUDGED.inspect, projects: ['一'] } }
    await expect(written(names)).rejects.toThrow(CaseFileError)
  })
})

const reporting = (change: object = {}): Case =>
  Case.parse({
    ...ONLY_JUDGED,
    rule: undefined,
    inspect: { dutyReports: { deputies: 12, oral: 4, written: 3 } },
    expect: undefined,
    ...change,
  })

describe('the duty reports of a case', { timeout: 120_000 }, () => {
  test('are of its own deputies first, then of those elected to higher congresses', async () => {
    const { summary, differences } = await runCase(reporting(), {
      async look(read, { cycleId }) {
        const seen = await read<DutiesOfYear>(`/api/inspect/cycles/${cycleId}/duties`)
        const own = seen.holders.map(({ deputyId }) => deputyId !== null)
        expect(own).toEqual([...Array<boolean>(9).fill(true), ...Array<boolean>(3).fill(false)])
        expect(seen.holders.map(({ report }) => report?.report.manner)).toEqual([
          ...Array<string>(4).fill('oral'),
          ...Array<string>(3).fill('written'),
          ...Array<undefined>(5).fill(undefined),
        ])
      },
    })
    expect(differences).toEqual([])
    expect(summary.dutyReports).toEqual({ deputies: 12, reported: 7, oral: 4, written: 3 })
    expect(summary.ballots).toEqual([])
  })

  test('are of those above a sub-district, too, which has no congress of its own', async () => {
    const assembly = { ...ONLY_JUDGED.assembly, level: 'subdistrict' }
    const { summary } = await runCase(reporting({ assembly }))
    expect(summary.dutyReports).toEqual({ deputies: 12, reported: 7, oral: 4, written: 3 })
  })

  test('may be of fewer than the assembly has, and differ from what is expected', async () => {
    const { summary, differences } = await runCase(
      reporting({
        inspect: { dutyReports: { deputies: 4, oral: 2, written: 0 } },
        expect: { dutyReports: { deputies: 4, reported: 3 } },
      }),
    )
    expect(summary.dutyReports).toEqual({ deputies: 4, reported: 2, oral: 2, written: 0 })
    expect(differences).toEqual(['dutyReports.reported: 2，案例期望 / expected 3'])
  })

  test('are not more than there are deputies', () => {
    expect(() => reporting({ inspect: { dutyReports: { deputies: 4, oral: 3, written: 2 } } })).toThrow(
      /述职的多于/,
    )
  })
})

/** Two of three projects are chosen, and reported on by three deputies. */
const whole = (change: object = {}): Case =>
  Case.parse({
    id: 'whole',
    title: '小镇票决',
    assembly: { name: '小镇人民代表大会', deputies: 3, present: 3 },
    year: 2023,
    rule: {
      seats: 2,
      ratio: '20%',
      ratioBasis: 'of-seats',
      rounding: 'up',
      marking: 'choose',
      majority: 'over-half-of-present',
      tie: 'revote',
    },
    candidates: ['路灯', '水渠', '戏台'].map((name) => ({
      name,
      budgetYuan: 100_000,
      finishBy: '2023-10-31',
      responsibleUnit: `${name}办`,
    })),
    ballots: [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    inspect: { dutyReports: { deputies: 3, oral: 2, written: 1 } },
    ...change,
  })

describe('the inspection of a case that was voted and delivered here', { timeout: 120_000 }, () => {
  test('has groups, two visits to each project, what was put right, a meeting, and the issued report', async () => {
    const { differences } = await runCase(whole(), {
      async look(read, { cycleId }) {
        const at = `/api/inspect/cycles/${cycleId}`
        const { groups } = await read<{ groups: readonly Group[] }>(`${at}/groups`)
        expect(groups.map(({ members }) => members.filter(({ lead }) => lead).length)).toEqual([1, 1])
        const { visits } = await read<{ visits: readonly Visit[] }>(`${at}/visits`)
        expect(visits.map(({ state }) => state)).toEqual(['made', 'made', 'made', 'made'])
        expect(visits.every(({ record }) => record?.photos.length === 1)).toBe(true)
        const { undertakings } = await read<{ undertakings: readonly Undertaking[] }>(`${at}/undertakings`)
        expect(undertakings.map(({ state }) => state)).toEqual(['settled', 'settled'])
        const { sittings } = await read<{ sittings: readonly Sitting[] }>(`${at}/sittings`)
        expect(sittings.map(({ kind, state }) => [kind, state])).toEqual([['progress', 'held']])
        const { latest } = await read<YearReport>(`${at}/report`)
        expect(latest?.figures.inspection).toMatchObject({
          visits: { made: 4, planned: 0 },
          undertakings: { all: 2, settled: 2, overdue: 0 },
        })
      },
    })
    expect(differences).toEqual([])
  })

  test('begins only once the year has come so far', async () => {
    const { said } = await runCase(whole(), {
      begins: new Date('2023-11-30T15:59:00Z'),
      async look(read, { cycleId }) {
        const { visits } = await read<{ visits: readonly Visit[] }>(`/api/inspect/cycles/${cycleId}/visits`)
        expect(visits).toEqual([])
      },
    })
    expect(said.join()).not.toContain('监督小组')
  })
})
