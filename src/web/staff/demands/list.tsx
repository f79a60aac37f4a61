/** The list of demands: looked for, filtered and paged by the service, which may have hundreds of thousands. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Demand, Grid } from '../../../intake/model.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useMe } from '../session.tsx'
import { DownloadButton } from '../sheets/download-button.tsx'
import { useAct } from '../../shared/act.ts'
import { Choice, Field } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { Table } from '../parts/table.tsx'
import { linkTo, routeOf } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { filterOf, queryOf, textOf, type Filter } from './filter.ts'
import { GridChoice } from './grid-choice.tsx'
import { ImportDemands } from './import.tsx'
import { waysOf } from './tree.ts'
import { useDemandWords } from './words.ts'

const PAGE = 50
const PAUSE_MS = 300

function readPage(filter: Filter, after: string | undefined, limit: number) {
  const query = queryOf(filter, { limit, ...(after === undefined ? {} : { after }) })
  return body(api.intake.demands.$get({ query }))
}

export function DemandList({ filter: text }: { readonly filter: string }) {
  const w = useDemandWords()
  const read = useCallback(async () => {
    const [{ grids }, { categories }] = await Promise.all([
      body(api.intake.grids.$get()),
      body(api.intake.categories.$get()),
    ])
    return { grids, categories }
  }, [])
  const [loaded, retry] = useLoad(read)
  const secretary = useMe().role === 'secretary'
  /** The list is read anew after each. */
  const [imports, setImports] = useState(0)
  return (
    <section class="card">
      <Heading>{w.list.heading}</Heading>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && (
        <>
          <FilterForm filter={filterOf(text)} {...loaded.value} />
          <Pages key={`${text} ${imports}`} text={text} grids={loaded.value.grids} />
          {secretary && (
            <ImportDemands grids={loaded.value.grids} onDone={() => setImports((count) => count + 1)} />
          )}
        </>
      )}
    </section>
  )
}

/** What is looked for stands in the address: a reload and the way back from a demand keep it. */
function lookFor(filter: Filter): void {
  location.replace(linkTo.demands(textOf(filter)))
}

/** The address, not what is drawn, is the newest: two changes may come before the page is drawn again. */
function set(change: Filter): void {
  const route = routeOf(location.hash)
  lookFor({ ...filterOf(route.at === 'demands' ? route.filter : ''), ...change })
}

function FilterForm({
  filter,
  grids,
  categories,
}: {
  readonly filter: Filter
  readonly grids: readonly Grid[]
  readonly categories: readonly string[]
}) {
  const w = useDemandWords()
  const all = { value: '', text: w.all }
  const named = (words: Readonly<Record<string, string>>) => [
    all,
    ...Object.entries(words).map(([value, text]) => ({ value, text })),
  ]
  return (
    <form
      class="framed"
      role="search"
      aria-label={w.list.filter}
      onSubmit={(event) => event.preventDefault()}
    >
      <SearchField q={filter.q ?? ''} onSearch={(q) => set({ q })} />
      <div class="filters">
        <Choice
          label={w.list.state}
          value={filter.state ?? ''}
          onValue={(state) => set({ state })}
          options={named(w.states)}
        />
        <Choice
          label={w.list.channel}
          value={filter.channel ?? ''}
          onValue={(channel) => set({ channel })}
          options={named(w.channels)}
        />
        <Choice
          label={w.list.category}
          value={filter.category ?? ''}
          onValue={(category) => set({ category })}
          options={[all, ...categories.map((value) => ({ value, text: value }))]}
        />
        <GridChoice
          label={w.list.grid}
          none={w.all}
          grids={grids}
          value={filter.grid ?? ''}
          onValue={(grid) => set({ grid })}
        />
        <Field label={w.list.from} type="date" value={filter.from ?? ''} onValue={(from) => set({ from })} />
        <Field label={w.list.to} type="date" value={filter.to ?? ''} onValue={(to) => set({ to })} />
        <label class="check">
          <input
            type="checkbox"
            checked={filter.overdue === 'yes'}
            onChange={(event) => set({ overdue: event.currentTarget.checked ? 'yes' : '' })}
          />
          {w.list.overdue}
        </label>
        {textOf(filter) !== '' && (
          <button type="button" class="quiet" onClick={() => lookFor({})}>
            {w.list.reset}
          </button>
        )}
      </div>
    </form>
  )
}

