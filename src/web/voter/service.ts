/** The service as the tablet needs it. No cookie goes along: nothing that this page sends says who is asking. */
import type { BallotView } from '../../ballot/model.ts'
import type { Dossier } from '../../order/model.ts'
import { readRefusal, type Refusal } from '../shared/problem.ts'

export type { BallotView, Dossier }

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

/** The announced time has come, and the box is not cut yet. */
export const CLOSING = 'ballot.closing'

const ANSWER_MS_MAX = 15_000
/** A whole hall casts within a minute, and every ballot is checked before it is acknowledged. */
const RECEIPT_MS_MAX = 30_000

export async function listBallots(): Promise<readonly BallotView[]> {
  return ((await get('/api/ballots').then(asJson)) as { ballots: readonly BallotView[] }).ballots
}

export async function readBallot(uuid: string): Promise<BallotView> {
  return (await get(`/api/ballots/${uuid}`).then(asJson)) as BallotView
}

/** The same with the clock of the service, in ms: a tablet's own may be wrong. To the second. */
export async function watchBallot(uuid: string): Promise<{ ballot: BallotView; servedAtMs: number }> {
  const answer = await get(`/api/ballots/${uuid}`)
  const served = Date.parse(answer.date ?? '')
  return { ballot: asJson(answer) as BallotView, servedAtMs: Number.isNaN(served) ? Date.now() : served }
}

export interface CardLists {
  readonly credentials: readonly string[]
  readonly voided: readonly string[]
  readonly used: readonly string[]
}

export async function cardsOf(uuid: string): Promise<CardLists> {
  return (await get(`/api/ballots/${uuid}/cards.json`).then(asJson)) as CardLists
}

/** In ballot order; none where the ballot is not one of a year. */
export async function dossiersOf(uuid: string): Promise<readonly Dossier[]> {
  try {
    const answer = await get(`/api/decide/votes/${uuid}/dossiers`)
    return (asJson(answer) as { dossiers: readonly Dossier[] }).dossiers
  } catch (error) {
    if (error instanceof RefusedError) return []
    throw error
  }
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

interface Answer {
  readonly text: string
  readonly date: string | null
}

function get(path: string): Promise<Answer> {
  return ask(path, { signal: AbortSignal.timeout(ANSWER_MS_MAX) })
}

async function ask(path: string, init: RequestInit): Promise<Answer> {
  let refusal: Refusal | undefined
  try {
    const response = await fetch(path, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
    })
    if (response.ok) return { text: await response.text(), date: response.headers.get('date') }
    refusal = await readRefusal(response)
  } catch (error) {
    throw new UnreachableError(undefined, { cause: error })
  }
  // Busy or broken is not a refusal: what was asked for may well work at the next try. That the box is being closed is
  // for the voter to know.
  const passing = refusal?.status === 429 || (refusal?.status ?? 500) >= 500
  if (refusal === undefined || (passing && refusal.code !== CLOSING)) throw new UnreachableError()
  throw new RefusedError(refusal)
}

function asJson({ text }: { text: string }): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UnreachableError(undefined, { cause: error })
  }
}
