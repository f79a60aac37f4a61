/** What a verification tells: how far the election has come, what was looked at, and all that was found. */
import type { Election } from './election.ts'
import type { Finding } from './findings.ts'
import type { TrusteeEntry } from './trustees.ts'

/** How far the election has come: ballots may still arrive; no more ballots; the result is there. */
export type Stage = 'unreadable' | 'open' | 'closed' | 'counted'

export interface Report {
  /** No findings: valid, or good so far while the vote is open or not yet counted. */
  readonly ok: boolean
  readonly stage: Stage
  readonly election?: {
    readonly uuid: string
    readonly name: string
    readonly fingerprint: string
    readonly questions: Election['parameters']['questions']
  }
  /** The exact text of the election, and the trustees' verification keys by number, where they could be read. */
  readonly electionText?: string
  readonly trusteeKeys: readonly string[]
  readonly trustees: readonly TrusteeEntry[]
  /** Of the list of credentials: whoever made the cards knows it. */
  readonly credentialsHash?: string
  /** How many of what were looked at. */
  readonly checked: {
    readonly records: number
    readonly bytes: number
    readonly events: number
    readonly trustees: number
    readonly credentials: number
    readonly ballots: number
    /** Ballots that a later one of the same credential replaced. */
    readonly replaced: number
    readonly partialDecryptions: number
  }
  readonly findings: readonly Finding[]
  /** The hash of the last event: two downloads agree when this does. */
  readonly head?: string
  /** Trackers of the ballots that count, in the order of the record. */
  readonly trackers: readonly string[]
  /** The text of `encrypted_tally`, once it is there and is the sum of the ballots: what a trustee may decrypt. */
  readonly encryptedTally?: string
  readonly result?: readonly (readonly number[])[]
}
