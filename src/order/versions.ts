/** Every version of a proposal's dossier is kept, with the role that wrote it. */
import { isoNow, type Context } from '../context.ts'
import type { ProposalDossiersTable, Trx } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { useInProposal } from './attachments.ts'
import { NameTakenError } from './errors.ts'
import type { DraftDossier } from './proposal-model.ts'
import { insertDossier, proposalOfCandidate, proposalsOf, updateProposal } from './proposal-queries.ts'

/**
 * A candidate's dossier has changed: so has that of the proposal that it came from, if there is one. Should it leave the
 * list, nothing of the change is lost.
 */
export async function keepVersion(
  ctx: Context,
  trx: Trx,
  actor: Pick<Session, 'role'>,
  candidateId: string,
  dossier: DraftDossier,
): Promise<void> {
  const row = await proposalOfCandidate(trx, candidateId)
  if (row === undefined) return
  const others = await proposalsOf(trx, row.cycle_id)
  if (others.some(({ id, name }) => id !== row.id && name === dossier.name))
    throw new NameTakenError(dossier.name)
  const version = row.dossier_version + 1
  await insertDossier(trx, versionOf(ctx, actor, row.id, version, dossier))
  await useInProposal(ctx, trx, row.id, dossier)
  await updateProposal(trx, row.id, { name: dossier.name, dossier_version: version })
}

/** `unit` is the department's, where a department writes it. */
export function versionOf(
  ctx: Context,
  { role, unit }: Pick<Session, 'role'> & { readonly unit?: string | undefined },
  proposalId: string,
  version: number,
  dossier: DraftDossier,
): ProposalDossiersTable {
  return {
    proposal_id: proposalId,
    version,
    dossier: JSON.stringify(dossier),
    role: role === 'department' || role === 'presidium' ? role : 'secretary',
    unit: unit ?? null,
    at: isoNow(ctx.clock),
  }
}
