/**
 * Threads that check proofs, so that the server's event loop stays free and an audit uses all cores. Knows the
 * protocol and threads; knows nothing of states, rows or requests.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ResultOf, Task } from './tasks.ts'

export interface ProofPool {
  readonly threads: number
  /** Does a task on the next free thread. Rejects when the task cannot be done at all, never for what it finds. */
  run<T extends Task>(task: T): Promise<ResultOf<T>>
  close(): Promise<void>
}

/** More work waits than can be done in a reasonable time. */
export class PoolBusyError extends Error {
  override readonly name = 'PoolBusyError'
}

/** A hall has some hundred tablets; more than this is somebody else's doing. */
const WAITING_MAX = 2000

interface Job {
  readonly task: Task
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  readonly worker: Worker
  job: Job | undefined
}

/** Threads start with the first task that needs them, and do not keep the process alive while idle. */
export function openProofPool(threads = availableParallelism()): ProofPool {
  const waiting: Job[] = []
  const running = new Set<Thread>()
  let closed = false

  const assign = (thread: Thread): void => {
    const job = waiting.shift()
    thread.job = job
    if (job === undefined) {
      thread.worker.unref()
      return
    }
    thread.worker.ref()
    thread.worker.postMessage(job.task)
  }

  const start = (): void => {
    const thread: Thread = { worker: startThread(), job: undefined }
    running.add(thread)
    thread.worker.on('message', ({ result, error }: { result?: never; error?: string }) => {
      const { job } = thread
      assign(thread)
      if (error === undefined) job?.resolve(result as never)
      else job?.reject(new Error(error))
    })
    const lost = (error: Error): void => {
      // A dying thread tells twice, as an error and as an exit.
      if (!running.delete(thread)) return
      thread.job?.reject(error)
      thread.job = undefined
      if (!closed && waiting.length > 0) start()
    }
    thread.worker.on('error', lost)
    thread.worker.on('exit', () => lost(new Error('a checking thread ended')))
    assign(thread)
  }

  return {
    threads,
    run: (task) => {
      if (closed) return Promise.reject(new Error('the pool of checking threads is closed'))
      if (waiting.length >= WAITING_MAX) return Promise.reject(new PoolBusyError())
      return new Promise((resolve, reject) => {
        waiting.push({ task, resolve: resolve as (result: never) => void, reject })
        const idle = [...running].find((thread) => thread.job === undefined)
        if (idle !== undefined) assign(idle)
        else if (running.size < threads) start()
      })
    },
    close: async () => {
      closed = true
      for (const job of waiting.splice(0)) job.reject(new Error('the pool of checking threads is closed'))
      await Promise.all([...running].map(({ worker }) => worker.terminate()))
    },
  }
}

/**
 * The worker is TypeScript like everything else. A thread does not take over the loader of its parent, so it starts
 * with a line of JavaScript that registers one.
 */
function startThread(): Worker {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const worker = JSON.stringify(new URL('worker.ts', import.meta.url).href)
  const start = `import(${loader}).then(({ register }) => { register(); return import(${worker}) })`
  return new Worker(start, { eval: true, execArgv: [] })
}
