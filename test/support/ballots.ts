/** A hall at work through the HTTP API: its people, each step of a ballot's ceremony, and ways to do many at once. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { BallotConsole, BallotView, Receipt } from '../../src/ballot/model.ts'
import type { Counts } from '../../src/ballot/counts.ts'
import type { ShareTask } from '../../src/ballot/counting.ts'
import type { KeyStep, KeyTask } from '../../src/ballot/keys.ts'
import type { Decision, Definition } from '../../src/ballot/questions.ts'
import type { BallotState } from '../../src/db/tables.ts'
import { makeCards } from '../../src/devices/cards.ts'
import { sealDecision } from '../../src/devices/tablet.ts'
import {
  checkSealed,
  nextKeyMessage,
  openShare,
  proveSecret,
  type KnownByPeople,
} from '../../src/devices/teller.ts'
import type { Problem } from '../../src/http/problem.ts'
import {
  makeSeed,
  verifyBytes,
  type Problem as ProtocolProblem,
  type Code,
  type Report,
  type SealedBallot,
  type Seed,
  type VerifyOptions,
} from '../../src/protocol/index.ts'
import type { Browser, Person, TestApp, TestAssembly } from './app.ts'
import { present } from './present.ts'
import { systemRandom } from './random.ts'

/** Whoever can send a request: a browser with its cookies, or a program without. */
export type Asker = Pick<Browser, 'fetch'>

/** Sends a request with a JSON body, or none. */
export function send(who: Asker, route: string, body?: unknown): Promise<Response> {
  const [method = '', path = ''] = route.split(' ')
  return who.fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
}

/** The body of an answer that must have this status; otherwise an error that shows what came. */
export async function bodyOf<T>(answering: Response | Promise<Response>, status = 200): Promise<T> {
  const response = await answering
  const text = await response.text()
  if (response.status !== status) throw new Error(`Expected ${status}, got ${response.status}: ${text}`)
  return JSON.parse(text) as T
}

/** Sends a request that must succeed. */
export function ask<T = unknown>(who: Asker, route: string, body?: unknown, status = 200): Promise<T> {
  return bodyOf<T>(send(who, route, body), status)
}

/** The problem of an answer that must be one with this status; also checks that it is a problem as all are. */
export async function problemOf(answering: Response | Promise<Response>, status: number): Promise<Problem> {
  const response = await answering
  const problem = await bodyOf<Problem>(response, status)
  const type = response.headers.get('content-type')
  if (!type?.startsWith('application/problem+json')) throw new Error(`A problem was sent as ${type}`)
  if (typeof problem.title !== 'string' || !problem.title.includes(' / '))
    throw new Error(`A problem without a sentence in both languages: ${JSON.stringify(problem)}`)
  return problem
}

export interface TestHall {
  readonly app: TestApp
  readonly assembly: TestAssembly
  readonly secretary: Person
  readonly presidium: Person
  /** The first one is chief. */
  readonly tellers: readonly Person[]
  /** Somebody without a session: a tablet, the public. */
  readonly tablet: Browser
  readonly meetingId: string
}

/** An assembly with its staff, and a meeting. */
export async function makeHall(
  app: TestApp,
  given: { deputies?: number; signedIn?: number; tellers?: number; name?: string } = {},
): Promise<TestHall> {
  const { deputies = 3, signedIn = deputies, tellers = 1, name = '太和镇人民代表大会' } = given
  const assembly = await app.newAssembly({ deputies, name })
  const people: Person[] = []
  for (let i = 0; i < tellers; i += 1) people.push(await assembly.person('teller', { chief: i === 0 }))
  return {
    app,
    assembly,
    secretary: assembly.secretary,
    presidium: await assembly.person('presidium'),
    tellers: people,
    tablet: app.newBrowser(),
    meetingId: await assembly.meeting(signedIn),
  }
}

/** One ballot of a hall, with what its people keep on paper. */
export interface TestBallot {
  readonly hall: TestHall
  readonly uuid: string
  /** `/api/ballots/:uuid`. */
  readonly path: string
  readonly definition: Definition & { readonly uuid: string }
  readonly tellers: readonly Person[]
  readonly seeds: readonly Seed[]
  /** Of the cards, once made. Also those that are issued to nobody. */
  codes: readonly Code[]
  /** As the device that made the cards has it. */
  cardsDigest: string
  /** Once sealed. */
  electionText: string
}

export interface BallotOptions {
  readonly kind?: Definition['kind']
  readonly options?: readonly string[]
  readonly choicesMax?: number
  readonly tellers?: readonly Person[]
  readonly threshold?: number
  readonly meetingId?: string
}

