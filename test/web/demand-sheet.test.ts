/** A sheet of demands with what had become of them. */
import { expect, test } from 'vitest'
import { readDemands } from '../../src/web/staff/demands/demand-sheet.ts'

const known = { grids: [], assemblyId: 'a', today: '2026-03-01' }
const HEAD = ['收下日期', '渠道', '类别', '内容']
const LINE = ['2025-03-02', '坐诊', '交通出行', '路灯不亮。']

function read(head: readonly string[], ...lines: readonly (readonly string[])[]) {
  const sheet = readDemands([[...HEAD, ...head], ...lines.map((line) => [...LINE, ...line])], known)
  if (sheet.is !== 'rows') throw new Error(sheet.why)
  return sheet.rows
}

test('unit, days, answer and whether it is settled are read, in Chinese or English', () => {
  const expected = {
    unit: '镇交通办',
    dueOn: '2025-04-01',
    answeredOn: '2025-03-20',
    answer: '已修好。',
    resolved: true,
  }
  for (const [head, yes] of [
    [['承办单位', '答复期限', '答复日期', '答复', '办结'], '是'],
    [['unit', 'due', 'answered', 'answer', 'resolved'], 'Yes'],
  ] as const) {
    const [row] = read(head, ['镇交通办', '2025/4/1', '2025年3月20日', '已修好。', yes])
    expect(row?.problems).toEqual([])
    expect(row?.demand).toMatchObject(expected)
  }
})

test('a list is known again once its answers are filled in', () => {
  const [before] = read([], [])
  const [after] = read(['答复', '办结'], ['已修好。', '是'])
  expect(after?.demand.id).toBe(before?.demand.id)
  expect(before?.demand).not.toHaveProperty('resolved')
})

test.each([
  ['答复期限', '快了', 'noDay'],
  ['答复期限', '2025-03-01', 'early'],
  ['答复日期', '2025-02-28', 'early'],
  ['答复日期', '2026-03-02', 'later'],
  ['办结', '差不多', 'noAnswer'],
  ['承办单位', '办'.repeat(61), 'tooLong'],
] as const)('%s: %s is wrong', (column, cell, is) => {
  expect(read([column], [cell])[0]?.problems).toEqual([{ column, is }])
})

test('an answer that is due may lie ahead', () => {
  expect(read(['答复期限'], ['2026-12-31'])[0]?.problems).toEqual([])
})
