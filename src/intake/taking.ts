/** How a demand is taken down, whichever way it comes: with its number, its first step, and who asked kept apart. */
import type { Context } from '../context.ts'
import { isoNow } from '../context.ts'
import type { DemandsTable, DemandStepsTable, ResidentsTable, Trx } from '../db/tables.ts'
import { sha256Hex } from '../protocol/index.ts'
import { DemandTakenError } from './errors.ts'
import { gramsOf } from './grams.ts'
import type { NewResident } from './model.ts'
import { insertDemands, insertResidents, insertSteps, knownDemandIds, nextNumbers } from './demand-queries.ts'
import { insertGrams } from './search-queries.ts'
import { stepsOfPast, type Past } from './past.ts'
import { dueFrom, type StepActor } from './steps.ts'

export interface TakenDemand {
  readonly id: string
  readonly category: string
  readonly text: string
  readonly place: string | null
  readonly gridId: string | null
  readonly takenOn: string
  readonly channel: DemandsTable['channel']
  readonly contactId: string | null
  readonly resident: NewResident | undefined
  readonly followUpCode: string | undefined
  /** Of one that was kept elsewhere. */
  readonly past?: Past
}

/** Of a follow-up code only this is kept: who reads the database cannot follow anybody's demand. */
export function followUpHash(code: string): string {
  return sha256Hex(`piaojue-follow-up|${code}`)
}

/** Writes them down, within the caller's transaction. Throws `DemandTakenError` when an id is known. */
export async function takeDemands(
  ctx: Context,
  trx: Trx,
  taken: readonly TakenDemand[],
  by: {
    readonly assemblyId: string
    readonly source: DemandsTable['source']
    readonly actor: StepActor
  },
): Promise<{ id: string; number: string }[]> {
  if (taken.length === 0) return []
  const known = await knownDemandIds(
    trx,
    taken.map(({ id }) => id),
  )
  if (known.size > 0) throw new DemandTakenError()
  const numbers = await numbersOf(trx, by.assemblyId, taken)
  const residents = new Residents(ctx, by.assemblyId)
  const demands: DemandsTable[] = []
  const steps: DemandStepsTable[] = []
  const at = isoNow(ctx.clock)
  for (const [i, each] of taken.entries()) {
    const past = each.past === undefined ? undefined : stepsOfPast(each.takenOn, each.past)
    demands.push({
      id: each.id,
      assembly_id: by.assemblyId,
      number: numbers[i] as string,
      contact_id: each.contactId,
      source: by.source,
      channel: each.channel,
      category: each.category,
      text: each.text,
      place: each.place,
      grid_id: each.gridId,
      taken_on: each.takenOn,
      state: past?.state ?? 'taken',
      unit: past?.unit ?? null,
      department_id: null,
      due_on: past?.dueOn ?? dueFrom(each.takenOn),
      resident_id: each.resident === undefined ? null : residents.idOf(each.resident),
      resident_erased: 0,
      follow_up_hash: each.followUpCode === undefined ? null : followUpHash(each.followUpCode),
    })
    for (const [position, step] of (past?.steps ?? [{ act: 'take', at, unit: null, text: null }]).entries())
      steps.push({ demand_id: each.id, position, ...step, actor: by.actor })
  }
  await insertResidents(trx, residents.rows)
  await insertDemands(trx, demands)
  await insertGrams(
    trx,
    demands.map(({ id, number, text, place, category }) => ({
      demandId: id,
      grams: gramsOf(searchedIn({ number, category, place, text })),
    })),
  )
  await insertSteps(trx, steps)
  return demands.map(({ id, number }) => ({ id, number }))
}

/**
 * Who asked, as rows: whoever gives the same name and telephone number more than once in what is written down together (a
 * contact, an import) is one person with one row. Never across contacts: that two of them heard the same person is
 * nothing that the service sets out to know.
 */
class Residents {
  readonly rows: ResidentsTable[] = []
  readonly #ctx: Pick<Context, 'newId'>
  readonly #assemblyId: string

  constructor(ctx: Pick<Context, 'newId'>, assemblyId: string) {
    this.#ctx = ctx
    this.#assemblyId = assemblyId
  }

  idOf(resident: NewResident): string {
    const { name = null, phone = null, address = null } = resident
    const before = this.rows.find(
      (row) =>
        name !== null &&
        phone !== null &&
        row.name === name &&
        row.phone === phone &&
        // Of two addresses neither may be lost.
        (row.address === address || address === null),
    )
    if (before !== undefined) return before.id
    const id = this.#ctx.newId()
    this.rows.push({ id, assembly_id: this.#assemblyId, name, phone, address })
    return id
  }
}

/** What of a demand is found when somebody looks for it. */
export function searchedIn({
  number,
  category,
  place,
  text,
}: Pick<DemandsTable, 'number' | 'category' | 'place' | 'text'>): string {
  return [number, category, place ?? '', text].join('\n')
}

/** One number for each, counted within the year of its day. */
async function numbersOf(
  trx: Trx,
  assemblyId: string,
  taken: readonly TakenDemand[],
): Promise<readonly string[]> {
  const numbers: string[] = []
  const years = new Set(taken.map(({ takenOn }) => takenOn.slice(0, 4)))
  // In one order, so that two requests do not wait for each other.
  for (const year of [...years].toSorted()) {
    const places = [...taken.keys()].filter((i) => taken[i]?.takenOn.startsWith(year))
    const given = await nextNumbers(trx, assemblyId, Number(year), places.length)
    for (const [k, place] of places.entries()) numbers[place] = given[k] as string
  }
  return numbers
}
