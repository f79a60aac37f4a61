/** After the close: the cards that nobody got are counted and destroyed. */
import { useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Field } from '../parts/field.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { Trouble } from './parts.tsx'
import { sendUnused } from './service.ts'
import type { StepStatus } from './steps.ts'
import { readCount } from './typed.ts'

export function Unused({
  ballot,
  status,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly status: StepStatus
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const { cardsMade, cardsIssued, cardsVoided, unusedExpected, unusedDestroyed, unusedReason } =
    ballot.progress
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const count = readCount(text)
  const differs = count !== undefined && unusedExpected !== null && count !== unusedExpected
  const act = useAct(async (destroyed: number) => {
    await sendUnused(ballot.uuid, destroyed, differs ? reason : undefined)
    await onChanged()
  })
  if (status === 'done') {
    return (
      <>
        <p>{words.unusedDone(unusedDestroyed ?? 0)}</p>
        {unusedReason !== null && <p lang={OF_THE_HALL}>{unusedReason}</p>}
      </>
    )
  }
  if (status !== 'now') return null
  const submit = (event: Event): void => {
    event.preventDefault()
    setWrong(count === undefined ? words.countWrong : undefined)
    if (count !== undefined && (!differs || reason.trim() !== '')) void act.run(count)
  }
  return (
    <form class="fields" onSubmit={submit} noValidate>
      <p>{words.unusedText}</p>
      <p class="statement">
        {words.unusedExpected(cardsMade ?? 0, cardsIssued ?? 0, cardsVoided, unusedExpected ?? 0)}
      </p>
      <Field label={words.unusedField} value={text} onValue={setText} inputMode="numeric" wrong={wrong} />
      {differs && <Area label={words.unusedDiffers} value={reason} onValue={setReason} rows={2} required />}
      <Trouble error={act.error} />
      <ActButton submit busy={act.busy} missing={ballot.missing.destroyUnused}>
        {words.unusedDestroy}
      </ActButton>
    </form>
  )
}
