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

/** Events that a listener may leave unread: a connection that takes none is given up. */
const UNREAD_MAX = 32

/** The streams that are open in this process, so that they can be ended when it stops. */
export class OpenStreams {
  readonly #ends = new Set<() => void>()
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
   * be done when the listener has gone. Throws `TooManyListenersError`.
   */
  stream(begin: (send: (event: ServerEvent) => void) => () => void): ReadableStream<Uint8Array> {
    if (this.#stopped || this.#ends.size >= this.#listenersMax) throw new TooManyListenersError()
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
            this.#ends.delete(end)
            stop?.()
            stop = undefined
          }
          const end = (): void => {
            if (over) return
            leave?.()
            controller.close()
          }
          if (this.#stopped) return end()
          this.#ends.add(end)
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
