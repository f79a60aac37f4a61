/** A plan, whole or as far as it is written. */
import type { ComponentChildren } from 'preact'
import type { DraftPlan, Plan } from '../../../pay/model.ts'
import { sumFen } from '../../../pay/sums.ts'
import { OF_THE_HALL } from '../words.ts'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function PlanView({ plan }: { readonly plan: Plan | DraftPlan }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const amounts = (all: Plan['budget']): ComponentChildren => (
    <ul>
      {all.map(({ id, name, fen }) => (
        <li key={id}>
          {name}
          {w.colon}
          {d.amount(fen)}
        </li>
      ))}
      {all.length > 1 && (
        <li>
          {w.accounts.total}
          {w.colon}
          {d.amount(sumFen(all))}
        </li>
      )}
    </ul>
  )
  const rows: readonly (readonly [part: keyof Plan, value: ComponentChildren])[] = [
    ['unit', plan.unit],
    ['person', plan.person],
    ['coUnits', plan.coUnits.join(w.comma)],
    ['content', plan.content],
    ['place', plan.place],
    ['startBy', plan.startBy],
    ['finishBy', plan.finishBy],
    [
      'milestones',
      <ul>
        {plan.milestones.map(({ id, name, weight, dueOn }) => (
          <li key={id}>
            {name}
            {w.colon}
            {dueOn}
            {w.comma}
            {weight}%
          </li>
        ))}
      </ul>,
    ],
    ['budget', amounts(plan.budget)],
    ['sources', amounts(plan.sources)],
    [
      'criteria',
      <ul>
        {plan.criteria.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>,
    ],
  ]
  return (
    <dl class="facts plan">
      {rows.map(([part, value]) =>
        isThere(plan[part]) ? (
          <div key={part}>
            <dt>{d.parts[part]}</dt>
            <dd lang={OF_THE_HALL}>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

export function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''
}
