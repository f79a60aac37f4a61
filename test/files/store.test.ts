/** What is stored is on the disk before anybody relies on it, once for the same bytes, and goes when nobody uses it. */
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '../../src/db/dialect.ts'
import { makeDocument } from '../../src/files/document.ts'
import { dropUses, holdFile, storeFile, useFile, useKept } from '../../src/files/keeping.ts'
import { makePhoto } from '../../src/files/photo.ts'
import { handOut } from '../../src/files/serving.ts'
import { sweepFiles, sweepNow } from '../../src/files/sweeping.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { describeOnEachDatabase, type TestDatabase } from '../support/databases.ts'
import { officeOf, pdfOf, photoOf, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const DAY = 24 * 3600

describeOnEachDatabase('the store of files', (make) => {
  let database: TestDatabase
  let app: TestApp
  let folder: string

  beforeEach(async () => {
    database = await make()
    app = makeApp(database)
    folder = path.join(app.ctx.config.dataDir, 'files')
  })

  const onDisk = async () => {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    return names.filter((name) => /[0-9a-f]{64}$/.test(name)).map((name) => path.basename(name))
  }
  const rows = () => app.ctx.db.selectFrom('files').selectAll().orderBy('sha256').execute()
  const use = (made: Awaited<ReturnType<typeof makePhoto>>, by: string) =>
    inTransaction(app.ctx.db, (trx) => useFile(app.ctx, trx, made, by))

  test('keeps the bytes under their digest, readable by the service alone', async () => {
    const made = await makePhoto(await photoOf())
    await storeFile(app.ctx, made)
    await use(made, 'test:1')
    const file = path.join(folder, made.sha256.slice(0, 2), made.sha256)
    expect(sha256(new Uint8Array(await readFile(file)))).toBe(made.sha256)
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect((await onDisk()).toSorted()).toEqual([made.sha256, present(made.thumb).sha256].toSorted())
    expect(await readdir(path.join(folder, 'unfinished'))).toEqual([])
    expect(await rows()).toHaveLength(2)
  })

  test('keeps the same bytes once, also when they come many times at once and from two processes', async () => {
    const made = await makePhoto(await photoOf())
    const other = { ...app.ctx, db: await database.openAnother() }
    await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const ctx = i % 2 === 0 ? app.ctx : other
        await storeFile(ctx, made)
        await inTransaction(ctx.db, (trx) => useFile(ctx, trx, made, `test:${i}`))
      }),
    )
    expect(await onDisk()).toHaveLength(2)
    expect(await rows()).toHaveLength(2)
  })

  test('a row is never there without its bytes: also when they went between storing and using', async () => {
    const made = await makePhoto(await photoOf())
    await storeFile(app.ctx, made)
    await holdFile(app.ctx, made)
    await sweepNow(app.ctx, [made.sha256])
    expect(await onDisk()).toEqual([])
    // The one who had stored it comes to use it.
    await use(made, 'test:1')
    expect(await onDisk()).toHaveLength(2)
  })

  test('what fails leaves no row, and its bytes go after a day', async () => {
    const made = await makePhoto(await photoOf())
    await storeFile(app.ctx, made)
    const failing = inTransaction(app.ctx.db, async (trx) => {
      await useFile(app.ctx, trx, made, 'test:1')
      throw new Error('the act failed')
    })
    await expect(failing).rejects.toThrow('the act failed')
    expect([await rows(), (await onDisk()).length]).toEqual([[], 2])
    await age()
    expect(await sweepFiles(app.ctx)).toBe(2)
    expect(await onDisk()).toEqual([])
  })

  /** Everything on the disk becomes two days old by the clock of the test. */
  async function age(): Promise<void> {
    const then = new Date(app.clock.now().getTime() - 2 * DAY * 1000)
    for (const name of await readdir(folder, { recursive: true }))
      await utimes(path.join(folder, name), then, then)
  }

  test('sweeps what nobody has used for a day, and nothing else', async () => {
    const [used, unused] = [await makePhoto(await photoOf()), await makePhoto(await photoOf())]
    await storeFile(app.ctx, used)
    await use(used, 'test:1')
    await holdFile(app.ctx, unused)
    app.clock.advance(DAY)
    expect(await sweepFiles(app.ctx)).toBe(0)
    const young = await makeDocument(pdfOf())
    await holdFile(app.ctx, young)
    app.clock.advance(1)
    expect(await sweepFiles(app.ctx)).toBe(2)
    const left = [used.sha256, present(used.thumb).sha256, young.sha256].toSorted()
    expect((await onDisk()).toSorted()).toEqual(left)
    expect((await rows()).map((row) => row.sha256)).toEqual(left)
    expect(
      await inTransaction(app.ctx.db, (trx) => useKept(app.ctx, trx, unused.sha256, 'x')),
    ).toBeUndefined()
    // No longer used, it is a day old already.
    expect(await inTransaction(app.ctx.db, (trx) => dropUses(trx, 'test:1'))).toEqual([used.sha256])
    expect(await sweepFiles(app.ctx)).toBe(2)
    expect(await onDisk()).toEqual([young.sha256])
  })

  test('a sweep that is told to stop ends after the file that it is at, and the next one goes on', async () => {
    const photos = await Promise.all([photoOf(), photoOf(), photoOf()])
    for (const photo of photos) await holdFile(app.ctx, await makePhoto(photo))
    // Of photos that look alike the small ones may be the same.
    const { length } = await onDisk()
    app.clock.advance(DAY + 1)
    const stop = new AbortController()
    let removals = 0
    const seen = new Proxy(app.ctx, {
      get(target, key, receiver) {
        // The folder is asked for with each file that goes.
        if (key === 'config') {
          removals += 1
          stop.abort()
        }
        return Reflect.get(target, key, receiver) as unknown
      },
    })
    expect(await sweepFiles(seen, { signal: stop.signal })).toBe(1)
    expect([removals, (await onDisk()).length]).toEqual([1, length - 1])
    expect(await sweepFiles(app.ctx, { signal: stop.signal })).toBe(0)
    expect(await onDisk()).toHaveLength(length - 1)
    expect(await sweepFiles(app.ctx)).toBe(length - 1)
    // Without a row: looked for when the disk is looked through, and stopped just so.
    for (const photo of photos) await storeFile(app.ctx, await makePhoto(photo))
    await age()
    expect(await sweepFiles(app.ctx, { disk: false })).toBe(0)
    expect(await sweepFiles(app.ctx, { signal: stop.signal })).toBe(0)
    expect(await onDisk()).toHaveLength(length)
    expect(await sweepFiles(app.ctx)).toBe(length)
  })

  test('sent once more, it is young again', async () => {
    const made = await makeDocument(pdfOf())
    await holdFile(app.ctx, made)
    app.clock.advance(DAY + 1)
    await holdFile(app.ctx, made)
    expect(await sweepFiles(app.ctx)).toBe(0)
    expect(await onDisk()).toEqual([made.sha256])
  })

  test('to be forgotten at once goes at once, unless somebody else uses it', async () => {
    const made = await makePhoto(await photoOf())
    await storeFile(app.ctx, made)
    await use(made, 'test:1')
    await use(made, 'test:2')
    for (const [by, left] of [
      ['test:1', 2],
      ['test:2', 0],
    ] as const) {
      await sweepNow(app.ctx, await inTransaction(app.ctx.db, (trx) => dropUses(trx, by)))
      expect(await onDisk()).toHaveLength(left)
    }
  })

  test('a sweep and those who send the same, at once: whoever has been told so has the bytes', async () => {
    const made = await makePhoto(await photoOf({ width: 30, height: 30 }))
    const other = { ...app.ctx, db: await database.openAnother() }
    for (let round = 0; round < 10; round += 1) {
      await holdFile(app.ctx, made)
      await Promise.all([
        sweepNow(other, [made.sha256]),
        (async () => {
          await storeFile(app.ctx, made)
          await use(made, `test:${round}`)
        })(),
        sweepNow(other, [made.sha256]),
      ])
      const { body } = await handOut(app.ctx, made.sha256, { name: '', audience: 'private', size: 'thumb' })
      expect(sha256(new Uint8Array(await new Response(body).arrayBuffer()))).toBe(present(made.thumb).sha256)
      await sweepNow(other, await inTransaction(app.ctx.db, (trx) => dropUses(trx, `test:${round}`)))
    }
    expect(await onDisk()).toEqual([])
  })

  test('leaves what is none of its own in the folder, and removes what was begun and never finished', async () => {
    await mkdir(path.join(folder, 'unfinished'), { recursive: true })
    await mkdir(path.join(folder, 'ab'))
    await writeFile(path.join(folder, 'unfinished', 'x'), 'half')
    await writeFile(path.join(folder, 'ab', 'notes.txt'), 'an operator’s')
    await age()
    await sweepFiles(app.ctx)
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      'ab',
      'ab/notes.txt',
      'unfinished',
    ])
  })

  test('hands a document out to be saved, under a name that is only a name', async () => {
    const made = await makeDocument(officeOf('xlsx'))
    await holdFile(app.ctx, made)
    const name = '../预算"表\r\nX-Evil: 1.xlsx'
    const { body, headers } = await handOut(app.ctx, made.sha256, { name, audience: 'public', size: 'full' })
    expect(sha256(new Uint8Array(await new Response(body).arrayBuffer()))).toBe(made.sha256)
    expect(headers).toEqual({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-length': String(made.bytes.length),
      'content-disposition':
        `attachment; filename="_____X-Evil_ 1.xlsx"; filename*=UTF-8''` +
        `${encodeURIComponent('_预算_表X-Evil_ 1.xlsx')}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, no-cache',
      etag: `"${made.sha256}"`,
    })
  })
})
