/** Reading and writing who follows which project. Knows no rule. */
import type { Db, SupervisionMembersTable, Trx } from '../db/tables.ts'

/** Of these projects. */
export function membersOf(db: Db, projectIds: readonly string[]): Promise<SupervisionMembersTable[]> {
  if (projectIds.length === 0) return Promise.resolve([])
  return db.selectFrom('supervision_members').selectAll().where('project_id', 'in', projectIds).execute()
}

export async function replaceMembers(
  trx: Trx,
  projectId: string,
  rows: readonly SupervisionMembersTable[],
): Promise<void> {
  await trx.deleteFrom('supervision_members').where('project_id', '=', projectId).execute()
  if (rows.length === 0) return
  await trx
    .insertInto('supervision_members')
    .values([...rows])
    .execute()
}
