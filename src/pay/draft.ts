/** A plan that is being written: what it still lacks to be approved. */
import type { InputIssue } from '../errors.ts'
import { issuesIn } from '../http/valid.ts'
import { differences, type Difference, type Terms } from './difference.ts'
import { Plan, type DraftPlan } from './model.ts'
import { sumFen } from './sums.ts'

export interface PlanDraft {
  readonly plan: DraftPlan
  readonly version: number
  /** What it says otherwise than the vote: it cannot be approved so. */
  readonly differences: readonly Difference[]
  /** What is missing or wrong in it, in sentences. */
  readonly unfinished: readonly InputIssue[]
}

/** Of what is stored. What nobody has written yet is unfinished, and no difference. */
export function readDraft(stored: string, version: number, voted: Terms): PlanDraft {
  const plan = JSON.parse(stored) as DraftPlan
  const { budget, content, place, unit, startBy, finishBy } = plan
  const terms: Terms = {
    amountFen: budget.length === 0 ? voted.amountFen : sumFen(budget),
    content: content ?? voted.content,
    place: place ?? voted.place,
    unit: unit ?? voted.unit,
    startBy,
    finishBy: finishBy ?? voted.finishBy,
  }
  return { plan, version, differences: differences(voted, terms), unfinished: issuesIn(Plan, plan) }
}

/** Nothing stands against its approval but the presidium's vote. */
export function isReady({ differences: departing, unfinished }: PlanDraft): boolean {
  return departing.length === 0 && unfinished.length === 0
}
