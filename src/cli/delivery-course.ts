/**
 * How the delivery of a case's project goes: its plan from its dossier, when each milestone is done, when money moves, and
 * what goes wrong, if anything is to. Pure: the same case gives the same course.
 */
import type { DifferenceField, Milestone, MoneyEntry, Plan } from '../pay/model.ts'
import { addDays, daysBetween } from '../pay/periods.ts'
import { sum, sumFen } from '../pay/sums.ts'
import type { Trouble } from './case.ts'

/** What the vote fixed of a project. */
export interface CaseDossier {
  readonly name: string
  readonly content: string
  readonly place: string
  readonly responsibleUnit: string
  readonly budgetFen: number
  readonly startBy?: string
  readonly finishBy: string
  readonly funding?: string
}

const MILESTONES = [
  [
    ['方案设计与批复', 10, 0.2],
    ['招标采购', 20, 0.4],
    ['主体施工', 30, 0.7],
    ['设备安装与收尾', 25, 0.85],
    ['完工自检', 15, 1],
  ],
  [
    ['方案设计与招标', 15, 0.3],
    ['主体施工', 35, 0.6],
    ['配套与收尾', 30, 0.85],
    ['完工自检', 20, 1],
  ],
] as const

/** The milestones are as many days apart as the time from the approval to the promised day allows. */
export function planFor(dossier: CaseDossier, approvedOn: string, position: number): Plan {
  const { content, place, responsibleUnit: unit, budgetFen, startBy, finishBy, funding } = dossier
  const days = Math.max(0, daysBetween(approvedOn, finishBy))
  const milestones = MILESTONES[position % MILESTONES.length] as (typeof MILESTONES)[number]
  return {
    unit,
    person: '项目负责人',
    coUnits: ['镇财政所'],
    content,
    place,
    ...(startBy === undefined ? {} : { startBy }),
    finishBy,
    milestones: milestones.map(([name, weight, share], i) => ({
      id: `m${i + 1}`,
      name,
      weight,
      dueOn: days === 0 ? finishBy : addDays(approvedOn, Math.round(days * share)),
    })),
    budget: shared(budgetFen, ['工程施工', '设备与材料', '设计与监理'], [60, 32, 8], 'b'),
    sources: shared(
      budgetFen,
      [funding === undefined ? '县级财政' : cut(funding, 40), '镇级财政'],
      [60, 40],
      's',
    ),
    criteria: [
      { id: 'c1', text: `${cut(content.replaceAll(/\s+/g, ' '), 90)}：按内容完成` },
      { id: 'c2', text: '质量合格，资料齐全' },
    ],
  }
}

/** Never half of a character. */
function cut(text: string, characters: number): string {
  return [...text].slice(0, characters).join('')
}

/** An amount in parts, whose first one takes what does not divide; without those that would be nothing. */
function shared(fen: number, names: readonly string[], percents: readonly number[], prefix: string) {
  const parts = percents.map((percent) => Number((BigInt(fen) * BigInt(percent)) / 100n))
  parts[0] = fen - sum(parts.slice(1))
  return names
    .map((name, i) => ({ id: `${prefix}${i + 1}`, name, fen: parts[i] ?? 0 }))
    .filter((part) => part.fen > 0)
}

export interface Amended {
  readonly on: string
  readonly plan: Plan
}

