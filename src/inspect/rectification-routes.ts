/** `/api/inspect/cycles/:id/rectifications`: how what was found not satisfactory is put right. Reading is public. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import type { SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { cycleAssembly } from '../order/handover.ts'
import { may } from './guard.ts'
import { NewRectification, RectificationParam } from './rectification-model.ts'
import { planRectification, readRectifications } from './rectification.ts'

export function rectificationRoutes(ctx: Context) {
  return new Hono<SessionEnv>()
    .get('/cycles/:id/rectifications', valid('param', IdParam), async (c) => {
      const { id } = c.req.valid('param')
      await cycleAssembly(ctx.db, id)
      return c.json({ rectifications: await readRectifications(ctx, id) })
    })
    .put(
      '/cycles/:id/assessments/:uuid/rectification/:undertakingId',
      may('planRectification'),
      valid('param', RectificationParam),
      valid('json', NewRectification),
      async (c) => {
        const { id: cycleId, uuid: ballot, undertakingId } = c.req.valid('param')
        const place = { cycleId, ballot, undertakingId }
        return c.json(await planRectification(ctx, c.var.session, place, c.req.valid('json')))
      },
    )
}
