/** 坐诊, 巡诊, 网诊: what deputies write down of meeting residents. */
import { canonicalJson, type Json } from '../board/handover.ts'
import { isoNow, today, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { ContactsTable, Db, Trx } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { sha256Hex } from '../protocol/index.ts'
import { ContactNotFoundError, ContactTakenError, DemandTakenError, NotPresentError } from './errors.ts'
import { requireDeputies, requireGrid } from './grids.ts'
import type { Contact, ContactFilter, NewContact } from './model.ts'
import { contactsPage, demandsAt, deputiesAt, findContact, insertContact } from './contact-queries.ts'
import { requireStation } from './stations.ts'
import { isOverdue } from './steps.ts'
import { takeDemands } from './taking.ts'
import { deputyOf } from './who.ts'

/**
 * Records a contact with the demands that were taken. The same id with the same content is answered as the first time: a
 * device that heard no answer sends again. Throws `ContactTakenError` for another content, `NotPresentError` for a deputy
 * who was not there.
 */
export async function recordContact(
  ctx: Context,
  session: Session,
  id: string,
  contact: NewContact,
): Promise<Contact> {
  const digest = sha256Hex(canonicalJson(contact as unknown as Json))
  try {
    return await inTransaction(ctx.db, async (trx) => {
      const before = await findContact(trx, id)
      if (before !== undefined) return sameAgain(ctx, trx, session, before, digest)
      return insert(ctx, trx, session, { id, contact, digest })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // The same record came twice at once, or a code is used a second time.
    const before = await findContact(ctx.db, id)
    if (before === undefined) throw new DemandTakenError()
    return sameAgain(ctx, ctx.db, session, before, digest)
  }
}

async function insert(
  ctx: Context,
  trx: Trx,
  session: Session,
  { id, contact, digest }: { id: string; contact: NewContact; digest: string },
): Promise<Contact> {
  const { assemblyId, role } = session
  if (role === 'deputy') {
    const own = await deputyOf(trx, session)
    if (!contact.deputyIds.includes(own)) throw new NotPresentError()
  }
  await requireDeputies(
    trx,
    assemblyId,
    contact.deputyIds.map((each, i) => ({ id: each, pointer: `/deputyIds/${i}` })),
  )
  const station =
    contact.stationId === undefined ? undefined : await requireStation(trx, assemblyId, contact.stationId)
  const gridId = contact.gridId ?? station?.grid_id ?? null
  const grids = new Set([gridId, ...contact.demands.map((demand) => demand.gridId)])
  for (const each of grids) if (typeof each === 'string') await requireGrid(trx, assemblyId, each)
  const row: ContactsTable = {
    id,
    assembly_id: assemblyId,
    channel: contact.channel,
    held_on: contact.heldOn,
    station_id: contact.stationId ?? null,
    grid_id: gridId,
    residents: contact.residents,
    note: contact.note ?? null,
    content_digest: digest,
    recorded_by: session.staffId,
    created_at: isoNow(ctx.clock),
  }
  await insertContact(trx, row, contact.deputyIds)
  const actor = role === 'deputy' ? 'deputy' : 'secretary'
  await takeDemands(
    ctx,
    trx,
    contact.demands.map((demand) => ({
      id: demand.id,
      category: demand.category,
      text: demand.text,
      place: demand.place ?? null,
      gridId: demand.gridId ?? gridId,
      takenOn: contact.heldOn,
      channel: contact.channel,
      contactId: id,
      resident: demand.resident,
      followUpCode: demand.followUpCode,
    })),
    { assemblyId, source: actor === 'deputy' ? 'deputy' : 'staff', actor },
  )
  return viewOf(ctx, trx, row)
}

async function sameAgain(
  ctx: Context,
  db: Db,
  { assemblyId }: Session,
  before: ContactsTable,
  digest: string,
): Promise<Contact> {
  if (before.assembly_id !== assemblyId || before.content_digest !== digest) throw new ContactTakenError()
  return viewOf(ctx, db, before)
}

/** One page, the newest first, a deputy's own ones; `next` asks for the page after it. */
export async function listContacts(
  ctx: Context,
  session: Session,
  { from, to, after, limit }: ContactFilter,
): Promise<{ contacts: Contact[]; next: string | null }> {
  const [heldOn = '', id = ''] = after?.split('_') ?? []
  const rows = await contactsPage(
    ctx.db,
    session.assemblyId,
    {
      from,
      to,
      deputyId: session.role === 'deputy' ? await deputyOf(ctx.db, session) : undefined,
      after: after === undefined ? undefined : { heldOn, id },
    },
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    contacts: await viewsOf(ctx, ctx.db, shown),
    next: rows.length > limit && last !== undefined ? `${last.held_on}_${last.id}` : null,
  }
}

export async function readContact(ctx: Context, session: Session, id: string): Promise<Contact> {
  const row = await findContact(ctx.db, id)
  if (row?.assembly_id !== session.assemblyId) throw new ContactNotFoundError()
  const view = await viewOf(ctx, ctx.db, row)
  if (session.role === 'deputy' && !view.deputyIds.includes(await deputyOf(ctx.db, session)))
    throw new ContactNotFoundError()
  return view
}

async function viewOf(ctx: Context, db: Db, row: ContactsTable): Promise<Contact> {
  const [view] = await viewsOf(ctx, db, [row])
  return view as Contact
}

async function viewsOf(ctx: Context, db: Db, rows: readonly ContactsTable[]): Promise<Contact[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const deputies = await deputiesAt(db, ids)
  const demands = await demandsAt(db, ids)
  const day = today(ctx.clock)
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    heldOn: row.held_on,
    stationId: row.station_id,
    gridId: row.grid_id,
    deputyIds: deputies.filter((each) => each.contact_id === row.id).map((each) => each.deputy_id),
    residents: row.residents,
    note: row.note,
    demands: demands
      .filter((each) => each.contact_id === row.id)
      .map((each) => ({
        id: each.id,
        number: each.number,
        category: each.category,
        text: each.text,
        state: each.state,
        overdue: isOverdue(each, day),
      })),
  }))
}
