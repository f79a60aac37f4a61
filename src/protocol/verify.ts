/**
 * Verifies an archive at any stage, as anyone can (specification §3.5): reads it record by record, follows the chain
 * of events, checks every message against everything before it, and reports all that it finds, with its place.
 *
 * Never throws for bad data. Stricter than the reference: canonical forms only, every proof of every ballot.
 */
import { hash, object, read, smallInteger } from './shape.ts'
import {
  eventShape,
  HEADER_NAME,
  headerShape,
  readRecords,
  RECORD_NAME,
  type ArchiveEvent,
  type FoundRecord,
} from './archive.ts'
import { ballotChoices, checkBallot, ballotTracker } from './ballot.ts'
import { readCredentialList } from './credential.ts'
import { ed25519 } from './ed25519.ts'
import { readElection, type Election } from './election.ts'
import { finding, type Finding, type FindingCode, type Place } from './findings.ts'
import type { Element, Group } from './group.ts'
import { malformed, problem, type Problem } from './problem.ts'
import {
  addBallot,
  checkPartialDecryption,
  checkResult,
  emptyTally,
  missingShares,
  readResult,
  readTally,
  tallyProblems,
  writeTally,
  type EncryptedTally,
} from './tally.ts'
import { sha256Hex } from './text.ts'
import type { Report, Stage } from './report.ts'
import { readTrustees, type Trustees } from './trustees.ts'

/** Checks ballots of one election; may do so elsewhere, several at a time. */
export type BallotChecker = (ballotText: string) => Promise<readonly Problem[]>

export interface VerifyOptions {
  readonly group?: Group
  /** Where ballots are checked: here, one after the other, unless something else is given (a pool of workers, say). */
  readonly checkBallots?: (electionText: string) => BallotChecker
  /** How many ballots may be under way in the checker at once. */
  readonly parallel?: number
  readonly onProgress?: (progress: {
    readonly records: number
    readonly bytes: number
    readonly ballots: number
  }) => void
}

/** Verifies an archive given as a stream of bytes. */
export async function verifyArchive(
  chunks: AsyncIterable<Uint8Array>,
  options: VerifyOptions = {},
): Promise<Report> {
  const verification = new Verification(options)
  for await (const record of readRecords(chunks)) await verification.accept(record)
  return verification.finish()
}

/** Verifies an archive that is in memory. */
export function verifyBytes(bytes: Uint8Array, options: VerifyOptions = {}): Promise<Report> {
  return verifyArchive(
    (async function* () {
      yield bytes
    })(),
    options,
  )
}

const setupShape = object({ election: hash, trustees: hash, credentials: hash })
const sizedTallyShape = object({
  num_tallied: smallInteger,
  total_weight: smallInteger,
  encrypted_tally: hash,
})
const ownedShape = object({ owner: smallInteger, payload: hash })

/** Data records that wait for the event that refers to them. More than this many is not an archive's habit. */
const WAITING_MAX = 16

/** Which events may follow in which phase. */
const EXPECTED: Record<Phase, readonly ArchiveEvent['type'][]> = {
  setup: ['Setup'],
  voting: ['Ballot', 'EndBallots'],
  ended: ['EncryptedTally'],
  decrypting: ['PartialDecryption', 'Result'],
  done: [],
}
type Phase = 'setup' | 'voting' | 'ended' | 'decrypting' | 'done'

interface Data {
  readonly place: Place
  readonly content: string
}

interface Setup {
  readonly election: Election
  readonly trustees: Trustees | undefined
  /** Public credential → weight; undefined when the list could not be read, so that nobody can be said to be off it. */
  readonly weights: ReadonlyMap<string, number> | undefined
  readonly check: BallotChecker
}

