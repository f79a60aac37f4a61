/**
 * Casting: from the bytes that a tablet sends to a ballot on disk and a receipt. Idempotent: the same bytes always get
 * the same receipt; a second, different ballot of a card never enters.
 *
 * Nothing here looks at who is asking, and nothing is logged.
 */
import { ballotTracker, ed25519 } from '../protocol/index.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { BallotsTable } from '../db/tables.ts'
import { PoolBusyError } from '../proof-pool/pool.ts'
import type { ResultOf, Task } from '../proof-pool/tasks.ts'
import { appendEvent } from './archive.ts'
import {
  BallotNotFoundError,
  BallotRefusedError,
  BoxClosedError,
  BoxNotOpenError,
  CardUnknownError,
  CardUsedError,
  CheckingBusyError,
} from './errors.ts'
import type { Receipt } from './model.ts'
import {
  findBallot,
  hasCredential,
  insertInBox,
  isInBox,
  lockBallot,
  trackerOfCard,
  updateBallot,
} from './queries.ts'

/** Counts the ballots that are being checked, so that a close can wait for those that came in time. */
export class Door {
  readonly #inside = new Map<string, number>()
  readonly #waiting = new Map<string, (() => void)[]>()

  async pass<T>(uuid: string, work: () => Promise<T>): Promise<T> {
    this.#inside.set(uuid, (this.#inside.get(uuid) ?? 0) + 1)
    try {
      return await work()
    } finally {
      const left = (this.#inside.get(uuid) ?? 1) - 1
      if (left > 0) this.#inside.set(uuid, left)
      else {
        this.#inside.delete(uuid)
        for (const wake of this.#waiting.get(uuid) ?? []) wake()
        this.#waiting.delete(uuid)
      }
    }
  }

  /** Resolves when nobody is inside, or after `msMax`: a ballot that takes longer is refused, never lost silently. */
  async empty(uuid: string, msMax: number): Promise<void> {
    if (!this.#inside.has(uuid)) return
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      new Promise<void>((resolve) => this.#waiting.set(uuid, [...(this.#waiting.get(uuid) ?? []), resolve])),
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, msMax)
      }),
    ])
    clearTimeout(timer)
  }
}

export interface CastingContext {
  readonly ctx: Context
  readonly door: Door
}

/**
 * Takes a ballot. Resolves only when it is on disk. Throws a `DomainError` when it is not in the box, with a sentence
 * that tells the deputy what to do.
 */
export function castBallot(casting: CastingContext, uuid: string, ballot: Uint8Array): Promise<Receipt> {
  return casting.door.pass(uuid, async () => cast(casting, uuid, exactText(ballot)))
}

/** The text of exactly these bytes: what would drop a byte-order mark would archive other bytes than were sent. */
function exactText(ballot: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(ballot)
  } catch {
    throw new BallotRefusedError('form')
  }
}

async function cast({ ctx }: CastingContext, uuid: string, ballotText: string): Promise<Receipt> {
  const { db } = ctx
  const tracker = ballotTracker(ballotText)
  const receipt: Receipt = { ballot: uuid, tracker }
  const ballot = await findBallot(db, uuid)
  if (ballot === undefined) throw new BallotNotFoundError()
  // Sent again: the answer is the same whatever has happened since.
  if (await isInBox(db, uuid, tracker)) return receipt
  requireOpen(ballot)
  // What comes after the announced time is late, though the box may be cut a moment later.
  if (ballot.closes_at !== null && ballot.closes_at <= ctx.clock.now().toISOString())
    throw new BoxClosedError()

  const credential = readCredential(ballotText)
  if (!(await hasCredential(db, uuid, credential))) throw new CardUnknownError()
  if ((await trackerOfCard(db, uuid, credential)) !== undefined) throw new CardUsedError()

  const checked = await check(ctx, ballot.election ?? '', ballotText)
  const [problem] = checked.problems
  if (problem !== undefined) throw new BallotRefusedError(`${problem.code} ${problem.path}`)

  await inTransaction(db, async (trx) => {
    const locked = await lockBallot(trx, uuid)
    if (locked === undefined) throw new BallotNotFoundError()
    const before = await trackerOfCard(trx, uuid, credential)
    if (before === tracker) return
    if (before !== undefined) throw new CardUsedError()
    requireOpen(locked)
    await insertInBox(trx, { ballot_uuid: uuid, credential, tracker })
    await appendEvent(trx, locked, 'Ballot', [ballotText])
    await updateBallot(trx, uuid, { returned: locked.returned + 1 })
  })
  return receipt
}

async function check(
  ctx: Context,
  election: string,
  ballot: string,
): Promise<ResultOf<Task & { kind: 'ballot' }>> {
  try {
    return await ctx.proofs.run({ kind: 'ballot', election, ballot, signatureFirst: true })
  } catch (error) {
    throw error instanceof PoolBusyError ? new CheckingBusyError() : error
  }
}

function requireOpen({ state }: BallotsTable): void {
  switch (state) {
    case 'open':
      return
    case 'draft':
    case 'keyed':
    case 'carded':
    case 'sealed':
      throw new BoxNotOpenError()
    case 'closed':
    case 'counted':
    case 'announced':
    case 'void':
      throw new BoxClosedError()
  }
}

/** The credential that a ballot says it is signed with; the proofs are checked later, with everything else. */
function readCredential(ballotText: string): string {
  let parsed: unknown
  try {
    parsed = JSON.parse(ballotText)
  } catch {
    throw new BallotRefusedError('form')
  }
  const credential = (parsed as { credential?: unknown } | null)?.credential
  if (typeof credential !== 'string' || ed25519.decode(credential) === undefined)
    throw new BallotRefusedError('form')
  return credential
}
