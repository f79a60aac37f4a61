/** Something of the service that changes while one looks at it: read again and again, the last good value stays. */
import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Loaded } from '../../shared/load.ts'
import type { Live } from '../../shared/live.ts'

/** What the service says of changes; the shell listens once for all views. */
export const LiveContext = createContext<Live | undefined>(undefined)

/** While the service is not heard, a page asks by itself; while it is, asking is only a net below. */
const POLL_MS = 2000
const NET_MS = 15_000

/** What to add to this device's clock to have the service's. */
export function useOffsetMs(): number {
  return useContext(LiveContext)?.offsetMs ?? 0
}

/**
 * Reads at once, whenever the service says that something changed, and on `refresh`. A failed reading keeps what was
 * read before: the shell says that the connection is lost. Only when nothing was read yet does it fail.
 */
export function useFresh<T>(
  read: () => Promise<T>,
): readonly [loaded: Loaded<T>, refresh: () => Promise<void>] {
  const live = useContext(LiveContext)
  const [loaded, setLoaded] = useState<Loaded<T>>({ is: 'loading' })
  // Answers may overtake each other: only a later question's answer replaces what is there.
  const asked = useRef(0)
  const shown = useRef(0)
  const refresh = useCallback(async () => {
    const mine = ++asked.current
    try {
      const value = await read()
      if (mine <= shown.current) return
      shown.current = mine
      setLoaded({ is: 'ready', value })
    } catch (error) {
      if (mine > shown.current)
        setLoaded((before) => (before.is === 'ready' ? before : { is: 'failed', error }))
    }
  }, [read])
  useEffect(() => {
    setLoaded((before) => (before.is === 'ready' ? before : { is: 'loading' }))
    return () => {
      shown.current = asked.current
    }
  }, [refresh])
  const heard = live !== undefined && live.version !== null && !live.stale
  useEffect(() => {
    void refresh()
    const timer = setInterval(
      () => {
        // Nobody looks at a page in the background; it catches up when it comes back.
        if (document.visibilityState === 'visible') void refresh()
      },
      heard ? NET_MS : POLL_MS,
    )
    return () => clearInterval(timer)
  }, [refresh, heard, live?.version])
  return [loaded, refresh]
}
