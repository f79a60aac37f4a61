/** Whether somebody can report for the unit at all: its account is known by the unit's name. */
import { useCallback } from 'preact/hooks'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { linkTo } from '../route.ts'
import { useBoardWords } from './words.ts'

/** For the secretary, who makes accounts. Says nothing where there is one. */
export function NoAccount({ unit }: { readonly unit: string }) {
  const w = useBoardWords().noAccount
  const read = useCallback(() => body(api.people.staff.$get()), [unit])
  const [loaded] = useLoad(read)
  if (loaded.is !== 'ready') return null
  const there = loaded.value.staff.some(
    ({ role, name, active }) => role === 'department' && name === unit && active,
  )
  return there ? null : (
    <p class="empty" role="status">
      {w.text(unit)} <a href={linkTo.people}>{w.make}</a>
    </p>
  )
}
