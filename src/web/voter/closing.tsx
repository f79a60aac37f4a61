import { useEffect, useState } from 'preact/hooks'
import { useWords } from './words.ts'

/** The close has been announced: how long there still is, counted by this tablet. Read out once, seen all the time. */
export function Closing({ closesAtMs }: { readonly closesAtMs: number }) {
  const words = useWords()
  const left = (): number => Math.max(0, Math.ceil((closesAtMs - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    setSeconds(left())
    const timer = setInterval(() => setSeconds(left()), 250)
    return () => clearInterval(timer)
  }, [closesAtMs])
  return (
    <div class="closing">
      <p role="timer">{seconds > 0 ? words.closesIn(seconds) : words.closingNow}</p>
      <p role="alert">{words.closesSoon}</p>
    </div>
  )
}
