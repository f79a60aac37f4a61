/** What is looked for in the list of demands, as it stands in the address and is asked of the service. Pure. */
import type { DemandFilter } from '../../../intake/model.ts'

const NAMES = ['q', 'state', 'channel', 'category', 'grid', 'from', 'to', 'overdue'] as const

export type Filter = Partial<Record<(typeof NAMES)[number], string>>

export function filterOf(text: string): Filter {
  const query = new URLSearchParams(text)
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = query.get(name) ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
}

export function textOf(filter: Filter): string {
  return new URLSearchParams(
    NAMES.flatMap((name) => {
      const value = filter[name] ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  ).toString()
}

/** The service says what it does not understand of an address that somebody typed. */
export function queryOf(filter: Filter, page: { readonly after?: string; readonly limit: number }) {
  const { limit, ...after } = page
  return { ...(filter as Partial<DemandFilter>), ...after, limit: String(limit) }
}
