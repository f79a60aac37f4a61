/** What later stages may use of the order stage: the fixed list. */
import type { Db } from '../db/tables.ts'
import { CycleNotFoundError, ListNotFixedError } from './errors.ts'
import type { CycleView } from './model.ts'
import { findCycle } from './queries.ts'
import { readCycle } from './service.ts'

export { Dossier, Rule, type Candidate, type CycleView, type Shortlist } from './model.ts'

/** The year with its fixed list; throws when there is none. */
export async function fixedShortlist(db: Db, cycleId: string): Promise<CycleView> {
  const view = await readCycle(db, cycleId)
  if (!view.shortlist.fixed) throw new ListNotFixedError()
  return view
}

/** The year, for who works in its assembly; as if it did not exist for others. */
export async function cycleAssembly(db: Db, cycleId: string): Promise<string> {
  const cycle = await findCycle(db, cycleId)
  if (cycle === undefined) throw new CycleNotFoundError()
  return cycle.assembly_id
}
