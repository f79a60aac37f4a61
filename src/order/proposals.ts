/** From demands to candidates: what is collected, completed, screened, and put on the list. */
import { appendAct } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { CyclesTable, Db, ProposalDossiersTable, ProposalsTable, Trx } from '../db/tables.ts'
import { InvalidInputError } from '../errors.ts'
import { parseInput } from '../http/valid.ts'
import { RoleError, type Session } from '../http/session.ts'
import { briefsOf, demandInSight, DemandNotFoundError, demandOfCode } from '../intake/handover.ts'
import { accountsOfUnit, findStaff } from '../people/handover.ts'
import { filesNamedBy, ofProposal, requireAttachable, useInProposal } from './attachments.ts'
import {
  BroughtInAlreadyError,
  CycleNotFoundError,
  DossierChangedError,
  ListFixedError,
  NameTakenError,
  ProposalNotCollectedError,
  ProposalNotFoundError,
  ProposalNotRefusedError,
} from './errors.ts'
import { Dossier } from './model.ts'
import type {
  AnsweredDemands,
  Became,
  ChangedDossier,
  DossierVersion,
  DraftDossier,
  NewProposal,
  Origin,
  Proposal,
  ProposalInWork,
  ProposalOfUnit,
  ProposalsOfYear,
  Refusal,
} from './proposal-model.ts'
import { NOWHERE, readOrigins } from './origins.ts'
import {
  againFrom,
  becameOf,
  collectDemands,
  demandIdsOf,
  dossiersOf,
  findProposal,
  insertDossier,
  insertProposal,
  lockProposal,
  newestDossiers,
  proposalOfCandidate,
  proposalsOf,
  proposalsOfAccounts,
  releaseDemand,
  updateProposal,
} from './proposal-queries.ts'
import { findCycle, lockCycle } from './queries.ts'
import { insertListed } from './service.ts'
import { versionOf } from './versions.ts'

type Actor = Pick<Session, 'assemblyId' | 'role' | 'staffId'>

// ---------------------------------------------------------------------------------------------------------- collecting

/** Begins a proposal, with the demands that it answers. */
export async function addProposal(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  { dossier, demandIds }: NewProposal,
): Promise<{ id: string }> {
  return changeYear(ctx, actor, cycleId, async (trx) => {
    await requireAttachable(trx, dossier, { sentFor: [cycleId], usedBy: [] })
    return insertNew(ctx, trx, actor, { cycleId, dossier, demandIds, fromCandidateId: null })
  })
}

/** The same for a candidate of an earlier year, once, within the caller's transaction. Throws `BroughtInAlreadyError`. */
export async function bringInCandidate(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  from: { readonly cycleId: string; readonly candidateId: string; readonly dossier: Dossier },
): Promise<{ id: string }> {
  await requireOpenYear(trx, actor, from.cycleId)
  const others = await proposalsOf(trx, from.cycleId)
  if (others.some(({ from_candidate_id: id }) => id === from.candidateId)) throw new BroughtInAlreadyError()
  // Its days were the earlier year's.
  const { startBy: _start, finishBy: _finish, ...dossier } = from.dossier
  const earlier = { cycleId: from.cycleId, dossier, demandIds: [], fromCandidateId: from.candidateId }
  return insertNew(ctx, trx, actor, earlier)
}

