/** 验收: self-assessment, final account against the budget, acceptance criterion by criterion; or back to the department. */
import { isoNow, today, type Context } from '../context.ts'
import type { ProjectCompletionsTable, Trx } from '../db/tables.ts'
import { sha256Hex } from '../protocol/index.ts'
import { isPending } from './changes.ts'
import {
  AccountOutdatedError,
  ChangePendingError,
  CriteriaOpenError,
  LinesOpenError,
  NotDoneError,
  TooEarlyAcceptedError,
  WrongStepError,
} from './errors.ts'
import { useEvidence } from './evidence.ts'
import type { Acceptance, Assessment, EvidenceFile, FinalAccount, Plan } from './model.ts'
import { heldReports } from './facts.ts'
import { progressOf, type MilestoneProgress } from './progress.ts'
import {
  act,
  changeProject,
  heldPlan,
  requireNotFuture,
  requireOpen,
  type Actor,
  type OpenProject,
} from './projects.ts'
import { changesOf, completionsOf, insertCompletion, reportsOf, updateProject } from './queries.ts'
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
    await requireDone(ctx, trx, projectId, await heldPlan(trx, project.row))
    return {}
  })
}

async function requireDone(
  ctx: Context,
  trx: Trx,
  projectId: string,
  { milestones }: Plan,
): Promise<MilestoneProgress[]> {
  const reports = heldReports(await reportsOf(trx, [projectId]))
  const all = progressOf(milestones, reports, today(ctx.clock))
  if (all.some(({ percent }) => percent < 100)) throw new NotDoneError()
  return all
}

/** 决算: every line of the budget once. */
export function account(ctx: Context, actor: Actor, projectId: string, final: FinalAccount): Promise<void> {
  return takeStep(ctx, actor, projectId, 'account', final, async (trx, project) => {
    const { budget } = await heldPlan(trx, project.row)
    if (
      !isEach(
        budget,
        final.lines.map(({ lineId }) => lineId),
      )
    )
      throw new LinesOpenError()
    return { fen: sum(final.lines.map(({ fen }) => fen)) }
  })
}

/**
 * With every criterion met the project is accepted, and nothing of it changes any more. Since it was assessed, a report may
 * have been corrected or a change decided: it is accepted as it is now.
 */
export function accept(ctx: Context, actor: Actor, projectId: string, acceptance: Acceptance): Promise<void> {
  return takeStep(ctx, actor, projectId, 'accept', acceptance, async (trx, project, last) => {
    const plan = await heldPlan(trx, project.row)
    if ((await changesOf(trx, [projectId])).some(isPending)) throw new ChangePendingError()
    const done = await requireDone(ctx, trx, projectId, plan)
    const accounted = JSON.parse(last?.content ?? '{"lines":[]}') as Pick<FinalAccount, 'lines'>
    const lines = accounted.lines.map(({ lineId }) => lineId)
    if (!isEach(plan.budget, lines)) throw new AccountOutdatedError()
    const criteria = acceptance.criteria.map(({ criterionId }) => criterionId)
    if (!isEach(plan.criteria, criteria) || acceptance.criteria.some(({ met }) => !met))
      throw new CriteriaOpenError()
    requireNotFuture(ctx, acceptance.acceptedOn)
    // Lights end with the acceptance: one of long ago would put out those that were on.
    const early = done.find(({ doneOn }) => doneOn !== null && doneOn > acceptance.acceptedOn)
    if (early !== undefined) throw new TooEarlyAcceptedError(`${early.name}: ${early.doneOn}`)
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
  check: (
    trx: Trx,
    project: OpenProject,
    last: ProjectCompletionsTable | undefined,
  ) => Promise<Readonly<Record<string, string | number>>>,
): Promise<void> {
  await changeProject(ctx, actor, projectId, async (trx, project) => {
    const before = await completionsOf(trx, [projectId])
    const last = before.at(-1)
    const text = JSON.stringify(content)
    // Sent again after a lost answer, it is the same step.
    if (last?.act === step && last.content === text) return
    requireOpen(project.row)
    if (!AFTER[step].includes(last?.act)) throw new WrongStepError()
    const facts = await check(trx, project, last)
    await useEvidence(ctx, trx, projectId, content.evidence)
    await insertCompletion(trx, {
      project_id: projectId,
      position: before.length,
      act: step,
      content: text,
      role: actor.role === 'department' || actor.role === 'presidium' ? actor.role : 'secretary',
      at: isoNow(ctx.clock),
    })
    await act(ctx, trx, actor, project, ACTS[step], { ...facts, digest: sha256Hex(text) })
  })
}

const ACTS: Readonly<Record<Step, string>> = {
  assess: 'pay.assessed',
  account: 'pay.accountGiven',
  accept: 'pay.accepted',
  return: 'pay.sentBack',
}

/** Each part once. */
function isEach(parts: readonly { readonly id: string }[], ids: readonly string[]): boolean {
  return ids.length === parts.length && parts.every(({ id }) => ids.includes(id))
}
