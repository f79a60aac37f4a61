/** Server-sent events: answers that stay open until the listener goes, or until the service stops. */
import { DomainError } from '../errors.ts'

export interface ServerEvent {
  readonly event: string
  readonly data: unknown
}

export class TooManyListenersError extends DomainError {
  readonly kind = 'unavailable'
  readonly code = 'http.tooManyListeners'
  readonly title = '连接太多，页面会自动再试 / Too many pages are listening: this one tries again by itself'

  constructor() {
    super(undefined, { retryAfterSeconds: 5 })
  }
}

/** A hall of tablets, the staff and the big screen, many times over. */
const LISTENERS_MAX = 2000

/**
 * Of these one address may hold half: a hall behind one line has room many times over, and whoever takes all that a
 * line can have still leaves the other half to everybody else.
 */
const SHARE_OF_ONE = 1 / 2

/** Events that a listener may leave unread: a connection that takes none is given up. */
const UNREAD_MAX = 32

/** The streams that are open in this process, so that they can be ended when it stops. */
export class OpenStreams {
  readonly #ends = new Set<() => void>()
  /** How many each address holds, for as long as it holds any. */
  readonly #held = new Map<string, number>()
  readonly #listenersMax: number
  #stopped = false

  constructor(listenersMax = LISTENERS_MAX) {
    this.#listenersMax = listenersMax
  }

  get size(): number {
    return this.#ends.size
  }

  /**
   * A stream of events for the body of an answer. `begin` is called when somebody begins to read, and gives what is to
   * be done when the listener has gone. `from` is who listens, as far as it is known. Throws `TooManyListenersError`.
   */
  stream(
    begin: (send: (event: ServerEvent) => void) => () => void,
    from: string,
  ): ReadableStream<Uint8Array> {
    if (this.#stopped || this.#isFull(from)) throw new TooManyListenersError()
    const encoder = new TextEncoder()
    let leave: (() => void) | undefined
    return new ReadableStream<Uint8Array>(
      {
        // Not at once: the answer to HEAD has a body that nobody reads, and nobody would ever end.
        pull: (controller) => {
          if (leave !== undefined) return
          let stop: (() => void) | undefined
          let over = false
          leave = () => {
            over = true
            if (this.#ends.delete(end)) this.#hold(from, -1)
            stop?.()
            stop = undefined
          }
          const end = (): void => {
            if (over) return
            leave?.()
            controller.close()
          }
          // Asked once more: many may have been promised a stream before the first of them begins to read.
          if (this.#stopped || this.#isFull(from)) return end()
          this.#ends.add(end)
          this.#hold(from, 1)
          stop = begin(({ event, data }) => {
            if (over) return
            controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
            if ((controller.desiredSize ?? 0) < -UNREAD_MAX) end()
          })
        },
        cancel: () => leave?.(),
      },
      { highWaterMark: 0 },
    )
  }

  #isFull(from: string): boolean {
    const ofOne = Math.max(1, Math.floor(this.#listenersMax * SHARE_OF_ONE))
    return this.#ends.size >= this.#listenersMax || (this.#held.get(from) ?? 0) >= ofOne
  }

  #hold(from: string, more: 1 | -1): void {
    const held = (this.#held.get(from) ?? 0) + more
    if (held > 0) this.#held.set(from, held)
    else this.#held.delete(from)
  }

  /** Ends every stream, and takes no new one. */
  stop(): void {
    this.#stopped = true
    for (const end of this.#ends) end()
  }
}

/** Proxies on the way must not collect the events before they pass them on. */
export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=UTF-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
} as const
