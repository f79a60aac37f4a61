import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { useSentence } from '../words.ts'

/**
 * The button of a step. While something is missing it does nothing and says why; it can still be reached with the
 * keyboard, so that who listens hears the reason too.
 */
export function ActButton({
  children,
  onAct,
  missing = [],
  busy = false,
  quiet = false,
  submit = false,
}: {
  readonly children: ComponentChildren
  readonly onAct?: () => void
  /** Sentences of the service ("中文 / English"); empty when the step can be done. */
  readonly missing?: readonly string[]
  readonly busy?: boolean
  readonly quiet?: boolean
  readonly submit?: boolean
}) {
  const sentence = useSentence()
  const id = useId()
  const stopped = missing.length > 0
  return (
    <div class="act">
      <button
        type={submit && !stopped ? 'submit' : 'button'}
        class={quiet ? 'quiet' : 'strong'}
        aria-disabled={stopped || busy}
        aria-busy={busy}
        {...(stopped ? { 'aria-describedby': id } : {})}
        onClick={stopped || busy ? undefined : onAct}
      >
        {children}
      </button>
      {stopped && (
        <ul class="missing" id={id}>
          {missing.map((each) => (
            <li key={each}>{sentence(each)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
