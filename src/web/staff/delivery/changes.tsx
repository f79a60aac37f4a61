/** 变更: each with its reason, what it would change, the office's opinion and the decision; and the next act for who may do it. */
import type { Difference } from '../../../pay/difference.ts'
import { dayOf } from '../../../pay/periods.ts'
import type { Change, Project } from '../../../pay/views.ts'
import { Part } from '../parts/part.tsx'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { DecideChange } from './decide.tsx'
import { Evidence } from './evidence.tsx'
import { GiveOpinion } from './opinion.tsx'
import { PlanView } from './plan-view.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Changes({
  project,
  onChanged,
}: {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords().changes
  const { role } = useMe()
  const { changes } = project
  if (project.plan === null) return null
  const last = changes.at(-1)
  const waits = changes.some(
    ({ state }) =>
      (state === 'asked' && role === 'secretary') || (state === 'examined' && role === 'presidium'),
  )
  return (
    <Part
      id="changes"
      heading={w.heading}
      gist={last === undefined ? w.noneYet : w.count(changes.length, w.states[last.state])}
      open={waits}
    >
      {changes.length === 0 && <p class="empty">{w.none}</p>}
      <ol class="plan-changes">
        {changes
          .map((change, i) => ({ change, n: i + 1 }))
          .toReversed()
          .map(({ change, n }) => (
            <li key={change.id} class="framed">
              <Asked project={project} change={change} n={n} onChanged={onChanged} />
            </li>
          ))}
      </ol>
    </Part>
  )
}

function Asked({
  project,
  change,
  n,
  onChanged,
}: {
  readonly project: Project
  readonly change: Change
  readonly n: number
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const c = w.changes
  const me = useMe()
  const { state, askedAt, reason, differences, changedParts, evidence, opinion, decision, decidedBy } = change
  const others = changedParts.filter((part) => !isIn(part, differences))
  const pending = state === 'asked' || state === 'examined'
  return (
    <>
      <h3>{c.change(n, dayOf(askedAt))}</h3>
      <p>
        <strong>{c.states[state]}</strong>
        {w.comma}
        {c.decidedBy(decidedBy)}
      </p>
      <p class="said-text">
        {c.reason}
        {w.colon}
        <span lang={OF_THE_HALL}>{reason}</span>
      </p>
      <h4>{c.would}</h4>
      <ul>
        {differences.map((each) => (
          <li key={each.field}>
            <Would difference={each} />
          </li>
        ))}
        {others.length > 0 && <li>{c.others(others.map((part) => d.parts[part]))}</li>}
      </ul>
      <details class="aside">
        <summary>{c.plan}</summary>
        <PlanView plan={change.plan} />
      </details>
      {evidence.length > 0 && <h4>{c.evidence}</h4>}
      <Evidence
        project={project}
        evidence={evidence}
        label={`${c.change(n, dayOf(askedAt))} ${c.evidence}`}
      />
      {opinion !== null && (
        <p class="said-text">
          {c.opinion(opinion.supports)}
          {w.colon}
          <span lang={OF_THE_HALL}>{opinion.text}</span>
        </p>
      )}
      {decision !== null && (
        <p>
          {c.decision(decidedBy, decision.decidedOn, [decision.for, decision.against, decision.abstain])}
          {decision.note !== undefined && (
            <>
              {w.semicolon}
              {c.note}
              {w.colon}
              <span lang={OF_THE_HALL}>{decision.note}</span>
            </>
          )}
        </p>
      )}
      {pending && me.role === 'secretary' && (
        <GiveOpinion projectId={project.id} change={change} onChanged={onChanged} />
      )}
      {pending && me.role === 'presidium' && (
        <DecideChange projectId={project.id} change={change} onChanged={onChanged} />
      )}
    </>
  )
}

function Would({ difference: { field, from, to } }: { readonly difference: Difference }) {
  const w = useBoardWords().changes
  const d = useDeliveryWords()
  const shown = (value: string): string => (field === 'amount' ? d.amount(Number(value)) : value)
  return <>{w.from(d.fields[field], shown(from), shown(to))}</>
}

/** Whether a part of the plan is already said as a difference. */
function isIn(part: string, differences: readonly Difference[]): boolean {
  const of: Readonly<Record<string, Difference['field']>> = {
    content: 'content',
    place: 'place',
    unit: 'unit',
    finishBy: 'date',
    startBy: 'date',
    budget: 'amount',
  }
  return differences.some(({ field }) => field === of[part])
}
