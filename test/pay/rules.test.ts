/** The rules of delivery as properties: periods, progress, money, differences, and lights against a second calculation. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alarmsOf, lightOf, type Alarm, type ChangeFacts, type ProjectFacts } from '../../src/pay/alarms.ts'
import { changedParts, differences, exceedsShare, termsOfPlan } from '../../src/pay/difference.ts'
import {
  DIFFERENCES,
  USUAL_RULE,
  type DeliveryRule,
  type Milestone,
  type Plan,
  type Report,
} from '../../src/pay/model.ts'
import { aheadOf, isAhead, moneyOf } from '../../src/pay/money.ts'
import {
  addDays,
  daysBetween,
  lastDay,
  nextPeriod,
  periodOf,
  periodsBetween,
  reportDue,
} from '../../src/pay/periods.ts'
import { progressOf, weightedProgress, type HeldReport } from '../../src/pay/progress.ts'
import { planOf, reportOf } from '../support/delivery.ts'
import { present } from '../support/present.ts'

const dayArb = fc
  .integer({ min: 0, max: 800 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))

const lengthArb = fc.constantFrom<DeliveryRule['periodMonths']>(1, 2, 3, 6)

/** So many whole numbers that make 100. */
const weightsArb = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 0, maxLength: 6 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 100])
  .map((ends) => ends.slice(1).map((end, i) => end - (ends[i] ?? 0)))

const milestonesArb: fc.Arbitrary<Milestone[]> = weightsArb.chain((weights) =>
  fc
    .tuple(...weights.map(() => dayArb))
    .map((days) =>
      weights.map((weight, i) => ({ id: `m${i}`, name: `节点${i}`, weight, dueOn: days[i] ?? '2026-12-31' })),
    ),
)

const evidenceArb = fc.array(fc.constant({ sha256: 'a'.repeat(64), title: '照片' }), { maxLength: 1 })

function reportsArb(milestones: readonly Milestone[]): fc.Arbitrary<HeldReport[]> {
  const said = fc
    .record({
      milestoneId: fc.constantFrom(...milestones.map(({ id }) => id)),
      percent: fc.integer({ min: 0, max: 100 }),
      doneOn: dayArb,
      evidence: evidenceArb,
    })
    .map(({ doneOn, ...rest }) => (rest.percent === 100 ? { ...rest, doneOn } : rest))
  return fc
    .uniqueArray(
      fc.record({
        period: dayArb.map((day) => day.slice(0, 7)),
        report: fc.record({
          text: fc.constant('按计划。'),
          milestones: fc.uniqueArray(said, { maxLength: 4, selector: ({ milestoneId }) => milestoneId }),
          evidence: fc.constant([]),
          departures: fc.uniqueArray(
            fc.record({ field: fc.constantFrom(...DIFFERENCES), text: fc.constant('改了。') }),
            {
              maxLength: 2,
              selector: ({ field }) => field,
            },
          ),
        }),
      }),
      { maxLength: 8, selector: ({ period }) => period },
    )
    .map((reports) => reports as unknown as HeldReport[])
}

const changeArb: fc.Arbitrary<ChangeFacts> = fc
  .record({
    fields: fc.subarray([...DIFFERENCES]),
    state: fc.constantFrom<ChangeFacts['state']>('pending', 'approved', 'refused'),
    askedOn: dayArb,
    later: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ later, ...change }) => ({
    ...change,
    decidedOn: change.state === 'pending' ? null : addDays(change.askedOn, later),
  }))

const ruleArb: fc.Arbitrary<DeliveryRule> = fc
  .record({
    periodMonths: fc.constant<DeliveryRule['periodMonths']>(1),
    reportDays: fc.integer({ min: 1, max: 60 }),
    graceDays: fc.integer({ min: 1, max: 180 }),
    aheadYellow: fc.integer({ min: 0, max: 100 }),
    more: fc.integer({ min: 0, max: 50 }),
    congressPercent: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ more, ...rule }) => ({ ...rule, aheadRed: Math.min(100, rule.aheadYellow + more) }))

