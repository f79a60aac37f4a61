import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepsOfPast } from '../../src/intake/past.ts'
import { ACTS, dueFrom, isOverdue, type DemandState } from '../../src/intake/steps.ts'

const day = fc
  .integer({ min: 0, max: 5000 })
  .map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10))
const past = fc.record(
  {
    dueOn: day,
    unit: fc.constantFrom('镇交通办', '镇农办'),
    answer: fc.constantFrom('已修好。', '明年安排。'),
    answeredOn: day,
    resolved: fc.boolean(),
  },
  { requiredKeys: [] },
)

test('whatever a list says, its steps are those of a demand’s life, and only what nobody answered can be overdue', () => {
  fc.assert(
    fc.property(day, past, day, (takenOn, said, today) => {
      const { state, unit, dueOn, steps } = stepsOfPast(takenOn, said)
      let reached: DemandState = 'taken'
      expect(steps[0]?.act).toBe('take')
      for (const { act } of steps.slice(1)) {
        const rule = ACTS[act as keyof typeof ACTS]
        expect(rule.from).toContain(reached)
        expect(rule.by).toContain('secretary')
        reached = rule.to
      }
      expect(state).toBe(reached)
      const answered = said.answer !== undefined || said.answeredOn !== undefined || said.resolved === true
      expect(state).toBe(
        said.resolved === true
          ? 'confirmed'
          : answered
            ? 'answered'
            : said.unit === undefined
              ? 'taken'
              : 'assigned',
      )
      expect(unit).toBe(said.unit ?? null)
      expect(dueOn).toBe(said.dueOn ?? dueFrom(takenOn))
      expect(isOverdue({ state, due_on: dueOn }, today)).toBe(!answered && dueOn < today)
      expect(steps.map(({ text }) => text).filter((text) => text !== null)).toEqual(
        said.answer === undefined ? [] : [said.answer],
      )
    }),
  )
})
