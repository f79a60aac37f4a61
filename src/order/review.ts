/**
 * 主席团审议 (domain §2, step 2): for, against, adjust. What is adjusted and the vote on the list as adjusted are one act:
 * either all of it is recorded and the list is fixed, or nothing has happened.
 */
import { canonicalJson, type Json } from '../board/handover.ts'
import type { Context } from '../context.ts'
import type { CandidatesTable, CyclesTable, Trx } from '../db/tables.ts'
import { InvalidInputError } from '../errors.ts'
import { parseInput } from '../http/valid.ts'
import {
  CandidateNotFoundError,
  ListChangedError,
  ProposalNotFoundError,
  RuleNotAdoptedError,
  TooFewCandidatesError,
  TooManyCandidatesError,
} from './errors.ts'
import {
  Dossier,
  LIST_MAX,
  type Adjusted,
  type Adjustment,
  type Review,
  type ReviewRecord,
  type Shortlist,
} from './model.ts'
import { lockProposal, proposalOfCandidate, proposalsOf, updateProposal } from './proposal-queries.ts'
import { insertNew, listWithin } from './proposals.ts'
import { candidatesOf, updateCandidate, updateCycle } from './queries.ts'
import { digestOfDossier, digestOfList } from './seen.ts'
import {
  act,
  changeList,
  changeListed,
  dossierOf,
  removeListed,
  requireCarried,
  requireNewName,
  ruleOf,
  shortlistOf,
  toCandidate,
  type Actor,
} from './service.ts'

/**
 * Throws `ListChangedError` when the list is another one than was looked at. Makes the adjustments, fixes the list as it is then, and freezes every dossier by its digest. Below the required
 * number only with a recorded reason.
 */
export function fixList(ctx: Context, actor: Actor, cycleId: string, review: Review): Promise<Shortlist> {
  return changeList(ctx, actor, cycleId, async (trx, cycle) => {
    if (cycle.rule_adopted !== 1) throw new RuleNotAdoptedError()
    await requireSeen(trx, cycleId, review)
    requireCarried(review)
    const adjustments: Adjusted[] = []
    for (const [i, adjustment] of review.adjustments.entries())
      adjustments.push(await adjust({ ctx, trx, actor, cycle }, adjustment, `/adjustments/${i}`))
    const rows = await candidatesOf(trx, cycleId)
    const rule = ruleOf(cycle)
    const shortlist = shortlistOf(rule, rows.length, true)
    if (rows.length <= 0 || (!shortlist.enough && review.shortfallReason === undefined)) {
      throw new TooFewCandidatesError(`${rows.length} < ${shortlist.required}`, {
        candidates: rows.length,
        required: shortlist.required,
      })
    }
    if (rows.length > LIST_MAX) throw new TooManyCandidatesError(`${rows.length} > ${LIST_MAX}`)
    const digests: string[] = []
    for (const row of rows) {
      const digest = digestOfDossier(dossierOf(row))
      digests.push(digest)
      await updateCandidate(trx, row.id, { dossier_digest: digest })
    }
    const votes = { for: review.for, against: review.against, abstain: review.abstain }
    const record: ReviewRecord = { ...votes, adjustments }
    await updateCycle(trx, cycleId, {
      list_fixed: 1,
      shortfall_reason: review.shortfallReason ?? null,
      review: JSON.stringify(record),
    })
    await act(ctx, trx, actor, cycle, 'order.listFixed', {
      year: cycle.year,
      seats: rule.seats,
      required: shortlist.required,
      actualRatio: shortlist.actualRatio,
      candidates: rows.map(({ name }, i) => ({ name, dossierDigest: digests[i] as string })),
      ...votes,
      ...(adjustments.length === 0 ? {} : { adjustments: adjustments as unknown as Json }),
      ...(review.shortfallReason === undefined ? {} : { shortfallReason: review.shortfallReason }),
    })
    return shortlist
  })
}

