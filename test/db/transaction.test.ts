import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dialectOf, forUpdate, inTransaction, isUniqueViolation } from '../../src/db/dialect.ts'
import type { Db } from '../../src/db/tables.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

describeOnEachDatabase('a transaction', (make, dialect) => {
  test('writes all or nothing', async () => {
    const { db } = await make()
    const failed = inTransaction(db, async (trx) => {
      await addAssembly(trx, 'a')
      throw new Error('on second thoughts')
    })
    await expect(failed).rejects.toThrow('on second thoughts')
    expect(await assemblyIds(db)).toEqual([])
    expect(await inTransaction(db, async (trx) => addAssembly(trx, 'b'))).toBe('b')
    expect(await assemblyIds(db)).toEqual(['b'])
  })

  test('joins the transaction that it is given', async () => {
    const { db } = await make()
    const failed = inTransaction(db, async (outer) => {
      await inTransaction(outer, (inner) => addAssembly(inner, 'a'))
      throw new Error('outer')
    })
    await expect(failed).rejects.toThrow('outer')
    expect(await assemblyIds(db)).toEqual([])
  })

  test('reads and writes one after another from two connections, without a lost update', async () => {
    const { db, openAnother } = await make()
    const other = await openAnother()
    const rounds = Array.from({ length: 40 }, (_, index) => increment(index % 2 === 0 ? db : other))
    await Promise.all(rounds)
    expect((await db.selectFrom('journal_head').selectAll().executeTakeFirstOrThrow()).next_seq).toBe(40)
  })

  test('a reader is not stopped by a writer that has not finished', async () => {
    const { db, openAnother } = await make()
    const other = await openAnother()
    await inTransaction(db, async (trx) => {
      await addAssembly(trx, 'a')
      expect(await assemblyIds(other)).toEqual([])
    })
    expect(await assemblyIds(other)).toEqual(['a'])
  })

  test('two that lock each other out both succeed in the end', async () => {
    const { db, openAnother } = await make()
    const other = await openAnother()
    await addAssembly(db, 'a')
    await addAssembly(db, 'b')
    await Promise.all([rename(db, ['a', 'b']), rename(other, ['b', 'a'])])
    const names = await db.selectFrom('assemblies').select('name').distinct().execute()
    expect(names).toHaveLength(1)
  })

  test('a row that exists is told apart from other failures', async () => {
    const { db } = await make()
    await addAssembly(db, 'a')
    await expect(addAssembly(db, 'a')).rejects.toSatisfy(isUniqueViolation)
    const orphan = { id: 'm', assembly_id: 'x', name: 'x', held_on: '2026-03-05', created_at: '' }
    await expect(db.insertInto('meetings').values(orphan).execute()).rejects.not.toSatisfy(isUniqueViolation)
  })

  test('counts and large integers come as numbers, and never as wrong ones', async () => {
    const { db } = await make()
    expect(dialectOf(db)).toBe(dialect)
    await db.updateTable('journal_head').set({ next_seq: Number.MAX_SAFE_INTEGER }).execute()
    const { next_seq: read } = await db
      .selectFrom('journal_head')
      .select('next_seq')
      .executeTakeFirstOrThrow()
    expect(read).toBe(Number.MAX_SAFE_INTEGER)
    const { count } = await db
      .selectFrom('meta')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(1)
  })

  test.runIf(dialect === 'postgres')('an integer too large to be exact is refused', async () => {
    const { db } = await make()
    await sql`update journal_head set next_seq = 9007199254740993`.execute(db)
    await expect(db.selectFrom('journal_head').select('next_seq').execute()).rejects.toThrow(/too large/)
  })
})

async function increment(db: Db): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { next_seq: before } = await trx
      .selectFrom('journal_head')
      .select('next_seq')
      .$call(forUpdate(trx))
      .executeTakeFirstOrThrow()
    await new Promise((resolve) => setImmediate(resolve))
    await trx
      .updateTable('journal_head')
      .set({ next_seq: before + 1 })
      .execute()
  })
}

/** Renames both, in this order, and is slow enough in between to meet another who does it in the other order. */
async function rename(db: Db, ids: readonly [string, string]): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const id of ids) {
      await trx
        .updateTable('assemblies')
        .set({ name: `by ${ids[0]}` })
        .where('id', '=', id)
        .execute()
      if (dialectOf(db) === 'postgres') await sql`select pg_sleep(0.1)`.execute(trx)
    }
  })
}

async function addAssembly(db: Db, id: string): Promise<string> {
  await db.insertInto('assemblies').values({ id, name: id, level: 'town', created_at: '' }).execute()
  return id
}

async function assemblyIds(db: Db): Promise<string[]> {
  return (await db.selectFrom('assemblies').select('id').orderBy('id').execute()).map((row) => row.id)
}
