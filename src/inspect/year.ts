/**
 * The year that is inspected: whose it is, which projects it has, and what is done to it. Whatever changes something holds
 * the year until its transaction ends, so that of two people one comes after the other.
 */
import { appendAct, type Json } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db, Trx } from '../db/tables.ts'
import { chosenProject } from '../decide/handover.ts'
import type { Session } from '../http/session.ts'
import { cycleAssembly, lockCycleAssembly } from '../order/handover.ts'
import { deputyOf, findStaff } from '../people/handover.ts'
import { unitNow } from '../pay/handover.ts'
import { NotYoursToInspectError, ProjectNotOfYearError, YearNotFoundError } from './errors.ts'

export type Actor = Pick<Session, 'staffId' | 'assemblyId' | 'role'>

/** An official act of the year, in the caller's transaction; last in it. Throws when it holds the year of others. */
export type Act = (name: string, facts: Readonly<Record<string, Json>>) => Promise<unknown>

/** Throws `YearNotFoundError` for one of another assembly. */
export async function requireYear(
  db: Db,
  { assemblyId }: Pick<Actor, 'assemblyId'>,
  cycleId: string,
): Promise<void> {
  if ((await cycleAssembly(db, cycleId)) !== assemblyId) throw new YearNotFoundError()
}

/** Does something to the year, whose row is held until the transaction ends. Throws `YearNotFoundError`. */
export function changeYear<T>(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  work: (trx: Trx, act: Act) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx.db, async (trx) => {
    if ((await lockCycleAssembly(trx, cycleId)) !== actor.assemblyId) throw new YearNotFoundError()
    return work(trx, (name, facts) =>
      appendAct(trx, {
        assemblyId: actor.assemblyId,
        act: name,
        role: actor.role,
        at: isoNow(ctx.clock),
        payload: { cycle: cycleId, ...facts },
      }),
    )
  })
}

export interface InspectedProject {
  readonly id: string
  readonly name: string
  /** Who is responsible now: as voted, or since an approved change. */
  readonly unit: string
}

/** A project that the year's votes chose. Throws `ProjectNotOfYearError`. */
export async function projectOf(db: Db, cycleId: string, projectId: string): Promise<InspectedProject> {
  const found = await chosenProject(db, projectId)
  if (found?.cycleId !== cycleId) throw new ProjectNotOfYearError()
  const { dossier } = found.chosen
  return {
    id: projectId,
    name: dossier.name,
    unit: (await unitNow(db, projectId)) ?? dossier.responsibleUnit,
  }
}

/** A department's account stands for the unit whose name it bears. Throws `NotYoursToInspectError` for another's. */
export async function requireUnit(db: Db, { role, staffId }: Actor, unit: string): Promise<void> {
  if (role !== 'department') return
  const [staff] = await findStaff(db, [staffId])
  if (staff?.name !== unit) throw new NotYoursToInspectError(unit)
}

/** As `deputyOf`, for an actor of the role deputy; undefined for any other. */
export async function ownDeputy(db: Db, actor: Actor): Promise<string | undefined> {
  return actor.role === 'deputy' ? deputyOf(db, actor) : undefined
}

/** Who has signed in and works for the assembly. */
export function isInside(
  session: Pick<Session, 'mustEnrol' | 'assemblyId'> | null,
  assemblyId: string,
): boolean {
  return session !== null && !session.mustEnrol && session.assemblyId === assemblyId
}
