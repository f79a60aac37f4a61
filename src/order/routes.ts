/** `/api/order`: the year's rule and candidates. Reading is public; writing is for the secretary and the presidium. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam, Reason } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { limitBody } from '../http/security.ts'
import { allow, type Session, type SessionEnv } from '../http/session.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { withSession } from '../people/handover.ts'
import {
  candidateAttachmentRoutes,
  proposalAttachmentRoutes,
  yearAttachmentRoutes,
} from './attachment-routes.ts'
import {
  CandidateParam,
  ChangedRule,
  Dossier,
  NewCycle,
  Resolution,
  Review,
  type CycleView,
} from './model.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { publicCycle, seesDrafts } from './public-view.ts'
import { fixList } from './review.ts'
import {
  addCandidate,
  adoptRule,
  changeCandidate,
  changeRule,
  createCycle,
  readCycle,
  readCycles,
  removeCandidate,
  reopenRule,
} from './service.ts'

const BODY_BYTES_MAX = 64 * 1024

export function orderRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const both = valid('param', CandidateParam)
  return (
    new Hono<SessionEnv>()
      .use(requestLog(ctx.log))
      // First what takes a file for a body.
      .route('/cycles/:id/proposals/:proposalId/attachments', proposalAttachmentRoutes(ctx))
      .route('/cycles/:id/candidates/:candidateId/attachments', candidateAttachmentRoutes(ctx))
      .route('/cycles/:id/attachments', yearAttachmentRoutes(ctx))
      .use(limitBody(BODY_BYTES_MAX), withSession(ctx), jsonOnly())
      .route('/', proposalRoutes(ctx))
      .get('/cycles', async (c) => {
        const all = await readCycles(ctx.db)
        return c.json({ cycles: all.map((cycle) => shownTo(c.var.session, cycle)) })
      })
      .post('/cycles', allow('secretary'), valid('json', NewCycle), async (c) => {
        const { year, rule } = c.req.valid('json')
        return c.json(await createCycle(ctx, c.var.session, year, rule), 201)
      })
      .get('/cycles/:id', id, async (c) =>
        c.json(shownTo(c.var.session, await readCycle(ctx.db, c.req.valid('param').id))),
      )
      .put('/cycles/:id/rule', id, allow('secretary'), valid('json', ChangedRule), async (c) => {
        await changeRule(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json').rule)
        return c.json({})
      })
      .post('/cycles/:id/rule/adopt', id, allow('presidium'), valid('json', Resolution), async (c) => {
        await adoptRule(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
        return c.json({})
      })
      .post('/cycles/:id/rule/reopen', id, allow('presidium'), valid('json', Reason), async (c) => {
        await reopenRule(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json').reason)
        return c.json({})
      })
      .post('/cycles/:id/candidates', id, allow('secretary'), valid('json', Dossier), async (c) =>
        c.json(await addCandidate(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
      )
      .put(
        '/cycles/:id/candidates/:candidateId',
        both,
        allow('secretary'),
        valid('json', Dossier),
        async (c) => {
          const { id: cycleId, candidateId } = c.req.valid('param')
          await changeCandidate(ctx, c.var.session, cycleId, candidateId, c.req.valid('json'))
          return c.json({})
        },
      )
      .delete('/cycles/:id/candidates/:candidateId', both, allow('secretary'), async (c) => {
        const { id: cycleId, candidateId } = c.req.valid('param')
        await removeCandidate(ctx, c.var.session, cycleId, candidateId)
        return c.json({})
      })
      .post('/cycles/:id/review', id, allow('presidium'), valid('json', Review), async (c) =>
        c.json(await fixList(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
      )
  )
}

function shownTo(session: Session | null, cycle: CycleView): CycleView {
  return seesDrafts(session, cycle.assemblyId) ? cycle : publicCycle(cycle)
}
