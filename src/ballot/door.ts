/**
 * Who is at the box right now, in this process: ballots that are being checked. Equal copies share one check and one
 * answer, a close can wait for those that came in time, and no card takes more than its share of the work.
 */
import type { Receipt } from './model.ts'

/** Different ballots of one card that may be checked at once. An honest tablet needs one. */
const PER_CARD_MAX = 2

export class Door {
  /** Ballot → tracker → the answer that is under way. */
  readonly #inside = new Map<string, Map<string, Promise<Receipt>>>()
  readonly #cards = new Map<string, number>()

  /** Does the work of casting, or joins the equal copy that is already inside. */
  pass(uuid: string, tracker: string, work: () => Promise<Receipt>): Promise<Receipt> {
    const inside = this.#inside.get(uuid) ?? new Map<string, Promise<Receipt>>()
    this.#inside.set(uuid, inside)
    const running = inside.get(tracker)
    if (running !== undefined) return running
    const answer = work().finally(() => {
      inside.delete(tracker)
      if (inside.size === 0) this.#inside.delete(uuid)
    })
    inside.set(tracker, answer)
    return answer
  }

  /** Runs the costly check of a card's ballot; undefined, without running it, when too many of that card are checked. */
  async check<T>(uuid: string, credential: string, work: () => Promise<T>): Promise<T | undefined> {
    const card = `${uuid} ${credential}`
    const running = this.#cards.get(card) ?? 0
    if (running >= PER_CARD_MAX) return undefined
    this.#cards.set(card, running + 1)
    try {
      return await work()
    } finally {
      const left = (this.#cards.get(card) ?? 1) - 1
      if (left > 0) this.#cards.set(card, left)
      else this.#cards.delete(card)
    }
  }

  /** Resolves when those now inside have their answers, or after `msMax`: who takes longer is refused, never lost. */
  async empty(uuid: string, msMax: number): Promise<void> {
    const inside = this.#inside.get(uuid)
    if (inside === undefined) return
    let timer: NodeJS.Timeout | undefined
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, msMax)
    })
    await Promise.race([Promise.allSettled(inside.values()), tooLong])
    clearTimeout(timer)
  }
}
