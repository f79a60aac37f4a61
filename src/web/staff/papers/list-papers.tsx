/** The papers of the presidium's review: the candidates with their dossiers, to be signed, and what was not taken up. */
import { useCallback } from 'preact/hooks'
import type { Candidate } from '../../../order/model.ts'
import { wanYuan } from '../../shared/figures.ts'
import { zh as meeting } from '../meeting/strings.zh.ts'
import { arithmetic } from '../meeting/rule-words.ts'
import { Heading } from '../parts/heading.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { readProposalsOfYear, type CycleView, type Proposal } from '../proposals/service.ts'
import { zh as screening } from '../proposals/strings.zh.ts'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { PrintButton } from './print.tsx'
import { usePaperWords } from './words.ts'

/** Lines for those who sign: the executive chairs, and who kept the record. */
const SIGNATURES = ['主席团执行主席', '主席团执行主席', '主席团成员', '大会秘书']

export function ListPapers({ cycleId }: { readonly cycleId: string }) {
  const words = usePaperWords()
  const read = useCallback(() => readProposalsOfYear(cycleId), [cycleId])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const { cycle, proposals } = loaded.value
  return (
    <div class="papers">
      <div class="papers-bar">
        <Heading>{words.listHeading(cycle.year)}</Heading>
        <p>
          <a href={linkTo.meeting(cycleId)}>{words.back}</a>
        </p>
        <p>{cycle.shortlist.fixed ? words.listFixed : words.listDraft}</p>
        <div class="papers-buttons">
          <PrintButton paper="candidate-list">{words.printList}</PrintButton>
          <PrintButton paper="refused-list">{words.printRefused}</PrintButton>
        </div>
      </div>
      <CandidateList cycle={cycle} proposals={proposals} />
      <RefusedList cycle={cycle} proposals={proposals} />
    </div>
  )
}

interface PaperProps {
  readonly cycle: CycleView
  readonly proposals: readonly Proposal[]
}

function CandidateList({ cycle, proposals }: PaperProps) {
  const { year, rule, shortlist, candidates, review, shortfallReason } = cycle
  const originOf = (id: string) => proposals.find(({ candidateId }) => candidateId === id)?.origin
  return (
    <article class="paper candidate-list" lang={OF_THE_HALL} aria-label="候选项目名单">
      <h2>
        <span>{useMe().assembly.name}</span>
        <span>
          {year} 年民生实事项目候选名单{shortlist.fixed ? '' : '（草案）'}
        </span>
      </h2>
      <p>
        {meeting.list.sum(shortlist)}
        {meeting.list.asks(arithmetic(meeting, rule), shortlist.candidates, shortlist.required)}
      </p>
      {shortfallReason !== null && <p>{meeting.list.shortfall(shortfallReason)}</p>}
      {review !== null && (
        <>
          <p>{meeting.review.votes(review.for, review.against, review.abstain)}</p>
          {review.adjustments.map(({ kind, name, reason }) => (
            <p key={`${kind} ${name}`}>
              审议中{meeting.review.kinds[kind]}：{name}；理由：{reason}
            </p>
          ))}
        </>
      )}
      {candidates.length === 0 && <p>{meeting.list.none}</p>}
      {candidates.map((candidate, i) => (
        <section key={candidate.id} class="dossier">
          <h3>
            {i + 1}. {candidate.name}
          </h3>
          <Dossier candidate={candidate} origin={originOf(candidate.id)} />
        </section>
      ))}
      <Signatures />
    </article>
  )
}

function Dossier({
  candidate,
  origin,
}: {
  readonly candidate: Candidate
  readonly origin: Proposal['origin'] | undefined
}) {
  const { category, place, responsibleUnit, budgetFen, funding, startBy, finishBy, content } = candidate
  const facts: readonly (readonly [name: string, value: string, long?: boolean])[] = [
    ['类别', category],
    ['责任单位', responsibleUnit],
    ['投资额', `${wanYuan(budgetFen)} 万元`],
    ['资金来源', funding ?? '—'],
    ['开工日期', startBy ?? '—'],
    ['完成日期', finishBy],
    ['地点', place, true],
    ['建设内容', content, true],
    [
      '诉求来源',
      origin === undefined
        ? '—'
        : `${screening.origin(origin.demands, origin.byChannel.reception, origin.byChannel.visit, origin.byChannel.online)}${origin.byGrid.length === 0 ? '' : `；${origin.byGrid.map(({ name, demands }) => `${name} ${demands} 条`).join('、')}`}`,
      true,
    ],
    ...(candidate.attachments === undefined
      ? []
      : [['附件', candidate.attachments.map(({ title }) => title).join('；'), true] as const]),
    ...(candidate.dossierDigest === null ? [] : [['封存摘要', candidate.dossierDigest, true] as const]),
  ]
  return (
    <dl class="paper-facts">
      {facts.map(([name, value, long = false]) => (
        <div key={name} class={long ? '' : 'is-short'}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function RefusedList({ cycle, proposals }: PaperProps) {
  const refused = proposals.filter(({ state }) => state === 'refused')
  return (
    <article class="paper refused-list" lang={OF_THE_HALL} aria-label="没有采纳的项目建议">
      <h2>
        <span>{useMe().assembly.name}</span>
        <span>{cycle.year} 年没有采纳的项目建议</span>
      </h2>
      {refused.length === 0 ? (
        <p>没有不予采纳的项目建议。</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">项目建议</th>
              <th scope="col">诉求</th>
              <th scope="col">不符合的标准和理由</th>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ id, name, origin, refusal }, i) => (
              <tr key={id}>
                <td class="figure">{i + 1}</td>
                <th scope="row">{name}</th>
                <td class="figure">{origin.demands} 条</td>
                <td class="is-long">
                  {refusal !== null &&
                    screening.refused(screening.criteria[refusal.criterion], refusal.reason)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Signatures />
    </article>
  )
}

function Signatures() {
  return (
    <>
      <div class="signatures">
        {SIGNATURES.map((who, i) => (
          <p key={i}>
            {who}（签名）：
            <span class="signature" />
          </p>
        ))}
      </div>
      <p class="signing-date">年　　　月　　　日</p>
    </>
  )
}
