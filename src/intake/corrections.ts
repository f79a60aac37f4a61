/** 更正, 作废: what was written down wrong is put right, and what it said before stays to be read. */
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { ContactsTable, Db, DemandsTable, Trx } from '../db/tables.ts'
import { InvalidInputError } from '../errors.ts'
import { RoleError, type Session } from '../http/session.ts'
import { deputiesOf, deputyOf } from '../people/handover.ts'
import {
  demandsAt,
  deputiesAt,
  insertContactVersion,
  lockContact,
  setContactDeputies,
  updateContact,
  versionsAt,
} from './contact-queries.ts'
import { mayCorrect, viewOf } from './contact-views.ts'
import { insertSteps, lockDemand, stepsOf, updateDemand } from './demand-queries.ts'
import {
  ContactChangedError,
  ContactClosedError,
  ContactHasDemandsError,
  NothingToCorrectError,
  NotPresentError,
} from './errors.ts'
import { gramsOf } from './grams.ts'
import { gridsOf, stationsOf } from './grid-queries.ts'
import { requireDeputies, requireGrid } from './grids.ts'
import {
  misfitsOf,
  type Contact,
  type ContactCorrection,
  type ContactInWords,
  type ContactWithdrawal,
  type DemandCorrection,
} from './model.ts'
import { updateGrams } from './search-queries.ts'
import { requireStation } from './stations.ts'
import { dueFrom } from './steps.ts'
import { searchedIn } from './taking.ts'
import { ownContact, ownDemand } from './who.ts'

/**
 * By who recorded it, for some days, or by the secretary. Its demands have the day of the contact, and those that were
 * taken where it was held have its grid: they follow. Throws `ContactClosedError`, `ContactChangedError`,
 * `NothingToCorrectError`, `NotPresentError`.
 */
export function correctContact(
  ctx: Context,
  session: Session,
  id: string,
  correction: ContactCorrection,
): Promise<Contact> {
  return inTransaction(ctx.db, async (trx) => {
    const row = await lockToCorrect(ctx, trx, session, id, correction.version)
    const { assemblyId } = session
    const { deputyIds, stationId, heldOn, residents } = correction
    const misfits = misfitsOf({ ...correction, channel: row.channel })
    if (misfits.length > 0)
      throw new InvalidInputError(misfits.map(([field, message]) => ({ pointer: `/${field}`, message })))
    if (session.role === 'deputy' && !deputyIds.includes(await deputyOf(trx, session)))
      throw new NotPresentError()
    await requireDeputies(
      trx,
      assemblyId,
      deputyIds.map((each, i) => ({ id: each, pointer: `/deputyIds/${i}` })),
    )
    const station = stationId === undefined ? undefined : await requireStation(trx, assemblyId, stationId)
    const gridId = correction.gridId ?? station?.grid_id ?? null
    if (gridId !== null) await requireGrid(trx, assemblyId, gridId)
    const after = {
      held_on: heldOn,
      station_id: stationId ?? null,
      grid_id: gridId,
      residents,
      note: correction.note ?? null,
    }
    const before = await wordsOf(trx, row)
    await updateContact(trx, id, after)
    await setContactDeputies(trx, id, deputyIds)
    const corrected = { ...row, ...after }
    if (JSON.stringify(await wordsOf(trx, corrected)) === JSON.stringify(before))
      throw new NothingToCorrectError()
    await keep(ctx, trx, session, { act: 'correct', id, before, ...correction })
    await followContact(ctx, trx, session, row, corrected)
    return viewOf(ctx, trx, session, corrected)
  })
}

/**
 * It was recorded by mistake: it counts no more, and is still seen. Throws `ContactHasDemandsError`, because a resident
 * waits for what was taken in it.
 */
export function withdrawContact(
  ctx: Context,
  session: Session,
  id: string,
  withdrawal: ContactWithdrawal,
): Promise<Contact> {
  return inTransaction(ctx.db, async (trx) => {
    const row = await lockToCorrect(ctx, trx, session, id, withdrawal.version)
    const demands = await demandsAt(trx, [id])
    if (demands.length > 0) throw new ContactHasDemandsError(demands.length)
    const before = await wordsOf(trx, row)
    await updateContact(trx, id, { withdrawn: 1 })
    await keep(ctx, trx, session, { act: 'withdraw', id, before, ...withdrawal })
    return viewOf(ctx, trx, session, { ...row, withdrawn: 1 })
  })
}

async function lockToCorrect(
  ctx: Context,
  trx: Trx,
  session: Session,
  id: string,
  version: number,
): Promise<ContactsTable> {
  const row = await ownContact(trx, session, id, lockContact)
  if (!mayCorrect(ctx, session, row)) throw new ContactClosedError()
  if ((await versionsAt(trx, [id])).length !== version) throw new ContactChangedError()
  return row
}

