/** One of them: what it is, whose, by when, what was done about it, and what who looks may do. */
import { useState } from 'preact/hooks'
import type { Undertaking } from '../../../inspect/undertaking-model.ts'
import { dayOf } from '../../../pay/periods.ts'
import { daysBetween } from '../department/days.ts'
import { Whose } from '../parts/whose.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { MoveUndertaking } from './move-undertaking.tsx'
import { isFor, type Supervision } from './reading.ts'
import { Shown } from './shown.tsx'
import { UndertakingForm } from './undertaking-form.tsx'
import { useSupervisionWords } from './words.ts'

export function UndertakingCard({
  undertaking,
  all,
  refresh,
}: {
  readonly undertaking: Undertaking
  readonly all: Supervision
  readonly refresh: () => Promise<void>
}) {
  const words = useSupervisionWords()
  const w = words.undertakings
  const me = useMe()
  const [doing, setDoing] = useState<'report' | 'check'>()
  const { id, state, overdue, projectId, text, unit, owner, dueOn, firstDueOn, from, fromId, steps } =
    undertaking
  const group = all.groups.find((each) => each.projectId === projectId)
  const isOpen = state === 'open' || state === 'reported'
  const mayReport =
    state === 'open' && (me.role === 'secretary' || (me.role === 'department' && me.name === unit))
  const mayCheck =
    state === 'reported' &&
    (me.role === 'presidium' ||
      isFor(me, group) ||
      (me.role === 'deputy' && all.askers.get(fromId) === me.deputyId))
  const mayMove = isOpen && (me.role === 'secretary' || me.role === 'presidium')
  return (
    <article class={`framed undertaking${overdue ? ' is-overdue' : ''}`} aria-labelledby={`item-${id}`}>
      <header>
        <h3 id={`item-${id}`} lang={OF_THE_HALL} class="said-text">
          {text}
        </h3>
        <p class="line">
          <strong class={overdue ? 'late' : ''}>
            {overdue ? w.overdue(daysBetween(dueOn, all.on)) : w.states[state]}
          </strong>
          {isOpen && (
            <span>
              {w.due(dueOn)}
              {dueOn !== firstDueOn && w.first(firstDueOn)}
            </span>
          )}
        </p>
      </header>
      <p class="line" lang={OF_THE_HALL}>
        {group !== undefined && <span>{group.project}</span>}
        <span>{unit}</span>
        <span lang="">{w.owner(owner)}</span>
        {from === 'visit' ? (
          <a href={linkTo.visit(all.cycleId, fromId)}>{w.from.visit}</a>
        ) : (
          <span>{w.from[from]}</span>
        )}
      </p>
      {mayMove && !all.units.includes(unit) && (
        <p class="line">
          <strong class="late">{w.unreached}</strong>
        </p>
      )}
      {steps.length > 0 && (
        <details class="aside" open={state === 'reported'}>
          <summary>{w.count(w.steps, steps.length)}</summary>
          <ol class="steps">
            {steps.map((step, i) => (
              <li key={i}>
                <p>
                  <strong>{w.acts[step.act]}</strong>{' '}
                  <span class="soft">
                    {dayOf(step.at)} {w.by[step.role]}
                    {step.dueOn !== null && ` ${w.until(step.dueOn)}`}
                    {step.unit !== undefined && ` ${w.movedTo(step.unit)}`}
                  </span>
                </p>
                <p class="said-text" lang={OF_THE_HALL}>
                  {step.text}
                </p>
                <Shown cycleId={all.cycleId} files={all.files} evidence={step.evidence} label={w.evidence} />
              </li>
            ))}
          </ol>
        </details>
      )}
      {doing === undefined && (mayReport || mayCheck || mayMove) && (
        <div class="row">
          {mayReport && (
            <button type="button" class="strong" onClick={() => setDoing('report')}>
              {w.report}
              <Whose name={text} />
            </button>
          )}
          {mayCheck && (
            <button type="button" class="strong" onClick={() => setDoing('check')}>
              {w.check}
              <Whose name={text} />
            </button>
          )}
          {mayMove && (
            <MoveUndertaking undertaking={undertaking} units={all.units} on={all.on} refresh={refresh} />
          )}
        </div>
      )}
      {doing !== undefined && (
        <UndertakingForm
          key={doing}
          undertaking={undertaking}
          act={doing}
          on={all.on}
          refresh={refresh}
          onLeave={() => setDoing(undefined)}
        />
      )}
    </article>
  )
}
