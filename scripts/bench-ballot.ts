/**
 * Times the ballot end to end, in one run: sealing, checking, verifying beside the reference implementation on the same
 * file, casting over HTTP beside bare inserts of the same size. Prints ratios: absolute times depend on the machine.
 *
 *   npm run bench                       the size of a real hall: 86 ballots, 9 projects, at most 5
 *   npm run bench -- --ballots 500      another size
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import type { Decision, Definition } from '../src/ballot/questions.ts'
import { done, newPerson } from '../src/cli/client.ts'
import {
  archiveOf,
  castOne,
  checkedBy,
  closeBox,
  convene,
  furnishHall,
  openBox,
  prepareBox,
} from '../src/cli/hall.ts'
import { parseConfig } from '../src/config.ts'
import { systemRandom } from '../src/context.ts'
import { sealDecision } from '../src/devices/tablet.ts'
import { silentLog } from '../src/http/log.ts'
import { operatorCode } from '../src/people/operator-code.ts'
import { openProofPool } from '../src/proof-pool/pool.ts'
import { checkBallot, ed25519, readElection, verifyBytes, type Code } from '../src/protocol/index.ts'
import { startServer } from '../src/server.ts'
import { beleniosTool, inFolder, whyNoBeleniosTool } from '../test/support/belenios-tool.ts'

const PROJECTS = 9
const SEATS = 5
/** How many tablets send at once. */
const TABLETS = 16

