/** The year's candidates with their dossiers, where each came from, and how the vote came out for it. */
import { useContext } from 'preact/hooks'
import { AttachmentLinks } from '../shared/attachments.tsx'
import { wanYuan, yuan } from '../shared/figures.ts'
import { OriginOf } from './origin.tsx'
import type { CycleView, Proposal, Reserved, Vote } from './service.ts'
import { Table } from './table.tsx'
import { LanguageContext, useWords } from './words.ts'

interface CandidatesProps {
  readonly cycle: CycleView
  readonly votes: readonly Vote[]
  readonly proposals: readonly Proposal[]
  readonly reserve: readonly Reserved[]
}

export function Candidates({ cycle, votes, proposals, reserve }: CandidatesProps) {
  const words = useWords()
  const language = useContext(LanguageContext)
  if (cycle.candidates.length === 0) return null
  const chosen = chosenIn(votes)
  const settled = chosen.size > 0 || reserve.length > 0
  const resultOf = (id: string): string => {
    const votesFor = chosen.get(id)
    if (votesFor !== undefined) return words.chosen(votesFor)
    const kept = reserve.find(({ candidateId }) => candidateId === id)
    return kept === undefined ? words.notSettled : words.reserved(kept.approvals)
  }
  return (
    <Table
      stacked
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
      {cycle.candidates.map((candidate, i) => (
        <tr key={candidate.id} role="row" class={chosen.has(candidate.id) ? 'chosen' : undefined}>
          <td role="cell" class="figure number">
            {i + 1}
          </td>
          <th role="rowheader" scope="row" lang="zh-CN">
            {candidate.name}
            <span class="content">{candidate.content}</span>
            <AttachmentLinks
              label={words.attachmentsHeading}
              at={`/api/order/cycles/${cycle.id}/candidates/${candidate.id}/attachments`}
              attachments={candidate.attachments}
              files={cycle.files}
            />
            <OriginOf proposal={proposals.find(({ candidateId }) => candidateId === candidate.id)} />
          </th>
          <td role="cell" data-label={words.place} lang="zh-CN">
            <span>{candidate.place}</span>
          </td>
          <td role="cell" data-label={words.amount} class="figure">
            <span>
              {language === 'zh' ? wanYuan(candidate.budgetFen) : yuan(candidate.budgetFen)}
              {candidate.funding !== undefined && (
                <span class="content">
                  {words.funding}
                  <span lang="zh-CN">{candidate.funding}</span>
                </span>
              )}
            </span>
          </td>
          <td role="cell" data-label={words.unit} lang="zh-CN">
            <span>{candidate.responsibleUnit}</span>
          </td>
          <td role="cell" data-label={words.finishBy} class="date">
            <span>
              {candidate.finishBy}
              {candidate.startBy !== undefined && (
                <span class="content">{words.startBy(candidate.startBy)}</span>
              )}
            </span>
          </td>
          {settled && (
            <td role="cell" data-label={words.result}>
              <span>{resultOf(candidate.id)}</span>
            </td>
          )}
        </tr>
      ))}
    </Table>
  )
}

/** The votes of those candidates that an announced vote of the year has chosen, by their ids. */
function chosenIn(votes: readonly Vote[]): ReadonlyMap<string, number> {
  return new Map(
    votes.flatMap(({ state, outcome, candidates }) =>
      state === 'announced' && outcome !== null
        ? outcome.elected.map((i) => [candidates[i]?.id ?? '', candidates[i]?.approvals ?? 0] as const)
        : [],
    ),
  )
}
