/** Waiting between tries: longer each time, cut short when the network comes back or somebody presses. */

const PAUSE_MS_MAX = 15_000

/** 1, 2, 4, 8, 15, 15, … seconds. */
export function pauseMs(attempt: number): number {
  return Math.min(1000 * 2 ** (attempt - 1), PAUSE_MS_MAX)
}

/** Sleeps that one call ends early. */
export class Pause {
  #wake: (() => void) | undefined

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        removeEventListener('online', end)
        this.#wake = undefined
        resolve()
      }
      const timer = setTimeout(end, ms)
      addEventListener('online', end)
      this.#wake = end
    })
  }

  end(): void {
    this.#wake?.()
  }
}
