/** Reading and writing what is inspected. Knows no rule. */
import type { AssessedProjectsTable, AssessmentsTable, Db, InspectionRulesTable, Trx } from '../db/tables.ts'

// ---------------------------------------------------------------------------------------------------------------- rule

export function latestRule(db: Db, cycleId: string): Promise<InspectionRulesTable | undefined> {
  return db
    .selectFrom('inspection_rules')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function insertRule(trx: Trx, row: InspectionRulesTable): Promise<unknown> {
  return trx.insertInto('inspection_rules').values(row).execute()
}

// --------------------------------------------------------------------------------------------------------- assessments

export async function insertAssessment(
  trx: Trx,
  row: AssessmentsTable,
  projects: readonly AssessedProjectsTable[],
): Promise<void> {
  await trx.insertInto('assessments').values(row).execute()
  await trx
    .insertInto('assessed_projects')
    .values([...projects])
    .execute()
}

export function findAssessment(db: Db, uuid: string): Promise<AssessmentsTable | undefined> {
  return db.selectFrom('assessments').selectAll().where('ballot_uuid', '=', uuid).executeTakeFirst()
}

/** All of a year with the state of their ballots, the oldest first. */
export function assessmentsOf(db: Db, cycleId: string) {
  return db
    .selectFrom('assessments')
    .innerJoin('ballots', 'ballots.uuid', 'assessments.ballot_uuid')
    .selectAll('assessments')
    .select('ballots.state')
    .where('assessments.cycle_id', '=', cycleId)
    .orderBy('ballots.created_at')
    .orderBy('ballots.uuid')
    .execute()
}

/** In ballot order. */
export function assessedIn(db: Db, uuid: string): Promise<AssessedProjectsTable[]> {
  return db
    .selectFrom('assessed_projects')
    .selectAll()
    .where('ballot_uuid', '=', uuid)
    .orderBy('position')
    .execute()
}

export function gradeProject(
  trx: Trx,
  { ballot_uuid: uuid, position }: Pick<AssessedProjectsTable, 'ballot_uuid' | 'position'>,
  grade: AssessedProjectsTable['grade'],
): Promise<unknown> {
  return trx
    .updateTable('assessed_projects')
    .set({ grade })
    .where('ballot_uuid', '=', uuid)
    .where('position', '=', position)
    .execute()
}
