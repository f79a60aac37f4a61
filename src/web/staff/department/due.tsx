/** When an answer is due, by colour and in words. */
import type { Demand } from '../../../intake/model.ts'
import { isWaiting } from '../../../intake/steps.ts'
import { today } from '../contacts/draft.ts'
import { daysBetween } from './days.ts'
import { useDepartmentWords } from './words.ts'

const SOON_DAYS = 3

/** Nothing for what is answered: it is due no more. */
export function Due({ demand: { state, dueOn, overdue } }: { readonly demand: Demand }) {
  const w = useDepartmentWords()
  if (!isWaiting(state)) return null
  const left = daysBetween(today(), dueOn)
  // The service says what is overdue; a device whose clock is wrong does not.
  if (overdue) return <p class="due is-overdue">{w.due.overdue(Math.max(1, -left), dueOn)}</p>
  if (left <= 0) return <p class="due is-soon">{w.due.today}</p>
  if (left <= SOON_DAYS) return <p class="due is-soon">{w.due.soon(left, dueOn)}</p>
  return <p class="due">{w.due.by(dueOn)}</p>
}
