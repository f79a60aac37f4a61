/** The page's side of the worker. Ending it takes everything that it was told with it. */
import { useEffect, useMemo } from 'preact/hooks'
import type { Ask, Asks, Kind, Reply } from './worker-messages.ts'

/** What the device found and will not go on with: a sentence for the teller, "中文 / English". */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'
}

interface Waiting {
  readonly resolve: (answer: Asks[Kind]['answer']) => void
  readonly reject: (error: Error) => void
  readonly onBallots: ((ballots: number) => void) | undefined
}

export class Device {
  #worker: Worker | undefined
  #lastId = 0
  readonly #waiting = new Map<number, Waiting>()

  ask<K extends Kind>(
    kind: K,
    question: Asks[K]['question'],
    onBallots?: (ballots: number) => void,
  ): Promise<Asks[K]['answer']> {
    const id = ++this.#lastId
    const worker = this.#start()
    return new Promise<Asks[Kind]['answer']>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onBallots })
      worker.postMessage({ id, kind, question } as Ask)
    }) as Promise<Asks[K]['answer']>
  }

  end(): void {
    this.#fail(new Error('the worker was ended'))
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(new URL('./teller-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#hear(data))
    worker.addEventListener('error', ({ message }) => this.#fail(new Error(message)))
    this.#worker = worker
    return worker
  }

  #hear(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    if (waiting === undefined) return
    if ('ballots' in reply) {
      waiting.onBallots?.(reply.ballots)
      return
    }
    this.#waiting.delete(reply.id)
    if ('answer' in reply) waiting.resolve(reply.answer)
    else waiting.reject(reply.sentence ? new DeviceError(reply.error) : new Error(reply.error))
  }

  #fail(error: Error): void {
    this.#worker?.terminate()
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

/** A worker of its own for a view, gone with it. */
export function useDevice(): Device {
  const device = useMemo(() => new Device(), [])
  useEffect(() => () => device.end(), [device])
  return device
}
