import type { ComponentChildren } from 'preact'

/** A table with a caption, that scrolls sideways by itself (also by keyboard) where it is too wide. */
export function Table({
  caption,
  head,
  children,
}: {
  readonly caption: string
  readonly head: readonly { readonly label: string; readonly figure?: boolean }[]
  readonly children: ComponentChildren
}) {
  return (
    <div class="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map(({ label, figure }) => (
              <th key={label} scope="col" class={figure === true ? 'figure' : undefined}>
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
