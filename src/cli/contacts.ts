/** The contacts of a case, run through the HTTP API one by one: what is published are only their sums. */
import type { Channel, Figures } from '../intake/model.ts'
import { CHANNELS } from '../intake/model.ts'
import { CaseFileError, type CaseContacts } from './case.ts'
import { done } from './client.ts'
import type { Hall } from './hall.ts'

/** What the case says of each channel, as the service's statistics count it. */
export type ContactFigures = Partial<Record<Channel, Readonly<Record<string, number>>>>

/** The names of figures in a case, and of the same in the service. Unpublished ones are not compared. */
const FIGURES = [
  'deputyVisits',
  'sessions',
  'residents',
  'opinions',
  'resolved',
] as const satisfies readonly (keyof Figures)[]

/** A demand of the case, to be collected into a proposal of its category. */
export interface CaseDemand {
  readonly id: string
  readonly category: string
}

/**
 * Makes contacts whose sums are the case's: each with some of the deputies and of the residents, its demands answered and
 * confirmed as far as the case says that they were resolved. Returns what the service counts in the end, and the demands.
 */
export async function runContacts(
  { secretary, random }: Pick<Hall, 'secretary' | 'random'>,
  contacts: CaseContacts,
  {
    year,
    deputyIds,
    categories,
  }: {
    readonly year: number
    readonly deputyIds: readonly string[]
    /** What the demands are about, in turns. */
    readonly categories: readonly string[]
  },
): Promise<{ figures: ContactFigures; demands: readonly CaseDemand[] }> {
  const { intake } = secretary.client.api
  const newId = (): string => Buffer.from(random(12)).toString('hex')
  await done(intake.grids.$post({ json: { grids: [{ path: ['全镇'] }] } }))
  const { grids } = await done(intake.grids.$get())
  const gridId = grids[0]?.id
  if (gridId === undefined) throw new Error('a grid was made')
  const station = { name: '代表联络站', place: '镇政府旁', gridId }
  const { id: stationId } = await done(intake.stations.$post({ json: station }))
  const taken: CaseDemand[] = []
  for (const channel of CHANNELS) {
    const wanted = contacts[channel]
    if (wanted === undefined) continue
    // Where no number of sessions is published, each resident was met alone.
    const sessions = wanted.sessions ?? wanted.residents
    const deputyVisits = wanted.deputyVisits ?? sessions
    if (deputyVisits < sessions || deputyVisits > sessions * deputyIds.length)
      throw new CaseFileError(
        `/contacts/${channel}/deputyVisits: 每场至少一名代表，至多全体 / a contact has at least one deputy, and at most all`,
      )
    if (sessions === 0 && wanted.residents + wanted.opinions > 0)
      throw new CaseFileError(`/contacts/${channel}/sessions: 没有场次 / there are no sessions`)
    let opinions = 0
    let resolved = 0
    for (let i = 0; i < sessions; i += 1) {
      const first = shareBefore(deputyVisits, sessions, i)
      const deputies = shareBefore(deputyVisits, sessions, i + 1) - first
      const asked = shareBefore(wanted.opinions, sessions, i + 1) - opinions
      const demands = Array.from({ length: asked }, (_, k) => ({
        id: newId(),
        category: categories[(taken.length + k) % categories.length] as string,
        text: '（案例只公布了条数）',
      }))
      opinions += asked
      await done(
        intake.contacts[':id'].$put({
          param: { id: newId() },
          json: {
            channel,
            heldOn: dayOf(year, i, sessions),
            ...(channel === 'reception' ? { stationId } : { gridId }),
            deputyIds: Array.from(
              { length: deputies },
              (_, k) => deputyIds[(first + k) % deputyIds.length] as string,
            ),
            residents:
              shareBefore(wanted.residents, sessions, i + 1) - shareBefore(wanted.residents, sessions, i),
            demands,
          },
        }),
      )
      taken.push(...demands)
      for (const { id } of demands) {
        if (resolved === wanted.resolved) break
        const param = { id }
        await done(intake.demands[':id'].answer.$post({ param, json: { text: '已办理。' } }))
        await done(intake.demands[':id'].confirm.$post({ param, json: {} }))
        resolved += 1
      }
    }
  }
  const period = { from: `${year}-01-01`, to: `${year}-12-31` }
  const { byChannel } = await done(intake.statistics.$get({ query: period }))
  const figures = Object.fromEntries(
    CHANNELS.flatMap((channel) => {
      const wanted = contacts[channel]
      if (wanted === undefined) return []
      const named = FIGURES.filter((name) => wanted[name] !== undefined)
      return [[channel, Object.fromEntries(named.map((name) => [name, byChannel[channel][name]]))]]
    }),
  )
  return { figures, demands: taken }
}

/** Of a sum that is shared out as evenly as it goes: how much the first `i` of `n` have together. */
function shareBefore(sum: number, n: number, i: number): number {
  return Math.floor((sum * i) / n)
}

/** The days of a year's contacts, spread over it. */
function dayOf(year: number, i: number, n: number): string {
  return new Date(Date.UTC(year, 0, 1 + Math.floor((365 * i) / n))).toISOString().slice(0, 10)
}
