/** At the secretary's desk: a contact that deputies wrote down on paper. It is sent at once; nothing is kept on the device. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { inGroups } from '../../../intake/follow-up-code.ts'
import type { Contact } from '../../../intake/model.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { contactOf, newDraft, type Draft } from './draft.ts'
import { ContactForm } from './form.tsx'
import { askLists, type Lists } from './lists.ts'
import { useContactWords } from './words.ts'

export function RecordContact() {
  const w = useContactWords()
  const me = useMe()
  const [loaded, retry] = useLoad(useCallback(() => askLists(me), [me]))
  return (
    <section class="card contacts">
      <Heading>{w.heading}</Heading>
      <p>{w.deskIntro}</p>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Recording lists={loaded.value} />}
    </section>
  )
}

interface Recorded {
  readonly contact: Contact
  /** As it was sent: it has the follow-up codes, which no answer has. */
  readonly draft: Draft
}

function Recording({ lists }: { readonly lists: Lists }) {
  const begun = (before?: Draft): Draft =>
    newDraft(undefined, {
      channel: before?.channel ?? 'reception',
      stationId: before?.stationId || (lists.stations[0]?.id ?? ''),
      gridId: before?.gridId || (lists.grids[0]?.id ?? ''),
    })
  const [draft, setDraft] = useState(begun)
  const [recorded, setRecorded] = useState<Recorded>()
  if (recorded !== undefined) return <Receipt {...recorded} onAgain={() => setRecorded(undefined)} />
  return (
    <ContactForm
      key={draft.id}
      draft={draft}
      lists={lists}
      onDraft={setDraft}
      // Sent again because nobody answered, it is the same contact: its id came with the draft.
      onFinish={async () => {
        const param = { id: draft.id }
        const contact = await body(api.intake.contacts[':id'].$put({ param, json: contactOf(draft) }))
        setRecorded({ contact, draft })
        setDraft(begun(draft))
      }}
      onClear={async () => setDraft(begun(draft))}
    />
  )
}

function Receipt({ contact, draft, onAgain }: Recorded & { readonly onAgain: () => void }) {
  const w = useContactWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const codeOf = (id: string): string => draft.demands.find((each) => each.id === id)?.followUpCode ?? ''
  return (
    <div class="framed stack">
      <h2 ref={heading} tabIndex={-1}>
        {w.recorded(w.channels[contact.channel], contact.heldOn)}
      </h2>
      <p>{w.summary(contact.residents, contact.demands.length)}</p>
      {contact.demands.length > 0 && (
        <>
          <p>{w.codesForResidents}</p>
          <ul class="codes">
            {contact.demands.map(({ id, number }) => (
              <li key={id}>
                <span>
                  {w.number} <a href={linkTo.demand(id)}>{number}</a>
                </span>
                <span>
                  {w.code} <strong class="code">{inGroups(codeOf(id))}</strong>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div class="row screen-only">
        <button type="button" onClick={() => window.print()}>
          {w.printCodes}
        </button>
        <button type="button" class="strong" onClick={onAgain}>
          {w.recordNext}
        </button>
      </div>
    </div>
  )
}
