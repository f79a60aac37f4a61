/** What the big screen reads. All of it is public; nothing is sent. */
import { hc } from 'hono/client'
import type { Api } from '../../app.ts'
import type { BallotView } from '../../ballot/model.ts'
import type { ScreenMeeting, ScreenRule, ScreenView, ScreenVote } from '../../hall/model.ts'
import { body } from '../shared/read.ts'

export type { BallotView, ScreenMeeting, ScreenRule, ScreenView, ScreenVote }

export interface AssemblyChoice {
  readonly id: string
  readonly name: string
}

const client = hc<Api>(location.origin, { init: { credentials: 'omit' } })

export async function readAssemblies(): Promise<readonly AssemblyChoice[]> {
  return (await body(client.api.people.assemblies.$get())).assemblies
}

export async function readScreen(assemblyId: string): Promise<ScreenView> {
  return body(client.api.hall.assemblies[':id'].screen.$get({ param: { id: assemblyId } }))
}
