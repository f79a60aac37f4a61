/**
 * 促进会, which the presidium convenes, and 约见, which a deputy asks for: arranged or declined, held, and then its minutes,
 * whose promises are tracked. Each step says after how many others it was taken, so that none is taken twice.
 */
import type { Json } from '../board/handover.ts'
import { isoNow, today, type Context } from '../context.ts'
import type { SittingsTable, SittingStepsTable, Trx } from '../db/tables.ts'
import { deputiesOf } from '../people/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import { useFiles } from './files.ts'
import { namesOf } from './question-view.ts'
import {
  ArrangedAlreadyError,
  DueBeforeSittingError,
  NotADeputyOfOursError,
  NotArrangedError,
  NotHeldYetError,
  NotYourAppointmentError,
  SittingChangedError,
  SittingNotFoundError,
  SittingOverError,
  SittingTakenError,
} from './sitting-errors.ts'
import type {
  Arrangement,
  NewAppointment,
  NewArrangement,
  NewMeeting,
  NewMinutes,
  NewRefusal,
  Pledge,
  Sitting,
} from './sitting-model.ts'
import { findSitting, insertSitting, insertSittingStep, sittingStepsOf } from './sitting-queries.ts'
import { arrangementIn, sittingState } from './sitting-state.ts'
import { sittingReaderOf, sittingView, type KeptMinutes, type KeptRequest } from './sitting-view.ts'
import { requireActive } from './supervision.ts'
import { readUndertakings, undertake } from './undertakings.ts'
import { changeYear, ownDeputy, projectOf, type Actor } from './year.ts'

export interface SittingPlace {
  readonly cycleId: string
  readonly sittingId: string
}

/** One whose day is over is put on record. The same meeting again is the same one. Throws `SittingTakenError`. */
export function conveneMeeting(
  ctx: Context,
  actor: Actor,
  place: SittingPlace,
  { subject, arrangement }: NewMeeting,
): Promise<Sitting> {
  const first = { act: 'arrange', content: JSON.stringify(arrangement) } as const
  return begin(ctx, actor, place, { kind: 'progress', asked_by: null, request: { subject } }, first)
}

/** The same request again is the same one. Throws `SittingTakenError`. */
export async function requestAppointment(
  ctx: Context,
  actor: Actor,
  place: SittingPlace,
  request: NewAppointment,
): Promise<Sitting> {
  const own = await ownDeputy(ctx.db, actor)
  if (own === undefined) throw new Error('the door lets nobody in who is no deputy')
  return begin(ctx, actor, place, { kind: 'appointment', asked_by: own, request })
}

/** Arranges what was asked for, or arranges anew what was not held. Throws `SittingOverError`. */
export function arrangeSitting(
  ctx: Context,
  actor: Actor,
  place: SittingPlace,
  { arrangement, from }: NewArrangement,
): Promise<Sitting> {
  return goOn(ctx, actor, place, from, async (trx, { steps }) => ({
    step: { act: 'arrange', content: JSON.stringify(arrangement) },
    facts: arranged(arrangement),
    requireNow: async () => {
      const state = sittingState(steps)
      if (state !== 'requested' && state !== 'arranged') throw new SittingOverError()
      await requireProjects(trx, place.cycleId, arrangement.projectIds)
    },
  }))
}

/** Throws `ArrangedAlreadyError`, `SittingOverError`. */
export function declineAppointment(
  ctx: Context,
  actor: Actor,
  place: SittingPlace,
  { reason, from }: NewRefusal,
): Promise<Sitting> {
  return goOn(ctx, actor, place, from, async (_trx, { steps }) => ({
    step: { act: 'decline', content: JSON.stringify({ reason }) },
    facts: {},
    requireNow: async () => {
      const state = sittingState(steps)
      if (state === 'arranged') throw new ArrangedAlreadyError()
      if (state !== 'requested') throw new SittingOverError()
    },
  }))
}

