/** What is looked for in the list of demands. It stands in the address: a reload and the way back from a demand keep it. */
import { useEffect, useState } from 'preact/hooks'
import type { Grid } from '../../../intake/model.ts'
import { Choice, Field } from '../parts/field.tsx'
import { useNarrow } from '../parts/narrow.ts'
import { linkTo, routeOf } from '../route.ts'
import { filterOf, textOf, type Filter } from './filter.ts'
import { GridChoice } from './grid-choice.tsx'
import { useDemandWords } from './words.ts'

const PAUSE_MS = 300

interface Props {
  readonly filter: Filter
  readonly grids: readonly Grid[]
  readonly categories: readonly string[]
}

function lookFor(filter: Filter): void {
  location.replace(linkTo.demands(textOf(filter)))
}

/** The address, not what is drawn, is the newest: two changes may come before the page is drawn again. */
function set(change: Filter): void {
  const route = routeOf(location.hash)
  lookFor({ ...filterOf(route.at === 'demands' ? route.filter : ''), ...change })
}

export function FilterForm(props: Props) {
  const w = useDemandWords()
  const narrow = useNarrow()
  const { q = '', ...others } = props.filter
  return (
    <form
      class="framed screen-only"
      role="search"
      aria-label={w.list.filter}
      onSubmit={(event) => event.preventDefault()}
    >
      <SearchField q={q} onSearch={(sought) => set({ q: sought })} />
      {/* On a phone they would push the list out of sight. */}
      {narrow ? (
        <details class="folded">
          <summary>{w.list.folded(Object.keys(others).length)}</summary>
          <Filters {...props} />
        </details>
      ) : (
        <Filters {...props} />
      )}
    </form>
  )
}

function Filters({ filter, grids, categories }: Props) {
  const w = useDemandWords()
  const all = { value: '', text: w.all }
  const named = (words: Readonly<Record<string, string>>) => [
    all,
    ...Object.entries(words).map(([value, text]) => ({ value, text })),
  ]
  return (
    <div class="filters">
      <Choice
        label={w.list.state}
        value={filter.state ?? ''}
        onValue={(state) => set({ state })}
        options={named(w.states)}
      />
      <Choice
        label={w.list.channel}
        value={filter.channel ?? ''}
        onValue={(channel) => set({ channel })}
        options={named(w.channels)}
      />
      <Choice
        label={w.list.category}
        value={filter.category ?? ''}
        onValue={(category) => set({ category })}
        options={[all, ...categories.map((value) => ({ value, text: value }))]}
      />
      <GridChoice
        label={w.list.grid}
        none={w.all}
        grids={grids}
        value={filter.grid ?? ''}
        onValue={(grid) => set({ grid })}
      />
      <Field label={w.list.from} type="date" value={filter.from ?? ''} onValue={(from) => set({ from })} />
      <Field label={w.list.to} type="date" value={filter.to ?? ''} onValue={(to) => set({ to })} />
      <label class="check">
        <input
          type="checkbox"
          checked={filter.overdue === 'yes'}
          onChange={(event) => set({ overdue: event.currentTarget.checked ? 'yes' : '' })}
        />
        {w.list.overdue}
      </label>
      {textOf(filter) !== '' && (
        <button type="button" class="quiet" onClick={() => lookFor({})}>
          {w.list.reset}
        </button>
      )}
    </div>
  )
}

/** Asks once the person pauses. */
function SearchField({ q, onSearch }: { readonly q: string; readonly onSearch: (q: string) => void }) {
  const w = useDemandWords()
  const [typed, setTyped] = useState(q)
  useEffect(() => setTyped(q), [q])
  useEffect(() => {
    if (typed === q) return
    const timer = setTimeout(() => onSearch(typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Field
      label={w.list.search}
      hint={w.list.searchHint}
      type="search"
      autocomplete="off"
      value={typed}
      onValue={setTyped}
    />
  )
}
