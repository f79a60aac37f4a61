/** The journal that the page holds archives against: this server's, or a file. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { JournalRead } from './found.ts'
import { readJournalFile } from './service.ts'
import { ask } from './workers.ts'

export type JournalState =
  | { readonly is: 'loading' }
  /** `file`: its name, where it did not come from this server. */
  | { readonly is: 'ready'; readonly read: JournalRead; readonly file?: string }
  | { readonly is: 'failed' }

export interface Journal {
  readonly state: JournalState
  /** This server's, as it is now. */
  load(): void
  open(file: File): void
}

export function useJournal(): Journal {
  const [state, setState] = useState<JournalState>({ is: 'loading' })
  const latest = useRef(0)
  const take = useCallback((reading: Promise<Blob>, file?: string) => {
    // What was asked for last counts, whichever answers last.
    const turn = ++latest.current
    const settle = (next: JournalState): void => {
      if (turn === latest.current) setState(next)
    }
    settle({ is: 'loading' })
    reading
      .then((blob) => ask('journal', { file: blob }))
      .then(
        (read) => settle({ is: 'ready', read, ...(file === undefined ? {} : { file }) }),
        () => settle({ is: 'failed' }),
      )
  }, [])
  const load = useCallback(() => take(readJournalFile()), [take])
  const open = useCallback((file: File) => take(Promise.resolve(file), file.name), [take])
  useEffect(load, [load])
  return { state, load, open }
}
