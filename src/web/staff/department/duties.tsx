/** A department's demands: what is due first stands first; looked for, and read page by page. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Demand, Grid } from '../../../intake/model.ts'
import type { Phase } from '../../../intake/steps.ts'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { waysOf } from '../demands/tree.ts'
import { Field } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { InspectionReminder } from '../questions/reminder.tsx'
import { MyProjects } from '../reporting/my-projects.tsx'
import { OF_THE_HALL } from '../words.ts'
import { draftsOf } from './drafts.ts'
import { Due } from './due.tsx'
import { useDepartmentWords } from './words.ts'

const PAGE = 20
const PAUSE_MS = 300
const PHASES: readonly Phase[] = ['todo', 'handled', 'answered']

/** What is looked for stands in the address: a reload, and the way back from a demand, keep it. */
interface Wanted {
  readonly phase: Phase
  readonly q: string
}

function wantedOf(text: string): Wanted {
  const query = new URLSearchParams(text)
  const phase = PHASES.find((each) => each === query.get('phase')) ?? 'todo'
  return { phase, q: query.get('q') ?? '' }
}

function lookFor({ phase, q }: Wanted): void {
  const query = { ...(phase === 'todo' ? {} : { phase }), ...(q === '' ? {} : { q }) }
  location.replace(linkTo.duties(new URLSearchParams(query).toString()))
}

function readPage({ phase, q }: Wanted, after?: string) {
  // What is answered is looked at from the newest on.
  const order = phase === 'answered' ? 'newest' : 'due'
  const query = {
    phase,
    order,
    limit: String(PAGE),
    ...(q === '' ? {} : { q }),
    ...(after === undefined ? {} : { after }),
  } as const
  return body(api.intake.demands.$get({ query }))
}

export function Duties({ filter }: { readonly filter: string }) {
  const w = useDepartmentWords()
  const wanted = wantedOf(filter)
  const read = useCallback(async () => {
    const [{ grids }, { units }] = await Promise.all([
      body(api.intake.grids.$get()),
      body(api.intake.units.$get()),
    ])
    const sum = (of: 'todo' | 'handled' | 'overdue') => units.reduce((all, unit) => all + unit[of], 0)
    return { grids, summary: w.duties.summary(sum('todo'), sum('overdue'), sum('handled')) }
  }, [w])
  const [loaded, refresh] = useFresh(read)
  return (
    <section class="card department">
      <Heading>{w.duties.heading}</Heading>
      <InspectionReminder />
      <MyProjects />
      <h2>{w.duties.demands}</h2>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={() => void refresh()} />}
      {loaded.is === 'ready' && (
        <>
          <p role="status">{loaded.value.summary}</p>
          <Search wanted={wanted} />
          <Pages key={filter} wanted={wanted} grids={loaded.value.grids} />
        </>
      )}
    </section>
  )
}

function Search({ wanted }: { readonly wanted: Wanted }) {
  const w = useDepartmentWords()
  const [typed, setTyped] = useState(wanted.q)
  useEffect(() => setTyped(wanted.q), [wanted.q])
  // Asks once the person pauses.
  useEffect(() => {
    if (typed === wanted.q) return
    const timer = setTimeout(() => lookFor({ ...wanted, q: typed }), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <form
      class="framed"
      role="search"
      aria-label={w.duties.filter}
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="row phases">
        {PHASES.map((phase) => (
          <button
            key={phase}
            type="button"
            aria-pressed={phase === wanted.phase}
            onClick={() => lookFor({ q: typed, phase })}
          >
            {w.duties.phases[phase]}
          </button>
        ))}
      </div>
      <Field
        label={w.duties.search}
        hint={w.duties.searchHint}
        type="search"
        autocomplete="off"
        value={typed}
        onValue={setTyped}
      />
    </form>
  )
}

function Pages({ wanted, grids }: { readonly wanted: Wanted; readonly grids: readonly Grid[] }) {
  const w = useDepartmentWords()
  const me = useMe()
  const read = useCallback(() => readPage(wanted), [wanted.phase, wanted.q])
  const [loaded, refresh] = useFresh(read)
  const [later, setLater] = useState<{ demands: readonly Demand[]; next: string | null }>()
  const findDrafts = useCallback(() => draftsOf(me.id), [me.id])
  const [drafts] = useLoad(findDrafts)
  const more = useAct(async (from: string) => {
    const page = await readPage(wanted, from)
    setLater({ demands: [...(later?.demands ?? []), ...page.demands], next: page.next })
  })
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const first = new Set(loaded.value.demands.map(({ id }) => id))
  // The first page is read again and again: what has moved into it is not shown twice.
  const demands = [...loaded.value.demands, ...(later?.demands ?? []).filter(({ id }) => !first.has(id))]
  const next = later === undefined ? loaded.value.next : later.next
  const ways = waysOf(grids)
  if (demands.length === 0)
    return (
      <p class="empty" role="status">
        {wanted.q === '' ? w.duties.none[wanted.phase] : w.duties.noneFound}
      </p>
    )
  return (
    <>
      <h2 class="only-heard">{w.duties.list}</h2>
      <ul class="duties">
        {demands.map((demand) => (
          <li key={demand.id} class={demand.overdue ? 'framed is-overdue' : 'framed'}>
            <OneDuty
              demand={demand}
              way={demand.gridId === null ? undefined : ways.get(demand.gridId)}
              begun={drafts.is === 'ready' && [...drafts.value].some((of) => of.startsWith(`${demand.id} `))}
            />
          </li>
        ))}
      </ul>
      <Refused error={more.error} />
      {next !== null && (
        <button type="button" aria-busy={more.busy} onClick={() => void more.run(next)}>
          {w.duties.more}
        </button>
      )}
    </>
  )
}

function OneDuty({
  demand,
  way,
  begun,
}: {
  readonly demand: Demand
  readonly way: string | undefined
  readonly begun: boolean
}) {
  const w = useDepartmentWords()
  const where = [demand.place, way].filter((each) => each !== null && each !== undefined)
  return (
    <>
      <div class="row">
        <a href={linkTo.demand(demand.id)}>
          <strong>{demand.number}</strong> <span lang={OF_THE_HALL}>{demand.category}</span>
        </a>
        <span class="state">{w.states[demand.state]}</span>
      </div>
      <Due demand={demand} />
      <p class="demand-text" lang={OF_THE_HALL}>
        {demand.text}
      </p>
      {where.length > 0 && (
        <p class="soft" lang={OF_THE_HALL}>
          {where.join(' · ')}
        </p>
      )}
      {begun && <p class="begun">{w.duties.draft}</p>}
    </>
  )
}
