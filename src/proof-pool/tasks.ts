/** What the pool's threads can do, as messages between threads: texts only. */
import {
  addBallot,
  ballotChoices,
  checkBallot,
  checkCertificate,
  checkCertificates,
  checkPartialDecryption,
  checkPolynomial,
  checkVoutput,
  computeResult,
  ed25519,
  emptyTally,
  encodeOne,
  partialDecryption,
  readElection,
  readPrivateKey,
  readTally,
  readTrustees,
  writeTally,
  type Election,
  type Element,
  type EncryptedTally,
  type Problem,
  type Secret,
  type Trustees,
} from '../protocol/index.ts'

export type Task =
  /** Everything about a ballot that can be checked without the list of credentials. */
  | {
      readonly kind: 'ballot'
      readonly election: string
      readonly ballot: string
      readonly signatureFirst?: boolean
    }
  /** A teller's partial decryption. */
  | {
      readonly kind: 'share'
      readonly election: string
      readonly trustees: string
      readonly owner: number
      readonly tally: string
      readonly share: string
    }
  /** The service's own partial decryption. */
  | {
      readonly kind: 'decrypt'
      readonly election: string
      readonly tally: string
      readonly privateKey: Secret<string>
    }
  /** The result that checked shares open; none when they do not fit. `shares` is owner and text. */
  | {
      readonly kind: 'open'
      readonly election: string
      readonly trustees: string
      readonly tally: string
      readonly shares: readonly (readonly [owner: number, share: string])[]
      readonly totalWeight: number
    }
  /** One message of the key ceremony; certificates and polynomials are those of all tellers, as far as they are there. */
  | {
      readonly kind: 'keyMessage'
      readonly step: 'certificate' | 'polynomial' | 'voutput'
      readonly message: string
      readonly place: { readonly size: number; readonly index: number; readonly threshold: number }
      readonly certificates: readonly string[]
      readonly polynomials: readonly string[]
    }
  /** The public key that these trustees make together. */
  | { readonly kind: 'trustees'; readonly trustees: string }
  /** Are these texts elements of the prime-order subgroup? */
  | { readonly kind: 'members'; readonly elements: readonly string[] }
  /** The encrypted sum of ballots that were checked before, added to a sum so far. */
  | {
      readonly kind: 'sum'
      readonly election: string
      readonly ballots: readonly string[]
      readonly onto?: string
    }

export interface TaskResults {
  readonly ballot: {
    readonly problems: readonly Problem[]
    readonly tracker: string
    readonly credential?: string
  }
  readonly share: { readonly problems: readonly Problem[] }
  readonly decrypt: { readonly share: string }
  readonly open: { readonly result: readonly (readonly number[])[] | null }
  readonly keyMessage: { readonly problems: readonly Problem[] }
  readonly trustees: { readonly electionKey: string }
  readonly members: { readonly all: boolean }
  readonly sum: { readonly tally: string }
}

export type ResultOf<T extends Task> = TaskResults[T['kind']]

/** Does a task where it is called. Throws only for what its caller must not ask, like a sum over what is no ballot. */
export function perform(task: Task): TaskResults[Task['kind']] {
  switch (task.kind) {
    case 'ballot': {
      const election = electionOf(task.election)
      const { problems, tracker, credential } = checkBallot(election, task.ballot, task)
      return credential === undefined ? { problems, tracker } : { problems, tracker, credential }
    }
    case 'share': {
      const election = electionOf(task.election)
      const { owner, share } = task
      const tally = tallyOf(election, task.tally)
      return {
        problems: checkPartialDecryption(election, trusteesOf(task.trustees), owner, tally, share).problems,
      }
    }
    case 'decrypt': {
      const election = electionOf(task.election)
      const privateKey = readPrivateKey(ed25519, task.privateKey)
      if (privateKey === undefined) throw new RangeError('the private key cannot be read')
      return { share: partialDecryption(election, random, privateKey, tallyOf(election, task.tally)) }
    }
    case 'open':
      return { result: open(task) }
    case 'keyMessage':
      return { problems: checkKeyMessage(task) }
    case 'trustees':
      return { electionKey: encodeOne(ed25519, trusteesOf(task.trustees).electionKey) }
    case 'members':
      return {
        all: task.elements.every((text) => {
          const element = ed25519.decode(text)
          return element !== undefined && ed25519.isMember(element)
        }),
      }
    case 'sum': {
      const election = electionOf(task.election)
      let sum = task.onto === undefined ? emptyTally(election) : tallyOf(election, task.onto)
      for (const text of task.ballots) {
        const ballot = ballotChoices(election, text)
        if (ballot === undefined) throw new RangeError('only ballots of this election can be summed')
        sum = addBallot(election, sum, ballot.choices)
      }
      return { tally: writeTally(ed25519, sum) }
    }
  }
}

function checkKeyMessage(task: Task & { kind: 'keyMessage' }): readonly Problem[] {
  const { step, message, place } = task
  if (step === 'certificate') return checkCertificate(ed25519, message, place).problems
  const { certificates, problems } = checkCertificates(ed25519, task.certificates)
  if (certificates === undefined) return problems
  return step === 'polynomial'
    ? checkPolynomial(ed25519, certificates, place.index, message)
    : checkVoutput(ed25519, certificates, task.polynomials, place.index, message)
}

/** Every share is checked once more before it is combined. */
function open(task: Task & { kind: 'open' }): number[][] | null {
  const election = electionOf(task.election)
  const trustees = trusteesOf(task.trustees)
  const tally = tallyOf(election, task.tally)
  const factors = new Map<number, readonly (readonly Element[])[]>()
  for (const [owner, share] of task.shares) {
    const checked = checkPartialDecryption(election, trustees, owner, tally, share)
    if (checked.factors === undefined) return null
    factors.set(owner, checked.factors)
  }
  return computeResult(election, trustees, tally, factors, task.totalWeight) ?? null
}

function tallyOf(election: Election, text: string): EncryptedTally {
  const tally = readTally(election, text)
  if (tally === undefined) throw new RangeError('the encrypted tally is none of this election')
  return tally
}

function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

// The tables of an election's key are costly and the same for all its ballots; a hall has a vote or two at a time.
const KEPT = 4
const elections = new Map<string, Election>()
const trusteesRead = new Map<string, Trustees>()

function electionOf(text: string): Election {
  return kept(elections, text, () => {
    const { election } = readElection(ed25519, text)
    if (election === undefined) throw new RangeError('the election cannot be read')
    return election
  })
}

function trusteesOf(text: string): Trustees {
  return kept(trusteesRead, text, () => {
    const { trustees } = readTrustees(ed25519, text)
    if (trustees === undefined) throw new RangeError('the trustees cannot be read')
    return trustees
  })
}

function kept<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = make()
  for (const oldest of cache.keys()) if (cache.size >= KEPT) cache.delete(oldest)
  cache.set(key, made)
  return made
}