/** Within the caller's transaction, which holds a year that is not fixed, and has seen that the attachments may be used. */
export async function insertNew(
  ctx: Context,
  trx: Trx,
  actor: Pick<Actor, 'assemblyId' | 'role'>,
  made: {
    readonly cycleId: string
    readonly dossier: DraftDossier
    readonly demandIds: readonly string[]
    readonly fromCandidateId: string | null
  },
): Promise<{ id: string }> {
  const { cycleId, dossier, demandIds, fromCandidateId } = made
  const others = await proposalsOf(trx, cycleId)
  if (others.some(({ name }) => name === dossier.name)) throw new NameTakenError(dossier.name)
  const id = ctx.newId()
  await insertProposal(trx, {
    id,
    cycle_id: cycleId,
    name: dossier.name,
    state: 'collected',
    department_id: null,
    dossier_version: 1,
    refused_criterion: null,
    refused_reason: null,
    candidate_id: null,
    from_candidate_id: fromCandidateId,
    created_at: isoNow(ctx.clock),
  })
  await insertDossier(trx, versionOf(ctx, actor, id, 1, dossier))
  await useInProposal(ctx, trx, id, dossier)
  await collect(trx, actor, { cycleId, proposalId: id, demandIds })
  return { id }
}

/** Adds demands to a proposal; one that was part of another proposal of the year moves over. */
export function addDemands(
  ctx: Context,
  actor: Actor,
  at: ProposalPlace,
  demandIds: readonly string[],
): Promise<void> {
  return changeProposal(ctx, actor, at, (trx) => collect(trx, actor, { ...at, demandIds }))
}

/** Takes a demand out again: it stands for itself as before. */
export function removeDemand(ctx: Context, actor: Actor, at: ProposalPlace, demandId: string): Promise<void> {
  return changeProposal(ctx, actor, at, async (trx) => {
    if (!(await demandIdsOf(trx, at.proposalId)).includes(demandId)) throw new DemandNotFoundError()
    await releaseDemand(trx, at.proposalId, demandId)
  })
}

async function collect(
  trx: Trx,
  { assemblyId }: Pick<Actor, 'assemblyId'>,
  { cycleId, proposalId, demandIds }: ProposalPlace & { readonly demandIds: readonly string[] },
): Promise<void> {
  const wanted = [...new Set(demandIds)].toSorted()
  if ((await briefsOf(trx, assemblyId, wanted)).length < wanted.length) throw new DemandNotFoundError()
  await collectDemands(trx, cycleId, proposalId, wanted)
}

// ---------------------------------------------------------------------------------------------------------- completing

/** Whose dossier it is to complete, besides the secretary's. */
export function giveToDepartment(
  ctx: Context,
  actor: Actor,
  at: ProposalPlace,
  departmentId: string,
): Promise<void> {
  return changeProposal(ctx, actor, at, async (trx) => {
    const [staff] = await findStaff(trx, [departmentId])
    if (staff?.assemblyId !== actor.assemblyId || staff.role !== 'department' || !staff.active) {
      const message = '不是本级责任单位的账号 / not the account of a department of this assembly'
      throw new InvalidInputError([{ pointer: '/departmentId', message }])
    }
    await updateProposal(trx, at.proposalId, { department_id: departmentId })
  })
}

/**
 * Saves a new version; every earlier one is kept. Throws `DossierChangedError` when it was made from another version
 * than the newest: nobody writes over what they have not seen.
 */
export function saveDossier(
  ctx: Context,
  actor: Actor,
  at: ProposalPlace,
  { dossier, from }: ChangedDossier,
): Promise<{ version: number }> {
  return changeProposal(ctx, actor, at, async (trx, row) => {
    if (!(await isTheirs(trx, actor, row))) throw new RoleError()
    if (row.state === 'listed') throw new ProposalNotCollectedError()
    if (from !== undefined && from !== row.dossier_version) throw new DossierChangedError()
    const others = await proposalsOf(trx, at.cycleId)
    if (others.some(({ id, name }) => id !== row.id && name === dossier.name))
      throw new NameTakenError(dossier.name)
    const year = actor.role === 'secretary' ? { cycleId: at.cycleId } : {}
    await requireAttachable(trx, dossier, ofProposal(row.id, year))
    const version = row.dossier_version + 1
    const [unit] = actor.role === 'department' ? await findStaff(trx, [actor.staffId]) : []
    await insertDossier(trx, versionOf(ctx, { ...actor, unit: unit?.name }, row.id, version, dossier))
    await useInProposal(ctx, trx, row.id, dossier)
    await updateProposal(trx, row.id, { name: dossier.name, dossier_version: version })
    return { version }
  })
}

