/** What the pool's threads can do, as messages between threads: texts only. */
import {
  addBallot,
  ballotChoices,
  checkBallot,
  checkPartialDecryption,
  ed25519,
  emptyTally,
  readElection,
  readTally,
  readTrustees,
  writeTally,
  type Election,
  type Problem,
  type Trustees,
} from '../protocol/index.ts'

export type Task =
  /** Everything about a ballot that can be checked without the list of credentials. */
  | { readonly kind: 'ballot'; readonly election: string; readonly ballot: string }
  /** A teller's partial decryption. */
  | {
      readonly kind: 'share'
      readonly election: string
      readonly trustees: string
      readonly owner: number
      readonly tally: string
      readonly share: string
    }
  /** The encrypted sum of ballots that were checked before. */
  | { readonly kind: 'sum'; readonly election: string; readonly ballots: readonly string[] }

export interface TaskResults {
  readonly ballot: {
    readonly problems: readonly Problem[]
    readonly tracker: string
    readonly credential?: string
  }
  readonly share: { readonly problems: readonly Problem[] }
  readonly sum: { readonly tally: string }
}

export type ResultOf<T extends Task> = TaskResults[T['kind']]

/** Does a task where it is called. Throws only for what its caller must not ask, like a sum over what is no ballot. */
export function perform(task: Task): TaskResults[Task['kind']] {
  const election = electionOf(task.election)
  switch (task.kind) {
    case 'ballot': {
      const { problems, tracker, credential } = checkBallot(election, task.ballot)
      return credential === undefined ? { problems, tracker } : { problems, tracker, credential }
    }
    case 'share': {
      const tally = readTally(election, task.tally)
      if (tally === undefined) throw new RangeError('the encrypted tally is none of this election')
      return {
        problems: checkPartialDecryption(election, trusteesOf(task.trustees), task.owner, tally, task.share)
          .problems,
      }
    }
    case 'sum': {
      let sum = emptyTally(election)
      for (const text of task.ballots) {
        const ballot = ballotChoices(election, text)
        if (ballot === undefined) throw new RangeError('only ballots of this election can be summed')
        sum = addBallot(election, sum, ballot.choices)
      }
      return { tally: writeTally(ed25519, sum) }
    }
  }
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
