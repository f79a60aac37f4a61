/**
 * The secret of the ballot, looked for where it must not be: a vote over real HTTP with real files, and then everything
 * that is left of it, searched for codes, secrets and choices, and for what would join a deputy to a card.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Decision } from '../../src/ballot/questions.ts'
import { done, newPerson } from '../../src/cli/client.ts'
import { closeBox, convene, furnishHall, openBox, prepareBox, type Hall } from '../../src/cli/hall.ts'
import { systemClock } from '../../src/context.ts'
import { sealDecision } from '../../src/devices/tablet.ts'
import { jsonLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { credentialSecret } from '../../src/protocol/credential.ts'
import { ed25519, readElection, type Code, type SealedBallot } from '../../src/protocol/index.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { describeOnEachDatabase, emptyConfig } from '../support/databases.ts'
import { columnsOf, createdBy, dumpTables } from '../support/dump.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'

const DEPUTIES = 12
const OPTIONS = ['路灯', '水渠', '医务室']

/** Every way in which a secret text might have been written down. */
function spellings(secret: string): Buffer[] {
  const bare = secret.replaceAll('-', '')
  const texts = new Set([secret, bare, bare.toLowerCase(), bare.match(/.{1,4}/g)?.join(' ') ?? bare])
  return [...texts].flatMap((text) => encodings(Buffer.from(text)))
}

function encodings(bytes: Buffer): Buffer[] {
  const utf16 = Buffer.from(bytes.toString('latin1'), 'utf16le')
  // Base64 has three alignments; the middle of each is the same whatever stands around it.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift + 2, -4),
  )
  const hex = bytes.toString('hex')
  return [bytes, utf16, ...[hex, hex.toUpperCase(), ...base64].map((text) => Buffer.from(text))]
}

/** A number as digits, and as bytes from either end. */
function numberSpellings(scalar: bigint): Buffer[] {
  const bytes = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  return [Buffer.from(scalar.toString()), ...encodings(bytes), ...encodings(Buffer.from(bytes.toReversed()))]
}

const sorted = (rows: readonly string[]): boolean => rows.join() === rows.toSorted().join()

function findAny(haystack: Buffer, needles: readonly Buffer[]): string[] {
  return needles.filter((needle) => haystack.includes(needle)).map((needle) => needle.toString('latin1'))
}

