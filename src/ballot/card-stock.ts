/**
 * Cards after the sealing: handed out, voided when lost or damaged, and what is left over destroyed. Knows a card by its
 * number only, which is its place in the public list: neither its code nor who holds it.
 */
import type { Context } from '../context.ts'
import type { BallotsTable, Trx } from '../db/tables.ts'
import { attendance } from '../people/handover.ts'
import { CardNumberError, CardUsedError, NumbersDoNotFitError, StepRefusedError } from './errors.ts'
import { requireStep } from './progress.ts'
import {
  confirmVoidedCard,
  credentialsOf,
  deleteVoidedCard,
  insertVoidedCard,
  trackerOfCard,
  updateBallot,
  voidedCards,
} from './queries.ts'
import { act, change, requireTeller, tooManyCards, type Actor } from './setup.ts'

/** Records how many cards were handed out (发出): no more than made, nor than deputies present. */
export function issueCards(ctx: Context, actor: Actor, uuid: string, count: number): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'issueCards')
    await requireTeller(trx, actor, uuid)
    const register = await attendance(trx, ballot.meeting_id)
    // Who came after the opening may still get a card; who left stays counted, as the card may have been used.
    const present = Math.max(ballot.present ?? 0, register.present)
    const shouldAttend = Math.max(ballot.should_attend ?? 0, register.shouldAttend)
    if (count > present && ballot.practice === 0) throw tooManyCards(present)
    const good = (ballot.cards_made ?? 0) - (await countVoided(trx, uuid))
    if (count > good) {
      throw new NumbersDoNotFitError(`只有 ${good} 张可用的票卡 / there are only ${good} cards that can vote`)
    }
    if (count < ballot.returned) {
      // Without the number: while the box is open, it is shown in steps of five only.
      throw new NumbersDoNotFitError('箱里的票已经比这多 / there are more ballots in the box than that')
    }
    const frozen = ballot.present === null ? {} : { present, should_attend: shouldAttend }
    await updateBallot(trx, uuid, { cards_issued: count, ...frozen })
    await act(ctx, trx, actor, ballot, 'ballot.cardsIssued', { issued: count })
  })
}

/**
 * The chief teller asks for a card to be voided: lost or damaged, named by the number on its stub. Nothing happens to the
 * card before a second teller has confirmed. Throws `CardUsedError` when it has voted: then there is no spare.
 */
export function requestVoid(
  ctx: Context,
  actor: Actor,
  uuid: string,
  { number, reason }: { readonly number: number; readonly reason: string },
): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const teller = await requireTeller(trx, actor, uuid)
    await requireStep(trx, ctx.clock, ballot, 'voidCard')
    const credential = await credentialAt(trx, uuid, number)
    const asked = (await voidedCards(trx, uuid)).find((card) => card.credential === credential)
    if (asked !== undefined) return
    if ((await trackerOfCard(trx, uuid, credential)) !== undefined) throw new CardUsedError()
    await insertVoidedCard(trx, {
      ballot_uuid: uuid,
      credential,
      reason,
      requested_by: teller.position,
      confirmed_by: null,
    })
    // Not which: a card that is found again votes, and its number leads to its sealed ballot.
    await act(ctx, trx, actor, ballot, 'ballot.cardVoidRequested', { teller: teller.position })
  })
}

/** A second teller confirms: from now on the card cannot vote, and a spare may be handed out in its place. */
export function confirmVoid(ctx: Context, actor: Actor, uuid: string, number: number): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const teller = await requireTeller(trx, actor, uuid)
    const { credential, requested_by, confirmed_by, reason } = await askedFor(trx, uuid, number)
    if (confirmed_by !== null) return
    await requireStep(trx, ctx.clock, ballot, 'voidCard')
    if (requested_by === teller.position)
      throw new StepRefusedError(['须由另一名监票人确认 / another teller must confirm'])
    // It may have voted since it was asked for.
    if ((await trackerOfCard(trx, uuid, credential)) !== undefined) throw new CardUsedError()
    await requireSpare(trx, ballot)
    await confirmVoidedCard(trx, { uuid, credential, confirmedBy: teller.position })
    await act(ctx, trx, actor, ballot, 'ballot.cardVoided', {
      number,
      credential,
      reason,
      teller: teller.position,
    })
  })
}