// ----------------------------------------------------------------------------------------------------------- screening

/** Not for this year: by which criterion, and why. Said in the journal, because the public asks. */
export function refuseProposal(
  ctx: Context,
  actor: Actor,
  at: ProposalPlace,
  { criterion, reason }: Refusal,
): Promise<void> {
  return changeProposal(ctx, actor, at, async (trx, { name, state }, { year }) => {
    if (state !== 'collected') throw new ProposalNotCollectedError()
    await updateProposal(trx, at.proposalId, {
      state: 'refused',
      refused_criterion: criterion,
      refused_reason: reason,
    })
    await said(ctx, trx, actor, 'order.proposalRefused', { ...at, year, name, criterion, reason })
  })
}

/** Takes a refusal back. */
export function reconsiderProposal(ctx: Context, actor: Actor, at: ProposalPlace): Promise<void> {
  return changeProposal(ctx, actor, at, async (trx, { name, state }, { year }) => {
    if (state !== 'refused') throw new ProposalNotRefusedError()
    await updateProposal(trx, at.proposalId, {
      state: 'collected',
      refused_criterion: null,
      refused_reason: null,
    })
    await said(ctx, trx, actor, 'order.proposalReconsidered', { ...at, year, name })
  })
}

/** Puts it on the list of candidates. Throws `InvalidInputError` that names what its dossier lacks. */
export function listProposal(
  ctx: Context,
  actor: Actor,
  at: ProposalPlace,
): Promise<{ candidateId: string }> {
  return changeProposal(ctx, actor, at, async (trx, row) => {
    return { candidateId: await listWithin(ctx, trx, row) }
  })
}

/** The same within the caller's transaction, which holds a year that is not fixed. */
export async function listWithin(ctx: Context, trx: Trx, row: ProposalsTable): Promise<string> {
  if (row.state !== 'collected') throw new ProposalNotCollectedError()
  const newest = (await dossiersOf(trx, row.id)).at(-1)
  const dossier = parseInput(Dossier, newest && JSON.parse(newest.dossier))
  const { id } = await insertListed(ctx, trx, row.cycle_id, dossier)
  await updateProposal(trx, row.id, { state: 'listed', candidate_id: id })
  return id
}

// ------------------------------------------------------------------------------------------------------------- reading

/** What was proposed, where it came from, and why it was refused. What of it is public, `public-view.ts` says. */
export async function readProposals(db: Db, cycleId: string): Promise<ProposalsOfYear> {
  if ((await findCycle(db, cycleId)) === undefined) throw new CycleNotFoundError()
  const [rows, dossiers, originOf] = await Promise.all([
    proposalsOf(db, cycleId),
    newestDossiers(db, cycleId),
    readOrigins(db, cycleId),
  ])
  const dossierOf = new Map(dossiers.map((row) => [row.proposal_id, row]))
  const counts = { collected: 0, refused: 0, listed: 0 }
  for (const { state } of rows) counts[state] += 1
  const proposals = rows.map((row) => toProposal(row, dossierOf.get(row.id), originOf(row.id)))
  const named = proposals.map(({ dossier }) => dossier)
  return { proposals, counts, files: await filesNamedBy(db, named) }
}

/** What a department has to complete, and has completed: the newest year first. */
export async function readProposalsOfUnit(db: Db, { staffId }: Actor): Promise<ProposalOfUnit[]> {
  const rows = await proposalsOfAccounts(db, await accountsOfUnit(db, staffId))
  const shown: ProposalOfUnit[] = []
  for (const { year, list_fixed: fixed, ...row } of rows) {
    const [newest] = (await dossiersOf(db, row.id)).slice(-1)
    const { id, name, state, version, missing, refusal } = toProposal(row, newest, NOWHERE)
    shown.push({
      cycleId: row.cycle_id,
      year,
      fixed: fixed === 1,
      id,
      name,
      state,
      version,
      missing,
      refusal,
    })
  }
  return shown
}

