/** The page's side of the worker. Ending it takes everything that it was told with it. */
import type { Ask, Asks, Reply } from './seal-messages.ts'

/** The worker could not be loaded, or was ended: the same may work later. */
export class SealerGoneError extends Error {
  override readonly name = 'SealerGoneError'
}

export class Sealer {
  #worker: Worker | undefined
  #lastId = 0
  readonly #waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>()

  ask<K extends keyof Asks>(kind: K, question: Asks[K]['question']): Promise<Asks[K]['answer']> {
    const id = ++this.#lastId
    const worker = this.start()
    return new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      worker.postMessage({ id, kind, question } as Ask)
    }).then((reply) => {
      if ('error' in reply) throw new Error(reply.error)
      return reply.answer as Asks[K]['answer']
    })
  }

  /** Loads it ahead of time, while there is a network. */
  start(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(new URL('./seal-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      this.#waiting.get(data.id)?.resolve(data)
      this.#waiting.delete(data.id)
    })
    worker.addEventListener('error', () => this.#fail(new SealerGoneError()))
    this.#worker = worker
    return worker
  }

  end(): void {
    this.#fail(new SealerGoneError())
  }

  #fail(error: Error): void {
    this.#worker?.terminate()
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