/** Asks once the person pauses. */
function SearchField({ q, onSearch }: { readonly q: string; readonly onSearch: (q: string) => void }) {
  const w = useDemandWords()
  const [typed, setTyped] = useState(q)
  useEffect(() => setTyped(q), [q])
  useEffect(() => {
    if (typed === q) return
    const timer = setTimeout(() => onSearch(typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Field
      label={w.list.search}
      hint={w.list.searchHint}
      type="search"
      autocomplete="off"
      value={typed}
      onValue={setTyped}
    />
  )
}

function Pages({ text, grids }: { readonly text: string; readonly grids: readonly Grid[] }) {
  const w = useDemandWords()
  const [after, setAfter] = useState<{ demands: readonly Demand[]; next: string | null }>()
  const read = useCallback(() => readPage(filterOf(text), undefined, PAGE), [text])
  const [loaded, retry] = useLoad(read)
  const ways = waysOf(grids)
  const more = useAct(async (from: string) => {
    const { demands, next } = await readPage(filterOf(text), from, PAGE)
    setAfter({ demands: [...(after?.demands ?? []), ...demands], next })
  })
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={retry} />
  const demands = [...loaded.value.demands, ...(after?.demands ?? [])]
  const next = after === undefined ? loaded.value.next : after.next
  if (demands.length === 0)
    return (
      <p class="empty" role="status">
        {text === '' ? w.list.none : w.list.noneFound}
      </p>
    )
  return (
    <>
      <div class="row">
        <p role="status">{w.list.shown(demands.length, next === null)}</p>
        <Export text={text} />
      </div>
      <DemandTable demands={demands} ways={ways} caption={w.list.caption} />
      <Refused error={more.error} />
      {next !== null && (
        <button type="button" aria-busy={more.busy} onClick={() => void more.run(next)}>
          {w.list.more}
        </button>
      )}
    </>
  )
}

export function DemandTable({
  demands,
  ways,
  caption,
}: {
  readonly demands: readonly Demand[]
  readonly ways: ReadonlyMap<string, string>
  readonly caption: string
}) {
  const w = useDemandWords()
  const columns = w.list.columns
  return (
    <Table
      class="demands"
      caption={caption}
      rows={demands}
      keyOf={({ id }) => id}
      columns={[
        {
          name: columns.number,
          head: true,
          cell: ({ id, number }) => <a href={linkTo.demand(id)}>{number}</a>,
        },
        {
          name: columns.text,
          lang: OF_THE_HALL,
          cell: ({ text }) => <span class="demand-text">{text}</span>,
        },
        { name: columns.category, lang: OF_THE_HALL, cell: ({ category }) => category },
        {
          name: columns.grid,
          lang: OF_THE_HALL,
          cell: ({ gridId }) => (gridId === null ? '' : ways.get(gridId)),
        },
        {
          name: columns.takenOn,
          cell: ({ takenOn, channel }) => (
            <>
              {takenOn} <span class="soft">{w.channels[channel]}</span>
            </>
          ),
        },
        {
          name: columns.state,
          cell: ({ state, overdue }) => (
            <>
              {w.states[state]}
              {overdue && <strong class="overdue">{w.list.overdueMark}</strong>}
            </>
          ),
        },
      ]}
    />
  )
}

/** All that fits, as the service writes it: the page holds the finished file and nothing else. */
function Export({ text }: { readonly text: string }) {
  const w = useDemandWords()
  return (
    <DownloadButton path={`/api/intake/demands/export?${text}`} fileName={w.list.fileName}>
      {w.export}
    </DownloadButton>
  )
}
