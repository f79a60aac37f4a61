/** The verifications that were asked for, one running at a time. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Progress, Verified } from './found.ts'
import { readArchive } from './service.ts'
import { verify } from './workers.ts'

export type Source =
  { readonly is: 'file'; readonly file: Blob } | { readonly is: 'server'; readonly uuid: string }

export interface Wanted {
  readonly name: string
  readonly source: Source
}

export interface Audit extends Wanted {
  readonly id: number
  readonly state: AuditState
}

export type AuditState =
  | { readonly is: 'waiting' }
  | { readonly is: 'fetching'; readonly bytes: number }
  | { readonly is: 'verifying'; readonly size: number; readonly progress?: Progress }
  | { readonly is: 'done'; readonly file: Blob; readonly verified: Verified }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed'; readonly why: 'fetch' | 'read' }

export interface Audits {
  readonly list: readonly Audit[]
  add(wanted: readonly Wanted[]): void
  cancel(id: number): void
  again(id: number): void
  remove(id: number): void
}

export function useAudits(): Audits {
  const [list, setList] = useState<readonly Audit[]>([])
  const running = useRef<{ readonly id: number; readonly controller: AbortController }>(undefined)
  const lastId = useRef(0)

  const change = useCallback((id: number, state: AuditState) => {
    setList((all) => all.map((audit) => (audit.id === id ? { ...audit, state } : audit)))
  }, [])

  useEffect(() => {
    const next = list.find(({ state }) => state.is === 'waiting')
    if (running.current !== undefined || next === undefined) return
    const controller = new AbortController()
    running.current = { id: next.id, controller }
    void (async () => {
      const end = await run(next.source, controller.signal, (state) => change(next.id, state))
      running.current = undefined
      change(next.id, end)
    })()
  }, [list, change])

  const cancel = useCallback(
    (id: number) => {
      if (running.current?.id === id) running.current.controller.abort()
      else change(id, { is: 'cancelled' })
    },
    [change],
  )
  const add = useCallback((wanted: readonly Wanted[]) => {
    const fresh = wanted.map((each) => ({
      ...each,
      id: ++lastId.current,
      state: { is: 'waiting' } as const,
    }))
    setList((all) => [...fresh, ...all])
  }, [])
  const again = useCallback((id: number) => change(id, { is: 'waiting' }), [change])
  const remove = useCallback((id: number) => {
    if (running.current?.id === id) running.current.controller.abort()
    setList((all) => all.filter((audit) => audit.id !== id))
  }, [])
  return { list, add, cancel, again, remove }
}

/** Runs to the end, whatever happens; tells what it is doing, and gives back how it ended. */
async function run(
  source: Source,
  signal: AbortSignal,
  tell: (state: AuditState) => void,
): Promise<AuditState> {
  let why: 'fetch' | 'read' = 'fetch'
  try {
    let file: Blob
    if (source.is === 'server') {
      tell({ is: 'fetching', bytes: 0 })
      file = await readArchive(source.uuid, signal, (bytes) => tell({ is: 'fetching', bytes }))
    } else {
      ;({ file } = source)
    }
    why = 'read'
    const { size } = file
    tell({ is: 'verifying', size })
    const verified = await verify(file, {
      signal,
      onProgress: (progress) => tell({ is: 'verifying', size, progress }),
    })
    return { is: 'done', file, verified }
  } catch {
    return signal.aborted ? { is: 'cancelled' } : { is: 'failed', why }
  }
}
