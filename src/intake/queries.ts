/** Rows of grids, stations, contacts, demands and residents. Knows no rule. */
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { forUpdate } from '../db/dialect.ts'
import { hasSomeWords, hasWords, type WordQuery } from '../db/full-text.ts'
import type {
  ContactsTable,
  Db,
  DemandPhotosTable,
  DemandsTable,
  DemandStepsTable,
  GridsTable,
  OpeningsTable,
  ResidentsTable,
  StationsTable,
  Tables,
  Trx,
} from '../db/tables.ts'

/** One statement takes so many rows, within what SQLite takes as parameters. */
const ROWS_AT_ONCE = 500

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) yield rows.slice(i, i + ROWS_AT_ONCE)
}

// ------------------------------------------------------------------------------------------------------------- grids

export function gridsOf(db: Db, assemblyId: string): Promise<GridsTable[]> {
  return db
    .selectFrom('grids')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function findGrid(db: Db, id: string): Promise<GridsTable | undefined> {
  return db.selectFrom('grids').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertGrids(trx: Trx, rows: readonly GridsTable[]): Promise<void> {
  for (const some of chunks(rows)) await trx.insertInto('grids').values(some).execute()
}

export async function renameGrid(trx: Trx, id: string, name: string): Promise<void> {
  await trx.updateTable('grids').set({ name }).where('id', '=', id).execute()
}

export function deputiesOfGrids(
  db: Db,
  assemblyId: string,
): Promise<{ grid_id: string; deputy_id: string }[]> {
  return db
    .selectFrom('grid_deputies')
    .innerJoin('grids', 'grids.id', 'grid_deputies.grid_id')
    .select(['grid_deputies.grid_id', 'grid_deputies.deputy_id'])
    .where('grids.assembly_id', '=', assemblyId)
    .orderBy('grid_deputies.deputy_id')
    .execute()
}

/** Those named look after the grid from now on, and nobody else. */
export async function setGridDeputies(trx: Trx, gridId: string, deputyIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('grid_deputies').where('grid_id', '=', gridId).execute()
  const rows = [...new Set(deputyIds)].map((deputyId) => ({ grid_id: gridId, deputy_id: deputyId }))
  if (rows.length > 0) await trx.insertInto('grid_deputies').values(rows).execute()
}

// ---------------------------------------------------------------------------------------------------------- stations

export function stationsOf(db: Db, assemblyId: string): Promise<StationsTable[]> {
  return db.selectFrom('stations').selectAll().where('assembly_id', '=', assemblyId).orderBy('name').execute()
}

export function findStation(db: Db, id: string): Promise<StationsTable | undefined> {
  return db.selectFrom('stations').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertStation(trx: Trx, row: StationsTable): Promise<void> {
  await trx.insertInto('stations').values(row).execute()
}

/** From that day on, the next first. */
export function openingsFrom(db: Db, assemblyId: string, day: string): Promise<OpeningsTable[]> {
  return db
    .selectFrom('openings')
    .innerJoin('stations', 'stations.id', 'openings.station_id')
    .selectAll('openings')
    .where('stations.assembly_id', '=', assemblyId)
    .where('openings.held_on', '>=', day)
    .orderBy('openings.held_on')
    .orderBy('openings.begins')
    .orderBy('openings.id')
    .execute()
}

export async function insertOpening(trx: Trx, row: OpeningsTable): Promise<void> {
  await trx.insertInto('openings').values(row).execute()
}

export async function deleteOpening(trx: Trx, stationId: string, id: string): Promise<void> {
  await trx.deleteFrom('openings').where('id', '=', id).where('station_id', '=', stationId).execute()
}

// ---------------------------------------------------------------------------------------------------------- contacts

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

// ----------------------------------------------------------------------------------------------------------- demands

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

export async function insertGrams(
  trx: Trx,
  rows: readonly { readonly demandId: string; readonly grams: readonly string[] }[],
): Promise<void> {
  for (const some of chunks(rows)) {
    const values = some.map(({ demandId, grams }) => ({ demand_id: demandId, grams: grams.join(' ') }))
    await trx.insertInto('demand_search').values(values).execute()
  }
}

/** Of each word, how many demands have it, counted up to `countMax`. */
export async function demandsWithWord(
  db: Db,
  words: readonly string[],
  countMax: number,
): Promise<{ readonly word: string; readonly demands: number }[]> {
  const countOf = (word: string) => {
    const some = db
      .selectFrom('demand_search')
      .select('demand_id')
      .where(hasWords(db, { whole: [word], begun: [] }))
      .limit(countMax)
    return db
      .selectFrom(some.as('some'))
      .select((eb) => [sql.val(word).$castTo<string>().as('word'), eb.fn.countAll<number>().as('demands')])
  }
  const [first, ...others] = words.map(countOf)
  if (first === undefined) return []
  return others.reduce((all, one) => all.unionAll(one), first).execute()
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

/** Demands of an assembly that share most words with a text, those that share more first. */
export function demandsLike(
  db: Db,
  assemblyId: string,
  words: readonly string[],
  limit: number,
): Promise<DemandsTable[]> {
  const { where, order } = hasSomeWords(db, words)
  return db
    .selectFrom('demand_search')
    .innerJoin('demands', 'demands.id', 'demand_search.demand_id')
    .selectAll('demands')
    .where(where)
    .where('demands.assembly_id', '=', assemblyId)
    .orderBy(order)
    .limit(limit)
    .execute()
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

/** Nothing is left of the resident; what was asked for stays. */
/** Says of these demands that who asked was erased. */
export async function markErased(trx: Trx, demandIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('demands')
    .set({ resident_id: null, resident_erased: 1 })
    .where('id', 'in', demandIds)
    .execute()
}

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
    .select(['sent_sha256', 'file_sha256', 'width', 'height'])
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

/** Whose demands somebody may see: all, a unit's own, or those of a deputy's contacts and grids. */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'department'; readonly staffIds: readonly string[] }
  | { readonly of: 'deputy'; readonly deputyId: string }

export interface DemandQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly states?: readonly DemandsTable['state'][] | undefined
  readonly channel?: DemandsTable['channel'] | undefined
  readonly category?: string | undefined
  /** The path of a grid: it and all within it. */
  readonly gridPath?: string | undefined
  /** Only those in these states whose day is before this one. */
  readonly overdue?: { readonly today: string; readonly states: readonly DemandsTable['state'][] } | undefined
  readonly words?: WordQuery | undefined
  readonly order: 'newest' | 'due'
  /** The day by which the page is ordered, and the id, where the last page ended. */
  readonly after?: { readonly day: string; readonly id: string } | undefined
}

type DemandExpressions = ExpressionBuilder<Tables, 'demands'>

/** The newest first, or those first that are due first, from where the last page ended. */
export function demandsPage(
  db: Db,
  assemblyId: string,
  scope: Scope,
  { from, to, states, channel, category, gridPath, overdue, words, order, after }: DemandQuery,
  limit: number,
): Promise<DemandsTable[]> {
  const [day, direction] = order === 'due' ? (['due_on', 'asc'] as const) : (['taken_on', 'desc'] as const)
  const [upTo, past] = order === 'due' ? (['>=', '>'] as const) : (['<=', '<'] as const)
  return db
    .selectFrom('demands')
    .selectAll()
    .where('assembly_id', '=', assemblyId)
    .where((eb) => {
      const all: Expression<SqlBool>[] = [...withinScope(eb, scope)]
      if (from !== undefined) all.push(eb('taken_on', '>=', from))
      if (to !== undefined) all.push(eb('taken_on', '<=', to))
      if (states !== undefined) all.push(eb('state', 'in', [...states]))
      if (channel !== undefined) all.push(eb('channel', '=', channel))
      if (category !== undefined) all.push(eb('category', '=', category))
      if (gridPath !== undefined) all.push(eb('grid_id', 'in', gridsWithin(eb, gridPath)))
      if (overdue !== undefined)
        all.push(eb('due_on', '<', overdue.today), eb('state', 'in', [...overdue.states]))
      if (words !== undefined) {
        // The limit keeps PostgreSQL from asking the index once for each demand: without figures about a table that has
        // just been filled, it thinks that there are few.
        const found = eb.selectFrom('demand_search').select('demand_id').where(hasWords(db, words))
        all.push(eb('id', 'in', found.limit(2 ** 31)))
      }
      if (after !== undefined) {
        all.push(eb(day, upTo, after.day))
        all.push(eb.or([eb(day, past, after.day), eb('id', past, after.id)]))
      }
      return eb.and(all)
    })
    .orderBy(day, direction)
    .orderBy('id', direction)
    .limit(limit)
    .execute()
}

/** Of each unit, how many demands are in each state, and how many of these are overdue. */
export function unitSums(
  db: Db,
  assemblyId: string,
  scope: Scope,
  { today, states }: { today: string; states: readonly DemandsTable['state'][] },
) {
  return db
    .selectFrom('demands')
    .select(['unit', 'state'])
    .select((eb) => [
      eb.fn.countAll<number>().as('demands'),
      eb.fn.sum<number>(eb.case().when('due_on', '<', today).then(1).else(0).end()).as('overdue'),
    ])
    .where('assembly_id', '=', assemblyId)
    .where('state', 'in', [...states])
    .where((eb) => eb.and([...withinScope(eb, scope)]))
    .groupBy(['unit', 'state'])
    .execute()
}

/** Whether the demand is one of the scope's. */
export async function isWithinScope(db: Db, demandId: string, scope: Scope): Promise<boolean> {
  const row = await db
    .selectFrom('demands')
    .select('id')
    .where('id', '=', demandId)
    .where((eb) => eb.and([...withinScope(eb, scope)]))
    .executeTakeFirst()
  return row !== undefined
}

function withinScope(eb: DemandExpressions, scope: Scope): Expression<SqlBool>[] {
  switch (scope.of) {
    case 'all':
      return []
    case 'department':
      return [eb('department_id', 'in', [...scope.staffIds])]
    case 'deputy': {
      const contacts = eb
        .selectFrom('contact_deputies')
        .select('contact_deputies.contact_id')
        .where('contact_deputies.deputy_id', '=', scope.deputyId)
      const grids = eb
        .selectFrom('grids as inner')
        .innerJoin('grids as outer', (join) =>
          join.on(sql<boolean>`substr("inner".path, 1, length("outer".path)) = "outer".path`),
        )
        .innerJoin('grid_deputies', 'grid_deputies.grid_id', 'outer.id')
        .select('inner.id')
        .where('grid_deputies.deputy_id', '=', scope.deputyId)
      return [eb.or([eb('contact_id', 'in', contacts), eb('grid_id', 'in', grids)])]
    }
  }
}

function gridsWithin(eb: DemandExpressions, path: string) {
  return eb
    .selectFrom('grids')
    .select('grids.id')
    .where(sql<boolean>`substr(path, 1, ${sql.lit(path.length)}) = ${path}`)
}

// -------------------------------------------------------------------------------------------------------- statistics

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
