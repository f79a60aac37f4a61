/** What is kept on the phone, said as it is: what nobody else has yet, and what it needs without a network. */
import { useCallback } from 'preact/hooks'
import { useLoad } from '../../shared/load.ts'
import { isShellKept } from '../phone/shell.ts'
import { isBegun, type Draft } from './draft.ts'
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
  const [shell] = useLoad(useCallback(isShellKept, []))
  return (
    <details class="aside">
      <summary>{w.onPhone}</summary>
      <ul>
        <li>{unsent === 0 ? w.onPhoneNone : w.onPhoneUnsent(unsent)}</li>
        {isBegun(draft) && <li>{w.onPhoneDraft}</li>}
        {photos.length > 0 && <li>{w.onPhonePhotos(photos.length)}</li>}
        <li>{w.onPhoneLists(w.moment(listsReadAt))}</li>
        <li>{shell.is === 'ready' && shell.value ? w.onPhonePage : w.onPhoneNoPage}</li>
      </ul>
      <p class="hint">{w.onPhoneWiped}</p>
    </details>
  )
}
