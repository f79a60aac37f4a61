/** The year's rule and its list of candidates, until the presidium fixes it (`review.ts`). */
import { appendAct, type Json } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import { flag, type CandidatesTable, type CyclesTable, type Db, type Trx } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { countActiveDeputies } from '../people/handover.ts'
import {
  dropFromCandidate,
  filesNamedBy,
  ofCandidate,
  requireAttachable,
  useInCandidate,
} from './attachments.ts'
import {
  CandidateChangedError,
  CandidateNotFoundError,
  CycleNotFoundError,
  ListFixedError,
  ListNotFixedError,
  MoreVotesThanDeputiesError,
  NameTakenError,
  NotCarriedError,
  RuleAdoptedError,
  RuleNotAdoptedError,
  YearTakenError,
} from './errors.ts'
import {
  type Candidate,
  type ChangedCandidate,
  type CycleView,
  type Dossier,
  type Resolution,
  type ReviewRecord,
  type Rule,
  type Shortlist,
} from './model.ts'
import {
  candidatesOf,
  deleteCandidate,
  findCycle,
  hasYear,
  insertCandidate,
  insertCycle,
  listCycles,
  lockCycle,
  updateCandidate,
  updateCycle,
} from './queries.ts'
import type { Attachment } from './proposal-model.ts'
import { unlistProposal } from './proposal-queries.ts'
import { actualRatio, requiredCandidates } from './ratio.ts'
import { digestOfDossier, digestOfList } from './seen.ts'
import { keepVersion } from './versions.ts'

export type Actor = Pick<Session, 'assemblyId' | 'role'>

/** Sets up a year with its draft rule. */
export async function createCycle(
  ctx: Context,
  actor: Actor,
  year: number,
  rule: Rule,
): Promise<{ id: string }> {
  try {
    return await inTransaction(ctx.db, async (trx) => {
      if (await hasYear(trx, actor.assemblyId, year)) throw new YearTakenError()
      const id = ctx.newId()
      await insertCycle(trx, {
        id,
        assembly_id: actor.assemblyId,
        year,
        rule: JSON.stringify(rule),
        rule_adopted: 0,
        list_fixed: 0,
        shortfall_reason: null,
        review: null,
        created_at: isoNow(ctx.clock),
      })
      await act(ctx, trx, actor, { id, assembly_id: actor.assemblyId }, 'order.cycleCreated', { year })
      return { id }
    })
  } catch (error) {
    // On PostgreSQL another request may set the same year up between our look and our insert.
    if (isUniqueViolation(error)) throw new YearTakenError()
    throw error
  }
}

/** Changes the draft rule. Throws once it has been adopted. */
export function changeRule(ctx: Context, actor: Actor, cycleId: string, rule: Rule): Promise<void> {
  return change(ctx, actor, cycleId, async (trx, cycle) => {
    if (cycle.rule_adopted === 1) throw new RuleAdoptedError()
    await updateCycle(trx, cycleId, { rule: JSON.stringify(rule) })
  })
}

/** The meeting has adopted the rule (domain §2, step 1). It stands until the presidium reopens it. */
export function adoptRule(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  resolution: Resolution,
): Promise<void> {
  return change(ctx, actor, cycleId, async (trx, cycle) => {
    if (cycle.rule_adopted === 1) throw new RuleAdoptedError()
    await requireSoManyDeputies(trx, cycle.assembly_id, resolution)
    requireCarried(resolution)
    await updateCycle(trx, cycleId, { rule_adopted: 1 })
    await act(ctx, trx, actor, cycle, 'order.ruleAdopted', {
      year: cycle.year,
      rule: ruleOf(cycle) as unknown as Json,
      ...resolution,
    })
  })
}

/**
 * The presidium opens the adopted rule again, with a reason: what was recorded is not what the meeting adopted. Only
 * while no list is fixed by it, so that nothing is voted on by a rule that changes afterwards.
 */
export function reopenRule(ctx: Context, actor: Actor, cycleId: string, reason: string): Promise<void> {
  return change(ctx, actor, cycleId, async (trx, cycle) => {
    if (cycle.rule_adopted !== 1) throw new RuleNotAdoptedError()
    if (cycle.list_fixed === 1) throw new ListFixedError()
    await updateCycle(trx, cycleId, { rule_adopted: 0 })
    await act(ctx, trx, actor, cycle, 'order.ruleReopened', { year: cycle.year, reason })
  })
}

