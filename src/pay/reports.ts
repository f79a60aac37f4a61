/** 进度报告: one for each period and project, corrected by another version; evidence goes with it. */
import { isoNow, type Context } from '../context.ts'
import { lockCycleAssembly } from '../order/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import {
  BeforePlanError,
  ChangedMeanwhileError,
  DoneOutsideError,
  NotAPeriodError,
  UnknownPartError,
} from './errors.ts'
import { useEvidence } from './evidence.ts'
import type { SavedReport } from './model.ts'
import { firstDay, lastDay, periodOf } from './periods.ts'
import { evidenceOf } from './progress.ts'
import {
  act,
  changeProject,
  heldPlan,
  requireNotFuture,
  requireOpen,
  writerOf,
  type Actor,
} from './projects.ts'
import { insertReport, plansOf, reportsOf } from './queries.ts'
import { ruleOf } from './rule.ts'

/**
 * Reports a period that has begun. The same report sent again is the same one. Throws `ChangedMeanwhileError` when
 * somebody reported it meanwhile, `BeforePlanError`, `NotAPeriodError`, `DoneOutsideError`, `UnknownPartError`.
 */
export function saveReport(
  ctx: Context,
  actor: Actor,
  { projectId, period }: { readonly projectId: string; readonly period: string },
  { report, from }: SavedReport,
): Promise<{ version: number }> {
  return changeProject(ctx, actor, projectId, async (trx, project) => {
    const { row } = project
    requireOpen(row)
    const plan = await heldPlan(trx, row)
    // Whoever sets the rule meanwhile waits, and then sees that something was reported.
    await lockCycleAssembly(trx, row.cycle_id)
    const rule = await ruleOf(trx, row.cycle_id)
    if (periodOf(firstDay(period), rule.periodMonths) !== period) throw new NotAPeriodError(period)
    requireNotFuture(ctx, firstDay(period))
    const [first] = await plansOf(trx, [projectId])
    if (first !== undefined && period < periodOf(first.holds_from, rule.periodMonths))
      throw new BeforePlanError()
    const known = new Set(plan.milestones.map(({ id }) => id))
    const named = report.milestones.map(({ milestoneId }) => milestoneId)
    const unknown = named.find((id) => !known.has(id))
    if (unknown !== undefined || new Set(named).size < named.length) throw new UnknownPartError(unknown)
    const last = lastDay(period, rule.periodMonths)
    for (const { doneOn } of report.milestones) {
      if (doneOn === undefined) continue
      if (doneOn > last) throw new DoneOutsideError(doneOn)
      requireNotFuture(ctx, doneOn)
    }
    const before = (await reportsOf(trx, [projectId])).filter((each) => each.period === period).at(-1)
    const text = JSON.stringify(report)
    if (before !== undefined && before.version === from + 1 && before.report === text)
      return { version: before.version }
    if ((before?.version ?? 0) !== from) throw new ChangedMeanwhileError()
    await useEvidence(ctx, trx, projectId, evidenceOf(report))
    const version = from + 1
    await insertReport(trx, {
      project_id: projectId,
      period,
      version,
      report: text,
      role: writerOf(actor.role),
      at: isoNow(ctx.clock),
    })
    await act(ctx, trx, actor, project, 'pay.reported', {
      period,
      version,
      milestones: report.milestones.map(({ milestoneId, percent }) => ({ milestone: milestoneId, percent })),
      departures: report.departures.map(({ field }) => field),
      // Of the text that is kept: a report that is otherwise afterwards is not the one that was given.
      digest: sha256Hex(text),
    })
    return { version }
  })
}
