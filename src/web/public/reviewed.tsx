/** What the presidium decided in its review, and what it adjusted of the list before it did. */
import { useContext } from 'preact/hooks'
import type { Adjusted, FieldValue } from '../../order/model.ts'
import { wanYuan, yuan } from '../shared/figures.ts'
import type { CycleView } from './service.ts'
import { LanguageContext, useWords } from './words.ts'

export function Reviewed({ review }: { readonly review: NonNullable<CycleView['review']> }) {
  const words = useWords()
  return (
    <>
      <p>{words.reviewed(review.for, review.against, review.abstain)}</p>
      {review.adjustments.length > 0 && (
        <details class="not-listed">
          <summary>{words.adjustedHeading(review.adjustments.length)}</summary>
          <ul>
            {review.adjustments.map((adjusted) => (
              <li key={`${adjusted.kind} ${adjusted.name}`}>
                {words.adjusted[adjusted.kind]}
                <b lang="zh-CN">{adjusted.name}</b>
                <Fields adjusted={adjusted} />
                <p>
                  {adjusted.kind === 'takeOff' ? words.criterion[adjusted.criterion] : words.because}
                  <span lang="zh-CN">{adjusted.reason}</span>
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Fields({ adjusted }: { readonly adjusted: Adjusted }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  if (adjusted.kind !== 'change') return null
  const shown = (field: string, value: FieldValue | null): string => {
    if (value === null) return words.noValue
    if (typeof value === 'object')
      return value.map(({ sha256, title }) => `${title} (${sha256.slice(0, 8)})`).join('、')
    if (field !== 'budgetFen') return String(value)
    return words.money(language === 'zh' ? wanYuan(Number(value)) : yuan(Number(value)))
  }
  return adjusted.fields.map(({ field, from, to }) => (
    <p key={field}>
      {words.field(field)}
      <del lang="zh-CN">{shown(field, from)}</del>
      {' → '}
      <ins lang="zh-CN">{shown(field, to)}</ins>
    </p>
  ))
}
