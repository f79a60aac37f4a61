/** `/api/inspect/cycles/:id/duties`: who reports to the voters, and what. Reading is public, without files and earlier versions. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import { signedIn, type SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { fillDutyList, readDuties, readDutyHolder, reportDuty, setDutyList } from './duties.ts'
import { DutyList, HolderParam, SavedDutyReport } from './duty-model.ts'
import { may } from './guard.ts'
import { requireYear } from './year.ts'

export function dutyRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const holder = valid('param', HolderParam)
  return new Hono<SessionEnv>()
    .get('/cycles/:id/duties', id, async (c) =>
      c.json(await readDuties(ctx.db, c.req.valid('param').id, c.var.session)),
    )
    .put('/cycles/:id/duties', id, may('setDutyList'), valid('json', DutyList), async (c) =>
      c.json(await setDutyList(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
    )
    .post('/cycles/:id/duties/fill', id, may('setDutyList'), async (c) =>
      c.json(await fillDutyList(ctx, c.var.session, c.req.valid('param').id)),
    )
    .get('/cycles/:id/duties/:holderId', holder, signedIn(), async (c) => {
      const { id: cycleId, holderId } = c.req.valid('param')
      await requireYear(ctx.db, c.var.session, cycleId)
      return c.json(await readDutyHolder(ctx.db, cycleId, holderId))
    })
    .put(
      '/cycles/:id/duties/:holderId/report',
      holder,
      may('reportDuty'),
      valid('json', SavedDutyReport),
      async (c) => {
        const { id: cycleId, holderId } = c.req.valid('param')
        return c.json(await reportDuty(ctx, c.var.session, { cycleId, holderId }, c.req.valid('json')))
      },
    )
}
