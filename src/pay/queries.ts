/** Reading and writing projects and what belongs to them. Knows no rule. */
import { forUpdate } from '../db/dialect.ts'
import type {
  Db,
  DeliveryRulesTable,
  ProjectChangesTable,
  ProjectCompletionsTable,
  ProjectMoneyTable,
  ProjectPlansTable,
  ProjectReportsTable,
  ProjectsTable,
  Trx,
} from '../db/tables.ts'

// ---------------------------------------------------------------------------------------------------------------- rule

export function latestRule(db: Db, cycleId: string): Promise<DeliveryRulesTable | undefined> {
  return db
    .selectFrom('delivery_rules')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function insertRule(trx: Trx, row: DeliveryRulesTable): Promise<unknown> {
  return trx.insertInto('delivery_rules').values(row).execute()
}

// ------------------------------------------------------------------------------------------------------------ projects

/** Of two who begin the same project at once, one does. */
export function insertProject(trx: Trx, row: ProjectsTable): Promise<unknown> {
  return trx
    .insertInto('projects')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export function findProject(db: Db, id: string): Promise<ProjectsTable | undefined> {
  return db.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockProject(trx: Trx, id: string): Promise<ProjectsTable | undefined> {
  return trx.selectFrom('projects').selectAll().where('id', '=', id).$call(forUpdate(trx)).executeTakeFirst()
}

export function projectsOf(db: Db, cycleId: string): Promise<ProjectsTable[]> {
  return db.selectFrom('projects').selectAll().where('cycle_id', '=', cycleId).orderBy('id').execute()
}

export function updateProject(trx: Trx, id: string, change: Partial<ProjectsTable>): Promise<unknown> {
  return trx.updateTable('projects').set(change).where('id', '=', id).execute()
}

// --------------------------------------------------------------------------------------------------------------- plans

export function insertPlan(trx: Trx, row: ProjectPlansTable): Promise<unknown> {
  return trx.insertInto('project_plans').values(row).execute()
}

export function plansOf(db: Db, ids: readonly string[]): Promise<ProjectPlansTable[]> {
  return db
    .selectFrom('project_plans')
    .selectAll()
    .where('project_id', 'in', ids)
    .orderBy('project_id')
    .orderBy('version')
    .execute()
}

// ------------------------------------------------------------------------------------------------------------- changes

export function insertChange(trx: Trx, row: ProjectChangesTable): Promise<unknown> {
  return trx.insertInto('project_changes').values(row).execute()
}

export function changesOf(db: Db, ids: readonly string[]): Promise<ProjectChangesTable[]> {
  return db
    .selectFrom('project_changes')
    .selectAll()
    .where('project_id', 'in', ids)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}

export function findChange(db: Db, id: string): Promise<ProjectChangesTable | undefined> {
  return db.selectFrom('project_changes').selectAll().where('id', '=', id).executeTakeFirst()
}

export function updateChange(trx: Trx, id: string, change: Partial<ProjectChangesTable>): Promise<unknown> {
  return trx.updateTable('project_changes').set(change).where('id', '=', id).execute()
}

// ------------------------------------------------------------------------------------------------------------- reports

export function insertReport(trx: Trx, row: ProjectReportsTable): Promise<unknown> {
  return trx.insertInto('project_reports').values(row).execute()
}

/** Every version, by period. */
export function reportsOf(db: Db, ids: readonly string[]): Promise<ProjectReportsTable[]> {
  return db
    .selectFrom('project_reports')
    .selectAll()
    .where('project_id', 'in', ids)
    .orderBy('period')
    .orderBy('version')
    .execute()
}

export async function hasReports(db: Db, cycleId: string): Promise<boolean> {
  const row = await db
    .selectFrom('project_reports')
    .innerJoin('projects', 'projects.id', 'project_reports.project_id')
    .select('project_reports.period')
    .where('projects.cycle_id', '=', cycleId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

// --------------------------------------------------------------------------------------------------------------- money

export function insertEntry(trx: Trx, row: ProjectMoneyTable): Promise<unknown> {
  return trx.insertInto('project_money').values(row).execute()
}

export function findEntry(db: Db, id: string): Promise<ProjectMoneyTable | undefined> {
  return db.selectFrom('project_money').selectAll().where('id', '=', id).executeTakeFirst()
}

export function entriesOf(db: Db, ids: readonly string[]): Promise<ProjectMoneyTable[]> {
  return db
    .selectFrom('project_money')
    .selectAll()
    .where('project_id', 'in', ids)
    .orderBy('booked_on')
    .orderBy('at')
    .orderBy('id')
    .execute()
}

// ---------------------------------------------------------------------------------------------------------- completion

export function insertCompletion(trx: Trx, row: ProjectCompletionsTable): Promise<unknown> {
  return trx.insertInto('project_completions').values(row).execute()
}

export function completionsOf(db: Db, ids: readonly string[]): Promise<ProjectCompletionsTable[]> {
  return db
    .selectFrom('project_completions')
    .selectAll()
    .where('project_id', 'in', ids)
    .orderBy('project_id')
    .orderBy('position')
    .execute()
}

// --------------------------------------------------------------------------------------------------------------- files

export function insertSent(trx: Trx, projectId: string, sha256: string): Promise<unknown> {
  return trx
    .insertInto('project_files')
    .values({ project_id: projectId, sha256 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Those of these files that were sent for the project. */
export async function sentFor(db: Db, projectId: string, sha256s: readonly string[]): Promise<string[]> {
  if (sha256s.length === 0) return []
  const rows = await db
    .selectFrom('project_files')
    .select('sha256')
    .where('project_id', '=', projectId)
    .where('sha256', 'in', sha256s)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
