/** From the announced close to the opened count: close, the tellers' shares, the result, reconciliation. */
import type { Context } from '../context.ts'
import type { BallotsTable, BallotTellersTable, Db, Trx } from '../db/tables.ts'
import { compactJson, secret, sha256Hex, writeResult } from '../protocol/index.ts'
import type { Json } from '../board/handover.ts'
import { appendEvent } from './archive.ts'
import type { CastingContext } from './casting.ts'
import { blankOf, type Counts } from './counts.ts'
import {
  AlreadySentError,
  BallotNotFoundError,
  ResultNotOpenedError,
  StepRefusedError,
  TellerMessageError,
} from './errors.ts'
import { decryptionKeyOf, readTellers } from './keys.ts'
import { requireStep } from './progress.ts'
import { findBallot, recordsFrom, tellersOf, updateBallot, updateTeller } from './queries.ts'
import { figuresOf } from './questions.ts'
import { act, change, requireTeller, type Actor } from './setup.ts'

/** The service's own share comes first among the trustees. */
const SERVER_OWNER = 1
const ownerOf = (position: number): number => position + 1

/** How long a close waits for ballots that came in time and are still being checked. */
const IN_FLIGHT_MS_MAX = 15_000

/** Announces the close: the box will be cut no sooner than the notice says. */
export function announceClose(ctx: Context, actor: Actor, uuid: string): Promise<{ closesAt: string }> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'announceClose')
    const closesAt = new Date(ctx.clock.now().getTime() + ctx.config.closeNoticeSeconds * 1000).toISOString()
    await updateBallot(trx, uuid, { closes_at: closesAt })
    await act(ctx, trx, actor, ballot, 'ballot.closeAnnounced', { closesAt })
    return { closesAt }
  })
}

/** Takes the announced close back while there is time: somebody still needs some. */
export function retractClose(ctx: Context, actor: Actor, uuid: string, reason: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'retractClose')
    await updateBallot(trx, uuid, { closes_at: null })
    await act(ctx, trx, actor, ballot, 'ballot.closeRetracted', { reason })
  })
}

/**
 * Cuts the box once the announced time has come, after waiting for ballots in flight, and sums it under encryption.
 * Done again after an interruption, it finishes what is left to do.
 */
export async function closeBox(
  casting: CastingContext,
  actor: Actor,
  uuid: string,
): Promise<{ returned: number }> {
  const { ctx, door } = casting
  const ballot = await findBallot(ctx.db, uuid)
  if (ballot === undefined || ballot.assembly_id !== actor.assemblyId) throw new BallotNotFoundError()
  await requireStep(ctx.db, ctx.clock, ballot, 'close')
  await door.empty(uuid, IN_FLIGHT_MS_MAX)
  await change(ctx, actor, uuid, async (trx, locked) => {
    await requireStep(trx, ctx.clock, locked, 'close')
    if (locked.state === 'closed') return
    await updateBallot(trx, uuid, { state: 'closed' })
    const tip = await appendEvent(trx, locked, 'EndBallots', [])
    await act(ctx, trx, actor, locked, 'ballot.closed', { returned: locked.returned, head: tip.head_hash })
  })
  return { returned: await sumBox(ctx, actor, uuid) }
}

/** The encrypted tally of a closed box, computed off the event loop and appended to the archive. */
async function sumBox(ctx: Context, actor: Actor, uuid: string): Promise<number> {
  const ballot = (await findBallot(ctx.db, uuid)) as BallotsTable
  // Of a practice box there is nothing to open, not even a sum.
  if (ballot.tally !== null || ballot.practice === 1) return ballot.returned
  const { tally, summed } = await sumPages(ctx, ballot)
  if (summed !== ballot.returned) throw new Error('the archive holds as many ballots as the box counted')
  const sized = compactJson({ num_tallied: summed, total_weight: summed, encrypted_tally: sha256Hex(tally) })
  await change(ctx, actor, uuid, async (trx, locked) => {
    // Declared void, or switched to paper, while the sum was made.
    if (locked.tally !== null || locked.state !== 'closed') return
    await updateBallot(trx, uuid, { tally })
    await appendEvent(trx, locked, 'EncryptedTally', [tally, sized])
  })
  return summed
}

const PAGE_RECORDS = 200

/** Sums the archive's ballots a page at a time, so that never all of them are in memory. */
async function sumPages(
  { db, proofs }: Context,
  ballot: BallotsTable,
): Promise<{ tally: string; summed: number }> {
  const election = ballot.election ?? ''
  let { tally } = await proofs.run({ kind: 'sum', election, ballots: [] })
  let summed = 0
  for (let position = 0; position < ballot.next_position; position += PAGE_RECORDS) {
    const records = await recordsFrom(db, ballot.uuid, position, PAGE_RECORDS)
    const ballots = records
      .map(({ content }) => content)
      .filter((content) => content.startsWith('{"election_uuid":'))
    ;({ tally } = await proofs.run({ kind: 'sum', election, ballots, onto: tally }))
    summed += ballots.length
  }
  return { tally, summed }
}

/**
 * What a teller's device needs besides the public archive, which it downloads and verifies itself: it must not take the
 * service's word for what it decrypts.
 */
export interface ShareTask {
  /** The teller's number among the trustees. */
  readonly owner: number
  /** Encrypted for this teller alone. */
  readonly decryptionKey: string
  readonly shares: number
  readonly needed: number
}

