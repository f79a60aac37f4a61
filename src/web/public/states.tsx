import { useContext } from 'preact/hooks'
import { sentenceIn } from '../shared/language.ts'
import { UnreadableError } from '../shared/read.ts'
import { LanguageContext, useWords } from './words.ts'

export function Loading() {
  return (
    <p class="loading" role="status">
      {useWords().loading}
    </p>
  )
}

/** The service's own sentence where it gave one. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  const title = error instanceof UnreadableError ? error.title : undefined
  return (
    <div class="failed" role="alert">
      <p>{title === undefined ? words.unreachable : sentenceIn(language, title)}</p>
      <button type="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  )
}
