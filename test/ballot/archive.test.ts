/** The public archive: a valid file at every stage, read while it grows, and the question whether a ballot is in it. */
import { beforeAll, expect, test } from 'vitest'
import { verifyBytes, type SealedBallot } from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  announceClose,
  archiveOf,
  ask,
  ballotIn,
  cast,
  close,
  count,
  destroyUnused,
  letNoticePass,
  makeHall,
  openShares,
  problemOf,
  sealOn,
  send,
  voteAll,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { concat } from '../support/draft.ts'
import { present } from '../support/present.ts'

interface TarEntry {
  readonly name: string
  readonly content: string
}

/** Reads a tar file by the book of 1979, and throws at anything odd. */
function untar(bytes: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = []
  for (let at = 0; at < bytes.length;) {
    const header = bytes.subarray(at, at + 512)
    const field = (from: number, length: number): string =>
      new TextDecoder('latin1').decode(header.subarray(from, from + length)).replace(/\0.*$/s, '')
    const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 0x20 : byte), 0)
    if (Number.parseInt(field(148, 8), 8) !== sum) throw new Error(`A wrong checksum at ${at}`)
    const size = Number.parseInt(field(124, 12), 8)
    const content = bytes.subarray(at + 512, at + 512 + size)
    if (content.length !== size) throw new Error(`Cut short at ${at}`)
    entries.push({ name: field(0, 100), content: new TextDecoder().decode(content) })
    at += 512 + Math.ceil(size / 512) * 512
  }
  return entries
}

function eventsIn(bytes: Uint8Array): string[] {
  return untar(bytes)
    .filter(({ name }) => name.endsWith('.event.json'))
    .map(({ content }) => (JSON.parse(content) as { type: string }).type)
}

describeOnEachDatabase('the archive', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1, deputies: 60 })
  })

  test('is a valid tar at every stage, only ever grows, and verifies', async () => {
    const ballot = await ballotIn(hall, 'sealed')
    let last = new Uint8Array()
    const grownTo = async (stage: 'open' | 'closed' | 'counted', events: string[]): Promise<void> => {
      const bytes = await archiveOf(ballot)
      expect(bytes.subarray(0, last.length)).toEqual(last)
      expect(eventsIn(bytes)).toEqual(events)
      expect(untar(bytes)[0]?.name).toBe('BELENIOS')
      expect(await verifyBytes(bytes)).toMatchObject({ ok: true, stage, findings: [] })
      last = Uint8Array.from(bytes)
    }
    await grownTo('open', ['Setup'])
    await ask(present(hall.tellers[0]), `PUT ${ballot.path}/cards/issued`, { count: 3 })
    await ask(hall.secretary, `POST ${ballot.path}/open`)
    await grownTo('open', ['Setup'])
    await voteAll(ballot, [[0], []])
    await grownTo('open', ['Setup', 'Ballot', 'Ballot'])
    await announceClose(ballot)
    letNoticePass(ballot)
    await close(ballot)
    const closed = ['Setup', 'Ballot', 'Ballot', 'EndBallots', 'EncryptedTally']
    await grownTo('closed', closed)
    await openShares(ballot, [0])
    await grownTo('closed', [...closed, 'PartialDecryption'])
    await count(ballot)
    await destroyUnused(ballot)
    const counted = [...closed, 'PartialDecryption', 'PartialDecryption', 'Result']
    await grownTo('counted', counted)
    await ask(hall.secretary, `POST ${ballot.path}/announce`)
    await grownTo('counted', counted)
  })

  test('is sent as a file with its name, and not kept on the way', async () => {
    const ballot = await ballotIn(hall, 'sealed')
    const { headers } = await send(hall.tablet, `GET ${ballot.path}/archive.bel`)
    expect(headers.get('content-type')).toBe('application/x-tar')
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${ballot.uuid}.bel"`)
    expect(headers.get('cache-control')).toBe('no-cache')
  })

  test('is sent piece by piece, and ends where it stood when it was asked for', async () => {
    const ballot = await ballotIn(hall, 'open', { options: ['独一项'], cards: 60 })
    const sealed = Array.from({ length: 56 }, (_, card) => sealOn(ballot, card, [0]))
    await Promise.all(sealed.slice(0, 52).map(({ text }) => cast(ballot, text, hall.tablet)))
    const response = await send(hall.tablet, `GET ${ballot.path}/archive.bel`)
    const pieces: Uint8Array[] = []
    const receipts: number[] = []
    const body = response.body as unknown as AsyncIterable<Uint8Array>
    for await (const piece of body) {
      pieces.push(piece)
      const next = sealed[52 + pieces.length - 1]
      if (next !== undefined) receipts.push((await cast(ballot, next.text, hall.tablet)).status)
    }
    // The header, the setup with its four pieces of data, and two records for each ballot.
    expect(pieces).toHaveLength(1 + 5 + 2 * 52)
    expect(receipts).toEqual([200, 200, 200, 200])
    const report = await verifyBytes(concat(pieces))
    expect(report).toMatchObject({ ok: true, checked: { ballots: 52 } })
    const now = await archiveOf(ballot)
    expect(eventsIn(now).filter((type) => type === 'Ballot')).toHaveLength(56)
  })

  test('can be left half-read without harm', async () => {
    const ballot = await ballotIn(hall, 'sealed')
    const response = await send(hall.tablet, `GET ${ballot.path}/archive.bel`)
    const reader = present(response.body).getReader()
    await reader.read()
    await reader.cancel()
    expect(untar(await archiveOf(ballot))).toHaveLength(6)
  })

  test('holds the election and the credentials that are also sent by themselves', async () => {
    const ballot = await ballotIn(hall, 'sealed')
    const contents = untar(await archiveOf(ballot)).map(({ content }) => content)
    for (const file of ['election.json', 'credentials.json']) {
      const text = await (await send(hall.tablet, `GET ${ballot.path}/${file}`)).text()
      expect(contents).toContain(text)
    }
  })
})

