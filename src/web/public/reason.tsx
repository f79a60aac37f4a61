import type { Proposal } from './service.ts'
import { useWords } from './words.ts'

/** By which criterion a proposal was refused, and why. */
export function Reason({ refusal }: { readonly refusal: NonNullable<Proposal['refusal']> }) {
  return (
    <p>
      {useWords().criterion[refusal.criterion]}
      <span lang="zh-CN">{refusal.reason}</span>
    </p>
  )
}
