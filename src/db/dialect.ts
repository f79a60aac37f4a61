/** The one home of what differs between SQLite and PostgreSQL once the database is open. */
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresAdapter, type Kysely, type SelectQueryBuilder } from 'kysely'
import type { Db, Trx } from './tables.ts'

export type Dialect = 'sqlite' | 'postgres'

export function dialectOf<T>(db: Kysely<T>): Dialect {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}

const ATTEMPTS_MAX = 8

/**
 * Runs `work` in one transaction and commits when it resolves; anything thrown rolls back and is thrown on. Given a
 * transaction, it joins that one.
 *
 * SQLite: BEGIN IMMEDIATE, so writers come one after another from the first statement. PostgreSQL: read committed, with
 * the row locks that `forUpdate` takes; when the database breaks a deadlock, `work` runs again from the start. So
 * `work` must touch nothing but the database, and only through the transaction that it is given: on SQLite, which has
 * one connection, a query on `db` inside it would wait for itself.
 */
export async function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (isTransaction(db)) return work(db)
  if (dialectOf(db) === 'sqlite') return db.transaction().execute(work)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(work)
    } catch (error) {
      if (!isRetryable(error) || attempt === ATTEMPTS_MAX) throw error
      await sleep(Math.random() * 10 * 2 ** attempt)
    }
  }
}

/**
 * For `query.$call(forUpdate(db))`: locks the rows that a select finds until the transaction ends, so that nobody
 * changes them between this read and our write. On SQLite the transaction itself is that lock.
 */
export function forUpdate(db: Db) {
  return function lock<DB, TB extends keyof DB, O>(
    query: SelectQueryBuilder<DB, TB, O>,
  ): SelectQueryBuilder<DB, TB, O> {
    return dialectOf(db) === 'postgres' ? query.forUpdate() : query
  }
}

/**
 * Whether a unique index or primary key refused a row. On PostgreSQL the transaction is then broken: catch it outside,
 * or write with `onConflict`.
 */
export function isUniqueViolation(error: unknown): boolean {
  return ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(errorCode(error))
}

/** Whether another connection holds SQLite's write lock. */
export function isBusy(error: unknown): boolean {
  return errorCode(error).startsWith('SQLITE_BUSY')
}

function isTransaction(db: Db): db is Trx {
  return db.isTransaction
}

/** Serialization failure, and a deadlock that PostgreSQL broke at our cost. */
function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes(errorCode(error))
}

function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
