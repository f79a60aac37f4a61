/** What the public page reads, all of it public; and what a resident sends: a demand, a code, what they say to an answer. */
import { hc } from 'hono/client'
import type { Api } from '../../app.ts'
import type { BallotView } from '../../ballot/model.ts'
import type { VoteView } from '../../decide/model.ts'
import type { WholeThread } from '../../inspect/thread-model.ts'
import type { FollowedDemand, PublicDemand, PublicIntake } from '../../intake/model.ts'
import type { CycleView } from '../../order/model.ts'
import type { Proposal, ProposalsOfYear } from '../../order/proposal-model.ts'
import type { Project, ProjectsOfYear } from '../../pay/views.ts'
import type { Assembly } from '../../people/model.ts'
import { sendPhoto, type SmallPhoto } from '../shared/photo.ts'
import { body, UnreadableError } from '../shared/read.ts'

export type {
  Assembly,
  BallotView,
  CycleView,
  Proposal,
  ProposalsOfYear,
  PublicDemand,
  PublicIntake,
  VoteView,
  WholeThread,
}

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

/** Where something can be asked for. */
export async function readAssemblies(): Promise<readonly Assembly[]> {
  return (await body(client.api.people.assemblies.$get())).assemblies
}

export function readIntake(assemblyId: string): Promise<PublicIntake> {
  return body(client.api.intake.public.assemblies[':id'].$get({ param: { id: assemblyId } }))
}

export function sendDemand(id: string, json: PublicDemand): Promise<{ number: string }> {
  return body(client.api.intake.public.demands[':id'].$put({ param: { id }, json }))
}

/** A demand, and each year's proposal that it became part of, to the verdict on it. */
export interface Followed extends FollowedDemand {
  readonly became: readonly WholeThread[]
}

export async function follow(code: string): Promise<Followed> {
  const json = { code }
  // One after the other: what is wrong with the code, the first says in its own words.
  const demand = await body(client.api.intake['follow-up'].$post({ json }))
  const { became } = await body(client.api.inspect['follow-up'].$post({ json }))
  return { ...demand, became }
}

const photoAt = (id: string): string => `/api/intake/follow-up/photos/${id}`

const askAsNobody = (address: string, init: RequestInit): Promise<Response> =>
  fetch(address, { ...init, credentials: 'omit' })

/** The code stands in a header: an address would be written to logs. */
const withCode = (code: string) => ({ 'follow-up-code': code })

export function addPhoto(code: string, { id, bytes }: SmallPhoto): Promise<void> {
  return sendPhoto(askAsNobody, photoAt(id), bytes, withCode(code))
}

export async function removePhoto(code: string, id: string): Promise<void> {
  await body(askAsNobody(photoAt(id), { method: 'DELETE', headers: withCode(code) }))
}

/** Where the page finds a photo: in its memory, because no address says the code. */
export async function photoAddress(code: string, id: string, size: 'thumb' | 'full'): Promise<string> {
  const address = `${photoAt(id)}${size === 'thumb' ? '/thumb' : ''}`
  const response = await askAsNobody(address, { headers: withCode(code) })
  if (!response.ok) throw new UnreadableError(undefined)
  return URL.createObjectURL(await response.blob())
}

export function confirm(code: string): Promise<FollowedDemand> {
  return body(client.api.intake['follow-up'].confirm.$post({ json: { code } }))
}

export function reopen(code: string, text: string): Promise<FollowedDemand> {
  return body(client.api.intake['follow-up'].reopen.$post({ json: { code, text } }))
}

/** From what a year's candidates came, and what did not become one. */
export function readProposals(cycleId: string): Promise<ProposalsOfYear> {
  return body(client.api.order.cycles[':id'].proposals.$get({ param: { id: cycleId } }))
}

/** A candidate that was not chosen, kept for another year. */
export interface Reserved {
  readonly candidateId: string
  readonly approvals: number
}

export async function readReserve(cycleId: string): Promise<readonly Reserved[]> {
  return (await body(client.api.decide.cycles[':id'].reserve.$get({ param: { id: cycleId } }))).reserve
}

/** How far everything is that a year's votes chose. */
export function readDelivery(cycleId: string): Promise<ProjectsOfYear> {
  return body(client.api.pay.cycles[':id'].projects.$get({ param: { id: cycleId }, query: {} }))
}

export function readProject(id: string): Promise<Project> {
  return body(client.api.pay.projects[':id'].$get({ param: { id }, query: {} }))
}

/** Whether there is something to read of a year's inspection that needs no project which a vote chose. */
export async function isInspected(cycleId: string): Promise<boolean> {
  const { satisfaction, duties, sittings, reports } = await body(
    client.api.inspect.cycles[':id'].overview.$get({ param: { id: cycleId } }),
  )
  return satisfaction.announced + duties.reported + sittings.arranged + sittings.held + reports > 0
}
