/** Names over the bars of a timeline: none on another one, none over the edge, whatever the days are. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/pay/periods.ts'
import { labelsOf, monthsOf, placeOf, type Span } from '../../src/web/staff/delivery/days.ts'

const spans: fc.Arbitrary<Span> = fc
  .tuple(
    fc.integer({ min: 2000, max: 2040 }),
    fc.integer({ min: 0, max: 11 }),
    fc.integer({ min: 1, max: 60 }),
  )
  .map(([year, month, count]) => ({ from: monthAt(year, month), to: monthAt(year, month + count) }))
const fits = fc.record({ month: fc.integer({ min: 10, max: 300 }), year: fc.integer({ min: 10, max: 400 }) })

function monthAt(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

test('no name stands on another one or over the edge, and some of each are there', () => {
  fc.assert(
    fc.property(spans, fits, (span, fit) => {
      const { months, years } = labelsOf(span, fit)
      for (const [labels, width] of [
        [months, fit.month],
        [years, fit.year],
      ] as const) {
        expect(labels.length).toBeGreaterThan(0)
        labels.forEach(({ at }, i) => {
          expect(at).toBeGreaterThanOrEqual(0)
          expect(at === 0 || at + width <= 1000).toBe(true)
          expect(at + width).toBeLessThanOrEqual(labels[i + 1]?.at ?? Infinity)
        })
      }
      // A month stands where it begins.
      for (const { day, at } of months) expect(at).toBe(placeOf(span, day))
      expect(years.at(-1)?.day.slice(0, 4)).toBe(addDays(span.to, -1).slice(0, 4))
    }),
  )
})

test('where there is room, every month and every year is named', () => {
  const span = { from: '2026-03-01', to: '2027-05-01' }
  const { months, years } = labelsOf(span, { month: 50, year: 100 })
  expect(months.map(({ day }) => day)).toEqual(monthsOf(span))
  expect(years.map(({ day }) => day)).toEqual(['2026-03-01', '2027-01-01'])
  // December and January are too near for two years: the one that follows is named.
  const winter = labelsOf({ from: '2026-12-01', to: '2028-01-01' }, { month: 82, year: 125 })
  expect(winter.years.map(({ day }) => day)).toEqual(['2027-01-01'])
})
