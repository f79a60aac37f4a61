/** Work that takes a processor: so much at once, so much waiting, and no more. */
import { FilesBusyError } from './errors.ts'

export class Lanes {
  readonly #lanes: number
  readonly #waitingMax: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor({ lanes, waitingMax }: { readonly lanes: number; readonly waitingMax: number }) {
    this.#lanes = lanes
    this.#waitingMax = waitingMax
  }

  /** Throws `FilesBusyError` at once when too many wait already: each of them is held in memory. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#lanes) {
      if (this.#waiting.length >= this.#waitingMax) throw new FilesBusyError()
      await new Promise<void>((begin) => this.#waiting.push(begin))
    } else this.#running += 1
    try {
      return await work()
    } finally {
      // The place goes straight to the next one, so that nobody slips in between.
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
    }
  }
}
