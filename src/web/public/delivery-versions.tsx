/** Every version of a plan with the change that made it, the newest first; and changes that made none. */
import { dayOf } from '../../pay/periods.ts'
import type { Plan } from '../../pay/model.ts'
import type { Change, Project } from '../../pay/views.ts'
import { useDelivery } from './delivery-words.ts'

export function Versions({ project: { versions, changes } }: { readonly project: Project }) {
  const { w, d } = useDelivery()
  if (versions.length === 0) return null
  const others = changes.filter(({ id }) => !versions.some(({ changeId }) => changeId === id))
  return (
    <>
      <h5>{w.versionsHeading}</h5>
      <ol class="reports">
        {others.toReversed().map((change) => (
          <li key={change.id}>
            <h6>
              {w.asked(dayOf(change.askedAt))} <span class="soft">{w.states[change.state]}</span>
            </h6>
            <WhatAndWhy change={change} />
          </li>
        ))}
        {versions.toReversed().map(({ version, holdsFrom, changeId, changedParts, differences, plan }) => {
          const change = changes.find(({ id }) => id === changeId)
          return (
            <li key={version}>
              <h6>{w.version(version, holdsFrom)}</h6>
              {changeId === null && <p>{w.first}</p>}
              {changedParts.length > 0 && <p>{w.changedParts(changedParts.map((part) => d.parts[part]))}</p>}
              {differences.length > 0 && (
                <ul>
                  {differences.map((difference) => (
                    <li key={difference.field}>{d.difference(difference)}</li>
                  ))}
                </ul>
              )}
              {change !== undefined && <WhatAndWhy change={change} made />}
              <details>
                <summary>{w.show(version)}</summary>
                <PlanText plan={plan} />
              </details>
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** `made`: what it changed is already said. */
function WhatAndWhy({ change, made = false }: { readonly change: Change; readonly made?: boolean }) {
  const { w, d } = useDelivery()
  const { reason, opinion, decision, decidedBy, changedParts, differences, state } = change
  return (
    <>
      {!made && <p>{w.changedParts(changedParts.map((part) => d.parts[part]))}</p>}
      {!made && (
        <ul>
          {differences.map(({ field, from, to }) => (
            <li key={field}>
              {field === 'amount'
                ? w.wouldBe(d.fields[field], d.amount(Number(from)), d.amount(Number(to)))
                : w.wouldBe(d.fields[field], from, to)}
            </li>
          ))}
        </ul>
      )}
      <p class="told-text">
        {w.reason}
        <span lang="zh-CN">{reason}</span>
      </p>
      {opinion !== null && (
        <p class="told-text">
          {w.opinion(opinion.supports)}
          <span lang="zh-CN">{opinion.text}</span>
        </p>
      )}
      {decision === null ? (
        state !== 'withdrawn' && <p>{w.decides(decidedBy)}</p>
      ) : (
        <p>{w.decision(decidedBy, decision.decidedOn, [decision.for, decision.against, decision.abstain])}</p>
      )}
      {decision?.note !== undefined && <p lang="zh-CN">{decision.note}</p>}
    </>
  )
}

function PlanText({ plan }: { readonly plan: Plan }) {
  const { d } = useDelivery()
  const amounts = (all: Plan['budget']): string[] => all.map(({ name, fen }) => `${name} ${d.amount(fen)}`)
  const rows: readonly (readonly [keyof Plan, readonly string[]])[] = [
    ['unit', [plan.unit]],
    ['person', [plan.person]],
    ['coUnits', plan.coUnits],
    ['content', [plan.content]],
    ['place', [plan.place]],
    ['startBy', plan.startBy === undefined ? [] : [plan.startBy]],
    ['finishBy', [plan.finishBy]],
    ['milestones', plan.milestones.map(({ name, weight, dueOn }) => `${name} ${weight}% ${dueOn}`)],
    ['budget', amounts(plan.budget)],
    ['sources', amounts(plan.sources)],
    ['criteria', plan.criteria.map(({ text }) => text)],
  ]
  return (
    <dl class="record">
      {rows
        .filter(([, lines]) => lines.length > 0)
        .map(([part, lines]) => (
          <div key={part}>
            <dt>{d.parts[part]}</dt>
            {lines.map((text) => (
              <dd key={text} lang="zh-CN">
                {text}
              </dd>
            ))}
          </div>
        ))}
    </dl>
  )
}
