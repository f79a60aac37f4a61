/** What becomes of a demand, step by step, until the resident is content. */
import { isoNow, today, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { Db, DemandsTable, DemandStepsTable, Trx } from '../db/tables.ts'
import { InvalidInputError } from '../errors.ts'
import { RoleError, type Session } from '../http/session.ts'
import { findStaff } from '../people/handover.ts'
import { sweepNow } from '../files/handover.ts'
import { DemandStepError, DemandTakenError, FollowUpNotFoundError } from './errors.ts'
import { soughtIn } from './grams.ts'
import { likeness, LIKENESS_MIN, topicWords, type Topic } from './likeness.ts'
import { requireGrid } from './grids.ts'
import type {
  Assignment,
  Demand,
  DemandFilter,
  DemandView,
  FollowedDemand,
  ImportedDemands,
  Resident,
  Step,
  UnitWork,
} from './model.ts'
import { findContact } from './contact-queries.ts'
import {
  deleteResident,
  demandsById,
  demandsInAll,
  findDemand,
  demandIdsOfResident,
  findResident,
  insertSteps,
  knownDemandIds,
  lockDemand,
  markErased,
  stepsOf,
  updateDemand,
} from './demand-queries.ts'
import { demandsLike, demandsPage, demandsWithWord, unitSums } from './search-queries.ts'
import {
  ACTS,
  actsOf,
  isOverdue,
  mustReach,
  PHASES,
  WAITING,
  type DemandAct,
  type DemandState,
  type Phase,
  type StepActor,
} from './steps.ts'
import { takeDemands } from './taking.ts'
import { isOpenToResident, mayAddTo, photosForResident, removeAllPhotos, shownPhotos } from './photos.ts'
import { actorOf, followed, ownDemand, scopeOf } from './who.ts'

/** One page, in the order that is asked for; `next` asks for the page after it. */
export async function listDemands(
  ctx: Context,
  session: Session,
  filter: DemandFilter,
): Promise<{ demands: Demand[]; next: string | null }> {
  const { db } = ctx
  const { grid, state, phase, overdue, q, order, after, limit, ...plain } = filter
  const words = soughtIn(q ?? '')
  const day = today(ctx.clock)
  const [at = '', id = ''] = after?.split('_') ?? []
  // Of both, what is in one and the other.
  const ofPhase = phase === undefined ? undefined : PHASES[phase]
  const states =
    state === undefined ? ofPhase : [state].filter((each) => ofPhase?.includes(each as never) ?? true)
  if (states?.length === 0) return { demands: [], next: null }
  const gridPath = grid === undefined ? undefined : (await requireGrid(db, session.assemblyId, grid)).path
  const rows = await demandsPage(
    db,
    session.assemblyId,
    await scopeOf(db, session),
    {
      ...plain,
      states,
      gridPath,
      order,
      words: words.whole.length + words.begun.length === 0 ? undefined : words,
      overdue: overdue === undefined ? undefined : { today: day, states: WAITING },
      after: after === undefined ? undefined : { day: at, id },
    },
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    demands: shown.map((row) => toDemand(row, day)),
    next:
      rows.length > limit && last !== undefined
        ? `${order === 'due' ? last.due_on : last.taken_on}_${last.id}`
        : null,
  }
}

function isIn(phase: Phase, state: DemandState): boolean {
  return PHASES[phase].some((each) => each === state)
}

/** What waits for each unit, those with most overdue first; a department sees its own. */
export async function unitsAtWork(ctx: Context, session: Session): Promise<UnitWork[]> {
  const rows = await unitSums(ctx.db, session.assemblyId, await scopeOf(ctx.db, session), {
    today: today(ctx.clock),
    states: WAITING,
  })
  const units = new Map<string | null, { todo: number; handled: number; overdue: number }>()
  for (const { unit, state, demands, overdue } of rows) {
    const sum = units.get(unit) ?? { todo: 0, handled: 0, overdue: 0 }
    if (isIn('handled', state)) sum.handled += demands
    else sum.todo += demands
    sum.overdue += overdue
    units.set(unit, sum)
  }
  return [...units]
    .map(([unit, sums]) => ({ unit, ...sums }))
    .toSorted(
      (a, b) => b.overdue - a.overdue || b.todo - a.todo || ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1),
    )
}

/** As many words of a text as are looked up, of these as many of the rarest as are looked for. */
const WORDS_MAX = 40
const RAREST = 16
/** A word that so many demands have says nothing about one of them. */
const COMMON = 2000
const LOOKED_AT_MAX = 50
const SIMILAR_MAX = 10

