/** A form of fields, what the service refused of it, and the one thing that it does. */
import type { ComponentChildren } from 'preact'
import { useWords } from '../words.ts'
import type { Act } from '../../shared/act.ts'
import { ActButton } from './act-button.tsx'
import { Refused } from './states.tsx'

export function Form({
  act,
  doIt,
  missing = [],
  framed = false,
  onLeave,
  children,
}: {
  readonly act: Act<readonly []>
  readonly doIt: string
  readonly missing?: readonly string[]
  readonly framed?: boolean
  /** Where there is a way out, it stands beside. */
  readonly onLeave?: (() => void) | undefined
  readonly children: ComponentChildren
}) {
  const words = useWords()
  const button = (
    <ActButton submit busy={act.busy} missing={missing}>
      {doIt}
    </ActButton>
  )
  return (
    <form
      class={framed ? 'fields framed' : 'fields'}
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      {children}
      <Refused error={act.error} />
      {onLeave === undefined ? (
        button
      ) : (
        <div class="answers">
          {button}
          <button type="button" class="quiet" onClick={onLeave}>
            {words.cancel}
          </button>
        </div>
      )}
    </form>
  )
}
