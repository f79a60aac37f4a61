/** What the service says when it refuses (RFC 9457), as far as pages look at it. */
export interface Refusal {
  /** `stage.whatIsWrong`. */
  readonly code: string
  /** A sentence in Chinese and English: see `sentenceIn`. */
  readonly title: string
  readonly status: number
}

/** The refusal in an answer, or undefined if this is not our service speaking (a proxy, a portal of the Wi-Fi). */
export async function readRefusal(response: Response): Promise<Refusal | undefined> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return undefined
  const { code, title } = (await response.json()) as { code?: unknown; title?: unknown }
  return typeof code === 'string' && typeof title === 'string'
    ? { code, title, status: response.status }
    : undefined
}
