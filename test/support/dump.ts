/** Everything that a database holds, as text: to see that nothing changed, or that something is nowhere. */
import { sql } from 'kysely'
import { dialectOf } from '../../src/db/dialect.ts'
import type { Db } from '../../src/db/tables.ts'

/** The rows of every table, by its name; the rows of one table in a fixed order. */
export async function dumpTables(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const dump = new Map<string, readonly string[]>()
  for (const { name } of await db.introspection.getTables()) {
    // The physical order too is something that a reader of the files sees.
    const all = sql<Record<string, unknown>>`select * from ${sql.table(name)}`
    const { rows } = await all.execute(db)
    dump.set(
      name,
      rows.map((row) => JSON.stringify(row)),
    )
  }
  return dump
}

/** What tables hold that the acts of a hall change. The last use of a session is none of them. */
export async function stateOf(db: Db): Promise<string> {
  const lines: string[] = []
  for (const [name, rows] of await dumpTables(db)) {
    if (name !== 'sessions' && name !== 'sign_in_failures') lines.push(`${name}:`, ...rows.toSorted(), '')
  }
  return lines.join('\n')
}

/** Which columns each table has. */
export async function columnsOf(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await db.introspection.getTables()
  return new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]))
}

/** The SQL that made a table, where the database keeps it (SQLite). */
export async function createdBy(db: Db, table: string): Promise<string | undefined> {
  if (dialectOf(db) !== 'sqlite') return undefined
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master where name = ${table}`.execute(db)
  return rows[0]?.sql
}
