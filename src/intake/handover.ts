/** What later stages may use of the intake: demands, without who asked. */
import type { Db } from '../db/tables.ts'
import { toBrief } from './brief.ts'
import type { DemandBrief, Statistics } from './model.ts'
import type { Context } from '../context.ts'
import type { Session } from '../http/session.ts'
import { demandsById, findDemand, findFollowed } from './demand-queries.ts'
import { statistics } from './statistics.ts'
import { followUpHash } from './taking.ts'
import { ownDemand } from './who.ts'

export { DemandNotFoundError } from './errors.ts'
export { FollowUpCode, type Channel, type DemandBrief, type Statistics } from './model.ts'

/** Those of these demands that are this assembly's, in the order of their numbers. */
export async function briefsOf(db: Db, assemblyId: string, ids: readonly string[]): Promise<DemandBrief[]> {
  return (await demandsById(db, assemblyId, ids)).map(toBrief)
}

/** The demand that a resident follows with this code. */
export async function demandOfCode(db: Db, code: string): Promise<DemandBrief | undefined> {
  const row = await findFollowed(db, followUpHash(code))
  return row && toBrief(row)
}

/** A demand that this person works with or reads. Throws `DemandNotFoundError` for any other. */
export async function demandInSight(db: Db, session: Session, id: string): Promise<DemandBrief> {
  return toBrief(await ownDemand(db, session, id, findDemand))
}

/** The figures of a whole calendar year. */
export function yearStatistics(ctx: Context, assemblyId: string, year: number): Promise<Statistics> {
  return statistics(ctx, assemblyId, { from: `${year}-01-01`, to: `${year}-12-31` })
}
