/** Sets up a year with its draft rule. */
import { useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { RuleFields, USUAL_RULE } from './rule-fields.tsx'
import { useMeetingWords } from './words.ts'

export function NewYear() {
  const w = useMeetingWords()
  const [year, setYear] = useState(String(new Date().getFullYear()))
  const [rule, setRule] = useState(USUAL_RULE)
  const act = useAct(async () => {
    const { id } = await body(api.order.cycles.$post({ json: { year: Number(year), rule } }))
    location.hash = linkTo.meeting(id)
  })
  const issue = useIssues(act.error)
  return (
    <form
      class="fields framed"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h2>{w.home.newYear}</h2>
      <Field
        label={w.home.year}
        type="number"
        inputMode="numeric"
        min={2000}
        max={2200}
        required
        value={year}
        onValue={setYear}
        wrong={issue('/year')}
      />
      <RuleFields rule={rule} onRule={setRule} error={act.error} />
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {w.home.makeYear}
      </ActButton>
    </form>
  )
}
