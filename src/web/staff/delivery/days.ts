/** Days on a line from the first to the last one. Pure. */
import { daysBetween, firstDay, nextPeriod, periodOf } from '../../../pay/periods.ts'
import type { ProjectBrief } from '../../../pay/views.ts'

/** What of a project has days. */
export type Planned = Pick<ProjectBrief, 'startBy' | 'finishBy' | 'milestones'>

export interface Span {
  readonly from: string
  readonly to: string
}

/** Whole months around everything that the projects have to show, and today. Undefined where there is nothing. */
export function spanOf(projects: readonly Planned[], on: string): Span | undefined {
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

/** How much of the line the name of a month and of a year takes, in thousandths. */
export interface Fit {
  readonly month: number
  readonly year: number
}

export interface Label {
  readonly day: string
  /** Where it begins, from 0 to 1000. */
  readonly at: number
}

/** As many names of months as have room, and the years where they begin: none on another one, none over the edge. */
export function labelsOf(span: Span, fit: Fit): { readonly months: Label[]; readonly years: Label[] } {
  const all = monthsOf(span).map((day) => ({ day, at: placeOf(span, day) }))
  const begins = all.filter(({ day }, i) => i === 0 || day.slice(5, 7) === '01')
  const years: Label[] = []
  for (const { day, at } of begins.toReversed()) {
    const fitting = Math.max(0, Math.min(at, 1000 - fit.year))
    // Of two that are too near each other the later one stands: the year before is over soon.
    const next = years[0]
    if (next === undefined || fitting + fit.year <= next.at) years.unshift({ day, at: fitting })
  }
  return { months: everyMonth(all, fit.month), years }
}

function everyMonth(all: readonly Label[], width: number): Label[] {
  for (let every = 1; every < all.length; every++) {
    const some = all.filter((_, i) => i % every === 0)
    if (some.every(({ at }, i) => at + width <= (some[i + 1]?.at ?? Infinity)))
      return some.filter(({ at }, i) => i === 0 || at + width <= 1000)
  }
  return all.slice(0, 1)
}
