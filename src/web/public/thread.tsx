/** One year of what became of a demand, step by step with its days, to the verdict; and what is next. */
import type { ComponentChildren } from 'preact'
import type { FollowedProject } from '../../inspect/thread-model.ts'
import { dayOf } from '../../pay/periods.ts'
import { useDelivery } from './delivery-words.ts'
import { useInspectionWords } from './inspection-words.ts'
import { Reason } from './reason.tsx'
import type { WholeThread } from './service.ts'
import type { InspectionWords } from './strings.inspection.zh.ts'
import { VerdictOf } from './verdict.tsx'

export function ThreadOf({ thread }: { readonly thread: WholeThread }) {
  const i = useInspectionWords()
  const { year, name, state, refusal, vote, at, project } = thread
  return (
    <>
      <h5>
        {i.years(year)}
        <b lang="zh-CN">{name}</b>
      </h5>
      <ol class="steps">
        <Step day={dayOf(at)} what={i.proposed(year)}>
          <Again thread={thread} />
        </Step>
        {state === 'refused' && (
          <Step what={i.refused}>{refusal !== null && <Reason refusal={refusal} />}</Step>
        )}
        {state === 'unlisted' && <Step what={i.unlisted} />}
        {state === 'listed' && <Step what={i.listed} />}
        {vote !== null && vote.is !== 'open' && (
          <Step day={vote.day} what={i[vote.is]}>
            <p>{i.approvals(vote.approvals, vote.deputies)}</p>
          </Step>
        )}
        {project !== null && <ProjectSteps project={project} />}
      </ol>
      {project !== null && <Answers project={project} />}
      <p class="next">
        <b>{i.nextHeading}</b>
        {nextOf(i, thread)}
      </p>
    </>
  )
}

function Step({
  day,
  what,
  children,
}: {
  readonly day?: string
  readonly what: string
  readonly children?: ComponentChildren
}) {
  return (
    <li>
      {day !== undefined && <time dateTime={day}>{day}</time>} {what}
      {children}
    </li>
  )
}

function Again({ thread: { again, carriedOver } }: { readonly thread: WholeThread }) {
  const i = useInspectionWords()
  if (!again) return null
  if (carriedOver === null) return <p>{i.againAnyhow}</p>
  const { year, why, reason, reportDigest } = carriedOver
  return (
    <>
      <p>{i.again(year, why)}</p>
      {reason !== null && (
        <p>
          {i.againReason}
          <span lang="zh-CN">{reason}</span>
        </p>
      )}
      {reportDigest !== null && (
        <p class="soft">
          {i.cited}
          <span class="code digest">{reportDigest}</span>
        </p>
      )}
    </>
  )
}

interface Dated {
  readonly day: string
  readonly view: ComponentChildren
}

/** From the plan to the verdict, by day. */
function ProjectSteps({ project }: { readonly project: FollowedProject }) {
  const i = useInspectionWords()
  const { d } = useDelivery()
  const { id, name, state, unit, finishBy, approvedOn, planVersion, closedOn, on } = project
  const dated: Dated[] = [
    ...project.visits.map((visit) => ({
      day: visit.day,
      view: <Step key={visit.id} day={visit.day} what={i.visit[visit.state]} />,
    })),
    ...(closedOn === null ? [] : [{ day: closedOn, view: <Step day={closedOn} what={i.accepted} /> }]),
    ...project.verdicts.map((verdict) => ({
      day: verdict.day,
      view: (
        <Step key={verdict.ballot} day={verdict.day} what={i.verdict(verdict.round)}>
          <VerdictOf verdict={verdict} name={name} />
        </Step>
      ),
    })),
  ]
  return (
    <>
      {approvedOn !== null && (
        <Step day={approvedOn} what={i.planned}>
          <p>
            {i.plan(unit, finishBy)}
            {planVersion > 1 && i.changed(planVersion)}
          </p>
        </Step>
      )}
      {dated.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).map(({ view }) => view)}
      {approvedOn !== null && (
        <Step day={on} what={i.progress}>
          <p>
            {i.progressIs(d.points(project.weightedProgress), d.states[state])}{' '}
            <a href={`#project/${id}`}>{i.open}</a>
          </p>
        </Step>
      )}
      {project.undertakings.map(({ id: each, dueOn, text, unit: whose, state: standing, from, overdue }) => (
        <Step key={each} day={dueOn} what={i.from[from]}>
          <p lang="zh-CN">{text}</p>
          <p>
            {i.undertaking(whose, dueOn)}
            {i.colon}
            {i.standing[standing]} {overdue && <strong class="overdue">{i.overdue}</strong>}
          </p>
        </Step>
      ))}
    </>
  )
}

function Answers({ project: { answers } }: { readonly project: FollowedProject }) {
  const i = useInspectionWords()
  return (
    <p class="soft">
      {i.answers(
        answers.demands,
        answers.byCategory.map(({ category, demands }) => i.ofCategory(category, demands)),
      )}
    </p>
  )
}

function nextOf(i: InspectionWords, { state, vote, project }: WholeThread): string {
  if (state === 'examined') return i.next.examined
  if (project === null) {
    if (state !== 'listed') return i.next.again
    return vote?.is === 'reserved' ? i.next.reserve : i.next.vote
  }
  const last = project.verdicts.at(-1)?.grade
  if (last === 'not-satisfied') return i.next.putRight
  return project.state === 'accepted' && last !== undefined ? i.next.done : i.next.project[project.state]
}
