/** `/api/inspect/cycles/:id/carry-over`: what earlier years left over, and what of it was proposed again. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { readCycle } from '../order/handover.ts'
import { NewCarryOver } from './carry-over-model.ts'
import { carryOver, readCarriedOver, readCitable } from './carry-over.ts'
import { may } from './guard.ts'
import { isInside } from './year.ts'

export function carryOverRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  return (
    new Hono<SessionEnv>()
      // What is left of it says what drafts there are.
      .get('/cycles/:id/citable', id, allow('secretary', 'presidium', 'auditor'), async (c) =>
        c.json({ citable: await readCitable(ctx, c.var.session, c.req.valid('param').id) }),
      )
      // Until the list is fixed, proposals are drafts.
      .get('/cycles/:id/carry-over', id, async (c) => {
        const { assemblyId, shortlist } = await readCycle(ctx.db, c.req.valid('param').id)
        const isShown = shortlist.fixed || isInside(c.var.session, assemblyId)
        return c.json({ carriedOver: isShown ? await readCarriedOver(ctx.db, c.req.valid('param').id) : [] })
      })
      .post('/cycles/:id/carry-over', id, may('carryOver'), valid('json', NewCarryOver), async (c) =>
        c.json(await carryOver(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
      )
  )
}
