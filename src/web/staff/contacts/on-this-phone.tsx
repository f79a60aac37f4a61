/** What is kept on the phone, said as it is: what nobody else has yet, and what it needs without a network. */
import { useEffect, useState } from 'preact/hooks'
import { watchShell } from '../phone/shell.ts'
import { isBegun } from './begun.ts'
import type { Draft } from './draft.ts'
import type { OutboxItem } from './outbox.ts'
import type { KeptPhoto } from './photo-outbox.ts'
import { useContactWords } from './words.ts'

export function OnThisPhone({
  items,
  photos,
  draft,
  listsReadAt,
}: {
  readonly items: readonly OutboxItem[]
  readonly photos: readonly KeptPhoto[]
  readonly draft: Draft
  readonly listsReadAt: number
}) {
  const w = useContactWords()
  const unsent = items.filter(({ state }) => state !== 'sent').length
  const [open, setOpen] = useState(false)
  const [isKept, setIsKept] = useState(false)
  useEffect(() => (open ? watchShell(setIsKept) : undefined), [open])
  return (
    <details class="aside" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.onPhone}</summary>
      <ul>
        <li>{unsent === 0 ? w.onPhoneNone : w.onPhoneUnsent(unsent)}</li>
        {isBegun(draft) && <li>{w.onPhoneDraft}</li>}
        {photos.length > 0 && <li>{w.onPhonePhotos(photos.length)}</li>}
        <li>{w.onPhoneLists(w.moment(listsReadAt))}</li>
        <li>{isKept ? w.onPhonePage : w.onPhoneNoPage}</li>
      </ul>
      <p class="hint">{w.onPhoneWiped}</p>
    </details>
  )
}