/** By the office or the presidium; an appointment also by who asked for it. Throws `SittingOverError`. */
export function cancelSitting(
  ctx: Context,
  actor: Actor,
  place: SittingPlace,
  { reason, from }: NewRefusal,
): Promise<Sitting> {
  return goOn(ctx, actor, place, from, async (trx, { row, steps }) => {
    const own = await ownDeputy(trx, actor)
    if (own !== undefined && own !== row.asked_by) throw new NotYourAppointmentError()
    return {
      step: { act: 'cancel', content: JSON.stringify({ reason }) },
      facts: {},
      requireNow: async () => {
        const state = sittingState(steps)
        if (state !== 'requested' && state !== 'arranged') throw new SittingOverError()
      },
    }
  })
}

/**
 * Writes down what was said, or corrects it, with what was promised by which day. Throws `NotArrangedError`,
 * `NotHeldYetError`, `DueBeforeSittingError`, `UndertakingTakenError`, `FileUnknownError`.
 */
export function keepMinutes(
  ctx: Context,
  actor: Actor,
  place: SittingPlace,
  { minutes, promises, from }: NewMinutes,
): Promise<Sitting> {
  return goOn(ctx, actor, place, from, async (trx, { row, steps }) => {
    const kept: KeptMinutes = { ...minutes, promises: promises.map(({ id }) => id) }
    return {
      step: { act: 'minutes', content: JSON.stringify(kept) },
      facts: {
        promises: promises.map(({ id, dueOn, ...words }) => ({
          id,
          dueOn,
          digest: sha256Hex(JSON.stringify(words)),
        })),
      },
      // The promises once more, so that those that stand with other words are refused.
      whenThere: () => promise(ctx, trx, row, promises),
      requireNow: async () => {
        const state = sittingState(steps)
        const day = arrangementIn(steps)?.day
        if ((state !== 'arranged' && state !== 'held') || day === undefined) throw new NotArrangedError()
        if (day > today(ctx.clock)) throw new NotHeldYetError(day)
        const early = promises.find(({ dueOn }) => dueOn < day)
        if (early !== undefined) throw new DueBeforeSittingError(early.dueOn)
        await requireProjects(
          trx,
          place.cycleId,
          [...minutes.items, ...promises].flatMap(({ projectId }) => projectId ?? []),
        )
        const deputies = await deputiesOf(trx, actor.assemblyId)
        for (const { deputyId } of minutes.items)
          if (deputyId !== null && !deputies.some(({ id }) => id === deputyId))
            throw new NotADeputyOfOursError()
        await useFiles(ctx, trx, place.cycleId, minutes.evidence, 'public')
        await promise(ctx, trx, row, promises)
      },
    }
  })
}

/** By the projects that they are for. */
async function promise(
  ctx: Context,
  trx: Trx,
  { id, cycle_id: cycleId }: SittingsTable,
  promises: readonly Pledge[],
): Promise<void> {
  for (const projectId of new Set(promises.map((each) => each.projectId))) {
    const own = promises.filter((each) => each.projectId === projectId)
    const wanted = own.map(({ projectId: _project, ...each }) => each)
    // oxlint-disable-next-line no-await-in-loop -- in one transaction
    await undertake(ctx, trx, cycleId, { from: 'sitting', id, projectId }, wanted)
  }
}

function begin(
  ctx: Context,
  actor: Actor,
  { cycleId, sittingId }: SittingPlace,
  wanted: Pick<SittingsTable, 'kind' | 'asked_by'> & { readonly request: KeptRequest },
  arrange?: Pick<SittingStepsTable, 'act' | 'content'>,
): Promise<Sitting> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const before = await findSitting(trx, sittingId)
    const row: SittingsTable = {
      id: sittingId,
      cycle_id: cycleId,
      kind: wanted.kind,
      asked_by: wanted.asked_by,
      request: JSON.stringify(wanted.request),
      at: before?.at ?? isoNow(ctx.clock),
    }
    if (before !== undefined) {
      const steps = (await sittingStepsOf(trx, { cycleId, id: sittingId })).get(sittingId) ?? []
      const isSame =
        textOf(before) === textOf(row) && (arrange === undefined || steps[0]?.content === arrange.content)
      if (!isSame) throw new SittingTakenError()
      return viewFor(ctx, trx, actor, row, steps)
    }
    if (row.asked_by !== null) requireActive(await deputiesOf(trx, actor.assemblyId), [row.asked_by])
    const agenda = arrange === undefined ? null : (JSON.parse(arrange.content) as Arrangement)
    await requireProjects(trx, cycleId, agenda?.projectIds ?? wanted.request.projectIds ?? [])
    await insertSitting(trx, row)
    const steps = arrange === undefined ? [] : [stepOf(ctx, actor, row, 0, arrange)]
    for (const step of steps)
      // oxlint-disable-next-line no-await-in-loop -- at most one
      await insertSittingStep(trx, step)
    await act(agenda === null ? 'inspect.appointmentRequested' : 'inspect.meetingConvened', {
      sitting: sittingId,
      ...(agenda === null ? {} : { ...arranged(agenda), digest: sha256Hex(row.request) }),
    })
    return viewFor(ctx, trx, actor, row, steps)
  })
}

