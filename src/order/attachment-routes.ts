/**
 * Attachments of dossiers: sent as the bytes themselves under their SHA-256, before a dossier names them; read at the
 * proposal by who works on it, at the candidate by everybody once the list is fixed.
 */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { answerWith, bytesOf, DOCUMENT_BYTES_MAX } from '../files/handover.ts'
import { limitBody } from '../http/security.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { withSession } from '../people/handover.ts'
import { handOutOfCandidate, handOutOfProposal, sendForProposal, sendForYear } from './attachment-files.ts'
import { CandidateAttachmentParam } from './model.ts'
import { CycleAttachmentParam, ProposalAttachmentParam } from './proposal-model.ts'

export function proposalAttachmentRoutes(ctx: Context) {
  const file = valid('param', ProposalAttachmentParam)
  return new Hono<SessionEnv>()
    .use(withSession(ctx))
    .put('/:sha256', allow('secretary', 'department'), file, limitBody(DOCUMENT_BYTES_MAX), async (c) => {
      const { id: cycleId, proposalId, sha256 } = c.req.valid('param')
      const bytes = await bytesOf(c, sha256)
      return c.json(await sendForProposal(ctx, c.var.session, { cycleId, proposalId }, bytes))
    })
    .get('/:sha256', allow('secretary', 'presidium', 'department', 'auditor'), file, async (c) => {
      const { id: cycleId, proposalId, sha256 } = c.req.valid('param')
      const at = { cycleId, proposalId }
      const { body, headers } = await handOutOfProposal(ctx, c.var.session, at, sha256)
      return c.body(body, 200, headers)
    })
}

export function candidateAttachmentRoutes(ctx: Context) {
  return new Hono<SessionEnv>()
    .use(withSession(ctx))
    .get('/:sha256', valid('param', CandidateAttachmentParam), async (c) => {
      const { id: cycleId, candidateId, sha256 } = c.req.valid('param')
      const at = { cycleId, candidateId }
      return answerWith(c, await handOutOfCandidate(ctx, c.var.session, at, sha256))
    })
}

/** Also for the presidium: in its review it changes dossiers. */
export function yearAttachmentRoutes(ctx: Context) {
  const file = valid('param', CycleAttachmentParam)
  return new Hono<SessionEnv>()
    .use(withSession(ctx))
    .put('/:sha256', allow('secretary', 'presidium'), file, limitBody(DOCUMENT_BYTES_MAX), async (c) => {
      const { id: cycleId, sha256 } = c.req.valid('param')
      return c.json(await sendForYear(ctx, c.var.session, cycleId, await bytesOf(c, sha256)))
    })
}
