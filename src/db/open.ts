/** Opens the database that the configuration names, with every promise about durability switched on. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Config } from '../config.ts'
import { isBusy } from './dialect.ts'
import { applySchema, SCHEMA } from './schema.ts'
import { BUSY_TIMEOUT_MS, ImmediateSqliteDialect } from './sqlite.ts'
import type { Db, Tables } from './tables.ts'

/** The SQLite file inside `dataDir`. */
export const SQLITE_FILE = 'piaojue.db'

const POSTGRES_CONNECTIONS_MAX = 10
const INT8 = 20

/**
 * Opens SQLite in `dataDir` (made if absent), or PostgreSQL when `databaseUrl` is set; applies the schema if the
 * database is empty, and refuses one with another schema (`SchemaDigestMismatchError`). The caller ends it with
 * `db.destroy()`. Safe when several processes start at once.
 */
export async function openDb(config: Pick<Config, 'dataDir' | 'databaseUrl'>, schema = SCHEMA): Promise<Db> {
  const db = config.databaseUrl === null ? await openSqlite(config.dataDir) : openPostgres(config.databaseUrl)
  try {
    await applySchema(db, schema)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

async function openSqlite(dataDir: string): Promise<Db> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const sqlite = new Sqlite(path.join(dataDir, SQLITE_FILE), { timeout: BUSY_TIMEOUT_MS })
  await switchToWal(sqlite)
  // In WAL mode only FULL makes a commit survive a power cut.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('trusted_schema = OFF')
  return new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(sqlite) })
}

/** The change to WAL needs the whole file for a moment and does not wait for it by itself. */
async function switchToWal(sqlite: Sqlite.Database): Promise<void> {
  const deadlineMs = performance.now() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      sqlite.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadlineMs) throw error
      await sleep(1 + Math.random() * 10)
    }
  }
}

function openPostgres(databaseUrl: string): Db {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: POSTGRES_CONNECTIONS_MAX,
    connectionTimeoutMillis: 10_000,
    application_name: 'piaojue',
    types: { getTypeParser },
  })
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  return new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      // A server that is set not to wait for its disk would make us acknowledge what a power cut can take away.
      onCreateConnection: async (connection) => {
        await connection.executeQuery(
          CompiledQuery.raw(
            `select set_config('synchronous_commit', 'on', false)
             where current_setting('synchronous_commit') = 'off'`,
          ),
        )
      },
    }),
  })
}

/** Counts and fen come as numbers; beyond 2^53 they would be wrong, so that is refused. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid !== INT8 || format === 'binary') return types.getTypeParser(oid, format as 'text')
  return (text: string): number => {
    const number = Number(text)
    if (!Number.isSafeInteger(number))
      throw new RangeError(`The database holds ${text}: too large to be exact`)
    return number
  }
}
