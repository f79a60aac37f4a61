/** `/api/inspect/follow-up`: the whole thread of a demand, and back from a project to its demands. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { FollowUpQuestion } from '../order/handover.ts'
import { ProjectParam } from './thread-model.ts'
import { demandsAnswered, followDemand, followToTheEnd } from './thread.ts'

export function threadRoutes(ctx: Context) {
  return (
    new Hono<SessionEnv>()
      // The code stands in the body, because addresses are written to logs.
      .post('/follow-up', valid('json', FollowUpQuestion), async (c) =>
        c.json({ became: await followToTheEnd(ctx, c.req.valid('json').code) }),
      )
      .get(
        '/demands/:id/thread',
        valid('param', IdParam),
        allow('secretary', 'presidium', 'auditor', 'deputy', 'department'),
        async (c) => c.json({ became: await followDemand(ctx, c.var.session, c.req.valid('param').id) }),
      )
      .get(
        '/cycles/:id/projects/:projectId/demands',
        valid('param', ProjectParam),
        allow('secretary', 'presidium', 'auditor'),
        async (c) => {
          const { id, projectId } = c.req.valid('param')
          return c.json({ answers: await demandsAnswered(ctx.db, c.var.session, id, projectId) })
        },
      )
  )
}
