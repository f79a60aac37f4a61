/** One attempt to sign in, and what came of it. */
import type { TestApp } from '../support/app.ts'

export const WRONG = 'not the password'

export async function attempt(
  app: TestApp,
  { username }: { username: string },
  password: string,
  totp?: string,
) {
  const response = await app.request(
    '/api/people/session',
    jsonBody({ username, password, ...(totp ? { totp } : {}) }),
  )
  const body = (await response.json()) as { code?: string; retryAfterSeconds?: number }
  return { ...body, status: response.status, retryAfter: response.headers.get('retry-after') }
}

export function jsonBody(json: object): RequestInit & { headers: Record<string, string> } {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }
}
