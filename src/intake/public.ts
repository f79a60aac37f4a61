/** What anybody may do without an account: ask for something, and see where and when deputies can be met. */
import { today, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { Db, Trx } from '../db/tables.ts'
import { AssemblyNotFoundError, findAssembly } from '../people/handover.ts'
import { DemandTakenError } from './errors.ts'
import { listGrids, requireGrid } from './grids.ts'
import type { PublicDemand, PublicIntake } from './model.ts'
import { categoriesOf, findDemand } from './demand-queries.ts'
import { openStations } from './stations.ts'
import { followUpHash, takeDemands } from './taking.ts'

/** What the form offers. Throws `AssemblyNotFoundError`. */
export async function readPublicIntake(ctx: Context, assemblyId: string): Promise<PublicIntake> {
  const assembly = await findAssembly(ctx.db, assemblyId)
  if (assembly === undefined) throw new AssemblyNotFoundError()
  return {
    assembly,
    grids: (await listGrids(ctx.db, assemblyId)).map(({ id, parentId, level, name }) => ({
      id,
      parentId,
      level,
      name,
    })),
    stations: await openStations(ctx, assemblyId),
    categories: await categoriesOf(ctx.db, assemblyId, { forEverybody: true }),
  }
}

/**
 * Takes a demand from the public page. A page that heard no answer sends the same id and code again, and is answered as
 * the first time. Throws `DemandTakenError` when either was used by somebody else.
 */
export async function submitDemand(
  ctx: Context,
  id: string,
  { assemblyId, ...demand }: PublicDemand,
): Promise<{ number: string }> {
  if ((await findAssembly(ctx.db, assemblyId)) === undefined) throw new AssemblyNotFoundError()
  try {
    return await inTransaction(ctx.db, (trx) => insert(ctx, trx, id, { assemblyId, ...demand }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return sameAgain(ctx.db, id, demand.followUpCode)
  }
}

async function insert(
  ctx: Context,
  trx: Trx,
  id: string,
  { assemblyId, ...demand }: PublicDemand,
): Promise<{ number: string }> {
  if ((await findDemand(trx, id)) !== undefined) return sameAgain(trx, id, demand.followUpCode)
  if (demand.gridId !== undefined) await requireGrid(trx, assemblyId, demand.gridId)
  const [taken] = await takeDemands(
    ctx,
    trx,
    [
      {
        id,
        category: demand.category,
        text: demand.text,
        place: demand.place ?? null,
        gridId: demand.gridId ?? null,
        takenOn: today(ctx.clock),
        channel: 'online',
        contactId: null,
        resident: demand.resident,
        followUpCode: demand.followUpCode,
      },
    ],
    { assemblyId, source: 'public', actor: 'resident' },
  )
  if (taken === undefined) throw new Error('one demand was taken')
  return { number: taken.number }
}

async function sameAgain(db: Db, id: string, followUpCode: string): Promise<{ number: string }> {
  const before = await findDemand(db, id)
  if (before === undefined || before.follow_up_hash !== followUpHash(followUpCode))
    throw new DemandTakenError()
  return { number: before.number }
}
