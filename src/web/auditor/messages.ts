/** What passes between the page and its workers. All of them run one script, `verifier.ts`; nothing goes out. */
import type { CheckedChallenge } from '../../devices/challenge.ts'
import type { Comparison, JournalRead, Progress, Verified } from './found.ts'

export interface Asks {
  /** Verifies an archive from beginning to end. Ballots are checked by the workers at the other ends of the ports. */
  verify: {
    readonly question: { readonly file: Blob; readonly checkers: readonly MessagePort[] }
    readonly answer: Verified
  }
  /** Is what an earlier download holds still there, unchanged? */
  compare: {
    readonly question: { readonly earlier: Blob; readonly current: Blob }
    readonly answer: Comparison
  }
  journal: { readonly question: { readonly file: Blob }; readonly answer: JournalRead }
  /** What a tablet's QR code says; null where it is none. */
  readChallenge: {
    readonly question: { readonly text: string }
    readonly answer: { readonly uuid: string; readonly code12: string } | null
  }
  /** Does that ballot say what the tablet says? `text` has been read before. */
  challenge: {
    readonly question: { readonly text: string; readonly electionText: string }
    readonly answer: CheckedChallenge
  }
  /** SHA-256 of a file, in hex. */
  digest: { readonly question: { readonly file: Blob }; readonly answer: string }
}

export type Ask = {
  [K in keyof Asks]: { readonly kind: K; readonly question: Asks[K]['question'] }
}[keyof Asks]

/** To a worker that is to check ballots, and then between it and the one that verifies. */
export interface CheckHere {
  readonly kind: 'check'
  readonly port: MessagePort
}

export type Reply<K extends keyof Asks = keyof Asks> =
  | { readonly progress: Progress }
  | { readonly answer: Asks[K]['answer'] }
  /** The file could not be read to its end, or a worker was lost. Bad data is no error: it is a finding. */
  | { readonly error: string }
