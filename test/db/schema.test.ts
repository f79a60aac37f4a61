import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/open.ts'
import {
  ForeignDatabaseError,
  SCHEMA,
  SchemaDigestMismatchError,
  schemaStatements,
} from '../../src/db/schema.ts'
import type { Db } from '../../src/db/tables.ts'
import { describeOnEachDatabase, emptyConfig } from '../support/databases.ts'

describe('schema.sql', () => {
  test('holds no literal with a semicolon or two hyphens, which the splitter would cut', () => {
    const code = SCHEMA.replace(/--.*$/gm, '')
    for (const [literal] of code.matchAll(/'[^']*'/g)) expect(literal).not.toMatch(/;|--/)
    // A comment that holds a quote is harmless; a quote left open in the code is not.
    expect(code.split("'").length % 2).toBe(1)
  })

  test('stays in the portable subset', () => {
    const code = SCHEMA.replace(/--.*$/gm, '').toLowerCase()
    expect(code).not.toMatch(
      /\b(trigger|serial|autoincrement|boolean|timestamp|current_|default|real|numeric)\b/,
    )
  })

  test('is made strict, and without hidden row numbers where that is asked for, on SQLite only', () => {
    const sqlite = schemaStatements(SCHEMA, 'sqlite').filter((text) => text.startsWith('create table'))
    for (const text of sqlite) expect(text).toMatch(/\) strict(, without rowid)?$/)
    expect(sqlite.join()).not.toContain('bigint')
    expect(sqlite.find((text) => text.includes('table sign_ins'))).toMatch(/strict, without rowid$/)
    expect(schemaStatements(SCHEMA, 'postgres').join()).not.toMatch(/\bstrict\b/)
  })
})

describeOnEachDatabase('an opened database', (make, dialect) => {
  test('has exactly the columns that tables.ts says', async () => {
    const { db } = await make()
    expect(await liveColumns(db, dialect)).toEqual(declaredColumns())
  })

  test('can be opened again', async () => {
    const { openAnother } = await make()
    const again = await openAnother()
    expect(await again.selectFrom('meta').selectAll().execute()).toHaveLength(1)
  })

  test('holds what a transaction has written when it is opened again', async () => {
    const { db, openAnother } = await make()
    const row = { id: 'a', name: '太和镇', level: 'town', created_at: '2026-03-05T00:00:00.000Z' } as const
    await db.insertInto('assemblies').values(row).execute()
    expect(await (await openAnother()).selectFrom('assemblies').selectAll().execute()).toEqual([row])
  })

  test('checks foreign keys, values and uniqueness', async () => {
    const { db } = await make()
    const meeting = { id: 'm', assembly_id: 'nobody', name: 'x', held_on: '2026-03-05', created_at: 'now' }
    await expect(db.insertInto('meetings').values(meeting).execute()).rejects.toThrow(/foreign key/i)
    const assembly = { id: 'a', name: 'x', level: 'galaxy', created_at: 'now' } as never
    await expect(db.insertInto('assemblies').values(assembly).execute()).rejects.toThrow(/check/i)
    const text = { only_row: 1, next_seq: 'many', hash: '0'.repeat(64) } as never
    await expect(db.updateTable('journal_head').set(text).execute()).rejects.toThrow(/integer|bigint/i)
  })
})

describeOnEachDatabase('opening', (_make, dialect) => {
  test('applies the schema once, whoever of several starts first', async () => {
    const { remove, ...config } = await emptyConfig(dialect)
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDb(config)))
    for (const db of opened) expect(await db.selectFrom('journal_head').selectAll().execute()).toHaveLength(1)
    await Promise.all(opened.map((db) => db.destroy()))
    await remove()
  })

  test('refuses a database of another schema, says what to do, and changes nothing', async () => {
    const { remove, ...config } = await emptyConfig(dialect)
    await (await openDb(config)).destroy()
    const other = openDb(config, `${SCHEMA}\ncreate table more (id text primary key);\n`)
    await expect(other).rejects.toThrow(SchemaDigestMismatchError)
    await expect(other).rejects.toThrow(/DATA_DIR.*DATABASE_URL.*point DATA_DIR or DATABASE_URL/s)
    const db = await openDb(config)
    expect(Object.keys(await liveColumns(db, dialect))).not.toContain('more')
    await db.destroy()
    await remove()
  })

  test('refuses a database of another program', async () => {
    const { remove, ...config } = await emptyConfig(dialect)
    const schema = 'create table meta (a text primary key);\ncreate table other (a text primary key);\n'
    const statements = schemaStatements(schema, dialect)
    const db = await openDb(config)
    for (const table of Object.keys(await liveColumns(db, dialect)).filter((name) => name !== 'meta')) {
      await sql
        .raw(dialect === 'postgres' ? `drop table ${table} cascade` : `drop table ${table}`)
        .execute(db)
    }
    await sql.raw('drop table meta').execute(db)
    for (const statement of statements) await sql.raw(statement).execute(db)
    await db.destroy()
    await expect(openDb(config)).rejects.toThrow(ForeignDatabaseError)
    await remove()
  })

  test('half a schema is never left behind', async () => {
    const { remove, ...config } = await emptyConfig(dialect)
    await expect(openDb(config, `${SCHEMA}\ncreate table meta (again text);\n`)).rejects.toThrow(
      'already exists',
    )
    const db = await openDb(config)
    expect(await db.selectFrom('meta').selectAll().execute()).toHaveLength(1)
    await db.destroy()
    await remove()
  })
})

