/** Runs one suite on SQLite (a real file) and on PostgreSQL (a real server), with fresh databases. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, describe, inject } from 'vitest'
import { parseConfig, type Config } from '../../src/config.ts'
import type { Dialect } from '../../src/db/dialect.ts'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/tables.ts'

export interface TestDatabase {
  readonly dialect: Dialect
  readonly db: Db
  /** Of a data folder of its own; passwords are hashed quickly. */
  readonly config: Config
  /** Opens the same database once more, as a second process would. Closed at the end of the suite. */
  openAnother(): Promise<Db>
}

/** An empty database with the schema applied; closed and deleted at the end of the suite. */
export type MakeDatabase = () => Promise<TestDatabase>

/** So cheap that a suite may sign in a hundred times. Only tests can ask for it: no setting of the service does. */
export const QUICK_PASSWORDS = { n: 16, r: 1, p: 1 } as const

/** Calls `suite` once for each database; `make` is for `beforeAll`, `beforeEach` or the tests themselves. */
export function describeOnEachDatabase(
  name: string,
  suite: (make: MakeDatabase, dialect: Dialect) => void,
): void {
  describe(`${name} [sqlite]`, () => {
    suite(maker('sqlite'), 'sqlite')
  })
  // Said aloud by the global setup.
  describe.skipIf(inject('postgresUrl') === null)(`${name} [postgres]`, () => {
    suite(maker('postgres'), 'postgres')
  })
}

/** A configuration of a data folder of its own; for PostgreSQL, of an empty database too. Nothing is opened. */
export async function emptyConfig(dialect: Dialect): Promise<Config & { remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-test-'))
  const databaseUrl = dialect === 'postgres' ? await createDatabase() : null
  return {
    ...parseConfig({ DATA_DIR: dataDir, PORT: '0' }),
    databaseUrl,
    passwordCost: QUICK_PASSWORDS,
    remove: () => rm(dataDir, { recursive: true, force: true }),
  }
}

function maker(dialect: Dialect): MakeDatabase {
  const cleanups: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const cleanup of cleanups.toReversed()) await cleanup()
  })
  return async () => {
    const { remove, ...config } = await emptyConfig(dialect)
    cleanups.push(remove)
    const open = async () => {
      const db = await openDb(config)
      cleanups.push(() => db.destroy())
      return db
    }
    return { dialect, config, db: await open(), openAnother: open }
  }
}

/** The server's folder is deleted after the run, and this database with it. */
async function createDatabase(): Promise<string> {
  const server = inject('postgresUrl')
  if (server === null) throw new Error('No PostgreSQL server: this suite must be skipped')
  const name = `test_${randomBytes(8).toString('hex')}`
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  return server.replace(/\/postgres$/, `/${name}`)
}
