/** 年度报告: the figures of a year, counted from the records each time they are asked for. Nobody types any of them. */
import type { Counts } from '../ballot/handover.ts'
import { today, type Context } from '../context.ts'
import { readReserve, readVotes, type VoteView } from '../decide/handover.ts'
import { yearStatistics, type Statistics } from '../intake/handover.ts'
import { readCycle } from '../order/handover.ts'
import { readProjects, type Alarm, type Light, type ProjectBrief } from '../pay/handover.ts'
import { readAssessments } from './assessments.ts'
import { isOver } from './deadline.ts'
import { readDuties } from './duties.ts'
import type { Coverage } from './duty-model.ts'
import type { Grade, GradeRule, Marks } from './grade.ts'
import { readUndertakings } from './undertakings.ts'
import { readVisits } from './visits.ts'
import { questionEntriesOf, sittingStepsOf } from './year-report-queries.ts'

export interface VoteFigures {
  readonly ballot: string
  readonly reason: VoteView['reason']
  readonly counts: Counts
  /** In ballot order. */
  readonly candidates: readonly {
    readonly name: string
    readonly approvals: number
    readonly chosen: boolean
  }[]
}

export interface ProjectFigures extends Pick<
  ProjectBrief,
  'id' | 'name' | 'unit' | 'state' | 'weightedProgress' | 'budgetFen' | 'finishBy'
> {
  readonly light: Light | null
  /** Each kind once. */
  readonly alarms: readonly Alarm['kind'][]
  readonly allocatedFen: number
  readonly paidFen: number
  /** How often its plan was changed. */
  readonly changes: number
}

export interface VerdictFigures {
  readonly name: string
  readonly round: number
  readonly marks: Marks
  readonly grade: Grade
  /** Half of whom the grade is by. */
  readonly base: GradeRule['base']
  /** 全体代表, and those present: both stand beside every verdict. */
  readonly all: number
  readonly present: number
}

export interface InspectionFigures {
  /** Not made yet, and not called off; those of them whose day is over. */
  readonly visits: { readonly made: number; readonly planned: number; readonly overdue: number }
  /** Overdue: not answered, and its day is over. */
  readonly questions: { readonly asked: number; readonly answered: number; readonly overdue: number }
  /** Held is what has minutes. */
  readonly sittings: {
    readonly progressHeld: number
    readonly appointmentsAsked: number
    readonly appointmentsHeld: number
  }
  /** Without those that were dropped. */
  readonly undertakings: { readonly all: number; readonly settled: number; readonly overdue: number }
}

export interface YearFigures {
  /** Of which day all this is. */
  readonly on: string
  readonly contacts: Pick<Statistics, 'total' | 'byChannel' | 'byCategory'>
  readonly list: {
    readonly candidates: number
    readonly seats: number
    readonly votes: readonly VoteFigures[]
    /** In the order of the list. */
    readonly chosen: readonly string[]
  }
  readonly delivery: { readonly projects: readonly ProjectFigures[] }
  readonly inspection: InspectionFigures
  readonly verdicts: { readonly projects: readonly VerdictFigures[] }
  readonly duties: Coverage & { readonly missing: readonly string[] }
  /** For the next year. */
  readonly ahead: {
    readonly reserve: readonly { readonly id: string; readonly name: string; readonly approvals: number }[]
    /** Not accepted yet. */
    readonly unfinished: readonly Pick<ProjectFigures, 'id' | 'name' | 'weightedProgress' | 'finishBy'>[]
    /** `id` is null for a project that was named by hand. */
    readonly notSatisfied: readonly { readonly id: string | null; readonly name: string }[]
  }
}

/** Throws `CycleNotFoundError`. */
export async function readYearFigures(ctx: Context, cycleId: string): Promise<YearFigures> {
  const { db } = ctx
  const { year, assemblyId, shortlist } = await readCycle(db, cycleId)
  const { total, byChannel, byCategory } = await yearStatistics(ctx, assemblyId, year)
  const votes = await readVotes(db, cycleId)
  const { projects } = await readProjects(ctx, cycleId)
  const duties = await readDuties(db, cycleId, null)
  const judged = await judgedIn(ctx, cycleId)
  const delivered = projects.map(toFigures)
  return {
    on: today(ctx.clock),
    contacts: { total, byChannel, byCategory },
    list: {
      candidates: shortlist.fixed ? shortlist.candidates : 0,
      seats: shortlist.seats,
      votes: votes.flatMap(toVote),
      chosen: projects.map(({ name }) => name),
    },
    delivery: { projects: delivered },
    inspection: await inspectionOf(ctx, cycleId),
    verdicts: { projects: judged.map(({ id: _id, ...verdict }) => verdict) },
    duties: {
      ...duties.coverage,
      missing: duties.holders.filter(({ report }) => report === null).map(({ name }) => name),
    },
    ahead: {
      reserve: (await readReserve(db, cycleId)).map(({ candidateId: id, name, approvals }) => ({
        id,
        name,
        approvals,
      })),
      unfinished: delivered
        .filter(({ state }) => state !== 'accepted')
        .map(({ id, name, weightedProgress, finishBy }) => ({ id, name, weightedProgress, finishBy })),
      notSatisfied: judged
        .filter(({ grade }) => grade === 'not-satisfied')
        .map(({ id, name }) => ({ id, name })),
    },
  }
}

