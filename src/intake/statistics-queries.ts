/** Sums over the rows of a time, for the figures of a report. Knows no rule. */
import type { Db, DemandsTable } from '../db/tables.ts'

interface Range {
  readonly assemblyId: string
  readonly from: string
  readonly to: string
}

export function contactSums(db: Db, { assemblyId, from, to }: Range) {
  return db
    .selectFrom('contacts')
    .select(['channel', 'grid_id'])
    .select((eb) => [eb.fn.countAll<number>().as('sessions'), eb.fn.sum<number>('residents').as('residents')])
    .where('assembly_id', '=', assemblyId)
    .where('withdrawn', '=', 0)
    .where('held_on', '>=', from)
    .where('held_on', '<=', to)
    .groupBy(['channel', 'grid_id'])
    .execute()
}

export function deputyVisitSums(db: Db, { assemblyId, from, to }: Range) {
  return db
    .selectFrom('contacts')
    .innerJoin('contact_deputies', 'contact_deputies.contact_id', 'contacts.id')
    .select(['channel', 'grid_id'])
    .select((eb) => eb.fn.countAll<number>().as('visits'))
    .where('assembly_id', '=', assemblyId)
    .where('withdrawn', '=', 0)
    .where('held_on', '>=', from)
    .where('held_on', '<=', to)
    .groupBy(['channel', 'grid_id'])
    .execute()
}

export function demandSums(
  db: Db,
  { assemblyId, from, to }: Range,
  { today, waiting }: { today: string; waiting: readonly DemandsTable['state'][] },
) {
  return db
    .selectFrom('demands')
    .select(['channel', 'grid_id', 'category'])
    .select((eb) => [
      eb.fn.countAll<number>().as('opinions'),
      eb.fn.sum<number>(eb.case().when('state', '=', 'confirmed').then(1).else(0).end()).as('resolved'),
      eb.fn.sum<number>(eb.case().when('contact_id', 'is', null).then(1).else(0).end()).as('alone'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when(eb.and([eb('due_on', '<', today), eb('state', 'in', [...waiting])]))
            .then(1)
            .else(0)
            .end(),
        )
        .as('overdue'),
    ])
    .where('assembly_id', '=', assemblyId)
    .where('taken_on', '>=', from)
    .where('taken_on', '<=', to)
    .groupBy(['channel', 'grid_id', 'category'])
    .execute()
}
