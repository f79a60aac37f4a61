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
import { countsOf, differencesOf, HAND_COUNTERS, handCountsOf, optionsIn, resultOf } from './hand-counts.ts'
import { readTellers } from './keys.ts'
import type { HandCount } from './model.ts'
import { requireStep } from './progress.ts'
import { tellersOf, updateBallot, updateTeller } from './queries.ts'
import { act, change, requireTeller, type Actor } from './setup.ts'

/** Switches to paper or to a show of hands, at any moment before the count. An open box takes no more ballots. */
export function switchMethod(
  ctx: Context,
  actor: Actor,
  uuid: string,
  { method, reason }: { readonly method: 'paper' | 'hands'; readonly reason: string },
): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'switchMethod')
    await updateBallot(trx, uuid, { state: 'byHand', method, method_reason: reason })
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
  /** How many counts have been entered. */
  readonly entered: number
  /** Where the two differ, as JSON pointers, once both are there. */
  readonly differences: readonly string[] | null
}

export async function handCountTask({ db }: Context, actor: Actor, uuid: string): Promise<HandCountTask> {
  const { own, tellers } = await readTellers(db, actor, uuid)
  return taskOf(own, tellers)
}

function taskOf(own: BallotTellersTable, tellers: readonly BallotTellersTable[]): HandCountTask {
  return {
    own: own.hand_count === null ? null : (JSON.parse(own.hand_count) as HandCount),
    entered: handCountsOf(tellers).length,
    differences: differencesOf(tellers),
  }
}

/**
 * Takes a teller's count. When it agrees with the other one's, the vote is counted. Throws `NumbersDoNotFitError` when
 * the count contradicts itself or the heads in the hall, `StepRefusedError` when two others count already.
 */
export function takeHandCount(
  ctx: Context,
  actor: Actor,
  uuid: string,
  count: HandCount,
): Promise<HandCountTask> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const own = await requireTeller(trx, actor, uuid)
    const text = compactJson(count)
    if (own.hand_count === text) return taskOf(own, await tellersOf(trx, uuid))
    await requireStep(trx, ctx.clock, ballot, 'handCount')
    const others = handCountsOf(await tellersOf(trx, uuid)).filter(
      ({ position }) => position !== own.position,
    )
    if (others.length >= HAND_COUNTERS)
      throw new StepRefusedError(['已有两名监票人在录入 / two tellers are entering their counts already'])
    await requireSound(trx, ballot, count)
    await updateTeller(trx, uuid, own.position, { hand_count: text })
    await act(ctx, trx, actor, ballot, 'ballot.handCountEntered', { teller: own.position })
    const tellers = await tellersOf(trx, uuid)
    if (differencesOf(tellers)?.length === 0) await settle(ctx, trx, actor, ballot, count)
    return taskOf({ ...own, hand_count: text }, tellers)
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
