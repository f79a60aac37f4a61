/** Rows of proposals, their dossiers and the demands that are part of them. Knows no rule. */
import { forUpdate } from '../db/dialect.ts'
import type { Db, ProposalDossiersTable, ProposalsTable, Trx } from '../db/tables.ts'

export function proposalsOf(db: Db, cycleId: string): Promise<ProposalsTable[]> {
  return db
    .selectFrom('proposals')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

const OF_ACCOUNTS_MAX = 200

/** Given to one of these accounts, the newest year first. */
export function proposalsOfAccounts(db: Db, staffIds: readonly string[]) {
  return db
    .selectFrom('proposals')
    .innerJoin('cycles', 'cycles.id', 'proposals.cycle_id')
    .selectAll('proposals')
    .select(['cycles.year', 'cycles.list_fixed'])
    .where('proposals.department_id', 'in', [...staffIds])
    .orderBy('cycles.year', 'desc')
    .orderBy('proposals.created_at')
    .orderBy('proposals.id')
    .limit(OF_ACCOUNTS_MAX)
    .execute()
}

export function findProposal(db: Db, id: string): Promise<ProposalsTable | undefined> {
  return db.selectFrom('proposals').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockProposal(trx: Trx, id: string): Promise<ProposalsTable | undefined> {
  return trx.selectFrom('proposals').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

export async function insertProposal(trx: Trx, row: ProposalsTable): Promise<void> {
  await trx.insertInto('proposals').values(row).execute()
}

export async function updateProposal(trx: Trx, id: string, change: Partial<ProposalsTable>): Promise<void> {
  await trx.updateTable('proposals').set(change).where('id', '=', id).execute()
}

export function proposalOfCandidate(db: Db, candidateId: string): Promise<ProposalsTable | undefined> {
  return db.selectFrom('proposals').selectAll().where('candidate_id', '=', candidateId).executeTakeFirst()
}

/** The candidate goes from the list; what it came from is collected again. */
export async function unlistProposal(trx: Trx, candidateId: string): Promise<void> {
  await trx
    .updateTable('proposals')
    .set({ state: 'collected', candidate_id: null })
    .where('candidate_id', '=', candidateId)
    .execute()
}

export async function insertDossier(trx: Trx, row: ProposalDossiersTable): Promise<void> {
  await trx.insertInto('proposal_dossiers').values(row).execute()
}

/** A file was sent for this dossier, or for this year's; once more is the same. */
export async function insertSent(trx: Trx, sentForId: string, sha256: string): Promise<void> {
  await trx
    .insertInto('dossier_files')
    .values({ sent_for: sentForId, sha256 })
    .onConflict((conflict) => conflict.columns(['sent_for', 'sha256']).doNothing())
    .execute()
}

export async function sentFor(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('dossier_files')
    .select('sha256')
    .where('sent_for', 'in', [...ids])
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

export function dossiersOf(db: Db, proposalId: string): Promise<ProposalDossiersTable[]> {
  return db
    .selectFrom('proposal_dossiers')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .orderBy('version')
    .execute()
}

/** The newest dossier of each proposal of a year. */
export function newestDossiers(db: Db, cycleId: string): Promise<ProposalDossiersTable[]> {
  return db
    .selectFrom('proposal_dossiers')
    .innerJoin('proposals', (join) =>
      join
        .onRef('proposals.id', '=', 'proposal_dossiers.proposal_id')
        .onRef('proposals.dossier_version', '=', 'proposal_dossiers.version'),
    )
    .selectAll('proposal_dossiers')
    .where('proposals.cycle_id', '=', cycleId)
    .execute()
}

/** How many demands of each proposal came which way, where and in which month. */
export function originsOf(db: Db, cycleId: string) {
  return db
    .selectFrom('proposal_demands')
    .innerJoin('demands', 'demands.id', 'proposal_demands.demand_id')
    .select(['proposal_id', 'channel', 'grid_id'])
    .select((eb) => [
      eb.fn<string>('substr', ['taken_on', eb.lit(1), eb.lit(7)]).as('month'),
      eb.fn.countAll<number>().as('demands'),
    ])
    .where('proposal_demands.cycle_id', '=', cycleId)
    .groupBy((eb) => [
      'proposal_id',
      'channel',
      'grid_id',
      eb.fn('substr', ['taken_on', eb.lit(1), eb.lit(7)]),
    ])
    .orderBy('grid_id')
    .execute()
}

/** How many residents stand behind each proposal, as far as they gave a name; and how many demands have none. */
export function askersOf(db: Db, cycleId: string) {
  return db
    .selectFrom('proposal_demands')
    .innerJoin('demands', 'demands.id', 'proposal_demands.demand_id')
    .select('proposal_id')
    .select((eb) => [
      eb.fn.count<number>('resident_id').distinct().as('named'),
      eb.fn.count<number>('resident_id').as('demands_of_named'),
      eb.fn.countAll<number>().as('demands'),
    ])
    .where('proposal_demands.cycle_id', '=', cycleId)
    .groupBy('proposal_id')
    .execute()
}

/** Each grid of the year's assembly, with its way from the top. */
export function gridsOfYear(db: Db, cycleId: string) {
  return db
    .selectFrom('grids')
    .innerJoin('cycles', 'cycles.assembly_id', 'grids.assembly_id')
    .select(['grids.id', 'grids.name', 'grids.path'])
    .where('cycles.id', '=', cycleId)
    .execute()
}

export async function demandIdsOf(db: Db, proposalId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('proposal_demands')
    .select('demand_id')
    .where('proposal_id', '=', proposalId)
    .execute()
  return rows.map((row) => row.demand_id)
}

/** A demand that was part of another proposal of this year moves over. */
export async function collectDemands(
  trx: Trx,
  cycleId: string,
  proposalId: string,
  demandIds: readonly string[],
): Promise<void> {
  for (const demandId of demandIds) {
    await trx
      .insertInto('proposal_demands')
      .values({ cycle_id: cycleId, demand_id: demandId, proposal_id: proposalId })
      .onConflict((conflict) =>
        conflict.columns(['cycle_id', 'demand_id']).doUpdateSet({ proposal_id: proposalId }),
      )
      .execute()
  }
}

export async function releaseDemand(trx: Trx, proposalId: string, demandId: string): Promise<void> {
  await trx
    .deleteFrom('proposal_demands')
    .where('proposal_id', '=', proposalId)
    .where('demand_id', '=', demandId)
    .execute()
}

/** The proposals that a demand is part of. */
export function becameOf(db: Db, demandId: string) {
  return proposalsInYears(db)
    .innerJoin('proposal_demands', 'proposals.id', 'proposal_demands.proposal_id')
    .where('proposal_demands.demand_id', '=', demandId)
    .execute()
}

/** The proposals that were made anew from these candidates of earlier years. */
export function againFrom(db: Db, candidateIds: readonly string[]) {
  return proposalsInYears(db)
    .where('from_candidate_id', 'in', [...candidateIds])
    .execute()
}

function proposalsInYears(db: Db) {
  return db
    .selectFrom('proposals')
    .innerJoin('cycles', 'cycles.id', 'proposals.cycle_id')
    .selectAll('proposals')
    .select(['cycles.year', 'cycles.list_fixed'])
}