interface Next {
  readonly step: Pick<SittingStepsTable, 'act' | 'content'>
  /** For the public journal. */
  readonly facts: Readonly<Record<string, Json>>
  readonly requireNow: () => Promise<void>
  /** Where the step was taken already. */
  readonly whenThere?: () => Promise<void>
}

/** One step further, by the year held. One that stands where this one would stand, and is like it, is this one. */
function goOn(
  ctx: Context,
  actor: Actor,
  { cycleId, sittingId }: SittingPlace,
  from: number,
  next: (
    trx: Trx,
    at: { readonly row: SittingsTable; readonly steps: readonly SittingStepsTable[] },
  ) => Promise<Next>,
): Promise<Sitting> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const row = await findSitting(trx, sittingId)
    if (row?.cycle_id !== cycleId) throw new SittingNotFoundError()
    const steps = (await sittingStepsOf(trx, { cycleId, id: sittingId })).get(sittingId) ?? []
    const { step, facts, requireNow, whenThere } = await next(trx, { row, steps })
    const added = stepOf(ctx, actor, row, from, step)
    const there = steps[from]
    if (there?.act === step.act && there.content === step.content && there.role === added.role) {
      await whenThere?.()
      return viewFor(ctx, trx, actor, row, steps)
    }
    if (from !== steps.length) throw new SittingChangedError()
    await requireNow()
    await insertSittingStep(trx, added)
    const all = [...steps, added]
    await act('inspect.sittingStep', {
      sitting: sittingId,
      step: step.act,
      position: from,
      // Why a request was declined, or taken back, is for nobody but who asked and the presidium.
      ...(arrangementIn(all) === null ? {} : { digest: sha256Hex(step.content) }),
      ...facts,
    })
    return viewFor(ctx, trx, actor, row, all)
  })
}

function arranged({ day, projectIds }: Arrangement): Readonly<Record<string, Json>> {
  return { day, projects: projectIds }
}

async function viewFor(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  row: SittingsTable,
  steps: readonly SittingStepsTable[],
): Promise<Sitting> {
  return sittingView(row, steps, {
    names: await namesOf(trx, row.cycle_id),
    // Through the door of a route nobody comes who has still to enrol.
    reader: await sittingReaderOf(trx, { ...actor, mustEnrol: false }, actor.assemblyId),
    promises: await readUndertakings({ db: trx, clock: ctx.clock }, row.cycle_id),
    onDay: today(ctx.clock),
  })
}

async function requireProjects(trx: Trx, cycleId: string, ids: readonly string[]): Promise<void> {
  for (const id of new Set(ids))
    // oxlint-disable-next-line no-await-in-loop -- in one transaction
    await projectOf(trx, cycleId, id)
}

function stepOf(
  ctx: Context,
  { role }: Actor,
  { id }: SittingsTable,
  position: number,
  step: Pick<SittingStepsTable, 'act' | 'content'>,
): SittingStepsTable {
  if (role !== 'secretary' && role !== 'presidium' && role !== 'deputy')
    throw new Error('the door lets none of these in')
  return { sitting_id: id, position, ...step, role, at: isoNow(ctx.clock) }
}

function textOf({ cycle_id, kind, asked_by, request }: SittingsTable): string {
  return JSON.stringify({ cycle_id, kind, asked_by, request })
}
