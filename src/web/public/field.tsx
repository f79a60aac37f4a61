/** A labelled field with its hint and what the service said is wrong with it. */
import type { ComponentChildren } from 'preact'
import { useContext, useId } from 'preact/hooks'
import { sentenceIn } from '../shared/language.ts'
import { UnreadableError } from '../shared/read.ts'
import { LanguageContext, useWords } from './words.ts'

/** What a control carries so that it is named, described and marked. */
interface Marks {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

export function Field({
  label,
  hint,
  wrong,
  children,
}: {
  readonly label: string
  readonly hint?: string
  readonly wrong?: string | undefined
  readonly children: (marks: Marks) => ComponentChildren
}) {
  const id = useId()
  const by = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-wrong`]
    .filter(Boolean)
    .join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        ...(by === '' ? {} : { 'aria-describedby': by }),
        ...(wrong === undefined ? {} : { 'aria-invalid': true }),
      })}
      {wrong !== undefined && (
        <p class="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  )
}

/** What the service found wrong at the place of a JSON pointer. */
export function useIssues(error: unknown): (pointer: string) => string | undefined {
  const language = useContext(LanguageContext)
  const issues = error instanceof UnreadableError ? (error.refusal?.issues ?? []) : []
  return (pointer) => {
    const found = issues.find((issue) => issue.pointer === pointer)
    return found === undefined ? undefined : sentenceIn(language, found.message)
  }
}

/** What was sent and not taken, beside the button: the service's own sentence where it gave one. */
export function Refused({
  error,
  unanswered,
}: {
  readonly error: unknown
  /** What is said where nobody answered. */
  readonly unanswered: string
}) {
  const language = useContext(LanguageContext)
  const title = error instanceof UnreadableError ? error.title : undefined
  // The place is there from the beginning: a screen reader only speaks what appears in a place that it knows.
  return (
    <div role="alert" class={error === undefined ? 'only-heard' : 'refused'}>
      {error !== undefined && <p>{title === undefined ? unanswered : sentenceIn(language, title)}</p>}
    </div>
  )
}

/** The same in words, where more than one thing was sent. */
export function useSendingReason(): (error: unknown) => string {
  const language = useContext(LanguageContext)
  const words = useWords()
  return (error) => {
    const title = error instanceof UnreadableError ? error.title : undefined
    return title === undefined ? words.notHeard : sentenceIn(language, title)
  }
}
