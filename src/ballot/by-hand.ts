/**
 * The way back to paper: the presidium's one act that takes a vote out of the electronic box, and the two tellers who
 * count by hand, each blind of the other. What is in the electronic box stays there, unopened.
 */
import type { Context } from '../context.ts'
import type { BallotsTable, BallotTellersTable, Db, Trx } from '../db/tables.ts'
import { attendance } from '../people/handover.ts'
import { compactJson, writeResult } from '../protocol/index.ts'
import { appendEvent } from './archive.ts'
import { reconcile } from './counts.ts'
import { NumbersDoNotFitError, StepRefusedError } from './errors.ts'
import {
  countersIn,
  countsOf,
  differencesIn,
  differencesOf,
  HAND_COUNTERS,
  isWaiting,
  nextRound,
  optionsIn,
  resultOf,
} from './hand-counts.ts'
import { readTellers } from './keys.ts'
import type { HandCount } from './model.ts'
import { requireStep } from './progress.ts'
import { tellersOf, updateBallot, updateTeller } from './queries.ts'
import { act, change, NO_KEY, requireTeller, type Actor } from './setup.ts'

/** Switches to paper or to a show of hands, at any moment before the count. An open box takes no more ballots. */
export function switchMethod(
  ctx: Context,
  actor: Actor,
  uuid: string,
  { method, reason }: { readonly method: 'paper' | 'hands'; readonly reason: string },
): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'switchMethod')
    await updateBallot(trx, uuid, {
      state: 'byHand',
      method,
      method_reason: reason,
      // Tellers' shares may be in the public record already: without the service's own nobody opens the box.
      server_private_key: NO_KEY,
    })
    const sealed =
      ballot.state === 'open'
        ? (await appendEvent(trx, ballot, 'EndBallots', [])).head_hash
        : ballot.head_hash
    await act(ctx, trx, actor, ballot, 'ballot.methodSwitched', {
      method,
      reason,
      state: ballot.state,
      returned: ballot.returned,
      head: sealed,
    })
  })
}

/** What a teller who counts by hand may know: the own count, and whether the other one is there and agrees. */
export interface HandCountTask {
  readonly own: HandCount | null
  /** How many tellers are counting. */
  readonly entered: number
  /** The own count is in, and waits for the other one's. */
  readonly waiting: boolean
  /** Where the last two differed, as JSON pointers; then both count and enter anew. */
  readonly differences: readonly string[] | null
}

export async function handCountTask({ db }: Context, actor: Actor, uuid: string): Promise<HandCountTask> {
  const { ballot, own, tellers } = await readTellers(db, actor, uuid)
  return taskOf(ballot, own, tellers)
}

function taskOf(
  ballot: Pick<BallotsTable, 'hand_differences'>,
  own: BallotTellersTable,
  tellers: readonly BallotTellersTable[],
): HandCountTask {
  return {
    own: own.hand_count === null ? null : (JSON.parse(own.hand_count) as HandCount),
    entered: countersIn(tellers).length,
    waiting: isWaiting(own, tellers),
    differences: differencesIn(ballot),
  }
}

/**
 * Takes a teller's count. When it agrees with the other one's of the same round, the vote is counted; when it differs, both
 * count anew. Throws `NumbersDoNotFitError` when the count contradicts itself or the heads in the hall,
 * `StepRefusedError` when two others count already.
 */
export function takeHandCount(
  ctx: Context,
  actor: Actor,
  uuid: string,
  count: HandCount,
): Promise<HandCountTask> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const own = await requireTeller(trx, actor, uuid)
    const before = await tellersOf(trx, uuid)
    const text = compactJson(count)
    // Sent again while it waits, or after it has settled the vote: the answer is the same.
    if (own.hand_count === text && (isWaiting(own, before) || ballot.state !== 'byHand'))
      return taskOf(ballot, own, before)
    await requireStep(trx, ctx.clock, ballot, 'handCount')
    const others = countersIn(before).filter(({ position }) => position !== own.position)
    if (others.length >= HAND_COUNTERS)
      throw new StepRefusedError(['已有两名监票人在录入 / two tellers are entering their counts already'])
    await requireSound(trx, ballot, count)
    const [other] = others
    const round = nextRound(own, other)
    await updateTeller(trx, uuid, own.position, { hand_count: text, hand_count_round: round })
    const compared = other?.hand_count_round === round
    const differences = compared ? differencesOf(text, other.hand_count ?? '{}') : differencesIn(ballot)
    if (compared) await updateBallot(trx, uuid, { hand_differences: compactJson(differences) })
    await act(ctx, trx, actor, ballot, 'ballot.handCountEntered', { teller: own.position, round })
    if (compared && differences?.length === 0) await settle(ctx, trx, actor, ballot, count)
    const after = { hand_differences: differences === null ? null : compactJson(differences) }
    return taskOf(after, { ...own, hand_count: text, hand_count_round: round }, await tellersOf(trx, uuid))
  })
}

/** The presidium lets two tellers begin their counts anew, with a reason: one of them cannot go on, say. */
export function restartHandCount(ctx: Context, actor: Actor, uuid: string, reason: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'restartHandCount')
    for (const { position } of countersIn(await tellersOf(trx, uuid)))
      await updateTeller(trx, uuid, position, { hand_count: null, hand_count_round: null })
    await updateBallot(trx, uuid, { hand_differences: null })
    await act(ctx, trx, actor, ballot, 'ballot.handCountRestarted', { reason })
  })
}

async function requireSound(trx: Trx, ballot: BallotsTable, count: HandCount): Promise<void> {
  const { figures } = count
  const options = (JSON.parse(ballot.options) as string[]).length
  if (figures.kind !== ballot.kind || optionsIn(figures) !== options)
    throw new NumbersDoNotFitError('项目数与选票不符 / the options are not those of this ballot')
  const counts = countsOf(count, await headsOf(trx, ballot))
  const wrong = reconcile(counts, figures, { choicesMax: ballot.choices_max, method: ballot.method })
  if (wrong.length > 0) throw new NumbersDoNotFitError(wrong.join('; '))
}

async function settle(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  ballot: BallotsTable,
  count: HandCount,
): Promise<void> {
  const heads = await headsOf(trx, ballot)
  const counts = countsOf(count, heads)
  const result = resultOf(count.figures)
  await updateBallot(trx, ballot.uuid, {
    state: 'counted',
    should_attend: heads.shouldAttend,
    present: heads.present,
    result: writeResult(result),
    counts: JSON.stringify(counts),
  })
  await act(ctx, trx, actor, ballot, 'ballot.counted', {
    method: ballot.method,
    counts: { ...counts },
    result,
  })
}

/** Whoever came after the opening may vote on paper too. */
async function headsOf(db: Db, ballot: BallotsTable): Promise<{ shouldAttend: number; present: number }> {
  const register = await attendance(db, ballot.meeting_id)
  return {
    shouldAttend: Math.max(ballot.should_attend ?? 0, register.shouldAttend),
    present: Math.max(ballot.present ?? 0, register.present),
  }
}