/** The body that drafts a ballot: three projects of which one may be chosen, unless told otherwise. */
export function draftBody(hall: TestHall, given: BallotOptions = {}) {
  const { kind = 'choose', options = ['路灯', '水渠', '医务室'], choicesMax = 1 } = given
  const tellers = given.tellers ?? hall.tellers
  return {
    meetingId: given.meetingId ?? hall.meetingId,
    kind,
    title: '2026年民生实事项目票决',
    description: '由代表从候选项目中票决。',
    options,
    ...(kind === 'choose' ? { choicesMax } : {}),
    tellerIds: tellers.map(({ staffId }) => staffId),
    threshold: given.threshold ?? tellers.length,
  }
}

export async function draft(hall: TestHall, given: BallotOptions = {}): Promise<TestBallot> {
  const { uuid } = await ask<{ uuid: string }>(
    hall.secretary,
    'POST /api/ballots',
    draftBody(hall, given),
    201,
  )
  return ballotAt(hall, uuid, given.tellers)
}

/** A ballot that was drafted by some other route. */
export async function ballotAt(
  hall: TestHall,
  uuid: string,
  tellers: readonly Person[] = hall.tellers,
): Promise<TestBallot> {
  const path = `/api/ballots/${uuid}`
  const { kind, title, options, choicesMax } = await ask<BallotView>(hall.tablet, `GET ${path}`)
  return {
    hall,
    uuid,
    path,
    definition: { uuid, kind, title, options, choicesMax },
    tellers,
    seeds: tellers.map(() => makeSeed(systemRandom)),
    codes: [],
    cardsDigest: '',
    electionText: '',
  }
}

export const chiefOf = ({ tellers }: TestBallot): Person => present(tellers[0], 'the chief teller')

export function approve({ hall, path }: TestBallot): Promise<unknown> {
  return ask(hall.presidium, `POST ${path}/tellers/approve`)
}

export function keyTaskOf(ballot: TestBallot, teller: number): Promise<KeyTask> {
  return ask<KeyTask>(present(ballot.tellers[teller]), `GET ${ballot.path}/keys`)
}

/** What a teller's device would send next in the key ceremony. */
export async function nextMessage(
  ballot: TestBallot,
  teller: number,
): Promise<{ step: KeyStep; message: string } | null> {
  return nextKeyMessage(await keyTaskOf(ballot, teller), present(ballot.seeds[teller]), systemRandom)
}

export function putKey(
  ballot: TestBallot,
  teller: number,
  { step, message }: { step: KeyStep; message: string },
): Promise<Response> {
  return send(present(ballot.tellers[teller]), `PUT ${ballot.path}/keys/${step}`, { message })
}

/** One step of all the tellers; gives their messages. */
export async function keyRound(ballot: TestBallot): Promise<{ step: KeyStep; message: string }[]> {
  const sent: { step: KeyStep; message: string }[] = []
  for (const teller of ballot.tellers.keys()) {
    const next = present(await nextMessage(ballot, teller), 'a next message')
    await bodyOf(putKey(ballot, teller, next))
    sent.push(next)
  }
  return sent
}

export async function makeKeys(ballot: TestBallot): Promise<void> {
  for (let round = 0; round < 3; round += 1) await keyRound(ballot)
  await proveSecrets(ballot)
}

/** All tellers, or these, enter their secrets once more. */
export async function proveSecrets(ballot: TestBallot, tellers?: readonly number[]): Promise<void> {
  for (const teller of tellers ?? ballot.tellers.keys()) {
    const message = proveSecret(ballot.uuid, present(ballot.seeds[teller]), systemRandom)
    await ask(present(ballot.tellers[teller]), `PUT ${ballot.path}/keys/proof`, { message })
  }
}

/** The cards that nobody got, all of them unless told otherwise. */
export async function destroyUnused(ballot: TestBallot, found?: number): Promise<void> {
  const { progress } = await consoleOf(ballot)
  const json = { count: found ?? progress.unusedExpected ?? 0 }
  await ask(chiefOf(ballot), `PUT ${ballot.path}/cards/unused`, json)
}

export async function makeBallotCards(ballot: TestBallot, cards: number): Promise<void> {
  const { codes, credentials, digest } = makeCards(ballot.uuid, cards, systemRandom)
  await ask(chiefOf(ballot), `POST ${ballot.path}/cards`, { credentials }, 201)
  ballot.codes = codes
  ballot.cardsDigest = digest
}

export function signZeroReport({ path, cardsDigest }: TestBallot, teller: Person): Promise<unknown> {
  return ask(teller, `POST ${path}/zero-report`, { cardsDigest })
}

export async function signZeroReports(ballot: TestBallot): Promise<void> {
  for (const teller of ballot.tellers.slice(0, 2)) await signZeroReport(ballot, teller)
}

