/** Days on a line from the first to the last one. Pure. */
import { daysBetween, firstDay, nextPeriod, periodOf } from '../../../pay/periods.ts'
import type { ProjectBrief } from '../../../pay/views.ts'

export interface Span {
  readonly from: string
  readonly to: string
}

/** Whole months around everything that the projects have to show, and today. Undefined where there is nothing. */
export function spanOf(projects: readonly ProjectBrief[], on: string): Span | undefined {
  const planned = projects.filter(({ milestones }) => milestones.length > 0)
  if (planned.length === 0) return undefined
  const days = planned
    .flatMap(({ startBy, finishBy, milestones }) => [
      ...(startBy === null ? [] : [startBy]),
      finishBy,
      ...milestones.flatMap(({ dueOn, doneOn }) => (doneOn === null ? [dueOn] : [dueOn, doneOn])),
    ])
    .toSorted()
  const last = days.at(-1) ?? on
  // Years later, the plan is still what is shown; today is then after it.
  const shown = on > last && daysBetween(last, on) > 60 ? last : on
  const [first = on] = [...days, shown].toSorted()
  const end = shown > last ? shown : last
  return { from: firstDay(periodOf(first, 1)), to: firstDay(nextPeriod(periodOf(end, 1), 1)) }
}

/** Where a day stands, from 0 to 1000; its end with `end`. */
export function placeOf({ from, to }: Span, day: string, end = false): number {
  const all = daysBetween(from, to)
  return Math.min(1000, Math.max(0, ((daysBetween(from, day) + (end ? 1 : 0)) * 1000) / all))
}

/** The first day of each month. */
export function monthsOf({ from, to }: Span): string[] {
  const months: string[] = []
  for (let month = periodOf(from, 1); firstDay(month) < to; month = nextPeriod(month, 1))
    months.push(firstDay(month))
  return months
}
