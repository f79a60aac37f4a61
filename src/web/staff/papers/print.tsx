/** Printing one paper of a view that shows several, and saving the results as a workbook. */
import { useState } from 'preact/hooks'
import type { Sheet } from '../../../decide/paper-parts.ts'
import { usePaperWords } from './words.ts'
import { saveSheets } from '../sheets/workbook.ts'

export type Paper = 'tally-sheet' | 'announcement-paper' | 'candidate-list' | 'refused-list' | 'minutes-paper'

/** Prints this paper alone: the style sheet hides the others while `data-printing` names it. */
export function PrintButton({
  paper,
  children,
  disabled = false,
}: {
  readonly paper: Paper
  readonly children: string
  readonly disabled?: boolean
}) {
  const print = (): void => {
    const page = document.documentElement
    page.dataset['printing'] = paper
    addEventListener('afterprint', () => delete page.dataset['printing'], { once: true })
    window.print()
  }
  return (
    <button type="button" class="strong" disabled={disabled} onClick={print}>
      {children}
    </button>
  )
}

export function SaveWorkbook({ name, sheets }: { readonly name: string; readonly sheets: readonly Sheet[] }) {
  const words = usePaperWords()
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle')
  const save = async (): Promise<void> => {
    setState('saving')
    try {
      await saveSheets(name, sheets)
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <button type="button" disabled={state === 'saving'} onClick={() => void save()}>
        {state === 'saving' ? words.saving : words.saveWorkbook}
      </button>
      <span role="status">{state === 'failed' && words.saveFailed}</span>
    </>
  )
}
