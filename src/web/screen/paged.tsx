/**
 * Rows as large as the screen has room for, and as many as can be read from the last seat; more of them turn by
 * themselves, and can be stopped.
 */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import { useWords } from './words.ts'

const ROWS_MAX = 12
const TURN_MS = 12_000

export function Paged<T>({
  items,
  children,
}: {
  readonly items: readonly T[]
  readonly children: (shown: readonly T[], from: number) => ComponentChildren
}) {
  const words = useWords()
  const box = useRef<HTMLDivElement>(null)
  useLargest(box)
  const [turning, setTurning] = useState(true)
  const [asked, setAsked] = useState(0)
  const pages = Math.max(1, Math.ceil(items.length / ROWS_MAX))
  const page = asked % pages
  useEffect(() => {
    if (!turning || pages === 1) return
    const next = setInterval(() => setAsked((n) => n + 1), TURN_MS)
    return () => clearInterval(next)
  }, [turning, pages])
  // Pages of equal length: never one row alone on the last.
  const rows = Math.ceil(items.length / pages)
  const from = page * rows
  return (
    <div class="rows" ref={box}>
      {children(items.slice(from, from + rows), from)}
      {pages > 1 && (
        <p class="pages">
          <span>{words.perPage(page + 1, pages)}</span>
          <button type="button" class="control" onClick={() => setTurning(!turning)}>
            {turning ? words.stopTurning : words.turn}
          </button>
          <button type="button" class="control" onClick={() => setAsked((n) => n + 1)}>
            {words.nextPage}
          </button>
        </p>
      )}
    </div>
  )
}

/** Sizes of rows in the style sheet, the largest first. */
const SIZES = 9

/** After each change of what is shown, or of its size or the window's: the largest size at which nothing must be scrolled. */
function useLargest(box: RefObject<HTMLDivElement | null>): void {
  const fit = (): void => {
    const page = document.documentElement
    for (let size = 0; size < SIZES; size += 1) {
      box.current?.setAttribute('data-size', String(size))
      if (page.scrollHeight <= page.clientHeight && page.scrollWidth <= page.clientWidth) return
    }
  }
  useLayoutEffect(fit)
  useEffect(() => {
    let frame = 0
    // In the next frame: what is watched must not change while it is being watched.
    const again = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(fit)
    }
    const watching = new ResizeObserver(again)
    watching.observe(document.documentElement)
    watching.observe(document.body)
    addEventListener('resize', again)
    return () => {
      cancelAnimationFrame(frame)
      watching.disconnect()
      removeEventListener('resize', again)
    }
  }, [])
}
