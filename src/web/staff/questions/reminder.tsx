/** On sign-in: what of the inspection waits for this person, year by year. Nothing where nothing does. */
import { useCallback } from 'preact/hooks'
import type { WaitingOfYear } from '../../../inspect/waiting.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { linkTo } from '../route.ts'
import { useWords } from '../words.ts'

export function InspectionReminder() {
  const w = useWords().inspection
  const read = useCallback(() => body(api.inspect.waiting.$get()), [])
  const [loaded] = useFresh(read)
  // Without an answer the home is no worse.
  if (loaded.is !== 'ready' || loaded.value.years.length === 0) return null
  return (
    <section class="framed reminder" aria-label={w.label}>
      {loaded.value.years.map((year) => (
        <OfYear key={year.cycleId} waiting={year} />
      ))}
    </section>
  )
}

function OfYear({ waiting }: { readonly waiting: WaitingOfYear }) {
  const w = useWords().inspection
  const { cycleId, year, questions, toRate, undertakings, toCheck, toArrange, toMinute } = waiting
  const asks = questions.count + toRate > 0
  const undertakes = undertakings.count + toCheck > 0
  const meets = toArrange + toMinute > 0
  return (
    <div class="of-year">
      <p>
        <strong>{w.heading(year)}</strong> {questions.count > 0 && w.questions(questions)}
        {toRate > 0 && w.toRate(toRate)}
        {undertakings.count > 0 && w.undertakings(undertakings)}
        {toCheck > 0 && w.toCheck(toCheck)}
        {toArrange > 0 && w.toArrange(toArrange)}
        {toMinute > 0 && w.toMinute(toMinute)}
      </p>
      <p class="row">
        {asks && (
          <a class="button" href={linkTo.questions(cycleId)}>
            {w.lookAt.questions}
          </a>
        )}
        {undertakes && (
          <a class="button" href={linkTo.undertakings(cycleId)}>
            {w.lookAt.undertakings}
          </a>
        )}
        {meets && (
          <a class="button" href={linkTo.sittings(cycleId)}>
            {w.lookAt.sittings}
          </a>
        )}
      </p>
    </div>
  )
}
