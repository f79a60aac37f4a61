/**
 * A hall full of people, each at their own device, working through the HTTP API: for the demonstration. Everything that
 * is secret (codes, seeds, decisions) is made and kept here, on the devices' side.
 */
import { availableParallelism } from 'node:os'
import type { Decision, Definition } from '../ballot/questions.ts'
import type { KeyStep } from '../ballot/keys.ts'
import { makeCards } from '../devices/cards.ts'
import { sealDecision } from '../devices/tablet.ts'
import { checkSealed, nextKeyMessage, openShare, proveSecret, type KnownByPeople } from '../devices/teller.ts'
import { codeAt } from '../people/totp.ts'
import type { ProofPool } from '../proof-pool/pool.ts'
import { makeSeed, type Code, type RandomBytes, type Report, type Seed } from '../protocol/index.ts'
import { done, newPerson, type Person } from './client.ts'

export interface Account {
  readonly role: string
  readonly name: string
  readonly username: string
  readonly password: string
  /** For an authenticator, where the role needs one. */
  readonly totpSecret?: string
}

export interface Teller {
  readonly person: Person
  readonly staffId: string
  readonly seeds: Map<string, Seed>
}

export interface Hall {
  readonly url: string
  readonly random: RandomBytes
  readonly now: () => Date
  readonly secretary: Person
  readonly presidium: Person
  readonly tellers: readonly Teller[]
  readonly accounts: readonly Account[]
  readonly assemblyId: string
}

const TELLERS = 3

/** Sets an assembly up with its staff: a secretary, a presidium member, three tellers and an auditor. */
export async function furnishHall(options: {
  readonly url: string
  readonly operatorCode: string
  readonly assembly: {
    readonly name: string
    readonly level: 'subdistrict' | 'town' | 'county' | 'city' | 'province'
  }
  readonly random: RandomBytes
  readonly now: () => Date
}): Promise<Hall> {
  const { url, operatorCode, assembly, random, now } = options
  const password = (): string => Buffer.from(random(9)).toString('base64url')
  const secretary = newPerson(url)
  const accounts: Account[] = []
  const secretaryAccount = { username: 'secretary', name: '林秘书', password: password() }
  const created = await done(
    secretary.client.api.people.assemblies.$post({
      json: { operatorCode, assembly, secretary: secretaryAccount },
    }),
  )
  accounts.push(await enter(secretary, { role: '秘书', ...secretaryAccount }, now))

  const hire = async (
    role: 'presidium' | 'teller' | 'auditor',
    title: string,
    account: { username: string; name: string },
    chief = false,
  ): Promise<{ person: Person; staffId: string }> => {
    const secretText = password()
    const { id } = await done(
      secretary.client.api.people.staff.$post({ json: { ...account, password: secretText, role, chief } }),
    )
    const person = newPerson(url)
    accounts.push(await enter(person, { role: title, ...account, password: secretText }, now))
    return { person, staffId: id }
  }
  const presidium = await hire('presidium', '主席团', { username: 'presidium', name: '陈主席' })
  const tellers: Teller[] = []
  for (let i = 1; i <= TELLERS; i++) {
    const chief = i === 1
    const hired = await hire(
      'teller',
      chief ? '总监票人' : '监票人',
      { username: `teller${i}`, name: `监票人${i}` },
      chief,
    )
    tellers.push({ ...hired, seeds: new Map() })
  }
  await hire('auditor', '审计', { username: 'auditor', name: '审计员' })
  return {
    url,
    random,
    now,
    secretary,
    presidium: presidium.person,
    tellers,
    accounts,
    assemblyId: created.assembly.id,
  }
}

export async function enter(
  person: Person,
  account: { role: string; username: string; name: string; password: string },
  now: () => Date,
): Promise<Account> {
  const { session } = person.client.api.people
  const { username, password } = account
  const { mustEnrol } = await done(session.$post({ json: { username, password } }))
  if (!mustEnrol) return account
  const { secret: totpSecret } = await done(session['second-factor'].$post())
  await done(session['second-factor'].confirmation.$post({ json: { totp: codeAt(totpSecret, now()) } }))
  return { ...account, totpSecret }
}

/** A meeting at which the first `present` of the deputies have signed in. */
export async function convene(
  hall: Hall,
  name: string,
  heldOn: string,
  deputyIds: readonly string[],
): Promise<string> {
  const { meetings } = hall.secretary.client.api.people
  const { id } = await done(meetings.$post({ json: { name, heldOn } }))
  if (deputyIds.length > 0) {
    await done(meetings[':id']['sign-ins'].$post({ param: { id }, json: { deputyIds: [...deputyIds] } }))
  }
  return id
}

/** The key ceremony: each teller's device does its three steps, in turn, then shows that the secret is at hand. */
export async function makeKeys(hall: Hall, uuid: string): Promise<void> {
  const param = { uuid }
  for (let round = 0; round < 3; round++) {
    for (const teller of hall.tellers) {
      const { keys } = teller.person.client.api.ballots[':uuid']
      const seed = teller.seeds.get(uuid) ?? makeSeed(hall.random)
      teller.seeds.set(uuid, seed)
      const next = nextKeyMessage(await done(keys.$get({ param })), seed, hall.random)
      if (next === null) continue
      const put: Record<KeyStep, typeof keys.certificate.$put> = {
        certificate: keys.certificate.$put,
        polynomial: keys.polynomial.$put,
        voutput: keys.voutput.$put,
      }
      await done(put[next.step]({ param, json: { message: next.message } }))
    }
  }
  for (const teller of hall.tellers) {
    const message = proveSecret(uuid, teller.seeds.get(uuid) as Seed, hall.random)
    await done(ballotOf(teller.person).keys.proof.$put({ param, json: { message } }))
  }
}

