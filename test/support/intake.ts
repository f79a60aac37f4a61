/** An assembly that meets its residents: grids, a station, deputies with accounts, a department. */
import type {
  Contact,
  ContactCorrection,
  Demand,
  DemandView,
  Grid,
  NewContact,
  Statistics,
} from '../../src/intake/model.ts'
import { systemNewId } from '../../src/context.ts'
import type { Person, TestApp, TestAssembly } from './app.ts'
import { ask } from './ballots.ts'
import { present } from './present.ts'

export interface TestTown {
  readonly assembly: TestAssembly
  readonly secretary: Person
  /** The account of the first deputy. */
  readonly deputy: Person
  readonly department: Person
  /** By name. */
  readonly grids: ReadonlyMap<string, Grid>
  readonly stationId: string
}

export const WAYS = [
  ['南片', '玄真社区', '第一网格', '甲楼'],
  ['南片', '玄真社区', '第二网格'],
  ['南片', '五星村'],
  ['北片', '飞水村'],
]

export async function makeTown(app: TestApp, deputies = 4): Promise<TestTown> {
  const assembly = await app.newAssembly({ deputies })
  const { secretary } = assembly
  const deputy = await assembly.person('deputy', { deputyId: present(assembly.deputyIds[0]) })
  const department = await assembly.person('department')
  await ask(secretary, 'POST /api/intake/grids', { grids: WAYS.map((path) => ({ path })) }, 201)
  const grids = new Map((await readGrids(secretary)).map((grid) => [grid.name, grid]))
  const station = await ask<{ id: string }>(
    secretary,
    'POST /api/intake/stations',
    { name: '玄真社区联络站', place: '玄真路1号', gridId: present(grids.get('玄真社区')).id },
    201,
  )
  return { assembly, secretary, deputy, department, grids, stationId: station.id }
}

export async function readGrids(person: Person): Promise<readonly Grid[]> {
  return (await ask<{ grids: readonly Grid[] }>(person, 'GET /api/intake/grids')).grids
}

export function gridId({ grids }: TestTown, name: string): string {
  return present(grids.get(name), name).id
}

export function demandOf(change: Partial<NewContact['demands'][number]> = {}): NewContact['demands'][number] {
  return { id: systemNewId(), category: '交通出行', text: '村口路灯不亮，请修一修。', ...change }
}

/** A reception at the town's station, with one demand, unless something else is asked for. */
export function receptionOf(town: TestTown, change: Partial<NewContact> = {}): NewContact {
  return {
    channel: 'reception',
    heldOn: '2026-03-04',
    stationId: town.stationId,
    deputyIds: [present(town.assembly.deputyIds[0])],
    residents: 2,
    demands: [demandOf()],
    ...change,
  }
}

/** That contact as it should be, with a reason, unless something else is asked for. */
export function correctionOf(
  { channel: _channel, demands: _demands, ...met }: NewContact,
  change: Partial<ContactCorrection> = {},
): ContactCorrection {
  return { ...met, version: 0, reason: '记错了。', ...change }
}

export function correct(who: Person, id: string, correction: ContactCorrection): Promise<Contact> {
  return ask<Contact>(who, `POST /api/intake/contacts/${id}/correct`, correction)
}

export function record(who: Person, contact: NewContact, id = systemNewId()): Promise<Contact> {
  return ask<Contact>(who, `PUT /api/intake/contacts/${id}`, contact)
}

/** Takes one demand down at a reception. */
export async function takenDemand(town: TestTown, change: Partial<NewContact['demands'][number]> = {}) {
  const contact = await record(town.deputy, receptionOf(town, { demands: [demandOf(change)] }))
  return present(contact.demands[0])
}

export function readDemand(who: Person, id: string): Promise<DemandView> {
  return ask<DemandView>(who, `GET /api/intake/demands/${id}`)
}

export function readDemands(
  who: Person,
  query = '',
): Promise<{ demands: readonly Demand[]; next: string | null }> {
  return ask(who, `GET /api/intake/demands?${query}`)
}

export function readStatistics(who: Person, query: string): Promise<Statistics> {
  return ask<Statistics>(who, `GET /api/intake/statistics?${query}`)
}
