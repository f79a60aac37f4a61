/**
 * 亮灯: what is wrong with a project on a day, computed from what was promised and reported, each with its facts, who must
 * act and by when. Pure: the same facts give the same lights, so that anybody can compute them again.
 */
import type { DeliveryRule, DifferenceField, Plan, Report } from './model.ts'
import { aheadOf, isAhead, type Entry } from './money.ts'
import { addDays, firstDay, periodsBetween, reportDue } from './periods.ts'
import { progressOf, weightedProgress, type HeldReport } from './progress.ts'
import { sumFen } from './sums.ts'

export type Light = 'green' | 'yellow' | 'red'

/** Everything that the lights of a project depend on; nothing else does. */
export interface ProjectFacts {
  readonly plan: Plan
  /** From when the first plan holds: reports are due from that period on. */
  readonly holdsFrom: string
  /** The day of its acceptance; from then on nothing is due. */
  readonly closedOn: string | null
  readonly reports: readonly HeldReport[]
  readonly entries: readonly Entry[]
  readonly changes: readonly ChangeFacts[]
  /** Versions of the plan that stand without an approved change, or do not fit their digest. */
  readonly unfoundedVersions: readonly number[]
}

export interface ChangeFacts {
  readonly fields: readonly DifferenceField[]
  readonly state: 'pending' | 'approved' | 'refused'
  readonly askedOn: string
  /** The day on which it was decided. */
  readonly decidedOn: string | null
}

interface Raised {
  readonly light: 'yellow' | 'red'
  readonly who: 'department' | 'secretary' | 'presidium'
  /** By which day they must act. It may have passed. */
  readonly by: string
}

export type Alarm = Raised &
  (
    | {
        readonly kind: 'late'
        readonly milestoneId: string
        readonly name: string
        readonly dueOn: string
        readonly percent: number
      }
    | { readonly kind: 'silent'; readonly periods: readonly string[]; readonly since: string }
    | {
        readonly kind: 'moneyAhead'
        readonly paidFen: number
        readonly budgetFen: number
        /** In hundredths of a percent. */
        readonly weighted: number
        readonly ahead: number
        readonly over: boolean
        /** The first day of those that have been no better than today, without a break. */
        readonly since: string
      }
    | {
        readonly kind: 'noEvidence'
        readonly milestoneId: string
        readonly name: string
        readonly doneOn: string
      }
    | {
        readonly kind: 'unapproved'
        readonly field: DifferenceField | null
        /** In the department's own words, where it reported it. */
        readonly text: string | null
        readonly period: string | null
        /** A version of the plan that nobody approved. */
        readonly version: number | null
      }
  )

/** So many days somebody has to act when a light is red, or has no other end. */
const ACT_DAYS = 7

/** Red before yellow, otherwise in the order: late, silent, money, evidence, unapproved. */
export function alarmsOf(facts: ProjectFacts, rule: DeliveryRule, on: string): Alarm[] {
  const all = [
    ...unfounded(facts, on),
    ...(facts.closedOn !== null && facts.closedOn <= on
      ? []
      : [
          ...late(facts, rule, on),
          ...silent(facts, rule, on),
          ...moneyAhead(facts, rule, on),
          ...withoutEvidence(facts, rule, on),
          ...departures(facts, rule, on),
        ]),
  ]
  return [...all.filter(({ light }) => light === 'red'), ...all.filter(({ light }) => light === 'yellow')]
}

export function lightOf(alarms: readonly Pick<Alarm, 'light'>[]): Light {
  if (alarms.some(({ light }) => light === 'red')) return 'red'
  return alarms.length > 0 ? 'yellow' : 'green'
}

/** A milestone that is open after its day: yellow, red once it is later than the grace. */
function late({ plan, reports }: ProjectFacts, rule: DeliveryRule, on: string): Alarm[] {
  return progressOf(plan.milestones, reports, on)
    .filter(({ percent, dueOn }) => percent < 100 && dueOn < on)
    .map(({ id, name, dueOn, percent }) => ({
      kind: 'late' as const,
      milestoneId: id,
      name,
      dueOn,
      percent,
      ...afterGrace(addDays(dueOn, rule.graceDays), on),
    }))
}

/** No report of a period whose day has passed: yellow for one, red for more. */
function silent({ holdsFrom, reports }: ProjectFacts, rule: DeliveryRule, on: string): Alarm[] {
  if (holdsFrom > on) return []
  const reported = new Set(reports.map(({ period }) => period))
  const missing = periodsBetween(holdsFrom, on, rule.periodMonths).filter(
    (period) => reportDue(period, rule) < on && !reported.has(period),
  )
  const [first] = missing
  if (first === undefined) return []
  const second = missing[1]
  const since = reportDue(first, rule)
  const raised: Raised =
    second === undefined
      ? { light: 'yellow', who: 'department', by: addDays(since, ACT_DAYS) }
      : { light: 'red', who: 'presidium', by: addDays(reportDue(second, rule), ACT_DAYS) }
  return [{ kind: 'silent', periods: missing, since, ...raised }]
}

