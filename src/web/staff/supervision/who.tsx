/** Which deputies: those who are likely with one press each, everybody else found by name. */
import { useMemo, useState } from 'preact/hooks'
import type { Deputy } from '../../../people/model.ts'
import { found } from '../meeting/search.ts'
import { Field } from '../parts/field.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useSupervisionWords } from './words.ts'

/** More than this are found by searching. */
const SHOWN_MAX = 20

export function Who({
  legend,
  deputies,
  likely,
  chosen,
  onChosen,
}: {
  readonly legend: string
  readonly deputies: readonly Deputy[]
  readonly likely: readonly string[]
  readonly chosen: readonly string[]
  readonly onChosen: (ids: readonly string[]) => void
}) {
  const w = useSupervisionWords().who
  const [search, setSearch] = useState('')
  // Whoever was chosen at the beginning stands with the likely ones: nobody leaves a place while it is pressed.
  const [first] = useState(() => new Set([...likely, ...chosen]))
  const near = deputies.filter(({ id }) => first.has(id) || likely.includes(id))
  const others = useMemo(
    () => deputies.filter(({ id, active }) => active && !near.some((each) => each.id === id)),
    [deputies, near.length],
  )
  const rows = useMemo(() => found(others, search), [others, search])
  const box = ({ id, name, delegation }: Deputy) => (
    <label key={id} class="check">
      <input
        type="checkbox"
        checked={chosen.includes(id)}
        onChange={({ currentTarget: { checked } }) =>
          onChosen(checked ? [...chosen, id] : chosen.filter((each) => each !== id))
        }
      />
      <span lang={OF_THE_HALL}>
        {name} {delegation !== null && <span class="hint">{delegation}</span>}
      </span>
    </label>
  )
  return (
    <fieldset class="who-chosen">
      <legend>{legend}</legend>
      <p class="hint">{w.chosen(chosen.length)}</p>
      {near.length > 0 && <div class="near">{near.map(box)}</div>}
      {others.length > 0 && (
        <details class="aside" open={near.length === 0}>
          <summary>{w.others}</summary>
          <Field label={w.search} type="search" autocomplete="off" value={search} onValue={setSearch} />
          <div class="scrolled" tabIndex={0} role="group" aria-label={w.others}>
            {rows.slice(0, SHOWN_MAX).map(box)}
          </div>
          {rows.length > SHOWN_MAX && <p class="soft">{w.more(rows.length - SHOWN_MAX)}</p>}
        </details>
      )}
    </fieldset>
  )
}
