/** What passes between a teller's page and the worker that does the arithmetic. Both are on the device; nothing goes out. */
import type { ShareTask } from '../../../ballot/counting.ts'
import type { KeyStep, KeyTask } from '../../../ballot/keys.ts'
import type { Definition, Figures } from '../../../ballot/questions.ts'
import type { Cards } from '../../../devices/cards.ts'
import type { KnownByPeople } from '../../../devices/teller.ts'
import type { Code } from '../../../protocol/credential.ts'
import type { Seed } from '../../../protocol/channel.ts'

type OwnShareTask = Pick<ShareTask, 'owner' | 'decryptionKey'>

/** A closed box as the worker has verified it, for the teller to see before anything is opened. */
export interface Examined {
  readonly title: string
  readonly fingerprint: string
  readonly returned: number
  readonly tallyHash: string
}

/** A rehearsal, without what only the worker may hold. */
export interface RehearsalTask {
  readonly definition: Definition
  readonly seed: Seed
  readonly archive: Uint8Array
  readonly task: ShareTask
  readonly known: KnownByPeople
}

export interface Asks {
  makeSeed: { readonly question: null; readonly answer: Seed }
  keyMessage: {
    readonly question: { readonly task: KeyTask; readonly seed: Seed }
    readonly answer: { readonly step: KeyStep; readonly message: string } | null
  }
  keyFingerprint: { readonly question: readonly string[]; readonly answer: string }
  proveSecret: {
    readonly question: { readonly uuid: string; readonly seed: Seed; readonly decryptionKey: string }
    readonly answer: string
  }
  makeCards: {
    readonly question: { readonly uuid: string; readonly count: number }
    readonly answer: Cards
  }
  numberOfCard: {
    readonly question: {
      readonly uuid: string
      readonly code: Code
      readonly credentials: readonly string[]
    }
    readonly answer: number | undefined
  }
  checkSealed: {
    readonly question: {
      readonly archive: Uint8Array
      readonly task: KeyTask
      readonly seed: Seed
      readonly cardsDigest: string | undefined
    }
    readonly answer: { readonly fingerprint: string; readonly cards: number }
  }
  /** Whether the secret is the right one: asked before an archive is loaded. */
  requireSecret: {
    readonly question: { readonly seed: Seed; readonly decryptionKey: string }
    readonly answer: null
  }
  /** The worker keeps what it examined until it is asked for the share of it. */
  examine: {
    readonly question: { readonly archive: Uint8Array; readonly task: OwnShareTask; readonly seed: Seed }
    readonly answer: Examined
  }
  share: {
    readonly question: { readonly known: KnownByPeople; readonly opened?: string }
    readonly answer: string
  }
  rehearse: {
    readonly question: {
      readonly title: string
      readonly options: readonly [string, string, string]
      readonly size: number
      readonly threshold: number
    }
    readonly answer: RehearsalTask
  }
  finishRehearsal: { readonly question: { readonly share: string }; readonly answer: Figures }
}

export type Kind = keyof Asks

export type Ask = {
  [K in Kind]: { readonly id: number; readonly kind: K; readonly question: Asks[K]['question'] }
}[Kind]

export type Reply =
  | { readonly id: number; readonly answer: Asks[Kind]['answer'] }
  /** How many ballots of the archive have been taken up. */
  | { readonly id: number; readonly ballots: number }
  /** `sentence`: what the device found, for the teller. Without one something went wrong that should not. */
  | { readonly id: number; readonly error: string; readonly sentence: boolean }

/** Between the worker and those that check ballots for it. */
export interface CheckAsk {
  readonly id: number
  readonly electionText: string
  readonly ballotText: string
}
