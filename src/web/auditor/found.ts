/** What the workers find out, as plain data. */
import type { BallotKind } from '../../ballot/questions.ts'
import type { JournalReport } from '../../board/verify.ts'
import type { Report } from '../../protocol/report.ts'

export interface Progress {
  readonly bytes: number
  readonly ballots: number
}

/** What a verification tells the page. */
export interface Verified {
  readonly report: Report
  /** SHA-256 of the whole file, in hex. */
  readonly sha256: string
  readonly size: number
  readonly contents: Contents
  /** What was asked and what came out, where the archive is one of a vote as this service holds them. */
  readonly asked?: Asked
}

/** What an archive holds, by its places. Nothing of it has been verified: that is the report's part. */
export interface Contents {
  readonly ballots: readonly BallotEntry[]
  /** The type of each event, by its height. */
  readonly eventTypes: readonly string[]
  /** The hash of each event, by its height: what the journal names. */
  readonly eventHashes: readonly string[]
}

export interface BallotEntry {
  /** The record's number in the file, from 1. */
  readonly record: number
  readonly tracker: string
  /** `signature.hash`: what a voter can compare before casting. */
  readonly seal: string
  readonly credential: string
}

export interface Asked {
  readonly kind: BallotKind
  readonly options: readonly string[]
  /** Per option; once counted. */
  readonly approvals?: readonly number[]
}

export interface Comparison {
  readonly earlier: Compared
  readonly current: Compared
  readonly verdict:
    | { readonly is: 'same' }
    /** The earlier file is the beginning of the current one. */
    | { readonly is: 'grown' }
    /** The current file is the beginning of the earlier one: records are gone, or the two were swapped. */
    | { readonly is: 'shrunk' }
    /** The first byte that differs, from 0, and the record that it belongs to. */
    | { readonly is: 'differs'; readonly record: number; readonly byte: number }
}

export interface Compared {
  readonly records: number
  readonly size: number
  /** None where no election could be read. */
  readonly election?: { readonly uuid: string; readonly name: string; readonly fingerprint: string }
}

export interface JournalRead {
  readonly report: JournalReport
  /** The acts that speak of a ballot, in order. */
  readonly acts: readonly BallotAct[]
}

export interface BallotAct {
  readonly seq: number
  readonly at: string
  readonly act: string
  readonly ballot: string
  readonly payload: Readonly<Record<string, unknown>>
}
