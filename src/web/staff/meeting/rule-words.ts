/** The arithmetic of the required number of candidates, as the staff's page says it. Pure. */
import type { Rule } from '../../../order/model.ts'
import { requiredArithmetic } from '../../shared/required.ts'
import type { MeetingWords } from './strings.zh.ts'

/** "5 × (1 + 70%) = 8.5，进一，9 项". */
export function arithmetic(w: MeetingWords, rule: Rule): string {
  const steps = requiredArithmetic(rule)
  return steps === undefined ? w.rule.unreadable : w.rule.sum(steps, w.rule.roundings[rule.rounding])
}
