/** Which demands are found: by filter, by words, and by who sees them. Knows no rule. */
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { hasSomeWords, hasWords, type WordQuery } from '../db/full-text.ts'
import type { Db, DemandsTable, Tables, Trx } from '../db/tables.ts'
import { chunks } from './chunks.ts'

export async function insertGrams(
  trx: Trx,
  rows: readonly { readonly demandId: string; readonly grams: readonly string[] }[],
): Promise<void> {
  for (const some of chunks(rows)) {
    const values = some.map(({ demandId, grams }) => ({ demand_id: demandId, grams: grams.join(' ') }))
    await trx.insertInto('demand_search').values(values).execute()
  }
}

export async function updateGrams(trx: Trx, demandId: string, grams: readonly string[]): Promise<void> {
  await trx
    .updateTable('demand_search')
    .set({ grams: grams.join(' ') })
    .where('demand_id', '=', demandId)
    .execute()
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