/** Demands that may be about the same, the likest first: to be collected into one proposal. */
export async function similarDemands(ctx: Context, session: Session, id: string): Promise<Demand[]> {
  const row = await ownDemand(ctx.db, session, id, findDemand)
  const topic = topicOf(row)
  const counted = await demandsWithWord(ctx.db, topic.words.slice(0, WORDS_MAX), COMMON)
  const rare = counted
    // A word of this demand alone leads to no other.
    .filter(({ demands }) => demands > 1 && demands < COMMON)
    .toSorted((one, other) => one.demands - other.demands)
    .slice(0, RAREST)
    .map(({ word }) => word)
  if (rare.length === 0) return []
  const found = await demandsLike(ctx.db, session.assemblyId, rare, LOOKED_AT_MAX)
  const known = {
    having: new Map(counted.map(({ word, demands }) => [word, demands])),
    demands: await demandsInAll(ctx.db, session.assemblyId),
  }
  const day = today(ctx.clock)
  return found
    .filter((other) => other.id !== id)
    .map((other) => ({ other, like: likeness(topic, topicOf(other), known) }))
    .filter(({ like }) => like >= LIKENESS_MIN)
    .toSorted((a, b) => b.like - a.like || (a.other.number < b.other.number ? -1 : 1))
    .slice(0, SIMILAR_MAX)
    .map(({ other }) => toDemand(other, day))
}

function topicOf({ category, text }: DemandsTable): Topic {
  return { category, words: topicWords(text) }
}

export async function readDemand(ctx: Context, session: Session, id: string): Promise<DemandView> {
  const row = await ownDemand(ctx.db, session, id, findDemand)
  return viewOf(ctx, session, row)
}

/** Gives a demand to the unit that has to deal with it, by a day. */
export function assign(
  ctx: Context,
  session: Session,
  id: string,
  { unit, departmentId, dueOn }: Assignment,
): Promise<DemandView> {
  return step(ctx, session, id, 'assign', undefined, async (trx) => {
    if (departmentId !== undefined) {
      const [department] = await findStaff(trx, [departmentId])
      const fits =
        department?.assemblyId === session.assemblyId && department.role === 'department' && department.active
      if (!fits) {
        const message = '不是本级责任单位的账号 / not the account of a department of this assembly'
        throw new InvalidInputError([{ pointer: '/departmentId', message }])
      }
    }
    return { unit, department_id: departmentId ?? null, due_on: dueOn }
  })
}

/** It is not for this unit: it waits to be assigned to another, with the reason and the same day. */
export function handBack(ctx: Context, session: Session, id: string, reason: string): Promise<DemandView> {
  return step(ctx, session, id, 'return', reason, async () => ({ unit: null, department_id: null }))
}

/** Any other step, with what is said to the resident. */
export function advance(
  ctx: Context,
  session: Session,
  id: string,
  act: Exclude<DemandAct, 'assign' | 'return'>,
  text: string | undefined,
): Promise<DemandView> {
  return step(ctx, session, id, act, text, async () => ({}))
}

function step(
  ctx: Context,
  session: Session,
  id: string,
  act: DemandAct,
  text: string | undefined,
  changeOf: (trx: Trx) => Promise<Partial<DemandsTable>>,
): Promise<DemandView> {
  return inTransaction(ctx.db, async (trx) => {
    const row = await ownDemand(trx, session, id, lockDemand)
    const actor = actorOf(session)
    if (actor === undefined) throw new RoleError()
    const change = await changeOf(trx)
    const after = await take(ctx, trx, row, { act, actor, text, change })
    return viewOf({ ...ctx, db: trx }, session, after)
  })
}

/** Throws `DemandStepError` when this act does not lead on from here, or is not this actor's. */
async function take(
  ctx: Context,
  trx: Trx,
  row: DemandsTable,
  by: {
    readonly act: DemandAct
    readonly actor: StepActor
    readonly text: string | undefined
    readonly change: Partial<DemandsTable>
  },
): Promise<DemandsTable> {
  const { act, actor, text, change } = by
  if (!actsOf(row.state, actor).includes(act)) throw new DemandStepError(`${row.state} → ${act}`)
  const after = { ...row, ...change, state: ACTS[act].to }
  await updateDemand(trx, row.id, { ...change, state: after.state })
  const position = (await stepsOf(trx, row.id)).length
  await insertSteps(trx, [
    {
      demand_id: row.id,
      position,
      at: isoNow(ctx.clock),
      act,
      actor,
      // Who hands it back, no longer has it afterwards.
      unit: act === 'assign' ? after.unit : actor === 'department' ? row.unit : null,
      text: text ?? null,
    },
  ])
  return after
}

/** So often is an import begun again, because another one brought in some of its rows after it had looked for them. */
const IMPORTS_AT_ONCE_MAX = 5

/** A list that was kept elsewhere. Rows that are known by their id are left as they are, also when two come at once. */
export async function importDemands(
  ctx: Context,
  session: Session,
  list: ImportedDemands,
): Promise<{ taken: number; known: number }> {
  for (let times = 1; ; times += 1) {
    try {
      return await importOnce(ctx, session, list)
    } catch (error) {
      // What the other brought in is there by now, and is known when this looks again.
      const metAnother = isUniqueViolation(error) || error instanceof DemandTakenError
      if (!metAnother || times === IMPORTS_AT_ONCE_MAX) throw error
    }
  }
}

