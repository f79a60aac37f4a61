/** 整改 and 承诺 of a year: what is overdue first, then what is due, what is to be looked at, and what is over. */
import { useCallback, useState } from 'preact/hooks'
import type { Undertaking } from '../../../inspect/undertaking-model.ts'
import { Choice } from '../parts/field.tsx'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { readSupervision, type Supervision } from './reading.ts'
import { Rectifications } from './rectify.tsx'
import { UndertakingCard } from './undertaking-card.tsx'
import { useSupervisionWords } from './words.ts'

export function Undertakings({ cycleId }: { readonly cycleId: string }) {
  const w = useSupervisionWords()
  const me = useMe()
  const read = useCallback(() => readSupervision(cycleId, me.role), [cycleId, me.role])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={w.failed} error={loaded.error} onRetry={() => void refresh()} />
  return <Listed all={loaded.value} refresh={refresh} />
}

interface ListedProps {
  readonly all: Supervision
  readonly refresh: () => Promise<void>
}

function Listed({ all, refresh }: ListedProps) {
  const words = useSupervisionWords()
  const w = words.undertakings
  const me = useMe()
  const units = [
    ...new Set([...all.undertakings.map(({ unit }) => unit), ...(me.role === 'department' ? [me.name] : [])]),
  ].toSorted()
  const [unit, setUnit] = useState(me.role === 'department' ? me.name : '')
  const shown = all.undertakings.filter((each) => unit === '' || each.unit === unit)
  const acting = byUrgency(shown.filter(({ state }) => state === 'open'))
  const waiting = byUrgency(shown.filter(({ state }) => state === 'reported'))
  const past = shown.filter(({ state }) => state === 'settled' || state === 'dropped').toReversed()
  const list = (some: readonly Undertaking[]) => (
    <ul class="undertakings">
      {some.map((each) => (
        <li key={each.id}>
          <UndertakingCard undertaking={each} all={all} refresh={refresh} />
        </li>
      ))}
    </ul>
  )
  return (
    <section class="card supervision">
      <Heading>{w.heading(all.year)}</Heading>
      <Rectifications all={all} refresh={refresh} />
      {all.undertakings.length === 0 ? (
        <p class="empty">{w.none}</p>
      ) : (
        <>
          {units.length > 1 && (
            <div class="fields">
              <Choice
                label={w.unit}
                value={unit}
                onValue={setUnit}
                options={[{ value: '', text: w.all }, ...units.map((value) => ({ value, text: value }))]}
              />
            </div>
          )}
          {shown.length === 0 && <p class="empty">{w.noneOf}</p>}
          {acting.length > 0 && (
            <section class="stack" aria-labelledby="acting">
              <h2 id="acting">{w.count(w.acting, acting.length)}</h2>
              {list(acting)}
            </section>
          )}
          {waiting.length > 0 && (
            <section class="stack" aria-labelledby="waiting">
              <h2 id="waiting">{w.count(w.waiting, waiting.length)}</h2>
              {list(waiting)}
            </section>
          )}
          {past.length > 0 && (
            <details class="aside">
              <summary>
                <h2>{w.count(w.past, past.length)}</h2>
              </summary>
              {list(past)}
            </details>
          )}
        </>
      )}
      {me.role !== 'department' && (
        <p>
          <a class="button" href={linkTo.supervision(all.cycleId)}>
            {words.supervision.link}
          </a>
        </p>
      )}
    </section>
  )
}

/** What is longest overdue first. */
function byUrgency(some: readonly Undertaking[]): Undertaking[] {
  return some.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}
