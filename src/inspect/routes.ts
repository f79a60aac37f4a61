/** `/api/inspect`: how what was voted is judged. Reading is public where nothing else is said. */
import { Hono } from 'hono'
import { UuidParam } from '../ballot/handover.ts'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { limitBody } from '../http/security.ts'
import { allow, type Role, type SessionEnv } from '../http/session.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { withSession } from '../people/handover.ts'
import {
  announceAssessment,
  readAssessment,
  readAssessments,
  satisfactionOver,
  startAssessment,
} from './assessments.ts'
import { MAY, type Doing } from './may.ts'
import { InspectionRule, NewAssessment } from './model.ts'
import { ruleOf, setRule } from './rule.ts'

const BODY_BYTES_MAX = 64 * 1024

export function inspectRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const uuid = valid('param', UuidParam)
  return new Hono<SessionEnv>()
    .use(requestLog(ctx.log), limitBody(BODY_BYTES_MAX), withSession(ctx), jsonOnly())
    .get('/cycles/:id/rule', id, async (c) => c.json(await ruleOf(ctx.db, c.req.valid('param').id)))
    .put('/cycles/:id/rule', id, may('setRule'), valid('json', InspectionRule), async (c) => {
      await setRule(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
      return c.json({})
    })
    .get('/cycles/:id/assessments', id, async (c) =>
      c.json({ assessments: await readAssessments(ctx.db, c.req.valid('param').id) }),
    )
    .post('/cycles/:id/assessments', id, may('draftAssessment'), valid('json', NewAssessment), async (c) =>
      c.json(await startAssessment(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .get('/assessments/:uuid', uuid, async (c) =>
      c.json(await readAssessment(ctx.db, c.req.valid('param').uuid)),
    )
    .post('/assessments/:uuid/announce', may('announceAssessment'), uuid, async (c) =>
      c.json(await announceAssessment(ctx, c.var.session, c.req.valid('param').uuid)),
    )
    .get('/assemblies/:id/satisfaction', id, async (c) =>
      c.json({ years: await satisfactionOver(ctx.db, c.req.valid('param').id) }),
    )
}

function may(doing: Doing) {
  const roles: readonly [Role, ...Role[]] = MAY[doing]
  return allow(...roles)
}
