/** What is printed instead of the page, while it is there. It is never shown on the screen. */
import type { ComponentChildren } from 'preact'
import { createPortal } from 'preact/compat'
import { useLayoutEffect, useMemo } from 'preact/hooks'

export function Paper({ children }: { readonly children: ComponentChildren }) {
  const place = useMemo(() => {
    const element = document.createElement('div')
    element.className = 'on-paper'
    return element
  }, [])
  useLayoutEffect(() => {
    document.body.append(place)
    return () => place.remove()
  }, [place])
  return createPortal(children, place)
}
