/**
 * 节点时间表: milestones over the months, with today's line. It is one table: who listens hears when each is due and how far
 * it is; who looks sees the same as bars. Where it is wider than the screen, it scrolls inside itself.
 */
import type { ProjectBrief } from '../../../pay/views.ts'
import { useNarrow } from '../parts/narrow.ts'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { monthsOf, placeOf, spanOf, type Span } from './days.ts'
import { useBoardWords } from './words.ts'

type Milestone = ProjectBrief['milestones'][number]

export function Timeline({
  projects,
  on,
  named = true,
}: {
  readonly projects: readonly ProjectBrief[]
  readonly on: string
  /** Several projects say whose milestones these are. */
  readonly named?: boolean
}) {
  const w = useBoardWords().timeline
  const span = spanOf(projects, on)
  // On a phone the bars come first: what is to the right is seen only by who scrolls.
  const narrow = useNarrow()
  if (span === undefined) return <p class="empty">{w.none}</p>
  const months = (
    <td class="track" aria-hidden="true">
      <Months span={span} on={on} />
    </td>
  )
  return (
    <div class="timeline">
      <p class="hint">{w.hint}</p>
      <ul class="legend" aria-hidden="true">
        {(['done', 'part', 'open', 'late'] as const).map((kind) => (
          <li key={kind} class={`is-${kind}`}>
            {w.legend[kind]}
          </li>
        ))}
      </ul>
      {/* A region that scrolls is reached with the keyboard. */}
      <div class="table" role="region" aria-label={w.scroll} tabIndex={0}>
        <table>
          <caption class="only-heard">{w.table}</caption>
          <thead>
            <tr>
              <th scope="col">{w.milestone}</th>
              {narrow && months}
              <th scope="col">{w.due}</th>
              <th scope="col">{w.now}</th>
              {!narrow && months}
            </tr>
          </thead>
          {projects
            .filter(({ milestones }) => milestones.length > 0)
            .map((project) => (
              <tbody key={project.id}>
                {named && (
                  <tr class="whose">
                    <th scope="rowgroup" colSpan={narrow ? 4 : 3} lang={OF_THE_HALL}>
                      <a href={linkTo.project(project.id)}>{project.name}</a>
                    </th>
                    {!narrow && (
                      <td class="track" aria-hidden="true">
                        <Track span={span} on={on} />
                      </td>
                    )}
                  </tr>
                )}
                {project.milestones
                  .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
                  .map((milestone, i, all) => {
                    const track = (
                      <td class="track" aria-hidden="true">
                        <Track
                          span={span}
                          on={on}
                          milestone={milestone}
                          from={all[i - 1]?.dueOn ?? project.startBy ?? span.from}
                        />
                      </td>
                    )
                    return (
                      <tr key={milestone.id}>
                        <th scope="row" lang={OF_THE_HALL}>
                          {milestone.name}
                        </th>
                        {narrow && track}
                        <td class="day">{milestone.dueOn}</td>
                        <td class={isLate(milestone) ? 'state is-late' : 'state'}>
                          <State milestone={milestone} />
                        </td>
                        {!narrow && track}
                      </tr>
                    )
                  })}
              </tbody>
            ))}
        </table>
      </div>
    </div>
  )
}

function isLate({ daysLate, doneOn }: Milestone): boolean {
  return daysLate > 0 && doneOn === null
}

function State({ milestone }: { readonly milestone: Milestone }) {
  const w = useBoardWords().timeline
  const { percent, doneOn, daysLate } = milestone
  if (doneOn !== null) return <>{daysLate > 0 ? w.doneLate(doneOn, daysLate) : w.done(doneOn)}</>
  return <>{daysLate > 0 ? w.late(daysLate, percent) : w.open(percent)}</>
}

function Months({ span, on }: { readonly span: Span; readonly on: string }) {
  const w = useBoardWords().timeline
  const months = monthsOf(span)
  // Over two years, every month's name would stand on the next one's.
  const every = Math.ceil(months.length / 14)
  return (
    <div class="months">
      {months.map((day, i) =>
        i % every === 0 ? (
          <span key={day} style={{ left: `${placeOf(span, day) / 10}%` }}>
            {i === 0 || day.slice(5, 7) === '01' ? <b>{w.year(day.slice(0, 4))}</b> : null}
            {w.month(Number(day.slice(5, 7)))}
          </span>
        ) : null,
      )}
      {on < span.to && on >= span.from && (
        <span class="today" style={{ left: `${placeOf(span, on) / 10}%` }}>
          {w.today}
        </span>
      )}
    </div>
  )
}

/** From the milestone before to the day on which this one is due; what is done of it; and how late it is or was. */
function Track({
  span,
  on,
  milestone,
  from,
}: {
  readonly span: Span
  readonly on: string
  readonly milestone?: Milestone
  readonly from?: string
}) {
  return (
    <svg viewBox="0 0 1000 30" preserveAspectRatio="none" focusable="false">
      {monthsOf(span).map((day) => (
        <rect key={day} class="month" x={placeOf(span, day)} width="1" height="30" />
      ))}
      {milestone !== undefined && from !== undefined && (
        <Bars span={span} on={on} milestone={milestone} from={from} />
      )}
      {on < span.to && on >= span.from && (
        <rect class="today" x={placeOf(span, on)} width="2.5" height="30" />
      )}
    </svg>
  )
}

function Bars({
  span,
  on,
  milestone: { dueOn, doneOn, percent, daysLate },
  from,
}: {
  readonly span: Span
  readonly on: string
  readonly milestone: Milestone
  readonly from: string
}) {
  const end = placeOf(span, dueOn, true)
  const start = Math.min(placeOf(span, from), end - 4)
  const lateUntil = daysLate > 0 ? placeOf(span, doneOn ?? on, true) : end
  return (
    <>
      <rect class="open" x={start} width={end - start} y="8" height="14" />
      <rect class="done" x={start} width={((end - start) * percent) / 100} y="8" height="14" />
      {lateUntil > end && <rect class="late" x={end} width={lateUntil - end} y="11" height="8" />}
      <rect class="due-mark" x={end - 2} width="4" y="4" height="22" />
    </>
  )
}
