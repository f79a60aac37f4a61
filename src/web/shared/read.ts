/** Reading from the service: its answer, or an error that carries its own sentence. */
import type { Problem } from '../../http/problem.ts'
import { readRefusal, type Refusal } from './problem.ts'

/** The service said why in a sentence, or said nothing that we understand (then there is no refusal, and no title). */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
  readonly title: string | undefined
  readonly refusal: Refusal | undefined

  constructor(refusal: Refusal | undefined) {
    super(refusal?.title)
    this.title = refusal?.title
    this.refusal = refusal
  }
}

/** The body of a success; undefined where a success has none. Throws `UnreadableError` for anything else. */
export async function body<R extends { ok: boolean; status: number; json(): Promise<unknown> }>(
  answering: Promise<R>,
): Promise<Exclude<Awaited<ReturnType<R['json']>>, Problem>> {
  type Body = Exclude<Awaited<ReturnType<R['json']>>, Problem>
  let response: R
  try {
    response = await answering
    if (response.status === 204) return undefined as Body
    if (response.ok) return (await response.json()) as Body
  } catch {
    throw new UnreadableError(undefined)
  }
  throw new UnreadableError(await readRefusal(response as unknown as Response).catch(() => undefined))
}

/** The service's code for why it refused, or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof UnreadableError ? error.refusal?.code : undefined
}
