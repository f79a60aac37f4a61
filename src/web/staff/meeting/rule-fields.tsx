/** The rule as a form: every setting explained in words, with the number that follows from it. */
import type { Rule } from '../../../order/model.ts'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { arithmetic } from './rule-words.ts'
import { useMeetingWords } from './words.ts'

export const USUAL_RULE: Rule = {
  seats: 5,
  ratio: '20%',
  ratioBasis: 'of-seats',
  rounding: 'up',
  marking: 'choose',
  majority: 'over-half-of-all-deputies',
  tie: 'revote',
}

export function RuleFields({
  rule,
  onRule,
  error,
}: {
  readonly rule: Rule
  readonly onRule: (rule: Rule) => void
  readonly error: unknown
}) {
  const w = useMeetingWords()
  const issue = useIssues(error)
  return (
    <>
      <Field
        label={w.rule.seats}
        hint={w.rule.seatsHint}
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        required
        value={Number.isNaN(rule.seats) ? '' : String(rule.seats)}
        onValue={(value) => onRule({ ...rule, seats: Number.parseInt(value, 10) })}
        wrong={issue('/rule/seats')}
      />
      <Field
        label={w.rule.ratio}
        hint={w.rule.ratioHint}
        required
        value={rule.ratio}
        onValue={(ratio) => onRule({ ...rule, ratio })}
        wrong={issue('/rule/ratio')}
      />
      <Choice
        label={w.rule.basis}
        value={rule.ratioBasis}
        onValue={(ratioBasis) => onRule({ ...rule, ratioBasis })}
        options={options(w.rule.bases)}
      />
      <Choice
        label={w.rule.rounding}
        value={rule.rounding}
        onValue={(rounding) => onRule({ ...rule, rounding })}
        options={options(w.rule.roundings)}
      />
      <p class="sum" role="status">
        {w.rule.required}
        {w.colon}
        <strong>{arithmetic(w, rule)}</strong>
      </p>
      <Choice
        label={w.rule.marking}
        value={rule.marking}
        onValue={(marking) => onRule({ ...rule, marking })}
        options={options(w.rule.markings)}
      />
      <Choice
        label={w.rule.majority}
        hint={w.rule.majorityHint}
        value={rule.majority}
        onValue={(majority) => onRule({ ...rule, majority })}
        options={options(w.rule.majorities)}
      />
      <p class="soft">
        {w.rule.tie}
        {w.colon}
        {w.rule.ties[rule.tie]}
      </p>
      <Choice
        label={w.rule.satisfaction}
        hint={w.rule.satisfactionHint}
        value={rule.satisfaction?.base ?? 'none'}
        onValue={(base) => {
          const { satisfaction: before, ...rest } = rule
          onRule(base === 'none' ? rest : { ...rest, satisfaction: { base, half: before?.half ?? 'counts' } })
        }}
        options={options({ none: w.rule.noSatisfaction, ...w.rule.satisfactionBases })}
      />
      {rule.satisfaction !== undefined && (
        <Choice
          label={w.rule.half}
          value={rule.satisfaction.half}
          onValue={(half) =>
            onRule({ ...rule, satisfaction: { base: rule.satisfaction?.base ?? 'all', half } })
          }
          options={options(w.rule.halves)}
        />
      )}
    </>
  )
}

/** What a choice offers. */
export function options<V extends string>(texts: Readonly<Record<V, string>>) {
  return (Object.keys(texts) as V[]).map((value) => ({ value, text: texts[value] }))
}
