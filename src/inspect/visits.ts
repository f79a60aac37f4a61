/** 视察: planned for a day, or made without a plan; what it found, corrected version by version; what is to be put right. */
import { isoNow, today, type Context } from '../context.ts'
import type { VisitRecordsTable, VisitsTable } from '../db/tables.ts'
import { cycleAssembly, readCycle } from '../order/handover.ts'
import { deputiesOf, type Deputy } from '../people/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import { isOver } from './deadline.ts'
import { DayOverError } from './errors.ts'
import { useFiles } from './files.ts'
import { requireActive, requireInGroup } from './supervision.ts'
import type { NamedDeputy } from './supervision-model.ts'
import { undertake } from './undertakings.ts'
import {
  DueBeforeVisitError,
  NotActiveDeputyError,
  VisitCancelledError,
  VisitChangedError,
  VisitBeforeYearError,
  VisitInFutureError,
  VisitMadeError,
  VisitNotFoundError,
  VisitTakenError,
  VisitUnplannedError,
} from './visit-errors.ts'
import type { SavedVisitPlan, SavedVisitRecord, Visit, VisitPlan, VisitRecord } from './visit-model.ts'
import { findVisit, insertRecord, insertVisit, recordsOf, updateVisit, visitsOf } from './visit-queries.ts'
import { changeYear, projectOf, type Actor } from './year.ts'

export interface VisitPlace {
  readonly cycleId: string
  readonly visitId: string
}

type KeptPlan = Omit<VisitPlan, 'projectId' | 'day'>
type KeptRecord = Omit<VisitRecord, 'projectId'> & { readonly undertakings: readonly string[] }

/**
 * Plans a visit, or plans it otherwise while it was not made. The same plan again is the same one. Throws
 * `NotInGroupError`, `NotActiveDeputyError`, `DayOverError`, `VisitTakenError`, `VisitChangedError`, `VisitCancelledError`,
 * `VisitMadeError`.
 */
export function planVisit(
  ctx: Context,
  actor: Actor,
  { cycleId, visitId }: VisitPlace,
  { plan: { projectId, day, ...kept }, from }: SavedVisitPlan,
): Promise<Visit> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    await projectOf(trx, cycleId, projectId)
    await requireInGroup(trx, actor, projectId)
    const before = await findVisit(trx, visitId)
    if (before !== undefined && !isOf(before, cycleId, projectId)) throw new VisitTakenError()
    const deputies = await deputiesOf(trx, actor.assemblyId)
    const records = await recordsOf(trx, { cycleId, visitId })
    const plan = JSON.stringify(kept satisfies KeptPlan)
    const version = versionOf({ planned_on: day, plan })
    const view = (row: VisitsTable) => viewOf(row, records.get(visitId), deputies, today(ctx.clock))
    if (before?.plan != null && versionOf(before) === version) return view(before)
    if (before !== undefined && records.has(visitId)) throw new VisitMadeError()
    if (before?.cancelled_reason != null) throw new VisitCancelledError()
    if (before === undefined ? from !== null : from !== versionOf(before)) throw new VisitChangedError()
    requireActive(deputies, kept.deputyIds)
    // A visit whose day has passed may still be planned better, as long as it does not move into the past.
    if (day !== before?.planned_on && isOver(day, today(ctx.clock))) throw new DayOverError(day)
    const row: VisitsTable = {
      id: visitId,
      cycle_id: cycleId,
      project_id: projectId,
      planned_on: day,
      plan,
      cancelled_reason: null,
      at: before?.at ?? isoNow(ctx.clock),
    }
    if (before === undefined) await insertVisit(trx, row)
    else await updateVisit(trx, visitId, { planned_on: day, plan })
    await act('inspect.visitPlanned', { visit: visitId, project: projectId, day, digest: version })
    return view(row)
  })
}

/** A planned visit that is not to be made. Throws `VisitMadeError`, `VisitUnplannedError`, `VisitCancelledError`. */
export function cancelVisit(
  ctx: Context,
  actor: Actor,
  { cycleId, visitId }: VisitPlace,
  reason: string,
): Promise<Visit> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const before = await findVisit(trx, visitId)
    if (before?.cycle_id !== cycleId) throw new VisitNotFoundError()
    await requireInGroup(trx, actor, before.project_id)
    const deputies = await deputiesOf(trx, actor.assemblyId)
    const records = await recordsOf(trx, { cycleId, visitId })
    const view = (row: VisitsTable) => viewOf(row, records.get(visitId), deputies, today(ctx.clock))
    if (before.cancelled_reason === reason) return view(before)
    if (records.has(visitId)) throw before.plan === null ? new VisitUnplannedError() : new VisitMadeError()
    if (before.cancelled_reason !== null) throw new VisitCancelledError()
    await updateVisit(trx, visitId, { cancelled_reason: reason })
    await act('inspect.visitCancelled', { visit: visitId, digest: sha256Hex(reason) })
    return view({ ...before, cancelled_reason: reason })
  })
}

/**
 * Records what a visit found, also one that nobody planned, or that was cancelled and made all the same; with what a unit
 * is to put right by which day. The same record again is the same one. Throws `NotInGroupError`, `VisitChangedError` when
 * somebody recorded it meanwhile, `VisitTakenError`, `VisitInFutureError`, `VisitBeforeYearError`, `DueBeforeVisitError`,
 * `UndertakingTakenError`, `FileUnknownError`.
 */
