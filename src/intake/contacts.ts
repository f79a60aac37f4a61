/** 坐诊, 巡诊, 网诊: what deputies write down of meeting residents. */
import { canonicalJson, type Json } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { ContactsTable, Db, Trx } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { deputyOf } from '../people/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import { viewOf, viewsOf } from './contact-views.ts'
import { ContactTakenError, DemandTakenError, NotPresentError } from './errors.ts'
import { requireDeputies, requireGrid } from './grids.ts'
import type { Contact, ContactFilter, NewContact } from './model.ts'
import { contactsPage, findContact, insertContact } from './contact-queries.ts'
import { requireStation } from './stations.ts'
import { takeDemands } from './taking.ts'
import { ownContact } from './who.ts'

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
    withdrawn: 0,
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
  return viewOf(ctx, trx, session, row)
}

async function sameAgain(
  ctx: Context,
  db: Db,
  session: Session,
  before: ContactsTable,
  digest: string,
): Promise<Contact> {
  if (before.assembly_id !== session.assemblyId || before.content_digest !== digest)
    throw new ContactTakenError()
  return viewOf(ctx, db, session, before)
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
    contacts: await viewsOf(ctx, ctx.db, session, shown),
    next: rows.length > limit && last !== undefined ? `${last.held_on}_${last.id}` : null,
  }
}

export async function readContact(ctx: Context, session: Session, id: string): Promise<Contact> {
  const row = await ownContact(ctx.db, session, id, findContact)
  return viewOf(ctx, ctx.db, session, row)
}
