/** A progress meeting or an appointment as somebody may see it. */
import { today, type Context } from '../context.ts'
import type { Db, SittingsTable, SittingStepsTable } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { cycleAssembly } from '../order/handover.ts'
import { findStaff } from '../people/handover.ts'
import { namesOf, type Names } from './question-view.ts'
import { SittingNotFoundError } from './sitting-errors.ts'
import type { Minutes, NamedProject, NewAppointment, Sitting, SittingMinutes } from './sitting-model.ts'
import { sittingsOf, sittingStepsOf } from './sitting-queries.ts'
import { arrangementIn, isPublicSitting, sittingState } from './sitting-state.ts'
import type { Undertaking } from './undertaking-model.ts'
import { readUndertakings } from './undertakings.ts'
import { isInside } from './year.ts'

/** Of a progress meeting nothing but the subject. */
export type KeptRequest = Pick<NewAppointment, 'subject'> & Partial<NewAppointment>

/** With the promises that these minutes were the first to hold. */
export type KeptMinutes = Minutes & { readonly promises: readonly string[] }

export interface SittingReader {
  /** Works for the assembly: sees what is going to be asked. */
  readonly isInside: boolean
  /** Sees what is not arranged, too. */
  readonly seesRequests: boolean
  readonly deputyId: string | null
}

export async function sittingReaderOf(
  db: Db,
  session: Pick<Session, 'staffId' | 'assemblyId' | 'role' | 'mustEnrol'> | null,
  assemblyId: string,
): Promise<SittingReader> {
  if (session === null || !isInside(session, assemblyId))
    return { isInside: false, seesRequests: false, deputyId: null }
  const [staff] = await findStaff(db, [session.staffId])
  return {
    isInside: true,
    seesRequests: ['secretary', 'presidium', 'deputy'].includes(session.role),
    deputyId: session.role === 'deputy' ? (staff?.deputyId ?? null) : null,
  }
}

/** Those that the reader may see: what is not arranged first, then by their days, the newest first. */
export async function readSittings(
  ctx: Pick<Context, 'db' | 'clock'>,
  session: Session | null,
  cycleId: string,
): Promise<Sitting[]> {
  const reader = await sittingReaderOf(ctx.db, session, await cycleAssembly(ctx.db, cycleId))
  const steps = await sittingStepsOf(ctx.db, { cycleId })
  const names = await namesOf(ctx.db, cycleId)
  const promises = await readUndertakings(ctx, cycleId)
  return (await sittingsOf(ctx.db, cycleId))
    .map((row) => ({ row, own: steps.get(row.id) ?? [] }))
    .filter(({ own }) => reader.seesRequests || isPublicSitting(own))
    .map(({ row, own }) => sittingView(row, own, { names, reader, promises, onDay: today(ctx.clock) }))
    .toSorted(byDay)
}

/** Throws `SittingNotFoundError`, also for one that the reader may not see. */
export async function readSitting(
  ctx: Pick<Context, 'db' | 'clock'>,
  session: Session | null,
  { cycleId, sittingId }: { readonly cycleId: string; readonly sittingId: string },
): Promise<Sitting> {
  const found = (await readSittings(ctx, session, cycleId)).find(({ id }) => id === sittingId)
  if (found === undefined) throw new SittingNotFoundError()
  return found
}

export function sittingView(
  row: SittingsTable,
  steps: readonly SittingStepsTable[],
  {
    names,
    reader,
    promises,
    onDay,
  }: {
    readonly names: Names
    readonly reader: SittingReader
    readonly promises: readonly Undertaking[]
    readonly onDay: string
  },
): Sitting {
  const state = sittingState(steps)
  const arranged = arrangementIn(steps)
  const request = JSON.parse(row.request) as KeptRequest
  const refused = steps.at(-1)
  return {
    id: row.id,
    cycleId: row.cycle_id,
    kind: row.kind,
    subject: request.subject,
    whom: request.whom ?? null,
    askedBy: row.asked_by === null ? null : (names.deputies.get(row.asked_by) ?? null),
    askedAt: row.at,
    projects: (arranged?.projectIds ?? request.projectIds ?? []).flatMap((id) => projectIn(names, id) ?? []),
    questions: reader.isInside || state === 'held' ? (request.questions ?? []) : [],
    state,
    arrangement:
      arranged === null
        ? null
        : { day: arranged.day, time: arranged.time, place: arranged.place, comers: arranged.comers },
    reason:
      refused?.act === 'decline' || refused?.act === 'cancel'
        ? (JSON.parse(refused.content) as { reason: string }).reason
        : null,
    minutes: minutesIn(steps, names),
    promises: promises.filter(({ fromId }) => fromId === row.id),
    lacksMinutes: state === 'arranged' && arranged !== null && arranged.day <= onDay,
    mine: reader.deputyId !== null && reader.deputyId === row.asked_by,
    steps: steps.length,
  }
}

function minutesIn(steps: readonly SittingStepsTable[], names: Names): SittingMinutes | null {
  const all = steps.filter(({ act }) => act === 'minutes')
  const last = all.at(-1)
  if (last === undefined) return null
  const { present, text, items, evidence } = JSON.parse(last.content) as KeptMinutes
  return {
    present,
    text,
    items: items.map(({ projectId, deputyId, question, answer }) => ({
      project: projectId === null ? null : projectIn(names, projectId),
      deputy: deputyId === null ? null : (names.deputies.get(deputyId) ?? null),
      question,
      answer,
    })),
    evidence,
    version: all.length,
    role: last.role === 'presidium' ? 'presidium' : 'secretary',
    at: last.at,
  }
}

function projectIn({ projects }: Names, id: string): NamedProject | null {
  const name = projects.get(id)
  return name === undefined ? null : { id, name }
}

function byDay(a: Sitting, b: Sitting): number {
  const [x, y] = [a.arrangement?.day ?? '9999', b.arrangement?.day ?? '9999']
  return x > y ? -1 : x < y ? 1 : a.askedAt > b.askedAt ? -1 : 1
}
