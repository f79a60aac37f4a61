import { useCallback, useContext } from 'preact/hooks'
import { wanYuan, yuan } from '../shared/figures.ts'
import { LANGUAGE_TAG } from '../shared/language.ts'
import { useLoad } from '../shared/load.ts'
import { Reason } from './reason.tsx'
import { readProposals, readVotes, type CycleView, type Proposal, type Vote } from './service.ts'
import { Failed, Loading } from './states.tsx'
import { Table } from './table.tsx'
import { VoteSection } from './vote.tsx'
import { LanguageContext, useWords } from './words.ts'

/** One assembly's year: its candidates, then its votes. */
export function Year({ cycle, assembly }: { readonly cycle: CycleView; readonly assembly: string }) {
  const words = useWords()
  const [votes, retry] = useLoad(useCallback(() => readVotes(cycle.id), [cycle.id]))
  const [proposals, retryProposals] = useLoad(useCallback(() => readProposals(cycle.id), [cycle.id]))
  const { shortlist } = cycle
  return (
    <section class="year">
      <h2>{words.yearHeading(cycle.year, assembly)}</h2>
      <p>
        {!cycle.ruleAdopted && words.ruleNotAdopted}
        {shortlist.fixed
          ? words.shortlist(shortlist.seats, shortlist.candidates, shortlist.actualRatio)
          : words.listOpen}
      </p>
      {cycle.shortfallReason !== null && (
        <p>
          {words.shortfallReason}
          <span lang="zh-CN">{cycle.shortfallReason}</span>
        </p>
      )}
      <Candidates
        cycle={cycle}
        votes={votes.is === 'ready' ? votes.value : []}
        proposals={proposals.is === 'ready' ? proposals.value : []}
      />
      {proposals.is === 'failed' && <Failed error={proposals.error} onRetry={retryProposals} />}
      {proposals.is === 'ready' && <NotListed proposals={proposals.value} />}
      {votes.is === 'loading' && <Loading />}
      {votes.is === 'failed' && <Failed error={votes.error} onRetry={retry} />}
      {votes.is === 'ready' && votes.value.length === 0 && <p class="soft">{words.noVotes}</p>}
      {votes.is === 'ready' && votes.value.map((vote) => <VoteSection key={vote.ballot} vote={vote} />)}
    </section>
  )
}

function Candidates({
  cycle,
  votes,
  proposals,
}: {
  readonly cycle: CycleView
  readonly votes: readonly Vote[]
  readonly proposals: readonly Proposal[]
}) {
  const words = useWords()
  const language = useContext(LanguageContext)
  if (cycle.candidates.length === 0) return <p class="soft">{words.noCandidates}</p>
  const chosen = chosenIn(votes)
  const settled = chosen.size > 0
  return (
    <Table
      caption={words.candidatesHeading}
      head={[
        { label: words.number, figure: true },
        { label: words.project },
        { label: words.place },
        { label: words.amount, figure: true },
        { label: words.unit },
        { label: words.finishBy },
        ...(settled ? [{ label: words.result }] : []),
      ]}
    >
      {cycle.candidates.map((candidate) => (
        <tr key={candidate.id} class={chosen.has(candidate.id) ? 'chosen' : undefined}>
          <td class="figure">{candidate.position + 1}</td>
          <th scope="row" lang="zh-CN">
            {candidate.name}
            <span class="content">{candidate.content}</span>
            <Origin proposal={proposals.find(({ candidateId }) => candidateId === candidate.id)} />
          </th>
          <td lang="zh-CN">{candidate.place}</td>
          <td class="figure">
            {language === 'zh' ? wanYuan(candidate.budgetFen) : yuan(candidate.budgetFen)}
          </td>
          <td lang="zh-CN">{candidate.responsibleUnit}</td>
          <td class="date">{candidate.finishBy}</td>
          {settled && <td>{chosen.has(candidate.id) ? words.chosen : words.notChosen}</td>}
        </tr>
      ))}
    </Table>
  )
}

/** From how many demands it came, and which way they came in. */
function Origin({ proposal }: { readonly proposal: Proposal | undefined }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  if (proposal === undefined || proposal.origin.demands === 0) return null
  const { demands, byChannel } = proposal.origin
  const channels = (['reception', 'visit', 'online'] as const).filter((channel) => byChannel[channel] > 0)
  return (
    <span class="content" lang={LANGUAGE_TAG[language]}>
      {words.origin(
        demands,
        channels.map((channel) => words.channel[channel](byChannel[channel])),
      )}
    </span>
  )
}

/** What was proposed and refused: by which criterion, and why. */
function NotListed({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const words = useWords()
  const refused = proposals.filter(({ refusal }) => refusal !== null)
  if (refused.length === 0) return null
  return (
    <details class="not-listed">
      <summary>{words.notListed(refused.length)}</summary>
      <ul>
        {refused.map((proposal) => (
          <li key={proposal.id}>
            <b lang="zh-CN">{proposal.name}</b> <Origin proposal={proposal} />
            {proposal.refusal !== null && <Reason refusal={proposal.refusal} />}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Ids of the candidates that an announced vote of the year has chosen. */
function chosenIn(votes: readonly Vote[]): ReadonlySet<string> {
  return new Set(
    votes.flatMap(({ state, outcome, candidates }) =>
      state === 'announced' && outcome !== null ? outcome.elected.map((i) => candidates[i]?.id ?? '') : [],
    ),
  )
}
