/** Whether what is typed is kept on this device, and how to drop it. */
import { useState } from 'preact/hooks'
import { Confirm } from '../parts/ask.tsx'
import type { Typed } from './typed.ts'
import { useReportingWords } from './words.ts'

export function Kept<T>({ typed, onDrop }: { readonly typed: Typed<T>; readonly onDrop?: () => void }) {
  const w = useReportingWords()
  const [dropping, setDropping] = useState(false)
  return (
    <>
      <p class="hint" role="status">
        {typed.isTyped && typed.isKept === true && w.kept}
        {typed.isKept === false && w.notKept}
      </p>
      {typed.isTyped && (
        <button type="button" class="quiet" onClick={() => setDropping(true)}>
          {w.drop}
        </button>
      )}
      {dropping && (
        <Confirm
          heading={w.drop}
          doIt={w.drop}
          onLeave={() => setDropping(false)}
          onDo={async () => {
            typed.drop()
            onDrop?.()
          }}
        >
          <p>{w.dropText}</p>
        </Confirm>
      )}
    </>
  )
}

/** Somebody has saved something that was not looked at here: nothing is written over unseen. */
export function Newer({
  text,
  goOn,
  onGoOn,
}: {
  readonly text: string
  readonly goOn: string
  readonly onGoOn: () => void
}) {
  return (
    <div class="begun" role="status">
      <p>{text}</p>
      <button type="button" onClick={onGoOn}>
        {goOn}
      </button>
    </div>
  )
}
