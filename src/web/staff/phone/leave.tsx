/** Asked of who signs out while something on the phone was not sent. */
import type { Language } from '../../shared/language.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Dialog } from '../parts/ask.tsx'
import { useLanguage, useWords } from '../words.ts'
import type { Unsent } from './unsent.ts'
import { en } from './strings.en.ts'
import { zh, type PhoneWords } from './strings.zh.ts'

const WORDS: Readonly<Record<Language, PhoneWords>> = { zh, en }

export function AskLeave({
  unsent,
  onStay,
  onLeave,
}: {
  readonly unsent: Unsent
  readonly onStay: () => void
  readonly onLeave: (how: { readonly alsoUnsent: boolean }) => void
}) {
  const words = useWords()
  const w = WORDS[useLanguage()]
  return (
    <Dialog heading={w.leaveHeading} onLeave={onStay}>
      <p>{w.leaveText(unsent)}</p>
      <div class="answers">
        <ActButton onAct={() => onLeave({ alsoUnsent: false })}>{w.leave}</ActButton>
        <button type="button" class="quiet" onClick={onStay}>
          {words.leave}
        </button>
      </div>
      <details class="aside">
        <summary>{w.notMine}</summary>
        <p>{w.deleteText(unsent)}</p>
        <button type="button" onClick={() => onLeave({ alsoUnsent: true })}>
          {w.deleteAndLeave}
        </button>
      </details>
    </Dialog>
  )
}