const bookingArb = fc.record({
  kind: fc.constantFrom('paid' as const, 'paid' as const, 'contracted' as const),
  fen: fc.integer({ min: -200_000_00, max: 800_000_00 }),
  booked_on: dayArb,
})

const factsArb: fc.Arbitrary<ProjectFacts> = milestonesArb.chain((milestones) =>
  fc
    .record({
      budgetFen: fc.integer({ min: 1, max: 1_000_000_00 }),
      holdsFrom: dayArb,
      closedOn: fc.option(dayArb, { nil: null, freq: 4 }),
      reports: reportsArb(milestones),
      entries: fc.array(bookingArb, { maxLength: 6 }),
      changes: fc.array(changeArb, { maxLength: 3 }),
      unfoundedVersions: fc.subarray([1, 2]),
    })
    .map(({ budgetFen, ...facts }) => ({
      ...facts,
      plan: planOf({ milestones, budget: [{ id: 'b1', name: '全部', fen: budgetFen }] }),
    })),
)

describe('periods', () => {
  test('follow each other without gap or overlap, and every day lies in one', () => {
    fc.assert(
      fc.property(dayArb, lengthArb, (day, length) => {
        const period = periodOf(day, length)
        expect(`${period}-01` <= day && day <= lastDay(period, length)).toBe(true)
        expect(addDays(lastDay(period, length), 1)).toBe(`${nextPeriod(period, length)}-01`)
        expect(periodOf(`${period}-01`, length)).toBe(period)
        expect(12 % length).toBe(0)
      }),
    )
  })

  test('between two days are all that touch them', () => {
    fc.assert(
      fc.property(dayArb, dayArb, lengthArb, (a, b, length) => {
        const [from, to] = a <= b ? [a, b] : [b, a]
        const seen = new Set<string>()
        for (let day = from; day <= to; day = addDays(day, 1)) seen.add(periodOf(day, length))
        expect(periodsBetween(from, to, length)).toEqual([...seen])
        expect(addDays(from, daysBetween(from, to))).toBe(to)
      }),
      { numRuns: 30 },
    )
  })
})

describe('weighted progress', () => {
  test('stays within 0 and 100 percent, whatever is reported', () => {
    fc.assert(
      fc.property(
        milestonesArb.chain((all) => fc.tuple(fc.constant(all), reportsArb(all))),
        dayArb,
        ([milestones, reports], on) => {
          const weighted = weightedProgress(progressOf(milestones, reports, on))
          expect(weighted).toBeGreaterThanOrEqual(0)
          expect(weighted).toBeLessThanOrEqual(10_000)
        },
      ),
    )
  })

  test('rises with every milestone that is completed, to 100 with the last', () => {
    fc.assert(
      fc.property(milestonesArb, (milestones) => {
        let before = 0
        const reports: HeldReport[] = []
        for (const [i, { id: milestoneId }] of milestones.entries()) {
          const period = `2026-${String(i + 1).padStart(2, '0')}`
          const done = { milestoneId, percent: 100, doneOn: `${period}-15`, evidence: [] }
          reports.push({ period, report: reportOf({ milestones: [done] }) })
          const now = weightedProgress(progressOf(milestones, reports, '2026-12-31'))
          expect(now).toBeGreaterThan(before)
          before = now
        }
        expect(before).toBe(10_000)
      }),
    )
  })

  test('what was done after a day was not done on it', () => {
    const { milestones } = planOf()
    const done = { milestoneId: 'm1', percent: 100, doneOn: '2026-03-20', evidence: [] }
    const reports = [{ period: '2026-03', report: reportOf({ milestones: [done] }) }]
    expect(progressOf(milestones, reports, '2026-03-19')[0]).toMatchObject({ percent: 99, doneOn: null })
    expect(progressOf(milestones, reports, '2026-03-20')[0]).toMatchObject({
      percent: 100,
      doneOn: '2026-03-20',
    })
    expect(progressOf(milestones, reports, '2026-02-28')[0]).toMatchObject({ percent: 0 })
  })
})

