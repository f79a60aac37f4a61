import { useCallback, useContext } from 'preact/hooks'
import { wanYuan, yuan } from '../shared/figures.ts'
import { useLoad } from '../shared/load.ts'
import { readVotes, type CycleView, type Vote } from './service.ts'
import { Failed, Loading } from './states.tsx'
import { Table } from './table.tsx'
import { VoteSection } from './vote.tsx'
import { LanguageContext, useWords } from './words.ts'

/** One assembly's year: its candidates, then its votes. */
export function Year({ cycle, assembly }: { readonly cycle: CycleView; readonly assembly: string }) {
  const words = useWords()
  const [votes, retry] = useLoad(useCallback(() => readVotes(cycle.id), [cycle.id]))
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
      <Candidates cycle={cycle} votes={votes.is === 'ready' ? votes.value : []} />
      {votes.is === 'loading' && <Loading />}
      {votes.is === 'failed' && <Failed error={votes.error} onRetry={retry} />}
      {votes.is === 'ready' && votes.value.length === 0 && <p class="soft">{words.noVotes}</p>}
      {votes.is === 'ready' && votes.value.map((vote) => <VoteSection key={vote.ballot} vote={vote} />)}
    </section>
  )
}

function Candidates({ cycle, votes }: { readonly cycle: CycleView; readonly votes: readonly Vote[] }) {
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

/** Ids of the candidates that an announced vote of the year has chosen. */
function chosenIn(votes: readonly Vote[]): ReadonlySet<string> {
  return new Set(
    votes.flatMap(({ state, outcome, candidates }) =>
      state === 'announced' && outcome !== null ? outcome.elected.map((i) => candidates[i]?.id ?? '') : [],
    ),
  )
}
