/** Whose something is to be: one that somebody signs in for, or another name, which then reaches nobody, as it says. */
import { useState } from 'preact/hooks'
import { Choice, Field } from '../parts/field.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useSupervisionWords } from './words.ts'

/** No unit is called so: names are trimmed. */
const OTHER = ' '

export function UnitField({
  label,
  value,
  units,
  onValue,
  wrong,
}: {
  readonly label: string
  readonly value: string
  readonly units: readonly string[]
  readonly onValue: (unit: string) => void
  readonly wrong: string | undefined
}) {
  const w = useSupervisionWords().units
  const [wanted, setWanted] = useState(false)
  const isOther = wanted || (value !== '' && !units.includes(value))
  return (
    <>
      <Choice
        label={label}
        value={isOther ? OTHER : value}
        onValue={(now) => {
          setWanted(now === OTHER)
          onValue(now === OTHER ? '' : now)
        }}
        options={[
          { value: '', text: w.choose },
          ...units.map((unit) => ({ value: unit, text: unit })),
          { value: OTHER, text: w.other },
        ]}
        wrong={isOther ? undefined : wrong}
      />
      {isOther && (
        <Field
          label={w.name}
          lang={OF_THE_HALL}
          value={value}
          onValue={(now) => {
            setWanted(true)
            onValue(now)
          }}
          wrong={wrong}
        />
      )}
      <p role="status" class={isUnreached(value, units) ? 'refused' : 'only-heard'}>
        {isUnreached(value, units) && w.unreached}
      </p>
    </>
  )
}

function isUnreached(value: string, units: readonly string[]): boolean {
  return value.trim() !== '' && !units.includes(value.trim())
}
