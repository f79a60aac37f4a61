/**
 * A part of a long page: its heading with what it comes to in one line. On a phone it is folded, so that the page is short
 * and what matters first stands first; wherever there is room it is open.
 */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useNarrow } from './narrow.ts'

export function Part({
  id,
  heading,
  gist,
  open = false,
  children,
}: {
  readonly id: string
  readonly heading: string
  readonly gist: string
  /** Also on a phone, because something in it waits for who looks. */
  readonly open?: boolean
  readonly children: ComponentChildren
}) {
  const narrow = useNarrow()
  // What stood open for somebody does not fold under their hands once it is done.
  const [wanted] = useState(open)
  const [chosen, setChosen] = useState<boolean>()
  const isOpen = chosen ?? (wanted || !narrow)
  return (
    <section class="part" aria-labelledby={id}>
      <details
        open={isOpen}
        onToggle={({ currentTarget }) => {
          if (currentTarget.open !== isOpen) setChosen(currentTarget.open)
        }}
      >
        <summary>
          <h2 id={id} tabIndex={-1}>
            {heading}
          </h2>
          <span class="gist">{gist}</span>
        </summary>
        <div class="stack">{children}</div>
      </details>
    </section>
  )
}

/** The address names the view: a link within it would leave it. What is folded around the place is opened. */
export function goTo(place: string): void {
  const heading = document.getElementById(place)
  for (let at = heading?.closest('details'); at != null; at = at.parentElement?.closest('details'))
    at.open = true
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}
