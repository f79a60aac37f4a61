/** `/api/inspect/cycles/:id/report`: the year's report to the next congress. What was issued is public, a draft is not. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import type { SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { may } from './guard.ts'
import { SavedYearReport, YearReportIssue, YearReportParam } from './year-report-model.ts'
import { issueYearReport, readIssued, readYearReport, saveYearReport } from './year-report.ts'

export function yearReportRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  return new Hono<SessionEnv>()
    .get('/cycles/:id/report', id, async (c) =>
      c.json(await readYearReport(ctx, c.req.valid('param').id, c.var.session)),
    )
    .get('/cycles/:id/report/:version', valid('param', YearReportParam), async (c) => {
      const { id: cycleId, version } = c.req.valid('param')
      return c.json(await readIssued(ctx.db, cycleId, version))
    })
    .put('/cycles/:id/report', id, may('writeYearReport'), valid('json', SavedYearReport), async (c) =>
      c.json(await saveYearReport(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
    )
    .post('/cycles/:id/report/issue', id, may('issueYearReport'), valid('json', YearReportIssue), async (c) =>
      c.json(await issueYearReport(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
    )
}
