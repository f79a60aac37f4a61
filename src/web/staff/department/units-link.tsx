/** On the secretary's home: how much waits, and how much of it too long. */
import { useCallback } from 'preact/hooks'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { linkTo } from '../route.ts'
import { useDepartmentWords } from './words.ts'

export function UnitsLink() {
  const w = useDepartmentWords()
  const read = useCallback(async () => (await body(api.intake.units.$get())).units, [])
  const [loaded] = useFresh(read)
  // Without an answer, or with nothing that waits, the home is no worse.
  if (loaded.is !== 'ready' || loaded.value.length === 0) return null
  const sum = (of: 'todo' | 'handled' | 'overdue') => loaded.value.reduce((all, unit) => all + unit[of], 0)
  return (
    <p>
      <a href={linkTo.units}>{w.units.link(sum('todo') + sum('handled'), sum('overdue'))}</a>
    </p>
  )
}
