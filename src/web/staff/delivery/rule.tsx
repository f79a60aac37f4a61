/** How the year's delivery is watched over: said to everybody, set by the presidium. */
import { useState } from 'preact/hooks'
import type { DeliveryRule } from '../../../pay/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { wholeNumber } from '../meeting/money.ts'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useMe } from '../session.tsx'
import { useBoardWords } from './words.ts'

const NUMBERS = ['reportDays', 'graceDays', 'aheadYellow', 'aheadRed', 'congressPercent'] as const
const MONTHS = [1, 2, 3, 6] as const

export function RuleOfYear({
  cycleId,
  rule,
  reported,
  onChanged,
}: {
  readonly cycleId: string
  readonly rule: DeliveryRule
  /** Something was reported: the length of the periods stays. */
  readonly reported: boolean
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords().rule
  const me = useMe()
  const [changing, setChanging] = useState(false)
  const [saved, setSaved] = useState(false)
  return (
    <section class="stack screen-only" aria-labelledby="delivery-rule">
      <h2 id="delivery-rule">{w.heading}</h2>
      <p>{w.said(rule)}</p>
      <p role="status">{saved && !changing ? w.saved : ''}</p>
      {me.role === 'presidium' && !changing && (
        <button type="button" onClick={() => setChanging(true)}>
          {w.change}
        </button>
      )}
      {changing && (
        <RuleForm
          cycleId={cycleId}
          rule={rule}
          reported={reported}
          onLeave={() => setChanging(false)}
          onSaved={async () => {
            setSaved(true)
            setChanging(false)
            await onChanged()
          }}
        />
      )}
    </section>
  )
}

/** Begins with the rule that holds; what is typed stays, whatever the page reads anew meanwhile. */
function RuleForm({
  cycleId,
  rule,
  reported,
  onLeave,
  onSaved,
}: {
  readonly cycleId: string
  readonly rule: DeliveryRule
  readonly reported: boolean
  readonly onLeave: () => void
  readonly onSaved: () => Promise<void>
}) {
  const w = useBoardWords().rule
  const [typed, setTyped] = useState(() => textsOf(rule))
  const [months, setMonths] = useState(String(rule.periodMonths))
  const json = ruleOf(typed, months)
  const act = useAct(async () => {
    if (json === undefined) return
    await body(api.pay.cycles[':id'].rule.$put({ param: { id: cycleId }, json }))
    await onSaved()
  })
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={w.save} framed onLeave={onLeave} missing={json === undefined ? [w.missing] : []}>
      <p class="hint">{w.hint}</p>
      {reported ? (
        <p>{w.periodFixed}</p>
      ) : (
        <Choice
          label={w.periodMonths}
          value={months}
          onValue={setMonths}
          options={MONTHS.map((count) => ({ value: String(count), text: w.months(count) }))}
        />
      )}
      {NUMBERS.map((name) => (
        <Field
          key={name}
          label={w[name]}
          type="number"
          inputMode="numeric"
          min={name === 'reportDays' || name === 'graceDays' ? 1 : 0}
          required
          value={typed[name]}
          onValue={(value) => setTyped((before) => ({ ...before, [name]: value }))}
          wrong={issue(`/${name}`)}
        />
      ))}
    </Form>
  )
}

type Typed = Readonly<Record<(typeof NUMBERS)[number], string>>

function textsOf(rule: DeliveryRule): Typed {
  return Object.fromEntries(NUMBERS.map((name) => [name, String(rule[name])])) as Typed
}

/** Undefined while something is no whole number. */
function ruleOf(typed: Typed, months: string): DeliveryRule | undefined {
  const numbers = NUMBERS.map((name) => wholeNumber(typed[name]))
  if (numbers.includes(undefined)) return undefined
  const given = Object.fromEntries(NUMBERS.map((name, i) => [name, numbers[i]]))
  return { ...given, periodMonths: Number(months) } as DeliveryRule
}
