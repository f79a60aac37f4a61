/** One visit, on a phone: what was planned, what was found, and the form of who was there. */
import { useCallback, useState } from 'preact/hooks'
import type { Visit } from '../../../inspect/visit-model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { ReasonButton } from '../parts/reason-button.tsx'
import { Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { PlanVisit } from './plan-visit.tsx'
import { isFor, readSupervision, type Supervision } from './reading.ts'
import { Shown } from './shown.tsx'
import { UndertakingCard } from './undertaking-card.tsx'
import { VisitForm } from './visit-form.tsx'
import { useSupervisionWords } from './words.ts'

export function VisitPage({ cycleId, visitId }: { readonly cycleId: string; readonly visitId: string }) {
  const w = useSupervisionWords()
  const me = useMe()
  const read = useCallback(() => readSupervision(cycleId, me.role), [cycleId, me.role])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={w.failed} error={loaded.error} onRetry={() => void refresh()} />
  return <OneVisit all={loaded.value} visitId={visitId} refresh={refresh} />
}

interface OneProps {
  readonly all: Supervision
  readonly visitId: string
  readonly refresh: () => Promise<void>
}

function OneVisit({ all, visitId, refresh }: OneProps) {
  const words = useSupervisionWords()
  const w = words.visit
  const me = useMe()
  const visit = all.visits.find(({ id }) => id === visitId)
  const group = all.groups.find(({ projectId }) => projectId === visit?.projectId)
  const mayWrite = visit === undefined ? all.groups.some((each) => isFor(me, each)) : isFor(me, group)
  const items = all.undertakings.filter(({ fromId }) => fromId === visitId)
  const [planning, setPlanning] = useState(false)
  return (
    <section class="card supervision">
      <Heading>{group === undefined ? w.headingNew : w.heading(group.project)}</Heading>
      {visit !== undefined && (
        <>
          <p class="line">
            <strong class={visit.overdue ? 'late' : ''}>
              {visit.overdue ? words.overdueVisit : words.visitStates[visit.state]}
            </strong>
            {group !== undefined && <span lang={OF_THE_HALL}>{words.unit(group.unit)}</span>}
          </p>
          <Planned visit={visit} />
          {mayWrite && visit.state === 'planned' && !planning && (
            <div class="row">
              <button type="button" onClick={() => setPlanning(true)}>
                {words.plan.change}
              </button>
              <ReasonButton
                text={words.plan.cancelText}
                doIt={words.plan.cancel}
                reasonHint={words.plan.cancelHint}
                onDo={async (reason) => {
                  const param = { id: all.cycleId, visitId }
                  await body(
                    api.inspect.cycles[':id'].visits[':visitId'].cancel.$post({ param, json: { reason } }),
                  )
                  await refresh()
                }}
              >
                {words.plan.cancel}
              </ReasonButton>
            </div>
          )}
          {planning && (
            <PlanVisit all={all} visit={visit} refresh={refresh} onLeave={() => setPlanning(false)} />
          )}
          <Found visit={visit} all={all} />
          {items.length > 0 && (
            <section class="stack" aria-labelledby="items">
              <h2 id="items">{w.items}</h2>
              <ul class="undertakings">
                {items.map((each) => (
                  <li key={each.id}>
                    <UndertakingCard undertaking={each} all={all} refresh={refresh} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      {mayWrite ? (
        <VisitForm all={all} visit={visit} visitId={visitId} refresh={refresh} />
      ) : (
        me.role === 'deputy' && <p class="soft">{visit === undefined ? w.noProjects : w.notYours}</p>
      )}
      {me.role !== 'department' && (
        <p>
          <a class="button" href={linkTo.supervision(all.cycleId)}>
            {w.back}
          </a>
        </p>
      )}
    </section>
  )
}

function Planned({ visit: { plan, cancelledReason } }: { readonly visit: Visit }) {
  const words = useSupervisionWords()
  const w = words.visit
  if (plan === null) return <p class="soft">{w.unplanned}</p>
  return (
    <section class="stack" aria-labelledby="planned">
      <h2 id="planned">{w.plan}</h2>
      <p lang={OF_THE_HALL}>{w.planOf(plan.day, plan.place)}</p>
      <p class="said-text" lang={OF_THE_HALL}>
        {plan.purpose}
      </p>
      <p>{w.goers(words.names(plan.deputies.map(({ name }) => name)))}</p>
      {cancelledReason !== null && <p class="late">{w.cancelled(cancelledReason)}</p>}
    </section>
  )
}

function Found({ visit: { record }, all }: { readonly visit: Visit; readonly all: Supervision }) {
  const words = useSupervisionWords()
  const w = words.visit
  if (record === null) return null
  return (
    <section class="stack" aria-labelledby="found">
      <h2 id="found">{w.record}</h2>
      <p class="line">
        <span lang={OF_THE_HALL}>{w.heldAt(record.heldOn, record.place)}</span>
        <span>{w.version(record.version)}</span>
      </p>
      <p>{w.present(words.names(record.deputies.map(({ name }) => name)))}</p>
      <p class="said-text" lang={OF_THE_HALL}>
        {record.findings}
      </p>
      <Shown cycleId={all.cycleId} files={all.files} evidence={record.photos} label={w.photos} />
    </section>
  )
}
