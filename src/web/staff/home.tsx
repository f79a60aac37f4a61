import { useCallback, useState } from 'preact/hooks'
import type { CycleView } from '../../order/model.ts'
import { useLoad } from '../shared/load.ts'
import { body } from '../shared/read.ts'
import { api } from './api.ts'
import { DeliveryReminder } from './delivery/reminder.tsx'
import { UnitsLink } from './department/units-link.tsx'
import { Meeting } from './meeting/meeting.tsx'
import { NewYear } from './meeting/new-year.tsx'
import { useMeetingWords } from './meeting/words.ts'
import { useFresh } from './parts/fresh.ts'
import { Heading } from './parts/heading.tsx'
import { later } from './parts/later.tsx'
import { Failed, Loading } from './parts/states.tsx'
import { InspectionReminder } from './questions/reminder.tsx'
import { linkTo } from './route.ts'
import { useMe } from './session.tsx'

const TellerHome = later(async () => (await import('./teller/views.tsx')).TellerHome)

const Contacts = later(async () => (await import('./contacts/contacts.tsx')).Contacts)

/** Where each role begins. */
export function Home() {
  const me = useMe()
  switch (me.role) {
    case 'teller':
      return <TellerHome />
    case 'secretary':
    case 'presidium':
    case 'auditor':
      return <Years />
    case 'deputy':
      return <Contacts />
    case 'department':
      // Its page begins with what it has to do: see view.tsx.
      return null
  }
}

/** The years of one's own assembly, the newest first. */
export async function readYears(assemblyId: string): Promise<readonly CycleView[]> {
  const { cycles } = await body(api.order.cycles.$get())
  return cycles.filter((cycle) => cycle.assemblyId === assemblyId).toSorted((a, b) => b.year - a.year)
}

/** The secretary begins with the years and the preparations; everybody else stands in the newest meeting at once. */
function Years() {
  const w = useMeetingWords()
  const me = useMe()
  const read = useCallback(() => readYears(me.assembly.id), [me.assembly.id])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const years = loaded.value
  const [newest, ...others] = years
  if (me.role === 'secretary') return <SecretaryHome years={years} />
  if (newest === undefined) {
    return (
      <section class="card">
        <Heading>{w.home.heading}</Heading>
        <p class="empty">{w.home.noneOther}</p>
      </section>
    )
  }
  return (
    <>
      {me.role === 'presidium' && <DeliveryReminder />}
      {me.role === 'presidium' && <InspectionReminder />}
      <Meeting key={newest.id} cycleId={newest.id} />
      {others.length > 0 && (
        <section>
          <h2>{w.home.others}</h2>
          <YearLinks years={others} />
        </section>
      )}
    </>
  )
}

function YearLinks({ years }: { readonly years: readonly CycleView[] }) {
  const w = useMeetingWords()
  return (
    <ul class="links">
      {years.map(({ id, year }) => (
        <li key={id}>
          <a href={linkTo.meeting(id)}>{w.home.enter(year)}</a>
        </li>
      ))}
    </ul>
  )
}

function SecretaryHome({ years }: { readonly years: readonly CycleView[] }) {
  const w = useMeetingWords()
  const [adding, setAdding] = useState(false)
  const [newest, ...others] = years
  return (
    <section class="card">
      <Heading>{w.home.heading}</Heading>
      {newest === undefined ? (
        <p class="empty">{w.home.none}</p>
      ) : (
        <p>
          <a class="button strong" href={linkTo.meeting(newest.id)}>
            {w.home.enter(newest.year)}
          </a>
        </p>
      )}
      <DeliveryReminder />
      <InspectionReminder />
      <UnitsLink />
      <Preparations />
      {others.length > 0 && (
        <>
          <h2>{w.home.others}</h2>
          <YearLinks years={others} />
        </>
      )}
      {newest === undefined || adding ? (
        <NewYear />
      ) : (
        <button type="button" onClick={() => setAdding(true)}>
          {w.home.newYear}
        </button>
      )}
    </section>
  )
}

/** What is done once, before the meeting. */
function Preparations() {
  const w = useMeetingWords()
  const read = useCallback(async () => {
    const [{ active }, { staff }] = await Promise.all([
      body(api.people.deputies.$get()),
      body(api.people.staff.$get()),
    ])
    const count = (role: string): number => staff.filter((each) => each.role === role && each.active).length
    return { deputies: active, tellers: count('teller'), presidium: count('presidium') }
  }, [])
  const [loaded, retry] = useLoad(read)
  return (
    <>
      <h2>{w.home.prepareHeading}</h2>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && (
        <ul class="links">
          <li>
            <a href={linkTo.deputies}>{w.home.prepareDeputies(loaded.value.deputies)}</a>
          </li>
          <li>
            <a href={linkTo.people}>{w.home.preparePeople(loaded.value.tellers, loaded.value.presidium)}</a>
          </li>
        </ul>
      )}
    </>
  )
}
