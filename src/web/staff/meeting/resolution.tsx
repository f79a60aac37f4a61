/** For, against, abstentions: how a body that decides by hands has decided. */
import { useState } from 'preact/hooks'
import { Field } from '../parts/field.tsx'
import { wholeNumber } from './money.ts'
import { useMeetingWords } from './words.ts'

export interface Resolution {
  readonly for: number
  readonly against: number
  readonly abstain: number
}

/** The three figures, and what they are once all are there. */
export function useResolution(): readonly [fields: preact.JSX.Element, resolution: Resolution | undefined] {
  const w = useMeetingWords()
  const [inFavour, setInFavour] = useState('')
  const [against, setAgainst] = useState('0')
  const [abstain, setAbstain] = useState('0')
  const figures = [inFavour, against, abstain].map(wholeNumber)
  const [first, second, third] = figures
  const resolution =
    first === undefined || second === undefined || third === undefined
      ? undefined
      : { for: first, against: second, abstain: third }
  const common = { type: 'number', inputMode: 'numeric', min: 0, max: 5000, required: true } as const
  const fields = (
    <div class="figures">
      <Field {...common} label={w.resolution.for} value={inFavour} onValue={setInFavour} />
      <Field {...common} label={w.resolution.against} value={against} onValue={setAgainst} />
      <Field {...common} label={w.resolution.abstain} value={abstain} onValue={setAbstain} />
    </div>
  )
  return [fields, resolution]
}