export function addCandidate(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  dossier: Dossier,
): Promise<{ id: string }> {
  return changeList(ctx, actor, cycleId, async (trx) => {
    await requireAttachable(trx, dossier, { sentFor: [cycleId], usedBy: [] })
    return insertListed(ctx, trx, cycleId, dossier)
  })
}

/**
 * Puts a candidate at the end of the list, within the caller's transaction, which holds a year that is not fixed, and has
 * seen that the attachments may be used.
 */
export async function insertListed(
  ctx: Context,
  trx: Trx,
  cycleId: string,
  dossier: Dossier,
): Promise<{ id: string }> {
  const candidates = await candidatesOf(trx, cycleId)
  requireNewName(candidates, dossier.name)
  const id = ctx.newId()
  const position = (candidates.at(-1)?.position ?? -1) + 1
  await insertCandidate(trx, { id, cycle_id: cycleId, position, dossier_digest: null, ...rowOf(dossier) })
  await useInCandidate(ctx, trx, id, dossier)
  return { id }
}

/** Throws `CandidateChangedError` when it was made from another dossier than stands there: nobody writes over what they have not seen. */
export function changeCandidate(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  candidateId: string,
  { dossier, from }: ChangedCandidate,
): Promise<void> {
  return changeList(ctx, actor, cycleId, async (trx, _cycle, candidates) => {
    const row = candidates.find(({ id }) => id === candidateId)
    if (row === undefined) throw new CandidateNotFoundError()
    if (from !== digestOfDossier(dossierOf(row))) throw new CandidateChangedError()
    const others = candidates.filter((other) => other !== row)
    requireNewName(others, dossier.name)
    await changeListed(ctx, trx, actor, { cycleId, candidateId, dossier })
  })
}

/** Its dossier is another one from now on. Within the caller's transaction, which holds a year that is not fixed. */
export async function changeListed(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  changed: { readonly cycleId: string; readonly candidateId: string; readonly dossier: Dossier },
): Promise<void> {
  const { cycleId, candidateId, dossier } = changed
  await requireAttachable(trx, dossier, await ofCandidate(trx, cycleId, candidateId))
  await updateCandidate(trx, candidateId, rowOf(dossier))
  await useInCandidate(ctx, trx, candidateId, dossier)
  await keepVersion(ctx, trx, actor, candidateId, dossier)
}

export function removeCandidate(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  candidateId: string,
): Promise<void> {
  return changeList(ctx, actor, cycleId, async (trx, _cycle, candidates) => {
    if (!candidates.some(({ id }) => id === candidateId)) throw new CandidateNotFoundError()
    await removeListed(trx, candidateId)
  })
}

/** Within the caller's transaction; what it was collected from is collected again. */
export async function removeListed(trx: Trx, candidateId: string): Promise<void> {
  await unlistProposal(trx, candidateId)
  await dropFromCandidate(trx, candidateId)
  await deleteCandidate(trx, candidateId)
}

/**
 * Opens the fixed list again within the caller's transaction, which has seen that nobody votes on it. The digests go: the
 * dossiers may change until the presidium fixes the list anew.
 */
export async function reopenList(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  cycleId: string,
  reason: string,
): Promise<void> {
  const cycle = await lockCycle(trx, cycleId)
  if (cycle === undefined || cycle.assembly_id !== actor.assemblyId) throw new CycleNotFoundError()
  if (cycle.list_fixed !== 1) throw new ListNotFixedError()
  for (const { id } of await candidatesOf(trx, cycleId))
    await updateCandidate(trx, id, { dossier_digest: null })
  await updateCycle(trx, cycleId, { list_fixed: 0, shortfall_reason: null, review: null })
  await act(ctx, trx, actor, cycle, 'order.listReopened', { year: cycle.year, reason })
}

export async function readCycle(db: Db, cycleId: string): Promise<CycleView> {
  const cycle = await findCycle(db, cycleId)
  if (cycle === undefined) throw new CycleNotFoundError()
  return viewOf(db, cycle)
}

export async function readCycles(db: Db): Promise<CycleView[]> {
  return Promise.all((await listCycles(db)).map((cycle) => viewOf(db, cycle)))
}

