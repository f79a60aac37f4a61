/** 整改 and 承诺: what is to be done by when, and how it stands. */
import type { Undertaking } from '../../inspect/undertaking-model.ts'
import { dayOf } from '../../pay/periods.ts'
import { useInspectionWords } from './inspection-words.ts'

/** Who answers for it at the unit is not told. */
export function Undertakings({
  all,
  level,
}: {
  readonly all: readonly Undertaking[]
  readonly level: 4 | 5
}) {
  const i = useInspectionWords()
  if (all.length === 0) return null
  return (
    <>
      {level === 4 ? <h4>{i.undertakingsHeading}</h4> : <h5>{i.undertakingsHeading}</h5>}
      <ul class="reports">
        {all.map(({ id, from, text, unit, dueOn, firstDueOn, state, overdue, steps }) => (
          <li key={id}>
            <p>
              {i.from[from]}
              {i.colon}
              <span lang="zh-CN">{text}</span>
            </p>
            <p class="soft">
              {i.undertaking(unit, dueOn)}
              {firstDueOn !== dueOn && ` (${i.moved(firstDueOn)})`}
            </p>
            <p>
              <strong class={overdue ? 'differs-word' : undefined}>
                {i.standing[state]}
                {overdue && `${i.comma}${i.overdue}`}
              </strong>
            </p>
            {steps.length > 0 && (
              <details>
                <summary>
                  {i.stepsOf}
                  <span class="only-heard" lang="zh-CN">
                    {i.colon}
                    {text}
                  </span>
                </summary>
                <ol class="steps">
                  {steps.map((step) => (
                    <li key={step.at + step.act}>
                      <time dateTime={step.at}>{dayOf(step.at)}</time> {i.step[step.act]}
                      {step.dueOn !== null && ` → ${step.dueOn}`}
                      <p class="said" lang="zh-CN">
                        {step.text}
                      </p>
                    </li>
                  ))}
                </ol>
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
