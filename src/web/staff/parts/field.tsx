/** A labelled field with its hint and what the service said is wrong with it. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { UnreadableError } from '../../shared/read.ts'
import { useSentence } from '../words.ts'

interface Common {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  /** What is wrong, a sentence; see `useIssues`. */
  readonly wrong?: string | undefined
}

/** As much of an input as these pages use. */
interface InputAttributes {
  readonly type?: 'text' | 'password' | 'date' | 'number' | 'search' | 'tel'
  readonly class?: string
  readonly lang?: string
  readonly required?: boolean
  readonly autocomplete?: string
  readonly autocapitalize?: string
  readonly spellcheck?: boolean
  readonly inputMode?: 'numeric' | 'decimal' | 'search'
  readonly min?: number | string
  readonly max?: number | string
  readonly pattern?: string
  /** The id of a datalist with what is likely. */
  readonly list?: string
}

export interface FieldProps extends Common, InputAttributes {
  readonly value: string
  readonly onValue: (value: string) => void
}

export function Field({ label, hint, wrong, value, onValue, ...input }: FieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={id} hint={hint} />
      <input
        {...(input as object)}
        id={id}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...described(id, hint, wrong)}
      />
      <Wrong id={id} wrong={wrong} />
    </div>
  )
}

export interface AreaProps extends Common {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly rows?: number
  readonly readOnly?: boolean
  readonly required?: boolean
  readonly lang?: string
}

/** Text of several lines. */
export function Area({ label, hint, wrong, value, onValue, rows = 3, ...area }: AreaProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={id} hint={hint} />
      <textarea
        {...area}
        id={id}
        rows={rows}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...described(id, hint, wrong)}
      />
      <Wrong id={id} wrong={wrong} />
    </div>
  )
}

export interface ChoiceProps<V extends string> extends Common {
  readonly value: V
  readonly onValue: (value: V) => void
  readonly options: readonly { readonly value: V; readonly text: string }[]
}

/** One of a few. */
export function Choice<V extends string>({ label, hint, wrong, value, onValue, options }: ChoiceProps<V>) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={id} hint={hint} />
      <select
        id={id}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value as V)}
        {...described(id, hint, wrong)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Wrong id={id} wrong={wrong} />
    </div>
  )
}

/** What the service found wrong at the place of a JSON pointer. */
export function useIssues(error: unknown): (pointer: string) => string | undefined {
  const sentence = useSentence()
  const issues = error instanceof UnreadableError ? (error.refusal?.issues ?? []) : []
  return (pointer) => {
    const found = issues.find((issue) => issue.pointer === pointer)
    return found === undefined ? undefined : sentence(found.message)
  }
}

function Hint({ id, hint }: { readonly id: string; readonly hint: ComponentChildren }) {
  return hint === undefined ? null : (
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
  )
}

function Wrong({ id, wrong }: { readonly id: string; readonly wrong: string | undefined }) {
  return wrong === undefined ? null : (
    <p class="wrong" id={`${id}-wrong`}>
      {wrong}
    </p>
  )
}

function described(id: string, hint: unknown, wrong: string | undefined) {
  const by = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-wrong`]
    .filter(Boolean)
    .join(' ')
  return {
    ...(by === '' ? {} : { 'aria-describedby': by }),
    ...(wrong === undefined ? {} : { 'aria-invalid': true }),
  }
}
