/**
 * From the fixed list to the outcome: the year's vote, a run-off where one is needed, the announcement, and the
 * candidates not chosen into the reserve.
 */
import {
  announceBallot,
  approvalsOf,
  BallotNotFoundError,
  countsIn,
  draftBallot,
  figuresIn,
  findBallot,
  lockBallot,
  type Actor,
} from '../ballot/handover.ts'
import { appendAct, type Json } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { BallotsTable, Db, Trx, VotesTable } from '../db/tables.ts'
import {
  cycleAssembly,
  fixedShortlist,
  lockCycleAssembly,
  readCycle,
  reopenList,
  type Candidate,
  type CycleView,
  type Dossier,
} from '../order/handover.ts'
import { assemblyName } from '../people/handover.ts'
import { compactJson, sha256CompactBase64, sha256Hex } from '../protocol/index.ts'
import { announcementText } from './announcement.ts'
import {
  NoRunoffError,
  NotCountedError,
  NothingUnfilledError,
  PracticeExistsError,
  PracticeTooLateError,
  VoteExistsError,
  VoteNotFoundError,
} from './errors.ts'
import type { NewVote, VoteDossiers, VoteView } from './model.ts'
import { decideOutcome, type Majority, type Outcome } from './outcome.ts'
import { findVote, insertReserve, insertVote, reserveOf, updateVote, votesOf } from './queries.ts'

/** Drafts the year's vote on the whole fixed list. Throws while an earlier one that is not void exists. */
export function startVote(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  input: NewVote,
): Promise<{ ballot: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const cycle = await ownCycle(trx, actor, cycleId)
    const earlier = (await votesOf(trx, cycleId)).filter(({ reason }) => reason !== 'practice')
    if (earlier.some(({ state }) => state !== 'void')) throw new VoteExistsError()
    return draft(ctx, trx, actor, cycle, wholeList(cycle, input, 'first'))
  })
}

/** Drafts a practice vote on the fixed list: for everybody to try, and never opened. One at a time. */
export function startPractice(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  input: NewVote,
): Promise<{ ballot: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const cycle = await ownCycle(trx, actor, cycleId)
    const votes = await votesOf(trx, cycleId)
    const earlier = votes.filter(({ reason }) => reason === 'practice')
    if (earlier.some(({ state }) => state !== 'void')) throw new PracticeExistsError()
    if (votes.some(({ state }) => state === 'open' || state === 'closed' || state === 'byHand'))
      throw new PracticeTooLateError()
    return draft(ctx, trx, actor, cycle, wholeList(cycle, input, 'practice'))
  })
}

function wholeList(cycle: CycleView, input: NewVote, reason: 'first' | 'practice'): Draft {
  const { candidates, rule } = cycle
  return { input, reason, runoffOf: null, candidates, seats: rule.seats, majority: rule.majority }
}

/**
 * The presidium opens the fixed list again, with a reason: something in it is wrong. Only while no vote and no practice
 * on it exists, so that nothing was voted on that changes afterwards.
 */
export function reopenFixedList(ctx: Context, actor: Actor, cycleId: string, reason: string): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    await ownCycle(trx, actor, cycleId)
    if ((await votesOf(trx, cycleId)).some(({ state }) => state !== 'void')) throw new VoteExistsError()
    await reopenList(ctx, trx, actor, cycleId, reason)
  })
}

/**
 * Drafts the vote that goes on where an announced one left seats open: among the tied only, by ranking (地方组织法
 * art. 29), or, where too few had the majority, among all not chosen, by the rule's majority.
 */
