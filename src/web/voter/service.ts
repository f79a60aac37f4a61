/** The service as the tablet needs it. No cookie goes along: nothing that this page sends says who is asking. */
import type { BallotView } from '../../ballot/model.ts'
import { readRefusal, type Refusal } from '../shared/problem.ts'

export type { BallotView }

/** No answer, or none that our service would give: the same may work later. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** The service refused; its own sentence stands in `refusal`. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const ANSWER_MS_MAX = 15_000
/** A whole hall casts within a minute, and every ballot is checked before it is acknowledged. */
const RECEIPT_MS_MAX = 30_000

export async function listBallots(state?: 'open'): Promise<readonly BallotView[]> {
  const path = state === undefined ? '/api/ballots' : `/api/ballots?state=${state}`
  return ((await get(path).then(asJson)) as { ballots: readonly BallotView[] }).ballots
}

export async function readBallot(uuid: string): Promise<BallotView> {
  return (await get(`/api/ballots/${uuid}`).then(asJson)) as BallotView
}

export async function credentialsOf(uuid: string): Promise<readonly string[]> {
  return (await get(`/api/ballots/${uuid}/credentials.json`).then(asJson)) as readonly string[]
}

/** The exact text, whose hash every ballot carries. */
export async function electionOf(uuid: string): Promise<string> {
  return (await get(`/api/ballots/${uuid}/election.json`)).text
}

/** Casts the exact text; the receipt's tracker. */
export async function cast(uuid: string, ballotText: string): Promise<{ ballot: unknown; tracker: unknown }> {
  const answer = await ask(`/api/ballots/${uuid}/cast`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: ballotText,
    signal: AbortSignal.timeout(RECEIPT_MS_MAX),
  })
  return asJson(answer) as { ballot: unknown; tracker: unknown }
}

function get(path: string): Promise<{ text: string }> {
  return ask(path, { signal: AbortSignal.timeout(ANSWER_MS_MAX) })
}

async function ask(path: string, init: RequestInit): Promise<{ text: string }> {
  let refusal: Refusal | undefined
  try {
    const response = await fetch(path, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
    })
    if (response.ok) return { text: await response.text() }
    refusal = await readRefusal(response)
  } catch (error) {
    throw new UnreachableError(undefined, { cause: error })
  }
  // Busy or broken is not a refusal: what was asked for may well work at the next try.
  if (refusal === undefined || refusal.status === 429 || refusal.status >= 500) throw new UnreachableError()
  throw new RefusedError(refusal)
}

function asJson({ text }: { text: string }): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UnreachableError(undefined, { cause: error })
  }
}
