/** What a department's page computes by itself. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween, DOSSIER_FIELDS } from '../../src/web/staff/department/changes.ts'
import { daysBetween } from '../../src/web/staff/department/days.ts'

const dossier = fc.record(
  {
    name: fc.constantFrom('路灯', '水渠'),
    category: fc.constantFrom('交通', '供水'),
    place: fc.constantFrom('东', '西'),
    funding: fc.constantFrom('镇财政', '县财政'),
    content: fc.constantFrom('新装', '更换'),
    budgetFen: fc.constantFrom(0, 100),
    finishBy: fc.constantFrom('2026-09-30', '2026-10-31'),
    // Made anew each time, as they come from the service.
    attachments: fc.constantFrom('可研报告', '预算书').map((title) => [{ sha256: 'a'.repeat(64), title }]),
  },
  { requiredKeys: ['name', 'category'] },
)

test('the changes of a dossier, made to the one before, give the one after, and say nothing else', () => {
  fc.assert(
    fc.property(dossier, dossier, (before, after) => {
      const changes = changesBetween(before as never, after as never)
      const changed: Record<string, unknown> = { ...before }
      for (const { field, from, to } of changes) {
        expect(from).toEqual((before as Record<string, unknown>)[field])
        expect(from).not.toEqual(to)
        if (to === undefined) delete changed[field]
        else changed[field] = to
      }
      expect(changed).toEqual(after)
      const order = changes.map(({ field }) => DOSSIER_FIELDS.indexOf(field))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }),
  )
})

test('days are those of the calendar', () => {
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
  expect(daysBetween('2024-02-27', '2024-03-01')).toBe(3)
  expect(daysBetween('2026-03-05', '2026-03-01')).toBe(-4)
})