/** With its demands, for who works on it; a department only its own. */
export async function readProposal(
  db: Db,
  actor: Actor,
  { cycleId, proposalId }: ProposalPlace,
): Promise<ProposalInWork> {
  await requireTheirs(db, actor, { cycleId, proposalId })
  const view = (await readProposals(db, cycleId)).proposals.find(({ id }) => id === proposalId)
  if (view === undefined) throw new ProposalNotFoundError()
  const [demands, files] = await Promise.all([
    briefsOf(db, actor.assemblyId, await demandIdsOf(db, proposalId)),
    filesNamedBy(db, [view.dossier]),
  ])
  return { ...view, demands, files }
}

/** Every version of its dossier, the first one first. */
export async function readVersions(db: Db, actor: Actor, at: ProposalPlace): Promise<DossierVersion[]> {
  await requireTheirs(db, actor, at)
  return (await dossiersOf(db, at.proposalId)).map(({ version, dossier, role, unit, at: when }) => ({
    version,
    dossier: JSON.parse(dossier) as DraftDossier,
    role,
    unit,
    at: when,
  }))
}

/**
 * For a resident with a code: what the demand became, the newest year first, through every year that it was
 * proposed again in. Throws `DemandNotFoundError`.
 */
export async function readBecame(db: Db, code: string): Promise<Became[]> {
  const demand = await demandOfCode(db, code)
  if (demand === undefined) throw new DemandNotFoundError()
  return whatBecameOf(db, demand.id)
}

/** The same, for who works with the demand. */
export async function readBecameOf(db: Db, session: Session, demandId: string): Promise<Became[]> {
  return whatBecameOf(db, (await demandInSight(db, session, demandId)).id)
}

async function whatBecameOf(db: Db, demandId: string): Promise<Became[]> {
  const all = await becameOf(db, demandId)
  let latest = all
  while (latest.length > 0) {
    const candidates = latest.flatMap(({ candidate_id: id }) => (id === null ? [] : [id]))
    const known = new Set(all.map(({ id }) => id))
    latest = candidates.length === 0 ? [] : await againFrom(db, candidates)
    latest = latest.filter(({ id }) => !known.has(id))
    all.push(...latest)
  }
  return all
    .toSorted((a, b) => b.year - a.year)
    .map((row) => {
      const fixed = row.list_fixed === 1
      return {
        year: row.year,
        cycleId: row.cycle_id,
        name: row.name,
        state: stateOf(row.state, fixed),
        refusal: refusalOf(row),
        candidateId: fixed ? row.candidate_id : null,
        again: row.from_candidate_id !== null,
        proposalId: row.id,
        at: row.created_at,
      }
    })
}

/**
 * The way back: which demands a candidate answers, by the years in which they were collected. One that was proposed again
 * answers those of the earlier years too, because their thread leads to it.
 */
export async function readAnswered(db: Db, candidateId: string): Promise<AnsweredDemands[]> {
  const answered: AnsweredDemands[] = []
  const known = new Set<string>()
  let next: string | null = candidateId
  while (next !== null && !known.has(next)) {
    known.add(next)
    // oxlint-disable-next-line no-await-in-loop -- each leads to the next
    const row: ProposalsTable | undefined = await proposalOfCandidate(db, next)
    if (row === undefined) break
    // oxlint-disable-next-line no-await-in-loop -- as above
    const [cycle, demandIds] = await Promise.all([findCycle(db, row.cycle_id), demandIdsOf(db, row.id)])
    if (cycle !== undefined && demandIds.length > 0)
      answered.push({ year: cycle.year, cycleId: cycle.id, demandIds: demandIds.toSorted() })
    next = row.from_candidate_id
  }
  return answered
}

