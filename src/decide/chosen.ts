/** What the votes of a year chose: the promise that delivery is measured by. */
import type { Db } from '../db/tables.ts'
import { cycleOfCandidate, readCycle, type Dossier } from '../order/handover.ts'
import { readVotes } from './service.ts'

/** A candidate that an announced vote chose, as the deputies had it before them. */
export interface Chosen {
  readonly candidateId: string
  readonly dossier: Dossier
  /** SHA-256 of the dossier's canonical text: it stands in the ballot. */
  readonly dossierDigest: string
  readonly approvals: number
  /** 应到: all deputies at the time of the vote. */
  readonly deputies: number
  /** The ballot that decided. */
  readonly ballot: string
}

export interface ChosenOfYear {
  readonly cycleId: string
  readonly assemblyId: string
  readonly year: number
  /** In the order of the list. */
  readonly projects: readonly Chosen[]
}

/** Empty until a vote is announced; a run-off adds to what the first vote chose. Throws `CycleNotFoundError`. */
export async function chosenBy(db: Db, cycleId: string): Promise<ChosenOfYear> {
  const { assemblyId, year, candidates } = await readCycle(db, cycleId)
  const votes = (await readVotes(db, cycleId)).filter(
    ({ state, reason }) => state === 'announced' && reason !== 'practice',
  )
  const decided = new Map<string, Pick<Chosen, 'approvals' | 'deputies' | 'ballot'>>()
  for (const vote of votes) {
    for (const place of vote.outcome?.elected ?? []) {
      const elected = vote.candidates[place]
      if (elected === undefined) continue
      decided.set(elected.id, {
        approvals: elected.approvals ?? 0,
        deputies: vote.counts?.shouldAttend ?? 0,
        ballot: vote.ballot,
      })
    }
  }
  const projects = candidates.flatMap((candidate) => {
    const by = decided.get(candidate.id)
    const { id: candidateId, position: _position, version: _version, dossierDigest, ...dossier } = candidate
    return by === undefined || dossierDigest === null ? [] : [{ candidateId, dossier, dossierDigest, ...by }]
  })
  return { cycleId, assemblyId, year, projects }
}

/** The same of one candidate, with its year; undefined where no vote chose it. */
export async function chosenProject(
  db: Db,
  candidateId: string,
): Promise<(Omit<ChosenOfYear, 'projects'> & { readonly chosen: Chosen }) | undefined> {
  const cycleId = await cycleOfCandidate(db, candidateId)
  if (cycleId === undefined) return undefined
  const { projects, ...year } = await chosenBy(db, cycleId)
  const chosen = projects.find((each) => each.candidateId === candidateId)
  return chosen && { ...year, chosen }
}
