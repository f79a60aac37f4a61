/** On sign-in: how delivery stands, what is new, and what waits for this person. Nothing before a vote has chosen. */
import { useCallback } from 'preact/hooks'
import type { Digest } from '../../../pay/digest.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { linkTo } from '../route.ts'
import { useMe, type Me } from '../session.tsx'
import { useWords } from '../words.ts'

export function DeliveryReminder() {
  const w = useWords().delivery
  const me = useMe()
  const read = useCallback(() => body(api.pay.digest.$get({ query: {} })) as Promise<Digest>, [])
  const [loaded] = useFresh(read)
  // Without an answer, or with nothing chosen, the home is no worse.
  if (loaded.is !== 'ready' || loaded.value.cycleId === null || loaded.value.projects.length === 0)
    return null
  const { projects, cycleId, year } = loaded.value
  const lit = (light: string): number => projects.filter((project) => project.light === light).length
  const news = projects.flatMap(({ alarms }) => alarms).filter(({ isNew }) => isNew).length
  const waiting = projects.flatMap(({ due }) => due).filter(({ who }) => isFor(me.role, who)).length
  return (
    <section class="framed reminder" aria-labelledby="delivery-reminder">
      <p>
        <strong id="delivery-reminder">{w.heading(year ?? 0)}</strong>{' '}
        {w.lights(lit('red'), lit('yellow'), projects.length)}
        {news > 0 && <strong> {w.news(news)}</strong>}
        {waiting > 0 && <strong> {w.waiting(waiting)}</strong>}
      </p>
      <p>
        <a class="button" href={linkTo.delivery(cycleId)}>
          {w.look}
        </a>
      </p>
    </section>
  )
}

/** The presidium also records what the congress decides. */
function isFor(role: Me['role'], who: string): boolean {
  return who === role || (role === 'presidium' && who === 'congress')
}
