/** What a plan says otherwise than the vote, or than another plan. Pure. */
import type { Dossier } from '../order/handover.ts'
import type { DifferenceField, Plan } from './model.ts'
import { sumFen } from './sums.ts'

/** `from` is what was voted, or held before. Amounts in fen, days as `YYYY-MM-DD`, both written as texts. */
export interface Difference {
  readonly field: DifferenceField
  readonly from: string
  readonly to: string
}

/** What the vote fixed of a project, in the words of the dossier or of a plan. */
export interface Terms {
  readonly amountFen: number
  readonly content: string
  readonly place: string
  readonly unit: string
  readonly startBy: string | undefined
  readonly finishBy: string
}

export function termsOfDossier(dossier: Dossier): Terms {
  const { budgetFen, content, place, responsibleUnit, startBy, finishBy } = dossier
  return { amountFen: budgetFen, content, place, unit: responsibleUnit, startBy, finishBy }
}

export function termsOfPlan({ budget, content, place, unit, startBy, finishBy }: Plan): Terms {
  return { amountFen: sumFen(budget), content, place, unit, startBy, finishBy }
}

/** In the order amount, content, place, unit, date. */
export function differences(from: Terms, to: Terms): Difference[] {
  const all: Difference[] = [
    { field: 'amount', from: String(from.amountFen), to: String(to.amountFen) },
    { field: 'content', from: from.content, to: to.content },
    { field: 'place', from: from.place, to: to.place },
    { field: 'unit', from: from.unit, to: to.unit },
    { field: 'date', ...days(from, to) },
  ]
  return all.filter((each) => each.from !== each.to)
}

/** Which parts of a plan another one has otherwise. */
export function changedParts(from: Plan, to: Plan): (keyof Plan)[] {
  const parts = Object.keys({ ...from, ...to }) as (keyof Plan)[]
  return parts.filter((part) => JSON.stringify(from[part]) !== JSON.stringify(to[part]))
}

/** Whether the amount moves from what was voted by more than so many percent of it. */
export function exceedsShare(votedFen: number, fen: number, percent: number): boolean {
  const by = BigInt(fen) - BigInt(votedFen)
  return (by < 0n ? -by : by) * 100n > BigInt(votedFen) * BigInt(percent)
}

/** Where one of them leaves the first day open, only the last day was promised. */
function days(from: Terms, to: Terms): { from: string; to: string } {
  const both = from.startBy !== undefined && to.startBy !== undefined
  const written = ({ startBy, finishBy }: Terms): string => (both ? `${startBy} – ${finishBy}` : finishBy)
  return { from: written(from), to: written(to) }
}
