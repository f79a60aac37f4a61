import { linkTo } from '../route.ts'
import { Result } from './result.tsx'
import type { VoteView } from './situation.ts'
import { useMeetingWords } from './words.ts'

/** The votes before the one that the meeting is at: announced with a tie, or void. */
export function Earlier({
  votes,
  current,
}: {
  readonly votes: readonly VoteView[]
  readonly current: VoteView | null
}) {
  const w = useMeetingWords()
  const earlier = votes.filter(
    ({ ballot, state, reason }) => ballot !== current?.ballot && (state === 'void' || reason !== 'practice'),
  )
  if (earlier.length === 0) return null
  return (
    <section>
      <h2>{w.earlier.heading}</h2>
      {earlier.map((vote) => (
        <details class="aside" key={vote.ballot}>
          <summary>
            <h3>
              {w.earlier.reasons[vote.reason]}
              {w.colon}
              {w.earlier[stateOf(vote)]}
            </h3>
          </summary>
          <Result vote={vote} />
          {vote.state === 'announced' && (
            <p>
              <a href={linkTo.papers(vote.ballot)}>{w.print.button}</a>
            </p>
          )}
        </details>
      ))}
    </section>
  )
}

/** A practice that was ended is void by its state; nobody declared anything void. */
function stateOf({ state, reason }: VoteView): 'void' | 'ended' | 'announced' {
  if (state !== 'void') return 'announced'
  return reason === 'practice' ? 'ended' : 'void'
}