describe('SQLite', () => {
  test('is opened with every promise about durability switched on', async () => {
    const { remove, ...config } = await emptyConfig('sqlite')
    const db = await openDb(config)
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] ?? {})
    expect(await pragma('journal_mode')).toEqual(['wal'])
    expect(await pragma('synchronous')).toEqual([2])
    expect(await pragma('foreign_keys')).toEqual([1])
    await db.destroy()
    await remove()
  })
})

describeOnEachDatabase('durability', (make, dialect) => {
  test.runIf(dialect === 'postgres')('a server that would not wait for its disk is told to', async () => {
    const { db } = await make()
    const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db)
    expect(rows).toEqual([{ synchronous_commit: 'on' }])
  })
})

/** table → column → `string`, `number`, `string | null` or `number | null`. */
type Columns = Record<string, Record<string, string>>

/** Reads tables.ts as text: its types are gone when it runs. */
function declaredColumns(): Columns {
  const source = readFileSync(new URL('../../src/db/tables.ts', import.meta.url), 'utf8')
  const bodies = new Map<string, [string, string][]>()
  for (const [, name, body] of source.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)) {
    const fields = [...(body as string).matchAll(/^ {2}(\w+): (.+)$/gm)]
    bodies.set(
      name as string,
      fields.map(([, field, type]) => [field as string, type as string]),
    )
  }
  const tables = bodies.get('Tables') ?? []
  return Object.fromEntries(
    tables.map(([table, type]) => {
      const fields = bodies.get(type) ?? []
      return [table, Object.fromEntries(fields.map(([field, fieldType]) => [field, plain(fieldType)]))]
    }),
  )
}

function plain(type: string): string {
  const kinds = type.split(' | ').map((part) => {
    if (part === 'null') return 'null'
    return part === 'number' || part === 'Flag' || /^\d+$/.test(part) ? 'number' : 'string'
  })
  const kind = kinds.includes('number') ? 'number' : 'string'
  return kinds.includes('null') ? `${kind} | null` : kind
}

async function liveColumns(db: Db, dialect: string): Promise<Columns> {
  const columns: Columns = {}
  if (dialect === 'postgres') {
    const { rows } = await sql<{ t: string; c: string; type: string; nullable: string }>`
      select table_name as t, column_name as c, data_type as type, is_nullable as nullable
      from information_schema.columns where table_schema = current_schema()`.execute(db)
    for (const { t, c, type, nullable } of rows) (columns[t] ??= {})[c] = liveType(type, nullable === 'YES')
    return columns
  }
  // Not the shadows: what a full-text index keeps for itself.
  const { rows: tables } = await sql<{ name: string; type: string }>`
    select name, type from pragma_table_list
    where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%'`.execute(db)
  for (const { name, type } of tables) {
    const { rows } = await sql<{ name: string; type: string; notnull: number; pk: number }>`
      select * from pragma_table_info(${name})`.execute(db)
    columns[name] = Object.fromEntries(
      rows.map((row) =>
        // A full-text index has nothing but texts, and does not say so.
        type === 'virtual'
          ? [row.name, 'string']
          : [row.name, liveType(row.type, row.notnull === 0 && row.pk === 0)],
      ),
    )
  }
  return columns
}

function liveType(type: string, nullable: boolean): string {
  const kind = /int/i.test(type) ? 'number' : /text|tsvector/i.test(type) ? 'string' : `unknown ${type}`
  return nullable ? `${kind} | null` : kind
}
