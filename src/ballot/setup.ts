/** From a draft to a sealed, empty box: draft, tellers, cards, zero report, seal; and voiding a ballot. */
import type { Context } from '../context.ts'
import { isoNow } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import { flag, type BallotsTable, type Trx } from '../db/tables.ts'
import { appendAct, type Json } from '../board/handover.ts'
import { RoleError, type Session } from '../http/session.ts'
import { pagesDigest } from '../http/static.ts'
import { assemblyName, attendance, findStaff } from '../people/handover.ts'
import {
  compactJson,
  ed25519,
  makeSingleKey,
  randomUuid,
  sha256CompactBase64,
  sha256Hex,
  writeElection,
} from '../protocol/index.ts'
import { appendEvent, beginArchive } from './archive.ts'
import {
  BallotNotFoundError,
  CardsDifferError,
  CardsError,
  FingerprintError,
  NotYourBallotError,
  NumbersDoNotFitError,
  StepRefusedError,
  WrongStaffError,
} from './errors.ts'
import type { NewBallot } from './model.ts'
import { digestOfCards, requireStep } from './progress.ts'
import {
  clearZeroReports,
  credentialsOf,
  deleteCredentials,
  findBallot,
  insertBallot,
  insertCredentials,
  insertTellers,
  lockBallot,
  tellersOf,
  updateBallot,
  updateTeller,
} from './queries.ts'
import { questionsOf } from './questions.ts'

/** What is left of the service's own share of a key, once a box is never to be opened any more. */
export const NO_KEY = ''

/** Stands before the title of a practice ballot, also in its archive. */
export const PRACTICE_MARK = '【试投】'

/** Who does something, as far as a ballot needs to know. */
export type Actor = Pick<Session, 'staffId' | 'assemblyId' | 'role'>

/**
 * Drafts a ballot within the caller's transaction: names it, its options and tellers, and makes the service's own
 * share of the key. Throws when the tellers are not active tellers of this assembly with one chief among them.
 */
export async function draftBallot(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  input: NewBallot,
): Promise<{ uuid: string }> {
  const meeting = await attendance(trx, input.meetingId)
  if (meeting.assemblyId !== actor.assemblyId)
    throw new WrongStaffError('会议不是本级人大的 / not your assembly’s meeting')
  const staff = await findStaff(trx, input.tellerIds)
  for (const id of input.tellerIds) {
    const teller = staff.find((member) => member.id === id)
    if (teller?.assemblyId !== actor.assemblyId || teller.role !== 'teller' || !teller.active) {
      throw new WrongStaffError('只能从本级人大在任的监票人中选 / only active tellers of this assembly')
    }
  }
  if (staff.filter(({ chief }) => chief).length !== 1) {
    throw new WrongStaffError('要有且只有一名总监票人 / there must be exactly one chief teller')
  }
  const uuid = randomUuid(ctx.random)
  const title =
    input.practice && !input.title.startsWith(PRACTICE_MARK) ? `${PRACTICE_MARK}${input.title}` : input.title
  const { privateKey, publicKey } = makeSingleKey(ed25519, ctx.random)
  await insertBallot(trx, {
    uuid,
    assembly_id: actor.assemblyId,
    meeting_id: input.meetingId,
    kind: input.kind,
    title,
    description: input.practice ? `试投，不开箱，不计票。${input.description}` : input.description,
    options: JSON.stringify(input.options),
    choices_max: input.choicesMax ?? 1,
    threshold: input.threshold,
    state: 'draft',
    practice: flag(input.practice),
    method: 'electronic',
    method_reason: null,
    tellers_approved: 0,
    server_private_key: privateKey,
    server_public_key: compactJson(publicKey),
    trustees: null,
    election: null,
    cards_made: null,
    cards_issued: null,
    unused_destroyed: null,
    unused_reason: null,
    should_attend: null,
    present: null,
    archive_time_sec: null,
    next_position: 0,
    head_hash: null,
    head_height: null,
    returned: 0,
    closes_at: null,
    tally: null,
    result: null,
    counts: null,
    hand_differences: null,
    void_reason: null,
    created_at: isoNow(ctx.clock),
  })
  await insertTellers(
    trx,
    input.tellerIds.map((staffId, i) => ({
      ballot_uuid: uuid,
      position: i + 1,
      staff_id: staffId,
      chief: staff.find((member) => member.id === staffId)?.chief ? 1 : 0,
      certificate: null,
      polynomial: null,
      voutput: null,
      secret_proved: 0,
      zero_report: 0,
      seal_checked: 0,
      share: null,
      hand_count: null,
      hand_count_round: null,
    })),
  )
  await act(ctx, trx, actor, { uuid, assembly_id: actor.assemblyId }, 'ballot.drafted', {
    kind: input.kind,
    title,
    practice: input.practice,
    options: input.options,
    ...(input.choicesMax === undefined ? {} : { choicesMax: input.choicesMax }),
    tellers: input.tellerIds.length,
    threshold: input.threshold,
  })
  return { uuid }
}

