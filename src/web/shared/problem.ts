/** What the service says when it refuses (RFC 9457), as far as pages look at it. */
import type { InputIssue } from '../../errors.ts'

export interface Refusal {
  /** `stage.whatIsWrong`. */
  readonly code: string
  /** A sentence in Chinese and English: see `sentenceIn`. */
  readonly title: string
  readonly status: number
  /** More of it, where there is more to say. */
  readonly detail?: string
  /** What is wrong with what was sent: a JSON pointer and a sentence for each. */
  readonly issues?: readonly InputIssue[]
  /** Everything that was said, figures of the failure included. */
  readonly facts?: Readonly<Record<string, unknown>>
}

/** The refusal in an answer, or undefined if this is not our service speaking (a proxy, a portal of the Wi-Fi). */
export async function readRefusal(response: Response): Promise<Refusal | undefined> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return undefined
  const facts = (await response.json()) as Readonly<Record<string, unknown>>
  const { code, title, detail, issues } = facts
  if (typeof code !== 'string' || typeof title !== 'string') return undefined
  return {
    code,
    title,
    status: response.status,
    facts,
    ...(typeof detail === 'string' ? { detail } : {}),
    ...(Array.isArray(issues) ? { issues: issues as readonly InputIssue[] } : {}),
  }
}
