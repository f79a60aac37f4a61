import { useEffect, useState } from 'preact/hooks'
import { useOffsetMs } from '../parts/fresh.ts'

/** Whole seconds since a moment of the service's clock, counting by itself; undefined without one. */
export function useSecondsSince(moment: string | undefined): number | undefined {
  const offsetMs = useOffsetMs()
  const since = (): number =>
    moment === undefined ? 0 : Math.max(0, Math.floor((Date.now() + offsetMs - Date.parse(moment)) / 1000))
  const [seconds, setSeconds] = useState(since)
  useEffect(() => {
    setSeconds(since())
    if (moment === undefined) return
    const timer = setInterval(() => setSeconds(since()), 1000)
    return () => clearInterval(timer)
  }, [moment, offsetMs])
  return moment === undefined ? undefined : seconds
}