describe('money', () => {
  const entryArb = fc.record({
    kind: fc.constantFrom<'allocated' | 'contracted' | 'paid'>('allocated', 'contracted', 'paid'),
    fen: fc.integer({ min: 1, max: 1_000_000_000_000 }),
    booked_on: dayArb,
  })

  test('never drifts by a fen: it is the sum of whole numbers, and what is taken back is gone', () => {
    fc.assert(
      fc.property(fc.array(entryArb, { maxLength: 200 }), (entries) => {
        const sums = moneyOf(entries, '2099-12-31')
        const exact = (kind: string): bigint =>
          entries.filter((entry) => entry.kind === kind).reduce((all, { fen }) => all + BigInt(fen), 0n)
        expect(BigInt(sums.paidFen)).toBe(exact('paid'))
        expect(BigInt(sums.allocatedFen)).toBe(exact('allocated'))
        expect(BigInt(sums.contractedFen)).toBe(exact('contracted'))
        const back = entries.map((entry) => ({ ...entry, fen: -entry.fen }))
        expect(moneyOf([...entries, ...back], '2099-12-31')).toEqual({
          allocatedFen: 0,
          contractedFen: 0,
          paidFen: 0,
        })
      }),
    )
  })

  test('is ahead by exactly more than so many points', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.integer({ min: 2, max: 1_000_000_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 100 }),
        (paidFen, budgetFen, weighted, points) => {
          const exact = BigInt(paidFen) * 10_000n - BigInt(weighted) * BigInt(budgetFen)
          expect(isAhead(paidFen, budgetFen, weighted, points)).toBe(
            exact > BigInt(points * 100) * BigInt(budgetFen),
          )
          const shown = aheadOf(paidFen, budgetFen, weighted)
          expect(BigInt(shown) * BigInt(budgetFen) <= exact).toBe(true)
          expect(exact < BigInt(shown + 1) * BigInt(budgetFen)).toBe(true)
        },
      ),
    )
    // Of a budget of one fen, as much as any plan can hold is more than can be said exactly.
    expect(aheadOf(1_000_000_000_000, 1, 1)).toBe(Number.MAX_SAFE_INTEGER - 1)
    // At the very border it is not.
    expect(isAhead(120_00, 300_00, 2000, 20)).toBe(false)
    expect(isAhead(120_01, 300_00, 2000, 20)).toBe(true)
  })
})

describe('differences', () => {
  test('there are none from itself, and each field alone is one', () => {
    const voted = termsOfPlan(planOf())
    expect(differences(voted, voted)).toEqual([])
    const { budget } = planOf()
    const changed: [string, Partial<Plan>][] = [
      ['amount', { budget: [...budget, { id: 'b9', name: '预备费', fen: 1 }] }],
      ['content', { content: '少建。' }],
      ['place', { place: '别处' }],
      ['unit', { unit: '镇水务站' }],
      ['date', { finishBy: '2026-12-30' }],
    ]
    for (const [field, change] of changed)
      expect(differences(voted, termsOfPlan(planOf(change)))).toMatchObject([{ field }])
    // What the vote left open is for the plan to say.
    expect(differences(voted, termsOfPlan(planOf({ startBy: '2026-03-01' })))).toEqual([])
    const begun = termsOfPlan(planOf({ startBy: '2026-03-01' }))
    expect(differences(begun, termsOfPlan(planOf({ startBy: '2026-03-02' })))).toMatchObject([
      { field: 'date', from: '2026-03-01 – 2026-12-31', to: '2026-03-02 – 2026-12-31' },
    ])
    expect(changedParts(planOf(), planOf({ person: '李主任' }))).toEqual(['person'])
    expect(changedParts(planOf(), planOf({ startBy: '2026-03-02' }))).toEqual(['startBy'])
  })

  test('the amount is for the congress when it moves by more than the share, up or down', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.integer({ min: 0, max: 100 }),
        (voted, now, percent) => {
          const by = BigInt(Math.abs(now - voted))
          expect(exceedsShare(voted, now, percent)).toBe(by * 100n > BigInt(voted) * BigInt(percent))
        },
      ),
    )
    expect(exceedsShare(100_00, 110_00, 10)).toBe(false)
    expect(exceedsShare(100_00, 110_01, 10)).toBe(true)
    expect(exceedsShare(100_00, 89_99, 10)).toBe(true)
  })
})

