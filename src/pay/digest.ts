/**
 * 每日提示: what needs somebody on a day, for the whole assembly or for one unit: lights that came up since the day before, and
 * what is due. It is computed when it is asked for, so it is never out of date.
 */
import { today, type Context } from '../context.ts'
import type { Db, ProjectCompletionsTable } from '../db/tables.ts'
import { chosenBy } from '../decide/handover.ts'
import type { Session } from '../http/session.ts'
import { cycleIdsOf } from '../order/handover.ts'
import type { Alarm } from './alarms.ts'
import { isPending } from './changes.ts'
import { termsOfDossier } from './difference.ts'
import { isReady, readDraft } from './draft.ts'
import { ProjectNotFoundError } from './errors.ts'
import { addDays } from './periods.ts'
import { unitOf } from './projects.ts'
import { changesOf, completionsOf, projectsOf } from './queries.ts'
import { readProjects, type ProjectBrief } from './views.ts'

/** So many days ahead it is told what is due. */
const AHEAD_DAYS = 14

export type Due =
  | { readonly kind: 'plan'; readonly who: 'department' | 'presidium' }
  | { readonly kind: 'report'; readonly who: 'department'; readonly period: string; readonly by: string }
  | {
      readonly kind: 'milestone'
      readonly who: 'department'
      readonly milestoneId: string
      readonly name: string
      readonly by: string
    }
  | { readonly kind: 'opinion'; readonly who: 'secretary'; readonly changeId: string }
  | {
      readonly kind: 'decision'
      readonly who: 'presidium' | 'congress'
      readonly changeId: string
    }
  | { readonly kind: 'assessment'; readonly who: 'department'; readonly isSentBack: boolean }
  | { readonly kind: 'account'; readonly who: 'department' }
  | { readonly kind: 'acceptance'; readonly who: 'secretary' }

export interface ProjectDigest extends Pick<
  ProjectBrief,
  'id' | 'cycleId' | 'name' | 'unit' | 'state' | 'light' | 'weightedProgress'
> {
  readonly year: number
  /** For how many months a report is, in the rule of its year. */
  readonly periodMonths: number
  readonly alarms: readonly (Alarm & { readonly isNew: boolean })[]
  readonly due: readonly Due[]
}

export interface Digest {
  readonly on: string
  readonly cycleId: string | null
  readonly year: number | null
  readonly projects: readonly ProjectDigest[]
}

/**
 * The newest year that has projects, and what earlier years have not finished: it goes on while the next year begins. A
 * department reads of its own projects only. Throws `ProjectNotFoundError` for another assembly's year.
 */
export async function readDigest(
  ctx: Pick<Context, 'db' | 'clock'>,
  session: Session,
  asked: { readonly cycleId?: string | undefined; readonly on?: string | undefined } = {},
): Promise<Digest> {
  const on = asked.on ?? today(ctx.clock)
  const unit = await unitOf(ctx.db, session)
  if (
    asked.cycleId !== undefined &&
    (await chosenBy(ctx.db, asked.cycleId)).assemblyId !== session.assemblyId
  )
    throw new ProjectNotFoundError()
  const [newest, ...earlier] =
    asked.cycleId === undefined ? await yearsOfDelivery(ctx.db, session.assemblyId) : [asked.cycleId]
  if (newest === undefined) return { on, cycleId: null, year: null, projects: [] }
  const { year, projects } = await digestOfYear(ctx, newest, { on, unit })
  const unfinished: ProjectDigest[] = []
  for (const cycleId of earlier) {
    const before = await digestOfYear(ctx, cycleId, { on, unit })
    unfinished.push(...before.projects.filter(({ state }) => state !== 'accepted'))
  }
  return { on, cycleId: newest, year, projects: [...projects, ...unfinished] }
}

