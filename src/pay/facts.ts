/** The rows of a project, and what holds among them: nothing else do its lights and figures come from. */
import { actsOf } from '../board/handover.ts'
import type {
  Db,
  ProjectChangesTable,
  ProjectCompletionsTable,
  ProjectMoneyTable,
  ProjectPlansTable,
  ProjectReportsTable,
  ProjectsTable,
} from '../db/tables.ts'
import type { ChangeFacts, ProjectFacts } from './alarms.ts'
import { differences, termsOfPlan, type Difference } from './difference.ts'
import type { ChangeDecision, Plan, Report } from './model.ts'
import { dayOf } from './periods.ts'
import { digestOfPlan } from './plan-digest.ts'
import type { HeldReport } from './progress.ts'
import { changesOf, completionsOf, entriesOf, plansOf, reportsOf } from './queries.ts'

export interface Rows {
  readonly project: ProjectsTable | undefined
  readonly plans: readonly ProjectPlansTable[]
  readonly changes: readonly ProjectChangesTable[]
  readonly reports: readonly ProjectReportsTable[]
  readonly entries: readonly ProjectMoneyTable[]
  readonly completions: readonly ProjectCompletionsTable[]
  /** What the journal says was frozen: whoever changes rows does not change the chain of the journal. */
  readonly frozen: readonly Frozen[]
}

export interface Frozen {
  readonly version: number
  readonly digest: string
}

/** By the projects' ids. */
export async function rowsOf(db: Db, projects: readonly ProjectsTable[]): Promise<Map<string, Rows>> {
  const ids = projects.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const plans = await plansOf(db, ids)
  const changes = await changesOf(db, ids)
  const reports = await reportsOf(db, ids)
  const entries = await entriesOf(db, ids)
  const completions = await completionsOf(db, ids)
  const frozen = await frozenIn(db, projects)
  return new Map(
    projects.map((project) => [
      project.id,
      {
        project,
        plans: own(plans, project.id),
        changes: own(changes, project.id),
        reports: own(reports, project.id),
        entries: own(entries, project.id),
        completions: own(completions, project.id),
        frozen: frozen.get(project.id) ?? [],
      },
    ]),
  )
}

function own<T extends { readonly project_id: string }>(rows: readonly T[], id: string): T[] {
  return rows.filter(({ project_id: projectId }) => projectId === id)
}

/** By project: every version of a plan that the journal has. */
async function frozenIn(db: Db, projects: readonly ProjectsTable[]): Promise<Map<string, Frozen[]>> {
  const found = new Map<string, Frozen[]>()
  for (const assemblyId of new Set(projects.map((project) => project.assembly_id)))
    // oxlint-disable-next-line no-await-in-loop -- a year is of one assembly
    for (const payload of await actsOf(db, assemblyId, ['pay.planFrozen', 'pay.changeApproved'])) {
      const { project, version, digest } = payload as unknown as Frozen & { readonly project: string }
      found.set(project, [...(found.get(project) ?? []), { version, digest }])
    }
  return found
}

/** The version of the plan that held on a day. */
export function versionOn({ project, plans }: Rows, on: string): ProjectPlansTable | undefined {
  return plans.findLast(
    ({ version, holds_from: holdsFrom }) => version <= (project?.plan_version ?? 0) && holdsFrom <= on,
  )
}

/** The plan that held on a day. */
export function planOn(rows: Rows, on: string): Plan | null {
  const held = versionOn(rows, on)
  return held === undefined ? null : (JSON.parse(held.plan) as Plan)
}

/** The newest version of each period. */
export function newest(reports: readonly ProjectReportsTable[]): ProjectReportsTable[] {
  return [...new Map(reports.map((report) => [report.period, report])).values()]
}

export function heldReports(reports: readonly ProjectReportsTable[]): HeldReport[] {
  return newest(reports).map(({ period, report }) => ({ period, report: JSON.parse(report) as Report }))
}

/** Everything that the lights of a day depend on, from raw rows; undefined where no plan held yet. */
export function factsOf(rows: Rows, on: string): ProjectFacts | undefined {
  const held = versionOn(rows, on)
  const [first] = rows.plans
  if (held === undefined || first === undefined) return undefined
  return {
    plan: JSON.parse(held.plan) as Plan,
    holdsFrom: first.holds_from,
    closedOn: rows.project?.closed_on ?? null,
    reports: heldReports(rows.reports),
    entries: rows.entries,
    changes: rows.changes
      .filter(({ state }) => state !== 'withdrawn')
      .map((change) => changeFacts(change, rows.plans)),
    unfoundedVersions: unfounded(rows),
  }
}

/** What stands there and was not decided so, and what was decided and does not stand there. */
function unfounded({ project, plans, changes, frozen }: Rows): number[] {
  const wrong = plans.filter((version) => !isFounded(version, changes, frozen)).map(({ version }) => version)
  const gone = frozen
    .map(({ version }) => version)
    .filter((each) => each > (project?.plan_version ?? 0) || !plans.some(({ version }) => version === each))
  return [...new Set([...wrong, ...gone])].toSorted((a, b) => a - b)
}

/** It is what the journal says was frozen, and is the first or an approved change that says the same. */
function isFounded(
  { version, plan, digest, change_id: changeId }: ProjectPlansTable,
  changes: readonly ProjectChangesTable[],
  frozen: readonly Frozen[],
): boolean {
  if (digestOfPlan(JSON.parse(plan) as Plan) !== digest) return false
  if (!frozen.some((each) => each.version === version && each.digest === digest)) return false
  if (version === 1) return true
  const change = changes.find(({ id }) => id === changeId)
  return change?.state === 'approved' && digestOfPlan(JSON.parse(change.plan) as Plan) === digest
}

function changeFacts(change: ProjectChangesTable, plans: readonly ProjectPlansTable[]): ChangeFacts {
  const decision = decisionIn(change)
  return {
    fields: againstBase(change, plans).map(({ field }) => field),
    state: change.state === 'approved' || change.state === 'refused' ? change.state : 'pending',
    askedOn: decision === null ? dayOf(change.asked_at) : earlier(dayOf(change.asked_at), decision.decidedOn),
    decidedOn: decision?.decidedOn ?? null,
  }
}

export function decisionIn({ decision }: ProjectChangesTable): ChangeDecision | null {
  return decision === null ? null : (JSON.parse(decision) as ChangeDecision)
}

/** What the change would make otherwise than the plan that it began from. */
export function againstBase(change: ProjectChangesTable, plans: readonly ProjectPlansTable[]): Difference[] {
  const base = baseOf(change, plans)
  return base === undefined
    ? []
    : differences(termsOfPlan(base), termsOfPlan(JSON.parse(change.plan) as Plan))
}

export function baseOf(change: ProjectChangesTable, plans: readonly ProjectPlansTable[]): Plan | undefined {
  const base = plans.find(({ version }) => version === change.base_version)
  return base && (JSON.parse(base.plan) as Plan)
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}