/** The plan with what the trouble changes; milestones that are still to come move with the promised day. */
export function amended(
  plan: Plan,
  on: string,
  { amountPercent, finishBy, place, content, unit }: Extract<Trouble, { kind: 'changed' }>,
): Plan {
  const scaled = (parts: Plan['budget']): Plan['budget'] =>
    parts.map((part) => ({
      ...part,
      fen: Math.max(1, Number((BigInt(part.fen) * BigInt(100 + (amountPercent ?? 0))) / 100n)),
    }))
  const budget = scaled(plan.budget)
  const sources = scaled(plan.sources)
  // Rounding may have taken more from one of the two.
  const [first, ...others] = sources
  const rest = sumFen(budget) - sumFen(others)
  const ends = finishBy ?? plan.finishBy
  const share = daysBetween(on, ends) / Math.max(1, daysBetween(on, plan.finishBy))
  const moved = ({ dueOn, ...milestone }: Milestone): Milestone => ({
    ...milestone,
    dueOn: dueOn <= on ? dueOn : addDays(on, Math.round(daysBetween(on, dueOn) * share)),
  })
  return {
    ...plan,
    ...(place === undefined ? {} : { place }),
    ...(content === undefined ? {} : { content }),
    ...(unit === undefined ? {} : { unit }),
    finishBy: ends,
    milestones: plan.milestones.map(moved),
    budget,
    sources: first === undefined ? [] : [{ ...first, fen: rest }, ...others],
  }
}

/** On which day each milestone is done, in the order of the plan: a few days early, never before the plan held. */
export function doneDays(plan: Plan, approvedOn: string, position: number): string[] {
  return plan.milestones.map(({ dueOn }, i) => {
    const early = addDays(dueOn, -3 - ((position * 2 + i) % 4))
    if (early >= approvedOn) return early
    return dueOn < approvedOn ? dueOn : approvedOn
  })
}

/** A project's way through the case's year. */
export interface Course {
  readonly name: string
  readonly approvedOn: string
  /** The last day that is played: of the year, or today. */
  readonly until: string
  readonly plan: Plan
  readonly change: (Amended & { readonly reason: string }) | undefined
  /** By milestone; undefined where it is not done on the last day. */
  readonly doneOn: readonly (string | undefined)[]
  /** The months of which nothing is reported. */
  readonly silentMonths: ReadonlySet<number>
  /** Milestones that are called done, and nothing shows it: their places in the plan. */
  readonly unshown: ReadonlySet<number>
  readonly departure: { readonly field: DifferenceField; readonly text: string } | undefined
  readonly overPaidPercent: number | undefined
}

const REASON = '实施中情况变化，经责任单位核实，按程序申请调整。'

export function courseOf(
  dossier: CaseDossier,
  troubles: readonly Trouble[],
  { approvedOn, until, position }: { approvedOn: string; until: string; position: number },
): Course {
  const of = <K extends Trouble['kind']>(kind: K) =>
    troubles.find((trouble): trouble is Extract<Trouble, { kind: K }> => trouble.kind === kind)
  const plan = planFor(dossier, approvedOn, position)
  const asked = of('changed')
  const on = addDays(approvedOn, Math.round(Math.max(0, daysBetween(approvedOn, dossier.finishBy)) / 2))
  const change =
    asked === undefined || on > until
      ? undefined
      : { on, plan: amended(plan, on, asked), reason: asked.reason ?? REASON }
  const last = change?.plan ?? plan
  const open = of('late')?.open ?? 0
  const silent = of('silent')
  const unshown = of('no-evidence')
  const departure = of('unapproved')
  return {
    name: dossier.name,
    approvedOn,
    until,
    plan,
    change,
    doneOn: doneDays(last, approvedOn, position).map((day, i) =>
      i >= last.milestones.length - open || day > until ? undefined : day,
    ),
    silentMonths: new Set(silent?.months),
    unshown: new Set(unshown === undefined ? [] : [Math.min(unshown.milestone, last.milestones.length) - 1]),
    departure: departure && { field: departure.field, text: departure.text },
    overPaidPercent: of('over-paid')?.percent,
  }
}

export function planOn({ plan, change }: Course, day: string): Plan {
  return change !== undefined && change.on <= day ? change.plan : plan
}

/** The share of the work that is done and already paid for; the rest with the last milestone. */
const PAID_PERCENT = 95

