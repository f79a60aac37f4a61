import type { Difference } from '../../../pay/difference.ts'
import { useBoardWords, useDeliveryWords } from './words.ts'

/** Each difference from what was voted, in a sentence; or that there is none. */
export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  if (differences.length === 0) return <p class="as-voted">{d.asVoted}</p>
  return (
    <div class="differences">
      <p>{w.differences}</p>
      <ul>
        {differences.map((each) => (
          <li key={each.field}>{d.difference(each)}</li>
        ))}
      </ul>
    </div>
  )
}