export function recordVisit(
  ctx: Context,
  actor: Actor,
  { cycleId, visitId }: VisitPlace,
  { record: { projectId, ...seen }, undertakings, from }: SavedVisitRecord,
): Promise<Visit> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    await projectOf(trx, cycleId, projectId)
    await requireInGroup(trx, actor, projectId)
    const visit = await findVisit(trx, visitId)
    if (visit !== undefined && !isOf(visit, cycleId, projectId)) throw new VisitTakenError()
    const { heldOn, deputyIds, photos } = seen
    const onDay = today(ctx.clock)
    if (heldOn > onDay) throw new VisitInFutureError(heldOn)
    // A year is voted on in its own January, or late in the one before.
    const { year } = await readCycle(trx, cycleId)
    if (heldOn < `${year - 1}-01-01`) throw new VisitBeforeYearError(heldOn)
    const early = undertakings.find(({ dueOn }) => dueOn < heldOn)
    if (early !== undefined) throw new DueBeforeVisitError(early.dueOn)
    const deputies = await deputiesOf(trx, actor.assemblyId)
    // Of the past: somebody may have left since.
    const stranger = deputyIds.find((id) => !deputies.some((deputy) => deputy.id === id))
    if (stranger !== undefined) throw new NotActiveDeputyError()
    const row: VisitsTable = visit ?? {
      id: visitId,
      cycle_id: cycleId,
      project_id: projectId,
      planned_on: null,
      plan: null,
      cancelled_reason: null,
      at: isoNow(ctx.clock),
    }
    const before = (await recordsOf(trx, { cycleId, visitId })).get(visitId)
    const kept: KeptRecord = { ...seen, undertakings: undertakings.map(({ id }) => id) }
    const text = JSON.stringify(kept)
    const undertakenAt = { from: 'visit', id: visitId, projectId } as const
    if (before !== undefined && before.version === from + 1 && before.record === text) {
      await undertake(ctx, trx, cycleId, undertakenAt, undertakings)
      return viewOf(row, before, deputies, onDay)
    }
    if ((before?.version ?? 0) !== from) throw new VisitChangedError()
    if (visit === undefined) await insertVisit(trx, row)
    await useFiles(ctx, trx, cycleId, photos, 'public')
    const added: VisitRecordsTable = {
      visit_id: visitId,
      version: from + 1,
      record: text,
      role: actor.role === 'deputy' ? 'deputy' : 'secretary',
      at: isoNow(ctx.clock),
    }
    await insertRecord(trx, added)
    await undertake(ctx, trx, cycleId, undertakenAt, undertakings)
    await act('inspect.visitRecorded', {
      visit: visitId,
      project: projectId,
      version: added.version,
      heldOn,
      // Of the text that is kept.
      digest: sha256Hex(text),
      undertakings: undertakings.map(({ id, dueOn, ...words }) => ({
        id,
        dueOn,
        digest: sha256Hex(JSON.stringify(words)),
      })),
    })
    return viewOf(row, added, deputies, onDay)
  })
}

/** All of a year by their days: when they were made, else for when they are planned. */
export async function readVisits(ctx: Pick<Context, 'db' | 'clock'>, cycleId: string): Promise<Visit[]> {
  const deputies = await deputiesOf(ctx.db, await cycleAssembly(ctx.db, cycleId))
  const records = await recordsOf(ctx.db, { cycleId })
  return (await visitsOf(ctx.db, cycleId))
    .map((row) => viewOf(row, records.get(row.id), deputies, today(ctx.clock)))
    .toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0))
}

/** Throws `VisitNotFoundError`. */
export async function readVisit(
  ctx: Pick<Context, 'db' | 'clock'>,
  { cycleId, visitId }: VisitPlace,
): Promise<Visit> {
  const row = await findVisit(ctx.db, visitId)
  if (row?.cycle_id !== cycleId) throw new VisitNotFoundError()
  const deputies = await deputiesOf(ctx.db, await cycleAssembly(ctx.db, cycleId))
  const record = (await recordsOf(ctx.db, { cycleId, visitId })).get(visitId)
  return viewOf(row, record, deputies, today(ctx.clock))
}

function dayOf({ plan, record }: Visit): string {
  return record?.heldOn ?? plan?.day ?? ''
}

function isOf(
  { cycle_id: cycle, project_id: project }: VisitsTable,
  cycleId: string,
  projectId: string,
): boolean {
  return cycle === cycleId && project === projectId
}

/** Of the plan: whoever changes it says which one it changes. */
function versionOf({ planned_on: day, plan }: Pick<VisitsTable, 'planned_on' | 'plan'>): string {
  return sha256Hex(`${day ?? ''}|${plan ?? ''}`)
}

function viewOf(
  row: VisitsTable,
  made: VisitRecordsTable | undefined,
  deputies: readonly Deputy[],
  onDay: string,
): Visit {
  const { planned_on: day, plan: planned, cancelled_reason: cancelledReason } = row
  const state = made !== undefined ? 'made' : cancelledReason !== null ? 'cancelled' : 'planned'
  const plan = planned === null ? null : (JSON.parse(planned) as KeptPlan)
  const record = made === undefined ? null : (JSON.parse(made.record) as KeptRecord)
  return {
    id: row.id,
    cycleId: row.cycle_id,
    projectId: row.project_id,
    state,
    overdue: state === 'planned' && day !== null && isOver(day, onDay),
    plan:
      plan === null || day === null
        ? null
        : {
            day,
            place: plan.place,
            purpose: plan.purpose,
            deputies: named(plan.deputyIds, deputies),
            version: versionOf(row),
          },
    cancelledReason: state === 'cancelled' ? cancelledReason : null,
    record:
      made === undefined || record === null
        ? null
        : {
            heldOn: record.heldOn,
            place: record.place,
            deputies: named(record.deputyIds, deputies),
            findings: record.findings,
            photos: record.photos,
            version: made.version,
            role: made.role,
            at: made.at,
          },
  }
}

function named(ids: readonly string[], deputies: readonly Deputy[]): NamedDeputy[] {
  return deputies.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }))
}