const { values } = parseArgs({ options: { ballots: { type: 'string', default: '86' } } })
const ballots = Number(values.ballots)
if (!Number.isSafeInteger(ballots) || ballots < 1 || ballots > 5000) {
  process.stderr.write('--ballots takes a whole number from 1 to 5000\n')
  process.exit(2)
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-bench-'))
const server = await startServer({
  config: { ...parseConfig({ DATA_DIR: dataDir }), closeNoticeSeconds: 0, port: 0 },
  log: silentLog,
})
try {
  await bench()
} finally {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
}

async function bench(): Promise<void> {
  row('threads', String(availableParallelism()))
  row('ballots', `${ballots}, ${PROJECTS} projects, at most ${SEATS}`)
  const { hall, ballot, codes, electionText } = await openHall()
  const { election } = readElection(ed25519, electionText)
  if (election === undefined) throw new Error('the election must be readable')

  const seal = (i: number) =>
    sealDecision({
      ballot,
      electionText,
      code: codes[i] as Code,
      decision: decisionOf(i),
      random: systemRandom,
    })
  seal(0)
  const sealing = await time(async () => Array.from({ length: ballots }, (_, i) => seal(i)))
  const sealed = sealing.result.map(({ text }) => text)
  row('seal one ballot', ms(sealing.ms / ballots))
  const sample = sealed.slice(0, 40)
  const checking = await time(async () =>
    sample.every((text) => checkBallot(election, text).problems.length === 0),
  )
  if (!checking.result) throw new Error('our own ballots must be good')
  row('check one ballot', ms(checking.ms / sample.length))

  const bytes = sealed.reduce((sum, text) => sum + text.length, 0) / ballots
  const bare = await bareInserts(Math.round(bytes))
  const casting = await time(() => castAtOnce(ballot.uuid, sealed))
  const perSecond = (ballots * 1000) / casting.ms
  row('cast over HTTP, checked, on disk', `${perSecond.toFixed(0)} /s (${TABLETS} tablets at once)`)
  row('bare inserts of the same size, on disk', `${bare.toFixed(0)} /s`)
  row('  cast : bare insert', `1 : ${(bare / perSecond).toFixed(1)}`)

  const returned = await closeBox(hall, ballot.uuid, () => Promise.resolve())
  await openBox(
    hall,
    ballot.uuid,
    { fingerprint: election.fingerprint, returned },
    server.ctx.proofs,
    () => {},
  )
  await verifying(await archiveOf(hall, ballot.uuid), ballot.uuid)
}

async function openHall() {
  const hall = await furnishHall({
    url: server.url,
    operatorCode: await operatorCode(server.ctx.config),
    assembly: { name: '计时镇人民代表大会', level: 'town' },
    random: systemRandom,
    now: () => new Date(),
  })
  const { client } = hall.secretary
  const { deputies } = await done(
    client.api.people.deputies.$post({
      json: { deputies: Array.from({ length: Math.min(ballots, 3000) }, (_, i) => ({ name: `代表${i}` })) },
    }),
  )
  const meetingId = await convene(
    hall,
    '计时',
    '2026-01-15',
    deputies.map(({ id }) => id),
  )
  const definition: Definition = {
    kind: 'choose',
    title: '计时',
    options: Array.from({ length: PROJECTS }, (_, i) => `项目${i + 1}`),
    choicesMax: SEATS,
  }
  const { uuid } = await done(
    client.api.ballots.$post({
      json: {
        ...definition,
        options: [...definition.options],
        description: '计时',
        meetingId,
        tellerIds: hall.tellers.map(({ staffId }) => staffId),
        threshold: 2,
      },
    }),
  )
  const { codes } = await prepareBox(hall, uuid, {
    made: ballots,
    issued: Math.min(ballots, deputies.length),
  })
  const electionText = await (await hall.secretary.fetch(`/api/ballots/${uuid}/election.json`)).text()
  return { hall, ballot: { ...definition, uuid }, codes, electionText }
}

function decisionOf(i: number): Decision {
  return { kind: 'choose', chosen: Array.from({ length: i % (SEATS + 1) }, (_, j) => (i + j) % PROJECTS) }
}

async function castAtOnce(uuid: string, sealed: readonly string[]): Promise<void> {
  let next = 0
  const tablet = async (): Promise<void> => {
    const person = newPerson(server.url)
    for (let i = next++; i < sealed.length; i = next++) await castOne(person, uuid, sealed[i] as string)
  }
  await Promise.all(Array.from({ length: TABLETS }, tablet))
}

/** Commits of one row each, as durable as the service's own. Per second. */
async function bareInserts(bytes: number): Promise<number> {
  const db = new Sqlite(path.join(dataDir, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('create table rows (id integer primary key, content text not null)')
  const insert = db.prepare('insert into rows (content) values (?)')
  const content = 'x'.repeat(bytes)
  const rows = 300
  const inserting = await time(async () => {
    for (let i = 0; i < rows; i++) insert.run(content)
  })
  db.close()
  return (rows * 1000) / inserting.ms
}

async function verifying(archive: Uint8Array, uuid: string): Promise<void> {
  const one = await time(() => verifyBytes(archive))
  if (!one.result.ok) throw new Error('our own archive must verify')
  row('verify the archive, 1 thread', ms(one.ms))
  const pool = openProofPool()
  const all = await time(() => verifyBytes(archive, checkedBy(pool)))
  await pool.close()
  row(
    `verify the archive, ${availableParallelism()} threads`,
    `${ms(all.ms)} (start of the threads included)`,
  )
  const tool = beleniosTool()
  if (tool === undefined) {
    row('belenios-tool', `not measured: ${whyNoBeleniosTool()}`)
    return
  }
  const reference = await inFolder((folder) => {
    folder.write(`${uuid}.bel`, archive)
    return time(async () => tool.run(folder.path, ['election', 'verify']))
  })
  row('belenios-tool election verify, same file', `${ms(reference.ms)} (whole process)`)
  row('  ours on 1 thread : reference', `${(one.ms / reference.ms).toFixed(1)} : 1`)
  row('  ours on all threads : reference', `${(all.ms / reference.ms).toFixed(1)} : 1`)
}

async function time<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now()
  const result = await work()
  return { ms: performance.now() - start, result }
}

function ms(value: number): string {
  return value < 100 ? `${value.toFixed(1)} ms` : `${(value / 1000).toFixed(2)} s`
}

function row(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(44)} ${value}\n`)
}
