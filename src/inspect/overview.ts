/** Where the inspection of a year stands, in figures: of what who looks may see. */
import type { Context } from '../context.ts'
import { readDuties } from './duties.ts'
import type { Coverage } from './duty-model.ts'
import type { Session } from '../http/session.ts'
import { readQuestions } from './question-view.ts'
import { assessmentsOf } from './queries.ts'
import { readGroups } from './supervision.ts'
import { readSittings } from './sitting-view.ts'
import { readUndertakings } from './undertakings.ts'
import { readVisits } from './visits.ts'
import { readYearReport } from './year-report.ts'

export interface Overview {
  /** How many projects the votes chose: nothing else is inspected. */
  readonly projects: number
  /** Of these, how many have a supervision group. */
  readonly groups: number
  readonly visits: { readonly made: number; readonly planned: number; readonly overdue: number }
  readonly undertakings: {
    readonly open: number
    readonly reported: number
    readonly settled: number
    readonly overdue: number
  }
  readonly questions: {
    readonly waiting: number
    readonly answered: number
    readonly rated: number
    readonly overdue: number
  }
  /** `lacking` are those that were held, with no minutes yet. */
  readonly sittings: {
    readonly requested: number
    readonly arranged: number
    readonly held: number
    readonly lacking: number
  }
  readonly satisfaction: { readonly announced: number; readonly begun: boolean }
  readonly duties: Coverage
  /** How many times the year's report was issued. */
  readonly reports: number
}

/** Throws `CycleNotFoundError`. */
export async function readOverview(
  ctx: Context,
  session: Session | null,
  cycleId: string,
): Promise<Overview> {
  const groups = await readGroups(ctx.db, cycleId)
  const visits = await readVisits(ctx, cycleId)
  const undertakings = await readUndertakings(ctx, cycleId)
  const assessments = await assessmentsOf(ctx.db, cycleId)
  const questions = await readQuestions(ctx, session, cycleId)
  const sittings = await readSittings(ctx, session, cycleId)
  const { coverage: duties } = await readDuties(ctx.db, cycleId, null)
  // As the public reads it: a draft's figures are not asked for.
  const { issued } = await readYearReport(ctx, cycleId, null)
  return {
    projects: groups.length,
    groups: count(groups, ({ members }) => members.length > 0),
    visits: {
      made: count(visits, ({ state }) => state === 'made'),
      planned: count(visits, ({ state }) => state === 'planned'),
      overdue: count(visits, ({ overdue }) => overdue),
    },
    undertakings: {
      open: count(undertakings, ({ state }) => state === 'open'),
      reported: count(undertakings, ({ state }) => state === 'reported'),
      settled: count(undertakings, ({ state }) => state === 'settled'),
      overdue: count(undertakings, ({ overdue }) => overdue),
    },
    questions: {
      waiting: count(questions, ({ state }) => state === 'waiting'),
      answered: count(questions, ({ state }) => state === 'answered'),
      rated: count(questions, ({ state }) => state === 'rated'),
      overdue: count(questions, ({ overdue }) => overdue),
    },
    sittings: {
      requested: count(sittings, ({ state }) => state === 'requested'),
      arranged: count(sittings, ({ state }) => state === 'arranged'),
      held: count(sittings, ({ state }) => state === 'held'),
      lacking: count(sittings, ({ lacksMinutes }) => lacksMinutes),
    },
    satisfaction: {
      announced: count(assessments, ({ state }) => state === 'announced'),
      begun: assessments.some(({ state }) => state !== 'announced' && state !== 'void'),
    },
    duties,
    reports: issued.length,
  }
}

function count<T>(all: readonly T[], is: (each: T) => boolean): number {
  return all.filter(is).length
}