/** Takes back what nobody has confirmed yet: the card was found. */
export function withdrawVoid(ctx: Context, actor: Actor, uuid: string, number: number): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const teller = await requireTeller(trx, actor, uuid)
    const { credential } = await notYetVoid(trx, ctx, ballot, number)
    await deleteVoidedCard(trx, uuid, credential)
    await act(ctx, trx, actor, ballot, 'ballot.cardVoidWithdrawn', { teller: teller.position })
  })
}

/**
 * A second teller looked, and the number is another: the card stays good. Nothing is kept of what was asked, so that it
 * can be asked again; and, as with a request, the journal does not say which.
 */
export function declineVoid(ctx: Context, actor: Actor, uuid: string, number: number): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const teller = await requireTeller(trx, actor, uuid)
    const { credential, requested_by } = await notYetVoid(trx, ctx, ballot, number)
    if (requested_by === teller.position)
      throw new StepRefusedError(['自己的申请请撤回 / your own request is withdrawn, not declined'])
    await deleteVoidedCard(trx, uuid, credential)
    await act(ctx, trx, actor, ballot, 'ballot.cardVoidDeclined', { teller: teller.position })
  })
}

/** After the close: the cards that nobody got are counted and destroyed. A number off the books needs a reason. */
export function destroyUnused(
  ctx: Context,
  actor: Actor,
  uuid: string,
  { count, reason }: { readonly count: number; readonly reason?: string | undefined },
): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireTeller(trx, actor, uuid)
    await requireStep(trx, ctx.clock, ballot, 'destroyUnused')
    if (ballot.unused_destroyed === count && ballot.unused_reason === (reason ?? null)) return
    const expected = (ballot.cards_made ?? 0) - (ballot.cards_issued ?? 0) - (await countVoided(trx, uuid))
    if (count !== expected && reason === undefined) {
      throw new NumbersDoNotFitError(
        `应剩 ${expected} 张，点到 ${count} 张；请再点一遍，仍不符请写明原因 / ${expected} should be left, ${count} were counted: count again, or give the reason`,
        { expected, counted: count },
      )
    }
    await updateBallot(trx, uuid, { unused_destroyed: count, unused_reason: reason ?? null })
    await act(ctx, trx, actor, ballot, 'ballot.unusedDestroyed', {
      destroyed: count,
      expected,
      ...(reason === undefined ? {} : { reason }),
    })
  })
}

async function credentialAt(trx: Trx, uuid: string, number: number): Promise<string> {
  const credential = (await credentialsOf(trx, uuid))[number - 1]
  if (credential === undefined) throw new CardNumberError()
  return credential
}

async function askedFor(trx: Trx, uuid: string, number: number) {
  const credential = await credentialAt(trx, uuid, number)
  const asked = (await voidedCards(trx, uuid)).find((card) => card.credential === credential)
  if (asked === undefined) throw new CardNumberError()
  return asked
}

/** What was asked for and nobody has confirmed. */
async function notYetVoid(trx: Trx, ctx: Context, ballot: BallotsTable, number: number) {
  const asked = await askedFor(trx, ballot.uuid, number)
  await requireStep(trx, ctx.clock, ballot, 'voidCard')
  if (asked.confirmed_by !== null)
    throw new StepRefusedError(['这张卡已经作废，不能恢复 / the card is void already'])
  return asked
}

/** Without a spare, the deputy would hold no card, and the books would no longer fit what is in the hall. */
async function requireSpare(trx: Trx, ballot: BallotsTable): Promise<void> {
  const left = (ballot.cards_made ?? 0) - (ballot.cards_issued ?? 0) - (await countVoided(trx, ballot.uuid))
  if (left <= 0) throw new StepRefusedError(['没有备用票卡了 / there is no spare card left'])
}

async function countVoided(trx: Trx, uuid: string): Promise<number> {
  return (await voidedCards(trx, uuid)).filter(({ confirmed_by }) => confirmed_by !== null).length
}