export function startRunoff(
  ctx: Context,
  actor: Actor,
  uuid: string,
  input: NewVote,
): Promise<{ ballot: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const { vote, cycle, outcome } = await announced(trx, actor, uuid)
    const later = (await votesOf(trx, cycle.id)).filter(
      ({ runoff_of, state }) => runoff_of === uuid && state !== 'void',
    )
    if (later.length > 0) throw new VoteExistsError()
    if (vote.accepted_fewer_reason !== null) throw new NoRunoffError()
    const ids = candidateIds(vote)
    const tie = outcome.tied.length > 0
    const places = tie ? outcome.tied : [...ids.keys()].filter((i) => !outcome.elected.includes(i))
    const seats = tie ? outcome.tiedSeats : outcome.unfilled
    if (seats === 0 || places.length === 0) throw new NoRunoffError()
    const chosen = new Set(places.map((i) => ids[i]))
    return draft(ctx, trx, actor, cycle, {
      input,
      reason: tie ? 'tie' : 'shortfall',
      runoffOf: uuid,
      candidates: cycle.candidates.filter(({ id }) => chosen.has(id)),
      seats,
      majority: tie ? 'none' : cycle.rule.majority,
    })
  })
}

interface Draft {
  readonly input: NewVote
  readonly reason: VotesTable['reason']
  readonly runoffOf: string | null
  readonly candidates: readonly Candidate[]
  readonly seats: number
  readonly majority: Majority
}

async function draft(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  cycle: CycleView,
  { input, reason, runoffOf, candidates, seats, majority }: Draft,
): Promise<{ ballot: string }> {
  const again = reason === 'tie' || reason === 'shortfall'
  const title = `${cycle.year}年民生实事项目票决${again ? '（再次投票）' : ''}`
  const dossiers = sha256Hex(compactJson(candidates.map(({ dossierDigest }) => dossierDigest)))
  const { uuid } = await draftBallot(ctx, trx, actor, {
    ...input,
    kind: cycle.rule.marking,
    practice: reason === 'practice',
    title,
    description: `${await assemblyName(trx, cycle.assemblyId)}。应选${seats}项。候选项目档案摘要（SHA-256）：${dossiers}`,
    options: candidates.map(({ name }) => name),
    ...(cycle.rule.marking === 'choose' ? { choicesMax: Math.min(seats, candidates.length) } : {}),
  })
  await insertVote(trx, {
    ballot_uuid: uuid,
    cycle_id: cycle.id,
    runoff_of: runoffOf,
    reason,
    candidates: JSON.stringify(candidates.map(({ id }) => id)),
    seats,
    majority,
    outcome: null,
    accepted_fewer_reason: null,
  })
  const { meetingId } = input
  const facts = { ballot: uuid, meetingId, reason, seats, majority, dossiers }
  await act(ctx, trx, actor, cycle, 'decide.voteDrafted', facts)
  return { ballot: uuid }
}

/** Announces the outcome of a counted, reconciled vote, and settles the year where nothing is left open. */
export function announceVote(ctx: Context, actor: Actor, uuid: string): Promise<VoteView> {
  return inTransaction(ctx.db, async (trx) => {
    const ballot = await lockBallot(trx, uuid)
    const vote = await findVote(trx, uuid)
    if (ballot === undefined || vote === undefined || ballot.assembly_id !== actor.assemblyId)
      throw new VoteNotFoundError()
    if (vote.outcome !== null) return viewOf(trx, vote)
    const outcome = outcomeOf(vote, ballot)
    if (outcome === null) throw new NotCountedError()
    const cycle = await fixedShortlist(trx, vote.cycle_id)
    const ids = candidateIds(vote)
    const named = (indexes: readonly number[]): string[] =>
      indexes.map((i) => cycle.candidates.find(({ id }) => id === ids[i])?.name ?? '')
    const facts = {
      needed: outcome.needed,
      elected: named(outcome.elected),
      tied: named(outcome.tied),
      unfilled: outcome.unfilled,
    }
    await updateVote(trx, uuid, { outcome: JSON.stringify(outcome) })
    await settle(trx, cycle)
    // Last, because from here on nobody else can append to the journal.
    if (ballot.state !== 'announced') await announceBallot(ctx, trx, actor, ballot, facts)
    await act(ctx, trx, actor, cycle, 'decide.outcome', { ballot: uuid, ...facts })
    return viewOf(trx, { ...vote, outcome: JSON.stringify(outcome) })
  })
}

