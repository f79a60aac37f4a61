/** A plan as it stands in the fields, also where it cannot be read (yet). Pure. */
import type { Dossier } from '../../../order/model.ts'
import type { DraftPlan, Plan } from '../../../pay/model.ts'
import { sum, sumFen } from '../../../pay/sums.ts'
import { wanYuan } from '../../shared/figures.ts'
import { newId } from '../../shared/new-id.ts'
import { fenOfWanYuan, wholeNumber } from '../meeting/money.ts'

export interface TypedMilestone {
  readonly id: string
  readonly name: string
  readonly weight: string
  readonly dueOn: string
}

/** `amount` in 万元. */
export interface TypedAmount {
  readonly id: string
  readonly name: string
  readonly amount: string
}

export interface TypedCriterion {
  readonly id: string
  readonly text: string
}

export interface TypedPlan {
  readonly unit: string
  readonly person: string
  /** One a line. */
  readonly coUnits: string
  readonly content: string
  readonly place: string
  readonly startBy: string
  readonly finishBy: string
  readonly milestones: readonly TypedMilestone[]
  readonly budget: readonly TypedAmount[]
  readonly sources: readonly TypedAmount[]
  readonly criteria: readonly TypedCriterion[]
}

export type ListName = 'milestones' | 'budget' | 'sources' | 'criteria'

export const newRow = {
  milestones: (): TypedMilestone => ({ id: newId(), name: '', weight: '', dueOn: '' }),
  budget: (): TypedAmount => ({ id: newId(), name: '', amount: '' }),
  sources: (): TypedAmount => ({ id: newId(), name: '', amount: '' }),
  criteria: (): TypedCriterion => ({ id: newId(), text: '' }),
}

export function typedOfPlan(plan: DraftPlan): TypedPlan {
  return {
    unit: plan.unit ?? '',
    person: plan.person ?? '',
    coUnits: plan.coUnits.join('\n'),
    content: plan.content ?? '',
    place: plan.place ?? '',
    startBy: plan.startBy ?? '',
    finishBy: plan.finishBy ?? '',
    milestones: plan.milestones.map((each) => ({ ...each, weight: String(each.weight) })),
    budget: amounts(plan.budget),
    sources: amounts(plan.sources),
    criteria: plan.criteria,
  }
}

function amounts(all: DraftPlan['budget']): TypedAmount[] {
  return all.map(({ id, name, fen }) => ({ id, name, amount: wanYuan(fen) }))
}

/** What was voted is promised as it was voted; the rest is as the draft has it. */
export function asVoted(dossier: Dossier, draft: DraftPlan | undefined): DraftPlan {
  const { content, place, responsibleUnit: unit, startBy = draft?.startBy, finishBy } = dossier
  const rest = draft ?? { coUnits: [], milestones: [], budget: [], sources: [], criteria: [] }
  return { ...rest, unit, content, place, finishBy, ...(startBy === undefined ? {} : { startBy }) }
}

/** Which row of a list lacks what; or what cannot be read of it. */
export interface WrongRow {
  readonly list: ListName
  /** Counted from one, as it stands in the form. */
  readonly n: number
  readonly lacks: 'name' | 'weight' | 'dueOn' | 'amount'
}

export interface ReadPlan {
  /** As far as it can be read. */
  readonly plan: DraftPlan
  /** While there is any, it is not sent. */
  readonly wrong: readonly WrongRow[]
  /** Where a row of the form stands in what is sent: a row without anything is not sent. */
  readonly sent: (list: ListName, index: number) => number
}

