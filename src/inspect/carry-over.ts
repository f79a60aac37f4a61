/**
 * The next year: what an earlier one did not choose, did not finish or did not do well is proposed again, and the proposal
 * says from where and why.
 */
import { isoNow, type Context } from '../context.ts'
import { isUniqueViolation } from '../db/dialect.ts'
import type { Db } from '../db/tables.ts'
import { readReserve } from '../decide/handover.ts'
import {
  bringInCandidate,
  CandidateNotFoundError,
  cycleIdsOf,
  NameTakenError,
  readCycle,
  readProposals,
} from '../order/handover.ts'
import { readProjects } from '../pay/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import { satisfactionOver } from './assessments.ts'
import { AlreadyCarriedOverError, NotCitableError } from './carry-over-errors.ts'
import type { CarriedOver, Citable, LeftOver, NewCarryOver } from './carry-over-model.ts'
import { carryOversOf, insertCarryOver, issuedReportDigest } from './carry-over-queries.ts'
import { changeYear, requireYear, type Actor } from './year.ts'

type Reading = Pick<Context, 'db' | 'clock'>

/** What earlier years left over and nobody has proposed again this year; the newest year first. */
export async function readCitable(ctx: Reading, actor: Actor, cycleId: string): Promise<Citable[]> {
  await requireYear(ctx.db, actor, cycleId)
  const brought = await broughtIn(ctx.db, cycleId)
  return (await leftOver(ctx, cycleId)).filter(({ candidateId }) => !brought.has(candidateId))
}

/** Proposes it again. Throws `NotCitableError`, `AlreadyCarriedOverError`, `NameTakenError`, `ListFixedError`. */
export async function carryOver(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  { candidateId, reason }: NewCarryOver,
): Promise<{ id: string }> {
  try {
    return await changeYear(ctx, actor, cycleId, async (trx, act) => {
      if ((await broughtIn(trx, cycleId)).has(candidateId)) throw new AlreadyCarriedOverError()
      const found = (await leftOver({ db: trx, clock: ctx.clock }, cycleId)).find(
        (each) => each.candidateId === candidateId,
      )
      if (found === undefined) throw new NotCitableError()
      const dossier = await dossierOf(trx, found)
      const { id } = await bringInCandidate(ctx, trx, actor, { cycleId, candidateId, dossier })
      const reportDigest = await issuedReportDigest(trx, found.cycleId)
      await insertCarryOver(trx, {
        proposal_id: id,
        cycle_id: cycleId,
        candidate_id: candidateId,
        why: JSON.stringify(found.why),
        reason,
        report_digest: reportDigest,
        at: isoNow(ctx.clock),
      })
      // What is proposed is a draft until the list is fixed: the journal is everybody's, and tells of it by digest.
      const facts = { candidate: candidateId, year: found.year, why: found.why, reason, reportDigest }
      await act('inspect.carriedOver', { proposal: id, digest: sha256Hex(JSON.stringify(facts)) })
      return { id }
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw new NameTakenError()
    throw error
  }
}

/** What was proposed again this year. */
export async function readCarriedOver(db: Db, cycleId: string): Promise<CarriedOver[]> {
  return (await carryOversOf(db, { cycleId })).map(carriedView)
}

/** By the proposal's id. */
export async function carriedBy(db: Db, proposalIds: readonly string[]): Promise<Map<string, CarriedOver>> {
  if (proposalIds.length === 0) return new Map()
  const rows = await carryOversOf(db, { proposalIds: [...proposalIds] })
  return new Map(rows.map((row) => [row.proposal_id, carriedView(row)]))
}

function carriedView(row: Awaited<ReturnType<typeof carryOversOf>>[number]): CarriedOver {
  return {
    proposalId: row.proposal_id,
    candidateId: row.candidate_id,
    name: row.name,
    cycleId: row.from_cycle_id,
    year: row.year,
    why: JSON.parse(row.why) as LeftOver[],
    reason: row.reason,
    reportDigest: row.report_digest,
    at: row.at,
  }
}

async function broughtIn(db: Db, cycleId: string): Promise<ReadonlySet<string | null>> {
  const { proposals } = await readProposals(db, cycleId)
  return new Set(proposals.map(({ fromCandidateId }) => fromCandidateId))
}

/** What a later year has decided on is left over by that one, if at all. */
async function leftOver(ctx: Reading, cycleId: string): Promise<Citable[]> {
  const { year: thisYear, assemblyId } = await readCycle(ctx.db, cycleId)
  const judged = await satisfactionOver(ctx.db, assemblyId)
  const all: Citable[] = []
  const decided = new Set<string | null>()
  const proposedAgain: (readonly [from: string, as: string | null])[] = []
  for (const id of await cycleIdsOf(ctx.db, assemblyId)) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, a few years
    const { year } = await readCycle(ctx.db, id)
    if (year >= thisYear) continue
    const verdicts = judged.find((each) => each.cycleId === id)?.projects ?? []
    const fellShort = new Set(verdicts.flatMap((each) => (each.grade === 'not-satisfied' ? [each.id] : [])))
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { projects } = await readProjects(ctx, id)
    for (const { id: candidateId, name, state } of projects) {
      decided.add(candidateId)
      const why: LeftOver[] = [
        ...(state === 'accepted' ? [] : ['unfinished' as const]),
        ...(fellShort.has(candidateId) ? ['not-satisfied' as const] : []),
      ]
      if (why.length > 0) all.push({ candidateId, name, cycleId: id, year, why })
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    for (const { candidateId, name } of await readReserve(ctx.db, id)) {
      decided.add(candidateId)
      all.push({ candidateId, name, cycleId: id, year, why: ['reserved'] })
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    for (const { fromCandidateId, candidateId } of (await readProposals(ctx.db, id)).proposals)
      if (fromCandidateId !== null) proposedAgain.push([fromCandidateId, candidateId])
  }
  const passedOn = new Set(proposedAgain.flatMap(([from, as]) => (decided.has(as) ? [from] : [])))
  return all.filter(({ candidateId }) => !passedOn.has(candidateId)).toSorted((a, b) => b.year - a.year)
}

async function dossierOf(db: Db, { cycleId, candidateId }: Citable) {
  const { candidates } = await readCycle(db, cycleId)
  const candidate = candidates.find(({ id }) => id === candidateId)
  if (candidate === undefined) throw new CandidateNotFoundError()
  const { id: _id, position: _position, version: _version, dossierDigest: _digest, ...dossier } = candidate
  return dossier
}
