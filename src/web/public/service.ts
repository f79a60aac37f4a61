/** What the public page reads. All of it is public; nothing is sent. */
import { hc } from 'hono/client'
import type { Api } from '../../app.ts'
import type { BallotView } from '../../ballot/model.ts'
import type { VoteView } from '../../decide/model.ts'
import type { Problem } from '../../http/problem.ts'
import type { CycleView } from '../../order/model.ts'
import { readRefusal } from '../shared/problem.ts'

export type { BallotView, CycleView, VoteView }

/** A vote with its ballot. */
export interface Vote extends VoteView {
  readonly view: BallotView
}

export interface Overview {
  readonly cycles: readonly CycleView[]
  readonly assemblyNames: ReadonlyMap<string, string>
}

/** The service said why in a sentence, or said nothing that we understand (then `title` is undefined). */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
  readonly title: string | undefined

  constructor(title: string | undefined) {
    super(title)
    this.title = title
  }
}

const client = hc<Api>(location.origin, { init: { credentials: 'omit' } })

export async function readOverview(): Promise<Overview> {
  const [cycles, assemblies] = await Promise.all([
    body(client.api.order.cycles.$get()),
    body(client.api.people.assemblies.$get()),
  ])
  return {
    cycles: cycles.cycles,
    assemblyNames: new Map(assemblies.assemblies.map(({ id, name }) => [id, name])),
  }
}

/** The votes of a year, the first one first. */
export async function readVotes(cycleId: string): Promise<readonly Vote[]> {
  const { votes } = await body(client.api.decide.cycles[':id'].votes.$get({ param: { id: cycleId } }))
  return Promise.all(
    votes.map(async (vote) => ({
      ...vote,
      view: await body(client.api.ballots[':uuid'].$get({ param: { uuid: vote.ballot } })),
    })),
  )
}

async function body<R extends { ok: boolean; json(): Promise<unknown> }>(
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