export async function sealBox(ballot: TestBallot): Promise<string> {
  const { hall, path } = ballot
  const { fingerprint } = await ask<{ fingerprint: string }>(hall.secretary, `POST ${path}/seal`)
  ballot.electionText = await (await send(hall.tablet, `GET ${path}/election.json`)).text()
  return fingerprint
}

/** Tellers check on their own devices what was sealed: as many as opening needs, unless told which. */
export async function checkSeal(ballot: TestBallot, tellers?: readonly number[]): Promise<void> {
  const archive = await archiveOf(ballot)
  const { threshold } = await view(ballot)
  for (const teller of tellers ?? Array(ballot.tellers.length - threshold + 1).keys()) {
    const task = await keyTaskOf(ballot, teller)
    const { fingerprint } = await checkSealed({ archive, task, seed: present(ballot.seeds[teller]) })
    await ask(present(ballot.tellers[teller]), `POST ${ballot.path}/seal/check`, { fingerprint })
  }
}

export function issue(ballot: TestBallot, cards: number): Promise<unknown> {
  return ask(chiefOf(ballot), `PUT ${ballot.path}/cards/issued`, { count: cards })
}

export function openVoting({ hall, path }: TestBallot): Promise<unknown> {
  return ask(hall.secretary, `POST ${path}/open`)
}

/** A decision by its marks: for `choose` the places that are chosen, else an answer per option (null for 弃权). */
export function decisionOf({ definition }: TestBallot, marks: readonly (number | null)[]): Decision {
  return definition.kind === 'choose'
    ? { kind: 'choose', chosen: marks as number[] }
    : { kind: definition.kind, answers: marks }
}

/** What a tablet makes of a card and a decision. */
export function sealOn(ballot: TestBallot, card: number, marks: readonly (number | null)[]): SealedBallot {
  return sealDecision({
    ballot: ballot.definition,
    electionText: ballot.electionText,
    code: present(ballot.codes[card], `card ${card}`),
    decision: decisionOf(ballot, marks),
    random: systemRandom,
  })
}

export function cast(
  { path }: Pick<TestBallot, 'path'>,
  ballotText: string,
  through: Asker,
): Promise<Response> {
  return through.fetch(`${path}/cast`, {
    method: 'POST',
    body: ballotText,
    headers: { 'content-type': 'application/json' },
  })
}

/** What a tablet does when the box is just being closed: it asks again until it is told. */
export async function castUntilDecided(
  ballot: Pick<TestBallot, 'path'>,
  ballotText: string,
  through: Asker,
): Promise<Response> {
  for (;;) {
    const answer = await cast(ballot, ballotText, through)
    if (answer.status !== 503) return answer
    await sleep(5)
  }
}

/** Each decision on a card of its own, beginning with card `from`; gives what was sealed. */
export async function voteAll(
  ballot: TestBallot,
  decisions: readonly (readonly (number | null)[])[],
  from = 0,
): Promise<SealedBallot[]> {
  const sealed = decisions.map((marks, i) => sealOn(ballot, from + i, marks))
  const receipts = await Promise.all(
    sealed.map(({ text }) => bodyOf<Receipt>(cast(ballot, text, ballot.hall.tablet))),
  )
  for (const [i, { tracker }] of receipts.entries()) {
    if (tracker !== sealed[i]?.tracker) throw new Error('A receipt is not the ballot’s tracker')
  }
  return sealed
}

export async function announceClose({ hall, path }: TestBallot): Promise<void> {
  await ask(hall.secretary, `POST ${path}/close/announce`)
}

export function letNoticePass({ hall }: TestBallot): void {
  hall.app.clock.advance(hall.app.ctx.config.closeNoticeSeconds)
}

export function close({ hall, path }: TestBallot): Promise<{ returned: number }> {
  return ask<{ returned: number }>(hall.secretary, `POST ${path}/close`)
}

/** What the tellers have heard and have on paper. */
export async function knownOf(ballot: TestBallot): Promise<KnownByPeople> {
  const { fingerprint, returned } = await view(ballot)
  return { fingerprint: present(fingerprint), returned }
}

export async function shareOf(ballot: TestBallot, teller: number): Promise<string> {
  const task = await ask<ShareTask>(present(ballot.tellers[teller]), `GET ${ballot.path}/share`)
  const { share } = await openShare({
    archive: await archiveOf(ballot),
    task,
    known: await knownOf(ballot),
    seed: present(ballot.seeds[teller]),
    random: systemRandom,
    verify: quickly(ballot),
  })
  return share
}

const checked = new Map<string, Promise<readonly ProtocolProblem[]>>()

