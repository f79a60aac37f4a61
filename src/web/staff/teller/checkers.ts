/** A few workers that check ballots side by side, for as long as one verification lasts. */
import type { Problem, VerifyOptions } from '../../../protocol/index.ts'
import type { CheckAsk } from './worker-messages.ts'

const WORKERS_MIN = 2
const WORKERS_MAX = 4

export interface Checkers {
  readonly verify: VerifyOptions
  end(): void
}

/** Undefined where a worker cannot have workers: then the ballots are checked one after the other. */
export function startCheckers(): Checkers | undefined {
  if (typeof Worker === 'undefined') return undefined
  const count = Math.min(WORKERS_MAX, Math.max(WORKERS_MIN, navigator.hardwareConcurrency ?? WORKERS_MIN))
  const waiting = new Map<
    number,
    { resolve: (problems: readonly Problem[]) => void; reject: (error: Error) => void }
  >()
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; problems: Problem[] }>) => {
      waiting.get(data.id)?.resolve(data.problems)
      waiting.delete(data.id)
    })
    worker.addEventListener('error', (event) => {
      for (const { reject } of waiting.values())
        reject(new Error(`a checking worker failed: ${event.message}`))
      waiting.clear()
    })
    return worker
  })
  let lastId = 0
  const check = (electionText: string, ballotText: string): Promise<readonly Problem[]> =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      const ask: CheckAsk = { id, electionText, ballotText }
      workers[id % count]?.postMessage(ask)
    })
  return {
    verify: {
      parallel: count * 2,
      checkBallots: (electionText) => (ballotText) => check(electionText, ballotText),
    },
    end: () => {
      for (const worker of workers) worker.terminate()
    },
  }
}
