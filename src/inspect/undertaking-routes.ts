/** `/api/inspect/cycles/:id/undertakings`: what units have undertaken to do. Reading is public. */
import { Hono } from 'hono'
import { today, type Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import type { SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { cycleAssembly } from '../order/handover.ts'
import { may } from './guard.ts'
import { withShown } from './shown.ts'
import {
  UndertakingCheck,
  UndertakingMove,
  UndertakingParam,
  UndertakingReport,
} from './undertaking-model.ts'
import {
  checkUndertaking,
  moveUndertaking,
  readUndertakings,
  reportUndertaking,
  unitsReached,
  type UndertakingPlace,
} from './undertakings.ts'
import { isInside } from './year.ts'

const ONE = '/cycles/:id/undertakings/:undertakingId'

export function undertakingRoutes(ctx: Context) {
  const one = valid('param', UndertakingParam)
  return new Hono<SessionEnv>()
    .get('/cycles/:id/undertakings', valid('param', IdParam), async (c) => {
      const { id } = c.req.valid('param')
      const assemblyId = await cycleAssembly(ctx.db, id)
      // Who has an account is for who works here.
      const units = isInside(c.var.session, assemblyId) ? await unitsReached(ctx.db, assemblyId) : []
      const view = { undertakings: await readUndertakings(ctx, id), units, on: today(ctx.clock) }
      return c.json(await withShown(ctx, c.var.session, id, view))
    })
    .post(`${ONE}/report`, one, may('reportUndertaking'), valid('json', UndertakingReport), async (c) =>
      c.json(await reportUndertaking(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/check`, one, may('checkUndertaking'), valid('json', UndertakingCheck), async (c) =>
      c.json(await checkUndertaking(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/move`, one, may('moveUndertaking'), valid('json', UndertakingMove), async (c) =>
      c.json(await moveUndertaking(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
}

function at({
  id: cycleId,
  undertakingId,
}: {
  readonly id: string
  readonly undertakingId: string
}): UndertakingPlace {
  return { cycleId, undertakingId }
}
