/**
 * Listens to the service, so that a page knows when to read anew, what time it is there, and whether it has lost touch.
 * It connects again by itself for as long as the page is there.
 */
import { useEffect, useState } from 'preact/hooks'

export interface Live {
  /** Changes whenever the page should read anew; null until the service has spoken. */
  readonly version: string | null
  /** Add this to the device's own clock to have the service's. */
  readonly offsetMs: number
  /** What the page shows may be old: the service was not heard for too long. */
  readonly stale: boolean
  /** When it was last heard, by the service's clock; null if never. */
  readonly heardAt: string | null
}

const SILENCE_MS_MAX = 25_000
const DOWN_MS_MAX = 3_000
/** Then the connection is taken for dead, also if the browser still holds it. */
const GIVE_UP_MS = 32_000
const RETRY_MS = [500, 1000, 2000, 4000] as const
/** Less is the network's. */
const OFFSET_MS = 300

const SILENT: Live = { version: null, offsetMs: 0, stale: false, heardAt: null }

/** Listens to an assembly; with null, to nothing yet. */
export function useLive(assemblyId: string | null): Live {
  const [live, setLive] = useState<Live>(SILENT)
  useEffect(() => {
    setLive(SILENT)
    return assemblyId === null ? undefined : listen(assemblyId, setLive)
  }, [assemblyId])
  return live
}

/** Whole seconds until a moment of the service's clock, never below 0; null without one. Ticks by itself. */
export function useSecondsUntil(moment: string | null, offsetMs: number): number | null {
  const [seconds, setSeconds] = useState<number | null>(null)
  useEffect(() => {
    if (moment === null) return setSeconds(null)
    const tick = (): void =>
      setSeconds(Math.max(0, Math.ceil((Date.parse(moment) - Date.now() - offsetMs) / 1000)))
    tick()
    const ticking = setInterval(tick, 200)
    return () => clearInterval(ticking)
  }, [moment, offsetMs])
  return moment === null ? null : seconds
}

/** Without a component: tells `tell` what is known, and gives what ends it. */
export function listen(assemblyId: string, tell: (live: Live) => void): () => void {
  let live = SILENT
  let source: EventSource | undefined
  let retrying: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  /** How often the page was asked to read anew without the service's asking. */
  let turn = 0
  let spoken: string | undefined
  let heardMs = performance.now()
  let downSinceMs: number | undefined = heardMs

  const set = (change: Partial<Live>): void => {
    const next = { ...live, ...change }
    if ((Object.keys(next) as (keyof Live)[]).every((key) => next[key] === live[key])) return
    live = next
    tell(live)
  }
  const isStale = (): boolean => {
    const nowMs = performance.now()
    return (
      nowMs - heardMs > SILENCE_MS_MAX || (downSinceMs !== undefined && nowMs - downSinceMs > DOWN_MS_MAX)
    )
  }
  const versionNow = (): string | null => (spoken === undefined ? null : `${spoken}-${turn}`)

  function hear(event: MessageEvent<string>): void {
    const { now, version } = JSON.parse(event.data) as { now: string; version?: string }
    // After a pause the page reads anew in any case: what it tried to read meanwhile may have failed.
    if (live.stale) turn += 1
    heardMs = performance.now()
    downSinceMs = undefined
    failures = 0
    if (version !== undefined) spoken = version
    const offsetMs = Date.parse(now) - Date.now()
    set({
      version: versionNow(),
      heardAt: now,
      stale: false,
      ...(Math.abs(offsetMs - live.offsetMs) > OFFSET_MS ? { offsetMs } : {}),
    })
  }

  function connect(): void {
    clearTimeout(retrying)
    source?.close()
    source = new EventSource(`/api/hall/assemblies/${encodeURIComponent(assemblyId)}/events`)
    source.addEventListener('state', hear)
    source.addEventListener('beat', hear)
    // The browser's own way to connect again gives up for good at the first refusal, and waits as long as it likes.
    source.addEventListener('error', () => {
      source?.close()
      downSinceMs ??= performance.now()
      retrying = setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)])
      failures += 1
    })
  }

  function seen(): void {
    if (document.visibilityState !== 'visible') return
    turn += 1
    set({ version: versionNow() })
    if (downSinceMs !== undefined) connect()
  }

  const checking = setInterval(() => {
    set({ stale: isStale() })
    if (performance.now() - heardMs > GIVE_UP_MS && downSinceMs === undefined) {
      downSinceMs = performance.now()
      connect()
    }
  }, 500)
  document.addEventListener('visibilitychange', seen)
  connect()
  return () => {
    clearInterval(checking)
    clearTimeout(retrying)
    document.removeEventListener('visibilitychange', seen)
    source?.close()
  }
}
