/** What passes between the page and the worker that does the arithmetic. Both are on the tablet; nothing goes out. */
import type { Decision } from '../../ballot/questions.ts'
import type { TabletBallot } from '../../devices/tablet.ts'
import type { Code } from '../../protocol/credential.ts'

export interface Asks {
  find: {
    readonly question: {
      readonly code: Code
      readonly ballots: readonly { readonly uuid: string; readonly credentials: readonly string[] }[]
    }
    /** The ballot that the card is for. */
    readonly answer: string | undefined
  }
  seal: {
    readonly question: {
      readonly ballot: TabletBallot
      readonly electionText: string
      readonly code: Code
      readonly decision: Decision
    }
    readonly answer: { readonly text: string; readonly tracker: string }
  }
}

export type Ask = {
  [K in keyof Asks]: { readonly id: number; readonly kind: K; readonly question: Asks[K]['question'] }
}[keyof Asks]

export type Reply =
  | { readonly id: number; readonly answer: Asks[keyof Asks]['answer'] }
  /** The ballot cannot be sealed: what the voter was shown is not what would be voted on. */
  | { readonly id: number; readonly error: string }
