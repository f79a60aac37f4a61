/** Cards: their public halves come in, in an order that tells nothing; their codes never do. */
import { beforeAll, expect, test } from 'vitest'
import { findCard, type PublicCards } from '../../src/devices/tablet.ts'
import { makeCards } from '../../src/devices/cards.ts'
import {
  compactJson,
  ed25519,
  encodeOne,
  makeCode,
  publicCredential,
  sha256Hex,
  type Code,
} from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  ask,
  ballotIn,
  bodyOf,
  bring,
  chiefOf,
  consoleOf,
  draft,
  makeHall,
  problemOf,
  send,
  signZeroReport,
  verified,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { NOT_CANONICAL, NOT_MEMBERS } from '../support/odd-points.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'

function sendCards(ballot: TestBallot, credentials: unknown): Promise<Response> {
  return send(chiefOf(ballot), `POST ${ballot.path}/cards`, { credentials })
}

const staff = (id: string): string => `PATCH /api/people/staff/${id}`

describeOnEachDatabase('cards', (make) => {
  let app: TestApp
  let hall: TestHall
  let keyed: TestBallot

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 2 })
    keyed = await ballotIn(hall, 'keyed')
  })

  async function refused(credentials: unknown, code: string): Promise<void> {
    const before = await stateOf(app.ctx.db)
    expect((await problemOf(sendCards(keyed, credentials), 400)).code).toBe(code)
    expect(await stateOf(app.ctx.db)).toBe(before)
  }

  test('are refused when one is no credential, appears twice, or there are none', async () => {
    const { credentials } = makeCards(keyed.uuid, 3, systemRandom)
    const [first, second] = [present(credentials[0]), present(credentials[1])]
    expect(credentials).toHaveLength(3)
    await refused([], 'input.invalid')
    await refused('none', 'input.invalid')
    await refused([first, 'x'], 'input.invalid')
    await refused([first.toUpperCase()], 'input.invalid')
    await refused([`${first}0`], 'input.invalid')
    await refused([first, null], 'input.invalid')
    await refused([first, second, first], 'ballot.cards')
    await refused([first, 'f'.repeat(64)], 'ballot.cards')
    for (const { text } of NOT_CANONICAL) await refused([first, text], 'ballot.cards')
    for (const { element } of NOT_MEMBERS) {
      await refused([first, encodeOne(ed25519, element)], 'ballot.cards')
    }
  })

  test('more than five thousand are refused', async () => {
    const many = Array.from({ length: 5001 }, (_, i) => i.toString(16).padStart(64, '0'))
    expect(new Set(many).size).toBe(5001)
    await refused(many, 'input.invalid')
  })

  test('are published in their own order, whatever the order in which they came', async () => {
    const ballot = await ballotIn(hall, 'keyed')
    expect((await consoleOf(ballot)).progress.cardsDigest).toBeNull()
    const { codes, credentials, digest } = makeCards(ballot.uuid, 12, systemRandom)
    const shuffled = codes.map((code) => publicCredential(ed25519, ballot.uuid, code))
    expect(shuffled).not.toEqual([...credentials])
    await bodyOf(sendCards(ballot, shuffled), 201)
    expect((await consoleOf(ballot)).progress).toMatchObject({ cardsMade: 12, cardsDigest: digest })
    for (const teller of hall.tellers) await signZeroReport({ ...ballot, cardsDigest: digest }, teller)
    await ask(hall.secretary, `POST ${ballot.path}/seal`)
    const published = await ask<string[]>(hall.tablet, `GET ${ballot.path}/credentials.json`)
    expect(published).toEqual(shuffled.toSorted())
    expect((await verified(ballot)).checked.credentials).toBe(12)
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    expect(journal).toContain(`"credentialsDigest":"${sha256Hex(compactJson(published))}"`)
  })

  test('that were printed are the ones that the zero report is signed for', async () => {
    const ballot = await ballotIn(hall, 'carded')
    const [chief] = hall.tellers
    const sign = (cardsDigest: unknown) =>
      send(present(chief), `POST ${ballot.path}/zero-report`, { cardsDigest })
    const { credentials, digest } = makeCards(ballot.uuid, 3, systemRandom)
    const before = await stateOf(app.ctx.db)
    for (const other of [digest, sha256Hex('')])
      expect((await problemOf(sign(other), 409)).code).toBe('ballot.cardsDiffer')
    for (const bad of [undefined, null, '', ballot.cardsDigest.toUpperCase(), `${ballot.cardsDigest}0`])
      expect((await problemOf(sign(bad), 400)).code).toBe('input.invalid')
    expect(await stateOf(app.ctx.db)).toBe(before)
    // Made anew elsewhere, as many: what one device printed is signed for no more.
    await bodyOf(sendCards(ballot, credentials), 201)
    expect((await problemOf(sign(ballot.cardsDigest), 409)).code).toBe('ballot.cardsDiffer')
    await bodyOf(sign(digest))
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const acts = journal
      .split('\n')
      .filter((line) => line.includes(ballot.uuid) && line.includes('"ballot.zeroReport"'))
    expect(acts.map((line) => (JSON.parse(line) as { payload: object }).payload)).toEqual([
      { ballot: ballot.uuid, teller: 1, ballots: 0, cards: 3, credentialsDigest: digest },
    ])
  })

  test('that were made for another ballot are of no use on a tablet, and find their own', async () => {
    const one = await ballotIn(hall, 'sealed')
    const other = await ballotIn(hall, 'sealed')
    const ballots = await Promise.all(
      [one, other].map(async ({ uuid, path }) => ({
        uuid,
        ...(await ask<Omit<PublicCards, 'uuid'>>(hall.tablet, `GET ${path}/cards.json`)),
      })),
    )
    const found = (code: Code | undefined) => findCard(ballots, present(code))
    expect(found(one.codes[0])).toEqual({ uuid: one.uuid, card: 'fresh' })
    expect(found(other.codes[2])).toEqual({ uuid: other.uuid, card: 'fresh' })
    expect(found(makeCode(systemRandom))).toBeUndefined()
  })

  test('are made by the chief teller of this ballot only', async () => {
    const ballot = await draft(hall)
    await bring(ballot, 'keyed')
    const { credentials } = makeCards(ballot.uuid, 2, systemRandom)
    const path = `POST ${ballot.path}/cards`
    for (const person of [hall.tellers[1], hall.secretary, hall.presidium]) {
      expect((await problemOf(send(present(person), path, { credentials }), 403)).code).toBe('session.role')
    }
    // The chief has changed since the ballot was drafted: the new one is none of its tellers.
    const [oldChief] = hall.tellers
    await ask(hall.secretary, staff(present(oldChief).staffId), { chief: false })
    const newChief = await hall.assembly.person('teller', { chief: true })
    expect((await problemOf(send(newChief, path, { credentials }), 403)).code).toBe('ballot.notTeller')
    await ask(hall.secretary, staff(newChief.staffId), { active: false })
    await ask(hall.secretary, staff(present(oldChief).staffId), { chief: true })
    await bodyOf(send(present(oldChief), path, { credentials }), 201)
  })
})
