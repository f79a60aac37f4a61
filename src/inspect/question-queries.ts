/** Reading and writing what deputies ask. Knows no rule. */
import type { Db, QuestionEntriesTable, QuestionsTable, Trx } from '../db/tables.ts'

export function findQuestion(db: Db, id: string): Promise<QuestionsTable | undefined> {
  return db.selectFrom('questions').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Of a year, the oldest first. */
export function questionsOf(db: Db, cycleId: string): Promise<QuestionsTable[]> {
  return db
    .selectFrom('questions')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** What was said to all questions of a year, or to one; by question, in order. */
export async function entriesOf(
  db: Db,
  of: { readonly cycleId: string; readonly id?: string },
): Promise<Map<string, QuestionEntriesTable[]>> {
  let query = db
    .selectFrom('question_entries as entry')
    .innerJoin('questions as question', 'question.id', 'entry.question_id')
    .selectAll('entry')
    .where('question.cycle_id', '=', of.cycleId)
  if (of.id !== undefined) query = query.where('question.id', '=', of.id)
  const entries = new Map<string, QuestionEntriesTable[]>()
  for (const row of await query.orderBy('entry.question_id').orderBy('entry.position').execute()) {
    const before = entries.get(row.question_id)
    if (before === undefined) entries.set(row.question_id, [row])
    else before.push(row)
  }
  return entries
}

export function insertQuestion(trx: Trx, row: QuestionsTable): Promise<unknown> {
  return trx.insertInto('questions').values(row).execute()
}

export function insertEntry(trx: Trx, row: QuestionEntriesTable): Promise<unknown> {
  return trx.insertInto('question_entries').values(row).execute()
}