async function viewOf(db: Db, cycle: CyclesTable): Promise<CycleView> {
  const rule = ruleOf(cycle)
  const rows = await candidatesOf(db, cycle.id)
  const candidates = rows.map(toCandidate)
  return {
    id: cycle.id,
    assemblyId: cycle.assembly_id,
    year: cycle.year,
    rule,
    ruleAdopted: cycle.rule_adopted === 1,
    shortlist: shortlistOf(rule, rows.length, cycle.list_fixed === 1),
    shortfallReason: cycle.shortfall_reason,
    review: cycle.review === null ? null : (JSON.parse(cycle.review) as ReviewRecord),
    candidates,
    listDigest: digestOfList(candidates),
    files: await filesNamedBy(db, rows.map(dossierOf)),
  }
}

export function shortlistOf(rule: Rule, candidates: number, fixed: boolean): Shortlist {
  const required = requiredCandidates(rule)
  return {
    seats: rule.seats,
    required,
    candidates,
    ratio: rule.ratio,
    actualRatio: actualRatio(rule, candidates),
    enough: candidates >= required,
    fixed,
  }
}

export function ruleOf(cycle: CyclesTable): Rule {
  return JSON.parse(cycle.rule) as Rule
}

export function toCandidate(row: CandidatesTable): Candidate {
  const dossier = dossierOf(row)
  const { id, position, dossier_digest: dossierDigest } = row
  return { id, position, ...dossier, version: digestOfDossier(dossier), dossierDigest }
}

export function dossierOf(row: CandidatesTable): Dossier {
  return {
    name: row.name,
    category: row.category,
    content: row.content,
    place: row.place,
    responsibleUnit: row.responsible_unit,
    budgetFen: row.budget_fen,
    ...(row.funding === null ? {} : { funding: row.funding }),
    ...(row.start_by === null ? {} : { startBy: row.start_by }),
    finishBy: row.finish_by,
    ...(row.attachments === null ? {} : { attachments: JSON.parse(row.attachments) as Attachment[] }),
  }
}

export function rowOf(
  dossier: Dossier,
): Omit<CandidatesTable, 'id' | 'cycle_id' | 'position' | 'dossier_digest'> {
  return {
    name: dossier.name,
    category: dossier.category,
    content: dossier.content,
    place: dossier.place,
    responsible_unit: dossier.responsibleUnit,
    budget_fen: dossier.budgetFen,
    funding: dossier.funding ?? null,
    start_by: dossier.startBy ?? null,
    finish_by: dossier.finishBy,
    attachments: dossier.attachments === undefined ? null : JSON.stringify(dossier.attachments),
  }
}

/**
 * No more have voted than the assembly has deputies. Who has signed in is no bound: the rule may have been adopted at an
 * earlier sitting than the one whose register is open, or before everybody was ticked off. As long as no deputies are
 * listed, there is nothing to compare with.
 */
async function requireSoManyDeputies(db: Db, assemblyId: string, votes: Resolution): Promise<void> {
  const deputies = await countActiveDeputies(db, assemblyId)
  const cast = votes.for + votes.against + votes.abstain
  if (deputies > 0 && cast > deputies) throw new MoreVotesThanDeputiesError(`${cast} > ${deputies}`)
}

export function requireCarried(resolution: Resolution): void {
  if (resolution.for <= resolution.against)
    throw new NotCarriedError(`${resolution.for} : ${resolution.against}`)
}

export function requireNewName(candidates: readonly CandidatesTable[], name: string): void {
  if (candidates.some((other) => other.name === name)) throw new NameTakenError(name)
}

export function changeList<T>(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  work: (trx: Trx, cycle: CyclesTable, candidates: readonly CandidatesTable[]) => Promise<T>,
): Promise<T> {
  return change(ctx, actor, cycleId, async (trx, cycle) => {
    if (cycle.list_fixed === flag(true)) throw new ListFixedError()
    return work(trx, cycle, await candidatesOf(trx, cycleId))
  })
}

function change<T>(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  work: (trx: Trx, cycle: CyclesTable) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx.db, async (trx) => {
    const cycle = await lockCycle(trx, cycleId)
    if (cycle === undefined || cycle.assembly_id !== actor.assemblyId) throw new CycleNotFoundError()
    return work(trx, cycle)
  })
}

export async function act(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  cycle: Pick<CyclesTable, 'id' | 'assembly_id'>,
  name: string,
  facts: Readonly<Record<string, Json>>,
): Promise<void> {
  await appendAct(trx, {
    assemblyId: cycle.assembly_id,
    act: name,
    role: actor.role,
    at: isoNow(ctx.clock),
    payload: { cycle: cycle.id, ...facts },
  })
}
