/** Something that a person does once at a time: whether it runs, and how it failed. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

export interface Act<A extends readonly unknown[]> {
  /** Does it, unless it is being done already. True if it was done. */
  readonly run: (...args: A) => Promise<boolean>
  readonly busy: boolean
  /** Why it failed the last time, until it is tried again. */
  readonly error: unknown
  readonly clear: () => void
}

export function useAct<A extends readonly unknown[]>(work: (...args: A) => Promise<unknown>): Act<A> {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: undefined })
  const running = useRef(false)
  const here = useRef(true)
  useEffect(() => () => void (here.current = false), [])
  const latest = useRef(work)
  latest.current = work
  const run = useCallback(async (...args: A): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setState({ busy: true, error: undefined })
    try {
      await latest.current(...args)
      if (here.current) setState({ busy: false, error: undefined })
      return true
    } catch (error) {
      if (here.current) setState({ busy: false, error })
      return false
    } finally {
      running.current = false
    }
  }, [])
  const clear = useCallback(() => setState({ busy: false, error: undefined }), [])
  return { run, ...state, clear }
}
