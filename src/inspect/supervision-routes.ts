/** `/api/inspect/cycles/:id/groups`: which deputies follow which project. Reading is public. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import type { SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { may } from './guard.ts'
import { NewGroup, ProjectParam } from './supervision-model.ts'
import { readGroups, setGroup } from './supervision.ts'

export function supervisionRoutes(ctx: Context) {
  return new Hono<SessionEnv>()
    .get('/cycles/:id/groups', valid('param', IdParam), async (c) =>
      c.json({ groups: await readGroups(ctx.db, c.req.valid('param').id) }),
    )
    .put(
      '/cycles/:id/projects/:projectId/group',
      valid('param', ProjectParam),
      may('setGroup'),
      valid('json', NewGroup),
      async (c) => {
        const { id: cycleId, projectId } = c.req.valid('param')
        return c.json(await setGroup(ctx, c.var.session, { cycleId, projectId }, c.req.valid('json')))
      },
    )
}
