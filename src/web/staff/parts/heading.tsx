import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A view's heading. It takes the focus when the view appears, so that who listens hears where they are. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
