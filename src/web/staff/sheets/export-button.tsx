import type { Sheet } from '../../../decide/paper-parts.ts'
import { useAct } from '../../shared/act.ts'
import { Refused } from '../parts/states.tsx'
import { saveSheets } from './workbook.ts'

/** Saves what is on the page as a workbook. */
export function ExportButton({
  fileName,
  sheets,
  children,
}: {
  readonly fileName: string
  readonly sheets: () => readonly Sheet[]
  readonly children: string
}) {
  const save = useAct(() => saveSheets(fileName, sheets()))
  return (
    <div class="screen-only">
      <button type="button" aria-busy={save.busy} onClick={() => void save.run()}>
        {children}
      </button>
      <Refused error={save.error} />
    </div>
  )
}