/** All money that moves until the last day, by day. It is never ahead of the progress, unless it is to be. */
export function moneyOf(course: Course): MoneyEntry[] {
  const { approvedOn, until, plan, doneOn, change, overPaidPercent } = course
  const all: MoneyEntry[] = []
  const number = (): string => `${all.length + 1}`.padStart(3, '0')
  const share = (part: number): string =>
    addDays(approvedOn, Math.round((Math.max(0, daysBetween(approvedOn, plan.finishBy)) * part) / 100))
  const allocate = (day: string, percent: number): void => {
    for (const { id: sourceId, name, fen } of planOn(course, day).sources) {
      const had = booked(all, 'allocated', sourceId)
      const more = Number((BigInt(fen) * BigInt(percent)) / 100n) - had
      if (more > 0)
        all.push({
          kind: 'allocated',
          sourceId,
          fen: more,
          bookedOn: day,
          party: name,
          voucher: `拨款-${number()}`,
        })
    }
  }
  const contract = (day: string): void => {
    for (const { id: lineId, fen } of planOn(course, day).budget) {
      const more = fen - booked(all, 'contracted', lineId)
      if (more > 0)
        all.push({
          kind: 'contracted',
          lineId,
          fen: more,
          bookedOn: day,
          party: '中标单位',
          voucher: `合同-${number()}`,
        })
    }
  }
  const pay = (day: string, lineId: string, fen: number): void => {
    if (fen > 0)
      all.push({ kind: 'paid', lineId, fen, bookedOn: day, party: '中标单位', voucher: `付款-${number()}` })
  }
  /** Line after line, up to so much of all. */
  const payUpTo = (day: string, fen: number, lines: Plan['budget']): void => {
    let left = fen - booked(all, 'paid')
    for (const line of lines) {
      const part = Math.min(left, line.fen - booked(all, 'paid', line.id))
      pay(day, line.id, part)
      left -= Math.max(0, part)
    }
  }

  allocate(share(10), 50)
  contract(share(30))
  if (change !== undefined) contract(change.on)
  allocate(share(60), 100)
  const last = change?.plan ?? plan
  let weight = 0
  for (const [i, day] of doneOn.entries()) {
    if (day === undefined) break
    weight += last.milestones[i]?.weight ?? 0
    const { budget } = weight === 100 ? last : planOn(course, day)
    const percent = weight === 100 ? 100 * 100 : weight * PAID_PERCENT
    payUpTo(day, Number((BigInt(sumFen(budget)) * BigInt(percent)) / 10_000n), budget)
  }
  const inTime = all.filter(({ bookedOn }) => bookedOn <= until)
  const [line] = planOn(course, until).budget
  if (overPaidPercent !== undefined && line !== undefined) {
    const total = sumFen(planOn(course, until).budget)
    const extra = Math.max(1, Number((BigInt(total) * BigInt(overPaidPercent)) / 100n))
    inTime.push({
      kind: 'paid',
      lineId: line.id,
      fen: total - booked(inTime, 'paid') + extra,
      bookedOn: doneOn.at(-1) ?? until,
      party: '中标单位',
      voucher: `付款-${number()}`,
    })
  }
  return inTime.toSorted((a, b) => (a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : 0))
}

/** What was booked of a kind, of one part of the plan or of all. */
export function booked(entries: readonly MoneyEntry[], kind: MoneyEntry['kind'], part?: string): number {
  return sumFen(
    entries.filter(
      (entry) =>
        entry.kind === kind &&
        (part === undefined || (entry.kind === 'allocated' ? entry.sourceId : entry.lineId) === part),
    ),
  )
}

/** Never more than this of what is open for good. */
const STUCK_PERCENT = 60

/** How far a milestone is on a day, in tens; 100 only when it is done. */
export function percentOn({ approvedOn, doneOn, ...course }: Course, i: number, day: string): number {
  const done = doneOn[i]
  if (done !== undefined && done <= day) return 100
  const begins = i === 0 ? approvedOn : doneOn[i - 1]
  if (begins === undefined || begins > day) return 0
  const ends = done ?? (course.change?.plan ?? course.plan).milestones[i]?.dueOn ?? begins
  const share = daysBetween(begins, day) / Math.max(1, daysBetween(begins, ends))
  return Math.max(0, Math.min(done === undefined ? STUCK_PERCENT : 90, Math.floor(share * 10) * 10))
}
