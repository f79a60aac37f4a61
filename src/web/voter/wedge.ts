/** A keyboard-wedge scanner: it types what it reads, very fast, to wherever the focus is, and presses Enter. */
import { useEffect, useRef } from 'preact/hooks'

/** A key that a scanner may send: no space, which presses buttons, and no shortcut. */
export function isPrintable({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return /^[!-~]$/.test(key) && !ctrlKey && !altKey && !metaKey
}

/** A person types slower than this, and a scanner much faster. */
const TOGETHER_MS = 500

/** Where there is no field to type into: gives what was typed in one go, at its Enter. */
export function useWedge(on: boolean, onText: (text: string) => void): void {
  const latest = useRef(onText)
  latest.current = onText
  useEffect(() => {
    if (!on) return undefined
    let text = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const forget = (): void => {
      text = ''
    }
    const onKey = (event: KeyboardEvent): void => {
      if (isPrintable(event)) {
        clearTimeout(timer)
        text += event.key
        timer = setTimeout(forget, TOGETHER_MS)
      } else if (event.key === 'Enter' && text !== '') {
        // Not for the button that has the focus.
        event.preventDefault()
        const typed = text
        forget()
        latest.current(typed)
      }
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => {
      clearTimeout(timer)
      removeEventListener('keydown', onKey, { capture: true })
    }
  }, [on])
}