/** The meeting has approved the tellers (domain §2, step 4): recorded by the presidium. */
export function approveTellers(ctx: Context, actor: Actor, uuid: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    if (ballot.tellers_approved === 1) return
    await requireStep(trx, ctx.clock, ballot, 'approveTellers')
    await updateBallot(trx, uuid, { tellers_approved: 1 })
    await act(ctx, trx, actor, ballot, 'ballot.tellersApproved', { threshold: ballot.threshold })
  })
}

/**
 * Stores the public halves of the cards that the chief teller made (their codes never come here). They are kept
 * sorted, so that their order tells nothing. Until the box is sealed, other cards may replace them: a printer fails.
 */
export async function makeCards(
  ctx: Context,
  actor: Actor,
  uuid: string,
  credentials: readonly string[],
): Promise<void> {
  const sorted = credentials.toSorted()
  if (sorted.some((credential, i) => credential === sorted[i - 1])) {
    throw new CardsError('有重复的票卡 / a card appears twice')
  }
  if (!(await ctx.proofs.run({ kind: 'members', elements: sorted })).all) {
    throw new CardsError('有一项不是凭证 / one entry is not a credential')
  }
  await change(ctx, actor, uuid, async (trx, ballot) => {
    await requireTeller(trx, actor, uuid)
    // Sent again after a lost answer: nothing to do, whatever has happened since.
    if (compactJson(await credentialsOf(trx, uuid)) === compactJson(sorted)) return
    await requireStep(trx, ctx.clock, ballot, 'makeCards')
    await deleteCredentials(trx, uuid)
    await clearZeroReports(trx, uuid)
    await insertCredentials(trx, uuid, sorted)
    await updateBallot(trx, uuid, { cards_made: sorted.length, state: 'carded' })
    await act(ctx, trx, actor, ballot, 'ballot.cardsMade', {
      cards: sorted.length,
      credentialsDigest: digestOfCards(sorted),
    })
  })
}

/**
 * A teller states that the box is empty and its key the one made in the ceremony (零票报告), for these cards: the chief's
 * device names those that it printed. Throws `CardsDifferError` when the service holds others.
 */
export function signZeroReport(ctx: Context, actor: Actor, uuid: string, cardsDigest: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const teller = await requireTeller(trx, actor, uuid)
    if (teller.zero_report === 1) return
    await requireStep(trx, ctx.clock, ballot, 'signZeroReport')
    if (cardsDigest !== digestOfCards(await credentialsOf(trx, uuid))) throw new CardsDifferError()
    await updateTeller(trx, uuid, teller.position, { zero_report: 1 })
    await act(ctx, trx, actor, ballot, 'ballot.zeroReport', {
      teller: teller.position,
      ballots: ballot.returned,
      cards: ballot.cards_made,
      credentialsDigest: cardsDigest,
    })
  })
}

/** Seals the box: the election gets its final text and fingerprint, the archive begins and is public from now on. */
export async function sealBox(ctx: Context, actor: Actor, uuid: string): Promise<{ fingerprint: string }> {
  const ballot = await findBallot(ctx.db, uuid)
  if (ballot === undefined || ballot.assembly_id !== actor.assemblyId) throw new BallotNotFoundError()
  await requireStep(ctx.db, ctx.clock, ballot, 'seal')
  const trustees = ballot.trustees ?? ''
  const { electionKey } = await ctx.proofs.run({ kind: 'trustees', trustees })
  const administrator = `${await assemblyName(ctx.db, ballot.assembly_id)}主席团`
  const election = electionOf(ballot, electionKey, administrator)
  const pages = await pagesDigest()
  return change(ctx, actor, uuid, async (trx, locked) => {
    await requireStep(trx, ctx.clock, locked, 'seal')
    if (locked.trustees !== trustees)
      throw new StepRefusedError(['钥匙刚刚重做过，请再试 / the keys were made anew: try again'])
    const credentials = compactJson(await credentialsOf(trx, uuid))
    const setup = compactJson({
      election: sha256Hex(election),
      trustees: sha256Hex(trustees),
      credentials: sha256Hex(credentials),
    })
    const timeSec = Math.floor(ctx.clock.now().getTime() / 1000)
    await updateBallot(trx, uuid, { state: 'sealed', election, archive_time_sec: timeSec })
    const begun = await beginArchive(trx, locked, timeSec)
    const tip = await appendEvent(trx, begun, 'Setup', [election, trustees, credentials, setup])
    const fingerprint = sha256CompactBase64(election)
    await act(ctx, trx, actor, locked, 'ballot.sealed', { fingerprint, setup: tip.head_hash, pages })
    return { fingerprint }
  })
}