/** The presidium accepts that fewer are chosen than there are seats, with a reason. */
export function acceptFewer(ctx: Context, actor: Actor, uuid: string, reason: string): Promise<VoteView> {
  return inTransaction(ctx.db, async (trx) => {
    const { vote, cycle, outcome } = await announced(trx, actor, uuid)
    if (vote.accepted_fewer_reason !== null) return viewOf(trx, vote)
    const later = (await votesOf(trx, cycle.id)).filter(
      ({ runoff_of, state }) => runoff_of === uuid && state !== 'void',
    )
    if (later.length > 0) throw new VoteExistsError()
    if (outcome.unfilled === 0) throw new NothingUnfilledError()
    await updateVote(trx, uuid, { accepted_fewer_reason: reason })
    await settle(trx, cycle)
    await act(ctx, trx, actor, cycle, 'decide.fewerAccepted', {
      ballot: uuid,
      unfilled: outcome.unfilled,
      reason,
    })
    return viewOf(trx, { ...vote, accepted_fewer_reason: reason })
  })
}

/** When every vote of the year has its outcome and none leaves a seat open, who was not chosen goes into the reserve. */
async function settle(trx: Trx, cycle: CycleView): Promise<void> {
  const votes = (await votesOf(trx, cycle.id)).filter(
    ({ state, reason }) => state !== 'void' && reason !== 'practice',
  )
  const continued = new Set(votes.map(({ runoff_of }) => runoff_of))
  const elected = new Set<string>()
  const latest = new Map<string, { ballot: string; approvals: number }>()
  for (const vote of votes) {
    const outcome = vote.outcome === null ? null : (JSON.parse(vote.outcome) as Outcome)
    const open = outcome === null || outcome.tied.length > 0 || outcome.unfilled > 0
    if (open && !continued.has(vote.ballot_uuid) && vote.accepted_fewer_reason === null) return
    if (outcome === null) return
    const ids = candidateIds(vote)
    for (const i of outcome.elected) elected.add(ids[i] as string)
    const ballot = await findBallot(trx, vote.ballot_uuid)
    const approvals = ballot === undefined ? [] : approvalsIn(ballot)
    for (const [i, id] of ids.entries())
      latest.set(id, { ballot: vote.ballot_uuid, approvals: approvals?.[i] ?? 0 })
  }
  const rest = cycle.candidates.filter(({ id }) => !elected.has(id))
  if (rest.length === 0) return
  await insertReserve(
    trx,
    rest.map(({ id }) => ({
      candidate_id: id,
      assembly_id: cycle.assemblyId,
      cycle_id: cycle.id,
      ballot_uuid: latest.get(id)?.ballot ?? '',
      approvals: latest.get(id)?.approvals ?? 0,
    })),
  )
}

export async function readVote(db: Db, uuid: string): Promise<VoteView> {
  const vote = await findVote(db, uuid)
  if (vote === undefined) throw new VoteNotFoundError()
  return viewOf(db, vote)
}

/** The same, or undefined where the ballot decides nothing of a year. */
export async function findVoteView(db: Db, uuid: string): Promise<VoteView | undefined> {
  const vote = await findVote(db, uuid)
  return vote && viewOf(db, vote)
}

/** What a tablet shows of each project: the dossiers as they were fixed, in ballot order. */
export async function readDossiers(db: Db, uuid: string): Promise<VoteDossiers> {
  const vote = await findVote(db, uuid)
  if (vote === undefined) throw new VoteNotFoundError()
  const { candidates } = await fixedShortlist(db, vote.cycle_id)
  const dossiers = candidateIds(vote).flatMap((wanted) =>
    candidates.filter(({ id }) => id === wanted).map(dossierOf),
  )
  return { seats: vote.seats, majority: vote.majority, dossiers }
}

function dossierOf(candidate: Candidate): Dossier {
  const { id: _id, position: _position, version: _version, dossierDigest: _digest, ...dossier } = candidate
  return dossier
}

export async function readVotes(db: Db, cycleId: string): Promise<VoteView[]> {
  await cycleAssembly(db, cycleId)
  return Promise.all((await votesOf(db, cycleId)).map((vote) => viewOf(db, vote)))
}

