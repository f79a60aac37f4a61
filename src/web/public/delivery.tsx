/** 买单, in the open: how far each project that was chosen is, and why its light is what it is. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { shareOf } from '../../pay/money.ts'
import type { ProjectBrief, ProjectsOfYear } from '../../pay/views.ts'
import { Bar } from '../shared/bar.tsx'
import { useLoad } from '../shared/load.ts'
import { Picture } from './delivery-pictures.tsx'
import { ProjectDetails } from './delivery-project.tsx'
import { useDelivery } from './delivery-words.ts'
import { readDelivery } from './service.ts'
import { Failed, Loading } from './states.tsx'

export function Delivery({ cycleId }: { readonly cycleId: string }) {
  const [loaded, retry] = useLoad(useCallback(() => readDelivery(cycleId), [cycleId]))
  const { w } = useDelivery()
  const id = `progress-${cycleId}`
  return (
    <section class="delivery" aria-labelledby={id}>
      <h3 id={id}>{w.heading}</h3>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Board year={loaded.value} />}
    </section>
  )
}

const LIGHTS = ['red', 'yellow', 'green', null] as const

function Board({ year: { projects, on, rule } }: { readonly year: ProjectsOfYear }) {
  const { w, d } = useDelivery()
  const counts = LIGHTS.flatMap((light) => {
    const count = projects.filter((each) => each.light === light).length
    return count === 0 ? [] : [w.count(light === null ? d.noLight : d.lights[light], count)]
  })
  return (
    <>
      <p>{w.asOf(on, counts)}</p>
      <ul class="projects">
        {projects.map((project) => (
          <Project key={project.id} project={project} months={rule.periodMonths} />
        ))}
      </ul>
    </>
  )
}

/** Whether the address names it; it follows the address. */
function useNamed(name: string): boolean {
  const [named, setNamed] = useState(location.hash === `#${name}`)
  useEffect(() => {
    const look = (): void => setNamed(location.hash === `#${name}`)
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [name])
  return named
}

function Project({ project, months }: { readonly project: ProjectBrief; readonly months: number }) {
  const { w, d } = useDelivery()
  const { id, name, light, alarms, unit, finishBy, closedOn, state, differences, picture } = project
  const place = `project/${id}`
  const named = useNamed(place)
  const item = useRef<HTMLLIElement>(null)
  const [open, setOpen] = useState(named)
  useEffect(() => {
    if (!named) return
    setOpen(true)
    item.current?.scrollIntoView()
  }, [named])
  return (
    <li class="project" id={place} ref={item}>
      <div class="brief">
        <div class="newest">
          {picture === null ? (
            <p class="soft">{w.noPicture}</p>
          ) : (
            <Picture projectId={id} picture={picture} />
          )}
        </div>
        <div class="told">
          <h4 lang="zh-CN">{name}</h4>
          <p>
            <span class={`light is-${light ?? 'none'}`}>{light === null ? d.noLight : d.lights[light]}</span>
          </p>
          <p class="soft">
            {w.about(unit, finishBy)}
            {w.comma}
            {closedOn === null ? d.states[state] : w.accepted(closedOn)}
          </p>
          {light === null && <p>{w.noPlan}</p>}
          {alarms.length > 0 && (
            <ul class="alarms" aria-label={w.reasons}>
              {alarms.map((alarm, i) => (
                <li key={i} class={`is-${alarm.light}`}>
                  {d.alarm(alarm, months)} <span class="acts">{d.acts(alarm)}</span>
                </li>
              ))}
            </ul>
          )}
          <Figures project={project} />
          {light !== null && differences.length === 0 && <p class="soft">{d.asVoted}</p>}
          {differences.length > 0 && (
            <>
              <h5>{w.differences}</h5>
              <ul class="differs">
                {differences.map((difference) => (
                  <li key={difference.field}>
                    {d.difference(difference)}
                    {w.since(difference.since)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
      <details
        open={open}
        onToggle={(event) => {
          const isOpen = event.currentTarget.open
          setOpen(isOpen)
          // So that the address can be passed on.
          if (isOpen !== (location.hash === `#${place}`))
            history.replaceState(null, '', isOpen ? `#${place}` : location.pathname + location.search)
        }}
      >
        <summary>
          {w.open}
          <span class="only-heard" lang="zh-CN">
            {w.ofProject(name)}
          </span>
        </summary>
        {open && <ProjectDetails id={id} />}
      </details>
    </li>
  )
}

/** How much is done, has come in and is paid: each a bar beside its figure. */
function Figures({ project: { weightedProgress, money, budgetFen } }: { readonly project: ProjectBrief }) {
  const { w, d } = useDelivery()
  const shares = (['allocated', 'paid'] as const).map((kind) => {
    const fen = money[`${kind}Fen`]
    return { kind, fen, share: shareOf(fen, budgetFen) }
  })
  // Where more was paid than planned, the budget's line stands inside.
  const whole = Math.max(10_000, ...shares.map(({ share }) => share))
  return (
    <div class="figures">
      <div>
        <p>{w.progress(d.points(weightedProgress))}</p>
        <Bar hundredths={weightedProgress} />
      </div>
      <p>{w.budget(d.amount(budgetFen))}</p>
      {shares.map(({ kind, fen, share }) => (
        <div key={kind}>
          <p>
            {d.money[kind]} {d.amount(fen)} <span class="soft">{w.share(d.points(share))}</span>
          </p>
          <Bar hundredths={share} whole={whole} mark={10_000} kind={kind} />
        </div>
      ))}
    </div>
  )
}
