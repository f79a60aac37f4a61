/** What this page asks of the service. */
import type { Demand, DemandBrief } from '../../../intake/model.ts'
import type { CarriedOver, Citable } from '../../../inspect/carry-over-model.ts'
import type { CycleView } from '../../../order/model.ts'
import type {
  AttachedFile,
  DraftDossier,
  Proposal,
  ProposalInWork,
  Refusal,
} from '../../../order/proposal-model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'

export type { AttachedFile, CycleView, DemandBrief, DraftDossier, Proposal, ProposalInWork, Refusal }

const cycles = api.order.cycles[':id']
const one = cycles.proposals[':proposalId']

/** A candidate of an earlier year that was not chosen. */
export interface Reserved {
  readonly year: number
  readonly candidateId: string
  readonly name: string
}

export interface ProposalsOfYear {
  readonly cycle: CycleView
  readonly proposals: readonly Proposal[]
  /** What the attachments of their dossiers are. */
  readonly files: readonly AttachedFile[]
  readonly reserve: readonly Reserved[]
  /** What was chosen in earlier years and not finished, or not found satisfactory; for who may see it. */
  readonly citable: readonly Citable[]
  readonly carriedOver: readonly CarriedOver[]
}

export async function readProposalsOfYear(cycleId: string, seesLeftOver = false): Promise<ProposalsOfYear> {
  const param = { id: cycleId }
  const inspected = api.inspect.cycles[':id']
  const [cycle, { proposals, files }, { cycles: all }, { citable }, { carriedOver }] = await Promise.all([
    body(cycles.$get({ param })),
    body(cycles.proposals.$get({ param })),
    body(api.order.cycles.$get()),
    seesLeftOver ? body(inspected.citable.$get({ param })) : { citable: [] },
    body(inspected['carry-over'].$get({ param })),
  ])
  const earlier = all.filter(({ assemblyId, year }) => assemblyId === cycle.assemblyId && year < cycle.year)
  const reserves = await Promise.all(
    earlier.map(async ({ id, year }) => {
      const { reserve } = await body(api.decide.cycles[':id'].reserve.$get({ param: { id } }))
      return reserve.map(({ candidateId, name }) => ({ year, candidateId, name }))
    }),
  )
  const brought = new Set(proposals.map(({ fromCandidateId }) => fromCandidateId))
  const reserve = reserves.flat().filter(({ candidateId }) => !brought.has(candidateId))
  // The reserve has its own list, for everybody.
  const chosen = citable.filter(({ why }) => !why.includes('reserved'))
  return { cycle, proposals, files, reserve, citable: chosen, carriedOver }
}

export function readProposal(id: string, proposalId: string): Promise<ProposalInWork> {
  return body(one.$get({ param: { id, proposalId } }))
}

export function addProposal(id: string, dossier: DraftDossier, demandIds: string[] = []) {
  return body(cycles.proposals.$post({ param: { id }, json: { dossier, demandIds } }))
}

/** `from` is the version that was changed. */
export function saveDossier(id: string, proposalId: string, dossier: DraftDossier, from: number) {
  return body(one.dossier.$put({ param: { id, proposalId }, json: { dossier, from } }))
}

export function giveToDepartment(id: string, proposalId: string, departmentId: string) {
  return body(one.department.$put({ param: { id, proposalId }, json: { departmentId } }))
}

/** Accounts that can be given something. */
export async function readDepartments() {
  const { staff } = await body(api.people.staff.$get())
  return staff.filter(({ role, active }) => role === 'department' && active)
}

export function addDemands(id: string, proposalId: string, demandIds: string[]) {
  return body(one.demands.$post({ param: { id, proposalId }, json: { demandIds } }))
}

export function removeDemand(id: string, proposalId: string, demandId: string) {
  return body(one.demands[':demandId'].$delete({ param: { id, proposalId, demandId } }))
}

export function refuseProposal(id: string, proposalId: string, json: Refusal) {
  return body(one.refuse.$post({ param: { id, proposalId }, json }))
}

export function reconsiderProposal(id: string, proposalId: string) {
  return body(one.reconsider.$post({ param: { id, proposalId } }))
}

export function listProposal(id: string, proposalId: string) {
  return body(one.list.$post({ param: { id, proposalId } }))
}

export function bringIn(id: string, candidateId: string) {
  return body(api.decide.cycles[':id'].reserve.$post({ param: { id }, json: { candidateId } }))
}

export function carryOver(id: string, candidateId: string, reason: string) {
  return body(api.inspect.cycles[':id']['carry-over'].$post({ param: { id }, json: { candidateId, reason } }))
}

export async function searchDemands(q: string) {
  return (await body(api.intake.demands.$get({ query: { q, limit: '20' } }))).demands
}

/** So many of the demands of a proposal are asked after what is like them: the newest. */
const LIKENED_MAX = 3

/** Demands that may ask for the same as these, each once, without these. */
export async function suggestDemands(ids: readonly string[]): Promise<readonly Demand[]> {
  const similar = api.intake.demands[':id'].similar
  const answers = await Promise.all(
    ids.slice(-LIKENED_MAX).map((id) => body(similar.$get({ param: { id } }))),
  )
  const found = new Map(answers.flatMap(({ demands }) => demands.map((demand) => [demand.id, demand])))
  for (const id of ids) found.delete(id)
  return [...found.values()]
}