describeOnEachDatabase('after a vote', (_make, dialect) => {
  let server: RunningServer
  let remove: () => Promise<void>
  let dataDir: string
  let hall: Hall
  let uuid: string
  let deputyIds: string[]
  let codes: readonly Code[]
  let sealed: SealedBallot[]
  /** What stood in the way of every response to a tablet. */
  const cookies: (string | null)[] = []
  const logged: string[] = []
  let loggedWhileCasting: string[]
  /** Everything that is left, each with its name. */
  const left = new Map<string, Buffer>()
  const secrets: { name: string; needles: Buffer[] }[] = []

  /** A tablet of the hall; somebody's session cookie lies on it, and must not matter. */
  async function tablet(where: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${server.url}${where}`, {
      ...init,
      headers: { ...init.headers, cookie: 'piaojue_session=somebody', 'user-agent': 'tablet-seven' },
    })
    cookies.push(response.headers.get('set-cookie'))
    return response
  }

  beforeAll(async () => {
    const { remove: removeFolder, ...config } = await emptyConfig(dialect)
    remove = removeFolder
    dataDir = config.dataDir
    server = await startServer({
      config: { ...config, closeNoticeSeconds: 0 },
      log: jsonLog(systemClock, (line) => logged.push(line)),
    })
    hall = await furnishHall({
      url: server.url,
      operatorCode: await operatorCode(server.ctx.config),
      assembly: { name: '太和镇人民代表大会', level: 'town' },
      random: systemRandom,
      now: () => new Date(),
    })
    const { people, ballots } = hall.secretary.client.api
    const deputies = Array.from({ length: DEPUTIES }, (_, i) => ({ name: `张代表${i + 1}` }))
    const added = await done(people.deputies.$post({ json: { deputies } }))
    deputyIds = added.deputies.map(({ id }) => id)
    const meetingId = await convene(hall, '大会', '2026-03-05', [])
    // They come one after the other, in the order in which they will vote.
    for (const id of deputyIds) {
      const signIn = { param: { id: meetingId }, json: { deputyIds: [id] } }
      await done(people.meetings[':id']['sign-ins'].$post(signIn))
    }
    const drafted = await done(
      ballots.$post({
        json: {
          meetingId,
          kind: 'choose',
          title: '票决',
          description: '票决',
          options: OPTIONS,
          choicesMax: 2,
          tellerIds: hall.tellers.map(({ staffId }) => staffId),
          threshold: 2,
        },
      }),
    )
    uuid = drafted.uuid
    const prepared = await prepareBox(hall, uuid, { made: DEPUTIES + 2, issued: DEPUTIES })
    codes = prepared.codes
    const before = logged.length
    await castEverything()
    loggedWhileCasting = logged.slice(before)
    const returned = await closeBox(hall, uuid, async () => {})
    await openBox(hall, uuid, { fingerprint: prepared.fingerprint, returned }, server.ctx.proofs, () => {})
    await done(ballots[':uuid'].announce.$post({ param: { uuid } }))
    await gatherWhatIsLeft()
    gatherSecrets()
  })

  afterAll(async () => {
    await server.close()
    await remove()
  })

  async function castEverything(): Promise<void> {
    await tablet('/api/ballots?state=open')
    await tablet(`/api/ballots/${uuid}`)
    await tablet(`/api/ballots/${uuid}/credentials.json`)
    const electionText = await (await tablet(`/api/ballots/${uuid}/election.json`)).text()
    const ballot = { uuid, kind: 'choose', title: '票决', options: OPTIONS, choicesMax: 2 } as const
    sealed = codes.slice(0, DEPUTIES).map((code, i) => {
      const decision: Decision = { kind: 'choose', chosen: [[0, 1], [2], []][i % 3] as number[] }
      return sealDecision({ ballot, electionText, code, decision, random: systemRandom })
    })
    for (const { text, tracker } of sealed) {
      const cast = () => tablet(`/api/ballots/${uuid}/cast`, { method: 'POST', body: text })
      if ((await cast()).status !== 200 || (await cast()).status !== 200) throw new Error('not cast')
      await tablet(`/api/ballots/${uuid}/has/${tracker}`)
    }
    // Refused ones leave as little.
    await tablet(`/api/ballots/${uuid}/cast`, { method: 'POST', body: 'no ballot' })
    await tablet('/api/ballots/11111111111111/cast', { method: 'POST', body: sealed[0]?.text ?? '' })
    await tablet(`/api/ballots/${uuid}/archive.bel`)
  }

  async function gatherWhatIsLeft(): Promise<void> {
    for (const file of await readdir(dataDir)) left.set(file, await readFile(path.join(dataDir, file)))
    for (const [table, rows] of await dumpTables(server.ctx.db))
      left.set(`table ${table}`, Buffer.from(rows.join('\n')))
    left.set('log', Buffer.from(logged.join('')))
    for (const where of [
      '/api/board/journal',
      '/api/board/journal/end',
      '/api/people/setup',
      '/api/people/assemblies',
      '/api/order/cycles',
      '/api/ballots',
      `/api/ballots/${uuid}`,
      `/api/ballots/${uuid}/election.json`,
      `/api/ballots/${uuid}/credentials.json`,
      `/api/ballots/${uuid}/archive.bel`,
      `/api/ballots/${uuid}/has/${sealed[0]?.tracker}`,
    ]) {
      const response = await newPerson(server.url).fetch(where)
      if (!response.ok) throw new Error(`${where}: ${response.status}`)
      left.set(`GET ${where.replace(uuid, ':uuid')}`, Buffer.from(await response.arrayBuffer()))
    }
  }

  function gatherSecrets(): void {
    for (const [i, code] of codes.entries()) {
      secrets.push({ name: `the code of card ${i}`, needles: spellings(code) })
      const scalar = credentialSecret(ed25519, uuid, code)
      secrets.push({ name: `the secret number of card ${i}`, needles: numberSpellings(scalar) })
    }
    for (const [i, { seeds }] of hall.tellers.entries()) {
      secrets.push({ name: `the seed of teller ${i}`, needles: spellings(present(seeds.get(uuid))) })
    }
  }

  test('everything was looked at', () => {
    const names = [...left.keys()]
    expect(names).toEqual(expect.arrayContaining(['table box', 'table sign_ins', 'table sessions', 'log']))
    expect(names.filter((name) => name.startsWith('piaojue.db'))).toHaveLength(dialect === 'sqlite' ? 3 : 0)
    expect(left.get('table box')?.includes(sealed[0]?.tracker ?? '?')).toBe(true)
    const file = left.get('piaojue.db-wal')
    expect(file === undefined || file.includes(sealed[0]?.credential ?? '?')).toBe(true)
    expect(secrets).toHaveLength(2 * (DEPUTIES + 2) + 3)
    expect(findAny(Buffer.from(`x${codes[0]}x`), secrets[0]?.needles ?? [])).toHaveLength(1)
  })

  test('no code, no secret of a card and no teller’s seed is anywhere, in any spelling', () => {
    const found = [...left].flatMap(([place, bytes]) =>
      secrets
        .filter(({ needles }) => findAny(bytes, needles).length > 0)
        .map(({ name }) => `${name} in ${place}`),
    )
    expect(found).toEqual([])
  })

  test('no choice is anywhere: what is stored of a ballot is its sealed bytes and nothing else', async () => {
    const { db } = server.ctx
    const stored = await db
      .selectFrom('archive_records')
      .selectAll()
      .where('ballot_uuid', '=', uuid)
      .execute()
    const texts = stored.map(({ content }) => content).filter((text) => text.startsWith('{"election_uuid"'))
    expect(texts.toSorted()).toEqual(sealed.map(({ text }) => text).toSorted())
    for (const [place, bytes] of left) expect([place, bytes.includes('"chosen"')]).toEqual([place, false])
    // The same decision is sealed differently each time: equal choices do not show.
    const choices = texts.flatMap((text) => text.match(/"alpha":"[0-9a-f]{64}"/g) ?? [])
    expect(new Set(choices).size).toBe(choices.length)
    const { election } = readElection(
      ed25519,
      present(left.get('GET /api/ballots/:uuid/election.json')).toString(),
    )
    expect(choices).toHaveLength(DEPUTIES * (1 + OPTIONS.length))
    expect(present(election).parameters.questions).toHaveLength(1)
  })

  test('no table knows both people and cards', async () => {
    const people = /^(deputy_id|staff_id|username|name)$/
    const cards = /^(credential|tracker)$/
    const columns = await columnsOf(server.ctx.db)
    const both = [...columns].filter(
      ([table, names]) =>
        table !== 'archive_records' &&
        names.some((name) => people.test(name)) &&
        names.some((name) => cards.test(name)),
    )
    expect(both).toEqual([])
    expect(columns.get('box')).toEqual(['ballot_uuid', 'credential', 'tracker'])
    expect(columns.get('credentials')).toEqual(['ballot_uuid', 'credential'])
    expect(columns.get('archive_records')).toEqual(['ballot_uuid', 'position', 'name', 'content'])
    expect(columns.get('sign_ins')).toEqual(['meeting_id', 'deputy_id'])
  })

  test('no row joins a person to a card, nor tells when a ballot came', () => {
    const persons = [...deputyIds, ...hall.tellers.map(({ staffId }) => staffId)].map((id) => Buffer.from(id))
    const names = Array.from({ length: DEPUTIES }, (_, i) => Buffer.from(`张代表${i + 1}`))
    const cards = sealed.flatMap(({ credential, tracker }) => [Buffer.from(credential), Buffer.from(tracker)])
    const trackers = sealed.map(({ tracker }) => Buffer.from(tracker))
    for (const [place, bytes] of left) {
      if (!place.startsWith('table ')) continue
      const table = place.slice('table '.length)
      const ofCards = ['box', 'credentials', 'archive_records'].includes(table)
      const found = ofCards ? findAny(bytes, [...persons, ...names]) : findAny(bytes, cards)
      expect([table, found]).toEqual([table, []])
    }
    for (const table of ['box', 'credentials', 'archive_records', 'sign_ins']) {
      expect(present(left.get(`table ${table}`)).toString()).not.toMatch(/\d{4}-\d\d-\d\d|\d\d:\d\d/)
    }
    // The archive's one time is that of its sealing, in its header and nowhere else.
    const journal = present(left.get('GET /api/board/journal'))
    expect(findAny(journal, [...trackers, ...names, ...deputyIds.map((id) => Buffer.from(id))])).toEqual([])
  })

  test('no order of rows tells who came when', async () => {
    const { db } = server.ctx
    for (const table of ['box', 'credentials', 'sign_ins']) {
      const created = await createdBy(db, table)
      expect(created === undefined || /without rowid/i.test(created)).toBe(true)
    }
    const credentials = (await db.selectFrom('credentials').select('credential').execute()).map(
      (row) => row.credential,
    )
    expect(credentials).toEqual(credentials.toSorted())
    const register = await db.selectFrom('sign_ins').select('deputy_id').execute()
    const box = await db.selectFrom('box').select('credential').execute()
    // PostgreSQL's heap keeps the order of inserts, which for the box is that of the public archive.
    const inOrder = dialect === 'sqlite'
    expect(!inOrder || sorted(register.map((row) => row.deputy_id))).toBe(true)
    expect(!inOrder || sorted(box.map((row) => row.credential))).toBe(true)
  })

  test('casting left no line in the log, and the log names no ballot, card or tablet at all', () => {
    expect(loggedWhileCasting).toEqual([])
    const log = present(left.get('log')).toString()
    expect(logged.length).toBeGreaterThan(20)
    for (const line of logged) expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) })
    for (const each of [uuid, 'tablet-seven', '127.0.0.1"', ...deputyIds]) expect(log).not.toContain(each)
    for (const { credential, tracker } of sealed) {
      expect(log).not.toContain(credential)
      expect(log).not.toContain(tracker)
    }
    expect(log).not.toMatch(/cast|张代表/)
  })

  test('no answer to a tablet sets a cookie, and none touches a session', async () => {
    expect(cookies.length).toBeGreaterThan(3 * DEPUTIES)
    expect(cookies.filter((cookie) => cookie !== null)).toEqual([])
    const sessionsBefore = await server.ctx.db.selectFrom('sessions').selectAll().execute()
    const { text } = present(sealed[0])
    const staffCookie = await cookieOf(hall)
    const again = await fetch(`${server.url}/api/ballots/${uuid}/cast`, {
      method: 'POST',
      body: text,
      headers: { cookie: staffCookie },
    })
    expect(again.status).toBe(200)
    expect(again.headers.get('set-cookie')).toBeNull()
    const sessions = await server.ctx.db.selectFrom('sessions').selectAll().execute()
    expect(
      sessions.filter(({ token_hash }) => sessionsBefore.some((row) => row.token_hash === token_hash)),
    ).toEqual(sessionsBefore)
  })

  /** A session of the secretary, as a browser on a tablet might have it. */
  async function cookieOf({ accounts }: Hall): Promise<string> {
    const presidium = present(accounts.find(({ totpSecret }) => totpSecret === undefined))
    const response = await fetch(`${server.url}/api/people/session`, {
      method: 'POST',
      body: JSON.stringify({ username: presidium.username, password: presidium.password }),
      headers: { 'content-type': 'application/json' },
    })
    return present(response.headers.get('set-cookie')?.split(';')[0])
  }

  describe('when the service has stopped', () => {
    test('its files hold no more than before', async () => {
      await server.close()
      const found: string[] = []
      for (const file of await readdir(dataDir)) {
        const bytes = await readFile(path.join(dataDir, file))
        for (const { name, needles } of secrets) {
          if (findAny(bytes, needles).length > 0) found.push(`${name} in ${file}`)
        }
      }
      expect(found).toEqual([])
    })
  })
})
