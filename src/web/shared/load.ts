/** Something that a page reads from the service: not there yet, there, or not to be had. */
import { useCallback, useEffect, useState } from 'preact/hooks'

export type Loaded<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly value: T }
  | { readonly is: 'failed'; readonly error: unknown }

/** Reads once, and again on `retry`. What answers after the component has gone is dropped. */
export function useLoad<T>(read: () => Promise<T>): readonly [loaded: Loaded<T>, retry: () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ is: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let here = true
    setLoaded({ is: 'loading' })
    read().then(
      (value) => here && setLoaded({ is: 'ready', value }),
      (error: unknown) => here && setLoaded({ is: 'failed', error }),
    )
    return () => {
      here = false
    }
  }, [read, attempt])
  return [loaded, useCallback(() => setAttempt((n) => n + 1), [])]
}
