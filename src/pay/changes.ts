/** 变更: asked for with a reason, examined by the office, decided by the presidium or the congress; then a new version. */
import { isoNow, type Context } from '../context.ts'
import { flag, type ProjectChangesTable, type Trx } from '../db/tables.ts'
import { requireCarried } from '../order/handover.ts'
import { attendance } from '../people/handover.ts'
import { changedParts, differences, exceedsShare, termsOfDossier, termsOfPlan } from './difference.ts'
import {
  BeforeMeetingError,
  ChangeDoneError,
  ChangedMeanwhileError,
  DecidedBeforePlanError,
  ChangeNotFoundError,
  ChangePendingError,
  EntryTakenError,
  ForCongressError,
  NothingChangesError,
  OpinionNeededError,
  VotesExceedPresentError,
} from './errors.ts'
import { useEvidence } from './evidence.ts'
import type { ChangeDecision, ChangeRequest, Opinion, Plan } from './model.ts'
import { digestOfPlan } from './plan-digest.ts'
import {
  act,
  changeProject,
  heldPlan,
  requireNotFuture,
  requireOpen,
  writerOf,
  type Actor,
  type OpenProject,
} from './projects.ts'
import {
  changesOf,
  findChange,
  insertChange,
  insertPlan,
  plansOf,
  updateChange,
  updateProject,
} from './queries.ts'
import { ruleOf } from './rule.ts'
import { sumFen } from './sums.ts'

export interface ChangePlace {
  readonly projectId: string
  readonly changeId: string
}

/**
 * Asks for another plan. Who decides is fixed here: the congress where the amount would leave what was voted by more
 * than the rule's share, otherwise the presidium. One at a time; sent again, it is the same request.
 */
export function askChange(
  ctx: Context,
  actor: Actor,
  { projectId, changeId }: ChangePlace,
  { baseVersion, plan, reason, evidence }: ChangeRequest,
): Promise<{ id: string; decidedBy: ProjectChangesTable['decided_by'] }> {
  return changeProject(ctx, actor, projectId, async (trx, project) => {
    const { row, chosen } = project
    requireOpen(row)
    const held = await heldPlan(trx, row)
    const before = await findChange(trx, changeId)
    if (before !== undefined) {
      const same =
        before.project_id === projectId &&
        before.plan === JSON.stringify(plan) &&
        before.reason === reason &&
        before.evidence === JSON.stringify(evidence)
      if (!same) throw new EntryTakenError()
      return { id: changeId, decidedBy: before.decided_by }
    }
    if (baseVersion !== row.plan_version) throw new ChangedMeanwhileError()
    if ((await changesOf(trx, [projectId])).some(isPending)) throw new ChangePendingError()
    const parts = changedParts(held, plan)
    if (parts.length === 0) throw new NothingChangesError()
    const rule = await ruleOf(trx, row.cycle_id)
    const amount = sumFen(plan.budget)
    const congress =
      amount !== sumFen(held.budget) && exceedsShare(chosen.dossier.budgetFen, amount, rule.congressPercent)
    const decidedBy = congress ? 'congress' : 'presidium'
    await useEvidence(ctx, trx, projectId, evidence)
    await insertChange(trx, {
      id: changeId,
      project_id: projectId,
      base_version: baseVersion,
      plan: JSON.stringify(plan),
      reason,
      evidence: JSON.stringify(evidence),
      state: 'asked',
      role: writerOf(actor.role),
      asked_at: isoNow(ctx.clock),
      opinion: null,
      opinion_supports: null,
      opinion_at: null,
      decided_by: decidedBy,
      decision: null,
      ended_at: null,
    })
    await act(ctx, trx, actor, project, 'pay.changeAsked', {
      change: changeId,
      parts,
      fromVote: differences(termsOfDossier(chosen.dossier), termsOfPlan(plan)).map(({ field }) => field),
      decidedBy,
      plan: digestOfPlan(plan),
      reason,
    })
    return { id: changeId, decidedBy }
  })
}

/** The office's opinion, before anybody decides; it may be given anew until then. */
export function giveOpinion(
  ctx: Context,
  actor: Actor,
  place: ChangePlace,
  { supports, text }: Opinion,
): Promise<void> {
  return onChange(ctx, actor, place, async (trx, project, change) => {
    // Sent again after a lost answer, it is the same opinion.
    if (change.opinion === text && change.opinion_supports === flag(supports)) return
    await updateChange(trx, place.changeId, {
      state: 'examined',
      opinion: text,
      opinion_supports: flag(supports),
      opinion_at: isoNow(ctx.clock),
    })
    await act(ctx, trx, actor, project, 'pay.changeExamined', { change: place.changeId, supports, text })
  })
}

