import { useState } from 'preact/hooks'
import { ActButton } from './act-button.tsx'
import { AskReason } from './ask.tsx'

/** The button of something that is done only with a reason, which is asked for before. */
export function ReasonButton({
  children,
  text,
  doIt,
  missing = [],
  quiet = true,
  onDo,
}: {
  readonly children: string
  /** What will happen. */
  readonly text: string
  readonly doIt: string
  readonly missing?: readonly string[]
  readonly quiet?: boolean
  readonly onDo: (reason: string) => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <ActButton quiet={quiet} missing={missing} onAct={() => setAsking(true)}>
        {children}
      </ActButton>
      {asking && (
        <AskReason heading={children} doIt={doIt} onLeave={() => setAsking(false)} onDo={onDo}>
          <p>{text}</p>
        </AskReason>
      )}
    </>
  )
}
