/** 监督小组 and 视察: who follows which project, and the year's visits month by month, with what they found. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Visit } from '../../../inspect/visit-model.ts'
import { newId } from '../../shared/new-id.ts'
import { draftsOf } from '../department/drafts.ts'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Part } from '../parts/part.tsx'
import { Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Groups } from './groups.tsx'
import { PlanVisit } from './plan-visit.tsx'
import { draftOf, isFor, readSupervision, type Supervision } from './reading.ts'
import { useSupervisionWords } from './words.ts'

export function SupervisionPage({ cycleId }: { readonly cycleId: string }) {
  const w = useSupervisionWords()
  const me = useMe()
  const read = useCallback(() => readSupervision(cycleId, me.role), [cycleId, me.role])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={w.failed} error={loaded.error} onRetry={() => void refresh()} />
  return <Page all={loaded.value} refresh={refresh} />
}

export interface PageProps {
  readonly all: Supervision
  readonly refresh: () => Promise<void>
}

function Page({ all, refresh }: PageProps) {
  const words = useSupervisionWords()
  const w = words.supervision
  const me = useMe()
  const isOffice = me.role === 'secretary' || me.role === 'presidium'
  const own = all.groups.filter((group) => me.role === 'deputy' && isFor(me, group))
  const mayWrite = me.role === 'secretary' || own.length > 0
  const [planning, setPlanning] = useState(false)
  const [onlyMine, setOnlyMine] = useState(me.role === 'deputy' && own.length > 0)
  const visits = onlyMine
    ? all.visits.filter(({ projectId }) => own.some((group) => group.projectId === projectId))
    : all.visits
  const months = new Map<string, Visit[]>()
  for (const visit of visits) {
    const month = dayOf(visit).slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), visit])
  }
  const count = (state: Visit['state']): number => visits.filter((each) => each.state === state).length
  return (
    <section class="card supervision">
      <Heading>{w.heading(all.year)}</Heading>
      {all.groups.length === 0 ? (
        <p class="empty">{w.none}</p>
      ) : (
        <>
          <Part
            id="visits"
            heading={w.visits}
            gist={w.visitsGist(
              count('planned'),
              count('made'),
              visits.filter(({ overdue }) => overdue).length,
            )}
            open
          >
            <Drafts cycleId={all.cycleId} />
            {me.role === 'deputy' && own.length === 0 && <p class="empty">{words.visit.noProjects}</p>}
            {mayWrite && !planning && (
              <div class="row">
                <button type="button" class="strong" onClick={() => setPlanning(true)}>
                  {w.plan}
                </button>
                <a class="button" href={linkTo.visit(all.cycleId, newId())}>
                  {w.record}
                </a>
              </div>
            )}
            {planning && <PlanVisit all={all} refresh={refresh} onLeave={() => setPlanning(false)} />}
            {own.length > 0 && (
              <label class="check">
                <input
                  type="checkbox"
                  checked={onlyMine}
                  onChange={({ currentTarget }) => setOnlyMine(currentTarget.checked)}
                />
                {w.onlyMine}
              </label>
            )}
            {visits.length === 0 && <p class="empty">{w.noVisits}</p>}
            {[...months].map(([month, some]) => (
              <section key={month} aria-labelledby={`month-${month}`}>
                <h3 id={`month-${month}`}>{w.month(month)}</h3>
                <ul class="visits">
                  {some.map((visit) => (
                    <li key={visit.id}>
                      <Listed visit={visit} all={all} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </Part>
          <Part
            id="groups"
            heading={w.groups}
            gist={w.gist(all.groups.filter(({ members }) => members.length > 0).length, all.groups.length)}
            open={isOffice}
          >
            <Groups all={all} own={own} refresh={refresh} />
          </Part>
        </>
      )}
      <p>
        <a class="button" href={linkTo.undertakings(all.cycleId)}>
          {w.undertakings}
        </a>
      </p>
    </section>
  )
}

function Listed({ visit, all }: { readonly visit: Visit; readonly all: Supervision }) {
  const words = useSupervisionWords()
  const w = words.supervision
  const { id, projectId, state, overdue, plan, record } = visit
  const project = all.groups.find((each) => each.projectId === projectId)?.project ?? ''
  const items = all.undertakings.filter(({ fromId }) => fromId === id)
  const open = items.filter((each) => each.state === 'open' || each.state === 'reported').length
  const deputies = (record ?? plan)?.deputies ?? []
  return (
    <article class={`framed undertaking${overdue ? ' is-overdue' : ''}`}>
      <h4 lang={OF_THE_HALL}>
        <a href={linkTo.visit(all.cycleId, id)}>
          {dayOf(visit)} {project}
        </a>
      </h4>
      <p class="line">
        <strong class={overdue ? 'late' : ''}>
          {overdue ? words.overdueVisit : words.visitStates[state]}
        </strong>
        <span lang={OF_THE_HALL}>{(record ?? plan)?.place}</span>
        <span lang={OF_THE_HALL}>{words.names(deputies.map(({ name }) => name))}</span>
      </p>
      {record === null ? (
        plan !== null && <p lang={OF_THE_HALL}>{plan.purpose}</p>
      ) : (
        <>
          <p class="said-text clipped" lang={OF_THE_HALL}>
            {record.findings}
          </p>
          <p class="line">
            {record.photos.length > 0 && <span>{w.pictures(record.photos.length)}</span>}
            <span>{items.length === 0 ? w.noItems : w.items(items.length, open)}</span>
          </p>
        </>
      )}
      {state === 'cancelled' && visit.cancelledReason !== null && (
        <p lang={OF_THE_HALL}>{words.visit.cancelled(visit.cancelledReason)}</p>
      )}
    </article>
  )
}

/** What was begun on this phone: of a visit that nobody planned, nothing else knows. */
function Drafts({ cycleId }: { readonly cycleId: string }) {
  const w = useSupervisionWords().supervision
  const me = useMe()
  const [begun, setBegun] = useState<readonly string[]>([])
  useEffect(() => {
    let here = true
    const start = draftOf(cycleId, '')
    void draftsOf(me.id).then(
      (drafts) =>
        here && setBegun([...drafts].flatMap((of) => (of.startsWith(start) ? [of.slice(start.length)] : []))),
    )
    return () => void (here = false)
  }, [me.id, cycleId])
  if (begun.length === 0) return null
  return (
    <div class="begun" role="status">
      <p>{w.drafts}</p>
      <ul class="links">
        {begun.map((id) => (
          <li key={id}>
            <a href={linkTo.visit(cycleId, id)}>{w.draft}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function dayOf({ plan, record }: Visit): string {
  return record?.heldOn ?? plan?.day ?? ''
}
