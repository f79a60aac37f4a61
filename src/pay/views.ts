/**
 * A year's projects as they are read: what was voted, what is planned, how far it is, and why its light is what it is.
 * Everything is computed here from rows; no light, sum or progress is stored.
 */
import { today, type Context } from '../context.ts'
import type { Db, ProjectChangesTable, ProjectMoneyTable, ProjectPlansTable } from '../db/tables.ts'
import { chosenBy, chosenProject, type Chosen } from '../decide/handover.ts'
import { readKept } from '../files/handover.ts'
import type { Session } from '../http/session.ts'
import { alarmsOf, lightOf, type Alarm, type Light } from './alarms.ts'
import {
  changedParts,
  differences,
  termsOfDossier,
  termsOfPlan,
  type Difference,
  type Terms,
} from './difference.ts'
import { readDraft, type PlanDraft } from './draft.ts'
import { ProjectNotFoundError } from './errors.ts'
import {
  againstBase,
  baseOf,
  decisionIn,
  factsOf,
  newest,
  planOn,
  rowsOf,
  versionOn,
  type Rows,
} from './facts.ts'
import type {
  Acceptance,
  Assessment,
  ChangeDecision,
  DeliveryRule,
  Plan,
  EvidenceFile,
  FinalAccount,
  KeptEvidence,
  Report,
} from './model.ts'
import { moneyOf, type Money } from './money.ts'
import { dayOf, firstDay, periodOf, periodsBetween, reportDue } from './periods.ts'
import { evidenceOf, progressOf, weightedProgress, type MilestoneProgress } from './progress.ts'
import { findProject, projectsOf } from './queries.ts'
import { ruleOf } from './rule.ts'

/** `unplanned`: no plan holds yet. `assessed`: everything is done, and waits for its acceptance. */
export type ProjectState = 'unplanned' | 'underway' | 'assessed' | 'accepted'

/** `since`: from this day on the plan says so. */
export interface StandingDifference extends Difference {
  readonly since: string
}

/** What a board shows of a project. */
export interface ProjectBrief {
  readonly id: string
  readonly cycleId: string
  readonly name: string
  readonly category: string
  readonly state: ProjectState
  readonly unit: string
  /** Null while no plan holds: nothing was promised that could be late. */
  readonly light: Light | null
  readonly alarms: readonly Alarm[]
  /** In hundredths of a percent. */
  readonly weightedProgress: number
  readonly milestones: readonly MilestoneProgress[]
  readonly budgetFen: number
  readonly money: Money
  readonly startBy: string | null
  readonly finishBy: string
  readonly closedOn: string | null
  readonly planVersion: number
  /** What the plan says otherwise than the vote, and since when. */
  readonly differences: readonly StandingDifference[]
  /** The last period that was reported. */
  readonly lastReport: string | null
  /** Periods that are over and have no report. */
  readonly unreported: readonly Pick<DuePeriod, 'period' | 'due'>[]
  /** The picture that was reported last. */
  readonly picture: EvidenceFile | null
  readonly approvals: number
  readonly deputies: number
}

export interface DuePeriod {
  readonly period: string
  readonly due: string
  readonly reported: boolean
}

export interface ProjectsOfYear {
  readonly cycleId: string
  readonly year: number
  readonly rule: DeliveryRule
  /** Of which day all this is. */
  readonly on: string
  readonly projects: readonly ProjectBrief[]
}

export interface PlanVersion {
  readonly version: number
  readonly plan: Plan
  readonly digest: string
  readonly holdsFrom: string
  readonly changeId: string | null
  /** What it says otherwise than the vote, and which parts otherwise than the version before. */
  readonly differences: readonly Difference[]
  readonly changedParts: readonly (keyof Plan)[]
}

export interface Change {
  readonly id: string
  readonly state: ProjectChangesTable['state']
  readonly baseVersion: number
  readonly plan: Plan
  readonly reason: string
  readonly evidence: readonly EvidenceFile[]
  readonly askedAt: string
  readonly opinion: { readonly supports: boolean; readonly text: string; readonly at: string } | null
  readonly decidedBy: ProjectChangesTable['decided_by']
  readonly decision: ChangeDecision | null
  readonly differences: readonly Difference[]
  readonly changedParts: readonly (keyof Plan)[]
}

export interface ReportOfPeriod {
  readonly period: string
  readonly version: number
  readonly report: Report
  readonly at: string
  /** It came after its day. */
  readonly late: boolean
}