async function keep(
  ctx: Context,
  trx: Trx,
  { role, staffId }: Session,
  kept: {
    readonly act: 'correct' | 'withdraw'
    readonly id: string
    readonly version: number
    readonly reason: string
    readonly before: ContactInWords
  },
): Promise<void> {
  if (role !== 'secretary' && role !== 'deputy') throw new RoleError()
  await insertContactVersion(trx, {
    contact_id: kept.id,
    position: kept.version,
    at: isoNow(ctx.clock),
    act: kept.act,
    role,
    staff_id: staffId,
    reason: kept.reason,
    before: JSON.stringify(kept.before),
  })
}

/** As it is called today: a grid or a station may have another name tomorrow. */
async function wordsOf(db: Db, row: ContactsTable): Promise<ContactInWords> {
  const stations = await stationsOf(db, row.assembly_id)
  const there = await deputiesAt(db, [row.id])
  const names = new Map((await deputiesOf(db, row.assembly_id)).map(({ id, name }) => [id, name]))
  return {
    heldOn: row.held_on,
    station: stations.find(({ id }) => id === row.station_id)?.name ?? null,
    grid: await wayTo(db, row.assembly_id, row.grid_id),
    deputies: there.map((each) => names.get(each.deputy_id) ?? ''),
    residents: row.residents,
    note: row.note,
  }
}

/** The whole way to a grid: two may have one name. */
async function wayTo(db: Db, assemblyId: string, gridId: string | null): Promise<string | null> {
  if (gridId === null) return null
  const grids = new Map((await gridsOf(db, assemblyId)).map((grid) => [grid.id, grid]))
  const ids = grids.get(gridId)?.path.split('/').filter(Boolean) ?? []
  return ids.map((id) => grids.get(id)?.name ?? '').join(' › ')
}

async function followContact(
  ctx: Context,
  trx: Trx,
  session: Session,
  before: ContactsTable,
  after: ContactsTable,
): Promise<void> {
  for (const { id } of await demandsAt(trx, [before.id])) {
    const demand = await lockDemand(trx, id)
    if (demand === undefined) continue
    const change: Partial<DemandsTable> = {}
    if (demand.taken_on === before.held_on) change.taken_on = after.held_on
    if (demand.grid_id === before.grid_id) change.grid_id = after.grid_id
    const assigned = (await stepsOf(trx, id)).some(({ act }) => act === 'assign')
    // A day that the secretary set with a unit is theirs.
    if (!assigned && demand.due_on === dueFrom(before.held_on)) change.due_on = dueFrom(after.held_on)
    await writeCorrection(ctx, trx, session, demand, change)
  }
}

/** Category, place and grid. Throws `NothingToCorrectError`. */
export function correctDemand(
  ctx: Context,
  session: Session,
  id: string,
  { category, place, gridId }: DemandCorrection,
): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    const row = await ownDemand(trx, session, id, lockDemand)
    if (typeof gridId === 'string') await requireGrid(trx, session.assemblyId, gridId)
    const changed = await writeCorrection(ctx, trx, session, row, {
      ...(category === undefined ? {} : { category }),
      ...(place === undefined ? {} : { place }),
      ...(gridId === undefined ? {} : { grid_id: gridId }),
    })
    if (!changed) throw new NothingToCorrectError()
  })
}

/** With a step that says from what to what, in the hall's language. Gives whether anything changed. */
async function writeCorrection(
  ctx: Context,
  trx: Trx,
  { role }: Session,
  row: DemandsTable,
  change: Partial<DemandsTable>,
): Promise<boolean> {
  if (role !== 'secretary' && role !== 'deputy') throw new RoleError()
  const after = { ...row, ...change }
  const wayOf = (gridId: string | null) => wayTo(trx, row.assembly_id, gridId)
  const values = [
    ['收下日期', row.taken_on, after.taken_on],
    ['答复期限', row.due_on, after.due_on],
    ['类别', row.category, after.category],
    ['地点', row.place, after.place],
    ['网格', await wayOf(row.grid_id), await wayOf(after.grid_id)],
  ] as const
  const changed = values.filter(([, from, to]) => from !== to)
  if (changed.length === 0) return false
  await updateDemand(trx, row.id, change)
  await updateGrams(trx, row.id, gramsOf(searchedIn(after)))
  const said = changed.map(([name, from, to]) => `${name}：${from ?? '未填写'} → ${to ?? '未填写'}`)
  const position = (await stepsOf(trx, row.id)).length
  const step = { demand_id: row.id, position, at: isoNow(ctx.clock), act: 'correct', actor: role } as const
  await insertSteps(trx, [{ ...step, unit: null, text: said.join('；') }])
  return true
}
