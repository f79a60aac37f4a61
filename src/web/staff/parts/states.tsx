/** Loading, failed, refused: the same everywhere. */
import type { ComponentChildren } from 'preact'
import { UnreadableError } from '../../shared/read.ts'
import { useSentence, useWords } from '../words.ts'

export function Loading() {
  return (
    <p class="loading" role="status">
      {useWords().loading}
    </p>
  )
}

/** The service's own sentence where it gave one. */
export function useReason(): (error: unknown) => string {
  const words = useWords()
  const sentence = useSentence()
  return (error) => {
    const refusal = error instanceof UnreadableError ? error.refusal : undefined
    if (refusal === undefined) return words.unreachable
    // What was refused out of order says what is missing, sentence by sentence.
    const more = refusal.code === 'ballot.step' ? (refusal.detail?.split('; ') ?? []) : []
    return [refusal.title, ...more].map(sentence).join(words.colon)
  }
}

export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const words = useWords()
  const reason = useReason()
  return (
    <div class="failed" role="alert">
      <p>{reason(error)}</p>
      <button type="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  )
}

/** What was tried and refused, where it was tried. Nothing while there is no error. */
export function Refused({ error }: { readonly error: unknown }) {
  const reason = useReason()
  // The place is there from the beginning: a screen reader only speaks what appears in a place that it knows.
  return (
    <div role="alert" class={error === undefined ? 'only-heard' : 'refused'}>
      {error !== undefined && <p>{reason(error)}</p>}
    </div>
  )
}

/** A sentence about something that is not there yet, and what to do about it. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="empty">{children}</div>
}
