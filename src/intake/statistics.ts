/** The figures of a report, counted from the records each time: by channel, by grid with all within it, by category. */
import { today, type Context } from '../context.ts'
import { CHANNELS, type Channel, type Figures, type Period, type Statistics } from './model.ts'
import { gridsOf } from './grid-queries.ts'
import { contactSums, demandSums, deputyVisitSums } from './statistics-queries.ts'
import { requireGrid } from './grids.ts'
import { WAITING } from './steps.ts'

type Counted = { -readonly [Name in keyof Figures]: Figures[Name] }

/** From one day to another, both counted in; of one grid with all within it, if one is named. */
export async function statistics(
  ctx: Context,
  assemblyId: string,
  { from, to, grid }: Period,
): Promise<Statistics> {
  const { db } = ctx
  const range = { assemblyId, from, to }
  const [contacts, visits, demands, grids] = await Promise.all([
    contactSums(db, range),
    deputyVisitSums(db, range),
    demandSums(db, range, { today: today(ctx.clock), waiting: WAITING }),
    gridsOf(db, assemblyId),
  ])
  const within = grid === undefined ? '' : (await requireGrid(db, assemblyId, grid)).path
  const shown = grids.filter(({ path }) => path.startsWith(within))
  const pathOf = new Map(shown.map(({ id, path }) => [id, path]))

  const total = nothing()
  const byChannel = Object.fromEntries(CHANNELS.map((channel) => [channel, nothing()])) as Record<
    Channel,
    Counted
  >
  const byGrid = new Map(shown.map(({ id }) => [id, nothing()]))
  const byCategory = new Map<string, { category: string; opinions: number; resolved: number }>()

  const add = (row: { channel: Channel; grid_id: string | null }, figures: Partial<Figures>): boolean => {
    const path = row.grid_id === null ? undefined : pathOf.get(row.grid_id)
    if (within !== '' && path === undefined) return false
    const above = (path ?? '').split('/').map((id) => byGrid.get(id))
    for (const counted of [total, byChannel[row.channel], ...above])
      if (counted !== undefined) increase(counted, figures)
    return true
  }
  for (const row of contacts) add(row, { sessions: row.sessions, residents: row.residents })
  for (const row of visits) add(row, { deputyVisits: row.visits })
  for (const row of demands) {
    const { category, opinions, resolved, overdue, alone } = row
    if (!add(row, { opinions, resolved, overdue, residents: alone })) continue
    const sum = byCategory.get(category) ?? { category, opinions: 0, resolved: 0 }
    sum.opinions += opinions
    sum.resolved += resolved
    byCategory.set(category, sum)
  }
  return {
    total,
    byChannel,
    byGrid: [...byGrid].map(([gridId, figures]) => ({ gridId, ...figures })),
    byCategory: [...byCategory.values()].toSorted(
      (a, b) => b.opinions - a.opinions || (a.category < b.category ? -1 : 1),
    ),
  }
}

function nothing(): Counted {
  return { sessions: 0, deputyVisits: 0, residents: 0, opinions: 0, resolved: 0, overdue: 0 }
}

function increase(counted: Counted, figures: Partial<Figures>): void {
  for (const [name, value] of Object.entries(figures) as [keyof Figures, number][]) counted[name] += value
}
