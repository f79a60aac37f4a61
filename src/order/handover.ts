/** What later stages may use of the order stage: the fixed list. */
import type { Db, Trx } from '../db/tables.ts'
import { CycleNotFoundError, ListNotFixedError } from './errors.ts'
import type { CycleView } from './model.ts'
import { findCandidate, findCycle, latestCycleOf, lockCycle } from './queries.ts'
import { readCycle } from './service.ts'

export { readCycle }
export { CandidateNotFoundError, NameTakenError } from './errors.ts'
export { cycleIdsOf } from './queries.ts'
export { bringInCandidate, readAnswered, readBecame, readBecameOf, readProposals } from './proposals.ts'
export { FollowUpQuestion, type AnsweredDemands, type Became } from './proposal-model.ts'
export { reopenList, requireCarried } from './service.ts'

export { Dossier, Resolution, Rule, type Candidate, type CycleView, type Shortlist } from './model.ts'

/** The year with its fixed list; throws when there is none. */
export async function fixedShortlist(db: Db, cycleId: string): Promise<CycleView> {
  const view = await readCycle(db, cycleId)
  if (!view.shortlist.fixed) throw new ListNotFixedError()
  return view
}

/** The newest year of an assembly, whatever it has come to. */
export async function latestCycle(db: Db, assemblyId: string): Promise<CycleView | undefined> {
  const cycle = await latestCycleOf(db, assemblyId)
  return cycle && readCycle(db, cycle.id)
}

/** The assembly that a year belongs to. Throws when there is no such year. */
export async function cycleAssembly(db: Db, cycleId: string): Promise<string> {
  const cycle = await findCycle(db, cycleId)
  if (cycle === undefined) throw new CycleNotFoundError()
  return cycle.assembly_id
}

/** The same, held until the transaction ends: of two who decide something for the year, one comes after the other. */
export async function lockCycleAssembly(trx: Trx, cycleId: string): Promise<string> {
  const cycle = await lockCycle(trx, cycleId)
  if (cycle === undefined) throw new CycleNotFoundError()
  return cycle.assembly_id
}

/** The year whose list a candidate is on. */
export async function cycleOfCandidate(db: Db, candidateId: string): Promise<string | undefined> {
  return (await findCandidate(db, candidateId))?.cycle_id
}