export interface Entry {
  readonly id: string
  readonly kind: ProjectMoneyTable['kind']
  readonly fen: number
  readonly bookedOn: string
  readonly sourceId: string | null
  readonly lineId: string | null
  readonly reverses: string | null
  /** These are for who works for the assembly; to the public they are null. */
  readonly party: string | null
  readonly voucher: string | null
  readonly voucherFile: string | null
  readonly note: string | null
}

export type CompletionStep = { readonly at: string } & (
  | { readonly act: 'assess'; readonly content: Assessment }
  | { readonly act: 'account'; readonly content: FinalAccount }
  | { readonly act: 'accept'; readonly content: Acceptance }
  | { readonly act: 'return'; readonly content: { readonly reason: string } }
)

/** Everything of one project. */
export interface Project extends ProjectBrief {
  readonly year: number
  readonly rule: DeliveryRule
  readonly on: string
  /** The dossier as it was voted, for ever. */
  readonly voted: Chosen
  readonly plan: Plan | null
  readonly versions: readonly PlanVersion[]
  readonly changes: readonly Change[]
  readonly reports: readonly ReportOfPeriod[]
  readonly entries: readonly Entry[]
  readonly completion: readonly CompletionStep[]
  /** Periods for which a report is or was due, until today or its acceptance. */
  readonly periods: readonly DuePeriod[]
  /** What the files are that are named: to the public, the pictures. */
  readonly files: readonly KeptEvidence[]
  /** For who works for the assembly, while no plan holds. */
  readonly draft: PlanDraft | null
}

/**
 * All that a year's votes chose, in the order of the list, as `session` reads it; without one, as the service itself does.
 * Throws `CycleNotFoundError`.
 */
export async function readProjects(
  ctx: Pick<Context, 'db' | 'clock'>,
  cycleId: string,
  on = today(ctx.clock),
  session?: Session | null,
): Promise<ProjectsOfYear> {
  const { projects, year, assemblyId } = await chosenBy(ctx.db, cycleId)
  const inside = session === undefined || isInside(session, assemblyId)
  const rule = await ruleOf(ctx.db, cycleId)
  const rows = await rowsOf(ctx.db, await projectsOf(ctx.db, cycleId))
  const pictures = await picturesOf(ctx.db, [...rows.values()])
  return {
    cycleId,
    year,
    rule,
    on,
    projects: projects.map((chosen) =>
      briefOf({ chosen, cycleId, rows: rows.get(chosen.candidateId) ?? NOTHING, rule, on, pictures, inside }),
    ),
  }
}

/**
 * One project; the public reads no drafts, vouchers, parties and documents, not even what these are called. Throws
 * `ProjectNotFoundError`.
 */
export async function readProject(
  ctx: Pick<Context, 'db' | 'clock'>,
  session: Session | null,
  id: string,
  on = today(ctx.clock),
): Promise<Project> {
  const found = await chosenProject(ctx.db, id)
  if (found === undefined) throw new ProjectNotFoundError()
  const { chosen, cycleId, assemblyId, year } = found
  const row = await findProject(ctx.db, id)
  const rows = (row === undefined ? undefined : (await rowsOf(ctx.db, [row])).get(id)) ?? NOTHING
  const rule = await ruleOf(ctx.db, cycleId)
  const inside = isInside(session, assemblyId)
  const voted = termsOfDossier(chosen.dossier)
  const kept = await readKept(ctx.db, [...new Set(namedIn(rows).map(({ sha256 }) => sha256))].toSorted())
  const pictures = new Set(kept.filter(({ kind }) => kind === 'jpeg').map(({ sha256 }) => sha256))
  const shown = new Set(shownIn(rows).map(({ sha256 }) => sha256))
  const isShown = ({ sha256 }: Pick<EvidenceFile, 'sha256'>): boolean =>
    inside || (pictures.has(sha256) && shown.has(sha256))
  return {
    ...briefOf({ chosen, cycleId, rows, rule, on, pictures, inside }),
    year,
    rule,
    on,
    voted: chosen,
    plan: planOn(rows, on),
    versions: rows.plans.map((version, i) => versionView(version, rows.plans[i - 1], voted)),
    changes: withFiles(
      rows.changes.map((change) => changeView(change, rows.plans)),
      isShown,
    ),
    reports: newest(rows.reports).map(({ period, version, report, at }) => ({
      period,
      version,
      report: withFiles(JSON.parse(report) as Report, isShown),
      at,
      late: dayOf(rows.reports.find((each) => each.period === period)?.at ?? at) > reportDue(period, rule),
    })),
    entries: rows.entries.map((entry) => entryView(entry, inside)),
    completion: rows.completions.map(
      ({ act, content, at }) =>
        ({ act, content: withFiles(JSON.parse(content) as unknown, isShown), at }) as CompletionStep,
    ),
    periods: periodsOf(rows, rule, on),
    files: kept.filter(isShown).map(({ sha256, kind, bytes }) => ({ sha256, kind, bytes })),
    draft:
      inside && rows.project?.draft != null
        ? readDraft(rows.project.draft, rows.project.draft_version, voted)
        : null,
  }
}

