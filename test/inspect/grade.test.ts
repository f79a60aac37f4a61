/** 等次: against a calculation by fractions, at and around every half. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gradeOf, GRADES, marksNeeded, type Grade, type GradeRule } from '../../src/inspect/grade.ts'

const halfArb = fc.constantFrom<GradeRule['half']>('counts', 'fails')
const baseArb = fc.integer({ min: 1, max: 3000 })

/** By sharing out the base into two equal piles, heads left over lie in neither. */
function expected(satisfied: number, basically: number, base: number, half: GradeRule['half']): Grade {
  const pile = Math.floor(base / 2)
  const isEven = base === pile + pile
  const enough = (marks: number): boolean => marks > pile || (marks === pile && isEven && half === 'counts')
  if (enough(satisfied)) return 'satisfied'
  return enough(satisfied + basically) ? 'basically-satisfied' : 'not-satisfied'
}

describe('the grade of a project', () => {
  test('is that of an independent calculation, whatever the marks', () => {
    fc.assert(
      fc.property(
        baseArb,
        fc.nat(3000),
        fc.nat(3000),
        halfArb,
        (base, satisfied, basicallySatisfied, half) => {
          expect(gradeOf({ satisfied, basicallySatisfied }, base, half)).toBe(
            expected(satisfied, basicallySatisfied, base, half),
          )
        },
      ),
    )
  })

  test('at and around every half is what the rule says of exactly half', () => {
    for (let base = 1; base <= 400; base += 1)
      for (const half of ['counts', 'fails'] as const)
        for (const marks of [-1, 0, 1].map((step) => Math.max(0, Math.floor(base / 2) + step)))
          for (const satisfied of [0, Math.floor(marks / 2), marks]) {
            const basicallySatisfied = marks - satisfied
            expect(gradeOf({ satisfied, basicallySatisfied }, base, half)).toBe(
              expected(satisfied, basicallySatisfied, base, half),
            )
          }
  })

  test('of exactly half of an even base turns on the rule alone', () => {
    expect(gradeOf({ satisfied: 43, basicallySatisfied: 0 }, 86, 'counts')).toBe('satisfied')
    expect(gradeOf({ satisfied: 43, basicallySatisfied: 0 }, 86, 'fails')).toBe('not-satisfied')
    expect(gradeOf({ satisfied: 43, basicallySatisfied: 1 }, 86, 'fails')).toBe('basically-satisfied')
    // Of an odd base nobody is exactly half.
    for (const half of ['counts', 'fails'] as const) {
      expect(gradeOf({ satisfied: 14, basicallySatisfied: 0 }, 29, half)).toBe('not-satisfied')
      expect(gradeOf({ satisfied: 15, basicallySatisfied: 0 }, 29, half)).toBe('satisfied')
    }
  })

  test('of the eight projects of Zhenhai 2022 is 满意 by those present, as was announced', () => {
    for (const satisfied of [28, 20, 26, 29, 17, 26, 17, 28])
      expect(gradeOf({ satisfied, basicallySatisfied: 29 - satisfied }, 29, 'counts')).toBe('satisfied')
  })

  test('never falls when somebody is more content', () => {
    fc.assert(
      fc.property(
        baseArb,
        fc.nat(3000),
        fc.nat(3000),
        halfArb,
        (base, satisfied, basicallySatisfied, half) => {
          const place = (marks: { satisfied: number; basicallySatisfied: number }): number =>
            GRADES.indexOf(gradeOf(marks, base, half))
          const before = place({ satisfied, basicallySatisfied })
          expect(place({ satisfied: satisfied + 1, basicallySatisfied })).toBeLessThanOrEqual(before)
          expect(place({ satisfied, basicallySatisfied: basicallySatisfied + 1 })).toBeLessThanOrEqual(before)
        },
      ),
    )
  })

  test('is reached by as many marks as are said to be needed, and by none fewer', () => {
    fc.assert(
      fc.property(baseArb, halfArb, (base, half) => {
        const needed = marksNeeded(base, half)
        expect(gradeOf({ satisfied: needed, basicallySatisfied: 0 }, base, half)).toBe('satisfied')
        expect(gradeOf({ satisfied: needed - 1, basicallySatisfied: 0 }, base, half)).not.toBe('satisfied')
      }),
    )
  })
})
