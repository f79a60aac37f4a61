/** What the public reads of a year's inspection; it comes with that part of the page. */
import { hc } from 'hono/client'
import type { Api } from '../../app.ts'
import type { AssessmentView, SatisfactionOfYear } from '../../inspect/model.ts'
import type { DutiesOfYear } from '../../inspect/duty-model.ts'
import type { Question } from '../../inspect/question-model.ts'
import type { Sitting } from '../../inspect/sitting-model.ts'
import type { Undertaking } from '../../inspect/undertaking-model.ts'
import type { Visit } from '../../inspect/visit-model.ts'
import type { IssuedYearReport, YearReport } from '../../inspect/year-report-model.ts'
import { body } from '../shared/read.ts'
import { readDelivery } from './service.ts'

export interface Inspection {
  readonly cycleId: string
  /** What the year's votes chose, in the order of the list. */
  readonly projects: readonly { readonly id: string; readonly name: string }[]
  readonly assessments: readonly AssessmentView[]
  readonly undertakings: readonly Undertaking[]
  readonly visits: readonly Visit[]
  readonly questions: readonly Question[]
  /** Which pictures of these are there to see. */
  readonly files: ReadonlySet<string>
  readonly sittings: readonly Sitting[]
  readonly duties: DutiesOfYear
  readonly report: YearReport
  readonly series: readonly SatisfactionOfYear[]
}

const { inspect } = hc<Api>(location.origin, { init: { credentials: 'omit' } }).api

export async function readInspection(cycleId: string, assemblyId: string): Promise<Inspection> {
  const param = { id: cycleId }
  const year = inspect.cycles[':id']
  const [
    { projects },
    { assessments },
    { undertakings },
    { visits, files },
    { questions },
    { sittings },
    duties,
    report,
    { years },
  ] = await Promise.all([
    readDelivery(cycleId),
    body(year.assessments.$get({ param })),
    body(year.undertakings.$get({ param })),
    body(year.visits.$get({ param })),
    body(year.questions.$get({ param, query: {} })),
    body(year.sittings.$get({ param })),
    body(year.duties.$get({ param })),
    body(year.report.$get({ param })),
    body(inspect.assemblies[':id'].satisfaction.$get({ param: { id: assemblyId } })),
  ])
  return {
    cycleId,
    projects,
    assessments,
    undertakings,
    visits,
    questions,
    sittings,
    duties,
    report,
    files: new Set(files.map(({ sha256 }) => sha256)),
    series: years,
  }
}

/** As it was issued then. */
export function readIssued(cycleId: string, version: number): Promise<IssuedYearReport> {
  return body(
    inspect.cycles[':id'].report[':version'].$get({ param: { id: cycleId, version: String(version) } }),
  )
}
