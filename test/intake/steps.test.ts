/** No demand leaves its states. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ACTS,
  actsOf,
  dueFrom,
  isWaiting,
  mustReach,
  PHASES,
  type DemandAct,
  type DemandState,
  type StepActor,
} from '../../src/intake/steps.ts'

const STATES: readonly DemandState[] = ['taken', 'assigned', 'handled', 'answered', 'confirmed', 'reopened']
const ACTORS: readonly StepActor[] = ['secretary', 'deputy', 'department', 'resident']

describe('the states of a demand', () => {
  test('whoever does whatever, a demand stays within them, and somebody can go on', () => {
    const walk = fc.array(fc.record({ actor: fc.constantFrom(...ACTORS), choice: fc.nat() }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(walk, (steps) => {
        let state: DemandState = 'taken'
        for (const { actor, choice } of steps) {
          const acts = actsOf(state, actor)
          const act = acts[choice % Math.max(1, acts.length)]
          if (act !== undefined) state = ACTS[act].to
          expect(STATES).toContain(state)
          expect(ACTORS.some((each) => actsOf(state, each).length > 0)).toBe(true)
        }
      }),
    )
  })

  test('only a resident, or who heard the resident, ends one; and only after an answer', () => {
    const ending = (Object.keys(ACTS) as DemandAct[]).filter((act) => ACTS[act].to === 'confirmed')
    expect(ending).toEqual(['confirm'])
    expect(ACTS.confirm.from).toEqual(['answered'])
    expect(ACTS.confirm.by).not.toContain('department')
    expect(STATES.filter(isWaiting)).toEqual(['taken', 'assigned', 'handled', 'reopened'])
  })

  test('a unit hands back what is not for it, and what it has said it did, it did', () => {
    expect(ACTS.return).toEqual({ from: ['assigned', 'reopened'], to: 'taken', by: ['department'] })
    expect(actsOf('handled', 'department')).toEqual(['answer'])
  })

  test('each state is in one phase', () => {
    expect(Object.values(PHASES).flat().toSorted()).toEqual(STATES.toSorted())
  })

  test('a unit has to reach the resident while the demand is with it, and not longer', () => {
    expect(STATES.filter((state) => mustReach(state, 'department'))).toEqual([
      'assigned',
      'handled',
      'reopened',
    ])
    for (const actor of ['secretary', 'deputy', 'resident'] as const)
      expect(STATES.filter((state) => mustReach(state, actor))).toEqual(STATES)
  })

  test('an answer is due thirty days later, whatever the month', () => {
    expect(dueFrom('2026-01-31')).toBe('2026-03-02')
    expect(dueFrom('2024-02-01')).toBe('2024-03-02')
    expect(dueFrom('2026-12-15')).toBe('2027-01-14')
  })
})
