/** One project: what was voted, what is planned, how far it is, and what its unit and the presidium do next. */
import { useCallback } from 'preact/hooks'
import type { Project } from '../../../pay/views.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { goTo } from '../parts/part.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { Reporting } from '../reporting/reporting.tsx'
import { linkTo } from '../route.ts'
import { seesDemands, useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Accounts } from './accounts.tsx'
import { Answers } from './answers.tsx'
import { ApprovePlan } from './approve.tsx'
import { AsVoted } from './as-voted.tsx'
import { Progress } from './bars.tsx'
import { Changes } from './changes.tsx'
import { Completion } from './completion.tsx'
import { Entries } from './entries.tsx'
import { Alarms, LightWord } from './light.tsx'
import { Milestones } from './milestones.tsx'
import { NoAccount } from './no-account.tsx'
import { Reports } from './reports.tsx'
import { Versions } from './versions.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function ProjectPage({ id }: { readonly id: string }) {
  const me = useMe()
  const read = useCallback(() => readProject(id), [id])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const project = loaded.value
  const plans = me.role === 'secretary' || me.role === 'presidium'
  return (
    <section class="card delivery project-page">
      <Head project={project} />
      {(me.role === 'department' || me.role === 'secretary') && (
        <Reporting project={project} onChanged={refresh} />
      )}
      {project.state === 'unplanned' && plans && <ApprovePlan project={project} onChanged={refresh} />}
      <AsVoted project={project} />
      <Milestones project={project} />
      <Reports project={project} />
      <Accounts project={project} />
      <Entries project={project} onChanged={refresh} />
      <Changes project={project} onChanged={refresh} />
      <Completion project={project} onChanged={refresh} />
      <Versions project={project} />
      {seesDemands(me.role) && <Answers cycleId={project.cycleId} projectId={id} />}
    </section>
  )
}

function readProject(id: string): Promise<Project> {
  return body(api.pay.projects[':id'].$get({ param: { id }, query: {} }))
}

function Head({ project }: { readonly project: Project }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const me = useMe()
  const { name, light, state, unit, alarms, cycleId, year, rule, on, weightedProgress } = project
  return (
    <header class="stack">
      {me.role !== 'department' && (
        <p>
          <a href={linkTo.delivery(cycleId)}>{w.project.back(year)}</a>
        </p>
      )}
      <Heading>
        <span lang={OF_THE_HALL}>{name}</span>
      </Heading>
      {/* First what is the matter, and who must act. */}
      <section class="stack why" aria-label={w.project.reasonsHeading}>
        <p>
          <LightWord light={light} />
        </p>
        {light === null ? (
          <p>{w.project.noPlan}</p>
        ) : alarms.length === 0 ? (
          <p>{w.noReasons}</p>
        ) : (
          <Alarms alarms={alarms} months={rule.periodMonths} />
        )}
      </section>
      <Waiting project={project} />
      {me.role === 'secretary' && state !== 'accepted' && <NoAccount unit={unit} />}
      {light !== null && <Progress hundredths={weightedProgress} />}
      <p class="line">
        <span lang={OF_THE_HALL}>{w.unitOf(unit)}</span>
        <span>{w.stateOf(d.states[state])}</span>
        <span>{w.asOf(on)}</span>
      </p>
    </header>
  )
}

/** The page is long: what waits for this person is a step away. */
function Waiting({ project: { state, draft, changes, completion } }: { readonly project: Project }) {
  const w = useBoardWords().waiting
  const { role } = useMe()
  const has = (wanted: 'asked' | 'examined'): boolean => changes.some((change) => change.state === wanted)
  const last = completion.at(-1)?.act
  const accepts = role === 'secretary' || role === 'presidium'
  const all: readonly (readonly [place: string, text: string, isThere: boolean])[] = [
    ['approve-plan', w.approve, role === 'presidium' && state === 'unplanned' && draft !== null],
    ['changes', w.opinion, role === 'secretary' && has('asked')],
    ['changes', w.decision, role === 'presidium' && has('examined')],
    ['accept', w.acceptance, accepts && (last === 'assess' || last === 'account')],
  ]
  const shown = all.filter(([, , isThere]) => isThere)
  if (shown.length === 0) return null
  return (
    <nav class="row" aria-label={w.label}>
      {shown.map(([place, text]) => (
        <button key={text} type="button" class="strong" onClick={() => goTo(place)}>
          {text}
        </button>
      ))}
    </nav>
  )
}
