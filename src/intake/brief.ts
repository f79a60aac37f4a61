/** A demand as other stages see it: what was asked for, and nothing of who asked. */
import type { DemandsTable } from '../db/tables.ts'
import type { DemandBrief } from './model.ts'

export function toBrief(row: DemandsTable): DemandBrief {
  return {
    id: row.id,
    number: row.number,
    channel: row.channel,
    category: row.category,
    text: row.text,
    gridId: row.grid_id,
    takenOn: row.taken_on,
  }
}
