/** What the announced satisfaction ballots of a year said of each project, the last one counting. */
import type { AssessedProjectsTable, AssessmentsTable, Db } from '../db/tables.ts'
import { assessedIn } from './queries.ts'

export interface Verdict {
  /** Null for one that was named by hand. */
  readonly id: string | null
  readonly name: string
  /** That judged it last. */
  readonly ballot: string
}

type Announced = readonly Pick<AssessmentsTable, 'ballot_uuid'>[]

/** Of these ballots, the oldest first: what the last one on it found not satisfactory. */
export async function fellShortIn(db: Db, announced: Announced): Promise<Verdict[]> {
  return [...(await latestIn(db, announced)).values()]
    .filter(({ grade }) => grade === 'not-satisfied')
    .map(({ project_id: id, name, ballot_uuid: ballot }) => ({ id, name, ballot }))
}

/** The names of what any of these ballots judged. */
export async function judgedIn(db: Db, announced: Announced): Promise<ReadonlySet<string>> {
  return new Set((await latestIn(db, announced)).keys())
}

async function latestIn(db: Db, announced: Announced): Promise<Map<string, AssessedProjectsTable>> {
  const latest = new Map<string, AssessedProjectsTable>()
  for (const { ballot_uuid: uuid } of announced)
    // oxlint-disable-next-line no-await-in-loop -- two or three of them
    for (const row of await assessedIn(db, uuid)) latest.set(row.name, row)
  return latest
}
