/**
 * 节点时间表: milestones over the months, with today's line. It is one table: who listens hears when each is due and how far
 * it is; who looks sees the same as bars. Where it is wider than the screen, it scrolls inside itself.
 */
import { Fragment } from 'preact'
import type { ProjectBrief } from '../../../pay/views.ts'
import { useNarrow } from '../parts/narrow.ts'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { labelsOf, monthsOf, placeOf, spanOf, type Fit, type Span } from './days.ts'
import { useBoardWords } from './words.ts'

type Milestone = ProjectBrief['milestones'][number]

export function Timeline({
  projects,
  on,
}: {
  readonly projects: readonly ProjectBrief[]
  readonly on: string
}) {
  const w = useBoardWords().timeline
  const span = spanOf(projects, on)
  // On a phone the bars come first: what is to the right is seen only by who scrolls.
  const narrow = useNarrow()
  if (span === undefined) return <p class="empty">{w.none}</p>
  const months = (
    <td class="track" aria-hidden="true">
      <Months span={span} on={on} fit={WIDE} />
    </td>
  )
  return (
    <div class="timeline">
      <Legend />
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
                {inTurn(project, span).map(({ milestone, from }) => {
                  const track = (
                    <td class="track" aria-hidden="true">
                      <Track span={span} on={on} milestone={milestone} from={from} />
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

/** The milestones of one project as bars, beside a table that says the same. */
export function Chart({
  milestones,
  startBy,
  finishBy,
  on,
}: Pick<ProjectBrief, 'milestones' | 'startBy' | 'finishBy'> & { readonly on: string }) {
  const w = useBoardWords().timeline
  const narrow = useNarrow()
  const span = spanOf([{ milestones, startBy, finishBy }], on)
  if (span === undefined) return null
  return (
    <div class="timeline">
      <Legend />
      <div class="chart" role="img" aria-label={w.chartOf}>
        <span />
        <Months span={span} on={on} fit={narrow ? NARROW : WIDE} />
        {inTurn({ milestones, startBy }, span).map(({ milestone, from }) => (
          <Fragment key={milestone.id}>
            <span lang={OF_THE_HALL}>{milestone.name}</span>
            <div class="track">
              <Track span={span} on={on} milestone={milestone} from={from} />
            </div>
          </Fragment>
        ))}
      </div>
    </div>
  )
}

/** How much of the line names take where it is as short as it gets: 23rem, and what a phone leaves beside the names. */
const WIDE: Fit = { month: 82, year: 125 }
const NARROW: Fit = { month: 220, year: 330 }

/** By the days on which they are due, each with the day from which it is worked on. */
function inTurn(
  { milestones, startBy }: Pick<ProjectBrief, 'milestones' | 'startBy'>,
  span: Span,
): { readonly milestone: Milestone; readonly from: string }[] {
  return milestones
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .map((milestone, i, all) => ({ milestone, from: all[i - 1]?.dueOn ?? startBy ?? span.from }))
}

function Legend() {
  const w = useBoardWords().timeline
  return (
    <>
      <p class="hint">{w.hint}</p>
      <ul class="legend" aria-hidden="true">
        {(['done', 'part', 'open', 'late'] as const).map((kind) => (
          <li key={kind} class={`is-${kind}`}>
            {w.legend[kind]}
          </li>
        ))}
      </ul>
    </>
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

/** Years, the word for today and months have a line of their own each: none stands on another. */
function Months({ span, on, fit }: { readonly span: Span; readonly on: string; readonly fit: Fit }) {
  const w = useBoardWords().timeline
  const { months, years } = labelsOf(span, fit)
  const today = placeOf(span, on) / 10
  return (
    <div class="months">
      {years.map(({ day, at }) => (
        <b key={day} style={{ left: `${at / 10}%` }}>
          {w.year(day.slice(0, 4))}
        </b>
      ))}
      {on < span.to && on >= span.from && (
        // Moved by as much of its own width as the day is far: whole at both edges.
        <span class="today" style={{ left: `${today}%`, transform: `translateX(-${today}%)` }}>
          {w.today}
        </span>
      )}
      {months.map(({ day, at }) => (
        <span key={day} style={{ left: `${at / 10}%` }}>
          {w.month(Number(day.slice(5, 7)))}
        </span>
      ))}
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
