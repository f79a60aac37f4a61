import type { ComponentChildren } from 'preact'

/**
 * A table with a caption, that scrolls sideways by itself (also by keyboard) where it is too wide. A `stacked` one stands
 * row below row on a phone, each cell with the label that it carries (`data-label`): nothing is out of sight. A `compact` one
 * has short words and figures, and fits as it is.
 */
export function Table({
  caption,
  head,
  stacked = false,
  compact = false,
  children,
}: {
  readonly caption: string
  readonly head: readonly { readonly label: string; readonly figure?: boolean }[]
  readonly stacked?: boolean
  readonly compact?: boolean
  readonly children: ComponentChildren
}) {
  return (
    <div
      class={stacked ? 'table stacked' : compact ? 'table compact' : 'table'}
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      {/* The role is said, because a row that stands as a block is no row any more to some readers. */}
      <table role="table">
        <caption>{caption}</caption>
        <thead>
          <tr role="row">
            {head.map(({ label, figure }) => (
              <th key={label} role="columnheader" scope="col" class={figure === true ? 'figure' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
