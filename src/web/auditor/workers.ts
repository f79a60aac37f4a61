/** The page's side of its workers: each question gets a worker of its own, which ends with the answer. */
// oxlint-disable-next-line import/default -- the build answers with the address of the script
import verifierUrl from './verifier.ts?worker&url'
import type { Progress, Verified } from './found.ts'
import type { Asks, CheckHere, Reply } from './messages.ts'

/** The script of the workers, which a saved report embeds. */
export { verifierUrl }

const CHECKERS_MAX = 8
/** A small archive is checked before many workers have loaded. */
const BYTES_PER_CHECKER = 100_000

/** A worker could not be loaded, or ended before its answer. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError'
}

export interface AskOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Verifies a file, its ballots in as many workers as the device has cores. Ending it early ends all of them. */
export async function verify(file: Blob, options: AskOptions = {}): Promise<Verified> {
  const cores = Math.min(navigator.hardwareConcurrency || 1, CHECKERS_MAX)
  const channels = Array.from(
    { length: Math.min(cores, 1 + Math.floor(file.size / BYTES_PER_CHECKER)) },
    () => new MessageChannel(),
  )
  const lost = new AbortController()
  const checkers = channels.map(({ port2 }) => {
    const checker = start()
    checker.addEventListener('error', () => lost.abort(new WorkerLostError()))
    checker.postMessage({ kind: 'check', port: port2 } satisfies CheckHere, [port2])
    return checker
  })
  try {
    const ports = channels.map(({ port1 }) => port1)
    const signal = options.signal === undefined ? lost.signal : anyOf(options.signal, lost.signal)
    return await ask('verify', { file, checkers: ports }, { ...options, signal }, ports)
  } finally {
    for (const checker of checkers) checker.terminate()
  }
}

/** Asks a worker of its own. Rejects with the signal's reason when it is aborted. */
export function ask<K extends keyof Asks>(
  kind: K,
  question: Asks[K]['question'],
  { signal, onProgress }: AskOptions = {},
  transfer: Transferable[] = [],
): Promise<Asks[K]['answer']> {
  const worker = start()
  return new Promise<Asks[K]['answer']>((resolve, reject) => {
    if (signal?.aborted === true) reject(signal.reason as Error)
    signal?.addEventListener('abort', () => reject(signal.reason as Error))
    worker.addEventListener('error', () => reject(new WorkerLostError()))
    worker.addEventListener('message', ({ data }: MessageEvent<Reply<K>>) => {
      if ('progress' in data) onProgress?.(data.progress)
      else if ('error' in data) reject(new Error(data.error))
      else resolve(data.answer)
    })
    worker.postMessage({ kind, question }, transfer)
  }).finally(() => worker.terminate())
}

function start(): Worker {
  return new Worker(verifierUrl, { type: 'module' })
}

/** `AbortSignal.any`, which is younger than many tablets. */
function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const either = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) either.abort(signal.reason)
    signal.addEventListener('abort', () => either.abort(signal.reason))
  }
  return either.signal
}