function stateOf(state: ProposalsTable['state'], fixed: boolean): Became['state'] {
  if (state === 'refused') return 'refused'
  if (!fixed) return 'examined'
  return state === 'listed' ? 'listed' : 'unlisted'
}

function toProposal(
  row: ProposalsTable,
  newest: ProposalDossiersTable | undefined,
  origin: Origin,
): Proposal {
  const dossier = JSON.parse(newest?.dossier ?? '{}') as DraftDossier
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    dossier,
    version: row.dossier_version,
    missing: missingOf(dossier),
    refusal: refusalOf(row),
    candidateId: row.candidate_id,
    fromCandidateId: row.from_candidate_id,
    departmentId: row.department_id,
    origin,
  }
}

function refusalOf({ refused_criterion: criterion, refused_reason: reason }: ProposalsTable): Refusal | null {
  return criterion === null || reason === null ? null : { criterion, reason }
}

/** The fields that a candidate needs, by their names in a dossier. */
function missingOf(dossier: DraftDossier): string[] {
  const checked = Dossier.safeParse(dossier)
  return checked.success ? [] : [...new Set(checked.error.issues.map(({ path }) => String(path[0])))]
}

// ------------------------------------------------------------------------------------------------------------- guards

export interface ProposalPlace {
  readonly cycleId: string
  readonly proposalId: string
}

/** One after another, whoever works on a year that is not fixed yet. */
async function changeYear<T>(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  work: (trx: Trx, cycle: CyclesTable) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(ctx.db, async (trx) => work(trx, await requireOpenYear(trx, actor, cycleId)))
  } catch (error) {
    if (isUniqueViolation(error)) throw new NameTakenError()
    throw error
  }
}

function changeProposal<T>(
  ctx: Context,
  actor: Actor,
  at: ProposalPlace,
  work: (trx: Trx, row: ProposalsTable, cycle: CyclesTable) => Promise<T>,
): Promise<T> {
  return changeYear(ctx, actor, at.cycleId, async (trx, cycle) => {
    const row = await lockProposal(trx, at.proposalId)
    if (row?.cycle_id !== cycle.id) throw new ProposalNotFoundError()
    return work(trx, row, cycle)
  })
}

/** A department has to do only with what was given to its unit. */
async function isTheirs(
  db: Db,
  { role, staffId }: Actor,
  { department_id: id }: ProposalsTable,
): Promise<boolean> {
  return role !== 'department' || (id !== null && (await accountsOfUnit(db, staffId)).includes(id))
}

async function requireOpenYear(trx: Trx, { assemblyId }: Actor, cycleId: string): Promise<CyclesTable> {
  const cycle = await lockCycle(trx, cycleId)
  if (cycle?.assembly_id !== assemblyId) throw new CycleNotFoundError()
  if (cycle.list_fixed === 1) throw new ListFixedError()
  return cycle
}

/** A proposal of this assembly that the actor has to do with. */
export async function requireTheirs(
  db: Db,
  actor: Actor,
  { cycleId, proposalId }: ProposalPlace,
): Promise<ProposalsTable> {
  const cycle = await findCycle(db, cycleId)
  if (cycle?.assembly_id !== actor.assemblyId) throw new CycleNotFoundError()
  const row = await findProposal(db, proposalId)
  if (row?.cycle_id !== cycleId || !(await isTheirs(db, actor, row))) throw new ProposalNotFoundError()
  return row
}

async function said(
  ctx: Context,
  trx: Trx,
  { assemblyId, role }: Actor,
  act: string,
  facts: Readonly<Record<string, string | number>>,
): Promise<void> {
  const { cycleId, ...payload } = facts
  await appendAct(trx, {
    assemblyId,
    act,
    role,
    at: isoNow(ctx.clock),
    payload: { cycle: cycleId as string, ...payload },
  })
}
