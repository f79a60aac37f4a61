/** 实施计划: written by the department, approved by the presidium, frozen from then on. */
import { isoNow, type Context } from '../context.ts'
import { requireCarried } from '../order/handover.ts'
import { parseInput } from '../http/valid.ts'
import { differences, termsOfDossier, termsOfPlan } from './difference.ts'
import {
  ChangedMeanwhileError,
  NoDraftError,
  PlanDepartsError,
  PlanHeldError,
  TooEarlyError,
} from './errors.ts'
import { Plan, type PlanApproval, type SavedDraft } from './model.ts'
import { digestOfPlan } from './plan-digest.ts'
import { act, changeProject, requireNotFuture, type Actor } from './projects.ts'
import { insertPlan, updateProject } from './queries.ts'
import { sumFen } from './sums.ts'

/** Keeps what is written so far; gives the number that the next change begins from. */
export function saveDraft(
  ctx: Context,
  actor: Actor,
  projectId: string,
  { plan, from }: SavedDraft,
): Promise<{ draftVersion: number }> {
  return changeProject(ctx, actor, projectId, async (trx, { row }) => {
    if (row.plan_version > 0) throw new PlanHeldError()
    if (row.draft_version !== from) throw new ChangedMeanwhileError()
    const draftVersion = from + 1
    await updateProject(trx, projectId, { draft: JSON.stringify(plan), draft_version: draftVersion })
    return { draftVersion }
  })
}

/**
 * The presidium approves the draft that it saw: it is frozen by its digest. It promises what was voted; where it would
 * not, that is a change, which has a way of its own. Throws `PlanDepartsError`, `InvalidInputError` for an unfinished one.
 */
export function approvePlan(
  ctx: Context,
  actor: Actor,
  projectId: string,
  { draftVersion, decidedOn, ...votes }: PlanApproval,
): Promise<{ version: number; digest: string }> {
  return changeProject(ctx, actor, projectId, async (trx, project) => {
    const { row, chosen, year } = project
    if (row.plan_version > 0) throw new PlanHeldError()
    if (row.draft === null) throw new NoDraftError()
    if (row.draft_version !== draftVersion) throw new ChangedMeanwhileError()
    requireCarried(votes)
    requireNotFuture(ctx, decidedOn)
    // Some vote at the end of the year before; a plan of long ago would have been silent ever since.
    if (decidedOn < `${year.year - 1}-01-01`) throw new TooEarlyError(decidedOn)
    const plan = parseInput(Plan, JSON.parse(row.draft))
    const departing = differences(termsOfDossier(chosen.dossier), termsOfPlan(plan))
    if (departing.length > 0)
      throw new PlanDepartsError(
        departing.map(({ field, from, to }) => `${field}: ${from} → ${to}`).join('; '),
      )
    const digest = digestOfPlan(plan)
    await insertPlan(trx, {
      project_id: projectId,
      version: 1,
      plan: JSON.stringify(plan),
      digest,
      change_id: null,
      holds_from: decidedOn,
      decision: JSON.stringify(votes),
      at: isoNow(ctx.clock),
    })
    await updateProject(trx, projectId, { draft: null, plan_version: 1, unit: plan.unit })
    await act(ctx, trx, actor, project, 'pay.planFrozen', {
      version: 1,
      digest,
      decidedOn,
      budgetFen: sumFen(plan.budget),
      ...votes,
    })
    return { version: 1, digest }
  })
}
