/** What the presidium decided in its review: its votes, and what it adjusted of the list. */
import type { Adjusted, DossierField, FieldValue, ReviewRecord } from '../../../order/model.ts'
import { wanYuan, yuan } from '../../shared/figures.ts'
import { OF_THE_HALL, useLanguage } from '../words.ts'
import { useProposalWords } from '../proposals/words.ts'
import { useMeetingWords } from './words.ts'

export function Reviewed({ review }: { readonly review: ReviewRecord }) {
  const w = useMeetingWords()
  return (
    <section aria-label={w.review.heading} class="stack">
      <p>{w.review.votes(review.for, review.against, review.abstain)}</p>
      {review.adjustments.length > 0 && (
        <ul class="adjusted">
          {review.adjustments.map((adjusted) => (
            <li key={`${adjusted.kind} ${adjusted.name}`}>
              <AdjustedText adjusted={adjusted} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** One adjustment in words: what, from what to what, and why. */
export function AdjustedText({ adjusted }: { readonly adjusted: Adjusted }) {
  const w = useMeetingWords()
  const p = useProposalWords()
  const shown = useFieldText()
  return (
    <>
      <strong>{w.review.kinds[adjusted.kind]}</strong>
      {w.colon}
      <span lang={OF_THE_HALL}>{adjusted.name}</span>
      {adjusted.kind === 'change' &&
        adjusted.fields.map(({ field, from, to }) => (
          <span key={field} class="change">
            {p.fields[field] ?? field}
            {w.colon}
            <del lang={OF_THE_HALL}>{shown(field, from)}</del>
            {' → '}
            <ins lang={OF_THE_HALL}>{shown(field, to)}</ins>
          </span>
        ))}
      <span class="change soft">
        {w.review.because}
        {adjusted.kind === 'takeOff' && `${p.criteria[adjusted.criterion]}${w.comma}`}
        <span lang={OF_THE_HALL}>{adjusted.reason}</span>
      </span>
    </>
  )
}

/** A dossier's field as people read it. */
export function useFieldText(): (field: DossierField, value: FieldValue | null) => string {
  const w = useMeetingWords()
  const language = useLanguage()
  return (field, value) => {
    if (value === null) return w.review.nothing
    if (typeof value === 'object')
      return value.map(({ sha256, title }) => `${title} (${sha256.slice(0, 8)})`).join('、')
    if (field !== 'budgetFen') return String(value)
    return w.review.money(language === 'zh' ? wanYuan(Number(value)) : yuan(Number(value)))
  }
}
