/** Rows of demands, their steps, photos, and who asked. Knows no rule. */
import { forUpdate } from '../db/dialect.ts'
import type {
  Db,
  DemandPhotosTable,
  DemandsTable,
  DemandStepsTable,
  ResidentsTable,
  Trx,
} from '../db/tables.ts'
import { chunks } from './chunks.ts'

export async function nextNumbers(
  trx: Trx,
  assemblyId: string,
  year: number,
  count: number,
): Promise<string[]> {
  const { last } = await trx
    .insertInto('demand_numbers')
    .values({ assembly_id: assemblyId, year, last: count })
    .onConflict((conflict) =>
      conflict
        .columns(['assembly_id', 'year'])
        .doUpdateSet((eb) => ({ last: eb('demand_numbers.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return Array.from({ length: count }, (_, i) => `${year}-${String(last - count + 1 + i).padStart(4, '0')}`)
}

export async function insertDemands(trx: Trx, rows: readonly DemandsTable[]): Promise<void> {
  for (const some of chunks(rows)) await trx.insertInto('demands').values(some).execute()
}

export async function insertSteps(trx: Trx, rows: readonly DemandStepsTable[]): Promise<void> {
  for (const some of chunks(rows)) await trx.insertInto('demand_steps').values(some).execute()
}

export async function insertResidents(trx: Trx, rows: readonly ResidentsTable[]): Promise<void> {
  for (const some of chunks(rows)) await trx.insertInto('residents').values(some).execute()
}

export function findDemand(db: Db, id: string): Promise<DemandsTable | undefined> {
  return db.selectFrom('demands').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockDemand(trx: Trx, id: string): Promise<DemandsTable | undefined> {
  return trx.selectFrom('demands').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

const CATEGORIES_MAX = 60

/** Those that are in use, the most frequent first; for everybody to read, not what anybody typed into the public form. */
export async function categoriesOf(
  db: Db,
  assemblyId: string,
  { forEverybody }: { readonly forEverybody: boolean },
): Promise<string[]> {
  const rows = await db
    .selectFrom('demands')
    .select('category')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('assembly_id', '=', assemblyId)
    .$if(forEverybody, (query) => query.where('source', '!=', 'public'))
    .groupBy('category')
    .orderBy('count', 'desc')
    .orderBy('category')
    .limit(CATEGORIES_MAX)
    .execute()
  return rows.map(({ category }) => category)
}

/** Of a code's SHA-256. */
export function findFollowed(db: Db, followUpHash: string): Promise<DemandsTable | undefined> {
  return db.selectFrom('demands').selectAll().where('follow_up_hash', '=', followUpHash).executeTakeFirst()
}

/** In the order of their numbers. */
export async function demandsById(
  db: Db,
  assemblyId: string,
  ids: readonly string[],
): Promise<DemandsTable[]> {
  const rows: DemandsTable[] = []
  for (const some of chunks(ids)) {
    const found = db.selectFrom('demands').selectAll().where('id', 'in', some)
    rows.push(...(await found.where('assembly_id', '=', assemblyId).execute()))
  }
  return rows.toSorted((a, b) => (a.number < b.number ? -1 : 1))
}

export async function knownDemandIds(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const some of chunks(ids)) {
    const rows = await db.selectFrom('demands').select('id').where('id', 'in', some).execute()
    for (const { id } of rows) known.add(id)
  }
  return known
}

export async function updateDemand(trx: Trx, id: string, change: Partial<DemandsTable>): Promise<void> {
  await trx.updateTable('demands').set(change).where('id', '=', id).execute()
}

export function stepsOf(db: Db, demandId: string): Promise<DemandStepsTable[]> {
  return db
    .selectFrom('demand_steps')
    .selectAll()
    .where('demand_id', '=', demandId)
    .orderBy('position')
    .execute()
}

export function findResident(db: Db, id: string): Promise<ResidentsTable | undefined> {
  return db.selectFrom('residents').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Says of these demands that who asked was erased. */
export async function markErased(trx: Trx, demandIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('demands')
    .set({ resident_id: null, resident_erased: 1 })
    .where('id', 'in', demandIds)
    .execute()
}

/** Nothing is left of the resident; what was asked for stays. */
export async function deleteResident(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('residents').where('id', '=', id).execute()
}

export async function demandIdsOfResident(db: Db, residentId: string): Promise<string[]> {
  const rows = await db.selectFrom('demands').select('id').where('resident_id', '=', residentId).execute()
  return rows.map(({ id }) => id)
}

/** Those sent first come first. */
export function photosOf(db: Db, demandId: string) {
  return db
    .selectFrom('demand_photos')
    .innerJoin('files', 'files.sha256', 'demand_photos.file_sha256')
    .select(['sent_sha256', 'file_sha256', 'added_by', 'width', 'height'])
    .where('demand_id', '=', demandId)
    .orderBy('added_at')
    .orderBy('sent_sha256')
    .execute()
}

export async function insertPhoto(trx: Trx, row: DemandPhotosTable): Promise<void> {
  await trx.insertInto('demand_photos').values(row).execute()
}

/** Whether it was there. */
export async function deletePhoto(trx: Trx, demandId: string, sentSha256: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('demand_photos')
    .where('demand_id', '=', demandId)
    .where('sent_sha256', '=', sentSha256)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** How many demands an assembly has ever taken: as many as there are numbers. */
export async function demandsInAll(db: Db, assemblyId: string): Promise<number> {
  const { demands } = await db
    .selectFrom('demand_numbers')
    .select((eb) => eb.fn.sum<number | string | null>('last').as('demands'))
    .where('assembly_id', '=', assemblyId)
    .executeTakeFirstOrThrow()
  return Number(demands ?? 0)
}
