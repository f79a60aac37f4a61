/** What a unit is to put right, item by item, as a visit writes it down. */
import type { NewUndertaking } from '../../../inspect/undertaking-model.ts'
import { newId } from '../../shared/new-id.ts'
import { Area, Field } from '../parts/field.tsx'
import { Whose } from '../parts/whose.tsx'
import { OF_THE_HALL } from '../words.ts'
import { UnitField } from './unit-field.tsx'
import { useSupervisionWords } from './words.ts'

export function Items({
  items,
  unit,
  units,
  heldOn,
  change,
  issue,
}: {
  readonly items: readonly NewUndertaking[]
  /** Who is responsible for the project. */
  readonly unit: string
  readonly units: readonly string[]
  readonly heldOn: string
  readonly change: (work: (before: readonly NewUndertaking[]) => readonly NewUndertaking[]) => void
  readonly issue: (pointer: string) => string | undefined
}) {
  const w = useSupervisionWords().visit
  const set = (id: string, fields: Partial<NewUndertaking>): void =>
    change((before) => before.map((item) => (item.id === id ? { ...item, ...fields } : item)))
  return (
    <>
      <h3>{w.items}</h3>
      <p class="hint">{w.itemsHint}</p>
      {items.map((item, i) => (
        <fieldset key={item.id}>
          <legend>{w.item(i + 1)}</legend>
          <Area
            label={w.text}
            rows={2}
            lang={OF_THE_HALL}
            value={item.text}
            onValue={(text) => set(item.id, { text })}
            wrong={issue(`/undertakings/${i}/text`)}
          />
          <UnitField
            label={w.unit}
            units={units}
            value={item.unit}
            onValue={(now) => set(item.id, { unit: now })}
            wrong={issue(`/undertakings/${i}/unit`)}
          />
          <Field
            label={w.owner}
            lang={OF_THE_HALL}
            value={item.owner}
            onValue={(owner) => set(item.id, { owner })}
            wrong={issue(`/undertakings/${i}/owner`)}
          />
          <Field
            label={w.dueOn}
            type="date"
            min={heldOn}
            value={item.dueOn}
            onValue={(dueOn) => set(item.id, { dueOn })}
            wrong={issue(`/undertakings/${i}/dueOn`)}
          />
          <button
            type="button"
            class="quiet"
            onClick={() => change((before) => before.filter(({ id }) => id !== item.id))}
          >
            {w.removeItem}
            <Whose name={w.item(i + 1)} />
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        onClick={() => change((before) => [...before, { id: newId(), text: '', unit, owner: '', dueOn: '' }])}
      >
        {w.addItem}
      </button>
    </>
  )
}
