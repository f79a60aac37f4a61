/** Somebody at work through the real HTTP API, from Node: a typed client that keeps its cookie as a browser does. */
import { createHash } from 'node:crypto'
import { hc } from 'hono/client'
import type { Api } from '../app.ts'
import type { Problem } from '../http/problem.ts'

export type Client = ReturnType<typeof hc<Api>>

/** The service refused; the message is the sentence that it gave. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, sentence: string) {
    super(sentence)
    this.status = status
    this.code = code
  }
}

export interface Person {
  readonly client: Client
  /** A request outside the typed client, like casting raw bytes. `path` begins with `/api`. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

export function newPerson(url: string): Person {
  let cookie: string | undefined
  const send = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookie !== undefined) headers.set('cookie', cookie)
    const response = await fetch(input, { ...init, headers })
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = set.split(';')[0]
    return response
  }
  return { client: hc<Api>(url, { fetch: send }), fetch: (path, init) => send(`${url}${path}`, init) }
}

/** The body of a success; throws `RefusedError` with the service's own sentence otherwise. */
export async function done<R extends { ok: boolean; status: number; json(): Promise<unknown> }>(
  answering: Promise<R>,
): Promise<Exclude<Awaited<ReturnType<R['json']>>, Problem>> {
  const response = await answering
  const body = await response.json()
  if (!response.ok) {
    const { title, detail, code } = body as { title?: string; detail?: string; code?: string }
    throw new RefusedError(response.status, code ?? '', [title, detail].filter(Boolean).join(': '))
  }
  return body as Exclude<Awaited<ReturnType<R['json']>>, Problem>
}

/** Sends a file; `folder` is where those of its kind are. What shows it afterwards names the digest that it was kept under. */
export async function sendFile(
  person: Person,
  folder: string,
  bytes: Uint8Array,
  title: string,
): Promise<{ sha256: string; title: string }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const response = person.fetch(`${folder}/${sha256}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  })
  // A picture is kept under another digest than it was sent with.
  const kept = (await done(response)) as { sha256: string }
  return { sha256: kept.sha256, title }
}
