/** `/api/order`: the year's rule and candidates. Reading is public; writing is for the secretary and the presidium. */
import { Hono, type MiddlewareHandler } from 'hono'
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
  ChangedCandidate,
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

/** Of everything that has one dossier at most. */
const ONE_DOSSIER = limitBody(64 * 1024)

/** By how the address ends: a review of a full list with every dossier changed; as many demands as a proposal takes. */
const LARGER: ReadonlyMap<string, MiddlewareHandler> = new Map([
  ['review', limitBody(4 * 1024 * 1024)],
  ['proposals', limitBody(256 * 1024)],
  ['demands', limitBody(256 * 1024)],
])

/** One limit for each body: of two on one way, the smaller would hold. */
const limitBodyByRoute: MiddlewareHandler = (c, next) =>
  (LARGER.get(c.req.path.slice(c.req.path.lastIndexOf('/') + 1)) ?? ONE_DOSSIER)(c, next)

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
      .use(limitBodyByRoute, withSession(ctx), jsonOnly())
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
        valid('json', ChangedCandidate),
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
