/** What the form offers: read from the service, and kept on the phone for where there is no network. */
import type { Grid, Station } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import type { Me } from '../session.tsx'
import { read, write } from '../phone/store.ts'
import { today } from './draft.ts'

export interface Lists {
  /** The deputy's own first. */
  readonly grids: readonly { readonly id: string; readonly own: boolean; readonly path: string }[]
  readonly stations: readonly Pick<Station, 'id' | 'name'>[]
  /** Also who has left: a contact that was sent back may name them. */
  readonly deputies: readonly Deputy[]
  /** Who was there most often lately, and who looks after the same grid. */
  readonly companions: readonly string[]
  readonly categories: readonly string[]
}

/** Where a town has not yet used any of its own. */
const CATEGORIES = ['交通出行', '环境卫生', '教育', '医疗卫生', '养老服务', '农田水利', '文化体育', '其他']
const CATEGORIES_MAX = 8

/** So many contacts tell who comes along. */
const LATELY = 50
const COMPANIONS_MAX = 6

export interface KeptLists {
  readonly lists: Lists
  /** By this phone's clock. */
  readonly readAt: number
}

/** Those of the last time that there was a network. */
export async function keptLists(staffId: string): Promise<KeptLists | undefined> {
  try {
    return await read('lists', (store) => store.get(staffId) as IDBRequest<KeptLists | undefined>)
  } catch {
    return undefined
  }
}

export async function readLists(me: Me): Promise<KeptLists> {
  const kept = { lists: await askLists(me), readAt: Date.now() }
  // A phone that cannot keep them can still use them now.
  await write(['lists'], (transaction) =>
    transaction.objectStore('lists').put({ staffId: me.id, ...kept }),
  ).catch(() => undefined)
  return kept
}

export async function askLists(me: Me): Promise<Lists> {
  const year = today().slice(0, 4)
  const lately = { from: `${Number(year) - 1}-01-01`, to: `${year}-12-31`, limit: String(LATELY) }
  const [{ grids }, { stations }, { deputies }, { categories }, { contacts }] = await Promise.all([
    body(api.intake.grids.$get()),
    body(api.intake.stations.$get()),
    body(api.people.deputies.$get()),
    body(api.intake.public.assemblies[':id'].$get({ param: { id: me.assembly.id } })),
    body(api.intake.contacts.$get({ query: lately })),
  ])
  const offered = grids.map((grid) => ({
    id: grid.id,
    own: me.deputyId !== null && grid.deputyIds.includes(me.deputyId),
    path: pathOf(grid, grids),
  }))
  return {
    grids: [...offered.filter(({ own }) => own), ...offered.filter(({ own }) => !own)],
    stations: stations.filter(({ closed }) => !closed).map(({ id, name }) => ({ id, name })),
    deputies,
    companions: companionsOf(me.deputyId, [
      ...contacts.map(({ deputyIds }) => deputyIds),
      ...grids.map(({ deputyIds }) => deputyIds).filter((ids) => ids.some((id) => id === me.deputyId)),
    ]),
    categories: [...new Set([...categories, ...CATEGORIES])].slice(0, CATEGORIES_MAX),
  }
}

/** The most frequent first. */
function companionsOf(own: string | null, together: readonly (readonly string[])[]): readonly string[] {
  const times = new Map<string, number>()
  for (const id of together.flat()) if (id !== own) times.set(id, (times.get(id) ?? 0) + 1)
  return [...times.entries()]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, COMPANIONS_MAX)
    .map(([id]) => id)
}

function pathOf(grid: Grid, grids: readonly Grid[]): string {
  const parent = grids.find(({ id }) => id === grid.parentId)
  return parent === undefined ? grid.name : `${pathOf(parent, grids)} / ${grid.name}`
}
