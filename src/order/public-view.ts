/**
 * What of a year is public, and when. Before the presidium fixes the list, drafts are nobody's word yet: the public reads
 * how many there are, and what was refused, which stands in the journal. Afterwards everything has its state. Pure.
 */
import type { Session } from '../http/session.ts'
import type { CycleView } from './model.ts'
import type { Proposal, ProposalsOfYear } from './proposal-model.ts'
import { digestOfList } from './seen.ts'

/** Who works for the assembly sees its drafts. */
export function seesDrafts(session: Session | null, assemblyId: string): boolean {
  return session !== null && !session.mustEnrol && session.assemblyId === assemblyId
}

/** The candidates of a list that is not fixed are left out, with their attachments; how many they are stands in `shortlist`. */
export function publicCycle(cycle: CycleView): CycleView {
  return cycle.shortlist.fixed ? cycle : { ...cycle, candidates: [], files: [], listDigest: digestOfList([]) }
}

export function publicProposals({ proposals, ...rest }: ProposalsOfYear, fixed: boolean): ProposalsOfYear {
  const shown = fixed ? proposals : proposals.filter(({ state }) => state === 'refused')
  return { ...rest, proposals: shown.map(publicProposal), files: [] }
}

/** Of a dossier that the presidium did not fix only what it is called; a candidate's own is the fixed one. */
function publicProposal(proposal: Proposal): Proposal {
  const { name, category } = proposal.dossier
  return { ...proposal, dossier: { name, category }, missing: [], departmentId: null }
}