/** The same view with only some of the files in every list of evidence that it has. */
function withFiles<T>(view: T, isShown: (file: EvidenceFile) => boolean): T {
  return JSON.parse(JSON.stringify(view), (name, value: unknown) =>
    name === 'evidence' && Array.isArray(value) ? (value as EvidenceFile[]).filter(isShown) : value,
  ) as T
}

/** Who has signed in and works for the assembly. */
export function isInside(session: Session | null, assemblyId: string): boolean {
  return session !== null && !session.mustEnrol && session.assemblyId === assemblyId
}

/**
 * What a file of the project is called, and who may read it: everybody the pictures of reports and of the completion,
 * who works for the assembly the rest. Undefined where the project names no such file.
 */
export async function findNamed(
  db: Db,
  id: string,
  sha256: string,
): Promise<{ assemblyId: string; title: string; isPublic: boolean } | undefined> {
  const row = await findProject(db, id)
  if (row === undefined) return undefined
  const rows = (await rowsOf(db, [row])).get(id) ?? NOTHING
  const title = namedIn(rows).find((file) => file.sha256 === sha256)?.title
  if (title === undefined) return undefined
  const shown = shownIn(rows).some((file) => file.sha256 === sha256)
  const [kept] = await readKept(db, [sha256])
  return { assemblyId: row.assembly_id, title, isPublic: shown && kept?.kind === 'jpeg' }
}

const NOTHING: Rows = {
  project: undefined,
  plans: [],
  changes: [],
  reports: [],
  entries: [],
  completions: [],
  frozen: [],
}

/** Every file that the project names, in every version of a report. */
function namedIn({ reports, completions, changes, entries }: Rows): EvidenceFile[] {
  return [
    ...reports.flatMap(({ report }) => evidenceOf(JSON.parse(report) as Report)),
    ...completedWith(completions),
    ...changes.flatMap(({ evidence }) => JSON.parse(evidence) as EvidenceFile[]),
    ...entries.flatMap(({ voucher_sha256: sha256, voucher: title }) =>
      sha256 === null ? [] : [{ sha256, title }],
    ),
  ]
}

/** Of which everybody sees the pictures. */
function shownIn({ reports, completions }: Rows): EvidenceFile[] {
  return [
    ...newest(reports).flatMap(({ report }) => evidenceOf(JSON.parse(report) as Report)),
    ...completedWith(completions),
  ]
}

function completedWith(completions: Rows['completions']): EvidenceFile[] {
  return completions.flatMap(
    ({ content }) => (JSON.parse(content) as { evidence?: readonly EvidenceFile[] }).evidence ?? [],
  )
}

async function picturesOf(db: Db, all: readonly Rows[]): Promise<ReadonlySet<string>> {
  const shown = new Set(all.flatMap(shownIn).map(({ sha256 }) => sha256))
  const kept = await readKept(db, [...shown].toSorted())
  return new Set(kept.filter(({ kind }) => kind === 'jpeg').map(({ sha256 }) => sha256))
}

interface BriefOf {
  readonly chosen: Chosen
  readonly cycleId: string
  readonly rows: Rows
  readonly rule: DeliveryRule
  readonly on: string
  /** Which files are pictures. */
  readonly pictures: ReadonlySet<string>
  readonly inside: boolean
}

