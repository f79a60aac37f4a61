/** Listens to server-sent events as a page does. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface HeardEvent {
  readonly event: string
  readonly data: { readonly version?: string; readonly now: string }
}

export interface Ear {
  readonly heard: readonly HeardEvent[]
  /** Resolves when the service ends the stream. */
  readonly ended: Promise<void>
  /** Waits until that many versions were told; fails after `withinMs`. */
  versions(count: number, withinMs?: number): Promise<readonly string[]>
  leave(): Promise<void>
}

/** Reads the body of an answer, which must be a stream of events. */
export function listen(response: Response): Ear {
  if (response.status !== 200 || response.body === null) throw new Error(`No stream: ${response.status}`)
  const heard: HeardEvent[] = []
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  const ended = (async () => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      text += decoder.decode(value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? []
        heard.push({ event, data: JSON.parse(data) as HeardEvent['data'] })
      }
    }
  })()
  const versions = (): string[] => heard.flatMap(({ data }) => data.version ?? [])
  return {
    heard,
    ended,
    versions: async (count, withinMs = 10_000) => {
      for (let waited = 0; versions().length < count; waited += 20) {
        if (waited > withinMs) throw new Error(`Only ${versions().length} versions: ${versions().join(' ')}`)
        await sleep(20)
      }
      return versions()
    },
    leave: () => reader.cancel(),
  }
}
