/** A year on its way from the rule to the fixed list, and its votes. */
import type { Dossier, Rule } from '../../src/order/model.ts'
import type { CycleView } from '../../src/order/model.ts'
import type { VoteView } from '../../src/decide/model.ts'
import { ask, ballotAt, bring, type BringOptions, type TestBallot, type TestHall } from './ballots.ts'

/** By all of the three deputies that a hall has unless told otherwise. */
export const CARRIED = { for: 3, against: 0, abstain: 0 }

export function ruleOf(change: Partial<Rule> = {}): Rule {
  return {
    seats: 2,
    ratio: '50%',
    ratioBasis: 'of-seats',
    rounding: 'up',
    marking: 'choose',
    majority: 'over-half-of-all-deputies',
    tie: 'revote',
    ...change,
  }
}

export function dossierOf(name: string, change: Partial<Dossier> = {}): Dossier {
  return {
    name,
    category: '基础设施',
    content: '新建与改造。',
    place: '全镇',
    responsibleUnit: '镇政府',
    budgetFen: 120_000_00,
    finishBy: '2026-12-31',
    ...change,
  }
}

export interface TestCycle {
  readonly id: string
  /** `/api/order/cycles/:id`. */
  readonly path: string
  /** In the order of the list. */
  readonly candidateIds: readonly string[]
}

let years = 2000

/** A year with its draft rule and candidates; each call takes another year. */
export async function draftCycle(
  hall: TestHall,
  names: readonly string[],
  change: Partial<Rule> = {},
): Promise<TestCycle> {
  years += 1
  const body = { year: years, rule: ruleOf(change) }
  const { id } = await ask<{ id: string }>(hall.secretary, 'POST /api/order/cycles', body, 201)
  const path = `/api/order/cycles/${id}`
  const candidateIds: string[] = []
  for (const name of names) {
    const made = await ask<{ id: string }>(hall.secretary, `POST ${path}/candidates`, dossierOf(name), 201)
    candidateIds.push(made.id)
  }
  return { id, path, candidateIds }
}

/** The same, with its rule adopted and its list fixed. */
export async function fixedCycle(
  hall: TestHall,
  names: readonly string[],
  change: Partial<Rule> = {},
): Promise<TestCycle> {
  const cycle = await draftCycle(hall, names, change)
  await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
  const review = await reviewOf(hall, cycle, { ...CARRIED, shortfallReason: '以本次所列为准' })
  await ask(hall.presidium, `POST ${cycle.path}/review`, review)
  return cycle
}

export function readCycle(hall: TestHall, { path }: Pick<TestCycle, 'path'>): Promise<CycleView> {
  return ask<CycleView>(hall.secretary, `GET ${path}`)
}

/** A review of the list as it stands now. */
export async function reviewOf<T extends object>(
  hall: TestHall,
  cycle: Pick<TestCycle, 'path'>,
  review: T,
): Promise<T & { listDigest: string }> {
  const { listDigest } = await readCycle(hall, cycle)
  return { ...review, listDigest }
}

/** A change of a candidate that begins from what stands there now. */
export async function changeOf(
  hall: TestHall,
  cycle: Pick<TestCycle, 'path'>,
  candidateId: string | undefined,
  dossier: object,
): Promise<{ dossier: object; from: string }> {
  const { candidates } = await readCycle(hall, cycle)
  const from = candidates.find(({ id }) => id === candidateId)?.version ?? '0'.repeat(64)
  return { dossier, from }
}

export function voteBody(hall: TestHall, threshold = hall.tellers.length) {
  return {
    meetingId: hall.meetingId,
    tellerIds: hall.tellers.map(({ staffId }) => staffId),
    threshold,
  }
}

/** Drafts the year's first vote. */
export async function startVote(hall: TestHall, { id }: TestCycle, threshold?: number): Promise<TestBallot> {
  const route = `POST /api/decide/cycles/${id}/votes`
  const { ballot } = await ask<{ ballot: string }>(hall.secretary, route, voteBody(hall, threshold), 201)
  return ballotAt(hall, ballot)
}

/** Drafts the vote that goes on where another left seats open. */
export async function startRunoff(ballot: TestBallot, threshold?: number): Promise<TestBallot> {
  const { hall } = ballot
  const route = `POST /api/decide/votes/${ballot.uuid}/runoff`
  const made = await ask<{ ballot: string }>(hall.secretary, route, voteBody(hall, threshold), 201)
  return ballotAt(hall, made.ballot)
}

export function readVote({ hall, uuid }: TestBallot): Promise<VoteView> {
  return ask<VoteView>(hall.tablet, `GET /api/decide/votes/${uuid}`)
}

export function announceVote({ hall, uuid }: TestBallot): Promise<VoteView> {
  return ask<VoteView>(hall.secretary, `POST /api/decide/votes/${uuid}/announce`)
}

/** Votes, closes, counts and announces. */
export async function decide(ballot: TestBallot, votes: BringOptions['votes'] = []): Promise<VoteView> {
  await bring(ballot, 'counted', { votes, cards: Math.max(1, votes.length) })
  return announceVote(ballot)
}

export function reserveOf(
  hall: TestHall,
  { id }: TestCycle,
): Promise<{ reserve: { name: string; approvals: number; candidateId: string; position: number }[] }> {
  return ask(hall.tablet, `GET /api/decide/cycles/${id}/reserve`)
}
