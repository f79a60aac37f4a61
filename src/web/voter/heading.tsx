import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A screen's heading. It takes the focus when it appears, so that who listens hears where they are. */
export function Heading({
  children,
  class: className,
  lang,
}: {
  readonly children: ComponentChildren
  readonly class?: string
  /** Where it is not in the language of the page. */
  readonly lang?: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} class={className} lang={lang}>
      {children}
    </h1>
  )
}
