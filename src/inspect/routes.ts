/** `/api/inspect`: how what was voted is judged. Reading is public where nothing else is said. */
import { Hono } from 'hono'
import { z } from 'zod'
import { UuidParam } from '../ballot/handover.ts'
import type { Context } from '../context.ts'
import { answerWith, bytesOf, DOCUMENT_BYTES_MAX, Sha256 } from '../files/handover.ts'
import { Id, IdParam } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { limitBody } from '../http/security.ts'
import { signedIn, type SessionEnv } from '../http/session.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { withSession } from '../people/handover.ts'
import {
  announceAssessment,
  readAssessment,
  readAssessments,
  satisfactionOver,
  startAssessment,
} from './assessments.ts'
import { dutyRoutes } from './duty-routes.ts'
import { carryOverRoutes } from './carry-over-routes.ts'
import { handOutFile, sendFile } from './files.ts'
import { may } from './guard.ts'
import { InspectionRule, NewAssessment } from './model.ts'
import { readAssessmentPapers } from './papers.ts'
import { questionRoutes } from './question-routes.ts'
import { readOverview } from './overview.ts'
import { rectificationRoutes } from './rectification-routes.ts'
import { ruleOf, setRule } from './rule.ts'
import { sittingRoutes } from './sitting-routes.ts'
import { supervisionRoutes } from './supervision-routes.ts'
import { threadRoutes } from './thread-routes.ts'
import { undertakingRoutes } from './undertaking-routes.ts'
import { yearReportRoutes } from './year-report-routes.ts'
import { visitRoutes } from './visit-routes.ts'
import { readWaiting } from './waiting.ts'

const BODY_BYTES_MAX = 256 * 1024

const FileParam = z.strictObject({ id: Id, sha256: Sha256 })
const Size = z.strictObject({ size: z.enum(['full', 'thumb']).default('full') })

export function inspectRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const uuid = valid('param', UuidParam)
  const file = valid('param', FileParam)
  return (
    new Hono<SessionEnv>()
      .use(requestLog(ctx.log), withSession(ctx))
      // First what takes a file for a body.
      .put('/cycles/:id/files/:sha256', may('sendFile'), file, limitBody(DOCUMENT_BYTES_MAX), async (c) => {
        const { id: cycleId, sha256 } = c.req.valid('param')
        return c.json(await sendFile(ctx, c.var.session, cycleId, await bytesOf(c, sha256)))
      })
      .get('/cycles/:id/files/:sha256', file, valid('query', Size), async (c) => {
        const { id: cycleId, sha256 } = c.req.valid('param')
        const asked = { sha256, size: c.req.valid('query').size }
        return answerWith(c, await handOutFile(ctx, c.var.session, cycleId, asked))
      })
      .use(limitBody(BODY_BYTES_MAX), jsonOnly())
      .route('/', undertakingRoutes(ctx))
      .route('/', supervisionRoutes(ctx))
      .route('/', visitRoutes(ctx))
      .route('/', rectificationRoutes(ctx))
      .route('/', dutyRoutes(ctx))
      .route('/', threadRoutes(ctx))
      .route('/', carryOverRoutes(ctx))
      .route('/', yearReportRoutes(ctx))
      .route('/', questionRoutes(ctx))
      .route('/', sittingRoutes(ctx))
      .get('/waiting', signedIn(), async (c) => c.json({ years: await readWaiting(ctx, c.var.session) }))
      .get('/cycles/:id/overview', id, async (c) =>
        c.json(await readOverview(ctx, c.var.session, c.req.valid('param').id)),
      )
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
      .get('/assessments/:uuid/papers', may('seePapers'), uuid, async (c) =>
        c.json(await readAssessmentPapers(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .post('/assessments/:uuid/announce', may('announceAssessment'), uuid, async (c) =>
        c.json(await announceAssessment(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .get('/assemblies/:id/satisfaction', id, async (c) =>
        c.json({ years: await satisfactionOver(ctx.db, c.req.valid('param').id) }),
      )
  )
}