async function digestOfYear(
  ctx: Pick<Context, 'db' | 'clock'>,
  cycleId: string,
  { on, unit }: { readonly on: string; readonly unit: string | undefined },
): Promise<{ year: number; projects: ProjectDigest[] }> {
  const now = await readProjects(ctx, cycleId, on)
  const before = await readProjects(ctx, cycleId, addDays(on, -1))
  const own = now.projects.filter((project) => unit === undefined || project.unit === unit)
  const ids = own.map(({ id }) => id)
  const changes = ids.length === 0 ? [] : (await changesOf(ctx.db, ids)).filter(isPending)
  const steps = ids.length === 0 ? [] : await completionsOf(ctx.db, ids)
  const ready = await readyDrafts(ctx.db, cycleId)
  const projects = own.map((project): ProjectDigest => {
    const yesterday = before.projects.find(({ id }) => id === project.id)?.alarms ?? []
    const { id, name, state, light, weightedProgress } = project
    return {
      id,
      cycleId,
      year: now.year,
      periodMonths: now.rule.periodMonths,
      name,
      unit: project.unit,
      state,
      light,
      weightedProgress,
      alarms: project.alarms.map((alarm) => ({
        ...alarm,
        isNew: !yesterday.some((each) => isSame(each, alarm)),
      })),
      due: [
        ...(state === 'unplanned'
          ? [{ kind: 'plan' as const, who: ready.has(id) ? ('presidium' as const) : ('department' as const) }]
          : []),
        ...dueOf(project, on),
        ...completionDue(project, steps.findLast(({ project_id: projectId }) => projectId === id)?.act),
        ...changes
          .filter(({ project_id: projectId }) => projectId === id)
          .map((change): Due =>
            change.state === 'asked'
              ? { kind: 'opinion', who: 'secretary', changeId: change.id }
              : { kind: 'decision', who: change.decided_by, changeId: change.id },
          ),
      ],
    }
  })
  return { year: now.year, projects }
}

/** The newest year that a vote has chosen for, and before it those of which something is not accepted yet. */
async function yearsOfDelivery(db: Db, assemblyId: string): Promise<string[]> {
  const years: string[] = []
  for (const id of await cycleIdsOf(db, assemblyId)) {
    // oxlint-disable-next-line no-await-in-loop -- an assembly has a handful of years
    const [{ projects }, rows] = await Promise.all([chosenBy(db, id), projectsOf(db, id)])
    const accepted = new Set(rows.filter((row) => row.closed_on !== null).map((row) => row.id))
    const isOpen = projects.some(({ candidateId }) => !accepted.has(candidateId))
    if (isOpen || (years.length === 0 && projects.length > 0)) years.push(id)
  }
  return years
}

function dueOf(project: ProjectBrief, on: string): Due[] {
  if (project.state === 'accepted' || project.state === 'unplanned') return []
  const open = project.milestones.filter(({ percent }) => percent < 100)
  const soon = addDays(on, AHEAD_DAYS)
  return [
    // One whose day has passed is a light. Of two that are due the later one may have been given first.
    ...project.unreported
      .filter(({ due }) => due >= on)
      .map(({ period, due }) => ({ kind: 'report' as const, who: 'department' as const, period, by: due })),
    ...open
      .filter(({ dueOn }) => dueOn >= on && dueOn <= soon)
      .map(({ id, name, dueOn }) => ({
        kind: 'milestone' as const,
        who: 'department' as const,
        milestoneId: id,
        name,
        by: dueOn,
      })),
  ]
}

/** Whose step it is once every milestone is done. */
function completionDue(
  { state, milestones }: ProjectBrief,
  last: ProjectCompletionsTable['act'] | undefined,
): Due[] {
  if (state === 'assessed')
    return last === 'assess'
      ? [{ kind: 'account', who: 'department' }]
      : [{ kind: 'acceptance', who: 'secretary' }]
  if (state !== 'underway' || milestones.some(({ percent }) => percent < 100)) return []
  return [{ kind: 'assessment', who: 'department', isSentBack: last === 'return' }]
}

/** The projects whose plan waits for nothing but its approval. */
async function readyDrafts(db: Db, cycleId: string): Promise<Set<string>> {
  const { projects } = await chosenBy(db, cycleId)
  const rows = await projectsOf(db, cycleId)
  return new Set(
    projects
      .filter(({ candidateId, dossier }) => {
        const row = rows.find(({ id }) => id === candidateId)
        return row?.draft != null && isReady(readDraft(row.draft, row.draft_version, termsOfDossier(dossier)))
      })
      .map(({ candidateId }) => candidateId),
  )
}

/** The same alarm, of the same light: one that has turned red, or is about one more report, is new. */
function isSame(a: Alarm, b: Alarm): boolean {
  return a.kind === b.kind && a.light === b.light && part(a) === part(b)
}

/** What of the project it is about. */
function part(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'late':
    case 'noEvidence':
      return alarm.milestoneId
    case 'silent':
      return alarm.periods.join(' ')
    case 'moneyAhead':
      return alarm.over ? 'over' : 'ahead'
    case 'unapproved':
      return alarm.field ?? String(alarm.version)
  }
}
