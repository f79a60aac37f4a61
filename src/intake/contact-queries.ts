/** Rows of contacts: who was there, and the demands that were taken. Knows no rule. */
import { type Expression, type SqlBool } from 'kysely'
import { forUpdate } from '../db/dialect.ts'
import type { ContactVersionsTable, ContactsTable, Db, DemandsTable, Trx } from '../db/tables.ts'

export function findContact(db: Db, id: string): Promise<ContactsTable | undefined> {
  return db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertContact(
  trx: Trx,
  row: ContactsTable,
  deputyIds: readonly string[],
): Promise<void> {
  await trx.insertInto('contacts').values(row).execute()
  await trx
    .insertInto('contact_deputies')
    .values(deputyIds.map((deputyId) => ({ contact_id: row.id, deputy_id: deputyId })))
    .execute()
}

export function lockContact(trx: Trx, id: string): Promise<ContactsTable | undefined> {
  return trx.selectFrom('contacts').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

export async function updateContact(trx: Trx, id: string, change: Partial<ContactsTable>): Promise<void> {
  await trx.updateTable('contacts').set(change).where('id', '=', id).execute()
}

export async function setContactDeputies(
  trx: Trx,
  contactId: string,
  deputyIds: readonly string[],
): Promise<void> {
  await trx.deleteFrom('contact_deputies').where('contact_id', '=', contactId).execute()
  const rows = deputyIds.map((deputyId) => ({ contact_id: contactId, deputy_id: deputyId }))
  await trx.insertInto('contact_deputies').values(rows).execute()
}

export async function insertContactVersion(trx: Trx, row: ContactVersionsTable): Promise<void> {
  await trx.insertInto('contact_versions').values(row).execute()
}

/** Of several contacts at once, what each said before, the first first. */
export function versionsAt(db: Db, contactIds: readonly string[]): Promise<ContactVersionsTable[]> {
  return db
    .selectFrom('contact_versions')
    .selectAll()
    .where('contact_id', 'in', contactIds)
    .orderBy('contact_id')
    .orderBy('position')
    .execute()
}

/** Of several contacts at once, in the order of the roll. */
export function deputiesAt(
  db: Db,
  contactIds: readonly string[],
): Promise<{ contact_id: string; deputy_id: string }[]> {
  return db
    .selectFrom('contact_deputies')
    .innerJoin('deputies', 'deputies.id', 'contact_deputies.deputy_id')
    .select(['contact_deputies.contact_id', 'contact_deputies.deputy_id'])
    .where('contact_id', 'in', contactIds)
    .orderBy('deputies.position')
    .execute()
}

/** Of several contacts at once, in the order of their numbers. */
export function demandsAt(db: Db, contactIds: readonly string[]): Promise<DemandsTable[]> {
  return db
    .selectFrom('demands')
    .selectAll()
    .where('contact_id', 'in', contactIds)
    .orderBy('number')
    .execute()
}

/** The newest first, from where the last page ended; only a deputy's own, if one is named. */
export function contactsPage(
  db: Db,
  assemblyId: string,
  {
    from,
    to,
    deputyId,
    after,
  }: {
    readonly from: string
    readonly to: string
    readonly deputyId?: string | undefined
    readonly after?: { readonly heldOn: string; readonly id: string } | undefined
  },
  limit: number,
): Promise<ContactsTable[]> {
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .where((eb) => {
      const all: Expression<SqlBool>[] = [eb('held_on', '>=', from), eb('held_on', '<=', to)]
      if (deputyId !== undefined) {
        const own = eb
          .selectFrom('contact_deputies')
          .select('contact_deputies.contact_id')
          .where('contact_deputies.deputy_id', '=', deputyId)
        all.push(eb('id', 'in', own))
      }
      if (after !== undefined) {
        all.push(eb('held_on', '<=', after.heldOn))
        all.push(eb.or([eb('held_on', '<', after.heldOn), eb('id', '<', after.id)]))
      }
      return eb.and(all)
    })
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
