/** What stands at the top of a sheet of paper and nowhere else: whose it is, what was asked for, when it was printed. */
import type { ComponentChildren } from 'preact'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'

export function PaperHeading({ children }: { readonly children?: ComponentChildren }) {
  const { assembly } = useMe()
  const words = useWords()
  return (
    <div class="paper-only paper-heading">
      <p>
        <span lang={OF_THE_HALL}>{assembly.name}</span> ·{' '}
        {words.printedOn(new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }))}
      </p>
      {children}
    </div>
  )
}
