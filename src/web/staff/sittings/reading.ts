/** What the page of meetings and appointments shows, read together. */
import type { Sitting } from '../../../inspect/sitting-model.ts'
import type { Group } from '../../../inspect/supervision-model.ts'
import type { KeptEvidence } from '../../../pay/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import type { Me } from '../session.tsx'

export interface Sittings {
  readonly cycleId: string
  readonly year: number
  readonly on: string
  readonly projects: readonly Pick<Group, 'projectId' | 'project' | 'unit'>[]
  readonly sittings: readonly Sitting[]
  /** Those that somebody signs in for. */
  readonly units: readonly string[]
  readonly files: readonly KeptEvidence[]
  /** Empty for who names nobody. */
  readonly deputies: readonly Deputy[]
}

export async function readSittings(cycleId: string, role: Me['role']): Promise<Sittings> {
  const param = { param: { id: cycleId } }
  const at = api.inspect.cycles[':id']
  const [{ year }, { groups }, { sittings, files, on }, { units }, deputies] = await Promise.all([
    body(api.order.cycles[':id'].$get(param)),
    body(at.groups.$get(param)),
    body(at.sittings.$get(param)),
    body(at.undertakings.$get(param)),
    isOffice(role) ? body(api.people.deputies.$get()).then((all) => all.deputies) : Promise.resolve([]),
  ])
  return { cycleId, year, on, projects: groups, sittings, units, files, deputies }
}

export function isOffice(role: Me['role']): boolean {
  return role === 'secretary' || role === 'presidium'
}
