/**
 * On sign-in: how delivery stands, what is new, and what waits for this person; year by year, for an earlier one is not
 * over while something of it is not accepted. Nothing before a vote has chosen.
 */
import { useCallback } from 'preact/hooks'
import type { Digest, ProjectDigest } from '../../../pay/digest.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { linkTo } from '../route.ts'
import { useMe, type Me } from '../session.tsx'
import { useWords } from '../words.ts'

export function DeliveryReminder() {
  const w = useWords().delivery
  const read = useCallback(() => body(api.pay.digest.$get({ query: {} })) as Promise<Digest>, [])
  const [loaded] = useFresh(read)
  // Without an answer, or with nothing chosen, the home is no worse.
  if (loaded.is !== 'ready' || loaded.value.projects.length === 0) return null
  const { projects, cycleId: newest } = loaded.value
  const years = [...new Set(projects.map(({ cycleId }) => cycleId))]
  return (
    <section class="framed reminder" aria-label={w.label}>
      {years.map((cycleId) => (
        <OfYear
          key={cycleId}
          projects={projects.filter((project) => project.cycleId === cycleId)}
          earlier={cycleId !== newest}
        />
      ))}
    </section>
  )
}

function OfYear({
  projects,
  earlier,
}: {
  readonly projects: readonly ProjectDigest[]
  readonly earlier: boolean
}) {
  const w = useWords().delivery
  const me = useMe()
  const [first] = projects
  if (first === undefined) return null
  const { year, cycleId } = first
  const lit = (light: string): number => projects.filter((project) => project.light === light).length
  const news = projects.flatMap(({ alarms }) => alarms).filter(({ isNew }) => isNew).length
  const waiting = projects.flatMap(({ due }) => due).filter(({ who }) => isFor(me.role, who)).length
  const lights = earlier ? w.unfinished : w.lights
  return (
    <div class="of-year">
      <p>
        <strong>{w.heading(year)}</strong> {lights(lit('red'), lit('yellow'), projects.length)}
        {news > 0 && <strong> {w.news(news)}</strong>}
        {waiting > 0 && <strong> {w.waiting(waiting)}</strong>}
      </p>
      <p>
        <a class="button" href={linkTo.delivery(cycleId)}>
          {w.look(year)}
        </a>
      </p>
    </div>
  )
}

/** The presidium also records what the congress decides. */
function isFor(role: Me['role'], who: string): boolean {
  return who === role || (role === 'presidium' && who === 'congress')
}
