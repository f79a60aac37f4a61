/** `/api/inspect/cycles/:id/visits`: which visits are planned, which were made and what they found. Reading is public. */
import { Hono } from 'hono'
import { today, type Context } from '../context.ts'
import { IdParam, Reason } from '../http/fields.ts'
import type { SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { may } from './guard.ts'
import { withShown } from './shown.ts'
import { SavedVisitPlan, SavedVisitRecord, VisitParam } from './visit-model.ts'
import { cancelVisit, planVisit, readVisit, readVisits, recordVisit, type VisitPlace } from './visits.ts'

const ONE = '/cycles/:id/visits/:visitId'

export function visitRoutes(ctx: Context) {
  const one = valid('param', VisitParam)
  return new Hono<SessionEnv>()
    .get('/cycles/:id/visits', valid('param', IdParam), async (c) => {
      const { id } = c.req.valid('param')
      const view = { visits: await readVisits(ctx, id), on: today(ctx.clock) }
      return c.json(await withShown(ctx, c.var.session, id, view))
    })
    .get(ONE, one, async (c) => {
      const place = at(c.req.valid('param'))
      return c.json(await withShown(ctx, c.var.session, place.cycleId, await readVisit(ctx, place)))
    })
    .put(`${ONE}/plan`, one, may('planVisit'), valid('json', SavedVisitPlan), async (c) =>
      c.json(await planVisit(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/cancel`, one, may('planVisit'), valid('json', Reason), async (c) =>
      c.json(await cancelVisit(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json').reason)),
    )
    .put(`${ONE}/record`, one, may('recordVisit'), valid('json', SavedVisitRecord), async (c) =>
      c.json(await recordVisit(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
}

function at({ id: cycleId, visitId }: { readonly id: string; readonly visitId: string }): VisitPlace {
  return { cycleId, visitId }
}