class Verification {
  readonly #options: VerifyOptions
  readonly #group: Group
  readonly #findings: Finding[] = []
  readonly #waiting = new Map<string, Data>()
  readonly #seen = new Set<string>()
  /** Per credential, its last ballot: the tracker, and the ciphertexts in case another ballot replaces it. */
  readonly #voted = new Map<string, { readonly tracker: string; readonly choices: string }>()
  readonly #decryptions = new Map<number, readonly (readonly Element[])[] | undefined>()
  #phase: Phase = 'setup'
  #setup: Setup | undefined
  #parent: string | undefined
  #nextHeight = 0
  #counted: Promise<void> = Promise.resolve()
  /** Ballots that are being checked, oldest first. */
  readonly #underWay: Promise<void>[] = []
  /** The sum of the ballots, and the one that the archive claims; they must agree. */
  #sum: EncryptedTally | undefined
  #tally: EncryptedTally | undefined
  #tallyText: string | undefined
  #credentialsHash: string | undefined
  #totalWeight = 0
  #result: readonly (readonly number[])[] | undefined
  #counts = {
    records: 0,
    bytes: 0,
    events: 0,
    trustees: 0,
    credentials: 0,
    ballots: 0,
    replaced: 0,
    partialDecryptions: 0,
  }

  constructor(options: VerifyOptions) {
    this.#options = options
    this.#group = options.group ?? ed25519
  }

  async accept(found: FoundRecord): Promise<void> {
    if (!found.ok) {
      this.#add(found.code, place(found.number, found.name))
      return
    }
    const at = place(found.number, found.name)
    this.#counts.records++
    this.#counts.bytes += found.bytes.length
    for (const code of found.oddities) this.#add(code, at)
    const content = decodeText(found.bytes)
    if (content === undefined) {
      this.#add('archive.text', at)
      return
    }
    if (found.number === 1) this.#acceptHeader(found.name, content, found.timestampSec, at)
    else await this.#acceptNamed(found.name, content, at)
    const { records, bytes, ballots } = this.#counts
    this.#options.onProgress?.({ records, bytes, ballots })
  }

  #acceptHeader(name: string, content: string, timestampSec: number, at: Place): void {
    const form = read(headerShape, content)
    if (name !== HEADER_NAME) this.#add('archive.first', at)
    else if (!form.ok) {
      this.#add('archive.first', { ...at, path: form.malformed.path }, form.malformed.expected)
    } else if (form.value.timestamp !== String(timestampSec)) {
      // No hash covers the header; but every record repeats its time.
      this.#add('archive.first', { ...at, path: '/timestamp' }, `${form.value.timestamp} ≠ ${timestampSec}`)
    }
  }

  async #acceptNamed(name: string, content: string, at: Place): Promise<void> {
    const [, nameHash, kind] = RECORD_NAME.exec(name) ?? []
    if (nameHash === undefined) {
      this.#add('archive.name', at)
      return
    }
    const actual = sha256Hex(content)
    if (actual !== nameHash) this.#add('archive.hash', at)
    if (this.#seen.has(nameHash)) {
      this.#add('archive.repeated', at)
      return
    }
    this.#seen.add(nameHash)
    if (kind === 'event') {
      await this.#acceptEvent(nameHash, content, at)
    } else {
      if (this.#waiting.size >= WAITING_MAX) this.#dropWaiting()
      this.#waiting.set(nameHash, { place: at, content })
    }
  }

  async #acceptEvent(eventHash: string, content: string, at: Place): Promise<void> {
    this.#counts.events++
    const form = read(eventShape, content)
    if (!form.ok) {
      this.#add('form', { ...at, path: form.malformed.path }, form.malformed.expected)
      this.#parent = eventHash
      this.#nextHeight++
      this.#forgetWaiting()
      return
    }
    const event = form.value
    const here = { ...at, height: event.height }
    if (event.height !== this.#nextHeight) {
      this.#add('event.height', { ...here, path: '/height' }, `${event.height} ≠ ${this.#nextHeight}`)
    }
    if (event.parent !== this.#parent) this.#add('event.parent', { ...here, path: '/parent' })
    this.#parent = eventHash
    this.#nextHeight = event.height + 1
    if (!EXPECTED[this.#phase].includes(event.type)) {
      this.#add('event.type', { ...here, path: '/type' }, event.type)
      // A ballot after the end is named and left out; anything else out of place is looked at no further either.
      this.#forgetWaiting()
      return
    }
    if ((event.payload === undefined) !== (event.type === 'EndBallots')) {
      this.#add('event.noPayload', { ...here, path: '/payload' })
    }
    const payload = this.#payload(event, here)
    await this.#follow(event.type, payload)
    this.#dropWaiting(here.height)
  }

  async #follow(type: ArchiveEvent['type'], payload: Data | undefined): Promise<void> {
    switch (type) {
      case 'Setup':
        this.#phase = 'voting'
        if (payload !== undefined) this.#acceptSetup(payload)
        return
      case 'Ballot':
        if (payload !== undefined) await this.#acceptBallot(payload)
        return
      case 'EndBallots':
        this.#phase = 'ended'
        await this.#counted
        return
      case 'EncryptedTally':
        this.#phase = 'decrypting'
        if (payload !== undefined) this.#acceptTally(payload)
        return
      case 'PartialDecryption':
        if (payload !== undefined) this.#acceptDecryption(payload)
        return
      case 'Result':
        this.#phase = 'done'
        if (payload !== undefined) this.#acceptResult(payload)
        return
      case 'Shuffle':
      case 'EndShuffles':
        return
    }
  }

  #payload({ payload }: ArchiveEvent, at: Place): Data | undefined {
    if (payload === undefined) return undefined
    const data = this.#claim(payload)
    if (data !== undefined) return { ...data, place: { ...data.place, ...heightOf(at) } }
    this.#add(this.#seen.has(payload) ? 'event.payloadRepeated' : 'event.payload', {
      ...at,
      path: '/payload',
    })
    return undefined
  }

  /** Takes data out of those that wait. */
  #claim(dataHash: string | undefined): Data | undefined {
    if (dataHash === undefined) return undefined
    const data = this.#waiting.get(dataHash)
    this.#waiting.delete(dataHash)
    return data
  }

  #claimFor(parent: Data, path: string, dataHash: string): Data | undefined {
    const data = this.#claim(dataHash)
    if (data === undefined) this.#add('event.payload', { ...parent.place, path })
    return data === undefined ? undefined : { ...data, place: { ...data.place, ...heightOf(parent.place) } }
  }

  /** What waits when an event has taken its data is referred to by nothing. */
  #dropWaiting(height?: number): void {
    for (const { place: at } of this.#waiting.values()) {
      this.#add('archive.unreferenced', { ...at, ...(height === undefined ? {} : { height }) })
    }
    this.#waiting.clear()
  }

  /** When what refers to them cannot be read, or has no place, nobody can say that nothing refers to them. */
  #forgetWaiting(): void {
    this.#waiting.clear()
  }

  #acceptSetup(payload: Data): void {
    const form = read(setupShape, payload.content)
    if (!form.ok) {
      this.#report(payload.place, [malformed(form.malformed)])
      this.#forgetWaiting()
      return
    }
    const electionData = this.#claimFor(payload, '/election', form.value.election)
    const trusteesData = this.#claimFor(payload, '/trustees', form.value.trustees)
    const credentialsData = this.#claimFor(payload, '/credentials', form.value.credentials)
    let weights: ReadonlyMap<string, number> | undefined
    if (credentialsData !== undefined) {
      const list = readCredentialList(this.#group, credentialsData.content)
      this.#report(credentialsData.place, list.problems)
      weights = list.weights
      this.#credentialsHash = form.value.credentials
      this.#counts.credentials = list.entries
    }
    let trustees: Trustees | undefined
    if (trusteesData !== undefined) {
      const checked = readTrustees(this.#group, trusteesData.content)
      this.#report(trusteesData.place, checked.problems)
      trustees = checked.trustees
      this.#counts.trustees = trustees?.keys.length ?? 0
    }
    if (electionData === undefined) return
    const { election, problems } = readElection(this.#group, electionData.content)
    this.#report(electionData.place, problems)
    if (election === undefined) return
    if (trustees !== undefined && !this.#group.equals(trustees.electionKey, election.key.element)) {
      this.#report(electionData.place, [problem('election.key', '/public_key')])
    }
    const check = this.#options.checkBallots?.(electionData.content)
    this.#setup = {
      election,
      trustees,
      weights,
      check: check ?? ((content) => Promise.resolve(checkBallot(election, content).problems)),
    }
    this.#sum = emptyTally(election)
  }

  async #acceptBallot({ place: at, content }: Data): Promise<void> {
    this.#counts.ballots++
    if (this.#setup === undefined) return
    const checking = this.#setup.check(content)
    // Checked in any order, counted in the order of the record: the last ballot of a credential is the one that counts.
    this.#counted = this.#countAfter(this.#counted, checking, content, at)
    this.#underWay.push(this.#counted)
    if (this.#underWay.length >= (this.#options.parallel ?? 1)) await this.#underWay.shift()
  }

  async #countAfter(
    previous: Promise<void>,
    checking: Promise<readonly Problem[]>,
    content: string,
    at: Place,
  ): Promise<void> {
    const [problems] = await Promise.all([checking, previous])
    this.#report(at, problems)
    this.#count(content, at)
  }

  /** A ballot enters the sum whenever its ciphertexts can be read: what else is wrong with it has been reported. */
  #count(content: string, at: Place): void {
    const { election, weights } = this.#setup as Setup
    const ballot = ballotChoices(election, content)
    if (ballot === undefined) return
    const weight = weights === undefined ? 1 : weights.get(ballot.credential)
    if (weight === undefined) {
      this.#report(at, [problem('ballot.credentialUnknown', '/credential')])
      return
    }
    const replaced = this.#voted.get(ballot.credential)
    if (replaced !== undefined) {
      this.#counts.replaced++
      const before = readTally(election, replaced.choices) as EncryptedTally
      this.#sum = addBallot(election, this.#sum as EncryptedTally, before, -weight)
      this.#totalWeight -= weight
      this.#voted.delete(ballot.credential)
    }
    this.#sum = addBallot(election, this.#sum as EncryptedTally, ballot.choices, weight)
    this.#totalWeight += weight
    this.#voted.set(ballot.credential, {
      tracker: ballotTracker(content),
      choices: writeTally(this.#group, ballot.choices),
    })
  }

  #acceptTally(payload: Data): void {
    const form = read(sizedTallyShape, payload.content)
    if (!form.ok) {
      this.#report(payload.place, [malformed(form.malformed)])
      this.#forgetWaiting()
      return
    }
    const { num_tallied, total_weight, encrypted_tally } = form.value
    const data = this.#claimFor(payload, '/encrypted_tally', encrypted_tally)
    if (this.#setup === undefined) return
    const { election, weights } = this.#setup
    if (weights !== undefined && num_tallied !== this.#voted.size) {
      this.#report(payload.place, [
        problem('tally.count', '/num_tallied', `${num_tallied} ≠ ${this.#voted.size}`),
      ])
    }
    if (weights !== undefined && total_weight !== this.#totalWeight) {
      this.#report(payload.place, [
        problem('tally.weight', '/total_weight', `${total_weight} ≠ ${this.#totalWeight}`),
      ])
    }
    if (data === undefined) return
    const tally = readTally(election, data.content)
    if (tally === undefined) {
      this.#report(data.place, tallyProblems(election, data.content))
      return
    }
    for (const [i, row] of (weights === undefined ? [] : (this.#sum as EncryptedTally)).entries()) {
      for (const [j, sum] of row.entries()) {
        const given = (tally[i] as EncryptedTally[number])[j] as typeof sum
        if (!this.#group.equals(sum.alpha, given.alpha))
          this.#report(data.place, [problem('tally.sum', `/${i}/${j}/alpha`)])
        if (!this.#group.equals(sum.beta, given.beta))
          this.#report(data.place, [problem('tally.sum', `/${i}/${j}/beta`)])
      }
    }
    this.#tally = tally
    this.#tallyText = data.content
  }

  #acceptDecryption(payload: Data): void {
    this.#counts.partialDecryptions++
    const form = read(ownedShape, payload.content)
    if (!form.ok) {
      this.#report(payload.place, [malformed(form.malformed)])
      this.#forgetWaiting()
      return
    }
    const { owner } = form.value
    const data = this.#claimFor(payload, '/payload', form.value.payload)
    const { election, trustees } = this.#setup ?? {}
    if (data === undefined || election === undefined || trustees === undefined || this.#tally === undefined)
      return
    if (owner < 1 || owner > trustees.keys.length) {
      this.#report(payload.place, [problem('decryption.owner', '/owner', String(owner))])
      return
    }
    if (this.#decryptions.has(owner)) {
      this.#report(payload.place, [problem('decryption.repeated', '/owner', String(owner))])
      return
    }
    const { factors, problems } = checkPartialDecryption(election, trustees, owner, this.#tally, data.content)
    this.#report(data.place, problems)
    this.#decryptions.set(owner, factors)
  }

  #acceptResult({ place: at, content }: Data): void {
    const { result, problems } = readResult(content)
    this.#report(at, problems)
    this.#result = result
    const { election, trustees } = this.#setup ?? {}
    if (result === undefined || election === undefined || trustees === undefined || this.#tally === undefined)
      return
    if (missingShares(trustees, new Set(this.#decryptions.keys())).length > 0) {
      this.#report(at, [problem('result.missing', '')])
      return
    }
    const factors = new Map<number, readonly (readonly Element[])[]>()
    for (const [owner, given] of this.#decryptions) if (given !== undefined) factors.set(owner, given)
    // A share that failed its check has been reported; without it there may be nothing to compare with.
    if (missingShares(trustees, new Set(factors.keys())).length > 0) return
    this.#report(at, checkResult(election, trustees, this.#tally, factors, result))
  }

  async finish(): Promise<Report> {
    await this.#counted
    this.#dropWaiting()
    if (this.#setup === undefined && this.#findings.length === 0) this.#add('archive.noSetup', place(0))
    const election = this.#setup?.election
    const stage: Stage =
      election === undefined
        ? 'unreadable'
        : this.#phase === 'done'
          ? 'counted'
          : this.#phase === 'voting'
            ? 'open'
            : 'closed'
    const findings = this.#findings.toSorted((a, b) => a.place.record - b.place.record)
    return {
      ok: findings.length === 0,
      stage,
      ...(election === undefined
        ? {}
        : {
            election: {
              uuid: election.parameters.uuid,
              name: election.parameters.name,
              fingerprint: election.fingerprint,
              questions: election.parameters.questions,
            },
          }),
      ...(election === undefined ? {} : { electionText: election.text }),
      trusteeKeys: this.#setup?.trustees?.keyTexts ?? [],
      trustees: this.#setup?.trustees?.entries ?? [],
      checked: { ...this.#counts },
      findings,
      ...(this.#parent === undefined ? {} : { head: this.#parent }),
      trackers: [...this.#voted.values()].map(({ tracker }) => tracker),
      ...(this.#credentialsHash === undefined ? {} : { credentialsHash: this.#credentialsHash }),
      ...(this.#tallyText === undefined ? {} : { encryptedTally: this.#tallyText }),
      ...(this.#result === undefined ? {} : { result: this.#result }),
    }
  }

  #report(at: Place, problems: readonly Problem[]): void {
    for (const { code, path, detail } of problems) this.#add(code, { ...at, path }, detail)
  }

  #add(code: FindingCode, at: Place, detail?: string): void {
    this.#findings.push(finding(code, at, detail))
  }
}

function place(record: number, name?: string): Place {
  return name === undefined ? { record } : { record, name }
}

function heightOf({ height }: Place): { height?: number } {
  return height === undefined ? {} : { height }
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    // ignoreBOM: a byte-order mark is content, and no message begins with one.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
