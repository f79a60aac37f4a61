import { useAct } from '../../shared/act.ts'
import { readRefusal } from '../../shared/problem.ts'
import { UnreadableError } from '../../shared/read.ts'
import { ask } from '../api.ts'
import { Refused } from '../parts/states.tsx'
import { useSheetWords } from './words.ts'

/** Saves a file that the service writes. What breaks off on the way is not saved as if it were whole. */
export function DownloadButton({
  path,
  fileName,
  children,
}: {
  readonly path: string
  readonly fileName: string
  readonly children: string
}) {
  const w = useSheetWords()
  const act = useAct(async () => save(await fileAt(path), fileName))
  return (
    <div class="screen-only">
      <button type="button" aria-busy={act.busy} onClick={() => void act.run()}>
        {children}
      </button>
      <span role="status">{act.busy && ` ${w.writing}`}</span>
      <Refused error={act.error} />
    </div>
  )
}

async function fileAt(path: string): Promise<Blob> {
  const response = await ask(path).catch(() => undefined)
  const file = response?.ok === true ? await response.blob().catch(() => undefined) : undefined
  if (file !== undefined) return file
  throw new UnreadableError(
    response === undefined ? undefined : await readRefusal(response).catch(() => undefined),
  )
}

function save(file: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = fileName
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
