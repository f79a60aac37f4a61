/** Who looks, how long, and what happens when the service stops or its database does not answer. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { HallWatch } from '../../src/hall/watch.ts'
import { OpenStreams, TooManyListenersError, type ServerEvent } from '../../src/http/events.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { makeHall, type TestHall } from '../support/ballots.ts'
import { describeOnEachDatabase, QUICK_PASSWORDS } from '../support/databases.ts'
import { listen } from '../support/events.ts'

const QUICK = { pollMs: 20, beatMs: 50 }

describeOnEachDatabase('the watch', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app)
  })

  test('looks while somebody listens, once for all of them, and then no more', async () => {
    const watch = new HallWatch(app.ctx, QUICK)
    const [heard, alsoHeard]: [ServerEvent[], ServerEvent[]] = [[], []]
    const leave = watch.listen(hall.assembly.id, (event) => heard.push(event))
    const alsoLeave = watch.listen(hall.assembly.id, (event) => alsoHeard.push(event))
    await expect.poll(() => heard.filter(({ event }) => event === 'beat').length).toBeGreaterThan(2)
    expect(heard.map(({ event }) => event)).toEqual(alsoHeard.map(({ event }) => event))
    expect(watch.size).toBe(1)
    leave()
    expect(watch.size).toBe(1)
    alsoLeave()
    expect(watch.size).toBe(0)
    const count = heard.length
    await sleep(150)
    expect(heard).toHaveLength(count)
  })

  test('sends no beat while it sees nothing, says so once, and goes on by itself', async () => {
    let broken = false
    const db = new Proxy(app.ctx.db, {
      get: (target, name) => {
        if (broken && name === 'selectFrom') throw new Error('the database has gone')
        const value = Reflect.get(target, name) as unknown
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
    const watch = new HallWatch({ ...app.ctx, db }, QUICK)
    const heard: ServerEvent[] = []
    const leave = watch.listen(hall.assembly.id, (event) => heard.push(event))
    await expect.poll(() => heard.length).toBeGreaterThan(1)
    broken = true
    await sleep(60)
    const count = heard.length
    await sleep(200)
    expect(heard).toHaveLength(count)
    expect(app.log.filter(({ event }) => event === 'hall.watchFailed')).toHaveLength(1)
    broken = false
    await expect.poll(() => heard.length).toBeGreaterThan(count)
    leave()
  })
})

describe('streams', () => {
  test('are bounded in number', async () => {
    const streams = new OpenStreams(2)
    let listeners = 0
    const open = () => listen(new Response(streams.stream(() => () => undefined, `listener ${++listeners}`)))
    const [first] = [open(), open()]
    await expect.poll(() => streams.size).toBe(2)
    expect(open).toThrow(TooManyListenersError)
    await first.leave()
    expect(streams.size).toBe(1)
    open()
    streams.stop()
    expect(streams.size).toBe(0)
  })

  test('of one address are at most half of all', async () => {
    const streams = new OpenStreams(4)
    const open = (from: string) => listen(new Response(streams.stream(() => () => undefined, from)))
    const [first] = [open('10.0.0.1'), open('10.0.0.1')]
    await expect.poll(() => streams.size).toBe(2)
    expect(() => open('10.0.0.1')).toThrow(TooManyListenersError)
    open('10.0.0.2')
    await expect.poll(() => streams.size).toBe(3)
    await first.leave()
    open('10.0.0.1')
    await expect.poll(() => streams.size).toBe(3)
    expect(() => open('10.0.0.1')).toThrow(TooManyListenersError)
    streams.stop()
  })

  test('that were promised before the others began to read are ended, when there are too many', async () => {
    const streams = new OpenStreams(2)
    const promised = ['10.0.0.1', '10.0.0.1'].map((from) => streams.stream(() => () => undefined, from))
    const reads = promised.map((stream) => stream.getReader().read())
    expect((await reads[1])?.done).toBe(true)
    expect(streams.size).toBe(1)
    streams.stop()
  })

  test('that nobody reads begin nothing', async () => {
    const streams = new OpenStreams()
    let begun = 0
    streams.stream(() => {
      begun += 1
      return () => undefined
    }, 'nobody')
    await sleep(20)
    expect([begun, streams.size]).toEqual([0, 0])
  })

  test('whose listener takes nothing are given up', async () => {
    const streams = new OpenStreams()
    let left = 0
    let send: ((event: ServerEvent) => void) | undefined
    const reader = streams
      .stream((given) => {
        send = given
        return () => {
          left += 1
        }
      }, 'somebody')
      .getReader()
    void reader.read()
    await expect.poll(() => send).toBeDefined()
    for (let i = 0; i < 100; i += 1) send?.({ event: 'beat', data: i })
    expect([left, streams.size]).toEqual([1, 0])
  })
})

describe('behind the real server', () => {
  let dataDir: string
  let server: RunningServer

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-hall-'))
    const config = { ...parseConfig({ DATA_DIR: dataDir, PORT: '0' }), passwordCost: QUICK_PASSWORDS }
    server = await startServer({ config, log: silentLog })
  })
  afterAll(async () => {
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('a stop ends the streams at once', async () => {
    const made = await fetch(`${server.url}/api/people/assemblies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        operatorCode: await operatorCode(server.ctx.config),
        assembly: { name: '太和镇人民代表大会', level: 'town' },
        secretary: { username: 'lin', name: '林', password: 'a password long enough' },
      }),
    })
    const { assembly } = (await made.json()) as { assembly: { id: string } }
    const address = `${server.url}/api/hall/assemblies/${assembly.id}/events`
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(200)
    const ear = listen(await fetch(address))
    await ear.versions(1)
    const startMs = performance.now()
    await server.close()
    await ear.ended
    expect(performance.now() - startMs).toBeLessThan(3000)
  })
})
