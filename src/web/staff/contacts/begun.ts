import type { Draft } from './draft.ts'

/** Whether anything would be lost with it. */
export function isBegun({
  residents,
  note,
  demands,
}: Pick<Draft, 'residents' | 'note' | 'demands'>): boolean {
  return residents !== '' || note !== '' || demands.length > 0
}
