/** 验收: self-assessment, final account against the budget, acceptance criterion by criterion; or back to the department. */
import { isoNow, today, type Context } from '../context.ts'
import type { ProjectCompletionsTable, Trx } from '../db/tables.ts'
import { CriteriaOpenError, NotDoneError, UnknownPartError, WrongStepError } from './errors.ts'
import { useEvidence } from './evidence.ts'
import type { Acceptance, Assessment, EvidenceFile, FinalAccount } from './model.ts'
import { heldReports } from './facts.ts'
import { progressOf } from './progress.ts'
import {
  act,
  changeProject,
  heldPlan,
  requireNotFuture,
  requireOpen,
  type Actor,
  type OpenProject,
} from './projects.ts'
import { completionsOf, insertCompletion, reportsOf, updateProject } from './queries.ts'
import { sum } from './sums.ts'

interface SentBack {
  readonly evidence: readonly EvidenceFile[]
  readonly reason: string
}

type Step = ProjectCompletionsTable['act']

/** Which step may follow which; a step may be taken again until the next one. */
const AFTER: Readonly<Record<Step, readonly (Step | undefined)[]>> = {
  assess: [undefined, 'assess', 'return'],
  account: ['assess', 'account'],
  accept: ['account'],
  return: ['assess', 'account'],
}

/** By the department, once every milestone is done. */
export function assess(ctx: Context, actor: Actor, projectId: string, assessment: Assessment): Promise<void> {
  return takeStep(ctx, actor, projectId, 'assess', assessment, async (trx, project) => {
    const plan = await heldPlan(trx, project.row)
    const reports = heldReports(await reportsOf(trx, [projectId]))
    if (progressOf(plan.milestones, reports, today(ctx.clock)).some(({ percent }) => percent < 100))
      throw new NotDoneError()
    return {}
  })
}

/** 决算: every line of the budget once. */
export function account(ctx: Context, actor: Actor, projectId: string, final: FinalAccount): Promise<void> {
  return takeStep(ctx, actor, projectId, 'account', final, async (trx, project) => {
    const { budget } = await heldPlan(trx, project.row)
    const lines = final.lines.map(({ lineId }) => lineId)
    requireEach(budget, lines)
    return { fen: sum(final.lines.map(({ fen }) => fen)) }
  })
}

/** With every criterion met the project is accepted, and nothing of it changes any more. */
export function accept(ctx: Context, actor: Actor, projectId: string, acceptance: Acceptance): Promise<void> {
  return takeStep(ctx, actor, projectId, 'accept', acceptance, async (trx, project) => {
    const { criteria } = await heldPlan(trx, project.row)
    requireEach(
      criteria,
      acceptance.criteria.map(({ criterionId }) => criterionId),
    )
    if (acceptance.criteria.some(({ met }) => !met)) throw new CriteriaOpenError()
    requireNotFuture(ctx, acceptance.acceptedOn)
    await updateProject(trx, projectId, { closed_on: acceptance.acceptedOn })
    return { acceptedOn: acceptance.acceptedOn }
  })
}

/** Back to the department, with what is missing. */
export function sendBack(ctx: Context, actor: Actor, projectId: string, reason: string): Promise<void> {
  return takeStep(ctx, actor, projectId, 'return', { evidence: [], reason } as SentBack, () =>
    Promise.resolve({ reason }),
  )
}

async function takeStep(
  ctx: Context,
  actor: Actor,
  projectId: string,
  step: Step,
  content: { readonly evidence: readonly EvidenceFile[] },
  check: (trx: Trx, project: OpenProject) => Promise<Readonly<Record<string, string | number>>>,
): Promise<void> {
  await changeProject(ctx, actor, projectId, async (trx, project) => {
    requireOpen(project.row)
    const before = await completionsOf(trx, [projectId])
    const last = before.at(-1)
    const text = JSON.stringify(content)
    // Sent again after a lost answer, it is the same step.
    if (last?.act === step && last.content === text) return
    if (!AFTER[step].includes(last?.act)) throw new WrongStepError()
    const facts = await check(trx, project)
    await useEvidence(ctx, trx, projectId, content.evidence)
    await insertCompletion(trx, {
      project_id: projectId,
      position: before.length,
      act: step,
      content: text,
      role: actor.role === 'department' || actor.role === 'presidium' ? actor.role : 'secretary',
      at: isoNow(ctx.clock),
    })
    await act(ctx, trx, actor, project, ACTS[step], facts)
  })
}

const ACTS: Readonly<Record<Step, string>> = {
  assess: 'pay.assessed',
  account: 'pay.accountGiven',
  accept: 'pay.accepted',
  return: 'pay.sentBack',
}

/** Each part once, and none that the plan has not. */
function requireEach(parts: readonly { readonly id: string }[], ids: readonly string[]): void {
  const unknown = ids.find((id) => !parts.some((part) => part.id === id))
  if (unknown !== undefined) throw new UnknownPartError(unknown)
  if (new Set(ids).size < parts.length || ids.length > parts.length) throw new CriteriaOpenError()
}