export function withdrawChange(ctx: Context, actor: Actor, place: ChangePlace): Promise<void> {
  return onChange(ctx, actor, place, async (trx, project) => {
    await updateChange(trx, place.changeId, { state: 'withdrawn', ended_at: isoNow(ctx.clock) })
    await act(ctx, trx, actor, project, 'pay.changeWithdrawn', { change: place.changeId })
  })
}

/**
 * The decision as it was taken. Approved where it was carried (the presidium: more for than against; the congress: more
 * than half of all deputies), and then the plan has a new version from that day on.
 */
export function decideChange(
  ctx: Context,
  actor: Actor,
  place: ChangePlace,
  decision: ChangeDecision,
): Promise<{ approved: boolean }> {
  return onChange(ctx, actor, place, async (trx, project, change) => {
    if (change.state !== 'examined') throw new OpinionNeededError()
    requireNotFuture(ctx, decision.decidedOn)
    const { row } = project
    if (change.base_version !== row.plan_version) throw new ChangedMeanwhileError()
    const before = (await plansOf(trx, [row.id])).at(-1)
    if (before !== undefined && decision.decidedOn < before.holds_from)
      throw new DecidedBeforePlanError(decision.decidedOn)
    const approved = await isApproved(trx, row.assembly_id, change, decision)
    const text = JSON.stringify(decision)
    const at = isoNow(ctx.clock)
    await updateChange(trx, change.id, {
      state: approved ? 'approved' : 'refused',
      decision: text,
      ended_at: at,
    })
    const { note: _note, meetingId, ...votes } = decision
    const facts = {
      change: change.id,
      by: change.decided_by,
      ...votes,
      ...(meetingId === undefined ? {} : { meetingId }),
    }
    if (!approved) {
      await act(ctx, trx, actor, project, 'pay.changeRefused', facts)
      return { approved }
    }
    const plan = JSON.parse(change.plan) as Plan
    const version = row.plan_version + 1
    const digest = digestOfPlan(plan)
    await insertPlan(trx, {
      project_id: row.id,
      version,
      plan: change.plan,
      digest,
      change_id: change.id,
      holds_from: decision.decidedOn,
      decision: text,
      at,
    })
    await updateProject(trx, row.id, { plan_version: version, unit: plan.unit })
    await act(ctx, trx, actor, project, 'pay.changeApproved', {
      ...facts,
      version,
      digest,
      budgetFen: sumFen(plan.budget),
    })
    return { approved }
  })
}

async function isApproved(
  trx: Trx,
  assemblyId: string,
  change: ProjectChangesTable,
  decision: ChangeDecision,
): Promise<boolean> {
  if (change.decided_by === 'presidium') return isCarried(decision)
  if (decision.meetingId === undefined) throw new ForCongressError()
  const there = await attendance(trx, decision.meetingId)
  if (there.assemblyId !== assemblyId) throw new ForCongressError()
  if (decision.decidedOn < there.heldOn) throw new BeforeMeetingError(there.heldOn)
  if (decision.for + decision.against + decision.abstain > there.present) throw new VotesExceedPresentError()
  return decision.for * 2 > there.shouldAttend
}

function isCarried(decision: ChangeDecision): boolean {
  try {
    requireCarried(decision)
    return true
  } catch {
    return false
  }
}

function onChange<T>(
  ctx: Context,
  actor: Actor,
  { projectId, changeId }: ChangePlace,
  work: (trx: Trx, project: OpenProject, change: ProjectChangesTable) => Promise<T>,
): Promise<T> {
  return changeProject(ctx, actor, projectId, async (trx, project) => {
    const change = await findChange(trx, changeId)
    if (change?.project_id !== projectId) throw new ChangeNotFoundError()
    if (!isPending(change)) throw new ChangeDoneError()
    requireOpen(project.row)
    return work(trx, project, change)
  })
}

export function isPending({ state }: Pick<ProjectChangesTable, 'state'>): boolean {
  return state === 'asked' || state === 'examined'
}
