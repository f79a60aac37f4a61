/** What became of a project that a vote chose, as far as it is: the plan, the progress, visits, what is to be done, verdicts. */
import type { FollowedProject } from '../../../inspect/thread-model.ts'
import { percent } from '../../shared/figures.ts'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { useDeliveryWords } from '../delivery/words.ts'
import { useProposalWords } from './words.ts'

export function FollowedProjectView({ project }: { readonly project: FollowedProject }) {
  const w = useProposalWords().followed
  const d = useDeliveryWords()
  const { id, unit, finishBy, approvedOn, closedOn, weightedProgress, state, on } = project
  const { visits, undertakings, verdicts } = project
  const made = visits.filter((visit) => visit.state === 'made')
  const left = undertakings.filter((each) => each.state === 'open' || each.state === 'reported')
  return (
    <>
      <ol class="thread">
        <li>{approvedOn === null ? w.noPlan : w.plan(approvedOn, unit, finishBy)}</li>
        {visits.length > 0 && <li>{w.visits(made.length, visits.length - made.length, made.at(-1)?.day)}</li>}
        {undertakings.length > 0 && (
          <li>
            {w.undertakings(undertakings.length, left.length)}
            {left.some(({ overdue }) => overdue) && <strong class="overdue"> {w.overdue}</strong>}
          </li>
        )}
        {approvedOn !== null && closedOn === null && (
          <li>{w.progress(on, d.points(weightedProgress), d.states[state])}</li>
        )}
        {closedOn !== null && <li>{w.accepted(closedOn)}</li>}
        {verdicts.map(({ ballot, day, round, grade, marks, deputies, present }) => {
          const good = marks.satisfied + marks.basicallySatisfied
          return (
            <li key={ballot}>
              {w.verdict(day, round)}
              <strong>{w.grades[grade]}</strong>
              {w.shares(good, percent(good, deputies), percent(good, present))}
            </li>
          )
        })}
        {verdicts.length === 0 && <li>{w.notJudged}</li>}
      </ol>
      <p>
        <a href={linkTo.project(id)}>
          {w.open}
          <span lang={OF_THE_HALL}>{project.name}</span>
        </a>
      </p>
    </>
  )
}
