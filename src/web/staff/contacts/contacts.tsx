/** A deputy's phone: record a contact, and see what became of those recorded before, with a network or without. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useLoad } from '../../shared/load.ts'
import { onReached } from '../api.ts'
import { DeliveryReminder } from '../delivery/reminder.tsx'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { read, write } from '../phone/store.ts'
import { InspectionReminder } from '../questions/reminder.tsx'
import { useMe, useSession, type Me } from '../session.tsx'
import { isBegun } from './begun.ts'
import { contactOf, draftOf, newDraft, type Draft } from './draft.ts'
import { OwnDemands } from './demands.tsx'
import { ContactForm } from './form.tsx'
import { keptLists, readLists, type KeptLists } from './lists.ts'
import { OnThisPhone } from './on-this-phone.tsx'
import { OutboxList } from './outbox-list.tsx'
import { useOutbox, type SentBack } from './outbox.ts'
import { useContactWords } from './words.ts'
import { OwnContacts } from './year.tsx'

/** Refused because an id or a code is known with another content. */
const TAKEN = ['intake.contactTaken', 'intake.demandTaken']

const TRY_AGAIN_MS = 5000

export function Contacts() {
  const w = useContactWords()
  const { me, unconfirmedSince } = useSession()
  // Confirmed anew, it is still the same person, and the form stays as it is.
  const person = useRef(me)
  person.current = me
  const begin = useCallback(async () => {
    const [kept, draft] = await Promise.all([keptLists(me.id), keptDraft(me.id)])
    return { lists: kept ?? (await readLists(person.current)), draft }
  }, [me.id])
  const [loaded, retry] = useLoad(begin)
  // Nobody should have to press for what only the network was wanting for.
  useEffect(() => {
    if (loaded.is !== 'failed') return
    const timer = setTimeout(retry, TRY_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [loaded, retry])
  return (
    <section class="card contacts">
      <Heading>{w.heading}</Heading>
      <DeliveryReminder />
      <InspectionReminder />
      {me.deputyId === null ? (
        <p class="empty">{w.nobody}</p>
      ) : (
        <>
          <div role="status">
            {unconfirmedSince !== undefined && (
              <p class="notice">{w.unconfirmed(me.name, w.moment(unconfirmedSince))}</p>
            )}
          </div>
          {loaded.is === 'loading' && <Loading />}
          {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
          {loaded.is === 'ready' && (
            <Recording deputyId={me.deputyId} begun={loaded.value.lists} kept={loaded.value.draft} />
          )}
        </>
      )}
    </section>
  )
}

/** At once those of the last time, then those of now: at the beginning and whenever the network is back. */
function useFreshLists(me: Me, begun: KeptLists): KeptLists {
  const [lists, setLists] = useState(begun)
  const person = useRef(me)
  person.current = me
  useEffect(() => {
    let here = true
    const look = (): void =>
      void readLists(person.current).then(
        (now) => here && setLists(now),
        () => undefined,
      )
    look()
    const stopListening = onReached((reached) => reached && look())
    return () => {
      here = false
      stopListening()
    }
  }, [me.id])
  return lists
}

function Recording({
  deputyId,
  begun: begunLists,
  kept,
}: {
  readonly deputyId: string
  readonly begun: KeptLists
  readonly kept: Draft | undefined
}) {
  const w = useContactWords()
  const me = useMe()
  const staffId = me.id
  const { lists, readAt } = useFreshLists(me, begunLists)
  // Who goes from door to door, goes on where they were.
  const begun = (before?: Draft): Draft =>
    newDraft(deputyId, {
      channel: before?.channel ?? 'reception',
      stationId: before?.stationId || (lists.stations[0]?.id ?? ''),
      gridId: before?.channel === 'online' ? before.gridId : before?.gridId || (lists.grids[0]?.id ?? ''),
    })
  const [draft, setDraft] = useState(() => (kept !== undefined && isBegun(kept) ? kept : begun()))
  const outbox = useOutbox(staffId)
  const items = outbox.items
  // Another window of this phone has finished the same one.
  const isKept = items?.some(({ id }) => id === draft.id) === true
  useEffect(() => {
    if (isKept) setDraft(begun(draft))
  }, [isKept])
  // The first station or grid has come.
  useEffect(() => {
    const { stationId, gridId } = begun(draft)
    if (stationId !== draft.stationId || gridId !== draft.gridId)
      setDraft((before) => ({ ...before, stationId, gridId }))
  }, [lists])
  useNewest(outbox.stale && !isBegun(draft))
  const below = useRef<HTMLHeadingElement>(null)
  const above = useRef<HTMLHeadingElement>(null)

  const change = (next: Draft): void => {
    setDraft(next)
    // What cannot be kept is still on the screen.
    write(['drafts'], (transaction) => transaction.objectStore('drafts').put({ staffId, draft: next })).catch(
      () => undefined,
    )
  }
  // What cannot be deleted now is swept later: nobody sees it meanwhile.
  const removePhotosOf = (demands: readonly { readonly id: string }[]): Promise<void> =>
    outbox.removePhotosOf(demands.map(({ id }) => id)).catch(() => undefined)
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
  const sent = items?.filter(({ state }) => state === 'sent').length ?? 0
  return (
    <>
      <div role="status">
        {outbox.stale && (
          <div class="notice">
            <p>{w.newer}</p>
            <button type="button" onClick={() => location.reload()}>
              {w.takeNewer}
            </button>
          </div>
        )}
      </div>
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
        onClear={async () => {
          change(begun(draft))
          await removePhotosOf(draft.demands)
        }}
        photos={outbox.photos}
        onAddPhoto={outbox.addPhoto}
        onRemovePhoto={outbox.removePhoto}
        onRemoveDemand={removePhotosOf}
      />
      <h2 ref={below} tabIndex={-1}>
        {w.outbox}
      </h2>
      {items !== undefined && (
        <>
          <OutboxList
            items={items}
            photos={outbox.photos}
            mayCorrect={!isBegun(draft)}
            onCorrect={correct}
            onRemovePhoto={outbox.removePhoto}
          />
          <OnThisPhone items={items} photos={outbox.photos} draft={draft} listsReadAt={readAt} />
        </>
      )}
      <OwnContacts sent={sent} />
      <OwnDemands sent={sent} />
    </>
  )
}

const RELOADED = 'piaojue-staff-reloaded'
const RELOAD_MS = 60_000

/** Takes the newer page as soon as nothing is being typed; not again and again where it does not come. */
function useNewest(ready: boolean): void {
  useEffect(() => {
    if (!ready) return
    const typed = [...document.querySelectorAll('textarea')].some(({ value }) => value !== '')
    const before = Number(sessionStorage.getItem(RELOADED) ?? 0)
    if (typed || Date.now() - before < RELOAD_MS) return
    sessionStorage.setItem(RELOADED, String(Date.now()))
    location.reload()
  }, [ready])
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
