import type { Difference } from '../../../pay/difference.ts'
import type { StandingDifference } from '../../../pay/views.ts'
import { useBoardWords, useDeliveryWords } from './words.ts'

/** Each difference from what was voted, in a sentence, and since when; or that there is none. */
export function Differences({
  differences,
}: {
  readonly differences: readonly (Difference | StandingDifference)[]
}) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  if (differences.length === 0) return <p class="as-voted">{d.asVoted}</p>
  return (
    <div class="differences">
      <p>{w.differences}</p>
      <ul>
        {differences.map((each) => (
          <li key={each.field}>
            {d.difference(each)}
            {'since' in each && <span class="soft"> {w.since(each.since)}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
