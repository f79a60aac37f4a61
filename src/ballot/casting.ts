/**
 * Casting: from the bytes that a tablet sends to a ballot on disk and a receipt. Idempotent: the same bytes always get
 * the same receipt; a second, different ballot of a card never enters.
 *
 * Nothing here looks at who is asking, and nothing is logged.
 */
import { ballotTracker, ed25519 } from '../protocol/index.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { BallotsTable, Db } from '../db/tables.ts'
import { PoolBusyError } from '../proof-pool/pool.ts'
import { appendEvent } from './archive.ts'
import {
  BallotNotFoundError,
  BallotRefusedError,
  BoxByHandError,
  BoxClosedError,
  BoxClosingError,
  BoxNotOpenError,
  CardUnknownError,
  CardUsedError,
  CardVoidedError,
  CheckingBusyError,
} from './errors.ts'
import type { Door } from './door.ts'
import type { Receipt } from './model.ts'
import {
  findBallot,
  hasCredential,
  insertInBox,
  isInBox,
  isVoided,
  lockBallot,
  trackerOfCard,
  updateBallot,
} from './queries.ts'

export interface CastingContext {
  readonly ctx: Context
  readonly door: Door
}

/**
 * Takes a ballot. Resolves only when it is on disk. Throws a `DomainError` when it is not in the box, with a sentence
 * that tells the deputy what to do.
 */
export async function castBallot(
  { ctx, door }: CastingContext,
  uuid: string,
  ballotBytes: ArrayBuffer,
): Promise<Receipt> {
  const ballotText = exactText(ballotBytes)
  const tracker = ballotTracker(ballotText)
  return door.pass(uuid, tracker, () => cast({ ctx, door }, { ballot: uuid, tracker }, ballotText))
}

/** The text of exactly these bytes: a decoder that drops a byte-order mark would archive other bytes than were sent. */
function exactText(ballotBytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(ballotBytes)
  } catch {
    throw new BallotRefusedError('form')
  }
}

async function cast(casting: CastingContext, receipt: Receipt, ballotText: string): Promise<Receipt> {
  const { db, clock } = casting.ctx
  const { ballot: uuid, tracker } = receipt
  const ballot = await findBallot(db, uuid)
  if (ballot === undefined) throw new BallotNotFoundError()
  // Sent again: the answer is the same whatever has happened since.
  if (await isInBox(db, uuid, tracker)) return receipt
  requireOpen(ballot)
  // Too late; but a copy that came in time may still be on its way in another process, so nothing final is said yet.
  if (ballot.closes_at !== null && ballot.closes_at <= isoNow(clock)) throw new BoxClosingError()

  const credential = readCredential(ballotText)
  if (!(await hasCredential(db, uuid, credential))) throw new CardUnknownError()
  if (await isVoided(db, uuid, credential)) throw new CardVoidedError()
  await requireUnused(db, receipt, credential)
  await requireGood(casting, ballot, credential, ballotText)

  await inTransaction(db, async (trx) => {
    const locked = await lockBallot(trx, uuid)
    if (locked === undefined) throw new BallotNotFoundError()
    if (!(await requireUnused(trx, receipt, credential))) return
    requireOpen(locked)
    // Voiding a card takes the same lock: either it finds the ballot in the box, or the ballot finds the card void.
    if (await isVoided(trx, uuid, credential)) throw new CardVoidedError()
    await insertInBox(trx, { ballot_uuid: uuid, credential, tracker })
    await appendEvent(trx, locked, 'Ballot', [ballotText])
    await updateBallot(trx, uuid, { returned: locked.returned + 1 })
  })
  return receipt
}

/** True when the card has not voted, false when with this very ballot. Throws when with another. */
async function requireUnused(db: Db, { ballot, tracker }: Receipt, credential: string): Promise<boolean> {
  const used = await trackerOfCard(db, ballot, credential)
  if (used !== undefined && used !== tracker) throw new CardUsedError()
  return used === undefined
}

/** Every proof and the signature, checked off the event loop. */
async function requireGood(
  { ctx, door }: CastingContext,
  { uuid, election }: BallotsTable,
  credential: string,
  ballot: string,
): Promise<void> {
  const task = { kind: 'ballot', election: election ?? '', ballot, signatureFirst: true } as const
  const checked = await door
    .check(uuid, credential, () => ctx.proofs.run(task))
    .catch((error: unknown) => {
      throw error instanceof PoolBusyError ? new CheckingBusyError() : error
    })
  if (checked === undefined) throw new CheckingBusyError()
  const [problem] = checked.problems
  if (problem !== undefined) throw new BallotRefusedError(`${problem.code} ${problem.path}`)
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
    case 'byHand':
      throw new BoxByHandError()
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
