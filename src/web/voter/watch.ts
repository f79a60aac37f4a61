/**
 * Looks every few seconds, while a ballot is being filled in, whether the close has been announced, or the vote goes on
 * otherwise. What it finds is shown beside the draft; it never changes a mark.
 */
import { Pause } from './pause.ts'
import { dossiersOf, watchBallot, type BallotView, type Dossier } from './service.ts'

/** Why a ballot cannot be cast (any more). */
export type StopReason = 'used' | 'voided' | 'closed' | 'paper' | 'hands' | 'void'

export interface Vote {
  readonly title: string
  /** A trial that is never counted. */
  readonly practice: boolean
}

export interface Stop {
  readonly why: StopReason
  readonly vote: Vote
  /** The hall's own, where it gave one. */
  readonly reason: string | null
}

export interface Live {
  /** By this tablet's clock, in ms: when the box will be cut. */
  readonly closesAtMs?: number
  readonly stop?: Stop
}

/** Undefined while it can be voted in. */
export function stopOf({
  state,
  method,
  methodReason,
  voidReason,
  title,
  practice,
}: BallotView): Stop | undefined {
  const vote = { title, practice }
  if (state === 'open') return undefined
  if (state === 'void') return { why: 'void', vote, reason: voidReason }
  return method === 'electronic'
    ? { why: 'closed', vote, reason: null }
    : { why: method, vote, reason: methodReason }
}

const LOOK_EVERY_MS = 3000

export interface Watch {
  end(): void
}

/** `onLook` is called at each look, with the network or without. */
export function watch(
  uuid: string,
  on: {
    readonly live: (live: Live) => void
    readonly dossiers: (dossiers: readonly Dossier[]) => void
    readonly look: () => void
  },
): Watch {
  const pause = new Pause()
  const ended = new AbortController()
  const { signal } = ended
  const look = async (): Promise<void> => {
    const { ballot, servedAtMs } = await watchBallot(uuid)
    if (signal.aborted) return
    const stop = stopOf(ballot)
    const { closesAt } = ballot
    const ahead = Date.now() - servedAtMs
    on.live({
      ...(stop === undefined ? {} : { stop }),
      ...(closesAt === null || stop !== undefined ? {} : { closesAtMs: Date.parse(closesAt) + ahead }),
    })
  }
  const readDossiers = async (): Promise<boolean> => {
    const dossiers = await dossiersOf(uuid)
    if (!signal.aborted) on.dossiers(dossiers)
    return true
  }
  void (async () => {
    let told = false
    while (!signal.aborted) {
      // Without network everything stays as it was.
      told ||= await readDossiers().catch(() => false)
      await look().catch(() => undefined)
      if (signal.aborted) return
      on.look()
      await pause.wait(LOOK_EVERY_MS)
    }
  })()
  return {
    end: () => {
      ended.abort()
      pause.end()
    },
  }
}