export function readPlan(typed: TypedPlan): ReadPlan {
  const wrong: WrongRow[] = []
  const lacks = (list: ListName, id: string, what: WrongRow['lacks'], is: boolean): void => {
    if (is) wrong.push({ list, n: typed[list].findIndex((row) => row.id === id) + 1, lacks: what })
  }
  const milestones = filled(typed.milestones).map(({ id, name, weight, dueOn }) => {
    const whole = wholeNumber(weight)
    lacks('milestones', id, 'name', name.trim() === '')
    lacks('milestones', id, 'weight', whole === undefined || whole < 1 || whole > 100)
    lacks('milestones', id, 'dueOn', dueOn === '')
    return { id, name: name.trim(), weight: whole ?? 0, dueOn }
  })
  const readAmounts = (list: 'budget' | 'sources') =>
    filled(typed[list]).map(({ id, name, amount }) => {
      const fen = fenOfWanYuan(amount) ?? 0
      lacks(list, id, 'name', name.trim() === '')
      lacks(list, id, 'amount', fen === 0)
      return { id, name: name.trim(), fen }
    })
  const plan: DraftPlan = {
    ...text('unit', typed.unit),
    ...text('person', typed.person),
    coUnits: typed.coUnits
      .split(/[\n、，,;；]/)
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    ...text('content', typed.content),
    ...text('place', typed.place),
    ...text('startBy', typed.startBy),
    ...text('finishBy', typed.finishBy),
    milestones,
    budget: readAmounts('budget'),
    sources: readAmounts('sources'),
    criteria: filled(typed.criteria).map(({ id, text: said }) => ({ id, text: said.trim() })),
  }
  return {
    plan,
    wrong,
    sent: (list, index) => filled(typed[list].slice(0, index) as { id: string }[]).length,
  }
}

/** What the sums come to so far; what cannot be read counts nothing. */
export interface Sums {
  readonly weights: number
  readonly budgetFen: number
  readonly sourcesFen: number
}

export function sumsOf({ milestones, budget, sources }: TypedPlan): Sums {
  return {
    weights: sum(milestones.map(({ weight }) => wholeNumber(weight) ?? 0)),
    budgetFen: fenOf(budget),
    sourcesFen: fenOf(sources),
  }
}

function fenOf(rows: readonly TypedAmount[]): number {
  return sumFen(rows.map(({ amount }) => ({ fen: fenOfWanYuan(amount) ?? 0 })))
}

/** What a plan still lacks before anybody can approve it. */
export type Lack =
  | 'unit'
  | 'person'
  | 'content'
  | 'place'
  | 'finishBy'
  | 'milestones'
  | 'weights'
  | 'criteria'
  | 'sourcesSum'
  | 'tooLate'
  | 'startsLate'

export function lacksOf(plan: DraftPlan): Lack[] {
  const texts = (['unit', 'person', 'content', 'place', 'finishBy'] as const).filter(
    (each) => plan[each] === undefined,
  )
  // Something that was promised without money has neither budget nor sources.
  const lists = (['milestones', 'criteria'] as const).filter((each) => plan[each].length === 0)
  const { finishBy, startBy } = plan
  const more: readonly (readonly [Lack, boolean])[] = [
    ['weights', plan.milestones.length > 0 && sum(plan.milestones.map(({ weight }) => weight)) !== 100],
    ['sourcesSum', sumFen(plan.sources) !== sumFen(plan.budget)],
    ['tooLate', finishBy !== undefined && plan.milestones.some(({ dueOn }) => dueOn > finishBy)],
    ['startsLate', finishBy !== undefined && startBy !== undefined && startBy > finishBy],
  ]
  return [...texts, ...lists, ...more.filter(([, is]) => is).map(([lack]) => lack)]
}

/** A plan that lacks nothing. */
export function wholePlan(plan: DraftPlan): Plan | undefined {
  return lacksOf(plan).length === 0 ? (plan as Plan) : undefined
}

/** Which parts of two plans are not the same. */
export function otherParts(a: TypedPlan, b: TypedPlan): (keyof TypedPlan)[] {
  return (Object.keys(a) as (keyof TypedPlan)[]).filter(
    (part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]),
  )
}

function filled<R extends { readonly id: string }>(rows: readonly R[]): R[] {
  return rows.filter((row) => !isBlank(row))
}

function isBlank(row: object): boolean {
  return Object.entries(row).every(([name, value]) => name === 'id' || String(value).trim() === '')
}

function text<N extends string>(name: N, value: string): { readonly [K in N]?: string } {
  return (value.trim() === '' ? {} : { [name]: value.trim() }) as { readonly [K in N]?: string }
}
