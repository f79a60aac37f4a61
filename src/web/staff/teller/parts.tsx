/** Small things that the tellers' views share. */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Seed } from '../../../protocol/channel.ts'
import { useAct } from '../../shared/act.ts'
import { UnreadableError } from '../../shared/read.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useReason } from '../parts/states.tsx'
import type { Words } from '../strings.zh.ts'
import { useSentence, useWords, WORDS } from '../words.ts'
import { DeviceError } from './device.ts'
import { inGroups, readTypedSecret } from './typed.ts'

/** A sentence as the service gives them, in both languages: what was said stays right when the language is changed. */
export function inBoth(pick: (words: Words['teller']) => string): string {
  return `${pick(WORDS.zh.teller)} / ${pick(WORDS.en.teller)}`
}

/** Why something failed: what the device found, what the service said, or that neither can say. */
export function useTrouble(): (error: unknown) => string {
  const words = useWords()
  const reason = useReason()
  const sentence = useSentence()
  return (error) => {
    if (error instanceof DeviceError) return sentence(error.message)
    if (error instanceof UnreadableError) {
      // What does not add up is said in the detail.
      const detail = error.refusal?.code === 'ballot.numbers' ? (error.refusal.detail ?? '') : ''
      const more = detail === '' ? [] : detail.split('; ').map(sentence)
      return [reason(error), ...more].join(' ')
    }
    return words.teller.deviceFailed
  }
}

/** The heading of something that has just come, in place of what was pressed: it takes the focus, so that it is read out. */
export function NewHeading({
  level = 3,
  children,
}: {
  readonly level?: 2 | 3
  readonly children: ComponentChildren
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const Level = `h${level}` as const
  return (
    <Level ref={heading} tabIndex={-1} class="new-heading">
      {children}
    </Level>
  )
}

/** The place for what failed. It is there from the beginning, so that what appears in it is read out. */
export function Trouble({ error }: { readonly error: unknown }) {
  const trouble = useTrouble()
  return (
    <div role="alert" class={error === undefined ? 'only-heard' : 'refused'}>
      {error !== undefined && <p>{trouble(error)}</p>}
    </div>
  )
}

/** Characters to be read aloud or copied, in groups. */
export function Groups({
  text,
  size = 4,
  label,
}: {
  readonly text: string
  readonly size?: number
  readonly label?: string
}) {
  return (
    <p class="groups code" {...(label === undefined ? {} : { 'aria-label': label })}>
      {inGroups(text, size).map((group, i) => (
        <span key={i}>{group}</span>
      ))}
    </p>
  )
}

/** The secret, typed from paper. It says while one types what is wrong. */
export function SecretEntry({
  button,
  hint,
  missing = [],
  children,
  ready = true,
  onSecret,
}: {
  readonly button: string
  readonly hint?: string
  readonly missing?: readonly string[]
  /** Further fields, above the secret. */
  readonly children?: ComponentChildren
  /** Whether the further fields are filled in. */
  readonly ready?: boolean
  readonly onSecret: (seed: Seed) => Promise<unknown>
}) {
  const words = useWords().teller
  const id = useId()
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const act = useAct(async (seed: Seed) => {
    await onSecret(seed)
    setText('')
    setPressed(false)
  })
  const typed = readTypedSecret(text)
  const complete = typed.state === 'complete' && ready
  const wrong = typed.state === 'wrong' || typed.state === 'long' || (pressed && !complete)
  const submit = (event: Event): void => {
    event.preventDefault()
    setPressed(true)
    if (typed.state === 'complete' && ready) void act.run(typed.seed)
  }
  return (
    <form class="fields" onSubmit={submit} autocomplete="off" noValidate>
      {children}
      <div class="field">
        <label for={id}>{words.secretField}</label>
        <p class="hint" id={`${id}-hint`}>
          {hint ?? words.secretFieldHint}
        </p>
        <input
          id={id}
          class="code secret-entry"
          type="text"
          lang="en"
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          value={text}
          aria-describedby={`${id}-hint ${id}-typed`}
          aria-invalid={wrong}
          onInput={(event) => {
            setText(event.currentTarget.value)
            act.clear()
          }}
        />
        <p class={wrong ? 'wrong typed' : 'typed'} id={`${id}-typed`} role="status">
          {text === '' && !pressed ? '' : words.secretTyped(typed)}
          {typed.state === 'complete' && pressed && !ready && words.fillInAll}
        </p>
      </div>
      <Trouble error={act.error} />
      <ActButton submit busy={act.busy} missing={missing}>
        {button}
      </ActButton>
    </form>
  )
}
