/** Brings a sealed vote into the box: sends the same bytes until the service says that it has them, or refuses them. */
import { Pause, pauseMs } from './pause.ts'
import type { SealedVote } from './outbox.ts'
import { cast, CLOSING, readBallot, RefusedError, UnreachableError } from './service.ts'
import type { Refusal } from '../shared/problem.ts'

export type Delivered = { readonly end: 'inBox' } | { readonly end: 'refused'; readonly refusal: Refusal }

/** Why it is not there yet. */
export interface Trouble {
  readonly attempt: number
  readonly kind: 'unreachable' | 'otherReceipt' | 'notOpen' | 'closing'
}

const CLOSING_PAUSE_MS = 1500

export interface DeliveryOptions {
  /** The bytes may have been sent before, by a page that has gone since. */
  readonly sentBefore: boolean
  readonly pause: Pause
  readonly onTrouble: (trouble: Trouble) => void
}

export async function deliver(vote: SealedVote, options: DeliveryOptions): Promise<Delivered> {
  const { pause, onTrouble } = options
  let maybeSent = options.sentBefore
  /** The box was cut before this attempt, so that its answer is the last word. */
  let cut = false
  for (let attempt = 1; ; attempt++) {
    const answer = await send(vote)
    if (answer === 'inBox') return { end: 'inBox' }
    if (typeof answer === 'string') {
      maybeSent ||= answer === 'unreachable'
      onTrouble({ attempt, kind: answer })
    } else if (answer.code === 'ballot.closed' && maybeSent && !cut) {
      // An earlier sending may still be on its way into the box: only once the box is cut is "closed" the truth.
      cut = await isCut(vote.ballot)
      if (cut) continue
      onTrouble({ attempt, kind: 'closing' })
    } else {
      return { end: 'refused', refusal: answer }
    }
    // The chair is about to press: the answer is near.
    await pause.wait(answer === 'closing' ? CLOSING_PAUSE_MS : pauseMs(attempt))
  }
}

async function send(vote: SealedVote): Promise<'inBox' | Trouble['kind'] | Refusal> {
  try {
    const receipt = await cast(vote.ballot, vote.text)
    // Nothing else counts as having been received.
    return receipt.ballot === vote.ballot && receipt.tracker === vote.tracker ? 'inBox' : 'otherReceipt'
  } catch (error) {
    if (error instanceof UnreachableError) return 'unreachable'
    if (!(error instanceof RefusedError)) throw error
    if (error.refusal.code === CLOSING) return 'closing'
    return error.refusal.code === 'ballot.notOpen' ? 'notOpen' : error.refusal
  }
}

async function isCut(uuid: string): Promise<boolean> {
  try {
    return (await readBallot(uuid)).state !== 'open'
  } catch {
    return false
  }
}