function toVote({ ballot, reason, state, counts, candidates, outcome }: VoteView): VoteFigures[] {
  if (state !== 'announced' || reason === 'practice' || counts === null) return []
  const elected = new Set(outcome?.elected)
  return [
    {
      ballot,
      reason,
      counts,
      candidates: candidates.map(({ name, approvals }, i) => ({
        name,
        approvals: approvals ?? 0,
        chosen: elected.has(i),
      })),
    },
  ]
}

function toFigures(project: ProjectBrief): ProjectFigures {
  const { id, name, unit, state, light, alarms, weightedProgress, budgetFen, money, finishBy } = project
  return {
    id,
    name,
    unit,
    state,
    light,
    alarms: [...new Set(alarms.map(({ kind }) => kind))],
    weightedProgress,
    budgetFen,
    allocatedFen: money.allocatedFen,
    paidFen: money.paidFen,
    finishBy,
    changes: Math.max(0, project.planVersion - 1),
  }
}

/** By the last announced ballot on each project. */
async function judgedIn({ db }: Context, cycleId: string) {
  const latest = new Map<string, VerdictFigures & { readonly id: string | null }>()
  for (const { state, round, rule, counts, projects } of await readAssessments(db, cycleId)) {
    if (state !== 'announced' || counts === null) continue
    for (const { id, name, marks, grade } of projects) {
      if (marks === null || grade === null) continue
      const { shouldAttend: all, present } = counts
      latest.set(name, { id, name, round, marks, grade, base: rule.base, all, present })
    }
  }
  return [...latest.values()]
}

async function inspectionOf(ctx: Context, cycleId: string): Promise<InspectionFigures> {
  const { db } = ctx
  const onDay = today(ctx.clock)
  const visits = await readVisits(ctx, cycleId)
  const waiting = visits.filter(({ record, cancelledReason }) => record === null && cancelledReason === null)
  const undertakings = (await readUndertakings(ctx, cycleId)).filter(({ state }) => state !== 'dropped')
  return {
    visits: {
      made: visits.filter(({ record }) => record !== null).length,
      planned: waiting.length,
      overdue: waiting.filter(({ overdue }) => overdue).length,
    },
    questions: questionsOf(await questionEntriesOf(db, cycleId), onDay),
    sittings: sittingsOf(await sittingStepsOf(db, cycleId)),
    undertakings: {
      all: undertakings.length,
      settled: undertakings.filter(({ state }) => state === 'settled').length,
      overdue: undertakings.filter(({ overdue }) => overdue).length,
    },
  }
}

type Entry = Awaited<ReturnType<typeof questionEntriesOf>>[number]

/** What was asked again waits again. `entries` are in order. */
export function questionsOf(
  entries: readonly Pick<Entry, 'question_id' | 'act' | 'due_on'>[],
  onDay: string,
): InspectionFigures['questions'] {
  const last = new Map<string, Pick<Entry, 'act' | 'due_on'>>()
  for (const entry of entries) if (entry.act !== 'rate') last.set(entry.question_id, entry)
  const all = [...last.values()]
  const waiting = all.filter(({ act }) => act !== 'answer')
  return {
    asked: all.length,
    answered: all.length - waiting.length,
    overdue: waiting.filter(({ due_on: dueOn }) => dueOn !== null && isOver(dueOn, onDay)).length,
  }
}

function sittingsOf(steps: Awaited<ReturnType<typeof sittingStepsOf>>): InspectionFigures['sittings'] {
  const of = (kind: 'progress' | 'appointment', act?: 'minutes'): number =>
    new Set(
      steps
        .filter((step) => step.kind === kind && (act === undefined || step.act === act))
        .map(({ sitting_id: id }) => id),
    ).size
  return {
    progressHeld: of('progress', 'minutes'),
    appointmentsAsked: of('appointment'),
    appointmentsHeld: of('appointment', 'minutes'),
  }
}