/** Everything of one day: what the plan said then, and what had been reported and accepted. */
function briefOf({ chosen, cycleId, rows: all, rule, on, pictures, inside }: BriefOf): ProjectBrief {
  const rows = { ...all, reports: all.reports.filter(({ period }) => firstDay(period) <= on) }
  const { dossier, candidateId: id } = chosen
  const facts = factsOf(rows, on)
  const alarms = facts === undefined ? [] : alarmsOf(facts, rule, on)
  const terms = facts === undefined ? termsOfDossier(dossier) : termsOfPlan(facts.plan)
  const milestones = facts === undefined ? [] : progressOf(facts.plan.milestones, facts.reports, on)
  const reports = newest(rows.reports)
  return {
    id,
    cycleId,
    name: dossier.name,
    category: dossier.category,
    state: stateOf(rows, on),
    unit: terms.unit,
    light: facts === undefined ? null : lightOf(alarms),
    alarms,
    weightedProgress: weightedProgress(milestones),
    milestones: inside ? milestones : withFiles(milestones, ({ sha256 }) => pictures.has(sha256)),
    budgetFen: terms.amountFen,
    money: moneyOf(rows.entries, on),
    startBy: terms.startBy ?? null,
    finishBy: terms.finishBy,
    closedOn: closedBy(rows, on),
    planVersion: versionOn(rows, on)?.version ?? 0,
    differences: differences(termsOfDossier(dossier), terms).map((difference) => ({
      ...difference,
      since: sinceWhen(difference, { rows, voted: termsOfDossier(dossier), on }),
    })),
    lastReport: reports.at(-1)?.period ?? null,
    unreported: periodsOf(rows, rule, on)
      .filter(({ period, reported }) => !reported && period < periodOf(on, rule.periodMonths))
      .map(({ period, due }) => ({ period, due })),
    picture: shownIn(rows).findLast(({ sha256 }) => pictures.has(sha256)) ?? null,
    approvals: chosen.approvals,
    deputies: chosen.deputies,
  }
}

/** The day of the first version that says so without a version after it that says something else. */
function sinceWhen(
  { field, to }: Difference,
  { rows, voted, on }: { readonly rows: Rows; readonly voted: Terms; readonly on: string },
): string {
  const last = versionOn(rows, on)?.version ?? 0
  let since = ''
  for (const { version, plan, holds_from: holdsFrom } of rows.plans.toReversed()) {
    if (version > last) continue
    const says = differences(voted, termsOfPlan(JSON.parse(plan) as Plan))
    if (!says.some((each) => each.field === field && each.to === to)) break
    since = holdsFrom
  }
  return since
}

function changeView(change: ProjectChangesTable, plans: readonly ProjectPlansTable[]): Change {
  const base = baseOf(change, plans)
  const plan = JSON.parse(change.plan) as Plan
  return {
    id: change.id,
    state: change.state,
    baseVersion: change.base_version,
    plan,
    reason: change.reason,
    evidence: JSON.parse(change.evidence) as EvidenceFile[],
    askedAt: change.asked_at,
    opinion:
      change.opinion === null || change.opinion_at === null
        ? null
        : { supports: change.opinion_supports === 1, text: change.opinion, at: change.opinion_at },
    decidedBy: change.decided_by,
    decision: decisionIn(change),
    differences: againstBase(change, plans),
    changedParts: base === undefined ? [] : changedParts(base, plan),
  }
}

function entryView(entry: ProjectMoneyTable, inside: boolean): Entry {
  const { id, kind, fen, booked_on: bookedOn, source_id: sourceId, line_id: lineId, reverses } = entry
  const open = { id, kind, fen, bookedOn, sourceId, lineId, reverses }
  if (!inside) return { ...open, party: null, voucher: null, voucherFile: null, note: null }
  const { party, voucher, voucher_sha256: voucherFile, note } = entry
  return { ...open, party, voucher, voucherFile, note }
}

function stateOf(rows: Rows, on: string): ProjectState {
  if (versionOn(rows, on) === undefined) return 'unplanned'
  if (closedBy(rows, on) !== null) return 'accepted'
  const last = rows.completions.at(-1)?.act
  // On a day before its acceptance what was accepted later still waited for it.
  return last === undefined || last === 'return' ? 'underway' : 'assessed'
}

function closedBy({ project }: Rows, on: string): string | null {
  const closedOn = project?.closed_on ?? null
  return closedOn !== null && closedOn <= on ? closedOn : null
}

function periodsOf(rows: Rows, rule: DeliveryRule, on: string): DuePeriod[] {
  const [first] = rows.plans
  if (first === undefined) return []
  const until = earlier(rows.project?.closed_on ?? on, on)
  if (first.holds_from > until) return []
  const reported = new Set(rows.reports.map(({ period }) => period))
  return periodsBetween(first.holds_from, until, rule.periodMonths).map((period) => ({
    period,
    due: reportDue(period, rule),
    reported: reported.has(period),
  }))
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function versionView(
  version: ProjectPlansTable,
  before: ProjectPlansTable | undefined,
  voted: Terms,
): PlanVersion {
  const plan = JSON.parse(version.plan) as Plan
  return {
    version: version.version,
    plan,
    digest: version.digest,
    holdsFrom: version.holds_from,
    changeId: version.change_id,
    differences: differences(voted, termsOfPlan(plan)),
    changedParts: before === undefined ? [] : changedParts(JSON.parse(before.plan) as Plan, plan),
  }
}
