/** Looking for words in a table of texts, by the database's own full-text index. Words are ASCII letters and digits. */
import { sql, type RawBuilder } from 'kysely'
import { dialectOf } from './dialect.ts'
import type { Db } from './tables.ts'

export interface WordQuery {
  /** Each of them must be there. */
  readonly whole: readonly string[]
  /** Of each, a word must be there that begins with it. */
  readonly begun: readonly string[]
}

/** For `where(…)` on `demand_search`: rows that have all these words. */
export function hasWords(db: Db, { whole, begun }: WordQuery): RawBuilder<boolean> {
  if (dialectOf(db) === 'sqlite') {
    const terms = [...whole.map((word) => `"${word}"`), ...begun.map((word) => `"${word}" *`)]
    return sql<boolean>`demand_search match ${terms.join(' AND ')}`
  }
  const terms = [...whole.map((word) => `'${word}'`), ...begun.map((word) => `'${word}':*`)]
  return sql<boolean>`grams @@ ${asTsquery(terms.join(' & '))}`
}

/** For `where(…)`: rows that have any of these words, and for `orderBy(…)` those first that have more of them. */
export function hasSomeWords(
  db: Db,
  words: readonly string[],
): { readonly where: RawBuilder<boolean>; readonly order: RawBuilder<number> } {
  if (dialectOf(db) === 'sqlite') {
    const terms = words.map((word) => `"${word}"`).join(' OR ')
    return { where: sql<boolean>`demand_search match ${terms}`, order: sql<number>`rank` }
  }
  const query = asTsquery(words.map((word) => `'${word}'`).join(' | '))
  return {
    where: sql<boolean>`grams @@ ${query}`,
    order: sql<number>`-ts_rank(grams, ${query})`,
  }
}

/** As it is written. `to_tsquery` would take words apart that look like numbers: 04e0d is 4 times 10 to the 0, and d. */
function asTsquery(terms: string): RawBuilder<unknown> {
  return sql`cast(${terms} as tsquery)`
}
