/** 改期, 转办, 撤销: another day, another unit, or not asked for any more, and why. */
import { useState } from 'preact/hooks'
import type { Undertaking } from '../../../inspect/undertaking-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Dialog } from '../parts/ask.tsx'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Whose } from '../parts/whose.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useSupervisionWords } from './words.ts'

interface MoveProps {
  readonly undertaking: Undertaking
  /** Those that somebody signs in for. */
  readonly units: readonly string[]
  readonly on: string
  readonly refresh: () => Promise<void>
}

export function MoveUndertaking(props: MoveProps) {
  const w = useSupervisionWords().undertakings
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>
        {w.move}
        <Whose name={props.undertaking.text} />
      </button>
      {asking && <Move {...props} onLeave={() => setAsking(false)} />}
    </>
  )
}

function Move({
  undertaking: { id: undertakingId, cycleId, text, unit: before, dueOn: dueBefore },
  units,
  on,
  refresh,
  onLeave,
}: MoveProps & { readonly onLeave: () => void }) {
  const w = useSupervisionWords().undertakings
  const [isDropped, setDropped] = useState(false)
  const isReached = units.includes(before)
  const [unit, setUnit] = useState('')
  const [dueOn, setDueOn] = useState(isReached || dueBefore < on ? '' : dueBefore)
  const [reason, setReason] = useState('')
  const act = useAct(async () => {
    const param = { id: cycleId, undertakingId }
    const to = isDropped || unit === '' ? {} : { unit }
    const json = { reason: reason.trim(), dueOn: isDropped ? null : dueOn, ...to }
    await body(api.inspect.cycles[':id'].undertakings[':undertakingId'].move.$post({ param, json }))
    await refresh()
    onLeave()
  })
  const issue = useIssues(act.error)
  return (
    <Dialog heading={w.moveOf(text)} onLeave={onLeave}>
      <Form act={act} doIt={w.send} onLeave={onLeave}>
        <fieldset>
          <legend>{w.moveTo}</legend>
          <label class="check">
            <input type="radio" name="move" checked={!isDropped} onChange={() => setDropped(false)} />
            {w.moveDay}
          </label>
          <label class="check">
            <input type="radio" name="move" checked={isDropped} onChange={() => setDropped(true)} />
            {w.drop}
          </label>
        </fieldset>
        {!isDropped && (
          <Field
            label={w.newDay}
            type="date"
            required
            min={on}
            value={dueOn}
            onValue={setDueOn}
            wrong={issue('/dueOn')}
          />
        )}
        {!isDropped && (
          <Choice
            label={w.newUnit}
            value={unit}
            onValue={setUnit}
            options={[
              { value: '', text: w.sameUnit(before) },
              ...units.filter((each) => each !== before).map((each) => ({ value: each, text: each })),
            ]}
            wrong={issue('/unit')}
          />
        )}
        <Area
          label={w.reason}
          lang={OF_THE_HALL}
          required
          value={reason}
          onValue={setReason}
          wrong={issue('/reason')}
        />
      </Form>
    </Dialog>
  )
}