describe('lights', () => {
  test('every one has its reason, and a second calculation finds the same', () => {
    fc.assert(
      fc.property(factsArb, ruleArb, dayArb, (facts, rule, on) => {
        const alarms = alarmsOf(facts, rule, on)
        expect(alarms.map(keyOf).toSorted()).toEqual(expectedKeys(facts, rule, on).toSorted())
        expect(lightOf(alarms)).toBe(
          alarms.some(({ light }) => light === 'red') ? 'red' : alarms.length > 0 ? 'yellow' : 'green',
        )
        const lights = alarms.map(({ light }) => light)
        expect(lights).toEqual(lights.toSorted())
        for (const { by } of alarms) expect(by).toMatch(/^\d{4}-\d\d-\d\d$/)
      }),
      { numRuns: 500 },
    )
  })

  test('of money: the day to act by stays where it is while nobody acts', () => {
    fc.assert(
      fc.property(factsArb, ruleArb, dayArb, (facts, rule, on) => {
        const [ahead] = alarmsOf(facts, rule, on).filter((alarm) => alarm.kind === 'moneyAhead')
        fc.pre(ahead !== undefined)
        // Day by day, where the calculation goes from one booking or report to the other.
        let since = on
        while (isPaidAhead(facts, rule, addDays(since, -1), present(ahead).light)) since = addDays(since, -1)
        expect(ahead).toMatchObject({ since, by: addDays(since, 7) })
      }),
    )
    const paid = { kind: 'paid' as const, fen: 90_000_00, booked_on: '2026-02-01' }
    expect(raised({ entries: [paid] }, '2026-02-01')).toEqual([['moneyAhead', 'red', '2026-02-08']])
    expect(raised({ entries: [paid] }, '2026-03-31')).toEqual([['moneyAhead', 'red', '2026-02-08']])
  })

  test('are green where everything is done in time, shown, and paid no faster than built', () => {
    const { milestones } = planOf()
    const reports = months(12).map((period) => ({
      period,
      report: reportOf({
        milestones: milestones
          .filter(({ dueOn }) => dueOn.startsWith(period))
          .map(({ id: milestoneId, dueOn: doneOn }) => ({
            milestoneId,
            percent: 100,
            doneOn,
            evidence: [{ sha256: 'b'.repeat(64), title: '现场' }],
          })),
      }),
    }))
    for (const day of ['2026-01-31', '2026-04-30', '2026-05-01', '2026-11-01', '2026-12-31'])
      expect(alarmsOf(factsOf({ reports }), USUAL_RULE, day)).toEqual([])
  })

  test('turn from yellow to red on their days', () => {
    // m1 is due on 30 April; the grace is 30 days.
    expect(raised({}, '2026-04-30')).toEqual([])
    expect(raised({}, '2026-05-01')).toEqual([['late', 'yellow', '2026-05-30']])
    expect(raised({}, '2026-05-30')).toEqual([['late', 'yellow', '2026-05-30']])
    expect(raised({}, '2026-05-31')).toEqual([['late', 'red', '2026-06-06']])
    // January's report is due on 10 February.
    expect(raised({ reports: [] }, '2026-02-10')).toEqual([])
    expect(raised({ reports: [] }, '2026-02-11')).toEqual([['silent', 'yellow', '2026-02-17']])
    expect(raised({ reports: [] }, '2026-03-11')).toEqual([['silent', 'red', '2026-03-17']])
    // After its acceptance nothing is due.
    expect(raised({ reports: [], closedOn: '2026-03-01' }, '2026-06-01')).toEqual([])
  })

  test('of a departure: to say it again wins no time, to be allowed it once does not last', () => {
    const departure = { departures: [{ field: 'place' as const, text: '改到村口。' }] }
    const said = (...periods: string[]) =>
      months(12).map((period) => ({
        period,
        report: reportOf(periods.includes(period) ? departure : {}),
      }))
    // Seven days after the report of the first month that said it was due.
    expect(departing(said('2026-04'))).toEqual([['unapproved', 'red', '2026-05-17']])
    expect(departing(said('2026-02', '2026-03', '2026-04'))).toEqual([['unapproved', 'red', '2026-03-17']])
    expect(departing(said('2026-01', '2026-03', '2026-04'))).toEqual([['unapproved', 'red', '2026-04-17']])
    const approved = {
      fields: ['place'] as const,
      state: 'approved' as const,
      askedOn: '2026-03-02',
      decidedOn: '2026-03-15',
    }
    expect(departing(said('2026-02', '2026-03', '2026-04'), [approved])).toEqual([
      ['unapproved', 'red', '2026-05-17'],
    ])
  })

  test('of a departure: red until a change is asked for, yellow until it is approved, then gone', () => {
    const reports = [
      ...quiet(2),
      { period: '2026-03', report: reportOf({ departures: [{ field: 'place', text: '改到村口。' }] }) },
    ]
    const at = (changes: readonly ChangeFacts[]) =>
      alarmsOf(factsOf({ reports, changes }), USUAL_RULE, '2026-03-31').map(({ kind, light, who }) => [
        kind,
        light,
        who,
      ])
    expect(at([])).toEqual([['unapproved', 'red', 'department']])
    const asked = {
      fields: ['place'] as const,
      state: 'pending' as const,
      askedOn: '2026-03-20',
      decidedOn: null,
    }
    expect(at([asked])).toEqual([['unapproved', 'yellow', 'presidium']])
    // On a day before it was decided it was still pending, however it came out.
    expect(at([{ ...asked, state: 'approved', decidedOn: '2026-04-02' }])).toEqual([
      ['unapproved', 'yellow', 'presidium'],
    ])
    expect(at([{ ...asked, fields: ['amount'] }])).toEqual([['unapproved', 'red', 'department']])
    expect(at([{ ...asked, state: 'approved', decidedOn: '2026-03-25' }])).toEqual([])
    expect(at([{ ...asked, state: 'refused', decidedOn: '2026-03-25' }])).toEqual([
      ['unapproved', 'red', 'department'],
    ])
    // What was approved long before it was reported covers it no more.
    expect(
      at([{ ...asked, state: 'approved', askedOn: '2026-01-02', decidedOn: '2026-02-25' }]),
    ).toHaveLength(1)
  })
})