function electionOf(ballot: BallotsTable, publicKey: string, administrator: string): string {
  return writeElection({
    version: 1,
    description: ballot.description,
    name: ballot.title,
    group: ed25519.name,
    public_key: publicKey,
    questions: questionsOf({
      kind: ballot.kind,
      title: ballot.title,
      options: JSON.parse(ballot.options) as string[],
      choicesMax: ballot.choices_max,
    }),
    uuid: ballot.uuid,
    administrator,
    credential_authority: '总监票人',
  })
}

/**
 * A teller's device has downloaded the sealed archive and found its own key and the right threshold in it; the teller
 * confirms the fingerprint. Before enough have, the box does not open.
 */
export function checkSeal(ctx: Context, actor: Actor, uuid: string, fingerprint: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const teller = await requireTeller(trx, actor, uuid)
    if (teller.seal_checked === 1) return
    await requireStep(trx, ctx.clock, ballot, 'checkSeal')
    if (fingerprint !== sha256CompactBase64(ballot.election ?? '')) throw new FingerprintError()
    await updateTeller(trx, uuid, teller.position, { seal_checked: 1 })
    await act(ctx, trx, actor, ballot, 'ballot.sealChecked', { teller: teller.position, fingerprint })
  })
}

/** Opens the voting, when the quorum has signed in; the heads are counted now. */
export function openBox(ctx: Context, actor: Actor, uuid: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const { quorum } = await requireStep(trx, ctx.clock, ballot, 'open')
    const { shouldAttend, present } = await attendance(trx, ballot.meeting_id)
    // Whoever comes to practise has not signed in to a meeting.
    const tooMany = ballot.practice === 0 && (ballot.cards_issued ?? 0) > present
    if (tooMany) throw tooManyCards(present)
    await updateBallot(trx, uuid, { state: 'open', should_attend: shouldAttend, present })
    await act(ctx, trx, actor, ballot, 'ballot.opened', { shouldAttend, present, quorum })
  })
}

/** More cards than deputies who are here. */
export function tooManyCards(present: number): NumbersDoNotFitError {
  return new NumbersDoNotFitError(
    `到会 ${present} 人，发出的票卡不能更多 / ${present} deputies are present: no more cards can be issued`,
    { present },
  )
}

/** Declares a ballot void, with a reason. What is in its archive stays there, unopened if it was not yet counted. */
export function voidBallot(ctx: Context, actor: Actor, uuid: string, reason: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    // A vote is the presidium's to void. A practice is over when the secretary says so, and a draft that nobody has
    // worked on yet is set up anew.
    const mere = ballot.practice === 1 || (await isMereDraft(trx, ballot))
    if (actor.role === 'secretary' && !mere) throw new RoleError()
    await requireStep(trx, ctx.clock, ballot, 'void')
    await updateBallot(trx, uuid, {
      state: 'void',
      void_reason: reason,
      // Without the service's own share not even all tellers together can open what is in the box.
      server_private_key: NO_KEY,
    })
    await act(ctx, trx, actor, ballot, 'ballot.voided', {
      reason,
      state: ballot.state,
      returned: ballot.returned,
    })
  })
}

/** Set up, and nothing more: no teller has approved, made or sent anything. */
async function isMereDraft(trx: Trx, { uuid, state, tellers_approved }: BallotsTable): Promise<boolean> {
  if (state !== 'draft' || tellers_approved === 1) return false
  return (await tellersOf(trx, uuid)).every(({ certificate }) => certificate === null)
}

/** One change of one ballot: locked, of the actor's assembly, in one transaction. */
export function change<T>(
  ctx: Context,
  actor: Actor,
  uuid: string,
  work: (trx: Trx, ballot: BallotsTable) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx.db, async (trx) => {
    const ballot = await lockBallot(trx, uuid)
    if (ballot === undefined || ballot.assembly_id !== actor.assemblyId) throw new BallotNotFoundError()
    return work(trx, ballot)
  })
}

/** The actor's row among the ballot's tellers. */
export async function requireTeller(trx: Trx, actor: Actor, uuid: string) {
  const tellers = await tellersOf(trx, uuid)
  const teller = tellers.find(({ staff_id }) => staff_id === actor.staffId)
  if (teller === undefined) throw new NotYourBallotError()
  return teller
}

/** Writes an official act about a ballot into the journal, in the same transaction. */
export async function act(
  ctx: Context,
  trx: Trx,
  actor: Pick<Actor, 'role'>,
  ballot: Pick<BallotsTable, 'uuid' | 'assembly_id'>,
  name: string,
  facts: Readonly<Record<string, Json>>,
): Promise<void> {
  await appendAct(trx, {
    assemblyId: ballot.assembly_id,
    act: name,
    role: actor.role,
    at: isoNow(ctx.clock),
    payload: { ballot: ballot.uuid, ...facts },
  })
}
