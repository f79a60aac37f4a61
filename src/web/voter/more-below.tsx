import { type RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useWords } from './words.ts'

/**
 * Says above the footer how many names of the list lie hidden below, and goes there. Part of the footer. For the finger:
 * who moves by keyboard or listens goes through the list itself, and the page follows.
 */
export function MoreBelow({ list }: { readonly list: RefObject<HTMLElement | null> }) {
  const words = useWords()
  const place = useRef<HTMLDivElement>(null)
  const [hidden, setHidden] = useState(0)
  // A layout effect ends with the footer; another would still be listening while the next screen is painted.
  useLayoutEffect(() => {
    const look = (): void => {
      const sign = place.current!.getBoundingClientRect()
      const ends = [...list.current!.querySelectorAll('.name')].map(
        (name) => name.getBoundingClientRect().bottom,
      )
      // The sign itself lies over the list: whether there is one hangs on the footer alone, or it would come and go.
      const isAny = ends.some((end) => end > sign.bottom)
      setHidden(isAny ? ends.filter((end) => end > sign.top).length : 0)
    }
    // Whatever moves the list and the footer against each other: a sentence in the footer, a band above the list, …
    const sizes = new ResizeObserver(look)
    sizes.observe(place.current!.parentElement!)
    sizes.observe(document.body)
    addEventListener('scroll', look, { passive: true })
    addEventListener('resize', look)
    return () => {
      sizes.disconnect()
      removeEventListener('scroll', look)
      removeEventListener('resize', look)
    }
  }, [list])
  return (
    <div class="more" ref={place}>
      {hidden > 0 && (
        <button type="button" tabIndex={-1} onClick={() => scrollBy(0, innerHeight / 2)}>
          {words.moreBelow(hidden)}
        </button>
      )}
    </div>
  )
}
