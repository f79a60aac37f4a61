/** A unit's own projects where it begins: what has to be done first, each with its light in words. */
import { useCallback } from 'preact/hooks'
import type { Digest, ProjectDigest } from '../../../pay/digest.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { LightWord } from '../delivery/light.tsx'
import { useDeliveryWords } from '../delivery/words.ts'
import { useFresh } from '../parts/fresh.ts'
import { Failed } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useReportingWords } from './words.ts'

/** A unit that no vote has given a project is told so: its account may bear another name. */
export function MyProjects() {
  const w = useReportingWords()
  const me = useMe()
  const read = useCallback(() => body(api.pay.digest.$get({ query: {} })) as Promise<Digest>, [])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  if (loaded.is === 'loading') return null
  const { projects, cycleId } = loaded.value
  // Before any vote has chosen, nobody misses a project.
  if (cycleId === null) return null
  return (
    <div class="my-projects">
      <h2>{w.mine.heading}</h2>
      {projects.length === 0 && <p class="empty">{w.mine.none(me.name)}</p>}
      <ul>
        {projects
          .toSorted((a, b) => urgency(b) - urgency(a))
          .map((project) => (
            <li key={project.id} class={`framed is-${project.light ?? 'off'}`}>
              <OneProject project={project} />
            </li>
          ))}
      </ul>
    </div>
  )
}

/** What the unit itself has to do before what others have; red before yellow. */
function urgency({ light, due, alarms }: ProjectDigest): number {
  const own = [...due, ...alarms].some(({ who }) => who === 'department')
  return (own ? 4 : 0) + (light === 'red' ? 2 : light === 'yellow' ? 1 : 0)
}

function OneProject({ project }: { readonly project: ProjectDigest }) {
  const w = useReportingWords()
  const d = useDeliveryWords()
  const { id, name, state, light, weightedProgress, due, alarms, periodMonths: months } = project
  return (
    <>
      <p>
        <a href={linkTo.project(id)} lang={OF_THE_HALL}>
          <strong>{name}</strong>
        </a>
      </p>
      {due.length === 0 && alarms.length === 0 ? (
        <p>{w.mine.nothingDue}</p>
      ) : (
        <ul class="to-do" aria-label={w.mine.due}>
          {due.map((each) => (
            <li key={JSON.stringify(each)} class="due is-soon">
              {d.due(each, months)}
            </li>
          ))}
          {alarms.map((alarm) => (
            <li key={JSON.stringify(alarm)}>
              {d.alarm(alarm, months)} <span class="soft">{d.acts(alarm)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="row">
        <LightWord light={light} />
        <span class="soft">{d.states[state]}</span>
        {state !== 'unplanned' && <span>{w.mine.progress(d.points(weightedProgress))}</span>}
      </p>
    </>
  )
}
