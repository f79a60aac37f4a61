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
import { dayOf, readProject } from '../pay/handover.ts'
import { readAssessments } from './assessments.ts'
import { carriedBy } from './carry-over.ts'
import type { CarriedOver } from './carry-over-model.ts'
import type { Question } from './question-model.ts'
import { readQuestions } from './question-view.ts'
import type { Sitting } from './sitting-model.ts'
import { readSittings } from './sitting-view.ts'
import type {
  Answered,
  AnsweredInYear,
  FollowedProject,
  FollowedQuestion,
  FollowedUndertaking,
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
  const [project, visits, sittings, questions, undertakings, verdicts, answered] = await Promise.all([
    readProject(ctx, null, id),
    readVisits(ctx, cycleId),
    readSittings(ctx, null, cycleId),
    readQuestions(ctx, null, cycleId, { project: id }),
    readUndertakings(ctx, cycleId),
    verdictsOn(ctx.db, cycleId, id),
    answeredBy(ctx.db, assemblyId, id),
  ])
  const { name, state, unit, startBy, finishBy, closedOn, planVersion, weightedProgress, versions, on } =
    project
  const days = new Map([...visits, ...sittings].flatMap(dayHeld))
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
    undertakings: undertakings
      .filter(({ projectId }) => projectId === id)
      .map((each) => inShort(each, days.get(`${each.from} ${each.fromId}`))),
    questions: questions.toSorted(byBeginning).map(questionInShort),
    sittings: sittings
      .filter(({ projects }) => projects.some((each) => each.id === id))
      .flatMap(sittingInShort),
    verdicts,
  }
}

function visitInShort({ id, state, plan, record }: Visit): FollowedProject['visits'] {
  const day = record?.heldOn ?? plan?.day
  return state === 'cancelled' || day === undefined ? [] : [{ id, state, day }]
}

function sittingInShort({ id, kind, subject, state, arrangement }: Sitting): FollowedProject['sittings'] {
  if ((state !== 'arranged' && state !== 'held') || arrangement === null) return []
  return [{ id, kind, subject, state, day: arrangement.day }]
}

/** The day on which something was found or promised there. */
function dayHeld(at: Visit | Sitting): [string, string][] {
  const [from, day] = 'record' in at ? ['visit', at.record?.heldOn] : ['sitting', at.arrangement?.day]
  return day === undefined ? [] : [[`${from} ${at.id}`, day]]
}

function inShort(
  { id, from, text, unit, dueOn, state, overdue, steps, at }: Undertaking,
  heldOn: string | undefined,
): FollowedUndertaking {
  // Another day alone changes nothing of how it stands.
  const last = state === 'open' ? undefined : steps.findLast(({ act }) => act !== 'move')
  return {
    id,
    from,
    text,
    unit,
    dueOn,
    state,
    overdue,
    raisedOn: heldOn ?? dayOf(at),
    since: last === undefined ? null : dayOf(last.at),
  }
}

function questionInShort({ id, deputy, unit, state, dueOn, overdue, entries }: Question): FollowedQuestion {
  return {
    id,
    deputy: deputy.name,
    unit,
    state,
    dueOn,
    overdue,
    entries: entries.map(({ act, text, rating, at }) => ({ act, text, rating, day: dayOf(at) })),
  }
}

function byBeginning({ entries: [a] }: Question, { entries: [b] }: Question): number {
  return a === undefined || b === undefined || a.at === b.at ? 0 : a.at < b.at ? -1 : 1
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
    const day = await firstDayOf(db, ballot)
    verdicts.push({ ballot, day, round, grade, marks, rule, deputies, present })
  }
  return verdicts
}

async function firstDayOf(db: Db, uuid: string): Promise<string> {
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
