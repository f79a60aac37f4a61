/**
 * The projects of a year and who may work on them. What was voted comes from decide's handover alone; a project has a row of
 * its own from the moment somebody works on it.
 */
import { appendAct, type Json } from '../board/handover.ts'
import { isoNow, today, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db, ProjectsTable, Trx } from '../db/tables.ts'
import { chosenProject, type Chosen, type ChosenOfYear } from '../decide/handover.ts'
import type { Role, Session } from '../http/session.ts'
import { findStaff } from '../people/handover.ts'
import {
  InTheFutureError,
  NoPlanError,
  NotYourProjectError,
  ProjectClosedError,
  ProjectNotFoundError,
} from './errors.ts'
import type { Plan } from './model.ts'
import { findProject, insertProject, lockProject, plansOf } from './queries.ts'

export type Actor = Pick<Session, 'staffId' | 'assemblyId' | 'role'>

/** Who writes for a department: itself, or the office, which has it on paper. */
export type Writer = 'secretary' | 'department'

export interface OpenProject {
  readonly row: ProjectsTable
  readonly chosen: Chosen
  readonly year: Omit<ChosenOfYear, 'projects'>
}

/** A chosen project of the session's assembly, as everybody of the assembly reads it. Throws `ProjectNotFoundError`. */
export async function requireChosen(
  db: Db,
  { assemblyId }: Pick<Session, 'assemblyId'>,
  id: string,
): Promise<Omit<OpenProject, 'row'>> {
  const found = await chosenProject(db, id)
  if (found?.assemblyId !== assemblyId) throw new ProjectNotFoundError()
  const { chosen, ...year } = found
  return { chosen, year }
}

/**
 * Does something to a project, whose row is held until the transaction ends and begun where there was none. Throws
 * `ProjectNotFoundError`; `NotYourProjectError` for another department.
 */
export function changeProject<T>(
  ctx: Context,
  actor: Actor,
  id: string,
  work: (trx: Trx, project: OpenProject) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx.db, async (trx) => {
    const { chosen, year } = await requireChosen(trx, actor, id)
    await insertProject(trx, newRow(chosen, year))
    const row = await lockProject(trx, id)
    if (row === undefined) throw new ProjectNotFoundError()
    if (actor.role === 'department') await requireUnit(trx, actor, row.unit)
    return work(trx, { row, chosen, year })
  })
}

function newRow(chosen: Chosen, { assemblyId, cycleId }: Omit<ChosenOfYear, 'projects'>): ProjectsTable {
  return {
    id: chosen.candidateId,
    assembly_id: assemblyId,
    cycle_id: cycleId,
    unit: chosen.dossier.responsibleUnit,
    draft: null,
    draft_version: 0,
    plan_version: 0,
    closed_on: null,
  }
}

/** A department's account stands for the unit whose name it bears. */
export async function unitOf(
  db: Db,
  { staffId, role }: Pick<Actor, 'staffId' | 'role'>,
): Promise<string | undefined> {
  if (role !== 'department') return undefined
  const [staff] = await findStaff(db, [staffId])
  return staff?.name
}

/** Who is responsible for a project now; undefined while nobody has worked on it, so that it is whom the vote named. */
export async function unitNow(db: Db, id: string): Promise<string | undefined> {
  return (await findProject(db, id))?.unit
}

async function requireUnit(db: Db, actor: Actor, unit: string): Promise<void> {
  if ((await unitOf(db, actor)) !== unit) throw new NotYourProjectError(unit)
}

/** Something is still to come: not after its acceptance. */
export function requireOpen({ closed_on: closedOn }: ProjectsTable): void {
  if (closedOn !== null) throw new ProjectClosedError(closedOn)
}

/** The plan that holds. Throws `NoPlanError`. */
export async function heldPlan(db: Db, { id, plan_version: version }: ProjectsTable): Promise<Plan> {
  const row = (await plansOf(db, [id])).find((each) => each.version === version)
  if (row === undefined) throw new NoPlanError()
  return JSON.parse(row.plan) as Plan
}

export function requireNotFuture(ctx: Pick<Context, 'clock'>, day: string): void {
  if (day > today(ctx.clock)) throw new InTheFutureError(day)
}

export function writerOf(role: Role): Writer {
  return role === 'department' ? 'department' : 'secretary'
}

/** An official act on a project; last in its transaction. */
export async function act(
  ctx: Context,
  trx: Trx,
  actor: Pick<Actor, 'role'>,
  { row, chosen }: Pick<OpenProject, 'row' | 'chosen'>,
  name: string,
  facts: Readonly<Record<string, Json>>,
): Promise<void> {
  await appendAct(trx, {
    assemblyId: row.assembly_id,
    act: name,
    role: actor.role,
    at: isoNow(ctx.clock),
    payload: { cycle: row.cycle_id, project: row.id, name: chosen.dossier.name, ...facts },
  })
}
