/** Cards after the sealing: a lost one is voided by two tellers and never counts beside its spare; the rest is destroyed. */
import { beforeAll, expect, test } from 'vitest'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import {
  announceClose,
  ask,
  ballotIn,
  bodyOf,
  cast,
  close,
  consoleOf,
  destroyUnused,
  issue,
  letNoticePass,
  makeHall,
  problemOf,
  sealOn,
  send,
  verified,
  view,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { present } from '../support/present.ts'

interface CardsJson {
  readonly credentials: readonly string[]
  readonly voided: readonly string[]
  readonly used: readonly string[]
}

describeOnEachDatabase('the stock of cards', (make) => {
  let app: TestApp
  let hall: TestHall
  let chief: Person
  let second: Person

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 4, tellers: 2 })
    chief = present(hall.tellers[0])
    second = present(hall.tellers[1])
  })

  const open = (
    given: { cards?: number; issued?: number; tellers?: readonly Person[] } = {},
  ): Promise<TestBallot> => ballotIn(hall, 'open', { threshold: 1, cards: 6, issued: 4, ...given })
  const cardsOf = ({ path }: TestBallot): Promise<CardsJson> =>
    ask<CardsJson>(hall.tablet, `GET ${path}/cards.json`)
  /** The number on the stub: the place of the card's public half in the public list. */
  async function numberOf(ballot: TestBallot, card: number): Promise<number> {
    const { credential } = sealOn(ballot, card, [0])
    return (await cardsOf(ballot)).credentials.indexOf(credential) + 1
  }
  const request = ({ path }: TestBallot, number: number, reason = '代表遗失') =>
    send(chief, `POST ${path}/cards/voids`, { number, reason })
  const confirm = ({ path }: TestBallot, number: number, who: Person = second) =>
    send(who, `POST ${path}/cards/voids/${number}/confirm`)
  const decline = ({ path }: TestBallot, number: number, who: Person = second) =>
    send(who, `POST ${path}/cards/voids/${number}/decline`)
  const castCard = (ballot: TestBallot, card: number): Promise<Response> =>
    cast(ballot, sealOn(ballot, card, [1]).text, hall.tablet)

  test('a lost card is voided by two tellers; it cannot vote, its spare can, and the books add up', async () => {
    const ballot = await open()
    const number = await numberOf(ballot, 0)
    await bodyOf(request(ballot, number), 201)
    // One teller alone stops nobody from voting.
    expect((await cardsOf(ballot)).voided).toEqual([])
    expect((await consoleOf(ballot)).progress).toMatchObject({
      cardsVoided: 0,
      unusedExpected: 2,
      voidedCards: [{ number, reason: '代表遗失', requestedBy: 1, confirmed: false }],
    })
    await bodyOf(confirm(ballot, number))
    expect((await consoleOf(ballot)).progress).toMatchObject({
      cardsIssued: 4,
      cardsVoided: 1,
      unusedExpected: 1,
      voidedCards: [{ number, confirmed: true }],
    })
    const { credentials, voided } = await cardsOf(ballot)
    expect(voided).toEqual([credentials[number - 1]])

    expect((await problemOf(castCard(ballot, 0), 409)).code).toBe('ballot.cardVoided')
    for (const card of [1, 2, 3, 4]) await bodyOf(castCard(ballot, card))
    await announceClose(ballot)
    letNoticePass(ballot)
    expect(await close(ballot)).toEqual({ returned: 4 })
    await destroyUnused(ballot, 1)
    expect((await verified(ballot)).trackers).toHaveLength(4)
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const acts = journal
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { act: string; payload: Record<string, unknown> })
    expect(acts.find(({ act }) => act === 'ballot.cardVoided')?.payload).toEqual({
      ballot: ballot.uuid,
      number,
      credential: credentials[number - 1],
      reason: '代表遗失',
      teller: 2,
    })
  })

  test('a card that has voted is not voided, whether it voted before the request or after', async () => {
    const ballot = await open()
    const [early, late] = [await numberOf(ballot, 0), await numberOf(ballot, 1)]
    await bodyOf(castCard(ballot, 0))
    expect((await problemOf(request(ballot, early), 409)).code).toBe('ballot.cardUsed')
    await bodyOf(request(ballot, late), 201)
    await bodyOf(castCard(ballot, 1))
    expect((await problemOf(confirm(ballot, late), 409)).code).toBe('ballot.cardUsed')
    expect(await cardsOf(ballot)).toMatchObject({ voided: [] })
    expect((await cardsOf(ballot)).used).toHaveLength(2)
  })

  test('of a vote and a confirmation at the same moment exactly one comes first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const ballot = await open()
      const number = await numberOf(ballot, 0)
      await bodyOf(request(ballot, number), 201)
      const { text } = sealOn(ballot, 0, [1])
      const racing =
        round % 2 === 0
          ? [confirm(ballot, number), cast(ballot, text, hall.tablet)]
          : [cast(ballot, text, hall.tablet), confirm(ballot, number)]
      const answers = await Promise.all(racing)
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const { used, voided } = await cardsOf(ballot)
      expect(used.length + voided.length).toBe(1)
    }
  })

  test('the one who asked does not confirm, and nobody confirms what nobody asked for', async () => {
    const ballot = await open()
    await bodyOf(request(ballot, 2), 201)
    const before = await stateOf(app.ctx.db)
    expect((await problemOf(confirm(ballot, 2, chief), 409)).detail).toContain('another teller must confirm')
    expect((await problemOf(confirm(ballot, 3), 404)).code).toBe('ballot.cardNumber')
    expect((await problemOf(request(ballot, 7), 404)).code).toBe('ballot.cardNumber')
    expect((await problemOf(request(ballot, 0), 400)).code).toBe('input.invalid')
    expect((await problemOf(send(second, `DELETE ${ballot.path}/cards/voids/2`), 403)).code).toBe(
      'session.role',
    )
    // Asked for twice is asked for once.
    await bodyOf(request(ballot, 2, '又说一遍'), 201)
    expect(await stateOf(app.ctx.db)).toBe(before)
  })

  test('a card that was found again votes after the request is withdrawn; a void one stays void', async () => {
    const ballot = await open()
    const number = await numberOf(ballot, 0)
    await bodyOf(request(ballot, number), 201)
    await ask(chief, `DELETE ${ballot.path}/cards/voids/${number}`)
    expect((await problemOf(confirm(ballot, number), 404)).code).toBe('ballot.cardNumber')
    await bodyOf(castCard(ballot, 0))
    const other = await numberOf(ballot, 1)
    await bodyOf(request(ballot, other), 201)
    await bodyOf(confirm(ballot, other))
    await bodyOf(confirm(ballot, other))
    const refusal = await problemOf(send(chief, `DELETE ${ballot.path}/cards/voids/${other}`), 409)
    expect(refusal.detail).toContain('the card is void already')
  })

  test('the second teller declines another number: the card votes, and may be asked for again', async () => {
    const ballot = await open()
    const number = await numberOf(ballot, 0)
    expect((await problemOf(decline(ballot, number), 404)).code).toBe('ballot.cardNumber')
    await bodyOf(request(ballot, number), 201)
    const before = await stateOf(app.ctx.db)
    // Who asked withdraws, and does not decline; who is no teller of this ballot does neither.
    expect((await problemOf(decline(ballot, number, chief), 409)).detail).toContain('withdrawn, not declined')
    expect((await problemOf(decline(ballot, number, hall.secretary), 403)).code).toBe('session.role')
    expect(await stateOf(app.ctx.db)).toBe(before)
    const others = await open({ tellers: [chief] })
    await bodyOf(request(others, 1), 201)
    expect((await problemOf(decline(others, 1), 403)).code).toBe('ballot.notTeller')

    await bodyOf(decline(ballot, number))
    expect((await consoleOf(ballot)).progress).toMatchObject({ cardsVoided: 0, voidedCards: [] })
    expect((await problemOf(confirm(ballot, number), 404)).code).toBe('ballot.cardNumber')
    await bodyOf(request(ballot, number), 201)
    await bodyOf(decline(ballot, number))
    await bodyOf(castCard(ballot, 0))

    const other = await numberOf(ballot, 1)
    await bodyOf(request(ballot, other), 201)
    await bodyOf(confirm(ballot, other))
    expect((await problemOf(decline(ballot, other), 409)).detail).toContain('the card is void already')
  })

  test('of a confirmation and a refusal at the same moment exactly one comes first', async () => {
    for (let round = 0; round < 4; round += 1) {
      const ballot = await open()
      await bodyOf(request(ballot, 1), 201)
      const racing =
        round % 2 === 0 ? [confirm(ballot, 1), decline(ballot, 1)] : [decline(ballot, 1), confirm(ballot, 1)]
      const answers = await Promise.all(racing)
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const { voided } = await cardsOf(ballot)
      expect((await consoleOf(ballot)).progress.voidedCards).toHaveLength(voided.length)
    }
  })

  test('without a spare no card is voided, and a void card is not handed out', async () => {
    const ballot = await open({ cards: 4, issued: 4 })
    await bodyOf(request(ballot, 1), 201)
    expect((await problemOf(confirm(ballot, 1), 409)).detail).toContain('there is no spare card left')
    const sealed = await ballotIn(hall, 'sealed', { threshold: 1, cards: 4 })
    await bodyOf(request(sealed, 1, '印坏'), 201)
    await bodyOf(confirm(sealed, 1))
    const tooMany = await problemOf(send(chief, `PUT ${sealed.path}/cards/issued`, { count: 4 }), 409)
    expect(tooMany.detail).toContain('only 3 cards that can vote')
    await issue(sealed, 3)
    expect((await consoleOf(sealed)).progress.unusedExpected).toBe(0)
  })

  test('unused cards: another number than the books say needs a reason, which is kept', async () => {
    const ballot = await open()
    await announceClose(ballot)
    letNoticePass(ballot)
    await close(ballot)
    const put = (body: object) => send(chief, `PUT ${ballot.path}/cards/unused`, body)
    expect(await problemOf(put({ count: 1 }), 409)).toMatchObject({
      code: 'ballot.numbers',
      expected: 2,
      counted: 1,
    })
    expect((await consoleOf(ballot)).progress.unusedDestroyed).toBeNull()
    await bodyOf(put({ count: 1, reason: '一张被打印机卡坏' }))
    expect((await consoleOf(ballot)).progress).toMatchObject({
      unusedDestroyed: 1,
      unusedReason: '一张被打印机卡坏',
    })
    // Found under the table.
    await bodyOf(put({ count: 2 }))
    expect((await consoleOf(ballot)).progress).toMatchObject({ unusedDestroyed: 2, unusedReason: null })
  })

  test('the close is not announced, and the box not cut, while more came back than were recorded as handed out', async () => {
    const ballot = await open({ issued: 1 })
    await bodyOf(castCard(ballot, 0))
    await announceClose(ballot)
    await bodyOf(castCard(ballot, 1))
    letNoticePass(ballot)
    const refusal = await problemOf(send(hall.secretary, `POST ${ballot.path}/close`), 409)
    expect(refusal.detail).toContain('the chief teller must first record')
    expect(refusal.detail).not.toMatch(/\d/)
    await issue(ballot, 2)
    expect(await close(ballot)).toEqual({ returned: 2 })
  })

  test('the record does not tell which card was asked for and stayed good, only who asked and who answered', async () => {
    const ballot = await open()
    const number = await numberOf(ballot, 0)
    await bodyOf(request(ballot, number), 201)
    await ask(chief, `DELETE ${ballot.path}/cards/voids/${number}`)
    await bodyOf(request(ballot, number), 201)
    await bodyOf(decline(ballot, number))
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const acts = journal
      .split('\n')
      .filter((line) => line.includes(ballot.uuid) && line.includes('ballot.cardVoid'))
      .map((line) => JSON.parse(line) as { act: string; payload: object })
    const { uuid } = ballot
    expect(acts.map(({ act, payload }) => [act, payload])).toEqual([
      ['ballot.cardVoidRequested', { ballot: uuid, teller: 1 }],
      ['ballot.cardVoidWithdrawn', { ballot: uuid, teller: 1 }],
      ['ballot.cardVoidRequested', { ballot: uuid, teller: 1 }],
      ['ballot.cardVoidDeclined', { ballot: uuid, teller: 2 }],
    ])
  })

  test('the announced close can be taken back while there is time, with a reason', async () => {
    const ballot = await open()
    const retract = () =>
      send(hall.secretary, `POST ${ballot.path}/close/retract`, { reason: '还有代表在填' })
    expect((await problemOf(retract(), 409)).detail).toContain('has not been announced')
    await announceClose(ballot)
    await bodyOf(retract())
    expect((await view(ballot)).closesAt).toBeNull()
    await bodyOf(castCard(ballot, 0))
    await announceClose(ballot)
    letNoticePass(ballot)
    expect((await problemOf(retract(), 409)).detail).toContain('press close')
  })
})