function ballotOf(person: Person) {
  return person.client.api.ballots[':uuid']
}

/** From a draft to an open box. The codes, in order. */
export async function prepareBox(
  hall: Hall,
  uuid: string,
  cards: { readonly made: number; readonly issued: number },
): Promise<{ codes: readonly Code[]; fingerprint: string }> {
  const sealed = await sealBox(hall, uuid, cards)
  await done(ballotOf(hall.secretary).open.$post({ param: { uuid } }))
  return sealed
}

/** From a draft to a box that only waits to be opened: approved, keys, cards, zero report, sealed, checked, issued. */
export async function sealBox(
  hall: Hall,
  uuid: string,
  cards: { readonly made: number; readonly issued: number },
): Promise<{ codes: readonly Code[]; fingerprint: string }> {
  const param = { uuid }
  const chief = hall.tellers[0] as Teller
  await done(ballotOf(hall.presidium).tellers.approve.$post({ param }))
  await makeKeys(hall, uuid)
  const { codes, credentials, digest } = makeCards(uuid, cards.made, hall.random)
  await done(ballotOf(chief.person).cards.$post({ param, json: { credentials: [...credentials] } }))
  for (const teller of hall.tellers.slice(0, 2)) {
    await done(ballotOf(teller.person)['zero-report'].$post({ param, json: { cardsDigest: digest } }))
  }
  const { fingerprint } = await done(ballotOf(hall.secretary).seal.$post({ param }))
  const archive = await archiveOf(hall, uuid)
  for (const teller of hall.tellers.slice(0, 2)) {
    const task = await done(ballotOf(teller.person).keys.$get({ param }))
    const checked = await checkSealed({ archive, task, seed: teller.seeds.get(uuid) as Seed })
    await done(
      ballotOf(teller.person).seal.check.$post({ param, json: { fingerprint: checked.fingerprint } }),
    )
  }
  await done(ballotOf(chief.person).cards.issued.$put({ param, json: { count: cards.issued } }))
  return { codes, fingerprint }
}

/** Deputies vote, several at a time: each seals on a tablet and casts. Gives the trackers in the order of decisions. */
export async function castAll(
  hall: Hall,
  ballot: Definition & { uuid: string },
  votes: readonly { readonly code: Code; readonly decision: Decision }[],
  onCast: (count: number) => void,
): Promise<string[]> {
  const tablet = newPerson(hall.url)
  const electionText = await (await tablet.fetch(`/api/ballots/${ballot.uuid}/election.json`)).text()
  const trackers: string[] = []
  let next = 0
  let cast = 0
  const deputy = async (): Promise<void> => {
    for (let i = next++; i < votes.length; i = next++) {
      const { code, decision } = votes[i] as (typeof votes)[number]
      const sealed = sealDecision({ ballot, electionText, code, decision, random: hall.random })
      const receipt = await castOne(tablet, ballot.uuid, sealed.text)
      if (receipt !== sealed.tracker) throw new Error('the receipt is not the ballot’s tracker')
      trackers[i] = receipt
      onCast(++cast)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() * 2 }, deputy))
  return trackers
}

export async function castOne(tablet: Person, uuid: string, ballotText: string): Promise<string> {
  const response = tablet.fetch(`/api/ballots/${uuid}/cast`, {
    method: 'POST',
    body: ballotText,
    headers: { 'content-type': 'application/json' },
  })
  return ((await done(response)) as { tracker: string }).tracker
}

export async function archiveOf(hall: Hall, uuid: string): Promise<Uint8Array> {
  const response = await newPerson(hall.url).fetch(`/api/ballots/${uuid}/archive.bel`)
  if (!response.ok) throw new Error(`the archive of ${uuid} could not be read`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Announces the close, waits for it, cuts the box, destroys the cards that nobody got. */
export async function closeBox(
  hall: Hall,
  uuid: string,
  wait: (until: Date) => Promise<void>,
): Promise<number> {
  const ballot = hall.secretary.client.api.ballots[':uuid']
  const { closesAt } = await done(ballot.close.announce.$post({ param: { uuid } }))
  await wait(new Date(closesAt))
  const { returned } = await done(ballot.close.$post({ param: { uuid } }))
  const { progress } = await done(ballot.console.$get({ param: { uuid } }))
  const chief = ballotOf((hall.tellers[0] as Teller).person)
  await done(chief.cards.unused.$put({ param: { uuid }, json: { count: progress.unusedExpected ?? 0 } }))
  return returned
}

/** Enough tellers verify the archive and give their shares; then the sums are opened. */
export async function openBox(
  hall: Hall,
  uuid: string,
  known: KnownByPeople,
  pool: ProofPool,
  onShare: (report: Report) => void,
) {
  const param = { uuid }
  for (const teller of hall.tellers) {
    const ballot = teller.person.client.api.ballots[':uuid']
    const task = await done(ballot.share.$get({ param }))
    if (task.shares >= task.needed) break
    const { share, report } = await openShare({
      archive: await archiveOf(hall, uuid),
      task,
      known,
      seed: teller.seeds.get(uuid) as Seed,
      random: hall.random,
      verify: checkedBy(pool),
    })
    await done(ballot.share.$put({ param, json: { message: share } }))
    onShare(report)
  }
  return done(hall.secretary.client.api.ballots[':uuid'].count.$post({ param }))
}

/** Verify with the ballots checked on a pool's threads. */
export function checkedBy(pool: ProofPool) {
  return {
    parallel: pool.threads * 2,
    checkBallots: (election: string) => async (ballot: string) =>
      (await pool.run({ kind: 'ballot', election, ballot })).problems,
  }
}
