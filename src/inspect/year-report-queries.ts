/** Reading and writing the year's report, and what is counted for it. Knows no rule. */
import type { Db, Trx, YearReportsTable } from '../db/tables.ts'

/** The oldest version first. */
export function yearReportsOf(db: Db, cycleId: string): Promise<YearReportsTable[]> {
  return db
    .selectFrom('year_reports')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('version')
    .execute()
}

export function insertYearReport(trx: Trx, row: YearReportsTable): Promise<unknown> {
  return trx.insertInto('year_reports').values(row).execute()
}

/** Once: what is issued stays as it is. */
export function issueYearReportRow(
  trx: Trx,
  { cycle_id: cycleId, version, figures, digest, issued_at }: Omit<YearReportsTable, 'words' | 'at'>,
): Promise<unknown> {
  return trx
    .updateTable('year_reports')
    .set({ figures, digest, issued_at })
    .where('cycle_id', '=', cycleId)
    .where('version', '=', version)
    .where('issued_at', 'is', null)
    .execute()
}

/** What was asked and answered in a year, without a word of it; in order. */
export function questionEntriesOf(db: Db, cycleId: string) {
  return db
    .selectFrom('question_entries as entry')
    .innerJoin('questions', 'questions.id', 'entry.question_id')
    .select(['entry.question_id', 'entry.act', 'entry.due_on'])
    .where('questions.cycle_id', '=', cycleId)
    .orderBy('entry.question_id')
    .orderBy('entry.position')
    .execute()
}

/** Of each meeting and appointment of a year; one without a step stands there once. */
export function sittingStepsOf(db: Db, cycleId: string) {
  return db
    .selectFrom('sittings')
    .leftJoin('sitting_steps as step', 'step.sitting_id', 'sittings.id')
    .select(['sittings.id as sitting_id', 'sittings.kind', 'step.act'])
    .where('sittings.cycle_id', '=', cycleId)
    .execute()
}
