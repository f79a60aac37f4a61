/** What a sheet holds, once its columns are understood. */

export interface SheetRow {
  /** As the sheet numbers its rows, the heading being 1. */
  readonly row: number
}

export type ReadRows<R, Why extends string = never> =
  | { readonly is: 'rows'; readonly rows: readonly R[] }
  | { readonly is: 'wrong'; readonly why: Why | 'empty' | 'tooMany' }
