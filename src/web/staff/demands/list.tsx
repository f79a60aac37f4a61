/** The list of demands: looked for, filtered and paged by the service, which may have hundreds of thousands. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Demand, Grid } from '../../../intake/model.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useMe } from '../session.tsx'
import { DownloadButton } from '../sheets/download-button.tsx'
import { useAct } from '../../shared/act.ts'
import { Heading } from '../parts/heading.tsx'
import { PaperHeading } from '../parts/paper-heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { Table } from '../parts/table.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { FilterForm } from './filter-form.tsx'
import { wordsOf } from './filter-words.ts'
import { filterOf, queryOf, type Filter } from './filter.ts'
import { ImportDemands } from './import.tsx'
import { waysOf } from './tree.ts'
import { useDemandWords } from './words.ts'

const PAGE = 50
/** What a person may want on paper; the rest is for a spreadsheet. */
const PRINTED_MAX = 1000
const PRINTED_AT_ONCE = 200

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
          {secretary && (
            <ImportDemands grids={loaded.value.grids} onDone={() => setImports((count) => count + 1)} />
          )}
          <Pages key={`${text} ${imports}`} text={text} grids={loaded.value.grids} />
        </>
      )}
    </section>
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
  const [printing, setPrinting] = useState(false)
  /** The page first shows all that is printed. */
  const print = useAct(async (shown: number, from: string | null) => {
    const added: Demand[] = []
    let end = from
    while (end !== null && shown + added.length < PRINTED_MAX) {
      const limit = Math.min(PRINTED_AT_ONCE, PRINTED_MAX - shown - added.length)
      const { demands, next } = await readPage(filterOf(text), end, limit)
      added.push(...demands)
      end = next
    }
    setAfter({ demands: [...(after?.demands ?? []), ...added], next: end })
    setPrinting(true)
  })
  useEffect(() => {
    if (!printing) return
    window.print()
    setPrinting(false)
  }, [printing])
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={retry} />
  const filters = wordsOf(filterOf(text), w, ways)
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
      <PaperHeading>
        <p>{filters.length === 0 ? w.list.isAll : filters.join(w.list.between)}</p>
      </PaperHeading>
      <div class="row">
        <p role="status">{w.list.shown(demands.length, next === null)}</p>
        <div class="screen-only">
          <button type="button" aria-busy={print.busy} onClick={() => void print.run(demands.length, next)}>
            {w.list.print(PRINTED_MAX)}
          </button>
          <span role="status">{print.busy && ` ${w.list.preparing}`}</span>
          <Refused error={print.error} />
        </div>
        <Export text={text} />
      </div>
      <DemandTable demands={demands} ways={ways} caption={w.list.caption} />
      <Refused error={more.error} />
      {next !== null && (
        <button type="button" class="screen-only" aria-busy={more.busy} onClick={() => void more.run(next)}>
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