/** What is raised on a day where every month has its report, unless it is said otherwise. */
function raised(facts: Partial<ProjectFacts>, day: string) {
  const alarms = alarmsOf(factsOf({ reports: quiet(12), ...facts }), USUAL_RULE, day)
  return alarms.map(({ kind, light, by }) => [kind, light, by])
}

function departing(reports: readonly HeldReport[], changes: readonly ChangeFacts[] = []) {
  const alarms = alarmsOf(factsOf({ reports, changes }), USUAL_RULE, '2026-04-20')
  return alarms.map(({ kind, light, by }) => [kind, light, by])
}

function months(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
}

function quiet(count: number): HeldReport[] {
  return months(count).map((period) => ({ period, report: reportOf() }))
}

function factsOf(change: Partial<ProjectFacts>): ProjectFacts {
  return {
    plan: planOf(),
    holdsFrom: '2026-01-15',
    closedOn: null,
    reports: [],
    entries: [],
    changes: [],
    unfoundedVersions: [],
    ...change,
  }
}

function keyOf(alarm: Alarm): string {
  const what =
    alarm.kind === 'late' || alarm.kind === 'noEvidence'
      ? alarm.milestoneId
      : alarm.kind === 'silent'
        ? alarm.periods.join(',')
        : alarm.kind === 'unapproved'
          ? (alarm.field ?? String(alarm.version))
          : ''
  return `${alarm.kind} ${what} ${alarm.light}`
}

