/** What the public page reads. All of it is public; nothing is sent. */
import { hc } from 'hono/client'
import type { Api } from '../../app.ts'
import type { BallotView } from '../../ballot/model.ts'
import type { VoteView } from '../../decide/model.ts'
import type { CycleView } from '../../order/model.ts'
import { body } from '../shared/read.ts'

export type { BallotView, CycleView, VoteView }

/** A vote with its ballot. */
export interface Vote extends VoteView {
  readonly view: BallotView
}

export interface Overview {
  readonly cycles: readonly CycleView[]
  readonly assemblyNames: ReadonlyMap<string, string>
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
