/** 监督小组: which deputies follow a project, and who leads them. What a deputy may do to a project is asked here. */
import type { Context } from '../context.ts'
import { flag, type Db, type SupervisionMembersTable } from '../db/tables.ts'
import { chosenBy } from '../decide/handover.ts'
import { deputiesOf, type Deputy } from '../people/handover.ts'
import { unitNow } from '../pay/handover.ts'
import type { Group, NewGroup } from './supervision-model.ts'
import { membersOf, replaceMembers } from './supervision-queries.ts'
import { NotActiveDeputyError, NotInGroupError } from './visit-errors.ts'
import { changeYear, ownDeputy, projectOf, type Actor } from './year.ts'

/** Sets who is in it, all at once. Throws `NotActiveDeputyError`; the same group again changes nothing. */
export function setGroup(
  ctx: Context,
  actor: Actor,
  { cycleId, projectId }: { readonly cycleId: string; readonly projectId: string },
  { leadId, memberIds }: NewGroup,
): Promise<Group> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const project = await projectOf(trx, cycleId, projectId)
    const deputies = await deputiesOf(trx, actor.assemblyId)
    const wanted = [...new Set(leadId === null ? memberIds : [leadId, ...memberIds])]
    requireActive(deputies, wanted)
    const rows = wanted
      .toSorted()
      .map((id) => ({ project_id: projectId, deputy_id: id, lead: flag(id === leadId) }))
    const before = (await membersOf(trx, [projectId])).toSorted((a, b) =>
      a.deputy_id < b.deputy_id ? -1 : 1,
    )
    const view = () => viewOf(project, rows, deputies)
    if (textOf(before) === textOf(rows)) return view()
    await replaceMembers(trx, projectId, rows)
    await act('inspect.groupSet', {
      project: projectId,
      lead: leadId,
      members: rows.map(({ deputy_id: id }) => id),
    })
    return view()
  })
}

/** Of every project that the year's votes chose, in the order of the list; without members where nobody was named. */
export async function readGroups(db: Db, cycleId: string): Promise<Group[]> {
  const { assemblyId, projects } = await chosenBy(db, cycleId)
  const deputies = await deputiesOf(db, assemblyId)
  const members = await membersOf(
    db,
    projects.map(({ candidateId }) => candidateId),
  )
  return Promise.all(
    projects.map(async ({ candidateId: id, dossier }) => {
      const unit = (await unitNow(db, id)) ?? dossier.responsibleUnit
      const own = members.filter((row) => row.project_id === id)
      return viewOf({ id, name: dossier.name, unit }, own, deputies)
    }),
  )
}

/** A deputy acts only for a project in whose group it is; others are let in by the door. Throws `NotInGroupError`. */
export async function requireInGroup(db: Db, actor: Actor, projectId: string): Promise<void> {
  if (!(await isInGroup(db, actor, projectId))) throw new NotInGroupError()
}

/** True for everybody who is no deputy; false for who was one and has left. */
export async function isInGroup(db: Db, actor: Actor, projectId: string): Promise<boolean> {
  const own = await ownDeputy(db, actor)
  if (own === undefined) return true
  if (!(await membersOf(db, [projectId])).some(({ deputy_id: id }) => id === own)) return false
  return (await deputiesOf(db, actor.assemblyId)).some(({ id, active }) => id === own && active)
}

/** Throws `NotActiveDeputyError`. */
export function requireActive(deputies: readonly Deputy[], ids: readonly string[]): void {
  const known = new Map(deputies.map((deputy) => [deputy.id, deputy]))
  for (const id of ids) {
    const deputy = known.get(id)
    if (deputy?.active !== true) throw new NotActiveDeputyError(deputy?.name)
  }
}

function viewOf(
  project: { readonly id: string; readonly name: string; readonly unit: string },
  rows: readonly SupervisionMembersTable[],
  deputies: readonly Deputy[],
): Group {
  const members = deputies.flatMap(({ id, name, active }) => {
    const row = rows.find((each) => each.deputy_id === id)
    return row === undefined ? [] : [{ id, name, lead: row.lead === 1, active }]
  })
  return {
    projectId: project.id,
    project: project.name,
    unit: project.unit,
    members: members.toSorted((a, b) => Number(b.lead) - Number(a.lead)),
  }
}

function textOf(rows: readonly SupervisionMembersTable[]): string {
  return rows.map(({ deputy_id: id, lead }) => `${id}:${lead}`).join()
}