/** Whether as much is paid for as little as a light of this kind says. */
function isPaidAhead(facts: ProjectFacts, rule: DeliveryRule, on: string, light: 'yellow' | 'red'): boolean {
  const all = expectedKeys({ ...facts, closedOn: null }, rule, on)
  return all.includes('moneyAhead  red') || (light === 'yellow' && all.includes('moneyAhead  yellow'))
}

/** The rules once more, by walking through days and reports instead of comparing them. */
function expectedKeys(facts: ProjectFacts, rule: DeliveryRule, on: string): string[] {
  const keys = facts.unfoundedVersions.map((version) => `unapproved ${version} red`)
  if (facts.closedOn !== null && facts.closedOn <= on) return keys
  const known = new Map<string, { percent: number; doneOn?: string | undefined; shown: boolean }>()
  let last: Report | undefined
  let lastPeriod = ''
  const reported = new Set<string>()
  for (const { period, report } of facts.reports.toSorted((a, b) => a.period.localeCompare(b.period))) {
    reported.add(period)
    if (`${period}-01` > on) continue
    last = report
    lastPeriod = period
    for (const { milestoneId, percent, doneOn, evidence } of report.milestones) {
      const shown = known.get(milestoneId)?.shown === true || evidence.length > 0
      known.set(milestoneId, { percent, doneOn, shown })
    }
  }
  let weighted = 0
  for (const { id, weight, dueOn } of facts.plan.milestones) {
    const of = known.get(id)
    const done = of?.doneOn !== undefined && of.doneOn <= on
    const percent = done ? 100 : of === undefined ? 0 : Math.min(99, of.percent)
    weighted += weight * percent
    if (!done && daysBetween(dueOn, on) > 0)
      keys.push(`late ${id} ${daysBetween(dueOn, on) > rule.graceDays ? 'red' : 'yellow'}`)
    if (done && of.shown === false)
      keys.push(`noEvidence ${id} ${daysBetween(String(of.doneOn), on) > rule.graceDays ? 'red' : 'yellow'}`)
  }
  const missing: string[] = []
  for (let period = facts.holdsFrom.slice(0, 7); `${period}-01` <= on; period = nextPeriod(period, 1))
    if (daysBetween(reportDue(period, rule), on) > 0 && !reported.has(period)) missing.push(period)
  if (missing.length > 0) keys.push(`silent ${missing.join(',')} ${missing.length > 1 ? 'red' : 'yellow'}`)
  const [{ fen: budgetFen } = { fen: 0 }] = facts.plan.budget
  let paidFen = 0
  for (const { kind, fen, booked_on: bookedOn } of facts.entries)
    if (kind === 'paid' && daysBetween(bookedOn, on) >= 0) paidFen += fen
  const points = BigInt(paidFen) * 10_000n - BigInt(weighted) * BigInt(budgetFen)
  const above = (percent: number): boolean => points > BigInt(percent * 100) * BigInt(budgetFen)
  if (paidFen > budgetFen || above(rule.aheadRed)) keys.push('moneyAhead  red')
  else if (above(rule.aheadYellow)) keys.push('moneyAhead  yellow')
  for (const { field } of last?.departures ?? []) {
    const about = facts.changes.filter((change) => change.fields.includes(field) && change.askedOn <= on)
    const covered = about.some(
      ({ state, decidedOn }) =>
        state === 'approved' && decidedOn !== null && `${lastPeriod}-01` <= decidedOn && decidedOn <= on,
    )
    if (!covered)
      keys.push(
        `unapproved ${field} ${about.some(({ decidedOn }) => decidedOn === null || decidedOn > on) ? 'yellow' : 'red'}`,
      )
  }
  return keys
}
