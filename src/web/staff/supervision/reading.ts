/** What the pages of supervision show, read together. */
import type { Group } from '../../../inspect/supervision-model.ts'
import type { Rectification } from '../../../inspect/rectification-model.ts'
import type { Undertaking } from '../../../inspect/undertaking-model.ts'
import type { Visit } from '../../../inspect/visit-model.ts'
import type { KeptEvidence } from '../../../pay/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import type { Me } from '../session.tsx'

export interface Supervision {
  readonly cycleId: string
  readonly year: number
  /** The service's day. */
  readonly on: string
  readonly groups: readonly Group[]
  readonly visits: readonly Visit[]
  readonly undertakings: readonly Undertaking[]
  /** Those that somebody signs in for. */
  readonly units: readonly string[]
  readonly rectifications: readonly Rectification[]
  /** Which deputy had asked for which sitting. */
  readonly askers: ReadonlyMap<string, string>
  /** What the files are that are named. */
  readonly files: readonly KeptEvidence[]
  /** Empty for who chooses nobody. */
  readonly deputies: readonly Deputy[]
}

export async function readSupervision(cycleId: string, role: Me['role']): Promise<Supervision> {
  const param = { param: { id: cycleId } }
  const at = api.inspect.cycles[':id']
  const [{ year }, { groups }, visited, undertaken, { rectifications }, { sittings }, deputies] =
    await Promise.all([
      body(api.order.cycles[':id'].$get(param)),
      body(at.groups.$get(param)),
      body(at.visits.$get(param)),
      body(at.undertakings.$get(param)),
      body(at.rectifications.$get(param)),
      body(at.sittings.$get(param)),
      role === 'department'
        ? Promise.resolve([])
        : body(api.people.deputies.$get()).then((all) => all.deputies),
    ])
  return {
    cycleId,
    year,
    on: visited.on,
    groups,
    visits: visited.visits,
    undertakings: undertaken.undertakings,
    units: undertaken.units,
    rectifications,
    askers: new Map(sittings.flatMap(({ id, askedBy }) => (askedBy === null ? [] : [[id, askedBy.id]]))),
    files: [...visited.files, ...undertaken.files],
    deputies,
  }
}

/** Where the files of a year's inspection are. */
export function filesAt(cycleId: string): string {
  return `/api/inspect/cycles/${encodeURIComponent(cycleId)}/files`
}

/** The office for any project, a deputy for one in whose group it is. */
export function isFor({ role, deputyId }: Pick<Me, 'role' | 'deputyId'>, group: Group | undefined): boolean {
  if (role === 'secretary') return true
  return role === 'deputy' && group?.members.some(({ id }) => id === deputyId) === true
}

/** Under what name this device keeps the record of a visit. */
export function draftOf(cycleId: string, visitId: string): string {
  return `visit ${cycleId} ${visitId}`
}

/** Who is in a project's group and serves. */
export function membersOf({ groups }: Supervision, projectId: string): string[] {
  const group = groups.find((each) => each.projectId === projectId)
  return group?.members.filter(({ active }) => active).map(({ id }) => id) ?? []
}
