import { useEffect, useReducer } from 'preact/hooks'
import { useWords } from './words.ts'

/** Whole seconds to a moment, by this tablet: 0 when it is past, undefined without one. */
export function useSecondsTo(atMs: number | undefined): number | undefined {
  const [, look] = useReducer((looks: number) => looks + 1, 0)
  useEffect(() => {
    if (atMs === undefined) return undefined
    const timer = setInterval(look, 250)
    return () => clearInterval(timer)
  }, [atMs])
  return atMs === undefined ? undefined : Math.max(0, Math.ceil((atMs - Date.now()) / 1000))
}

/** The close has been announced: how long there still is, seen all the time. Read out once, and once when it is over. */
export function Closing({ seconds }: { readonly seconds: number }) {
  const words = useWords()
  return (
    <div class="closing">
      {seconds > 0 && <p role="timer">{words.closesIn(seconds)}</p>}
      <p role="alert">{seconds > 0 ? words.closesSoon : words.closingNow}</p>
    </div>
  )
}
