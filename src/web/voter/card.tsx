import { useEffect, useState } from 'preact/hooks'
import type { Code } from '../../protocol/credential.ts'
import { readTyped, type Typed } from './code-field.ts'
import { Heading } from './heading.tsx'
import type { Words } from './strings.zh.ts'
import { OF_THE_HALL, useWords } from './words.ts'

export function Opening() {
  return <p class="quiet">{useWords().opening}</p>
}

/** What somebody typed and left is nobody else's business. */
const FORGOTTEN_AFTER_MS = 60_000

/** The code, typed into one field that says while one types what is wrong. */
export function Card({
  notFound,
  onCode,
}: {
  readonly notFound: { readonly code: Code; readonly why: 'unknown' | 'over' } | undefined
  readonly onCode: (code: Code) => void
}) {
  const words = useWords()
  const [text, setText] = useState<string>(notFound?.code ?? '')
  const [problem, setProblem] = useState(notFound?.why)
  const typed = readTyped(text)
  const wrong = problem !== undefined || typed.state === 'wrong' || typed.state === 'long'

  const change = (next: string): void => {
    setText(next)
    setProblem(undefined)
  }
  useEffect(() => {
    if (text === '') return undefined
    const timer = setTimeout(() => change(''), FORGOTTEN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  const submit = (event: Event): void => {
    event.preventDefault()
    if (typed.state === 'complete') onCode(typed.code)
    else document.querySelector<HTMLInputElement>('#code')?.focus()
  }
  return (
    <form class="card" onSubmit={submit} autocomplete="off" noValidate>
      <Heading>{words.cardHeading}</Heading>
      <p class="lead">{words.cardIntro}</p>
      <label for="code">{words.cardField}</label>
      <input
        id="code"
        class="code"
        type="text"
        value={text}
        aria-describedby="code-hint"
        aria-invalid={wrong}
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck={false}
        maxLength={60}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <p
        id="code-hint"
        class={wrong ? 'hint wrong' : 'hint'}
        role={problem === undefined ? 'status' : 'alert'}
      >
        {problem === undefined ? hint(typed, words) : problem === 'over' ? words.cardOver : words.cardUnknown}
      </p>
      <button type="submit" class="main">
        {words.cardGo}
      </button>
      <p class="soft">{words.cardSecret}</p>
    </form>
  )
}

function hint(typed: Typed, words: Words): string {
  switch (typed.state) {
    case 'complete':
      return words.cardComplete
    case 'short':
      return words.cardProgress(typed.typed)
    case 'long':
      return words.cardTooLong(typed.typed)
    case 'wrong':
      return typed.never ? words.cardNever(typed.character) : words.cardWrong(typed.character)
  }
}

export function Looking({
  unreachable,
  onLeave,
}: {
  readonly unreachable: boolean
  readonly onLeave: () => void
}) {
  const words = useWords()
  return (
    <div class="middle">
      <Heading>{words.lookingHeading}</Heading>
      <p class="lead" role="status">
        {unreachable ? words.lookingUnreachable : words.lookingText}
      </p>
      <div class="progress" aria-hidden="true" />
      <button type="button" onClick={onLeave}>
        {words.leave}
      </button>
    </div>
  )
}

export function Early({ title, onLeave }: { readonly title: string; readonly onLeave: () => void }) {
  const words = useWords()
  return (
    <div class="middle">
      <p class="title" lang={OF_THE_HALL}>
        {title}
      </p>
      <Heading>{words.earlyHeading}</Heading>
      <p class="lead">{words.earlyText}</p>
      <div class="progress" aria-hidden="true" />
      <button type="button" onClick={onLeave}>
        {words.leave}
      </button>
    </div>
  )
}
