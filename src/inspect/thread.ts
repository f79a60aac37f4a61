/**
 * What became of a resident's demand, to the end: the vote, the plan, the progress, what deputies saw of it and how they
 * judged it; and back, from a project to the demands that it answers.
 */
import { findBallot } from '../ballot/handover.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { readThread, readThreadOf, type Thread } from '../decide/handover.ts'
import type { Session } from '../http/session.ts'
import { briefsOf, type DemandBrief } from '../intake/handover.ts'
import { CandidateNotFoundError, cycleAssembly, cycleOfCandidate, readAnswered } from '../order/handover.ts'
import { findMeeting } from '../people/handover.ts'
import { readProject } from '../pay/handover.ts'
import { readAssessments } from './assessments.ts'
import { carriedBy } from './carry-over.ts'
import type { CarriedOver } from './carry-over-model.ts'
import type {
  Answered,
  AnsweredInYear,
  FollowedProject,
  ProjectVerdict,
  WholeThread,
} from './thread-model.ts'
import type { Undertaking } from './undertaking-model.ts'
import { readUndertakings } from './undertakings.ts'
import type { Visit } from './visit-model.ts'
import { readVisits } from './visits.ts'
import { requireYear, type Actor } from './year.ts'

type Reading = Pick<Context, 'db' | 'clock'>

/** For a resident with a code. Throws `DemandNotFoundError`. */
export async function followToTheEnd(ctx: Reading, code: string): Promise<WholeThread[]> {
  return toTheEnd(ctx, await readThread(ctx.db, code))
}

/** For who works with the demand, or reads it. Throws `DemandNotFoundError`. */
export async function followDemand(ctx: Reading, session: Session, demandId: string): Promise<WholeThread[]> {
  return toTheEnd(ctx, await readThreadOf(ctx.db, session, demandId))
}

/** The demands that a candidate of the year answers, the newest year first. Throws `CandidateNotFoundError`. */
export async function demandsAnswered(
  db: Db,
  actor: Actor,
  cycleId: string,
  candidateId: string,
): Promise<AnsweredInYear[]> {
  await requireYear(db, actor, cycleId)
  if ((await cycleOfCandidate(db, candidateId)) !== cycleId) throw new CandidateNotFoundError()
  return answeredBy(db, actor.assemblyId, candidateId)
}

async function answeredBy(db: Db, assemblyId: string, candidateId: string): Promise<AnsweredInYear[]> {
  const years = await readAnswered(db, candidateId)
  return Promise.all(
    years.map(async ({ year, cycleId, demandIds }) => ({
      year,
      cycleId,
      demands: await briefsOf(db, assemblyId, demandIds),
    })),
  )
}

async function toTheEnd(ctx: Reading, threads: readonly Thread[]): Promise<WholeThread[]> {
  const carried = await carriedBy(
    ctx.db,
    threads.map(({ proposalId }) => proposalId),
  )
  return Promise.all(
    threads.map(async (thread) => ({
      ...thread,
      carriedOver: told(carried.get(thread.proposalId), thread),
      project:
        thread.vote?.is === 'chosen' && thread.candidateId !== null
          ? await followProject(ctx, thread.cycleId, thread.candidateId)
          : null,
    })),
  )
}

function told(carried: CarriedOver | undefined, { state }: Thread): WholeThread['carriedOver'] {
  if (carried === undefined) return null
  const { year, why, reportDigest, reason } = carried
  return { year, why, reportDigest, reason: state === 'examined' ? null : reason }
}

/** As the public reads it. */
async function followProject(ctx: Reading, cycleId: string, id: string): Promise<FollowedProject> {
  const assemblyId = await cycleAssembly(ctx.db, cycleId)
  const [project, visits, undertakings, verdicts, answered] = await Promise.all([
    readProject(ctx, null, id),
    readVisits(ctx, cycleId),
    readUndertakings(ctx, cycleId),
    verdictsOn(ctx.db, cycleId, id),
    answeredBy(ctx.db, assemblyId, id),
  ])
  const { name, state, unit, startBy, finishBy, closedOn, planVersion, weightedProgress, versions, on } =
    project
  return {
    id,
    name,
    state,
    unit,
    startBy,
    finishBy,
    closedOn,
    planVersion,
    weightedProgress,
    on,
    approvedOn: versions[0]?.holdsFrom ?? null,
    answers: inFigures(answered.flatMap(({ demands }) => demands)),
    visits: visits.filter(({ projectId }) => projectId === id).flatMap(visitInShort),
    undertakings: undertakings.filter(({ projectId }) => projectId === id).map(inShort),
    verdicts,
  }
}

function visitInShort({ id, state, plan, record }: Visit): FollowedProject['visits'] {
  const day = record?.heldOn ?? plan?.day
  return state === 'cancelled' || day === undefined ? [] : [{ id, state, day }]
}

function inShort({
  id,
  from,
  text,
  unit,
  dueOn,
  state,
  overdue,
}: Undertaking): FollowedProject['undertakings'][number] {
  return { id, from, text, unit, dueOn, state, overdue }
}

/** The announced satisfaction ballots on a project, the first one first. */
async function verdictsOn(db: Db, cycleId: string, id: string): Promise<ProjectVerdict[]> {
  const verdicts: ProjectVerdict[] = []
  for (const { ballot, state, round, rule, counts, projects } of await readAssessments(db, cycleId)) {
    const judged = projects.find((each) => each.id === id)
    if (state !== 'announced' || counts === null || judged === undefined) continue
    const { grade, marks } = judged
    if (grade === null || marks === null) continue
    const { shouldAttend: deputies, present } = counts
    // oxlint-disable-next-line no-await-in-loop -- two or three of them
    const day = await dayOf(db, ballot)
    verdicts.push({ ballot, day, round, grade, marks, rule, deputies, present })
  }
  return verdicts
}

async function dayOf(db: Db, uuid: string): Promise<string> {
  const ballot = await findBallot(db, uuid)
  if (ballot === undefined) throw new Error('an assessment without a ballot')
  return (await findMeeting(db, ballot.meeting_id)).heldOn
}

/** So few demands of one category could be one person's words for it. */
const NAMED_FROM = 2

/** The most frequent category first. */
export function inFigures(demands: readonly Pick<DemandBrief, 'id' | 'category'>[]): Answered {
  const each = new Map(demands.map((demand) => [demand.id, demand.category]))
  const counts = new Map<string, number>()
  for (const category of each.values()) counts.set(category, (counts.get(category) ?? 0) + 1)
  const byCategory = [...counts]
    .filter(([, count]) => count >= NAMED_FROM)
    .toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .map(([category, count]) => ({ category, demands: count }))
  return { demands: each.size, byCategory }
}
