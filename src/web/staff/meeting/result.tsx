import { percent } from '../../shared/figures.ts'
import { OF_THE_HALL } from '../words.ts'
import type { VoteView } from './situation.ts'
import { useMeetingWords } from './words.ts'

/** Approvals per candidate, with both denominators; who is chosen, once that is announced. Nothing before the count. */
export function Result({ vote }: { readonly vote: VoteView }) {
  const w = useMeetingWords()
  const { candidates, counts, outcome } = vote
  if (counts === null || candidates.every(({ approvals }) => approvals === null)) return null
  const verdict = (i: number): string =>
    outcome === null
      ? ''
      : outcome.elected.includes(i)
        ? w.result.elected
        : outcome.tied.includes(i)
          ? w.result.tied
          : w.result.not
  return (
    <div class="table">
      <table class="result">
        <caption>{w.result.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{w.result.project}</th>
            <th scope="col" class="figure">
              {w.result.approvals}
            </th>
            <th scope="col" class="figure">
              {w.result.ofAll(counts.shouldAttend)}
            </th>
            <th scope="col" class="figure">
              {w.result.ofPresent(counts.present)}
            </th>
            {outcome !== null && <th scope="col">{w.result.verdict}</th>}
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ id, name, approvals }, i) => (
            <tr key={id} class={outcome?.elected.includes(i) === true ? 'chosen' : ''}>
              <th scope="row" lang={OF_THE_HALL}>
                {name}
              </th>
              <td class="figure">{approvals}</td>
              <td class="figure">{percent(approvals ?? 0, counts.shouldAttend)}</td>
              <td class="figure">{percent(approvals ?? 0, counts.present)}</td>
              {outcome !== null && <td>{verdict(i)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {outcome !== null && <p>{w.result.needed(outcome.needed)}</p>}
    </div>
  )
}
