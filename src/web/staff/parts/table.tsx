/**
 * A table of records. On a phone each row becomes a card that names its columns; the roles are written out because a
 * browser forgets them where the style sheet makes a row something else.
 */
import type { ComponentChildren } from 'preact'

export interface Column<R> {
  readonly name: string
  readonly cell: (row: R) => ComponentChildren
  /** It names the row. */
  readonly head?: boolean
  readonly figure?: boolean
  readonly lang?: string
}

export function Table<R>({
  caption,
  columns,
  rows,
  keyOf,
  isOff = () => false,
  instead = () => undefined,
  class: named = '',
}: {
  /** Heard, not seen: a heading stands above. */
  readonly caption: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string | number
  readonly isOff?: (row: R) => boolean
  /** What stands in the place of a row, like the form that changes it. */
  readonly instead?: (row: R) => ComponentChildren
  readonly class?: string
}) {
  return (
    <div class="table">
      <table role="table" class={`as-cards ${named}`}>
        <caption class="only-heard">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ name, figure }) => (
              <th key={name} role="columnheader" scope="col" class={figure === true ? 'figure' : ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const other = instead(row)
            return (
              <tr key={keyOf(row)} role="row" class={isOff(row) ? 'is-off' : ''}>
                {other === undefined ? (
                  columns.map((column) => <Cell key={column.name} column={column} row={row} />)
                ) : (
                  <td role="cell" colSpan={columns.length}>
                    {other}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Cell<R>({ column, row }: { readonly column: Column<R>; readonly row: R }) {
  const { name, cell, head, figure, lang } = column
  const said = lang === undefined ? {} : { lang }
  return head === true ? (
    <th role="rowheader" scope="row" {...said}>
      {cell(row)}
    </th>
  ) : (
    <td role="cell" data-column={name} class={figure === true ? 'figure' : ''} {...said}>
      {cell(row)}
    </td>
  )
}