/** Verifies as always, with each ballot checked once in a test file, on the app's threads. */
function quickly({ hall }: TestBallot): VerifyOptions {
  const { proofs } = hall.app.ctx
  const check = async (election: string, ballot: string) =>
    (await proofs.run({ kind: 'ballot', election, ballot })).problems
  return {
    parallel: proofs.threads * 2,
    checkBallots: (election) => (ballot) => {
      const key = `${election}\n${ballot}`
      const problems = checked.get(key) ?? check(election, ballot)
      checked.set(key, problems)
      return problems
    },
  }
}

export function putShare(ballot: TestBallot, teller: number, message: string): Promise<Response> {
  return send(present(ballot.tellers[teller]), `PUT ${ballot.path}/share`, { message })
}

/** The tellers at these places open the box, one after the other. */
export async function openShares(ballot: TestBallot, tellers: readonly number[]): Promise<void> {
  for (const teller of tellers) await bodyOf(putShare(ballot, teller, await shareOf(ballot, teller)))
}

export function count({ hall, path }: TestBallot): Promise<Counts> {
  return ask<Counts>(hall.secretary, `POST ${path}/count`)
}

export function announce({ hall, path }: TestBallot): Promise<unknown> {
  return ask(hall.secretary, `POST ${path}/announce`)
}

export function voidIt({ hall, path }: TestBallot, reason = '误印候选项目名称'): Promise<unknown> {
  return ask(hall.presidium, `POST ${path}/void`, { reason })
}

export function switchMethod(
  { hall, path }: TestBallot,
  method: 'paper' | 'hands' = 'paper',
  reason = '网络中断',
): Promise<unknown> {
  return ask(hall.presidium, `POST ${path}/method`, { method, reason })
}

export function view({ hall, path }: TestBallot): Promise<BallotView> {
  return ask<BallotView>(hall.tablet, `GET ${path}`)
}

export function consoleOf({ hall, path }: TestBallot): Promise<BallotConsole> {
  return ask<BallotConsole>(hall.secretary, `GET ${path}/console`)
}

export async function archiveOf({ hall, path }: TestBallot): Promise<Uint8Array> {
  const response = await send(hall.tablet, `GET ${path}/archive.bel`)
  if (response.status !== 200) throw new Error(`No archive: ${await response.text()}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The report of the ballot's archive, which must have no findings. */
export async function verified(ballot: TestBallot): Promise<Report> {
  const report = await verifyBytes(await archiveOf(ballot), quickly(ballot))
  if (!report.ok) throw new Error(`The archive has findings: ${JSON.stringify(report.findings)}`)
  return report
}

export interface BringOptions {
  /** Cards made; as many are issued unless `issued` says otherwise. */
  readonly cards?: number
  readonly issued?: number
  readonly votes?: readonly (readonly (number | null)[])[]
  /** Which tellers open the box; by default the first ones, as many as are needed. */
  readonly openers?: readonly number[]
}

const COURSE: readonly BallotState[] = [
  'draft',
  'keyed',
  'carded',
  'sealed',
  'open',
  'closed',
  'counted',
  'announced',
]

/** Takes a drafted ballot through the ceremony as far as a state, with all that the next step needs of the tellers. */
export async function bring(
  ballot: TestBallot,
  to: BallotState,
  { cards = 3, issued = cards, votes = [], openers }: BringOptions = {},
): Promise<TestBallot> {
  if (to === 'void') {
    await voidIt(ballot)
    return ballot
  }
  if (to === 'byHand') {
    await bring(ballot, 'open', { cards, issued, votes })
    await switchMethod(ballot)
    return ballot
  }
  const goal = COURSE.indexOf(to)
  const steps: readonly (() => Promise<unknown>)[] = [
    async () => {},
    async () => {
      await approve(ballot)
      await makeKeys(ballot)
    },
    () => makeBallotCards(ballot, cards),
    async () => {
      await signZeroReports(ballot)
      await sealBox(ballot)
      await checkSeal(ballot)
    },
    async () => {
      await issue(ballot, issued)
      await openVoting(ballot)
    },
    async () => {
      await voteAll(ballot, votes)
      await announceClose(ballot)
      letNoticePass(ballot)
      await close(ballot)
    },
    async () => {
      const { threshold } = await view(ballot)
      await openShares(ballot, openers ?? [...Array(threshold).keys()])
      await count(ballot)
      await destroyUnused(ballot)
    },
    () => announce(ballot),
  ]
  for (const step of steps.slice(1, goal + 1)) await step()
  return ballot
}

/** A ballot drafted and brought to a state. */
export async function ballotIn(
  hall: TestHall,
  state: BallotState,
  options: BallotOptions & BringOptions = {},
): Promise<TestBallot> {
  return bring(await draft(hall, options), state, options)
}
