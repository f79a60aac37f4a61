/** Plans of several projects out of one sheet. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Plan } from '../../src/pay/model.ts'
import type { Project } from '../../src/pay/views.ts'
import {
  fenOf,
  HEADINGS,
  plansIn,
  readPlans,
  templateRows,
} from '../../src/web/staff/plan-import/plan-sheet.ts'
import { dossierOf } from '../support/cycles.ts'

const LAMPS = { name: '路灯', state: 'unplanned', voted: { dossier: dossierOf('路灯') } } as Project
const CANAL = { name: '水渠', state: 'underway', voted: { dossier: dossierOf('水渠') } } as Project

const LINES = [
  ['路灯', '节点', '设计', '30', '2026-04-30', ''],
  ['路灯', '节点', '施工', 0.7, new Date('2026-10-31T00:00:00Z'), ''],
  ['路灯', '预算', '设备', '', '', '100,000.00'],
  ['路灯', '预算', '安装', '', '', 20_000],
  ['路灯', '资金来源', '县级财政', '', '', '¥ 120000'],
  ['路灯', '验收标准', '全部亮灯', '', '', ''],
  ['路灯', '责任人', '王主任', '', '', ''],
  ['路灯', '协同单位', '供电所', '', '', ''],
]

function rowsOf(lines: readonly (readonly unknown[])[], head: readonly string[] = HEADINGS) {
  const read = readPlans([head, ...lines], [LAMPS, CANAL])
  if (read.is !== 'rows') throw new Error(read.why)
  return read.rows
}

test('a whole sheet makes the plan that was voted, which the service takes', () => {
  const rows = rowsOf(LINES)
  expect(rows.flatMap(({ problems }) => problems)).toEqual([])
  const plan = plansIn(rows, [LAMPS, CANAL]).get(LAMPS)
  expect(Plan.parse(plan)).toEqual({
    unit: '镇政府',
    person: '王主任',
    coUnits: ['供电所'],
    content: '新建与改造。',
    place: '全镇',
    finishBy: '2026-12-31',
    milestones: [
      { id: 'm1', name: '设计', weight: 30, dueOn: '2026-04-30' },
      { id: 'm2', name: '施工', weight: 70, dueOn: '2026-10-31' },
    ],
    budget: [
      { id: 'b1', name: '设备', fen: 100_000_00 },
      { id: 'b2', name: '安装', fen: 20_000_00 },
    ],
    sources: [{ id: 's1', name: '县级财政', fen: 120_000_00 }],
    criteria: [{ id: 'c1', text: '全部亮灯' }],
  })
  expect([...plansIn(rows, [LAMPS, CANAL]).keys()]).toEqual([LAMPS])
})

test('English headings and parts do as well', () => {
  const rows = rowsOf(
    [['路灯', 'Milestone', '设计', '30%', '2026/4/30', '']],
    ['project', 'part', 'name', 'weight', 'date', 'amount'],
  )
  expect(rows).toMatchObject([{ part: 'milestone', weight: 30, dueOn: '2026-04-30', problems: [] }])
})

test.each([
  [['别的', '节点', '设计', '30', '2026-04-30', ''], 'unknownProject'],
  [['水渠', '节点', '设计', '30', '2026-04-30', ''], 'planned'],
  [['路灯', '步骤', '设计', '30', '2026-04-30', ''], 'unknownPart'],
  [['路灯', '验收标准', '', '', '', ''], 'noName'],
  [['路灯', '责任人', '王'.repeat(41), '', '', ''], 'badName'],
  [['路灯', '节点', '设计', '', '2026-04-30', ''], 'noWeight'],
  [['路灯', '节点', '设计', '101', '2026-04-30', ''], 'noWeight'],
  [['路灯', '节点', '设计', '30', '2026-02-30', ''], 'noDay'],
  [['路灯', '预算', '设备', '', '', ''], 'noAmount'],
  [['路灯', '资金来源', '县级财政', '', '', '1.005'], 'noAmount'],
] as const)('%j: %s', (line, problem) => {
  const rows = rowsOf([line])
  expect(rows.flatMap(({ problems }) => problems)).toEqual([problem])
  expect(plansIn(rows, [LAMPS, CANAL]).size).toBe(0)
})

test('a sheet without its columns, or without a row, is refused', () => {
  expect(readPlans([['甲', '乙']], [LAMPS])).toEqual({ is: 'wrong', why: 'noColumns' })
  expect(readPlans([HEADINGS], [LAMPS])).toEqual({ is: 'wrong', why: 'empty' })
  const many = Array.from({ length: 2001 }, () => LINES[0] ?? [])
  expect(readPlans([HEADINGS, ...many], [LAMPS])).toEqual({ is: 'wrong', why: 'tooMany' })
})

test('what a sheet begins with names every project that has no plan yet', () => {
  expect(templateRows([LAMPS, CANAL]).map(([project, part]) => `${project} ${part}`)).toEqual(
    ['节点', '预算', '资金来源', '验收标准', '责任人', '协同单位'].map((part) => `路灯 ${part}`),
  )
})

test('amounts are exact to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), (fen) => {
      const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
      expect(fenOf(text)).toBe(fen)
    }),
  )
  for (const wrong of ['', '0', '-1', '1e3', '1.234', '一百', '10000000000.01'])
    expect(fenOf(wrong)).toBeUndefined()
})
