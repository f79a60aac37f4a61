/** A deputy's phone: record a contact, and see what became of those recorded before, with a network or without. */
import { useCallback, useRef, useState } from 'preact/hooks'
import { useLoad } from '../../shared/load.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { contactOf, draftOf, isBegun, newDraft, type Draft } from './draft.ts'
import { OwnDemands } from './demands.tsx'
import { ContactForm } from './form.tsx'
import { readLists, type Lists } from './lists.ts'
import { OutboxList } from './outbox-list.tsx'
import { useOutbox, type SentBack } from './outbox.ts'
import { read, write } from './store.ts'
import { useContactWords } from './words.ts'

/** Refused because an id or a code is known with another content. */
const TAKEN = ['intake.contactTaken', 'intake.demandTaken']

export function Contacts() {
  const w = useContactWords()
  const me = useMe()
  const begin = useCallback(async () => {
    const [lists, draft] = await Promise.all([readLists(me), keptDraft(me.id)])
    return { lists, draft }
  }, [me])
  const [loaded, retry] = useLoad(begin)
  return (
    <section class="card contacts">
      <Heading>{w.heading}</Heading>
      {me.deputyId === null ? (
        <p class="empty">{w.nobody}</p>
      ) : (
        <>
          {loaded.is === 'loading' && <Loading />}
          {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
          {loaded.is === 'ready' && (
            <Recording
              staffId={me.id}
              deputyId={me.deputyId}
              lists={loaded.value.lists}
              kept={loaded.value.draft}
            />
          )}
        </>
      )}
    </section>
  )
}

function Recording({
  staffId,
  deputyId,
  lists,
  kept,
}: {
  readonly staffId: string
  readonly deputyId: string
  readonly lists: Lists
  readonly kept: Draft | undefined
}) {
  const w = useContactWords()
  // Who goes from door to door, goes on where they were.
  const begun = (before?: Draft): Draft =>
    newDraft(deputyId, {
      channel: before?.channel ?? 'reception',
      stationId: before?.stationId ?? lists.stations[0]?.id ?? '',
      gridId: before?.gridId ?? lists.grids[0]?.id ?? '',
    })
  const [draft, setDraft] = useState(() => (kept !== undefined && isBegun(kept) ? kept : begun()))
  const outbox = useOutbox(staffId)
  const below = useRef<HTMLHeadingElement>(null)
  const above = useRef<HTMLHeadingElement>(null)

  const change = (next: Draft): void => {
    setDraft(next)
    // What cannot be kept is still on the screen.
    write(['drafts'], (transaction) => transaction.objectStore('drafts').put({ staffId, draft: next })).catch(
      () => undefined,
    )
  }
  const finish = async (): Promise<void> => {
    await outbox.add(draft.id, contactOf(draft))
    setDraft(begun(draft))
    below.current?.focus()
  }
  const correct = async (item: SentBack): Promise<void> => {
    const again = draftOf(item.id, item.contact, { anew: TAKEN.includes(item.refusal.code) })
    await outbox.takeBack(item, again)
    setDraft(again)
    above.current?.focus()
  }
  return (
    <>
      <h2 ref={above} tabIndex={-1} class="only-heard">
        {w.form}
      </h2>
      <ContactForm
        key={draft.id}
        draft={draft}
        deputyId={deputyId}
        lists={lists}
        onDraft={change}
        onFinish={finish}
        onClear={async () => change(begun(draft))}
      />
      <h2 ref={below} tabIndex={-1}>
        {w.outbox}
      </h2>
      {outbox.items !== undefined && (
        <OutboxList items={outbox.items} mayCorrect={!isBegun(draft)} onCorrect={correct} />
      )}
      <OwnDemands sent={outbox.items?.filter(({ state }) => state === 'sent').length ?? 0} />
    </>
  )
}

async function keptDraft(staffId: string): Promise<Draft | undefined> {
  try {
    const kept = await read(
      'drafts',
      (store) => store.get(staffId) as IDBRequest<{ readonly draft: Draft } | undefined>,
    )
    return kept?.draft
  } catch {
    // Nothing kept is better than no form.
    return undefined
  }
}
