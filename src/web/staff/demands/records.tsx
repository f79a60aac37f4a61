/** 接待记录: every contact of a time, to be looked at, put right, or withdrawn. */
import { useCallback, useState } from 'preact/hooks'
import type { Contact, Grid, Station } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { ContactRecord } from './record.tsx'
import { useDemandWords } from './words.ts'

export interface RecordLists {
  readonly grids: readonly Grid[]
  readonly stations: readonly Station[]
  readonly deputies: readonly Deputy[]
}

const PAGE = '30'

export function Records() {
  const w = useDemandWords().records
  const year = new Date().getFullYear()
  const [from, setFrom] = useState(`${year}-01-01`)
  const [to, setTo] = useState(`${year}-12-31`)
  const read = useCallback(async () => {
    const [page, { grids }, { stations }, { deputies }] = await Promise.all([
      readPage(from, to),
      body(api.intake.grids.$get()),
      body(api.intake.stations.$get()),
      body(api.people.deputies.$get()),
    ])
    return { page, lists: { grids, stations, deputies } }
  }, [from, to])
  const [loaded, retry] = useLoad(read)
  return (
    <section class="card">
      <Heading>{w.heading}</Heading>
      <div class="filters screen-only">
        <Field label={w.from} type="date" value={from} onValue={setFrom} />
        <Field label={w.to} type="date" value={to} onValue={setTo} />
      </div>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && (
        <List key={`${from}${to}`} from={from} to={to} first={loaded.value.page} lists={loaded.value.lists} />
      )}
    </section>
  )
}

function readPage(from: string, to: string, after?: string) {
  const query = { from, to, limit: PAGE }
  return body(api.intake.contacts.$get({ query: after === undefined ? query : { ...query, after } }))
}

function List({
  from,
  to,
  first,
  lists,
}: {
  readonly from: string
  readonly to: string
  readonly first: { readonly contacts: readonly Contact[]; readonly next: string | null }
  readonly lists: RecordLists
}) {
  const w = useDemandWords().records
  const [{ contacts, next }, setShown] = useState(first)
  const more = useAct(async (after: string) => {
    const page = await readPage(from, to, after)
    setShown({ contacts: [...contacts, ...page.contacts], next: page.next })
  })
  if (contacts.length === 0) return <p class="empty">{w.none}</p>
  return (
    <>
      {contacts.map((contact) => (
        <ContactRecord
          key={contact.id}
          contact={contact}
          lists={lists}
          // Where it stands, also when another day would put it elsewhere: who corrected it sees what became of it.
          onChanged={(changed) =>
            setShown({ contacts: contacts.map((each) => (each.id === changed.id ? changed : each)), next })
          }
        />
      ))}
      {next !== null && (
        <>
          <Refused error={more.error} />
          <ActButton quiet busy={more.busy} onAct={() => void more.run(next)}>
            {w.more}
          </ActButton>
        </>
      )}
    </>
  )
}
