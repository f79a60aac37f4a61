/** Rows of what was proposed again. Knows no rule. */
import type { CarryOversTable, Db, Trx } from '../db/tables.ts'

export function insertCarryOver(trx: Trx, row: CarryOversTable): Promise<unknown> {
  return trx.insertInto('carry_overs').values(row).execute()
}

/** Of a year, with the earlier year and the name that the candidate had there; the first one first. */
export function carryOversOf(db: Db, of: { readonly cycleId: string } | { readonly proposalIds: string[] }) {
  const query = db
    .selectFrom('carry_overs')
    .innerJoin('candidates', 'candidates.id', 'carry_overs.candidate_id')
    .innerJoin('cycles', 'cycles.id', 'candidates.cycle_id')
    .selectAll('carry_overs')
    .select(['candidates.name', 'candidates.cycle_id as from_cycle_id', 'cycles.year'])
    .orderBy('carry_overs.at')
    .orderBy('carry_overs.proposal_id')
  return (
    'cycleId' in of
      ? query.where('carry_overs.cycle_id', '=', of.cycleId)
      : query.where('carry_overs.proposal_id', 'in', of.proposalIds)
  ).execute()
}

/** Of the year's report that was issued last. */
export async function issuedReportDigest(db: Db, cycleId: string): Promise<string | null> {
  const row = await db
    .selectFrom('year_reports')
    .select('digest')
    .where('cycle_id', '=', cycleId)
    .where('digest', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.digest ?? null
}
