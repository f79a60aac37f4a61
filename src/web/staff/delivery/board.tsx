/** The projects of a year by their lights: what is wrong, who must act, how far the work and the money are. */
import { useCallback } from 'preact/hooks'
import type { ProjectBrief, ProjectsOfYear } from '../../../pay/views.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Empty, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { DownloadButton } from '../sheets/download-button.tsx'
import { OF_THE_HALL } from '../words.ts'
import { MoneyAgainstProgress } from './ahead.tsx'
import { MoneyBars, Progress } from './bars.tsx'
import { Differences } from './differences.tsx'
import { Digest } from './digest.tsx'
import { Alarms, LightWord } from './light.tsx'
import { RuleOfYear } from './rule.tsx'
import { Timeline } from './timeline.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

/** As they stand on the board: what burns first. `none` is what has no plan yet. */
const LIGHTS = ['red', 'yellow', 'none', 'green'] as const

export function Board({ cycleId, light }: { readonly cycleId: string; readonly light: string }) {
  const w = useBoardWords()
  const me = useMe()
  const read = useCallback(() => readBoard(cycleId), [cycleId])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={w.failed} error={loaded.error} onRetry={() => void refresh()} />
  const { year, projects, rule, on } = loaded.value
  const sorted = byLight(projects)
  const shown = sorted.filter((project) => light === '' || lightOf(project) === light)
  return (
    <section class="card delivery">
      <Heading>{w.boardHeading(year)}</Heading>
      {projects.length === 0 ? (
        <Empty>
          <p>{w.none}</p>
          {me.role !== 'deputy' && (
            <p>
              <a class="button" href={linkTo.meeting(cycleId)}>
                {w.toMeeting}
              </a>
            </p>
          )}
        </Empty>
      ) : (
        <>
          <p class="soft">{w.asOf(on)}</p>
          {me.role !== 'teller' && <Digest cycleId={cycleId} months={rule.periodMonths} />}
          <Filter cycleId={cycleId} projects={projects} light={light} />
          {shown.length === 0 && <p class="empty">{w.noneOfLight}</p>}
          <ul class="projects">
            {shown.map((project) => (
              <li key={project.id}>
                <Card project={project} months={rule.periodMonths} />
              </li>
            ))}
          </ul>
          <section class="stack" aria-labelledby="timeline">
            <h2 id="timeline">{w.timeline.heading}</h2>
            <Timeline projects={shown} on={on} />
          </section>
          <section class="stack" aria-labelledby="ahead">
            <h2 id="ahead">{w.ahead.heading}</h2>
            <MoneyAgainstProgress projects={shown} rule={rule} />
          </section>
          <RuleOfYear
            cycleId={cycleId}
            rule={rule}
            reported={projects.some(({ lastReport }) => lastReport !== null)}
            onChanged={refresh}
          />
          <div class="row screen-only">
            <a class="button" href={linkTo.deliveryReport(cycleId)}>
              {w.print}
            </a>
            {me.role === 'secretary' && (
              <a class="button" href={linkTo.plans(cycleId)}>
                {w.importPlans}
              </a>
            )}
            {me.role !== 'teller' && (
              <DownloadButton
                path={`/api/pay/cycles/${encodeURIComponent(cycleId)}/export`}
                fileName={w.exportName(year)}
              >
                {w.export}
              </DownloadButton>
            )}
          </div>
        </>
      )}
    </section>
  )
}

export function readBoard(cycleId: string): Promise<ProjectsOfYear> {
  return body(api.pay.cycles[':id'].projects.$get({ param: { id: cycleId }, query: {} }))
}

/** Red first; among those of one light as on the list. */
export function byLight(projects: readonly ProjectBrief[]): ProjectBrief[] {
  return LIGHTS.flatMap((light) => projects.filter((project) => lightOf(project) === light))
}

function lightOf({ light }: ProjectBrief): (typeof LIGHTS)[number] {
  return light ?? 'none'
}

function Filter({
  cycleId,
  projects,
  light,
}: {
  readonly cycleId: string
  readonly projects: readonly ProjectBrief[]
  readonly light: string
}) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const here = (each: string) => (each === light ? { 'aria-current': 'true' as const } : {})
  return (
    <nav class="light-filter screen-only" aria-label={w.filter}>
      <a href={linkTo.delivery(cycleId)} {...here('')}>
        {w.all(projects.length)}
      </a>
      {LIGHTS.map((each) => {
        const count = projects.filter((project) => lightOf(project) === each).length
        if (count === 0 && each !== light) return null
        return (
          <a key={each} href={linkTo.delivery(cycleId, each)} class={`light is-${each}`} {...here(each)}>
            {w.filtered(each === 'none' ? d.noLight : d.lights[each], count)}
          </a>
        )
      })}
    </nav>
  )
}

function Card({ project, months }: { readonly project: ProjectBrief; readonly months: number }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const { id, name, light, state, unit, alarms, lastReport } = project
  return (
    <article class={`framed project is-${light ?? 'none'}`} aria-labelledby={`project-${id}`}>
      <header>
        <h2 id={`project-${id}`} lang={OF_THE_HALL}>
          <a href={linkTo.project(id)}>{name}</a>
        </h2>
        <p>
          <LightWord light={light} />
        </p>
      </header>
      <p class="line">
        <span lang={OF_THE_HALL}>{w.unitOf(unit)}</span>
        <span>{w.stateOf(d.states[state])}</span>
        <span>{lastReport === null ? w.noReport : w.lastReport(d.period(lastReport, months))}</span>
      </p>
      <Alarms alarms={alarms} months={months} />
      {light !== null && <Progress hundredths={project.weightedProgress} />}
      <MoneyBars money={project.money} budgetFen={project.budgetFen} />
      {light !== null && <Differences differences={project.differences} />}
    </article>
  )
}