/** The reserve (储备库) that a year leaves. */
export async function readReserve(db: Db, cycleId: string) {
  await cycleAssembly(db, cycleId)
  const rows = await reserveOf(db, cycleId)
  return rows.map(({ candidate_id, ...row }) => ({ candidateId: candidate_id, ...row }))
}

async function viewOf(db: Db, vote: VotesTable): Promise<VoteView> {
  const ballot = await findBallot(db, vote.ballot_uuid)
  if (ballot === undefined) throw new BallotNotFoundError()
  // The list may have been opened again after a vote on it was void: what was voted on is what the ballot says.
  const cycle = await readCycle(db, vote.cycle_id)
  const names = JSON.parse(ballot.options) as string[]
  const approvals = approvalsIn(ballot)
  const candidates = candidateIds(vote).map((id, i) => {
    const candidate = cycle.candidates.find((other) => other.id === id)
    return {
      id,
      position: candidate?.position ?? i,
      name: names[i] ?? '',
      approvals: approvals?.[i] ?? null,
    }
  })
  const counts = countsIn(ballot)
  const outcome = vote.outcome === null ? null : (JSON.parse(vote.outcome) as Outcome)
  return {
    ballot: vote.ballot_uuid,
    cycleId: vote.cycle_id,
    reason: vote.reason,
    runoffOf: vote.runoff_of,
    state: ballot.state,
    method: ballot.method,
    seats: vote.seats,
    majority: vote.majority,
    candidates,
    counts,
    outcome,
    announcement:
      outcome === null || counts === null
        ? null
        : announcementText({
            assembly: await assemblyName(db, cycle.assemblyId),
            year: cycle.year,
            runoff: vote.reason === 'tie' || vote.reason === 'shortfall',
            method: ballot.method,
            seats: vote.seats,
            counts,
            candidates: candidates.map(({ name, approvals: votes }) => ({ name, approvals: votes ?? 0 })),
            outcome,
            fingerprint: ballot.election === null ? null : sha256CompactBase64(ballot.election),
          }),
    acceptedFewerReason: vote.accepted_fewer_reason,
  }
}

function approvalsIn(ballot: BallotsTable): readonly number[] | null {
  const figures = figuresIn(ballot)
  return figures === null ? null : approvalsOf(figures)
}

function outcomeOf(vote: VotesTable, ballot: BallotsTable): Outcome | null {
  const approvals = approvalsIn(ballot)
  const counts = countsIn(ballot)
  if (approvals === null || counts === null || ballot.state === 'void') return null
  const { shouldAttend, present } = counts
  return decideOutcome({ approvals, seats: vote.seats, majority: vote.majority, shouldAttend, present })
}

function candidateIds(vote: VotesTable): string[] {
  return JSON.parse(vote.candidates) as string[]
}

/** An announced vote of the actor's assembly; its ballot is locked, so that two people do not start two run-offs. */
async function announced(trx: Trx, actor: Actor, uuid: string) {
  const ballot = await lockBallot(trx, uuid)
  const vote = await findVote(trx, uuid)
  if (ballot === undefined || vote === undefined || ballot.assembly_id !== actor.assemblyId)
    throw new VoteNotFoundError()
  if (vote.outcome === null) throw new NotCountedError()
  const cycle = await fixedShortlist(trx, vote.cycle_id)
  return { vote, cycle, outcome: JSON.parse(vote.outcome) as Outcome }
}

/** The actor's own year, locked, so that two people do not start two first votes. */
async function ownCycle(trx: Trx, actor: Actor, cycleId: string): Promise<CycleView> {
  if ((await lockCycleAssembly(trx, cycleId)) !== actor.assemblyId) throw new VoteNotFoundError()
  return fixedShortlist(trx, cycleId)
}

async function act(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  cycle: CycleView,
  name: string,
  facts: Readonly<Record<string, Json>>,
): Promise<void> {
  await appendAct(trx, {
    assemblyId: cycle.assemblyId,
    act: name,
    role: actor.role,
    at: isoNow(ctx.clock),
    payload: { cycle: cycle.id, ...facts },
  })
}