export async function shareTask({ db, clock }: Context, actor: Actor, uuid: string): Promise<ShareTask> {
  const { ballot, own, tellers } = await readTellers(db, actor, uuid)
  await requireStep(db, clock, ballot, 'giveShare')
  return {
    owner: ownerOf(own.position),
    decryptionKey: decryptionKeyOf(own) ?? '',
    shares: tellers.filter(({ share }) => share !== null).length,
    needed: ballot.threshold,
  }
}

/**
 * Takes a teller's share after checking its proofs off the event loop. The same share again changes nothing; a wrong
 * one is named and not stored, and the teller may send a right one.
 */
export async function takeShare(
  ctx: Context,
  actor: Actor,
  uuid: string,
  share: string,
): Promise<{ shares: number; needed: number }> {
  const { ballot, own: teller } = await readTellers(ctx.db, actor, uuid)
  const done = async (db: Db): Promise<{ shares: number; needed: number }> => ({
    shares: (await tellersOf(db, uuid)).filter((other) => other.share !== null).length,
    needed: ballot.threshold,
  })
  if (teller.share === share) return done(ctx.db)
  await requireStep(ctx.db, ctx.clock, ballot, 'giveShare')
  const { problems } = await ctx.proofs.run({
    kind: 'share',
    election: ballot.election ?? '',
    trustees: ballot.trustees ?? '',
    tally: ballot.tally ?? '',
    owner: ownerOf(teller.position),
    share,
  })
  if (problems.length > 0) {
    throw new TellerMessageError(
      `第 ${teller.position} 位监票人的份额不对: ${problems.map(({ code, path }) => `${code} ${path}`).join('; ')}`,
    )
  }
  return change(ctx, actor, uuid, async (trx, locked) => {
    const own = await requireTeller(trx, actor, uuid)
    if (own.share === share) return done(trx)
    if (own.share !== null) throw new AlreadySentError()
    await requireStep(trx, ctx.clock, locked, 'giveShare')
    // More than enough would only be work for every auditor; the others' secrets stay on paper.
    const before = await done(trx)
    if (before.shares >= before.needed)
      throw new StepRefusedError(['开箱的监票人已经够了 / enough tellers have opened'])
    await updateTeller(trx, uuid, own.position, { share })
    await appendShare(trx, locked, ownerOf(own.position), share)
    await act(ctx, trx, actor, locked, 'ballot.shareGiven', { teller: own.position, share: sha256Hex(share) })
    return done(trx)
  })
}

function appendShare(trx: Trx, ballot: BallotsTable, owner: number, share: string) {
  return appendEvent(trx, ballot, 'PartialDecryption', [
    share,
    compactJson({ owner, payload: sha256Hex(share) }),
  ])
}

/**
 * Adds the service's own share, opens the sums off the event loop, and fixes the counts. Throws `ResultNotOpenedError`
 * when the shares do not fit, and stores nothing.
 */
export async function countBox(ctx: Context, actor: Actor, uuid: string): Promise<Counts> {
  const ballot = await findBallot(ctx.db, uuid)
  if (ballot === undefined || ballot.assembly_id !== actor.assemblyId) throw new BallotNotFoundError()
  await requireStep(ctx.db, ctx.clock, ballot, 'count')
  const election = ballot.election ?? ''
  const tally = ballot.tally ?? ''
  const privateKey = secret(ballot.server_private_key)
  const { share: ownShare } = await ctx.proofs.run({ kind: 'decrypt', election, tally, privateKey })
  const { result } = await ctx.proofs.run({
    kind: 'open',
    election,
    trustees: ballot.trustees ?? '',
    tally,
    shares: [[SERVER_OWNER, ownShare], ...(await tellersOf(ctx.db, uuid)).flatMap(sharesOf)],
    totalWeight: ballot.returned,
  })
  if (result === null) throw new ResultNotOpenedError()
  const counts: Counts = {
    shouldAttend: ballot.should_attend ?? 0,
    present: ballot.present ?? 0,
    issued: ballot.cards_issued ?? 0,
    returned: ballot.returned,
    valid: ballot.returned,
    invalid: 0,
    blank: blankOf(figuresOf(ballot.kind, result)),
  }
  return change(ctx, actor, uuid, async (trx, locked) => {
    // A closed box changes no more, and enough shares stay enough: what was computed holds.
    await requireStep(trx, ctx.clock, locked, 'count')
    const tip = await appendShare(trx, locked, SERVER_OWNER, ownShare)
    const resultText = writeResult(result)
    const end = await appendEvent(trx, tip, 'Result', [resultText])
    await updateBallot(trx, uuid, { state: 'counted', result: resultText, counts: JSON.stringify(counts) })
    await act(ctx, trx, actor, locked, 'ballot.counted', {
      counts: { ...counts },
      result,
      head: end.head_hash,
    })
    return counts
  })
}

function sharesOf({ position, share }: BallotTellersTable): [number, string][] {
  return share === null ? [] : [[ownerOf(position), share]]
}

/** Marks a reconciled ballot as announced, within the caller's transaction. */
export async function announceBallot(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  ballot: BallotsTable,
  facts: Readonly<Record<string, Json>> = {},
): Promise<void> {
  await requireStep(trx, ctx.clock, ballot, 'announce')
  await updateBallot(trx, ballot.uuid, { state: 'announced' })
  await act(ctx, trx, actor, ballot, 'ballot.announced', {
    counts: JSON.parse(ballot.counts ?? 'null'),
    ...facts,
  })
}
