/** Photos with a demand: who adds them, who sees them, when they go. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { PHOTO_BYTES_MAX } from '../../src/files/kinds.ts'
import type { DemandView, FollowedDemand } from '../../src/intake/model.ts'
import { makeApp, type Browser, type TestApp } from '../support/app.ts'
import { ask, problemOf, type Asker } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { photoOf, pixelOf, putBytes, sha256 } from '../support/files.ts'
import {
  demandOf,
  makeTown,
  readDemand,
  receptionOf,
  record,
  takenDemand,
  type TestTown,
} from '../support/intake.ts'
import { present } from '../support/present.ts'

let codes = 0
const newCode = (): string => {
  codes += 1
  return `Foto-Foto-${String(codes).padStart(4, 'z').replaceAll('0', 'z')}`
}

const pathOf = (demandId: string, photo: Uint8Array) =>
  `/api/intake/demands/${demandId}/photos/${sha256(photo)}`
const followedPath = (photo: Uint8Array) => `/api/intake/follow-up/photos/${sha256(photo)}`

const put = (who: Asker, demandId: string, photo: Uint8Array) => putBytes(who, pathOf(demandId, photo), photo)

describeOnEachDatabase('photos of a demand', (make) => {
  let app: TestApp
  let town: TestTown
  let resident: Browser

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
    resident = app.newBrowser()
  })

  const follow = (code: string) => ask<FollowedDemand>(resident, 'POST /api/intake/follow-up', { code })
  const putFollowed = (code: string, photo: Uint8Array) =>
    putBytes(resident, followedPath(photo), photo, { 'follow-up-code': code })
  const filesOf = async () => {
    const folder = path.join(app.ctx.config.dataDir, 'files')
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    return names.filter((name) => /[0-9a-f]{64}$/.test(name)).toSorted()
  }

  test('from the desk, from the deputy and from the resident are seen by all three, and by who only reads', async () => {
    const code = newCode()
    const { id } = await takenDemand(town, { followUpCode: code })
    const sent = [await photoOf(), await photoOf(), await photoOf({ width: 1000, height: 500 })] as const
    for (const [i, who] of [town.secretary, town.deputy].entries())
      expect((await put(who, id, present(sent[i]))).status).toBe(200)
    const third = await putFollowed(code, sent[2])
    expect(await third.json()).toEqual({ id: sha256(sent[2]), width: 1000, height: 500 })
    const ids = sent.map(sha256)
    const view = await readDemand(town.secretary, id)
    expect(view.photos.map((photo) => photo.id).toSorted()).toEqual(ids.toSorted())
    expect(view.mayAddPhotos).toBe(true)
    const auditor = await town.assembly.person('auditor')
    expect(await readDemand(auditor, id)).toMatchObject({ photos: view.photos, mayAddPhotos: false })
    expect(await follow(code)).toMatchObject({ photos: view.photos, mayAddPhotos: true })
    for (const who of [town.secretary, town.deputy, auditor]) {
      const full = await who.fetch(pathOf(id, sent[2]))
      expect(full.status).toBe(200)
      expect((await sharp(Buffer.from(await full.arrayBuffer())).metadata()).width).toBe(1000)
    }
    const small = await resident.fetch(`${followedPath(sent[2])}/thumb`, {
      headers: { 'follow-up-code': code },
    })
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).width).toBe(480)
  })

  test('are handed out as pictures that are kept by nobody on the way, and run nothing', async () => {
    const { id } = await takenDemand(town)
    const photo = await photoOf()
    await put(town.secretary, id, photo)
    const { headers } = await town.secretary.fetch(pathOf(id, photo))
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  test('sent again are the same, also at once, and what is stored has lost the place where it was taken', async () => {
    const { id } = await takenDemand(town)
    const photo = await photoOf({ exif: { IFD3: { GPSLatitude: '30/1 1/1 0/1' }, IFD0: { Make: 'MARKED' } } })
    const answers = await Promise.all([1, 2, 3].map(() => put(town.deputy, id, photo)))
    for (const answer of answers) expect(answer.status).toBe(200)
    const files = await filesOf()
    const state = await stateOf(app.ctx.db)
    expect((await put(town.secretary, id, photo)).status).toBe(200)
    expect([await filesOf(), await stateOf(app.ctx.db)]).toEqual([files, state])
    expect((await readDemand(town.deputy, id)).photos).toHaveLength(1)
    const stored = Buffer.from(await (await town.deputy.fetch(pathOf(id, photo))).arrayBuffer())
    expect((await sharp(stored).metadata()).exif).toBeUndefined()
    expect(stored.includes('MARKED')).toBe(false)
    expect((await pixelOf(stored, 5, 5))[0]).toBeGreaterThan(200)
    // The same photo with another demand takes no second place on the disk.
    const other = await takenDemand(town)
    await put(town.deputy, other.id, photo)
    expect(await filesOf()).toEqual(files)
  })

  test('are six at most, however many come at once', async () => {
    const { id } = await takenDemand(town)
    const photos = await Promise.all(Array.from({ length: 8 }, () => photoOf({ width: 20, height: 20 })))
    const answers = await Promise.all(photos.map((photo) => put(town.deputy, id, photo)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 200, 409, 409])
    expect((await readDemand(town.deputy, id)).photos).toHaveLength(6)
    const one = present(photos.find((_, i) => present(answers[i]).status === 200))
    const missed = present(photos.find((_, i) => present(answers[i]).status === 409))
    expect((await problemOf(put(town.deputy, id, missed), 409)).code).toBe('intake.tooManyPhotos')
    await ask(town.deputy, `DELETE ${pathOf(id, one)}`)
    expect((await put(town.deputy, id, missed)).status).toBe(200)
    expect((await problemOf(town.deputy.fetch(pathOf(id, one)), 404)).code).toBe('intake.photoNotFound')
  })

  test('are added, seen and removed only by those who see the demand, in the role for it', async () => {
    const code = newCode()
    const { id } = await takenDemand(town, { followUpCode: code })
    const [photo, more] = [await photoOf(), await photoOf()]
    await put(town.deputy, id, photo)
    const presidium = await town.assembly.person('presidium')
    const teller = await town.assembly.person('teller')
    const stranger = await town.assembly.person('deputy', { deputyId: present(town.assembly.deputyIds[1]) })
    const elsewhere = await makeTown(app)
    const state = await stateOf(app.ctx.db)
    const remove = (who: Asker) => who.fetch(pathOf(id, photo), { method: 'DELETE' })
    const look = (who: Asker) => who.fetch(pathOf(id, photo))
    for (const [who, adding, looking] of [
      [resident, 401, 401],
      [teller, 403, 403],
      [presidium, 403, 200],
      // Not theirs: not given to this unit, not met by this deputy, not of this assembly.
      [town.department, 403, 404],
      [stranger, 404, 404],
      [elsewhere.secretary, 404, 404],
    ] as const) {
      for (const answer of [put(who, id, more), remove(who)]) await problemOf(answer, adding)
      for (const address of [pathOf(id, photo), `${pathOf(id, photo)}/thumb`])
        expect((await who.fetch(address)).status).toBe(looking)
    }
    const wrong = newCode()
    const headers = { 'follow-up-code': wrong }
    expect((await problemOf(putFollowed(wrong, more), 404)).code).toBe('intake.followUpNotFound')
    await problemOf(resident.fetch(followedPath(photo), { headers }), 404)
    await problemOf(resident.fetch(followedPath(photo), { headers, method: 'DELETE' }), 404)
    await problemOf(resident.fetch(followedPath(photo)), 400)
    // Another demand's photo is not had by one's own code.
    const own = newCode()
    await takenDemand(town, { followUpCode: own })
    await problemOf(resident.fetch(followedPath(photo), { headers: { 'follow-up-code': own } }), 404)
    expect((await look(town.deputy)).status).toBe(200)
    expect((await readDemand(town.deputy, id)).photos).toHaveLength(1)
    expect(state).not.toContain(sha256(more))
    expect(await stateOf(app.ctx.db)).not.toContain(sha256(more))
    // The unit that the demand is given to sees it.
    const given = { unit: '镇交通办', departmentId: town.department.staffId, dueOn: '2026-04-01' }
    await ask(town.secretary, `POST /api/intake/demands/${id}/assign`, given)
    expect((await look(town.department)).status).toBe(200)
    await problemOf(put(town.department, id, more), 403)
  })

  test('of a resident are not taken once it is settled, those from the desk are', async () => {
    const code = newCode()
    const { id } = await takenDemand(town, { followUpCode: code })
    const photo = await photoOf()
    await ask(town.secretary, `POST /api/intake/demands/${id}/answer`, { text: '修好了。' })
    await ask(resident, 'POST /api/intake/follow-up/confirm', { code })
    expect((await problemOf(putFollowed(code, photo), 409)).code).toBe('intake.photosClosed')
    expect((await put(town.secretary, id, photo)).status).toBe(200)
    const removing = { method: 'DELETE', headers: { 'follow-up-code': code } }
    await problemOf(resident.fetch(followedPath(photo), removing), 409)
  })

  test('go with the resident who is erased, from the disk too; what another demand shows stays', async () => {
    const codeOf = newCode()
    const { id } = await takenDemand(town, { followUpCode: codeOf, resident: { name: '王某' } })
    const other = await takenDemand(town)
    const [own, shared] = [await photoOf(), await photoOf()]
    const files = await filesOf()
    await put(town.deputy, id, own)
    await put(town.deputy, id, shared)
    await put(town.deputy, other.id, shared)
    expect(await filesOf()).toHaveLength(files.length + 4)
    const erased = await ask<DemandView>(town.secretary, `DELETE /api/intake/demands/${id}/resident`)
    expect(erased).toMatchObject({ resident: null, photos: [] })
    expect(await filesOf()).toHaveLength(files.length + 2)
    await problemOf(town.secretary.fetch(pathOf(id, own)), 404)
    expect((await town.secretary.fetch(pathOf(other.id, shared))).status).toBe(200)
    expect((await follow(codeOf)).photos).toEqual([])
    const rows = await app.ctx.db.selectFrom('file_uses').selectAll().execute()
    expect(rows.filter(({ used_by }) => used_by.includes(id))).toEqual([])
  })

  test('are taken from nobody once the resident is erased: what is sent again does not bring them back', async () => {
    for (const named of [{ resident: { name: '李某' } }, {}]) {
      const code = newCode()
      const { id } = await takenDemand(town, { followUpCode: code, ...named })
      const [photo, own] = [await photoOf(), await photoOf()]
      const files = await filesOf()
      for (const first of [put(town.deputy, id, photo), putFollowed(code, own)])
        expect((await first).status).toBe(200)
      const erased = await ask<DemandView>(town.secretary, `DELETE /api/intake/demands/${id}/resident`)
      expect(erased).toMatchObject({ photos: [], mayAddPhotos: false })
      for (const again of [
        () => put(town.deputy, id, photo),
        () => put(town.secretary, id, photo),
        () => putFollowed(code, own),
        async () => putFollowed(code, await photoOf()),
      ])
        expect((await problemOf(again(), 409)).code).toBe('intake.residentErased')
      expect(await follow(code)).toMatchObject({ photos: [], mayAddPhotos: false })
      expect((await readDemand(town.deputy, id)).mayAddPhotos).toBe(false)
      expect(await filesOf()).toEqual(files)
    }
  })

  test('from the staff are not taken out by the resident, who is told which are own ones', async () => {
    const code = newCode()
    const { id } = await takenDemand(town, { followUpCode: code })
    const [desk, own] = [await photoOf(), await photoOf()]
    await put(town.secretary, id, desk)
    await putFollowed(code, own)
    const takeOut = (photo: Uint8Array) =>
      resident.fetch(followedPath(photo), { method: 'DELETE', headers: { 'follow-up-code': code } })
    expect((await problemOf(takeOut(desk), 403)).code).toBe('intake.photoOfStaff')
    const mine = new Map((await follow(code)).photos.map((photo) => [photo.id, photo.mine]))
    expect(mine).toEqual(
      new Map([
        [sha256(desk), false],
        [sha256(own), true],
      ]),
    )
    expect((await takeOut(own)).status).toBe(200)
    expect((await readDemand(town.secretary, id)).photos.map((photo) => photo.id)).toEqual([sha256(desk)])
  })

  test('of which nothing came leave nothing on the disk, also when it was too late only at the end', async () => {
    const { id } = await takenDemand(town)
    const photos = await Promise.all(Array.from({ length: 9 }, () => photoOf()))
    // All are under way before any is written down.
    const answers = await Promise.all(photos.map((photo) => put(town.deputy, id, photo)))
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused).toHaveLength(3)
    const rows = await app.ctx.db.selectFrom('files').select('sha256').execute()
    expect(await filesOf().then((names) => names.map((name) => path.basename(name)))).toEqual(
      rows.map((row) => row.sha256).toSorted(),
    )
  })

  test('that come while the resident is being erased are refused, or go with the others', async () => {
    for (let i = 0; i < 4; i += 1) {
      const code = newCode()
      const { id } = await takenDemand(town, { followUpCode: code, resident: { name: '赵某' } })
      const photos = await Promise.all(Array.from({ length: 4 }, () => photoOf()))
      const erasing = () => ask<DemandView>(town.secretary, `DELETE /api/intake/demands/${id}/resident`)
      const erased = setTimeout(i * 10).then(erasing)
      const answers = await Promise.all(photos.map((photo) => putFollowed(code, photo)))
      await erased
      for (const { status } of answers) expect([200, 409]).toContain(status)
      expect((await readDemand(town.secretary, id)).photos).toEqual([])
      const rows = await app.ctx.db.selectFrom('file_uses').selectAll().execute()
      expect(rows.filter(({ used_by }) => used_by.includes(id))).toEqual([])
    }
  })

  test('that are none, or not what they are called, are refused in words and leave nothing', async () => {
    const { id } = await takenDemand(town)
    const photo = await photoOf()
    const files = await filesOf()
    const page = new TextEncoder().encode('<script>alert(1)</script>')
    const at = (bytes: Uint8Array, name: Uint8Array = bytes) => putBytes(town.deputy, pathOf(id, name), bytes)
    expect((await problemOf(at(page), 400)).code).toBe('files.notAPhoto')
    expect((await problemOf(at(photo.subarray(0, 900)), 400)).code).toBe('files.brokenPhoto')
    expect((await problemOf(at(photo.subarray(0, 900), photo), 400)).code).toBe('files.digest')
    const named = `/api/intake/demands/${id}/photos/..%2F..%2Fpiaojue.db`
    await problemOf(putBytes(town.deputy, named, photo), 400)
    await problemOf(town.deputy.fetch(named), 400)
    expect([await filesOf(), (await readDemand(town.deputy, id)).photos]).toEqual([files, []])
  })

  test('larger than 12 MiB are broken off while they come, with their length said or not', async () => {
    const { id } = await takenDemand(town)
    const address = `/api/intake/demands/${id}/photos/${'a'.repeat(64)}`
    const large = new Uint8Array(PHOTO_BYTES_MAX + 1)
    expect((await problemOf(putBytes(town.deputy, address, large), 413)).code).toBe('http.bodyTooLarge')
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const sending = { method: 'PUT', body: endless, duplex: 'half' } as RequestInit
    expect((await problemOf(town.deputy.fetch(address, sending), 413)).code).toBe('http.bodyTooLarge')
    expect(given * 64 * 1024).toBeLessThan(2 * PHOTO_BYTES_MAX)
  })

  test('of a contact that waited on a phone come after it, under the ids that the phone gave', async () => {
    const contact = receptionOf(town, { demands: [demandOf(), demandOf()] })
    const [first, second] = contact.demands
    const photo = await photoOf()
    await problemOf(put(town.deputy, present(first).id, photo), 404)
    await record(town.deputy, contact)
    for (const demand of [present(first), present(second)])
      expect((await put(town.deputy, demand.id, photo)).status).toBe(200)
    expect((await readDemand(town.secretary, present(second).id)).photos.map(({ id }) => id)).toEqual([
      sha256(photo),
    ])
  })
})

describeOnEachDatabase('photos of a resident', (make) => {
  test('come within a day, and within another once the demand is opened again', async () => {
    const app = makeApp(await make())
    const town = await makeTown(app)
    const resident = app.newBrowser()
    const code = newCode()
    const headers = { 'follow-up-code': code }
    const putFollowed = (photo: Uint8Array) => putBytes(resident, followedPath(photo), photo, headers)
    const follow = () => ask<FollowedDemand>(resident, 'POST /api/intake/follow-up', { code })
    const { id } = await takenDemand(town, { followUpCode: code })
    await ask(town.secretary, `POST /api/intake/demands/${id}/answer`, { text: '已修。' })
    const photos = [await photoOf(), await photoOf(), await photoOf()] as const
    expect((await putFollowed(photos[0])).status).toBe(200)
    app.clock.advance(24 * 3600 - 1)
    expect((await putFollowed(photos[1])).status).toBe(200)
    app.clock.advance(1)
    expect((await problemOf(putFollowed(photos[2]), 409)).code).toBe('intake.photosClosed')
    await problemOf(resident.fetch(followedPath(photos[0]), { method: 'DELETE', headers }), 409)
    expect((await follow()).mayAddPhotos).toBe(false)
    await ask(resident, 'POST /api/intake/follow-up/reopen', { code, text: '还没好。' })
    expect((await putFollowed(photos[2])).status).toBe(200)
    expect((await resident.fetch(followedPath(photos[0]), { method: 'DELETE', headers })).status).toBe(200)
    expect(await follow()).toMatchObject({
      mayAddPhotos: true,
      photos: [{ id: sha256(photos[1]) }, { id: sha256(photos[2]) }],
    })
  })
})

describeOnEachDatabase('photos of a resident on their way', (make) => {
  let app: TestApp
  let town: TestTown
  let resident: Browser

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
    resident = app.newBrowser()
  })

  /** A body that says how much of it was asked for; it goes on for as long as nobody ends it. */
  const slowly = (code: string) => {
    let asked = 0
    const waiting: (() => void)[] = []
    const ended = new Promise<void>((go) => waiting.push(go))
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          asked += 1
          await ended
          controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    const answer = resident.fetch(followedPath(new Uint8Array()), {
      method: 'PUT',
      headers: { 'follow-up-code': code },
      body,
      duplex: 'half',
    } as RequestInit)
    return { answer, asked: () => asked, end: () => waiting.forEach((go) => go()) }
  }

  test('are read sixteen at once, and one more is asked to come again', async () => {
    const code = newCode()
    await takenDemand(town, { followUpCode: code })
    const sixteen = Array.from({ length: 16 }, () => slowly(code))
    await expect.poll(() => sixteen.every(({ asked }) => asked() > 0)).toBe(true)
    const more = slowly(code)
    const busy = await more.answer
    expect([busy.status, busy.headers.get('retry-after'), more.asked()]).toEqual([503, '5', 0])
    for (const { end } of sixteen) end()
    for (const { answer } of sixteen) expect((await problemOf(answer, 400)).code).toBe('files.notAPhoto')
    const photo = await photoOf()
    const after = await putBytes(resident, followedPath(photo), photo, { 'follow-up-code': code })
    expect(after.status).toBe(200)
  })

  test('of a code that takes none are not read', async () => {
    const unknown = slowly(newCode())
    expect((await problemOf(unknown.answer, 404)).code).toBe('intake.followUpNotFound')
    expect(unknown.asked()).toBe(0)
    const code = newCode()
    await takenDemand(town, { followUpCode: code })
    // The town is signed out by then.
    app.clock.advance(24 * 3600)
    const late = slowly(code)
    expect((await problemOf(late.answer, 409)).code).toBe('intake.photosClosed')
    expect(late.asked()).toBe(0)
  })
})

describeOnEachDatabase('photos sent too often', (make) => {
  test('without an account, sixty an hour from one line', async () => {
    const database = await make()
    const app = makeApp({ ...database, config: { ...database.config, trustProxy: true } })
    const photo = await photoOf()
    const from = (address: string) =>
      app.request(followedPath(photo), {
        method: 'PUT',
        headers: { 'x-forwarded-for': address, 'follow-up-code': newCode() },
        body: photo as Uint8Array<ArrayBuffer>,
      })
    for (let i = 0; i < 60; i += 1) await problemOf(from('198.51.100.7'), 404)
    expect((await problemOf(from('198.51.100.7'), 429)).code).toBe('http.tooOften')
    await problemOf(from('198.51.100.8'), 404)
    app.clock.advance(3600)
    await problemOf(from('198.51.100.7'), 404)
  })
})