/** The share of the budget that is paid is far above the weighted progress, or above all of the budget. */
function moneyAhead(facts: ProjectFacts, rule: DeliveryRule, on: string): Alarm[] {
  const { days, standingOn } = moneyByDay(facts, rule)
  const { light, ...amounts } = standingOn(on)
  if (light === 'green') return []
  const isWorse = (day: string): boolean => {
    const before = standingOn(day).light
    return before === 'red' || before === light
  }
  // Otherwise the day to act by would move on with every day that nobody acts.
  const since = days.findLast((day) => day <= on && !isWorse(addDays(day, -1))) ?? on
  const who = light === 'red' ? 'presidium' : 'department'
  return [{ kind: 'moneyAhead', ...amounts, since, light, who, by: addDays(since, ACT_DAYS) }]
}

/**
 * What is paid and what is done on a day, against each other, and the days between which nothing of it moves, in order. A
 * project may have thousands of payments, and a board many projects: each is added up once.
 */
function moneyByDay({ plan, reports, entries }: ProjectFacts, rule: DeliveryRule) {
  const budgetFen = sumFen(plan.budget)
  const paid = new Map<string, number>()
  for (const { kind, fen, booked_on: day } of entries)
    if (kind === 'paid') paid.set(day, (paid.get(day) ?? 0) + fen)
  let sum = 0
  const paidUntil = inOrder(paid.keys()).map((day) => ({ day, fen: (sum += paid.get(day) ?? 0) }))
  const reported = inOrder(
    reports.flatMap(({ period, report }) => [
      firstDay(period),
      ...report.milestones.flatMap(({ doneOn }) => doneOn ?? []),
    ]),
  )
  const doneUntil = reported.map((day) => ({
    day,
    weighted: weightedProgress(progressOf(plan.milestones, reports, day)),
  }))
  const standingOn = (on: string) => {
    const paidFen = paidUntil.findLast(({ day }) => day <= on)?.fen ?? 0
    const weighted = doneUntil.findLast(({ day }) => day <= on)?.weighted ?? 0
    const over = paidFen > budgetFen
    const exceeds = (points: number): boolean => isAhead(paidFen, budgetFen, weighted, points)
    const light: Light =
      over || exceeds(rule.aheadRed) ? 'red' : exceeds(rule.aheadYellow) ? 'yellow' : 'green'
    return { paidFen, budgetFen, weighted, ahead: aheadOf(paidFen, budgetFen, weighted), over, light }
  }
  return { days: inOrder([...paid.keys(), ...reported]), standingOn }
}

function inOrder(days: Iterable<string>): string[] {
  return [...new Set(days)].toSorted()
}

/** A milestone that is called done, and nothing shows it: yellow, red after the grace. */
function withoutEvidence({ plan, reports }: ProjectFacts, rule: DeliveryRule, on: string): Alarm[] {
  return progressOf(plan.milestones, reports, on).flatMap(({ id, name, doneOn, evidence }) =>
    doneOn === null || evidence.length > 0
      ? []
      : [
          {
            kind: 'noEvidence' as const,
            milestoneId: id,
            name,
            doneOn,
            ...afterGrace(addDays(doneOn, rule.graceDays), on),
          },
        ],
  )
}

/**
 * What the last report says is done otherwise than planned, and no approved change covers: red, yellow while a change is
 * being decided. To say the same again in the next report wins no time.
 */
function departures({ reports, changes }: ProjectFacts, rule: DeliveryRule, on: string): Alarm[] {
  const begun = reports
    .filter(({ period }) => firstDay(period) <= on)
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))
  const [last] = begun
  if (last === undefined) return []
  return last.report.departures.flatMap(({ field, text }: Report['departures'][number]) => {
    const about = changes.filter(({ fields, askedOn }) => fields.includes(field) && askedOn <= on)
    const isCovered = ({ period }: HeldReport): boolean =>
      about.some(
        ({ state, decidedOn }) =>
          state === 'approved' && decidedOn !== null && decidedOn >= firstDay(period) && decidedOn <= on,
      )
    if (isCovered(last)) return []
    const before = begun.findIndex(
      (each) => !each.report.departures.some((other) => other.field === field) || isCovered(each),
    )
    const { period: since } = begun.at(before === -1 ? -1 : before - 1) ?? last
    const pending = about.some(({ decidedOn }) => decidedOn === null || decidedOn > on)
    const due = addDays(reportDue(since, rule), ACT_DAYS)
    const raised: Raised = pending
      ? { light: 'yellow', who: 'presidium', by: due }
      : { light: 'red', who: 'department', by: due }
    return [{ kind: 'unapproved' as const, field, text, period: last.period, version: null, ...raised }]
  })
}

/** A plan that was changed behind everybody's back: never green again. */
function unfounded({ unfoundedVersions }: ProjectFacts, on: string): Alarm[] {
  return unfoundedVersions.map((version) => ({
    kind: 'unapproved' as const,
    field: null,
    text: null,
    period: null,
    version,
    light: 'red' as const,
    who: 'presidium' as const,
    by: on,
  }))
}

/** Yellow until a day, for the department; red from then on, for the presidium. */
function afterGrace(turnsRed: string, on: string): Raised {
  return turnsRed < on
    ? { light: 'red', who: 'presidium', by: addDays(turnsRed, ACT_DAYS) }
    : { light: 'yellow', who: 'department', by: turnsRed }
}