/** What was looked at is what stands there: not a dossier changed, nor a candidate added, while the presidium met. */
async function requireSeen(trx: Trx, cycleId: string, { listDigest }: Review): Promise<void> {
  const candidates = (await candidatesOf(trx, cycleId)).map(toCandidate)
  if (listDigest !== digestOfList(candidates)) throw new ListChangedError()
}

/** The review that an adjustment is part of. */
interface Within {
  readonly ctx: Context
  readonly trx: Trx
  readonly actor: Actor
  readonly cycle: CyclesTable
}

async function adjust(within: Within, adjustment: Adjustment, pointer: string): Promise<Adjusted> {
  switch (adjustment.kind) {
    case 'change':
      return change(within, adjustment, pointer)
    case 'takeOff':
      return takeOff(within, adjustment)
    case 'addBack': {
      const { ctx, trx, cycle } = within
      const row = await lockProposal(trx, adjustment.proposalId)
      if (row?.cycle_id !== cycle.id) throw new ProposalNotFoundError()
      await listWithin(ctx, trx, row)
      return { kind: 'addBack', name: row.name, reason: adjustment.reason }
    }
  }
}

type Change = Extract<Adjustment, { kind: 'change' }>

async function change(
  { ctx, trx, actor, cycle }: Within,
  { candidateId, fields, dossier: wanted, reason }: Change,
  pointer: string,
): Promise<Adjusted> {
  const rows = await candidatesOf(trx, cycle.id)
  const row = requireCandidate(rows, candidateId)
  const before = dossierOf(row)
  const named = new Set<string>(fields)
  const kept = Object.entries(before).filter(([field]) => !named.has(field))
  const taken = Object.entries(wanted).filter(([field]) => named.has(field))
  const dossier = parseInput(Dossier, Object.fromEntries([...kept, ...taken]))
  const changed = [...new Set(fields)]
    .map((field) => ({ field, from: before[field] ?? null, to: dossier[field] ?? null }))
    .filter(({ from, to }) => canonicalJson(from) !== canonicalJson(to))
  if (changed.length === 0) {
    const message = '档案没有变动 / nothing of the dossier is changed'
    throw new InvalidInputError([{ pointer: `${pointer}/fields`, message }])
  }
  const others = rows.filter(({ id }) => id !== candidateId)
  requireNewName(others, dossier.name)
  await changeListed(ctx, trx, actor, { cycleId: cycle.id, candidateId, dossier })
  return { kind: 'change', name: before.name, fields: changed, reason }
}

/** What it was collected from is refused, by the criterion and for the reason that the presidium gives. */
async function takeOff(
  within: Within,
  { candidateId, criterion, reason }: Extract<Adjustment, { kind: 'takeOff' }>,
): Promise<Adjusted> {
  const { trx, cycle } = within
  const row = requireCandidate(await candidatesOf(trx, cycle.id), candidateId)
  const proposalId = await proposedAs(within, row)
  await removeListed(trx, candidateId)
  await updateProposal(trx, proposalId, {
    state: 'refused',
    refused_criterion: criterion,
    refused_reason: reason,
  })
  return { kind: 'takeOff', name: row.name, criterion, reason }
}

/** The proposal that a candidate came from; one that was written straight onto the list is a proposal from now on. */
async function proposedAs({ ctx, trx, actor, cycle }: Within, row: CandidatesTable): Promise<string> {
  const from = await proposalOfCandidate(trx, row.id)
  if (from !== undefined) return from.id
  const namesake = (await proposalsOf(trx, cycle.id)).find(({ name }) => name === row.name)
  if (namesake !== undefined) return namesake.id
  const made = { cycleId: cycle.id, dossier: dossierOf(row), demandIds: [], fromCandidateId: null }
  return (await insertNew(ctx, trx, actor, made)).id
}

function requireCandidate(rows: readonly CandidatesTable[], candidateId: string): CandidatesTable {
  const row = rows.find(({ id }) => id === candidateId)
  if (row === undefined) throw new CandidateNotFoundError()
  return row
}
