/**
 * The one draft that a tablet keeps, locked under its card's code: written after every mark, in order, until it is wiped.
 * Knows neither code nor content: it is given the bytes.
 */
import { inStores } from './store.ts'

const KEY = 'draft'
/** A card whose holder has not come back by then finds an empty ballot, and nothing is lost but some marks. */
export const DRAFT_MS_MAX = 2 * 3600_000

interface Row {
  readonly key: typeof KEY
  readonly box: Uint8Array
  readonly at: number
}

export class DraftKeeper {
  /** What is written comes after what was written before, and nothing comes after a wipe that was begun before it. */
  #last: Promise<unknown> = Promise.resolve()
  #epoch = 0

  /** Where it cannot be written the voter goes on all the same: a draft is a comfort, a sealed ballot is not. */
  save(lock: () => Promise<Uint8Array>): void {
    const epoch = this.#epoch
    this.#last = this.#last.then(() => this.#write(epoch, lock)).catch(() => undefined)
  }

  async #write(epoch: number, lock: () => Promise<Uint8Array>): Promise<void> {
    if (epoch !== this.#epoch) return
    const row: Row = { key: KEY, box: await lock(), at: Date.now() }
    if (epoch !== this.#epoch) return
    await inStores(['draft'], 'readwrite', (transaction) => transaction.objectStore('draft').put(row))
  }

  /** Resolves when everything is written. */
  async settle(): Promise<void> {
    await this.#last
  }

  /** From now on nothing is written that was not yet; resolves when nothing can be any more. */
  async stop(): Promise<void> {
    this.#epoch += 1
    await this.#last
  }

  async wipe(): Promise<void> {
    this.#epoch += 1
    this.#last = this.#last
      .then(() => inStores(['draft'], 'readwrite', (transaction) => transaction.objectStore('draft').clear()))
      .catch(() => undefined)
    await this.#last
  }

  /** The kept draft, if it is not too old; one that is goes. */
  async load(): Promise<Uint8Array | undefined> {
    await this.#last
    const row = await inStores(
      ['draft'],
      'readonly',
      (transaction) => transaction.objectStore('draft').get(KEY) as IDBRequest<Row | undefined>,
    ).catch(() => undefined)
    if (row === undefined) return undefined
    const age = Date.now() - row.at
    if (age >= 0 && age <= DRAFT_MS_MAX) return row.box
    await this.wipe()
    return undefined
  }
}
