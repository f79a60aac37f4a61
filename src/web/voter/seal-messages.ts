/** What passes between the page and the worker that does the arithmetic. Both are on the tablet; nothing goes out. */
import type { Decision } from '../../ballot/questions.ts'
import type { CardState, TabletBallot } from '../../devices/tablet.ts'
import type { Code } from '../../protocol/credential.ts'

export interface Committed {
  /** The ballot but for its signature. */
  readonly text: string
  readonly hash: string
  readonly credential: string
  /** Shown before the voter decides (封票码). */
  readonly sealCode: string
  /** Opens the ballot on a second device: shown only if it is checked, and then the ballot is thrown away. */
  readonly checkAddress: string
}

export interface Asks {
  find: {
    readonly question: {
      readonly code: Code
      readonly ballots: readonly {
        readonly uuid: string
        readonly credentials: readonly string[]
        readonly voided: readonly string[]
        readonly used: readonly string[]
      }[]
    }
    /** The ballot that the card is for, and whether it can still vote in it. */
    readonly answer: { readonly uuid: string; readonly card: CardState } | undefined
  }
  commit: {
    readonly question: {
      readonly ballot: TabletBallot
      readonly electionText: string
      readonly code: Code
      readonly decision: Decision
    }
    readonly answer: Committed
  }
  sign: {
    readonly question: { readonly uuid: string; readonly code: Code; readonly ballot: Committed }
    readonly answer: { readonly text: string; readonly tracker: string }
  }
  lockDraft: {
    readonly question: { readonly code: Code; readonly text: string }
    readonly answer: Uint8Array
  }
  openDraft: {
    readonly question: { readonly code: Code; readonly box: Uint8Array }
    readonly answer: string | undefined
  }
}

export type Ask = {
  [K in keyof Asks]: { readonly id: number; readonly kind: K; readonly question: Asks[K]['question'] }
}[keyof Asks]

export type Reply =
  | { readonly id: number; readonly answer: Asks[keyof Asks]['answer'] }
  /** The ballot cannot be sealed: what the voter was shown is not what would be voted on. */
  | { readonly id: number; readonly error: string }
