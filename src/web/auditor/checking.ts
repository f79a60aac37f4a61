/** Checking ballots in several workers at once, as one checker for the verification. */
import {
  checkBallot,
  ed25519,
  readElection,
  type BallotChecker,
  type Election,
  type Problem,
} from '../../protocol/index.ts'

/** From the one that verifies to one that checks: first the election, then its ballots. */
type Task = { readonly election: string } | { readonly ballot: string }
type Done = { readonly problems: readonly Problem[] } | { readonly error: string }

/** Each checker may have this many ballots waiting, so that none is idle while a message travels. */
const WAITING_EACH = 2

/** Spreads ballots over the workers behind these ports; where there are none, they are checked here. */
export function checkingWith(ports: readonly MessagePort[]): {
  readonly parallel: number
  readonly checkBallots: (electionText: string) => BallotChecker
} {
  if (ports.length === 0) return { parallel: 1, checkBallots: checkerHere }
  const checkers = ports.map((port) => new RemoteChecker(port))
  return {
    parallel: ports.length * WAITING_EACH,
    checkBallots: (electionText) => {
      for (const checker of checkers) checker.election(electionText)
      return (ballot) =>
        checkers.reduce((least, each) => (each.waiting < least.waiting ? each : least)).check(ballot)
    },
  }
}

class RemoteChecker {
  readonly #port: MessagePort
  /** Answers come in the order of the questions. */
  readonly #waiting: {
    resolve: (problems: readonly Problem[]) => void
    reject: (error: Error) => void
  }[] = []

  constructor(port: MessagePort) {
    this.#port = port
    port.addEventListener('message', ({ data }: MessageEvent<Done>) => {
      const first = this.#waiting.shift()
      if ('error' in data) first?.reject(new Error(data.error))
      else first?.resolve(data.problems)
    })
    port.start()
  }

  get waiting(): number {
    return this.#waiting.length
  }

  election(election: string): void {
    this.#port.postMessage({ election } satisfies Task)
  }

  check(ballot: string): Promise<readonly Problem[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#port.postMessage({ ballot } satisfies Task)
    })
  }
}

/** The other end: checks what comes through the port. */
export function checkFor(port: MessagePort): void {
  let election: Election | undefined
  port.addEventListener('message', ({ data }: MessageEvent<Task>) => {
    if ('election' in data) {
      election = readElection(ed25519, data.election).election
      return
    }
    const answer: Done =
      election === undefined
        ? { error: 'the election cannot be read' }
        : { problems: checkBallot(election, data.ballot).problems }
    port.postMessage(answer)
  })
  port.start()
}

/** Leaves room between two ballots for whoever looks at the page. */
function checkerHere(electionText: string): BallotChecker {
  const { election } = readElection(ed25519, electionText)
  if (election === undefined) throw new RangeError('the election cannot be read')
  return async (ballot) => {
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
    return checkBallot(election, ballot).problems
  }
}
