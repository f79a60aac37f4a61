/** What the big screen shows of an assembly. */
import { headsOf, listBallots, viewBallot, type BallotView } from '../ballot/handover.ts'
import { isoNow, type Context } from '../context.ts'
import type { BallotsTable, Db } from '../db/tables.ts'
import { findVoteView } from '../decide/handover.ts'
import { latestCycle, readCycle, type CycleView } from '../order/handover.ts'
import {
  AssemblyNotFoundError,
  attendance,
  findAssembly,
  findMeeting,
  latestMeeting,
  quorum,
  type Meeting,
} from '../people/handover.ts'
import type { ScreenMeeting, ScreenRule, ScreenView, ScreenVote } from './model.ts'

export async function readScreen(ctx: Context, assemblyId: string): Promise<ScreenView> {
  const { db } = ctx
  const assembly = await findAssembly(db, assemblyId)
  if (assembly === undefined) throw new AssemblyNotFoundError()
  const { ballot, meeting } = await currentOf(db, assemblyId)
  const vote = ballot === undefined ? undefined : await voteOf(db, ballot)
  const cycle = vote?.cycle ?? (ballot === undefined ? await latestCycle(db, assemblyId) : undefined)
  return {
    now: isoNow(ctx.clock),
    assembly: { id: assembly.id, name: assembly.name },
    meeting: meeting === undefined ? null : await meetingOf(db, meeting, ballot),
    ballot: ballot === undefined ? null : untilAnnounced(await viewBallot(db, ballot)),
    issued: ballot?.cards_issued ?? null,
    vote: vote?.shown ?? null,
    rule: cycle === undefined ? null : ruleOf(cycle),
  }
}

/**
 * What the hall is at, with its meeting: the newest ballot that counts and whose box is sealed or further; else a practice
 * that goes on; else the newest draft. A ballot that has ended gives way to a meeting that was convened since, and a
 * practice that has ended to everything.
 */
async function currentOf(
  db: Db,
  assemblyId: string,
): Promise<{ ballot: BallotsTable | undefined; meeting: Meeting | undefined }> {
  const [ballots, newest] = [await listBallots(db, { assemblyId }), await latestMeeting(db, assemblyId)]
  const ballot = chosenOf(ballots)
  if (ballot === undefined) return { ballot, meeting: newest }
  const ended = ballot.state === 'announced' || ballot.state === 'void'
  const metSince = newest !== undefined && newest.convenedAt > ballot.created_at
  return ended && metSince
    ? { ballot: undefined, meeting: newest }
    : { ballot, meeting: await findMeeting(db, ballot.meeting_id) }
}

const UNSEALED: readonly BallotsTable['state'][] = ['draft', 'keyed', 'carded']

/** `ballots` has the newest first. */
function chosenOf(ballots: readonly BallotsTable[]): BallotsTable | undefined {
  const real = ballots.filter(({ practice }) => practice === 0)
  const practising = ballots.find(({ practice, state }) => practice === 1 && state !== 'void')
  const [last] = real
  const underWay = last !== undefined && !UNSEALED.includes(last.state)
  // What ended before the practice was drafted is of another day.
  const over = last !== undefined && (last.state === 'announced' || last.state === 'void')
  if (practising !== undefined && (!underWay || (over && practising.created_at > last.created_at)))
    return practising
  return last
}

async function meetingOf(
  db: Db,
  { id, name, heldOn }: Meeting,
  ballot: BallotsTable | undefined,
): Promise<ScreenMeeting> {
  const { shouldAttend, present } = await (ballot === undefined ? attendance(db, id) : headsOf(db, ballot))
  const needed = quorum(shouldAttend)
  const quorate = shouldAttend > 0 && present >= needed
  return { name, heldOn, shouldAttend, present, quorum: needed, quorate }
}

/** The public may read the sums once they are opened; the hall hears them from the chair first. */
function untilAnnounced(ballot: BallotView): BallotView {
  return ballot.state === 'announced' ? ballot : { ...ballot, counts: null, figures: null }
}

async function voteOf(
  db: Db,
  ballot: BallotsTable,
): Promise<{ shown: ScreenVote; cycle: CycleView } | undefined> {
  // The list of a void vote may have been opened again since.
  if (ballot.state === 'void') return undefined
  const vote = await findVoteView(db, ballot.uuid)
  if (vote === undefined) return undefined
  const cycle = await readCycle(db, vote.cycleId)
  const announced = vote.outcome !== null
  const { seats, majority, reason, outcome, acceptedFewerReason } = vote
  const candidates = vote.candidates.map(({ id, name, approvals }) => {
    const dossier = cycle.candidates.find((candidate) => candidate.id === id)
    return {
      name,
      place: dossier?.place ?? '',
      budgetFen: dossier?.budgetFen ?? 0,
      approvals: announced ? approvals : null,
    }
  })
  const counts = announced ? vote.counts : null
  return { shown: { seats, majority, reason, candidates, outcome, counts, acceptedFewerReason }, cycle }
}

function ruleOf({ year, rule, ruleAdopted, shortlist, candidates }: CycleView): ScreenRule {
  const { seats, ratio, ratioBasis, marking, majority } = rule
  const list = shortlist.fixed
    ? candidates.map(({ name, place, budgetFen }) => ({ name, place, budgetFen }))
    : []
  return {
    year,
    adopted: ruleAdopted,
    listFixed: shortlist.fixed,
    seats,
    ratio,
    ratioBasis,
    marking,
    majority,
    candidates: list,
  }
}
