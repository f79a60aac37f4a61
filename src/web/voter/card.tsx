import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Code } from '../../protocol/credential.ts'
import { hasCamera } from '../shared/has-camera.ts'
import { codePart, grouped, isAddressBegun, readTyped, type Typed } from './code-field.ts'
import { Heading } from './heading.tsx'
import type { NotFound } from './session.ts'
import type { Words } from './strings.zh.ts'
import { isPrintable } from './wedge.ts'
import { OF_THE_HALL, useWords } from './words.ts'

export function Opening() {
  return <p class="quiet">{useWords().opening}</p>
}

/** What somebody typed and left is nobody else's business. */
const FORGOTTEN_AFTER_MS = 60_000

/** The code: read by the camera, typed by a scanner from wherever the focus is, or typed into the field. */
export function Card({
  notFound,
  notice,
  onCode,
}: {
  readonly notFound: NotFound | undefined
  readonly notice: 'locked' | undefined
  readonly onCode: (code: Code) => void
}) {
  const words = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState<string>(notFound?.code ?? '')
  const [caret, setCaret] = useState(0)
  const [problem, setProblem] = useState(notFound?.why)
  const [camera, setCamera] = useState(false)
  const [Camera, setComponent] = useState<typeof import('../shared/camera.tsx').Camera>()
  const typed = readTyped(text)
  const wrong = problem !== undefined || typed.state === 'wrong' || typed.state === 'long'

  const change = (next: string, place = next.length): void => {
    const shown = grouped(
      next.includes('#') ? { text: codePart(next), caret: next.length } : { text: next, caret: place },
    )
    setText(shown.text)
    setCaret(shown.caret)
    setProblem(undefined)
  }
  useLayoutEffect(() => {
    if (document.activeElement === field.current) field.current?.setSelectionRange(caret, caret)
  }, [text, caret])
  useEffect(() => {
    if (text === '') return undefined
    const timer = setTimeout(() => change(''), FORGOTTEN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => {
    // By itself and afterwards: what reads a camera is not needed by who types.
    if (!hasCamera()) return
    import('../shared/camera.tsx').then(
      (loaded) => setComponent(() => loaded.Camera),
      () => undefined,
    )
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isPrintable(event) || event.target === field.current) return
      event.preventDefault()
      field.current?.focus()
      change((field.current?.value ?? '') + event.key)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const submit = (event: Event): void => {
    event.preventDefault()
    if (typed.state === 'complete') onCode(typed.code)
    else field.current?.focus()
  }
  const scanned = (seen: string): void => {
    const read = readTyped(codePart(seen))
    if (read.state === 'complete') onCode(read.code)
  }
  return (
    <form class="card" onSubmit={submit} autocomplete="off" noValidate>
      <Heading>{words.cardHeading}</Heading>
      {notice !== undefined && <p class="stay">{words.cardLocked}</p>}
      <p class="lead">{words.cardIntro}</p>
      {camera && Camera !== undefined && <Camera words={words} onText={scanned} />}
      {Camera !== undefined && (
        <button type="button" aria-pressed={camera} onClick={() => setCamera(!camera)}>
          {camera ? words.cameraOff : words.cameraOn}
        </button>
      )}
      <label for="code">{words.cardField}</label>
      <input
        id="code"
        ref={field}
        class="code"
        type="text"
        value={text}
        aria-describedby="code-hint"
        aria-invalid={wrong && !isAddressBegun(text)}
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck={false}
        maxLength={300}
        onInput={({ currentTarget }) =>
          change(currentTarget.value, currentTarget.selectionStart ?? undefined)
        }
      />
      <p
        id="code-hint"
        class={wrong ? 'hint wrong' : 'hint'}
        role={problem === undefined ? 'status' : 'alert'}
      >
        {problem !== undefined
          ? problem === 'over'
            ? words.cardOver
            : words.cardUnknown
          : isAddressBegun(text)
            ? ''
            : hint(typed, words)}
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

/** Before the vote; and, with `onGo`, when it has begun and it is not sure who is there. */
export function Early({
  title,
  onGo,
  onLeave,
}: {
  readonly title: string
  readonly onGo?: () => void
  readonly onLeave: () => void
}) {
  const words = useWords()
  return (
    <div class="middle">
      <p class="title" lang={OF_THE_HALL}>
        {title}
      </p>
      <Heading>{onGo === undefined ? words.earlyHeading : words.begunHeading}</Heading>
      <p class="lead">{onGo === undefined ? words.earlyText : words.begunText}</p>
      {onGo === undefined ? (
        <div class="progress" aria-hidden="true" />
      ) : (
        <button type="button" class="main" onClick={onGo}>
          {words.begunGo}
        </button>
      )}
      <button type="button" onClick={onLeave}>
        {words.leave}
      </button>
    </div>
  )
}
