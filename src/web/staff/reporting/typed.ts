/** What is typed, kept on this device from the first letter on; until something is typed, what the service has. */
import { useRef } from 'preact/hooks'
import { useDraft } from '../department/drafts.ts'
import { useMe } from '../session.tsx'

export interface Typed<T> {
  readonly value: T
  /** The version of what the service has that the typing began from. */
  readonly from: number
  readonly isTyped: boolean
  /** What is typed was here when the page was opened: whoever reads it may have forgotten. */
  readonly isFound: boolean
  /** Whether this device keeps it; undefined while nothing is typed. */
  readonly isKept: boolean | undefined
  readonly change: (work: (before: T) => T) => void
  /** As it is now, also for who began to work with an earlier one. */
  readonly now: () => T
  readonly drop: () => void
  /** Goes on from what the service has by now: somebody has looked at it. */
  readonly goOnFrom: (version: number) => void
}

interface Begun<T> {
  readonly from: number
  readonly value: T
}

/** Undefined until the device has looked what it has. `of` stays the same for as long as the form is there. */
export function useTyped<T>(of: string, served: T, version: number): Typed<T> | undefined {
  const me = useMe()
  const draft = useDraft<Begun<T>>(me.id, of)
  const latest = useRef<Begun<T> | null | undefined>(undefined)
  const found = useRef(false)
  const fresh = useRef<Begun<T>>({ from: version, value: served })
  fresh.current = { from: version, value: served }
  if (draft.now === undefined) return undefined
  if (latest.current === undefined) {
    latest.current = draft.now
    found.current = draft.now !== null
  }
  const now = (): Begun<T> => latest.current ?? fresh.current
  const keep = (begun: Begun<T>): void => {
    latest.current = begun
    draft.keep(begun)
  }
  const isTyped = draft.now !== null
  return {
    ...now(),
    isTyped,
    isFound: isTyped && found.current,
    isKept: draft.isKept ?? (isTyped ? true : undefined),
    change: (work) => keep({ from: now().from, value: work(now().value) }),
    now: () => now().value,
    drop: () => {
      latest.current = null
      found.current = false
      draft.drop()
    },
    goOnFrom: (from) => keep({ ...now(), from }),
  }
}
