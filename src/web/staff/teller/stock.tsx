/** The cards while the vote lasts: how many were handed out, and which were lost and replaced. */
import { useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field } from '../parts/field.tsx'
import { useWords } from '../words.ts'
import { Trouble } from './parts.tsx'
import { sendIssued } from './service.ts'
import type { StepStatus } from './steps.ts'
import { readCount } from './typed.ts'
import { Voids, type VoidsProps } from './voids.tsx'

interface StockProps extends VoidsProps {
  readonly status: StepStatus
}

export function Stock(props: StockProps) {
  const { ballot, own, status } = props
  const words = useWords().teller
  const { cardsMade, cardsIssued, cardsVoided, unusedExpected } = ballot.progress
  if (status === 'later') return null
  if (status === 'done') return <p>{words.stockDone(cardsIssued ?? 0, cardsVoided)}</p>
  return (
    <>
      <dl class="facts">
        <Fact name={words.stockMade} value={cardsMade} />
        <Fact name={words.stockIssued} value={cardsIssued} />
        <Fact name={words.stockVoided} value={cardsVoided} />
        <Fact name={words.stockLeft} value={unusedExpected} />
      </dl>
      {own.chief && ballot.missing.issueCards.length === 0 && <Issue {...props} />}
      <Voids {...props} />
    </>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: number | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '–'}</dd>
    </div>
  )
}

function Issue({ ballot, onChanged }: StockProps) {
  const words = useWords().teller
  const { cardsIssued, present } = ballot.progress
  const [text, setText] = useState(cardsIssued === null ? '' : String(cardsIssued))
  const [wrong, setWrong] = useState<string>()
  const act = useAct(async (count: number) => {
    await sendIssued(ballot.uuid, count)
    await onChanged()
  })
  const submit = (event: Event): void => {
    event.preventDefault()
    const count = readCount(text)
    setWrong(count === undefined ? words.countWrong : undefined)
    if (count !== undefined) void act.run(count)
  }
  return (
    <form class="fields" onSubmit={submit} noValidate>
      <h3>{words.issueHeading}</h3>
      <Field
        label={words.issueField}
        hint={words.issueHint(present)}
        value={text}
        onValue={setText}
        inputMode="numeric"
        wrong={wrong}
      />
      <Trouble error={act.error} />
      <ActButton submit busy={act.busy} quiet={cardsIssued !== null}>
        {cardsIssued === null ? words.issue : words.issueAgain}
      </ActButton>
    </form>
  )
}
