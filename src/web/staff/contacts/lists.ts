/** What the form offers: read from the service, and kept on the phone for where there is no network. */
import type { Grid, Station } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import type { Me } from '../session.tsx'
import { read, write } from './store.ts'

export interface Lists {
  /** The deputy's own first. */
  readonly grids: readonly { readonly id: string; readonly own: boolean; readonly path: string }[]
  readonly stations: readonly Pick<Station, 'id' | 'name'>[]
  /** Also who has left: a contact that was sent back may name them. */
  readonly deputies: readonly Deputy[]
  readonly categories: readonly string[]
}

/** Where a town has not yet used any of its own. */
const CATEGORIES = ['交通出行', '环境卫生', '教育', '医疗卫生', '养老服务', '农田水利', '文化体育', '其他']
const CATEGORIES_MAX = 8

export async function readLists(me: Me): Promise<Lists> {
  const { id: staffId } = me
  try {
    const lists = await askLists(me)
    // A phone that cannot keep them can still use them now.
    await write(['lists'], (transaction) => transaction.objectStore('lists').put({ staffId, lists })).catch(
      () => undefined,
    )
    return lists
  } catch (error) {
    const kept = await read(
      'lists',
      (store) => store.get(staffId) as IDBRequest<{ lists: Lists } | undefined>,
    )
    if (kept === undefined) throw error
    return kept.lists
  }
}

async function askLists(me: Me): Promise<Lists> {
  const [{ grids }, { stations }, { deputies }, { categories }] = await Promise.all([
    body(api.intake.grids.$get()),
    body(api.intake.stations.$get()),
    body(api.people.deputies.$get()),
    body(api.intake.public.assemblies[':id'].$get({ param: { id: me.assembly.id } })),
  ])
  const offered = grids.map((grid) => ({
    id: grid.id,
    own: me.deputyId !== null && grid.deputyIds.includes(me.deputyId),
    path: pathOf(grid, grids),
  }))
  return {
    grids: [...offered.filter(({ own }) => own), ...offered.filter(({ own }) => !own)],
    stations: stations.map(({ id, name }) => ({ id, name })),
    deputies,
    categories: [...new Set([...categories, ...CATEGORIES])].slice(0, CATEGORIES_MAX),
  }
}

function pathOf(grid: Grid, grids: readonly Grid[]): string {
  const parent = grids.find(({ id }) => id === grid.parentId)
  return parent === undefined ? grid.name : `${pathOf(parent, grids)} / ${grid.name}`
}
