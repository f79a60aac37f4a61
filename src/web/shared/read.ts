/** Reading from the service: its answer, or an error that carries its own sentence. */
import type { Problem } from '../../http/problem.ts'
import { readRefusal } from './problem.ts'

/** The service said why in a sentence, or said nothing that we understand (then `title` is undefined). */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
  readonly title: string | undefined

  constructor(title: string | undefined) {
    super(title)
    this.title = title
  }
}

/** The body of a success. Throws `UnreadableError` for anything else. */
export async function body<R extends { ok: boolean; json(): Promise<unknown> }>(
  answering: Promise<R>,
): Promise<Exclude<Awaited<ReturnType<R['json']>>, Problem>> {
  let response: R
  try {
    response = await answering
    if (response.ok) return (await response.json()) as Exclude<Awaited<ReturnType<R['json']>>, Problem>
  } catch {
    throw new UnreadableError(undefined)
  }
  const refusal = await readRefusal(response as unknown as Response).catch(() => undefined)
  throw new UnreadableError(refusal?.title)
}