function importOnce(
  ctx: Context,
  session: Session,
  { demands }: ImportedDemands,
): Promise<{ taken: number; known: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const { assemblyId } = session
    for (const gridId of new Set(demands.map((demand) => demand.gridId)))
      if (gridId !== undefined) await requireGrid(trx, assemblyId, gridId)
    const known = await knownDemandIds(
      trx,
      demands.map(({ id }) => id),
    )
    const fresh = demands.filter(({ id }) => !known.has(id))
    await takeDemands(
      ctx,
      trx,
      fresh.map(({ id, category, text, place, gridId, takenOn, channel, resident, ...past }) => ({
        id,
        category,
        text,
        place: place ?? null,
        gridId: gridId ?? null,
        takenOn,
        channel,
        contactId: null,
        resident,
        followUpCode: undefined,
        past,
      })),
      { assemblyId, source: 'import', actor: 'secretary' },
    )
    return { taken: fresh.length, known: known.size }
  })
}

/** Which of these an import has brought in before. */
export async function knownImports(
  ctx: Context,
  { assemblyId }: Session,
  ids: readonly string[],
): Promise<readonly string[]> {
  return (await demandsById(ctx.db, assemblyId, ids)).map(({ id }) => id)
}

/** The resident wants to be forgotten: who it was goes, and the photos, which may show them; what was asked for stays. */
export async function eraseResident(ctx: Context, session: Session, id: string): Promise<DemandView> {
  const { view, unused } = await inTransaction(ctx.db, async (trx) => {
    const row = await ownDemand(trx, session, id, lockDemand)
    const ids = row.resident_id === null ? [id] : await demandIdsOfResident(trx, row.resident_id)
    // Marked before the photos are looked for: one that was just being added is found, and none comes after.
    await markErased(trx, ids)
    const gone: string[] = []
    for (const each of ids) gone.push(...(await removeAllPhotos(trx, each)))
    if (row.resident_id !== null) await deleteResident(trx, row.resident_id)
    const erased = { ...row, resident_id: null, resident_erased: 1 } as const
    const after = await viewOf({ ...ctx, db: trx }, session, erased)
    return { view: after, unused: gone }
  })
  await sweepNow(ctx, unused)
  return view
}

// -------------------------------------------------------------------------------------------------------- the resident

export async function follow(ctx: Context, code: string): Promise<FollowedDemand> {
  return followedOf(ctx, ctx.db, await followed(ctx.db, code))
}

/** The resident says that the answer is good, or that it is not. Throws `DemandStepError` before there is one. */
export function respond(
  ctx: Context,
  code: string,
  act: 'confirm' | 'reopen',
  text: string | undefined,
): Promise<FollowedDemand> {
  return inTransaction(ctx.db, async (trx) => {
    const { id } = await followed(trx, code)
    const row = await lockDemand(trx, id)
    if (row === undefined) throw new FollowUpNotFoundError()
    return followedOf(ctx, trx, await take(ctx, trx, row, { act, actor: 'resident', text, change: {} }))
  })
}

async function followedOf(ctx: Context, db: Db, row: DemandsTable): Promise<FollowedDemand> {
  const { number, category, text, takenOn, state, unit, dueOn, overdue } = toDemand(row, today(ctx.clock))
  return {
    number,
    category,
    text,
    takenOn,
    state,
    unit,
    dueOn,
    overdue,
    // Where it is about is not told to whoever holds the code.
    steps: (await stepsOf(db, row.id))
      .map(toStep)
      .map((each) => (each.act === 'correct' ? { ...each, text: null } : each)),
    acts: actsOf(row.state, 'resident') as ('confirm' | 'reopen')[],
    photos: await photosForResident(db, row.id),
    mayAddPhotos: await isOpenToResident(ctx, db, row),
  }
}

// --------------------------------------------------------------------------------------------------------------- views

async function viewOf(
  ctx: Pick<Context, 'db' | 'clock'>,
  session: Session,
  row: DemandsTable,
): Promise<DemandView> {
  const actor = actorOf(session)
  const contact = row.contact_id === null ? undefined : await findContact(ctx.db, row.contact_id)
  return {
    ...toDemand(row, today(ctx.clock)),
    contactId: row.contact_id,
    stationId: contact?.station_id ?? null,
    steps: (await stepsOf(ctx.db, row.id)).map(toStep),
    acts: actor === undefined ? [] : actsOf(row.state, actor),
    photos: await shownPhotos(ctx.db, row.id),
    mayAddPhotos: mayAddTo(session, row),
    // Who only reads has nobody to reach.
    resident: actor !== undefined && mustReach(row.state, actor) ? await residentOf(ctx.db, row) : null,
  }
}

async function residentOf(db: Db, { resident_id: id }: DemandsTable): Promise<Resident | null> {
  const row = id === null ? undefined : await findResident(db, id)
  return row === undefined ? null : { name: row.name, phone: row.phone, address: row.address }
}

function toDemand(row: DemandsTable, day: string): Demand {
  return {
    id: row.id,
    number: row.number,
    channel: row.channel,
    category: row.category,
    text: row.text,
    place: row.place,
    gridId: row.grid_id,
    takenOn: row.taken_on,
    state: row.state,
    unit: row.unit,
    dueOn: row.due_on,
    overdue: isOverdue(row, day),
  }
}

function toStep({ act, actor, at, unit, text }: DemandStepsTable): Step {
  return { act, actor, at, unit, text }
}
