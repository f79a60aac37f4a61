/** `/api/inspect/cycles/:id/sittings`: progress meetings and appointments. Reading is public, but for mere requests. */
import { Hono } from 'hono'
import { today, type Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import type { SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { may } from './guard.ts'
import {
  NewAppointment,
  NewArrangement,
  NewMeeting,
  NewMinutes,
  NewRefusal,
  SittingParam,
} from './sitting-model.ts'
import { withShown } from './shown.ts'
import { readSitting, readSittings } from './sitting-view.ts'
import {
  arrangeSitting,
  cancelSitting,
  conveneMeeting,
  declineAppointment,
  keepMinutes,
  requestAppointment,
  type SittingPlace,
} from './sittings.ts'

const ONE = '/cycles/:id/sittings/:sittingId'

export function sittingRoutes(ctx: Context) {
  const one = valid('param', SittingParam)
  return new Hono<SessionEnv>()
    .get('/cycles/:id/sittings', valid('param', IdParam), async (c) => {
      const { id } = c.req.valid('param')
      const sittings = await readSittings(ctx, c.var.session, id)
      return c.json(await withShown(ctx, c.var.session, id, { sittings, on: today(ctx.clock) }))
    })
    .get(ONE, one, async (c) => {
      const place = at(c.req.valid('param'))
      const sitting = await readSitting(ctx, c.var.session, place)
      return c.json(await withShown(ctx, c.var.session, place.cycleId, { sitting, on: today(ctx.clock) }))
    })
    .put(`${ONE}/meeting`, one, may('convene'), valid('json', NewMeeting), async (c) =>
      c.json(await conveneMeeting(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .put(`${ONE}/appointment`, one, may('requestAppointment'), valid('json', NewAppointment), async (c) =>
      c.json(await requestAppointment(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/arrange`, one, may('arrangeAppointment'), valid('json', NewArrangement), async (c) =>
      c.json(await arrangeSitting(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/decline`, one, may('arrangeAppointment'), valid('json', NewRefusal), async (c) =>
      c.json(await declineAppointment(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/cancel`, one, may('cancelSitting'), valid('json', NewRefusal), async (c) =>
      c.json(await cancelSitting(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/minutes`, one, may('keepMinutes'), valid('json', NewMinutes), async (c) =>
      c.json(await keepMinutes(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
}

function at({ id: cycleId, sittingId }: { readonly id: string; readonly sittingId: string }): SittingPlace {
  return { cycleId, sittingId }
}
