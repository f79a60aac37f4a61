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
  readonly what: string
  readonly told?: ComponentChildren
}

/** From the plan to the verdict, in the order in which it happened. */
function ProjectSteps({ project }: { readonly project: FollowedProject }) {
  const i = useInspectionWords()
  const { d } = useDelivery()
  const { id, name, state, unit, finishBy, approvedOn, planVersion, closedOn, on } = project
  const raised = (from: (typeof project.undertakings)[number]['from'][]): Dated[] =>
    project.undertakings
      .filter((each) => from.includes(each.from))
      .map((each) => ({ day: each.raisedOn, what: i.from[each.from], told: <Raised item={each} /> }))
  // Of one day, first what others follow from.
  const all: Dated[] = [
    ...(approvedOn === null
      ? []
      : [
          {
            day: approvedOn,
            what: i.planned,
            told: (
              <p>
                {i.plan(unit, finishBy)}
                {planVersion > 1 && i.changed(planVersion)}
              </p>
            ),
          },
        ]),
    ...project.questions.flatMap(stepsOf(i)),
    ...project.visits.map((visit) => ({ day: visit.day, what: i.visit[visit.state] })),
    ...project.sittings.map(({ day, kind, subject, state: standing }) => ({
      day,
      what: i.sitting(kind, standing),
      told: <p lang="zh-CN">{subject}</p>,
    })),
    ...raised(['visit', 'sitting']),
    ...(closedOn === null ? [] : [{ day: closedOn, what: i.accepted }]),
    ...project.verdicts.map((verdict) => ({
      day: verdict.day,
      what: i.verdict(verdict.round),
      told: <VerdictOf verdict={verdict} name={name} />,
    })),
    ...raised(['verdict']),
    ...project.undertakings.flatMap(({ since, text, state: standing }) =>
      since === null ? [] : [{ day: since, what: i.standingNow[standing], told: <p lang="zh-CN">{text}</p> }],
    ),
    ...(approvedOn === null
      ? []
      : [
          {
            day: on,
            what: i.progress,
            told: (
              <p>
                {i.progressIs(d.points(project.weightedProgress), d.states[state])}{' '}
                <a href={`#project/${id}`}>{i.open}</a>
              </p>
            ),
          },
        ]),
  ]
  return (
    <>
      {all
        .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
        .map(({ day, what, told }, place) => (
          <Step key={place} day={day} what={what}>
            {told}
          </Step>
        ))}
    </>
  )
}

function Raised({
  item: { text, unit, dueOn, state, overdue },
}: {
  readonly item: FollowedProject['undertakings'][number]
}) {
  const i = useInspectionWords()
  return (
    <>
      <p lang="zh-CN">{text}</p>
      <p>
        {i.undertaking(unit, dueOn)}
        {i.colon}
        {i.standing[state]} {overdue && <strong class="overdue">{i.overdue}</strong>}
      </p>
    </>
  )
}

/** Each thing said on its day; after the last, until when an answer is due. */
function stepsOf(i: InspectionWords): (asked: FollowedProject['questions'][number]) => Dated[] {
  return ({ deputy, unit, entries, state, dueOn, overdue }) =>
    entries.map(({ act, day, text, rating }, place) => ({
      day,
      what: `${i.said[act](deputy, unit)}${rating === null ? '' : i.colon + i.rating[rating]}`,
      told: (
        <>
          {text !== null && (
            <p class="said" lang="zh-CN">
              {text}
            </p>
          )}
          {place === entries.length - 1 && state === 'waiting' && (
            <p>
              {i.waiting}
              {dueOn !== null && `${i.comma}${i.entryDue(dueOn)}`}{' '}
              {overdue && <strong class="overdue">{i.overdue}</strong>}
            </p>
          )}
        </>
      ),
    }))
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
