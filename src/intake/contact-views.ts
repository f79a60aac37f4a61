/** A contact as those see it who may: with its demands, and with what it said before it was corrected. */
import { today, type Context } from '../context.ts'
import type { ContactsTable, Db } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { findStaff } from '../people/handover.ts'
import { demandsAt, deputiesAt, versionsAt } from './contact-queries.ts'
import type { Contact, ContactInWords } from './model.ts'
import { isOverdue } from './steps.ts'

/** So many days after a deputy recorded a contact, it can still be corrected on that deputy's own word. */
export const OWN_CORRECTION_DAYS = 7

/** The secretary at any time; a deputy for some days what was recorded by the same account; nobody once withdrawn. */
export function mayCorrect(
  { clock }: Pick<Context, 'clock'>,
  { role, staffId }: Session,
  { withdrawn, recorded_by: recordedBy, created_at: createdAt }: ContactsTable,
): boolean {
  if (withdrawn === 1) return false
  if (role === 'secretary') return true
  const age = clock.now().getTime() - Date.parse(createdAt)
  return role === 'deputy' && recordedBy === staffId && age < OWN_CORRECTION_DAYS * 86_400_000
}

export async function viewOf(
  ctx: Pick<Context, 'clock'>,
  db: Db,
  session: Session,
  row: ContactsTable,
): Promise<Contact> {
  const [view] = await viewsOf(ctx, db, session, [row])
  return view as Contact
}

export async function viewsOf(
  ctx: Pick<Context, 'clock'>,
  db: Db,
  session: Session,
  rows: readonly ContactsTable[],
): Promise<Contact[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const deputies = await deputiesAt(db, ids)
  const demands = await demandsAt(db, ids)
  const versions = await versionsAt(db, ids)
  const staff = await findStaff(db, [...new Set(versions.map((version) => version.staff_id))])
  const names = new Map(staff.map(({ id, name }) => [id, name]))
  const day = today(ctx.clock)
  return rows.map((row) => {
    const own = versions.filter((each) => each.contact_id === row.id)
    return {
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
      withdrawn: row.withdrawn === 1,
      version: own.length,
      mayCorrect: mayCorrect(ctx, session, row),
      versions: own.map(({ act, at, role, staff_id: staffId, reason, before }) => ({
        act,
        at,
        role,
        name: names.get(staffId) ?? '',
        reason,
        before: JSON.parse(before) as ContactInWords,
      })),
    }
  })
}
