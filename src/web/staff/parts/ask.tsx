/** Asks once more before something that is recorded, with a reason where one is due. */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useWords } from '../words.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from './act-button.tsx'
import { Area, useIssues } from './field.tsx'
import { Refused } from './states.tsx'

interface AskProps {
  readonly heading: string
  /** What will happen. */
  readonly children?: ComponentChildren
  readonly doIt: string
  readonly onLeave: () => void
}

/** Asks "really?"; `onDo` is done once the person says yes. */
export function Confirm({ onDo, ...props }: AskProps & { readonly onDo: () => Promise<unknown> }) {
  const act = useAct(onDo)
  return (
    <Dialog {...props}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void act.run().then((done) => done && props.onLeave())
        }}
      >
        {props.children}
        <Refused error={act.error} />
        <Answers doIt={props.doIt} busy={act.busy} onLeave={props.onLeave} />
      </form>
    </Dialog>
  )
}

/** Asks for the reason, which is recorded: in the journal, unless the hint says where. */
export function AskReason({
  onDo,
  reasonLabel,
  reasonHint,
  ...props
}: AskProps & {
  readonly reasonLabel?: string
  /** Who reads it, where it is not the journal. */
  readonly reasonHint?: string | undefined
  readonly onDo: (reason: string) => Promise<unknown>
}) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const act = useAct(onDo)
  const issue = useIssues(act.error)
  return (
    <Dialog {...props}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void act.run(reason).then((done) => done && props.onLeave())
        }}
      >
        {props.children}
        <Area
          label={reasonLabel ?? words.reason}
          hint={reasonHint ?? words.reasonHint}
          wrong={issue('/reason')}
          value={reason}
          onValue={setReason}
          required
        />
        <Refused error={act.error} />
        <Answers doIt={props.doIt} busy={act.busy} onLeave={props.onLeave} />
      </form>
    </Dialog>
  )
}

/** A native dialog: the rest of the page waits, Escape leaves it, the focus goes back to where it was. */
export function Dialog({
  heading,
  children,
  onLeave,
}: {
  readonly heading: string
  readonly children?: ComponentChildren
  readonly onLeave: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onLeave()
      }}
    >
      <h2 id={id}>{heading}</h2>
      {children}
    </dialog>
  )
}

function Answers({
  doIt,
  busy,
  onLeave,
}: {
  readonly doIt: string
  readonly busy: boolean
  readonly onLeave: () => void
}) {
  const words = useWords()
  return (
    <div class="answers">
      <ActButton submit busy={busy}>
        {doIt}
      </ActButton>
      <button type="button" class="quiet" onClick={onLeave}>
        {words.leave}
      </button>
    </div>
  )
}
