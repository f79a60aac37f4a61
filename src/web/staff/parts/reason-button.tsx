import { useState } from 'preact/hooks'
import { ActButton } from './act-button.tsx'
import { AskReason } from './ask.tsx'
import { Whose } from './whose.tsx'

/** The button of something that is done only with a reason, which is asked for before. */
export function ReasonButton({
  children,
  text,
  doIt,
  reasonHint,
  whose,
  missing = [],
  quiet = true,
  onDo,
}: {
  readonly children: string
  /** What will happen. */
  readonly text: string
  readonly doIt: string
  /** Who reads the reason, where it is not in the journal. */
  readonly reasonHint?: string
  /** What the button is about, where its neighbours have the same name: heard, and read above the reason. */
  readonly whose?: string
  readonly missing?: readonly string[]
  readonly quiet?: boolean
  readonly onDo: (reason: string) => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <ActButton quiet={quiet} missing={missing} onAct={() => setAsking(true)}>
        {children}
        {whose !== undefined && <Whose name={whose} />}
      </ActButton>
      {asking && (
        <AskReason
          heading={whose === undefined ? children : `${children} ${whose}`}
          doIt={doIt}
          reasonHint={reasonHint}
          onLeave={() => setAsking(false)}
          onDo={onDo}
        >
          <p>{text}</p>
        </AskReason>
      )}
    </>
  )
}
