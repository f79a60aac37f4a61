/** Something of the service that changes while one looks at it: read again and again, the last good value stays. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Loaded } from '../../shared/load.ts'

const POLL_MS = 2000

/**
 * Reads at once, every two seconds, and whenever `refresh` is called. A failed reading keeps what was read before: the
 * shell says that the connection is lost. Only when nothing was read yet does it fail.
 */
export function useFresh<T>(
  read: () => Promise<T>,
): readonly [loaded: Loaded<T>, refresh: () => Promise<void>] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ is: 'loading' })
  const here = useRef(0)
  const refresh = useCallback(async () => {
    const mine = here.current
    try {
      const value = await read()
      if (mine === here.current) setLoaded({ is: 'ready', value })
    } catch (error) {
      if (mine === here.current)
        setLoaded((before) => (before.is === 'ready' ? before : { is: 'failed', error }))
    }
  }, [read])
  useEffect(() => {
    setLoaded({ is: 'loading' })
    let timer: ReturnType<typeof setTimeout> | undefined
    let stopped = false
    const turn = async (): Promise<void> => {
      // Nobody looks at a page in the background; it catches up when it comes back.
      if (document.visibilityState === 'visible') await refresh()
      if (!stopped) timer = setTimeout(() => void turn(), POLL_MS)
    }
    void turn()
    const shown = (): void => {
      if (document.visibilityState === 'visible') void refresh()
    }
    document.addEventListener('visibilitychange', shown)
    return () => {
      stopped = true
      here.current++
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', shown)
    }
  }, [refresh])
  return [loaded, refresh]
}
