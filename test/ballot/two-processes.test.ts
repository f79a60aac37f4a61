/** Two servers over one database: casts into one chain, from two connections and from two real processes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Receipt } from '../../src/ballot/model.ts'
import type { SealedBallot } from '../../src/protocol/index.ts'
import { verifyJournal } from '../../src/board/handover.ts'
import { makeApp, type TestApp, type TestClock } from '../support/app.ts'
import {
  announceClose,
  ballotIn,
  bodyOf,
  cast,
  castUntilDecided,
  close,
  count,
  letNoticePass,
  makeHall,
  openShares,
  problemOf,
  sealOn,
  send,
  verified,
  view,
  type Asker,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase, type TestDatabase } from '../support/databases.ts'
import { present } from '../support/present.ts'
import { serveInProcess, type ServedProcess } from '../support/served.ts'

/** Every ballot through one door, some of them through both at once. */
async function castThrough(
  ballot: TestBallot,
  sealed: readonly SealedBallot[],
  doors: readonly [Asker, Asker],
): Promise<void> {
  const answers = await Promise.all(
    sealed.flatMap(({ text }, i) => {
      const through = i % 3 === 2 ? doors : [present(doors[i % 2])]
      return through.map(async (door) => ({ i, receipt: await bodyOf<Receipt>(cast(ballot, text, door)) }))
    }),
  )
  for (const { i, receipt } of answers) {
    expect(receipt).toEqual({ ballot: ballot.uuid, tracker: sealed[i]?.tracker })
  }
}

/** The archive holds exactly these ballots, and the journal is one chain. */
async function expectExactly(ballot: TestBallot, sealed: readonly SealedBallot[]): Promise<void> {
  const report = await verified(ballot)
  expect(report.trackers.toSorted()).toEqual(sealed.map(({ tracker }) => tracker).toSorted())
  const journal = await (await send(ballot.hall.tablet, 'GET /api/board/journal')).text()
  expect(verifyJournal(journal.split('\n').slice(0, -1))).toMatchObject({ ok: true })
}

describeOnEachDatabase('two connections', (make) => {
  let database: TestDatabase
  let app: TestApp
  let hall: TestHall
  let other: Asker

  beforeAll(async () => {
    database = await make()
    app = makeApp(database)
    hall = await makeHall(app, { deputies: 12, tellers: 1 })
    const second = makeApp(
      { db: await database.openAnother(), config: database.config },
      { clock: app.clock },
    )
    other = second.newBrowser()
  })

  test('cast into one chain: nothing is lost, nothing is doubled, and the count is right', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 12 })
    const sealed = Array.from({ length: 12 }, (_, card) => sealOn(ballot, card, [card % 3]))
    await castThrough(ballot, sealed, [hall.tablet, other])
    await expectExactly(ballot, sealed)
    await announceClose(ballot)
    letNoticePass(ballot)
    expect(await close(ballot)).toEqual({ returned: 12 })
    await openShares(ballot, [0])
    await count(ballot)
    expect((await view(ballot)).figures).toMatchObject({ approvals: [4, 4, 4] })
    await expectExactly(ballot, sealed)
  })

  test('of two different ballots of one card, through one each, one is in', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 4 })
    for (const card of [0, 1, 2, 3]) {
      const two = [sealOn(ballot, card, [0]), sealOn(ballot, card, [1])] as const
      const answers = await Promise.all([
        cast(ballot, two[0].text, hall.tablet),
        cast(ballot, two[1].text, other),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    }
    expect((await verified(ballot)).trackers).toHaveLength(4)
  })

  test('one closes while casts come in through the other: each is in with a receipt, or refused', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 8 })
    const sealed = Array.from({ length: 8 }, (_, card) => sealOn(ballot, card, [0]))
    await announceClose(ballot)
    const casting = sealed.map(async (each) => {
      await sleep(Math.random() * 60)
      const answer = await castUntilDecided(ballot, each.text, other)
      return answer.status === 200 ? each : void (await problemOf(answer, 409))
    })
    await sleep(Math.random() * 60)
    letNoticePass(ballot)
    const { returned } = await close(ballot)
    const received = (await Promise.all(casting)).filter((each) => each !== undefined)
    expect(returned).toBe(received.length)
    await expectExactly(ballot, received)
  })

  test('the same step pressed in both counts once', async () => {
    const ballot = await ballotIn(hall, 'sealed')
    const browser: Asker = {
      fetch: (path, init = {}) => {
        const headers = new Headers(init.headers)
        headers.set('cookie', hall.secretary.cookie ?? '')
        return other.fetch(path, { ...init, headers })
      },
    }
    const answers = await Promise.all([
      send(hall.secretary, `POST ${ballot.path}/open`),
      send(browser, `POST ${ballot.path}/open`),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    await expectExactly(ballot, [])
  })
})

/** What a real process goes by. */
const realClock: TestClock = { now: () => new Date(), advance: () => {} }

describeOnEachDatabase('two processes', (make) => {
  let hall: TestHall
  let processes: readonly [ServedProcess, ServedProcess]

  beforeAll(async () => {
    const { db, config } = await make()
    const app = makeApp({ db, config: { ...config, closeNoticeSeconds: 0 } }, { clock: realClock })
    hall = await makeHall(app, { deputies: 18, tellers: 1 })
    processes = await Promise.all([serveInProcess(config), serveInProcess(config)])
  })

  afterAll(async () => {
    const codes = await Promise.all(processes.map((each) => each.stop()))
    if (codes.some((code) => code !== 0)) throw new Error(`A process ended with ${codes.join(' and ')}`)
  })

  test('cast into one chain, and a third one closes it under them', async () => {
    const ballot = await ballotIn(hall, 'open', { cards: 18 })
    const sealed = Array.from({ length: 18 }, (_, card) => sealOn(ballot, card, [card % 3]))
    await castThrough(ballot, sealed.slice(0, 12), processes)
    await expectExactly(ballot, sealed.slice(0, 12))

    const casting = sealed.slice(12).map(async (each, i) => {
      await sleep(Math.random() * 60)
      const answer = await castUntilDecided(ballot, each.text, present(processes[i % 2]))
      return answer.status === 200 ? each : void (await problemOf(answer, 409))
    })
    await sleep(30)
    await announceClose(ballot)
    const { returned } = await close(ballot)
    const received = (await Promise.all(casting)).filter((each) => each !== undefined)
    expect(returned).toBe(12 + received.length)
    await openShares(ballot, [0])
    await count(ballot)
    await expectExactly(ballot, [...sealed.slice(0, 12), ...received])
  })
})
