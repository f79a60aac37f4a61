/** A deputy's own contacts of a year, by month: what was taken, and what became of it. */
import { useCallback, useRef, useState } from 'preact/hooks'
import type { Contact } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Choice } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { today } from './draft.ts'
import { useContactWords } from './words.ts'

const YEARS = 5
const PAGE = '20'

export function OwnContacts({ sent }: { /** Another one may be among them. */ readonly sent: number }) {
  const w = useContactWords()
  const thisYear = Number(today().slice(0, 4))
  const [year, setYear] = useState(String(thisYear))
  return (
    <>
      <h2>{w.contacts}</h2>
      <Choice
        label={w.year}
        value={year}
        onValue={setYear}
        options={Array.from({ length: YEARS }, (_, i) => String(thisYear - i)).map((value) => ({
          value,
          text: w.yearOf(value),
        }))}
      />
      <Year key={year} year={year} sent={sent} />
    </>
  )
}

function readPage(year: string, after?: string) {
  const query = { from: `${year}-01-01`, to: `${year}-12-31`, limit: PAGE }
  return body(api.intake.contacts.$get({ query: after === undefined ? query : { ...query, after } }))
}

function Year({ year, sent }: { readonly year: string; readonly sent: number }) {
  const w = useContactWords()
  const read = useCallback(() => readPage(year), [year, sent])
  const [loaded, refresh] = useFresh(read)
  /** What was asked for after the first page, which alone is read again and again. */
  const [older, setOlder] = useState<Awaited<ReturnType<typeof readPage>>>()
  const list = useRef<HTMLDivElement>(null)
  const more = useAct(async (after: string) => {
    const page = await readPage(year, after)
    const before = list.current?.querySelectorAll('li.framed').length ?? 0
    setOlder((now) => ({ contacts: [...(now?.contacts ?? []), ...page.contacts], next: page.next }))
    // The button moves on or goes: who listens goes on reading at the first one that came.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('li.framed')[before]?.focus())
  })
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const first = loaded.value
  const known = new Set(first.contacts.map(({ id }) => id))
  const contacts = [...first.contacts, ...(older?.contacts ?? []).filter(({ id }) => !known.has(id))]
  const next = older === undefined ? first.next : older.next
  if (contacts.length === 0) return <p class="empty">{w.noContacts}</p>
  return (
    <div ref={list}>
      {byMonth(contacts).map(([month, some]) => (
        <section key={month}>
          <h3>{w.month(month)}</h3>
          <ul class="contact-list">
            {some.map((contact) => (
              <li key={contact.id} class="framed" tabIndex={-1}>
                <OneContact contact={contact} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {next !== null && (
        <>
          <Refused error={more.error} />
          <ActButton quiet busy={more.busy} onAct={() => void more.run(next)}>
            {w.moreContacts}
          </ActButton>
        </>
      )}
    </div>
  )
}

/** They come in the order of their days. */
function byMonth(contacts: readonly Contact[]): (readonly [month: string, contacts: readonly Contact[]])[] {
  const months = new Map<string, Contact[]>()
  for (const contact of contacts) {
    const month = contact.heldOn.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), contact])
  }
  return [...months]
}

function OneContact({ contact }: { readonly contact: Contact }) {
  const w = useContactWords()
  return (
    <>
      <div class="row">
        <strong>
          {w.channels[contact.channel]} {contact.heldOn}
        </strong>
        {contact.withdrawn && <strong class="state is-late">{w.withdrawn}</strong>}
      </div>
      <p>{w.summary(contact.residents, contact.demands.length)}</p>
      {contact.note !== null && <p lang={OF_THE_HALL}>{contact.note}</p>}
      {contact.demands.length > 0 && (
        <ul class="taken">
          {contact.demands.map((demand) => (
            <li key={demand.id}>
              <div class="row">
                <span>
                  {demand.number} <span lang={OF_THE_HALL}>{demand.category}</span>
                </span>
                <strong class={demand.overdue ? 'state is-late' : 'state'}>
                  {w.demandStates[demand.state]}
                  {demand.overdue && w.late}
                </strong>
              </div>
              <p lang={OF_THE_HALL}>{demand.text}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
