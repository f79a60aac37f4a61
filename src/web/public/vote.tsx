import { percent } from '../shared/figures.ts'
import type { Vote } from './service.ts'
import { Table } from './table.tsx'
import { useWords } from './words.ts'

/** One vote: where it stands, its counts, who has how many votes, what was decided, and the record of it. */
export function VoteSection({ vote }: { readonly vote: Vote }) {
  const words = useWords()
  const { view, outcome, announcement } = vote
  return (
    <article class="vote">
      <h3>
        {words.voteHeading[vote.reason]}
        <span class={`ballot-state is-${vote.state}`}>{words.ballotState[vote.state]}</span>
      </h3>
      {vote.state === 'open' && <p>{words.returnedSoFar(view.returned)}</p>}
      {view.voidReason !== null && (
        <p>
          {words.voidReason}
          <span lang="zh-CN">{view.voidReason}</span>
        </p>
      )}
      {outcome !== null && <Decision vote={vote} />}
      {vote.counts !== null && <Counts vote={vote} />}
      {vote.counts !== null && <Approvals vote={vote} />}
      {announcement !== null && (
        <figure class="announcement">
          <figcaption>{words.announcementHeading}</figcaption>
          <pre lang="zh-CN">{announcement}</pre>
        </figure>
      )}
      {view.fingerprint === null ? (
        // What was never sealed and is over will have no archive.
        isComing(view.state) && <p class="soft">{words.archiveNone}</p>
      ) : (
        <dl class="record">
          <div>
            <dt>{words.fingerprint}</dt>
            <dd class="code">{view.fingerprint}</dd>
          </div>
          <div>
            <dd>
              <a href={`/api/ballots/${vote.ballot}/archive.bel`} download>
                {words.archive} <span class="code">{vote.ballot}.bel</span>
              </a>
            </dd>
          </div>
        </dl>
      )}
    </article>
  )
}

function Decision({ vote }: { readonly vote: Vote }) {
  const words = useWords()
  const { outcome, candidates } = vote
  if (outcome === null) return null
  return (
    <div class="decision">
      <h4>{words.electedHeading}</h4>
      {outcome.elected.length === 0 ? (
        <p>{words.noneElected}</p>
      ) : (
        <ol lang="zh-CN">
          {outcome.elected.map((i) => (
            <li key={i}>{candidates[i]?.name}</li>
          ))}
        </ol>
      )}
      {outcome.unfilled > 0 && <p>{words.unfilled(outcome.unfilled)}</p>}
      {vote.acceptedFewerReason !== null && (
        <p>
          {words.acceptedFewer}
          <span lang="zh-CN">{vote.acceptedFewerReason}</span>
        </p>
      )}
    </div>
  )
}

const COUNTS = ['shouldAttend', 'present', 'issued', 'returned', 'valid', 'invalid', 'blank'] as const

function Counts({ vote: { counts } }: { readonly vote: Vote }) {
  const words = useWords()
  if (counts === null) return null
  return (
    <>
      <h4>{words.countsHeading}</h4>
      <dl class="counts">
        {COUNTS.map((name) => (
          <div key={name}>
            <dt>{words.counts[name]}</dt>
            <dd>{counts[name] ?? '—'}</dd>
          </div>
        ))}
      </dl>
      {counts.blank === null && <p class="soft">{words.blankUnknown}</p>}
    </>
  )
}

function Approvals({ vote }: { readonly vote: Vote }) {
  const words = useWords()
  const { candidates, counts, outcome, view } = vote
  if (counts === null) return null
  const each = view.figures?.kind === 'each' ? view.figures.options : undefined
  const verdict = (i: number): string => {
    if (outcome?.elected.includes(i) === true) return words.verdict.elected
    return outcome?.tied.includes(i) === true ? words.verdict.tied : words.verdict.not
  }
  return (
    <>
      <Table
        caption={words.approvalsHeading}
        head={[
          { label: words.project },
          { label: words.approvals, figure: true },
          ...(each === undefined
            ? []
            : [
                { label: words.against, figure: true },
                { label: words.abstained, figure: true },
              ]),
          { label: words.ofAll(counts.shouldAttend), figure: true },
          { label: words.ofPresent(counts.present), figure: true },
          ...(outcome === null ? [] : [{ label: words.result }]),
        ]}
      >
        {candidates.map(({ id, name, approvals }, i) => (
          <tr key={id} class={outcome?.elected.includes(i) === true ? 'chosen' : undefined}>
            <th scope="row" lang="zh-CN">
              {name}
            </th>
            <td class="figure">{approvals ?? '—'}</td>
            {each !== undefined && <td class="figure">{each[i]?.against}</td>}
            {each !== undefined && <td class="figure">{each[i]?.blank}</td>}
            <td class="figure">{approvals === null ? '—' : percent(approvals, counts.shouldAttend)}</td>
            <td class="figure">{approvals === null ? '—' : percent(approvals, counts.present)}</td>
            {outcome !== null && <td>{verdict(i)}</td>}
          </tr>
        ))}
      </Table>
      <p class="soft">
        {words.majority[vote.majority]}
        {outcome !== null && words.needed(outcome.needed)}
      </p>
    </>
  )
}

function isComing(state: string): boolean {
  return ['draft', 'keyed', 'carded'].includes(state)
}
