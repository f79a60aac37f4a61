/** Kysely's SQLite dialect, with transactions that take the write lock when they begin. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import {
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
} from 'kysely'
import { isBusy } from './dialect.ts'

/** How long a statement outside a transaction, and a transaction's begin, wait for another process's lock. */
export const BUSY_TIMEOUT_MS = 10_000

export class ImmediateSqliteDialect implements Dialect {
  readonly #sqlite: Database

  constructor(sqlite: Database) {
    this.#sqlite = sqlite
  }

  createDriver() {
    return new ImmediateSqliteDriver(this.#sqlite)
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler()
  }

  createAdapter() {
    return new SqliteAdapter()
  }

  createIntrospector<T>(db: Kysely<T>) {
    return new SqliteIntrospector(db)
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #sqlite: Database

  constructor(sqlite: Database) {
    super({ database: sqlite })
    this.#sqlite = sqlite
  }

  /**
   * A plain BEGIN takes a read lock, and fails when it is to become a write lock after another process has written.
   * SQLite's own waiting would stop the event loop, and with it the transaction that is waited for if it is ours: so
   * the waiting is done here.
   */
  override async beginTransaction(_connection: DatabaseConnection): Promise<void> {
    const deadlineMs = performance.now() + BUSY_TIMEOUT_MS
    for (;;) {
      try {
        this.#beginAtOnce()
        return
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadlineMs) throw error
        await sleep(1 + Math.random() * 10)
      }
    }
  }

  /** After some failures (a full disk) SQLite has rolled back by itself, and another ROLLBACK would hide the cause. */
  override async rollbackTransaction(_connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) this.#sqlite.exec('rollback')
  }

  #beginAtOnce(): void {
    this.#sqlite.pragma('busy_timeout = 0')
    try {
      this.#sqlite.exec('begin immediate')
    } finally {
      this.#sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    }
  }
}
