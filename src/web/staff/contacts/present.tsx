/** Which deputies were there: oneself always, where it is a deputy's phone, others found by name. */
import { useMemo, useState } from 'preact/hooks'
import type { Deputy } from '../../../people/model.ts'
import { found } from '../meeting/search.ts'
import { Field } from '../parts/field.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useContactWords } from './words.ts'

/** More than this are found by searching. */
const SHOWN_MAX = 30

export function Present({
  deputyId,
  deputies,
  companions,
  chosen,
  onChosen,
}: {
  readonly deputyId: string | undefined
  readonly deputies: readonly Deputy[]
  /** Who often comes along: one press each. */
  readonly companions: readonly string[]
  readonly chosen: readonly string[]
  readonly onChosen: (deputyIds: readonly string[]) => void
}) {
  const w = useContactWords()
  const [search, setSearch] = useState('')
  const others = useMemo(
    () => deputies.filter(({ id, active }) => id !== deputyId && active),
    [deputies, deputyId],
  )
  const rows = useMemo(() => found(others, search), [others, search])
  const near = companions
    .map((id) => others.find((each) => each.id === id))
    .filter((each) => each !== undefined)
  const named = chosen
    .filter((id) => id === deputyId || !companions.includes(id))
    .map((id) => deputies.find((each) => each.id === id))
    .filter((each) => each !== undefined)
  return (
    <fieldset>
      <legend>{w.deputies}</legend>
      <ul class="chosen">
        {named.map(({ id, name }) => (
          <li key={id}>
            {id === deputyId ? (
              <span lang={OF_THE_HALL}>✓ {name}</span>
            ) : (
              <button type="button" onClick={() => onChosen(chosen.filter((each) => each !== id))}>
                {w.notPresent(name)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {near.length > 0 && (
        <div class="row" role="group" aria-label={w.companions} lang={OF_THE_HALL}>
          {near.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={chosen.includes(id)}
              onClick={() =>
                onChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
              }
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <details class="aside" open={deputyId === undefined}>
        <summary>{w.others}</summary>
        <Field
          label={w.search}
          hint={w.searchHint}
          type="search"
          autocomplete="off"
          value={search}
          onValue={setSearch}
        />
        <div class="scrolled" tabIndex={0} role="group" aria-label={w.deputies}>
          {rows.slice(0, SHOWN_MAX).map(({ id, name, delegation }) => (
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
          ))}
        </div>
        {rows.length > SHOWN_MAX && <p class="soft">{w.searchMore(rows.length - SHOWN_MAX)}</p>}
      </details>
    </fieldset>
  )
}
