/** What the hall's pages listen to: told when something changes, and never when one ballot arrives. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { versionOf } from '../../src/hall/watch.ts'
import { OpenStreams } from '../../src/http/events.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  announceClose,
  ask,
  ballotIn,
  close,
  letNoticePass,
  makeHall,
  problemOf,
  voteAll,
  type TestHall,
} from '../support/ballots.ts'
import { changeOf, dossierOf, draftCycle } from '../support/cycles.ts'
import { describeOnEachDatabase, type TestDatabase } from '../support/databases.ts'
import { listen, type Ear } from '../support/events.ts'
import { present } from '../support/present.ts'

/** Two looks, and a little. */
const QUIET_MS = 1800

describeOnEachDatabase('the events of an assembly', (make) => {
  let database: TestDatabase
  let app: TestApp
  let hall: TestHall
  const ears: Ear[] = []

  beforeAll(async () => {
    database = await make()
    app = makeApp(database)
    hall = await makeHall(app, { deputies: 12, signedIn: 9 })
  })
  afterEach(async () => {
    for (const open of ears.splice(0)) await open.leave()
  })

  const eventsPath = () => `/api/hall/assemblies/${hall.assembly.id}/events`

  async function ear(through: TestApp = app): Promise<Ear> {
    const made = listen(await through.request(eventsPath()))
    ears.push(made)
    return made
  }

  test('begin with the version and the time; anybody may listen, and no line is logged', async () => {
    const lines = app.log.length
    const response = await app.request(eventsPath())
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=UTF-8')
    expect(response.headers.get('cache-control')).toContain('no-store')
    expect(response.headers.get('set-cookie')).toBeNull()
    const mine = listen(response)
    ears.push(mine)
    await mine.versions(1)
    expect(mine.heard[0]).toMatchObject({ event: 'state', data: { now: app.clock.now().toISOString() } })
    expect(app.log.slice(lines)).toEqual([])
  })

  test('are refused to an address that has taken half of all streams, and to no other', async () => {
    const streams = new OpenStreams(4)
    const ctx = { ...app.ctx, config: { ...app.ctx.config, trustProxy: true } }
    const limited = createApp(ctx, streams)
    const from = (address: string) =>
      limited.request(eventsPath(), { headers: { 'x-forwarded-for': address } })
    for (let i = 0; i < 2; i += 1) ears.push(listen(await from('10.0.0.1')))
    await expect.poll(() => streams.size).toBe(2)
    expect((await problemOf(from('10.0.0.1'), 503)).code).toBe('http.tooManyListeners')
    ears.push(listen(await from('10.0.0.2')))
    await expect.poll(() => streams.size).toBe(3)
  })

  test('are the same for all who listen, in every process', async () => {
    const other = makeApp({ db: await database.openAnother(), config: database.config })
    const [here, there] = [await ear(), await ear(other)]
    const [[first], [second]] = [await here.versions(1), await there.versions(1)]
    expect(first).toBe(second)
    // Done in this process, seen in the other.
    await draftCycle(hall, ['路灯'])
    expect((await here.versions(2))[1]).toBe((await there.versions(2))[1])
  })

  test('tell of a head that signs in, and of a candidate that is changed', async () => {
    const cycle = await draftCycle(hall, ['水渠'])
    const mine = await ear()
    await mine.versions(1)
    const signIns = `/api/people/meetings/${hall.meetingId}/sign-ins`
    const late = present(hall.assembly.deputyIds[9])
    await ask(hall.secretary, `POST ${signIns}`, { deputyIds: [late] })
    await mine.versions(2)
    const id = present(cycle.candidateIds[0])
    const change = await changeOf(hall, cycle, id, dossierOf('水渠', { place: '石城村' }))
    await ask(hall.secretary, `PUT ${cycle.path}/candidates/${id}`, change)
    await mine.versions(3)
    await hall.secretary.fetch(`${signIns}/${late}`, { method: 'DELETE' })
    expect(await mine.versions(4)).toHaveLength(4)
  })

  test('tell of each fifth ballot, and of none between', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 9 })
    const mine = await ear()
    await mine.versions(1)
    await voteAll(ballot, [[0], [1], [2]])
    await sleep(QUIET_MS)
    await voteAll(ballot, [[0]], 3)
    await sleep(QUIET_MS)
    expect(await mine.versions(1)).toHaveLength(1)
    await voteAll(ballot, [[0]], 4)
    await mine.versions(2)
    await voteAll(ballot, [[0], [1], [0]], 5)
    await sleep(QUIET_MS)
    expect(await mine.versions(1)).toHaveLength(2)
    await announceClose(ballot)
    await mine.versions(3)
    letNoticePass(ballot)
    await close(ballot)
    const versions = await mine.versions(4)
    expect(new Set(versions).size).toBe(4)
  })

  test('the version of an open box is one and the same for every number within a step', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 7 })
    const id = hall.assembly.id
    const versions: string[] = []
    for (let i = 0; i < 7; i += 1) {
      await voteAll(ballot, [[i % 3]], i)
      versions.push(await versionOf(app.ctx.db, id))
    }
    expect(new Set(versions.slice(0, 4)).size).toBe(1)
    expect(new Set(versions.slice(4)).size).toBe(1)
    expect(versions[3]).not.toBe(versions[4])
  })

  test('of an assembly that there is not are refused', async () => {
    const problem = await problemOf(app.request('/api/hall/assemblies/none/events'), 404)
    expect(problem.code).toBe('people.assemblyNotFound')
    await problemOf(app.request('/api/hall/assemblies/none/screen'), 404)
  })
})