describeOnEachDatabase('whether a ballot is in the box', (make) => {
  let hall: TestHall

  beforeAll(async () => {
    hall = await makeHall(makeApp(await make()), { tellers: 1, deputies: 40 })
  })

  test('is told for any tracker, also with slashes and pluses, however they are written', async () => {
    const ballot = await ballotIn(hall, 'open', { options: ['独一项'], cards: 40 })
    const sealed: SealedBallot[] = []
    const seen = (character: string): boolean => sealed.some(({ tracker }) => tracker.includes(character))
    for (let card = 0; card < 40 && !(seen('/') && seen('+')); card += 1)
      sealed.push(sealOn(ballot, card, [0]))
    const absent = sealOn(ballot, 39, [])
    for (const { text } of sealed) expect((await cast(ballot, text, hall.tablet)).status).toBe(200)
    for (const { tracker } of sealed) {
      for (const written of [tracker, encodeURIComponent(tracker)]) {
        expect(await ask(hall.tablet, `GET ${ballot.path}/has/${written}`)).toEqual({
          ballot: ballot.uuid,
          tracker,
          inBox: true,
        })
      }
    }
    expect(await ask(hall.tablet, `GET ${ballot.path}/has/${absent.tracker}`)).toMatchObject({ inBox: false })
  })

  test('is not asked with anything else than a tracker of a ballot', async () => {
    const ballot = await ballotIn(hall, 'draft')
    const tracker = 'A'.repeat(43)
    expect(await ask(hall.tablet, `GET ${ballot.path}/has/${tracker}`)).toMatchObject({ inBox: false })
    const missing = send(hall.tablet, `GET /api/ballots/11111111111111/has/${tracker}`)
    expect((await problemOf(missing, 404)).code).toBe('ballot.notFound')
    const bad = [
      `${ballot.path}/has/x`,
      `${ballot.path}/has/${'A'.repeat(44)}`,
      `${ballot.path}/has/%00${'A'.repeat(42)}`,
      `${ballot.path}/has/${'%E4'.repeat(43)}`,
      `${ballot.path}/has/${"'".repeat(43)}`,
      `/api/ballots/%00/has/${tracker}`,
      `/api/ballots/..%2F..%2Fetc/has/${tracker}`,
    ]
    for (const path of bad) {
      expect([path, (await problemOf(send(hall.tablet, `GET ${path}`), 400)).code]).toEqual([
        path,
        'input.invalid',
      ])
    }
  })
})
