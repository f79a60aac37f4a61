/** 验单 of a case: its projects are judged by a real satisfaction ballot, with the marks that the case has. */
import type { Decision } from '../ballot/questions.ts'
import type { Grade, Marks } from '../inspect/grade.ts'
import type { Rule } from '../order/model.ts'
import type { ProofPool } from '../proof-pool/pool.ts'
import { CaseFileError, type Case } from './case.ts'
import { holdBallot, type SavedBallot, type Say } from './ceremony.ts'
import { done } from './client.ts'
import { convene, type Hall } from './hall.ts'

export interface SatisfactionFigures extends Marks {
  readonly project: string
  readonly grade: Grade
}

export interface InspectionOptions {
  readonly hall: Hall
  readonly pool: ProofPool
  readonly say: Say
  readonly deputyIds: readonly string[]
  /** The year whose projects are judged; without one, it is made, and its projects have the names that the case gives. */
  readonly cycleId?: string
}

/** Undefined where the case judges nothing. */
export async function runInspection(
  theCase: Case,
  { hall, pool, say, deputyIds, cycleId }: InspectionOptions,
): Promise<
  | {
      readonly cycleId: string
      readonly figures: readonly SatisfactionFigures[]
      readonly saved: SavedBallot
    }
  | undefined
> {
  const marks = theCase.inspect?.satisfaction
  if (marks === undefined) return undefined
  const { assembly, year } = theCase
  const id = cycleId ?? (await makeYear(theCase, hall))
  const meetingId = await convene(
    hall,
    `${assembly.name}会议（满意度测评）`,
    `${year}-12-31`,
    deputyIds.slice(0, assembly.present),
  )
  const api = hall.secretary.client.api.inspect
  const names = namesOf(theCase, marks.length)
  const json = {
    meetingId,
    tellerIds: hall.tellers.map(({ staffId }) => staffId),
    threshold: 2,
    ...(cycleId === undefined ? { names } : {}),
  }
  const { ballot: uuid } = await done(api.cycles[':id'].assessments.$post({ param: { id }, json }))
  const { projects } = await done(api.assessments[':uuid'].$get({ param: { uuid } }))
  if (projects.length !== marks.length)
    throw new CaseFileError(
      `/inspect/satisfaction: 要测评 ${projects.length} 个项目，案例给了 ${marks.length} 组票数 / ` +
        `${projects.length} projects are judged, the case has marks for ${marks.length}`,
    )
  const { announced, saved } = await holdBallot(
    assembly,
    { hall, pool, say, uuid, name: '验单 · 满意度测评' },
    {
      decisions: () => decisionsOf(marks, assembly.present),
      announce: () => done(api.assessments[':uuid'].announce.$post({ param: { uuid } })),
    },
  )
  const figures = announced.projects.map(({ name, marks: opened, grade }): SatisfactionFigures => {
    if (opened === null || grade === null) throw new Error('an announced project has a grade')
    return { project: name, ...opened, grade }
  })
  return { cycleId: id, figures, saved }
}

/** A card for each of those present: together they have as many of each mark as the case says, the rest is 弃权. */
function decisionsOf(marks: readonly CaseMarks[], present: number): Decision[] {
  return Array.from({ length: present }, (_, card) => ({
    kind: 'satisfaction',
    answers: marks.map((of, project) => {
      // Each project begins at another card, so that no card is all of one mark.
      const place = (card + project * 7) % present
      const [satisfied, basically, not] = of
      if (place < satisfied) return 0
      if (place < satisfied + basically) return 1
      return place < satisfied + basically + not ? 2 : null
    }),
  }))
}

type CaseMarks = readonly [satisfied: number, basicallySatisfied: number, notSatisfied: number]

function namesOf({ inspect }: Case, count: number): string[] {
  return inspect?.projects ?? Array.from({ length: count }, (_, i) => `项目${i + 1}`)
}

/** A year that was decided on paper: it is here only to be judged, and says how projects are graded. */
export async function makeYear({ year, rule, inspect }: Case, hall: Hall): Promise<string> {
  const count = inspect?.satisfaction?.length ?? 1
  const whole: Rule = {
    seats: count,
    ratio: '100%',
    ratioBasis: 'of-seats',
    rounding: 'up',
    marking: 'choose',
    majority: 'over-half-of-all-deputies',
    tie: 'revote',
    satisfaction: inspect?.grades ?? { base: 'all', half: 'counts' },
    ...rule,
  }
  const { id } = await done(hall.secretary.client.api.order.cycles.$post({ json: { year, rule: whole } }))
  return id
}
