/** For who looks over all units: how much waits for each, and what is overdue, with whom. */
import { useCallback, useState } from 'preact/hooks'
import type { Demand, UnitWork } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { Due } from './due.tsx'
import { useDepartmentWords } from './words.ts'

const PAGE = 50
const FIGURES = ['todo', 'handled', 'overdue'] as const

function readOverdue(after?: string) {
  const query = {
    overdue: 'yes',
    order: 'due',
    limit: String(PAGE),
    ...(after === undefined ? {} : { after }),
  } as const
  return body(api.intake.demands.$get({ query }))
}

export function UnitsPage() {
  const w = useDepartmentWords()
  const read = useCallback(async () => {
    const [{ units }, overdue] = await Promise.all([body(api.intake.units.$get()), readOverdue()])
    return { units, overdue }
  }, [])
  const [loaded, refresh] = useFresh(read)
  return (
    <section class="card department">
      <Heading>{w.units.heading}</Heading>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={() => void refresh()} />}
      {loaded.is === 'ready' && (
        <>
          {loaded.value.units.length === 0 ? (
            <p class="empty">{w.units.none}</p>
          ) : (
            <UnitTable units={loaded.value.units} />
          )}
          <h2>{w.units.overdueHeading}</h2>
          <Overdue first={loaded.value.overdue} />
        </>
      )}
    </section>
  )
}

function UnitTable({ units }: { readonly units: readonly UnitWork[] }) {
  const w = useDepartmentWords()
  return (
    <div class="table">
      <table class="units">
        <caption class="only-heard">{w.units.heading}</caption>
        <thead>
          <tr>
            <th scope="col">{w.units.unit}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col">
                {w.units[figure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ unit, ...figures }) => (
            <tr key={unit}>
              <th scope="row">{unit === null ? w.units.nobody : <span lang={OF_THE_HALL}>{unit}</span>}</th>
              {FIGURES.map((figure) => (
                <td key={figure}>
                  {figure === 'overdue' && figures.overdue > 0 ? (
                    <strong class="late">{figures.overdue}</strong>
                  ) : (
                    figures[figure]
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{w.units.total}</th>
            {FIGURES.map((figure) => (
              <td key={figure}>{units.reduce((sum, unit) => sum + unit[figure], 0)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface Page {
  readonly demands: readonly Demand[]
  readonly next: string | null
}

function Overdue({ first }: { readonly first: Page }) {
  const w = useDepartmentWords()
  const [later, setLater] = useState<Page>()
  const more = useAct(async (from: string) => {
    const page = await readOverdue(from)
    setLater({ demands: [...(later?.demands ?? []), ...page.demands], next: page.next })
  })
  const shown = new Set(first.demands.map(({ id }) => id))
  const demands = [...first.demands, ...(later?.demands ?? []).filter(({ id }) => !shown.has(id))]
  const next = later === undefined ? first.next : later.next
  if (demands.length === 0) return <p class="empty">{w.units.noOverdue}</p>
  return (
    <>
      <ul class="duties">
        {demands.map((demand) => (
          <li key={demand.id} class="framed is-overdue">
            <div class="row">
              <a href={linkTo.demand(demand.id)}>{demand.number}</a>
              <strong lang={demand.unit === null ? undefined : OF_THE_HALL}>
                {demand.unit ?? w.units.nobody}
              </strong>
            </div>
            <Due demand={demand} />
            <p class="demand-text" lang={OF_THE_HALL}>
              {demand.text}
            </p>
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
