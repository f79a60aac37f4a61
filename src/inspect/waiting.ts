/** What of an assembly's inspection waits for somebody who has signed in; computed when it is asked for. */
import type { Context } from '../context.ts'
import type { Session } from '../http/session.ts'
import { cycleIdsOf, readCycle } from '../order/handover.ts'
import { findStaff } from '../people/handover.ts'
import type { Question } from './question-model.ts'
import { readQuestions } from './question-view.ts'
import type { Sitting } from './sitting-model.ts'
import { readSittings } from './sitting-view.ts'
import { membersOf } from './supervision-queries.ts'
import type { Undertaking } from './undertaking-model.ts'
import { readUndertakings } from './undertakings.ts'

/** How many, how many of them are overdue, and the day of the one that is due next, or was due first. */
export interface Due {
  readonly count: number
  readonly overdue: number
  readonly next: string | null
}

/** Of one year. What is not for the one who asks is 0. */
export interface WaitingOfYear {
  readonly cycleId: string
  readonly year: number
  /** A unit's own to answer; for office and presidium those of all units. */
  readonly questions: Due
  /** A deputy's own questions with an answer that is not rated yet. */
  readonly toRate: number
  /** A unit's own to do; for office and presidium those of all units. */
  readonly undertakings: Due
  /** Reported done, for somebody to look: a deputy's own groups and appointments, for office and presidium all. */
  readonly toCheck: number
  /** Requested appointments, for office and presidium. */
  readonly toArrange: number
  /** Meetings and appointments whose day has come, without minutes; for office and presidium. */
  readonly toMinute: number
}

/** The newest year first; those of which something waits. */
export async function readWaiting(
  ctx: Pick<Context, 'db' | 'clock'>,
  session: Session,
): Promise<WaitingOfYear[]> {
  const [staff] = await findStaff(ctx.db, [session.staffId])
  const years: WaitingOfYear[] = []
  for (const cycleId of await cycleIdsOf(ctx.db, session.assemblyId)) {
    // oxlint-disable-next-line no-await-in-loop -- an assembly has a handful of years
    const [questions, sittings, undertakings] = await Promise.all([
      readQuestions(ctx, session, cycleId),
      readSittings(ctx, session, cycleId),
      readUndertakings(ctx, cycleId),
    ])
    // oxlint-disable-next-line no-await-in-loop -- an assembly has a handful of years
    const isMember = await memberIn(ctx, undertakings, staff?.deputyId ?? null)
    const all = { questions, sittings, undertakings }
    const waiting = waitingFor(session.role, all, staff?.name ?? '', isMember)
    if (waiting === undefined) continue
    // oxlint-disable-next-line no-await-in-loop -- an assembly has a handful of years
    years.push({ cycleId, year: (await readCycle(ctx.db, cycleId)).year, ...waiting })
  }
  return years
}

interface All {
  readonly questions: readonly Question[]
  readonly sittings: readonly Sitting[]
  readonly undertakings: readonly Undertaking[]
}

/** Undefined where nothing waits. */
function waitingFor(
  role: Session['role'],
  { questions, sittings, undertakings }: All,
  unit: string,
  isMember: (undertaking: Undertaking) => boolean,
): Omit<WaitingOfYear, 'cycleId' | 'year'> | undefined {
  const unanswered = questions.filter(({ state }) => state === 'waiting')
  const open = undertakings.filter(({ state }) => state === 'open')
  const reported = undertakings.filter(({ state }) => state === 'reported')
  const waiting = { questions: NONE, toRate: 0, undertakings: NONE, toCheck: 0, toArrange: 0, toMinute: 0 }
  switch (role) {
    case 'department':
      return ifAny({
        ...waiting,
        questions: dueOf(unanswered.filter(({ mine }) => mine)),
        undertakings: dueOf(open.filter((each) => each.unit === unit)),
      })
    case 'deputy': {
      const asked = new Set(sittings.filter(({ mine }) => mine).map(({ id }) => id))
      return ifAny({
        ...waiting,
        toRate: questions.filter(({ mine, state }) => mine && state === 'answered').length,
        toCheck: reported.filter((each) => isMember(each) || asked.has(each.fromId)).length,
      })
    }
    case 'secretary':
    case 'presidium':
      return ifAny({
        ...waiting,
        questions: dueOf(unanswered),
        undertakings: dueOf(open),
        toCheck: reported.length,
        toArrange: sittings.filter(({ state }) => state === 'requested').length,
        toMinute: sittings.filter(({ lacksMinutes }) => lacksMinutes).length,
      })
    case 'teller':
    case 'auditor':
      return undefined
  }
}

const NONE: Due = { count: 0, overdue: 0, next: null }

function dueOf(all: readonly { readonly dueOn: string | null; readonly overdue: boolean }[]): Due {
  const days = all.flatMap(({ dueOn }) => dueOn ?? []).toSorted()
  return { count: all.length, overdue: all.filter(({ overdue }) => overdue).length, next: days[0] ?? null }
}

function ifAny<T extends Omit<WaitingOfYear, 'cycleId' | 'year'>>(waiting: T): T | undefined {
  const { questions, toRate, undertakings, toCheck, toArrange, toMinute } = waiting
  const sum = questions.count + toRate + undertakings.count + toCheck + toArrange + toMinute
  return sum === 0 ? undefined : waiting
}

/** Whether a deputy is in the group of the project that something was undertaken for. */
async function memberIn(
  { db }: Pick<Context, 'db'>,
  undertakings: readonly Undertaking[],
  deputyId: string | null,
): Promise<(undertaking: Undertaking) => boolean> {
  if (deputyId === null) return () => false
  const ids = [...new Set(undertakings.flatMap(({ projectId }) => projectId ?? []))]
  const members = ids.length === 0 ? [] : await membersOf(db, ids)
  const own = new Set(members.filter((row) => row.deputy_id === deputyId).map((row) => row.project_id))
  return ({ projectId }) => projectId !== null && own.has(projectId)
}
