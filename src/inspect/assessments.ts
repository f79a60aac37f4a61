/**
 * 满意度测评: deputies judge the year's projects by a secret ballot, through the same ceremony as the vote; what falls short is
 * judged again once it has been put right.
 */
import {
  announceBallot,
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
import type { AssessedProjectsTable, AssessmentsTable, BallotsTable, Db, Trx } from '../db/tables.ts'
import { chosenBy } from '../decide/handover.ts'
import { cycleAssembly, cycleIdsOf, lockCycleAssembly, readCycle } from '../order/handover.ts'
import { assemblyName } from '../people/handover.ts'
import { sha256CompactBase64 } from '../protocol/index.ts'
import { announcementText, roundWords } from './announcement.ts'
import {
  AssessmentExistsError,
  AssessmentNotFoundError,
  NoGradeRuleError,
  NotCountedError,
  NothingToAssessError,
  NotToBeJudgedError,
  YearNotFoundError,
} from './errors.ts'
import { gradeOf, type Marks } from './grade.ts'
import type { AssessedProject, AssessmentView, NewAssessment, SatisfactionOfYear } from './model.ts'
import { assessedIn, assessmentsOf, findAssessment, gradeProject, insertAssessment } from './queries.ts'
import { requireRectified } from './rectification.ts'
import { ruleOf } from './rule.ts'
import { fellShortIn, judgedIn } from './verdicts.ts'

interface Named {
  readonly id: string | null
  readonly name: string
}

/**
 * Drafts the satisfaction ballot of a year, or another that judges again what fell short, and what the ones before left
 * out. One at a time: throws `AssessmentExistsError` while another is neither announced nor void, `NoGradeRuleError`, `NothingToAssessError`, `NotToBeJudgedError`, and while what
 * is to be judged again is not put right `NoRectificationError` or `RectificationOpenError`.
 */
export function startAssessment(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  { projectIds, names, ...input }: NewAssessment,
): Promise<{ ballot: string }> {
  return inTransaction(ctx.db, async (trx) => {
    if ((await lockCycleAssembly(trx, cycleId)) !== actor.assemblyId) throw new YearNotFoundError()
    const { grades } = await ruleOf(trx, cycleId)
    if (grades === undefined) throw new NoGradeRuleError()
    const earlier = (await assessmentsOf(trx, cycleId)).filter(({ state }) => state !== 'void')
    if (earlier.some(({ state }) => state !== 'announced')) throw new AssessmentExistsError()
    const round = earlier.length + 1
    const fellShort = await fellShortIn(trx, earlier)
    const judgedNames = await judgedIn(trx, earlier)
    const left = (await toJudge(trx, cycleId, names)).filter(({ name }) => !judgedNames.has(name))
    const all: readonly Named[] = [...fellShort, ...left]
    if (all.length === 0) throw round === 1 ? new NothingToAssessError() : new NotToBeJudgedError()
    const wanted = projectIds === undefined ? all : all.filter(({ id }) => projectIds.includes(id ?? ''))
    if (projectIds !== undefined && wanted.length !== new Set(projectIds).size) throw new NotToBeJudgedError()
    await requireRectified(
      { db: trx, clock: ctx.clock },
      cycleId,
      fellShort.filter((verdict) => wanted.some(({ name }) => name === verdict.name)),
    )
    const { year } = await readCycle(trx, cycleId)
    const { uuid } = await draftBallot(ctx, trx, actor, {
      ...input,
      kind: 'satisfaction',
      practice: false,
      title: `${year}年民生实事项目满意度测评${roundWords(round)}`,
      description: `${await assemblyName(trx, actor.assemblyId)}。共${wanted.length}项，逐项表示满意、基本满意或者不满意。`,
      options: wanted.map(({ name }) => name),
    })
    const { base, half } = grades
    await insertAssessment(
      trx,
      { ballot_uuid: uuid, cycle_id: cycleId, round, base, half },
      wanted.map(({ id, name }, position) => ({
        ballot_uuid: uuid,
        position,
        project_id: id,
        name,
        grade: null,
      })),
    )
    const { meetingId } = input
    const projects = wanted.map(({ name }) => name)
    await act(ctx, trx, actor, cycleId, 'inspect.assessmentDrafted', {
      ballot: uuid,
      meetingId,
      round,
      base,
      half,
      projects,
    })
    return { ballot: uuid }
  })
}

/** What the year's votes chose, in the order of the list; what is named where there is none. */
async function toJudge(trx: Trx, cycleId: string, names: readonly string[] | undefined): Promise<Named[]> {
  const { projects } = await chosenBy(trx, cycleId)
  if (projects.length > 0)
    return projects.map(({ candidateId, dossier }) => ({ id: candidateId, name: dossier.name }))
  return (names ?? []).map((name) => ({ id: null, name }))
}

/** Announces the grades of a counted, reconciled ballot. Again: what was announced. */
export function announceAssessment(ctx: Context, actor: Actor, uuid: string): Promise<AssessmentView> {
  return inTransaction(ctx.db, async (trx) => {
    const ballot = await lockBallot(trx, uuid)
    const assessment = await findAssessment(trx, uuid)
    if (ballot === undefined || assessment === undefined || ballot.assembly_id !== actor.assemblyId)
      throw new AssessmentNotFoundError()
    const rows = await assessedIn(trx, uuid)
    if (rows.every(({ grade }) => grade !== null)) return viewOf(trx, assessment)
    const projects = judged(assessment, ballot, rows)
    if (ballot.state === 'void' || projects.some(({ grade }) => grade === null)) throw new NotCountedError()
    for (const [position, { grade }] of projects.entries())
      // oxlint-disable-next-line no-await-in-loop -- in one transaction
      await gradeProject(trx, { ballot_uuid: uuid, position }, grade)
    const facts = {
      base: baseIn(assessment, ballot),
      grades: projects.map(({ name, grade, marks }) => ({ name, grade, ...marks })),
    }
    // Last, because from here on nobody else can append to the journal.
    if (ballot.state !== 'announced') await announceBallot(ctx, trx, actor, ballot, facts)
    await act(ctx, trx, actor, assessment.cycle_id, 'inspect.assessmentAnnounced', { ballot: uuid, ...facts })
    return viewOf(trx, assessment)
  })
}

/** Throws `AssessmentNotFoundError`. */
export async function readAssessment(db: Db, uuid: string): Promise<AssessmentView> {
  const assessment = await findAssessment(db, uuid)
  if (assessment === undefined) throw new AssessmentNotFoundError()
  return viewOf(db, assessment)
}

/** Of a year, the oldest first. */
export async function readAssessments(db: Db, cycleId: string): Promise<AssessmentView[]> {
  await cycleAssembly(db, cycleId)
  return Promise.all((await assessmentsOf(db, cycleId)).map((assessment) => viewOf(db, assessment)))
}

/** How content the deputies were, year by year, the oldest first; by the last announced ballot on each project. */
export async function satisfactionOver(db: Db, assemblyId: string): Promise<SatisfactionOfYear[]> {
  const years = await Promise.all(
    (await cycleIdsOf(db, assemblyId)).map(async (cycleId) => {
      const announced = (await readAssessments(db, cycleId)).filter(({ state }) => state === 'announced')
      const latest = new Map(
        announced.flatMap(({ projects, round }) =>
          projects.map((project) => [project.name, { ...project, round }] as const),
        ),
      )
      return { cycleId, year: announced[0]?.year ?? 0, projects: [...latest.values()] }
    }),
  )
  return years.filter(({ projects }) => projects.length > 0).toSorted((a, b) => a.year - b.year)
}

async function viewOf(db: Db, assessment: AssessmentsTable): Promise<AssessmentView> {
  const ballot = await findBallot(db, assessment.ballot_uuid)
  if (ballot === undefined) throw new BallotNotFoundError()
  const { year } = await readCycle(db, assessment.cycle_id)
  const projects = judged(assessment, ballot, await assessedIn(db, ballot.uuid))
  const { round, base: of, half } = assessment
  const rule = { base: of, half }
  const counts = countsIn(ballot)
  const base = baseIn(assessment, ballot)
  const told = projects.flatMap(({ name, marks, grade }) =>
    marks === null || grade === null ? [] : [{ name, marks, grade }],
  )
  return {
    ballot: ballot.uuid,
    cycleId: assessment.cycle_id,
    year,
    round,
    state: ballot.state,
    method: ballot.method,
    rule,
    base,
    counts,
    projects,
    announcement:
      ballot.state !== 'announced' || counts === null || base === null
        ? null
        : announcementText({
            assembly: await assemblyName(db, ballot.assembly_id),
            year,
            round,
            method: ballot.method,
            counts,
            rule,
            base,
            projects: told,
            fingerprint: ballot.election === null ? null : sha256CompactBase64(ballot.election),
          }),
  }
}

/** The marks as they were opened, and the grade that they make by the rule. */
function judged(
  assessment: AssessmentsTable,
  ballot: BallotsTable,
  rows: readonly AssessedProjectsTable[],
): AssessedProject[] {
  const figures = figuresIn(ballot)
  const base = baseIn(assessment, ballot)
  return rows.map(({ project_id: id, name }, i) => {
    const marks: Marks | null = figures?.kind === 'satisfaction' ? (figures.options[i] ?? null) : null
    return {
      id,
      name,
      marks,
      grade: marks === null || base === null ? null : gradeOf(marks, base, assessment.half),
    }
  })
}

function baseIn({ base }: Pick<AssessmentsTable, 'base'>, ballot: BallotsTable): number | null {
  const counts = countsIn(ballot)
  return counts === null ? null : base === 'all' ? counts.shouldAttend : counts.present
}

async function act(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  cycleId: string,
  name: string,
  facts: Readonly<Record<string, Json>>,
): Promise<void> {
  await appendAct(trx, {
    assemblyId: actor.assemblyId,
    act: name,
    role: actor.role,
    at: isoNow(ctx.clock),
    payload: { cycle: cycleId, ...facts },
  })
}
