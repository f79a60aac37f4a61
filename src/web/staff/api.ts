/**
 * The staff's way to the service: the typed client with the cookie of whoever is signed in. A request that finds the
 * session ended waits until the person has signed in again, and is then sent once more: nothing typed is lost.
 */
import { hc } from 'hono/client'
import type { Api } from '../../app.ts'
import { readRefusal } from '../shared/problem.ts'

/** Asks the person to sign in again; true when the same person is back, so that what was asked can be asked again. */
export type AskAgain = () => Promise<boolean>

let askAgain: AskAgain | undefined
let reached = true
const listeners = new Set<(reached: boolean) => void>()

/** Set while somebody is signed in, and taken back when they leave. */
export function whenSessionEnds(asking: AskAgain | undefined): void {
  askAgain = asking
}

/** Is told whenever the service becomes unreachable or is back. Gives back how to stop listening. */
export function onReached(listener: (reached: boolean) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function heard(now: boolean): void {
  if (now === reached) return
  reached = now
  for (const listener of listeners) listener(now)
}

async function send(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  for (;;) {
    let response: Response
    try {
      response = await fetch(input, init)
    } catch (error) {
      heard(false)
      throw error
    }
    heard(true)
    if (askAgain === undefined || response.status !== 401) return response
    const refusal = await readRefusal(response.clone()).catch(() => undefined)
    if (refusal?.code !== 'session.signInNeeded') return response
    if (!(await askAgain())) return response
  }
}

export const { api } = hc<Api>(location.origin, { fetch: send })

/** A request outside the typed client, like the archive's bytes. `path` begins with `/api`. */
export function ask(path: string, init?: RequestInit): Promise<Response> {
  return send(path, init)
}
