/** Applies schema.sql to an empty database, and refuses a database that was made by another schema.sql. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { dialectOf, inTransaction, type Dialect } from './dialect.ts'
import type { Db, Trx } from './tables.ts'

/** The text of schema.sql, with the line ends that its digest is made over. */
export const SCHEMA = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8').replaceAll(
  '\r\n',
  '\n',
)

/** The database was made by another version. An operator reads this, so it says what to do. */
export class SchemaDigestMismatchError extends Error {
  override readonly name = 'SchemaDigestMismatchError'

  constructor(found: string, expected: string) {
    super(
      `数据库的结构（${found.slice(0, 12)}）与本程序的结构（${expected.slice(0, 12)}）不同。` +
        `请改用建库时的程序版本，或把 DATA_DIR / DATABASE_URL 指向一个空的数据库；原数据库未作改动 / ` +
        `The database has schema ${found.slice(0, 12)}, this program needs ${expected.slice(0, 12)}. ` +
        `Run the version that made the database, or point DATA_DIR or DATABASE_URL at an empty one; ` +
        `nothing was changed`,
    )
  }
}

/** The database holds tables, but not ours. */
export class ForeignDatabaseError extends Error {
  override readonly name = 'ForeignDatabaseError'

  constructor() {
    super(
      '这个数据库里已有别的程序的表。请把 DATA_DIR / DATABASE_URL 指向一个空的数据库；原数据库未作改动 / ' +
        'This database holds tables of another program. ' +
        'Point DATA_DIR or DATABASE_URL at an empty one; nothing was changed',
    )
  }
}

/**
 * Makes the tables if there are none; otherwise checks that they came from this very text. One transaction: of two
 * processes that start at once, one applies and the other checks. Throws `SchemaDigestMismatchError` or
 * `ForeignDatabaseError`.
 */
export async function applySchema(db: Db, schema: string): Promise<void> {
  const digest = createHash('sha256').update(schema).digest('hex')
  const dialect = dialectOf(db)
  await inTransaction(db, async (trx) => {
    // Any number that nothing else in the database locks by. SQLite's transaction is already alone.
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(727070)`.execute(trx)
    const tables = await tableNames(trx, dialect)
    if (tables.length === 0) {
      for (const statement of schemaStatements(schema, dialect)) await sql.raw(statement).execute(trx)
      await trx.insertInto('meta').values({ only_row: 1, schema_digest: digest }).execute()
      return
    }
    if (!tables.includes('meta') || !tables.includes('journal_entries')) throw new ForeignDatabaseError()
    const { schema_digest: found } = await trx
      .selectFrom('meta')
      .select('schema_digest')
      .executeTakeFirstOrThrow()
    if (found !== digest) throw new SchemaDigestMismatchError(found, digest)
  })
}

/**
 * The statements of schema.sql, one by one, as this dialect wants them. Splits at every semicolon, which is right only
 * while no comment or literal holds one: a comment is removed first, and a test looks at the literals.
 */
export function schemaStatements(schema: string, dialect: Dialect): string[] {
  const withoutRowid = schema.replace(
    /-- sqlite: without rowid\n(create table \w+)/g,
    '$1 /* without rowid */',
  )
  return withoutRowid
    .replace(/-- only (sqlite|postgres)\n(create)/g, (_, only: string, create: string) =>
      only === dialect ? create : `${NOT_HERE}${create}`,
    )
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !statement.startsWith(NOT_HERE))
    .map((statement) => (dialect === 'sqlite' ? forSqlite(statement) : statement))
}

const NOT_HERE = '/* of the other database */ '

/** Strict tables refuse text in an integer column, as PostgreSQL does; they know `integer`, not `bigint`. */
function forSqlite(statement: string): string {
  if (!statement.startsWith('create table')) return statement
  const options = statement.includes('/* without rowid */') ? 'strict, without rowid' : 'strict'
  return `${statement.replace(/\bbigint\b/g, 'integer')} ${options}`
}

async function tableNames(trx: Trx, dialect: Dialect): Promise<string[]> {
  const query =
    dialect === 'postgres'
      ? sql<{ name: string }>`select table_name as name from information_schema.tables
                              where table_schema = current_schema()`
      : sql<{ name: string }>`select name from sqlite_master where type = 'table'`
  const { rows } = await query.execute(trx)
  return rows.map((row) => row.name)
}
